//! Who actors are, what they are called, where they lie.

use quipu_domain::Decimal;
use quipu_domain::vocabulary::{ActorType, IdentifierScheme};
use quipu_entities::facts::Fact;
use quipu_entities::{actor, actor_name};

use super::*;

const ACTOR: &str = "actor_id,type,name,is_part_of,datasource_id";
const NAME: &str = "actor_id,name,language,preferred,datasource_id";
const IDENTIFIER: &str = "actor_id,identifier,namespace,datasource_id";

fn described(facts: &[Fact]) -> &actor::Model {
    let actor = facts.iter().find_map(|fact| if let Fact::Actor(actor) = fact { Some(actor) } else { None });
    actor.expect("an actor")
}

fn code(facts: &[Fact]) -> Option<(IdentifierScheme, &str)> {
    facts.iter().find_map(|fact| match fact {
        Fact::ActorIdentifier(code) => Some((code.scheme.0, code.value.as_str())),
        _ => None,
    })
}

fn named(facts: &[Fact]) -> Option<&actor_name::Model> {
    facts.iter().find_map(|fact| if let Fact::ActorName(name) = fact { Some(name) } else { None })
}

#[test]
fn a_company_has_its_country_from_the_place_of_its_seat() {
    let (key, facts, notes) =
        row(ACTOR, "8I5DZWZKVSZI1NUHU748,organization,JPMORGAN CHASE & CO.,US-NY,GLEIF_golden_copy");
    assert_eq!((key.as_str(), notes), ("actor/8I5DZWZKVSZI1NUHU748/GLEIF_golden_copy", vec![]));
    let company = described(&facts);
    assert_eq!((company.key.as_str(), company.kind.0), ("8I5DZWZKVSZI1NUHU748", ActorType::Company));
    assert_eq!((company.country.as_str(), company.region.as_deref()), ("USA", Some("US-NY")));
    assert_eq!((company.part_of.as_deref(), company.is_reference), (None, Some(true)));
    assert_eq!(code(&facts), Some((IdentifierScheme::Lei, "8I5DZWZKVSZI1NUHU748")));
}

#[test]
fn a_company_without_a_seat_has_no_country() {
    let line = "549300FRUAGV0OSIMA92,organization,Chevron Corporation,,GLEIF_golden_copy";
    assert_eq!(rejected(ACTOR, line).0, "is_part_of");
}

#[test]
fn an_lei_with_wrong_check_digits_is_no_code() {
    let (_, facts, notes) = row(ACTOR, "549300EDN314ZO77B149,organization,Speira,DE,GLEIF_golden_copy");
    assert_eq!((code(&facts), described(&facts).name.as_str()), (None, "Speira"));
    assert_eq!(notes[0].0, "actor_id");
    let line = "549300EDN314ZO77B149,549300EDN314ZO77B149,LEI,GLEIF_golden_copy";
    assert_eq!(rejected(IDENTIFIER, line).0, "identifier");
}

#[test]
fn a_region_is_part_of_a_region_and_not_of_a_country() {
    let of = |line: &str| row(ACTOR, line).1;
    let facts = of("GB-ABE,adm2,Aberdeen City,GB-SCT,ISO 3166-2:2020");
    let aberdeen = described(&facts);
    assert_eq!((aberdeen.kind.0, aberdeen.part_of.as_deref()), (ActorType::Region, Some("GB-SCT")));
    assert_eq!(code(&facts), Some((IdentifierScheme::Iso3166Part2, "GB-ABE")));
    let facts = of("NA-ER,adm1,Erongo,NA,ISO 3166-2:2020");
    assert_eq!((described(&facts).country.as_str(), described(&facts).part_of.as_deref()), ("NAM", None));
}

#[test]
fn countries_are_no_actors_and_have_their_names_elsewhere() {
    let actor = "actor_id,name,type,is_part_of,datasource_id";
    assert!(is_passed_over(actor, "EARTH,Earth,planet,,"));
    assert!(is_passed_over(actor, "NA,Namibia,country,EARTH,ISO 3166-1:2020"));
    assert!(is_passed_over("actor_id,name,language,datasource_id", "AD,Andorra,en,esosedi:3166:2.3.10"));
    assert!(is_passed_over(IDENTIFIER, "AF,AFG,ISO-3166-1 alpha-3,ISO 3166-1:2020"));
    assert_eq!(rejected(actor, "QQ,Nowhere,city,,x").0, "actor_id");
    assert_eq!(rejected(actor, "AF,Afghanistan,city,,x").0, "actor_id");
    assert_eq!(rejected(actor, "AF,Afghanistan,realm,,x").0, "type");
}

