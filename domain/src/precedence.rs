//! Which of several sources is shown first, where nobody has said otherwise.

use crate::vocabulary::{PrecedenceMetric, Vocabulary};

/// Sources for a metric in the order in which they are shown, the first first. Sources that are not
/// named come after, by their short names.
///
/// The rule is data: `precedence.tsv` beside this file says it with its reasons, and an imported table
/// of the columns `metric`, `source` and `rank` replaces it, metric by metric.
pub fn default_order(metric: PrecedenceMetric) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("precedence.tsv").lines().skip(1);
    let of_metric = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    of_metric
        .filter(move |columns| columns.first() == Some(&metric.code()))
        .flat_map(|columns| columns.get(1).copied().unwrap_or_default().split(' '))
}

/// Why the default order of a metric is what it is.
pub fn default_reason(metric: PrecedenceMetric) -> &'static str {
    let mut lines = include_str!("precedence.tsv").lines().skip(1).map(|line| line.split('\t'));
    let found = lines.find_map(|mut columns| (columns.next() == Some(metric.code())).then(|| columns.nth(1)));
    found.flatten().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_an_order_and_a_reason() {
        for metric in PrecedenceMetric::ALL {
            assert!(default_order(*metric).all(|source| !source.is_empty()), "{metric}");
            assert!(default_order(*metric).count() > 1, "{metric}");
            assert!(!default_reason(*metric).is_empty(), "{metric}");
        }
    }
}
