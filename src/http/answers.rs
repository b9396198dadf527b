//! Finished answers, kept ready: by request, version of the data and encoding.
//!
//! Making the bytes of a large page costs less than compressing them, so both are kept. Many
//! requests that wait for one answer have it made once. What is kept is bounded in bytes.

use std::io::Write;
use std::sync::Arc;

use async_graphql::Request;
use axum::http::{HeaderMap, header};
use bytes::Bytes;

use super::pieces::Pieces;
use super::refusal::liked;
use moka::future::Cache;
use quipu_graphql::{Allowance, Answer, Cost, Graph, Kept, Outcome, Prepared, Tally};
use quipu_world::World;
use tokio::sync::Semaphore;

/// An answer shorter than this is sent as it is.
const WORTH_COMPRESSING_BYTES: usize = 1_000;
/// Bytes of an entry beside its body, about.
const ENTRY_BYTES: usize = 200;

/// How a body is encoded for its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Encoding {
    Identity,
    Gzip,
    Brotli,
    Zstd,
}

impl Encoding {
    /// The one a client likes best; of those it likes equally, the quickest to make.
    pub(super) fn wanted(headers: &HeaderMap) -> Self {
        let weight = |name: &str| liked(headers, &header::ACCEPT_ENCODING, name);
        let mut best = (0.0, Self::Identity);
        for (name, encoding) in [("zstd", Self::Zstd), ("br", Self::Brotli), ("gzip", Self::Gzip)] {
            if weight(name) > best.0 {
                best = (weight(name), encoding);
            }
        }
        best.1
    }

    /// Its name in a header; `None` for a body as it is.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
        }
    }

    fn encode(self, body: &[Bytes]) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Identity => Ok(body.concat()),
            Self::Zstd => {
                let mut encoder = zstd::Encoder::new(Vec::new(), 1)?;
                body.iter().try_for_each(|piece| encoder.write_all(piece))?;
                encoder.finish()
            }
            Self::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(4));
                body.iter().try_for_each(|piece| encoder.write_all(piece))?;
                encoder.finish()
            }
            Self::Brotli => {
                let mut encoder = brotli::CompressorWriter::new(Vec::new(), 64 << 10, 4, 19);
                body.iter().try_for_each(|piece| encoder.write_all(piece))?;
                Ok(encoder.into_inner())
            }
        }
    }
}

/// Whether a client takes bodies compressed by brotli.
pub(super) fn accepts_brotli(headers: &HeaderMap) -> bool {
    liked(headers, &header::ACCEPT_ENCODING, "br") > 0.0
}

/// What an answer depends on: the request, and the version of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key([u8; 32]);

impl Key {
    /// The key of a request to a world.
    pub(super) fn of(world: &World, request: &Request) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut part = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        };
        part(world.version.token.as_bytes());
        part(world.version.today.to_string().as_bytes());
        let thresholds = world.version.thresholds;
        part(&[thresholds.fresh_months.to_le_bytes(), thresholds.ageing_months.to_le_bytes()].concat());
        part(request.query.as_bytes());
        part(request.operation_name.as_deref().unwrap_or_default().as_bytes());
        part(&serde_json::to_vec(&request.variables).unwrap_or_default());
        Self(*hasher.finalize().as_bytes())
    }

    /// The tag of an answer in an encoding, as headers have it.
    pub(super) fn tag(self, encoding: Encoding) -> String {
        let digest = blake3::Hash::from_bytes(self.0).to_hex();
        let digest = &digest[..24];
        match encoding.name() {
            Some(name) => format!("\"{digest}-{name}\""),
            None => format!("\"{digest}\""),
        }
    }
}

/// An answer ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub(super) body: Pieces,
    pub(super) encoding: Encoding,
    pub(super) outcome: Outcome,
    /// What the request costs.
    pub(super) cost: u64,
    /// The name of its operation, if it has one.
    pub(super) operation: Option<Arc<str>>,
}

impl From<Answer> for Ready {
    fn from(Answer { body, outcome }: Answer) -> Self {
        Self { body: body.into(), encoding: Encoding::Identity, outcome, cost: 0, operation: None }
    }
}

/// Makes answers and keeps them. Cheap to clone.
#[derive(Clone)]
pub(super) struct Answers {
    graph: Graph,
    kept: Cache<(Key, Encoding), Ready>,
    found: Arc<Tally>,
    /// Leave to compress.
    compressing: Arc<Semaphore>,
}

