//! Formulas that can be computed again: an arithmetic expression and its inputs, by name.

use rust_decimal::Decimal;

/// A number that went into a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Input<O> {
    /// Its name in the formula.
    pub name: String,
    /// The number.
    pub value: Decimal,
    /// Its unit: `tCO2e`, `percent`, `years`, `ratio` or that of an intensity.
    pub unit: String,
    /// The year it is of; `None` where it is of none.
    pub year: Option<i32>,
    /// Where it was stated.
    pub origin: O,
}

impl<O> Input<O> {
    /// A number with its name in the formula.
    pub fn new(name: impl Into<String>, value: Decimal, unit: &str, year: Option<i32>, origin: O) -> Self {
        Self { name: name.into(), value, unit: unit.to_owned(), year, origin }
    }
}
