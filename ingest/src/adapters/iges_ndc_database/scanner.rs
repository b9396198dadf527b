//! Single values of a mitigation target, read word by word from a folded text.

use quipu_domain::vocabulary::{TargetBound, TargetKind};
use quipu_domain::{Decimal, amount, percent, year};

use super::target_text::Goal;

/// One value, with what is said right beside it.
#[derive(Debug)]
pub(super) struct Item {
    /// What is aimed at.
    pub(super) goal: Goal,
    /// Whether the numbers are exact or a bound.
    pub(super) bound: TargetBound,
    /// The year named with it.
    pub(super) year: Option<i32>,
    /// What was left out.
    pub(super) note: Option<String>,
}

impl Item {
    /// A value without a year.
    pub(super) fn new(goal: Goal, bound: TargetBound) -> Self {
        Self { goal, bound, year: None, note: None }
    }

    /// A value that can't be kept, and why.
    pub(super) fn unclear(reason: &str) -> Self {
        Self { note: Some(reason.to_owned()), ..Self::new(Goal::Unclear, TargetBound::Exact) }
    }

    /// A reduction in percent, if it can be one.
    pub(super) fn reduction(low: Decimal, high: Decimal, bound: TargetBound) -> Self {
        match percent::reduction(low).and(percent::reduction(high)) {
            Ok(_) if low <= high => Self::new(Goal::Reduction { low, high }, bound),
            Ok(_) => Self::unclear("a range that ends below its beginning"),
            Err(reason) => Self::unclear(&reason),
        }
    }

    /// Tonnes, if there can be so many; of a range only the upper end can be kept, as a bound.
    fn tonnes(low: Decimal, high: Decimal, bound: TargetBound, goal: fn(Decimal) -> Goal) -> Self {
        match amount::gross_tonnes(low).and(amount::gross_tonnes(high)) {
            Ok(_) if low == high => Self::new(goal(high), bound),
            Ok(_) if low < high => Self {
                note: Some("a range: its upper end is kept, as a bound; its lower end is left out".into()),
                ..Self::new(goal(high), TargetBound::AtMost)
            },
            Ok(_) => Self::unclear("a range that ends below its beginning"),
            Err(reason) => Self::unclear(&reason),
        }
    }
}

/// Goals in words, the longer ones first.
const WORDED: [(&str, TargetKind); 11] = [
    ("carbon neutrality", TargetKind::CarbonNeutral),
    ("carbon neutral", TargetKind::CarbonNeutral),
    ("climate neutrality", TargetKind::ClimateNeutral),
    ("climate neutral", TargetKind::ClimateNeutral),
    ("ghg neutrality", TargetKind::GhgNeutral),
    ("ghg neutral", TargetKind::GhgNeutral),
    ("net-zero emissions", TargetKind::NetZero),
    ("net zero emissions", TargetKind::NetZero),
    ("net-zero", TargetKind::NetZero),
    ("net zero", TargetKind::NetZero),
    ("peak", TargetKind::Peak),
];

/// Units of mass, with the tonnes in each.
const UNITS: [(&str, i64); 9] = [
    ("million tonnes of", 1_000_000),
    ("million tons of", 1_000_000),
    ("million t", 1_000_000),
    ("mton", 1_000_000),
    ("mt", 1_000_000),
    ("gt", 1_000_000_000),
    ("gg", 1_000),
    ("kt", 1_000),
    ("t", 1),
];

/// What makes a unit of mass one of CO2-equivalent; plain "CO2" is another unit.
const EQUIVALENT: [&str; 4] = ["co2eq", "co2-eq", "co2 eq", "co2e"];

/// Reads a folded text from its start; what was read is taken off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a>(pub(super) &'a str);

impl<'a> Scanner<'a> {
    /// Whether all was read.
    pub(super) fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes any number of commas and "and"; false where there are none.
    pub(super) fn separator(&mut self) -> bool {
        let mut found = false;
        while self.take(",") || self.take(";") || self.take("and") {
            found = true;
        }
        found
    }

    /// Values up to a text in brackets, which comes with them, or up to the end.
    pub(super) fn group(&mut self) -> Option<(Vec<Item>, Option<&'a str>)> {
        let mut items = vec![self.item()?];
        loop {
            let label = self.bracket();
            if label.is_some() || self.is_done() {
                return Some((items, label));
            }
            if !self.separator() {
                return None;
            }
            items.push(self.item()?);
        }
    }

    /// Whether all of the text is an amount.
    pub(super) fn is_amount(mut self) -> bool {
        self.tonnes(TargetBound::Exact).is_some() && self.is_done()
    }