impl Answers {
    /// Answers of a graph; keeps as many as fit into so many bytes.
    pub(super) fn new(graph: Graph, most_bytes: u64) -> Self {
        let bytes = |_: &(Key, Encoding), ready: &Ready| {
            u32::try_from(ready.body.len() + ENTRY_BYTES).unwrap_or(u32::MAX)
        };
        let kept = Cache::builder().max_capacity(most_bytes).weigher(bytes).build();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { graph, kept, found: Arc::default(), compressing: Arc::new(Semaphore::new(cores)) }
    }

    /// The answer to a request, if it is kept in this encoding.
    pub(super) async fn kept(&self, key: Key, wanted: Encoding) -> Option<Ready> {
        self.found.note(self.kept.get(&(key, wanted)).await)
    }

    /// How well they serve.
    pub(super) fn figures(&self) -> Kept {
        self.found.kept(self.kept.entry_count(), self.kept.weighted_size())
    }

    /// The answer to a request, made or kept.
    pub(super) async fn answer(
        &self,
        world: Arc<World>,
        key: Key,
        prepared: Prepared,
        allowance: Allowance,
        wanted: Encoding,
    ) -> Ready {
        let ready = self.once((key, Encoding::Identity), self.made(world, prepared, allowance)).await;
        if wanted == Encoding::Identity || ready.body.len() < WORTH_COMPRESSING_BYTES {
            return ready;
        }
        self.once((key, wanted), self.encoded(ready, wanted)).await
    }

    /// The answer to a request, made and not kept.
    pub(super) async fn made(&self, world: Arc<World>, prepared: Prepared, allowance: Allowance) -> Ready {
        let cost = prepared.cost();
        let operation = prepared.operation_name().map(Arc::from);
        let mut answer = self.graph.run(world, prepared, allowance).await;
        if matches!(answer.outcome, Outcome::Whole | Outcome::Partial) {
            add_cost(&mut answer.body, cost);
        }
        Ready { cost: cost.requested, operation, ..answer.into() }
    }

    /// The answer in another encoding; as it is, if that fails.
    async fn encoded(&self, ready: Ready, wanted: Encoding) -> Ready {
        let body = ready.body.clone();
        // Each takes megabytes of its own: no more at once than there are cores.
        let _turn = self.compressing.acquire().await;
        match tokio::task::spawn_blocking(move || wanted.encode(&body)).await {
            Ok(Ok(body)) => Ready { body: vec![self.graph.placed(body)].into(), encoding: wanted, ..ready },
            _ => ready,
        }
    }

    /// What is made for a key, by one of all who wait for it. Only whole answers are kept.
    async fn once(&self, key: (Key, Encoding), made: impl Future<Output = Ready>) -> Ready {
        let made = async {
            let ready = made.await;
            if ready.outcome == Outcome::Whole { Ok(ready) } else { Err(ready) }
        };
        match self.kept.try_get_with(key, made).await {
            Ok(ready) => ready,
            Err(passing) => Ready::clone(&passing),
        }
    }
}

/// Says what a request costs, at the end of its answer: in place of the last brace.
fn add_cost(body: &mut Vec<Bytes>, cost: Cost) {
    if let Some(last) = body.last_mut().filter(|last| last.ends_with(b"}")) {
        last.truncate(last.len() - 1);
        let Cost { requested, limit } = cost;
        let cost = serde_json::json!({ "cost": { "requested": requested, "limit": limit } });
        body.push(format!(",\"extensions\":{cost}}}").into());
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_encoding_is_the_one_liked_best() {
        let wanted = |accepted: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accepted.parse().expect("a header"));
            Encoding::wanted(&headers)
        };
        assert_eq!(wanted("gzip, deflate, br, zstd"), Encoding::Zstd);
        assert_eq!(wanted("gzip, br;q=0.5"), Encoding::Gzip);
        assert_eq!(wanted("gzip;q=0, identity"), Encoding::Identity);
        assert_eq!(Encoding::wanted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn every_encoding_can_be_read_again() {
        let body = "São Paulo ".repeat(1_000).into_bytes();
        let pieces = [Bytes::from(body[..9].to_vec()), Bytes::from(body[9..].to_vec())];
        let gzip = Encoding::Gzip.encode(&pieces).expect("encoded");
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut read).expect("decoded");
        assert_eq!(read, body);
        let zstd = Encoding::Zstd.encode(&pieces).expect("encoded");
        assert_eq!(zstd::bulk::decompress(&zstd, body.len()).expect("decoded"), body);
        let brotli = Encoding::Brotli.encode(&pieces).expect("encoded");
        read.clear();
        brotli::BrotliDecompress(&mut &brotli[..], &mut read).expect("decoded");
        assert_eq!(read, body);
    }
}
