//! From weights to decisions: what is one actor, what a person is to look at.

use std::collections::{BTreeMap, HashMap};

use super::blocks::Candidates;
use super::compare::{Comparison, Feature, NameAgreement};
use super::parameters::Parameters;
use super::{Mention, Prepared};

/// Match weight in bits from which two actors are one: 20 to 1.
const MERGE_BITS: f64 = 4.3;
/// Match weight from which a person is to decide: even odds.
const REVIEW_BITS: f64 = 0.0;
/// A rival of the same source within so many bits leaves it open which of the two is meant.
const MARGIN_BITS: f64 = 1.35;

/// What became of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// One actor.
    Merged,
    /// Left to a person: the weight does not suffice.
    ReviewWeight,
    /// Left to a person: another actor of the same source fits nearly as well.
    ReviewRival,
    /// Left to a person: they share an identifier, but their names differ.
    ReviewIdentifier,
    /// Two actors, as a person decided.
    KeptApart,
}

impl Outcome {
    /// Why it was left to a person, or how it was decided.
    pub fn about(self) -> &'static str {
        match self {
            Self::Merged => "they agree",
            Self::ReviewWeight => "they agree too little to be sure",
            Self::ReviewRival => "another actor of the same source fits nearly as well",
            Self::ReviewIdentifier => "they share an identifier, but not a name",
            Self::KeptApart => "a person decided that they are two",
        }
    }
}

/// What a person decided on two actors, by position.
#[derive(Clone, Copy, Debug)]
pub struct Decided {
    /// The one and the other.
    pub pair: (u32, u32),
    /// Whether they are one.
    pub is_same: bool,
}

/// A pair that is at least worth a look.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Positions, the lesser first.
    pub pair: (u32, u32),
    /// How they agree.
    pub comparison: Comparison,
    /// Match weight in bits.
    pub weight: f64,
    /// What became of it.
    pub outcome: Outcome,
}

/// Which actors are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// All with all: a source may name an actor twice.
    All,
    /// Those of all other sources with those of this one.
    Against(u32),
}

