//! Targets and entered values from somebody's table.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::Days;
use clap::{Args, ValueEnum};
use mando::data;
use mando::definition::{self, Draft, TargetTable};
use mando::disk::{self, Name};
use mando::import::{
    self, Change, ChangedFigure, EnteredBy, Fault, ImportContext, ImportedFigure, Judge, LayoutOptions,
    NewNotes,
};
use mando::model::Scorecard;
use mando::problem::print::escaped_json;
use mando::problem::{Problems, print};
use mando::profile::{self, Grid, LookOptions};
use schemars::JsonSchema;
use serde::Serialize;

use super::console::{Format, report, say, say_lines, tell};
use super::exit_status::ExitStatus;
use super::period_options::yesterday;

/// The version of what is printed for programs.
const SCHEMA: &str = "mando-import/1";
/// The header of a target file that is not there yet.
const EMPTY: &str = "measure,period,target\n";

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// Targets, for the target file.
    Targets,
    /// Values and ratings that people enter, for the notes of their periods.
    Values,
}

/// How a table is taken over.
#[derive(Debug, Args)]
pub(super) struct TableOptions {
    /// What the table holds.
    #[arg(long = "as", value_enum, default_value_t = What::Targets)]
    what: What,
    /// Sheet of a workbook; default: the first that is not hidden.
    #[arg(long)]
    sheet: Option<String>,
    /// Column to leave out, or the name of rows to leave out, such as Total; may be repeated.
    #[arg(long, value_name = "COLUMN")]
    without: Vec<String>,
    /// Write the changes; without it they are only shown.
    #[arg(long)]
    write: bool,
    /// Remove targets from the file that the table does not hold.
    #[arg(long)]
    replace: bool,
    /// Name of the person who entered the values, where the table does not say.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl TableOptions {
    /// Whether the answer is for programs.
    pub(super) fn is_for_programs(&self) -> bool {
        self.format == Format::Json
    }
}

/// What is printed for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Imported {
    schema: &'static str,
    /// The files that change.
    files: Vec<String>,
    /// What changes.
    moved: Vec<ChangedFigure>,
    /// How many figures are as they were.
    unchanged: usize,
    /// Why nothing can be taken over.
    faults: Vec<Fault>,
    /// Whether it was written.
    written: bool,
}

