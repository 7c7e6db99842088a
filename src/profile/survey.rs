//! The way through a file: what its columns are by its first rows, and what all its rows say.

use std::collections::{BTreeMap, VecDeque};

use crate::data::{RawColumn, Rows, Signs};
use crate::locale::total::{is_total, may_be_total};
use crate::measure::ColumnType;
use crate::model::{CellRule, OpenError};

use super::column::{TEXTS, of_column};
use super::infer::{InferredColumn, by_cells, infer};
use super::keys::{CombinedKey, Key};
use super::newest_year::{NewestYear, OURS};
use super::opened_table::OpenedTable;
use super::role::{has_word, is_called, is_descriptive_name, is_identifier, is_of_keys, roles};
use super::tally::Tally;
use super::totals::Totals;
use super::{ColumnProfile, Format, Profile, dates, months, notes, signs, year_month};

/// Rows by which the types of columns are found out.
const FIRST: usize = 20_000;
/// Cells of them, where the table is wide.
const CELLS: usize = 4_000_000;
/// Bytes of them, where their texts are long.
const BYTES: usize = 1 << 26;
/// Rows that are read of what is no text.
pub(super) const MOST: u64 = 2_000_000;
/// Columns that are compared to find those that only together tell rows apart.
const COMPARED: usize = 8;

/// What is counted on the way.
pub(super) struct Survey {
    pub(super) signs: Signs,
    columns: Vec<RawColumn>,
    inferred: Vec<InferredColumn>,
    tallies: Vec<Tally>,
    keys: Vec<Option<Key>>,
    together: Option<CombinedKey>,
    whole: CombinedKey,
    totals: Totals,
    newest: Option<NewestYear>,
    /// Of so many batches one is looked at cell by cell.
    pub(super) stride: u64,
    /// Rows after which no more are read.
    pub(super) most: u64,
    batches: u64,
    rows: u64,
    sampled: u64,
    short: u64,
    ragged: u64,
    ragged_lines: Vec<u64>,
    last: VecDeque<Vec<String>>,
    /// Of each file how many rows at its end are totals.
    footers: Vec<usize>,
    is_cut: bool,
}

impl Survey {
    /// Finds out by the first rows what the columns are.
    pub(super) fn begin(
        opened: &OpenedTable<'_>,
        plain: Signs,
        separator: Option<u8>,
    ) -> Result<Survey, OpenError> {
        let columns = opened.columns().to_vec();
        let mut first: Vec<Rows> = Vec::new();
        let (mut read, mut bytes) = (0, 0);
        let wanted = (CELLS / columns.len().max(1)).clamp(1, FIRST);
        opened.read(&mut |rows| {
            read += rows.len();
            bytes += rows.bytes();
            first.push(rows);
            read < wanted && bytes < BYTES
        })?;
        let texts: Vec<Vec<&str>> = (0..columns.len()).map(|column| different(&first, column)).collect();
        let signs = separator.map_or(plain, |separator| signs::found(opened, separator, &texts));
        let inferred_of = |(at, column): (usize, &RawColumn)| {
            let cells = first.iter().flat_map(|rows| rows.texts(at));
            by_cells(opened, infer(opened, column, &texts[at], signs), (&texts[at], cells), signs)
        };
        let inferred: Vec<InferredColumn> = columns.iter().enumerate().map(inferred_of).collect();
        let is_key = |at: usize| {
            let kind = inferred[at].rule.kind;
            let mut key = Key::new(1);
            first.iter().for_each(|rows| key.take(rows, at));
            let may_be = matches!(kind, ColumnType::Text | ColumnType::Integer);
            may_be && (key.is_unique() || key.is_nearly_unique())
        };
        let keys: Vec<bool> = (0..columns.len()).map(is_key).collect();
        let parted = keys.iter().filter(|is_key| **is_key).count();
        let keys: Vec<Option<Key>> =
            keys.into_iter().map(|is_key| is_key.then(|| Key::new(parted))).collect();
        // Amounts that are all different tell rows apart by chance.
        let may_name_rows = |at: usize| {
            let name = &columns[at].name;
            let may_be = inferred[at].rule.kind == ColumnType::Text || at == 0 || is_called(name);
            keys[at].is_some() && may_be && !is_descriptive_name(name)
        };
        let together = match (0..columns.len()).any(may_name_rows) {
            true => None,
            false => together(&first, &columns, &inferred),
        };
        let width = columns.len();
        let may_name = |at: &usize| texts[*at].iter().any(|text| may_be_total(text));
        let may_sum = |at: &usize| inferred[*at].rule.kind.is_numeric() && !is_identifier(&columns[*at].name);
        let is_ours = |text: &&str| text.parse().is_ok_and(|year: i32| OURS.contains(&year));
        let says_years =
            |at: &usize| inferred[*at].rule.kind == ColumnType::Integer && texts[*at].iter().all(is_ours);
        let newest = NewestYear::new(&columns, says_years, may_sum);
        let totals = Totals::new((0..width).filter(may_name).collect(), (0..width).filter(may_sum).collect());
        Ok(Survey {
            signs,
            tallies: vec![Tally::new(width); width],
            keys,
            together: together.map(CombinedKey::new),
            whole: CombinedKey::new((0..width).collect()),
            totals,
            newest,
            columns,
            inferred,
            stride: 1,
            most: MOST,
            batches: 0,
            rows: 0,
            sampled: 0,
            short: 0,
            ragged: 0,
            ragged_lines: Vec::new(),
            last: VecDeque::new(),
            footers: Vec::new(),
            is_cut: false,
        })
    }

