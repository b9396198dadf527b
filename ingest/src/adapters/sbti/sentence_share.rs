//! How much of the published sentences is understood. It needs the published files, and prints:
//!
//! ```sh
//! cargo nextest run -p quipu-ingest --run-ignored only --no-capture sentence_share
//! ```

use std::path::Path;

use quipu_domain::target_sentence::{Sentence, read};

use super::{Sbti, TEXT};
use crate::adapter::{Adapter, Recognition};
use crate::cells::Cells;
use crate::read::SourceFile;

/// Texts that are shown with what was read in them.
const SHOWN: usize = 200;

fn texts(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/sbti").join(file);
    let file = SourceFile::open(&path, None).expect("the published file beside the repository");
    let Recognition::Known(header) = Sbti.recognise(&file.heads()[0]) else { panic!("not the list") };
    let rows = file.rows(0, header.rows_above).expect("rows").filter_map(Result::ok);
    rows.filter_map(|(_, row)| Cells::new(&header, &row).text(&TEXT).map(str::to_owned)).collect()
}

fn share(file: &str) {
    let read: Vec<Vec<Sentence>> = texts(file).iter().map(|text| read(text)).collect();
    let clear = |sentences: &Vec<Sentence>| sentences.iter().filter(|one| one.reading.is_ok()).count();
    let whole = read.iter().filter(|sentences| clear(sentences) == sentences.len()).count();
    let none = read.iter().filter(|sentences| clear(sentences) == 0).count();
    let sentences: usize = read.iter().map(Vec::len).sum();
    println!(
        "{file}: {} texts, {whole} whole, {} in part, {none} not",
        read.len(),
        read.len() - whole - none
    );
    println!("{sentences} sentences, {} understood", read.iter().map(clear).sum::<usize>());
    let step = read.len() / SHOWN;
    for sentence in read.iter().step_by(step).take(SHOWN).flatten() {
        println!("{:?} {}", sentence.section, sentence.text);
        match &sentence.reading {
            Ok(commitments) => commitments.iter().for_each(|one| println!("    {one:?}")),
            Err(reason) => println!("    unclear: {reason}"),
        }
    }
}

#[test]
#[ignore = "prints, from published files"]
fn sentence_share_2026() {
    share("companies-taking-action_2026-05-07.xlsx");
}

#[test]
#[ignore = "prints, from published files"]
fn sentence_share_2023() {
    share("companies-taking-action_2023-01-09.xlsx");
}
