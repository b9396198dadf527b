//! Links between targets of actors and national targets.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::vocabulary::{LinkMethod, LinkReviewState, Sector, Vocabulary};
use quipu_world::World;
use quipu_world::ids::{LinkReviewId, NationalTargetId, TargetId};
use quipu_world::query::links::{self, Link};

use crate::error::ApiError;
use crate::page::page_size;
use crate::table::object::{LinkEvidenceOf, LinkList, LinkOf, Provenance};
use crate::table::{Argument, Arguments, Builder, Kind, Resolved, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([
        link().finish(),
        link_evidence().finish(),
        review().finish(),
        link_list().finish(),
    ]);
}

fn codes(sectors: quipu_domain::sector::Sectors) -> Resolved<'static> {
    Resolved::Enums(sectors.to_vec().into_iter().map(Vocabulary::code).collect())
}

/// Adds to a target of an actor its sectors and its links.
pub(super) fn of_target(target: Builder<TargetId>) -> Builder<TargetId> {
    target
        .field(
            "sectors",
            TypeRef::named_nn_list_nn(Sector::NAME),
            "Its sectors in the one list of sectors: by its boundary, else the actor's sector, else the topics of its initiative; empty where none of these maps.",
            |view| codes(view.world.sectors_of_target(*view.it)),
        )
        .objects(
            "ndcLinks",
            "Links to the national targets in force in the actor's country, what counts first, then by score. Candidates but for those that count.",
            |view| links::of_target(view.world, *view.it).into_iter().map(LinkOf).collect(),
        )
}

/// Adds to a national target its sectors and the targets of actors that are linked to it.
pub(super) fn of_national_target(target: Builder<NationalTargetId>) -> Builder<NationalTargetId> {
    target
        .field(
            "mappedSectors",
            TypeRef::named_nn_list_nn(Sector::NAME),
            "Its sectors in the one list of sectors: as its source states them, else what others read in a first NDC; empty where neither is known.",
            |view| codes(view.world.sectors_of_national_target(*view.it)),
        )
        .field_with(
            "supportedBy",
            TypeRef::named_nn(LinkList::NAME),
            "Targets of actors that are linked to it, what counts first, then by score; none where it is not in force. Candidates but for those that count.",
            vec![
                Argument::optional("first", "Int", "Links in the list: 20 if left out, at most 100,000."),
                Argument::list("method", "LinkMethod", "Found in one of these ways."),
                Argument::list("reviewState", "LinkReviewState", "Standing in one of these states."),
            ],
            wanted,
            |view, wanted| {
                let mut links = links::of_national_target(view.world, *view.it);
                links.retain(|link| wanted.matches(link));
                let list = LinkList { links: Arc::new(links), first: wanted.first };
                Ok(Resolved::Object(list.into_object()))
            },
        )
}

/// Which links are wanted, and how many.
struct WantedLinks {
    first: usize,
    methods: Vec<LinkMethod>,
    states: Vec<LinkReviewState>,
}

impl WantedLinks {
    fn matches(&self, link: &Link) -> bool {
        (self.methods.is_empty() || self.methods.contains(&link.method))
            && (self.states.is_empty() || self.states.contains(&link.state))
    }
}

fn wanted(_: &World, arguments: &Arguments<'_>) -> Result<WantedLinks, ApiError> {
    Ok(WantedLinks {
        first: page_size(arguments)?,
        methods: arguments.entries("method"),
        states: arguments.entries("reviewState"),
    })
}

fn link_list() -> Builder<LinkList> {
    Builder::<LinkList>::new("NdcLinkList", "Links of a national target, the first of them.")
        .count("totalCount", "How many links there are, candidates and rejected ones among them.", |view| {
            view.it.links.len() as i64
        })
        .count(
            "countedCount",
            "How many of them count in totals: reviewed and accepted, or certain by the rule.",
            |view| view.it.links.iter().filter(|link| link.counts_in_totals()).count() as i64,
        )
        .objects("nodes", "The first links.", |view| {
            view.it.links.iter().take(view.it.first).copied().map(LinkOf).collect()
        })
}

fn link() -> Builder<LinkOf> {
    Builder::<LinkOf>::new(
        "NdcLink",
        "A link between a target of an actor and a national target in force in its country. No fact unless it counts in totals.",
    )
    .object("target", "The target of the actor.", |view| view.it.0.target)
    .object("ndcTarget", "The national target.", |view| view.it.0.national)
    .entry("method", "How it was found.", |view| view.it.0.method)
    .float(
        "score",
        "How certain the link is, from 0 to 1, by a formula in docs/ndc-links.md. It says nothing of how good a target is or who sets it.",
        |view| view.it.0.score,
    )
    .entry("reviewState", "Where it stands.", |view| view.it.0.state)
    .boolean("countsInTotals", "Whether it counts in totals: only if reviewed and accepted, or certain by the rule.", |view| {
        view.it.0.counts_in_totals()
    })
    .field("sectors", TypeRef::named_nn_list_nn(Sector::NAME), "Sectors that both targets have.", |view| {
        codes(view.it.0.sectors(view.world))
    })
    .object("evidence", "What speaks for it.", |view| LinkEvidenceOf(view.it.0))
    .objects("reviews", "Judgements of reviewers, the earliest first; the last one holds.", |view| {
        view.it.0.reviews(view.world).to_vec()
    })
}

fn link_evidence() -> Builder<LinkEvidenceOf> {
    Builder::<LinkEvidenceOf>::new("LinkEvidence", "What speaks for a link.")
        .optional_text(
            "quote",
            "The text of the NDC around the name of the actor; null where it does not name it.",
            |view| {
                let mention = view.it.0.mention?;
                Some(view.world.text(view.world[mention].quote))
            },
        )
        .optional_text(
            "name",
            "The name that stands there; null where the NDC does not name the actor.",
            |view| {
                let mention = view.it.0.mention?;
                Some(view.world.text(view.world[mention].name))
            },
        )
        .optional_text(
            "reference",
            "Where the document is that names the actor; null for other links.",
            |view| {
                let text = view.world[view.it.0.mention?].text;
                view.world.optional_text(view.world[text].reference)
            },
        )
        .optional_int(
            "position",
            "First character of the name in the text, counted from 0; null for other links.",
            |view| Some(view.world[view.it.0.mention?].char_offset),
        )
        .object(
            "provenance",
            "The text that names the actor, the national target of the same sector, or the judgement.",
            |view| Provenance(view.it.0.record(view.world)),
        )
}

fn review() -> Builder<LinkReviewId> {
    Builder::<LinkReviewId>::new("NdcLinkReview", "A reviewer's judgement on a link.")
        .boolean("accepted", "Whether the link was accepted; else it was rejected.", |view| {
            view.world[*view.it].is_accepted
        })
        .text("reviewerRole", "What the reviewer is; names are not kept.", |view| {
            view.world.text(view.world[*view.it].reviewer_role)
        })
        .optional_text("reason", "Why; null where the reviewer gave no reason.", |view| {
            view.world.optional_text(view.world[*view.it].reason)
        })
        .date("decidedOn", "Day of the judgement.", |view| view.world[*view.it].decided_on)
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}