#[test]
fn every_name_of_a_city_describes_it() {
    let header = "name,actor_id,preferred,language,datasource_id";
    let lines = ["Burgas,BG BOJ,0,und,UNLOCODE:2022-1", "Burgas,BG BOJ,1,und,UNLOCODE:2022-1"];
    let rows = table(&[header, lines[0], lines[1]]).1;
    let keys: Vec<&str> = rows
        .iter()
        .map(|(row, _)| row.as_ref().expect("read").as_ref().expect("kept").key.as_str())
        .collect();
    assert_eq!(keys, ["name/BG BOJ/und/0/Burgas", "name/BG BOJ/und/1/Burgas"]);
    let (_, facts, notes) = row(header, lines[0]);
    assert_eq!((described(&facts).kind.0, described(&facts).country.as_str()), (ActorType::City, "BGR"));
    assert_eq!(code(&facts), Some((IdentifierScheme::Unlocode, "BG BOJ")));
    assert_eq!(named(&facts).map(|name| name.language.clone()), Some(None));
    assert_eq!(notes, []);
}

#[test]
fn a_town_may_be_called_none() {
    let header = "name,actor_id,preferred,language,datasource_id";
    let (_, facts, _) = row(header, "None,IT OEN,1,und,UNLOCODE:2022-1");
    assert_eq!(described(&facts).name, "None");
    assert_eq!(rejected(header, "-,RU-SE,,zh,esosedi:3166:2.3.10").0, "name");
    assert_eq!(rejected(header, &format!("{},IT OEN,1,und,x", "a".repeat(501))).0, "name");
}

#[test]
fn two_names_of_one_lei_have_one_key() {
    let lines = [
        NAME,
        "MSD54751OJP1FS2ND863,Hopson Development Holdings,en,1,GLEIF_golden_copy",
        "5493000LKVGOO9PELI61,ABB,en,1,GLEIF_golden_copy",
        "MSD54751OJP1FS2ND863,Hormel Foods,en,1,GLEIF_golden_copy",
    ];
    let keys: Vec<String> =
        table(&lines).1.into_iter().map(|(row, _)| row.expect("read").expect("kept").key).collect();
    assert_eq!((&keys[0], keys[1].as_str()), (&keys[2], "name/5493000LKVGOO9PELI61/en/1/ABB"));
}

#[test]
fn a_language_is_a_language() {
    let language = |line: &str| {
        let (_, facts, notes) = row(NAME, line);
        (named(&facts).and_then(|name| name.language.clone()), notes.len())
    };
    assert_eq!(language("AD-02,Canillo,ca,1,ISO 3166-2:2020"), (Some("ca".to_owned()), 0));
    assert_eq!(language("NR-01,Aiwo,na,1,ISO 3166-2:2020"), (Some("na".to_owned()), 0));
    assert_eq!(language("AD-02,Canillo,geonames,,esosedi:3166:2.3.10"), (None, 0));
    assert_eq!(language("KM-A,Ndzuwani,002,1,ISO 3166-2:2020"), (None, 1));
    assert_eq!(language("KP-01,평양직할시,kr,,esosedi:3166:2.3.10"), (None, 1));
}

#[test]
fn the_word_for_chinese_is_no_chinese_name() {
    assert_eq!(rejected(NAME, "AR-Q,китайский,zh,,esosedi:3166:2.3.10").0, "name");
    assert_eq!(rejected(NAME, "AR-Q,,zh,,esosedi:3166:2.3.10").0, "name");
}

#[test]
fn codes_of_other_lists_are_kept() {
    let header = "identifier,actor_id,namespace,datasource_id";
    let (key, facts, _) = row(header, "31154,CO BOG,CDP,CDPCitiesTargets:2021");
    assert_eq!(
        (key.as_str(), code(&facts)),
        ("identifier/CO BOG/CDP/31154", Some((IdentifierScheme::Cdp, "31154")))
    );
    assert_eq!(rejected(header, "1,CO BOG,XYZ,x").0, "namespace");
}

