//! Lists of countries.

use std::sync::LazyLock;

use quipu_domain::place::Standing;
use quipu_domain::text::fold;
use quipu_domain::vocabulary::{PartyGroupCode, PartyStatus};

use super::{Listed, is_in};
use crate::World;
use crate::ids::PlaceId;

/// The one list of countries: all of them. The European Union is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryScope;

/// Which countries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryFilter {
    /// With this standing.
    pub party_status: Option<PartyStatus>,
    /// In this group.
    pub group: Option<PartyGroupCode>,
    /// With, or without, an actor.
    pub has_actors: Option<bool>,
    /// With, or without, an NDC of this round that covers it.
    pub ndc_round: Option<i32>,
    /// With this in one of its names; in the form for comparison.
    pub name: Option<String>,
}

/// What countries may be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountryOrderField {
    /// English name.
    #[default]
    Name,
    /// Alpha-3 code.
    Iso3,
    /// Number of actors.
    ActorCount,
}

/// Countries by their English names.
static BY_NAME: LazyLock<Vec<PlaceId>> = LazyLock::new(|| {
    let is_country = |id: &PlaceId| id.place().standing != Standing::Group;
    let mut countries: Vec<PlaceId> = PlaceId::all().filter(is_country).collect();
    countries.sort_by_cached_key(|id| (fold(id.place().name), *id));
    countries
});

impl Listed for PlaceId {
    type Scope = CountryScope;
    type Filter = CountryFilter;
    type Field = CountryOrderField;

    fn list(_: &World, _: CountryScope) -> &[Self] {
        &BY_NAME
    }

    fn matches(self, world: &World, filter: &CountryFilter) -> bool {
        is_wanted(world, self, filter)
    }

    fn rank(self, world: &World, field: CountryOrderField) -> u32 {
        match field {
            CountryOrderField::Name => world.orders.places_by_name[self.index()],
            CountryOrderField::Iso3 => self.0,
            CountryOrderField::ActorCount => world.links.actors_of_place.of(self.index()).len() as u32,
        }
    }

    fn position(self) -> u32 {
        self.0
    }

    fn at(position: u32) -> Self {
        Self(position)
    }
}

fn is_wanted(world: &World, id: PlaceId, filter: &CountryFilter) -> bool {
    let at = id.index();
    let place = id.place();
    let in_group = |group| world.links.groups_of_place.of(at).iter().any(|known| world[*known].code == group);
    let has_round =
        |round| world.links.ndcs_of_place.of(at).iter().any(|ndc| world[*ndc].round == Some(round));
    let named = |wanted: &String| {
        let other = world.links.names_of_place.of(at).iter().map(|name| world.text(world[*name].name));
        other.chain([place.name]).any(|name| is_in(&fold(name), wanted))
    };
    filter.party_status.is_none_or(|wanted| place.party_status() == wanted)
        && filter.group.is_none_or(in_group)
        && filter.has_actors.is_none_or(|wanted| wanted != world.links.actors_of_place.of(at).is_empty())
        && filter.ndc_round.is_none_or(has_round)
        && filter.name.as_ref().is_none_or(named)
}
