//! Names of which one cell gives two.

use quipu_domain::text;

/// Countries where places have names in two languages, which are then written `Bolzano/Bozen`.
const TWO_LANGUAGES: [&str; 8] = ["BEL", "CHE", "CYP", "ESP", "FIN", "IRL", "ITA", "LUX"];

/// Both halves of a name in two languages or scripts; none where it is not certain that it is one.
pub(super) fn halves(name: &str, country: &str) -> Vec<String> {
    let pair = around_slash(name, country).or_else(|| around_bracket(name));
    let Some((first, second)) = pair else { return Vec::new() };
    [first, second].into_iter().filter_map(text::clean_name).collect()
}

/// `Olite / Erriberri`, and `Bolzano/Bozen` where places have two names. Not `Cernusco S/N`, nor a
/// town and its county, `Targoviste/Dambovita`.
fn around_slash<'n>(name: &'n str, country: &str) -> Option<(&'n str, &'n str)> {
    let (first, second) = name.split_once('/')?;
    let apart = first.ends_with(' ') || second.starts_with(' ');
    let certain = apart || TWO_LANGUAGES.contains(&country);
    let whole = |half: &str| half.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    (certain && !second.contains('/') && whole(first) && whole(second)).then_some((first, second))
}

/// A name in Latin letters with the same in another script behind it in brackets. Brackets in the
/// same script may hold anything: a province, a nickname, "double".
fn around_bracket(name: &str) -> Option<(&str, &str)> {
    let (first, rest) = name.strip_suffix(')')?.split_once('(')?;
    let is_latin = |c: char| c.is_alphabetic() && c < '\u{0370}';
    let other_script = rest.chars().any(char::is_alphabetic) && !rest.chars().any(is_latin);
    (other_script && first.chars().any(is_latin) && !rest.contains('(')).then_some((first, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_two_languages_are_parted() {
        assert_eq!(halves("Bolzano/Bozen", "ITA"), ["Bolzano", "Bozen"]);
        assert_eq!(halves("Salinas de Oro/ Jaitz", "ESP"), ["Salinas de Oro", "Jaitz"]);
        assert_eq!(halves("Cornwall Council / Konsel Kernow", "GBR"), ["Cornwall Council", "Konsel Kernow"]);
    }

    #[test]
    fn names_in_two_scripts_are_parted() {
        let name = "MUNICIPALITY OF NEA PROPONTIDA (ΔΗΜΟΣ ΝΕΑΣ ΠΡΟΠΟΝΤΙΔΑΣ)";
        assert_eq!(halves(name, "GRC"), ["MUNICIPALITY OF NEA PROPONTIDA", "ΔΗΜΟΣ ΝΕΑΣ ΠΡΟΠΟΝΤΙΔΑΣ"]);
    }

    #[test]
    fn what_may_be_something_else_stays_whole() {
        for (name, country) in [
            ("Cernusco S/N", "ITA"),
            ("Targoviste/Dambovita", "ROU"),
            ("Pruszcz Gdański/Miasto", "POL"),
            ("Castello-Molina di Fiemme / Capriana / Valfloriana", "ITA"),
            ("Sulaimaniya (Slemani)", "IRQ"),
            ("Sant'Arpino (CE", "ITA"),
            ("Ostrov (Karlovy Vary)", "CZE"),
            ("Tour(s)plus & Tours", "FRA"),
            ("", "FRA"),
        ] {
            assert_eq!(halves(name, country), Vec::<String>::new(), "{name}");
        }
    }
}