    /// Goes through all rows; once more where a column's days turn out to be written the other way round.
    pub(super) fn read_all(&mut self, opened: &OpenedTable<'_>) -> Result<(), OpenError> {
        self.pass(opened)?;
        let mut is_changed = false;
        for (inferred, tally) in self.inferred.iter_mut().zip(&self.tallies) {
            let [pattern] = inferred.rule.formats.as_slice() else { continue };
            if 500 * tally.unreadable <= tally.filled {
                continue;
            }
            let Some(other) = dates::swap_day_and_month(pattern) else { continue };
            // More cells have to be days by it: a header that stands again is none either way.
            let rule = CellRule { formats: vec![other.clone()], ..inferred.rule.clone() };
            let reader = opened.cells(&rule, None, self.signs);
            let unreadable = tally
                .ordered()
                .iter()
                .filter(|(text, _)| reader.of_texts(std::iter::once(*text)).unreadable > 0)
                .map(|(_, rows)| rows)
                .sum::<u64>();
            if unreadable < tally.unreadable {
                inferred.rule.formats = vec![other];
                is_changed = true;
            }
        }
        // Of days that could be either, those of the same shape in the other columns decide.
        let settled: Vec<String> = self.unambiguous_patterns().cloned().collect();
        for (inferred, tally) in self.inferred.iter_mut().zip(&self.tallies) {
            let [pattern] = inferred.rule.formats.as_slice() else { continue };
            let other = dates::swap_day_and_month(pattern).filter(|other| settled.contains(other));
            if let Some(other) = other.filter(|_| tally.is_ambiguous() && !settled.contains(pattern)) {
                inferred.rule.formats = vec![other];
                is_changed = true;
            }
        }
        // What would be the first days of January year after year is the first of each month, unless another column has settled it.
        for (inferred, tally) in self.inferred.iter_mut().zip(&self.tallies) {
            let [pattern] = inferred.rule.formats.as_slice() else { continue };
            let other = dates::swap_day_and_month(pattern).filter(|_| !settled.contains(pattern));
            if let Some(other) = other.filter(|_| tally.is_of_januaries()) {
                inferred.rule.formats = vec![other];
                is_changed = true;
            }
        }
        if is_changed {
            self.reset();
            self.pass(opened)?;
        }
        Ok(())
    }

