//! Actors by name alone, for sources that do not say where their actors are.

use std::collections::HashMap;

use super::names::{Forms, Kept};
use super::words::is_place;
use super::{Linked, Mention};
use crate::vocabulary::ActorType;

/// Organisations by name, where only one in all countries bears it.
pub struct Namesakes(HashMap<String, Option<u32>>);

impl Namesakes {
    /// The organisations among the mentions, as they were linked.
    pub fn of(mentions: &[Mention], linked: &Linked) -> Self {
        let mut named: HashMap<String, Option<u32>> = HashMap::new();
        for (mention, root) in mentions.iter().zip(&linked.cluster_of) {
            if is_place(mention.kind) {
                continue;
            }
            for key in mention.names.iter().flat_map(|name| cores(name)) {
                let known = named.entry(key).or_insert(Some(*root));
                if *known != Some(*root) {
                    *known = None;
                }
            }
        }
        Self(named)
    }

    /// The one organisation with this name, but for its legal form; `None` where there is none, or
    /// several.
    pub fn only(&self, name: &str) -> Option<u32> {
        let mut found = cores(name).into_iter().filter_map(|key| self.0.get(&key).copied());
        let first = found.next()??;
        found.all(|other| other == Some(first)).then_some(first)
    }
}

/// The name as a whole, with and without its legal form.
fn cores(name: &str) -> Vec<String> {
    let forms = Forms::of(name, ActorType::Company, "");
    forms.keys.into_iter().filter(|(_, kept)| *kept >= Kept::Core).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Among, Linking, link};

    #[test]
    fn a_name_that_two_bear_is_nobodys() {
        let company = |source, country, name: &str| {
            Mention::named(source, &format!("{country}:{name}"), ActorType::Company, country, name)
        };
        let mentions = [
            company(1, "DEU", "Atlas GmbH"),
            company(1, "FRA", "Atlas SA"),
            company(1, "USA", "Ball Corporation"),
        ];
        let linked = link(&mentions, &[], Linking { among: Among::All, estimated: false });
        let namesakes = Namesakes::of(&mentions, &linked);
        assert_eq!((namesakes.only("Atlas"), namesakes.only("Nobody")), (None, None));
        assert_eq!(namesakes.only("BALL Corp."), Some(2));
    }
}
