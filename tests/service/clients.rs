//! The snippets of docs/clients.md, run as they stand there against the service.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::Server;

/// A file that the documentation shows, and the command that it is for.
struct Snippet {
    file: String,
    run: Option<String>,
    text: String,
}

fn snippets() -> Vec<Snippet> {
    let parts = include_str!("../../docs/clients.md").split("<!-- file: ").skip(1);
    let snippet = |part: &str| {
        let (head, rest) = part.split_once(" -->\n").expect("the comment ends");
        let (file, run) = head.split_once(", run: ").map_or((head, None), |(file, run)| (file, Some(run)));
        let text = rest.split_once('\n').expect("a fence").1.split_once("```").expect("the fence ends").0;
        Snippet { file: file.to_owned(), run: run.map(str::to_owned), text: text.to_owned() }
    };
    parts.map(snippet).collect()
}

/// Where the packages of the snippets are; `None` with a message that the test is skipped.
fn packages() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    for needed in ["node_modules/relay-compiler", ".venv/bin/python"] {
        if !folder.join(needed).exists() {
            eprintln!("skipped: tests/clients/{needed} is missing; `make setup` installs it");
            return None;
        }
    }
    Some(folder)
}

#[test]
fn every_snippet_of_the_documentation_works() {
    let Some(packages) = packages() else { return };
    let service = tempfile::tempdir().expect("a folder");
    let server = Server::start(service.path(), &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let link = |name: &str| {
        std::os::unix::fs::symlink(packages.join(name), folder.path().join(name)).expect("a link")
    };
    link("node_modules");
    link("package.json");
    let path = std::env::var("PATH").expect("a path");
    let path = format!("{}:{path}", packages.join(".venv/bin").display());
    let mut said = String::new();
    for snippet in snippets() {
        let file = folder.path().join(&snippet.file);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, &snippet.text).expect("written");
        let Some(run) = snippet.run else { continue };
        let output = Command::new("sh")
            .args(["-c", &run])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("QUIPU_URL", server.url())
            .output()
            .expect("it starts");
        let printed =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(output.status.success(), "{}: {}{}", snippet.file, printed[0], printed[1]);
        said.push_str(&printed[0]);
    }
    for expected in [
        "Brazil: 79 actors",
        "20 cities in the cache",
        "São Paulo 2030: NOT_REPORTED",
        "NDCs are new or changed",
        "Brazil has changed, and has 79 actors",
        "plain.graphql written",
        "Brazil: 36 records in the store",
        "countries with an NDC of the third round",
    ] {
        assert!(said.contains(expected), "{expected:?} is not in {said}");
    }
}
