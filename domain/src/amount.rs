//! Amounts: exact decimals, and emissions in tonnes of CO2-equivalent.

use rust_decimal::Decimal;

/// Emissions above this are no single country's, let alone an actor's: 100 Gt CO2e.
pub const MAX_TONNES: Decimal = Decimal::from_parts(1_215_752_192, 23, 0, false, 0);
/// A city, region or company below this has most likely been reported in another unit.
pub const SUSPECT_TONNES: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);

/// An exact decimal number with a point: digits only, no thousands separators, no unit.
///
/// # Errors
/// Says what was expected, for the import report; commas are never guessed at.
pub fn parse_decimal(raw: &str) -> Result<Decimal, String> {
    let text = raw.trim();
    let plain = |text: &str| Decimal::from_str_exact(text).ok();
    let number = plain(text).or_else(|| Decimal::from_scientific(text).ok());
    number.map(|number| number.normalize()).ok_or_else(|| {
        let hint = if text.contains(',') { "; a comma could mean either thousands or decimals" } else { "" };
        format!("not a number with a decimal point{hint}")
    })
}

/// Tonnes in so many megatonnes.
pub fn megatonnes_to_tonnes(megatonnes: Decimal) -> Option<Decimal> {
    megatonnes.checked_mul(Decimal::from(1_000_000)).map(|tonnes| tonnes.normalize())
}

/// Gross emissions in tonnes that can be true.
///
/// # Errors
/// Says which bound was broken: negative, or more than 100 Gt.
pub fn gross_tonnes(tonnes: Decimal) -> Result<Decimal, String> {
    if tonnes.is_sign_negative() && !tonnes.is_zero() {
        return Err("gross emissions cannot be negative".into());
    }
    if tonnes > MAX_TONNES {
        return Err("more than 100 Gt CO2e for one subject".into());
    }
    Ok(tonnes)
}

/// Net emissions in tonnes that can be true: where sinks outweigh sources they are negative.
///
/// # Errors
/// More than 100 Gt in either direction.
pub fn net_tonnes(tonnes: Decimal) -> Result<Decimal, String> {
    if tonnes.abs() > MAX_TONNES { Err("more than 100 Gt CO2e for one subject".into()) } else { Ok(tonnes) }
}

/// Gross emissions in tonnes of one actor, where the source states no unit beside the value.
///
/// # Errors
/// Also refuses less than 1,000 t: the likely cause is another unit, and it is not guessed.
pub fn actor_tonnes(tonnes: Decimal) -> Result<Decimal, String> {
    let tonnes = gross_tonnes(tonnes)?;
    if !tonnes.is_zero() && tonnes < SUSPECT_TONNES {
        return Err("below 1,000 t CO2e: another unit is likely, and none is stated".into());
    }
    Ok(tonnes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        parse_decimal(text).expect("a number")
    }

    #[test]
    fn numbers_are_exact_or_refused() {
        assert_eq!(decimal("203.713410").to_string(), "203.71341");
        assert_eq!(decimal("1.5e6").to_string(), "1500000");
        for wrong in ["185,000,000", "1.234,5", "NaN", "inf", "", "12 kt", "1e308"] {
            assert!(parse_decimal(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_bounds_are_what_they_say() {
        assert_eq!(MAX_TONNES.to_string(), "100000000000");
        assert!(gross_tonnes(decimal("-1")).is_err());
        assert!(gross_tonnes(decimal("100000000001")).is_err());
        assert_eq!(net_tonnes(decimal("-790000")), Ok(decimal("-790000")));
        assert!(net_tonnes(decimal("-100000000001")).is_err());
        assert!(actor_tonnes(decimal("10.811")).is_err());
        assert!(actor_tonnes(decimal("0")).is_ok());
    }

    #[test]
    fn a_megatonne_is_a_million_tonnes() {
        assert_eq!(megatonnes_to_tonnes(decimal("61.116538")), Some(decimal("61116538")));
    }
}
