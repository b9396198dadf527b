use rust_decimal::Decimal;

use super::{Containment, ContainmentError, Evaluation, OwnTarget, Unit, Within};
use crate::vocabulary::OverlapMethod::{Conservative, Gross, Partial, TopLevel};
use crate::vocabulary::ReductionOutcome::{
    AbsorbedByChildren, AbsorbedByParent, Counted, NoData, NoReduction, NoTarget, PartlyAbsorbed,
};
use crate::vocabulary::{OverlapMethod, Vocabulary};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A unit that emits so much, is to emit so much, and lies wholly in another.
fn unit(emissions: i64, target: Option<i64>, parent: Option<usize>) -> Unit {
    let target =
        target.map_or(OwnTarget::None, |target| OwnTarget::Reduction(Decimal::from(emissions - target)));
    Unit {
        emissions: Some(emissions.into()),
        target,
        within: parent.map(Within::wholly).into_iter().collect(),
    }
}

fn totals(containment: &Containment) -> Vec<Decimal> {
    OverlapMethod::ALL.iter().map(|method| containment.add_up(*method).total).collect()
}

fn numbers(numbers: [i64; 4]) -> Vec<Decimal> {
    numbers.map(Decimal::from).to_vec()
}

/// A made-up country of 1,000 that is to emit 800, with a region that has a target, one that has none,
/// cities and facilities.
fn synthetic() -> Containment {
    Containment::new(vec![
        unit(1000, Some(800), None),
        unit(400, Some(300), Some(0)),
        unit(300, None, Some(0)),
        unit(100, Some(50), Some(1)),
        unit(60, Some(57), Some(1)),
        unit(80, Some(20), Some(1)),
        unit(120, Some(84), Some(2)),
        unit(50, Some(40), Some(0)),
    ])
    .unwrap()
}

#[test]
fn the_four_methods_differ_as_they_should() {
    let country = synthetic();
    assert_eq!(totals(&country), numbers([200, 200, 285, 459]));
    assert_eq!(totals(&country.without_targets_of_the_outermost()), numbers([146, 159, 211, 259]));
}

#[test]
fn every_unit_has_its_own_sum() {
    let country = synthetic();
    let within = |at: usize| -> Vec<Decimal> {
        OverlapMethod::ALL.iter().map(|method| country.add_up(*method).units[at].within).collect()
    };
    assert_eq!(within(1), numbers([100, 113, 165, 213]));
    assert_eq!(within(2), numbers([36, 36, 36, 36]));
}

#[test]
fn every_reduction_is_accounted_for() {
    let country = synthetic();
    let outcomes = |evaluation: Evaluation| -> Vec<_> {
        evaluation.units.iter().map(|unit| (unit.outcome, unit.counted)).collect()
    };
    let whole = |outcome, counted: i64| (outcome, Decimal::from(counted));
    let top = outcomes(country.add_up(TopLevel));
    assert_eq!(top[0], whole(Counted, 200));
    assert_eq!(top[1], whole(AbsorbedByParent, 0));
    assert_eq!(top[2], whole(NoTarget, 0));

    let alone = outcomes(country.without_targets_of_the_outermost().add_up(Conservative));
    assert_eq!(alone[0], whole(NoTarget, 0));
    assert_eq!(alone[1], whole(AbsorbedByChildren, 0));
    assert_eq!(alone[3..6], [whole(Counted, 50), whole(Counted, 3), whole(Counted, 60)]);

    // Region A: 25 % of its 400, 20 points of them the country's. Its city A2 aims lower than both.
    let partial = outcomes(country.add_up(Partial));
    assert_eq!(partial[1], whole(PartlyAbsorbed, 20));
    assert_eq!(partial[3], whole(PartlyAbsorbed, 25));
    assert_eq!(partial[4], whole(AbsorbedByParent, 0));
    assert_eq!(partial.iter().map(|(_, counted)| *counted).sum::<Decimal>(), Decimal::from(285));

    let gross = outcomes(country.add_up(Gross));
    assert!(gross.iter().all(|(outcome, _)| [Counted, NoTarget].contains(outcome)));
}

