//! How two actors agree.

use std::cmp::Ordering;

use super::Prepared;
use super::names::{Forms, Kept, skeleton};
use super::words::is_place;
use crate::vocabulary::ActorType;

/// How far two names agree, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameAgreement {
    /// The same letters and digits.
    Same,
    /// The same but for the legal form, or the words for an administration.
    Core,
    /// The core of one is that of a part of the other: of a bracket, of one half.
    Part,
    /// The same main words: general words and levels of administration left out.
    Main,
    /// Spelled nearly alike.
    Alike,
    /// One is within the other, or is short for it.
    Within,
    /// Neither.
    Other,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// The names: the best that any two of them agree.
    Name,
    /// The region.
    Region,
    /// How far apart they lie.
    Distance,
    /// Identifiers of one scheme.
    Identifier,
    /// Inhabitants.
    Population,
    /// What kind of actor.
    Kind,
}

impl Feature {
    /// All, in the order of a comparison.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Region, Self::Distance, Self::Identifier, Self::Population, Self::Kind];

    /// What each level of agreement means, the best first.
    pub fn levels(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "the same letters",
                "the same but for legal form or administration",
                "the same as a part of the other",
                "the same main words",
                "spelled nearly alike",
                "one is within the other, or short for it",
                "another name",
            ],
            Self::Region => &["the same region", "another region"],
            Self::Distance => {
                &["at most 5 km apart", "at most 30 km apart", "at most 150 km apart", "farther apart"]
            }
            Self::Identifier => &["an identifier in common", "another identifier of the same scheme"],
            Self::Population => &[
                "inhabitants within a quarter",
                "inhabitants within a factor of 3",
                "other numbers of inhabitants",
            ],
            Self::Kind => &["the same kind", "a related kind"],
        }
    }
}

/// A level of agreement: its place among those of the feature; `None` where one of the two does not say.
pub type Level = Option<u8>;

/// How two actors agree, feature by feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Comparison(pub [Level; Feature::ALL.len()]);

impl Comparison {
    /// Compares two actors of one country; `None` where they cannot be one, whatever else agrees: a
    /// place and an organisation, a city and a region, a group and one of its members.
    pub fn of(one: &Prepared, other: &Prepared) -> Option<Self> {
        if one.country != other.country || one.is_group != other.is_group {
            return None;
        }
        let kind = kinds(one.kind, other.kind)?;
        Some(Self([
            Some(name(one, other) as u8),
            region(one, other),
            distance(one, other),
            identifier(one, other),
            population(one, other),
            Some(kind),
        ]))
    }

    /// How far the names agree.
    pub fn name(&self) -> NameAgreement {
        use NameAgreement::{Alike, Core, Main, Other, Part, Same, Within};
        [Same, Core, Part, Main, Alike, Within, Other][usize::from(self.0[0].unwrap_or(6))]
    }

    /// The level of a feature.
    pub fn level(&self, feature: Feature) -> Level {
        self.0[feature as usize]
    }

    /// Whether they have an identifier in common.
    pub fn shares_identifier(&self) -> bool {
        self.level(Feature::Identifier) == Some(0)
    }
}

/// Companies and investors are told apart otherwise by each source, and so are organisations.
fn kinds(one: ActorType, other: ActorType) -> Option<u8> {
    use ActorType::{City, Region};
    match (one, other) {
        _ if one == other => Some(0),
        (City | Region, _) | (_, City | Region) => None,
        _ => Some(1),
    }
}

fn name(one: &Prepared, other: &Prepared) -> NameAgreement {
    let pairs = one.names.iter().flat_map(|name| other.names.iter().map(move |with| (name, with)));
    pairs.map(|(name, with)| names(name, with, is_place(one.kind))).min().unwrap_or(NameAgreement::Other)
}

fn names(one: &Forms, other: &Forms, is_place: bool) -> NameAgreement {
    match shared(one, other) {
        Some(Kept::All) => return NameAgreement::Same,
        Some(Kept::Core) => return NameAgreement::Core,
        Some(Kept::CoreOfPart) => return NameAgreement::Part,
        Some(Kept::Main) if is_place || one_has_more(one, other) => return NameAgreement::Main,
        Some(Kept::MainOfPart) if is_place => return NameAgreement::Main,
        // Chubu Construction is not Chubu Electric Power.
        Some(Kept::Main | Kept::MainOfPart) => return NameAgreement::Within,
        None => {}
    }
    if alike(one, other, is_place) {
        return NameAgreement::Alike;
    }
    if within(&one.words, &other.words) { NameAgreement::Within } else { NameAgreement::Other }
}

/// Whether one of two names has the words of the other, and more.
fn one_has_more(one: &Forms, other: &Forms) -> bool {
    let all_in = |few: &Forms, many: &Forms| few.words.iter().all(|word| many.words.contains(word));
    all_in(one, other) || all_in(other, one)
}