/// How actors are linked.
#[derive(Clone, Copy, Debug)]
pub struct Linking {
    /// Which are compared.
    pub among: Among,
    /// Whether the parameters are estimated, or those to start from stand.
    pub estimated: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Linked {
    /// For each mention, the least position of those that are one with it.
    pub cluster_of: Vec<u32>,
    /// Pairs merged or left to a person, the heaviest first.
    pub pairs: Vec<Pair>,
    /// Pairs compared.
    pub compared: u64,
    /// Parameters used.
    pub parameters: Parameters,
}

/// Links actors. Deterministic: equal input gives equal output.
pub fn link(mentions: &[Mention], decided: &[Decided], linking: Linking) -> Linked {
    let prepared: Vec<Prepared> = mentions.iter().map(Prepared::of).collect();
    let candidates = Candidates::of(&prepared, |one, other| match linking.among {
        Among::All => true,
        Among::Against(source) => one != other && (one == source || other == source),
    });
    let mut pairs = Vec::with_capacity(candidates.0.len());
    for (one, other) in candidates.0 {
        let (left, right) = (&prepared[one as usize], &prepared[other as usize]);
        if let Some(comparison) = Comparison::of(left, right) {
            pairs.push(((one, other), comparison));
        }
    }
    let compared = pairs.len() as u64;
    let start = Parameters::default();
    let parameters = if linking.estimated { start.estimated(&leading(&prepared, &pairs)) } else { start };
    let weighed: Vec<Pair> = pairs
        .into_iter()
        .filter_map(|(pair, comparison)| weighed(&prepared, &parameters, pair, comparison))
        .collect();
    let (cluster_of, pairs) = decide(&prepared, weighed, decided);
    Linked { cluster_of, pairs, compared, parameters }
}

/// How often each comparison occurs among pairs of two sources of which neither has a namesake in the
/// other source that is closer in name. A source lists an actor once: what is not the closest is not
/// the actor, and would only blur what tells the two apart.
fn leading(prepared: &[Prepared], pairs: &[((u32, u32), Comparison)]) -> BTreeMap<Comparison, u64> {
    let source = |at: u32| prepared[at as usize].source;
    let mut best: HashMap<(u32, u32), NameAgreement> = HashMap::new();
    for ((one, other), comparison) in pairs {
        for side in [(*one, source(*other)), (*other, source(*one))] {
            let known = best.entry(side).or_insert(NameAgreement::Other);
            *known = Ord::min(*known, comparison.name());
        }
    }
    let mut counts = BTreeMap::new();
    for ((one, other), comparison) in pairs.iter().filter(|((one, other), _)| source(*one) != source(*other))
    {
        let name = comparison.name();
        if best[&(*one, source(*other))] == name && best[&(*other, source(*one))] == name {
            *counts.entry(*comparison).or_default() += 1;
        }
    }
    counts
}

/// What two actors by themselves look like; `None` where they cannot be one. Rivals are not looked for.
pub fn judge(
    one: &Mention,
    other: &Mention,
    parameters: &Parameters,
) -> Option<(Comparison, f64, Option<Outcome>)> {
    let comparison = Comparison::of(&Prepared::of(one), &Prepared::of(other))?;
    let weight = parameters.total(&comparison);
    Some((comparison, weight, verdict(&comparison, weight, one.source == other.source)))
}

/// The pair with its weight, if it is worth a look at all.
fn weighed(
    prepared: &[Prepared],
    parameters: &Parameters,
    pair: (u32, u32),
    comparison: Comparison,
) -> Option<Pair> {
    let weight = parameters.total(&comparison);
    let within = prepared[pair.0 as usize].source == prepared[pair.1 as usize].source;
    let outcome = verdict(&comparison, weight, within)?;
    Some(Pair { pair, comparison, weight, outcome })
}

/// What the agreement of a pair by itself says; `None` for two actors.
fn verdict(comparison: &Comparison, weight: f64, within_one_source: bool) -> Option<Outcome> {
    let name = comparison.name();
    if name == NameAgreement::Other {
        return comparison.shares_identifier().then_some(Outcome::ReviewIdentifier);
    }
    // A source knows its own: it has listed two on purpose, unless they have all but everything in common.
    let is_double = name <= NameAgreement::Core
        && comparison.level(Feature::Kind) == Some(0)
        && comparison.level(Feature::Region) != Some(1)
        && comparison.level(Feature::Distance).is_none_or(|level| level <= 1)
        && comparison.level(Feature::Identifier) != Some(1);
    if within_one_source && !is_double {
        return (comparison.shares_identifier() && weight >= REVIEW_BITS).then_some(Outcome::ReviewWeight);
    }
    // A name may be borne by two towns of a country; where they lie then decides, not the weight.
    let is_elsewhere =
        comparison.level(Feature::Region) == Some(1) || comparison.level(Feature::Distance) == Some(3);
    if is_elsewhere && !comparison.shares_identifier() {
        return (weight >= REVIEW_BITS).then_some(Outcome::ReviewWeight);
    }
    match weight {
        weight if weight >= MERGE_BITS => Some(Outcome::Merged),
        weight if weight >= REVIEW_BITS => Some(Outcome::ReviewWeight),
        _ => None,
    }
}

/// Merges, the heaviest pairs first, those to which nothing speaks against.
fn decide(prepared: &[Prepared], mut pairs: Vec<Pair>, decided: &[Decided]) -> (Vec<u32>, Vec<Pair>) {
    let mut clusters = Clusters::new(prepared.len());
    let mut apart: Vec<(u32, u32)> = Vec::new();
    for decision in decided {
        if decision.is_same {
            clusters.join(decision.pair.0, decision.pair.1);
        } else {
            apart.push(decision.pair);
        }
    }
    pairs.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.pair.cmp(&b.pair)));
    let rivals = Rivals::of(prepared, &pairs);
    for pair in &mut pairs {
        if pair.outcome != Outcome::Merged {
            continue;
        }
        let (one, other) = pair.pair;
        if rivals.is_open(prepared, &mut clusters, pair) {
            pair.outcome = Outcome::ReviewRival;
        } else if clusters.would_join(one, other, &apart) {
            pair.outcome = Outcome::KeptApart;
        } else if clusters.would_double(prepared, one, other) {
            pair.outcome = Outcome::ReviewRival;
        } else {
            clusters.join(one, other);
        }
    }
    let cluster_of = (0..prepared.len() as u32).map(|at| clusters.least_of(at)).collect();
    (cluster_of, pairs)
}

