//! Text files: read piece by piece, decoded, cut into records, and never held as a whole.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::Read;

use datafusion::arrow::error::ArrowError;

use super::decode::{Decoding, NoText, likely, mark};
use super::fixed;
use super::raw::{Lines, Ragged, RawRows, TextColumn};
use super::records::{Cell, Delimiters, RecordEnd, breaks, looks_like_rows, record};
use crate::data::OpenError;
use crate::data::cell::EXAMPLES;
use crate::data::file::unreadable;
use crate::data::untyped::{COLUMNS, header_names};
use crate::model::{FeedFile, FileKind};

/// As much of a file as is read at a time.
const PIECE: usize = 1 << 18;
/// No record is as large: something else is wrong with it.
const LARGEST: usize = 1 << 26;
/// Bytes of a batch, at which it is handed on whatever its rows.
const BYTES: usize = 1 << 25;

/// A text as it is read.
pub(super) struct Text<'f, R> {
    file: &'f FeedFile,
    input: R,
    /// Nothing before the first bytes have told the encoding.
    decoding: Option<(Decoding, &'static str)>,
    /// What was decoded.
    held: Vec<u8>,
    /// The place in it up to which all is taken.
    at: usize,
    /// The line on which that place is.
    line: u64,
    is_over: bool,
    marks: Delimiters,
    cells: Vec<Cell>,
}

/// A record: where it stands, and on which line.
#[derive(Debug, Clone, Copy)]
struct RecordPosition {
    start: usize,
    end: usize,
    line: u64,
    is_long: bool,
}