/// The most that is kept by a form which both have; both lists are sorted.
fn shared(one: &Forms, other: &Forms) -> Option<Kept> {
    let (mut left, mut right) = (one.keys.iter().peekable(), other.keys.iter().peekable());
    let mut best = None;
    while let (Some((a, kept)), Some((b, with))) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                best = best.max(Some(*Ord::min(kept, with)));
                left.next();
                right.next();
            }
        }
    }
    best
}

/// Shortest form of which a slip of spelling is seen.
const SHORTEST_ALIKE: usize = 5;
/// Similarity (Jaro and Winkler) of names that sound alike.
const ALIKE_IN_SOUND: f64 = 0.85;
/// Similarity of names that need not.
const ALIKE_IN_LETTERS: f64 = 0.95;
/// Similarity of long names that need not.
const ALIKE_IN_MANY_LETTERS: f64 = 0.93;
/// Bytes from which a name is long.
const LONG: usize = 8;

fn alike(one: &Forms, other: &Forms, by_sound: bool) -> bool {
    let long = |forms: &Forms| {
        let keys = forms
            .keys
            .iter()
            .filter(|(key, kept)| *kept >= Kept::Main && key.chars().count() >= SHORTEST_ALIKE);
        keys.map(|(key, _)| key.clone()).collect::<Vec<_>>()
    };
    let (left, right) = (long(one), long(other));
    left.iter().any(|a| right.iter().any(|b| similar(a, b, by_sound)))
}

fn similar(one: &str, other: &str, by_sound: bool) -> bool {
    if one.len().abs_diff(other.len()) > 3 || digits(one) != digits(other) {
        return false;
    }
    let similarity = strsim::jaro_winkler(one, other);
    let sound = skeleton(one);
    let sounds_alike = by_sound && sound.len() >= 3 && sound == skeleton(other);
    let long = one.len().min(other.len()) >= LONG;
    similarity >= ALIKE_IN_LETTERS
        || (long && similarity >= ALIKE_IN_MANY_LETTERS)
        || (sounds_alike && similarity >= ALIKE_IN_SOUND)
}

/// Numbers tell names apart that are alike otherwise: districts, funds, plants.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether the words of one name stand in the other, one after another; or its letters begin the
/// other's; or are the first letters of its words.
fn within(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (few, many) = (short.concat(), long.concat());
    let letters = few.chars().count().min(many.chars().count());
    if letters < 3 {
        return false;
    }
    let begins = few.len().min(many.len()) >= 5 && (many.starts_with(&few) || few.starts_with(&many));
    let initials = || long.iter().filter_map(|word| word.chars().next()).eq(few.chars());
    long.windows(short.len()).any(|words| words == short) || begins || (long.len() >= 3 && initials())
}

fn region(one: &Prepared, other: &Prepared) -> Level {
    let (a, b) = (one.region.as_ref()?, other.region.as_ref()?);
    // Codes are cut short here and there: `YM` for `YMN`.
    if a.starts_with(b.as_str()) || b.starts_with(a.as_str()) {
        return Some(0);
    }
    // A code on one side and a name on the other say nothing about each other.
    let is_code = |region: &String| region.len() <= 3;
    (is_code(a) == is_code(b)).then(|| if similar(a, b, true) { 0 } else { 1 })
}

fn distance(one: &Prepared, other: &Prepared) -> Level {
    let kilometres = kilometres(one.location?, other.location?);
    Some([5.0, 30.0, 150.0].iter().take_while(|limit| kilometres > **limit).count() as u8)
}

/// Distance of two points on a sphere of the Earth's mean radius, by the haversine formula.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    const EARTH_RADIUS_KM: f64 = 6_371.0;
    let (north, north_too) = (one.0.to_radians(), other.0.to_radians());
    let half = |a: f64, b: f64| ((b - a) / 2.0).sin().powi(2);
    let chord = half(north, north_too)
        + north.cos() * north_too.cos() * half(one.1.to_radians(), other.1.to_radians());
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}

fn identifier(one: &Prepared, other: &Prepared) -> Level {
    let mut same_scheme = false;
    for (scheme, value) in &one.identifiers {
        for (with, known) in other.identifiers.iter().filter(|(with, _)| with == scheme) {
            if scheme == with && value == known {
                return Some(0);
            }
            same_scheme = true;
        }
    }
    same_scheme.then_some(1)
}

fn population(one: &Prepared, other: &Prepared) -> Level {
    let (a, b) = (one.population? as f64, other.population? as f64);
    let ratio = a.max(b) / a.min(b);
    Some([1.25, 3.0].iter().take_while(|limit| ratio > **limit).count() as u8)
}
