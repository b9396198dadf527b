//! A real primary with a real standby, which tests kill and promote.

use std::io::{BufRead, BufReader, Lines, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/with-replica");

/// A server of PostgreSQL and a streaming standby of it, removed when dropped.
#[derive(Debug)]
pub struct ReplicatedServer {
    /// Address of a database on the server that is the primary at first.
    pub primary: String,
    /// The same on the standby.
    pub standby: String,
    commands: Option<ChildStdin>,
    answers: Lines<BufReader<ChildStdout>>,
    script: Child,
}

impl ReplicatedServer {
    /// Starts both.
    pub fn start() -> Self {
        let mut script = Command::new(SCRIPT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("scripts/with-replica runs");
        let stdout = script.stdout.take().expect("stdout was asked for as a pipe");
        let mut answers = BufReader::new(stdout).lines();
        let mut line = || answers.next().expect("a line").expect("text");
        let address = |line: String| format!("{}/postgres", line.split_once(' ').expect("an address").1);
        let (primary, standby) = (address(line()), address(line()));
        assert_eq!(line(), "ready");
        Self { primary, standby, commands: script.stdin.take(), answers, script }
    }

    /// Has a command carried out, see the script.
    pub fn tell(&mut self, command: &str) {
        let commands = self.commands.as_mut().expect("open until it is dropped");
        writeln!(commands, "{command}").expect("the script reads");
        let answer = self.answers.next().expect("an answer").expect("text");
        assert_eq!(answer, "done", "{command}");
    }
}

impl Drop for ReplicatedServer {
    fn drop(&mut self) {
        // The end of its input is the sign to end; if waiting fails, it still sees this process end.
        self.commands = None;
        let _ = self.script.wait();
    }
}
