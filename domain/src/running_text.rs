//! Running text as it comes out of PDF files: whole words with their places, phrases found in them
//! whatever the breaks of lines, and excerpts.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::text::{clean_name, fold};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word in the form for comparison.
    pub folded: String,
    /// Whether it begins with a capital.
    pub is_capitalised: bool,
    /// Whether all its letters are capitals.
    pub is_all_capitals: bool,
    /// Its first character, counted from the beginning of the text.
    pub char_offset: u32,
    /// Bytes of the text before it.
    start: usize,
    /// Bytes of the text up to its end.
    end: usize,
    /// What stands between it and the next word.
    after: Gap,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Blanks, a break of lines, an apostrophe, a hyphen within a line.
    Open,
    /// A hyphen at the end of a line: the two may be one word, or two.
    Hyphenated,
    /// Punctuation that no phrase goes across.
    Closed,
}

/// The words of a text, in order. What is no letter and no digit stands between words.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut begun: Option<(usize, u32)> = None;
    for (count, (at, character)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
        match (is_of_word(character), begun) {
            (true, None) => begun = Some((at, u32::try_from(count).unwrap_or(u32::MAX))),
            (false, Some((start, char_offset))) => {
                if let Some(last) = words.last_mut() {
                    last.after = gap(&text[last.end..start], last.end - last.start);
                }
                words.push(word(&text[start..at], start, char_offset));
                begun = None;
            }
            _ => {}
        }
    }
    words
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

fn word(raw: &str, start: usize, char_offset: u32) -> Word {
    let mut letters = raw.chars().filter(|letter| letter.is_alphabetic());
    Word {
        folded: fold(raw),
        is_capitalised: raw.chars().next().is_some_and(char::is_uppercase),
        is_all_capitals: raw.chars().nth(1).is_some() && letters.all(char::is_uppercase),
        char_offset,
        start,
        end: start + raw.len(),
        after: Gap::Open,
    }
}

/// A full stop behind a word of so many bytes belongs to an abbreviation, as in "St. Gallen".
const ABBREVIATION_BYTES: usize = 3;

fn gap(between: &str, bytes_before: usize) -> Gap {
    let hyphen = between.trim_end().strip_prefix(['-', '\u{2010}', '\u{2011}', '\u{ad}']);
    if hyphen == Some("") && (between.contains('\n') || between.starts_with('\u{ad}')) {
        return Gap::Hyphenated;
    }
    let stops = |character: char| match character {
        '.' => bytes_before > ABBREVIATION_BYTES,
        _ => matches!(character, ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '•' | '|'),
    };
    if between.contains(stops) { Gap::Closed } else { Gap::Open }
}

/// Phrases to be looked for.
#[derive(Debug, Default)]
pub struct Phrases {
    phrases: Vec<Vec<String>>,
    by_first_word: HashMap<String, Vec<usize>>,
}

/// A phrase found in a text: words from `first` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which phrase: its position among those given.
    pub phrase: usize,
    /// Its first word.
    pub first: usize,
    /// The word behind its last.
    pub end: usize,
}

impl Phrases {
    /// Phrases in this order; one without a word is never found.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let mut made = Self::default();
        for (at, phrase) in phrases.into_iter().enumerate() {
            let phrase: Vec<String> = words(phrase).into_iter().map(|word| word.folded).collect();
            if let Some(first) = phrase.first() {
                made.by_first_word.entry(first.clone()).or_default().push(at);
            }
            made.phrases.push(phrase);
        }
        made
    }

    /// How many words a phrase has.
    pub fn word_count(&self, phrase: usize) -> usize {
        self.phrases.get(phrase).map_or(0, Vec::len)
    }

    /// All places where a phrase stands, as whole words. Of phrases that begin at one word the longest
    /// is found; places do not overlap.
    pub fn find(&self, words: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = self.longest_at(words, at);
            at = longest.map_or(at + 1, |one| one.end);
            found.extend(longest);
        }
        found
    }

    fn longest_at(&self, words: &[Word], at: usize) -> Option<Found> {
        let word = &words[at];
        let joined = (word.after == Gap::Hyphenated)
            .then(|| words.get(at + 1).map(|next| format!("{}{}", word.folded, next.folded)))
            .flatten();
        let begin_with = |first: &str| self.by_first_word.get(first).into_iter().flatten().copied();
        let possible = begin_with(&word.folded).chain(joined.iter().flat_map(|first| begin_with(first)));
        let ends = possible.filter_map(|phrase| {
            let end = end_of(words, at, &self.phrases[phrase])?;
            Some(Found { phrase, first: at, end })
        });
        ends.max_by_key(|found| (found.end, std::cmp::Reverse(found.phrase)))
    }
}

