//! What the schema says to a hub that composes it with others: which fields others may have too, topics that a
//! contract may leave out, and the version of federation.

use std::sync::{Arc, LazyLock};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, ResolveInfo};
use async_graphql::{ServerResult, Value};

use crate::schema;
use crate::table::Kind;
use crate::table::object::Live;
use crate::types::entity::ACTOR;

/// The newest version that the composers of Apollo, The Guild and WunderGraph all know, and what of it is used.
/// `hub/compose.js` composes with all three.
const LINK: &str = r#"extend schema @link(
	url: "https://specs.apollo.dev/federation/v2.9",
	import: ["@key", "@tag", "@shareable", "@inaccessible"]
)
"#;

/// Tag of every type: a contract that includes by this tag has the whole graph.
pub(crate) const PUBLIC: &str = "public";

/// Types that a contract may leave out, by topic: what is worked out here, where it comes from, what changed, and
/// what a hub may know of countries itself. Fields of these types have the tag of the topic, too: so a contract
/// leaves out both or none.
const TOPICS: [(&str, &[&str]); 5] = [
    ("progress", &["ImpliedLevel", "Progress", "ProgressCandidate", "ProgressInput", "ProgressPoint"]),
    (
        "contribution",
        &[
            "Contribution",
            "ContributionByMethod",
            "ContributionItem",
            "ContributionItemConnection",
            "ContributionNote",
            "ContributionOutcome",
            "ReferenceEmissions",
        ],
    ),
    ("provenance", &["Provenance", "SourceRecord", "Edition"]),
    (
        "changes",
        &["Change", "ChangeConnection", "CountryChange", "DatasetChange", "FieldChange", "Subscription"],
    ),
    (
        "context",
        &[
            "AssessedTopic",
            "ConventionStanding",
            "CountryName",
            "EmissionsPoint",
            "EmissionsSeries",
            "NationalPopulation",
            "NdcAssessment",
            "NdcExcerpt",
        ],
    ),
];

/// The topic of a type that a contract may leave out.
pub(crate) fn topic(type_name: &str) -> Option<&'static str> {
    TOPICS.iter().find(|(_, types)| types.contains(&type_name)).map(|(topic, _)| *topic)
}

/// Whether others may have a type with these fields, too, and mean the same.
pub(crate) fn is_shareable_type(type_name: &str) -> bool {
    ["PageInfo", "Location"].contains(&type_name)
        || type_name.ends_with("Connection")
        || type_name.ends_with("Edge")
}

/// Whether others may have this field of a type, too, and mean the same: names and codes. What a gateway finds a
/// thing by, it may ask of anyone without being told so.
pub(crate) fn is_shareable_field(type_name: &str, is_entity: bool, field: &str) -> bool {
    match type_name {
        "Country" => ["iso2", "iso3", "name", "numeric"].contains(&field),
        "Query" => is_own(field),
        _ => is_entity && field == "name",
    }
}

/// Whether a field of the query stays out of a composed graph: each subgraph finds its own ids only.
pub(crate) fn is_own(field: &str) -> bool {
    ["node", "nodes", "rateLimit"].contains(&field)
}

/// The schema as hubs compose it; `_service` answers it.
pub(crate) fn sdl() -> &'static str {
    static SDL: LazyLock<String> = LazyLock::new(|| dress(&schema::generated_sdl(true)));
    &SDL
}

/// Mends what async-graphql writes down: the version of federation, directives that every server has, and that
/// actors are found by their id whatever their type. The last is not said where the schema is made, since the
/// interface would become a member of the union of entities.
fn dress(generated: &str) -> String {
    let end = generated.find("extend schema @link").unwrap_or(generated.len());
    let types = without_directives(&generated[..end]);
    let plain = format!("interface {ACTOR} ");
    let keyed = format!("interface {ACTOR} implements Node @key(fields: \"id\") ");
    types.replacen(&plain, &keyed, 1) + "\n" + &subscription() + "\n" + LINK
}

/// The root of subscriptions, which async-graphql leaves out for hubs and gives no tags.
fn subscription() -> String {
    let plain = schema::generated_sdl(false);
    let head = format!("\ntype {} {{\n", Live::NAME);
    let at = plain.find(&head).expect("the table has subscriptions");
    let end = at + plain[at..].find("\n}\n").expect("the type ends") + "\n}\n".len();
    // Its description stands before it, behind the type before it.
    let begin = plain[..at].rfind("\n}\n").map_or(0, |end| end + "\n}\n".len());
    let tag = |name: &str| format!(" @tag(name: \"{name}\")");
    let tags = [PUBLIC].into_iter().chain(topic(Live::NAME)).map(tag).collect::<String>();
    let tagged = plain[begin..end].replacen(&head, &format!("\ntype {}{tags} {{\n", Live::NAME), 1);
    let lines = tagged.trim_start().lines().map(|line| {
        let type_name = line.strip_suffix('!').and_then(|line| line.rsplit_once("): ")).map(|(_, name)| name);
        line.to_owned() + &type_name.and_then(topic).map(tag).unwrap_or_default() + "\n"
    });
    lines.collect()
}

/// Directives stand behind all types, each with its description.
fn without_directives(types: &str) -> &str {
    let Some(first) = types.find("\ndirective @") else { return types };
    let end = types[..first].rfind("\n}\n").map_or(first, |end| end + 2);
    &types[..end]
}

/// Answers `_service { sdl }` by the schema as it is composed.
pub(crate) struct ServiceSdl;

impl ExtensionFactory for ServiceSdl {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for ServiceSdl {
    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        if info.parent_type == "_Service" && info.name == "sdl" {
            return Ok(Some(Value::from(sdl())));
        }
        next.run(context, info).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types;

    #[test]
    fn every_type_of_a_topic_is_in_the_graph() {
        let table = types::table();
        let unknown: Vec<&str> = TOPICS
            .iter()
            .flat_map(|(_, types)| types.iter().copied())
            .filter(|name| table.object(name).is_none())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn nothing_but_the_types_of_the_graph_and_the_link_is_left() {
        let sdl = sdl();
        assert!(sdl.contains("\ninterface Actor implements Node @key(fields: \"id\") "));
        assert!(!sdl.contains("\ndirective @"), "every server has these directives");
        assert_eq!(sdl.matches("extend schema @link").count(), 1);
        assert!(sdl.ends_with(LINK));
        let types = types::table();
        let missing: Vec<&str> = types
            .objects
            .iter()
            .map(|object| object.name)
            .filter(|name| !sdl.contains(&format!("\ntype {name} ")))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
