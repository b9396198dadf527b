//! Text as it comes from outside: cleaned for display, folded for comparison.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest name kept, in bytes.
pub const MAX_NAME_BYTES: usize = 500;

/// A name fit for display: composed (NFC), one line, without control characters, zero-width
/// characters or marks that change the direction of writing. `None` if nothing is left.
pub fn clean_name(raw: &str) -> Option<String> {
    let kept = raw.nfc().filter(|character| !is_invisible(*character));
    let name: String = kept.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let name = name.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| !name.is_empty())
}

/// Characters that show nothing and can deceive: controls other than white space, zero-width
/// characters, bidirectional controls, the byte order mark.
pub fn is_invisible(character: char) -> bool {
    let hidden = matches!(character,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    hidden || (character.is_control() && !character.is_whitespace())
}

/// The text with characters that R wrote as escapes, such as `<U+00E9>`, put back. Escapes of what shows
/// nothing by itself (marks that belong to a letter beside them, invisible characters) stay as received.
pub fn without_escapes(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("<U+") {
        text.push_str(before);
        let escape = after.split_once('>').and_then(|(code, after)| Some((escaped(code)?, after)));
        match escape {
            Some((character, after)) => {
                text.push(character);
                rest = after;
            }
            None => {
                text.push_str("<U+");
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The character of four to eight hexadecimal digits, if it may stand alone.
fn escaped(code: &str) -> Option<char> {
    let shaped = (4..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_hexdigit());
    let character = char::from_u32(u32::from_str_radix(code, 16).ok().filter(|_| shaped)?)?;
    let alone = !is_combining_mark(character) && !is_invisible(character) && !character.is_control();
    alone.then_some(character)
}

/// A form for comparison and search: compatibility forms, accents and case removed, letters
/// that Unicode does not take apart written as usual without them, runs of white space made
/// one blank.
pub fn fold(text: &str) -> String {
    let base = text.nfkd().filter(|character| !is_combining_mark(*character));
    let mut lower = String::with_capacity(text.len());
    for character in base.flat_map(char::to_lowercase) {
        match undecomposed(character) {
            Some(plain) => lower.push_str(plain),
            None if is_combining_mark(character) => {}
            None => lower.push(character),
        }
    }
    let plain = lower.replace(['’', '‘', '`', '´'], "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters with a stroke and ligatures, which have no decomposition.
pub(crate) fn undecomposed(character: char) -> Option<&'static str> {
    Some(match character {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The address if it is one that a browser may open: `http` or `https`, no blanks.
pub fn web_address(raw: &str) -> Option<&str> {
    let address = raw.trim();
    let known = address.starts_with("https://") || address.starts_with("http://");
    let whole = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    (known && whole).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cleaned_but_not_changed() {
        assert_eq!(clean_name("INEOS ").as_deref(), Some("INEOS"));
        assert_eq!(clean_name("Thailand\u{200b} NDC 3.0").as_deref(), Some("Thailand NDC 3.0"));
        assert_eq!(clean_name("a\u{202E}b\nc").as_deref(), Some("ab c"));
        assert_eq!(clean_name("Medellìn").as_deref(), Some("Medellìn"));
        assert_eq!(clean_name(" \u{200b}"), None);
    }

    #[test]
    fn folding_forgets_accents_and_case() {
        assert_eq!(fold("Côte d’Ivoire"), "cote d'ivoire");
        assert_eq!(fold("  São  Paulo"), "sao paulo");
        assert_eq!(fold("臺北"), "臺北");
        assert_eq!(fold("ŁÓDŹ"), "lodz");
        assert_eq!(fold("Aydın, İzmir"), "aydin, izmir");
        assert_eq!(fold("Tromsø"), "tromso");
    }

    #[test]
    fn escapes_of_whole_characters_are_put_back() {
        assert_eq!(without_escapes("Qu<U+00E9>bec"), "Québec");
        assert_eq!(without_escapes("<U+53F0><U+5317>"), "台北");
        for kept in
            ["Qu<U+0329>bec", "a<U+202E>b", "a<U+0000>b", "<U+D800>", "<U+>", "<U+12", "<U+GGGG> b", ""]
        {
            assert_eq!(without_escapes(kept), kept);
        }
    }

    #[test]
    fn only_web_addresses_pass() {
        assert_eq!(web_address(" https://unfccc.int/a%20b "), Some("https://unfccc.int/a%20b"));
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("www.example.org"), None);
    }
}