/// Emissions in tonnes CO2e without land use, of the base year and of 2021, and the percentage to be
/// taken off by 2030. Provinces: Environment and Climate Change Canada, inventory of 2023-11-10 (Open
/// Government Licence - Canada). Targets: those that the provinces have stated.
const PROVINCES: [(&str, i64, &str, i64); 12] = [
    ("AB", 256_148_803, "", 0),
    ("BC", 59_436_464, "40", 61_116_538),
    ("MB", 20_701_853, "33", 20_297_097),
    ("NB", 11_868_851, "46", 19_600_681),
    ("NL", 8_336_059, "30", 9_754_935),
    ("NS", 14_600_005, "53", 22_779_011),
    ("NT", 1_286_647, "30", 1_723_296),
    ("NU", 625_958, "", 0),
    ("ON", 150_561_572, "30", 203_713_410),
    ("QC", 77_477_607, "37", 84_297_979),
    ("SK", 67_106_801, "", 0),
    ("YT", 650_074, "30", 646_476),
];

/// Canada and its provinces: 40 % below 2005 by 2030, seen from 2021. What Canada emits is what its
/// provinces emit together in this inventory, 732,218,781 t in 2005.
fn canada() -> Containment {
    let below = |base: i64, percent: &str| {
        Decimal::from(base) * (Decimal::ONE_HUNDRED - decimal(percent)) / Decimal::ONE_HUNDRED
    };
    let place = |emissions: i64, target: Option<Decimal>, within: Vec<Within>| {
        let reduction = |target: Decimal| (Decimal::from(emissions) - target).max(Decimal::ZERO);
        let target = target.map_or(OwnTarget::None, |target| OwnTarget::Reduction(reduction(target)));
        Unit { emissions: Some(emissions.into()), target, within }
    };
    let country = place(670_427_682, Some(below(732_218_781, "40")), Vec::new());
    // Prince Edward Island aims at a level, not at a percentage.
    let island = place(1_626_988, Some(1_200_000.into()), vec![Within::wholly(0)]);
    let provinces = PROVINCES.iter().map(|(_, emissions, percent, base)| {
        let target = (!percent.is_empty()).then(|| below(*base, percent));
        place(*emissions, target, vec![Within::wholly(0)])
    });
    Containment::new([country, island].into_iter().chain(provinces).collect()).unwrap()
}

fn megatonnes(tonnes: Decimal) -> String {
    format!("{:.3}", (tonnes / Decimal::from(1_000_000)).round_dp(3))
}

#[test]
fn canadas_provinces_and_its_ndc() {
    let canada = canada();
    let shown: Vec<String> = totals(&canada).into_iter().map(megatonnes).collect();
    assert_eq!(shown, ["231.096", "231.096", "233.375", "300.689"]);

    let provinces = canada.without_targets_of_the_outermost();
    let own = provinces.add_up(Conservative).total;
    assert_eq!(megatonnes(own), "69.592");
    let need = canada.add_up(TopLevel).total;
    assert_eq!((own / need * Decimal::ONE_HUNDRED).round_dp(2).to_string(), "30.11");
    let open = provinces.without_target()[0] / provinces.emissions(0);
    assert_eq!((open * Decimal::ONE_HUNDRED).round_dp(2).to_string(), "48.31");
}

#[test]
fn only_british_columbia_goes_further_than_canada() {
    let evaluation = canada().add_up(Partial);
    let beyond: Vec<&str> = PROVINCES
        .iter()
        .zip(&evaluation.units[2..])
        .filter(|(_, unit)| unit.outcome == PartlyAbsorbed)
        .map(|((code, ..), _)| *code)
        .collect();
    assert_eq!(beyond, ["BC"]);
    assert!(evaluation.units.iter().all(|unit| !unit.parts_exceed_whole));
}

