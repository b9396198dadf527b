use super::*;
use crate::vocabulary::{ActorType, IdentifierScheme};

fn mention(source: u32, kind: ActorType, country: &'static str, name: &str) -> Mention {
    Mention::named(source, &format!("{source}:{name}"), kind, country, name)
}

const ALL: Linking = Linking { among: Among::All, estimated: false };

fn are_one(mentions: &[Mention]) -> bool {
    let linked = link(mentions, &[], ALL);
    linked.cluster_of[0] == linked.cluster_of[1]
}

fn with_isin(mut mention: Mention, isin: &str) -> Mention {
    mention.identifiers.push((IdentifierScheme::Isin, isin.to_owned()));
    mention
}

#[test]
fn legal_forms_administrations_and_spellings_do_not_matter() {
    use ActorType::{City, Company, Region};
    for (kind, country, one, other) in [
        (Company, "DEU", "Strabag SE", "STRABAG"),
        (Company, "JPN", "Ono Pharmaceutical Co", "ONO PHARMACEUTICAL CO., LTD."),
        (Company, "ITA", "Sabaf S p A", "Sabaf S.p.A."),
        (City, "ITA", "Comune di Milano", "City of Milan"),
        (City, "ITA", "Bolzano/Bozen", "Bozen"),
        (City, "TWN", "臺北市", "台北市"),
        (City, "BRA", "Prefeitura de João Pessoa", "Joao Pessoa"),
        (City, "UKR", "Koriukivka", "Koryukivka"),
        (Region, "RUS", "Smolenskaya oblast", "Smolensk Oblast"),
    ] {
        assert!(
            are_one(&[mention(1, kind, country, one), mention(2, kind, country, other)]),
            "{one} / {other}"
        );
    }
}

#[test]
fn an_identifier_alone_proves_nothing() {
    let company = |source, name| with_isin(mention(source, ActorType::Company, "FIN", name), "FI0009007132");
    let linked = link(&[company(1, "Fortum"), company(2, "Neste")], &[], ALL);
    assert_eq!(linked.cluster_of, [0, 1]);
    assert_eq!(linked.pairs[0].outcome, Outcome::ReviewIdentifier);
    assert!(are_one(&[company(1, "Neste"), company(2, "Neste Oil Oyj")]));
}

#[test]
fn what_cannot_be_one_stays_two() {
    use ActorType::{City, Region};
    assert!(!are_one(&[mention(1, City, "DEU", "Bremen"), mention(2, Region, "DEU", "Bremen")]));
    assert!(!are_one(&[mention(1, City, "ESP", "Córdoba"), mention(2, City, "ARG", "Córdoba")]));
    let mut group = mention(1, City, "NLD", "Alkmaar");
    group.is_group = true;
    assert!(!are_one(&[group, mention(2, City, "NLD", "Alkmaar")]));
}

#[test]
fn places_of_one_name_far_apart_are_two() {
    let at = |source, location| Mention {
        location: Some(location),
        ..mention(source, ActorType::City, "ITA", "Samone")
    };
    assert!(are_one(&[at(1, (45.45, 7.84)), at(2, (45.46, 7.85))]));
    assert!(!are_one(&[at(1, (45.45, 7.84)), at(2, (46.08, 11.52))]));
}

#[test]
fn of_two_that_fit_nobody_is_taken() {
    let city = |source, name| mention(source, ActorType::City, "USA", name);
    let linked =
        link(&[city(1, "Springfield, IL"), city(1, "Springfield, MO"), city(2, "Springfield")], &[], ALL);
    assert_eq!(linked.cluster_of, [0, 1, 2]);
    assert!(linked.pairs.iter().all(|pair| pair.outcome == Outcome::ReviewRival));
    let linked = link(
        &[city(1, "Springfield, IL"), city(1, "Springfield, MO"), city(2, "Springfield, Illinois")],
        &[],
        ALL,
    );
    assert_eq!(linked.cluster_of, [0, 1, 0]);
}

#[test]
fn what_a_person_decided_stands() {
    let company = |source, name| mention(source, ActorType::Company, "GBR", name);
    let mentions = [company(1, "Currys plc"), company(2, "Dixons Carphone"), company(3, "Currys")];
    let decided = |pair, is_same| Decided { pair, is_same };
    assert_eq!(link(&mentions, &[decided((0, 1), true)], ALL).cluster_of, [0, 0, 0]);
    let linked = link(&mentions, &[decided((0, 1), true), decided((0, 2), false)], ALL);
    assert_eq!(linked.cluster_of, [0, 0, 2]);
    assert_eq!(linked.pairs[0].outcome, Outcome::KeptApart);
}

#[test]
fn no_source_gets_two_of_its_actors_merged_by_way_of_a_third() {
    let company = |source, name| mention(source, ActorType::Company, "USA", name);
    let linked = link(
        &[company(1, "Crown Holdings"), company(1, "Crown Energy"), company(2, "Crown Holdings, Inc.")],
        &[],
        ALL,
    );
    assert_eq!(linked.cluster_of, [0, 1, 0]);
}

#[test]
fn the_order_of_the_actors_does_not_matter() {
    use ActorType::City;
    let names =
        ["City of Albany", "Albany, NY", "Albany, CA", "Albany County, NY", "Town of Albany, NY", "Albanie"];
    let mentions: Vec<Mention> =
        (0..).zip(names).map(|(source, name)| mention(source % 3, City, "USA", name)).collect();
    let sets = |mentions: &[Mention]| {
        let linked = link(mentions, &[], Linking { among: Among::All, estimated: true });
        let key = |at: u32| mentions[at as usize].key.clone();
        let of = |at: usize| linked.cluster_of[at];
        let mut pairs: Vec<(String, String)> = Vec::new();
        for one in 0..mentions.len() {
            for other in (0..mentions.len()).filter(|other| *other != one && of(*other) == of(one)) {
                pairs.push((key(one as u32), key(other as u32)));
            }
        }
        pairs.sort();
        pairs
    };
    let expected = sets(&mentions);
    let mut turned = mentions.clone();
    for _ in 0..mentions.len() {
        turned.rotate_left(1);
        assert_eq!(sets(&turned), expected);
    }
}
