//! Computing a value again from what an answer gives: the formula and its inputs, and nothing else.

use std::collections::HashMap;

use serde_json::Value;

/// What a client computes from `formula` and `inputs { name value }`.
///
/// # Panics
/// Where the formula is no arithmetic expression over its inputs.
pub fn compute(formula: &str, inputs: &Value) -> f64 {
    compute_with(formula, &named(inputs))
}

/// Both ends of an interval: with `p_high` and with `p_low` in place of `p`, the smaller first.
///
/// # Panics
/// Where the formula is no arithmetic expression over its inputs.
pub fn compute_interval(formula: &str, inputs: &Value) -> (f64, f64) {
    let mut names = named(inputs);
    let mut end = |name: &str| {
        let percent = names[name];
        names.insert("p".to_owned(), percent);
        compute_with(formula, &names)
    };
    let (one, other) = (end("p_high"), end("p_low"));
    (one.min(other), one.max(other))
}

fn named(inputs: &Value) -> HashMap<String, f64> {
    let inputs = inputs.as_array().expect("inputs").iter();
    let pair = |input: &Value| {
        let (name, value) =
            (input["name"].as_str().expect("a name"), input["value"].as_str().expect("digits"));
        (name.to_owned(), value.parse().expect("a number"))
    };
    inputs.map(pair).collect()
}

fn compute_with(formula: &str, names: &HashMap<String, f64>) -> f64 {
    let mut reader = Reader { rest: formula, names };
    let value = reader.sum();
    assert!(reader.rest.trim().is_empty(), "{formula}: {:?} is left over", reader.rest);
    value
}

struct Reader<'a> {
    rest: &'a str,
    names: &'a HashMap<String, f64>,
}

impl Reader<'_> {
    fn takes(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(sign);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.takes('+') {
                value += self.product();
            } else if self.takes('-') {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.operand();
        loop {
            if self.takes('*') {
                value *= self.operand();
            } else if self.takes('/') {
                value /= self.operand();
            } else {
                return value;
            }
        }
    }

    fn operand(&mut self) -> f64 {
        if self.takes('(') {
            let value = self.sum();
            assert!(self.takes(')'), "a bracket is open before {:?}", self.rest);
            return value;
        }
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let value = word.parse().ok().or_else(|| self.names.get(word).copied());
        assert!(value.is_some(), "{word:?} is no input");
        value.expect("it is there, as just seen")
    }
}
