//! Ids: positions in the tables of one world. They mean nothing in another.

use quipu_domain::place::{self, Place};

macro_rules! ids {
    ($( $(#[$about:meta])* $name:ident ),+ $(,)?) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Position in the table.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of a position.
            pub(crate) fn at(index: usize) -> Self {
                Self(u32::try_from(index).expect("tables of a world have fewer than 4 billion rows"))
            }
        }
    )+ };
}

ids! {
    /// A place: its position in [`place::places`].
    PlaceId,
    /// A source.
    SourceId,
    /// An edition.
    EditionId,
    /// A record.
    RecordId,
    /// A name of a place.
    CountryNameId,
    /// A group of Parties.
    GroupId,
    /// The standing of a Party.
    PartyId,
    /// An NDC.
    NdcId,
    /// A document of an NDC.
    DocumentId,
    /// A national target.
    NationalTargetId,
    /// Emissions of a country in a year.
    EmissionsId,
    /// An assessment of an NDC.
    AssessmentId,
    /// An actor.
    ActorId,
    /// An actor as one source lists it.
    MentionId,
    /// Another name of an actor.
    ActorNameId,
    /// Inhabitants of a city or region.
    PopulationId,
    /// What an NDC says on a topic.
    ExcerptId,
    /// An identifier of an actor.
    IdentifierId,
    /// A target of an actor.
    TargetId,
    /// An inventory of an actor.
    InventoryId,
    /// A plan of an actor.
    PlanId,
    /// A membership.
    MembershipId,
    /// An initiative.
    InitiativeId,
    /// A text of an NDC.
    NdcTextId,
    /// A place where a text of an NDC speaks of a stakeholder.
    StakeholderMentionId,
    /// What one source tells of whether an NDC speaks of non-Party stakeholders.
    StakeholderEvidenceId,
    /// A place where a text of an NDC names an actor.
    NameMentionId,
    /// A judgement on links.
    LinkReviewId,
}

impl PlaceId {
    /// The place itself.
    pub fn place(self) -> &'static Place {
        &place::places()[self.index()]
    }

    /// The id of the place with this alpha-3 code, in capitals.
    pub fn of(iso3: &str) -> Option<Self> {
        let found = place::places().binary_search_by(|place| place.iso3.cmp(iso3));
        found.ok().map(Self::at)
    }

    /// Every place, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..place::places().len()).map(Self::at)
    }
}
