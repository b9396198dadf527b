//! Every form of text that the database held in October 2022.

use super::*;
use Conditionality::{Conditional, Unconditional, Unspecified};

fn decimal(text: &str) -> Decimal {
    amount::parse_decimal(text).expect("a number")
}

fn reduction(low: &str, high: &str) -> Goal {
    Goal::Reduction { low: decimal(low), high: decimal(high) }
}

/// Goal, conditionality and year of each clause.
fn read(raw: &str, years: &str) -> Vec<(Goal, Conditionality, Option<i32>)> {
    parse(raw, years)
        .into_iter()
        .map(|clause| (clause.goal, clause.conditionality, clause.target_year))
        .collect()
}

/// Checks a text of percentages, each `(percent, conditionality, year)`.
fn check(raw: &str, years: &str, expected: &[(&str, Conditionality, i32)]) {
    let expected: Vec<_> =
        expected.iter().map(|(low, label, year)| (reduction(low, low), *label, Some(*year))).collect();
    assert_eq!(read(raw, years), expected, "{raw}");
}

#[test]
fn a_bare_number_is_a_fraction_of_one() {
    check("0.209", "2030", &[("20.9", Unspecified, 2030)]);
    check("0.2015", "2030", &[("20.15", Unspecified, 2030)]);
    assert_eq!(read("41.7", "2030"), [(Goal::Unclear, Unspecified, Some(2030))]);
    assert_eq!(read("0", "2030"), [(Goal::Unclear, Unspecified, Some(2030))]);
}

#[test]
fn brackets_say_whether_it_is_conditional() {
    check("13.6% (conditional)", "2030", &[("13.6", Conditional, 2030)]);
    check("60% (unconditional) ", "2030", &[("60", Unconditional, 2030)]);
    let both = [("4", Unconditional, 2030), ("12", Conditional, 2030)];
    check("4% (unconditional),  12% (conditional)", "2030", &both);
    let spaced = [("39.2", Unconditional, 2030), ("80.6", Conditional, 2030)];
    check("39.2% (unconditional), 80.6 % (conditional)", "2030", &spaced);
}

#[test]
fn a_range_has_two_ends() {
    assert_eq!(read("40-45%", "2030"), [(reduction("40", "45"), Unspecified, Some(2030))]);
    assert_eq!(
        read("7% (unconditional), 7-22% (conditional)", "2030"),
        [(reduction("7", "7"), Unconditional, Some(2030)), (reduction("7", "22"), Conditional, Some(2030))]
    );
    assert_eq!(read("45-40%", "2030"), [(Goal::Unclear, Unspecified, Some(2030))]);
}

#[test]
fn at_least_is_a_bound() {
    let eu = &parse("At least 55%", "2030")[0];
    assert_eq!((eu.goal, eu.bound), (reduction("55", "55"), TargetBound::AtLeast));
    let norway = &parse("At least 50% and towards 55%", "2030")[0];
    assert_eq!((norway.goal, norway.bound), (reduction("50", "55"), TargetBound::AtLeast));
    let verde = parse("At least 18% (unconditional), 24% (conditional)", "2030");
    assert_eq!((verde[0].bound, verde[1].bound), (TargetBound::AtLeast, TargetBound::Exact));
}

#[test]
fn a_value_may_name_its_year() {
    check("37% by 2025, 50% by 2030 ", "2025, 2030", &[("37", Unspecified, 2025), ("50", Unspecified, 2030)]);
    check(
        "39% by 2025\n45% by 2030",
        "2025 and 2030",
        &[("39", Unspecified, 2025), ("45", Unspecified, 2030)],
    );
    check(
        "39% in 2025 and 61% in 2030 (conditional)",
        "2025 and 2030",
        &[("39", Conditional, 2025), ("61", Conditional, 2030)],
    );
    check(
        "12.8% by 2030 and 50% by 2050 (unconditional), 17.5% by 2030 and 55% by 2050 (conditional)",
        "2030, 2050",
        &[
            ("12.8", Unconditional, 2030),
            ("50", Unconditional, 2050),
            ("17.5", Conditional, 2030),
            ("55", Conditional, 2050),
        ],
    );
    check(
        "7.3% and 9% (unconditional), 27% by 2030 (conditional)",
        "2025, 2030",
        &[("7.3", Unconditional, 2025), ("9", Unconditional, 2030), ("27", Conditional, 2030)],
    );
}

