//! Words that say what an actor is, not who: left out where names are compared. Folded: lower
//! case, no accents, no points.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::vocabulary::ActorType;

/// Legal forms and the like. Two companies of one country whose names differ in these only are one
/// with few exceptions.
const LEGAL_FORMS: &str = "
    inc incorporated incorporation corp corporation co cos company companies ltd ltda limited plc llc lllp lp llp pc pbc
    ag se kg kgaa ohg ev eg gbr gmbh mbh aktiengesellschaft stiftung
    ab asa as aps ks ik oy oyj hf ohf ehf aktiebolag
    sa sas sarl sau sac saa saci sc sca scs societe societa sociedad sociedade anonyme anonima anonim
    spa srl srls sl slu sb scarl scpa onlus per azioni
    nv bv cv vof bvba sprl groep
    bhd berhad sdn pt tbk pcl public pte pty pvt private plt
    kk kabushiki kaisha godo gk
    jsc pjsc ojsc cjsc sjsc oao ooo pao zao ead eood ad dd doo kft zrt nyrt sp zoo oo ou uab sia
    spolka akcyjna stp hb ks kb ua coop cooperative
    sab de rl sapi eireli cia companhia compania compagnie sgps gp na
    sae saog qpsc sanayi sanayii ve ticaret sirketi tas sti
    foundation publ epp group groupe gruppe grupo gruppo the and";

/// Words that many companies have in their names.
const GENERAL_WORDS: &str = "
    holding holdings international intl global worldwide trust reit real estate
    investment investments partners management services service solutions industries industry technology technologies
    systems enterprises enterprise financial finance bank banking insurance assurance capital asset energy power
    electric electronics chemical chemicals materials engineering construction manufacturing motor motors foods food
    resources products communications telecom properties property consulting brands stores pension fund fonder scheme
    trustees investors hosting pharmaceutical pharmaceuticals pharma petroleum oil gas steel railway railroad commercial
    development hotels hotel cement retail logistics logistica airlines automotive";

/// Words for the administration of a place, and what stands around them.
const ADMINISTRATION: &str = "
    city cities of town the village municipality municipal muncipal municiplaity municipalities council councils concil
    government governments govt borough local authority authorities administration corporation office mayor chair
    commissioners commission selectman first jr assembly hall board united urban unitary township royal division sub
    metropolitan metropolis territorial community communities amalgamated almalgamated amalgameted hromada capital
    special administrative state lgu peoples committee climate action 2030
    comune communale communal commmunale di del dei della delle da do das dos de commune communaute dagglomeration
    agglomeration mairie ville canton
    comunidad ayuntamiento ajuntament concello municipio municipalidad municipalitat provincial distrital alcaldia
    gobierno ciudad intendencia autonomo descentralizado comuna
    prefeitura concelho camara governo estado
    stadt gemeinde hansestadt landeshauptstadt gemeente kommun kommune stad kaupunki kunta
    buyuksehir belediyesi dimos municipiul primaria orasul gmina miasto obec mesto mestska mestna opstina opcina obcina
    obshtina grad kozseg nagykozseg varos onkormanyzata onkormanyzat silska rada novads raion rayon
    kota si shi ku gun";

/// Words for a level of administration: a county is not the city of the same name, unless nothing
/// else bears it.
const LEVELS: &str = "
    county province provincia district region regional department departamento oblast krai okrug republic prefecture
    prefectural greater regency kabupaten lan lans ward metro area union territory kreis landkreis
    governorate voivodeship la el los las les le il lo l d las na of am an der im in";

/// Names of one place in several languages; folded, without blanks. The last is the one compared.
const OTHER_LANGUAGES: &str = "
    roma rome|firenze florence|genova genoa|padova padua|torino turin|napoli naples|milano milan|venezia venice
    koln koeln cologne|munchen muenchen munich|nurnberg nuernberg nuremberg|wien vienna|hannover hanover
    goteborg goteborgs gothenburg|kobenhavn kobenhavns copenhagen|helsingor elsinore elsinor|helsingfors helsinki
    lisboa lisbon|sevilla seville|zaragoza saragossa sarragosse|denhaag thehague sgravenhage hague
    antwerpen anvers antwerp|bruxelles brussel brussels|gent gand ghent|liege luik|bern berne|geneve genf geneva
    warszawa warsaw|krakow cracow|praha prague|bucuresti bucharest|beograd belgrade|moskva moscow|kyiv kiev
    athina athens|thessaloniki saloniki|jiddah jeddah|makkah mecca|alqahirah cairo|dimashq damascus
    bretagne brittany|normandie normandy|bourgogne burgundy|picardie picardy|corse corsica
    toscana tuscany|lombardia lombardy|piemonte piedmont|sicilia sicily|sardegna sardinia|puglia apulia
    bayern bavaria|sachsen saxony|niedersachsen lowersaxony|nordrheinwestfalen northrhinewestphalia|hessen hesse
    rheinlandpfalz rhinelandpalatinate|thuringen thuringia|niederosterreich loweraustria|oberosterreich upperaustria
    steiermark styria|karnten carinthia|tirol tyrol|catalunya cataluna catalonia|andalucia andalusia|navarra navarre
    paisvasco euskadi basquecountry basque|wallonie walloon wallonia|vlaanderen flanders
    mazowieckie masovian masovia|wielkopolskie greaterpoland|malopolskie lesserpoland|lubelskie lublin|lodzkie lodz
    slaskie silesian silesia|dolnoslaskie lowersilesia|pomorskie pomeranian pomerania|podkarpackie subcarpathian
    jawa java|timur east|barat west|utara north|selatan south|tengah central";

