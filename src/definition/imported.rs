//! What somebody is about to write, in place of what stands on the disk, so that the whole scorecard judges it first: the text of a target
//! file, values that notes would hold.

use std::path::PathBuf;

use super::document::format::{EncodingWord, FormatKeys};
use super::document::notes::{Notes, ValueNote};
use super::open::{Draft, ScorecardDraft};
use super::table;
use crate::form::Form;
use crate::measure::Text;
use crate::problem::{Code, FileId, Problems, Span};

/// The target file that a scorecard names.
#[derive(Debug, Clone)]
pub struct TargetTable {
    /// Its path, as it is written.
    pub written: String,
    /// Where it stands, or will.
    pub path: PathBuf,
    /// Its columns.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// Between cells.
    pub separator: char,
    /// Before decimals.
    pub decimal: char,
    /// Whether it is nothing but a header and rows in UTF-8, so that a program may write it anew.
    pub is_plain: bool,
}

/// A value that somebody entered, as a note would hold it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewValue {
    /// Its period.
    pub period: String,
    /// The measure.
    pub measure: String,
    /// The value, or the rating where the measure is judged.
    pub value: String,
    /// Whether it is a rating.
    pub is_rating: bool,
    /// The entity it is limited to.
    pub entity: Option<String>,
    /// What it rests on.
    pub evidence: Option<String>,
    /// Who entered it.
    pub by: Option<String>,
    /// When.
    pub date: Option<String>,
}

impl ScorecardDraft {
    fn targets(&self) -> Option<(&Text, Option<&FormatKeys>)> {
        Some(match self.document.targets.as_ref()? {
            Form::Short(file) => (file, None),
            Form::Full(keys) => (&keys.file, keys.format.as_ref()),
        })
    }

    /// The target file that all measures share; `None` where the scorecard names none.
    pub fn target_table(&self, draft: &Draft) -> Option<TargetTable> {
        let (written, format) = self.targets()?;
        let beside = self.path.parent().map(|folder| folder.join(&written.value)).unwrap_or_default();
        let shared = draft.root.join(&written.value);
        let path = if !beside.exists() && shared.exists() { shared } else { beside };
        let is_utf8 = |keys: &FormatKeys| keys.encoding.is_none_or(|word| word == EncodingWord::Utf8);
        let is_plain = format.is_none_or(|keys| {
            keys.header_row.is_empty() && keys.skip.is_none() && keys.quote.is_none() && is_utf8(keys)
        });
        let sign = |pick: fn(&FormatKeys) -> Option<&Text>| format.and_then(pick)?.value.chars().next();
        let table = self.tables.get(&written.value);
        let texts = |cells: &[Text]| cells.iter().map(|cell| cell.value.clone()).collect::<Vec<_>>();
        Some(TargetTable {
            written: written.value.clone(),
            path,
            header: table.map(|table| texts(&table.header)).unwrap_or_default(),
            rows: table
                .map(|table| table.rows.iter().map(|row| texts(&row.cells)).collect())
                .unwrap_or_default(),
            separator: sign(|keys| keys.separator.as_ref()).or(table.map(|t| t.separator)).unwrap_or(','),
            decimal: sign(|keys| keys.decimal.as_ref()).unwrap_or('.'),
            is_plain,
        })
    }
}

impl Draft {
    /// Lets a text stand for the target file of a scorecard, whether or not that is there; the text as a file.
    pub fn over_targets(&mut self, at: usize, text: &str) -> Option<FileId> {
        let (written, format) = self.scorecards[at].targets()?;
        let (written, format) = (written.clone(), format.cloned());
        // That the file is not there yet, or cannot be used as it is, matters no more.
        let missing = [Code::MissingFile, Code::GlobEmpty];
        let of_file = |code: Code, span: Option<Span>| missing.contains(&code) && span == Some(written.span);
        let mut others = Problems::new();
        others.extend(self.problems.iter().filter(|p| !of_file(p.code, p.span)).cloned());
        self.problems = others;
        let (shown, mut room) = (written.value.clone(), table::Room::default());
        let table = table::of_text(text.to_owned(), shown, format.as_ref(), &mut self.files, &mut room);
        let Some(table) = table else {
            self.problems.push(table::too_large(&written));
            return None;
        };
        let file = table.header.first().map(|cell| cell.span.file);
        self.scorecards[at].tables.insert(written.value, table);
        file
    }

    /// Lets values stand beside those of the notes of a scorecard; their texts as a file, a value on each line: measure,
    /// entity, period and value between tabs.
    pub fn over_values(&mut self, at: usize, values: &[NewValue]) -> FileId {
        let plain = |text: &str| text.replace(['\n', '\t'], " ");
        let line = |value: &NewValue| {
            let entity = value.entity.as_deref().unwrap_or_default();
            let cells = [&value.measure, entity, &value.period, &value.value].map(plain);
            format!("{}\n", cells.join("\t"))
        };
        let text: String = values.iter().map(line).collect();
        let file = self.files.add("values", text.clone());
        let mut start = 0;
        for (value, line) in values.iter().zip(text.lines()) {
            let mut cells = line.split('\t').map(|cell| {
                let span = Span::new(file, start, start + cell.len());
                start += cell.len() + 1;
                Text::new(cell.to_owned(), span)
            });
            let (Some(measure), Some(entity), Some(period), Some(given)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let word = |text: &Option<String>| Some(Text::new(text.clone()?, given.span));
            let (by, date, evidence) = (word(&value.by), word(&value.date), word(&value.evidence));
            let (given, rating) = if value.is_rating { (None, Some(given)) } else { (Some(given), None) };
            let entity = Some(entity).filter(|entity| !entity.value.is_empty());
            let note = ValueNote { measure, value: given, rating, evidence, by, date, entity };
            self.scorecards[at].notes.push((period, Notes { values: vec![note], ..Notes::default() }));
        }
        file
    }
}
