//! What is told while the service runs: each time that one version of the data follows another.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::vocabulary::NodeKind;
use quipu_world::World;
use quipu_world::ids::PlaceId;

use super::change::{KINDS, PAGE};
use crate::changes::{ChangePage, Comparisons, SINCE, Wanted, place};
use crate::footing::Footing;
use crate::page::page_size;
use crate::table::object::{CountryNews, Dataset, DatasetNews, Live, Transition};
use crate::table::{Argument, Builder, Kind, Resolved, Table};

/// What `since` of a subscription means.
const SINCE_VERSION: &str = "The version that was told last, `untilVersion`, or a day: what came after it is told at once, as one step. Left out, it begins with the next version.";

pub(super) fn add(table: &mut Table, comparisons: &Comparisons) {
    table.objects.extend([
        subscription(comparisons).finish(),
        country_news(comparisons).finish(),
        dataset_news(comparisons).finish(),
    ]);
}

fn subscription(comparisons: &Comparisons) -> Builder<Live> {
    let compared = comparisons.clone();
    Builder::<Live>::new(
        "Subscription",
        "What is told while the connection lasts, each time that a new version of the data is there. Who is slower than the data hears of several versions as one step, and misses nothing. It cannot hold `raw`.",
    )
    .told(
        "countryChanged",
        "Tells each time that something of a country changes: the country itself, its NDCs and targets, actors within its borders with their targets, initiatives with members there.",
        vec![
            Argument::required("iso3", "CountryCode", "ISO 3166-1 alpha-3 code in capitals."),
            Argument::optional(SINCE, "String", SINCE_VERSION),
        ],
        move |footing, arguments| {
            let place = place(arguments.text("iso3").unwrap_or_default())?;
            let step = step(footing);
            Ok(compared.concern(&step.before, &step.after, place).then_some(CountryNews { place, step }))
        },
    )
    .told(
        "datasetChanged",
        "Tells each time that there is a new version of the data, even if it says the same as the one before.",
        vec![Argument::optional(SINCE, "String", SINCE_VERSION)],
        |footing, _| {
            let step = step(footing);
            let is_news = step.before.version.token != step.after.version.token;
            Ok(is_news.then_some(DatasetNews(step)))
        },
    )
}

fn country_news(comparisons: &Comparisons) -> Builder<CountryNews> {
    let builder = Builder::<CountryNews>::new(
        "CountryChange",
        "What changed of a country from one version of the data to the next that was told.",
    );
    let builder =
        versions(builder, |news| &news.step)
            .object("country", "The country as it is now.", |view| view.it.place);
    changes(builder, comparisons, |news| (&news.step, Some(news.place)))
}

fn dataset_news(comparisons: &Comparisons) -> Builder<DatasetNews> {
    let builder = Builder::<DatasetNews>::new(
        "DatasetChange",
        "What changed of the data from one version to the next that was told.",
    );
    let builder =
        versions(builder, |news| &news.0).object("dataset", "The data as they are now.", |_| Dataset);
    changes(builder, comparisons, |news| (&news.0, None))
}

fn versions<T: Kind>(builder: Builder<T>, step: fn(&T) -> &Transition) -> Builder<T> {
    builder
        .written(
            "sinceVersion",
            TypeRef::named_nn("String"),
            "The version before: the last one that there was nothing to tell of, or was told of; or the one that `since` named.",
            move |view, text| text.push_str(&step(view.it).before.version.token),
        )
        .text("untilVersion", "The version that there is now: `since` after a lost connection.", |view| {
            &view.world.version.token
        })
}

/// The field with the changes, of a country or of all.
fn changes<T: Kind>(
    builder: Builder<T>,
    comparisons: &Comparisons,
    of: fn(&T) -> (&Transition, Option<PlaceId>),
) -> Builder<T> {
    let comparisons = comparisons.clone();
    builder.field_with(
        "changes",
        TypeRef::named_nn(<Arc<ChangePage> as Kind>::NAME),
        "What changed, node by node: the first page. `changes` of the query gives the next, with the same versions, kinds and country, after `endCursor`.",
        vec![
            Argument::list("type", "NodeKind", KINDS),
            Argument::optional("first", "Int", PAGE),
        ],
        |_, arguments| Ok((arguments.entries::<NodeKind>("type"), page_size(arguments)?)),
        move |view, (kinds, first)| {
            let (step, country) = of(view.it);
            let token = |world: &World| world.version.token.clone();
            let (since, until) = (token(&step.before), token(&step.after));
            let wanted =
                Wanted { since, until, kinds: kinds.clone(), country, first: *first, after: None };
            let page = comparisons.page(&step.before, &step.after, &wanted)?;
            Ok(Resolved::Object(Arc::new(page).into_object()))
        },
    )
}

/// The step from one version to the next.
fn step(footing: &Footing) -> Transition {
    let before = footing.before.as_ref().unwrap_or(&footing.world);
    Transition { before: Arc::clone(before), after: Arc::clone(&footing.world) }
}
