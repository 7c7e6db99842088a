//! Files looked at, and first scorecards drafted from them.

mod arithmetic;
mod documented;
mod drafts;
mod exports;
mod field;
mod first;
mod guesses;
mod lists;
mod meanings;
mod pages;
mod revisions;
mod shapes;
mod trades;

use std::fmt::Write;

/// Rows by a pattern of their number.
fn rows(header: &str, count: usize, row: &dyn Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    for n in 0..count {
        let _ = writeln!(text, "{}", row(n));
    }
    text
}

/// A day of 2025 by its number.
fn day(n: usize) -> String {
    format!("2025-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28)
}
