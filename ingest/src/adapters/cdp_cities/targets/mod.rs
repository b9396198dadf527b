//! Targets of cities for their emissions, with what is achieved of them.
//!
//! An account has a row for each of its targets, and one row where it has none or did not answer.
//! A file speaks for all targets of an account: a later one replaces them all.

mod initiatives;
mod target;

use chrono::NaiveDate;
use quipu_domain::vocabulary::Verification;
use quipu_entities::membership;

use super::reporter;
use crate::adapter::{Adapter, Recognition, RenamedLayout, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// Emission reduction targets of one year's questionnaire.
pub(crate) struct CdpCitiesTargets;

pub(crate) static CDP_CITIES_TARGETS: SourceTerms = SourceTerms {
    id: "cdp-cities-targets",
    publisher: "CDP and ICLEI - Local Governments for Sustainability",
    title: "CDP cities' emission reduction targets",
    licence: "Terms of the CDP Open Data Portal; no licence stated with the files",
    url: "https://data.cdp.net/",
    citation: "This data was collected in partnership by CDP and ICLEI - Local Governments for Sustainability",
    redistributable: false,
    verification: Verification::SelfReported,
};

const LAYOUT: RenamedLayout = RenamedLayout {
    name: "targets",
    required: &[
        reporter::ACCOUNT,
        reporter::ORGANIZATION,
        reporter::COUNTRY,
        target::KIND,
        target::TARGET_YEAR,
        target::REDUCTION,
    ],
    optional: OPTIONAL,
};

const OPTIONAL: &[&[&str]] = &super::both::<{ reporter::OPTIONAL.len() + target::OPTIONAL.len() }>(
    reporter::OPTIONAL,
    target::OPTIONAL,
);

impl Adapter for CdpCitiesTargets {
    fn name(&self) -> &'static str {
        "cdp-cities-targets/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CDP_CITIES_TARGETS
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = self.recognise(head) else { return None };
        reporter::known_on(&header, head)
    }

    /// The file numbers its targets in no way: a row is known by its account and by what tells
    /// its target from others. Targets that do not differ in that are counted.
    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
        let account = reporter::account(cells)?;
        let mut slot = target::slot(cells);
        let variant = session.variant(&format!("{account}/{slot}"), cells.content());
        if variant > 0 {
            slot = format!("{slot}-{}", variant + 1);
        }
        let statement = Statement::within(account, format!("{account}/{slot}"));
        let mut statement = reporter::describe(cells, account, statement)?;
        if let Some(target) = target::read(cells, account, &slot) {
            let listed = initiatives::read(cells.text(target::INITIATIVES).unwrap_or_default());
            let memberships: Vec<_> =
                listed.names.iter().filter_map(|name| membership::Model::new(account, name)).collect();
            let made_under = memberships.first().filter(|_| listed.is_only_one);
            statement = statement.with(target::under(target, made_under));
            statement = memberships.into_iter().fold(statement, Statement::with);
        }
        Ok(Some(statement))
    }
}

#[cfg(test)]
mod tests;
