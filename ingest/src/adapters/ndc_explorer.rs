//! NDC Explorer: what its authors read in each contribution, as classes by topic, and the
//! meaning of these classes.
//!
//! There is a file for the first NDCs and one for the updated ones, with the same columns: each
//! leaves the topics that it does not assess at "no data".

use chrono::NaiveDate;
use quipu_domain::place::EUROPEAN_UNION;
use quipu_domain::vocabulary::{AssessedNdc, IncomeGroup};
use quipu_entities::{assessment_code, country_income, ndc_assessment};

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::{Cells, Header, parse_day, plain};
use crate::read::Head;
use crate::sources::{NDC_EXPLORER, SourceTerms};
use crate::statement::{Problem, Statement};

/// The assessments, first or updated.
pub(crate) struct NdcExplorer;

/// The meaning of the classes.
pub(crate) struct NdcExplorerCodes;

const FIRST: &str = "first NDC";
const UPDATED: &str = "updated NDC";

const ASSESSMENTS: Layout = Layout {
    name: "assessments",
    required: &[
        "country_code",
        "type_of_target_class",
        "stakeholder_consultation_class",
        "private_sector_investments_class",
        "base_year_class",
        "renewable_energy_class",
        "energy_efficiency_class",
        "transport_class",
        "agriculture_class",
        "land_use_and_forestry_class",
        "waste_class",
    ],
    optional: &[
        "base_year_details",
        "stakeholder_consultation_details",
        "private_sector_investments_details",
        "income_class",
    ],
};

const CODES: Layout = Layout {
    name: "meaning of the classes",
    required: &["sub_category", "classification-0", "classification-1"],
    optional: &[
        "classification-2",
        "classification-3",
        "classification-4",
        "classification-5",
        "classification-6",
        "classification-7",
        "classification-8",
        "classification-9",
    ],
};

/// Classes that say nothing: no data, and not submitted or not analysed.
const NO_CLASS: [i32; 2] = [-1, 0];
/// Details that say nothing.
const NO_DETAILS: [&str; 3] = ["no data", "not submitted", "Not indicated"];

impl Adapter for NdcExplorer {
    fn name(&self) -> &'static str {
        "ndc-explorer/2"
    }

    fn source(&self) -> &'static SourceTerms {
        &NDC_EXPLORER
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        match ASSESSMENTS.find(head) {
            Recognition::Known(header) => match assessed(&header, head) {
                Ok(layout) => Recognition::Known(Header { layout, ..header }),
                Err(reason) => {
                    Recognition::Broken { layout: ASSESSMENTS.name, reason: reason.into(), likeness: 100 }
                }
            },
            other => other,
        }
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        last_updated(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let party = party(cells)?;
        let (assessed, word) = match cells.layout() {
            FIRST => (AssessedNdc::First, "first"),
            _ => (AssessedNdc::Updated, "updated"),
        };
        let (_, base_year) = worded(cells, "base_year");
        let (stakeholder_consultation, stakeholder_details) = worded(cells, "stakeholder_consultation");
        let (private_sector, private_sector_details) = worded(cells, "private_sector_investments");
        let assessment = ndc_assessment::Model {
            record_id: 0,
            position: 0,
            party: party.to_owned(),
            assessed: assessed.into(),
            type_of_target: class(cells, "type_of_target"),
            base_year,
            stakeholder_consultation,
            stakeholder_details,
            private_sector,
            private_sector_details,
            renewable_energy: class(cells, "renewable_energy"),
            energy_efficiency: class(cells, "energy_efficiency"),
            transport: class(cells, "transport"),
            agriculture: class(cells, "agriculture"),
            land_use: class(cells, "land_use_and_forestry"),
            waste: class(cells, "waste"),
        };
        let statement = Statement::about(format!("{word}/{party}")).with(assessment);
        Ok(Some(match income(cells, party) {
            Some(income) => statement.with(income),
            None => statement,
        }))
    }
}

