//! Rows about cities, regions and companies.

use quipu_domain::vocabulary::{ActorType, Answer, IdentifierScheme, PlanElement, ReportingMechanism};
use quipu_domain::{amount, year};
use quipu_entities::value::join_codes;
use quipu_entities::{action_plan, actor, actor_identifier, inventory, membership, target};

use super::target::{Columns, END, INTERIM, Stated, gases, legal_status};
use super::{EMISSIONS, EMISSIONS_YEAR, SOURCE_URL, note_missing_year};
use crate::cells::Cells;
use crate::identifiers::isin_by_shape;
use crate::statement::{Problem, Statement};

const YES_NO: [(&str, Answer); 4] = [
    ("Yes", Answer::Yes),
    ("No", Answer::No),
    ("Partial", Answer::Partial),
    ("Not Specified", Answer::NotSpecified),
];

/// The actor and everything its row says.
pub(super) fn read(cells: &Cells<'_>, statement: Statement, country: &str) -> Result<Statement, Problem> {
    let key = statement.key.clone();
    let mut statement = statement.with(profile(cells, &key, country)?);
    statement = statement.with(actor_identifier::Model::new(&key, IdentifierScheme::Nzt, &key));
    if let Some(isin) = cells.parsed(&["ISIN_ID"], isin_by_shape) {
        statement = statement.with(actor_identifier::Model::new(&key, IdentifierScheme::Isin, &isin));
    }
    for columns in [END, INTERIM] {
        if let Some(stated) = Stated::read(cells, &columns, amount::actor_tonnes) {
            statement = statement.with(target(cells, &columns, stated, &key));
        }
    }
    if let Some(inventory) = inventory(cells, &key) {
        statement = statement.with(inventory);
    }
    if let Some(plan) = plan(cells, &key) {
        statement = statement.with(plan);
    }
    for membership in memberships(cells, &key) {
        statement = statement.with(membership);
    }
    Ok(statement)
}

fn profile(cells: &Cells<'_>, key: &str, country: &str) -> Result<actor::Model, Problem> {
    let columns = ["Entity_type", "actor_type"];
    let kinds = [("City", ActorType::City), ("Region", ActorType::Region), ("Company", ActorType::Company)];
    let word = cells.any(&columns).trim();
    let kind = kinds.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
    let column = cells.column(&columns).unwrap_or_default();
    let kind = kind.ok_or_else(|| cells.problem(column, "none of: Country, Region, City, Company"))?;
    let name = cells.name(&["Name"]).ok_or_else(|| cells.problem("Name", "empty, but needed"))?;
    let private = cells.choice(&["Private_company"], &YES_NO);
    Ok(actor::Model {
        industry: cells.name(&["Industry"]),
        is_private: private.map(|answer| answer == Answer::Yes),
        population: cells.count(&["Population"]),
        population_year: cells.year(&["Population_year"], &year::YEARS),
        employees: cells.count(&["Employees"]),
        source_url: cells.url(&SOURCE_URL),
        ..actor::Model::new(key, kind, name, country)
    })
}

fn target(cells: &Cells<'_>, columns: &Columns, stated: Stated, key: &str) -> target::Model {
    let is_end = columns.slot == END.slot;
    let answer = |names: &[&str]| cells.choice(names, &YES_NO).map(Into::into);
    let end_only = |names: &[&str]| if is_end { answer(names) } else { None };
    let status_year = || cells.year(&["Date_of_last_status_update", "status_date"], &year::YEARS);
    let kind = stated.kind.unwrap_or(quipu_domain::vocabulary::TargetKind::Other);
    let (metric, null_reason) = (stated.metric(), stated.null_reason(cells, columns).map(Into::into));
    target::Model {
        is_interim: !is_end,
        base_year: stated.base_year,
        target_year: stated.target_year,
        reduction_low: stated.reduction.map(Into::into),
        reduction_high: stated.reduction.map(Into::into),
        base_value_tco2e: stated.base_value.map(Into::into),
        target_value_tco2e: stated.target_value.map(Into::into),
        bau_value_tco2e: stated.bau_value.map(Into::into),
        null_reason,
        intensity_unit: stated.intensity_unit,
        scope1: end_only(&["Scope_1_coverage", "scope_1"]),
        scope2: end_only(&["Scope_2_coverage", "scope_2"]),
        scope3: end_only(&["Scope_3_coverage", "scope_3"]),
        gases: if is_end { gases(cells).map(Into::into) } else { None },
        legal_status: if is_end { legal_status(cells).map(Into::into) } else { None },
        legal_status_year: if is_end { status_year() } else { None },
        carbon_credits: end_only(&["Carbon_credits", "carbon_credit_offsets"]),
        source_url: cells.url(&SOURCE_URL),
        ..target::Model::new(key, columns.slot, kind, metric)
    }
}

