//! Rows of the tables. Texts are handles, references are ids; units end names.

use chrono::{DateTime, NaiveDate, Utc};
use quipu_domain::Decimal;
use quipu_domain::vocabulary::{
    ActionAgendaAxis, ActorType, Answer, AssessedNdc, Conditionality, GasCoverage, IdentifierScheme,
    IncomeGroup, InitiativeFunction, InitiativeTopic, LandUse, LegalStatus, MembershipStatus,
    NationalTargetOrigin, NdcDocumentKind, NdcStatus, NdcTopic, NullReason, PartyGroupCode, PlanElement,
    ReportingMechanism, SupporterQualifier, TargetBound, TargetKind, TargetMetric, Theme, Verification,
    WarmingPotentials,
};

use crate::ids::{ActorId, EditionId, InitiativeId, NdcId, PlaceId, RecordId, SourceId};
use crate::strings::Text;

mod ndc_links;

pub use ndc_links::*;

/// A source and its terms.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of sources")]
pub struct Source {
    pub key: Text,
    pub publisher: Text,
    pub title: Text,
    pub licence: Text,
    pub url: Text,
    pub citation: Text,
    pub redistributable: bool,
    pub verification: Verification,
}

/// A state of a source.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of editions")]
pub struct Edition {
    pub number: i64,
    pub source: SourceId,
    pub file_name: Text,
    pub file_hash: Text,
    pub layout: Text,
    pub known_on: NaiveDate,
    pub known_on_basis: Text,
    pub recorded_at: DateTime<Utc>,
    pub rows_read: i64,
    pub rows_rejected: i64,
}

/// Where a fact was stated.
#[derive(Debug)]
pub struct Record {
    /// Id in the database, where the row as received is kept.
    pub database_id: i64,
    /// The edition that counts for it.
    pub edition: EditionId,
    /// Sheet of a workbook.
    pub sheet: Option<Text>,
    /// Row or line, from 1.
    pub row: i64,
}

/// What an NDC says on a topic, in its own words or a source's.
#[derive(Debug)]
pub struct Excerpt {
    /// Whose NDC.
    pub place: PlaceId,
    /// The topic.
    pub topic: NdcTopic,
    /// A short category, in the words of the source.
    pub label: Option<Text>,
    /// The text.
    pub excerpt: Text,
    /// Where it was stated.
    pub record: RecordId,
}

/// A name of a place in one language.
#[derive(Debug)]
pub struct CountryName {
    /// Whose name.
    pub place: PlaceId,
    /// BCP 47 tag.
    pub language: Text,
    /// The name.
    pub name: Text,
    /// Where it was stated.
    pub record: RecordId,
}

/// Inhabitants of a country.
#[derive(Debug)]
pub struct NationalPopulation {
    /// Inhabitants.
    pub people: i64,
    /// Year of the count.
    pub year: Option<i32>,
    /// Where it was stated.
    pub record: RecordId,
}

/// Income group of a country.
#[derive(Debug)]
pub struct Income {
    /// The group.
    pub group: IncomeGroup,
    /// Where it was stated.
    pub record: RecordId,
}

/// A group of Parties.
#[derive(Debug)]
pub struct Group {
    /// Which.
    pub code: PartyGroupCode,
}

/// When a Party joined the Convention.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of Parties")]
pub struct Party {
    pub place: PlaceId,
    pub signed_on: Option<NaiveDate>,
    pub joined_on: Option<NaiveDate>,
    pub joined_by: Option<Text>,
    pub record: RecordId,
}

/// A nationally determined contribution.
#[derive(Debug)]
pub struct Ndc {
    /// Stable key: `BRA:2024-11-13`.
    pub key: Text,
    /// Who filed it: a Party, or the European Union for its members.
    pub filed_by: PlaceId,
    /// Title of its main document.
    pub title: Text,
    /// Round; `None` where the register does not say.
    pub round: Option<i32>,
    /// Standing.
    pub status: NdcStatus,
    /// Day of submission.
    pub submitted_on: Option<NaiveDate>,
    /// Day of the first known state of the register that lists it.
    pub first_seen_on: Option<NaiveDate>,
    /// Record of its main document.
    pub record: RecordId,
}

