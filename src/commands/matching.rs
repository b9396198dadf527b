//! `quipu match`: which actors of the sources are one.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::anyhow;
use chrono::Utc;
use quipu_ingest::matching::evaluate::{Evaluation, Mistake, Score, evaluate};
use quipu_ingest::matching::{self, ActorReference, Decision, Explanation, MatchReport};

use crate::cli::{Match, MatchCommand};
use crate::config::Configuration;
use crate::output::{say, tell};

pub(crate) async fn run(configuration: &Configuration, arguments: Match) -> anyhow::Result<ExitCode> {
    let json = arguments.json;
    match arguments.command {
        None => run_matching(configuration, arguments.report, json).await,
        Some(MatchCommand::Explain { one, other }) => explain(configuration, &one, &other, json).await,
        Some(MatchCommand::Split(decided)) => decide(configuration, decided, false, json).await,
        Some(MatchCommand::Merge(decided)) => decide(configuration, decided, true, json).await,
        Some(MatchCommand::Evaluate { file, errors }) => {
            let evaluation = evaluate(&file)?;
            if json {
                say!("{}", serde_json::to_string_pretty(&evaluation)?);
            } else {
                print_evaluation(&evaluation, errors);
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn run_matching(
    configuration: &Configuration,
    report_only: bool,
    json: bool,
) -> anyhow::Result<ExitCode> {
    let (_, db) = super::open_for_writing(configuration).await?;
    let begin = Instant::now();
    let report = if report_only {
        matching::report(&db).await?
    } else {
        tell!("comparing actors …");
        matching::match_actors(&db, Utc::now()).await?
    };
    db.close_by_ref().await?;
    if json {
        say!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print_report(&report);
        say!("took {:.1} s", begin.elapsed().as_secs_f64());
    }
    Ok(ExitCode::SUCCESS)
}

fn print_report(report: &MatchReport) {
    say!("{:>9} actors as the sources list them", report.listed);
    say!("{:>9} pairs compared", report.compared);
    say!("{:>9} pairs merged", report.merged);
    say!("{:>9} pairs left to review", report.to_review());
    say!("{:>9}   they agree too little to be sure", report.review_weight);
    say!("{:>9}   another actor of the same source fits nearly as well", report.review_rival);
    say!("{:>9}   they share an identifier, but not a name", report.review_identifier);
    say!("{:>9} pairs kept apart by a person", report.kept_apart);
    say!("{:>9} actors after merging", report.actors);
    match report.edition {
        Some(edition) => {
            say!("{:>9} actors changed since the last time, recorded as edition {edition}", report.changed)
        }
        None => say!("nothing recorded: nothing changed, or only a report was asked for"),
    }
}

fn reference(text: &str) -> anyhow::Result<ActorReference> {
    // Ids in the graph are the same with their kind in front.
    let bare = text.strip_prefix("actor:").unwrap_or(text);
    ActorReference::parse(bare).map_err(|reason| anyhow!(reason))
}

async fn explain(
    configuration: &Configuration,
    one: &str,
    other: &str,
    json: bool,
) -> anyhow::Result<ExitCode> {
    let (one, other) = (reference(one)?, reference(other)?);
    let db = super::open(&configuration.database_url, false).await?;
    let (actors, linked) = matching::linked(&db).await?;
    let explained = Explanation::of(&actors, &linked, &one, &other);
    let explanation = explained.map_err(|unknown| anyhow!("no source lists {unknown}"))?;
    if json {
        say!("{}", serde_json::to_string_pretty(&explanation)?);
        return Ok(ExitCode::SUCCESS);
    }
    say!("{}", explanation.one);
    say!("{}", explanation.other);
    say!("");
    let mut sum = explanation.prior_bits;
    say!("{sum:>8.2} bits  before anything is compared");
    for evidence in &explanation.evidence {
        sum += evidence.bits;
        say!("{:>+8.2} bits  {}: {}  (so far {sum:.2})", evidence.bits, evidence.feature, evidence.agreement);
    }
    if let (Some(weight), Some(probability)) = (explanation.weight_bits, explanation.probability) {
        say!("{weight:>8.2} bits  match weight: a probability of {probability:.4}");
    }
    say!("{}", explanation.outcome);
    Ok(ExitCode::SUCCESS)
}

async fn decide(
    configuration: &Configuration,
    decided: crate::cli::Decided,
    is_same: bool,
    json: bool,
) -> anyhow::Result<ExitCode> {
    let decision = Decision {
        one: reference(&decided.one)?,
        other: reference(&decided.other)?,
        is_same,
        reason: decided.reason,
    };
    let (_, db) = super::open_for_writing(configuration).await?;
    let report = matching::decide(&db, &decision, Utc::now()).await?;
    db.close_by_ref().await?;
    if json {
        say!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        let what = if is_same { "one" } else { "two" };
        say!("{} and {} are {what}; recorded. {report}", decision.one, decision.other);
    }
    Ok(ExitCode::SUCCESS)
}

fn print_evaluation(evaluation: &Evaluation, errors: usize) {
    say!("{}: {} rows, {} passed over", evaluation.layout, evaluation.rows, evaluation.passed_over);
    for (name, score) in [("all pairs", &evaluation.all), ("pairs whose names differ", &evaluation.differing)]
    {
        print_score(name, score);
    }
    print_mistakes("merged, though they are two", &evaluation.wrong, errors);
    print_mistakes("not merged, though they are one", &evaluation.missed, errors);
}

fn print_score(name: &str, score: &Score) {
    say!(
        "  {name}: precision {:.4}, recall {:.4} ({} pairs, {} merged, {} merged wrongly, {} left to review)",
        score.precision(),
        score.recall(),
        score.pairs,
        score.found,
        score.wrong,
        score.review
    );
}

fn print_mistakes(title: &str, mistakes: &[Mistake], most: usize) {
    say!("{title}: {}", mistakes.len());
    for mistake in mistakes.iter().take(most) {
        let bits = mistake.bits.map_or("not compared".to_owned(), |bits| format!("{bits:.1} bits"));
        say!("  {} | {} | {} | {bits}", mistake.about, mistake.name, mistake.with);
    }
}
