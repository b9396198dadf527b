//! Percentages of reduction: 0 is no change, 100 is nothing left.

use rust_decimal::Decimal;

use crate::amount::parse_decimal;

/// A reduction in percent, above 0 and at most 100.
///
/// # Errors
/// Says what was expected; a share written as a fraction is not scaled in silence.
pub fn parse_reduction(raw: &str) -> Result<Decimal, String> {
    let percent = parse_decimal(raw.trim().trim_end_matches('%').trim_end())?;
    reduction(percent)
}

/// The same check for a number already read.
///
/// # Errors
/// Says which bound was broken.
pub fn reduction(percent: Decimal) -> Result<Decimal, String> {
    let allowed = percent > Decimal::ZERO && percent <= Decimal::ONE_HUNDRED;
    if allowed { Ok(percent) } else { Err("a reduction is above 0 and at most 100 percent".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reduction_is_between_nothing_and_everything() {
        assert_eq!(parse_reduction("13.6"), Ok(Decimal::new(136, 1)));
        assert_eq!(parse_reduction("55 %"), Ok(Decimal::from(55)));
        for wrong in ["75000", "0", "-5", "2030", "", "half"] {
            assert!(parse_reduction(wrong).is_err(), "{wrong}");
        }
    }
}
