//! The table of cases, each by its name, and figures of real inventories.

use proptest::prelude::*;

use super::*;
use crate::amount::parse_decimal;

fn decimal(text: &str) -> Decimal {
    parse_decimal(text).expect("a number")
}

fn target(kind: TargetKind, base_year: i32, target_year: i32) -> Terms<()> {
    Terms {
        kind,
        base_year: Some(base_year),
        target_year: Some(target_year),
        reduction_percent: None,
        target_value: None,
        bau_value: None,
        null_reason: None,
        unit: "tCO2e".to_owned(),
        origin: (),
    }
}

fn reduction(percent: &str) -> Terms<()> {
    let percent = decimal(percent);
    Terms {
        reduction_percent: Some((percent, percent)),
        ..target(TargetKind::BaseYearReductionPct, 2005, 2030)
    }
}

fn level(kind: TargetKind, level: &str) -> Terms<()> {
    Terms { target_value: Some(decimal(level)), ..target(kind, 2005, 2030) }
}

fn levels(base: &str, since: &[(i32, &str)]) -> Evidence<()> {
    Evidence::Levels {
        base: Some(Measured::total(2005, decimal(base), ())),
        since: since.iter().map(|(year, value)| Measured::total(*year, decimal(value), ())).collect(),
    }
}

fn value(progress: &Progress<()>) -> Option<String> {
    progress.value.map(|value| value.round_dp(5).normalize().to_string())
}