impl Adapter for NdcExplorerCodes {
    fn name(&self) -> &'static str {
        "ndc-explorer-codes/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &NDC_EXPLORER
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        CODES.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        last_updated(head)
    }

    /// The meaning of class 3 stands in the column `classification-3`.
    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let topic = cells.required("sub_category")?;
        let mut statement = Statement::about(topic);
        let columns = CODES.required.iter().chain(CODES.optional);
        let classes = columns.filter_map(|column| Some((column, column.strip_prefix("classification-")?)));
        for (column, class) in classes {
            let (Some(meaning), Ok(class)) = (cells.name(&[column]), class.parse()) else {
                continue;
            };
            let topic = topic.to_owned();
            statement =
                statement.with(assessment_code::Model { record_id: 0, position: 0, topic, class, meaning });
        }
        Ok(Some(statement))
    }
}

/// The day in `Last updated 2022-02-04`.
fn last_updated(head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
    let day = head.preamble.iter().find_map(|line| parse_day(line.strip_prefix("Last updated ")?).ok())?;
    Some((day, "stated in the file"))
}

/// Which NDCs the file assesses. Its columns do not tell, but its first rows do: only one of
/// the two files has data on stakeholders, only the other on base years and private investment.
/// Where both or neither are there, the name of the file decides.
fn assessed(header: &Header, head: &Head<'_>) -> Result<&'static str, &'static str> {
    let rows = head.rows.get(header.rows_above..).unwrap_or_default();
    let filled = |column: &str| {
        let at = header.positions.get(&plain(column)).copied().unwrap_or(usize::MAX);
        rows.iter().filter_map(|row| row.get(at)).any(|class| !["", "-1"].contains(&class.trim()))
    };
    let of_first = filled("stakeholder_consultation_class");
    let of_updated = filled("base_year_class") || filled("private_sector_investments_class");
    let name = plain(head.file_name);
    let named =
        match (name.contains("firstndc"), name.starts_with("ndccontent") || name.contains("updatedndc")) {
            (true, false) => Some(FIRST),
            (false, true) => Some(UPDATED),
            _ => None,
        };
    let by_rows = match (of_first, of_updated) {
        (true, false) => Some(FIRST),
        (false, true) => Some(UPDATED),
        _ => None,
    };
    match (by_rows, named) {
        (Some(rows), Some(name)) if rows != name => {
            Err("its name says of which NDCs it is, and its first rows say the opposite")
        }
        (Some(layout), _) | (None, Some(layout)) => Ok(layout),
        (None, None) => {
            Err("neither its rows nor its name say whether it is of the first or the updated NDCs")
        }
    }
}

