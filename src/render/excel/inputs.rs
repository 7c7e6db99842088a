//! Inputs: settings, weights, targets and components; everything a person may change, in blue.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Worksheet};

use crate::measure::Direction;
use crate::model::{Edges, Judgement, Missing, ParentStatus, Scoring};
use crate::report::workings::{ParentWorking, Workings};

use super::address::{self, BODY, INPUTS, Settings, measure, parent, rows};
use super::page::Page;
use super::solve::{PENALTY, SLACK};
use super::style::{COUNT, PLAIN, SHARE};
use super::{Book, ExcelError};

pub(super) const MISSING: [&str; 2] = ["renormalise", "penalise"];
pub(super) const STATUS_FROM: [&str; 3] = ["score", "worst", "capped"];
pub(super) const DIRECTIONS: [&str; 2] = ["maximise", "minimise"];
pub(super) const SCORINGS: [&str; 7] =
    ["distance", "attainment", "attainment_inverse", "band", "goal_red_flag", "formula", "met"];
pub(super) const JUDGED_BY: [&str; 4] = ["edges", "tolerance", "share of target", "goal and red flag"];
/// Scores at the goal and at the red flag.
const GOAL: Edges = Edges { on_target: 200.0 / 3.0, watch: 100.0 / 3.0 };

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let mut page = Page::new(book, INPUTS, "Inputs")?;
    page.widths(&[38.0, 20.0, 12.0])?;
    page.sheet.set_column_range_width(3, address::measure::OWNER.max(book.at.last_input()), 12.0)?;
    page.sheet.set_freeze_panes(3, 1)?;
    settings(&mut page)?;
    parents(&mut page)?;
    measures(&mut page)?;
    super::series::write(&mut page)?;
    Ok(page.sheet)
}

fn settings(page: &mut Page) -> Result<(), ExcelError> {
    let (style, rollup) = (&page.book.style, &page.book.workings.rollup);
    page.text(BODY, 0, "Settings", &style.section())?;
    page.heads(BODY + 1, 0, &["Setting", "", "", "Value", "Meaning"], 5)?;
    let missing = match rollup.missing {
        Missing::Renormalise => MISSING[0],
        Missing::Penalise => MISSING[1],
    };
    let notes = [
        (
            Settings::MISSING,
            "Missing children",
            "renormalise: the others share the weight; penalise: they count with the score below",
        ),
        (Settings::PENALTY, "Score of a missing child", "used only with penalise"),
        (
            Settings::MIN_COVERAGE,
            "Least coverage",
            "share of the weight below that needs a score; a parent under it has neither score nor status",
        ),
        (
            Settings::SLACK,
            "Slack of comparisons",
            "share of an edge forgiven, for the last digits of binary arithmetic",
        ),
    ];
    for (row, label, note) in notes {
        page.text(row, 0, label, &style.text())?;
        page.text(row, Settings::VALUE + 1, note, &style.note().set_indent(1))?;
    }
    page.text(Settings::MISSING, Settings::VALUE, missing, &style.input_word())?;
    page.number(Settings::PENALTY, Settings::VALUE, Some(PENALTY), &style.input(PLAIN))?;
    page.number(Settings::MIN_COVERAGE, Settings::VALUE, Some(rollup.min_coverage), &style.input(SHARE))?;
    page.number(Settings::SLACK, Settings::VALUE, Some(SLACK), &style.input("0E+00"))?;
    choice(page, &MISSING, Settings::MISSING, Settings::MISSING, Settings::VALUE)?;
    let share = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
    checked(
        page,
        share,
        "a share from 0% to 100%",
        Settings::MIN_COVERAGE,
        Settings::MIN_COVERAGE,
        Settings::VALUE,
    )
}

