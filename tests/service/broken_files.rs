//! Files that can't be read: a clear error, and the database as it was.

use quipu_tests::{chain, on_both};

const REGISTER: &str = "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\nBRA,Brazil,Brazil Second NDC,NDC,English,,Active,2024-11-13,https://unfccc.int/x.pdf,x.pdf\n";

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// A quote opened on line 2 that a quoted cell on line 4 seems to close.
fn swallowing_quote() -> Vec<u8> {
    let row = |title: &str| {
        format!("BRA,Brazil,{title},NDC,English,,Active,2024-11-13,https://unfccc.int/x.pdf,x.pdf\n")
    };
    let header = REGISTER.lines().next().unwrap_or_default();
    format!("{header}\n{}{}{}", row("\"First"), row("Second"), row("\"Third\"")).into()
}

/// Name, content, and what the error must say.
fn broken() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let latin1 = REGISTER.replace("Brazil Second", "S\u{1}o Tom\u{1}");
    let latin1 = latin1.bytes().map(|byte| if byte == 1 { 0xE9 } else { byte }).collect();
    vec![
        ("empty.csv", Vec::new(), "empty"),
        ("register.csv", REGISTER.lines().next().unwrap_or_default().into(), "no rows"),
        ("register.csv", utf16(REGISTER), "--encoding utf-16le"),
        ("register.csv", latin1, "not UTF-8"),
        ("register.csv", REGISTER.replace(",title", "").into(), "column \"title\" is missing"),
        ("register.csv", REGISTER.replace("party,", "code,").into(), "\"code\" is there twice"),
        ("register.csv", REGISTER.replace("x.pdf,x.pdf\n", "x.p").into(), "breaks off"),
        ("register.csv", REGISTER.replace("Brazil Second", "\"Brazil Second").into(), "opened on line 2"),
        ("register.csv", swallowing_quote(), "opened on line 2"),
        ("register.xlsx", REGISTER.into(), "named a workbook"),
        ("register.csv", b"PK\x03\x04 and so on".to_vec(), "workbook or archive"),
        ("register.xlsx", b"PK\x03\x04 and so on".to_vec(), "not a readable archive"),
        ("register.csv", b"<!DOCTYPE html><html><body>404</body></html>".to_vec(), "HTML page"),
        ("list.json", b"{\"3166-1\": [".to_vec(), "not valid JSON"),
        ("other.csv", b"one,two\n1,2\n".to_vec(), "no known layout"),
    ]
}

on_both!(a_broken_file_is_refused_and_leaves_the_database_as_it_was, |app| {
    app.imported("ndcs_2026-07-22.csv", REGISTER).await;
    let before = app.database.contents().await;
    for (name, content, expected) in broken() {
        let file = app.file(name, content);
        let error = app.import(&[file]).await.expect_err(expected);
        let error = chain(&error);
        assert!(error.contains(expected) && error.contains(name), "{error}");
        assert_eq!(error.matches(name).count(), 1, "said once: {error}");
    }
    assert_eq!(app.database.contents().await, before);
});

on_both!(a_last_row_that_ends_with_an_empty_cell_needs_no_line_end, |app| {
    let report = app.imported("ndcs_2026-07-22.csv", REGISTER.trim_end().trim_end_matches("x.pdf")).await;
    assert_eq!((report.new, report.rejected), (1, 0));
});

on_both!(text_in_another_encoding_is_read_when_told_so, |app| {
    let file = app.file("ndcs_2026-07-22.csv", utf16(REGISTER));
    let options = quipu_ingest::Options { encoding: Some("utf-16le".into()), ..Default::default() };
    assert_eq!(app.import_with(&[file], options).await.expect("imported")[0].new, 1);
});

on_both!(a_stray_byte_costs_its_row_only, |app| {
    let mut text = REGISTER.replace("Brazil Second", "Brésil Second").into_bytes();
    text.extend_from_slice(
        b"CHE,Switzerland,Swiss \xCA NDC,NDC,English,,Active,2025-01-29,https://unfccc.int/y.pdf,y.pdf\n",
    );

    let report = app.imported("ndcs_2026-07-22.csv", text).await;

    assert_eq!((report.new, report.rejected), (1, 1));
    assert!(report.rejections[0].reason.starts_with("is not UTF-8 near byte"), "{:?}", report.rejections);
});

on_both!(line_ends_separators_and_a_byte_order_mark_do_not_matter, |app| {
    for (day, text) in [
        ("2026-01-01", REGISTER.replace('\n', "\r\n")),
        ("2026-01-02", REGISTER.replace('\n', "\r")),
        ("2026-01-03", REGISTER.replace(',', ";")),
        ("2026-01-04", format!("\u{feff}{REGISTER}\n\n")),
    ] {
        let report = app.imported(&format!("ndcs_{day}.csv"), text).await;
        assert_eq!((report.read, report.rejected), (1, 0), "{day}");
    }
});
