//! Sentences as the Science Based Targets initiative published them.

use rust_decimal::Decimal;

use super::*;

fn only(text: &str) -> Vec<Commitment> {
    let sentences = read(text);
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    sentences[0].reading.clone().expect("clear")
}

fn all(text: &str) -> Vec<Commitment> {
    read(text).into_iter().flat_map(|sentence| sentence.reading.expect("clear")).collect()
}

fn reasons(text: &str) -> Vec<String> {
    read(text).into_iter().filter_map(|sentence| sentence.reading.err()).collect()
}

fn percent(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn years(commitment: &Commitment) -> (Option<i32>, Option<i32>) {
    (commitment.base_year, commitment.target_year)
}

const SCOPES_1_AND_2: [Option<Answer>; 3] = [Some(Answer::Yes), Some(Answer::Yes), Some(Answer::No)];
const SCOPE_3_IN_PART: [Option<Answer>; 3] = [Some(Answer::No), Some(Answer::No), Some(Answer::Partial)];

#[test]
fn a_small_company_has_one_sentence() {
    let text = "This target was approved using a streamlined target validation route exclusive to small and medium-sized enterprises (SMEs). https://docs.sbtiservices.com/resources/FAQsforSMEs.pdf \"Hytex Plastic\" CJSC commits to reduce absolute scope 1 and scope 2 GHG emissions 50.4% by 2032 from a 2024 base year, and to measure and reduce its scope 3 emissions.";
    let read = only(text);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].goal, Goal::Reduction(percent("50.4")));
    assert_eq!((years(&read[0]), read[0].scopes), ((Some(2024), Some(2032)), SCOPES_1_AND_2));
}

#[test]
fn the_same_timeframe_is_that_of_the_sentence_before() {
    let text = "SHUANGDENG GROUP CO., LTD. commits to reduce absolute scope 1 and 2 GHG emissions 54.6% by FY2033 from a FY2023 base year. SHUANGDENG GROUP CO., LTD. also commits to reduce scope 3 GHG emissions from purchased goods and services and capital goods 61.07% per CNY value added within the same timeframe.";
    let read = all(text);
    let second = &read[1];
    let unit = "per CNY value added".to_owned();
    assert_eq!(second.goal, Goal::IntensityReduction { percent: percent("61.07"), unit });
    assert_eq!((years(second), second.scopes), ((Some(2023), Some(2033)), SCOPE_3_IN_PART));
    assert_eq!(second.boundary.as_deref(), Some("from purchased goods and services and capital goods"));
}

#[test]
fn a_timeframe_of_nothing_or_of_two_things_is_unclear() {
    let lone = "X commits to reduce absolute scope 3 GHG emissions 25% within the same timeframe.";
    let two = "X commits to reduce absolute scope 1 GHG emissions 20% by 2025 and 60% by 2040 from a 2017 base year. X also commits to reduce absolute scope 3 GHG emissions 25% within the same timeframe.";
    let heading = "X commits to reduce absolute scope 1 GHG emissions 42% by 2030 from a 2020 base year. Long-Term Targets: X commits to reduce absolute scope 3 GHG emissions 90% within the same timeframe.";
    for text in [lone, two, heading] {
        let [reason] = &reasons(text)[..] else { panic!("{text}") };
        assert!(reason.contains("timeframe"), "{reason}");
    }
}

#[test]
fn the_same_timeframe_may_be_that_of_the_same_sentence() {
    let text = "X commits to reduce absolute scope 1 GHG emissions 20% by 2025 from a 2015 base year. X commits to reduce absolute scope 1 and 2 GHG emissions 75% by FY2030 from a FY2023 base year, and to reduce absolute scope 3 GHG emissions 36.5% within the same timeframe.";
    assert_eq!(years(&all(text)[2]), (Some(2023), Some(2030)));
    let text = "X commits to reduce gross scope 1 GHG emissions 20.5% per ton by 2030 from a 2020 base year and gross scope 2 GHG emissions 56.3% per ton within the same timeframe.";
    assert_eq!(years(&only(text)[1]), (Some(2020), Some(2030)));
    let text = "X commits to reduce absolute scope 1 GHG emissions 42% by 2030 from a 2020 base year. X commits to reduce absolute scope 2 GHG emissions 69.1% and absolute scope 3 GHG emissions 42.0% within the same timeframe.";
    assert!(all(text).iter().all(|one| years(one) == (Some(2020), Some(2030))));
}