    /// Patterns of columns whose days can be read one way only.
    fn unambiguous_patterns(&self) -> impl Iterator<Item = &String> {
        let is_settled =
            |(_, tally): &(&InferredColumn, &Tally)| tally.span().is_some() && !tally.is_ambiguous();
        let columns = self.inferred.iter().zip(&self.tallies).filter(is_settled);
        columns.flat_map(|(inferred, _)| &inferred.rule.formats)
    }

    /// Forgets what was counted.
    pub(super) fn reset(&mut self) {
        self.tallies = vec![Tally::new(self.columns.len()); self.columns.len()];
        let parted = self.keys.iter().flatten().count();
        self.keys.iter_mut().flatten().for_each(|key| *key = Key::new(parted));
        let columns = self.together.take().map(|together| together.columns);
        self.together = columns.map(CombinedKey::new);
        self.whole = CombinedKey::new((0..self.columns.len()).collect());
        self.totals.reset();
        self.newest.iter_mut().for_each(NewestYear::reset);
        (self.batches, self.rows, self.sampled, self.short, self.ragged) = (0, 0, 0, 0, 0);
        self.ragged_lines.clear();
        self.last.clear();
        self.footers.clear();
    }

    fn pass(&mut self, opened: &OpenedTable<'_>) -> Result<(), OpenError> {
        let rules: Vec<_> = self.inferred.iter().map(|inferred| inferred.rule.clone()).collect();
        let readers = rules.iter().zip(&self.columns);
        let readers: Vec<_> =
            readers.map(|(rule, column)| opened.cells(rule, column.native, self.signs)).collect();
        opened.read_each(&mut |rows| {
            let Some(rows) = rows else {
                let footer = self.last_rows();
                if !self.last.is_empty() {
                    self.footers.push(footer);
                }
                self.last.clear();
                return true;
            };
            self.rows += rows.len() as u64 + rows.ragged;
            self.short += rows.short;
            self.ragged += rows.ragged;
            self.ragged_lines.extend(rows.ragged_lines.iter().take(3));
            let is_sampled = self.batches < 4 || self.batches.is_multiple_of(self.stride);
            self.batches += 1;
            let added = self.totals.numbers().iter();
            let added: Vec<_> = added.map(|at| readers[*at].read_column(&rows, *at).numbers).collect();
            self.totals.take(&rows, &added);
            self.newest.iter_mut().for_each(|newest| newest.take(&rows));
            for (at, reader) in readers.iter().enumerate() {
                match is_sampled {
                    true => self.tallies[at].take(&rows, at, &reader.read_column(&rows, at)),
                    false => {
                        self.tallies[at].pass(&rows, at);
                        // A gap is one of all rows.
                        if rules[at].kind.is_temporal() {
                            self.tallies[at].take_days(&reader.read_column(&rows, at));
                        }
                    }
                }
            }
            self.sampled += if is_sampled { rows.len() as u64 } else { 0 };
            for (at, key) in self.keys.iter_mut().enumerate() {
                key.iter_mut().for_each(|key| key.take(&rows, at));
            }
            self.together.iter_mut().for_each(|together| together.take(&rows));
            if self.stride == 1 {
                self.whole.take(&rows);
            }
            for row in rows.len().saturating_sub(4)..rows.len() {
                let cells = (0..self.columns.len()).map(|at| rows.text(at, row).to_owned());
                self.last.push_back(cells.collect());
            }
            while self.last.len() > 4 {
                self.last.pop_front();
            }
            self.is_cut = self.rows >= self.most;
            !self.is_cut
        })
    }

    /// Rows at the end of every file that are totals and no rows of the table: a file without any would lose its last row.
    pub(super) fn footer(&self) -> usize {
        self.footers.iter().copied().min().unwrap_or_default()
    }

