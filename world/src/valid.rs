//! What was true of the world on a day, of all that is known: facts that came later are left out
//! before a world is put together. What has no date stays.

use std::collections::HashMap;

use chrono::NaiveDate;
use quipu_domain::vocabulary::NdcStatus;
use quipu_domain::year::had_ended;
use quipu_entities::{actor_population, edition, inventory, membership, ndc_document, party, record, target};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::build::{Asked, Facts, edition_of, held};

/// A day of the world.
#[derive(Clone, Copy, Debug)]
pub(crate) struct On(pub(crate) NaiveDate);

impl On {
    /// Whether a day had come; what has no date always had.
    fn had_come(self, day: Option<NaiveDate>) -> bool {
        day.is_none_or(|day| day <= self.0)
    }

    /// Whether a year had ended, and so something could be said of it; what has no year always had.
    fn had_ended(self, year: Option<i32>) -> bool {
        year.is_none_or(|year| had_ended(year, self.0))
    }

    /// Of what is no actor's. Documents take the standing that `standings` gives to their records;
    /// they are left out later, with the NDCs they belong to.
    pub(crate) fn keep_facts(self, facts: &mut Facts, standings: &HashMap<i64, NdcStatus>) {
        for document in &mut facts.ndc_document {
            if let Some(standing) = standings.get(&document.record_id) {
                document.status = (*standing).into();
            }
        }
        facts.ndc_target.retain(|target| self.had_come(target.submitted_on));
        facts.national_inventory.retain(|inventory| self.had_ended(Some(inventory.year)));
        facts.country_population.retain(|population| self.had_ended(population.year));
        facts.initiative_member_count.retain(|count| self.had_ended(Some(count.year)));
        facts.initiative_result.retain(|result| result.is_goal || self.had_ended(Some(result.year)));
        self.keep_parties(&mut facts.party);
    }

    /// A Party that had signed may not have joined.
    fn keep_parties(self, parties: &mut Vec<party::Model>) {
        for party in &mut *parties {
            if !self.had_come(party.joined_on) {
                (party.joined_on, party.joined_by) = (None, None);
            }
            party.signed_on = party.signed_on.filter(|day| self.had_come(Some(*day)));
        }
        parties.retain(|party| party.joined_on.is_some() || party.signed_on.is_some());
    }

    pub(crate) fn keep_populations(self, populations: &mut Vec<actor_population::Model>) {
        populations.retain(|population| self.had_ended(population.year));
    }

    pub(crate) fn keep_inventories(self, inventories: &mut Vec<inventory::Model>) {
        inventories.retain(|inventory| self.had_ended(Some(inventory.year)));
    }

    pub(crate) fn keep_memberships(self, memberships: &mut Vec<membership::Model>) {
        memberships.retain(|membership| self.had_come(membership.joined_on));
    }

    /// What actors say of their own progress in later years was not said yet.
    pub(crate) fn keep_statements(self, targets: &mut [target::Model]) {
        for target in targets {
            if !self.had_ended(target.achieved_year) {
                (target.achieved_percent, target.achieved_year) = (None, None);
            }
        }
    }
}

/// How the documents of the register stood on the day asked for, by record: as the last state known
/// up to that day lists them; where none does yet, as the first that does.
pub(crate) async fn standings(
    db: &DatabaseConnection,
    asked: Asked,
    last_edition: Option<i64>,
) -> Result<HashMap<i64, NdcStatus>, DbErr> {
    let Some(day) = asked.valid_on else { return Ok(HashMap::new()) };
    let statuses: HashMap<i64, NdcStatus> = ndc_document::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|document| (document.record_id, document.status.0))
        .collect();
    let listed: Vec<(i64, String, String, NaiveDate)> = record::Entity::find()
        .filter(record::Column::Id.in_subquery(documents()))
        .apply_if(last_edition, |query, last| query.filter(edition::Column::Id.lte(last)))
        .apply_if(asked.known_on, |query, known| query.filter(edition::Column::KnownOn.lte(known)))
        .join(JoinType::InnerJoin, held())
        .join(JoinType::InnerJoin, edition_of())
        .order_by_asc(edition::Column::KnownOn)
        .order_by_asc(edition::Column::Id)
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId, record::Column::Key])
        .column(edition::Column::KnownOn)
        .into_tuple()
        .all(db)
        .await?;
    let mut stood: HashMap<(&str, &str), NdcStatus> = HashMap::new();
    for (record, source, key, known_on) in &listed {
        let Some(status) = statuses.get(record) else { continue };
        let standing = stood.entry((source, key)).or_insert(*status);
        if *known_on <= day {
            *standing = *status;
        }
    }
    let of_record = |(record, source, key, _): &(i64, String, String, NaiveDate)| {
        Some((*record, *stood.get(&(source.as_str(), key.as_str()))?))
    };
    Ok(listed.iter().filter_map(of_record).collect())
}

fn documents() -> sea_orm::sea_query::SelectStatement {
    sea_orm::sea_query::Query::select()
        .column(ndc_document::Column::RecordId)
        .from(ndc_document::Entity)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn member(joined_on: Option<&str>) -> membership::Model {
        membership::Model {
            record_id: 1,
            position: 0,
            actor_key: "COM-1".into(),
            initiative_key: "race-to-zero".into(),
            initiative_name: "Race to Zero".into(),
            joined_on: joined_on.map(day),
            status: None,
        }
    }

    #[test]
    fn who_joined_later_was_no_member_and_who_joined_on_no_day_was() {
        let mut memberships = vec![member(Some("2021-06-01")), member(Some("2021-06-02")), member(None)];
        On(day("2021-06-01")).keep_memberships(&mut memberships);
        assert_eq!(memberships, [member(Some("2021-06-01")), member(None)]);
    }

    fn joined(signed_on: Option<&str>, joined_on: Option<&str>) -> party::Model {
        party::Model {
            record_id: 1,
            position: 0,
            iso3: "AFG".into(),
            signed_on: signed_on.map(day),
            joined_on: joined_on.map(day),
            joined_by: joined_on.map(|_| "Ratification".into()),
        }
    }

    #[test]
    fn a_party_had_signed_before_it_joined() {
        let afghanistan = || joined(Some("1992-06-12"), Some("2002-09-19"));
        for (on, expected) in [
            ("1992-06-11", vec![]),
            ("2002-09-18", vec![joined(Some("1992-06-12"), None)]),
            ("2002-09-19", vec![afghanistan()]),
        ] {
            let mut parties = vec![afghanistan()];
            On(day(on)).keep_parties(&mut parties);
            assert_eq!(parties, expected, "{on}");
        }
    }
}
