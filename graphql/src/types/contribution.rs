//! What targets within a country add up to: the sums, and every actor's part in them.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::Decimal;
use quipu_domain::vocabulary::{OverlapMethod, ReductionOutcome, Vocabulary};
use quipu_domain::year::TARGET_YEARS;
use quipu_world::World;
use quipu_world::query::contribution::{Item, Level, Share, Sum};

use super::progress::{float, inputs};
use crate::cursor::{Cursor, invalid};
use crate::error::ApiError;
use crate::page::{PageInfo, page_size};
use crate::table::object::{
    ContributionCaveatOf, ContributionItemOf, ContributionItems, ContributionMethodOf, ContributionOf,
    ContributionOutcomeOf, Provenance, ReferenceOf,
};
use crate::table::{Argument, Arguments, Builder, Kind, Resolved, Table, View};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([
        contribution_type().finish(),
        by_method().finish(),
        items().finish(),
        item().finish(),
        reference().finish(),
        outcome().finish(),
        caveat().finish(),
    ]);
}

/// Arguments of `Country.contribution`.
pub(super) fn arguments() -> Vec<Argument> {
    let default =
        Some(async_graphql::Value::Enum(async_graphql::Name::new(OverlapMethod::Conservative.code())));
    vec![
        Argument {
            default,
            ..Argument::required(
                "method",
                OverlapMethod::NAME,
                "How reductions are added up where one territory lies within another.",
            )
        },
        Argument::optional(
            "year",
            "Int",
            "The year in which targets fall due; that of the next national target if left out.",
        ),
    ]
}

/// Which contribution is wanted: the method, and the year.
pub(super) fn wanted(_: &World, arguments: &Arguments<'_>) -> Result<(OverlapMethod, Option<i32>), ApiError> {
    let year = arguments.int("year").map(|year| {
        let known = i32::try_from(year).ok().filter(|year| TARGET_YEARS.contains(year));
        let (from, to) = (TARGET_YEARS.start(), TARGET_YEARS.end());
        known.ok_or_else(|| ApiError::input(format!("year is {year}; it must be between {from} and {to}")))
    });
    Ok((arguments.entry("method").unwrap_or(OverlapMethod::Conservative), year.transpose()?))
}

/// The contribution of a country.
pub(super) fn of(
    view: View<'_, '_, quipu_world::ids::PlaceId>,
    (method, year): &(OverlapMethod, Option<i32>),
) -> ContributionOf {
    ContributionOf { contribution: view.world.contribution(*view.it, *year), method: *method }
}

/// A share as a number with a point.
fn share(share: Decimal) -> Option<f64> {
    float(share.round_dp(12))
}

fn sum(it: &ContributionOf) -> Option<&Sum> {
    it.contribution.sum(it.method)
}

fn contribution_type() -> Builder<ContributionOf> {
    let builder = Builder::<ContributionOf>::new(
        "Contribution",
        "What the targets of cities and regions within a country add up to, alone and with the national target: tonnes CO2e below the latest national emissions, with no tonne counted twice except by `GROSS`. Not a forecast, and not a judgement.",
    )
    .entry("method", "How reductions were added up where one territory lies within another.", |view| view.it.method)
    .optional_int("year", "The year in which the targets fall due; null where none was asked for and no national target is to come.", |view| view.it.contribution.year)
    .optional_entry("reason", "Why nothing could be added up; null where it could.", |view| view.it.contribution.gap)
    .optional_int("referenceYear", "The year of the national emissions that everything is counted from; null where none are known.", |view| {
        view.it.contribution.reference.map(|point| view.world[point].year)
    })
    .optional_object("referenceEmissions", "The national emissions that everything is counted from: the latest of the series that goes first by precedence; null where none are known.", |view| {
        view.it.contribution.reference
    });
    rest(national(sums(builder)))
}

