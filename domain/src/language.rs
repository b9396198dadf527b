//! Languages of names, as BCP 47 tags.

/// Languages every country has a name in once the reference data are imported.
pub const LANGUAGES: [&str; 9] = ["en", "zh-Hant", "zh-Hans", "fr", "es", "ru", "ar", "pt", "ja"];

/// The tags to try for a wish, best first: the tag itself, what it falls back to, English.
///
/// `zh-TW`, `zh-HK` and `zh-MO` fall back to Traditional script, other Chinese to Simplified;
/// any other tag falls back to its language without region. A tag that is no tag gives English.
pub fn wishes(tag: &str) -> Vec<String> {
    let mut tags = vec![canonical(tag)];
    let language = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if language == "zh" {
        let traditional = ["TW", "HK", "MO"].iter().any(|region| tag.to_ascii_uppercase().ends_with(region))
            || tag.to_ascii_lowercase().contains("hant");
        tags.push(if traditional { "zh-Hant" } else { "zh-Hans" }.to_owned());
    } else {
        tags.push(language);
    }
    tags.push("en".to_owned());
    tags.retain(|tag| !tag.is_empty());
    tags.dedup();
    tags
}

/// Whether the text has the shape of a language tag: subtags of letters and digits.
pub fn is_tag(text: &str) -> bool {
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut parts = text.split('-');
    let primary = parts
        .next()
        .is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    primary && text.len() <= 35 && parts.all(subtag)
}

/// The tag in the usual case: `zh-hant` is `zh-Hant`, `PT-br` is `pt-BR`.
fn canonical(tag: &str) -> String {
    let mut parts = tag.split(['-', '_']);
    let mut canonical = parts.next().unwrap_or_default().to_ascii_lowercase();
    for part in parts {
        canonical.push('-');
        match part.len() {
            2 => canonical.push_str(&part.to_ascii_uppercase()),
            4 => {
                let lower = part.to_ascii_lowercase();
                let mut letters = lower.chars();
                canonical.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                canonical.extend(letters);
            }
            _ => canonical.push_str(&part.to_ascii_lowercase()),
        }
    }
    canonical
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_falls_back_to_its_script() {
        assert_eq!(wishes("zh-hant"), ["zh-Hant", "en"]);
        assert_eq!(wishes("zh-TW"), ["zh-TW", "zh-Hant", "en"]);
        assert_eq!(wishes("zh"), ["zh", "zh-Hans", "en"]);
        assert_eq!(wishes("pt-br"), ["pt-BR", "pt", "en"]);
        assert_eq!(wishes("en"), ["en"]);
    }

    #[test]
    fn a_tag_has_a_shape() {
        assert!(is_tag("zh-Hant") && is_tag("ar"));
        assert!(!is_tag("") && !is_tag("e") && !is_tag("en us") && !is_tag("../x"));
    }
}