#[test]
fn values_and_years_pair_in_order() {
    let barbados = "20% and 35% (unconditional), 35% and 70% (conditional)";
    let pairs = [
        ("20", Unconditional, 2025),
        ("35", Unconditional, 2030),
        ("35", Conditional, 2025),
        ("70", Conditional, 2030),
    ];
    check(barbados, "2025 and 2030", &pairs);
    check("27% and 85%", "2030 and 2050", &[("27", Unspecified, 2030), ("85", Unspecified, 2050)]);
    check(
        "13.7%, 12.8% (unconditional), 62.5%, 61.8% (conditional)",
        "2025, 2030",
        &[
            ("13.7", Unconditional, 2025),
            ("12.8", Unconditional, 2030),
            ("62.5", Conditional, 2025),
            ("61.8", Conditional, 2030),
        ],
    );
    check(
        "4.2%, 6.2%, and 12% (unconditional), 12.6%, 24.9%, and 38.5% (conditional)",
        "2020, 2025, and 2030",
        &[
            ("4.2", Unconditional, 2020),
            ("6.2", Unconditional, 2025),
            ("12", Unconditional, 2030),
            ("12.6", Conditional, 2020),
            ("24.9", Conditional, 2025),
            ("38.5", Conditional, 2030),
        ],
    );
    let neutral = (Goal::Worded(TargetKind::CarbonNeutral), Unspecified, Some(2050));
    let andorra = read("37% and carbon neutral", "2030 and 2050");
    assert_eq!(andorra, [(reduction("37", "37"), Unspecified, Some(2030)), neutral]);
    let liberia = read("10%, carbon neutral", "2030, 2050");
    assert_eq!(liberia, [(reduction("10", "10"), Unspecified, Some(2030)), neutral]);
}

#[test]
fn values_that_do_not_pair_are_not_kept() {
    let mongolia = read("22.7% (unconditional), 27.2%, 44.9% (conditional)", "2030");
    let first = (reduction("22.7", "22.7"), Unconditional, Some(2030));
    assert_eq!(mongolia, [first, (Goal::Unclear, Conditional, Some(2030))]);
    assert_eq!(read("13.2%, 33.3%", "2030"), [(Goal::Unclear, Unspecified, Some(2030))]);
}

#[test]
fn a_period_is_no_target_year() {
    let clauses = parse("2.71% (unconditional), 72.29% (conditional)", "2020-2030");
    assert!(clauses.iter().all(|clause| clause.target_year.is_none() && clause.year_unclear));
    assert_eq!(clauses[0].goal, reduction("2.71", "2.71"));
    assert!(!parse("Remain carbon neutral", "N/A")[0].year_unclear);
}

#[test]
fn bullets_are_read_one_by_one() {
    assert_eq!(
        read("・43% by 2030\n・Net-zero by 2050", "・2030\n・2050"),
        [
            (reduction("43", "43"), Unspecified, Some(2030)),
            (Goal::Worded(TargetKind::NetZero), Unspecified, Some(2050)),
        ]
    );
    let beyond = Goal::Beyond(Subject::Other, NullReason::NotUnderstood);
    assert_eq!(
        read("・at least 50% by 2030\n・Average of 35% between 2021-2030", "2030"),
        [(reduction("50", "50"), Unspecified, Some(2030)), (beyond, Unspecified, Some(2030))]
    );
    let chile = "・Peak by 2025\n・Budget of 1,100 MtCO2 between 2020 and 2030\n・ 95 MtCO2 by 2030";
    let goals: Vec<Goal> = parse(chile, "2030").into_iter().map(|clause| clause.goal).collect();
    assert_eq!(goals, [Goal::Worded(TargetKind::Peak), beyond, beyond]);
    let costa_rica = "・9.11 million tCO2e by 2030\n・106.53 million tCO2 between 2021-2030";
    assert_eq!(parse(costa_rica, "2030")[0].goal, Goal::Amount(decimal("9110000")));
}

