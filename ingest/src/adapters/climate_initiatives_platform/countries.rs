//! Countries of a lead organisation.

use quipu_domain::place;

/// Alpha-3 codes of a list of countries, in its order, separated by commas.
///
/// A comma may stand between two countries or within a name (`Korea, Republic of`). One name
/// that is not known makes the whole list missing: a part of it would state something else.
pub(super) fn codes(raw: &str) -> Result<String, String> {
    let parts: Vec<&str> =
        raw.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut codes: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let (code, taken) = first_code(&parts[at..])?;
        if !codes.contains(&code) {
            codes.push(code);
        }
        at += taken;
    }
    if codes.is_empty() { Err("not a list of countries".into()) } else { Ok(codes.join(",")) }
}

/// Code of the first country, and of how many parts its name is made.
fn first_code(parts: &[&str]) -> Result<(&'static str, usize), String> {
    let code = |name: &str| place::by_name(name).map(|place| place.iso3);
    let short = code(parts[0]);
    let next = parts.get(1).copied();
    let long = next.and_then(|next| code(&format!("{}, {next}", parts[0])));
    match (short, long) {
        (Some(_), Some(_)) if next.and_then(code).is_some() => {
            Err(format!("{}, {}: one country or two", parts[0], next.unwrap_or_default()))
        }
        (_, Some(code)) => Ok((code, 2)),
        (Some(code), None) => Ok((code, 1)),
        (None, None) => Err(format!("not a country known by this name: {}", parts[0])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_codes() {
        let codes = |raw| codes(raw).unwrap();
        assert_eq!(codes("United States of America"), "USA");
        assert_eq!(codes("EU"), "EUU");
        assert_eq!(codes("Korea (South)"), "KOR");
        assert_eq!(codes("United Kingdom, France,  France"), "GBR,FRA");
        assert_eq!(codes("Germany\nKorea, Republic of; Kenya"), "DEU,KOR,KEN");
    }

    #[test]
    fn a_name_that_is_not_known_or_not_one_is_refused() {
        assert_eq!(codes("France, Atlantis").unwrap_err(), "not a country known by this name: Atlantis");
        assert_eq!(codes("Hong Kong, China").unwrap_err(), "Hong Kong, China: one country or two");
        assert!(codes(",").is_err());
    }
}
