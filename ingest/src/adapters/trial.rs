//! How tests have an adapter read one row.

use crate::adapter::{Adapter, Session};
use crate::cells::{Cells, Header, withhold};
use crate::statement::{Problem, Statement};

/// What became of a row.
pub(crate) struct Trial {
    /// What the adapter made of it.
    pub(crate) result: Result<Option<Statement>, Problem>,
    /// Columns whose value was left out, each with the reason.
    pub(crate) notes: Vec<(String, String)>,
    /// The row as it would be kept.
    pub(crate) raw: String,
}

impl Trial {
    /// Has the adapter read a row, given as columns and cells.
    pub(crate) fn of(adapter: &dyn Adapter, row: &[(&str, &str)], session: &mut Session) -> Self {
        let names: Vec<String> = row.iter().map(|(name, _)| (*name).to_owned()).collect();
        let mut values: Vec<String> = row.iter().map(|(_, value)| (*value).to_owned()).collect();
        Self::under(adapter, &Header::new("trial", 1, &names), &mut values, session)
    }

    /// Has the adapter read a row under a header that it made itself.
    pub(crate) fn under(
        adapter: &dyn Adapter,
        header: &Header,
        values: &mut [String],
        session: &mut Session,
    ) -> Self {
        withhold(adapter.withheld(), header, values);
        let cells = Cells::new(header, values);
        let result = adapter.read(&cells, session);
        let raw = cells.to_json();
        let notes = cells.into_problems().into_iter();
        let notes = notes.map(|problem| (problem.column.unwrap_or_default(), problem.reason)).collect();
        Self { result, notes, raw }
    }

    /// The statement of a row that is kept.
    pub(crate) fn statement(&self) -> &Statement {
        let read = self.result.as_ref().expect("a row that is understood");
        read.as_ref().expect("a row that states something")
    }

    /// The column for which the row is rejected.
    pub(crate) fn rejected(&self) -> &str {
        let problem = self.result.as_ref().expect_err("a row that is rejected");
        problem.column.as_deref().unwrap_or_default()
    }
}
