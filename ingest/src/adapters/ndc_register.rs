//! The register of NDCs, as openclimatedata lists it: each file is the register as it was on
//! a day. Layout up to 2021 (`Number`, archived files marked in `FileType`), and from 2022 on
//! (`Version`, `Status`); since June 2026 with another case of the header.

use quipu_domain::vocabulary::{NdcDocumentKind, NdcStatus};
use quipu_domain::{place, text};
use quipu_entities::ndc_document;

use crate::adapter::{Adapter, Layout, Recognition, Session, first_known};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{NDC_REGISTRY, SourceTerms};
use crate::statement::{Problem, Statement};

/// The listing of the register.
pub(crate) struct NdcRegister;

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "version and status",
        required: &["code", "title", "fileType", "status", "submissionDate"],
        optional: &["party", "language", "version", "encodedAbsUrl", "originalFilename", "filename"],
    },
    Layout {
        name: "number, ISO3",
        required: &["ISO3", "Title", "FileType", "Number", "SubmissionDate"],
        optional: &["Party", "Language", "Filename", "EncodedAbsUrl", "OriginalFilename"],
    },
    Layout {
        name: "number, up to 2021",
        required: &["Code", "Title", "FileType", "Number", "SubmissionDate"],
        optional: &["Party", "Language", "Filename", "EncodedAbsUrl", "OriginalFilename"],
    },
];

impl Adapter for NdcRegister {
    fn name(&self) -> &'static str {
        "ndc-register/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &NDC_REGISTRY
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        first_known(LAYOUTS, head)
    }

    /// A state of the register lists each Party as a whole: what it no longer lists under a
    /// code is no longer there.
    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
        let party = party(cells)?;
        let file_name = cells.name(&["originalFilename", "filename"]);
        let title = cells.name(&["title"]).or_else(|| file_name.clone());
        let title = title.ok_or_else(|| cells.problem("title", "empty, and so is the name of the file"))?;
        let document = ndc_document::Model {
            record_id: 0,
            position: 0,
            party: party.to_owned(),
            title,
            kind: kind(cells)?.into(),
            language: cells.name(&["language"]),
            version: version(cells),
            number: cells.name(&["number"]),
            status: status(cells)?.into(),
            submitted_on: cells.day(&["submissionDate"]),
            url: cells.url(&["encodedAbsUrl"]),
            file_name,
        };
        let about = document.file_name.as_deref().unwrap_or(&document.title);
        let language = document.language.as_deref().unwrap_or("-");
        let key = format!("{party}/{}/{}", text::fold(about), text::fold(language));
        let key = match session.variant(&key, cells.content()) {
            0 => key,
            which => format!("{key}/{}", which + 1),
        };
        Ok(Some(Statement::within(party, key).with(document)))
    }
}