fn stands(
    terms: &Terms<()>,
    evidence: &Evidence<()>,
) -> (Option<String>, ProgressStatus, Option<NullReason>) {
    let progress = assess(terms, evidence);
    (value(&progress), progress.status, progress.reason)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn fifteen_of_forty_percent_is_three_eighths() {
    let reported = Evidence::Percent { achieved: decimal("15"), year: Some(2025), origin: () };
    let progress = assess(&reduction("40"), &reported);
    assert_eq!((value(&progress), &*progress.formula), (some("0.375"), "a / p"));
    assert_eq!((progress.expected, progress.status), (Some(decimal("0.8")), ProgressStatus::OffTrack));
    // The same in levels: T = B (1 - p), L = B (1 - a).
    let same = assess(&reduction("40"), &levels("1000", &[(2025, "850")]));
    assert_eq!((same.value, same.status), (progress.value, progress.status));
}

#[test]
fn six_of_ten_million_against_three_quarters() {
    // The example that OpenClimate publishes with its own formula: 53.33 %.
    let progress = assess(&reduction("75"), &levels("10000000", &[(2020, "6000000")]));
    assert_eq!(value(&progress), some("0.53333"));
}

/// Provinces of Canada: inventory of Environment and Climate Change Canada of 2023-11-10, without land use
/// (Open Government Licence - Canada), and their targets for 2030.
#[test]
fn provinces_of_canada_as_computed_elsewhere() {
    let provinces = [
        ("BC", 2007, "40", "61116538", "59436464", "6.872", "60.870", ProgressStatus::OffTrack),
        ("MB", 2005, "33", "20297097", "20701853", "-6.043", "64.000", ProgressStatus::Reversed),
        ("NB", 2005, "46", "19600681", "11868851", "85.754", "64.000", ProgressStatus::OnTrack),
        ("NL", 2001, "30", "9754935", "8336059", "48.484", "68.966", ProgressStatus::OffTrack),
        ("NS", 2005, "53", "22779011", "14600005", "67.747", "64.000", ProgressStatus::OnTrack),
        ("NT", 2005, "30", "1723296", "1286647", "84.460", "64.000", ProgressStatus::OnTrack),
        ("ON", 2005, "30", "203713410", "150561572", "86.972", "64.000", ProgressStatus::OnTrack),
        ("QC", 1990, "37", "84297979", "77477607", "21.867", "77.500", ProgressStatus::OffTrack),
        ("YT", 2010, "30", "646476", "650074", "-1.855", "55.000", ProgressStatus::Reversed),
    ];
    for (province, base_year, percent, base, latest, progress, expected, status) in provinces {
        let terms = Terms { base_year: Some(base_year), ..reduction(percent) };
        let found = assess(&terms, &levels(base, &[(2021, latest)]));
        let percent = |share: Option<Decimal>| {
            share.map(|share| format!("{:.3}", (share * Decimal::ONE_HUNDRED).round_dp(3)))
        };
        assert_eq!(percent(found.value), some(progress), "{province}");
        assert_eq!(percent(found.expected), some(expected), "{province}");
        assert_eq!(found.status, status, "{province}");
    }
}

#[test]
fn another_base_year_or_percentage_is_another_progress() {
    // Ontario, Nova Scotia and the Northwest Territories: sources differ on their targets for 2030.
    let published = [
        (1990, "37", "179126739", "150561572", "43.10"),
        (2005, "30", "203713410", "150561572", "86.97"),
        (1990, "53", "19347523", "14600005", "46.30"),
        (2005, "53", "22779011", "14600005", "67.75"),
        (2005, "30", "1723296", "1286647", "84.46"),
        (2005, "50", "1723296", "1286647", "50.68"),
    ];
    for (base_year, percent, base, latest, progress) in published {
        let terms = Terms { base_year: Some(base_year), ..reduction(percent) };
        let found = assess(&terms, &levels(base, &[(2021, latest)])).value.expect("a value");
        assert_eq!(format!("{:.2}", (found * Decimal::ONE_HUNDRED).round_dp(2)), progress);
    }
}

#[test]
fn beyond_the_target_is_not_clamped() {
    let over = (some("1.5"), ProgressStatus::OverAchieved, None);
    assert_eq!(stands(&reduction("40"), &levels("1000", &[(2020, "400")])), over);
    let exactly = (some("1"), ProgressStatus::Achieved, None);
    assert_eq!(stands(&reduction("40"), &levels("1000", &[(2020, "600")])), exactly);
}

#[test]
fn away_from_the_target_is_negative() {
    let reversed = (some("-0.5"), ProgressStatus::Reversed, None);
    assert_eq!(stands(&reduction("40"), &levels("1000", &[(2020, "1200")])), reversed);
}

#[test]
fn without_a_base_or_a_report_there_is_a_reason_and_no_value() {
    for reason in [NullReason::NoBase, NullReason::NotReported, NullReason::NotComparable] {
        let nothing = Evidence::Nothing(reason);
        assert_eq!(stands(&reduction("40"), &nothing), (None, ProgressStatus::NotAssessable, Some(reason)));
    }
    let none_since = (None, ProgressStatus::NotAssessable, Some(NullReason::NotReported));
    assert_eq!(stands(&reduction("40"), &levels("1000", &[])), none_since);
}

#[test]
fn a_target_of_no_change_is_kept_or_says_nothing() {
    let same = level(TargetKind::AbsoluteLevel, "1000");
    let zero = Some(NullReason::ZeroDenominator);
    assert_eq!(stands(&same, &levels("1000", &[(2020, "990")])), (None, ProgressStatus::Maintained, zero));
    assert_eq!(
        stands(&same, &levels("1000", &[(2020, "1100")])),
        (None, ProgressStatus::NotAssessable, zero)
    );
}

#[test]
fn a_limit_above_the_base_is_kept_or_broken() {
    let cap = level(TargetKind::AbsoluteLevel, "1500");
    let limit = Some(NullReason::NotApplicable);
    assert_eq!(stands(&cap, &levels("1000", &[(2020, "1400")])), (None, ProgressStatus::Maintained, limit));
    assert_eq!(stands(&cap, &levels("1000", &[(2020, "1600")])), (None, ProgressStatus::OffTrack, limit));
}

#[test]
fn a_base_of_zero_is_a_value_where_it_shall_rise() {
    let share = level(TargetKind::RenewableShare, "60");
    assert_eq!(stands(&share, &levels("0", &[(2020, "30")])).0, some("0.5"));
    let zero = (None, ProgressStatus::NotAssessable, Some(NullReason::ZeroDenominator));
    assert_eq!(stands(&reduction("40"), &levels("0", &[(2020, "30")])), zero);
}

#[test]
fn a_share_that_shall_rise_uses_the_same_formula() {
    let share = level(TargetKind::RenewableShare, "60");
    assert_eq!(stands(&share, &levels("20", &[(2010, "30")])).0, some("0.25"));
    assert_eq!(assess(&share, &levels("20", &[(2010, "30")])).formula, "(B - L) / (B - T)");
}

#[test]
fn in_its_year_a_target_is_met_or_missed_and_stays_so() {
    let since = |last: &str| levels("1000", &[(2029, "650"), (2030, last), (2031, "500")]);
    let met = assess(&reduction("40"), &since("600"));
    assert_eq!((met.status, met.year, value(&met)), (ProgressStatus::Met, Some(2030), some("1")));
    assert_eq!(met.series.len(), 3, "the series goes on");
    assert_eq!(assess(&reduction("40"), &since("610")).status, ProgressStatus::Missed);
    // Without a report of that year, the first after it tells.
    let later = assess(&reduction("40"), &levels("1000", &[(2029, "650"), (2032, "590"), (2033, "900")]));
    assert_eq!((later.status, later.year), (ProgressStatus::Met, Some(2032)));
    assert_eq!(later.caveats, [ProgressCaveat::AfterTargetYear]);
}

#[test]
fn a_range_gives_an_interval() {
    let terms = Terms { reduction_percent: Some((decimal("26"), decimal("30"))), ..reduction("28") };
    let progress = assess(&terms, &levels("1000", &[(2020, "870")]));
    assert_eq!((progress.value, progress.reason), (None, Some(NullReason::TargetIsRange)));
    let (low, high) = progress.interval.expect("an interval");
    assert_eq!((low.round_dp(4), high.round_dp(4)), (decimal("0.4333"), decimal("0.5")));
    // Both ends fall short of the line.
    assert_eq!(progress.status, ProgressStatus::OffTrack);
    // One end is above the line of 15 in 25 years, the other below.
    let between = assess(&terms, &levels("1000", &[(2020, "830")]));
    assert_eq!(between.status, ProgressStatus::NotAssessable);
    // Emissions rose: the ends change places.
    let (low, high) = assess(&terms, &levels("1000", &[(2020, "1030")])).interval.expect("an interval");
    assert!(low < high && high < Decimal::ZERO);
}

#[test]
fn net_zero_without_a_rest_is_zero_of_gross_emissions() {
    let progress = assess(&target(TargetKind::NetZero, 2005, 2050), &levels("1000", &[(2020, "750")]));
    assert_eq!((value(&progress), &*progress.formula), (some("0.25"), "(B - L) / B"));
    assert_eq!(progress.caveats, [ProgressCaveat::GrossOnly]);
}

#[test]
fn against_a_projection_only_its_own_year_can_be_told() {
    let terms = Terms {
        bau_value: Some(decimal("1000")),
        reduction_percent: Some((decimal("20"), decimal("20"))),
        base_year: None,
        ..target(TargetKind::BauReductionPct, 2005, 2030)
    };
    let early = (None, ProgressStatus::NotAssessable, Some(NullReason::NotComparable));
    assert_eq!(stands(&terms, &levels("500", &[(2025, "850")])), early);
    let due = assess(
        &terms,
        &Evidence::Levels { base: None, since: vec![Measured::total(2030, decimal("850"), ())] },
    );
    assert_eq!((value(&due), due.status), (some("0.75"), ProgressStatus::Missed));
    assert_eq!(due.formula, "(BAU - L) / (BAU - T)");
    let unprojected = Terms { bau_value: None, ..terms };
    assert_eq!(stands(&unprojected, &levels("500", &[(2030, "850")])), early);
}

#[test]
fn a_peak_is_no_share() {
    let peak = target(TargetKind::Peak, 2005, 2030);
    let reason = |since: &[(i32, &str)]| assess(&peak, &levels("1000", since)).reason;
    assert_eq!(reason(&[(2020, "1100")]), Some(NullReason::NotYetDue));
    assert_eq!(reason(&[(2031, "1100")]), Some(NullReason::NotApplicable));
}

#[test]
fn what_has_no_number_says_why() {
    let stated =
        Terms { null_reason: Some(NullReason::NotUnderstood), ..target(TargetKind::Other, 2005, 2030) };
    let evidence = levels("1000", &[(2020, "900")]);
    assert_eq!(assess(&stated, &evidence).reason, Some(NullReason::NotUnderstood));
    let open = Terms { kind: TargetKind::EmissionsReduction, ..reduction("30") };
    assert_eq!(assess(&open, &evidence).reason, Some(NullReason::NotSpecifiedInSource));
}

#[test]
fn scopes_are_added_in_the_formula() {
    let of = |year, scope1, scope2| Measured {
        year,
        parts: vec![("_scope1", decimal(scope1)), ("_scope2", decimal(scope2))],
        origin: (),
    };
    let evidence =
        Evidence::Levels { base: Some(of(2005, "600", "400")), since: vec![of(2020, "500", "300")] };
    let progress = assess(&reduction("40"), &evidence);
    assert_eq!(value(&progress), some("0.5"));
    assert_eq!(
        progress.formula,
        "((B_scope1 + B_scope2) - (L_scope1 + L_scope2)) / ((B_scope1 + B_scope2) * p / 100)"
    );
    let names: Vec<&str> = progress.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["B_scope1", "B_scope2", "L_scope1", "L_scope2", "p"]);
}

