//! The mitigation target of a row, read by a small grammar: percentages, levels and neutrality,
//! each with its year and whether it is conditional.
//!
//! A text is read as a whole or not at all (a list with bullets: each bullet): a number is
//! never picked out of a sentence that says more, such as which sector it is about.

use quipu_domain::vocabulary::{Conditionality, NullReason, TargetBound, TargetKind};
use quipu_domain::{Decimal, amount, percent, text, year};

use super::scanner::{Item, Scanner};

/// One single target of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// What is aimed at.
    pub(super) goal: Goal,
    /// Whether the numbers are exact or a bound.
    pub(super) bound: TargetBound,
    /// Whether it depends on support.
    pub(super) conditionality: Conditionality,
    /// Year it falls due.
    pub(super) target_year: Option<i32>,
    /// Whether the column of target years holds something that is no year for this clause.
    pub(super) year_unclear: bool,
    /// What of the clause was left out, for the report.
    pub(super) note: Option<String>,
}

/// What a clause aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A reduction, in percent.
    Reduction {
        /// The lower end.
        low: Decimal,
        /// The upper end; equal to the lower where there is no range.
        high: Decimal,
    },
    /// A reduction in percent of which the text itself says that it is against business as usual.
    BelowBau(Decimal),
    /// A level of emissions, in tonnes.
    Level(Decimal),
    /// Tonnes of which the text does not say whether they are a level or a reduction.
    Amount(Decimal),
    /// Something that needs no number: neutrality, a peak.
    Worded(TargetKind),
    /// A target of the whole economy whose numbers can't be told apart, or can't be true.
    Unclear,
    /// Only words beyond the grammar, or numbers for something else than a reduction in
    /// percent or a level of the whole economy.
    Beyond(Subject, NullReason),
}

/// What words beyond the grammar are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A share of renewable energy, and nothing else.
    RenewableShare,
    /// Tonnes reduced or avoided.
    TonnesLess,
    /// Anything else.
    Other,
}

/// Words that speak of a part of the economy, of single gases, or of energy.
const PARTS: [&str; 19] = [
    "sector",
    "sectors",
    "sectoral",
    "energy",
    "energies",
    "electricity",
    "power",
    "renewable",
    "renewables",
    "re",
    "transport",
    "industry",
    "agriculture",
    "waste",
    "lulucf",
    "forest",
    "forests",
    "ch4",
    "n2o",
];

/// Words of which a text about nothing but a share of renewable energy is made.
const SHARE_WORDS: [&str; 16] = [
    "renewable",
    "energy",
    "share",
    "of",
    "target",
    "increase",
    "in",
    "consumption",
    "electricity",
    "generation",
    "matrix",
    "from",
    "by",
    "and",
    "conditional",
    "unconditional",
];

/// The single targets of a text, given the text of the column of target years.
pub(super) fn parse(raw: &str, years: &str) -> Vec<Clause> {
    let years = Years::read(years);
    if let Ok(number) = amount::parse_decimal(raw) {
        return vec![years.alone(fraction(number), Conditionality::Unspecified)];
    }
    let statements = raw.split(['・', '•']).map(normal).filter(|statement| !statement.is_empty());
    let read = |one: String| read_statement(&one, &years).unwrap_or_else(|| vec![beyond(&one, &years)]);
    statements.flat_map(read).collect()
}

/// A target of which there is no number to be had, and why.
pub(super) fn without_number(reason: NullReason, years: &str) -> Clause {
    let item = Item::new(Goal::Beyond(Subject::Other, reason), TargetBound::Exact);
    Years::read(years).alone(item, Conditionality::Unspecified)
}

/// Folded, on one line, with one kind of dash.
fn normal(raw: &str) -> String {
    let one_line = raw.trim().replace('\n', " , ");
    text::fold(&one_line).replace(['–', '—', '‐', '‑', '−'], "-")
}

/// A number without a percent sign is a fraction of one.
fn fraction(number: Decimal) -> Item {
    if number > Decimal::ONE {
        return Item::unclear("a bare number above 1: a percentage and a fraction can't be told apart");
    }
    let percent = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default().normalize();
    Item::reduction(percent, percent, TargetBound::Exact)
}

/// Groups of values with a label each; `None` where the text says anything more.
fn read_statement(statement: &str, years: &Years) -> Option<Vec<Clause>> {
    let mut scanner = Scanner(statement);
    let mut clauses = Vec::new();
    while !scanner.is_done() {
        let before = scanner.0;
        let (items, label) = scanner.group()?;
        let group = before[..before.len() - scanner.0.len()].trim();
        clauses.extend(read_group(group, items, label, years)?);
        if !scanner.separator() && !scanner.is_done() {
            return None;
        }
    }
    Some(clauses)
}

fn read_group(group: &str, mut items: Vec<Item>, label: Option<&str>, years: &Years) -> Option<Vec<Clause>> {
    match label.map_or(Label::Of(Conditionality::Unspecified), Label::read) {
        Label::Of(conditionality) => Some(years.assign(items, conditionality)),
        Label::Aside(aside) => {
            items.first_mut()?.note = Some(format!("also states {aside:?}, which is left out"));
            Some(years.assign(items, Conditionality::Unspecified))
        }
        Label::BelowBau(reduction) => {
            let [Item { goal: goal @ (Goal::Amount(_) | Goal::Level(_)), note, .. }] = items.as_mut_slice()
            else {
                return None;
            };
            *goal = Goal::BelowBau(reduction);
            *note =
                Some("the percentage is kept; the tonnes beside it could be a level or a reduction".into());
            Some(years.assign(items, Conditionality::Unspecified))
        }
        Label::Beyond => Some(vec![beyond(group, years)]),
    }
}

