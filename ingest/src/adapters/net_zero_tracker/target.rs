//! The end target and the interim target of a row.

use chrono::Datelike;
use quipu_domain::vocabulary::{GasCoverage, LegalStatus, NullReason, TargetKind, TargetMetric};
use quipu_domain::{Decimal, year};

use crate::adapters::target_checks::is_below_business_as_usual;
use crate::cells::{Cells, parse_day};

/// What is said of a target, whoever's it is.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) kind: Option<TargetKind>,
    pub(super) base_year: Option<i32>,
    pub(super) target_year: Option<i32>,
    pub(super) reduction: Option<Decimal>,
    pub(super) base_value: Option<Decimal>,
    pub(super) target_value: Option<Decimal>,
    pub(super) bau_value: Option<Decimal>,
    pub(super) intensity_unit: Option<String>,
}

/// Names of the columns of one of the two targets.
pub(super) struct Columns {
    /// `end` or `interim`.
    pub(super) slot: &'static str,
    kind: &'static str,
    target_year: &'static str,
    base_year: &'static str,
    reduction: &'static str,
    base_value: [&'static str; 2],
    target_value: &'static str,
    bau_value: &'static str,
    intensity_unit: &'static str,
}

pub(super) const END: Columns = Columns {
    slot: "end",
    kind: "End_target",
    target_year: "End_target_year",
    base_year: "End_target_baseline_year",
    reduction: "End_target_percentage_reduction",
    base_value: ["end_target_baseyear_emissions", "end_target_baseline_emissions"],
    target_value: "End_target_target_emissions",
    bau_value: "End_target_bau_emissions",
    intensity_unit: "End_target_intensity_unit",
};

pub(super) const INTERIM: Columns = Columns {
    slot: "interim",
    kind: "Interim_target",
    target_year: "Interim_target_year",
    base_year: "Interim_target_baseline_year",
    reduction: "Interim_target_percentage_reduction",
    base_value: ["Interim_target_baseyear_emissions", "interim_target_baseline_emissions"],
    target_value: "Interim_target_target_emissions",
    bau_value: "Interim_target_bau_emissions",
    intensity_unit: "Interim_target_intensity_unit",
};

/// Words for the kinds of targets; `None`: the tracker looked and found no target.
const KINDS: [(&str, Option<TargetKind>); 19] = [
    ("No target", None),
    ("Net zero", Some(TargetKind::NetZero)),
    ("Net zero or similar", Some(TargetKind::NetZero)),
    ("Carbon neutral(ity)", Some(TargetKind::CarbonNeutral)),
    ("Climate neutral", Some(TargetKind::ClimateNeutral)),
    ("GHG neutral(ity)", Some(TargetKind::GhgNeutral)),
    ("Zero carbon", Some(TargetKind::ZeroCarbon)),
    ("Zero emissions", Some(TargetKind::ZeroEmissions)),
    ("Carbon negative", Some(TargetKind::NetNegative)),
    ("Climate positive", Some(TargetKind::NetNegative)),
    ("Net negative", Some(TargetKind::NetNegative)),
    ("Emissions reduction target", Some(TargetKind::EmissionsReduction)),
    ("Emissions intensity target", Some(TargetKind::IntensityReductionPct)),
    ("Reduction v. BAU", Some(TargetKind::BauReductionPct)),
    ("Absolute emissions target", Some(TargetKind::AbsoluteLevel)),
    ("Science-based target", Some(TargetKind::ScienceBased)),
    ("1.5°C target", Some(TargetKind::ScienceBased)),
    ("Renewable energy target", Some(TargetKind::RenewableShare)),
    ("Other", Some(TargetKind::Other)),
];

impl Stated {
    /// What the row says in these columns; `None` where there is no target, or none that can
    /// be kept. `tonnes` turns a level into tonnes, in the unit that holds for the row.
    pub(super) fn read(
        cells: &Cells<'_>,
        columns: &Columns,
        tonnes: fn(Decimal) -> Result<Decimal, String>,
    ) -> Option<Self> {
        let word = cells.choice(&[columns.kind], &KINDS)??;
        let level =
            |names: &[&str]| cells.parsed(names, |raw| tonnes(quipu_domain::amount::parse_decimal(raw)?));
        let mut stated = Self {
            kind: Some(word),
            base_year: cells.year(&[columns.base_year], &year::YEARS),
            target_year: cells.year(&[columns.target_year], &year::TARGET_YEARS),
            reduction: cells.reduction(&[columns.reduction]),
            base_value: level(&columns.base_value),
            target_value: level(&[columns.target_value]),
            bau_value: level(&[columns.bau_value]),
            intensity_unit: cells.name(&[columns.intensity_unit]),
        };
        stated.check_base_year(cells, columns);
        stated.check_period(cells, columns)?;
        stated.check_levels(cells, columns);
        stated.kind = Some(stated.exact_kind(word));
        Some(stated)
    }

