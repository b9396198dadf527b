//! Rules of precedence: which of several sources is shown first, metric by metric.

use quipu_domain::vocabulary::{PrecedenceMetric, Vocabulary};
use quipu_entities::precedence;

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{OWN, SourceTerms};
use crate::statement::{Problem, Statement};

/// A table of rules. A rule for a metric replaces the whole rule there was for it, from the day of
/// the table on: the day given, in its name, or of its import.
pub(crate) struct Precedence;

const LAYOUT: Layout =
    Layout { name: "rules of precedence", required: &["metric", "source", "rank"], optional: &[] };

impl Adapter for Precedence {
    fn name(&self) -> &'static str {
        "precedence/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &OWN
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let code = cells.required("metric")?;
        let metric = PrecedenceMetric::from_code(code).ok_or_else(|| {
            let all: Vec<&str> = PrecedenceMetric::ALL.iter().map(|metric| metric.code()).collect();
            cells.problem("metric", format!("none of: {}", all.join(", ")))
        })?;
        let source = cells.required("source")?;
        if crate::sources::by_id(source).is_none() {
            let all: Vec<&str> = crate::sources().iter().map(|source| source.id).collect();
            return Err(cells.problem("source", format!("no known source; known are {}", all.join(", "))));
        }
        let rank = cells.count(&["rank"]).and_then(|rank| i32::try_from(rank).ok());
        let rank = rank.ok_or_else(|| cells.problem("rank", "not a whole number from 1"))?;
        let fact = precedence::Model {
            record_id: 0,
            position: 0,
            metric: metric.into(),
            preferred_source_id: source.to_owned(),
            rank,
        };
        let key = format!("precedence/{metric}/{source}");
        Ok(Some(Statement::within(format!("precedence/{metric}"), key).with(fact)))
    }
}
