//! Lists of initiatives.

use quipu_domain::vocabulary::{InitiativeFunction, InitiativeTopic, Theme};

use super::{Listed, is_in};
use crate::World;
use crate::ids::{InitiativeId, PlaceId};

/// Lists of initiatives that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitiativeScope {
    /// All of them.
    All,
    /// Those with a member or a lead in a place.
    Place(PlaceId),
}

/// Which initiatives are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitiativeFilter {
    /// With one of these themes.
    pub themes: Vec<Theme>,
    /// With one of these topics.
    pub topics: Vec<InitiativeTopic>,
    /// With one of these functions.
    pub functions: Vec<InitiativeFunction>,
    /// Which reported, or did not report, results.
    pub has_reported_results: Option<bool>,
    /// Listed, or not, by the portal of the Convention.
    pub in_nazca: Option<bool>,
    /// With this in its name; in the form for comparison.
    pub name: Option<String>,
}

impl InitiativeFilter {
    fn matches(&self, world: &World, id: InitiativeId) -> bool {
        let row = &world[id];
        let any = |wanted: &[_], has: &[_]| wanted.is_empty() || wanted.iter().any(|one| has.contains(one));
        any(&self.themes, &row.themes)
            && (self.topics.is_empty() || self.topics.iter().any(|topic| row.topics.contains(topic)))
            && (self.functions.is_empty()
                || self.functions.iter().any(|function| row.functions.contains(function)))
            && self.has_reported_results.is_none_or(|wanted| wanted == has_reported_results(world, id))
            && self.in_nazca.is_none_or(|wanted| row.in_nazca == Some(wanted))
            && self.name.as_ref().is_none_or(|wanted| is_in(world.text(row.folded_name), wanted))
    }
}

/// Whether an initiative reported anything achieved: goals alone do not count.
pub fn has_reported_results(world: &World, id: InitiativeId) -> bool {
    world[id].results.iter().any(|result| !result.is_goal)
}

/// What initiatives may be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InitiativeOrderField {
    /// Name, in the form for comparison.
    #[default]
    Name,
    /// First year; unknown last.
    StartYear,
    /// Number of members known by name.
    MemberCount,
}

impl Listed for InitiativeId {
    type Scope = InitiativeScope;
    type Filter = InitiativeFilter;
    type Field = InitiativeOrderField;

    fn list(world: &World, scope: InitiativeScope) -> &[Self] {
        match scope {
            InitiativeScope::All => &world.orders.initiatives_by_name,
            InitiativeScope::Place(place) => world.links.initiatives_of_place.of(place.index()),
        }
    }

    fn matches(self, world: &World, filter: &InitiativeFilter) -> bool {
        filter.matches(world, self)
    }

    fn rank(self, world: &World, field: InitiativeOrderField) -> u32 {
        world.orders.initiatives[self.index()][field as usize]
    }

    fn position(self) -> u32 {
        self.0
    }

    fn at(position: u32) -> Self {
        Self(position)
    }
}
