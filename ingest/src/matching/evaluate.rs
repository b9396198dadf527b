//! How well matching does on pairs that are known: of names and their harmonised form, or of names
//! that an identifier links.

use std::collections::HashMap;
use std::path::Path;

use quipu_domain::matching::{Among, Linking, Mention, Outcome, Parameters, judge, link};
use quipu_domain::place;
use quipu_domain::vocabulary::{ActorType, IdentifierScheme};
use serde::{Deserialize, Serialize};

/// Why a file of known pairs could not be used.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// It could not be read.
    #[error("{file} could not be read")]
    Read {
        /// The file.
        file: String,
        /// Why not.
        source: csv::Error,
    },
    /// It has another header.
    #[error(
        "{file} is no file of known pairs: wanted are the columns right, wrong, iso, entity_type and climactor_id, or id_type, id, name_a, name_b and label"
    )]
    Layout {
        /// The file.
        file: String,
    },
}

/// How well matching did on some pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// Pairs that are one actor.
    pub pairs: usize,
    /// Of these, merged.
    pub found: usize,
    /// Merged, though they are two actors.
    pub wrong: usize,
    /// Left to a person.
    pub review: usize,
}

impl Score {
    /// Share of merges that are right; 1 where there are none.
    pub fn precision(&self) -> f64 {
        let merged = self.found + self.wrong;
        if merged == 0 { 1.0 } else { self.found as f64 / merged as f64 }
    }

    /// Share of pairs that were merged; 1 where there are none.
    pub fn recall(&self) -> f64 {
        if self.pairs == 0 { 1.0 } else { self.found as f64 / self.pairs as f64 }
    }
}

/// A pair on which matching was wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Mistake {
    /// The name.
    pub name: String,
    /// What it was merged with, or should have been.
    pub with: String,
    /// Country and kind, or the identifier they share.
    pub about: String,
    /// Match weight in bits; `None` where the two were not compared.
    pub bits: Option<f64>,
}

/// What an evaluation found.
#[derive(Clone, Debug, Serialize)]
pub struct Evaluation {
    /// What kind of file it is.
    pub layout: &'static str,
    /// Rows read.
    pub rows: usize,
    /// Rows passed over: of countries not known, or labelled as unsure.
    pub passed_over: usize,
    /// Over all pairs.
    pub all: Score,
    /// Over pairs whose names differ.
    pub differing: Score,
    /// Merged, though they are two; the heaviest first.
    pub wrong: Vec<Mistake>,
    /// Not merged, though they are one; the lightest first.
    pub missed: Vec<Mistake>,
}

/// Evaluates matching on a file of known pairs. Nothing of the database is looked at, and nothing is
/// estimated: names alone do not tell their own weight.
///
/// # Errors
/// A file that can't be read, or has another layout.
pub fn evaluate(path: &Path) -> Result<Evaluation, EvaluateError> {
    let file = path.display().to_string();
    let read = |source| EvaluateError::Read { file: file.clone(), source };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(read)?;
    let header: Vec<String> = reader.headers().map_err(read)?.iter().map(str::to_owned).collect();
    let has = |columns: &[&str]| columns.iter().all(|column| header.iter().any(|name| name == column));
    if has(&["right", "wrong", "iso", "entity_type", "climactor_id"]) {
        let rows: Result<Vec<Harmonised>, _> = reader.deserialize().collect();
        return Ok(dictionary(&rows.map_err(read)?));
    }
    if has(&["id_type", "id", "name_a", "name_b", "label"]) {
        let rows: Result<Vec<ByIdentifier>, _> = reader.deserialize().collect();
        return Ok(linked_names(&rows.map_err(read)?));
    }
    Err(EvaluateError::Layout { file })
}

/// A name as a source wrote it, and its harmonised form.
#[derive(Debug, Deserialize)]
struct Harmonised {
    right: String,
    wrong: String,
    iso: String,
    entity_type: String,
    climactor_id: String,
}

/// Each name is looked up among all harmonised names, as if it came from a source of its own.
fn dictionary(rows: &[Harmonised]) -> Evaluation {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut right: HashMap<&str, u32> = HashMap::new();
    for row in rows {
        if let Some(mention) = named(0, &row.climactor_id, &row.right, row) {
            right.entry(&row.climactor_id).or_insert_with(|| {
                mentions.push(mention);
                mentions.len() as u32 - 1
            });
        }
    }
    let mut raw: Vec<Option<u32>> = Vec::new();
    for (row, source) in rows.iter().zip(1..) {
        raw.push(named(source, &row.climactor_id, &row.wrong, row).map(|mention| {
            mentions.push(mention);
            mentions.len() as u32 - 1
        }));
    }
    let linked = link(&mentions, &[], Linking { among: Among::Against(0), estimated: false });
    let mut fates: HashMap<u32, Vec<(u32, Outcome, f64)>> = HashMap::new();
    for pair in &linked.pairs {
        fates.entry(pair.pair.1).or_default().push((pair.pair.0, pair.outcome, pair.weight));
    }
    let mut evaluation = Evaluation::new("names and their harmonised form", rows.len());
    for (row, at) in rows.iter().zip(raw) {
        let Some(at) = at else {
            evaluation.passed_over += 1;
            continue;
        };
        let none = Vec::new();
        let fates = fates.get(&at).unwrap_or(&none);
        let target = right[row.climactor_id.as_str()];
        let merged = |wanted: bool| {
            fates.iter().find(|(with, outcome, _)| *outcome == Outcome::Merged && (*with == target) == wanted)
        };
        let verdict = Verdict {
            is_one: true,
            found: merged(true).is_some(),
            wrong: merged(false)
                .map(|(with, _, weight)| (mentions[*with as usize].names[0].clone(), *weight)),
            review: fates.iter().any(|(with, outcome, _)| *with == target && *outcome != Outcome::Merged),
            weight: fates.iter().find(|(with, ..)| *with == target).map(|(_, _, weight)| *weight),
        };
        evaluation.count(&row.wrong, &row.right, format!("{} {}", row.iso, row.entity_type), verdict);
    }
    evaluation.finish()
}

