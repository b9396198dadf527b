//! The snapshot: the whole graph in memory, immutable, of one version of the data.
//!
//! `build` reads the database in one consistent transaction and assembles a [`World`]: dense
//! ids, flat tables sorted so that what belongs together is a range, shared strings. Readers
//! hold an `Arc` to one world for a whole request; [`Worlds`] swaps in the next one.
//!
//! Uses `domain` and `entities`. Knows nothing of GraphQL or HTTP.

mod adjacency;
mod assemble;
mod build;
pub mod ids;
pub mod precedence;
pub mod query;
pub mod rows;
mod strings;
mod valid;
mod versions;
mod worlds;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hashbrown::HashMap;
use quipu_domain::reporting::{Thresholds, staleness};
use quipu_domain::sector::Sectors;
use quipu_domain::vocabulary::Staleness;
use quipu_entities::databases::Mark;

pub use adjacency::Adjacency;
pub use build::{Asked, BuildError, build};
use precedence::Precedence;
pub use strings::{Strings, Text};
pub use worlds::{Builds, Lookback, Worlds};

use ids::{
    ActorId, ActorNameId, AssessmentId, CountryNameId, DocumentId, EditionId, EmissionsId, ExcerptId,
    GroupId, IdentifierId, InitiativeId, InventoryId, LinkReviewId, MembershipId, MentionId, NameMentionId,
    NationalTargetId, NdcId, NdcTextId, PartyId, PlaceId, PlanId, PopulationId, RecordId, SourceId,
    StakeholderEvidenceId, StakeholderMentionId, TargetId,
};
use rows::{
    Actor, ActorName, Assessment, CountryName, Document, Edition, Emissions, Excerpt, Group, Identifier,
    Income, Initiative, Inventory, LinkReview, Membership, Mention, NameMention, NationalPopulation,
    NationalTarget, Ndc, NdcText, Party, Plan, Population, Record, Source, StakeholderEvidence,
    StakeholderMention, Target,
};

/// Which data a world holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The last edition that was read: the state of the database.
    pub mark: Mark,
    /// The same with a digest of what the editions are: equal only for equal data.
    pub token: String,
    /// The last day whose knowledge it holds; `None`: all that is known.
    pub known_on: Option<NaiveDate>,
    /// The day of which it is true; `None`: now.
    pub valid_on: Option<NaiveDate>,
    /// The day on which it was built.
    pub today: NaiveDate,
    /// From when on data count as old.
    pub thresholds: Thresholds,
}

impl Version {
    /// The day to which staleness is counted: that of which the world is true, else the last whose
    /// knowledge it holds, else the day it was built. So an answer about the past does not age.
    pub fn counted_to(&self) -> NaiveDate {
        self.valid_on.or(self.known_on).unwrap_or(self.today)
    }

    /// How fresh data are whose last year is this.
    pub fn staleness(&self, last_year: Option<i32>) -> Staleness {
        staleness(last_year, self.counted_to(), self.thresholds)
    }
}

