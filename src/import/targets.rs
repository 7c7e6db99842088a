//! Figures as rows of a target file.

use std::ops::Range;

use crate::definition::{Draft, TargetTable};
use crate::problem::{Code, Problem, Problems};
use crate::profile::GridCell;

use super::csv::CsvText;
use super::layout::ImportedFigure;
use super::moved::{Change, ChangedFigure, Fault, Judge};

/// The columns by which a row is known.
const KEY: [&str; 4] = ["measure", "entity", "segment", "period"];

/// A target file as it will be.
#[derive(Debug)]
pub struct NewTargets {
    /// The whole text.
    pub text: String,
    /// What differs from before.
    pub moved: Vec<ChangedFigure>,
    /// How many figures are as they were.
    pub unchanged: usize,
    /// What is worth saying of it all the same.
    pub warnings: Problems,
}

/// A row of the file to be, and the cells that it comes from.
struct Row {
    cells: Vec<String>,
    from: Vec<Option<GridCell>>,
}

/// Lays figures over a target file, or puts them in its place, and lets a scorecard judge what comes of it.
///
/// # Errors
/// Every cell that cannot be taken over, and what is wrong with rows that stood there before.
pub fn targets(
    draft: &mut Draft,
    at: usize,
    table: &TargetTable,
    figures: &[ImportedFigure],
    replaces: bool,
    judge: &Judge<'_>,
) -> Result<NewTargets, (Vec<Fault>, Problems)> {
    let header = header(table, figures);
    let MergedRows { rows, moved, unchanged } = merge(table, &header, figures, replaces);
    let mut written = CsvText::new(table.separator);
    written.row(header.iter().map(String::as_str));
    let mut places: Vec<(Range<usize>, &GridCell)> = Vec::new();
    for row in &rows {
        let ranges = written.row(row.cells.iter().map(String::as_str));
        places.extend(
            ranges.into_iter().zip(&row.from).filter_map(|(range, from)| Some((range, from.as_ref()?))),
        );
    }
    let file = draft.over_targets(at, &written.text);
    let (card, problems) = judge(draft, at);
    let (mut faults, mut others, mut warnings) = (Vec::new(), Problems::new(), Problems::new());
    for problem in &problems {
        let own = problem.span.filter(|span| Some(span.file) == file);
        let cell = own.and_then(|span| places.iter().find(|(range, _)| range.contains(&span.start)));
        match (problem.severity().is_error(), cell) {
            (true, Some((_, cell))) => faults.push(fault(problem, cell)),
            (true, None) => others.push(problem.clone()),
            (false, _) if own.is_some() => warnings.push(problem.clone()),
            (false, _) => {}
        }
    }
    match card {
        Some(_) if faults.is_empty() && others.is_empty() => {
            Ok(NewTargets { text: written.text, moved, unchanged, warnings })
        }
        _ => Err((faults, others)),
    }
}

/// The columns of the file to be: its own, and those that figures need besides.
fn header(table: &TargetTable, figures: &[ImportedFigure]) -> Vec<String> {
    let is_said = |name: &&str| figures.iter().any(|figure| figure.says(name).is_some());
    let said = ["entity", "segment", "baseline", "note"].into_iter().filter(is_said);
    let mut header = table.header.clone();
    for name in ["measure", "period", "target"].into_iter().chain(said) {
        if !header.iter().any(|known| known == name) {
            header.push(name.to_owned());
        }
    }
    header
}

/// The rows of the file to be, and what differs from before.
struct MergedRows {
    rows: Vec<Row>,
    moved: Vec<ChangedFigure>,
    unchanged: usize,
}

