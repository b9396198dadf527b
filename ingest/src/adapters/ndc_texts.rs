//! Texts of NDCs: one row a document, with the text that somebody took from its PDF file.
//!
//! The text of each is kept twice: in the raw row, so that evidence leads to it, and as a fact, since
//! names of actors are looked for in it whenever a snapshot is built. What it says of non-Party
//! stakeholders is found here and kept with its place and an excerpt.

use chrono::NaiveDate;
use quipu_domain::stakeholder;
use quipu_domain::vocabulary::Verification;
use quipu_entities::{ndc_text, ndc_text_mention};

use super::dated;
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static NDC_TEXTS: SourceTerms = SourceTerms {
    id: "ndc-texts",
    publisher: "Parties to the Paris Agreement; texts taken from their documents by DominyGallo",
    title: "Texts of NDCs of at most 50,000 characters",
    licence: "None stated; public documents of the Parties",
    url: "https://github.com/DominyGallo/Social-Media-Analysis-2025",
    citation: "NDCs of the Parties, UNFCCC NDC Registry; texts: DominyGallo/Social-Media-Analysis-2025",
    redistributable: false,
    verification: Verification::Official,
};

/// The table of texts.
pub(crate) struct NdcTexts;

const TEXT: &str = "text_content";
const CODE: &str = "Code";
const SUBMITTED: &str = "SubmissionDate";
const FILE: &str = "OriginalFilename";

const LAYOUT: Layout = Layout {
    name: "texts of NDCs",
    required: &[CODE, SUBMITTED, FILE, TEXT],
    optional: &["Title", "Language", "EncodedAbsUrl"],
};

impl Adapter for NdcTexts {
    fn name(&self) -> &'static str {
        "ndc-texts/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &NDC_TEXTS
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    /// Only the title of a column dates the table: "GDP USD Mar 2025".
    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = LAYOUT.find(head) else { return None };
        let dated = header.names.iter().find_map(|name| dated::month_in(name));
        dated.map(|day| (day, "the month in the title of a column, its last day"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let party = cells.country(CODE)?;
        cells.required(TEXT)?;
        let submitted_on =
            cells.day(&[SUBMITTED]).ok_or_else(|| cells.problem(SUBMITTED, "not a day, but needed"))?;
        let file_name = cells.name(&[FILE]);
        // Not trimmed: places in it count from its very beginning.
        let text = cells.raw(TEXT);
        let characters = i32::try_from(text.chars().count())
            .map_err(|_| cells.problem(TEXT, "longer than 2,147,483,647 characters"))?;
        let fact = ndc_text::Model {
            record_id: 0,
            position: 0,
            party: party.to_owned(),
            submitted_on,
            title: cells.name(&["Title"]).unwrap_or_else(|| format!("NDC of {submitted_on}")),
            language: cells.name(&["Language"]),
            url: cells.url(&["EncodedAbsUrl"]),
            file_name: file_name.clone(),
            characters,
            text: text.to_owned(),
        };
        let key = format!("{party}/{submitted_on}/{}", file_name.unwrap_or_default());
        let mentions = stakeholder::mentions(text).into_iter().map(fact_of);
        Ok(Some(mentions.fold(Statement::about(key).with(fact), Statement::with)))
    }
}

fn fact_of(mention: stakeholder::Mention) -> ndc_text_mention::Model {
    ndc_text_mention::Model {
        record_id: 0,
        position: 0,
        stakeholder: mention.stakeholder.into(),
        term: mention.term.to_owned(),
        // A text has fewer characters than an i32 counts, or its row is rejected.
        char_offset: i32::try_from(mention.char_offset).unwrap_or(i32::MAX),
        excerpt: mention.excerpt,
    }
}

#[cfg(test)]
mod tests {
    use quipu_domain::vocabulary::Stakeholder;
    use quipu_entities::facts::Fact;

    use super::*;
    use crate::adapters::trial::Trial;

    fn read(code: &str, day: &str, text: &str) -> Trial {
        let row = [
            (CODE, code),
            ("Title", "Thailand\u{200b} 2nd\u{200b} Updated\u{200b} NDC"),
            ("Language", "English"),
            (SUBMITTED, day),
            ("EncodedAbsUrl", "https://unfccc.int/sites/default/files/NDC/2022-11/Thailand.pdf"),
            (FILE, "Thailand 2nd Updated NDC.pdf"),
            (TEXT, text),
        ];
        Trial::of(&NdcTexts, &row, &mut Session::default())
    }

    #[test]
    fn a_row_is_a_text_with_what_it_says_of_stakeholders() {
        let trial = read("THA", "2022-11-02", " \nconsultations with the private sector and civil \nsociety");
        let statement = trial.statement();
        assert_eq!(statement.key, "THA/2022-11-02/Thailand 2nd Updated NDC.pdf");
        let [Fact::NdcText(text), Fact::NdcTextMention(first), Fact::NdcTextMention(second)] =
            &statement.facts[..]
        else {
            panic!("{:?}", statement.facts)
        };
        assert_eq!((text.party.as_str(), text.title.as_str()), ("THA", "Thailand 2nd Updated NDC"));
        assert_eq!((text.characters, text.text.chars().count()), (58, 58));
        assert_eq!((first.stakeholder.0, first.char_offset), (Stakeholder::PrivateSector, 25));
        assert_eq!(
            (second.stakeholder.0, second.term.as_str()),
            (Stakeholder::CivilSociety, "civil society")
        );
        assert_eq!(second.excerpt, "consultations with the private sector and civil society");
        let raw: serde_json::Value = serde_json::from_str(&trial.raw).expect("JSON");
        assert_eq!(raw[TEXT].as_str(), Some(text.text.as_str()));
    }

    #[test]
    fn a_text_that_speaks_of_nobody_is_kept() {
        assert_eq!(read("THA", "2022-11-02", "30% below business as usual").statement().facts.len(), 1);
    }

    #[test]
    fn a_row_without_party_day_or_text_is_rejected() {
        assert_eq!(read("XX", "2022-11-02", "text").rejected(), CODE);
        assert_eq!(read("THA", "November 2022", "text").rejected(), SUBMITTED);
        assert_eq!(read("THA", "2022-11-02", "").rejected(), TEXT);
    }

    #[test]
    fn the_title_of_a_column_dates_the_table() {
        let names = [CODE, "GDP USD Mar 2025", SUBMITTED, FILE, TEXT].map(str::to_owned).to_vec();
        let rows = [names];
        let head = Head { file_name: "any.csv", preamble: &[], sheet: None, rows: &rows, all: &rows };
        let day = NdcTexts.known_on(&head).map(|(day, _)| day.to_string());
        assert_eq!(day.as_deref(), Some("2025-03-31"));
    }
}