/// All tables. Ids are positions in them.
#[derive(Debug, Default)]
pub struct Tables {
    /// Sources, by short name.
    pub sources: Vec<Source>,
    /// Editions, in the order recorded.
    pub editions: Vec<Edition>,
    /// Records that count.
    pub records: Vec<Record>,
    /// Names of places, by place, then language.
    pub country_names: Vec<CountryName>,
    /// Groups of Parties, in the order of their codes.
    pub groups: Vec<Group>,
    /// When Parties joined the Convention.
    pub parties: Vec<Party>,
    /// NDCs, by who filed them, the latest first.
    pub ndcs: Vec<Ndc>,
    /// Documents, by NDC.
    pub documents: Vec<Document>,
    /// National targets, by Party.
    pub national_targets: Vec<NationalTarget>,
    /// National emissions, by Party, source and year.
    pub emissions: Vec<Emissions>,
    /// Inhabitants of countries, as the source to be shown first states them.
    pub national_populations: BTreeMap<PlaceId, NationalPopulation>,
    /// Income groups of countries.
    pub incomes: BTreeMap<PlaceId, Income>,
    /// What NDCs say on topics, by Party.
    pub excerpts: Vec<Excerpt>,
    /// Assessments of NDCs, by Party.
    pub assessments: Vec<Assessment>,
    /// Actors, by country, then name.
    pub actors: Vec<Actor>,
    /// Actors as the sources list them, by actor, the row that names it first.
    pub mentions: Vec<Mention>,
    /// Other names, by actor.
    pub actor_names: Vec<ActorName>,
    /// Inhabitants of cities and regions, by actor, the statement shown first.
    pub populations: Vec<Population>,
    /// Identifiers, by actor.
    pub identifiers: Vec<Identifier>,
    /// Targets, by actor.
    pub targets: Vec<Target>,
    /// Inventories, by actor, the latest first.
    pub inventories: Vec<Inventory>,
    /// Plans, by actor.
    pub plans: Vec<Plan>,
    /// Memberships, by actor.
    pub memberships: Vec<Membership>,
    /// Initiatives, by name.
    pub initiatives: Vec<Initiative>,
    /// Texts of NDCs.
    pub ndc_texts: Vec<NdcText>,
    /// Places where texts of NDCs speak of stakeholders, by text.
    pub stakeholder_mentions: Vec<StakeholderMention>,
    /// What sources tell of whether NDCs speak of non-Party stakeholders, by NDC.
    pub stakeholder_evidence: Vec<StakeholderEvidence>,
    /// Places where texts of NDCs name actors.
    pub name_mentions: Vec<NameMention>,
    /// Judgements on links, the earliest first.
    pub link_reviews: Vec<LinkReview>,
    /// NDCs that are certain to be the first of their Party.
    pub first_ndcs: BTreeMap<PlaceId, NdcId>,
    /// Sectors of targets of actors, in their order.
    pub target_sectors: Vec<Sectors>,
    /// Sectors of national targets, in their order.
    pub national_target_sectors: Vec<Sectors>,
}

/// What belongs to what.
#[derive(Debug, Default)]
pub struct Links {
    /// Names of a place.
    pub names_of_place: Adjacency<CountryNameId>,
    /// Groups a place is a member of.
    pub groups_of_place: Adjacency<GroupId>,
    /// Members of a group, by code.
    pub members_of_group: Adjacency<PlaceId>,
    /// When a place joined the Convention; at most one.
    pub party_of_place: Adjacency<PartyId>,
    /// NDCs that cover a place, its own or its group's, the latest first.
    pub ndcs_of_place: Adjacency<NdcId>,
    /// Countries that an NDC covers or, for one of a group, once covered; by code.
    pub places_of_ndc: Adjacency<PlaceId>,
    /// Documents of an NDC.
    pub documents_of_ndc: Adjacency<DocumentId>,
    /// National targets stated in an NDC.
    pub targets_of_ndc: Adjacency<NationalTargetId>,
    /// National targets in force for a place, its own or its group's.
    pub targets_of_place: Adjacency<NationalTargetId>,
    /// Emissions of a place.
    pub emissions_of_place: Adjacency<EmissionsId>,
    /// What a place's NDCs say on topics.
    pub excerpts_of_place: Adjacency<ExcerptId>,
    /// Assessments of a place's NDCs.
    pub assessments_of_place: Adjacency<AssessmentId>,
    /// Actors in a place, by name.
    pub actors_of_place: Adjacency<ActorId>,
    /// Initiatives with a member or a lead in a place, by name.
    pub initiatives_of_place: Adjacency<InitiativeId>,
    /// Rows of sources that an actor was put together from.
    pub mentions_of_actor: Adjacency<MentionId>,
    /// Other names of an actor.
    pub names_of_actor: Adjacency<ActorNameId>,
    /// Statements on the inhabitants of an actor.
    pub populations_of_actor: Adjacency<PopulationId>,
    /// Identifiers of an actor.
    pub identifiers_of_actor: Adjacency<IdentifierId>,
    /// Targets of an actor.
    pub targets_of_actor: Adjacency<TargetId>,
    /// Inventories of an actor, the latest first.
    pub inventories_of_actor: Adjacency<InventoryId>,
    /// Plans of an actor.
    pub plans_of_actor: Adjacency<PlanId>,
    /// Memberships of an actor.
    pub memberships_of_actor: Adjacency<MembershipId>,
    /// Actors that are part of an actor, by name.
    pub parts_of_actor: Adjacency<ActorId>,
    /// Members of an initiative, by name.
    pub members_of_initiative: Adjacency<ActorId>,
    /// Places with a member or a lead of an initiative.
    pub places_of_initiative: Adjacency<PlaceId>,
    /// Where the text of an NDC speaks of stakeholders.
    pub stakeholder_mentions_of_ndc: Adjacency<StakeholderMentionId>,
    /// What tells whether an NDC speaks of non-Party stakeholders, what decides first.
    pub evidence_of_ndc: Adjacency<StakeholderEvidenceId>,
    /// Where an NDC names an actor first.
    pub name_mention_of: BTreeMap<(ActorId, NdcId), NameMentionId>,
    /// Judgements on a pair of targets, the last one that holds.
    pub reviews_of_link: BTreeMap<(TargetId, NationalTargetId), Vec<LinkReviewId>>,
}

