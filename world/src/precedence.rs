//! Which of several sources is shown first, metric by metric.

use std::collections::BTreeMap;

use quipu_domain::precedence::default_order;
use quipu_domain::vocabulary::{PrecedenceMetric, Vocabulary};

use crate::ids::{RecordId, SourceId};

/// The rule for a metric.
#[derive(Debug, Default)]
pub struct Rule {
    /// Short names of sources, the first first; also of sources that are not there.
    pub order: Vec<String>,
    /// The record that states the first of them; `None` for the rule the service comes with.
    pub record: Option<RecordId>,
    /// The place of each source of the world.
    ranks: Vec<u16>,
}

/// The rules of all metrics.
#[derive(Debug, Default)]
pub struct Precedence(BTreeMap<PrecedenceMetric, Rule>);

impl Precedence {
    /// The rules: those stated, each as metric, place, source and record, and for metrics without
    /// any, those the service comes with. `sources` are the short names of all, in order.
    pub(crate) fn new(stated: &[(PrecedenceMetric, i32, String, RecordId)], sources: &[&str]) -> Self {
        let rules = PrecedenceMetric::ALL.iter().map(|metric| {
            let mut of_metric: Vec<_> = stated.iter().filter(|rule| rule.0 == *metric).collect();
            of_metric.sort_by(|a, b| (a.1, &a.2).cmp(&(b.1, &b.2)));
            let order: Vec<String> = match of_metric.is_empty() {
                true => default_order(*metric).map(str::to_owned).collect(),
                false => of_metric.iter().map(|rule| rule.2.clone()).collect(),
            };
            let rank = |(at, source): (usize, &&str)| {
                // Sources not named come after, in the order of their short names, which `sources` has.
                order.iter().position(|named| named == source).unwrap_or(order.len() + at) as u16
            };
            let ranks = sources.iter().enumerate().map(rank).collect();
            (*metric, Rule { record: of_metric.first().map(|rule| rule.3), ranks, order })
        });
        Self(rules.collect())
    }

    /// The rule for a metric.
    pub fn rule(&self, metric: PrecedenceMetric) -> &Rule {
        &self.0[&metric]
    }

    /// The place of a source; the least is shown first.
    pub fn rank(&self, metric: PrecedenceMetric, source: SourceId) -> u16 {
        self.0.get(&metric).and_then(|rule| rule.ranks.get(source.index())).copied().unwrap_or(u16::MAX)
    }
}
