//! Links between targets of actors and national targets, found when they are asked for.
//!
//! Every pair of targets in one country might be linked, so links are not kept: what is kept is from
//! what they follow, the sectors of each target, the names that NDCs give, and judgements.

use std::cmp::Reverse;

use quipu_domain::ndc_link::{
    NamedBy, RULE_CERTAIN_SCORE, counts_in_totals, is_certain, mention_score, reviewed_score, sector_score,
};
use quipu_domain::sector::Sectors;
use quipu_domain::vocabulary::{LinkMethod, LinkReviewState};

use crate::World;
use crate::ids::{LinkReviewId, NameMentionId, NationalTargetId, PlaceId, RecordId, TargetId};

/// A link between a target of an actor and a national target in force in its country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The target of the actor.
    pub target: TargetId,
    /// The national target.
    pub national: NationalTargetId,
    /// How it was found.
    pub method: LinkMethod,
    /// How certain it is, from 0 to 1.
    pub score: f64,
    /// Where it stands.
    pub state: LinkReviewState,
    /// Where the NDC names the actor.
    pub mention: Option<NameMentionId>,
}

impl Link {
    /// Whether it counts in totals.
    pub fn counts_in_totals(&self) -> bool {
        counts_in_totals(self.state)
    }

    /// Sectors that both targets have.
    pub fn sectors(&self, world: &World) -> Sectors {
        world.sectors_of_target(self.target).and(world.sectors_of_national_target(self.national))
    }

    /// Judgements on it, the earliest first; the last one holds.
    pub fn reviews<'w>(&self, world: &'w World) -> &'w [LinkReviewId] {
        world.links.reviews_of_link.get(&(self.target, self.national)).map_or(&[], Vec::as_slice)
    }

    /// The record that its evidence stands in: the text that names the actor, what states the national
    /// target of the sector, the judgement.
    pub fn record(&self, world: &World) -> RecordId {
        let judged = || self.reviews(world).last().map(|review| world[*review].record);
        match (self.method, self.mention) {
            (_, Some(mention)) => world[world[mention].text].record,
            (LinkMethod::Expert, _) => judged().unwrap_or(world[self.national].record),
            _ => world[self.national].record,
        }
    }

    /// What counts first, then what is more certain, then the order of the data.
    fn order(&self) -> (bool, Reverse<u64>, TargetId, NationalTargetId) {
        // Scores are not negative, so their bits sort as they do.
        (!self.counts_in_totals(), Reverse(self.score.to_bits()), self.target, self.national)
    }
}

/// Links of a target of an actor to the national targets in force in its country.
pub fn of_target(world: &World, target: TargetId) -> Vec<Link> {
    let place = world[world[target].actor].country;
    let national = world.links.targets_of_place.of(place.index()).iter();
    sorted(national.filter_map(|national| link(world, target, *national)))
}

/// Links of a national target to the targets of actors where it is in force.
pub fn of_national_target(world: &World, national: NationalTargetId) -> Vec<Link> {
    let in_force = |place: &PlaceId| world.links.targets_of_place.of(place.index()).contains(&national);
    let actors = PlaceId::all().filter(in_force);
    let actors = actors.flat_map(|place| world.links.actors_of_place.of(place.index()));
    let targets = actors.flat_map(|actor| world.links.targets_of_actor.of(actor.index()));
    sorted(targets.filter_map(|target| link(world, *target, national)))
}

fn sorted(links: impl Iterator<Item = Link>) -> Vec<Link> {
    let mut links: Vec<Link> = links.collect();
    links.sort_by_key(Link::order);
    links
}

/// The link between two targets of one country, if anything speaks for one.
fn link(world: &World, target: TargetId, national: NationalTargetId) -> Option<Link> {
    let ndc = world[national].ndc;
    let mention = ndc.and_then(|ndc| world.links.name_mention_of.get(&(world[target].actor, ndc))).copied();
    let of_sectors =
        sector_score(world.sectors_of_target(target), world.sectors_of_national_target(national));
    let judged = world.links.reviews_of_link.get(&(target, national)).and_then(|reviews| reviews.last());
    let (method, score, state) = match (mention, of_sectors) {
        (Some(mention), _) => by_mention(world, target, mention),
        (None, Some(score)) => (LinkMethod::SectorMatch, score, LinkReviewState::PendingReview),
        (None, None) => (LinkMethod::Expert, 0.0, LinkReviewState::PendingReview),
    };
    let (score, state) = match judged.map(|review| world[*review].is_accepted) {
        Some(true) => (reviewed_score(true), LinkReviewState::ReviewedAccepted),
        Some(false) => (reviewed_score(false), LinkReviewState::ReviewedRejected),
        None if method == LinkMethod::Expert => return None,
        None => (score, state),
    };
    Some(Link { target, national, method, score, state, mention })
}

fn by_mention(world: &World, target: TargetId, mention: NameMentionId) -> (LinkMethod, f64, LinkReviewState) {
    let (named, numbers) = (&world[mention], &world[target].numbers);
    let by =
        NamedBy { word_count: named.word_count, bearers: named.bearers, excerpt: world.text(named.quote) };
    let exact = numbers.reduction_low_percent.filter(|low| numbers.reduction_high_percent == Some(*low));
    if is_certain(by, numbers.target_year, exact) {
        return (LinkMethod::ExplicitMention, RULE_CERTAIN_SCORE, LinkReviewState::RuleCertain);
    }
    let score = mention_score(named.word_count, named.bearers);
    (LinkMethod::ExplicitMention, score, LinkReviewState::PendingReview)
}
