//! Cooperative initiatives.

use async_graphql::dynamic::TypeRef;
use quipu_world::ids::InitiativeId;
use quipu_world::query::{ActorScope, has_reported_results};

use super::connection::{actor_arguments, wanted_actors};
use crate::table::object::{MemberCountOf, Provenance, ResultOf};
use crate::table::{Argument, Builder, InputType, Resolved, Table, View};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([initiative().finish(), member_count().finish(), result().finish()]);
    table.inputs.extend([
        InputType {
            name: "InitiativeFilter",
            about: "Which initiatives are wanted; what is left out does not matter.",
            fields: vec![
                Argument::list("theme", "Theme", "With one of these themes."),
                Argument::list("topic", "InitiativeTopic", "With one of these topics."),
                Argument::list("function", "InitiativeFunction", "With one of these functions."),
                Argument::optional(
                    "hasReportedResults",
                    "Boolean",
                    "Which reported, or did not report, anything achieved.",
                ),
                Argument::optional("inNazca", "Boolean", "Listed, or not, by the portal of the Convention."),
                Argument::optional("name", "String", "With this in its name."),
            ],
        },
        InputType {
            name: "InitiativeOrder",
            about: "How initiatives are ordered.",
            fields: vec![
                Argument::required("field", "InitiativeOrderField", "By what."),
                Argument::optional("direction", "OrderDirection", "From small to large if left out."),
            ],
        },
    ]);
}

fn initiative() -> Builder<InitiativeId> {
    let builder = Builder::<InitiativeId>::new(
        "Initiative",
        "A cooperative initiative: actors who act together, mostly across borders.",
    )
    .implements("Node")
    .key("id")
    .id("Stable id.", "initiative", |view| view.world.text(view.world[*view.it].key))
    .field_with(
        "name",
        TypeRef::named_nn("String"),
        "Name, as its source gives it.",
        name_arguments(),
        |_, _| Ok(()),
        |view, ()| Ok(Resolved::Text(view.world.text(view.world[*view.it].name))),
    )
    .optional_int("startYear", "Year it began; null where not stated.", |view| {
        view.world[*view.it].start_year
    })
    .optional_int("endYear", "Year it ended or will end; null where open or not stated.", |view| {
        view.world[*view.it].end_year
    })
    .optional_text("url", "Its site; null where not stated.", |view| {
        view.world.optional_text(view.world[*view.it].url)
    })
    .entries("functions", "What it does; empty where not stated.", |view| &view.world[*view.it].functions)
    .entries("topics", "Topics its source files it under.", |view| &view.world[*view.it].topics)
    .entries("themes", "Themes that follow from its topics.", |view| &view.world[*view.it].themes)
    .entries(
        "axes",
        "Axes of the Action Agenda that follow from its topics; our reading, see docs/schema.md.",
        |view| &view.world[*view.it].axes,
    );
    who_takes_part(builder)
        .field(
            "results",
            TypeRef::named_nn_list_nn("InitiativeResult"),
            "Results and goals that it reported in numbers.",
            |view| {
                let count = view.world[*view.it].results.len();
                crate::table::list((0..count).map(|at| ResultOf(*view.it, at)))
            },
        )
        .boolean(
            "hasReportedResults",
            "Whether it reported anything achieved; goals alone do not count.",
            |view| has_reported_results(view.world, *view.it),
        )
        .object(
            "provenance",
            "Where it is described; of one known only by its members, where one is named.",
            |view| Provenance(view.world[*view.it].record),
        )
}

fn name_arguments() -> Vec<Argument> {
    vec![Argument::optional(
        "language",
        "LanguageTag",
        "The language wished for. Sources give initiatives one name only so far: it is returned whatever the wish.",
    )]
}

fn who_takes_part(builder: Builder<InitiativeId>) -> Builder<InitiativeId> {
    builder
        .optional_text("leadOrganisation", "Lead organisation; null where not stated.", |view| {
            view.world.optional_text(view.world[*view.it].lead_organisation)
        })
        .optional_text(
            "leadKind",
            "Kind of lead organisation, in the words of the source; null where not stated.",
            |view| view.world.optional_text(view.world[*view.it].lead_kind),
        )
        .optional_text(
            "coverage",
            "Where it works, in the words of the source; null where not stated.",
            |view| view.world.optional_text(view.world[*view.it].coverage),
        )
        .optional_boolean(
            "onlyStates",
            "Whether only national States take part; null where not stated.",
            |view| view.world[*view.it].only_states,
        )
        .optional_text(
            "description",
            "What it wants, in the words of a source; null where none is given.",
            |view| view.world.optional_text(view.world[*view.it].description),
        )
        .optional_boolean(
            "inNazca",
            "Whether its source says that the portal of the Convention lists it; null where not stated.",
            |view| view.world[*view.it].in_nazca,
        )
        .page("members", "Members known by name.", actor_arguments(), wanted_actors, |view| {
            ActorScope::Members(*view.it)
        })
        .listed("countries", "Countries of its lead organisation and of its members known by name.", |view| {
            view.world.links.places_of_initiative.of(view.it.index())
        })
        .holding(20)
        .objects("supporterCounts", "Numbers of members by year, as the initiative reported them.", |view| {
            let count = view.world[*view.it].member_counts.len();
            (0..count).map(|at| MemberCountOf(*view.it, at)).collect()
        })
}

fn member_count() -> Builder<MemberCountOf> {
    fn row<'w>(view: View<'w, '_, MemberCountOf>) -> &'w quipu_world::rows::MemberCount {
        &view.world[view.it.0].member_counts[view.it.1]
    }
    Builder::<MemberCountOf>::new("SupporterCount", "How many take part in an initiative, as it reported.")
        .count("n", "How many.", |view| row(view).members)
        .text("kind", "What is counted: `MEMBERS`.", |_| "MEMBERS")
        .entry("qualifier", "How exactly that is known.", |view| row(view).qualifier)
        .int("asOf", "The year it was so.", |view| row(view).year)
        .object("provenance", "Where it was stated.", |view| Provenance(row(view).record))
}

fn result() -> Builder<ResultOf> {
    fn row<'w>(view: View<'w, '_, ResultOf>) -> &'w quipu_world::rows::InitiativeResult {
        &view.world[view.it.0].results[view.it.1]
    }
    Builder::<ResultOf>::new(
        "InitiativeResult",
        "Something an initiative achieved or aims at, in its own unit. Unlike units are never added.",
    )
    .text("metric", "What was measured, in the words of the source.", |view| {
        view.world.text(row(view).metric)
    })
    .decimal("value", "The value, in `unit`.", |view| row(view).value)
    .text("unit", "Unit, in the words of the source.", |view| view.world.text(row(view).unit))
    .int("year", "The year.", |view| row(view).year)
    .boolean("isGoal", "Whether it is a goal for that year, not something achieved.", |view| {
        row(view).is_goal
    })
    .object("provenance", "Where it was stated.", |view| Provenance(row(view).record))
}