/// Of each actor, the pairs it is in, the heaviest first.
struct Rivals(HashMap<u32, Vec<(u32, f64)>>);

impl Rivals {
    fn of(prepared: &[Prepared], pairs: &[Pair]) -> Self {
        let mut all: HashMap<u32, Vec<(u32, f64)>> = HashMap::new();
        for pair in pairs {
            let (one, other) = pair.pair;
            if prepared[one as usize].source != prepared[other as usize].source {
                all.entry(one).or_default().push((other, pair.weight));
                all.entry(other).or_default().push((one, pair.weight));
            }
        }
        Self(all)
    }

    /// Whether another actor of the source of either fits the other nearly as well, and is not one
    /// with it already.
    fn is_open(&self, prepared: &[Prepared], clusters: &mut Clusters, pair: &Pair) -> bool {
        let (one, other) = pair.pair;
        [(one, other), (other, one)].into_iter().any(|(of, with)| {
            let source = prepared[with as usize].source;
            let rivals = self.0.get(&of).into_iter().flatten();
            let near = rivals.take_while(|(_, weight)| *weight > pair.weight - MARGIN_BITS);
            let same_source =
                near.filter(|(rival, _)| *rival != with && prepared[*rival as usize].source == source);
            let rivals: Vec<u32> = same_source.map(|(rival, _)| *rival).collect();
            rivals.into_iter().any(|rival| !clusters.are_one(rival, with))
        })
    }
}

/// Sets of actors that are one.
struct Clusters {
    parent: Vec<u32>,
    members: HashMap<u32, Vec<u32>>,
}

impl Clusters {
    fn new(count: usize) -> Self {
        Self { parent: (0..count as u32).collect(), members: HashMap::new() }
    }

    fn least_of(&mut self, at: u32) -> u32 {
        let mut root = at;
        while self.parent[root as usize] != root {
            root = self.parent[root as usize];
        }
        self.parent[at as usize] = root;
        root
    }

    fn are_one(&mut self, one: u32, other: u32) -> bool {
        self.least_of(one) == self.least_of(other)
    }

    fn members(&mut self, at: u32) -> Vec<u32> {
        let root = self.least_of(at);
        self.members.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    /// Whether joining two would make one of a pair that a person keeps apart.
    fn would_join(&mut self, one: u32, other: u32, apart: &[(u32, u32)]) -> bool {
        let (left, right) = (self.least_of(one), self.least_of(other));
        apart.iter().any(|(a, b)| {
            let (a, b) = (self.least_of(*a), self.least_of(*b));
            (a, b) == (left, right) || (b, a) == (left, right)
        })
    }

    /// Whether joining two, of different sources, would make one of two actors of a third.
    fn would_double(&mut self, prepared: &[Prepared], one: u32, other: u32) -> bool {
        if self.are_one(one, other) || prepared[one as usize].source == prepared[other as usize].source {
            return false;
        }
        let sources = |members: Vec<u32>| members.into_iter().map(|member| prepared[member as usize].source);
        let left: Vec<u32> = sources(self.members(one)).collect();
        sources(self.members(other)).any(|source| left.contains(&source))
    }

    fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.least_of(one), self.least_of(other));
        if a == b {
            return;
        }
        let mut all = self.members(a);
        all.extend(self.members(b));
        let (root, below) = (a.min(b), a.max(b));
        self.parent[below as usize] = root;
        self.members.remove(&below);
        self.members.insert(root, all);
    }
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
