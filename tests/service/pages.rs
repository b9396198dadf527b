//! The pages, looked at in a real browser: with the starter data, and with all published data.

use std::path::Path;
use std::process::Command;

use quipu_tests::{Backend, TestApp, all_published_files};

use crate::process::Server;

/// Exit code of the script where there is no browser, as in sysexits.
const NO_BROWSER: i32 = 69;

/// Looks at the pages of a service; says that it is skipped where something is missing.
fn look(server: &Server, options: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let answer = server.get("/", "Accept: text/html\r\n");
    if !folder.join("node_modules/playwright-core").is_dir() || answer.contains("not built into this binary")
    {
        eprintln!(
            "skipped: the pages or the packages that look at them are missing; run `make web` and `make setup`"
        );
        return;
    }
    let origin = format!("http://{}", server.address());
    let looked = Command::new("node").arg("pages.mjs").arg(origin).args(options).current_dir(folder).output();
    let looked = looked.expect("node runs");
    if looked.status.code() == Some(NO_BROWSER) {
        eprintln!("skipped: Chromium is missing; `make setup` installs it");
        return;
    }
    let said = String::from_utf8_lossy(&looked.stdout);
    assert!(looked.status.success(), "{said}{}", String::from_utf8_lossy(&looked.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_with_the_starter_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    look(&server, &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_with_all_published_data() {
    let Some(files) = all_published_files() else { return };
    let app = TestApp::new(Backend::Sqlite).await;
    app.import(&files).await.expect("the files are imported");
    let server = Server::start(app.database.folder.path(), &["--database-url", &app.database.url]);
    look(&server, &["--all"]);
}
