//! Objects of the graph: which type, and which row of the world.

use std::sync::Arc;

use quipu_domain::Decimal;
use quipu_domain::formula::Input;
use quipu_domain::progress::Point;
use quipu_domain::vocabulary::{ActorType, Vocabulary};
use quipu_world::World;
use quipu_world::ids::{
    ActorId, ActorNameId, AssessmentId, CountryNameId, DocumentId, EditionId, EmissionsId, ExcerptId,
    GroupId, IdentifierId, InitiativeId, InventoryId, LinkReviewId, MembershipId, MentionId,
    NationalTargetId, NdcId, PlaceId, PlanId, PopulationId, RecordId, SourceId, StakeholderEvidenceId,
    StakeholderMentionId, TargetId,
};
use quipu_world::query::conflicts::Conflict;
use quipu_world::query::contribution::{Contribution, ReferenceEmissions};
use quipu_world::query::links::Link;
use quipu_world::query::national_levels::ImpliedLevel;
use quipu_world::query::progress::TargetProgress;
use quipu_world::query::stakeholders::StakeholderShare;

use crate::changes::{ChangePage, Difference};
use crate::cost::Allowance;
use crate::page::{Item, Page, PageInfo};

/// What a table of fields is about: a kind of object.
pub(crate) trait Kind: Clone + Send + Sync + 'static {
    /// Name of the type, of objects that are always of one type.
    const NAME: &'static str;

    /// As an object of the graph.
    fn into_object(self) -> Object;

    /// As objects of the graph.
    fn list(rows: &[Self]) -> Objects<'_>;

    /// From an object of the graph, if it is of this kind.
    fn of(object: &Object) -> Option<&Self>;
}

