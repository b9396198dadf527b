//! A deterministic data set: actors with targets, inventories, plans and memberships, as a file in
//! the layout of the Net Zero Tracker that the service imports like any other.

use std::io::Write;

use anyhow::Context;

/// Countries that get as many actors as a page is to have; the others share what is left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// All actors.
    pub(crate) actors: usize,
    /// Those of the largest country.
    pub(crate) large: usize,
}

/// Country of the largest page.
pub(crate) const LARGE: &str = "BRA";
/// Country of a page of 496 actors.
pub(crate) const MEDIUM: &str = "DEU";
/// Country of a page of 30 actors.
pub(crate) const SMALL: &str = "TUV";

const MEDIUM_ACTORS: usize = 496;
const SMALL_ACTORS: usize = 30;

/// Countries of the other actors.
const OTHERS: [&str; 40] = [
    "USA", "CHN", "IND", "JPN", "GBR", "FRA", "ITA", "ESP", "CAN", "AUS", "KOR", "MEX", "IDN", "TUR", "SAU",
    "ARG", "ZAF", "NLD", "CHE", "SWE", "POL", "BEL", "THA", "NOR", "AUT", "NGA", "ISR", "EGY", "DNK", "PHL",
    "SGP", "MYS", "VNM", "CHL", "FIN", "COL", "PRT", "NZL", "KEN", "PER",
];

const HEADER: [&str; 34] = [
    "ID_Code",
    "Name",
    "Country",
    "Entity_type",
    "Last_updated",
    "ISIN_ID",
    "Private_company",
    "Population",
    "Population_year",
    "Industry",
    "Employees",
    "GHG_emissions",
    "GHG_emissions_year",
    "End_target",
    "End_target_year",
    "End_target_percentage_reduction",
    "End_target_baseline_year",
    "Status_of_end_target",
    "Date_of_last_status_update",
    "End_target_source_url",
    "Interim_target",
    "Interim_target_year",
    "Interim_target_percentage_reduction",
    "Interim_target_baseline_year",
    "GHGs_covered",
    "Scope_1_coverage",
    "Scope_2_coverage",
    "Scope_3_coverage",
    "Published_plan",
    "Carbon_credits",
    "Race_to_zero_member",
    "End_target_target_emissions",
    "end_target_baseyear_emissions",
    "International_equity_just_transition",
];

/// A stream of numbers that is the same everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: u64) -> u64 {
        self.next() % count
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

/// Writes the file.
pub(crate) fn write(sizes: Sizes, seed: u64, to: impl Write) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(HEADER)?;
    let mut numbers = Numbers(seed);
    for at in 0..sizes.actors {
        let country = match at {
            _ if at < sizes.large => LARGE,
            _ if at < sizes.large + MEDIUM_ACTORS => MEDIUM,
            _ if at < sizes.large + MEDIUM_ACTORS + SMALL_ACTORS => SMALL,
            _ => OTHERS[at % OTHERS.len()],
        };
        writer.write_record(row(at, country, &mut numbers))?;
    }
    writer.flush().context("the file could not be written")
}

fn row(at: usize, country: &str, numbers: &mut Numbers) -> [String; 34] {
    const PLACES: [&str; 12] = [
        "Alder", "Birch", "Cedar", "Dover", "Elm", "Fern", "Grove", "Harbor", "Ivory", "Juniper", "Kestrel",
        "Linden",
    ];
    const INDUSTRIES: [&str; 8] = [
        "Services",
        "Retail",
        "Power Generation",
        "Materials",
        "Apparel",
        "Fossil Fuels",
        "Manufacturing",
        "Biotech",
    ];
    let kind = ["Company", "City", "City", "Region"][numbers.below(4) as usize];
    let is_company = kind == "Company";
    let company = |text: String| if is_company { text } else { String::new() };
    let place = |text: String| if is_company { String::new() } else { text };
    let id = format!("{}-{at:06}", &kind[..3].to_uppercase());
    let name = format!(
        "{} {} {at}",
        numbers.pick(&PLACES),
        numbers.pick(&["North", "South", "Bay", "Works", "Group"])
    );
    let has_target = numbers.below(10) < 8;
    let target = |text: String| if has_target { text } else { String::new() };
    let has_interim = has_target && numbers.below(2) == 0;
    let interim = |text: String| if has_interim { text } else { String::new() };
    let emissions = 10_000 + numbers.below(90_000_000);
    let has_emissions = numbers.below(3) > 0;
    let reported = |text: String| if has_emissions { text } else { String::new() };
    let base = 2_000 + 5 * numbers.below(4);
    [
        id,
        name,
        country.to_owned(),
        kind.to_owned(),
        "2025-09-01 10:00:00".to_owned(),
        company(format!("US{at:09}{}", numbers.below(10))),
        company(numbers.pick(&["Yes", "No"]).to_owned()),
        place((1_000 + numbers.below(9_000_000)).to_string()),
        place("2020".to_owned()),
        company(numbers.pick(&INDUSTRIES).to_owned()),
        company(numbers.below(200_000).to_string()),
        reported(format!("{emissions}.{}", numbers.below(100))),
        reported((2015 + numbers.below(9)).to_string()),
        if has_target {
            numbers.pick(&["Net zero", "Emissions reduction target", "Carbon neutral(ity)"])
        } else {
            "No target"
        }
        .to_owned(),
        target((2030 + 5 * numbers.below(5)).to_string()),
        target((20 + numbers.below(80)).to_string()),
        target(base.to_string()),
        target(
            numbers
                .pick(&["In corporate strategy", "In policy document", "Declaration / pledge", "In law"])
                .to_owned(),
        ),
        target((2016 + numbers.below(9)).to_string()),
        target(format!("https://example.org/reports/{at}/climate-strategy.pdf")),
        if has_interim { "Emissions reduction target" } else { "No target" }.to_owned(),
        interim("2027".to_owned()),
        interim((10 + numbers.below(50)).to_string()),
        interim(base.to_string()),
        target(numbers.pick(&["Carbon dioxide only", "Carbon dioxide and other GHGs"]).to_owned()),
        target(numbers.pick(&["Yes", "No", "Partial", "Not Specified"]).to_owned()),
        target(numbers.pick(&["Yes", "No"]).to_owned()),
        target(numbers.pick(&["Yes", "No", "Partial"]).to_owned()),
        numbers.pick(&["Yes", "No"]).to_owned(),
        target(numbers.pick(&["Yes", "No"]).to_owned()),
        numbers.pick(&["Yes", "No"]).to_owned(),
        target((emissions / 3).max(1_000).to_string()),
        target(emissions.to_string()),
        numbers.pick(&["Yes", "No"]).to_owned(),
    ]
}
