//! Imports: what is recorded, what counts, what is reported.

use quipu_domain::vocabulary::PartyGroupCode;
use quipu_ingest::Options;
use quipu_tests::{chain, on_both};
use serde_json::json;

const HEADER: &str =
    "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\n";
const BRAZIL: &str = "BRA,Brazil,Brazil Second Nationally Determined Contribution,NDC,English,,Active,2024-11-13,https://unfccc.int/sites/default/files/2024-11/Brazil_Second.pdf,Brazil_Second.pdf\n";
const USA: &str = "USA,United States of America (*),United States of America 2035 NDC,NDC,English,,Active,2024-12-19,https://unfccc.int/sites/default/files/2024-12/United%20States%202035%20NDC.pdf,United States 2035 NDC.pdf\n";
const USA_ARCHIVED: &str = "USA,United States of America (*),United States of America 2035 NDC,NDC,English,,Archived,2024-12-19,https://unfccc.int/sites/default/files/2024-12/United%20States%202035%20NDC.pdf,United States 2035 NDC.pdf\n";

fn register(rows: &[&str]) -> String {
    format!("{HEADER}{}", rows.concat())
}

const STATUSES: &str = r#"{
    usa: country(iso3: "USA") { ndcs { status } }
    brazil: country(iso3: "BRA") { ndcs { status } }
}"#;

on_both!(the_same_file_twice_changes_nothing, |app| {
    let first = app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, USA])).await;
    assert_eq!((first.read, first.new, first.rejected), (2, 2, 0));
    let before = app.database.contents().await;

    let second = app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, USA])).await;

    assert!(second.already_imported);
    assert_eq!((second.read, second.new, second.changed, second.unchanged), (2, 0, 0, 2));
    assert_eq!(app.database.contents().await, before);
});

on_both!(a_later_state_speaks_for_the_parties_it_lists_and_for_no_others, |app| {
    app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, USA])).await;

    let report = app.imported("ndcs_2026-07-25.csv", register(&[USA_ARCHIVED])).await;

    assert_eq!((report.new, report.changed, report.unchanged), (0, 1, 0));
    let expected =
        json!({"usa": {"ndcs": [{"status": "ARCHIVED"}]}, "brazil": {"ndcs": [{"status": "ACTIVE"}]}});
    assert_eq!(app.data(STATUSES).await, expected);
});

on_both!(a_state_of_the_past_imported_late_does_not_win, |app| {
    app.imported("ndcs_2026-07-25.csv", register(&[BRAZIL, USA_ARCHIVED])).await;
    app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, USA])).await;

    let now = app.data(STATUSES).await;
    let then = app.data(r#"{ country(iso3: "USA", knownAt: "2026-07-23") { ndcs { status } } }"#).await;

    assert_eq!(now["usa"], json!({"ndcs": [{"status": "ARCHIVED"}]}));
    assert_eq!(then, json!({"country": {"ndcs": [{"status": "ACTIVE"}]}}));
});

on_both!(history_says_what_replaced_a_record, |app| {
    app.imported("ndcs_2026-07-22.csv", register(&[USA])).await;
    app.imported("ndcs_2026-07-25.csv", register(&[USA_ARCHIVED])).await;

    let replaced =
        "SELECT COUNT(*) FROM record_history WHERE known_until = '2026-07-25' AND next_record_id = 2";
    assert_eq!(app.database.number(replaced).await, 1);
});

on_both!(another_spelling_of_the_header_says_the_same, |app| {
    app.imported("ndcs_2026-05-01.csv", register(&[BRAZIL])).await;
    let header =
        "Code,Party,Title,FileType,Language,Version,Status,SubmissionDate,EncodedAbsUrl,OriginalFilename\n";

    let report = app.imported("ndcs_2026-06-01.csv", format!("\u{feff}{header}{BRAZIL}")).await;

    assert_eq!((report.new, report.changed, report.unchanged), (0, 0, 1));
});

on_both!(one_bad_row_stops_no_other_and_says_why, |app| {
    let nobody =
        "ZZZ,Nowhere,Nowhere First NDC,NDC,English,1,Active,2016-11-23,https://unfccc.int/x.pdf,x.pdf\n";
    let short = "CHE,Switzerland\n";

    let report = app.imported("ndcs_2026-07-22.csv", register(&[nobody, short, BRAZIL])).await;

    assert_eq!((report.read, report.new, report.rejected), (3, 1, 2));
    let first = &report.rejections[0];
    assert_eq!((first.row, first.column.as_deref(), first.value.as_deref()), (2, Some("code"), Some("ZZZ")));
    assert_eq!(report.rejections[1].reason, "has 2 cells where the header has 10");
    assert_eq!(app.database.number("SELECT COUNT(*) FROM rejection").await, 2);
});

