//! The HTTP server: an accept loop with time limits, and the routes.

mod answers;
mod assets;
mod budget;
mod graphql;
mod health;
mod limits;
mod live;
mod metrics;
mod observe;
mod persisted;
mod pieces;
mod refusal;
mod request;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use answers::Answers;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use budget::Budgets;
pub(crate) use budget::Rules;
use graphql::Peer;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use live::Seats;
use metrics::Metrics;
pub(crate) use persisted::Documents;
use quipu_graphql::Graph;
use quipu_world::Worlds;
use refusal::Refusal;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use tower::util::MapResponseLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};

/// The head of a request has arrived within this, or the connection is closed.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections at one time.
const MAX_CONNECTIONS: usize = 4_000;
/// What is read of a connection before it is looked at; heads that are too long for us are seen to be.
const MAX_BUFFER_BYTES: usize = 96 << 10;
/// More headers than anybody sends; those that are too long together are refused in words.
const MAX_HEADERS: usize = 500;
/// A client has taken a piece of an answer within this, or the connection is given up.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// Requests under way have so long to end once the service is told to stop.
const DRAIN: Duration = Duration::from_secs(30);

const HOME: &str = "/";
const COUNTRY: &str = "/country/{iso3}";
const ACTOR: &str = "/actor/{*id}";
const INITIATIVE: &str = "/initiative/{*id}";
const COMPARE: &str = "/compare";
const EXPLORE: &str = "/explore";
const ABOUT: &str = "/about";
const SITE_FILE: &str = "/assets/{*path}";
const ICON: &str = "/icon.svg";
const LICENCES: &str = "/licences.md";
const GRAPH: &str = "/graphql";
const SCHEMA: &str = "/schema.graphql";
const GRAPHIQL: &str = "/graphiql";
const GRAPHIQL_PAGE: &str = "/graphiql/";
const GRAPHIQL_FILE: &str = "/graphiql/{*path}";
const ALIVE: &str = "/healthz";
const READY: &str = "/readyz";
const METRICS: &str = "/metrics";
/// All routes, as the log and the figures name them.
const ROUTES: [&str; 18] = [
    HOME,
    COUNTRY,
    ACTOR,
    INITIATIVE,
    COMPARE,
    EXPLORE,
    ABOUT,
    SITE_FILE,
    ICON,
    LICENCES,
    GRAPH,
    SCHEMA,
    GRAPHIQL,
    GRAPHIQL_PAGE,
    GRAPHIQL_FILE,
    ALIVE,
    READY,
    METRICS,
];

/// What a page may load: its own origin, nothing else.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The same for GraphiQL, whose editor has workers and styles of its own making.
const GRAPHIQL_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    worker-src 'self' blob:; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// What the routes share.
struct Service {
    worlds: Worlds,
    graph: Graph,
    answers: Answers,
    documents: Documents,
    budgets: Budgets,
    seats: Arc<Seats>,
    metrics: Metrics,
    /// Room for requests.
    requests: limits::Requests,
    /// Within this a request is answered.
    deadline: Duration,
    stopping: watch::Receiver<bool>,
}

impl Service {
    /// The answer to a request that is turned away; it is counted.
    fn turn_away(&self, refusal: Refusal, headers: &HeaderMap) -> axum::response::Response {
        self.metrics.refused(refusal.code);
        refusal.answer(headers)
    }
}

/// How requests are answered.
pub(crate) struct Manner {
    /// Memory for finished answers, in bytes.
    pub(crate) answer_bytes: u64,
    /// Which documents are answered.
    pub(crate) documents: Documents,
    /// What callers may spend.
    pub(crate) rules: Rules,
    /// Within this a request is answered, or not at all.
    pub(crate) deadline: Duration,
}