    /// Takes these words if they come next, as whole words.
    fn take(&mut self, words: &str) -> bool {
        let Some(rest) = self.0.strip_prefix(words) else {
            return false;
        };
        if words.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric) {
            return false;
        }
        self.0 = rest.trim_start();
        true
    }

    /// A number with a decimal point; none with a comma, which could mean thousands.
    fn number(&mut self) -> Option<Decimal> {
        let digit = |c: char| c.is_ascii_digit();
        let end = self.0.find(|c: char| !digit(c) && c != '.').unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        let goes_on = rest.strip_prefix(',').is_some_and(|rest| rest.starts_with(digit));
        let number = amount::parse_decimal(digits).ok().filter(|_| !goes_on)?;
        self.0 = rest.trim_start();
        Some(number)
    }

    /// A text in brackets, without brackets within.
    fn bracket(&mut self) -> Option<&'a str> {
        let (inner, rest) = self.0.strip_prefix('(')?.split_once(')')?;
        if inner.contains('(') {
            return None;
        }
        self.0 = rest.trim_start();
        Some(inner.trim())
    }

    /// One value, with its bound and its year.
    fn item(&mut self) -> Option<Item> {
        let bound = self.bound();
        let item = self.reduction(bound).or_else(|| self.tonnes(bound)).or_else(|| self.worded(bound))?;
        Some(Item { year: self.due()?, ..item })
    }

    fn bound(&mut self) -> TargetBound {
        if self.take("at least") {
            TargetBound::AtLeast
        } else if self.take("up to") || self.take("at most") {
            TargetBound::AtMost
        } else {
            TargetBound::Exact
        }
    }

    /// The year that follows, as in `by 2030`; the inner `None` where none does.
    fn due(&mut self) -> Option<Option<i32>> {
        if !self.take("by") && !self.take("in") {
            return Some(None);
        }
        let number = self.number()?;
        year::parse_year(&number.to_string(), &year::TARGET_YEARS).ok().map(Some)
    }

    /// `13.6%`, `40-45%`, `50% and towards 55%`, `28 ± 2 %`.
    fn reduction(&mut self, bound: TargetBound) -> Option<Item> {
        let mut ahead = *self;
        let low = ahead.number()?;
        if ahead.take("±") {
            let around = ahead.number()?;
            ahead.take("%").then_some(())?;
            *self = ahead;
            return Some(Item::reduction(low - around, low + around, bound));
        }
        let ends = ahead.take("%");
        let towards = ends && bound == TargetBound::AtLeast && ahead.take("and towards");
        let high = if towards || ahead.take("-") {
            let high = ahead.number()?;
            ahead.take("%").then_some(high)?
        } else {
            ends.then_some(low)?
        };
        *self = ahead;
        Some(Item::reduction(low, high, bound))
    }

    /// `24.6 MtCO2e`, `net emission of 349 MtCO2e`, `398-510 Mt CO2-eq`.
    fn tonnes(&mut self, bound: TargetBound) -> Option<Item> {
        let mut ahead = *self;
        let not_above = ahead.take("emissions will not exceed");
        let is_level = not_above || ahead.take("net emission of") || ahead.take("net emissions of");
        let low = ahead.number()?;
        let high = if ahead.take("-") { ahead.number()? } else { low };
        let unit = Decimal::from(ahead.unit()?);
        *self = ahead;
        let bound = if not_above { TargetBound::AtMost } else { bound };
        let goal = if is_level { Goal::Level } else { Goal::Amount };
        Some(Item::tonnes(low.checked_mul(unit)?, high.checked_mul(unit)?, bound, goal))
    }

    /// Tonnes in the unit that follows, if it is one of CO2-equivalent.
    fn unit(&mut self) -> Option<i64> {
        let (ahead, tonnes) = UNITS.iter().find_map(|(unit, tonnes)| {
            let mut ahead = Scanner(self.0.strip_prefix(unit)?.trim_start());
            EQUIVALENT.iter().any(|equivalent| ahead.take(equivalent)).then_some((ahead, *tonnes))
        })?;
        *self = ahead;
        Some(tonnes)
    }

    /// `net-zero`, `carbon neutrality`, `remain carbon neutral`, `peak`.
    fn worded(&mut self, bound: TargetBound) -> Option<Item> {
        let mut ahead = *self;
        ahead.take("remain");
        let (_, kind) = WORDED.iter().find(|(words, _)| ahead.take(words))?;
        *self = ahead;
        Some(Item::new(Goal::Worded(*kind), bound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_in_a_number_is_never_guessed_at() {
        assert_eq!(Scanner("3,100 gg co2eq").number(), None);
        assert_eq!(Scanner("20, 35").number(), Some(Decimal::from(20)));
    }

    #[test]
    fn words_are_taken_whole() {
        let mut scanner = Scanner("inland");
        assert!(!scanner.take("in"));
        assert_eq!(scanner.0, "inland");
    }

    #[test]
    fn more_or_less_is_a_range() {
        let range = |text| match Scanner(text).reduction(TargetBound::Exact).map(|item| item.goal) {
            Some(Goal::Reduction { low, high }) => Some((low.to_string(), high.to_string())),
            _ => None,
        };
        assert_eq!(range("28 ± 2 %"), Some(("26".into(), "30".into())));
        assert_eq!(range("24±1%"), Some(("23".into(), "25".into())));
        assert_eq!(range("28 ± 2 mt"), None);
    }

    #[test]
    fn plain_co2_is_another_unit() {
        for (unit, tonnes) in
            [("mtco2e", 1_000_000), ("mton co2 eq (", 1_000_000), ("gg co2eq", 1_000), ("tco2e", 1)]
        {
            assert_eq!(Scanner(unit).unit(), Some(tonnes), "{unit}");
        }
        for other in ["mtco2", "million tco2 between", "mtc02e", "mt"] {
            assert_eq!(Scanner(other).unit(), None, "{other}");
        }
    }
}
