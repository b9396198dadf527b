//! Names of actors, in the forms in which they are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::words::{ARTICLES, in_english, is_form, is_general, is_place, region_code};
use crate::text;
use crate::vocabulary::ActorType;

/// How much of a name a form keeps; what two names share is as good as the lesser of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kept {
    /// The main words of one part of it: of a bracket, of one half.
    MainOfPart,
    /// Its main words: no legal form, no general words, no level of administration.
    Main,
    /// One part of it, without its legal form.
    CoreOfPart,
    /// All but the legal form, or the words for the administration.
    Core,
    /// All letters and digits.
    All,
}

/// The forms of one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    /// Forms without blanks, each with how much it keeps; sorted by form.
    pub(super) keys: Vec<(String, Kept)>,
    /// The core, word by word.
    pub(super) words: Vec<String>,
    /// The region that the name itself states, as in `Albany, NY`; folded.
    pub(super) region: Option<String>,
}

/// Longest name that is taken apart, in bytes: names of groups that list their members are longer.
const MAX_BYTES: usize = 400;

impl Forms {
    /// The forms of the name of an actor of this kind, in the country with this alpha-3 code.
    pub(super) fn of(name: &str, kind: ActorType, country: &str) -> Self {
        let mut end = name.len().min(MAX_BYTES);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let name = repaired(&name[..end]);
        let (bare, region) =
            if is_place(kind) { without_region(&name, country) } else { (name.clone(), None) };
        let mut forms = Self { region, ..Self::default() };
        forms.add(Kept::All, words_of(&name).concat());
        for (at, part) in parts(&bare).iter().enumerate() {
            forms.add_part(part, at == 0, kind, country);
        }
        forms.keys.sort_by(|a, b| (&a.0, b.1).cmp(&(&b.0, a.1)));
        forms.keys.dedup_by(|a, b| a.0 == b.0);
        forms
    }

    fn add(&mut self, kept: Kept, key: String) {
        if !key.is_empty() {
            self.keys.push((key, kept));
        }
    }

    fn add_part(&mut self, part: &str, is_whole: bool, kind: ActorType, country: &str) {
        let words = joined_initials(words_of(part));
        let place = is_place(kind);
        if !is_whole && words.iter().all(|word| is_form(word, kind) || is_general(word, kind, country)) {
            return;
        }
        let core: Vec<String> = kept_or_all(&words, |word| !is_form(word, kind))
            .into_iter()
            .map(|word| if place { in_english(&word).to_owned() } else { word })
            .collect();
        let key = core.concat();
        self.add(
            if is_whole { Kept::Core } else { Kept::CoreOfPart },
            if place { in_english(&key).to_owned() } else { key },
        );
        let kept = if is_whole { Kept::Main } else { Kept::MainOfPart };
        for key in main_forms(&core, kind, country) {
            if key.chars().count() >= if place { 3 } else { 2 } {
                self.add(kept, key);
            }
        }
        if is_whole {
            self.words = core;
        }
    }
}

/// The main words put together: as they stand, sorted, with umlauts in either spelling, and for
/// Slavic regions without the ending of the adjective.
fn main_forms(core: &[String], kind: ActorType, country: &str) -> Vec<String> {
    let mut main = kept_or_all(core, |word| !is_general(word, kind, country));
    let mut forms = vec![main.concat()];
    forms.push(forms[0].replace("ae", "a").replace("oe", "o").replace("ue", "u"));
    if kind == ActorType::Region || country == "UKR" {
        forms.push(main.iter().map(|word| stem(word)).collect());
    }
    if main.len() > 1 {
        main.sort();
        forms.push(main.concat());
    }
    forms
}

/// A word without the ending of a Slavic adjective, or a last vowel.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 13] =
        ["skaya", "skiy", "skyi", "skii", "skie", "ska", "ske", "sky", "sk", "a", "o", "y", "i"];
    ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

fn kept_or_all(words: &[String], keep: impl Fn(&str) -> bool) -> Vec<String> {
    let kept: Vec<String> = words.iter().filter(|word| keep(word)).cloned().collect();
    if kept.is_empty() { words.to_vec() } else { kept }
}

/// The name, and the parts of it that are names of their own: without brackets, within them, both
/// halves about a dash or a stroke, both sides of "trading as".
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![name.to_owned()];
    let (outside, inside) = brackets(name);
    if !inside.is_empty() {
        parts.push(outside);
        parts.extend(inside);
    }
    let separators = [" - ", " – ", " / ", "/", " dba ", " d/b/a ", " trading as ", " t/a "];
    let lower = name.to_lowercase();
    for separator in separators {
        // Lower case may move bytes about; then the halves are left alone.
        if lower.len() == name.len() && lower.contains(separator) {
            let halves = lower.split(separator).map(str::to_owned);
            parts.extend(halves);
            break;
        }
    }
    let mut all = parts.into_iter();
    let whole = all.next().unwrap_or_default();
    let long_enough = |part: &String| words_of(part).concat().chars().count() >= 3 || !part.is_ascii();
    std::iter::once(whole).chain(all.filter(long_enough)).collect()
}