/// Serves until told to stop, then drains.
pub(crate) async fn serve(
    listener: TcpListener,
    graph: Graph,
    manner: Manner,
    mut stopping: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let seats = Arc::new(Seats::default());
    let router = router(Arc::new(Service {
        worlds: graph.worlds().clone(),
        answers: Answers::new(graph.clone(), manner.answer_bytes),
        graph,
        documents: manner.documents,
        budgets: Budgets::new(manner.rules),
        seats: Arc::clone(&seats),
        metrics: Metrics::new(),
        requests: limits::Requests::new(),
        deadline: manner.deadline,
        stopping: stopping.clone(),
    }));
    let (open, mut all_closed) = mpsc::channel::<Infallible>(1);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    builder.max_buf_size(MAX_BUFFER_BYTES).max_headers(MAX_HEADERS);
    let seats_for_all = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        // Who comes when all seats are taken waits to be accepted.
        let seat = tokio::select! {
            seat = Arc::clone(&seats_for_all).acquire_owned() => seat,
            () = stop(&mut stopping) => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => (stream, Peer(address.ip())),
                Err(error) => {
                    tracing::warn!("a connection could not be accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = stop(&mut stopping) => break,
        };
        // Small answers must not wait for more to send; that it fails harms nothing.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let answer = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            let router = router.clone();
            request.extensions_mut().insert(peer);
            async move {
                Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {}))
            }
        });
        let (builder, open, mut stopping) = (builder.clone(), open.clone(), stopping.clone());
        tokio::spawn(async move {
            let (_open, _seat) = (open, seat);
            // The time limit for the head begins with its first byte: this one is for that byte.
            if !matches!(tokio::time::timeout(HEADER_TIMEOUT, stream.readable()).await, Ok(Ok(()))) {
                return;
            }
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(WRITE_TIMEOUT));
            let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), answer).with_upgrades();
            let mut connection = std::pin::pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = stop(&mut stopping) => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!("a connection ended early: {error}");
            }
        });
    }
    drop(listener);
    tracing::info!("stopping: no new connections, waiting for requests under way");
    tokio::select! {
        // Each connection holds a sender until it is closed.
        () = async { drop(open); all_closed.recv().await; seats.empty().await } => {}
        () = tokio::time::sleep(DRAIN) => tracing::warn!("requests still under way were cut off"),
    }
    Ok(())
}

/// Waits until the service is told to stop.
async fn stop(stopping: &mut watch::Receiver<bool>) {
    // Nobody can tell it any more if the sender is gone.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// Tells the service to stop at SIGINT or SIGTERM.
pub(crate) async fn until_told_to_stop(stop: watch::Sender<bool>) {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        },
        Err(_) => {
            // Then only an interrupt can stop it gracefully.
            let _ = interrupted.await;
        }
    }
    // Nobody listens once the service has ended by itself.
    let _ = stop.send(true);
}

fn router(service: Arc<Service>) -> Router {
    let state = || Arc::clone(&service);
    // Answers of the graph are kept compressed; the rest is compressed as it is sent.
    let pages = Router::new()
        .route(HOME, get(assets::home))
        .route(COUNTRY, get(assets::site))
        .route(ACTOR, get(assets::site))
        .route(INITIATIVE, get(assets::site))
        .route(COMPARE, get(assets::site))
        .route(EXPLORE, get(assets::site))
        .route(ABOUT, get(assets::site))
        .route(SITE_FILE, get(assets::site_asset))
        .route(ICON, get(assets::icon))
        .route(LICENCES, get(assets::licences))
        .route(SCHEMA, get(schema))
        .route(ALIVE, get(health::alive))
        .route(READY, get(health::ready))
        .route(METRICS, get(metrics::show))
        .fallback(assets::missing)
        .method_not_allowed_fallback(limits::wrong_method_of_page)
        .layer(MapResponseLayer::new(|response| with_content_policy(response, PAGE_POLICY)));
    let graphiql = Router::new()
        .route(GRAPHIQL, get(assets::to_graphiql))
        .route(GRAPHIQL_PAGE, get(assets::graphiql))
        .route(GRAPHIQL_FILE, get(assets::graphiql_file))
        .layer(MapResponseLayer::new(|response| with_content_policy(response, GRAPHIQL_POLICY)));
    let pages = pages.merge(graphiql).layer(CompressionLayer::new());
    Router::new()
        .route(GRAPH, get(graphql::get).post(graphql::post).fallback(limits::wrong_method))
        .merge(pages)
        .with_state(state())
        .layer(DefaultBodyLimit::max(limits::MAX_BODY_BYTES))
        .layer(from_fn_with_state(state(), limits::keep))
        .layer(CorsLayer::new().allow_origin(Any).allow_methods(Any).allow_headers(Any).expose_headers([
            header::ETAG,
            header::RETRY_AFTER,
            observe::REQUEST_ID,
        ]))
        .layer(MapResponseLayer::new(with_security_headers))
        .layer(CatchPanicLayer::custom(limits::panicked))
        .layer(from_fn_with_state(state(), observe::request))
}

/// Adds what every answer says to browsers: that it is what it says to be.
fn with_security_headers<B>(mut response: Response<B>) -> Response<B> {
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Adds what pages say to browsers: what they load, and that they tell nobody where they were.
fn with_content_policy<B>(mut response: Response<B>, policy: &'static str) -> Response<B> {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

async fn schema() -> ([(HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], quipu_graphql::sdl(true))
}
