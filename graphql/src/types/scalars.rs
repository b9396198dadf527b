//! Scalars and closed lists.

use async_graphql::Value;
use quipu_domain::vocabulary::*;

use crate::table::{EnumType, ScalarType, Table};

pub(super) fn add(table: &mut Table) {
    let scalar = |name, about, is_valid| ScalarType { name, about, is_valid };
    table.scalars.extend([
        scalar(
            "CountryCode",
            "ISO 3166-1 alpha-3 code in capitals, as in `BRA`; also `XKX` for Kosovo and `EUU` for the European Union.",
            |value| matches!(value, Value::String(code) if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())),
        ),
        scalar("LanguageTag", "BCP 47 language tag, as in `zh-Hant` or `ar`.", |value| {
            matches!(value, Value::String(tag) if quipu_domain::language::is_tag(tag))
        }),
        scalar("Date", "A day, `YYYY-MM-DD`.", is_text),
        scalar("DateTime", "A moment, as in `2025-01-10T00:00:00Z`; as an argument a day will do.", is_text),
        scalar(
            "Decimal",
            "An exact decimal number, as a string of digits: amounts of emissions do not pass through floats.",
            is_text,
        ),
        scalar("JSON", "Any JSON value.", |_| true),
    ]);
    vocabularies(table);
    let order =
        |name, about, items: &[(&'static str, &'static str)]| EnumType { name, about, items: items.to_vec() };
    table.enums.extend([
        order(
            "OrderDirection",
            "From small to large, or the other way round. What is unknown comes last in both.",
            &[("ASC", "From small to large, from A to Z."), ("DESC", "From large to small, from Z to A.")],
        ),
        order(
            "ActorOrderField",
            "What actors may be ordered by.",
            &[
                ("NAME", "Name, without regard to case and accents."),
                ("TYPE", "Kind, then name."),
                ("POPULATION", "Inhabitants."),
                ("EMISSIONS", "Emissions of the last year reported."),
                ("TARGET_YEAR", "First year in which one of its targets falls due."),
            ],
        ),
        order(
            "CountryOrderField",
            "What countries may be ordered by.",
            &[
                ("NAME", "English name."),
                ("ISO3", "Alpha-3 code."),
                ("ACTOR_COUNT", "Number of actors within the borders."),
            ],
        ),
        order(
            "InitiativeOrderField",
            "What initiatives may be ordered by.",
            &[
                ("NAME", "Name, without regard to case and accents."),
                ("START_YEAR", "First year."),
                ("MEMBER_COUNT", "Number of members known by name."),
            ],
        ),
    ]);
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::String(_))
}

fn vocabularies(table: &mut Table) {
    table.vocabulary::<PartyStatus>();
    table.vocabulary::<PartyGroupCode>();
    table.vocabulary::<NdcStatus>();
    table.vocabulary::<NdcDocumentKind>();
    table.vocabulary::<NationalTargetOrigin>();
    table.vocabulary::<Conditionality>();
    table.vocabulary::<TargetBound>();
    table.vocabulary::<AssessedNdc>();
    table.vocabulary::<ActorType>();
    table.vocabulary::<IdentifierScheme>();
    table.vocabulary::<TargetKind>();
    table.vocabulary::<TargetMetric>();
    table.vocabulary::<LegalStatus>();
    table.vocabulary::<Answer>();
    table.vocabulary::<GasCoverage>();
    table.vocabulary::<NullReason>();
    table.vocabulary::<ProgressStatus>();
    table.vocabulary::<ProgressCaveat>();
    table.vocabulary::<Difference>();
    table.vocabulary::<LandUse>();
    table.vocabulary::<WarmingPotentials>();
    table.vocabulary::<OverlapMethod>();
    table.vocabulary::<ReductionOutcome>();
    table.vocabulary::<ContributionGap>();
    table.vocabulary::<ContributionCaveat>();
    table.vocabulary::<PlanElement>();
    table.vocabulary::<ReportingMechanism>();
    table.vocabulary::<Staleness>();
    table.vocabulary::<InitiativeFunction>();
    table.vocabulary::<InitiativeTopic>();
    table.vocabulary::<Theme>();
    table.vocabulary::<ActionAgendaAxis>();
    table.vocabulary::<SupporterQualifier>();
    table.vocabulary::<Verification>();
    table.vocabulary::<MembershipStatus>();
    table.vocabulary::<IncomeGroup>();
    table.vocabulary::<PrecedenceMetric>();
    table.vocabulary::<ConflictReason>();
    table.vocabulary::<NdcTopic>();
    table.vocabulary::<Stakeholder>();
    table.vocabulary::<EvidenceBasis>();
    table.vocabulary::<Sector>();
    table.vocabulary::<LinkMethod>();
    table.vocabulary::<LinkReviewState>();
}