/// What stands outside round brackets, and in each of them.
fn brackets(name: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('(') {
        outside.push_str(before);
        outside.push(' ');
        let (within, next) = after.split_once(')').unwrap_or((after, ""));
        inside.push(within.to_owned());
        rest = next;
    }
    outside.push_str(rest);
    (outside, inside)
}

/// The name of a place without the region behind it, `Albany, NY`; and an article put last,
/// `Villares, Los`, put first again.
fn without_region(name: &str, country: &str) -> (String, Option<String>) {
    if let Some((before, tail)) =
        name.rsplit_once(',').filter(|(before, tail)| !before.is_empty() && !tail.contains(['(', ')']))
    {
        let folded = words_of(tail).concat();
        if ARTICLES.contains(&folded.as_str()) && !has_codes(country) {
            return (format!("{} {before}", tail.trim()), None);
        }
        // A third part stands between: `Larkspur, Marin County, CA`. More is a list of places.
        let before = match before.split_once(',') {
            Some((first, rest)) if !rest.contains(',') => first,
            Some(_) => return (name.to_owned(), None),
            None => before,
        };
        return (before.to_owned(), Some(region_code(&folded).to_owned()));
    }
    let code = name.rsplit_once(' ').filter(|(before, tail)| {
        !before.is_empty() && tail.len() == 2 && tail.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    match code {
        Some((before, tail)) if has_codes(country) => (before.to_owned(), Some(tail.to_lowercase())),
        _ => (name.to_owned(), None),
    }
}

/// Whether names of places have the code of a state behind them in this country; `IL` and `LA` are
/// articles elsewhere.
fn has_codes(country: &str) -> bool {
    matches!(country, "AUS" | "CAN" | "USA")
}

/// A region as sources name it, in the form compared: a code where there is one.
pub(super) fn region_form(region: &str) -> String {
    let words = words_of(region);
    let bare = kept_or_all(&words, |word| {
        !is_general(word, ActorType::Region, "") && !is_form(word, ActorType::Region)
    });
    region_code(&bare.concat()).to_owned()
}

/// The words of a text, folded: lower case, no accents, no points and apostrophes, Chinese in
/// simplified characters.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().flat_map(char::to_lowercase) {
        match character {
            '&' => folded.push_str(" and "),
            '\'' | '’' | '‘' | 'ʻ' | '`' | '´' | '.' => {}
            _ if is_combining_mark(character) => {}
            _ => match text::undecomposed(character) {
                Some(plain) => folded.push_str(plain),
                None if character.is_alphanumeric() => folded.push(simplified(character)),
                None => folded.push(' '),
            },
        }
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

/// The simplified character for a traditional Chinese one; any other stays.
fn simplified(character: char) -> char {
    if character < '\u{4E00}' {
        return character;
    }
    fast2s::convert(character.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(character)
}

/// Single letters that stand one after another are one word: `S p A`.
fn joined_initials(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut in_run = false;
    for word in words {
        let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        match joined.last_mut().filter(|_| is_letter && in_run) {
            Some(run) => run.push_str(&word),
            None => joined.push(word),
        }
        in_run = is_letter;
    }
    joined
}

/// A name whose letters were lost on the way, restored where only one reading is possible: bytes
/// written as `<c3><b6>` or `<U+0151>`, and UTF-8 that was read as Windows-1252. For comparison only.
fn repaired(name: &str) -> String {
    let mut name = unescaped(name);
    for _ in 0..2 {
        match read_again(&name) {
            Some(again) => name = again,
            None => break,
        }
    }
    name
}

fn unescaped(name: &str) -> String {
    let mut bytes: Vec<u8> = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('<') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = rest[at..].find('>').map(|end| &rest[at + 1..at + end]);
        let character = escape
            .and_then(|escape| escape.strip_prefix("U+"))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        let byte =
            escape.filter(|escape| escape.len() == 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (character, byte, escape) {
            (Some(character), _, Some(escape)) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &rest[at + escape.len() + 2..];
            }
            (None, Some(byte), Some(_)) => {
                bytes.push(byte);
                rest = &rest[at + 4..];
            }
            _ => {
                bytes.push(b'<');
                rest = &rest[at + 1..];
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

/// UTF-8 that was read as Windows-1252, read again; `None` where it was not.
fn read_again(name: &str) -> Option<String> {
    if !name.contains(['Ã', 'Ä', 'Å', 'Ì', 'È', 'Ð', 'Ñ', 'â']) {
        return None;
    }
    let (bytes, _, has_others) = encoding_rs::WINDOWS_1252.encode(name);
    let again = if has_others { None } else { String::from_utf8(bytes.into_owned()).ok() };
    again.filter(|again| again != name)
}

/// What a name sounds like, roughly: its consonants, those that languages write differently as one.
pub(super) fn skeleton(key: &str) -> String {
    let mut skeleton = String::new();
    let mut characters = key.chars().peekable();
    while let Some(character) = characters.next() {
        let sound = match character {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'j' => continue,
            'p' if characters.peek() == Some(&'h') => 'f',
            'c' | 'q' => 'k',
            'z' => 's',
            'w' => 'v',
            other => other,
        };
        if !skeleton.ends_with(sound) {
            skeleton.push(sound);
        }
    }
    skeleton
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