    /// A base year that lay in the future when the row was last updated can't be true.
    fn check_base_year(&mut self, cells: &Cells<'_>, columns: &Columns) {
        let updated = cells.text(&["Last_updated"]).and_then(|raw| parse_day(raw).ok());
        let future = |year: i32| updated.is_some_and(|day| year > day.year());
        let before_target = |base: i32| self.target_year.is_none_or(|target| base < target);
        if self.base_year.is_some_and(|base| future(base) && before_target(base)) {
            cells.note(columns.base_year, "the base year lies in the future");
            self.base_year = None;
        }
    }

    /// A target that falls due no later than its base year is left out.
    fn check_period(&self, cells: &Cells<'_>, columns: &Columns) -> Option<()> {
        let (base, due) = ((columns.base_year, self.base_year), (columns.target_year, self.target_year));
        cells.is_period(base, due).then_some(())
    }

    /// A target against business as usual lies below it; where it does not, both levels go.
    fn check_levels(&mut self, cells: &Cells<'_>, columns: &Columns) {
        let (target, bau) = ((columns.target_value, self.target_value), (columns.bau_value, self.bau_value));
        if !is_below_business_as_usual(cells, target, bau) {
            (self.target_value, self.bau_value) = (None, None);
        }
    }

    /// A level a hundred times the emissions of today is in another unit than the others, most
    /// likely in tonnes or kilotonnes; it is left out, not scaled.
    pub(super) fn check_unit(&mut self, cells: &Cells<'_>, columns: &Columns, emissions: Option<Decimal>) {
        let Some(limit) = emissions.and_then(|now| now.abs().checked_mul(Decimal::ONE_HUNDRED)) else {
            return;
        };
        let levels = [
            (columns.base_value[0], &mut self.base_value),
            (columns.target_value, &mut self.target_value),
            (columns.bau_value, &mut self.bau_value),
        ];
        for (column, level) in levels {
            if level.is_some_and(|level| level.abs() > limit) {
                cells.note(
                    column,
                    "more than 100 times the emissions of today: another unit is likely, and none is stated",
                );
                *level = None;
            }
        }
    }

    fn exact_kind(&self, word: TargetKind) -> TargetKind {
        match word {
            TargetKind::EmissionsReduction if self.reduction.is_some() && self.base_year.is_some() => {
                TargetKind::BaseYearReductionPct
            }
            TargetKind::EmissionsReduction if self.target_value.is_some() => TargetKind::AbsoluteLevel,
            TargetKind::IntensityReductionPct if self.reduction.is_none() => TargetKind::IntensityLevel,
            word => word,
        }
    }

    /// What the target is measured in.
    pub(super) fn metric(&self) -> TargetMetric {
        match self.kind {
            Some(TargetKind::IntensityLevel | TargetKind::IntensityReductionPct) => {
                TargetMetric::GhgIntensity
            }
            Some(TargetKind::RenewableShare) => TargetMetric::RenewableShare,
            Some(TargetKind::Other) => TargetMetric::Other,
            _ => TargetMetric::GhgEmissions,
        }
    }

    /// Why there is no number, where there is none.
    pub(super) fn null_reason(&self, cells: &Cells<'_>, columns: &Columns) -> Option<NullReason> {
        if self.reduction.is_some() || self.target_value.is_some() {
            return None;
        }
        let unread =
            [columns.reduction, columns.target_value].iter().any(|name| cells.text(&[name]).is_some());
        Some(match self.kind {
            _ if unread => NullReason::NotUnderstood,
            Some(kind) if kind.is_net() => NullReason::NotApplicable,
            Some(TargetKind::Other) => NullReason::NotQuantified,
            _ => NullReason::NotSpecifiedInSource,
        })
    }
}

/// How firmly the end target is anchored.
pub(super) fn legal_status(cells: &Cells<'_>) -> Option<LegalStatus> {
    cells.choice(
        &["Status_of_end_target", "end_target_status"],
        &[
            ("Proposed / in discussion", LegalStatus::Proposed),
            ("Declaration / pledge", LegalStatus::DeclarationPledge),
            ("In policy document", LegalStatus::InPolicyDocument),
            ("In corporate strategy", LegalStatus::InCorporateStrategy),
            ("In law", LegalStatus::InLaw),
            ("Achieved (self-declared)", LegalStatus::AchievedSelfDeclared),
            ("Achieved (externally validated)", LegalStatus::AchievedValidated),
        ],
    )
}

/// Which gases the targets cover.
pub(super) fn gases(cells: &Cells<'_>) -> Option<GasCoverage> {
    cells.choice(
        &["GHGs_covered", "gasses_coverage"],
        &[
            ("Carbon dioxide only", GasCoverage::Co2Only),
            ("Carbon dioxide and other GHGs", GasCoverage::Co2AndOthers),
            ("Not Specified", GasCoverage::NotSpecified),
        ],
    )
}
