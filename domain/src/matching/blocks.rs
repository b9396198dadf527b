//! Pairs worth comparing.

use std::collections::HashMap;

use super::Prepared;
use super::names::{Kept, skeleton};
use super::words::is_place;

/// More actors than this with one key, and the key says nothing.
const MOST_OF_A_KEY: usize = 100;
/// Shortest first word by which names are looked up that begin alike.
const SHORTEST_WORD: usize = 4;

/// Pairs of positions, the lesser first, each once, in order.
pub struct Candidates(pub Vec<(u32, u32)>);

impl Candidates {
    /// Pairs of actors of one country and sort (place, organisation) that share a form of a name, the
    /// sound of it, its first word, or an identifier. `wanted` tells of two sources whether they are
    /// to be compared.
    pub fn of(mentions: &[Prepared], wanted: impl Fn(u32, u32) -> bool) -> Self {
        let mut blocks: HashMap<(&str, bool, char, String), Vec<u32>> = HashMap::new();
        for (at, mention) in mentions.iter().enumerate() {
            for (sort, key) in keys(mention) {
                let block = blocks.entry((mention.country, is_place(mention.kind), sort, key)).or_default();
                if block.last() != Some(&(at as u32)) {
                    block.push(at as u32);
                }
            }
        }
        let mut pairs = Vec::new();
        for block in blocks.values().filter(|block| block.len() > 1 && block.len() <= MOST_OF_A_KEY) {
            for (at, one) in block.iter().enumerate() {
                for other in &block[at + 1..] {
                    if wanted(mentions[*one as usize].source, mentions[*other as usize].source) {
                        pairs.push((*one, *other));
                    }
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }
}

/// The keys of an actor, each of a sort: a form of a name, a sound, a first word, an identifier.
fn keys(mention: &Prepared) -> Vec<(char, String)> {
    let mut keys = Vec::new();
    for name in &mention.names {
        keys.extend(name.keys.iter().map(|(key, _)| ('n', key.clone())));
        let sounds = name.keys.iter().filter(|(_, kept)| *kept >= Kept::Main).map(|(key, _)| skeleton(key));
        keys.extend(sounds.filter(|sound| sound.len() >= 3).map(|sound| ('s', sound)));
        let prefixes =
            name.keys.iter().filter(|(_, kept)| *kept == Kept::Core).filter_map(|(key, _)| key.get(..4));
        keys.extend(prefixes.map(|prefix| ('p', prefix.to_owned())));
        let first = name.words.first().filter(|word| word.len() >= SHORTEST_WORD || !word.is_ascii());
        keys.extend(first.map(|word| ('w', word.clone())));
    }
    keys.extend(mention.identifiers.iter().map(|(scheme, value)| ('i', format!("{scheme:?} {value}"))));
    keys.sort();
    keys.dedup();
    keys
}