    fn footers_differ(&self) -> Option<(usize, usize)> {
        let with = self.footers.iter().filter(|footer| **footer > 0).count();
        (with > 0 && with < self.footers.len()).then(|| (with, self.footers.len() - with))
    }

    /// Rows at the end of what was read last that are totals or remarks.
    fn last_rows(&self) -> usize {
        let numbers = |at: usize| self.inferred[at].rule.kind.is_numeric();
        let is_last = |cells: &&Vec<String>| {
            let is_named = cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| is_total(cell));
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            let is_remark =
                filled == 1 && cells.len() > 3 && cells.iter().position(|c| !c.is_empty()) == Some(0);
            is_named && (!numbers(0) || filled < cells.len()) || is_remark
        };
        self.last.iter().rev().take_while(is_last).count()
    }

    pub(super) fn profile(self, opened: &OpenedTable<'_>, format: Format) -> Profile {
        let together = self.together.as_ref().filter(|together| together.repeats == 0 && self.rows > 1);
        let together: Vec<usize> = together.map(|together| together.columns.clone()).unwrap_or_default();
        let mut columns = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let tally = &self.tallies[at];
            columns.push(of_column(
                opened,
                column,
                &self.inferred[at],
                (tally, self.keys[at].as_ref()),
                self.signs,
            ));
        }
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let is_text = |at: usize| self.inferred[at].rule.kind == ColumnType::Text;
        let totals = self.totals.found(&names, is_text);
        let (together, doubled) = split_off_duplicates(&mut columns, together);
        if self.is_cut {
            columns.iter_mut().for_each(|column| column.missing_days = None);
        }
        let mut roles = roles(&columns, &together);
        if roles.key.is_empty() {
            roles.key.extend(but_for_copies(&columns, self.whole.repeats));
        }
        let rows = if self.is_cut { opened.rows().unwrap_or(self.rows) } else { self.rows };
        let newest = self.newest.as_ref();
        let months = if roles.time.is_none() { months::detect_months_across(&columns, newest) } else { None };
        // Where a last row is left out of every file, some may have another above it.
        let footers_differ = self.footers_differ().filter(|_| format.footer == 0);
        let mut profile = Profile {
            id: String::new(),
            file: String::new(),
            format,
            bytes: None,
            rows,
            sampled: self.sampled,
            key_together: together.iter().map(|at| columns[*at].name.clone()).collect(),
            repeated_rows: self.whole.repeats,
            months,
            columns,
            notes: Vec::new(),
            doubled,
            named: None,
            totals,
            year_month: None,
            sheet_column: None,
            passed_over: 0,
            footers_differ,
            roles,
            database: None,
        };
        if profile.roles.time.is_none() && profile.months.is_none() {
            profile.year_month = year_month::found(&profile.columns, newest);
        }
        profile.notes = notes::notes(&profile, (self.short, self.ragged), &self.ragged_lines);
        profile.notes.splice(0..0, notes::unseen(opened.unseen()));
        if self.is_cut {
            let read = super::text::count(self.rows);
            profile.notes.insert(
                0,
                format!("only the first {read} rows were read; what is said of the columns is of them"),
            );
        }
        profile
    }
}

/// The column that tells rows apart but for those that stand there again, cell by cell.
fn but_for_copies(columns: &[ColumnProfile], copies: u64) -> Option<usize> {
    let is_key = |at: &usize| columns[*at].repeats == copies && is_of_keys(*at, &columns[*at]);
    (0..columns.len()).filter(|_| copies > 0).find(is_key)
}

/// Takes out the columns that share their name with another, and says which names those are; what tells rows apart together does so
/// without them only.
fn split_off_duplicates(columns: &mut Vec<ColumnProfile>, together: Vec<usize>) -> (Vec<usize>, Vec<String>) {
    let mut names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    names.sort_unstable();
    let mut doubled: Vec<String> =
        names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
    doubled.dedup();
    let is_kept = |at: usize| !doubled.contains(&columns[at].name);
    let kept: Vec<usize> = (0..columns.len()).filter(|at| is_kept(*at)).collect();
    let place = |at: &usize| kept.iter().position(|own| own == at);
    let together = together.iter().map(place).collect::<Option<Vec<usize>>>().unwrap_or_default();
    columns.retain(|column| !doubled.contains(&column.name));
    (together, doubled)
}

