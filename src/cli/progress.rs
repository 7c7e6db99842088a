//! Progress on a terminal; elsewhere nothing.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use mando::data::Progress;

/// A line that says which source is being read, and how many rows of it have been.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Bar {
        let bar =
            if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {human_pos} rows") {
            bar.set_style(style);
        }
        Bar(bar)
    }

    pub(super) fn done(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn started(&self, source: &str, _bytes: u64) {
        self.0.set_position(0);
        self.0.set_message(format!("reading {source}:"));
    }

    fn rows(&self, n: u64) {
        self.0.inc(n);
    }

    fn finished(&self) {}
}