#[test]
fn behind_a_sentence_per_unit_a_percentage_without_a_word_on_that_is_unclear() {
    let text = "X commits to reduce scope 1 GHG emissions 70.5% per MWh by FY2037 from a FY2022 base year. X also commits to reduce scope 1 and 3 GHG emissions from the generation of all sold electricity 70.5% within the same timeframe.";
    assert_eq!(reasons(text), ["behind a sentence per unit, neither absolute nor per unit"]);
}

#[test]
fn headings_tell_near_from_long() {
    let text = "Overall Net-Zero Target\nMars, Incorporated commits to reach net-zero greenhouse gas emissions across the value chain by 2050.\nNear-Term Targets\nEnergy and industrial: Mars, Incorporated commits to reduce absolute scope 1 and 2 GHG emissions 63% by 2030 from a 2015 base year.* Mars, Incorporated also commits to no deforestation across its primary deforestation-linked commodities, with a target date of December 31, 2025.\nLong-Term Targets\nFLAG: Mars, Incorporated commits to reduce absolute scope 1 and 3 FLAG GHG emissions 72% by\n2050 from a 2015 base year.**\n*The target boundary includes land-related emissions and removals from bioenergy feedstocks.";
    let sentences = read(text);
    let sections: Vec<Section> = sentences.iter().map(|sentence| sentence.section).collect();
    assert_eq!(sections, [Section::Unspecified, Section::NearTerm, Section::NearTerm, Section::LongTerm]);
    let read = all(text);
    assert_eq!((&read[0].goal, read[0].target_year), (&Goal::NetZero, Some(2050)));
    assert_eq!((&read[2].goal, read[2].target_year), (&Goal::Action, Some(2025)));
    assert_eq!(read[3].scopes, [Some(Answer::Partial), Some(Answer::No), Some(Answer::Partial)]);
    assert_eq!(read[3].boundary.as_deref(), Some("FLAG"));
}

#[test]
fn one_sentence_may_hold_several_steps() {
    let read = only(
        "Grieg Seafood ASA commits to reduce absolute scope 1, 2, and 3 GHG emissions 35% by 2030 and 100% by 2050 from a 2018 base year.",
    );
    assert_eq!(
        read.iter().map(years).collect::<Vec<_>>(),
        [(Some(2018), Some(2030)), (Some(2018), Some(2050))]
    );
    let read = only(
        "KALDEWEI commits to reduce absolute scope 1 and 2 GHG emissions 28% and absolute scope 3 emissions 14% by 2030 from a 2019 base year.",
    );
    assert_eq!((years(&read[0]), read[0].scopes), ((Some(2019), Some(2030)), SCOPES_1_AND_2));
    assert_eq!(read[1].goal, Goal::Reduction(percent("14")));
}

#[test]
fn shares_of_electricity_and_of_suppliers() {
    let read = only(
        "Evotec SE also commits to increase active annual sourcing of renewable electricity from 25% in 2021 to 100% by 2026, and to continue active annual sourcing of 100% renewable electricity through 2030.",
    );
    assert!(read.iter().all(|one| one.goal == Goal::RenewableShare(percent("100"))));
    assert_eq!(read.iter().map(years).collect::<Vec<_>>(), [(Some(2021), Some(2026)), (None, Some(2030))]);
    let read = only(
        "Twilio finally commits that 61.8% of its suppliers by emissions covering purchased goods and services and capital goods, will have science-based targets by 2027.",
    );
    assert_eq!((&read[0].goal, years(&read[0])), (&Goal::Engagement(percent("61.8")), (None, Some(2027))));
    let read = only(
        "Astorg commits that 30% of its PE investments by invested capital will have set science-based targets by 2025 and 100% by 2030 from a 2021 base year.",
    );
    assert_eq!(
        read.iter().map(years).collect::<Vec<_>>(),
        [(Some(2021), Some(2025)), (Some(2021), Some(2030))]
    );
}

