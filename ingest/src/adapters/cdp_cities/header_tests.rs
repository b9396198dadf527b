//! Headers of all years, and the day a file is of.

use super::CdpCities;
use super::tests::{JAMMERBUGT, NASHVILLE, PALMAS};
use crate::adapter::{Adapter, Recognition};
use crate::read::Head;

pub(super) fn recognise(adapter: &dyn Adapter, names: &[&str]) -> Recognition {
    let rows = [names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>()];
    adapter.recognise(&Head { file_name: "x.csv", preamble: &[], sheet: None, rows: &rows, all: &rows })
}

#[test]
fn headers_of_all_years_are_known() {
    let of_2016 = PALMAS.map(|(name, _)| name);
    let of_2018 = JAMMERBUGT.map(|(name, _)| name);
    let of_2021 = NASHVILLE.map(|(name, _)| name);
    let of_2017 = [
        "Account number",
        "Organization",
        "City",
        "Country",
        "Reporting year",
        "Accounting year",
        "Total emissions (metric tonnes CO2e)",
    ];
    let others = [
        "\u{200b}Organization Number",
        "Organization Name",
        "City",
        "Country/Area",
        "Accounting year ",
        "Total Scope 1 Emissions\u{a0}(metric tonnes CO2e)",
    ];
    for names in [&of_2016[..], &of_2018, &of_2021, &of_2017, &others] {
        assert!(matches!(recognise(&CdpCities, names), Recognition::Known(_)), "{names:?}");
    }
    let Recognition::Broken { reason, .. } = recognise(&CdpCities, &of_2017[1..]) else {
        panic!("not broken")
    };
    assert!(reason.contains("\"Account Number\" or \"Account No\""), "{reason}");
}

#[test]
fn the_day_is_that_of_the_latest_update_in_two_formats() {
    let known_on = |names: &[&str], rows: &[&[&str]]| {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        let rows: Vec<Vec<String>> =
            [row(names)].into_iter().chain(rows.iter().map(|cells| row(cells))).collect();
        let head = Head { file_name: "x.csv", preamble: &[], sheet: None, rows: &rows, all: &rows };
        CdpCities.known_on(&head).map(|(day, _)| day.to_string())
    };
    let names = [
        "Account Number",
        "Organization",
        "Country",
        "Accounting Year",
        "Total emissions (metric tonnes CO2e)",
        "Reporting Year",
        "Last update",
    ];
    let row = |update: &'static str| ["1", "x", "Brazil", "2015", "1", "2016", update];
    let (older, newer, other) =
        (row("2019-12-17T09:03:41.637"), row("2019-12-18T09:03:43.757"), row("10/04/2021 09:23:47 AM"));
    assert_eq!(known_on(&names, &[&newer, &older]).as_deref(), Some("2019-12-18"));
    assert_eq!(known_on(&names, &[&newer, &other]).as_deref(), Some("2021-10-04"));
    assert_eq!(known_on(&names, &[&row("")]), None);
    assert_eq!(known_on(&names[..6], &[&older[..6]]).as_deref(), Some("2016-12-31"));
    assert_eq!(known_on(&names[..5], &[&older[..5]]), None);
}