/// Where a phrase that begins at a word ends, if it stands there.
fn end_of(words: &[Word], at: usize, phrase: &[String]) -> Option<usize> {
    let [first, rest @ ..] = phrase else { return Some(at) };
    let word = words.get(at)?;
    let goes_on = |last: usize| rest.is_empty() || words[last].after != Gap::Closed;
    if word.folded == *first
        && goes_on(at)
        && let Some(end) = end_of(words, at + 1, rest)
    {
        return Some(end);
    }
    let next = words.get(at + 1).filter(|_| word.after == Gap::Hyphenated)?;
    let is_one = first.strip_prefix(word.folded.as_str()) == Some(next.folded.as_str());
    if is_one && goes_on(at + 1) { end_of(words, at + 2, rest) } else { None }
}

/// The text around some words on one line: with all words before and after that begin within so many
/// characters. `None` where nothing of it can be shown.
pub fn excerpt(text: &str, words: &[Word], first: usize, end: usize, around: u32) -> Option<String> {
    let (from, to) = (words.get(first)?, words.get(end.checked_sub(1)?)?);
    let begin = words[..=first].iter().rev().take_while(|word| word.char_offset + around >= from.char_offset);
    let last = words[end - 1..].iter().take_while(|word| word.char_offset <= to.char_offset + around);
    let (begin, last) = (begin.last()?.start, last.last()?.end);
    clean_name(text.get(begin..last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, phrases: &[&str]) -> Vec<(usize, u32)> {
        let words = words(text);
        let found = Phrases::new(phrases.iter().copied()).find(&words);
        found.into_iter().map(|one| (one.phrase, words[one.first].char_offset)).collect()
    }

    #[test]
    fn a_phrase_is_found_across_lines_and_blanks_of_any_kind() {
        for text in [
            "the private\nsector",
            "the private \n \n sector",
            "the private\u{a0}sector",
            "the Private-Sector",
        ] {
            assert_eq!(found(text, &["private sector"]), [(0, 4)], "{text:?}");
        }
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_may_part_a_word_or_join_two() {
        assert_eq!(found("local govern-\nments", &["local governments"]), [(0, 0)]);
        assert_eq!(found("sub-\n national", &["subnational"]), [(0, 0)]);
        assert_eq!(found("non-\nstate actors", &["non-state actors"]), [(0, 0)]);
        assert_eq!(found("sub\u{ad}national", &["subnational"]), [(0, 0)]);
        assert_eq!(found("sub-national", &["subnational"]), []);
    }

    #[test]
    fn only_whole_words_count() {
        assert_eq!(found("simplicities of capacities", &["cities"]), []);
        assert_eq!(found("Cities.", &["cities"]), [(0, 0)]);
    }

    #[test]
    fn no_phrase_goes_across_the_end_of_a_sentence() {
        assert_eq!(found("Transport is private. Sector targets follow.", &["private sector"]), []);
        assert_eq!(found("Kanton St. Gallen", &["st gallen"]), [(0, 7)]);
    }

    #[test]
    fn the_longest_phrase_wins_and_the_search_goes_on_behind_it() {
        let phrases = ["business", "business as usual"];
        assert_eq!(found("Business as usual is no business.", &phrases), [(1, 0), (0, 24)]);
    }

    #[test]
    fn offsets_count_characters_and_excerpts_keep_whole_words() {
        let text = "Côte d’Ivoire:\n les collectivités\nlocales participent à la planification";
        let words = words(text);
        let one = Phrases::new(["collectivités locales"]).find(&words)[0];
        assert_eq!(words[one.first].char_offset, 20);
        let around = excerpt(text, &words, one.first, one.end, 7);
        assert_eq!(around.as_deref(), Some("les collectivités locales"));
        let more = excerpt(text, &words, one.first, one.end, 14);
        assert_eq!(more.as_deref(), Some("Ivoire: les collectivités locales participent"));
    }

    #[test]
    fn nothing_has_no_words() {
        assert_eq!(words(" \n-"), []);
        assert_eq!(excerpt("", &[], 0, 0, 10), None);
        assert_eq!(found("text", &["", "-"]), []);
    }
}
