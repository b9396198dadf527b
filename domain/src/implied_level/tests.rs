//! Numbers in megatonnes are those that NDCmitiQ gives for these countries (Günther, Gütschow and Jeffery
//! 2021). The unit does not matter to the formulas.

use super::*;
use crate::formula::Input;
use crate::vocabulary::LandUse::{Excluded, Included};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn point(text: &str) -> Span {
    Span::point(decimal(text))
}

/// The level as stated, to six decimals.
fn level(target: TargetForm, land_use: LandUse) -> String {
    shown(&target, &Conversion::none(2030, land_use))
}

fn shown(target: &TargetForm, conversion: &Conversion) -> String {
    let range = target.level(conversion).unwrap();
    assert_eq!(range.low, range.high);
    assert_eq!(recomputed(&range.low), range.low.tco2e);
    range.low.tco2e.round_dp(6).normalize().to_string()
}

/// The value of a formula from nothing but its text and its inputs.
fn recomputed(level: &Level) -> Decimal {
    let mut formula = level.formula.clone();
    let mut names: Vec<&Input<Given>> = level.inputs.iter().collect();
    names.sort_by_key(|input| std::cmp::Reverse(input.name.len()));
    for mark in ["(", ")", ","] {
        formula = formula.replace(mark, &format!(" {mark} "));
    }
    let tokens: Vec<String> = formula
        .split_whitespace()
        .map(|token| {
            let input = names.iter().find(|input| input.name == token);
            input.map_or(token.to_owned(), |input| input.value.to_string())
        })
        .collect();
    let mut reader = Reader { tokens, at: 0 };
    let value = reader.sum();
    assert_eq!(reader.at, reader.tokens.len(), "{}", level.formula);
    value
}

struct Reader {
    tokens: Vec<String>,
    at: usize,
}

impl Reader {
    fn is(&mut self, token: &str) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|next| next == token);
        self.at += usize::from(found);
        found
    }

    fn sum(&mut self) -> Decimal {
        let mut value = self.product();
        loop {
            value = match () {
                () if self.is("+") => value + self.product(),
                () if self.is("-") => value - self.product(),
                () => return value,
            };
        }
    }

    fn product(&mut self) -> Decimal {
        let mut value = self.single();
        loop {
            value = match () {
                () if self.is("*") => value * self.single(),
                () if self.is("/") => value / self.single(),
                () => return value,
            };
        }
    }

    fn single(&mut self) -> Decimal {
        if self.is("max") {
            assert!(self.is("("));
            let first = self.sum();
            assert!(self.is(","));
            let second = self.sum();
            assert!(self.is(")"));
            return first.max(second);
        }
        if self.is("(") {
            let value = self.sum();
            assert!(self.is(")"));
            return value;
        }
        self.at += 1;
        decimal(&self.tokens[self.at - 1])
    }
}

#[test]
fn georgia_states_its_target_in_three_ways() {
    let below_bau =
        |amount| TargetForm::BauReductionAbs { bau_tco2e: decimal("40.411473"), reduction_tco2e: amount };
    assert_eq!(level(below_bau(point("6.058565")), Excluded), "34.352908");
    // The conditional level is given alone; the amount is what leads there.
    assert_eq!(level(below_bau(point("10.634044")), Excluded), "29.777429");

    let percent =
        TargetForm::BauReductionPct { bau_tco2e: decimal("22.0779"), percent: point("15"), coverage: None };
    assert_eq!(level(percent, Excluded), "18.766215");

    let intensity = TargetForm::IntensityReductionPct {
        reference: Reference { year: 2013, tco2e: decimal("46.5928") },
        percent: point("34"),
        reference_activity: Decimal::ONE,
        activity: decimal("1.4703463017"),
        coverage: None,
    };
    assert_eq!(level(intensity, Excluded), "45.214984");
}

#[test]
fn warming_potentials_are_converted_by_a_stated_factor() {
    // Georgia's 5.76 Mt in potentials of the second assessment report are 6.058565 Mt in those of the fourth.
    let amount = TargetForm::AbsoluteLevel { level_tco2e: point("5.76") };
    let factor = decimal("6.058565") / decimal("5.76");
    let conversion = Conversion { warming_potentials: Some(factor), ..Conversion::none(2030, Excluded) };
    let range = amount.level(&conversion).unwrap();
    assert_eq!(range.low.tco2e.round_dp(6), decimal("6.058565"));
    assert_eq!(range.low.formula, "(T) * gwp");
}

#[test]
fn icelands_level_is_taken_over_to_figures_without_land_use() {
    let target = TargetForm::BaseYearReductionPct {
        reference: Reference { year: 1990, tco2e: decimal("3.6168") + decimal("0.0004154") },
        percent: point("40"),
        coverage: None,
    };
    assert_eq!(level(target, Included), "2.170329");
    let without = Conversion {
        wanted: Excluded,
        land_use_tco2e: Some(decimal("-0.130606")),
        ..Conversion::none(2030, Included)
    };
    assert_eq!(shown(&target, &without), "2.300935");
    let unknown = Conversion { land_use_tco2e: None, ..without };
    assert_eq!(target.level(&unknown), Err(LevelError::NoLandUse));
}