impl Imported {
    /// What is printed where nothing is taken over.
    fn nothing(faults: Vec<Fault>) -> Imported {
        Imported {
            schema: SCHEMA,
            files: Vec::new(),
            moved: Vec::new(),
            unchanged: 0,
            faults,
            written: false,
        }
    }
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> serde_json::Value {
    schemars::schema_for!(Imported).to_value()
}

/// Takes a table over: shows what would change, or all that is wrong with it, and writes it where that is asked for.
pub(super) fn import(file: &str, path: &Path, taking: &TableOptions) -> io::Result<ExitStatus> {
    let grid = match read_grid(file, taking.sheet.clone()) {
        Ok(grid) => grid,
        Err((words, ending)) => {
            tell(&words);
            return Ok(ending);
        }
    };
    let mut draft = definition::open(path);
    if draft.scorecards.len() > 1 {
        tell("error: this project has several scorecards; name the file of one");
        return Ok(ExitStatus::Definition);
    }
    let Some(drafted) = draft.scorecards.first() else {
        report(&draft.problems, &draft.files);
        return Ok(ExitStatus::from_problems(&draft.problems));
    };
    let table = drafted.target_table(&draft);
    if let Err(words) = begin_targets(&mut draft, (file, table.as_ref()), taking.what) {
        tell(&words);
        return Ok(ExitStatus::Definition);
    }
    let drafted = &draft.scorecards[0];
    let mut headers = data::columns(&drafted.feeds);
    headers.extend(data::database_columns(&drafted.databases, drafted.engine.timeout));
    // Files are asked for their columns once.
    let judge = |draft: &Draft, at: usize| {
        let (card, mut problems) = definition::resolve(draft, &draft.scorecards[at], &headers);
        problems.extend(draft.problems.iter().cloned());
        (card.filter(|_| !problems.has_errors()), problems)
    };
    let (card, problems) = judge(&draft, 0);
    let Some(card) = card else {
        report(&problems, &draft.files);
        return Ok(ExitStatus::from_problems(&problems));
    };
    let known = ImportContext {
        measures: card.measures.iter().map(|m| (m.id.as_str(), m.title.as_str(), m.grain)).collect(),
        calendar: &card.calendar,
        currency: card.currency.as_deref(),
    };
    let figures: &[&str] = match taking.what {
        What::Targets => &["target"],
        What::Values => &["value", "rating"],
    };
    let options = LayoutOptions { figures, without: &taking.without };
    let (figures, mut faults) = import::parse_figures(&grid, &known, options);
    if figures.is_empty() {
        return refused(Imported::nothing(faults), taking.format);
    }
    let planned = match (taking.what, &table) {
        (What::Targets, Some(table)) => plan_targets(&mut draft, table, &figures, taking.replace, &judge),
        _ => plan_values(&mut draft, &card, &figures, taking.by.as_deref(), &judge),
    };
    match planned {
        Ok(plan) if faults.is_empty() => take_over(plan, &draft, taking),
        Ok(_) => refused(Imported::nothing(faults), taking.format),
        Err(Refusal::Notes(words)) => {
            tell(&words);
            Ok(ExitStatus::Definition)
        }
        // What is wrong with figures is told with what is wrong with the rest.
        Err(Refusal::Figures(of_figures, others)) => {
            // One cell may be at fault for several figures.
            for fault in of_figures {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
            if !others.is_empty() {
                report(&others, &draft.files);
            }
            refused(Imported::nothing(faults), taking.format)
        }
    }
}

/// The cells of the first table of a file that has a column of measures or of periods.
fn read_grid(file: &str, sheet: Option<String>) -> Result<Grid, (String, ExitStatus)> {
    fn unreadable(error: impl fmt::Display) -> (String, ExitStatus) {
        (format!("error: {error}"), ExitStatus::Data)
    }
    let places = profile::targets(file, &LookOptions { sheet, table: None }).map_err(unreadable)?;
    let words = [&import::MEASURES[..], &import::PERIODS[..]].concat();
    let grid = places.first().map(|place| profile::grid(place, &words)).transpose().map_err(unreadable)?;
    grid.flatten().ok_or_else(|| {
        let words = format!(
            "error: no row of `{file}` names a column `measure` or `period`; it is a workbook or a text whose header does"
        );
        (words, ExitStatus::Definition)
    })
}

/// Lets an empty target file stand for one that is not there yet, or says why none can be written.
fn begin_targets(
    draft: &mut Draft,
    (file, table): (&str, Option<&TargetTable>),
    what: What,
) -> Result<(), String> {
    match (what, table) {
        (What::Targets, None) => {
            // The table that is taken over is another file than the one that it is written into.
            let is_called_so = Path::new(file).file_name().is_some_and(|name| name == "targets.csv");
            let name = if is_called_so { "agreed-targets.csv" } else { "targets.csv" };
            Err(format!(
                "error: the scorecard names no target file; write `targets: {name}` into it, which need not be there yet"
            ))
        }
        (What::Targets, Some(table)) if is_same_file(Path::new(file), &table.path) => Err(format!(
            "error: `{}` is the target file of the scorecard itself; name another under `targets`, into which this table is written",
            table.written
        )),
        (What::Targets, Some(table)) if would_leave_project(draft, &table.path) => {
            let written = &table.written;
            Err(format!("error: `{written}` is a file outside of the project, where none is made"))
        }
        (What::Targets, Some(table)) if !table.is_plain => Err(format!(
            "error: `{}` is not written by a program: its `format` skips lines, quotes or encodes otherwise",
            table.written
        )),
        (What::Targets, Some(_)) => {
            draft.over_targets(0, EMPTY);
            Ok(())
        }
        (What::Values, table) => {
            // Values do not wait for targets.
            if table.is_some_and(|t| !t.path.exists() && !would_leave_project(draft, &t.path)) {
                draft.over_targets(0, EMPTY);
            }
            Ok(())
        }
    }
}

/// Whether two paths lead to one file that is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// What would be taken over.
struct ImportPlan {
    moved: Vec<ChangedFigure>,
    unchanged: usize,
    warnings: Problems,
    /// The files that change, with their new texts.
    files: Vec<(PathBuf, String)>,
}

/// Why nothing is taken over.
enum Refusal {
    /// Figures are at fault, or what the definition says of them.
    Figures(Vec<Fault>, Problems),
    /// A file of notes cannot be changed.
    Notes(String),
}

fn plan_targets(
    draft: &mut Draft,
    table: &TargetTable,
    figures: &[ImportedFigure],
    replaces: bool,
    judge: &Judge<'_>,
) -> Result<ImportPlan, Refusal> {
    let new = import::targets(draft, 0, table, figures, replaces, judge);
    let new = new.map_err(|(faults, others)| Refusal::Figures(faults, others))?;
    let files = vec![(table.path.clone(), new.text)];
    Ok(ImportPlan { moved: new.moved, unchanged: new.unchanged, warnings: new.warnings, files })
}

fn plan_values(
    draft: &mut Draft,
    card: &Scorecard,
    figures: &[ImportedFigure],
    by: Option<&str>,
    judge: &Judge<'_>,
) -> Result<ImportPlan, Refusal> {
    let today = yesterday().checked_add_days(Days::new(1)).unwrap_or_else(yesterday).to_string();
    let new = import::values(draft, 0, card, figures, EnteredBy { name: by, date: &today }, judge);
    let new = new.map_err(|(faults, others)| Refusal::Figures(faults, others))?;
    let files = notes(draft, card, &new).map_err(Refusal::Notes)?;
    Ok(ImportPlan { moved: new.moved, unchanged: new.unchanged, warnings: Problems::new(), files })
}

/// Shows what changes, and writes it where that is asked for.
fn take_over(plan: ImportPlan, draft: &Draft, taking: &TableOptions) -> io::Result<ExitStatus> {
    print::lines(&plan.warnings, &draft.files).iter().for_each(|line| tell(line));
    let shown = |path: &Path| path.strip_prefix(&draft.root).unwrap_or(path).display().to_string();
    let mut imported = Imported {
        files: plan.files.iter().map(|(path, _)| shown(path)).collect(),
        moved: plan.moved,
        unchanged: plan.unchanged,
        ..Imported::nothing(Vec::new())
    };
    if taking.write && !imported.moved.is_empty() {
        plan.files.iter().try_for_each(|(path, text)| write(path, text))?;
        imported.written = true;
    }
    shown_all(&imported, draft, taking)?;
    Ok(ExitStatus::Fine)
}

/// Whether a file that is not there yet would be made outside of the project, links followed.
fn would_leave_project(draft: &Draft, path: &Path) -> bool {
    let folder = path.ancestors().skip(1).find(|folder| folder.exists());
    !path.exists() && !folder.is_some_and(|folder| definition::is_inside(&draft.root, folder))
}

/// Tells every cell that is at fault.
fn refused(imported: Imported, format: Format) -> io::Result<ExitStatus> {
    match format {
        Format::Json => say(&format!("{}\n", escaped_json(&serde_json::to_value(&imported)?)))?,
        Format::Text => {
            for Fault { at, message, help } in &imported.faults {
                let help = help.as_ref().map_or(String::new(), |help| format!("; {help}"));
                tell(&format!("error: {at}: {message}{help}"));
            }
        }
    }
    let count = imported.faults.len();
    let cells = if count == 1 { "1 cell is".to_owned() } else { format!("{count} cells are") };
    if count > 0 {
        tell(&format!("error: nothing is taken over: {cells} at fault"));
    }
    Ok(ExitStatus::Definition)
}

/// Prints what changes.
fn shown_all(imported: &Imported, draft: &Draft, taking: &TableOptions) -> io::Result<()> {
    if taking.format == Format::Json {
        return say(&format!("{}\n", escaped_json(&serde_json::to_value(imported)?)));
    }
    let mut out = String::new();
    for ChangedFigure { change, measure, entity, segment, period, before, after } in &imported.moved {
        let about: Vec<&str> = [entity, segment, period].into_iter().flatten().map(String::as_str).collect();
        let about = about.join(" ");
        let none = String::new();
        let (before, after) = (before.as_ref().unwrap_or(&none), after.as_ref().unwrap_or(&none));
        let what = match change {
            Change::New => format!("new      {measure} {about}: {after}"),
            Change::Changed => format!("changed  {measure} {about}: {before} → {after}"),
            Change::Removed => format!("removed  {measure} {about}: {before}"),
        };
        out.push_str(&what.replace(" :", ":"));
        out.push('\n');
    }
    say_lines(&out, &draft.files)?;
    let count = |wanted: Change| imported.moved.iter().filter(|moved| moved.change == wanted).count();
    let counts = format!(
        "{}: {} new, {} changed, {} removed, {} as before",
        imported.files.join(", "),
        count(Change::New),
        count(Change::Changed),
        count(Change::Removed),
        imported.unchanged
    );
    tell(&match (imported.moved.is_empty(), imported.written) {
        (true, _) => format!("nothing to import: all {} figures stand there already", imported.unchanged),
        (_, true) => format!("wrote {counts}"),
        (_, false) => format!("{counts}; nothing is written without --write"),
    });
    Ok(())
}

/// The files of notes with their new values.
fn notes(draft: &Draft, card: &Scorecard, new: &NewNotes) -> Result<Vec<(PathBuf, String)>, String> {
    let shared = draft.root.join("notes");
    let inside = |path: &Path| draft.root.canonicalize().is_ok_and(|root| path.starts_with(root));
    let own = shared.join(&card.id);
    if let Some(out) =
        [&shared, &own].into_iter().find(|folder| folder.canonicalize().is_ok_and(|to| !inside(&to)))
    {
        return Err(format!("error: `{}` is a link that leads out of the project", out.display()));
    }
    let mut files = Vec::new();
    for (period, lines) in &new.lines {
        let name = format!("{period}.yaml");
        // Where a project has several scorecards each has a folder of its own.
        let path = if own.is_dir() { own.join(&name) } else { shared.join(&name) };
        let before = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("error: cannot read `{}`: {error}", path.display())),
        };
        let text = with_values(&before, lines).ok_or_else(|| {
            format!(
                "error: `{}` holds `values` in braces or brackets; write them as a list, one below the other",
                path.display()
            )
        })?;
        files.push((path, text));
    }
    Ok(files)
}

