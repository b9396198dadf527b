//! openclimatedata/countrygroups: one list a file. Most lists have the same two columns, so
//! the name of the file tells the group, or `--group`.

use quipu_domain::vocabulary::PartyGroupCode;
use quipu_entities::{group_member, party};

use crate::adapter::{Adapter, Layout, Recognition, Session, first_known};
use crate::cells::{Cells, plain};
use crate::read::Head;
use crate::sources::{COUNTRY_GROUPS, SourceTerms};
use crate::statement::{Problem, Statement};

/// Lists of the members of a group.
pub(crate) struct Groups;

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "Parties to the Convention",
        required: &["Code", "Name", "Signature", "Ratification-Acceptance-Accession-Approval-Succession"],
        optional: &["Kind"],
    },
    Layout { name: "European Union", required: &["Code", "Name", "Member-Since"], optional: &[] },
    Layout {
        name: "least developed countries",
        required: &["Code", "Name", "Year-Of-Inclusion"],
        optional: &[],
    },
    Layout { name: "members by region", required: &["Code", "Name", "Region"], optional: &[] },
    Layout { name: "members", required: &["Code", "Name"], optional: &[] },
];

/// Names of files, without their end, and the group each lists.
const FILES: [(&str, PartyGroupCode); 8] = [
    ("annexone", PartyGroupCode::AnnexI),
    ("nonannexone", PartyGroupCode::NonAnnexI),
    ("aosis", PartyGroupCode::Aosis),
    ("europeanunion", PartyGroupCode::Eu),
    ("eu", PartyGroupCode::Eu),
    ("g77", PartyGroupCode::G77),
    ("ldc", PartyGroupCode::Ldc),
    ("sids", PartyGroupCode::Sids),
];

/// Regional groups of the United Nations, in the words of the list.
const REGIONS: [(&str, PartyGroupCode); 5] = [
    ("African Group", PartyGroupCode::AfricanGroup),
    ("Asia-Pacific Group", PartyGroupCode::AsiaPacificGroup),
    ("Eastern European Group", PartyGroupCode::EasternEuropeanGroup),
    ("GRULAC", PartyGroupCode::Grulac),
    ("WEOG", PartyGroupCode::Weog),
];

impl Adapter for Groups {
    fn name(&self) -> &'static str {
        "countrygroups/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &COUNTRY_GROUPS
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        match first_known(LAYOUTS, head) {
            Recognition::Known(header) if header.names.len() <= 5 => Recognition::Known(header),
            _ => Recognition::Unknown,
        }
    }

    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
        let iso3 = cells.country("Code")?;
        if cells.layout() == "Parties to the Convention" {
            return Ok(Some(Statement::about(format!("UNFCCC/{iso3}")).with(party(cells, iso3))));
        }
        let group_code = group(cells, session)?;
        let member = group_member::Model {
            record_id: 0,
            position: 0,
            group_code: group_code.into(),
            iso3: iso3.to_owned(),
            since: cells.text(&["Member-Since", "Year-Of-Inclusion"]).map(str::to_owned),
        };
        let key = format!("{group_code}/{iso3}");
        Ok(Some(Statement::within(group_code.to_string(), key).with(member)))
    }
}

fn group(cells: &Cells<'_>, session: &Session) -> Result<PartyGroupCode, Problem> {
    match cells.layout() {
        "European Union" => return Ok(PartyGroupCode::Eu),
        "least developed countries" => return Ok(PartyGroupCode::Ldc),
        "members by region" => {
            if let Some((_, group)) = REGIONS.iter().find(|(name, _)| *name == cells.raw("Region").trim()) {
                return Ok(*group);
            }
        }
        _ => {}
    }
    let stem = plain(session.file_name.rsplit_once('.').map_or(&session.file_name, |(stem, _)| stem));
    let named = FILES.iter().find(|(file, _)| *file == stem).map(|(_, group)| *group);
    named.or(session.group).ok_or_else(|| {
        Problem::row("the list does not say which group it is; say so with --group (for example --group G77)")
    })
}

fn party(cells: &Cells<'_>, iso3: &str) -> party::Model {
    party::Model {
        record_id: 0,
        position: 0,
        iso3: iso3.to_owned(),
        signed_on: cells.day(&["Signature"]),
        joined_on: cells.day(&["Ratification-Acceptance-Accession-Approval-Succession"]),
        joined_by: cells.name(&["Kind"]),
    }
}