#[test]
fn tonnes_are_a_level_only_where_the_text_says_so() {
    let argentina = read("net emission of 349 MtCO2e (unconditional)", "2030");
    assert_eq!(argentina, [(Goal::Level(decimal("349000000")), Unconditional, Some(2030))]);
    let ghana = read("24.6 MtCO2e (unconditional), 64 MtCO2e (conditional)", "2030");
    assert_eq!(
        ghana,
        [
            (Goal::Amount(decimal("24600000")), Unconditional, Some(2030)),
            (Goal::Amount(decimal("64000000")), Conditional, Some(2030)),
        ]
    );
    assert_eq!(parse("65 MtCO2e ", "2030")[0].goal, Goal::Amount(decimal("65000000")));
    let sierra_leone = &parse("Emissions will not exceed 7.58 MtCO2e", "2035")[0];
    assert_eq!(
        (sierra_leone.goal, sierra_leone.bound),
        (Goal::Level(decimal("7580000")), TargetBound::AtMost)
    );
}

#[test]
fn of_a_range_of_tonnes_the_upper_end_is_a_bound() {
    let clauses = parse("398-510 Mt CO2-eq in 2025,\n350-420 Mt CO2-eq in 2030", "2025 and 2030");
    let kept: Vec<_> = clauses.iter().map(|clause| (clause.goal, clause.bound, clause.target_year)).collect();
    let at_most = TargetBound::AtMost;
    assert_eq!(
        kept,
        [
            (Goal::Amount(decimal("510000000")), at_most, Some(2025)),
            (Goal::Amount(decimal("420000000")), at_most, Some(2030)),
        ]
    );
    assert!(clauses.iter().all(|clause| clause.note.is_some()));
}

#[test]
fn another_number_in_brackets_is_left_out() {
    let colombia = &parse("169.44 Mton CO2 eq (equivalent to 51% reduction compared to BAU)", "2030")[0];
    assert_eq!(colombia.goal, Goal::BelowBau(decimal("51")));
    let korea = &parse("24.4% (709.1 MtCO2eq)", "2030")[0];
    assert_eq!(korea.goal, reduction("24.4", "24.4"));
    let islands = "32% and 45% (indicative target of 58% by 2035, net zero by 2050) ";
    check(islands, "2025, 2030", &[("32", Unspecified, 2025), ("45", Unspecified, 2030)]);
    for noted in [colombia, korea, &parse(islands, "2025, 2030")[0]] {
        assert!(noted.note.is_some());
    }
}

#[test]
fn a_part_of_the_economy_is_not_the_whole() {
    let not_quantified = Goal::Beyond(Subject::Other, NullReason::NotQuantified);
    for raw in [
        "30% (energy sector)",
        "33% for electricity sector",
        "Energy sector: 11.2%, 10.6% (unconditional), 48%, 45% (conditional)",
        "Energy sector: 11.5% by 2030 and 24% by 2050",
        "Energy sector:\n20.4-25% (unconditional), 37.5-45.8% (conditional)",
        "24% (CO2), 57% (CH4) and 48% (N2O)",
        "31% (energy), 25% (agriculture), 39% (LULUCF), 31% (waste)",
        "29% (agriculture), \n31% (energy), and 21% (forests)",
        "38% (energy (non-biomass)",
        "9.7% (unconditional), 17% (conditional)  (excluding LULUCF)",
        "44.4% and 45.4% (excluding LULUCF) ",
        "16% except for LULUCF",
        "9% (unconditional), 20.9% (conditional) (for LULUCF sector, 4% unconditional, 20% conditional)",
        "65% from electricity generation",
        "22% (energy sector), 45% (renewable energy), 35% (energy efficiency) ",
        "18% reduction compared to 2017 level (agriculture)",
        "Carbon neutrality (Energy industries sub-sector)",
        "Close to 100% RE in electricity generation (conditional)",
    ] {
        let clauses = parse(raw, "2030");
        let in_words = clauses.iter().all(|clause| matches!(clause.goal, Goal::Beyond(..)));
        assert!(in_words && clauses[0].goal == not_quantified, "{raw}: {clauses:?}");
    }
    let tuvalu = read("60% (economy wide), 100% (electricity generation sector)", "2025");
    assert_eq!(tuvalu[0], (reduction("60", "60"), Unspecified, Some(2025)));
    assert_eq!(tuvalu[1].0, not_quantified);
}