/// The publisher writes `EU` for the European Union, among codes of three letters.
fn party(cells: &Cells<'_>) -> Result<&'static str, Problem> {
    match cells.raw("country_code").trim() {
        "EU" => Ok(EUROPEAN_UNION),
        _ => cells.country("country_code"),
    }
}

/// The class of a topic; `None` where there are no data, or nothing was submitted or analysed.
fn class(cells: &Cells<'_>, topic: &str) -> Option<i32> {
    let class = cells.parsed(&[&format!("{topic}_class")], |raw| {
        let class = raw.parse::<i32>().ok().filter(|class| (-1..10).contains(class));
        class.ok_or_else(|| "not a class: -1 to 9".into())
    });
    class.filter(|class| !NO_CLASS.contains(class))
}

/// The income group. Of these classes 0 has a meaning: low income.
fn income(cells: &Cells<'_>, party: &str) -> Option<country_income::Model> {
    let classes = [
        ("0", Some(IncomeGroup::Low)),
        ("1", Some(IncomeGroup::LowerMiddle)),
        ("2", Some(IncomeGroup::UpperMiddle)),
        ("3", Some(IncomeGroup::High)),
        ("-1", None),
    ];
    let income_group = cells.parsed(&["income_class"], |raw| {
        let known = classes.iter().find(|(class, _)| *class == raw).map(|(_, group)| *group);
        known.ok_or_else(|| "not a class: -1 to 3".into())
    })??;
    Some(country_income::Model {
        record_id: 0,
        position: 0,
        iso3: party.to_owned(),
        income_group: income_group.into(),
    })
}

/// The class of a topic with the words on it.
fn worded(cells: &Cells<'_>, topic: &str) -> (Option<i32>, Option<String>) {
    let class = class(cells, topic);
    let details = class.and_then(|_| cells.name(&[&format!("{topic}_details")]));
    (class, details.filter(|details| !NO_DETAILS.contains(&details.as_str())))
}

#[cfg(test)]
mod tests {
    use quipu_entities::facts::Fact;

    use super::*;

    const TOPICS: [&str; 10] = [
        "type_of_target",
        "stakeholder_consultation",
        "private_sector_investments",
        "base_year",
        "renewable_energy",
        "energy_efficiency",
        "transport",
        "agriculture",
        "land_use_and_forestry",
        "waste",
    ];

    fn cells_of(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    fn names() -> Vec<String> {
        let topics = TOPICS.iter().flat_map(|topic| [format!("{topic}_class"), format!("{topic}_details")]);
        ["country_name".to_owned(), "country_code".to_owned()].into_iter().chain(topics).collect()
    }

    /// The cells of Albania and of the European Union in these topics.
    const FIRST_ALBANIA: &str = "Albania|ALB|4|Business as usual|3|Mentioned with specific actors (government institutions, public stakeholders)|-1|no data|-1|no data|3|Focus area|1|Not indicated|1|Not indicated|1|Not indicated|1|Not indicated|1|Not indicated";
    const UPDATED_UNION: &str = "European Union|EU|6|Absolute target (net domestic reduction of at least 55% in GHG emissions by 2030 compared to 1990)|-1|no data|2|Private sector investments mentioned|2|Mentioned (1990)|-1|no data|-1|no data|-1|no data|-1|no data|-1|no data|-1|no data";

    fn recognised(file_name: &str, line: &str) -> Recognition {
        let rows = [names(), cells_of(line)];
        NdcExplorer.recognise(&Head { file_name, preamble: &[], sheet: None, rows: &rows, all: &rows })
    }

    fn layout(file_name: &str, line: &str) -> Result<&'static str, String> {
        match recognised(file_name, line) {
            Recognition::Known(header) => Ok(header.layout),
            Recognition::Broken { reason, .. } => Err(reason),
            Recognition::Unknown => Err("unknown".into()),
        }
    }

    fn read(line: &str) -> (String, ndc_assessment::Model) {
        let Recognition::Known(header) = recognised("any.csv", line) else { panic!("not recognised") };
        let line = cells_of(line);
        let cells = Cells::new(&header, &line);
        let statement = NdcExplorer.read(&cells, &mut Session::default());
        let mut statement = statement.expect("understood").expect("a statement");
        assert!(cells.into_problems().is_empty());
        match statement.facts.remove(0) {
            Fact::NdcAssessment(assessment) => (statement.key, assessment),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_first_rows_tell_the_two_files_apart() {
        assert_eq!(layout("any.csv", FIRST_ALBANIA), Ok(FIRST));
        assert_eq!(layout("ndc-content-klimalog-die-gdi.csv", UPDATED_UNION), Ok(UPDATED));
        assert!(layout("first-ndc-content-klimalog-die-gdi.csv", UPDATED_UNION).is_err());
        let both = UPDATED_UNION.replace("|-1|no data|2|", "|2|Mentioned|2|");
        assert_eq!(layout("first-ndc-content-klimalog-die-gdi.csv", &both), Ok(FIRST));
        assert!(layout("any.csv", &both).is_err());
    }

    #[test]
    fn a_class_without_data_is_none() {
        let (key, albania) = read(FIRST_ALBANIA);
        assert_eq!((key.as_str(), albania.assessed.0), ("first/ALB", AssessedNdc::First));
        assert_eq!((albania.type_of_target, albania.stakeholder_consultation), (Some(4), Some(3)));
        let who = "Mentioned with specific actors (government institutions, public stakeholders)";
        assert_eq!(albania.stakeholder_details.as_deref(), Some(who));
        assert_eq!((albania.private_sector, albania.private_sector_details), (None, None));
        assert_eq!((albania.renewable_energy, albania.waste), (Some(3), Some(1)));
    }

    #[test]
    fn the_union_has_a_code_of_its_own() {
        let (key, union) = read(UPDATED_UNION);
        assert_eq!((key.as_str(), union.party.as_str()), ("updated/EUU", "EUU"));
        assert_eq!(union.base_year.as_deref(), Some("Mentioned (1990)"));
        assert_eq!((union.stakeholder_consultation, union.stakeholder_details), (None, None));
    }

    fn income_of(class: &str) -> (Vec<Fact>, usize) {
        let header = Header::new(FIRST, 1, &["country_code".to_owned(), "income_class".to_owned()]);
        let line = ["ETH".to_owned(), class.to_owned()];
        let cells = Cells::new(&header, &line);
        let statement = NdcExplorer.read(&cells, &mut Session::default());
        let mut facts = statement.expect("understood").expect("a statement").facts;
        (facts.split_off(1), cells.into_problems().len())
    }

    #[test]
    fn income_class_0_is_low_income() {
        let group = |class: &str| match income_of(class).0.as_slice() {
            [Fact::CountryIncome(income)] => Some((income.iso3.clone(), income.income_group.0)),
            _ => None,
        };
        assert_eq!(group("0"), Some(("ETH".to_owned(), IncomeGroup::Low)));
        assert_eq!(group("3"), Some(("ETH".to_owned(), IncomeGroup::High)));
        assert_eq!((income_of("-1"), income_of("4")), ((vec![], 0), (vec![], 1)));
    }

    #[test]
    fn what_was_not_analysed_has_no_class() {
        let line = "Afghanistan|AFG|0|(I)NDC not submitted or not yet included in analysis|-1|no data|0|(I)NDC not submitted or not yet included in analysis|0|(I)NDC not submitted or not yet included in analysis|-1|no data|-1|no data|-1|no data|-1|no data|-1|no data|-1|no data";
        let (_, afghanistan) = read(line);
        assert_eq!((afghanistan.type_of_target, afghanistan.base_year), (None, None));
    }

    #[test]
    fn the_file_says_when_it_was_updated() {
        let preamble = ["Issued 2022".to_owned(), "Last updated 2022-02-04".to_owned()];
        let head = Head { file_name: "any.csv", preamble: &preamble, sheet: None, rows: &[], all: &[] };
        let day = NdcExplorer.known_on(&head).map(|(day, _)| day.to_string());
        assert_eq!(day.as_deref(), Some("2022-02-04"));
    }

    #[test]
    fn each_class_that_has_a_meaning_is_a_fact() {
        let names = "sub_category|sub_category_code|category|title|subtitle|description|classification-0|classification-1|classification-2|classification-3|classification-4|classification-5|classification-6";
        let Recognition::Known(header) = NdcExplorerCodes.recognise(&Head {
            file_name: "categories-klimalog-die-gdi.csv",
            preamble: &[],
            sheet: None,
            rows: &[cells_of(names)],
            all: &[cells_of(names)],
        }) else {
            panic!("not recognised")
        };
        let line = "migration_and_displacement|cat18|broader picture|Human mobility||Reference to migration|(I)NDC not submitted or not yet included in analysis|Displacement/migration not mentioned|Risk of displacement/migration as a consequence of climate change|Displacement/migration as an adaptation strategy|Displacement/migration both mentioned as climate change consequence and adaptation strategy\n||";
        let line = cells_of(line);
        let cells = Cells::new(&header, &line);
        let statement = NdcExplorerCodes.read(&cells, &mut Session::default());
        let statement = statement.expect("understood").expect("a statement");
        assert_eq!((statement.key.as_str(), statement.facts.len()), ("migration_and_displacement", 5));
        let Some(Fact::AssessmentCode(code)) = statement.facts.last() else { panic!("no code") };
        assert_eq!((code.topic.as_str(), code.class), ("migration_and_displacement", 4));
        assert!(code.meaning.ends_with("and adaptation strategy"));
    }
}
