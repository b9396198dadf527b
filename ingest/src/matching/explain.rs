//! Why two actors are one, or two: the weights, one after another.

use quipu_domain::matching::{Comparison, Feature, Linked, Outcome, Parameters, judge};
use serde::Serialize;

use super::actors::{ActorReference, Actors};

/// What one feature says.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// What is compared.
    pub feature: String,
    /// How the two agree.
    pub agreement: String,
    /// Weight in bits: above 0 it speaks for one actor, below for two.
    pub bits: f64,
}

/// Why two actors are one, or two.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The one, by its reference, with what is known of it.
    pub one: String,
    /// The other.
    pub other: String,
    /// Weight in bits before anything is compared.
    pub prior_bits: f64,
    /// What each feature says.
    pub evidence: Vec<Evidence>,
    /// The sum in bits; `None` where the two cannot be one whatever agrees.
    pub weight_bits: Option<f64>,
    /// The probability that goes with it.
    pub probability: Option<f64>,
    /// What became of the pair, in words.
    pub outcome: String,
    /// Whether they are one.
    pub are_one: bool,
}

/// What a comparison says, feature by feature; features of which one of the two says nothing are left out.
pub(super) fn evidence(parameters: &Parameters, comparison: &Comparison) -> Vec<Evidence> {
    let all = Feature::ALL.into_iter().filter_map(|feature| {
        let level = comparison.level(feature)?;
        let agreement = feature.levels()[usize::from(level)].to_owned();
        let bits = (parameters.weight(feature, comparison) * 100.0).round() / 100.0;
        Some(Evidence { feature: format!("{feature:?}").to_lowercase(), agreement, bits })
    });
    all.collect()
}

impl Explanation {
    /// Explains a pair. `Err` names the actor that is not there.
    ///
    /// # Errors
    /// Where one of the two is not in the database.
    pub fn of(
        actors: &Actors,
        linked: &Linked,
        one: &ActorReference,
        other: &ActorReference,
    ) -> Result<Self, ActorReference> {
        let at = |reference: &ActorReference| actors.position(reference).ok_or_else(|| reference.clone());
        let (left, right) = (at(one)?, at(other)?);
        let are_one = linked.cluster_of[left as usize] == linked.cluster_of[right as usize];
        let (a, b) = (&actors.mentions[left as usize], &actors.mentions[right as usize]);
        let judged = judge(a, b, &linked.parameters);
        let pair = (left.min(right), left.max(right));
        let found = linked.pairs.iter().find(|known| known.pair == pair).map(|known| known.outcome);
        let decided = actors
            .decided
            .iter()
            .rev()
            .find(|known| (known.pair.0.min(known.pair.1), known.pair.0.max(known.pair.1)) == pair);
        let outcome = match (decided.map(|decided| decided.is_same), found) {
            (Some(true), _) => "one: a person decided so".to_owned(),
            (Some(false), _) => "two: a person decided so".to_owned(),
            (None, Some(Outcome::Merged)) => "one: they agree".to_owned(),
            (None, Some(outcome)) if are_one => format!("one by way of others, though {}", outcome.about()),
            (None, Some(outcome)) => format!("two for now, left to a person: {}", outcome.about()),
            (None, None) if are_one => "one by way of others that agree with both".to_owned(),
            (None, None) if judged.is_none() => {
                "two: another country, another sort of actor, or a group and one of its members".to_owned()
            }
            (None, None) => "two: they do not agree".to_owned(),
        };
        Ok(Self {
            one: described(one, a),
            other: described(other, b),
            prior_bits: linked.parameters.prior(),
            evidence: judged
                .as_ref()
                .map_or_else(Vec::new, |(comparison, ..)| evidence(&linked.parameters, comparison)),
            weight_bits: judged.as_ref().map(|(_, weight, _)| *weight),
            probability: judged.as_ref().map(|(_, weight, _)| Parameters::probability(*weight)),
            outcome,
            are_one,
        })
    }
}

fn described(reference: &ActorReference, mention: &quipu_domain::matching::Mention) -> String {
    let names = mention.names.join("; ");
    let identifiers: Vec<String> =
        mention.identifiers.iter().map(|(scheme, value)| format!("{scheme} {value}")).collect();
    let more = [
        Some(mention.kind.to_string()),
        Some(mention.country.to_owned()),
        mention.region.clone(),
        mention.location.map(|(north, east)| format!("{north:.3}, {east:.3}")),
        mention.population.map(|people| format!("{people} inhabitants")),
        (!identifiers.is_empty()).then(|| identifiers.join(", ")),
    ];
    format!("{reference}  {names}  [{}]", more.into_iter().flatten().collect::<Vec<_>>().join("; "))
}
