//! Canada's provinces and territories: their emissions and targets, in OpenClimate's layout.
//!
//! Emissions: Environment and Climate Change Canada, inventory of 2023-11-10, tonnes CO2e without land use
//! (Open Government Licence - Canada). Targets for 2030: the provinces, as compiled by Open Earth
//! Foundation. Canada: UNFCCC, Annex I series without land use.

/// Province, base year, emissions in it, emissions of 2021, reduction asked for by 2030 in percent.
pub const PROVINCES: [(&str, i32, i64, i64, i64); 9] = [
    ("CA-BC", 2007, 61_116_538, 59_436_464, 40),
    ("CA-MB", 2005, 20_297_097, 20_701_853, 33),
    ("CA-NB", 2005, 19_600_681, 11_868_851, 46),
    ("CA-NL", 2001, 9_754_935, 8_336_059, 30),
    ("CA-NS", 2005, 22_779_011, 14_600_005, 53),
    ("CA-NT", 2005, 1_723_296, 1_286_647, 30),
    ("CA-ON", 2005, 203_713_410, 150_561_572, 30),
    ("CA-QC", 1990, 84_297_979, 77_477_607, 37),
    ("CA-YT", 2010, 646_476, 650_074, 30),
];

/// Province and emissions of 2021, of those without a percentage: the target of Prince Edward Island is a
/// level, Alberta, Saskatchewan and Nunavut have none.
pub const OTHERS: [(&str, i64); 4] =
    [("CA-AB", 256_148_803), ("CA-NU", 625_958), ("CA-PE", 1_626_988), ("CA-SK", 67_106_801)];

/// Table of the provinces.
pub fn actors() -> String {
    let codes = PROVINCES.iter().map(|row| row.0).chain(OTHERS.iter().map(|row| row.0));
    let rows = codes.map(|code| format!("{code},adm1,CA,Province {code},ISO 3166-2:2020\n"));
    format!("actor_id,type,is_part_of,name,datasource_id\n{}", rows.collect::<String>())
}

/// Table of their emissions.
pub fn emissions() -> String {
    let source = "ECCC:GHG_inventory:2023-11-10";
    let row =
        |code: &str, year: i32, total: i64| format!("ECCC:{code}:{year},{code},{year},{total},{source}\n");
    let with_target = PROVINCES
        .iter()
        .map(|(code, base_year, base, latest, _)| row(code, *base_year, *base) + &row(code, 2021, *latest));
    let others = OTHERS.iter().map(|(code, latest)| row(code, 2021, *latest));
    let rows: String = with_target.chain(others).collect();
    format!("emissions_id,actor_id,year,total_emissions,datasource_id\n{rows}")
}

/// Table of their targets.
pub fn targets() -> String {
    let source = "OEF:canadian_targets";
    let rows = PROVINCES.iter().map(|(code, base_year, _, _, percent)| {
        format!("OEF:{code}:2030,{code},Absolute emission reduction,{base_year},2030,{percent},percent,,{source}\n")
    });
    let island = format!("OEF:CA-PE:2030,CA-PE,Fixed level,2030,2030,1200000,tCO2e,,{source}\n");
    format!(
        "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,URL,datasource_id\n{}{island}",
        rows.collect::<String>()
    )
}

/// Table of Canada's emissions.
pub fn national_emissions() -> String {
    let row = |year: i32, total: i64| {
        format!("UNFCCC-annex1-GHG:CA:{year},CA,{year},{total},UNFCCC:GHG_ANNEX1:2019-11-08\n")
    };
    let rows = row(2005, 732_220_092) + &row(2021, 670_428_304);
    format!("emissions_id,actor_id,year,total_emissions,datasource_id\n{rows}")
}