/// Different texts of a column, in the order of their first appearance.
fn different(first: &[Rows], column: usize) -> Vec<&str> {
    let mut seen = std::collections::HashSet::new();
    let texts = first.iter().flat_map(|rows| rows.texts(column));
    texts.filter(|text| !text.is_empty() && seen.insert(*text)).take(TEXTS).collect()
}

/// Two columns that together tell the first rows apart: numbers that things are called by, a day, or where nothing else does a
/// text with few values. A time of booking beside its day does so by chance.
fn together(first: &[Rows], columns: &[RawColumn], inferred: &[InferredColumn]) -> Option<Vec<usize>> {
    /// Different texts of a column that parts the rows of a day.
    const FEW: usize = 60;
    const PARTS: [&str; 8] = ["line", "pos", "position", "seq", "sequence", "zeile", "linea", "pozycja"];
    let is_day = |at: usize| matches!(inferred[at].rule.kind, ColumnType::Date | ColumnType::Datetime { .. });
    let is_called = |at: usize| {
        is_identifier(&columns[at].name)
            || inferred[at].rule.kind == ColumnType::Integer && has_word(&columns[at].name, &PARTS)
    };
    let is_part = |at: usize| {
        inferred[at].rule.kind == ColumnType::Text
            && !is_descriptive_name(&columns[at].name)
            && (2..=FEW).contains(&different(first, at).len())
    };
    let some = |may_be: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..columns.len())
            .filter(|at| may_be(*at) && different(first, *at).len() > 1)
            .take(COMPARED)
            .collect()
    };
    let pairs = |some: &[usize]| -> Vec<Vec<usize>> {
        let pairs = some.iter().enumerate();
        pairs.flat_map(|(i, a)| some[i + 1..].iter().map(move |b| vec![*a, *b])).collect()
    };
    let tells_apart = |pair: &Vec<usize>| {
        let mut together = CombinedKey::new(pair.clone());
        first.iter().for_each(|rows| together.take(rows));
        together.repeats == 0 && !(is_day(pair[0]) && is_day(pair[1]))
    };
    let usual = pairs(&some(&|at| is_called(at) || is_day(at)));
    let is_date = |at: usize| inferred[at].rule.kind == ColumnType::Date;
    let days = || pairs(&some(&|at| is_date(at) || is_part(at)));
    // A row for nearly every day and every part: what is unique by chance has gaps.
    let rows: usize = first.iter().map(Rows::len).sum();
    let fills = |pair: &Vec<usize>| {
        let cells = different(first, pair[0]).len() * different(first, pair[1]).len();
        10 * rows >= 7 * cells
    };
    let with_day = |pair: &Vec<usize>| is_date(pair[0]) != is_date(pair[1]) && fills(pair);
    let by_pair =
        usual.into_iter().find(tells_apart).or_else(|| days().into_iter().filter(with_day).find(tells_apart));
    by_pair.or_else(|| {
        // The same for a day and two parts, as a hospital's departments.
        let parts = some(&is_part);
        let days = some(&is_date);
        let of = |at: &usize| (*at, different(first, *at).len());
        let sizes: BTreeMap<usize, usize> = days.iter().chain(&parts).map(of).collect();
        let fills = |all: &Vec<usize>| 10 * rows >= 7 * all.iter().map(|at| sizes[at]).product::<usize>();
        let mut threes = days.iter().flat_map(|day| {
            pairs(&parts).into_iter().map(move |pair| {
                let mut all = [vec![*day], pair].concat();
                all.sort_unstable();
                all
            })
        });
        threes.find(|all| fills(all) && tells_apart(all))
    })
}
