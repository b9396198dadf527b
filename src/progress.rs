//! A bar on the terminal for long work; nothing where there is no terminal.

use std::cell::RefCell;

use indicatif::{ProgressBar, ProgressStyle};
use quipu_ingest::Progress;

/// Shows one bar for the file being read.
#[derive(Default)]
pub(crate) struct Bar {
    bar: RefCell<Option<ProgressBar>>,
}

impl Progress for Bar {
    fn begin(&self, file: &str, size: u64) {
        let template = "{msg} {bar:30} {pos}/{len} rows, {eta} left";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(size).with_style(style).with_message(file.to_owned());
        self.bar.replace(Some(bar));
    }

    fn advance(&self, done: u64) {
        if let Some(bar) = &*self.bar.borrow() {
            bar.set_position(done);
        }
    }

    fn end(&self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
