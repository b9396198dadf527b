//! How many tokens a text has: counted before it is parsed, so that a text that is too long is
//! refused for the price of reading it once.

use crate::error::ApiError;

/// Longest text of a query, in bytes.
pub const MAX_QUERY_BYTES: usize = 100_000;
/// Most tokens a query may have: names, numbers, texts and punctuation marks.
pub const MAX_TOKENS: usize = 20_000;
/// Longest name, number or other word outside of texts, in bytes: an answer repeats names as often as it has items.
pub const MAX_NAME_BYTES: usize = 128;
/// Most brackets of all kinds within one another: the parser goes down into each.
const MAX_BRACKETS: usize = 100;

/// Refuses a text that is too long to be parsed.
///
/// # Errors
/// Says how long it is and what is allowed.
pub(crate) fn check(text: &str) -> Result<(), ApiError> {
    let bytes = text.len();
    if bytes > MAX_QUERY_BYTES {
        let message = format!("the query is {bytes} bytes long; at most {MAX_QUERY_BYTES} are read");
        return Err(ApiError::Input("QUERY_TOO_COMPLEX", message));
    }
    let (mut tokens, mut open, mut deepest) = (0, 0_usize, 0);
    for Token { first, bytes } in Tokens(text.as_bytes()) {
        if is_word(first) && bytes > MAX_NAME_BYTES {
            let message = format!("the query has a word of {bytes} bytes; at most {MAX_NAME_BYTES} are read");
            return Err(ApiError::Input("QUERY_TOO_COMPLEX", message));
        }
        tokens += 1;
        match first {
            b'{' | b'[' | b'(' => open += 1,
            b'}' | b']' | b')' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    if tokens > MAX_TOKENS {
        let message = format!(
            "the query has {tokens} tokens; at most {MAX_TOKENS} are read: send long lists as variables"
        );
        return Err(ApiError::Input("QUERY_TOO_COMPLEX", message));
    }
    if deepest > MAX_BRACKETS {
        let message =
            format!("the query has {deepest} brackets within one another; at most {MAX_BRACKETS} are read");
        return Err(ApiError::Input("QUERY_TOO_DEEP", message));
    }
    Ok(())
}

/// The tokens of what is left of a text (section 2.1 of the specification). Each counts as one,
/// right or wrong: whether the text is GraphQL, the parser says.
struct Tokens<'a>(&'a [u8]);

/// A token: its first byte, and how long it is.
struct Token {
    first: u8,
    bytes: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_ignored();
        let first = *self.0.first()?;
        let length = match first {
            b'"' => text_length(self.0),
            _ if is_word(first) => self.0.iter().take_while(|byte| is_word(**byte)).count(),
            _ => 1,
        };
        self.0 = &self.0[length..];
        Some(Token { first, bytes: length })
    }
}

impl Tokens<'_> {
    /// Goes past blanks, commas and comments.
    fn skip_ignored(&mut self) {
        while let Some(first) = self.0.first() {
            let length = match first {
                b' ' | b'\t' | b'\n' | b'\r' | b',' => 1,
                b'#' => self.0.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
                _ => return,
            };
            self.0 = &self.0[length..];
        }
    }
}

/// What stands in names and numbers. Bytes beyond ASCII are taken together, whatever they are.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || !byte.is_ascii()
}

/// Length of a text in quotes at the beginning, up to its end or the end of all.
fn text_length(rest: &[u8]) -> usize {
    let quotes: &[u8] = if rest.starts_with(br#"""""#) { br#"""""# } else { br#"""# };
    let mut at = quotes.len();
    while at < rest.len() {
        if rest[at..].starts_with(quotes) {
            return at + quotes.len();
        }
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        Tokens(text.as_bytes()).count()
    }

    #[test]
    fn names_texts_and_marks_are_one_token_each() {
        assert_eq!(count("{ country(iso3: \"BRA\") { name } } # a comment, to the end"), 11);
        assert_eq!(count(r#"{a(b:"x \" y" c:"""z " \""" w""")}"#), 11);
        assert_eq!(count(""), 0);
        assert_eq!(count("\"never closed { { {"), 1);
        assert_eq!(count("\"ends in a backslash \\"), 1);
    }

    #[test]
    fn a_text_of_too_many_tokens_is_refused() {
        assert!(check(&"! ".repeat(MAX_TOKENS)).is_ok());
        assert!(check(&"! ".repeat(MAX_TOKENS + 1)).is_err());
        assert!(check(&format!("# {}", "! ".repeat(MAX_TOKENS + 1))).is_ok());
        assert!(check(&" ".repeat(MAX_QUERY_BYTES + 1)).is_err());
    }

    #[test]
    fn brackets_nest_as_deep_as_is_allowed_and_no_deeper() {
        assert!(check(&"{".repeat(MAX_BRACKETS)).is_ok());
        assert!(check(&"[".repeat(MAX_BRACKETS + 1)).is_err());
        assert!(check(&"{([])}".repeat(MAX_BRACKETS)).is_ok());
    }
}
