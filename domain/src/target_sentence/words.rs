//! A text as words, and a place among them.

use crate::text::is_invisible;

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it stands there.
    pub(super) raw: String,
    /// In small letters, without punctuation around it.
    pub(super) plain: String,
    /// Whether a sentence ends behind it.
    pub(super) ends: bool,
    /// Whether the mark of a footnote stands before it.
    pub(super) is_footnote: bool,
}

/// Words with a full stop that end no sentence.
const ABBREVIATIONS: [&str; 8] = ["e.g.", "i.e.", "u.s.", "approx.", "incl.", "excl.", "resp.", "sq."];

/// The words of a text. Hyphens of all kinds are one; `42 %` and `42 percent` are `42%`; marks of
/// footnotes are no words.
pub(super) fn split(text: &str) -> Vec<Word> {
    let text = spaced(text);
    let mut words: Vec<Word> = Vec::new();
    let mut marked = false;
    for raw in text.split_whitespace() {
        if raw == "*" {
            marked = true;
            continue;
        }
        if matches!(raw, "%" | "percent" | "%." | "%,")
            && let Some(number) = words.last_mut().filter(|word| is_number(&word.plain))
        {
            number.plain.push('%');
            number.raw.push('%');
            number.ends = raw == "%.";
            continue;
        }
        if matches!(raw, "." | ";" | "," | ":") {
            if let Some(last) = words.last_mut() {
                last.ends |= raw == "." || raw == ";";
            }
            continue;
        }
        let capital = raw.trim_start_matches(['"', '(']).starts_with(char::is_uppercase);
        if marked
            && capital
            && let Some(last) = words.last_mut()
        {
            last.ends = true;
        }
        words.push(Word::new(raw, marked && capital));
        marked = false;
    }
    words
}

impl Word {
    fn new(raw: &str, is_footnote: bool) -> Self {
        let plain = raw.to_lowercase();
        let closed = plain.trim_end_matches(['"', ')', '\'']);
        let ends = (closed.ends_with('.') || closed.ends_with(';')) && !ABBREVIATIONS.contains(&closed);
        let around = |c: char| c.is_ascii_punctuation() && !matches!(c, '%' | '&' | '+');
        let inner = plain.trim_matches(around).to_owned();
        Self { raw: raw.to_owned(), plain: inner, ends, is_footnote }
    }
}

/// The text with plain blanks and hyphens, marks of footnotes apart, and a blank behind a full stop
/// that a capital letter follows.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut before = [' ', ' '];
    for character in text.chars().filter(|character| !is_invisible(*character)) {
        let character = match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            other if other.is_whitespace() => ' ',
            other => other,
        };
        let sentence_before = before[1] == '.' && (before[0].is_lowercase() || before[0].is_ascii_digit());
        if sentence_before && character.is_uppercase() {
            spaced.push(' ');
        }
        match character {
            '*' => spaced.push_str(" * "),
            other => spaced.push(other),
        }
        before = [before[1], character];
    }
    // A word broken at the end of a line.
    spaced.replace("- linked", "-linked").replace("net- zero", "net-zero")
}

/// How many of these words belong to the first sentence.
pub(super) fn sentence_length(words: &[Word]) -> usize {
    words.iter().position(|word| word.ends).map_or(words.len(), |at| at + 1)
}

/// Words as one line.
pub(super) fn join(words: &[Word]) -> String {
    words.iter().map(|word| word.raw.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words as one line, without punctuation behind; `None` for no words.
pub(super) fn phrase(words: &[Word]) -> Option<String> {
    let phrase = join(words);
    let phrase = phrase.trim_end_matches(['.', ',', ';', ':']).trim();
    (!phrase.is_empty()).then(|| phrase.to_owned())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a number stands in the word.
pub(super) fn is_number_like(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A place among the words of one sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    words: &'a [Word],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(words: &'a [Word]) -> Self {
        Self { words, at: 0 }
    }

    /// How many words lie behind.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The words ahead.
    pub(super) fn rest(&self) -> &'a [Word] {
        &self.words[self.at..]
    }

    /// The word so many places ahead, in its plain form; empty past the end.
    pub(super) fn peek(&self, ahead: usize) -> &'a str {
        self.words.get(self.at + ahead).map_or("", |word| word.plain.as_str())
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.words.len()
    }

    /// Whether a new sentence begins here: the last one has ended, or a capital letter stands here.
    pub(super) fn is_at_boundary(&self) -> bool {
        let capital = |word: &Word| word.raw.trim_start_matches(['"', '(']).starts_with(char::is_uppercase);
        self.rest().first().is_none_or(|word| word.is_footnote || capital(word))
    }

    pub(super) fn skip(&mut self, words: usize) {
        self.at = (self.at + words).min(self.words.len());
    }

    /// Takes these words if they come next.
    pub(super) fn take(&mut self, words: &[&str]) -> bool {
        let next = words.iter().enumerate().all(|(ahead, word)| self.peek(ahead) == *word);
        if next {
            self.skip(words.len());
        }
        next
    }

    /// Takes the next word if it is one of these.
    pub(super) fn take_any(&mut self, words: &[&str]) -> bool {
        let next = !self.is_done() && words.contains(&self.peek(0));
        if next {
            self.skip(1);
        }
        next
    }

    /// Takes all next words that are among these.
    pub(super) fn take_all(&mut self, words: &[&str]) {
        while self.take_any(words) {}
    }

    /// Takes words up to where `stop` holds, or to the end.
    pub(super) fn take_until(&mut self, stop: impl Fn(&Self) -> bool) -> &'a [Word] {
        let start = self.at;
        while !self.is_done() && !stop(self) {
            self.at += 1;
        }
        &self.words[start..self.at]
    }
}
