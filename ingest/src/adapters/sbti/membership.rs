//! Where a company stands with the initiative, and with its campaign for 1.5 °C.

use quipu_domain::vocabulary::MembershipStatus;
use quipu_entities::membership;

use super::{
    AMBITION, AMBITION_DATE, INITIATIVE, LONG_STATUS, NEAR_STATUS, NET_ZERO_COMMITTED, NET_ZERO_STATUS, day,
};
use crate::cells::Cells;

/// Name of the campaign, which ended in 2021.
const CAMPAIGN: &str = "Business Ambition for 1.5°C";

/// Words for where a target of one of the three kinds stands.
pub(super) const STATUS: [(&str, MembershipStatus); 5] = [
    ("Targets set", MembershipStatus::Member),
    ("Target set", MembershipStatus::Member),
    ("Committed", MembershipStatus::Committed),
    ("Commitment removed", MembershipStatus::Ended),
    ("Removed", MembershipStatus::Ended),
];

const CAMPAIGN_WORDS: [(&str, bool); 3] = [("BA1.5 member", true), ("Yes", true), ("No", false)];

/// Membership of the initiative and of the campaign.
pub(super) fn read(cells: &Cells<'_>, key: &str) -> Vec<membership::Model> {
    let mut memberships = Vec::new();
    if let (Some(status), Some(membership)) = (status(cells), membership::Model::new(key, INITIATIVE)) {
        memberships.push(membership::Model { status: Some(status.into()), ..membership });
    }
    let campaign = cells.choice(&AMBITION, &CAMPAIGN_WORDS) == Some(true);
    if let Some(membership) = membership::Model::new(key, CAMPAIGN).filter(|_| campaign) {
        let joined_on = cells.parsed(&AMBITION_DATE, day);
        let status = Some(MembershipStatus::Member.into());
        memberships.push(membership::Model { joined_on, status, ..membership });
    }
    memberships
}

/// A target that is set makes a member, whatever became of the others; a commitment that stands
/// outweighs one that was removed.
fn status(cells: &Cells<'_>) -> Option<MembershipStatus> {
    let committed = cells.text(&NET_ZERO_COMMITTED).filter(|answer| answer.eq_ignore_ascii_case("yes"));
    let stated =
        [&NEAR_STATUS[..], &LONG_STATUS, &NET_ZERO_STATUS].map(|column| cells.choice(column, &STATUS));
    let stated: Vec<MembershipStatus> =
        stated.into_iter().flatten().chain(committed.map(|_| MembershipStatus::Committed)).collect();
    let order = [MembershipStatus::Member, MembershipStatus::Committed, MembershipStatus::Ended];
    order.into_iter().find(|status| stated.contains(status))
}
