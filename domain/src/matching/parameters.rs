//! How much each agreement says: m, u, and their estimation.

use std::collections::BTreeMap;

use super::compare::{Comparison, Feature};

/// Probabilities of each level of agreement, among pairs that are one actor (m) and pairs that are
/// two (u), and the share of candidate pairs that are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// For each feature, each level's m and u.
    pub levels: [Vec<(f64, f64)>; Feature::ALL.len()],
    /// Share of candidate pairs that are one actor.
    pub share: f64,
}

/// Rounds of estimation; it changes by less than a thousandth long before.
const ROUNDS: usize = 30;
/// How many pairs the starting values count for: so few pairs leave them nearly as they are.
const PRIOR_PAIRS: f64 = 2_000.0;
/// No agreement is impossible, nor certain.
const LEAST: f64 = 1e-5;

impl Default for Parameters {
    /// Values to start from: for names, counted among the labelled pairs of docs/matching.md; for the
    /// rest, set by hand and then estimated.
    fn default() -> Self {
        Self {
            levels: [
                vec![
                    (0.560, 0.00112),
                    (0.310, 0.00150),
                    (0.020, 0.00037),
                    (0.080, 0.00148),
                    (0.018, 0.00088),
                    (0.011, 0.00138),
                    (0.001, 0.99327),
                ],
                vec![(0.900, 0.100), (0.100, 0.900)],
                vec![(0.750, 0.010), (0.190, 0.050), (0.050, 0.200), (0.010, 0.740)],
                vec![(0.900, 0.010), (0.100, 0.990)],
                vec![(0.700, 0.100), (0.200, 0.300), (0.100, 0.600)],
                vec![(0.930, 0.850), (0.070, 0.150)],
            ],
            share: 0.5,
        }
    }
}

impl Parameters {
    /// The weight of an agreement in bits: log2(m/u), 0 where nothing is said.
    pub fn weight(&self, feature: Feature, comparison: &Comparison) -> f64 {
        comparison.level(feature).map_or(0.0, |level| {
            let (m, u) = self.levels[feature as usize][usize::from(level)];
            (m / u).log2()
        })
    }

    /// The weight of what is known before anything is compared: log2 of the odds of a candidate pair.
    pub fn prior(&self) -> f64 {
        (self.share / (1.0 - self.share)).log2()
    }

    /// The match weight of a pair in bits: how much likelier it is one actor than two.
    pub fn total(&self, comparison: &Comparison) -> f64 {
        self.prior() + Feature::ALL.iter().map(|feature| self.weight(*feature, comparison)).sum::<f64>()
    }

    /// The probability that goes with a match weight.
    pub fn probability(weight: f64) -> f64 {
        let odds = weight.exp2();
        if odds.is_infinite() { 1.0 } else { odds / (1.0 + odds) }
    }

    /// Estimates the parameters of all features but the name from how often each comparison occurs,
    /// beginning with these values; they also stand for some pairs of their own, so that few pairs do not
    /// lead astray.
    ///
    /// The weights of names, and the share of pairs that are one, stay: they were counted among labelled
    /// pairs. Of most pairs nothing but the names is known, and one feature alone cannot tell its own
    /// weight: any division of its levels between the two sorts of pairs would fit.
    #[must_use]
    pub fn estimated(&self, counts: &BTreeMap<Comparison, u64>) -> Self {
        let mut now = self.clone();
        for _ in 0..ROUNDS {
            now = self.maximised(&now, counts);
        }
        now
    }

    /// One round: how probable each comparison is a match by `now`, and the parameters that fit best.
    fn maximised(&self, now: &Self, counts: &BTreeMap<Comparison, u64>) -> Self {
        let matches = PRIOR_PAIRS * self.share;
        let mut sums = self.levels.clone();
        for levels in &mut sums {
            for (m, u) in levels {
                (*m, *u) = (*m * matches, *u * (PRIOR_PAIRS - matches));
            }
        }
        for (comparison, count) in counts {
            let count = *count as f64;
            let matching = count * Self::probability(now.total(comparison));
            for (levels, level) in sums.iter_mut().zip(comparison.0) {
                let Some(level) = level else { continue };
                let (m, u) = &mut levels[usize::from(level)];
                (*m, *u) = (*m + matching, *u + count - matching);
            }
        }
        for levels in &mut sums {
            let (of_one, of_two) = levels.iter().fold((0.0, 0.0), |(m, u), level| (m + level.0, u + level.1));
            for (m, u) in levels {
                (*m, *u) = ((*m / of_one).max(LEAST), (*u / of_two).max(LEAST));
            }
        }
        sums[Feature::Name as usize].clone_from(&self.levels[Feature::Name as usize]);
        Self { levels: sums, share: self.share }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimation_finds_what_tells_matches_from_others() {
        // Where the names are the same the places are near in 9 of 10 pairs; elsewhere they are far.
        let comparison = |name, distance| Comparison([Some(name), None, Some(distance), None, None, Some(0)]);
        let counts = BTreeMap::from([
            (comparison(0, 0), 90_000),
            (comparison(0, 3), 10_000),
            (comparison(6, 0), 1_000),
            (comparison(6, 3), 99_000),
        ]);
        let found = Parameters::default().estimated(&counts);
        let near = found.levels[Feature::Distance as usize][0];
        assert!(near.0 > 0.85 && near.1 < 0.15, "{near:?}");
        assert!(Parameters::probability(found.total(&comparison(0, 0))) > 0.99);
        assert!(Parameters::probability(found.total(&comparison(6, 3))) < 0.01);
    }

    #[test]
    fn no_pairs_change_nothing() {
        let start = Parameters::default();
        let found = start.estimated(&BTreeMap::new());
        for (a, b) in start.levels.iter().flatten().zip(found.levels.iter().flatten()) {
            assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9);
        }
    }
}