/// Lays figures over the rows of a file; where they replace it, rows that none of them stands for go.
fn merge(table: &TargetTable, header: &[String], figures: &[ImportedFigure], replaces: bool) -> MergedRows {
    let width = header.len();
    let column = |name: &str| header.iter().position(|known| known == name);
    let key = |cells: &[String]| KEY.map(|name| column(name).map_or(String::new(), |at| cells[at].clone()));
    let old: Vec<Row> = table
        .rows
        .iter()
        .map(|cells| {
            let mut cells: Vec<String> = cells.iter().take(width).cloned().collect();
            cells.resize(width, String::new());
            Row { from: vec![None; width], cells }
        })
        .collect();
    let mut rows: Vec<Row> = if replaces { Vec::new() } else { old.iter().map(Row::duplicate).collect() };
    let (mut moved, mut unchanged, mut taken) = (Vec::new(), 0, vec![false; old.len()]);
    for figure in figures {
        let row = of_figure(figure, header, table.decimal);
        let place = old.iter().position(|other| key(&other.cells) == key(&row.cells));
        let target = column("target").unwrap_or_default();
        let before = place.map(|place| old[place].cells[target].clone()).filter(|text| !text.is_empty());
        let is_same = place.is_some_and(|place| {
            let filled = |at: usize| row.from[at].is_none() || row.cells[at] == old[place].cells[at];
            (0..width).all(filled)
        });
        match (is_same, &before) {
            (true, _) => unchanged += 1,
            (false, None) => moved.push(changed_figure(figure, Change::New, None, &row.cells[target])),
            (false, Some(_)) => {
                moved.push(changed_figure(figure, Change::Changed, before, &row.cells[target]))
            }
        }
        match place {
            // A figure that stands twice in the table stands twice in the file, where the scorecard tells it.
            Some(place) if !taken[place] => {
                taken[place] = true;
                match replaces {
                    true => rows.push(row.over(&old[place])),
                    false => rows[place] = row.over(&old[place]),
                }
            }
            _ => rows.push(row),
        }
    }
    if replaces {
        let gone = old.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(row, _)| row);
        moved.extend(
            gone.map(|row| removed(&key(&row.cells), column("target").map(|at| row.cells[at].clone()))),
        );
    }
    MergedRows { rows, moved, unchanged }
}

impl Row {
    fn duplicate(&self) -> Row {
        Row { cells: self.cells.clone(), from: self.from.clone() }
    }

    /// This row over another: what it says nothing of stays.
    fn over(self, other: &Row) -> Row {
        let cells = self.cells.into_iter().zip(&self.from).zip(&other.cells);
        let cells = cells.map(|((own, from), old)| if from.is_some() { own } else { old.clone() }).collect();
        Row { cells, from: self.from }
    }
}

fn of_figure(figure: &ImportedFigure, header: &[String], decimal: char) -> Row {
    let number = |cell: &GridCell| GridCell {
        text: cell.text.replace('.', &decimal.to_string()),
        at: cell.at.clone(),
    };
    let cell = |name: &String| match name.as_str() {
        "measure" => Some(figure.measure.clone()),
        "period" => figure.period.clone(),
        "target" => Some(number(&figure.value)),
        "baseline" => figure.says("baseline").map(number),
        other => figure.says(other).cloned(),
    };
    let from: Vec<Option<GridCell>> = header.iter().map(cell).collect();
    let text = |cell: &Option<GridCell>| cell.as_ref().map_or(String::new(), |cell| cell.text.clone());
    Row { cells: from.iter().map(text).collect(), from }
}

fn changed_figure(
    figure: &ImportedFigure,
    change: Change,
    before: Option<String>,
    after: &str,
) -> ChangedFigure {
    let word = |column: &str| figure.says(column).map(|cell| cell.text.clone());
    ChangedFigure {
        change,
        measure: figure.measure.text.clone(),
        entity: word("entity"),
        segment: word("segment"),
        period: figure.period.as_ref().map(|cell| cell.text.clone()),
        before,
        after: Some(after.to_owned()),
    }
}

fn removed([measure, entity, segment, period]: &[String; 4], before: Option<String>) -> ChangedFigure {
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    ChangedFigure {
        change: Change::Removed,
        measure: measure.clone(),
        entity: some(entity),
        segment: some(segment),
        period: some(period),
        before,
        after: None,
    }
}

/// What the scorecard has against a cell: rows of the file that nobody has seen are no part of it.
pub(super) fn fault(problem: &Problem, cell: &GridCell) -> Fault {
    let message = match problem.message.strip_prefix("row ").and_then(|rest| rest.split_once(": ")) {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest.to_owned(),
        _ if problem.code == Code::TargetFileDuplicate => "this stands twice in the table".to_owned(),
        _ => problem.message.clone(),
    };
    Fault::new(&cell.at, message, problem.help.clone())
}
