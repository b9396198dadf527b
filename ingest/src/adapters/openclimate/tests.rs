//! Rows of the tables, with the header that stands above them.

mod figures;
mod identity;

use quipu_entities::facts::Fact;

use super::{OpenClimate, PUBLISHERS};
use crate::adapter::{Adapter, Recognition, Session};
use crate::cells::{Cells, Header};
use crate::read::Head;
use crate::statement::{Problem, Statement};

type Outcome = Result<Option<Statement>, Problem>;

/// Columns whose value was left out, each with the reason.
type Notes = Vec<(String, String)>;

fn cells_of(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

/// What the adapter that knows the table makes of its rows: its source, and each row's outcome.
fn table(lines: &[&str]) -> (&'static str, Vec<(Outcome, Notes)>) {
    let rows: Vec<Vec<String>> = lines.iter().map(|line| cells_of(line)).collect();
    let head = Head { file_name: "any.csv", preamble: &[], sheet: None, rows: &rows, all: &rows };
    let adapters = PUBLISHERS.iter().map(|publisher| publisher as &dyn Adapter);
    let known: Vec<(&dyn Adapter, Header)> = std::iter::once(&OpenClimate as &dyn Adapter)
        .chain(adapters)
        .filter_map(|adapter| match adapter.recognise(&head) {
            Recognition::Known(header) => Some((adapter, header)),
            _ => None,
        })
        .collect();
    let [(adapter, header)] = known.as_slice() else { panic!("known to {} adapters", known.len()) };
    let mut session = Session::default();
    let read = |row: &Vec<String>| {
        let cells = Cells::new(header, row);
        let outcome = adapter.read(&cells, &mut session);
        let notes = cells.into_problems().into_iter();
        (outcome, notes.map(|note| (note.column.unwrap_or_default(), note.reason)).collect())
    };
    (adapter.source().id, rows[1..].iter().map(read).collect())
}

/// The only row of a table: its key, its facts, and what was left out of it.
fn row(header: &str, line: &str) -> (String, Vec<Fact>, Notes) {
    let (outcome, notes) = table(&[header, line]).1.remove(0);
    let statement = outcome.expect("understood").expect("a statement");
    assert_eq!(statement.key, statement.scope);
    (statement.key, statement.facts, notes)
}

/// Whether the only row of a table is passed over.
fn is_passed_over(header: &str, line: &str) -> bool {
    table(&[header, line]).1.remove(0).0.expect("understood").is_none()
}

/// Why the only row of a table is rejected: column and reason.
fn rejected(header: &str, line: &str) -> (String, String) {
    let problem = table(&[header, line]).1.remove(0).0.expect_err("rejected");
    (problem.column.unwrap_or_default(), problem.reason)
}
