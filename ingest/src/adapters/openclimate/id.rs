//! Ids of actors in the tables: each shape is the code of another kind of place or body.

use quipu_domain::place::{self, Place};
use quipu_domain::vocabulary::IdentifierScheme;
use quipu_entities::actor_identifier;

use crate::cells::Cells;
use crate::statement::Problem;

/// What an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `EARTH`: the world as a whole.
    Planet,
    /// ISO 3166-1 alpha-2, as in `CA`; `EU` is the European Union.
    Country,
    /// ISO 3166-2, as in `CA-ON`.
    Region,
    /// UN/LOCODE with a blank, as in `AR BUE`.
    City,
    /// Anything else: most are LEIs.
    Organisation,
}

/// The id of an actor.
#[derive(Clone, Copy, Debug)]
pub(super) struct ActorId<'a> {
    /// The id as the tables spell it.
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// The country, where the id says it.
    pub(super) place: Option<&'static Place>,
}

impl<'a> ActorId<'a> {
    /// The id in this column. It is read as it stands: `NA` is Namibia.
    ///
    /// # Errors
    /// An empty id, or one that has the shape of a code but begins with no country's.
    pub(super) fn read(cells: &Cells<'a>, column: &str) -> Result<Self, Problem> {
        let text = cells.raw(column).trim();
        if text.is_empty() {
            return Err(cells.problem(column, "empty, but needed"));
        }
        Self::parse(text).ok_or_else(|| cells.problem(column, "begins with no ISO 3166-1 alpha-2 code"))
    }

    /// `None` for a code that begins with no country's.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let kind = kind_of(text);
        let place = match kind {
            Kind::Planet | Kind::Organisation => None,
            Kind::Country | Kind::Region | Kind::City => Some(country(text.get(..2)?)?),
        };
        Some(Self { text, kind, place })
    }

    /// Whether it stands for a country, or for all of them.
    pub(super) fn is_national(&self) -> bool {
        matches!(self.kind, Kind::Planet | Kind::Country)
    }

    /// The code that the id is; `None` for an organisation whose id is no valid LEI.
    pub(super) fn identifier(&self) -> Option<actor_identifier::Model> {
        let scheme = match self.kind {
            Kind::Planet | Kind::Country => return None,
            Kind::Region => IdentifierScheme::Iso3166Part2,
            Kind::City => IdentifierScheme::Unlocode,
            Kind::Organisation if is_lei(self.text) => IdentifierScheme::Lei,
            Kind::Organisation => return None,
        };
        Some(actor_identifier::Model::new(self.text, scheme, self.text))
    }
}

/// The country with this alpha-2 code.
pub(super) fn country(code: &str) -> Option<&'static Place> {
    place::by_code(code).filter(|place| place.iso2 == code)
}

fn kind_of(text: &str) -> Kind {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    let code = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let shape = |mark: char| {
        text.split_once(mark).filter(|(land, rest)| land.len() == 2 && letters(land) && code(rest))
    };
    if text == "EARTH" {
        Kind::Planet
    } else if text.len() == 2 && letters(text) {
        Kind::Country
    } else if shape('-').is_some_and(|(_, rest)| (1..=3).contains(&rest.len())) {
        Kind::Region
    } else if shape(' ').is_some_and(|(_, rest)| rest.len() == 3) {
        Kind::City
    } else {
        Kind::Organisation
    }
}

/// Whether the text is an LEI: 20 capitals and digits whose check digits are right (ISO 17442).
/// As a number, with `A` as 10 to `Z` as 35, it leaves 1 when divided by 97.
pub(super) fn is_lei(text: &str) -> bool {
    let shaped =
        text.len() == 20 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let rest = text.chars().filter_map(|letter| letter.to_digit(36)).fold(0, |rest, value| {
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    });
    shaped && rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(Kind, Option<&'static str>)> {
        ActorId::parse(text).map(|id| (id.kind, id.place.map(|place| place.iso3)))
    }

    #[test]
    fn the_shape_of_an_id_says_what_it_stands_for() {
        assert_eq!(parsed("EARTH"), Some((Kind::Planet, None)));
        assert_eq!(parsed("NA"), Some((Kind::Country, Some("NAM"))));
        assert_eq!(parsed("EU"), Some((Kind::Country, Some("EUU"))));
        assert_eq!(parsed("CA-ON"), Some((Kind::Region, Some("CAN"))));
        assert_eq!(parsed("AR BUE"), Some((Kind::City, Some("ARG"))));
        assert_eq!(parsed("5493000LKVGOO9PELI61"), Some((Kind::Organisation, None)));
        assert_eq!(parsed("QQ"), None);
        assert_eq!(parsed("QQ ABC"), None);
    }

    #[test]
    fn an_lei_has_check_digits() {
        assert!(is_lei("5493000LKVGOO9PELI61"));
        for wrong in ["549300EDN314ZO77B149", "353800508WNU39U8NX03", "0", "894500g20bsul7np8u62"] {
            assert!(!is_lei(wrong), "{wrong}");
        }
    }
}
