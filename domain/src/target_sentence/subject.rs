//! Whose emissions a commitment is about: "absolute scope 1 and 2 GHG emissions from …".

use super::words::{Word, is_number_like, phrase};
use crate::vocabulary::Answer;

/// The emissions that a percentage is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) scopes: [Option<Answer>; 3],
    pub(super) boundary: Option<String>,
    /// Unit of an intensity, where it stands before the percentage.
    pub(super) unit: Option<String>,
    pub(super) is_absolute: bool,
    pub(super) is_intensity: bool,
}

/// Words that say nothing of what is covered.
const EMPTY: [&str; 17] = [
    "its",
    "their",
    "the",
    "our",
    "total",
    "combined",
    "own",
    "ghg",
    "ghgs",
    "greenhouse",
    "gas",
    "gases",
    "gross",
    "by",
    "company's",
    "co2e",
    "of",
];

impl Subject {
    /// Reads the words between the verb and the percentage, or the end.
    pub(super) fn read(words: &[Word]) -> Result<Self, String> {
        let plain = |at: usize| words.get(at).map_or("", |word| word.plain.as_str());
        let mut subject = Self::default();
        let emissions = words.iter().position(|word| matches!(word.plain.as_str(), "emissions" | "emission"));
        let scope = words.iter().position(|word| is_scope(&word.plain));
        let (start, end) = match scope {
            Some(at) => (at, scopes_end(words, at)),
            None => (0, 0),
        };
        let covered = numbers(&words[start..end]);
        if scope.is_some() && covered.is_empty() {
            return Err("a scope without a number".into());
        }
        // Emissions are named behind the scopes, or there are no scopes, or no such word at all.
        let ghg = (end..words.len()).find(|at| matches!(plain(*at), "ghg" | "ghgs"));
        let named = emissions.filter(|at| *at >= end).or(ghg);
        let behind = named.map_or(end, |at| at + 1);
        if named.is_none() && scope.is_none() {
            return Err("neither scopes nor emissions are named".into());
        }
        let adjectives: Vec<&Word> = words[..start].iter().chain(&words[end..behind.max(end)]).collect();
        let before = subject.adjectives(&adjectives)?;
        let after = subject.after(&words[behind.max(end)..])?;
        subject.cover(&covered, before.is_some(), after.is_some());
        let parts: Vec<String> = before.into_iter().chain(after).collect();
        subject.boundary = (!parts.is_empty()).then(|| parts.join(" "));
        Ok(subject)
    }

    /// What stands before "emissions" besides scopes: "all other", "FLAG", "in-use operational".
    fn adjectives(&mut self, words: &[&Word]) -> Result<Option<String>, String> {
        let mut kept = Vec::new();
        for word in words {
            match word.plain.as_str() {
                "absolute" => self.is_absolute = true,
                "intensity" => self.is_intensity = true,
                "emissions" | "emission" | "reductions" | "reduction" => {}
                plain if plain.starts_with("ab") => return Err(format!("{:?} may mean absolute", word.raw)),
                plain if is_scope(plain) || is_number_like(plain) => {
                    return Err(format!("{:?} stands among the scopes", word.raw));
                }
                plain if EMPTY.contains(&plain) => {}
                _ => kept.push(word.raw.trim_end_matches([',', ':'])),
            }
        }
        Ok((!kept.is_empty()).then(|| kept.join(" ")))
    }

    /// What stands behind "emissions": what they are from, or per what they are counted.
    fn after(&mut self, words: &[Word]) -> Result<Option<String>, String> {
        let words = match words.first().map(|word| word.plain.as_str()) {
            Some("intensity" | "intensities") => {
                self.is_intensity = true;
                &words[1..]
            }
            Some("reductions" | "reduction") => &words[1..],
            _ => words,
        };
        let fewer =
            words.iter().rposition(|word| !matches!(word.plain.as_str(), "by" | "of" | "at" | "least"));
        let words = &words[..fewer.map_or(0, |last| last + 1)];
        refuse_numbers(words)?;
        let per = words.iter().position(|word| word.plain == "per");
        let (boundary, unit) = words.split_at(per.unwrap_or(words.len()));
        self.unit = phrase(unit);
        boundary_of(boundary)
    }

