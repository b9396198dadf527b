//! Writing leaves of an answer as JSON.

use std::io::Write;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use quipu_domain::Decimal;

/// Why writing to memory does not fail.
const TAKES_ALL: &str = "memory takes all that is written to it";

/// Writes a text with its quotes.
#[inline]
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    match first_special(text.as_bytes()) {
        None => out.extend_from_slice(text.as_bytes()),
        Some(at) => write_escaped(out, text.as_bytes(), at),
    }
    out.push(b'"');
}

#[cold]
fn write_escaped(out: &mut Vec<u8>, mut rest: &[u8], first: usize) {
    let mut next = Some(first);
    while let Some(at) = next {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            control => write!(out, "\\u{control:04x}").expect(TAKES_ALL),
        }
        rest = &rest[at + 1..];
        next = first_special(rest);
    }
    out.extend_from_slice(rest);
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

/// Writes a number with a point; one that JSON does not have is null.
pub(crate) fn write_float(out: &mut Vec<u8>, number: f64) {
    serde_json::to_writer(out, &number).expect(TAKES_ALL);
}

/// Writes a whole number.
#[inline]
pub(crate) fn write_int(out: &mut Vec<u8>, number: i32) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes an exact number as a text, without zeros at its end.
pub(crate) fn write_decimal(out: &mut Vec<u8>, number: Decimal) {
    out.push(b'"');
    match (u64::try_from(number.mantissa()), number.scale() as usize) {
        (Ok(whole), 0) => out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes()),
        (Ok(mantissa), scale) if mantissa % 10 != 0 => {
            let mut buffer = itoa::Buffer::new();
            let digits = buffer.format(mantissa).as_bytes();
            if digits.len() > scale {
                let (whole, fraction) = digits.split_at(digits.len() - scale);
                out.extend_from_slice(whole);
                out.push(b'.');
                out.extend_from_slice(fraction);
            } else {
                out.extend_from_slice(b"0.");
                out.extend(std::iter::repeat_n(b'0', scale - digits.len()));
                out.extend_from_slice(digits);
            }
        }
        _ => write!(out, "{}", number.normalize()).expect(TAKES_ALL),
    }
    out.push(b'"');
}

/// Writes a day.
pub(crate) fn write_date(out: &mut Vec<u8>, day: NaiveDate) {
    let two = |number: u32| [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
    match u32::try_from(day.year()) {
        Ok(year) if year < 10_000 => {
            let ([a, b], [c, d]) = (two(year / 100), two(year % 100));
            let ([e, f], [g, h]) = (two(day.month()), two(day.day()));
            out.extend_from_slice(&[b'"', a, b, c, d, b'-', e, f, b'-', g, h, b'"']);
        }
        _ => write!(out, "\"{day}\"").expect(TAKES_ALL),
    }
}

/// Writes a moment.
pub(crate) fn write_time(out: &mut Vec<u8>, moment: DateTime<Utc>) {
    write_text(out, &moment.to_rfc3339_opts(SecondsFormat::Secs, true));
}

/// Entries of closed lists need no escaping.
pub(crate) fn write_code(out: &mut Vec<u8>, code: &str) {
    out.reserve(code.len() + 2);
    out.push(b'"');
    out.extend_from_slice(code.as_bytes());
    out.push(b'"');
}

/// A list, each item by its own function.
pub(crate) fn write_list<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).expect("text")
    }

    proptest! {
        #[test]
        fn texts_are_written_as_json_has_them(text in "\\PC*|[\\x00-\\x7f]*") {
            let mut out = Vec::new();
            write_text(&mut out, &text);
            prop_assert_eq!(out, serde_json::to_vec(&text).expect("JSON"));
        }

        #[test]
        fn numbers_and_days_are_written_as_their_types_do(
            mantissa in any::<i64>(), scale in 0_u32..28, number in any::<i32>(), day in -800_000_i32..3_000_000
        ) {
            let mut out = Vec::new();
            let decimal = Decimal::new(mantissa, scale);
            write_decimal(&mut out, decimal);
            prop_assert_eq!(text(&out), format!("\"{}\"", decimal.normalize()));
            out.clear();
            write_int(&mut out, number);
            prop_assert_eq!(text(&out), number.to_string());
            out.clear();
            let day = NaiveDate::from_num_days_from_ce_opt(day).expect("a day");
            write_date(&mut out, day);
            prop_assert_eq!(text(&out), format!("\"{day}\""));
        }
    }
}
