//! Lines for people and scripts. A reader that has gone away is no reason to fail: `println!`
//! would panic.

/// Writes a line to standard output.
macro_rules! say {
    ($($argument:tt)*) => {{
        use std::io::Write as _;
        // Whoever closed the pipe has read enough.
        let _ = writeln!(std::io::stdout(), $($argument)*);
    }};
}

/// Writes a line to standard error.
macro_rules! tell {
    ($($argument:tt)*) => {{
        use std::io::Write as _;
        // There is nobody left to tell.
        let _ = writeln!(std::io::stderr(), $($argument)*);
    }};
}

pub(crate) use {say, tell};
