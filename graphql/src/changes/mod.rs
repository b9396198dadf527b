//! What changed between two versions of the data, for those who mirror the graph.

mod compare;
mod page;
mod reader;
mod span;

pub(crate) use page::{COUNTRY, ChangePage, Comparisons, Difference, Wanted, place};
pub(crate) use span::{SINCE, Span, UNTIL};
