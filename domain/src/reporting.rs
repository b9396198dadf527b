//! How fresh an actor's latest report is.

use chrono::{Datelike, NaiveDate};

use crate::vocabulary::Staleness;

/// Data this old, in months, still count as fresh. The thresholds are this project's own.
pub const FRESH_MONTHS: i32 = 18;
/// Data older than this, in months, count as stale.
pub const AGEING_MONTHS: i32 = 30;

/// Staleness on `today` of data whose last year is `last_year`; the period ends in December.
pub fn staleness(last_year: Option<i32>, today: NaiveDate) -> Staleness {
    let Some(year) = last_year else { return Staleness::NeverReported };
    let months = (today.year() - year - 1) * 12 + today.month0() as i32;
    if months <= FRESH_MONTHS {
        Staleness::Fresh
    } else if months <= AGEING_MONTHS {
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
        assert_eq!(staleness(None, on(2026, 1)), Staleness::NeverReported);
        assert_eq!(staleness(Some(2025), on(2026, 11)), Staleness::Fresh);
        assert_eq!(staleness(Some(2024), on(2026, 7)), Staleness::Fresh);
        assert_eq!(staleness(Some(2024), on(2026, 8)), Staleness::Ageing);
        assert_eq!(staleness(Some(2020), on(2026, 1)), Staleness::Stale);
    }
}
