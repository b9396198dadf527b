//! From rows of the database to a world. Pure: the same rows give the same world.

/// What a target says in numbers: the columns that both tables of targets have.
macro_rules! numbers {
    ($fact:expr) => {
        crate::rows::Numbers {
            kind: $fact.kind.0,
            metric: $fact.metric.0,
            base_year: $fact.base_year,
            target_year: $fact.target_year,
            reduction_low_percent: $fact.reduction_low.map(|exact| exact.0),
            reduction_high_percent: $fact.reduction_high.map(|exact| exact.0),
            base_value_tco2e: $fact.base_value_tco2e.map(|exact| exact.0),
            target_value_tco2e: $fact.target_value_tco2e.map(|exact| exact.0),
            bau_value_tco2e: $fact.bau_value_tco2e.map(|exact| exact.0),
            null_reason: $fact.null_reason.map(|code| code.0),
        }
    };
}

mod actors;
mod countries;
mod initiatives;
mod mentions;
mod named_actors;
mod national_targets;
mod ndc_links;
mod ndcs;
mod origins;
mod sectors;
mod stakeholders;

use std::sync::Arc;

use hashbrown::HashMap;
use quipu_domain::vocabulary::PrecedenceMetric;
use quipu_entities::live::Live;
use quipu_entities::{edition, membership, precedence, source};

use crate::build::{Asked, Facts};
use crate::ids::{ActorId, InitiativeId, NationalTargetId, NdcId, RecordId, TargetId};
use crate::precedence::Precedence;
use crate::query::Orders;
use crate::strings::{Strings, Text};
use crate::{Links, Lookback, Tables, Version, World, versions};

/// A world in the making.
pub(crate) struct Assembly {
    version: Version,
    states: std::collections::HashMap<String, Lookback>,
    strings: Strings,
    tables: Tables,
    links: Links,
    /// Which records count, and at which position.
    live: Arc<Live>,
    actor_by_key: HashMap<Text, ActorId>,
    precedence: Precedence,
    /// A text that keys are put together in.
    key: String,
}

impl Assembly {
    /// Begins with where everything was stated.
    pub(crate) fn begin(
        asked: Asked,
        sources: &[source::Model],
        editions: &[edition::Model],
        live: Arc<Live>,
        rules: &[precedence::Model],
    ) -> Self {
        let mut assembly = Self {
            version: origins::version(asked, editions),
            states: versions::states(editions),
            strings: Strings::default(),
            tables: Tables::default(),
            links: Links::default(),
            live,
            actor_by_key: HashMap::new(),
            precedence: Precedence::default(),
            key: String::new(),
        };
        // What is not known yet is not listed either: a later import does not change what was.
        let editions = origins::known(asked, editions);
        let sources = origins::stated(sources, &editions);
        origins::origins(&mut assembly, &sources, &editions);
        let rules = rules.iter().map(|rule| {
            (rule.metric.0, rule.rank, rule.preferred_source_id.clone(), assembly.record(rule.record_id))
        });
        let rules: Vec<_> = rules.collect();
        let names: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        assembly.precedence = Precedence::new(&rules, &names);
        assembly
    }

    /// The record with this id in the database. Facts are read for records that count only.
    fn record(&self, database_id: i64) -> RecordId {
        RecordId::at(self.live.position(database_id).expect("facts are read for records that count"))
    }

    fn source(&self, database_id: i64) -> &str {
        let edition = self.tables.records[self.record(database_id).index()].edition;
        let source = self.tables.editions[edition.index()].source;
        self.strings.get(self.tables.sources[source.index()].key)
    }

    /// The place of the source of a record in the order of a metric.
    fn rank(&self, metric: PrecedenceMetric, database_id: i64) -> u16 {
        let edition = self.tables.records[self.record(database_id).index()].edition;
        self.precedence.rank(metric, self.tables.editions[edition.index()].source)
    }

    /// The actor with this key in the source of a record; else the one whose source the key names.
    fn actor(&mut self, record: i64, key: &str) -> Option<ActorId> {
        let mut whole = std::mem::take(&mut self.key);
        whole.clear();
        whole.push_str(self.source(record));
        whole.push(':');
        whole.push_str(key);
        let known = |key: &str| self.strings.find(key).and_then(|key| self.actor_by_key.get(&key)).copied();
        let found = known(&whole).or_else(|| if key.contains(':') { known(key) } else { None });
        self.key = whole;
        found
    }

    /// Facts with the actors they are about, in the order of the actors; facts about none are
    /// left out.
    fn by_actor<F>(&mut self, facts: Vec<F>, key: impl Fn(&F) -> (i64, &str)) -> Vec<(ActorId, F)> {
        let owned = facts.into_iter().filter_map(|fact| {
            let (record, key) = key(&fact);
            Some((self.actor(record, key)?, fact))
        });
        let mut owned: Vec<(ActorId, F)> = owned.collect();
        owned.sort_by_key(|(actor, _)| *actor);
        owned
    }

    fn text(&mut self, text: &str) -> Text {
        self.strings.intern(text)
    }

    fn optional(&mut self, text: Option<&str>) -> Option<Text> {
        self.strings.intern_optional(text)
    }

    /// Adds what is small, and puts the world together.
    pub(crate) fn finish(mut self, mut facts: Facts, memberships: Vec<membership::Model>) -> World {
        countries::countries(&mut self, &mut facts);
        ndcs::ndcs(&mut self, &mut facts);
        national_targets::national_targets(&mut self, &mut facts);
        initiatives::initiatives(&mut self, &mut facts, memberships);
        stakeholders::stakeholders(&mut self, &facts.ndc_text, &facts.ndc_text_mention);
        named_actors::named_actors(&mut self, &facts.ndc_text);
        sectors::sectors(&mut self);
        let target_by_key = by_key(&self.tables.targets, |row| row.key, TargetId::at);
        let national_target_by_key =
            by_key(&self.tables.national_targets, |row| row.key, NationalTargetId::at);
        ndc_links::reviews(&mut self, facts.ndc_link_review, &target_by_key, &national_target_by_key);
        let Self { version, states, mut strings, tables, mut links, actor_by_key, precedence, .. } = self;
        strings.shrink();
        let name = |id: &ActorId| (strings.get(tables.actors[id.index()].folded_name), *id);
        links.parts_of_actor.sort_by_key(name);
        links.members_of_initiative.sort_by_key(name);
        World {
            version,
            states,
            precedence,
            orders: Orders::of(&tables, &links, &strings),
            contributions: Default::default(),
            coverages: Default::default(),
            codes: Default::default(),
            actor_by_key,
            initiative_by_key: by_key(&tables.initiatives, |row| row.key, InitiativeId::at),
            ndc_by_key: by_key(&tables.ndcs, |row| row.key, NdcId::at),
            target_by_key,
            national_target_by_key,
            tables,
            links,
            strings,
        }
    }
}

/// Where the row with each key stands; of rows with the same key, the last.
fn by_key<Row, Id>(rows: &[Row], key: fn(&Row) -> Text, id: fn(usize) -> Id) -> HashMap<Text, Id> {
    rows.iter().enumerate().map(|(at, row)| (key(row), id(at))).collect()
}
