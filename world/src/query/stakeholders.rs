//! How many NDCs speak of non-Party stakeholders, and of how many it is known.

use quipu_domain::vocabulary::{EvidenceBasis, NdcStatus, Stakeholder, Vocabulary};

use crate::World;
use crate::ids::NdcId;

/// Which NDCs are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NdcFilter {
    /// Of one of these standings; of any if empty.
    pub statuses: Vec<NdcStatus>,
    /// Of this round.
    pub round: Option<i32>,
}

/// NDCs of which something tells whether they speak of non-Party stakeholders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those of which it is known.
    pub known: usize,
    /// Those that do.
    pub mentioning: usize,
}

impl Counted {
    fn add(&mut self, value: bool) {
        self.known += 1;
        self.mentioning += usize::from(value);
    }

    /// Those that do, as a share of those of which it is known; `None` where it is known of none.
    pub fn share(self) -> Option<f64> {
        (self.known > 0).then(|| self.mentioning as f64 / self.known as f64)
    }
}

/// How many NDCs speak of non-Party stakeholders.
#[derive(Clone, Debug, Default)]
pub struct StakeholderShare {
    /// NDCs, known or not.
    pub ndcs: usize,
    /// By whatever tells it.
    pub all: Counted,
    /// By each basis for itself: an NDC of several is counted with each.
    pub by_basis: Vec<(EvidenceBasis, Counted)>,
    /// NDCs with a text that speaks of each stakeholder.
    pub by_stakeholder: Vec<(Stakeholder, usize)>,
}

/// Counts the NDCs that are wanted.
pub fn share(world: &World, filter: &NdcFilter) -> StakeholderShare {
    let mut share = StakeholderShare {
        by_basis: EvidenceBasis::ALL.iter().map(|basis| (*basis, Counted::default())).collect(),
        by_stakeholder: Stakeholder::ALL.iter().map(|stakeholder| (*stakeholder, 0)).collect(),
        ..StakeholderShare::default()
    };
    let ndcs = world.tables.ndcs.iter().enumerate();
    let wanted = ndcs.filter(|(_, ndc)| {
        (filter.statuses.is_empty() || filter.statuses.contains(&ndc.status))
            && filter.round.is_none_or(|round| ndc.round == Some(round))
    });
    for (at, _) in wanted {
        add(world, &mut share, NdcId(at as u32));
    }
    share
}

fn add(world: &World, share: &mut StakeholderShare, ndc: NdcId) {
    share.ndcs += 1;
    let evidence = world.links.evidence_of_ndc.of(ndc.index());
    if let Some(first) = evidence.first() {
        share.all.add(world[*first].value);
    }
    for (basis, counted) in &mut share.by_basis {
        let mut of_basis = evidence.iter().map(|id| &world[*id]).filter(|row| row.basis == *basis);
        if let Some(first) = of_basis.next() {
            counted.add(first.value);
        }
    }
    let mentions = world.links.stakeholder_mentions_of_ndc.of(ndc.index());
    for (stakeholder, count) in &mut share.by_stakeholder {
        *count += usize::from(mentions.iter().any(|id| world[*id].stakeholder == *stakeholder));
    }
}