fn parents(page: &mut Page) -> Result<(), ExcelError> {
    let (style, at) = (&page.book.style, &page.book.at);
    let workings = page.book.workings;
    let first = at.inputs_parents.total;
    page.text(first - 2, 0, "Scorecard, perspectives and objectives", &style.section())?;
    page.heads(first - 1, 0, &["Title", "Id", "Kind"], 3)?;
    page.heads(first - 1, 3, &["Weight", "On target from", "Watch from"], 0)?;
    page.heads(first - 1, parent::STATUS_FROM, &["Status from"], 1)?;
    let mut table = vec![(workings.head.scorecard.as_str(), "scorecard", "scorecard", 1.0, &workings.total)];
    table.extend(
        workings
            .perspectives
            .iter()
            .map(|p| (p.title.as_str(), p.id.as_str(), "perspective", p.weight, &p.parent)),
    );
    table.extend(
        objectives(workings).map(|o| (o.title.as_str(), o.id.as_str(), "objective", o.weight, &o.parent)),
    );
    for (i, (title, id, kind, weight, computed)) in table.iter().enumerate() {
        let row = first + rows(i);
        page.text(row, 0, title, &style.text())?;
        page.text(row, 1, id, &style.note())?;
        page.text(row, 2, kind, &style.note())?;
        page.number(row, parent::WEIGHT, Some(*weight), &style.input(PLAIN))?;
        page.number(row, parent::ON_TARGET, Some(computed.edges.on_target), &style.input(PLAIN))?;
        page.number(row, parent::WATCH, Some(computed.edges.watch), &style.input(PLAIN))?;
        page.text(row, parent::STATUS_FROM, status_from(computed), &style.input_word())?;
    }
    let last = first + rows(table.len()) - 1;
    weights(page, first, last, parent::WEIGHT)?;
    choice(page, &STATUS_FROM, first, last, parent::STATUS_FROM)
}

fn status_from(parent: &ParentWorking) -> &'static str {
    match parent.parent_status {
        ParentStatus::Score => STATUS_FROM[0],
        ParentStatus::Worst => STATUS_FROM[1],
        ParentStatus::Capped => STATUS_FROM[2],
    }
}

/// All objectives in the order of printing.
pub(super) fn objectives(
    workings: &Workings,
) -> impl Iterator<Item = &crate::report::workings::ObjectiveWorking> {
    workings.perspectives.iter().flat_map(|p| &p.objectives)
}