/// After the question that PBL (Roelfsema 2017) put to 25 cities of the United States: some have a target
/// that goes further than the nation's. What they add depends on what the others do.
#[test]
fn what_ambitious_cities_add_depends_on_the_others() {
    // A nation of two cities is to fall by 20 %; one of them wants 30 %, the other has no target.
    let nation = Containment::new(vec![
        unit(200, Some(160), None),
        unit(100, Some(70), Some(0)),
        unit(100, None, Some(0)),
    ])
    .unwrap();
    // If the other keeps to the nation's rate, ten more are saved; if it does less, none are.
    assert_eq!(nation.add_up(Partial).total, Decimal::from(50));
    assert_eq!(nation.add_up(Conservative).total, Decimal::from(40));
}

#[test]
fn an_overlapping_part_is_split_by_shares() {
    let lies = |shares: [&str; 2]| {
        shares
            .iter()
            .enumerate()
            .map(|(at, share)| Within { parent: at + 1, share: decimal(share) })
            .collect()
    };
    let metropolis = |shares| {
        let mut city = unit(50, Some(30), None);
        city.within = lies(shares);
        Containment::new(vec![
            unit(200, None, None),
            unit(100, Some(90), Some(0)),
            unit(100, None, Some(0)),
            city,
        ])
    };
    // 12 of its 20 lie in the region with a target of 10 (rate 10 %, which is 3 of its 30 there).
    let evaluation = metropolis(["0.6", "0.4"]).unwrap().add_up(Partial);
    assert_eq!(evaluation.total, Decimal::from(27));
    assert_eq!(evaluation.units[3].outcome, PartlyAbsorbed);
    assert_eq!(evaluation.units[3].counted, Decimal::from(17));
    assert_eq!(metropolis(["0.6", "0.5"]).err(), Some(ContainmentError::Shares { unit: 3 }));
    assert_eq!(metropolis(["1.6", "-0.6"]).err(), Some(ContainmentError::Shares { unit: 3 }));
}

#[test]
fn parts_that_emit_more_than_the_whole_are_marked_and_keep_the_order() {
    let country = Containment::new(vec![
        unit(100, Some(50), None),
        unit(80, Some(40), Some(0)),
        unit(80, Some(0), Some(0)),
    ])
    .unwrap();
    let evaluation = country.add_up(Partial);
    assert!(evaluation.units[0].parts_exceed_whole);
    // The rate is 50 of 160, not of 100.
    assert_eq!(evaluation.total, Decimal::from(50 + 15 + 55));
    assert!(totals(&country).is_sorted());
}

#[test]
fn what_is_not_known_is_not_zero() {
    let mut silent = unit(0, None, Some(0));
    silent.emissions = None;
    silent.target = OwnTarget::Unknown;
    let country = Containment::new(vec![
        unit(100, None, None),
        silent,
        unit(20, Some(10), Some(1)),
        unit(30, Some(30), Some(0)),
    ])
    .unwrap();
    let evaluation = country.add_up(TopLevel);
    assert_eq!(evaluation.units[1].outcome, NoData);
    assert_eq!(evaluation.total, Decimal::TEN);
    assert_eq!(evaluation.units[3].outcome, NoReduction);
}

#[test]
fn what_cannot_be_true_is_refused() {
    let of = |units: Vec<Unit>| Containment::new(units).err();
    assert_eq!(of(vec![unit(1, None, Some(0))]), Some(ContainmentError::ParentNotBefore { unit: 0 }));
    assert_eq!(of(vec![unit(-1, None, None)]), Some(ContainmentError::Amount { unit: 0 }));
    let deeper = unit(10, Some(-1), None);
    assert_eq!(of(vec![deeper]), Some(ContainmentError::ReductionAboveEmissions { unit: 0 }));
}