fn sums(builder: Builder<ContributionOf>) -> Builder<ContributionOf> {
    builder
        .optional_decimal("subnationalReduction", "What cities and regions add up to by themselves, without the national target, in tonnes CO2e: the sum of `countedWithoutNdc` of the items; null with a reason.", |view| {
            Some(sum(view.it)?.subnational)
        })
        .optional_decimal("total", "What they and the national target add up to, in tonnes CO2e: `ndcCounted` and the sum of `counted` of the items; null with a reason.", |view| {
            sum(view.it)?.total
        })
        .optional_decimal("additionalToNdc", "By how much the total goes beyond what the national target asks for, in tonnes CO2e; null where that is not known.", |view| {
            Some(sum(view.it)?.total? - view.it.contribution.national.reduction?)
        })
        .optional_float("shareOfNdc", "`subnationalReduction` as a share of `ndcReduction`; null where that is not known, or 0.", |view| {
            share(sum(view.it)?.subnational.checked_div(view.it.contribution.national.reduction?)?)
        })
        .optional_decimal("emissionsWithoutTarget", "The part of the reference emissions under no target of a city or region for the year, in tonnes CO2e; null with a reason.", |view| {
            view.it.contribution.without_target
        })
        .optional_float("uncoveredShare", "The same as a share of the reference emissions, or of the sum of their parts where that is larger; null with a reason.", |view| {
            let contribution = &view.it.contribution;
            share(contribution.without_target?.checked_div(contribution.whole?)?)
        })
}

fn national(builder: Builder<ContributionOf>) -> Builder<ContributionOf> {
    builder
        .optional_object("nationalTarget", "The national target it is held against: in force and due in the year; unconditional before others, from an NDC before others, then by precedence; null where there is none.", |view| {
            view.it.contribution.national.target
        })
        .optional_entry("ndcReason", "Why `ndcReduction` is not known; null where it is.", |view| view.it.contribution.national.gap)
        .optional_decimal("ndcLevel", "The level that the national target implies, tonnes CO2e; the higher end where it is a range; null with a reason.", |view| {
            level(view.it).map(|level| level.tco2e)
        })
        .optional_decimal("ndcReduction", "What the national target asks for: reference emissions less `ndcLevel`, at least 0, in tonnes CO2e; null with a reason.", |view| {
            view.it.contribution.national.reduction
        })
        .optional_decimal("ndcCounted", "How much of `ndcReduction` is in the total as the country's own; the rest is in what the items count; null with a reason.", |view| {
            sum(view.it)?.national_counted
        })
        .optional_written("ndcFormula", "The formula of `ndcLevel`, an arithmetic expression over the inputs by their names; null without a level.", |view, text| {
            text.push_str(&level(view.it)?.formula);
            Some(())
        })
        .field("ndcInputs", TypeRef::named_nn_list_nn("ProgressInput"), "What goes into that formula, each with where it was stated; empty without a level.", |view| {
            inputs(level(view.it).map_or(&[], |level| &level.inputs))
        })
        .optional_boolean("ndcFloored", "Whether the formula gave less than zero, and zero stands for it; null without a level.", |view| {
            level(view.it).map(|level| level.is_floored)
        })
}

fn level(it: &ContributionOf) -> Option<&Level> {
    it.contribution.national.level.as_ref()
}

fn rest(builder: Builder<ContributionOf>) -> Builder<ContributionOf> {
    builder
        .objects("methods", "The sums by all methods side by side; empty with a reason.", |view| {
            let sums = 0..view.it.contribution.sums.len();
            sums.map(|at| ContributionMethodOf(Arc::clone(&view.it.contribution), at)).collect()
        })
        .field_with(
            "items",
            TypeRef::named_nn("ContributionItemConnection"),
            "Every actor's part, a page at a time: those that can count first, the largest reduction first.",
            vec![
                Argument::optional("first", "Int", "Items on the page: 20 if left out, at most 100,000."),
                Argument::optional(
                    "after",
                    "String",
                    "A cursor of this very list: the page begins behind it.",
                ),
                Argument::list(
                    "outcome",
                    ReductionOutcome::NAME,
                    "With one of these outcomes in `outcomeWithoutNdc`.",
                ),
            ],
            |_, arguments| Wanted::of(arguments),
            |view, wanted| Ok(Resolved::Object(wanted.page(view)?.into_object())),
        )
        .objects(
            "outcomes",
            "How many items there are of each outcome in the sum of cities and regions by themselves.",
            |view| outcomes(view.it),
        )
        .objects("caveats", "What must be read with the numbers.", |view| {
            view.it.contribution.caveats.iter().copied().map(ContributionCaveatOf).collect()
        })
}