#[test]
fn what_is_kept_up_has_the_year_it_is_kept_up_to() {
    let read = only(
        "O. Kavli AB commits to maintain at least 90% absolute scope 1 and 2 GHG emissions reductions from 2030 through 2045 from a 2020 base year.*",
    );
    assert_eq!((&read[0].goal, years(&read[0])), (&Goal::Reduction(percent("90")), (Some(2020), Some(2045))));
    let read = only("Aarav Solutions Inc commits to maintain zero scope 1 emissions through FY2030.");
    assert_eq!((&read[0].goal, read[0].target_year), (&Goal::ZeroEmissions, Some(2030)));
    let kept = "X commits to maintain a minimum of 90% absolute scope 1 and 2 GHG emissions from 2030 through 2035 from a 2019 base year.";
    assert_eq!(reasons(kept).len(), 1);
}

#[test]
fn units_and_boundaries_may_stand_on_either_side() {
    let read = only(
        "Volvo commits to reduce scope 3 GHG emissions from use of sold heavy duty trucks 40% per vehicle km by 2030 from a 2019 base year.",
    );
    assert!(matches!(&read[0].goal, Goal::IntensityReduction { unit, .. } if unit == "per vehicle km"));
    let read = only(
        "X commits to reduce scope 1 and 2 in-use operational GHG emissions of owned buildings 56.0% per m2, equivalent to a 60.4% absolute reduction, by 2030 from a 2022 base year.",
    );
    assert_eq!(read[0].boundary.as_deref(), Some("in-use operational of owned buildings"));
    let read = only(
        "X commits to reduce scope 3 GHG emissions 52% per unit produced from use of sold products by 2030 from a 2021 base year.",
    );
    assert_eq!(read[0].boundary.as_deref(), Some("from use of sold products"));
}

#[test]
fn what_could_mean_two_things_is_unclear() {
    let unclear = [
        // No single year.
        "X commits to reduce absolute scope 1 and 2 GHG emissions 46.2% by FY2030/31 from a FY2019/20 base year.",
        "X commits to reduce absolute scope 1 and 2 GHG emissions 67% by FY2030 from a FY20 base year.",
        // Absolute or per unit?
        "X commits to reduce absolute scope 3 GHG emissions 55% per USD value added by 2030 from a 2020 base year.",
        "X commits to reduce absolute 3 GHG emissions 15% by 2030 from a 2019 base year.",
        "X commits to reduce absoute scope 3 emissions 63% by 2030 from a 2019 base year.",
        "X commits to reduce scope 3 GHG emissions from 52% by 2030 from a 2019 base year.",
        "X commits to reduce absolute scope 1 emissions 50,4% by 2030 from a 2019 base year.",
        "X commits to reduce absolute scope 1 emissions 150% by 2030 from a 2019 base year.",
        "X commits to reduce absolute scope 1 emissions 42% by 2030 from a 2019 base year except in leap years.",
        "X commits to absolute scope 3 GHG emissions 90% by 2050 from a 2020 base year.",
        "X commits to increase sourcing of renewable electricity from 73% to 100% by 2025.",
        "X commits that 40% of its vehicles will be electric by 2030.",
    ];
    for text in unclear {
        assert_eq!(reasons(text).len(), 1, "{text}");
    }
}

#[test]
fn a_text_without_a_commitment_is_one_unclear_sentence() {
    let text = "Headline target: Cathay FHC's portfolio targets cover 46% of its total investment and lending activities by monetary value as of 2020.";
    assert_eq!(read(text).len(), 1);
    assert_eq!(reasons(text), ["no commitment stands in it"]);
    assert_eq!(read(" \n"), []);
    let outside = "ADP commits to reduce scope 1 emissions 42% by 2030 from a 2020 base year. Active Brands to reduce scope 1+2+3 emissions 95% by 2040 from a 2019 base year.";
    assert_eq!(reasons(outside), ["a percentage outside of a commitment"]);
}

#[test]
fn no_text_is_too_strange() {
    for text in [
        "commits",
        "commits to",
        "commits that",
        "commits to reduce",
        "%",
        "* * commits *",
        "commits to maintain zero",
        "commits to reduce scope 1 42%",
        "commits to reduce % by",
        "commits that % of",
        "COMMITS TO ẞ 4²%",
        "commits to reduce scope 1 79228162514264337593543950336% by 2030",
    ] {
        assert!(all_unclear(text), "{text}");
    }
}

fn all_unclear(text: &str) -> bool {
    read(text).iter().all(|sentence| sentence.reading.is_err())
}