/// The code; where a state of the register left it empty (the European Union in 2024, Nauru as
/// "Naoero" in 2026), the code of the Party that the row names.
fn party(cells: &Cells<'_>) -> Result<&'static str, Problem> {
    let column = if cells.layout() == "number, ISO3" { "ISO3" } else { "code" };
    if !cells.raw(column).trim().is_empty() {
        return cells.country(column);
    }
    let named = place::by_name(cells.raw("party"));
    named.map(|place| place.iso3).ok_or_else(|| {
        cells.problem("party", "the code is empty, and this is not the name of a Party we know")
    })
}

/// Up to 2021 an archived file is marked as archived in place of its kind.
fn kind(cells: &Cells<'_>) -> Result<NdcDocumentKind, Problem> {
    match cells.raw("fileType").trim().to_ascii_lowercase().as_str() {
        "ndc" => Ok(NdcDocumentKind::Ndc),
        "addendum" => Ok(NdcDocumentKind::Addendum),
        "translation" => Ok(NdcDocumentKind::Translation),
        "archived" => Ok(NdcDocumentKind::Unspecified),
        _ => Err(cells.problem("fileType", "none of: NDC, Addendum, Translation, Archived")),
    }
}

/// The status column decides, where there is one: a title that says "(Archived)" does not.
fn status(cells: &Cells<'_>) -> Result<NdcStatus, Problem> {
    let (column, words) = match cells.layout() {
        "version and status" => ("status", cells.raw("status").trim().to_ascii_lowercase()),
        _ => ("fileType", cells.raw("fileType").trim().to_ascii_lowercase()),
    };
    match (column, words.as_str()) {
        ("status", "active") => Ok(NdcStatus::Active),
        (_, "archived") => Ok(NdcStatus::Archived),
        ("status", "withdrawn") => Ok(NdcStatus::Withdrawn),
        ("status", "superseded") => Ok(NdcStatus::Superseded),
        ("fileType", _) => Ok(NdcStatus::Active),
        _ => Err(cells.problem("status", "none of: Active, Archived, Withdrawn, Superseded")),
    }
}

/// A small number, or nothing: the register leaves it empty for most NDCs 3.0, or writes `N/A`.
fn version(cells: &Cells<'_>) -> Option<String> {
    cells.parsed(&["version"], |raw| {
        let whole = raw.strip_suffix(".0").unwrap_or(raw);
        let number = whole.parse::<u8>().ok().filter(|number| (1..=20).contains(number));
        number.map(|number| number.to_string()).ok_or_else(|| "not a version number".into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::Header;

    const NEW: &str =
        "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename";
    const OLD: &str =
        "Code,Party,Title,FileType,Language,Filename,Number,SubmissionDate,EncodedAbsUrl,OriginalFilename";

    fn read(header: &str, line: &str) -> (Result<ndc_document::Model, Problem>, Vec<Problem>) {
        let split = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let layout = if header == NEW { "version and status" } else { "number, up to 2021" };
        let header = Header::new(layout, 1, &split(header));
        let line = split(line);
        let cells = Cells::new(&header, &line);
        let statement = NdcRegister.read(&cells, &mut Session::default());
        let document = statement.map(|statement| match statement.expect("a statement").facts.remove(0) {
            quipu_entities::facts::Fact::NdcDocument(document) => document,
            other => panic!("{other:?}"),
        });
        (document, cells.into_problems())
    }

    #[test]
    fn an_archived_title_may_have_an_active_status() {
        let line = "ARG,Argentina,Argentina Second NDC (Archived),Addendum,Spanish,3,Active,,https://unfccc.int/sites/default/files/NDC/2022-05/x.pdf,x.pdf";
        let document = read(NEW, line).0.expect("a document");
        assert_eq!(document.status.0, NdcStatus::Active);
        assert_eq!((document.kind.0, document.submitted_on), (NdcDocumentKind::Addendum, None));
    }

    #[test]
    fn the_version_of_ndc_3_0_is_empty_or_not_a_number() {
        let line = "TUR,Türkiye,Türkiye Second NDC (NDC 3.0),NDC,English,N/A,Active,2025-11-09,https://unfccc.int/x.pdf,x.pdf";
        let (document, problems) = read(NEW, line);
        assert_eq!(document.expect("a document").version, None);
        assert!(problems.is_empty());
    }

    #[test]
    fn the_older_layout_marks_archived_files_in_place_of_their_kind() {
        let line = "ALB,Albania,Albania First NDC (Archived),Archived,English,ALB_Albania_First_NDC_Archived_English.pdf,First,2016-09-21,https://www4.unfccc.int/sites/ndcstaging/PublishedDocuments/Albania%20First/Albania%20First.pdf,Albania First.pdf";
        let document = read(OLD, line).0.expect("a document");
        assert_eq!((document.kind.0, document.status.0), (NdcDocumentKind::Unspecified, NdcStatus::Archived));
        assert_eq!(document.number.as_deref(), Some("First"));
    }

    #[test]
    fn invisible_characters_in_a_title_are_dropped() {
        let line = "THA,Thailand,Thailand\u{200b} NDC 3.0,NDC,English,,Active,2025-11-04,https://unfccc.int/x.pdf,x.pdf";
        assert_eq!(read(NEW, line).0.expect("a document").title, "Thailand NDC 3.0");
    }

    #[test]
    fn an_empty_code_is_that_of_the_party_named() {
        let union = ",European Union (EU),EU NDC 2023 update,NDC,English,3,Active,2023-10-19,https://unfccc.int/sites/default/files/NDC/2023-10/x.pdf,ES-2023-10-17 EU submission NDC update.pdf";
        assert_eq!(read(NEW, union).0.expect("a document").party, "EUU");
        let nauru = ",Naoero,Nauru NDC 3.0,NDC,English,,Active,2026-01-08,https://unfccc.int/sites/default/files/2026-01/Nauru%20NDC%203.pdf,Nauru NDC 3.pdf";
        assert_eq!(read(NEW, nauru).0.expect("a document").party, "NRU");
        let nobody = ",Atlantis,Atlantis NDC,NDC,English,1,Active,2026-01-08,https://unfccc.int/x.pdf,x.pdf";
        assert!(read(NEW, nobody).0.is_err());
    }

    #[test]
    fn an_empty_title_gives_way_to_the_name_of_the_file() {
        let line = "ETH,Ethiopia,,Addendum,English,ETH_Ethiopia_First_NDC_Addendum_English.pdf,First,2020-12-31,https://www4.unfccc.int/sites/ndcstaging/PublishedDocuments/Ethiopia%20First/NDC%20cover%20Letter.pdf,NDC cover Letter.pdf";
        assert_eq!(read(OLD, line).0.expect("a document").title, "NDC cover Letter.pdf");
    }

    #[test]
    fn a_row_of_an_unknown_party_is_rejected_with_its_code() {
        let line =
            "ZZZ,Nowhere,Nowhere First NDC,NDC,English,1,Active,2016-11-23,https://unfccc.int/x.pdf,x.pdf";
        let problem = read(NEW, line).0.expect_err("rejected");
        assert_eq!((problem.column.as_deref(), problem.value.as_deref()), (Some("code"), Some("ZZZ")));
    }
}