    /// Takes a unit that stands behind the percentage.
    pub(super) fn count_per(&mut self, unit: &[Word]) -> Result<(), String> {
        refuse_numbers(unit)?;
        if self.unit.is_some() {
            return Err("two units".into());
        }
        self.unit = phrase(unit);
        Ok(())
    }

    /// Takes a boundary that stands behind the percentage, or behind the unit.
    pub(super) fn narrow(&mut self, boundary: &[Word]) -> Result<(), String> {
        let Some(behind) = boundary_of(boundary)? else { return Ok(()) };
        self.boundary = Some(match self.boundary.take() {
            Some(before) => format!("{before} {behind}"),
            None => behind,
        });
        let covered: Vec<usize> = (1..=3)
            .filter(|scope| matches!(self.scopes[scope - 1], Some(Answer::Yes | Answer::Partial)))
            .collect();
        self.cover(&covered, false, true);
        Ok(())
    }

    /// A boundary makes a scope covered in part. Categories ("from purchased goods") are of scope 3
    /// where it is among several; what stands before "emissions" holds for all.
    fn cover(&mut self, covered: &[usize], has_before: bool, has_after: bool) {
        if covered.is_empty() {
            return;
        }
        for scope in 1..=3 {
            let is_partial = has_before || (has_after && (scope == 3 || !covered.contains(&3)));
            self.scopes[scope - 1] = Some(match covered.contains(&scope) {
                true if is_partial => Answer::Partial,
                true => Answer::Yes,
                false => Answer::No,
            });
        }
    }
}

/// What is covered, as "from purchased goods and services"; `None` for no words.
fn boundary_of(words: &[Word]) -> Result<Option<String>, String> {
    refuse_numbers(words)?;
    match words {
        [] => Ok(None),
        [only] => Err(format!("{:?} without what it refers to", only.raw)),
        [first, ..] if !opens_boundary(&first.plain) => {
            Err(format!("{:?} stands behind the emissions", first.raw))
        }
        words => Ok(phrase(words)),
    }
}

/// A phrase that says what is covered, or per what, holds no scope, year or percentage.
pub(super) fn refuse_numbers(words: &[Word]) -> Result<(), String> {
    let stray = |word: &&Word| {
        let plain = word.plain.as_str();
        let fiscal = plain.strip_prefix("fy").is_some_and(is_number_like);
        is_scope(plain) || is_year(plain) || fiscal || plain.contains('%') || plain.starts_with("base")
    };
    match words.iter().find(stray) {
        Some(word) => Err(format!("{:?} stands in the middle of a phrase", word.raw)),
        None => Ok(()),
    }
}

/// Whether what emissions are from may begin with this word.
pub(super) fn opens_boundary(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "covering"
            | "covered"
            | "across"
            | "excluding"
            | "including"
            | "associated"
            | "related"
            | "beyond"
            | "for"
            | "within"
            | "in"
            | "of"
            | "purchased"
            | "use"
    )
}

fn is_scope(word: &str) -> bool {
    matches!(word, "scope" | "scopes")
}

/// Whether the word is a year of four digits, of a fiscal year or not.
pub(super) fn is_year(word: &str) -> bool {
    let digits = word.trim_start_matches("fy");
    digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1`, `2`, `1+2`, `1,2`: numbers of scopes.
fn is_scope_number(word: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'1'..=b'3' | b',' | b'+' | b'&');
    word.bytes().all(allowed) && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Where the list of scopes that begins at `start` ends.
fn scopes_end(words: &[Word], start: usize) -> usize {
    let mut end = start + 1;
    for (at, word) in words.iter().enumerate().skip(start + 1) {
        let plain = word.plain.as_str();
        if is_scope_number(plain) {
            end = at + 1;
        } else if !matches!(plain, "and" | "&" | "+" | "absolute" | "") && !is_scope(plain) {
            break;
        }
    }
    end
}

fn numbers(words: &[Word]) -> Vec<usize> {
    let digits = words.iter().flat_map(|word| word.plain.bytes()).filter(u8::is_ascii_digit);
    digits.map(|digit| usize::from(digit - b'0')).collect()
}