#[test]
fn degrees_are_whole_numbers_of_ten_thousandths() {
    let header = "actor_id,lat,lng,datasource_id";
    let (_, facts, _) = row(header, "CO BOG,47110,-740721,CDPCitiesTargets:2021");
    let Fact::ActorLocation(place) = &facts[0] else { panic!("{facts:?}") };
    assert_eq!((place.latitude.0, place.longitude.0), (Decimal::new(4_711, 3), Decimal::new(-740_721, 4)));
    assert_eq!(rejected(header, "CO BOG,4.711,-740721,x").0, "lat");
    assert_eq!(rejected(header, "CO BOG,900001,0,x").0, "lat");
    assert_eq!(rejected(header, "CO BOG,0,,x").0, "lng");
}

#[test]
fn inhabitants_are_of_a_city_or_of_a_country() {
    let header = "datasource_id,population,year,actor_id";
    let (key, facts, _) = row(header, "CDPCitiesTargets:2021,7333415,2017,CO BOG");
    assert_eq!(key, "population/CO BOG/2017/CDPCitiesTargets:2021");
    assert!(
        matches!(&facts[0], Fact::ActorPopulation(one) if one.people == 7_333_415 && one.year == Some(2017))
    );
    let (_, facts, _) = row(header, "x,2489098,2017,NA");
    assert!(matches!(&facts[0], Fact::CountryPopulation(one) if one.iso3 == "NAM"));
    assert_eq!(rejected(header, "x,0,2017,CO BOG").0, "population");
    assert!(is_passed_over(header, "x,,2017,CO BOG"));
}

#[test]
fn an_initiative_is_known_by_its_name() {
    let (key, facts, _) = row(
        "initiative_id,name,description,URL,datasource_id",
        "SBTi,Science Based Targets initiative,    Science-based targets    provide,https://sciencebasedtargets.org/,x",
    );
    let Fact::Initiative(initiative) = &facts[0] else { panic!("{facts:?}") };
    assert_eq!(
        (key.as_str(), initiative.key.as_str()),
        ("initiative/SBTi", "science-based-targets-initiative")
    );
    assert_eq!(initiative.description.as_deref(), Some("Science-based targets provide"));
}

#[test]
fn names_without_an_lei_are_passed_over() {
    let header = "name,country,region,lei,status,datasource_id";
    let (key, facts, _) =
        row(header, "ConocoPhillips ,US,US-DE,WPTL2Z3FIYTHSP5V2253,ISSUED,GLEIF_golden_copy:2022-12-16");
    assert_eq!(
        (key.as_str(), described(&facts).name.as_str()),
        ("registered/WPTL2Z3FIYTHSP5V2253", "ConocoPhillips")
    );
    assert_eq!(described(&facts).region.as_deref(), Some("US-DE"));
    assert!(is_passed_over(header, "COLUMBIA COUNTY GA,,,,,"));
    assert!(is_passed_over(header, "Niska Gas Storage,,,,RETIRED,"));
    assert_eq!(rejected(header, "x,US,,353800508WNU39U8NX03,ISSUED,").0, "lei");
    assert_eq!(rejected(header, "x,,,WPTL2Z3FIYTHSP5V2253,ISSUED,").0, "country");
}

#[test]
fn other_names_of_regions_are_names() {
    let header = "ISO-3166-1,name,ISO-3166-2";
    let (_, facts, _) = row(header, "CN,Hainan,CN-HI");
    assert_eq!(named(&facts).map(|name| name.actor_key.as_str()), Some("CN-HI"));
    assert_eq!(rejected(header, "CN,Thuringia,DE-TH").0, "ISO-3166-2");
}

#[test]
fn tables_of_sources_and_labels_are_passed_over() {
    for header in ["datasource_id,name,publisher,published,URL", "tag_id,tag_name", "target_id,tag_id"] {
        let rows = [cells_of(header)];
        let head = Head { file_name: "any.csv", preamble: &[], sheet: None, rows: &rows, all: &rows };
        let Recognition::Known(known) = OpenClimate.recognise(&head) else { panic!("{header}") };
        assert!(OpenClimate.passes_over(known.layout).is_some(), "{header}");
    }
    assert_eq!(OpenClimate.passes_over("Actor"), None);
}
