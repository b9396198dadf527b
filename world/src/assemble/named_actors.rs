//! Actors that the texts of NDCs name.
//!
//! Names are looked for whenever a world is built, because texts and actors may be imported in any
//! order. Only actors of the Party with a target are looked for, by all their names in full.

use hashbrown::HashMap;
use quipu_domain::ndc_link::is_distinctive;
use quipu_domain::running_text::{Found, Phrases, Word, excerpt, words};
use quipu_domain::text::fold;
use quipu_entities::ndc_text;

use super::Assembly;
use crate::ids::{ActorId, NameMentionId, NdcTextId, PlaceId};
use crate::rows::NameMention;

/// So many characters stand on each side of a name in its excerpt.
const EXCERPT_CHARACTERS: u32 = 200;

/// Adds which NDC names which actor, and where first. Needs the rows of texts.
pub(super) fn named_actors(assembly: &mut Assembly, texts: &[ndc_text::Model]) {
    let mut read: HashMap<&str, Vec<Word>> = HashMap::new();
    let mut names: HashMap<PlaceId, Names> = HashMap::new();
    for text in texts {
        let record = assembly.record(text.record_id);
        let rows = assembly.tables.ndc_texts.iter().enumerate();
        let row = rows
            .filter(|(_, row)| row.record == record)
            .find_map(|(at, row)| Some((at, row.place, row.ndc?)));
        let Some((at, place, ndc)) = row else { continue };
        let words = read.entry(&text.text).or_insert_with(|| words(&text.text));
        let names = names.entry(place).or_insert_with(|| Names::of(assembly, place));
        for (found, name) in names.found_in(words) {
            let Some(quote) = excerpt(&text.text, words, found.first, found.end, EXCERPT_CHARACTERS) else {
                continue;
            };
            let (quote, own) = (assembly.text(&quote), assembly.text(&name.name));
            for actor in &name.bearers {
                if assembly.links.name_mention_of.contains_key(&(*actor, ndc)) {
                    continue;
                }
                let id = NameMentionId::at(assembly.tables.name_mentions.len());
                assembly.links.name_mention_of.insert((*actor, ndc), id);
                assembly.tables.name_mentions.push(NameMention {
                    name: own,
                    word_count: names.phrases.word_count(found.phrase),
                    bearers: name.bearers.len(),
                    quote,
                    char_offset: i32::try_from(words[found.first].char_offset).unwrap_or(i32::MAX),
                    text: NdcTextId::at(at),
                });
            }
        }
    }
}

/// Names of the actors of a country that have a target.
struct Names {
    phrases: Phrases,
    names: Vec<Name>,
}

struct Name {
    name: String,
    bearers: Vec<ActorId>,
}

impl Names {
    fn of(assembly: &Assembly, place: PlaceId) -> Self {
        let country = fold(place.place().name);
        let mut names: Vec<Name> = Vec::new();
        let mut known: HashMap<Vec<String>, usize> = HashMap::new();
        for actor in assembly.links.actors_of_place.of(place.index()) {
            if assembly.links.targets_of_actor.of(actor.index()).is_empty() {
                continue;
            }
            for name in names_of(assembly, *actor) {
                let folded: Vec<String> = words(name).into_iter().map(|word| word.folded).collect();
                if !can_be_told(&folded, &country) {
                    continue;
                }
                let at = *known.entry(folded).or_insert(names.len());
                if at == names.len() {
                    names.push(Name { name: name.to_owned(), bearers: Vec::new() });
                }
                if !names[at].bearers.contains(actor) {
                    names[at].bearers.push(*actor);
                }
            }
        }
        Self { phrases: Phrases::new(names.iter().map(|name| name.name.as_str())), names }
    }

    /// Each name that stands in the text as a name, where it does so first. One that stands there in small
    /// letters, too, is an expression of ordinary words.
    fn found_in(&self, words: &[Word]) -> Vec<(Found, &Name)> {
        let mut first: HashMap<usize, Option<Found>> = HashMap::new();
        for found in self.phrases.find(words) {
            if is_written_as_name(&words[found.first..found.end]) {
                first.entry(found.phrase).or_insert(Some(found));
            } else {
                first.insert(found.phrase, None);
            }
        }
        let mut found: Vec<Found> = first.into_values().flatten().collect();
        found.sort_by_key(|found| found.first);
        found.into_iter().map(|found| (found, &self.names[found.phrase])).collect()
    }
}

fn names_of(assembly: &Assembly, actor: ActorId) -> impl Iterator<Item = &str> {
    let shown = assembly.tables.actors[actor.index()].name;
    let others = assembly.links.names_of_actor.of(actor.index()).iter();
    let others = others.map(|id| assembly.tables.actor_names[id.index()].name);
    std::iter::once(shown).chain(others).map(|name| assembly.strings.get(name))
}

/// Whether a name can be told from other words: several words that are not the country's name, or one
/// distinctive word.
fn can_be_told(folded: &[String], country: &str) -> bool {
    match folded {
        [] => false,
        [word] => is_distinctive(word, country),
        several => several.join(" ") != country,
    }
}

/// Longest word that may be small within a name: "de", "the".
const SMALL_WORD: usize = 3;

/// Whether words are written as a name: with capitals; a single word not in capitals only, as in a title.
fn is_written_as_name(words: &[Word]) -> bool {
    let has_capitals = words
        .iter()
        .enumerate()
        .all(|(at, word)| word.is_capitalised || (at > 0 && word.folded.chars().count() <= SMALL_WORD));
    has_capitals && !matches!(words, [word] if word.is_all_capitals)
}
