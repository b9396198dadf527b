//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

/// Climate action of cities, regions, companies and investors, linked to the national plans
/// (NDCs) of the countries they act in: one graph, one query.
#[derive(Debug, Parser)]
#[command(name = "quipu", version, after_help = AFTER_HELP, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  quipu serve                                       starter data on http://127.0.0.1:8080
  quipu import ndcs_2026-08-19.csv snapshot.xlsx    all files, or none
  quipu import --json *.csv > report.json           a report for programs
  quipu --database-url postgres://quipu@db/quipu migrate

Configuration, the later wins: defaults, quipu.toml (or --config), QUIPU_* variables, flags.

Exit codes: 0 done; 2 done, but rows were rejected; 3 done, but no replica holds it yet; 64 wrong command line; 78 wrong
configuration; any other: nothing was written.";

/// What holds for every command.
#[derive(Debug, Default, Args)]
pub(crate) struct Global {
    /// File with settings [default: QUIPU_CONFIG, else quipu.toml if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Where the data are kept: sqlite://FILE or postgres://USER@HOST/NAME [default: sqlite://data/quipu.db]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// A replica of the database, to read from; several with several flags [default: none]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) replica_url: Vec<String>,
    /// What is logged, as in `info` or `quipu=debug,warn` [default: info]
    #[arg(long, global = true, value_name = "FILTER")]
    pub(crate) log: Option<String>,
    /// How it is logged: `text` or `json` [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) log_format: Option<String>,
    #[arg(skip)]
    pub(crate) listen: Option<String>,
    #[arg(skip)]
    pub(crate) starter: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answer queries; an empty database is filled with the starter data first
    Serve(Serve),
    /// Record what published files say: all of them, or nothing
    #[command(after_help = IMPORT_HELP)]
    Import(Import),
    /// Find which actors of several sources are one; explain, undo, evaluate
    #[command(after_help = MATCH_HELP)]
    Match(Match),
    /// Bring the tables of the database up to date
    Migrate(Migrate),
    /// Print the GraphQL schema
    Schema(Schema),
    /// Look for what is wrong with the configuration and the data, and say how to mend it
    Doctor(Doctor),
    /// Compile the starter data anew from published files
    Starter(Starter),
}

const IMPORT_HELP: &str = "\
The layout of a file is recognised by its header. Known are, for countries: the register of NDCs
(openclimatedata/ndcs), texts of NDCs, the NDC Explorer and its classes, the IGES NDC Database, CAIT's
contents of NDCs, iso-codes, CLDR, Wikidata labels, openclimatedata/countrygroups; judgements on links
to NDCs; for actors: Net Zero Tracker,
SBTi's companies and its progress report of 2021, signatories of the Global Covenant of Mayors,
CDP's files on emissions and targets of cities, C40's inventories and UN/LOCODEs, ClimActor's
contextuals, UN Global Compact, Carbon Gap, C2ES, Climate Mayors; the Climate Initiatives Platform
and GCAP's list of initiatives; and the tables of OpenClimate. docs/importing.md says more.

A row that can't be understood is rejected and listed with its reason; the others go on.
Importing the same file again changes nothing.

Each file is a state of its source, known on a day. The day is taken from --known-on, else from
the name of the file (ndcs_2024-12-25.csv), else from the file; else it is today.

Where replicas are given, an import is done when one of them holds it.

Exit codes: 0 done; 2 done, but rows or values were rejected; 3 done, but no replica holds it yet;
any other: nothing was written.";

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// Leave an empty database empty
    #[arg(long)]
    pub(crate) no_starter: bool,
    /// Memory for finished answers, in MiB; 0 keeps none [default: 64]
    #[arg(long, value_name = "MIB")]
    pub(crate) answer_cache_mib: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files to import: .csv, .xlsx or .json
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The day whose knowledge the files hold
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) known_on: Option<NaiveDate>,
    /// Encoding of text that is not UTF-8, as in `big5` or `windows-1252`
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// The group that a list of members is about, as in G77, LDC, ANNEX_I
    #[arg(long, value_name = "GROUP", value_parser = group)]
    pub(crate) group: Option<quipu_domain::vocabulary::PartyGroupCode>,
    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

const MATCH_HELP: &str = "\
Every import matches its actors with those that are known; this command does it again, or only looks.
An actor is named by its source and its id there, as in net-zero-tracker:CIT-0003, or by its id in
the graph (actor:net-zero-tracker:CIT-0003).

Examples:
  quipu match --report                       what matching finds now; records nothing
  quipu match explain sbti:40003457 net-zero-tracker:COM-0004
  quipu match split gcom:1234 climactor:ITA/city/Samone --reason \"two towns of one name\"
  quipu match evaluate pairs.csv --errors 50

docs/matching.md says how it is done and how well.";

#[derive(Debug, Args)]
pub(crate) struct Match {
    #[command(subcommand)]
    pub(crate) command: Option<MatchCommand>,
    /// Say what matching finds, and record nothing
    #[arg(long)]
    pub(crate) report: bool,
    /// Print as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MatchCommand {
    /// Show the weights for and against two actors being one
    Explain {
        /// The one
        one: String,
        /// The other
        other: String,
    },
    /// Keep two actors apart, whatever agrees; undoes a merge
    Split(Decided),
    /// Make two actors one, whatever differs
    Merge(Decided),
    /// Measure precision and recall on a file of known pairs; needs no database
    Evaluate {
        /// Columns right, wrong, iso, entity_type, climactor_id; or id_type, id, name_a, name_b, label
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Mistakes to show of each kind
        #[arg(long, default_value_t = 20)]
        errors: usize,
    },
}

/// What a person decides on two actors.
#[derive(Debug, Args)]
pub(crate) struct Decided {
    /// The one
    pub(crate) one: String,
    /// The other
    pub(crate) other: String,
    /// Why; kept with the decision
    #[arg(long)]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// Only say which changes are pending
    #[arg(long)]
    pub(crate) status: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Without the types and directives of federation
    #[arg(long)]
    pub(crate) plain: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Print the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Starter {
    /// Published files to compile from
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Folder the tables are written to
    #[arg(long, value_name = "FOLDER", default_value = "data")]
    pub(crate) output: PathBuf,
}

fn group(code: &str) -> Result<quipu_domain::vocabulary::PartyGroupCode, String> {
    use quipu_domain::vocabulary::{PartyGroupCode, Vocabulary};
    PartyGroupCode::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = PartyGroupCode::ALL.iter().map(|group| group.code()).collect();
        format!("known groups are {}", codes.join(", "))
    })
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let day: NaiveDate = text.parse().map_err(|_| "a day is written like 2024-12-25".to_owned())?;
    let known = (1990..=2150).contains(&chrono::Datelike::year(&day));
    if known { Ok(day) } else { Err("a day between 1990 and 2150 is wanted".to_owned()) }
}