impl<'f, R: Read> Text<'f, R> {
    pub(super) fn new(file: &'f FeedFile, input: R) -> Text<'f, R> {
        let marks = Delimiters { separator: file.format.separator, quote: file.format.quote };
        let (decoding, held, cells) = (None, Vec::new(), Vec::new());
        Text { file, input, decoding, held, at: 0, line: 1, is_over: false, marks, cells }
    }

    /// Skips what stands before the header, and reads that; of fixed columns the definition tells it.
    pub(super) fn header(&mut self) -> Result<(Vec<String>, u64), OpenError> {
        self.preamble()?;
        if self.file.format.kind == FileKind::Fixed {
            let names = self.file.format.fixed.iter().map(|column| column.name.clone());
            return Ok((names.collect(), self.line));
        }
        let Some(place) = self.next()? else {
            let line = self.file.format.header_row.max(1);
            return Err(OpenError::EmptyFile { shown: self.file.shown.clone(), line });
        };
        if self.held[place.start..place.end].contains(&0) {
            return Err(match likely(&self.held[place.start..]) {
                Some(likely) => self.no_text(place.line, Some(likely)),
                None => self.content(&format!("line {} holds NUL bytes, which no text has", place.line)),
            });
        }
        if self.cells.len() > COLUMNS {
            let reason = format!("the header on line {} has more than {COLUMNS} columns", place.line);
            return Err(self.content(&reason));
        }
        let mut lines = vec![self.names()];
        for _ in 1..self.file.format.header_lines {
            // A blank line of a header holds no name.
            if self.held[self.at..].starts_with(b"\n") || self.held[self.at..].starts_with(b"\r\n") {
                self.skip_line()?;
            } else if self.next()?.is_some() {
                lines.push(self.names());
            }
        }
        Ok((joined(lines), place.line))
    }

    /// The cells of the record that was read last, as texts without blanks around them.
    fn names(&self) -> Vec<String> {
        let name =
            |cell: &Cell| String::from_utf8_lossy(&cell.text(&self.held, self.marks)).trim().to_owned();
        self.cells.iter().map(name).collect()
    }

    /// The next record's cells and line.
    pub(super) fn row(&mut self) -> Result<Option<(Vec<String>, u64)>, OpenError> {
        Ok(self.next()?.map(|place| (self.names(), place.line)))
    }

    /// Reads all rows after the header, as far as somebody takes them: how many cells a whole row has, and how many
    /// rows are handed on at a time.
    pub(super) fn rows(
        &mut self,
        (width, rows): (usize, usize),
        wanted: &[usize],
        take: &mut dyn FnMut(RawRows) -> bool,
    ) -> Result<(), OpenError> {
        let mut batch = Batch::new(wanted, width, rows);
        // The last rows may be none.
        let (footer, mut last) = (self.file.format.skip.footer, VecDeque::new());
        while let Some(place) = self.next()? {
            let row = self.shape(place, width)?;
            if width > 1 && self.is_blank() {
                continue;
            }
            let cells = self.picked(wanted);
            if footer == 0 {
                batch.push(row, cells);
            } else {
                last.push_back((row, cells.map(Cow::into_owned).collect::<Vec<_>>()));
                if last.len() > footer
                    && let Some((row, cells)) = last.pop_front()
                {
                    batch.push(row, cells.into_iter().map(Cow::Owned));
                }
            }
            if batch.is_full() {
                let full = batch.finish().map_err(|error| self.content(&error.to_string()))?;
                if !take(full) {
                    return Ok(());
                }
            }
        }
        take(batch.finish().map_err(|error| self.content(&error.to_string()))?);
        Ok(())
    }

    /// Whether the record that was read last has blank cells alone, as a spreadsheet saves rows that had a format: it is no row.
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| is_blank(&cell.text(&self.held, self.marks)))
    }

    /// How many cells the record has that was read last, of so many that a row has; of fixed columns it is cut into all.
    fn shape(&mut self, place: RecordPosition, width: usize) -> Result<RowShape, OpenError> {
        let of_record = &self.held[place.start..place.end];
        if self.file.format.kind == FileKind::Fixed {
            let columns = &self.file.format.fixed;
            let is_short = fixed::is_short(of_record, columns);
            fixed::cells(of_record, columns, &mut self.cells, place.start);
            return Ok(RowShape { line: place.line, found: width, is_short, is_ragged: false });
        }
        if place.is_long && looks_like_rows(of_record, width, self.marks) {
            return Err(self.misquoted(place, None));
        }
        let (held, marks, found) = (&self.held, self.marks, self.cells.len());
        // Separators at the end of a row hold nothing.
        let holds_nothing = |cell: &Cell| is_blank(&cell.text(held, marks));
        let is_ragged = found > width && !self.cells[width..].iter().all(holds_nothing);
        Ok(RowShape { line: place.line, found, is_short: found < width, is_ragged })
    }

    /// The wanted cells of the record that was read last; one that it lacks is empty.
    fn picked<'t>(&'t self, wanted: &'t [usize]) -> impl Iterator<Item = Cow<'t, [u8]>> {
        let cell = |cell: &Cell| cell.text(&self.held, self.marks);
        wanted.iter().map(move |at| self.cells.get(*at).map_or(Cow::Borrowed(&b""[..]), cell))
    }

    /// Skips the lines before the header.
    fn preamble(&mut self) -> Result<(), OpenError> {
        for _ in 1..self.file.format.header_row {
            self.skip_line()?;
        }
        while self.file.format.skip.until_blank && !self.skip_line()? {}
        Ok(())
    }

    /// Skips a line; whether it was blank.
    fn skip_line(&mut self) -> Result<bool, OpenError> {
        loop {
            let rest = &self.held[self.at..];
            if let Some(length) = rest.iter().position(|byte| *byte == b'\n') {
                let is_blank = rest[..length].trim_ascii().is_empty();
                self.at += length + 1;
                self.line += 1;
                return Ok(is_blank);
            }
            if self.held.len() - self.at > LARGEST {
                return Err(self.content(&self.too_long()));
            }
            if !self.more()? {
                let line = self.file.format.header_row.max(1);
                return Err(OpenError::EmptyFile { shown: self.file.shown.clone(), line });
            }
        }
    }

    /// The next record, its cells apart; nothing at the end. Blank lines hold none.
    fn next(&mut self) -> Result<Option<RecordPosition>, OpenError> {
        loop {
            self.skip_breaks();
            if self.at == self.held.len() || self.held[self.at..] == *b"\r" && !self.is_over {
                if self.more()? {
                    continue;
                }
                self.skip_breaks();
                if self.at == self.held.len() {
                    return Ok(None);
                }
            }
            let found = if self.file.format.kind == FileKind::Fixed {
                fixed::line(&self.held, self.at, self.is_over)
            } else {
                record(&self.held, self.at, self.is_over, self.marks, &mut self.cells)
            };
            match found {
                RecordEnd::Whole { next, is_long, suspect } => {
                    let place = RecordPosition { start: self.at, end: next, line: self.line, is_long };
                    if suspect.is_some() {
                        return Err(self.misquoted(place, suspect));
                    }
                    self.at = next;
                    self.line += if is_long { breaks(&self.held[place.start..next]) } else { 1 };
                    return Ok(Some(place));
                }
                RecordEnd::Cut(open) if self.is_over || self.held.len() - self.at > LARGEST => {
                    let Some(open) = open else { return Err(self.content(&self.too_long())) };
                    let line = self.line + breaks(&self.held[self.at..open]);
                    return Err(OpenError::UnclosedQuote {
                        shown: self.file.shown.clone(),
                        line,
                        closes: None,
                    });
                }
                RecordEnd::Cut(_) => {
                    self.more()?;
                }
            }
        }
    }

    fn too_long(&self) -> String {
        format!("line {} is longer than a row can be", self.line)
    }

    /// Line breaks between records. One of two signs may be cut in two.
    fn skip_breaks(&mut self) {
        loop {
            match (self.held.get(self.at), self.held.get(self.at + 1)) {
                (Some(b'\n'), _) => self.at += 1,
                (Some(b'\r'), Some(b'\n')) => self.at += 2,
                (Some(b'\r'), None) if !self.is_over => return,
                (Some(b'\r'), _) => self.at += 1,
                _ => return,
            }
            self.line += 1;
        }
    }

    /// Reads more of the file; whether there is more.
    fn more(&mut self) -> Result<bool, OpenError> {
        if self.is_over {
            return Ok(false);
        }
        self.held.drain(..self.at);
        self.at = 0;
        // As much again as there is, so that a long record is looked at a few times only.
        let wanted = self.held.len().max(PIECE);
        let mut piece = Vec::with_capacity(wanted);
        let read = self.input.by_ref().take(wanted as u64).read_to_end(&mut piece);
        self.is_over = read.map_err(|error| unreadable(self.file, &error))? < wanted;
        let (mut decoding, label, marked) = match self.decoding.take() {
            Some((decoding, label)) => (decoding, label, 0),
            None => {
                let (label, marked) = mark(&piece).unwrap_or((self.file.format.encoding.0, 0));
                (Decoding::new(label), label, marked)
            }
        };
        let piece = &piece[marked.min(piece.len())..];
        let added = decoding.add(piece, self.is_over, &mut self.held);
        self.decoding = Some((decoding, label));
        if let Err(NoText) = added {
            let line = self.line + breaks(&self.held);
            return Err(self.no_text(line, likely(piece)));
        }
        Ok(true)
    }

    /// The encoding it is read by.
    pub(super) fn encoding(&self) -> &'static str {
        self.decoding.as_ref().map_or(self.file.format.encoding.0, |(_, label)| label)
    }

    fn no_text(&self, line: u64, likely: Option<&'static str>) -> OpenError {
        let encoding = self.encoding();
        let likely = likely.filter(|likely| *likely != encoding);
        OpenError::NotUtf8 { shown: self.file.shown.clone(), line, encoding, likely }
    }

    fn misquoted(&self, place: RecordPosition, open: Option<usize>) -> OpenError {
        let of_record = &self.held[place.start..place.end];
        let quoted = |at: usize| of_record[at..].iter().position(|byte| *byte == self.marks.quote);
        let open = open.map_or_else(|| quoted(0).unwrap_or(0), |open| open - place.start);
        let close = quoted(open + 1).map_or(of_record.len(), |n| open + 1 + n);
        OpenError::UnclosedQuote {
            shown: self.file.shown.clone(),
            line: place.line + breaks(&of_record[..open]),
            closes: Some(place.line + breaks(&of_record[..close])),
        }
    }

    fn content(&self, reason: &str) -> OpenError {
        OpenError::Content { shown: self.file.shown.clone(), reason: reason.to_owned() }
    }
}