macro_rules! objects {
    ($( $(#[$about:meta])* $variant:ident($row:ty) = $name:literal ),+ $(,)?) => {
        /// An object of the graph.
        #[derive(Clone, Debug)]
        pub(crate) enum Object { $( $(#[$about])* $variant($row) ),+ }

        /// Objects of the graph, as the world lists them or made for the answer.
        #[derive(Debug)]
        pub(crate) enum Objects<'w> {
            /// Made for the answer; a missing one is null.
            Made(Vec<Option<Object>>),
            $( $(#[$about])* $variant(&'w [$row]) ),+
        }

        impl Objects<'_> {
            /// How many there are.
            pub(crate) fn len(&self) -> usize {
                match self {
                    Self::Made(objects) => objects.len(),
                    $( Self::$variant(rows) => rows.len() ),+
                }
            }

            /// The object at a position; `None` for a missing one.
            #[inline]
            pub(crate) fn get(&self, at: usize) -> Option<Object> {
                match self {
                    Self::Made(objects) => objects[at].clone(),
                    $( Self::$variant(rows) => Some(Object::$variant(rows[at].clone())) ),+
                }
            }
        }

        /// Kinds of objects, counted.
        #[derive(Clone, Copy)]
        enum Slot { $( $variant ),+, Last }

        $( impl Kind for $row {
            const NAME: &'static str = $name;

            fn into_object(self) -> Object {
                Object::$variant(self)
            }

            fn list(rows: &[Self]) -> Objects<'_> {
                Objects::$variant(rows)
            }

            fn of(object: &Object) -> Option<&Self> {
                match object {
                    Object::$variant(row) => Some(row),
                    _ => None,
                }
            }
        } )+

        impl Object {
            /// Name of its type.
            pub(crate) fn type_name(&self, world: &World) -> &'static str {
                if let Self::Actor(id) = self {
                    return crate::types::actor::type_name(world[*id].kind);
                }
                match self {
                    $( Self::$variant(_) => <$row as Kind>::NAME ),+
                }
            }

            /// Number of its type, below [`SLOTS`].
            pub(crate) fn slot(&self, world: &World) -> usize {
                if let Self::Actor(id) = self {
                    return Slot::Last as usize + world[*id].kind as usize;
                }
                match self {
                    $( Self::$variant(_) => Slot::$variant as usize ),+
                }
            }
        }

        /// Number of the object type of this name.
        pub(crate) fn slot_of(name: &str) -> Option<usize> {
            let kinds = [$( (<$row as Kind>::NAME, Slot::$variant as usize) ),+];
            let actors = ActorType::ALL.iter().map(|kind| {
                (crate::types::actor::type_name(*kind), Slot::Last as usize + *kind as usize)
            });
            kinds.into_iter().chain(actors).find(|(known, _)| *known == name).map(|(_, slot)| slot)
        }

        /// How many types of objects there are, each kind of actor being one.
        pub(crate) const SLOTS: usize = Slot::Last as usize + ActorType::ALL.len();
    };
}

/// The root of all queries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root;

/// The root of all subscriptions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Live;

/// From one world to another that came after it.
#[derive(Clone, Debug)]
pub(crate) struct Transition {
    pub(crate) before: Arc<World>,
    pub(crate) after: Arc<World>,
}

/// What is told of a country.
#[derive(Clone, Debug)]
pub(crate) struct CountryNews {
    pub(crate) place: PlaceId,
    pub(crate) step: Transition,
}

/// What is told of the data as a whole.
#[derive(Clone, Debug)]
pub(crate) struct DatasetNews(pub(crate) Transition);

/// The data as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dataset;

/// Where a fact was stated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Provenance(pub(crate) RecordId);

/// The record as it was received.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceRecord(pub(crate) RecordId);

/// Scopes that a target covers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scopes(pub(crate) TargetId);

/// How an actor reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reporting(pub(crate) ActorId);

/// When a place joined the Convention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Convention(pub(crate) PlaceId);

/// The reduction that a target states, as a range.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Range {
    /// Of a target of an actor.
    Target(TargetId),
    /// Of a national target.
    National(NationalTargetId),
    /// Computed.
    Made(Decimal, Decimal),
}

/// Progress against a target.
#[derive(Clone, Debug)]
pub(crate) struct ProgressOf(pub(crate) Arc<TargetProgress>);

/// A level that a national target implies.
#[derive(Clone, Debug)]
pub(crate) struct ImpliedLevelOf(pub(crate) Arc<ImpliedLevel>);

/// What would come of figures that cannot be compared.
#[derive(Clone, Debug)]
pub(crate) struct ProgressCandidateOf(pub(crate) Arc<TargetProgress>);

/// Progress in one year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProgressPointOf(pub(crate) Point);

/// A number that went into a formula.
#[derive(Clone, Debug)]
pub(crate) struct InputOf(pub(crate) Arc<Input<RecordId>>);

/// What targets within a country add up to, by one method.
#[derive(Clone, Debug)]
pub(crate) struct ContributionOf {
    pub(crate) contribution: Arc<Contribution>,
    pub(crate) method: quipu_domain::vocabulary::OverlapMethod,
}

/// One of the sums of a contribution.
#[derive(Clone, Debug)]
pub(crate) struct ContributionMethodOf(pub(crate) Arc<Contribution>, pub(crate) usize);

/// A page of the items of a contribution: their positions.
#[derive(Clone, Debug)]
pub(crate) struct ContributionItems {
    pub(crate) of: ContributionOf,
    pub(crate) items: Vec<usize>,
    pub(crate) total: usize,
    pub(crate) info: Arc<PageInfo>,
}

/// One of the items of a contribution.
#[derive(Clone, Debug)]
pub(crate) struct ContributionItemOf {
    pub(crate) of: ContributionOf,
    pub(crate) at: usize,
}

/// Emissions of an actor from which a reduction is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReferenceOf(pub(crate) ReferenceEmissions);

/// How many items had one outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ContributionOutcomeOf {
    pub(crate) outcome: quipu_domain::vocabulary::ReductionOutcome,
    pub(crate) count: i64,
    pub(crate) reduction: Decimal,
}

/// What must be read with a contribution.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ContributionCaveatOf(pub(crate) quipu_domain::vocabulary::ContributionCaveat);

/// Emissions of a place as one source states them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Series {
    pub(crate) place: PlaceId,
    pub(crate) source: SourceId,
}

/// One of the member counts of an initiative.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemberCountOf(pub(crate) InitiativeId, pub(crate) usize);

/// One of the results of an initiative.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResultOf(pub(crate) InitiativeId, pub(crate) usize);

