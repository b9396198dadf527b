//! Codes under which actors are known elsewhere: when two spellings are one code.

use std::borrow::Cow;

use crate::vocabulary::IdentifierScheme;

/// A code in the form in which codes are compared.
///
/// Sources write UN/LOCODEs with a blank, as the code list does (`GB LDY`), and without (`GBLDY`); an LEI and an
/// ISIN are often set in groups. Blanks within these three mean nothing, and case means nothing in them and in
/// ISO 3166-2. Codes of other schemes are taken as they stand, without blanks around them.
pub fn normal(scheme: IdentifierScheme, code: &str) -> Cow<'_, str> {
    let code = code.trim();
    let (ignores_blanks, ignores_case) = match scheme {
        IdentifierScheme::Lei | IdentifierScheme::Isin | IdentifierScheme::Unlocode => (true, true),
        IdentifierScheme::Iso3166Part2 => (false, true),
        _ => (false, false),
    };
    let is_dropped = |letter: char| ignores_blanks && letter.is_whitespace();
    let is_changed = |letter: char| is_dropped(letter) || (ignores_case && letter.is_ascii_lowercase());
    if !code.contains(is_changed) {
        return Cow::Borrowed(code);
    }
    let kept = code.chars().filter(|letter| !is_dropped(*letter));
    Cow::Owned(kept.map(|letter| if ignores_case { letter.to_ascii_uppercase() } else { letter }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_case_mean_nothing_where_the_scheme_has_none() {
        for (scheme, one, other) in [
            (IdentifierScheme::Unlocode, "GB LDY", " gbldy "),
            (IdentifierScheme::Lei, "8I5D ZWZK VSZI 1NUH U748", "8i5dzwzkvszi1nuhu748"),
            (IdentifierScheme::Isin, "US 0378331005", "us0378331005"),
            (IdentifierScheme::Iso3166Part2, "BR-SP", "br-sp"),
        ] {
            assert_eq!(normal(scheme, one), normal(scheme, other), "{scheme:?}");
        }
    }

    #[test]
    fn codes_of_other_schemes_are_taken_as_they_stand() {
        assert_eq!(normal(IdentifierScheme::Nzt, " Cit 1 "), "Cit 1");
        assert_ne!(normal(IdentifierScheme::Nzt, "cit-1"), normal(IdentifierScheme::Nzt, "CIT-1"));
    }
}
