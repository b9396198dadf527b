//! IGES NDC Database: the mitigation target of each Party (`NDC MASTER SHEET`), and those of its
//! earlier submissions (`NDC Change Tracker`).
//!
//! Other sheets hold texts and charts. Targets are partly numbers, partly words: `target_text`
//! reads what is clear, and the rest is kept as a target without a number.

mod header;
mod scanner;
mod submission;
mod target_text;

use std::collections::HashMap;

use chrono::NaiveDate;
use quipu_domain::vocabulary::Vocabulary;
use quipu_domain::{place, text, year};
use quipu_entities::ndc_target;

use crate::adapter::{Adapter, Recognition, Session};
use crate::adapters::dated;
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{IGES, SourceTerms};
use crate::statement::{Problem, Statement};
use header::{MASTER, MAX_BLOCKS};
use submission::Submission;

/// The workbook of the database.
pub(crate) struct IgesNdcDatabase;

impl Adapter for IgesNdcDatabase {
    fn name(&self) -> &'static str {
        "iges-ndc-database/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &IGES
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        header::recognise(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let day = head.preamble.iter().find_map(|text| version_day(text))?;
        Some((day, "the month stated in the file, its last day"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let stated: Vec<usize> =
            (1..=MAX_BLOCKS).filter(|block| Submission::is_there(cells, *block)).collect();
        if stated.is_empty() {
            return Ok(None);
        }
        let party = party(cells)?;
        // The sheet repeats the Union's target in the rows of its members. They filed none of
        // their own: the row of the Union carries it, and nothing is counted twice.
        if place::is_union_member(party) {
            return Ok(None);
        }
        let sheet = if cells.layout() == MASTER { "master" } else { "tracker" };
        let mut statement = Statement::about(format!("{sheet}/{party}"));
        let targets = stated.into_iter().flat_map(|block| Submission::read(cells, party, block).targets());
        statement.facts = with_slots(targets).into_iter().map(Into::into).collect();
        Ok(Some(statement))
    }
}

/// The last day of the month in `Version 7.7 (October 2022)`.
fn version_day(stated: &str) -> Option<NaiveDate> {
    let stated = text::fold(stated);
    let (_, in_brackets) = stated.strip_prefix("version ")?.split_once('(')?;
    let (month, year) = in_brackets.split_once(')')?.0.split_once(' ')?;
    let month = dated::month(month.trim_end_matches('.'))?;
    dated::last_day(year::parse_year(year, &year::YEARS).ok()?, month)
}

fn party(cells: &Cells<'_>) -> Result<&'static str, Problem> {
    let place = place::by_name(cells.required("Party")?);
    place.map(|place| place.iso3).ok_or_else(|| cells.problem("Party", "not the name of a place we know"))
}

/// Gives each target its slot: what it is about, numbered where there are several of one kind.
fn with_slots(targets: impl Iterator<Item = ndc_target::Model>) -> Vec<ndc_target::Model> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let slot = |mut target: ndc_target::Model| {
        let day = target.submitted_on.map_or("undated".into(), |day| day.to_string());
        let due = target.target_year.map_or("none".into(), |year| year.to_string());
        let slot = format!("{day}/{}/{due}", target.conditionality.0.code().to_lowercase());
        let times = seen.entry(slot.clone()).or_default();
        *times += 1;
        target.slot = if *times == 1 { slot } else { format!("{slot}/{times}") };
        target
    };
    targets.map(slot).collect()
}

#[cfg(test)]
mod tests {
    use quipu_domain::vocabulary::{Conditionality, NullReason, TargetBound, TargetKind};
    use quipu_entities::facts::Fact;

    use super::header::tests::{MASTER_ROWS, TRACKER_ROWS, header};
    use super::*;
    use crate::cells::Header;

    /// The statement of a line, and what was noted.
    fn read(header: &Header, line: &str) -> (Result<Option<Statement>, Problem>, Vec<Problem>) {
        let line: Vec<String> = line.split('|').map(str::to_owned).collect();
        let cells = Cells::new(header, &line);
        let statement = IgesNdcDatabase.read(&cells, &mut Session::default());
        (statement, cells.into_problems())
    }

    fn targets(header: &Header, line: &str) -> (Vec<ndc_target::Model>, Vec<Problem>) {
        let (statement, problems) = read(header, line);
        let facts = statement.expect("understood").expect("a statement").facts;
        let targets = facts.into_iter().map(|fact| match fact {
            Fact::NdcTarget(target) => target,
            other => panic!("{other:?}"),
        });
        (targets.collect(), problems)
    }

    /// A target of the master sheet: party, type, target, baseline, target year.
    fn master(stated: &str) -> (Vec<ndc_target::Model>, Vec<Problem>) {
        let (party, rest) = stated.split_once('|').expect("five cells");
        let dates = "2015-10-06|https://unfccc.int/a.pdf|2016-11-23|https://unfccc.int/b.pdf|N/A|N/A";
        targets(&header(&MASTER_ROWS), &format!("{party}|Asia|{rest}|N/A|…|Yes|No|Yes|N/A|8.7|N/A|{dates}"))
    }

    fn percent(target: &ndc_target::Model) -> Option<String> {
        target.reduction_low.map(|low| low.to_string())
    }

    #[test]
    fn a_target_of_the_master_sheet() {
        let (targets, problems) =
            master("Afghanistan|Relative emission reduction|13.6% (conditional)|BAU|2030");
        let target = &targets[0];
        assert_eq!((targets.len(), problems.len()), (1, 0));
        assert_eq!((target.party.as_str(), target.slot.as_str()), ("AFG", "2016-11-23/conditional/2030"));
        assert_eq!((target.kind.0, target.base_year), (TargetKind::BauReductionPct, None));
        assert_eq!((percent(target).as_deref(), target.null_reason), (Some("13.6"), None));
        assert_eq!((target.sectors.as_deref(), target.gases.as_deref()), (Some("ENERGY"), Some("CO2")));
        assert_eq!(target.submitted_on, NaiveDate::from_ymd_opt(2016, 11, 23));
        assert_eq!(target.source_url.as_deref(), Some("https://unfccc.int/b.pdf"));
    }

    #[test]
    fn the_type_and_the_baseline_give_the_kind() {
        let kind = |stated: &str| master(stated).0[0].kind.0;
        assert_eq!(
            kind("Armenia|Absolute emission reduction|0.4|1990|2030"),
            TargetKind::BaseYearReductionPct
        );
        assert_eq!(kind("Comoros|Absolute emission reduction|0.23|BAU|2030"), TargetKind::BauReductionPct);
        assert_eq!(kind("Qatar|Relative emission reduction|0.25|N/A|2030"), TargetKind::BauReductionPct);
        assert_eq!(
            kind("China|Carbon intensity reduction|0.65|2005|2030"),
            TargetKind::IntensityReductionPct
        );
        assert_eq!(kind("Bahrain|Policies and actions|N/A|N/A|2030"), TargetKind::NonGhgAction);
        let energy = "Antigua and Barbuda|Policies and actions|86% renewable energy|N/A|2030";
        assert_eq!(kind(energy), TargetKind::RenewableShare);
        let mozambique =
            "Mozambique|Absolute emission reduction|Reduction of 40 Mt CO2eq between 2020 and 2025|BAU|2025";
        assert_eq!(kind(mozambique), TargetKind::BauReductionAbs);
        let colombia = "Colombia|Absolute emission reduction|169.44 Mton CO2 eq (equivalent to 51% reduction compared to BAU)|BAU|2030";
        assert_eq!(kind(colombia), TargetKind::BauReductionPct);
    }

    #[test]
    fn a_type_that_contradicts_its_baseline_leaves_the_form_open() {
        let eritrea = "Eritrea|Relative emission reduction|4.2%, 6.2%, and 12% (unconditional), 12.6%, 24.9%, and 38.5% (conditional)|2010|2020, 2025, and 2030";
        let (targets, problems) = master(eritrea);
        assert_eq!((targets.len(), problems.len()), (6, 1));
        assert_eq!((targets[5].kind.0, targets[5].base_year), (TargetKind::EmissionsReduction, Some(2010)));
        assert_eq!(percent(&targets[5]).as_deref(), Some("38.5"));
    }

    #[test]
    fn each_single_target_is_a_fact_with_a_slot() {
        let brazil = "Brazil|Absolute emission reduction|37% by 2025, 50% by 2030 |2005|2025, 2030";
        let slots: Vec<String> = master(brazil).0.into_iter().map(|target| target.slot).collect();
        assert_eq!(slots, ["2016-11-23/unspecified/2025", "2016-11-23/unspecified/2030"]);
        let (australia, _) = master(
            "Australia|Absolute emission reduction|・43% by 2030\n・Net-zero by 2050|2005|・2030\n・2050",
        );
        let net_zero = &australia[1];
        assert_eq!((net_zero.kind.0, net_zero.target_year), (TargetKind::NetZero, Some(2050)));
        assert_eq!(
            (net_zero.base_year, net_zero.null_reason.map(|code| code.0)),
            (None, Some(NullReason::NotApplicable))
        );
    }

    #[test]
    fn tonnes_beside_a_baseline_are_not_taken_for_a_level() {
        let (singapore, _) = master("Singapore|Peak of carbon emissions|65 MtCO2e |N/A|2030");
        assert_eq!(singapore[0].kind.0, TargetKind::AbsoluteLevel);
        assert_eq!(
            singapore[0].target_value_tco2e.map(|level| level.to_string()).as_deref(),
            Some("65000000")
        );
        let ghana = "Ghana|Absolute emission reduction|24.6 MtCO2e (unconditional), 64 MtCO2e (conditional)|2019|2030";
        let (ghana, problems) = master(ghana);
        assert_eq!((ghana.len(), problems.len()), (2, 2));
        assert!(ghana.iter().all(|target| target.target_value_tco2e.is_none()));
        assert_eq!(ghana[1].null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
        assert_eq!(ghana[1].conditionality.0, Conditionality::Conditional);
    }

    #[test]
    fn a_row_without_a_number_keeps_one_target() {
        let mali = "Mali|Relative emission reduction|31% (energy), 25% (agriculture), 39% (LULUCF), 31% (waste)|BAU|2030";
        let (targets, problems) = master(mali);
        assert_eq!((targets.len(), problems.len()), (1, 4));
        assert_eq!(targets[0].null_reason.map(|code| code.0), Some(NullReason::NotQuantified));
        let (bolivia, _) = master("Bolivia (Plurinational State of)|Policies and actions|N/A|N/A|2030");
        assert_eq!(bolivia[0].null_reason.map(|code| code.0), Some(NullReason::NotSpecifiedInSource));
        assert!(master("Libya|N/A|INDC not submitted|N/A|N/A").0.is_empty());
        let tuvalu = "Tuvalu|Absolute emission reduction|60% (economy wide), 100% (electricity generation sector)|2010|2025";
        let (targets, problems) = master(tuvalu);
        assert_eq!((targets.len(), problems.len()), (1, 1));
        assert_eq!(percent(&targets[0]).as_deref(), Some("60"));
    }

    #[test]
    fn a_baseline_may_hold_more_than_a_year() {
        let ecuador = "Ecuador|Absolute emission reduction|9% (unconditional), 20.9% (conditional)|2010 \n(2008 for the USCUSS sector)|2025";
        assert_eq!(master(ecuador).0[0].base_year, Some(2010));
        let (serbia, problems) = master("Serbia|Absolute emission reduction|13.2%, 33.3%|1990, 2010|2030");
        assert_eq!((serbia[0].base_year, problems.len()), (None, 2));
        let (comoros, problems) = master("Comoros|Absolute emission reduction|0.84|2030|2030");
        assert_eq!((comoros[0].kind.0, problems.len()), (TargetKind::EmissionsReduction, 1));
    }

    #[test]
    fn the_union_files_for_its_members() {
        let union = "European Union (EU)*\n* The EU member States have submitted a joint INDC through the EU NDC, hence the same data is applicable for the 27 countries below.";
        let (targets, _) = master(&format!("{union}|Absolute emission reduction|At least 55%|1990|2030"));
        assert_eq!((targets[0].party.as_str(), targets[0].bound.0), ("EUU", TargetBound::AtLeast));
        let member = "Hungary\n|Europe|Absolute emission reduction|At least 55%|1990|2030";
        assert_eq!(read(&header(&MASTER_ROWS), member).0, Ok(None));
    }

    #[test]
    fn the_change_tracker_has_a_target_for_each_submission() {
        let tracker = header(&TRACKER_ROWS);
        let cambodia = "Cambodia|Asia|Yes (Updated NDC)|-|-|-|-|-|2017-02-06|Relative emission reduction|3,100 Gg CO2eq (27%)|BAU|2030|2020-12-31|Relative emission reduction|41.7|BAU|2030";
        let (targets, problems) = targets(&tracker, cambodia);
        let slots: Vec<&str> = targets.iter().map(|target| target.slot.as_str()).collect();
        assert_eq!(slots, ["2017-02-06/unspecified/2030", "2020-12-31/unspecified/2030"]);
        assert!(
            targets
                .iter()
                .all(|target| target.null_reason.map(|code| code.0) == Some(NullReason::NotUnderstood))
        );
        assert_eq!(problems[1].column.as_deref(), Some("UPDATED/SECOND NDC / Mitigation Target"));
        let statement = read(&tracker, cambodia).0.expect("understood").expect("a statement");
        assert_eq!(statement.key, "tracker/KHM");
    }

    #[test]
    fn a_day_that_is_none_leaves_the_submission_undated() {
        let zambia = "Zambia|Sub-Saharan Africa|No|-|-|-|-|-|2016-12-09|Relative emission reduction|25% (conditional), 47% (extra conditional)|BAU|2030|2021/7/.30|Relative emission reduction|0.25|BAU|2030";
        let (targets, problems) = targets(&header(&TRACKER_ROWS), zambia);
        assert_eq!(targets[1].slot, "undated/unspecified/2030");
        assert!(problems.iter().any(|problem| problem.value.as_deref() == Some("2021/7/.30")));
    }

    #[test]
    fn a_footnote_is_no_row_and_an_unknown_party_is_refused() {
        let note = "|Note: Cells containing substantial changes compared to the previous NDC submission are highlighted in:";
        assert_eq!(read(&header(&TRACKER_ROWS), note).0, Ok(None));
        let atlantis = "Atlantis|Oceania|Policies and actions|N/A|N/A|2030";
        let problem = read(&header(&MASTER_ROWS), atlantis).0.expect_err("refused");
        assert_eq!(problem.value.as_deref(), Some("Atlantis"));
    }

    #[test]
    fn the_version_tells_the_month() {
        assert_eq!(version_day("Version 7.7 (October 2022)"), NaiveDate::from_ymd_opt(2022, 10, 31));
        assert_eq!(version_day("Version 7.2 (February 2020)"), NaiveDate::from_ymd_opt(2020, 2, 29));
        assert_eq!(version_day("Version number"), None);
    }
}