fn measures(page: &mut Page) -> Result<(), ExcelError> {
    let (style, at) = (&page.book.style, &page.book.at);
    let first = at.inputs_measures;
    page.text(first - 2, 0, "Measures", &style.section())?;
    page.heads(first - 1, 0, &["Title", "Id", "Unit", "Objective"], 4)?;
    page.heads(first - 1, measure::WEIGHT, &["Weight"], 0)?;
    page.heads(first - 1, measure::DIRECTION, &["Better", "Scoring", "Judged by"], 3)?;
    page.heads(
        first - 1,
        measure::ON_TARGET,
        &["On target from", "Watch from", "Tolerance", "Smallest sample", "Floor", "Cap"],
        0,
    )?;
    page.heads(first - 1, measure::LEVEL, &["Level", "Owner"], 2)?;
    for (i, m) in page.book.workings.measures.iter().enumerate() {
        let row = at.inputs_measure(i);
        page.text(row, 0, &m.title, &style.text())?;
        page.text(row, 1, &m.id, &style.note())?;
        page.text(row, 2, &m.unit_label, &style.note())?;
        page.text(row, measure::OBJECTIVE, &m.objective, &style.note())?;
        page.number(row, measure::WEIGHT, Some(m.weight), &style.input(PLAIN))?;
        let direction = match m.direction {
            Some(Direction::Maximise) => DIRECTIONS[0],
            Some(Direction::Minimise) => DIRECTIONS[1],
            None => "",
        };
        page.text(row, measure::DIRECTION, direction, &style.input_word())?;
        let scoring = match m.scoring {
            Scoring::Distance => SCORINGS[0],
            Scoring::Attainment => SCORINGS[1],
            Scoring::AttainmentInverse => SCORINGS[2],
            Scoring::Band => SCORINGS[3],
            Scoring::GoalRedFlag => SCORINGS[4],
            Scoring::Formula(_) => SCORINGS[5],
            Scoring::Met => SCORINGS[6],
        };
        page.text(row, measure::SCORING, scoring, &style.input_word())?;
        let (judged_by, edges, tolerance) = match (m.judgement, &m.scoring) {
            (Judgement::Usual(_), Scoring::GoalRedFlag) => (JUDGED_BY[3], Some(GOAL), None),
            (Judgement::Edges(edges) | Judgement::Usual(edges), _) => (JUDGED_BY[0], Some(edges), None),
            (Judgement::Tolerance(tolerance), _) => (JUDGED_BY[1], None, Some((tolerance, PLAIN))),
            (Judgement::ToleranceOfTarget(share), _) => (JUDGED_BY[2], None, Some((share, "0.0%"))),
        };
        page.text(row, measure::JUDGED_BY, judged_by, &style.input_word())?;
        page.number(row, measure::ON_TARGET, edges.map(|e| e.on_target), &style.input(PLAIN))?;
        page.number(row, measure::WATCH, edges.map(|e| e.watch), &style.input(PLAIN))?;
        let format = tolerance.map_or(PLAIN, |(_, format)| format);
        page.number(row, measure::TOLERANCE, tolerance.map(|(t, _)| t), &style.input(format))?;
        page.number(row, measure::MIN_N, Some(f64::from(m.min_n)), &style.input(COUNT))?;
        page.number(row, measure::FLOOR, Some(m.floor), &style.input(PLAIN))?;
        page.number(row, measure::CAP, Some(m.cap), &style.input(PLAIN))?;
        page.text(row, measure::LEVEL, m.level.word(), &style.note().set_indent(1))?;
        page.text(row, measure::OWNER, m.owner.as_deref().unwrap_or_default(), &style.note().set_indent(1))?;
    }
    if page.book.workings.measures.is_empty() {
        return Ok(());
    }
    let last = at.inputs_measure(page.book.workings.measures.len() - 1);
    weights(page, first, last, measure::WEIGHT)?;
    choice(page, &DIRECTIONS, first, last, measure::DIRECTION)?;
    choice(page, &SCORINGS, first, last, measure::SCORING)?;
    choice(page, &JUDGED_BY, first, last, measure::JUDGED_BY)
}

fn weights(page: &mut Page, first: u32, last: u32, column: u16) -> Result<(), ExcelError> {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
    checked(page, rule, "a relative weight, 0 or more", first, last, column)
}

fn choice(page: &mut Page, words: &[&str], first: u32, last: u32, column: u16) -> Result<(), ExcelError> {
    let rule = DataValidation::new().allow_list_strings(words)?;
    checked(page, rule, &format!("one of {}", words.join(", ")), first, last, column)
}

/// A rule for what may be entered, with the message that says so.
pub(super) fn checked(
    page: &mut Page,
    rule: DataValidation,
    wanted: &str,
    first: u32,
    last: u32,
    column: u16,
) -> Result<(), ExcelError> {
    let rule = rule.set_error_title("Not possible here")?.set_error_message(format!("Enter {wanted}."))?;
    page.sheet.add_data_validation(first, column, last, column, &rule)?;
    Ok(())
}

/// A rule of 0 or 1 for a row of periods.
pub(super) fn flags(page: &mut Page, row: u32) -> Result<(), ExcelError> {
    let rule = DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(0, 1))
        .set_error_title("Not possible here")?
        .set_error_message("Enter 1 for yes or 0 for no.")?;
    let (first, last) = (page.book.at.period(0), page.book.at.last_input());
    page.sheet.add_data_validation(row, first, row, last, &rule)?;
    Ok(())
}
