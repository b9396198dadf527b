//! What was measured, as a table for people.

use std::fmt::Write;
use std::time::Duration;

/// The median time of a peer for a page.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) peer: &'static str,
    pub(crate) page: &'static str,
    pub(crate) bytes: usize,
    pub(crate) median: Duration,
}

/// All that was measured in one run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) actors: usize,
    pub(crate) measured: Vec<Measured>,
    /// Large pages a second.
    pub(crate) per_second: Vec<(&'static str, f64)>,
    /// The 99th percentile of small pages, alone and among large ones.
    pub(crate) among: Vec<(&'static str, Duration, Duration)>,
    pub(crate) peak_mib: Vec<(&'static str, u64)>,
}

/// Where the table stands in the page that it is written into.
const BEGIN: &str = "<!-- measured: begin -->";
const END: &str = "<!-- measured: end -->";

impl Figures {
    /// The table.
    pub(crate) fn table(&self) -> String {
        let pages = ["large", "medium", "small"];
        let bytes = |page: &str| self.measured.iter().find(|one| one.page == page).map_or(0, |one| one.bytes);
        let mut text = format!(
            "{} actors; pages of {}, {} and {} bytes.\n\n| | large, ms | ratio | medium, ms | ratio | small, ms | ratio | large a second, 8 at once | ratio |\n|---|---|---|---|---|---|---|---|---|\n",
            self.actors,
            bytes("large"),
            bytes("medium"),
            bytes("small")
        );
        let own_rate = self.rate("quipu, made anew");
        for (peer, rate) in &self.per_second {
            let mut line = format!("| {peer} |");
            for page in pages {
                let (Some(own), Some(time)) =
                    (self.median("quipu, made anew", page), self.median(peer, page))
                else {
                    continue;
                };
                write!(line, " {time:.2} | {:.2} |", time / own)
                    .expect("memory takes all that is written to it");
            }
            writeln!(text, "{line} {rate:.1} | {:.3} |", rate / own_rate)
                .expect("memory takes all that is written to it");
        }
        text.push_str("\nRatios are to `quipu, made anew`.\n\n");
        for (peer, alone, among) in &self.among {
            let (alone, among) = (alone.as_secs_f64() * 1e3, among.as_secs_f64() * 1e3);
            text.push_str(&format!("- {peer}: 99 of 100 small pages within {alone:.2} ms alone, {among:.2} ms while two clients ask for large ones.\n"));
        }
        for (peer, mib) in self.peak_mib.iter().filter(|(peer, _)| peer.starts_with("quipu")) {
            text.push_str(&format!("- {peer}: {mib} MiB at most.\n"));
        }
        text
    }

    fn median(&self, peer: &str, page: &str) -> Option<f64> {
        let found = self.measured.iter().find(|one| one.peer == peer && one.page == page)?;
        Some(found.median.as_secs_f64() * 1e3)
    }

    fn rate(&self, peer: &str) -> f64 {
        self.per_second.iter().find(|(name, _)| *name == peer).map_or(f64::NAN, |(_, rate)| *rate)
    }
}

/// The page with the table in its place.
pub(crate) fn written_into(page: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}