fn outcomes(it: &ContributionOf) -> Vec<ContributionOutcomeOf> {
    let of = |outcome: &ReductionOutcome| {
        let items = it.contribution.items.iter();
        let of_outcome = items.filter(|item| item.in_subnational(it.method).outcome == *outcome);
        let (mut count, mut reduction) = (0, Decimal::ZERO);
        for item in of_outcome {
            count += 1;
            reduction += item.reduction.unwrap_or_default();
        }
        ContributionOutcomeOf { outcome: *outcome, count, reduction }
    };
    ReductionOutcome::ALL.iter().map(of).filter(|outcome| outcome.count > 0).collect()
}

fn by_method() -> Builder<ContributionMethodOf> {
    fn sum(it: &ContributionMethodOf) -> &Sum {
        &it.0.sums[it.1]
    }
    Builder::<ContributionMethodOf>::new("ContributionByMethod", "What targets add up to by one method. Each method gives at most what the next does.")
        .entry("method", "The method.", |view| sum(view.it).method)
        .decimal("subnationalReduction", "What cities and regions add up to by themselves, in tonnes CO2e.", |view| sum(view.it).subnational)
        .optional_decimal("total", "What they and the national target add up to, in tonnes CO2e; null where what that asks for is not known.", |view| sum(view.it).total)
        .optional_decimal("additionalToNdc", "By how much the total goes beyond what the national target asks for, in tonnes CO2e; null where that is not known.", |view| {
            Some(sum(view.it).total? - view.it.0.national.reduction?)
        })
        .optional_float("shareOfNdc", "`subnationalReduction` as a share of what the national target asks for; null where that is not known, or 0.", |view| {
            share(sum(view.it).subnational.checked_div(view.it.0.national.reduction?)?)
        })
}

/// Which items are wanted.
struct Wanted {
    first: usize,
    after: Option<Cursor>,
    outcomes: Vec<ReductionOutcome>,
}

impl Wanted {
    fn of(arguments: &Arguments<'_>) -> Result<Self, ApiError> {
        Ok(Self {
            first: page_size(arguments)?,
            after: arguments.text("after").map(Cursor::decode).transpose()?,
            outcomes: arguments.entries("outcome"),
        })
    }

    fn page(&self, view: View<'_, '_, ContributionOf>) -> Result<ContributionItems, ApiError> {
        let (world, it) = (view.world, view.it);
        let is_wanted = |item: &Item| {
            self.outcomes.is_empty() || self.outcomes.contains(&item.in_subnational(it.method).outcome)
        };
        let items = it.contribution.items.iter().enumerate().filter(|(_, item)| is_wanted(item));
        let all: Vec<usize> = items.map(|(at, _)| at).collect();
        let list = self.list(world, it);
        let begin = match &self.after {
            None => 0,
            Some(cursor) if cursor.list != list => {
                return Err(invalid("this cursor belongs to a list with another filter or parent"));
            }
            Some(cursor) => {
                let found = all.iter().position(|at| key(world, &it.contribution.items[*at]) == cursor.key);
                found
                    .ok_or_else(|| invalid("the data have changed, and what this cursor points at is gone"))?
                    + 1
            }
        };
        let end = begin.saturating_add(self.first).min(all.len());
        let cursor = |at: usize| {
            let key = key(world, &it.contribution.items[all[at]]);
            Cursor { version: world.version.token.clone(), list, key }.encode()
        };
        let info = PageInfo {
            has_next: end < all.len(),
            has_previous: begin > 0,
            start: (begin < end).then(|| cursor(begin)),
            end: (begin < end).then(|| cursor(end - 1)),
        };
        Ok(ContributionItems {
            of: it.clone(),
            items: all[begin..end].to_vec(),
            total: all.len(),
            info: Arc::new(info),
        })
    }

    /// A number that tells this list from others, for cursors.
    fn list(&self, world: &World, it: &ContributionOf) -> u64 {
        let place = it.contribution.place.place().iso3;
        let outcomes: Vec<&str> = self.outcomes.iter().map(|outcome| outcome.code()).collect();
        let known_on = world.version.known_on;
        let what = format!("{place}\n{:?}\n{}\n{outcomes:?}\n{known_on:?}", it.contribution.year, it.method);
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&blake3::derive_key("quipu items of a contribution 1", what.as_bytes())[..8]);
        u64::from_le_bytes(bytes)
    }
}

/// Key of an item: its target's, or its actor's.
fn key(world: &World, item: &Item) -> String {
    let target = item.target.map(|target| world.text(world[target].key));
    format!("{} {}", world.text(world[item.actor].key), target.unwrap_or_default())
}

