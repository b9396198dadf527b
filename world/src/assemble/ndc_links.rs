//! Judgements of reviewers, each on the pairs of targets that it is about.

use hashbrown::HashMap;
use quipu_entities::ndc_link_review;

use super::Assembly;
use crate::ids::{ActorId, LinkReviewId, NationalTargetId, TargetId};
use crate::rows::LinkReview;
use crate::strings::Text;

/// Whom a judgement is about.
enum Reviewed {
    Target(TargetId),
    Actor(ActorId),
}

/// Adds judgements, the earliest first: a later one goes before an earlier one, and of one day that on a
/// target before that on its actor. One that speaks of what is not there waits for it.
pub(super) fn reviews(
    assembly: &mut Assembly,
    mut reviews: Vec<ndc_link_review::Model>,
    targets: &HashMap<Text, TargetId>,
    national_targets: &HashMap<Text, NationalTargetId>,
) {
    let is_of_target = |review: &ndc_link_review::Model| review.reviewed_id.starts_with("target:");
    reviews.sort_by_key(|review| (review.decided_on, is_of_target(review), review.record_id));
    for review in reviews {
        let reviewed = match review.reviewed_id.split_once(':') {
            Some(("target", key)) => known(assembly, targets, key).map(Reviewed::Target),
            Some(("actor", key)) => known(assembly, &assembly.actor_by_key, key).map(Reviewed::Actor),
            _ => None,
        };
        let key = review.ndc_target_id.split_once(':').map_or("", |(_, key)| key);
        let national = known(assembly, national_targets, key);
        let (Some(reviewed), Some(national)) = (reviewed, national) else { continue };
        let id = LinkReviewId::at(assembly.tables.link_reviews.len());
        let row = LinkReview {
            is_accepted: review.is_accepted,
            reviewer_role: assembly.text(&review.reviewer_role),
            reason: assembly.optional(review.reason.as_deref()),
            decided_on: review.decided_on,
            record: assembly.record(review.record_id),
        };
        assembly.tables.link_reviews.push(row);
        let targets = match reviewed {
            Reviewed::Target(target) => vec![target],
            Reviewed::Actor(actor) => assembly.links.targets_of_actor.of(actor.index()).to_vec(),
        };
        for target in targets {
            assembly.links.reviews_of_link.entry((target, national)).or_default().push(id);
        }
    }
}

fn known<I: Copy>(assembly: &Assembly, by_key: &HashMap<Text, I>, key: &str) -> Option<I> {
    by_key.get(&assembly.strings.find(key)?).copied()
}
