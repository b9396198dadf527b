//! A client that keeps its connection, and times from sending a request to the last byte of the
//! answer.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection to a server.
pub(crate) struct Client(SendRequest<Full<Bytes>>);

impl Client {
    /// Connects to a port of this machine.
    pub(crate) async fn connect(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Posts a body; gives how long it took, and the answer in the pieces it came in.
    pub(crate) async fn post(
        &mut self,
        body: Bytes,
        encoding: &str,
    ) -> anyhow::Result<(Duration, Vec<Bytes>)> {
        let request = Request::post("/graphql")
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .header("accept-encoding", encoding)
            .body(Full::new(body))?;
        let begin = Instant::now();
        self.0.ready().await?;
        let answer = self.0.send_request(request).await?;
        let status = answer.status();
        let mut body = answer.into_body();
        let mut pieces = Vec::new();
        while let Some(frame) = body.frame().await {
            pieces.extend(frame?.into_data().ok());
        }
        let took = begin.elapsed();
        ensure!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&pieces.concat()));
        Ok((took, pieces))
    }

    /// Puts a body.
    pub(crate) async fn put(&mut self, body: Bytes) -> anyhow::Result<()> {
        let request = Request::put("/graphql").header("host", "localhost").body(Full::new(body))?;
        self.0.ready().await?;
        let answer = self.0.send_request(request).await?;
        ensure!(answer.status().is_success(), "{}", answer.status());
        answer.into_body().collect().await?;
        Ok(())
    }

    /// Posts a body; gives the answer as JSON.
    pub(crate) async fn json(&mut self, body: Bytes) -> anyhow::Result<serde_json::Value> {
        let (_, pieces) = self.post(body, "identity").await?;
        serde_json::from_slice(&pieces.concat()).context("the answer is not JSON")
    }
}
