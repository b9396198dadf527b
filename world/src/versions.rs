//! Versions of the data: what each is called, and where to find it again.
//!
//! Those who mirror the graph keep the name of a version, so it is made of what the editions are and
//! nothing that differs from build to build.

use std::collections::{BTreeSet, HashMap};

use quipu_entities::edition;

use crate::Lookback;

/// The name of the version that these editions make: the last of them, and a digest of all.
pub(crate) fn token<'e>(editions: impl IntoIterator<Item = &'e edition::Model>) -> String {
    let mut token = Token::default();
    editions.into_iter().for_each(|edition| token.add(edition));
    token.text()
}

/// Where each version is found that the data had, or that was known on a day.
pub(crate) fn states(editions: &[edition::Model]) -> HashMap<String, Lookback> {
    let days: BTreeSet<_> = editions.iter().map(|edition| edition.known_on).collect();
    let mut states = HashMap::new();
    for day in days {
        let known = editions.iter().filter(|edition| edition.known_on <= day);
        states.insert(token(known), Lookback { known_on: Some(day), ..Lookback::default() });
    }
    let mut recorded = Token::default();
    states.insert(recorded.text(), Lookback { last_edition: Some(0), ..Lookback::default() });
    for edition in editions {
        recorded.add(edition);
        let last_edition = Some(edition.id);
        states.insert(recorded.text(), Lookback { last_edition, ..Lookback::default() });
    }
    states
}

/// A name in the making.
#[derive(Default)]
struct Token {
    hasher: blake3::Hasher,
    last: i64,
}

impl Token {
    fn add(&mut self, edition: &edition::Model) {
        let line =
            format!("{}\n{}\n{}\n{}\n", edition.id, edition.file_hash, edition.known_on, edition.adapter);
        self.hasher.update(line.as_bytes());
        self.last = self.last.max(edition.id);
    }

    fn text(&self) -> String {
        format!("{}-{}", self.last, &self.hasher.finalize().to_hex()[..8])
    }
}