/// Notes with lines added to their list `values`; nothing where that is written so that no line can be added.
fn with_values(before: &str, lines: &[String]) -> Option<String> {
    let at_margin =
        |line: &str| line.starts_with(|c: char| c.is_alphanumeric() || c == '_' || "\"'{[".contains(c));
    let all: Vec<&str> = before.lines().collect();
    if all.iter().any(|line| line.starts_with(['{', '['])) {
        return None;
    }
    let added = |indent: &str| lines.iter().map(|line| format!("{indent}- {line}\n")).collect::<String>();
    let Some(start) = all.iter().position(|line| line.starts_with("values:")) else {
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        return Some(format!("{before}{gap}values:\n{}", added("  ")));
    };
    let rest = all[start]["values:".len()..].trim();
    if !rest.is_empty() && !rest.starts_with('#') {
        return None;
    }
    let end = (start + 1..all.len()).find(|at| at_margin(all[*at])).unwrap_or(all.len());
    let is_entry = |at: &usize| all[*at].trim_start().starts_with("- ");
    let indent = (start + 1..end)
        .find(is_entry)
        .map_or("  ", |at| &all[at][..all[at].len() - all[at].trim_start().len()]);
    // Behind the last line that says something.
    let says = |at: &usize| !all[*at].trim().is_empty() && !all[*at].trim_start().starts_with('#');
    let last = (start..end).rev().find(says).unwrap_or(start);
    let part = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    Some(format!("{}{}{}", part(&all[..=last]), added(indent), part(&all[last + 1..])))
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let name = path.file_name().and_then(|name| Name::exact(&name.to_string_lossy()));
    let name = name.ok_or(io::ErrorKind::InvalidFilename)?;
    disk::make_below(&folder, &[])?;
    let (part, mut file) = disk::begin_file(&folder)?;
    file.write_all(text.as_bytes())?;
    disk::name_file(&part, &folder, &name).map(|_| ())
}
