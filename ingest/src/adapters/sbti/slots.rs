//! Names that tell the targets of one company apart.

use quipu_domain::target_sentence::{Commitment, Goal};
use quipu_domain::vocabulary::Answer;

/// Which of the three kinds of targets of the initiative one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    Near,
    Long,
    NetZero,
}

impl Term {
    /// How a slot of this term begins.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Long => "long",
            Self::NetZero => "net-zero",
        }
    }
}

/// Slots that are taken.
#[derive(Default)]
pub(super) struct Slots(Vec<String>);

impl Slots {
    /// The slot itself, or the first of it with a number behind that is free.
    pub(super) fn take(&mut self, slot: String) -> String {
        let mut free = slot.clone();
        let mut count = 1;
        while self.0.contains(&free) {
            count += 1;
            free = format!("{slot}-{count}");
        }
        self.0.push(free.clone());
        free
    }
}

/// The slot of a commitment: `near-scope12-2030`, `long-intensity-scope3-2050`, `net-zero-2050`.
pub(super) fn slot(term: Term, commitment: &Commitment) -> String {
    let what = match &commitment.goal {
        Goal::Reduction(_) => None,
        Goal::IntensityReduction { .. } => Some("intensity"),
        Goal::NetZero => None,
        Goal::ZeroEmissions => Some("zero"),
        Goal::RenewableShare(_) => Some("renewable"),
        Goal::Engagement(_) => Some("engagement"),
        Goal::Action => Some("action"),
    };
    let covered = commitment.scopes.iter().zip(["1", "2", "3"]);
    let covered = covered.filter(|(answer, _)| matches!(answer, Some(Answer::Yes | Answer::Partial)));
    let scopes: String = covered.map(|(_, scope)| scope).collect();
    let scopes = (!scopes.is_empty()).then(|| format!("scope{scopes}"));
    let year = commitment.target_year.map(|year| year.to_string());
    let parts = [Some(term.name().to_owned()), what.map(str::to_owned), scopes, year];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}