#[test]
fn uruguays_amount_is_more_than_there_is_without_land_use() {
    let target =
        TargetForm::BauReductionAbs { bau_tco2e: decimal("39.4343"), reduction_tco2e: point("42.314121") };
    let level_in = |land_use| target.level(&Conversion::none(2030, land_use)).unwrap().low;
    let without = level_in(Excluded);
    assert_eq!((without.tco2e, without.is_floored), (Decimal::ZERO, true));
    assert_eq!(without.formula, "max(0, BAU_t - a)");
    assert_eq!(recomputed(&without), Decimal::ZERO);
    // With land use it may well be so.
    assert_eq!(level_in(Included).tco2e.round_dp(2), decimal("-2.88"));
}

#[test]
fn zambias_three_statements_lie_close_together() {
    // 60, and 20 or 25 % less than 81, in megatonnes, in other potentials. These inputs are inferred: with
    // the factor that makes 60 the first level, they give the other two.
    let conversion =
        Conversion { warming_potentials: Some(decimal("1.0649667")), ..Conversion::none(2030, Excluded) };
    let bau_tco2e = decimal("81");
    let targets = [
        TargetForm::AbsoluteLevel { level_tco2e: point("60") },
        TargetForm::BauReductionAbs { bau_tco2e, reduction_tco2e: point("20") },
        TargetForm::BauReductionPct { bau_tco2e, percent: point("25"), coverage: None },
    ];
    let levels = targets.map(|target| target.level(&conversion).unwrap().low);
    let rounded = levels.each_ref().map(|level| level.tco2e.round_dp(3).to_string());
    assert_eq!(rounded, ["63.898", "64.963", "64.697"]);

    let spread = crate::conflict::spread(&levels.map(|level| level.tco2e)).expect("three statements");
    assert!((spread - 0.0164).abs() < 5e-5, "{spread}");
}

#[test]
fn indonesias_level_differs_with_land_use() {
    let below =
        |bau, amount| TargetForm::BauReductionAbs { bau_tco2e: decimal(bau), reduction_tco2e: point(amount) };
    assert_eq!(level(below("2154.26", "337"), Excluded), "1817.26");
    assert_eq!(level(below("2869", "834"), Included), "2035");
}

#[test]
fn a_range_gives_two_levels_the_larger_reduction_the_lower_one() {
    // Taiwan's draft of 2024: 28 ± 2 % below 2005.
    let target = TargetForm::BaseYearReductionPct {
        reference: Reference { year: 2005, tco2e: Decimal::ONE_HUNDRED },
        percent: Span { low: decimal("26"), high: decimal("30") },
        coverage: None,
    };
    let range = target.level(&Conversion::none(2030, Excluded)).unwrap();
    assert_eq!((range.low.tco2e, range.high.tco2e), (decimal("70"), decimal("74")));
    let level = TargetForm::AbsoluteLevel { level_tco2e: Span { low: decimal("5"), high: decimal("7") } };
    let range = level.level(&Conversion::none(2030, Excluded)).unwrap();
    assert_eq!((range.low.tco2e, range.high.tco2e), (decimal("5"), decimal("7")));
}

#[test]
fn what_the_target_does_not_cover_follows_the_baseline() {
    let coverage = |share| Some(Coverage { share: decimal(share), baseline_tco2e: decimal("200") });
    let target = |share| TargetForm::BaseYearReductionPct {
        reference: Reference { year: 2005, tco2e: Decimal::ONE_HUNDRED },
        percent: point("50"),
        coverage: coverage(share),
    };
    assert_eq!(level(target("0.8"), Excluded), "80");
    let range = target("0.8").level(&Conversion::none(2030, Excluded)).unwrap();
    assert_eq!(range.low.formula, "(1 - p / 100) * E_ref * cov + E_t * (1 - cov)");
    assert_eq!(target("1.2").level(&Conversion::none(2030, Excluded)), Err(LevelError::NotPossible));
}

#[test]
fn the_other_kinds_follow_their_formulas() {
    let reference = Reference { year: 2005, tco2e: decimal("100") };
    let amount = TargetForm::BaseYearReductionAbs { reference, reduction_tco2e: point("30") };
    assert_eq!(level(amount, Excluded), "70");
    let intensity = TargetForm::IntensityLevel { intensity: point("0.25"), activity: decimal("300") };
    assert_eq!(level(intensity, Excluded), "75");
    let none = TargetForm::IntensityReductionPct {
        reference,
        percent: point("30"),
        reference_activity: Decimal::ZERO,
        activity: decimal("300"),
        coverage: None,
    };
    assert_eq!(none.level(&Conversion::none(2030, Excluded)), Err(LevelError::NoActivity));
}

#[test]
fn numbers_too_large_are_refused() {
    let target = TargetForm::IntensityLevel { intensity: Span::point(Decimal::MAX), activity: Decimal::TWO };
    assert_eq!(target.level(&Conversion::none(2030, Excluded)), Err(LevelError::NotPossible));
}