/// A document of an NDC.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of documents")]
pub struct Document {
    pub ndc: NdcId,
    /// Under whose code the register lists it.
    pub registered_for: PlaceId,
    pub title: Text,
    pub kind: NdcDocumentKind,
    pub language: Option<Text>,
    pub version: Option<Text>,
    pub status: NdcStatus,
    pub submitted_on: Option<NaiveDate>,
    pub url: Option<Text>,
    pub file_name: Option<Text>,
    pub record: RecordId,
}

/// A national target.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of national targets")]
pub struct NationalTarget {
    pub key: Text,
    pub party: PlaceId,
    pub origin: NationalTargetOrigin,
    /// The NDC that states it, where it is known.
    pub ndc: Option<NdcId>,
    pub numbers: Numbers,
    pub conditionality: Conditionality,
    pub bound: TargetBound,
    pub legal_status: Option<LegalStatus>,
    pub submitted_on: Option<NaiveDate>,
    pub sectors: Option<Text>,
    pub gases: Option<Text>,
    pub source_url: Option<Text>,
    pub record: RecordId,
}

/// What a target says in numbers, whoever's it is.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of the tables of targets")]
pub struct Numbers {
    pub kind: TargetKind,
    pub metric: TargetMetric,
    pub base_year: Option<i32>,
    pub target_year: Option<i32>,
    pub reduction_low_percent: Option<Decimal>,
    pub reduction_high_percent: Option<Decimal>,
    pub base_value_tco2e: Option<Decimal>,
    pub target_value_tco2e: Option<Decimal>,
    pub bau_value_tco2e: Option<Decimal>,
    pub null_reason: Option<NullReason>,
}

/// Emissions of a country in a year.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of national inventories")]
pub struct Emissions {
    pub place: PlaceId,
    pub year: i32,
    pub total_tco2e: Decimal,
    pub gases: Option<Text>,
    pub land_use: Option<LandUse>,
    pub warming_potentials: Option<WarmingPotentials>,
    pub record: RecordId,
}

/// What the NDC Explorer read in a contribution.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of assessments")]
pub struct Assessment {
    pub place: PlaceId,
    pub assessed: AssessedNdc,
    pub base_year: Option<Text>,
    pub stakeholder_details: Option<Text>,
    pub private_sector_details: Option<Text>,
    /// Class and its meaning, for each topic in the order of [`TOPICS`].
    pub classes: [Option<Class>; TOPICS.len()],
    pub record: RecordId,
}

/// A class of an assessment.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// The class.
    pub class: i32,
    /// What it means; `None` where the list of classes was not imported.
    pub meaning: Option<Text>,
}

/// Topics of an assessment, as the classes name them.
pub const TOPICS: [&str; 9] = [
    "type_of_target",
    "stakeholder_consultation",
    "private_sector_investments",
    "renewable_energy",
    "energy_efficiency",
    "transport",
    "agriculture",
    "land_use_and_forestry",
    "waste",
];

/// A non-Party actor.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of actors")]
pub struct Actor {
    /// Stable key: `net-zero-tracker:CIT-0012`.
    pub key: Text,
    pub kind: ActorType,
    pub name: Text,
    /// The name in the form for comparison.
    pub folded_name: Text,
    pub country: PlaceId,
    pub part_of: Option<ActorId>,
    pub industry: Option<Text>,
    pub is_private: Option<bool>,
    /// Inhabitants and their year, as the source to be shown first states them.
    pub population: Option<(i64, Option<i32>)>,
    /// Where it lies, as the source to be shown first states it.
    pub location: Option<Location>,
    pub employees: Option<i64>,
    pub source_url: Option<Text>,
    /// Whether it is a group of actors.
    pub is_group: bool,
    /// The row that names it.
    pub record: RecordId,
}

/// Where an actor lies.
#[derive(Clone, Copy, Debug)]
pub struct Location {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Where it was stated.
    pub record: RecordId,
}

/// An actor as one source lists it.
#[derive(Debug)]
pub struct Mention {
    /// Source and id in it: `gcom:12345`.
    pub key: Text,
    /// Name.
    pub name: Text,
    /// What kind of actor the source says it is.
    pub kind: ActorType,
    /// Where it was stated.
    pub record: RecordId,
}

