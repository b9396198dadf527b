use super::*;

fn words(text: &str) -> String {
    words_of(&repaired(text)).join(" ")
}

#[test]
fn case_accents_and_points_do_not_matter() {
    assert_eq!(words("Hennes & Mauritz A.B."), "hennes and mauritz ab");
    assert_eq!(words("L’Hospitalet de Llobregat"), "lhospitalet de llobregat");
    assert_eq!(words("MUNICIPALITY OF NEA (ΔΗΜΟΣ ΝΕΑΣ)"), "municipality of nea δημοσ νεασ");
}

#[test]
fn traditional_and_simplified_characters_are_one() {
    assert_eq!(words("臺北市政府"), words("台北市政府"));
    assert_eq!(words("國泰金融控股"), words("国泰金融控股"));
}

#[test]
fn letters_lost_on_the_way_are_restored() {
    assert_eq!(words("S<c3><a3>o Paulo"), "sao paulo");
    assert_eq!(words("Fa<U+03C1>sa<U+03BB>a"), "faρsaλa");
    assert_eq!(words("KriÅ¾evci"), "krizevci");
    assert_eq!(words("SprÃ¡va"), "sprava");
    assert_eq!(words("<unknown> Ärla"), "unknown arla");
}

#[test]
fn a_region_behind_a_name_is_no_part_of_it() {
    let forms = Forms::of("Columbia, South Carolina", ActorType::City, "USA");
    assert_eq!((forms.words.concat().as_str(), forms.region.as_deref()), ("columbia", Some("sc")));
    let forms = Forms::of("Villares, Los", ActorType::City, "ESP");
    assert_eq!((forms.words.concat().as_str(), forms.region), ("losvillares", None));
    let forms = Forms::of("Alkmaar, Bergen, Castricum, Heerhugowaard", ActorType::City, "NLD");
    assert_eq!(forms.region, None);
}

#[test]
fn names_that_sound_alike_have_one_skeleton() {
    assert_eq!(skeleton("vratza"), skeleton("vratsa"));
    assert_eq!(skeleton("koriukivka"), skeleton("koryukivka"));
    assert_ne!(skeleton("milan"), skeleton("turin"));
}

#[test]
fn any_name_has_forms() {
    for name in ["", "(", ")(", "<", "<c3>", ", ", ",,,", "\u{202e}", "🙂", "Inc.", "of the"] {
        Forms::of(name, ActorType::Company, "USA");
        Forms::of(name, ActorType::City, "USA");
    }
}
