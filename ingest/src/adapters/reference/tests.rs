//! Rows of the reference files.

use quipu_domain::vocabulary::PartyGroupCode;
use quipu_entities::facts::Fact;

use super::{cldr::Cldr, groups::Groups, iso_codes::IsoNames, wikidata::Wikidata};
use crate::adapter::{Adapter, Session};
use crate::cells::{Cells, Header};
use crate::statement::{Problem, Statement};

fn read(
    adapter: &dyn Adapter,
    layout: &'static str,
    file: &str,
    header: &str,
    row: &str,
) -> Result<Option<Statement>, Problem> {
    let split = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let header = Header::new(layout, 1, &split(header));
    adapter.read(&Cells::new(&header, &split(row)), &mut Session::new(file, None))
}

fn names(statement: Result<Option<Statement>, Problem>) -> Vec<(String, String, String)> {
    let statement = statement.expect("understood").expect("a statement");
    let names = statement.facts.into_iter().filter_map(|fact| match fact {
        Fact::CountryName(name) => Some((name.iso3, name.language, name.name)),
        _ => None,
    });
    names.collect()
}

fn name(iso3: &str, language: &str, name: &str) -> (String, String, String) {
    (iso3.to_owned(), language.to_owned(), name.to_owned())
}

#[test]
fn the_code_of_namibia_is_not_missing() {
    let header = "alpha_3,alpha_2,numeric,name,common_name,official_name,zh_TW,zh_CN";
    let row = "NAM,NA,516,Namibia,,Republic of Namibia,納米比亞,纳米比亚";
    let statement = read(&IsoNames, "country names", "iso-codes_country_names.csv", header, row);
    let expected = [
        name("NAM", "en", "Namibia"),
        name("NAM", "en", "Republic of Namibia"),
        name("NAM", "zh-Hant", "納米比亞"),
        name("NAM", "zh-Hans", "纳米比亚"),
    ];
    assert_eq!(names(statement), expected);
}

#[test]
fn chinese_without_a_script_is_simplified_in_cldr() {
    let header = "path,key,value";
    let path = "main/zh/localeDisplayNames/territories";
    let read = |row: &str| read(&Cldr, "territories", "territories.zh.json", header, row);
    assert_eq!(names(read(&format!("{path},TW,台湾"))), [name("TWN", "zh-Hans", "台湾")]);
    assert_eq!(names(read(&format!("{path},XK,科索沃"))), [name("XKX", "zh-Hans", "科索沃")]);
    for passed_over in ["001,世界", "AC,阿森松岛", "TR-alt-variant,土耳其"] {
        assert_eq!(read(&format!("{path},{passed_over}")), Ok(None), "{passed_over}");
    }
}

#[test]
fn chinese_labels_of_wikidata_keep_no_script() {
    let header = "iso31661,label_en,label_ru,label_ar,label_fr,label_es,label_zh";
    let row = "IE,Republic of Ireland,Ирландия,جمهورية أيرلندا,Irlande,Irlanda,爱尔兰共和国";
    let names = names(read(&Wikidata, "labels", "wikidata.csv", header, row));
    assert!(names.contains(&name("IRL", "zh", "爱尔兰共和国")), "{names:?}");
    assert!(read(&Wikidata, "labels", "wikidata.csv", header, "YU,Yugoslavia,,,,,").is_err());
}

#[test]
fn a_list_of_members_is_told_by_the_name_of_its_file() {
    let group = |file: &str| {
        let statement = read(&Groups, "members", file, "Code,Name", "TUV,Tuvalu")?;
        match statement.expect("a statement").facts.remove(0) {
            Fact::GroupMember(member) => Ok(member.group_code.0),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(group("aosis.csv"), Ok(PartyGroupCode::Aosis));
    assert_eq!(group("non-annex-one.csv"), Ok(PartyGroupCode::NonAnnexI));
    let problem: Problem = group("members.csv").expect_err("not told");
    assert!(problem.reason.contains("--group"), "{problem:?}");
}
