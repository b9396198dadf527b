//! Emissions and targets.

use quipu_domain::Decimal;
use quipu_domain::vocabulary::{NullReason, TargetKind, TargetMetric};
use quipu_entities::facts::Fact;
use quipu_entities::{inventory, target};

use super::*;

const EMISSIONS: &str = "emissions_id,actor_id,year,total_emissions,datasource_id";
const CDP: &str = "actor_id,target_year,percent_achieved,target_type,baseline_year,target_id,target_value,target_unit,datasource_id";
const TARGET: &str =
    "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,URL,datasource_id";
const SBTI: &str = "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,summary,datasource_id,initiative_id";

fn emissions(header: &str, line: &str) -> (String, inventory::Model, Notes) {
    let (key, mut facts, notes) = row(header, line);
    match facts.remove(0) {
        Fact::Inventory(inventory) => (key, inventory, notes),
        other => panic!("{other:?}"),
    }
}

fn target(header: &str, line: &str) -> (String, target::Model, Notes) {
    let (key, mut facts, notes) = row(header, line);
    match facts.remove(0) {
        Fact::Target(target) => (key, target, notes),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_row_says_whose_the_table_is() {
    let source = |datasource: &str| table(&[EMISSIONS, &format!("x,AR BUE,2014,19667128,{datasource}")]).0;
    assert_eq!(source("UNFCCC:GHG_ANNEX1:2019-11-08"), "oc-unfccc-annex1");
    assert_eq!(source("EDGARv8.0:ghg"), "oc-edgar");
    assert_eq!(source("CDP_citywide_ghg_emissions:2016"), "oc-cdp-cities");
    assert_eq!(source("DDL:EUCoM-compilation:2022"), "oc-eu-covenant");
    assert_eq!(source("ECCC:GHG_inventory:2022-04-13"), "oc-eccc");
    assert_eq!(source("CEADS:china:2022"), "openclimate");
    assert_eq!(source(""), "openclimate");
}

#[test]
fn a_row_of_another_publisher_is_rejected() {
    let lines = [
        EMISSIONS,
        "a,AR BUE,2014,19667128,CDP_citywide_ghg_emissions:2016",
        "b,AR BUE,2015,19667128,CDP_citywide_emissions:2018",
        "c,AR BUE,2016,19667128,EDGARv8.0:ghg",
    ];
    let rows = table(&lines).1;
    assert!(rows[1].0.is_ok());
    let problem = rows[2].0.as_ref().expect_err("rejected");
    assert_eq!(problem.column.as_deref(), Some("datasource_id"));
}

#[test]
fn emissions_of_a_country_are_national() {
    let (key, facts, _) =
        row(EMISSIONS, "UNFCCC-annex1-GHG:AT:1990,AT,1990,79047231,UNFCCC:GHG_ANNEX1:2019-11-08");
    let Fact::NationalInventory(austria) = &facts[0] else { panic!("{facts:?}") };
    assert_eq!((key.as_str(), austria.party.as_str()), ("emissions/UNFCCC-annex1-GHG:AT:1990", "AUT"));
    assert_eq!(
        (austria.year, austria.total_tco2e.0, &austria.gases),
        (1990, Decimal::from(79_047_231), &None)
    );
    let (_, facts, _) = row(EMISSIONS, "x,NA,2019,-1000,WRI:climate_watch_historical_ghg:2022");
    assert!(matches!(&facts[0], Fact::NationalInventory(one) if one.party == "NAM"));
    assert!(is_passed_over(EMISSIONS, "x,EARTH,2019,1000,WRI:climate_watch_historical_ghg:2022"));
    assert_eq!(rejected(EMISSIONS, "x,QQ,2019,1,EDGARv8.0:ghg").0, "actor_id");
    assert_eq!(rejected(EMISSIONS, "x,AT,2019,1 kt,EDGARv8.0:ghg").0, "total_emissions");
}

#[test]
fn emissions_of_an_actor_name_it_in_the_table_of_actors() {
    let line = "carbon_gap:1Z4GXXU7ZHVWFCD8TV52:2020,1Z4GXXU7ZHVWFCD8TV52,2020,429577,profit_and_emissions_database:2021";
    let (_, company, _) = emissions(EMISSIONS, line);
    assert_eq!(company.actor_key, "openclimate:1Z4GXXU7ZHVWFCD8TV52");
    assert_eq!(company.total_tco2e.map(|total| total.0), Some(Decimal::from(429_577)));
    let (key, province, _) = emissions(
        "actor_id,year,total_emissions,datasource_id",
        "CN-BJ,2020,149600000,CEADS:china:2022-04-13",
    );
    assert_eq!(
        (key.as_str(), province.actor_key.as_str()),
        ("emissions/CEADS:china:2022-04-13/CN-BJ/2020", "CN-BJ")
    );
}

#[test]
fn base_values_of_targets_are_no_inventories() {
    let line = "AE DXB,CDPCitiesTargets:2021:AE DXB:2011,2011,46160000,CDPCitiesTargets:2021";
    assert!(is_passed_over("actor_id,emissions_id,year,total_emissions,datasource_id", line));
}

#[test]
fn carbon_monitor_is_of_one_gas() {
    let (_, region, _) = emissions(EMISSIONS, "x,US-CA,2021,1000000,carbon_monitor:US:2022");
    assert_eq!(region.gases.as_deref(), Some("CO2"));
}

#[test]
fn five_tonnes_of_a_city_are_in_another_unit() {
    let header = "actor_id,emissions_id,year,total_emissions,datasource_id";
    let (_, city, notes) =
        emissions(header, "CR CAS,CDPCitiesTargets:2021:CR CAS:2019,2019,5,CDP_citywide_emissions:2021");
    assert_eq!(
        (city.total_tco2e, city.null_reason.map(|code| code.0)),
        (None, Some(NullReason::NotUnderstood))
    );
    assert_eq!(notes[0].0, "total_emissions");
    let (_, village, notes) =
        emissions(EMISSIONS, "DDL-EUCoM:ES ADP:2015.0,ES ADP,2015,589,DDL:EUCoM-compilation:2022");
    assert_eq!((village.total_tco2e.map(|total| total.0), notes), (Some(Decimal::from(589)), vec![]));
    let (_, silent, _) = emissions(EMISSIONS, "x,ES ADP,2015,,DDL:EUCoM-compilation:2022");
    assert_eq!(silent.null_reason.map(|code| code.0), Some(NullReason::NotReported));
}

#[test]
fn emissions_after_the_year_of_the_data_are_rejected() {
    let line = "CDPCitiesTargets:2021:SG SIN:2030,SG SIN,2030,65,CDP_citywide_emissions:2021";
    assert_eq!(rejected(EMISSIONS, line).1, "lies after 2021, the year of the data");
    row(EMISSIONS, "x,AT,2021,79047231,UNFCCC:GHG_ANNEX1:2019-11-08");
}

#[test]
fn a_target_against_business_as_usual_has_no_base_year() {
    let line = "AE DXB,2020,26,Relative emission reduction,2020,CDPCitiesTargets:2021:AE DXB:2020:2020,16,percent,CDPCitiesTargets:2021";
    let (key, dubai, notes) = target(CDP, line);
    assert_eq!(
        (dubai.kind.0, dubai.base_year, dubai.target_year),
        (TargetKind::BauReductionPct, None, Some(2020))
    );
    assert_eq!(dubai.achieved_percent.map(|percent| percent.0), Some(Decimal::from(26)));
    assert_eq!(dubai.slot, "relative-emission-reduction/2020/2020/16/percent");
    assert_eq!(key, format!("target/CDPCitiesTargets:2021:AE DXB:2020:2020/{}", dubai.slot));
    assert_eq!((dubai.actor_key.as_str(), notes), ("openclimate:AE DXB", vec![]));
}

#[test]
fn a_relative_reduction_against_a_year_keeps_its_form_open() {
    let line = "net_zero_tracker:CN-GD:2030,CN-GD,Relative emission reduction,2005,2030,65,percent,,net_zero_tracker";
    let (_, guangdong, _) = target(TARGET, line);
    assert_eq!((guangdong.kind.0, guangdong.base_year), (TargetKind::EmissionsReduction, Some(2005)));
}

#[test]
fn an_absolute_reduction_is_against_a_year_before_it() {
    let line = "DDL-EUCoM:EUCoM_pledge:AT BRZ,AT BRZ,Absolute emission reduction,2008,2020,21,percent,https://x.org/?scity_id=14214,DDL:EUCoM-compilation:2022";
    let (_, bregenz, _) = target(TARGET, line);
    assert_eq!((bregenz.kind.0, bregenz.base_year), (TargetKind::BaseYearReductionPct, Some(2008)));
    assert_eq!(bregenz.reduction_low.map(|percent| percent.0), Some(Decimal::from(21)));
    assert_eq!(bregenz.source_url.as_deref(), Some("https://x.org/?scity_id=14214"));
    let line = "BR BHZ,2030,23,Absolute emission reduction,2030,CDPCitiesTargets:2021:BR BHZ:2030:2030,20,percent,CDPCitiesTargets:2021";
    assert_eq!(rejected(CDP, line).0, "baseline_year");
}

#[test]
fn targets_that_share_an_id_have_keys_of_their_own() {
    let line = |percent: &str| {
        format!(
            "SBTi:0BGI85ALH27ZJP15DY16:2030,0BGI85ALH27ZJP15DY16,Absolute emission reduction,2017,2030,{percent},percent,Ball Corporation reported progress on all SBTs.,SBTi:target_progress:2021-07-31,SBTi"
        )
    };
    let ((first, ball, _), (second, _, _)) = (target(SBTI, &line("55")), target(SBTI, &line("16")));
    assert_ne!(first, second);
    assert_eq!(ball.statement.as_deref(), Some("Ball Corporation reported progress on all SBTs."));
    assert_eq!(ball.initiative_key.as_deref(), Some("science-based-targets-initiative"));
    assert_eq!(ball.initiative_name.as_deref(), Some("Science Based Targets initiative"));
}

#[test]
fn a_net_zero_target_needs_no_number() {
    let line = "SBTi:0EEB8GF0W0NPCIHZX097:2040,0EEB8GF0W0NPCIHZX097,Net zero,,2040,,nan,nan,SBTi:target_progress:2021-07-31,SBTi";
    let (_, net_zero, notes) = target(SBTI, line);
    assert_eq!((net_zero.kind.0, net_zero.target_year), (TargetKind::NetZero, Some(2040)));
    assert_eq!(net_zero.null_reason.map(|code| code.0), Some(NullReason::NotApplicable));
    assert_eq!((net_zero.statement, net_zero.slot.as_str(), notes), (None, "net-zero/2040", vec![]));
}

#[test]
fn a_share_of_renewable_electricity_is_no_reduction() {
    let line = "SBTi:123WALMHY1GZXG2YDL90:2030,123WALMHY1GZXG2YDL90,Renewable electricity,2018,2030,100,percent,nan,SBTi:target_progress:2021-07-31,SBTi";
    let (_, share, notes) = target(SBTI, line);
    assert_eq!((share.kind.0, share.metric.0), (TargetKind::RenewableShare, TargetMetric::RenewableShare));
    assert_eq!(
        (share.reduction_low, share.null_reason.map(|code| code.0)),
        (None, Some(NullReason::NotApplicable))
    );
    assert_eq!(notes, []);
}

#[test]
fn what_is_not_understood_of_a_target_is_noted() {
    let line = |kind: &str, value: &str, unit: &str| {
        let (_, target, notes) =
            target(TARGET, &format!("C2ES:CA-ON:2030,CA-ON,{kind},1990,2030,{value},{unit},,C2ES:2022"));
        let columns: Vec<String> = notes.into_iter().map(|(column, _)| column).collect();
        (target.kind.0, target.null_reason.map(|code| code.0), columns)
    };
    let reduction = "Absolute emission reduction";
    let not_understood = Some(NullReason::NotUnderstood);
    let value = vec!["target_value".to_owned()];
    assert_eq!(line(reduction, "37", "percent"), (TargetKind::BaseYearReductionPct, None, vec![]));
    assert_eq!(
        line(reduction, "0", "percent"),
        (TargetKind::EmissionsReduction, not_understood, value.clone())
    );
    assert_eq!(
        line(reduction, "349000000", "tCO2e"),
        (TargetKind::EmissionsReduction, not_understood, value)
    );
    let (kind, _, columns) = line("Fewer cars", "3", "percent");
    assert_eq!((kind, columns), (TargetKind::Other, vec!["target_type".to_owned()]));
}

#[test]
fn national_targets_are_passed_over() {
    let line =
        "net_zero_tracker:NA:2030,NA,Absolute emission reduction,2015,2030,21,percent,,net_zero_tracker";
    assert!(is_passed_over(TARGET, line));
    assert_eq!(rejected(TARGET, "x,,Net zero,,2050,,,,net_zero_tracker").0, "actor_id");
    assert_eq!(rejected(TARGET, ",US-CA,Net zero,,2050,,,,net_zero_tracker").0, "target_id");
}
