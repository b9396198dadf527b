//! Writing leaves of an answer as JSON.

use std::fmt::Write;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use quipu_domain::Decimal;

/// Writes a text with its quotes.
pub(super) fn write_text(out: &mut String, text: &str) {
    out.push('"');
    write_escaped(out, text);
    out.push('"');
}

fn write_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            control => write!(out, "\\u{control:04x}").expect("a text takes all that is written to it"),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Position of the first byte that JSON does not take as it is: a control, a quote, a backslash.
fn first_special(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let is_special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    // Eight bytes at a time: a high bit is set where a byte is below the bound, or is zero.
    let has_special = |word: u64| {
        let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word & HIGHS;
        let equal = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        below(word, 0x20) | equal(word, b'"') | equal(word, b'\\') != 0
    };
    let (words, _) = bytes.as_chunks::<8>();
    let clean = words.iter().take_while(|word| !has_special(u64::from_le_bytes(**word))).count() * 8;
    bytes[clean..].iter().position(|byte| is_special(*byte)).map(|at| clean + at)
}

/// Writes a whole number.
pub(super) fn write_int(out: &mut String, number: i32) {
    if number < 0 {
        out.push('-');
    }
    write_digits(out, u64::from(number.unsigned_abs()));
}

fn write_digits(out: &mut String, mut number: u64) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).expect("digits are ASCII"));
}

/// Writes an exact number as a text, without zeros at its end.
pub(super) fn write_decimal(out: &mut String, number: Decimal) {
    let number = if number.scale() == 0 { number } else { number.normalize() };
    out.push('"');
    match u64::try_from(number.mantissa()) {
        Ok(whole) if number.scale() == 0 => write_digits(out, whole),
        _ => write!(out, "{number}").expect("a text takes all that is written to it"),
    }
    out.push('"');
}

/// Writes a day.
pub(super) fn write_date(out: &mut String, day: NaiveDate) {
    let two = |number: u32| [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
    match u32::try_from(day.year()) {
        Ok(year) if year < 10_000 => {
            let ([a, b], [c, d]) = (two(year / 100), two(year % 100));
            let ([e, f], [g, h]) = (two(day.month()), two(day.day()));
            let text = [b'"', a, b, c, d, b'-', e, f, b'-', g, h, b'"'];
            out.push_str(std::str::from_utf8(&text).expect("digits are ASCII"));
        }
        _ => write!(out, "\"{day}\"").expect("a text takes all that is written to it"),
    }
}

/// Writes a moment.
pub(super) fn write_time(out: &mut String, moment: DateTime<Utc>) {
    write_text(out, &moment.to_rfc3339_opts(SecondsFormat::Secs, true));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_are_written_as_json_has_them(text in "\\PC*|[\\x00-\\x7f]*") {
            let mut out = String::new();
            write_text(&mut out, &text);
            prop_assert_eq!(out, serde_json::to_string(&text).expect("JSON"));
        }

        #[test]
        fn numbers_and_days_are_written_as_their_types_do(
            mantissa in any::<i64>(), scale in 0_u32..28, number in any::<i32>(), day in -800_000_i32..3_000_000
        ) {
            let mut out = String::new();
            let decimal = Decimal::new(mantissa, scale);
            write_decimal(&mut out, decimal);
            prop_assert_eq!(&out, &format!("\"{}\"", decimal.normalize()));
            out.clear();
            write_int(&mut out, number);
            prop_assert_eq!(&out, &number.to_string());
            out.clear();
            let day = NaiveDate::from_num_days_from_ce_opt(day).expect("a day");
            write_date(&mut out, day);
            prop_assert_eq!(&out, &format!("\"{day}\""));
        }
    }
}