/// Names of states and provinces with their codes.
const REGION_CODES: &str = "
    alabama al|alaska ak|arizona az|arkansas ar|california ca|colorado co|connecticut ct|delaware de|florida fl
    georgia ga|hawaii hi|idaho id|illinois il|indiana in|iowa ia|kansas ks|kentucky ky|louisiana la|maine me
    maryland md|massachusetts ma|michigan mi|minnesota mn|mississippi ms|missouri mo|montana mt|nebraska ne|nevada nv
    newhampshire nh|newjersey nj|newmexico nm|newyork ny|northcarolina nc|northdakota nd|ohio oh|oklahoma ok|oregon or
    pennsylvania pa|rhodeisland ri|southcarolina sc|southdakota sd|tennessee tn|texas tx|utah ut|vermont vt
    virginia va|washington wa|westvirginia wv|wisconsin wi|wyoming wy|districtofcolumbia dc
    ontario on|quebec qc|alberta ab|manitoba mb|saskatchewan sk|britishcolumbia bc|novascotia ns|newbrunswick nb
    newsouthwales nsw|victoria vic|queensland qld|southaustralia sa|westernaustralia wa|tasmania tas";

/// Names of countries as they stand in names of their companies.
const COUNTRY_WORDS: &str = "
    CAN canada|CHN china|CZE czech republic|USA usa us america american|GBR uk|AUS australia australian|JPN japan nippon
    IND india indian|BRA brasil brazil|MEX mexico|ESP espana spain|FRA france|DEU deutschland germany deutsche
    ITA italia italy|RUS russia rossii|TUR turkiye turkey|ZAF south africa|KOR korea|TWN taiwan|THA thailand thai
    PHL philippines|IDN indonesia|CHE switzerland schweiz suisse|SWE sweden sverige|NLD nederland netherlands
    HKG hong kong|ARG argentina|CHL chile|COL colombia|PER peru";

/// Articles that lists put behind a name.
pub(super) const ARTICLES: [&str; 18] = [
    "los", "las", "la", "el", "les", "l", "le", "lo", "the", "il", "els", "a", "o", "os", "as", "i", "sa",
    "es",
];

type Words = HashSet<&'static str>;

fn set(words: &'static str) -> Words {
    words.split_whitespace().collect()
}

/// Groups of words, each to the last of its group.
fn to_last(groups: &'static str) -> HashMap<&'static str, &'static str> {
    let groups = groups.lines().flat_map(|line| line.split('|')).map(str::split_whitespace);
    let pairs = groups.filter_map(|group| {
        let words: Vec<&str> = group.collect();
        let last = *words.last()?;
        Some(words.into_iter().map(move |word| (word, last)))
    });
    pairs.flatten().collect()
}

static LEGAL_FORM_SET: LazyLock<Words> = LazyLock::new(|| set(LEGAL_FORMS));
static GENERAL_SET: LazyLock<Words> = LazyLock::new(|| set(GENERAL_WORDS));
static ADMINISTRATION_SET: LazyLock<Words> = LazyLock::new(|| set(ADMINISTRATION));
static LEVEL_SET: LazyLock<Words> = LazyLock::new(|| set(LEVELS));
static IN_ENGLISH: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| to_last(OTHER_LANGUAGES));
static REGION_CODE: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| to_last(REGION_CODES));
static OF_COUNTRY: LazyLock<HashMap<&str, Words>> = LazyLock::new(|| {
    let groups = COUNTRY_WORDS.lines().flat_map(|line| line.split('|'));
    let parts = groups.filter_map(|group| group.trim().split_once(' '));
    parts.map(|(code, words)| (code, set(words))).collect()
});

/// Whether an actor is a place: a city or a region.
pub fn is_place(kind: ActorType) -> bool {
    matches!(kind, ActorType::City | ActorType::Region)
}

/// Whether a word says what an actor is: its legal form, its administration.
pub(super) fn is_form(word: &str, kind: ActorType) -> bool {
    if is_place(kind) { ADMINISTRATION_SET.contains(word) } else { LEGAL_FORM_SET.contains(word) }
}

/// Whether many actors of the kind, in this country, have the word in their names; in any country
/// where it is not said which.
pub(super) fn is_general(word: &str, kind: ActorType, country: &str) -> bool {
    if is_place(kind) {
        return LEVEL_SET.contains(word);
    }
    let of_country = || match country {
        "" => OF_COUNTRY.values().any(|words| words.contains(word)),
        country => OF_COUNTRY.get(country).is_some_and(|words| words.contains(word)),
    };
    GENERAL_SET.contains(word) || word == "of" || of_country()
}

/// The English name of a place, where it has another; folded, without blanks.
pub(super) fn in_english(name: &str) -> &str {
    IN_ENGLISH.get(name).copied().unwrap_or(name)
}

/// The code of a state or province, where its name has one; else the name.
pub(super) fn region_code(name: &str) -> &str {
    REGION_CODE.get(name).copied().unwrap_or(name)
}