/// One of the classes of an assessment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClassOf(pub(crate) AssessmentId, pub(crate) usize);

/// By what actors of a list are counted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FacetBy {
    Kind,
    Sector,
    Initiative,
}

/// A value that actors share, and how many do.
#[derive(Clone, Debug)]
pub(crate) struct Facet {
    pub(crate) facets: Arc<quipu_world::query::ActorFacets>,
    pub(crate) by: FacetBy,
    pub(crate) at: u32,
}

/// What the actors of a list share.
#[derive(Clone, Debug)]
pub(crate) struct Facets(pub(crate) Arc<quipu_world::query::ActorFacets>);

/// Where an actor lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Location(pub(crate) quipu_world::rows::Location);

/// Statements on one thing that differ.
#[derive(Clone, Debug)]
pub(crate) struct Differing(pub(crate) Arc<Conflict>);

/// One of the statements that differ.
#[derive(Clone, Debug)]
pub(crate) struct CandidateOf(pub(crate) Arc<Conflict>, pub(crate) usize);

/// The order of sources for a metric: its position in the list of metrics.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PrecedenceOf(pub(crate) quipu_domain::vocabulary::PrecedenceMetric);

/// What is covered of a country, or of the world.
#[derive(Clone, Debug)]
pub(crate) struct CoverageOf(pub(crate) Arc<quipu_world::query::Coverage>, pub(crate) Option<PlaceId>);

/// By what coverage is told apart.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CoveredBy {
    All,
    Kind,
    Source,
    Theme,
    Region,
    Income,
}

/// A part of what is covered.
#[derive(Clone, Debug)]
pub(crate) struct CoveredPart {
    pub(crate) coverage: Arc<quipu_world::query::Coverage>,
    pub(crate) by: CoveredBy,
    pub(crate) at: usize,
}

/// How many targets stand at one point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TargetCountOf {
    pub(crate) status: quipu_domain::vocabulary::ProgressStatus,
    pub(crate) targets: usize,
}

/// Inhabitants of a country.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NationalPopulationOf {
    pub(crate) people: i64,
    pub(crate) year: Option<i32>,
    pub(crate) record: RecordId,
}

/// How many NDCs speak of non-Party stakeholders.
#[derive(Clone, Debug)]
pub(crate) struct StakeholderShareOf(pub(crate) Arc<StakeholderShare>);

/// The same by one kind of evidence.
#[derive(Clone, Debug)]
pub(crate) struct StakeholderPartOf(pub(crate) Arc<StakeholderShare>, pub(crate) usize);

/// How many NDCs speak of one kind of stakeholder.
#[derive(Clone, Debug)]
pub(crate) struct StakeholderCountOf(pub(crate) Arc<StakeholderShare>, pub(crate) usize);

/// A link between a target of an actor and a national target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkOf(pub(crate) Link);

/// What speaks for a link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkEvidenceOf(pub(crate) Link);

/// Links of a national target, so many of which are shown.
#[derive(Clone, Debug)]
pub(crate) struct LinkList {
    pub(crate) links: Arc<Vec<Link>>,
    pub(crate) first: usize,
}

/// One of the changes on a page.
#[derive(Clone, Debug)]
pub(crate) struct ChangeOf(pub(crate) Arc<ChangePage>, pub(crate) usize);

/// How a field of a node differs.
#[derive(Clone, Debug)]
pub(crate) struct FieldChangeOf(pub(crate) Arc<Difference>);

/// An item of a page, with its position on it.
#[derive(Clone, Debug)]
pub(crate) struct Edge<T: Item>(pub(crate) Arc<Page<T>>, pub(crate) usize);

