//! Which actors of several sources are one: a probabilistic record linkage after Fellegi and Sunter
//! (A theory for record linkage, J. Am. Stat. Assoc. 64, 1969), with its parameters estimated by
//! expectation and maximisation (Winkler 1988). docs/matching.md says how well it does.
//!
//! 1. [`Candidates`] finds pairs worth comparing: same country, and something of the name or an
//!    identifier in common.
//! 2. [`Comparison`] says how two actors agree: name, region, distance, identifiers, inhabitants, kind.
//! 3. [`Parameters`] turn that into a match weight in bits, and are estimated from the pairs themselves.
//! 4. [`link`] merges what is clear, and leaves to a person what is not.
//!
//! Pure and deterministic: the same actors, in any order, give the same result.

mod blocks;
mod compare;
mod link;
mod names;
mod namesakes;
mod parameters;
mod words;

pub use blocks::Candidates;
pub use compare::{Comparison, Feature, Level, NameAgreement};
pub use link::{Among, Decided, Linked, Linking, Outcome, Pair, judge, link};
pub use namesakes::Namesakes;
pub use parameters::Parameters;
pub use words::is_place;

use crate::vocabulary::{ActorType, IdentifierScheme};
use names::Forms;

/// An actor as one source describes it: what is known of it for comparison.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Which source, as a number that is the same for all its actors. A source lists an actor once,
    /// with few exceptions.
    pub source: u32,
    /// Id in the source.
    pub key: String,
    /// What kind of actor.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-3.
    pub country: &'static str,
    /// Its names, the main one first.
    pub names: Vec<String>,
    /// The region it lies in, in the words of the source.
    pub region: Option<String>,
    /// Degrees north and east.
    pub location: Option<(f64, f64)>,
    /// Inhabitants.
    pub population: Option<i64>,
    /// Codes under which it is known elsewhere.
    pub identifiers: Vec<(IdentifierScheme, String)>,
    /// Whether it is a group of actors.
    pub is_group: bool,
}

impl Mention {
    /// An actor of which no more than this is known.
    pub fn named(source: u32, key: &str, kind: ActorType, country: &'static str, name: &str) -> Self {
        Self {
            source,
            key: key.to_owned(),
            kind,
            country,
            names: vec![name.to_owned()],
            region: None,
            location: None,
            population: None,
            identifiers: Vec::new(),
            is_group: false,
        }
    }
}

/// A mention made ready for comparison.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(self) source: u32,
    pub(self) kind: ActorType,
    pub(self) country: &'static str,
    pub(self) names: Vec<Forms>,
    pub(self) region: Option<String>,
    pub(self) location: Option<(f64, f64)>,
    pub(self) population: Option<i64>,
    pub(self) identifiers: Vec<(IdentifierScheme, String)>,
    pub(self) is_group: bool,
}

impl Prepared {
    /// Makes a mention ready: its names are taken apart once.
    pub fn of(mention: &Mention) -> Self {
        let names: Vec<Forms> =
            mention.names.iter().map(|name| Forms::of(name, mention.kind, mention.country)).collect();
        let of_name = names.iter().find_map(|forms| forms.region.clone());
        let stated = mention.region.as_deref().map(names::region_form).filter(|region| !region.is_empty());
        Self {
            source: mention.source,
            kind: mention.kind,
            country: mention.country,
            region: stated.or(of_name),
            names,
            location: mention.location,
            population: mention.population.filter(|people| *people > 0),
            identifiers: mention.identifiers.clone(),
            is_group: mention.is_group,
        }
    }
}