/// What stands in brackets behind a group of values.
enum Label<'a> {
    /// Whether they are conditional; `UNSPECIFIED` also where they are of the whole economy.
    Of(Conditionality),
    /// Another number beside them, which is left out.
    Aside(&'a str),
    /// What the amount before it comes to, in percent below business as usual.
    BelowBau(Decimal),
    /// Anything else: the values are not, or not clearly, of the whole economy.
    Beyond,
}

impl<'a> Label<'a> {
    fn read(inner: &'a str) -> Self {
        let aside = Scanner(inner).is_amount() || inner.starts_with("indicative target of");
        match inner {
            "unconditional" => Self::Of(Conditionality::Unconditional),
            "conditional" => Self::Of(Conditionality::Conditional),
            "economy wide" | "economy-wide" => Self::Of(Conditionality::Unspecified),
            _ if aside => Self::Aside(inner),
            _ => below_bau(inner).map_or(Self::Beyond, Self::BelowBau),
        }
    }
}

/// `equivalent to 51% reduction compared to BAU`.
fn below_bau(inner: &str) -> Option<Decimal> {
    let stated = inner.strip_prefix("equivalent to ")?;
    percent::parse_reduction(stated.strip_suffix("% reduction compared to bau")?).ok()
}

/// The column of target years.
struct Years {
    /// The years listed; `None` for something else, such as a period.
    list: Option<Vec<i32>>,
}

impl Years {
    fn read(raw: &str) -> Self {
        let listed = raw.replace(['・', '•', '\n', '&'], ",").replace("and", ",");
        let years = listed.split(',').map(str::trim).filter(|part| !["", "-", "N/A"].contains(part));
        Self { list: years.map(|part| year::parse_year(part, &year::TARGET_YEARS).ok()).collect() }
    }

    /// The items of a group, each with its own year, or paired in order with those listed.
    fn assign(&self, items: Vec<Item>, conditionality: Conditionality) -> Vec<Clause> {
        let dated = items.iter().filter(|item| item.year.is_some()).count();
        let alone = |item: Item| self.alone(item, conditionality);
        if items.len() == 1 || dated == items.len() {
            return items.into_iter().map(alone).collect();
        }
        match &self.list {
            Some(list) if dated == 0 && list.len() == items.len() => {
                let paired = items.into_iter().zip(list);
                paired.map(|(item, year)| alone(Item { year: Some(*year), ..item })).collect()
            }
            _ => {
                let mixed = Item::unclear("states several values, which do not pair with the target years");
                vec![Clause { year_unclear: false, ..alone(mixed) }]
            }
        }
    }

    /// A clause for an item that stands alone: the column holds its year, if it lists only one.
    fn alone(&self, item: Item, conditionality: Conditionality) -> Clause {
        let (listed, unclear) = match self.list.as_deref() {
            Some([]) => (None, false),
            Some([year]) => (Some(*year), false),
            _ => (None, item.year.is_none()),
        };
        Clause {
            goal: item.goal,
            bound: item.bound,
            conditionality,
            target_year: item.year.or(listed),
            year_unclear: unclear,
            note: item.note,
        }
    }
}

/// A clause for words beyond the grammar.
fn beyond(statement: &str, years: &Years) -> Clause {
    let words: Vec<&str> =
        statement.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has_number = statement.contains(|c: char| c.is_ascii_digit());
    let of_a_part = words.iter().any(|word| PARTS.contains(word)) || statement.contains("(co2)");
    let subject = subject(statement, &words);
    let reason = match subject {
        Subject::Other if has_number && !of_a_part => NullReason::NotUnderstood,
        _ => NullReason::NotQuantified,
    };
    let mut item = Item::new(Goal::Beyond(subject, reason), TargetBound::Exact);
    item.note = has_number.then(|| {
        format!("{statement:?} is not clearly a reduction or level of the whole economy: no number is taken")
    });
    years.alone(item, only_label(statement))
}

fn subject(statement: &str, words: &[&str]) -> Subject {
    let said = |word: &str| words.contains(&word);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let only_share = words.iter().all(|word| is_number(word) || SHARE_WORDS.contains(word));
    let less = ["reduc", "avoid"].iter().any(|part| statement.contains(part));
    if only_share && said("renewable") && said("energy") && (said("share") || !said("increase")) {
        Subject::RenewableShare
    } else if less && statement.contains("co2") && !statement.contains('%') {
        Subject::TonnesLess
    } else {
        Subject::Other
    }
}

/// Conditionality of words with a single bracket, at their end.
fn only_label(statement: &str) -> Conditionality {
    match statement.split_once('(') {
        Some((_, "conditional)")) => Conditionality::Conditional,
        Some((_, "unconditional)")) => Conditionality::Unconditional,
        _ => Conditionality::Unspecified,
    }
}

#[cfg(test)]
mod tests;