/// The whole graph, of one version of the data.
#[derive(Debug)]
pub struct World {
    /// Which data it holds.
    pub version: Version,
    /// The tables.
    pub tables: Tables,
    /// What belongs to what.
    pub links: Links,
    /// Which source is shown first.
    pub precedence: Precedence,
    /// Where the versions are found that the data had, by name.
    states: std::collections::HashMap<String, Lookback>,
    orders: query::Orders,
    contributions: query::contribution::Memo,
    coverages: query::coverage::Memo,
    codes: query::identified::Codes,
    strings: Strings,
    actor_by_key: HashMap<Text, ActorId>,
    initiative_by_key: HashMap<Text, InitiativeId>,
    ndc_by_key: HashMap<Text, NdcId>,
    target_by_key: HashMap<Text, TargetId>,
    national_target_by_key: HashMap<Text, NationalTargetId>,
}

macro_rules! lookups {
    ($( $(#[$about:meta])* $name:ident: $map:ident -> $id:ty ),+ $(,)?) => {
        impl World { $(
            $(#[$about])*
            pub fn $name(&self, key: &str) -> Option<$id> {
                self.$map.get(&self.strings.find(key)?).copied()
            }
        )+ }
    };
}

lookups! {
    /// The actor with this key.
    actor_by_key: actor_by_key -> ActorId,
    /// The initiative with this key.
    initiative_by_key: initiative_by_key -> InitiativeId,
    /// The NDC with this key.
    ndc_by_key: ndc_by_key -> NdcId,
    /// The target with this key.
    target_by_key: target_by_key -> TargetId,
    /// The national target with this key.
    national_target_by_key: national_target_by_key -> NationalTargetId,
}

macro_rules! rows_by_id {
    ($( $id:ty => $table:ident: $row:ty ),+ $(,)?) => { $(
        impl std::ops::Index<$id> for World {
            type Output = $row;

            fn index(&self, id: $id) -> &$row {
                &self.tables.$table[id.index()]
            }
        }
    )+ };
}

rows_by_id! {
    SourceId => sources: Source,
    EditionId => editions: Edition,
    RecordId => records: Record,
    CountryNameId => country_names: CountryName,
    GroupId => groups: Group,
    PartyId => parties: Party,
    NdcId => ndcs: Ndc,
    DocumentId => documents: Document,
    NationalTargetId => national_targets: NationalTarget,
    EmissionsId => emissions: Emissions,
    ExcerptId => excerpts: Excerpt,
    AssessmentId => assessments: Assessment,
    ActorId => actors: Actor,
    MentionId => mentions: Mention,
    ActorNameId => actor_names: ActorName,
    PopulationId => populations: Population,
    IdentifierId => identifiers: Identifier,
    TargetId => targets: Target,
    InventoryId => inventories: Inventory,
    PlanId => plans: Plan,
    MembershipId => memberships: Membership,
    InitiativeId => initiatives: Initiative,
    NdcTextId => ndc_texts: NdcText,
    StakeholderMentionId => stakeholder_mentions: StakeholderMention,
    StakeholderEvidenceId => stakeholder_evidence: StakeholderEvidence,
    NameMentionId => name_mentions: NameMention,
    LinkReviewId => link_reviews: LinkReview,
}

impl World {
    /// Where the data of a version are found: one that they had, or that was known on a day; `None`
    /// if they never had it.
    pub fn state_of(&self, token: &str) -> Option<Lookback> {
        if token == self.version.token {
            return Some(Lookback::default());
        }
        self.states.get(token).copied()
    }

    /// The text behind a handle.
    #[inline]
    pub fn text(&self, text: Text) -> &str {
        self.strings.get(text)
    }

    /// The text behind a handle that may be missing.
    #[inline]
    pub fn optional_text(&self, text: Option<Text>) -> Option<&str> {
        text.map(|text| self.strings.get(text))
    }

    /// The source a record comes from.
    pub fn source_of(&self, record: RecordId) -> SourceId {
        self[self[record].edition].source
    }

    /// The name of a place in the best language that there is for a wish, with that language.
    ///
    /// Within a language a common name goes before others, and an earlier source before a later.
    /// Where no source names the place at all, the project's own English name stands in.
    pub fn name_of_place(&self, place: PlaceId, tag: &str) -> (&str, &str) {
        let names = self.links.names_of_place.of(place.index());
        for wish in quipu_domain::language::wishes(tag) {
            if wish == "en" {
                return (place.place().name, "en");
            }
            let found = names.iter().map(|id| &self[*id]).find(|name| self.text(name.language) == wish);
            if let Some(name) = found {
                return (self.text(name.name), self.text(name.language));
            }
        }
        (place.place().name, "en")
    }

    /// The NDC in force for a place: the latest active one, its own or its group's.
    pub fn current_ndc(&self, place: PlaceId) -> Option<NdcId> {
        use quipu_domain::vocabulary::NdcStatus;
        let ndcs = self.links.ndcs_of_place.of(place.index());
        ndcs.iter().copied().find(|ndc| self[*ndc].status == NdcStatus::Active)
    }

    /// All actors, by name.
    pub fn actors(&self) -> &[ActorId] {
        self.orders.by_name()
    }

    /// Initiatives that an actor is a member of, each once.
    pub fn initiatives_of(&self, actor: ActorId) -> Vec<InitiativeId> {
        use quipu_domain::vocabulary::MembershipStatus;
        let memberships = self.links.memberships_of_actor.of(actor.index()).iter().map(|id| &self[*id]);
        let held = memberships.filter(|membership| membership.status != Some(MembershipStatus::Ended));
        let mut initiatives: Vec<InitiativeId> = held.map(|membership| membership.initiative).collect();
        // Memberships stand in the order of their initiatives.
        initiatives.dedup();
        initiatives
    }

    /// Income group of a country; `None` where no source says it.
    pub fn income_of(&self, place: PlaceId) -> Option<quipu_domain::vocabulary::IncomeGroup> {
        self.tables.incomes.get(&place).map(|income| income.group)
    }

    /// Sectors of a target of an actor.
    pub fn sectors_of_target(&self, target: TargetId) -> Sectors {
        self.tables.target_sectors.get(target.index()).copied().unwrap_or_default()
    }

    /// Sectors of a national target.
    pub fn sectors_of_national_target(&self, target: NationalTargetId) -> Sectors {
        self.tables.national_target_sectors.get(target.index()).copied().unwrap_or_default()
    }

    /// The last year for which an actor reported emissions.
    pub fn last_reported_year(&self, actor: ActorId) -> Option<i32> {
        self.links.inventories_of_actor.of(actor.index()).iter().map(|id| self[*id].year).max()
    }
}
