//! Judgements of reviewers on links between targets of actors and national targets: a layout of our own.

use chrono::NaiveDate;
use quipu_domain::vocabulary::Verification;
use quipu_entities::ndc_link_review;

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::{Cells, parse_day};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// What reviewers decided.
pub(crate) static NDC_LINK_REVIEWS: SourceTerms = SourceTerms {
    id: "ndc-link-reviews",
    publisher: "Reviewers of this service",
    title: "Judgements on links between actors' targets and NDCs",
    licence: "As whoever keeps the table says",
    url: "https://github.com/quipu-graph/quipu",
    citation: "Judgements of reviewers, imported into quipu",
    redistributable: false,
    verification: Verification::Compiled,
};

/// A table of judgements. Nothing in it is ever replaced: a later day goes before an earlier one.
pub(crate) struct NdcLinkReviews;

const REVIEWED: &str = "target";
const NATIONAL: &str = "ndc_target";
const DECISION: &str = "decision";
const DAY: &str = "date";

const LAYOUT: Layout = Layout {
    name: "judgements on links to NDCs",
    required: &[REVIEWED, NATIONAL, DECISION, "reviewer_role", DAY],
    optional: &["reason"],
};

impl Adapter for NdcLinkReviews {
    fn name(&self) -> &'static str {
        "ndc-link-reviews/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &NDC_LINK_REVIEWS
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = LAYOUT.find(head) else { return None };
        let at = header.position(DAY)?;
        let days = head.all.iter().skip(header.rows_above).filter_map(|row| row.get(at));
        let latest = days.filter_map(|day| parse_day(day).ok()).max();
        latest.map(|day| (day, "the latest judgement among the first rows"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let reviewed = id(cells, REVIEWED, &["target:", "actor:"])?;
        let national = id(cells, NATIONAL, &["ndc-target:"])?;
        let decision = cells.choice(&[DECISION], &[("accept", true), ("reject", false)]);
        let is_accepted =
            decision.ok_or_else(|| cells.problem(DECISION, "neither \"accept\" nor \"reject\""))?;
        let decided_on = cells.day(&[DAY]).ok_or_else(|| cells.problem(DAY, "not a day, but needed"))?;
        let role = cells.name(&["reviewer_role"]);
        let fact = ndc_link_review::Model {
            record_id: 0,
            position: 0,
            reviewed_id: reviewed.to_owned(),
            ndc_target_id: national.to_owned(),
            is_accepted,
            reviewer_role: role
                .ok_or_else(|| cells.problem("reviewer_role", "empty or too long, but needed"))?,
            reason: cells.name(&["reason"]),
            decided_on,
        };
        Ok(Some(Statement::about(format!("{reviewed}/{national}/{decided_on}")).with(fact)))
    }
}

/// An id of the graph of one of these kinds.
fn id<'a>(cells: &Cells<'a>, column: &str, kinds: &[&str]) -> Result<&'a str, Problem> {
    let id = cells.required(column)?;
    let is_known = kinds.iter().any(|kind| id.len() > kind.len() && id.starts_with(kind));
    if is_known {
        return Ok(id);
    }
    let kinds = kinds.iter().map(|kind| format!("\"{kind}…\"")).collect::<Vec<_>>().join(" or ");
    Err(cells.problem(column, format!("no id of the graph that begins with {kinds}")))
}

#[cfg(test)]
mod tests {
    use quipu_entities::facts::Fact;

    use super::*;
    use crate::adapters::trial::Trial;

    const TARGET: &str = "target:net-zero-tracker:CIT-0129:interim";
    const OF_BRAZIL: &str = "ndc-target:BRA:net-zero-tracker:end";

    fn read(target: &str, national: &str, decision: &str, day: &str) -> Trial {
        let row = [
            (REVIEWED, target),
            (NATIONAL, national),
            (DECISION, decision),
            ("reviewer_role", "national focal point"),
            ("reason", "in the list of measures"),
            (DAY, day),
        ];
        Trial::of(&NdcLinkReviews, &row, &mut Session::default())
    }

    #[test]
    fn a_row_is_a_judgement_of_its_day() {
        let trial = read(TARGET, OF_BRAZIL, "Accept", "2026-05-01");
        let statement = trial.statement();
        assert_eq!(statement.scope, format!("{TARGET}/{OF_BRAZIL}/2026-05-01"));
        let Fact::NdcLinkReview(review) = &statement.facts[0] else { panic!("{:?}", statement.facts) };
        assert_eq!((review.is_accepted, review.reviewer_role.as_str()), (true, "national focal point"));
        assert!(matches!(
            &read("actor:gcom:1", OF_BRAZIL, "reject", "2026-05-01").statement().facts[0],
            Fact::NdcLinkReview(review) if !review.is_accepted && review.reviewed_id == "actor:gcom:1"
        ));
    }

    #[test]
    fn a_row_that_leaves_open_what_was_decided_is_rejected() {
        assert_eq!(read("CIT-0129", OF_BRAZIL, "accept", "2026-05-01").rejected(), REVIEWED);
        assert_eq!(read(TARGET, TARGET, "accept", "2026-05-01").rejected(), NATIONAL);
        assert_eq!(read(TARGET, OF_BRAZIL, "perhaps", "2026-05-01").rejected(), DECISION);
        assert_eq!(read(TARGET, OF_BRAZIL, "accept", "May").rejected(), DAY);
    }
}