fn items() -> Builder<ContributionItems> {
    Builder::<ContributionItems>::new(
        "ContributionItemConnection",
        "Parts of actors in a contribution, a page at a time.",
    )
    .count("totalCount", "How many there are in all pages.", |view| view.it.total as i64)
    .objects("nodes", "What is on this page.", |view| {
        let of = |at: &usize| ContributionItemOf { of: view.it.of.clone(), at: *at };
        view.it.items.iter().map(of).collect()
    })
    .object("pageInfo", "Whether there is more, and from where to go on.", |view| Arc::clone(&view.it.info))
}

fn item() -> Builder<ContributionItemOf> {
    fn of(it: &ContributionItemOf) -> &Item {
        &it.of.contribution.items[it.at]
    }
    fn in_total(it: &ContributionItemOf) -> Option<Share> {
        it.of.contribution.in_total(of(it), it.of.method)
    }
    fn level(it: &ContributionItemOf) -> Option<&Level> {
        of(it).level.as_ref()
    }
    Builder::<ContributionItemOf>::new("ContributionItem", "An actor's part in a contribution: one of its targets and what became of it, or that it has none.")
        .object("actor", "Who.", |view| of(view.it).actor)
        .optional_object("target", "The target; null for an actor without one for emissions.", |view| of(view.it).target)
        .entry("outcomeWithoutNdc", "What became of its reduction in `subnationalReduction`.", |view| {
            of(view.it).in_subnational(view.it.of.method).outcome
        })
        .decimal("countedWithoutNdc", "How much of its reduction is in `subnationalReduction`, tonnes CO2e.", |view| {
            of(view.it).in_subnational(view.it.of.method).counted
        })
        .optional_entry("outcome", "What became of its reduction in `total`; null where there is no total.", |view| {
            in_total(view.it).map(|share| share.outcome)
        })
        .optional_decimal("counted", "How much of its reduction is in `total`, tonnes CO2e; null where there is no total.", |view| {
            in_total(view.it).map(|share| share.counted)
        })
        .optional_object("referenceEmissions", "Its emissions that the reduction is counted from; null where none are known.", |view| {
            of(view.it).emissions.map(ReferenceOf)
        })
        .optional_decimal("level", "The level that the target implies, tonnes CO2e; the higher end where it is a range; null where it cannot be computed.", |view| {
            level(view.it).map(|level| level.tco2e)
        })
        .optional_decimal("reduction", "Reference emissions less the level, at least 0, in tonnes CO2e; null where one of them is not known.", |view| {
            of(view.it).reduction
        })
        .optional_written("formula", "The formula of `level`, an arithmetic expression over the inputs by their names; null without a level.", |view, text| {
            text.push_str(&level(view.it)?.formula);
            Some(())
        })
        .field("inputs", TypeRef::named_nn_list_nn("ProgressInput"), "What goes into that formula, each with where it was stated; empty without a level.", |view| {
            inputs(level(view.it).map_or(&[], |level| &level.inputs))
        })
}

fn reference() -> Builder<ReferenceOf> {
    Builder::<ReferenceOf>::new(
        "ReferenceEmissions",
        "Emissions of an actor from which a reduction is counted.",
    )
    .int("year", "The year: the reference year, or the latest before it that can be compared.", |view| {
        view.it.0.year
    })
    .decimal("value", "Tonnes CO2e.", |view| view.it.0.tco2e)
    .boolean(
        "isScope1",
        "Whether it is scope 1 alone; else it is the total that the source states.",
        |view| view.it.0.is_scope_1,
    )
    .object("provenance", "Where it was stated.", |view| Provenance(view.it.0.record))
}

fn outcome() -> Builder<ContributionOutcomeOf> {
    Builder::<ContributionOutcomeOf>::new("ContributionOutcome", "How many parts of a contribution had one outcome.")
        .entry("outcome", "The outcome.", |view| view.it.outcome)
        .count("count", "How many items.", |view| view.it.count)
        .decimal("reduction", "Their own reductions, as far as they are known, in tonnes CO2e. They overlap: not what they add up to.", |view| {
            view.it.reduction
        })
}

fn caveat() -> Builder<ContributionCaveatOf> {
    Builder::<ContributionCaveatOf>::new("ContributionNote", "What must be read with a contribution.")
        .entry("code", "What it is.", |view| view.it.0)
        .text("sentence", "The same as a sentence.", |view| view.it.0.about())
}
