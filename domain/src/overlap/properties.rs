//! What holds for every containment, on random ones.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Containment, OwnTarget, Unit, Within};
use crate::vocabulary::{OverlapMethod, Vocabulary};

/// Numbers that a unit is made of: emissions, per mille that its own target takes off, where it lies.
type Seed = (Option<u32>, Option<u32>, usize, usize, u32, u32);

fn seed() -> impl Strategy<Value = Seed> {
    let emissions = prop::option::weighted(0.9, 0u32..1_000_000_000);
    let rate = prop::option::weighted(0.6, 0u32..=1_000);
    (emissions, rate, any::<usize>(), any::<usize>(), 0u32..=100, 0u32..=100)
}

/// Random units; parts may well exceed the whole, and lie in two units at once.
fn containment() -> impl Strategy<Value = Containment> {
    prop::collection::vec(seed(), 1..40).prop_map(|seeds| {
        let unit = |(at, seed): (usize, Seed)| {
            let (emissions, rate, first, second, share, rest) = seed;
            let emissions = emissions.map(Decimal::from);
            let target = match (emissions, rate) {
                (_, None) => OwnTarget::None,
                (None, Some(_)) => OwnTarget::Unknown,
                (Some(tonnes), Some(rate)) => OwnTarget::Reduction(tonnes * Decimal::new(rate.into(), 3)),
            };
            Unit { emissions, target, within: parents(at, first, second, share, rest) }
        };
        Containment::new(seeds.into_iter().enumerate().map(unit).collect()).unwrap()
    })
}

fn parents(at: usize, first: usize, second: usize, share: u32, rest: u32) -> Vec<Within> {
    if at == 0 {
        return Vec::new();
    }
    // Most lie wholly in one unit; every third is split, and not all of it need lie anywhere.
    if !first.is_multiple_of(3) || at == 1 {
        return vec![Within::wholly(first % at)];
    }
    let part = |percent: u32| Decimal::new(percent.into(), 2);
    let other = part((100 - share).min(rest));
    let (one, two) = (first % at, second % at);
    let mut within = vec![Within { parent: one, share: part(share) }];
    if two != one {
        within.push(Within { parent: two, share: other });
    }
    within
}

fn total(containment: &Containment, method: OverlapMethod) -> Decimal {
    containment.add_up(method).total
}

proptest! {
    #[test]
    fn each_method_gives_at_most_what_the_next_does(containment in containment()) {
        let totals: Vec<Decimal> =
            OverlapMethod::ALL.iter().map(|method| total(&containment, *method)).collect();
        prop_assert!(totals.is_sorted(), "{totals:?}");
    }

    #[test]
    fn without_overlap_counted_twice_no_more_is_reduced_than_is_emitted(containment in containment()) {
        // Amounts expected of parts are rounded down to the gram, one for each part.
        let grams = Decimal::new(40 * 40, 6);
        for method in [OverlapMethod::TopLevel, OverlapMethod::Conservative, OverlapMethod::Partial] {
            let evaluation = containment.add_up(method);
            for (at, unit) in evaluation.units.iter().enumerate() {
                prop_assert!(unit.within <= containment.emissions(at) + grams, "{method} {at}");
            }
        }
    }

    #[test]
    fn without_a_national_target_the_parts_are_simply_added(containment in containment()) {
        let containment = containment.without_targets_of_the_outermost();
        for method in OverlapMethod::ALL {
            let evaluation = containment.add_up(*method);
            let parts: Decimal = containment.units.iter().zip(&evaluation.units).map(|(unit, result)| {
                let country = unit.within.iter().filter(|within| within.parent == 0);
                country.map(|within| within.share_of(result.within)).sum::<Decimal>()
            }).sum();
            prop_assert_eq!(evaluation.total, parts, "{}", method);
        }
    }

    #[test]
    fn what_is_counted_of_the_units_is_the_total(containment in containment()) {
        for method in OverlapMethod::ALL {
            let evaluation = containment.add_up(*method);
            let counted: Decimal = evaluation.units.iter().map(|unit| unit.counted).sum();
            let difference = (counted - evaluation.total).abs();
            prop_assert!(difference < Decimal::new(1, 3), "{method}: {counted} {}", evaluation.total);
        }
    }

    #[test]
    fn no_unit_counts_for_more_than_its_own_reduction(containment in containment()) {
        for method in OverlapMethod::ALL {
            let evaluation = containment.add_up(*method);
            for (unit, result) in containment.units.iter().zip(&evaluation.units) {
                let OwnTarget::Reduction(own) = unit.target else {
                    prop_assert!(result.counted.is_zero());
                    continue;
                };
                prop_assert!(!result.counted.is_sign_negative() || result.counted.is_zero());
                // Where reductions are split, what is lost in rounding falls to the last part.
                prop_assert!(result.counted <= own + Decimal::new(1, 3), "{method}");
            }
        }
    }

    #[test]
    fn what_is_under_no_target_is_at_most_everything(containment in containment()) {
        for (at, open) in containment.without_target().into_iter().enumerate() {
            prop_assert!(open >= Decimal::ZERO && open <= containment.emissions(at));
        }
    }
}
