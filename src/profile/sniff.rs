//! How a file is written: its encoding, the sign between cells, the line of its header.
//!
//! Every guess is tried by the reader itself: it reads the first records as the guess says.

use crate::data::{FilePreview, FirstRecords, Rows, top};
use crate::model::{Encoding, FeedFile, FileKind, FixedColumn, OpenError};

use super::header::{header, is_name, two_lines, usual};

/// Records that are looked at.
const RECORDS: usize = 120;
/// Signs that stand between cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Characters of a line that are looked at for columns of fixed width.
const LONGEST: usize = 400;

/// Sets the format of a text by what its first records say; whether no line looks like a header.
pub(super) fn text(file: &mut FeedFile) -> Result<bool, OpenError> {
    encoding(file)?;
    let mut best: Option<(f64, u8, FirstRecords)> = None;
    for separator in SEPARATORS {
        file.format.separator = separator;
        let Ok(found) = top(file, RECORDS) else { continue };
        let fit = consistency(&found);
        if best.as_ref().is_none_or(|(most, _, _)| fit > *most) {
            best = Some((fit, separator, found));
        }
    }
    let Some((fit, separator, found)) = best else {
        // Whatever is wrong with it is told by who reads it.
        file.format.separator = b',';
        return top(file, 1).map(|_| false);
    };
    if fit == 0.0
        && let Some(columns) = fixed(file)
    {
        return Ok(with_fixed(file, columns));
    }
    file.format.separator = separator;
    if let Some(at) = two_lines(&found.records) {
        file.format.header_row = found.records[at].0 as usize;
        file.format.header_lines = 2;
        return Ok(false);
    }
    let (at, is_named) = header(&found.records);
    if at > 0 {
        file.format.header_row = found.records.get(at).map_or(1, |(line, _)| *line as usize);
    }
    Ok(!is_named)
}

/// Sets the encoding of a text.
fn encoding(file: &mut FeedFile) -> Result<(), OpenError> {
    match top(file, RECORDS) {
        Ok(found) => {
            file.format.encoding = Encoding(found.encoding);
            Ok(())
        }
        Err(OpenError::NotUtf8 { likely, .. }) => {
            file.format.encoding = Encoding(likely.unwrap_or("windows-1252"));
            if likely.is_none() {
                file.format.encoding = Encoding(of_letters(file));
            }
            top(file, 1).map(|_| ())
        }
        // A quote that nothing closes may be an apostrophe of another separator's text.
        Err(OpenError::UnclosedQuote { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The encoding of a text that is not UTF-8, by the letters that its bytes would be in Western Europe.
pub(super) fn of_letters(file: &FeedFile) -> &'static str {
    let mut western = file.clone();
    western.format.encoding = Encoding("windows-1252");
    let Ok(found) = top(&western, 20 * RECORDS) else { return "windows-1252" };
    let (mut run, mut greek, mut polish, mut macintosh) = (0, 0, 0, 0);
    for text in found.records.iter().flat_map(|(_, cells)| cells) {
        let (mut before, mut behind) = (' ', text.chars().skip(1));
        for c in text.chars() {
            let next = behind.next();
            let is_inside = before.is_lowercase() && next.is_some_and(char::is_lowercase);
            // The apostrophe, á and é of Macintosh look like this: no word has a capital or a dagger inside.
            macintosh += i32::from(is_inside && "Õ‡Ž".contains(c));
            run = if ('\u{c0}'..='\u{ff}').contains(&c) { run + 1 } else { 0 };
            greek += i32::from(run == 3);
            // ą ł ż ś ź of Central Europe look like this; within a word none of them is a letter.
            polish += i32::from(before.is_alphabetic() && "¹³¿œŸ".contains(c));
            before = c;
        }
    }
    match () {
        () if greek > 0 => "windows-1253",
        () if macintosh > polish => "macintosh",
        () if polish > 0 => "windows-1250",
        () => "windows-1252",
    }
}

/// How well records agree on a number of cells; nothing where most have one.
fn consistency(found: &FirstRecords) -> f64 {
    let widths: Vec<usize> = found.records.iter().map(|(_, cells)| cells.len()).collect();
    let width = usual(&widths);
    if width < 2 {
        return 0.0;
    }
    let agreeing = widths.iter().filter(|own| **own == width).count();
    let share = agreeing as f64 / widths.len().max(1) as f64;
    // Of two signs by which all agree the one with more cells is meant.
    if agreeing < 2 && widths.len() > 2 { 0.0 } else { share + width as f64 * 1e-4 }
}

/// Columns of fixed width: what stands between characters that are blank in every line.
fn fixed(file: &FeedFile) -> Option<Vec<(String, FixedColumn)>> {
    let mut by_character = file.clone();
    by_character.format.kind = FileKind::Fixed;
    by_character.format.fixed =
        (1..=LONGEST).map(|at| FixedColumn { name: format!("c{at}"), first: at, last: at }).collect();
    let glance = FilePreview::open(&by_character).ok()?;
    let (mut lines, mut first_line) = (0, String::new());
    let mut is_blank = vec![true; LONGEST];
    let mut take = |rows: Rows| {
        lines = rows.len();
        for (at, blank) in is_blank.iter_mut().enumerate() {
            *blank = rows.texts(at).all(str::is_empty);
        }
        let character = |at: usize| rows.text(at, 0);
        if lines > 0 {
            first_line =
                (0..LONGEST).map(|at| if character(at).is_empty() { " " } else { character(at) }).collect();
        }
        false
    };
    glance.read(RECORDS, &mut take).ok()?;
    if lines < 3 {
        return None;
    }
    let (mut columns, mut begun) = (Vec::new(), None);
    for at in 0..=LONGEST {
        match (begun, is_blank.get(at).is_none_or(|blank| *blank)) {
            (None, false) => begun = Some(at),
            (Some(first), true) => {
                let name: String = first_line.chars().skip(first).take(at - first).collect();
                columns.push((
                    name.trim().to_owned(),
                    FixedColumn { name: String::new(), first: first + 1, last: at },
                ));
                begun = None;
            }
            _ => {}
        }
    }
    (columns.len() >= 2).then_some(columns)
}

/// Sets a format of fixed width; the first line is a header where it holds names. Whether it is none.
fn with_fixed(file: &mut FeedFile, columns: Vec<(String, FixedColumn)>) -> bool {
    let is_named = columns.iter().all(|(name, _)| is_name(name));
    let named = |(at, (name, column)): (usize, (String, FixedColumn))| {
        let name = if is_named { name } else { format!("column_{}", at + 1) };
        FixedColumn { name, ..column }
    };
    file.format.kind = FileKind::Fixed;
    file.format.fixed = columns.into_iter().enumerate().map(named).collect();
    file.format.header_row = if is_named { 2 } else { 1 };
    !is_named
}
