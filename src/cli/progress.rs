//! Progress on a terminal; elsewhere nothing.

use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{DecimalBytes, HumanCount, ProgressBar, ProgressStyle};
use mando::data::{Progress, Stage};

use super::console::is_quiet;

/// A line that says what is being done, and of a source how much of it has been read.
pub(super) struct ProgressLine {
    line: ProgressBar,
    source: Mutex<Source>,
}

/// The source being read.
#[derive(Default)]
struct Source {
    id: String,
    bytes: u64,
    rows: u64,
}

impl ProgressLine {
    pub(super) fn new() -> ProgressLine {
        let is_shown = std::io::stderr().is_terminal() && !is_quiet();
        let line = if is_shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            line.set_style(style);
        }
        ProgressLine { line, source: Mutex::default() }
    }

    /// Takes the line away so that something can be printed.
    pub(super) fn clear(&self) {
        self.line.suspend(|| ());
    }

    /// So many reports of all are written.
    pub(super) fn reports(&self, written: usize, all: usize) {
        self.line.set_message(format!("{written} of {all} reports"));
        self.line.tick();
    }

    pub(super) fn done(&self) {
        self.line.finish_and_clear();
    }

    /// Draws the line now, however short ago it was drawn.
    fn show(&self) {
        self.line.suspend(|| ());
    }

    fn reading(&self, change: impl FnOnce(&mut Source)) {
        let Ok(mut source) = self.source.lock() else { return };
        change(&mut source);
        let size =
            if source.bytes > 0 { format!(" of {}", DecimalBytes(source.bytes)) } else { String::new() };
        self.line.set_message(format!("reading {}{size}: {} rows", source.id, HumanCount(source.rows)));
        self.line.tick();
    }
}

impl Progress for ProgressLine {
    fn started(&self, source: &str, bytes: u64) {
        self.reading(|now| *now = Source { id: source.to_owned(), bytes, rows: 0 });
        self.show();
    }

    fn rows(&self, n: u64) {
        self.reading(|source| source.rows += n);
    }

    fn finished(&self) {}

    fn stage(&self, stage: Stage) {
        self.line.set_message(stage.to_string());
        self.show();
    }
}
