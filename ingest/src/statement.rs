//! What an adapter makes of one row.

use quipu_entities::facts::Fact;

/// What one row states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What the row is about, the same in every edition of the source.
    pub key: String,
    /// What an edition speaks about as a whole: its records replace all earlier ones of the scope.
    pub scope: String,
    /// The facts.
    pub facts: Vec<Fact>,
}

impl Statement {
    /// A statement that stands alone: its scope is its key.
    pub fn about(key: impl Into<String>) -> Self {
        let key = key.into();
        Self { scope: key.clone(), key, facts: Vec::new() }
    }

    /// A statement that is part of a complete listing of `scope`.
    pub fn within(scope: impl Into<String>, key: impl Into<String>) -> Self {
        Self { key: key.into(), scope: scope.into(), facts: Vec::new() }
    }

    /// The same with one fact more.
    #[must_use]
    pub fn with(mut self, fact: impl Into<Fact>) -> Self {
        self.facts.push(fact.into());
        self
    }
}

/// Why a row, or a value of it, was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The column at fault, as the file spells it; `None` for the row as a whole.
    pub(crate) column: Option<String>,
    /// The value as received.
    pub(crate) value: Option<String>,
    /// What is wrong, and what would be right.
    pub(crate) reason: String,
}

impl Problem {
    /// A fault of the row as a whole.
    pub(crate) fn row(reason: impl Into<String>) -> Self {
        Self { column: None, value: None, reason: reason.into() }
    }
}