/// Another name of an actor.
#[derive(Debug)]
pub struct ActorName {
    /// The name.
    pub name: Text,
    /// BCP 47 tag, where the source says it.
    pub language: Option<Text>,
    /// Where it was stated.
    pub record: RecordId,
}

/// Inhabitants of a city or region.
#[derive(Debug)]
pub struct Population {
    /// Inhabitants.
    pub people: i64,
    /// Year of the count.
    pub year: Option<i32>,
    /// Where it was stated.
    pub record: RecordId,
}

/// A code under which an actor is known elsewhere.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of identifiers")]
pub struct Identifier {
    pub scheme: IdentifierScheme,
    pub value: Text,
    pub record: RecordId,
}

/// A target of an actor.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of targets")]
pub struct Target {
    pub key: Text,
    pub actor: ActorId,
    pub numbers: Numbers,
    pub is_interim: bool,
    pub intensity_unit: Option<Text>,
    pub scopes: [Option<Answer>; 3],
    pub gases: Option<GasCoverage>,
    pub legal_status: Option<LegalStatus>,
    pub legal_status_year: Option<i32>,
    pub carbon_credits: Option<Answer>,
    pub source_url: Option<Text>,
    pub statement: Option<Text>,
    pub boundary: Option<Text>,
    pub initiative_key: Option<Text>,
    pub achieved_percent: Option<Decimal>,
    pub achieved_year: Option<i32>,
    pub achieved_reduction_percent: Option<Decimal>,
    pub record: RecordId,
}

/// Emissions of an actor in a year.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of inventories")]
pub struct Inventory {
    pub actor: ActorId,
    pub year: i32,
    pub total_tco2e: Option<Decimal>,
    pub null_reason: Option<NullReason>,
    pub scopes_tco2e: [Option<Decimal>; 3],
    pub gases: Option<Text>,
    pub boundary: Option<Text>,
    pub method: Option<Text>,
    pub land_use: Option<LandUse>,
    pub warming_potentials: Option<WarmingPotentials>,
    pub record: RecordId,
}

/// Whether an actor has published a plan.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of plans")]
pub struct Plan {
    pub is_published: Option<bool>,
    pub elements: Vec<PlanElement>,
    pub reporting: Option<ReportingMechanism>,
    pub accountability: Option<Answer>,
    pub equity: Option<Answer>,
    pub record: RecordId,
}

/// Membership of an actor in an initiative.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of memberships")]
pub struct Membership {
    pub actor: ActorId,
    pub initiative: InitiativeId,
    pub joined_on: Option<NaiveDate>,
    pub status: Option<MembershipStatus>,
    pub record: RecordId,
}

/// A cooperative initiative.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of initiatives")]
pub struct Initiative {
    pub key: Text,
    pub name: Text,
    pub folded_name: Text,
    pub start_year: Option<i32>,
    pub end_year: Option<i32>,
    pub url: Option<Text>,
    pub lead_organisation: Option<Text>,
    pub lead_kind: Option<Text>,
    pub coverage: Option<Text>,
    pub description: Option<Text>,
    pub functions: Vec<InitiativeFunction>,
    pub topics: Vec<InitiativeTopic>,
    pub themes: Vec<Theme>,
    pub axes: Vec<ActionAgendaAxis>,
    pub only_states: Option<bool>,
    pub in_nazca: Option<bool>,
    pub member_counts: Vec<MemberCount>,
    pub results: Vec<InitiativeResult>,
    /// The record that describes it; of one known only by its members, a membership's.
    pub record: RecordId,
}

/// Members of an initiative in a year.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of member counts")]
pub struct MemberCount {
    pub year: i32,
    pub members: i64,
    pub qualifier: SupporterQualifier,
    pub record: RecordId,
}

/// A result or goal that an initiative reported.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of the table of results")]
pub struct InitiativeResult {
    pub metric: Text,
    pub value: Decimal,
    pub unit: Text,
    pub year: i32,
    pub is_goal: bool,
    pub record: RecordId,
}