on_both!(two_rows_of_one_id_that_differ_are_both_rejected, |app| {
    let header = "Name,ID_Code,Country,Entity_type,End_target,End_target_year\n";
    let rows = "Bremen,CIT-0001,DEU,City,Net zero,2038\nBremen,CIT-0001,DEU,City,Net zero,2035\nKiel,CIT-0002,DEU,City,Net zero,2035\nKiel,CIT-0002,DEU,City,Net zero,2035\n";

    let report = app.imported("snapshot_2025-01-01.csv", format!("{header}{rows}")).await;

    assert_eq!((report.read, report.new, report.rejected, report.repeated), (4, 1, 2, 1));
    assert!(report.rejections[0].reason.contains("row 3"), "{:?}", report.rejections);
    assert_eq!(
        app.data("{ actors { nodes { name } } }").await,
        json!({"actors": {"nodes": [{"name": "Kiel"}]}})
    );
});

on_both!(of_several_files_all_are_recorded_or_none, |app| {
    let good = app.file("ndcs_2026-07-22.csv", register(&[BRAZIL]));
    let bad = app.file("notes.csv", "one,two\n1,2\n");
    let before = app.database.contents().await;

    let error = app.import(&[good, bad]).await.expect_err("refused");

    assert!(chain(&error).contains("notes.csv"), "{error}");
    assert_eq!(app.database.contents().await, before);
});

on_both!(the_day_of_a_file_may_be_given, |app| {
    let file = app.file("listing.csv", register(&[BRAZIL]));
    let options = Options { known_on: "2024-12-25".parse().ok(), ..Options::default() };

    let report = app.import_with(&[file], options).await.expect("imported").remove(0);

    assert_eq!(
        (report.known_on.to_string().as_str(), report.known_on_basis.as_str()),
        ("2024-12-25", "given")
    );
});

on_both!(what_was_said_of_a_file_wrongly_can_be_said_again, |app| {
    let text: Vec<u8> = b"Code,Name\nBRA,Brasilia\nCIV,C\xF4te d'Ivoire\n".to_vec();
    let file = [app.file("list.csv", text)];
    let said =
        |encoding: &str, group| Options { encoding: Some(encoding.into()), group, ..Options::default() };
    let (wrong, right) = (Some(PartyGroupCode::Ldc), Some(PartyGroupCode::G77));

    app.import_with(&file, said("windows-1251", wrong)).await.expect("imported");
    let report = app.import_with(&file, said("windows-1252", right)).await.expect("imported").remove(0);

    assert!(!report.already_imported);
    assert_eq!(report.new, 2);
});

on_both!(what_a_file_says_of_its_group_stands, |app| {
    let file = [app.file("aosis.csv", "Code,Name\nTUV,Tuvalu\n")];
    let options = Options { group: Some(PartyGroupCode::G77), ..Options::default() };
    app.import_with(&file, options).await.expect("imported");
    let data = app.data(r#"{ country(iso3: "TUV") { groups { code } } }"#).await;
    assert_eq!(data, json!({"country": {"groups": [{"code": "AOSIS"}]}}));
});

on_both!(a_file_from_the_future_is_refused, |app| {
    let file = app.file("ndcs_2099-01-01.csv", register(&[BRAZIL]));
    let error = app.import(&[file]).await.expect_err("refused");
    assert!(chain(&error).contains("future"), "{error}");
});

on_both!(a_cell_that_cannot_be_used_costs_itself_only_and_is_listed, |app| {
    let row = "BRA,Brazil,Bra\0zil NDC,NDC,English,,Active,2024-11-13,#REF!,x.pdf\n";
    let report = app.imported("ndcs_2026-07-22.csv", register(&[row])).await;
    assert_eq!((report.new, report.rejected, report.values_rejected), (1, 0, 2));
    let columns: Vec<_> = report.rejections.iter().filter_map(|left| left.column.as_deref()).collect();
    assert_eq!(columns, ["title", "encodedAbsUrl"]);
});

on_both!(a_row_of_the_register_listed_twice_is_one_document, |app| {
    let report = app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, USA, BRAZIL])).await;
    assert_eq!((report.new, report.repeated, report.rejected), (2, 1, 0));
});

on_both!(a_description_of_a_data_set_is_passed_over, |app| {
    let text = r#"{"resources": [{"name": "ndcs", "path": "data/ndcs.csv"}]}"#;
    let report = app.imported("datapackage.json", text).await;
    assert_eq!((report.read, report.edition), (0, 0));
    assert!(report.notes[0].contains("no data"), "{:?}", report.notes);
    assert_eq!(app.database.number("SELECT COUNT(*) FROM edition").await, 0);
});
