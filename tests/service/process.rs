//! The binary as a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn quipu(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quipu"));
    command.current_dir(folder).env_remove("QUIPU_DATABASE_URL").env("NO_COLOR", "1");
    command
}

/// What a command printed, and how it ended.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    quipu(folder).args(arguments).output().expect("the binary runs")
}

/// A server that ends with the test.
pub(crate) struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Starts it with these global options.
    pub(crate) fn start(folder: &Path, options: &[&str]) -> Self {
        let mut command = quipu(folder);
        command.args(options).args(["--log", "warn"]);
        Self::run(command)
    }

    /// Starts it with these global options and variables, its log in a file: `log` in the folder.
    pub(crate) fn logging(folder: &Path, options: &[&str], variables: &[(&str, &str)]) -> Self {
        let log = std::fs::File::create(folder.join("log")).expect("a file");
        let mut command = quipu(folder);
        command.args(options).envs(variables.iter().copied()).stderr(log);
        Self::run(command)
    }

    fn run(mut command: Command) -> Self {
        let mut process = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let line = lines.map_while(Result::ok).find(|line| line.contains("query"));
        let line = line.expect("it prints its addresses");
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Self { process, address: address.to_owned() }
    }

    /// Its address and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Where it answers queries.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/graphql", self.address)
    }

    /// The whole answer to a GET.
    pub(crate) fn get(&self, path: &str, headers: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n"))
    }

    /// The whole answer to a request to the graph.
    pub(crate) fn post(&self, media: &str, body: &str) -> String {
        let length = body.len();
        self.send(&format!(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    /// The address of the graph.
    pub(crate) fn graph(&self) -> String {
        format!("http://{}/graphql", self.address)
    }

    /// The whole answer to a request as it is written here.
    pub(crate) fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Tells it to stop, as a supervisor does.
    pub(crate) fn terminate(&mut self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
    }

    /// How it ended.
    pub(crate) fn ended(&mut self) -> std::process::ExitStatus {
        self.process.wait().expect("it ends")
    }

    /// The answer of the graph to a query.
    pub(crate) fn ask(&self, query: &str) -> serde_json::Value {
        let answer = self.post("application/json", &serde_json::json!({ "query": query }).to_string());
        let body = answer.split_once("\r\n\r\n").expect("a head and a body").1;
        serde_json::from_str(body).expect("JSON")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
