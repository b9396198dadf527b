//! Cooperative initiatives as the Global Climate Action portal of the UNFCCC lists them.

use chrono::NaiveDate;
use quipu_domain::slug::slug;
use quipu_domain::text;
use quipu_domain::vocabulary::{Theme, Verification};
use quipu_entities::initiative;
use quipu_entities::value::join_codes;

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::{Cells, parse_day};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static GCAP: SourceTerms = SourceTerms {
    id: "gcap",
    publisher: "UNFCCC secretariat; listing by ActInsight",
    title: "Global Climate Action portal: initiatives",
    licence: "Listing GPL-3.0; texts UNFCCC, no data licence stated",
    url: "https://climateaction.unfccc.int/Initiatives",
    citation: "UNFCCC, Global Climate Action portal, cooperative initiatives; listing: shadowboxingskills/ActInsight",
    redistributable: false,
    verification: Verification::SelfReported,
};

/// The list of initiatives.
pub(crate) struct GlobalClimateAction;

const NAME: &str = "initiative_name";

const LAYOUT: Layout = Layout {
    name: "initiatives",
    required: &["initiative_id", NAME, "initiative_statement", "initiative_type"],
    optional: &["last_updated"],
};

const BOTH: [Theme; 3] = [Theme::Mitigation, Theme::Adaptation, Theme::Resilience];

/// What an initiative is mainly about. The portal has one word for adaptation and resilience.
const THEMES: [(&str, &[Theme]); 6] = [
    ("Mainly mitigation", &[Theme::Mitigation]),
    ("Mitigation", &[Theme::Mitigation]),
    ("Mainly adaptation/resilience", &[Theme::Adaptation, Theme::Resilience]),
    ("Adaptation/resilience", &[Theme::Adaptation, Theme::Resilience]),
    ("Equally mitigation and adaptation/resilience", &BOTH),
    ("Mitigation and adaptation/resilience", &BOTH),
];

impl Adapter for GlobalClimateAction {
    fn name(&self) -> &'static str {
        "gcap-initiatives/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &GCAP
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = LAYOUT.find(head) else { return None };
        let at = header.positions.get("lastupdated")?;
        let days = head.all.iter().skip(header.rows_above).filter_map(|row| row.get(*at));
        let latest = days.filter_map(|day| parse_day(day).ok()).max();
        latest.map(|day| (day, "the latest update among the first rows"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let name = cells.name(&[NAME]).ok_or_else(|| cells.problem(NAME, "empty, but needed"))?;
        let key = slug(&name).ok_or_else(|| cells.problem(NAME, "holds neither letters nor digits"))?;
        let themes = cells.choice(&["initiative_type"], &THEMES);
        let initiative = initiative::Model {
            description: cells.text(&["initiative_statement"]).and_then(text::clean_name),
            themes: themes.and_then(join_codes),
            in_nazca: Some(true),
            ..initiative::Model::new(&key, &name)
        };
        Ok(Some(Statement::about(key).with(initiative)))
    }
}

#[cfg(test)]
mod tests {
    use quipu_entities::facts::Fact;

    use super::*;
    use crate::adapters::trial::Trial;

    fn read(name: &str, kind: &str, said: &str) -> Trial {
        let row = [
            ("initiative_id", "OC_INITIATIVE_4"),
            ("actor_id", "NULL"),
            ("initiative_type", kind),
            (NAME, name),
            ("initiative_statement", said),
        ];
        Trial::of(&GlobalClimateAction, &row, &mut Session::default())
    }

    fn described(trial: &Trial) -> &initiative::Model {
        match &trial.statement().facts[0] {
            Fact::Initiative(initiative) => initiative,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_row_becomes_an_initiative_of_the_portal() {
        let trial = read("Africa Renewable Energy Initiative (AREI)", "Mainly mitigation", "At least\n10 GW");
        let initiative = described(&trial);
        assert_eq!(initiative.key, "africa-renewable-energy-initiative-arei");
        assert_eq!(initiative.name, "Africa Renewable Energy Initiative (AREI)");
        assert_eq!(initiative.description.as_deref(), Some("At least 10 GW"));
        assert_eq!((initiative.themes.as_deref(), initiative.in_nazca), (Some("MITIGATION"), Some(true)));
        assert_eq!(trial.notes, []);
    }

    #[test]
    fn the_type_says_the_themes() {
        let themes = |kind| described(&read("An initiative", kind, "")).themes.clone();
        assert_eq!(themes("Mainly adaptation/resilience").as_deref(), Some("ADAPTATION,RESILIENCE"));
        let both = "Equally mitigation and adaptation/resilience";
        assert_eq!(themes(both).as_deref(), Some("MITIGATION,ADAPTATION,RESILIENCE"));
        let trial = read("An initiative", "Mainly finance", "");
        assert_eq!((&described(&trial).themes, trial.notes[0].0.as_str()), (&None, "initiative_type"));
    }

    #[test]
    fn a_row_without_a_name_is_rejected() {
        assert_eq!(read("", "Mainly mitigation", "").rejected(), NAME);
        assert_eq!(read("!", "Mainly mitigation", "").rejected(), NAME);
    }
}
