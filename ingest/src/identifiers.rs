//! Codes of companies, by their shape and check digits. A code is never corrected.

/// An ISIN (ISO 6166): two letters, nine letters or digits, and a check digit. Small letters are
/// taken as capitals.
///
/// # Errors
/// Says which of it does not hold.
pub(crate) fn isin(raw: &str) -> Result<String, String> {
    let code = isin_by_shape(raw)?;
    if luhn(&code) { Ok(code) } else { Err("not an ISIN: its check digit does not fit".into()) }
}

/// The same without a look at the check digit.
///
/// # Errors
/// Says what of the shape does not hold.
pub(crate) fn isin_by_shape(raw: &str) -> Result<String, String> {
    let code = raw.trim().to_ascii_uppercase();
    let bytes = code.as_bytes();
    let shaped = bytes.len() == 12
        && bytes[..2].iter().all(u8::is_ascii_alphabetic)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes[11].is_ascii_digit();
    if shaped { Ok(code) } else { Err("not an ISIN: two letters, nine letters or digits, a digit".into()) }
}

/// An LEI (ISO 17442): eighteen capital letters or digits, and two check digits.
///
/// # Errors
/// Says which of it does not hold.
pub(crate) fn lei(raw: &str) -> Result<String, String> {
    let code = raw.trim();
    let bytes = code.as_bytes();
    let shaped = bytes.len() == 20
        && bytes.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && bytes[18..].iter().all(u8::is_ascii_digit);
    if !shaped {
        return Err("not an LEI: eighteen capital letters or digits, two digits".into());
    }
    let rest = code.chars().filter_map(value).fold(0_u32, |rest, value| {
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    });
    if rest == 1 { Ok(code.to_owned()) } else { Err("not an LEI: its check digits do not fit".into()) }
}

/// The number that a character counts as: `A` is 10, `Z` is 35.
fn value(character: char) -> Option<u32> {
    character.to_digit(36)
}

/// Whether the digits, letters counted as numbers, fit the last one.
fn luhn(code: &str) -> bool {
    let digits: String = code.chars().filter_map(value).map(|value| value.to_string()).collect();
    let sum: u32 = digits.chars().rev().filter_map(|digit| digit.to_digit(10)).enumerate().fold(
        0,
        |sum, (at, digit)| {
            let counted = if at % 2 == 1 { digit * 2 } else { digit };
            sum + counted / 10 + counted % 10
        },
    );
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isin_has_a_check_digit() {
        assert_eq!(isin(" ie00bd845x29 ").as_deref(), Ok("IE00BD845X29"));
        assert_eq!(isin("US91332U1016").as_deref(), Ok("US91332U1016"));
        // A Belgian company number behind the letters of the country has the shape of an ISIN.
        for wrong in ["BE0633855309", "IE00BD845X28", "TW 0002610003", "N/A", "", "ÅÅ00BD845X29"] {
            assert!(isin(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_lei_has_two_check_digits() {
        assert_eq!(lei("549300D1ESJMGNQNG432").as_deref(), Ok("549300D1ESJMGNQNG432"));
        let wrong = [
            "894500g20bsul7np8u62",
            "0000000000000006010R",
            "0",
            "549300D1ESJMGNQNG433",
            "",
            "549300D1ESJMGNQNG4É",
        ];
        for wrong in wrong {
            assert!(lei(wrong).is_err(), "{wrong}");
        }
    }
}
