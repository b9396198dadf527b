//! Targets as companies word them: "X commits to reduce absolute scope 1 and 2 GHG emissions 42%
//! by 2030 from a 2022 base year".
//!
//! A text is cut at every "commits". What follows up to the end of the sentence is read as a whole
//! or not at all: a word that the grammar has no place for makes the sentence unclear, and then no
//! number of it is kept. Nothing is guessed: a sentence of which half is clear is unclear.

mod action;
mod period;
mod reduction;
mod share;
mod subject;
mod words;

use rust_decimal::Decimal;

use crate::vocabulary::Answer;
use words::{Cursor, Word, is_number_like};

/// What a commitment is to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Emissions that many percent below those of the base year.
    Reduction(Decimal),
    /// Emissions per unit of activity that many percent below those of the base year.
    IntensityReduction {
        /// Percent.
        percent: Decimal,
        /// The unit, in the words of the sentence: `per MWh`.
        unit: String,
    },
    /// Net zero emissions.
    NetZero,
    /// Emissions kept at zero.
    ZeroEmissions,
    /// That share of electricity from renewable sources, in percent.
    RenewableShare(Decimal),
    /// That share of suppliers, customers or investments with targets of their own, in percent.
    Engagement(Decimal),
    /// Something to do or to refrain from, without a number.
    Action,
}

/// What a sentence promises, as far as one number goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// What it is to reach.
    pub goal: Goal,
    /// Year it is compared with; `None` where the sentence has none.
    pub base_year: Option<i32>,
    /// Year it falls due; a fiscal year counts as the year it is named by.
    pub target_year: Option<i32>,
    /// Whether scopes 1, 2 and 3 are covered; all `None` where the sentence names no scope.
    pub scopes: [Option<Answer>; 3],
    /// What of the scopes is covered, in the words of the sentence.
    pub boundary: Option<String>,
}

/// Under which heading a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Near-term targets.
    NearTerm,
    /// Long-term targets.
    LongTerm,
    /// No such heading stands before it.
    Unspecified,
}

/// A sentence of a text, and what was read in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From "commits" to its end, on one line, without the marks of footnotes.
    pub text: String,
    /// The last heading before it.
    pub section: Section,
    /// What it promises, or why that is not clear.
    pub reading: Result<Vec<Commitment>, String>,
}

/// The sentences of a text that promise something, in their order. A text without any is one
/// unclear sentence; a blank text is none.
pub fn read(text: &str) -> Vec<Sentence> {
    let words = words::split(text);
    if words.is_empty() {
        return Vec::new();
    }
    let verbs: Vec<usize> = (0..words.len()).filter(|at| is_commits(&words[*at])).collect();
    let Some(first) = verbs.first() else {
        let text = words::join(&words);
        let reading = Err("no commitment stands in it".into());
        return vec![Sentence { text, section: Section::Unspecified, reading }];
    };
    let mut reader = Reader::default();
    reader.between(&words[..*first]);
    for (nth, verb) in verbs.iter().enumerate() {
        let end = verbs.get(nth + 1).copied().unwrap_or(words.len());
        let clause_end = *verb + words::sentence_length(&words[*verb..end]);
        let used = reader.sentence(&words[*verb..clause_end]);
        reader.between(&words[*verb + used..end]);
    }
    reader.sentences
}

fn is_commits(word: &Word) -> bool {
    matches!(word.plain.as_str(), "commits" | "commit" | "committed")
}

/// What is known of the text so far.
#[derive(Default)]
struct Reader {
    sentences: Vec<Sentence>,
    section: Option<Section>,
    timeframe: Option<Timeframe>,
}

/// Base year and target year that "the same timeframe" refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Timeframe {
    base_year: i32,
    target_year: i32,
    /// Whether what it is said of counts per unit.
    is_per_unit: bool,
}

impl Reader {
    /// Reads a sentence; gives how many of its words were used.
    fn sentence(&mut self, words: &[Word]) -> usize {
        let mut cursor = Cursor::new(&words[1..]);
        let reading = action::commitments(&mut cursor, self.timeframe);
        let used = if reading.is_ok() { cursor.at() + 1 } else { words.len() };
        self.timeframe = reading.as_ref().ok().and_then(|read| Timeframe::of(read));
        let section = self.section.unwrap_or(Section::Unspecified);
        let is_clear = reading.is_ok();
        self.sentences.push(Sentence { text: words::join(&words[..used]), section, reading });
        if !is_clear && let Some(section) = heading(words) {
            self.section = Some(section);
        }
        used
    }

    /// Looks at the words between two sentences: headings, names, footnotes. A percentage outside of
    /// a footnote belongs to a promise in other words than "commits", which is not read.
    fn between(&mut self, words: &[Word]) {
        if let Some(section) = heading(words) {
            self.section = Some(section);
            self.timeframe = None;
        }
        let body = words.iter().position(|word| word.is_footnote).unwrap_or(words.len());
        if words[..body].iter().any(|word| word.plain.ends_with('%') && is_number_like(&word.plain)) {
            let section = self.section.unwrap_or(Section::Unspecified);
            let reading = Err("a percentage outside of a commitment".into());
            self.sentences.push(Sentence { text: words::join(&words[..body]), section, reading });
        }
    }
}

/// The last heading among these words.
fn heading(words: &[Word]) -> Option<Section> {
    let at = |start: usize| words.get(start).map_or("", |word| word.plain.as_str());
    (0..words.len()).rev().find_map(|start| match (at(start), at(start + 1)) {
        ("near-term", _) | ("near", "term") => Some(Section::NearTerm),
        ("long-term", _) | ("long", "term") => Some(Section::LongTerm),
        _ => None,
    })
}

impl Timeframe {
    /// What "the same timeframe" behind these commitments refers to: their years, where all of them
    /// have the same.
    fn of(commitments: &[Commitment]) -> Option<Self> {
        let mut frames = commitments.iter().map(|one| {
            let is_per_unit = matches!(one.goal, Goal::IntensityReduction { .. });
            Some(Self { base_year: one.base_year?, target_year: one.target_year?, is_per_unit })
        });
        let first = frames.next()??;
        frames.all(|frame| frame == Some(first)).then_some(first)
    }
}

#[cfg(test)]
mod tests;
