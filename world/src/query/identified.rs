//! Actors by the codes under which they are known elsewhere.

use std::collections::HashMap;
use std::sync::OnceLock;

use quipu_domain::identifier::normal;
use quipu_domain::vocabulary::IdentifierScheme;

use crate::World;
use crate::ids::ActorId;

/// Actors by code, once somebody asks; kept as long as their world, which never changes.
#[derive(Debug, Default)]
pub(crate) struct Codes(OnceLock<HashMap<(IdentifierScheme, String), Vec<ActorId>>>);

impl World {
    /// Actors that sources know under this code, however it is spelt. Several, where sources give one code to
    /// actors that were not found to be one.
    pub fn actors_with(&self, scheme: IdentifierScheme, code: &str) -> &[ActorId] {
        let by_code = self.codes.0.get_or_init(|| self.by_code());
        by_code.get(&(scheme, normal(scheme, code).into_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    /// The code of an actor in a scheme; `None` where no source states one, or where they state different ones.
    pub fn code_of(&self, actor: ActorId, scheme: IdentifierScheme) -> Option<&str> {
        let identifiers = self.links.identifiers_of_actor.of(actor.index()).iter().map(|id| &self[*id]);
        let mut codes =
            identifiers.filter(|row| row.scheme == scheme).map(|identifier| self.text(identifier.value));
        let first = codes.next()?;
        codes.all(|code| normal(scheme, code) == normal(scheme, first)).then_some(first)
    }

    fn by_code(&self) -> HashMap<(IdentifierScheme, String), Vec<ActorId>> {
        let mut by_code: HashMap<_, Vec<ActorId>> = HashMap::new();
        for at in 0..self.tables.actors.len() {
            for identifier in self.links.identifiers_of_actor.of(at).iter().map(|id| &self[*id]) {
                let code = normal(identifier.scheme, self.text(identifier.value)).into_owned();
                let actors = by_code.entry((identifier.scheme, code)).or_default();
                // One actor under two spellings of one code is one.
                if actors.last() != Some(&ActorId(at as u32)) {
                    actors.push(ActorId(at as u32));
                }
            }
        }
        by_code
    }
}
