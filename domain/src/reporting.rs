//! How fresh an actor's latest report is.

use chrono::{Datelike, NaiveDate};

use crate::vocabulary::Staleness;

/// How old data may be, in months since the end of their year. The defaults are this project's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Data this old still count as fresh.
    pub fresh_months: i32,
    /// Data older than this count as stale.
    pub ageing_months: i32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { fresh_months: 18, ageing_months: 30 }
    }
}

/// Staleness on `today` of data whose last year is `last_year`; the period ends in December.
pub fn staleness(last_year: Option<i32>, today: NaiveDate, thresholds: Thresholds) -> Staleness {
    let Some(year) = last_year else { return Staleness::NeverReported };
    let months = (today.year() - year - 1) * 12 + today.month0() as i32;
    if months <= thresholds.fresh_months {
        Staleness::Fresh
    } else if months <= thresholds.ageing_months {
        Staleness::Ageing
    } else {
        Staleness::Stale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staleness_counts_months_since_the_end_of_the_period() {
        let on = |year, month| NaiveDate::from_ymd_opt(year, month, 1).expect("a date");
        let staleness = |year, today| super::staleness(year, today, Thresholds::default());
        assert_eq!(staleness(None, on(2026, 1)), Staleness::NeverReported);
        assert_eq!(staleness(Some(2025), on(2026, 11)), Staleness::Fresh);
        assert_eq!(staleness(Some(2024), on(2026, 7)), Staleness::Fresh);
        assert_eq!(staleness(Some(2024), on(2026, 8)), Staleness::Ageing);
        assert_eq!(staleness(Some(2020), on(2026, 1)), Staleness::Stale);
        let patient = Thresholds { fresh_months: 60, ageing_months: 120 };
        assert_eq!(super::staleness(Some(2021), on(2026, 11), patient), Staleness::Fresh);
    }
}