objects! {
    Root(Root) = "Query",
    Live(Live) = "Subscription",
    CountryNews(CountryNews) = "CountryChange",
    DatasetNews(DatasetNews) = "DatasetChange",
    Dataset(Dataset) = "Dataset",
    Allowance(Allowance) = "RateLimit",
    Country(PlaceId) = "Country",
    CountryName(CountryNameId) = "CountryName",
    Convention(Convention) = "ConventionStanding",
    Group(GroupId) = "PartyGroup",
    Ndc(NdcId) = "Ndc",
    Document(DocumentId) = "NdcDocument",
    NationalTarget(NationalTargetId) = "NdcTarget",
    Assessment(AssessmentId) = "NdcAssessment",
    Class(ClassOf) = "AssessedTopic",
    Excerpt(ExcerptId) = "NdcExcerpt",
    Series(Series) = "EmissionsSeries",
    Emissions(EmissionsId) = "EmissionsPoint",
    /// Of a type that depends on its kind: `City`, `Company` and so on.
    Actor(ActorId) = "Actor",
    Mention(MentionId) = "ActorMention",
    ActorName(ActorNameId) = "ActorName",
    Population(PopulationId) = "Population",
    Location(Location) = "Location",
    Conflict(Differing) = "Conflict",
    Candidate(CandidateOf) = "ConflictCandidate",
    Precedence(PrecedenceOf) = "PrecedenceRule",
    Coverage(CoverageOf) = "Coverage",
    CoveredPart(CoveredPart) = "CoveredPart",
    TargetCount(TargetCountOf) = "TargetCount",
    NationalPopulation(NationalPopulationOf) = "NationalPopulation",
    Identifier(IdentifierId) = "Identifier",
    Target(TargetId) = "Target",
    Scopes(Scopes) = "ScopeCoverage",
    Inventory(InventoryId) = "Inventory",
    Plan(PlanId) = "ActionPlan",
    Membership(MembershipId) = "Membership",
    Reporting(Reporting) = "Reporting",
    Initiative(InitiativeId) = "Initiative",
    MemberCount(MemberCountOf) = "SupporterCount",
    InitiativeResult(ResultOf) = "InitiativeResult",
    Progress(ProgressOf) = "Progress",
    ImpliedLevel(ImpliedLevelOf) = "ImpliedLevel",
    ProgressCandidate(ProgressCandidateOf) = "ProgressCandidate",
    ProgressPoint(ProgressPointOf) = "ProgressPoint",
    Input(InputOf) = "ProgressInput",
    Contribution(ContributionOf) = "Contribution",
    ContributionMethod(ContributionMethodOf) = "ContributionByMethod",
    ContributionItems(ContributionItems) = "ContributionItemConnection",
    ContributionItem(ContributionItemOf) = "ContributionItem",
    Reference(ReferenceOf) = "ReferenceEmissions",
    ContributionOutcome(ContributionOutcomeOf) = "ContributionOutcome",
    ContributionCaveat(ContributionCaveatOf) = "ContributionNote",
    Range(Range) = "Range",
    Provenance(Provenance) = "Provenance",
    SourceRecord(SourceRecord) = "SourceRecord",
    DataSource(SourceId) = "DataSource",
    Edition(EditionId) = "Edition",
    PageInfo(Arc<PageInfo>) = "PageInfo",
    Facets(Facets) = "ActorFacets",
    Facet(Facet) = "FacetCount",
    ActorPage(Arc<Page<ActorId>>) = "ActorConnection",
    ActorEdge(Edge<ActorId>) = "ActorEdge",
    CountryPage(Arc<Page<PlaceId>>) = "CountryConnection",
    CountryEdge(Edge<PlaceId>) = "CountryEdge",
    InitiativePage(Arc<Page<InitiativeId>>) = "InitiativeConnection",
    InitiativeEdge(Edge<InitiativeId>) = "InitiativeEdge",
    Evidence(StakeholderEvidenceId) = "Evidence",
    StakeholderMention(StakeholderMentionId) = "StakeholderMention",
    StakeholderShare(StakeholderShareOf) = "StakeholderShare",
    StakeholderPart(StakeholderPartOf) = "StakeholderSharePart",
    StakeholderCount(StakeholderCountOf) = "StakeholderCount",
    NdcLink(LinkOf) = "NdcLink",
    LinkEvidence(LinkEvidenceOf) = "LinkEvidence",
    LinkReview(LinkReviewId) = "NdcLinkReview",
    LinkList(LinkList) = "NdcLinkList",
    ChangePage(Arc<ChangePage>) = "ChangeConnection",
    Change(ChangeOf) = "Change",
    FieldChange(FieldChangeOf) = "FieldChange",
}
