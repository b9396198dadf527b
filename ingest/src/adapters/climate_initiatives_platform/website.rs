//! Web addresses as people type them into a form.

use quipu_domain::text;

/// Ends of host names that may stand without `www.` before them; codes of countries may too.
const TOP_DOMAINS: [&str; 10] = ["org", "com", "net", "int", "edu", "gov", "info", "earth", "global", "city"];

/// One web address; `https://` is put before a host name that comes without it.
pub(super) fn address(raw: &str) -> Result<String, String> {
    let raw = raw.trim();
    let refused = || "not one web address".to_owned();
    if holds_several(raw) || raw.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(refused());
    }
    if let Some(address) = text::web_address(raw) {
        return Ok(address.to_owned());
    }
    let host = raw.split_once('/').map_or(raw, |(host, _)| host);
    if is_host(host) { Ok(format!("https://{raw}")) } else { Err(refused()) }
}

/// Whether another address follows the first. One that is part of it stands behind `/` or `=`.
fn holds_several(raw: &str) -> bool {
    let listed = [",www.", ";www."].iter().any(|mark| raw.contains(mark));
    let schemes = raw.match_indices("http://").chain(raw.match_indices("https://"));
    listed || schemes.into_iter().any(|(at, _)| at > 0 && !raw[..at].ends_with(['/', '=']))
}

/// Whether it is clearly the name of a host, and not a name of something else with a point in it.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let Some((top, names)) = labels.split_last() else {
        return false;
    };
    let letters = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let www = names.len() >= 2 && names[0].eq_ignore_ascii_case("www");
    let known = top.len() == 2 || TOP_DOMAINS.iter().any(|domain| top.eq_ignore_ascii_case(domain));
    !names.is_empty() && names.iter().all(|name| is_label(name)) && letters && (www || known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_it_is() {
        for raw in ["http://asdun.org/?lang=en", "https://web.archive.org/web/2020/http://www.lpaa.org"] {
            assert_eq!(address(raw).as_deref(), Ok(raw));
        }
    }

    #[test]
    fn a_host_name_gets_its_scheme() {
        assert_eq!(address("www.2050pathways.org").as_deref(), Ok("https://www.2050pathways.org"));
        assert_eq!(address("www.MobiliseYourCity.net").as_deref(), Ok("https://www.MobiliseYourCity.net"));
        assert_eq!(address("interfaithrainforest.org").as_deref(), Ok("https://interfaithrainforest.org"));
        let path = "wrirosscities.org/ZeroCarbonBuildings";
        assert_eq!(address(path), Ok(format!("https://{path}")));
    }

    #[test]
    fn several_addresses_and_texts_are_refused() {
        for raw in [
            "https://globalcoolcities.org/ and https://coolrooftoolkit.org",
            "web-site at: http://www.c40.org/networks/low_emission_vehicles, Declaration at: http://c40.org",
            "http://a.org,http://b.org",
            "http://a.orghttp://b.org",
            "www.a.org/;www.b.org",
            "under construction",
            "brochure.pdf",
            "someone@example.org",
            "javascript:alert(1)",
        ] {
            assert!(address(raw).is_err(), "{raw}");
        }
    }
}