/// Whether a cell has blanks alone, no-break ones too.
fn is_blank(cell: &[u8]) -> bool {
    let rest = cell.trim_ascii_start();
    let is_of_blanks = |rest: &[u8]| std::str::from_utf8(rest).is_ok_and(|text| text.trim().is_empty());
    rest.first().is_none_or(|byte| !byte.is_ascii() && is_of_blanks(rest))
}

/// The names of columns whose header has several lines.
fn joined(lines: Vec<Vec<String>>) -> Vec<String> {
    let width = lines.iter().map(Vec::len).max().unwrap_or_default();
    let of_line = |mut line: Vec<String>| {
        line.resize(width, String::new());
        line
    };
    match lines.len() {
        1 => lines.into_iter().next().unwrap_or_default(),
        _ => header_names(&lines.into_iter().map(of_line).collect::<Vec<_>>()),
    }
}

/// Where a row stands, and whether it has its cells.
#[derive(Debug, Clone, Copy)]
struct RowShape {
    line: u64,
    /// How many cells there are.
    found: usize,
    is_short: bool,
    is_ragged: bool,
}

/// Rows that are being collected.
struct Batch {
    width: usize,
    /// Rows with which it is full.
    most: usize,
    columns: Vec<TextColumn>,
    lines: Vec<u64>,
    bytes: usize,
    short: u64,
    ragged: Ragged,
}

impl Batch {
    fn new(wanted: &[usize], width: usize, most: usize) -> Batch {
        let columns = wanted.iter().map(|_| TextColumn::default()).collect();
        Batch { width, most, columns, lines: Vec::new(), bytes: 0, short: 0, ragged: Ragged::default() }
    }

    fn push<'t>(&mut self, row: RowShape, cells: impl Iterator<Item = Cow<'t, [u8]>>) {
        if row.is_ragged {
            self.ragged.rows += 1;
            if self.ragged.first.len() < EXAMPLES {
                let found = format!("{} cells, {} in the header", row.found, self.width);
                self.ragged.first.push((row.line, found));
            }
            return;
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += cell.len();
            column.push(&cell);
        }
        self.lines.push(row.line);
        self.short += u64::from(row.is_short);
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= self.most || self.bytes >= BYTES
    }

    fn finish(&mut self) -> Result<RawRows, ArrowError> {
        let columns = self.columns.iter_mut().map(TextColumn::finish).collect::<Result<_, _>>()?;
        let lines = std::mem::take(&mut self.lines);
        self.bytes = 0;
        let (rows, lines) = (lines.len(), Lines::Each(lines));
        let (short, ragged) = (std::mem::take(&mut self.short), std::mem::take(&mut self.ragged));
        Ok(RawRows { columns, rows, lines, short, ragged })
    }
}