fn named(source: u32, key: &str, name: &str, row: &Harmonised) -> Option<Mention> {
    let kind = match row.entity_type.as_str() {
        "City" => ActorType::City,
        "Region" => ActorType::Region,
        "Company" => ActorType::Company,
        "Investor" => ActorType::Investor,
        _ => ActorType::Other,
    };
    Some(Mention::named(source, key, kind, place::by_iso3(&row.iso)?.iso3, name))
}

/// Two names of companies that an identifier links, and whether they are one.
#[derive(Debug, Deserialize)]
struct ByIdentifier {
    id_type: String,
    id: String,
    name_a: String,
    name_b: String,
    label: String,
}

/// Pairs are judged one by one. A pair without a label is one company, as its identifier says; one
/// labelled `related` is two.
fn linked_names(rows: &[ByIdentifier]) -> Evaluation {
    let parameters = Parameters::default();
    let mut evaluation = Evaluation::new("names linked by an identifier", rows.len());
    for row in rows {
        let is_one = match row.label.as_str() {
            "" | "same" => true,
            "different" | "related" => false,
            _ => {
                evaluation.passed_over += 1;
                continue;
            }
        };
        let scheme = match row.id_type.as_str() {
            "ISIN" => IdentifierScheme::Isin,
            "LEI" => IdentifierScheme::Lei,
            _ => IdentifierScheme::Nzt,
        };
        let company = |source, name: &str| Mention {
            identifiers: vec![(scheme, row.id.clone())],
            ..Mention::named(source, "", ActorType::Company, "", name)
        };
        let judged = judge(&company(1, &row.name_a), &company(2, &row.name_b), &parameters);
        let (weight, outcome) = judged.map_or((None, None), |(_, weight, outcome)| (Some(weight), outcome));
        let merged = outcome == Some(Outcome::Merged);
        let wrong = (merged && !is_one).then(|| (row.name_b.clone(), weight.unwrap_or_default()));
        let verdict =
            Verdict { is_one, found: merged && is_one, wrong, review: outcome.is_some() && !merged, weight };
        evaluation.count(&row.name_a, &row.name_b, format!("{} {}", row.id_type, row.id), verdict);
    }
    evaluation.finish()
}

/// What became of a known pair.
struct Verdict {
    is_one: bool,
    found: bool,
    wrong: Option<(String, f64)>,
    review: bool,
    weight: Option<f64>,
}

impl Evaluation {
    fn new(layout: &'static str, rows: usize) -> Self {
        Self {
            layout,
            rows,
            passed_over: 0,
            all: Score::default(),
            differing: Score::default(),
            wrong: Vec::new(),
            missed: Vec::new(),
        }
    }

    fn count(&mut self, name: &str, with: &str, about: String, verdict: Verdict) {
        let scores = [Some(&mut self.all), (name != with).then_some(&mut self.differing)];
        for score in scores.into_iter().flatten() {
            score.pairs += usize::from(verdict.is_one);
            score.found += usize::from(verdict.found);
            score.wrong += usize::from(verdict.wrong.is_some());
            score.review += usize::from(verdict.review);
        }
        let mistake = |with: &str, bits| Mistake {
            name: name.to_owned(),
            with: with.to_owned(),
            about: about.clone(),
            bits,
        };
        if verdict.is_one && !verdict.found {
            self.missed.push(mistake(with, verdict.weight));
        }
        if let Some((with, weight)) = verdict.wrong {
            self.wrong.push(mistake(&with, Some(weight)));
        }
    }

    fn finish(mut self) -> Self {
        let bits = |mistake: &Mistake| mistake.bits.unwrap_or(f64::NEG_INFINITY);
        self.wrong.sort_by(|a, b| bits(b).total_cmp(&bits(a)).then_with(|| a.name.cmp(&b.name)));
        self.missed.sort_by(|a, b| bits(a).total_cmp(&bits(b)).then_with(|| a.name.cmp(&b.name)));
        self
    }
}