#[test]
fn what_can_not_be_placed_is_not_understood() {
    for raw in [
        "17.5% (status quo), 26.6% (independence)",
        "25% (limited international support), 47% (substantial international supportl)",
        "37% by 2025, 43% by 2030 (indicative)",
        "3.5% (unconditional, 21.4% (conditional)",
        "3,100 Gg CO2eq (27%)",
        "Total emissions won't exceed 663MtC02e and 189 tonnes per capita",
        "Peak of emissions between 398 and 614 Mt CO2–eq",
    ] {
        for clause in parse(raw, "2030") {
            assert_eq!(clause.goal, Goal::Beyond(Subject::Other, NullReason::NotUnderstood), "{raw}");
            assert!(clause.note.is_some());
        }
    }
}

#[test]
fn words_without_a_number_are_no_fault() {
    for raw in ["Sectoral targets", "INDC under analysis", "Stablisation of GHG emissions"] {
        let clauses = parse(raw, "2030");
        assert_eq!(clauses[0].goal, Goal::Beyond(Subject::Other, NullReason::NotQuantified), "{raw}");
        assert_eq!(clauses[0].note, None);
    }
    assert_eq!(parse("Remain carbon neutral", "N/A")[0].goal, Goal::Worded(TargetKind::CarbonNeutral));
    assert_eq!(parse("Carbon neutrality", "2030")[0].goal, Goal::Worded(TargetKind::CarbonNeutral));
}

#[test]
fn a_share_of_renewable_energy_is_told_from_other_shares() {
    let is_share = |raw: &str| matches!(parse(raw, "2030")[0].goal, Goal::Beyond(Subject::RenewableShare, _));
    for raw in [
        "86% renewable energy",
        "100% renewable energy share",
        "100% share of renewable energy",
        "38% share of renewable energy (unconditional), 80% (conditional)",
        "60% of electricity matrix from renewable energy",
        "30% share of renewable energy in energy consumption",
        "Renewable energy share increase",
    ] {
        assert!(is_share(raw), "{raw}");
    }
    for raw in [
        "Renewable energy generation increase",
        "85% renewable energy increase",
        "50MW of electricity from renewable sources (conditional)",
        "Increase of clean energy to 24%",
        "63% of energy consumption reduction",
        "share of renewable energy above 25% and 35% (undonditional), Maintain 93% foreset cover of more than 15.2 Mha (conditional)",
    ] {
        assert!(!is_share(raw), "{raw}");
    }
}

#[test]
fn tonnes_less_are_told_from_a_level() {
    for raw in [
        "5.6 MTCO2e ( cumulative avoided emissions), 1 MTCO2e (annual reduction)",
        "Reduction of 40 Mt CO2eq between 2020 and 2025",
        "emission reduction/avoidance of 245 MtCO2 (unconditional), 415 MtCO2 (conditional",
        "278 million tons of CO2eq emission reduction and avoidance annually",
        "up to 130 million tons of CO2 emission avoidance",
    ] {
        for clause in parse(raw, "2030") {
            assert!(matches!(clause.goal, Goal::Beyond(_, _)), "{raw}: {clause:?}");
        }
    }
    let mozambique = &parse("Reduction of 40 Mt CO2eq between 2020 and 2025", "2025")[0];
    assert_eq!(mozambique.goal, Goal::Beyond(Subject::TonnesLess, NullReason::NotQuantified));
}