#[test]
fn the_year_it_would_be_reached_is_extrapolated() {
    // A quarter of the way in ten years: the whole in forty.
    let progress = assess(&reduction("40"), &levels("1000", &[(2015, "900")]));
    assert_eq!(progress.reached_year, Some(2045));
    assert_eq!(assess(&reduction("40"), &levels("1000", &[(2015, "1001")])).reached_year, None);
    // Slower than can be told.
    assert_eq!(assess(&reduction("40"), &levels("1000", &[(2015, "999")])).reached_year, None);
}

proptest! {
    #[test]
    fn levels_and_percentages_agree(base in 1..1_000_000_i64, asked in 1..=100_i64, achieved in -100..=100_i64) {
        let base = Decimal::from(base);
        let latest = base - base * Decimal::from(achieved) / Decimal::ONE_HUNDRED;
        let asked = Decimal::from(asked);
        let terms = Terms { reduction_percent: Some((asked, asked)), ..reduction("1") };
        let by_level = assess(&terms, &Evidence::Levels {
            base: Some(Measured::total(2005, base, ())),
            since: vec![Measured::total(2020, latest, ())],
        });
        let by_percent = assess(&terms, &Evidence::Percent { achieved: achieved.into(), year: Some(2020), origin: () });
        prop_assert_eq!(by_level.status, by_percent.status);
        let (one, other) = (by_level.value.expect("a value"), by_percent.value.expect("a value"));
        prop_assert!((one - other).abs() < Decimal::new(1, 20), "{} {}", one, other);
    }

    #[test]
    fn whatever_the_figures_there_is_a_value_or_a_reason(
        base in -1_000..1_000_i64, level in proptest::option::of(-1_000..1_000_i64), latest in -1_000..1_000_i64,
        kind in proptest::sample::select(<TargetKind as crate::vocabulary::Vocabulary>::ALL),
        year in 2006..2040_i32, percent in proptest::option::of(1..=100_i64),
    ) {
        let percent = percent.map(Decimal::from);
        let terms = Terms {
            target_value: level.map(Decimal::from),
            reduction_percent: percent.map(|percent| (percent, percent)),
            ..target(kind, 2005, 2030)
        };
        let progress = assess(&terms, &Evidence::Levels {
            base: Some(Measured::total(2005, base.into(), ())),
            since: vec![Measured::total(year, latest.into(), ())],
        });
        prop_assert_eq!(progress.value.is_none(), progress.reason.is_some());
    }
}