/// Emissions with their year; without a year they are left out, with a note.
fn inventory(cells: &Cells<'_>, key: &str) -> Option<inventory::Model> {
    let total = cells.parsed(&EMISSIONS, |raw| amount::actor_tonnes(amount::parse_decimal(raw)?))?;
    let Some(year) = cells.year(&EMISSIONS_YEAR, &year::YEARS) else {
        note_missing_year(cells);
        return None;
    };
    Some(inventory::Model::new(key, year, Some(total.into())))
}

/// How plans are described; the elements of a list are not separated clearly in all layouts.
const ELEMENTS: [(&str, PlanElement); 4] = [
    ("Measures for all emission scopes", PlanElement::MeasuresForAllScopes),
    ("Information on the emission reductions expected", PlanElement::ExpectedReductions),
    ("Information on the extent to which measures", PlanElement::ExtentOfMeasures),
    ("Schedule for regular review", PlanElement::ReviewSchedule),
];

/// What is known of a plan; nothing where the source says nothing of it at all.
fn plan(cells: &Cells<'_>, key: &str) -> Option<action_plan::Model> {
    let published = cells.choice(&["Published_plan", "has_plan"], &YES_NO);
    let stated = cells.text(&["Published_plan_measures", "plan_options"]).unwrap_or_default();
    let elements: Vec<PlanElement> =
        ELEMENTS.iter().filter(|(words, _)| stated.contains(words)).map(|(_, element)| *element).collect();
    let mechanisms = [
        ("Annual reporting", ReportingMechanism::Annual),
        ("Less than annual reporting", ReportingMechanism::LessThanAnnual),
        ("Less frequently than annually", ReportingMechanism::LessThanAnnual),
        ("No reporting mechanism", ReportingMechanism::NoMechanism),
    ];
    let reporting = cells.choice(&["Reporting_mechanism"], &mechanisms);
    let accountability = cells.choice(&["Accountability_delivery", "accountability"], &YES_NO);
    let equity = cells.choice(&["International_equity_just_transition", "equity"], &YES_NO);
    let silent = published.is_none() && reporting.is_none() && accountability.is_none() && equity.is_none();
    (!silent).then(|| action_plan::Model {
        record_id: 0,
        position: 0,
        actor_key: key.to_owned(),
        is_published: published.map(|answer| answer == Answer::Yes),
        elements: join_codes(&elements),
        reporting: reporting.map(Into::into),
        accountability: accountability.map(Into::into),
        equity: equity.map(Into::into),
    })
}

/// Race to Zero by its own column, others by the list of the layout of 2022.
fn memberships(cells: &Cells<'_>, key: &str) -> Vec<membership::Model> {
    let racing = cells.choice(&["Race_to_zero_member"], &YES_NO) == Some(Answer::Yes);
    let listed = cells.text(&["memberships"]).unwrap_or_default().split('|');
    let names = racing.then_some("Race to Zero").into_iter().chain(listed);
    let mut memberships: Vec<membership::Model> = Vec::new();
    for name in names.filter_map(quipu_domain::text::clean_name) {
        let Some(membership) = membership::Model::new(key, &name) else { continue };
        if memberships.iter().all(|known| known.initiative_key != membership.initiative_key) {
            memberships.push(membership);
        }
    }
    memberships
}
