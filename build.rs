//! Embeds what the binary carries: the starter data, and the web pages if they were built.
//!
//! The pages are built by `make web`, compressed; this script calls no other tool. Without them the
//! service runs, and says at `/` and `/graphiql` what is missing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::from(
        "/// Built web pages, by path, sorted.\npub(crate) static PAGES: &[(&str, &[u8])] = &[\n",
    );
    let pages = root.join("web/dist");
    let mut named = Vec::new();
    for file in files(&pages)? {
        named.push((file.strip_prefix(&pages).map_err(io::Error::other)?.display().to_string(), file));
    }
    named.sort();
    for (name, file) in named {
        let _ = writeln!(code, "    ({name:?}, include_bytes!({file:?})),");
    }
    code.push_str("];\n\n/// Starter data, by table.\npub(crate) static STARTER: &[(&str, &str)] = &[\n");
    let data = root.join("data");
    for file in files(&data)?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "csv")) {
        let table = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let _ = writeln!(code, "    ({table:?}, include_str!({file:?})),");
    }
    code.push_str("];\n");
    fs::write(out.join("embedded.rs"), code)?;
    for path in [&pages, &data] {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    Ok(())
}

/// Files below a folder, sorted; none if there is no such folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
