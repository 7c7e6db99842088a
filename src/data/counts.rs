//! What became of rows and cells: everything that is read is counted once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use datafusion::arrow::array::ArrayRef;
use serde::{Deserialize, Serialize};

use super::amounts::AmountCounts;
use super::expected::ExpectedCell;
use super::overlap::Overlap;
use super::texts::for_each_text;
use crate::locale::missing::is_missing;
use crate::model::ComparedTexts;

/// Rows that found no partner in a join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmatched {
    /// The source that was joined.
    pub source: String,
    /// How many of the rows that exist by the as-of day.
    pub rows: u64,
    /// The first five of their keys, where they have one.
    pub keys: Vec<String>,
    /// Whether they are left out for it.
    pub required: bool,
    /// Keys of the joined source that no row has, where it has several rows for one.
    pub unused: u64,
    /// Five of them.
    pub unused_keys: Vec<String>,
    /// Why most of the keys without partner meet none, where they are only written otherwise.
    pub nearly: Option<Nearly>,
    /// Whether no key of one side is one of the other, though both have some.
    pub is_apart: bool,
}

/// In what the keys of both sides of a join differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Written {
    /// One side has zeros before its numbers, or `.0` behind them.
    Zeros,
    /// Capital and small letters.
    Case,
    /// Blanks, hyphens and other signs.
    Signs,
    /// Both letters and signs.
    CaseAndSigns,
}

/// Two keys that would meet if both were written in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearly {
    /// In what they differ.
    pub written: Written,
    /// The columns of the key in which they do, left and right.
    pub columns: (String, String),
    /// A key of the left side, in that column.
    pub left: String,
    /// That which it would meet.
    pub right: String,
}

/// What is known of a table without its rows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TableFacts {
    pub(super) columns: Vec<String>,
    pub(super) counts: Counts,
    pub(super) cells: Vec<CellCount>,
    pub(super) rejects: Vec<BadCell>,
    pub(super) first_day: Option<NaiveDate>,
    pub(super) last_day: Option<NaiveDate>,
    pub(super) last_after: Option<NaiveDate>,
    pub(super) unmatched: Vec<Unmatched>,
    pub(super) files: Vec<InputFile>,
    pub(super) overlap: Option<Overlap>,
    pub(super) without_customer: u64,
    pub(super) amounts: AmountCounts,
    pub(super) below_zero: BTreeMap<String, u64>,
}

/// Where rows went:
/// `read = rejected + undated + outside + repeated + superseded + not_yet + filtered + after_as_of + used`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows in the files, or of the left side of a join; repeated ones as often as they stand.
    pub read: u64,
    /// Rows without a readable time or key, and ragged ones.
    pub rejected: u64,
    /// Of the rejected, rows with more cells than the header.
    pub ragged: u64,
    /// Rows that end early; they lack their last cells and count otherwise.
    pub short: u64,
    /// Rows whose time is a code for none.
    pub undated: u64,
    /// Rows outside their file's `from` and `until`.
    pub outside: u64,
    /// Exact repeats of a row with the same key.
    pub repeated: u64,
    /// Earlier versions of a row.
    pub superseded: u64,
    /// Rows recorded after as-of.
    pub not_yet: u64,
    /// Rows that `where` or `required` left out.
    pub filtered: u64,
    /// Rows dated after as-of, which do not exist yet (R50).
    pub after_as_of: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows in the table that stand before `history_starts`.
    pub before_history: u64,
}

/// Row groups of Parquet that come after as-of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unread {
    /// How many.
    pub groups: usize,
    /// Of how many.
    pub of: usize,
    /// Their rows.
    pub rows: u64,
    /// Columns of them that were decoded to be counted.
    pub decoded: BTreeSet<String>,
}

impl Unread {
    pub(super) fn add(&mut self, other: Unread) {
        self.groups += other.groups;
        self.of += other.of;
        self.rows += other.rows;
        self.decoded.extend(other.decoded);
    }
}

/// What became of the cells of one column: `cells = values + empty + absent + not_applicable + unreadable + out_of_range`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CellCount {
    /// The column.
    pub column: String,
    /// Cells with something to read: neither empty nor listed.
    pub judged: u64,
    /// Cells that do not parse.
    pub unreadable: u64,
    /// Numbers outside `range`.
    pub out_of_range: u64,
    /// Cells listed as `absent`.
    pub absent: u64,
    /// Cells listed as `not_applicable`.
    pub not_applicable: u64,
    /// Empty cells that are not listed.
    pub empty: u64,
    /// Times without offset that the clocks showed twice; the earlier instant is taken.
    pub twice: u64,
    /// Times without offset that the clocks skipped; they are moved forward by the gap.
    pub never: u64,
    /// Days that a later pattern reads as another day.
    pub ambiguous: u64,
    /// Whole numbers of which the last digits were lost, because a number keeps no more than sixteen.
    pub rounded: u64,
    /// Other numbers that were written with more digits than a number keeps, so that their sums are not exact.
    pub inexact: u64,
    /// Percentages with their sign.
    pub percents: u64,
    /// Numbers above 1 without one.
    pub above_one: u64,
    /// The first five unreadable cells.
    pub examples: Vec<BadCell>,
    /// The first five cells out of range.
    pub out_of_range_examples: Vec<BadCell>,
    /// What cells should have been, where that takes words of its own.
    pub expected: Option<ExpectedCell>,
    /// What its texts say, where somebody asks.
    pub said: TextCounts,
}

/// What the texts of a column say of what an expression or a key asks of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextCounts {
    /// Whether any of its cells holds a text: numbers and days say none.
    pub has_texts: bool,
    /// Of the texts that it is compared with, those that stand in it.
    pub found: BTreeSet<String>,
    /// The same of those that are compared in small letters.
    pub found_folded: BTreeSet<String>,
    /// Words for no value, as written, and how many cells hold each.
    pub missing: BTreeMap<String, u64>,
    /// Its different texts as long as they are few. They are not kept for later runs: they may be of people.
    #[serde(skip)]
    pub texts: BTreeSet<String>,
    /// Whether there are too many to be held.
    #[serde(skip)]
    pub are_many: bool,
}

impl TextCounts {
    /// Different texts that are held.
    const FEW: usize = 200;

    /// Takes in texts of a column that is compared with others.
    pub(super) fn take(&mut self, texts: &ArrayRef, compared: &ComparedTexts) {
        for_each_text(texts, |text, count| {
            self.has_texts = true;
            if is_missing(text) {
                *self.missing.entry(text.to_owned()).or_default() += count;
            }
            // Who meant another text is told which there are.
            let is_done = self.found_folded.len() == compared.folded.len();
            if is_done && (self.found.len() == compared.exact.len() || self.found.contains(text)) {
                return;
            }
            if !is_done {
                let small = text.to_lowercase();
                if compared.folded.contains(&small) {
                    self.found_folded.insert(small);
                }
            }
            if compared.exact.contains(text) {
                self.found.insert(text.to_owned());
            } else if !self.are_many && !self.texts.contains(text) {
                self.hold(text.to_owned());
            }
        });
    }

    fn hold(&mut self, text: String) {
        self.texts.insert(text);
        if self.texts.len() > TextCounts::FEW {
            self.texts.clear();
            self.are_many = true;
        }
    }

    /// Takes over what a later file says.
    pub(super) fn extend(&mut self, later: TextCounts) {
        self.has_texts |= later.has_texts;
        self.found.extend(later.found);
        self.found_folded.extend(later.found_folded);
        for (word, cells) in later.missing {
            *self.missing.entry(word).or_default() += cells;
        }
        self.are_many |= later.are_many;
        if self.are_many {
            self.texts.clear();
        } else {
            later.texts.into_iter().for_each(|text| {
                if !self.are_many {
                    self.hold(text);
                }
            });
        }
    }
}

/// A cell that could not be used, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadCell {
    /// The file, relative to the project.
    pub file: String,
    /// Physical line on which its record begins, 1-based; of a workbook the row of the sheet, of Parquet and Arrow the
    /// number of the row.
    pub line: u64,
    /// Its address in a workbook, such as `Orders!C7`.
    pub cell: Option<String>,
    /// Its text. It is not kept for later runs: a shifted column would put personal data there.
    #[serde(skip)]
    pub value: String,
}

impl CellCount {
    /// All its cells.
    pub fn cells(&self) -> u64 {
        self.judged + self.absent + self.not_applicable + self.empty
    }

    /// Cells that hold a value.
    pub fn values(&self) -> u64 {
        self.judged.saturating_sub(self.unreadable).saturating_sub(self.out_of_range)
    }
}

impl BadCell {
    /// Where it stands.
    pub fn place(&self) -> String {
        match &self.cell {
            Some(cell) => format!("{}:{cell}", self.file),
            None => format!("{}:{}", self.file, self.line),
        }
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())?;
        if self.value.is_empty() { Ok(()) } else { write!(f, " `{}`", self.value) }
    }
}

/// One file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// The file, relative to the project.
    pub shown: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}
