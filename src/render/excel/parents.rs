//! Calc, second half: objectives, perspectives and the whole, each from the rows above it.

use super::ExcelError;
use super::address::{INPUTS, ParentRows, Settings, cell, down, fixed_on, parent, rows};
use super::calc::column as calc;
use super::calc::{effective, points, present};
use super::formulas::reaches;
use super::inputs::objectives;
use super::page::Page;
use super::solve::SolvedParent;
use super::style::{self, PLAIN, SCORE, SHARE_FINE};
use crate::report::workings::ParentWorking;

/// Columns of Calc that parents use in their own meaning.
pub(super) mod column {
    pub(in super::super) const BELOW: u16 = 5;
    pub(in super::super) const PRESENT: u16 = 6;
    pub(in super::super) const POINTS: u16 = 7;
    pub(in super::super) const COVERAGE: u16 = 8;
    pub(in super::super) const WORST: u16 = 9;
    pub(in super::super) const MEAN: u16 = 10;
    pub(in super::super) const COVERED: u16 = 11;
    pub(in super::super) const OWN_RANK: u16 = 12;
    pub(in super::super) const RANK: u16 = 13;
}

const HEADS: [&str; 9] = [
    "Weight below",
    "… with a score",
    "Weight × score below",
    "Coverage",
    "Worst rank below",
    "Mean score",
    "Coverage reached",
    "Rank by score",
    "Rank by policy",
];

/// Id of the whole, which perspectives name as their parent.
const WHOLE: &str = "scorecard";

struct Parent<'a> {
    row: u32,
    /// Row in Inputs' table.
    inputs: u32,
    title: &'a str,
    id: &'a str,
    inside: &'a str,
    /// Row of its own parent; none for the whole.
    above: Option<u32>,
    /// First row of the children's table, and how many rows it has.
    children: (u32, usize),
    solved: &'a SolvedParent,
    engine: &'a ParentWorking,
}

/// Writes the roll-up below the measures.
pub(super) fn write(page: &mut Page) -> Result<(), ExcelError> {
    let book = page.book;
    let (at, workings, style) = (&book.at, book.workings, &book.style);
    let first = at.calc_parents.objectives;
    page.text(first - 2, 0, "Objectives, perspectives and the whole", &style.section())?;
    page.heads(first - 1, 0, &["Parent", "Id", "In", "", ""], 5)?;
    page.heads(first - 1, column::BELOW, &HEADS, 0)?;
    page.heads(first - 1, column::RANK + 1, &["", "", "", "", "", "", "Score"], 0)?;
    page.heads(first - 1, calc::STATUS, &["Status", "", ""], 1)?;
    page.heads(
        first - 1,
        calc::RANK,
        &["Rank, 3 worst", "Weight", "Weight with a score", "Weight × score", "Effective weight"],
        0,
    )?;
    let ParentRows { objectives: objective_rows, perspectives: perspective_rows, total } = at.calc_parents;
    for (o, objective) in objectives(workings).enumerate() {
        let perspective = at.perspective_of[o];
        let parent = Parent {
            row: objective_rows + rows(o),
            inputs: at.inputs_parents.objectives + rows(o),
            title: &objective.title,
            id: &objective.id,
            inside: &workings.perspectives[perspective].id,
            above: Some(perspective_rows + rows(perspective)),
            children: (at.calc_measures, workings.measures.len()),
            solved: &book.solved.objectives[o],
            engine: &objective.parent,
        };
        self::row(page, &parent)?;
    }
    for (p, perspective) in workings.perspectives.iter().enumerate() {
        let parent = Parent {
            row: perspective_rows + rows(p),
            inputs: at.inputs_parents.perspectives + rows(p),
            title: &perspective.title,
            id: &perspective.id,
            inside: WHOLE,
            above: Some(total),
            children: (objective_rows, at.perspective_of.len()),
            solved: &book.solved.perspectives[p],
            engine: &perspective.parent,
        };
        self::row(page, &parent)?;
    }
    let whole = Parent {
        row: total,
        inputs: at.inputs_parents.total,
        title: &workings.head.scorecard,
        id: WHOLE,
        inside: "",
        above: None,
        children: (perspective_rows, workings.perspectives.len()),
        solved: &book.solved.total,
        engine: &workings.total,
    };
    self::row(page, &whole)
}

fn row(page: &mut Page, p: &Parent) -> Result<(), ExcelError> {
    let style = &page.book.style;
    let row = p.row;
    let plain = style.figure(PLAIN);
    let own = |column: u16| cell(row, column);
    let (first, count) = p.children;
    let id = own(calc::ID);
    let inside = down(first, count, calc::IN);
    let sum = |column: u16| format!("SUMIFS({},{inside},{id})", down(first, count, column));

    page.text(row, 0, p.title, &style.text())?;
    page.text(row, calc::ID, p.id, &style.note())?;
    page.text(row, calc::IN, p.inside, &style.note())?;
    page.live(row, column::BELOW, &sum(calc::WEIGHT), p.solved.below, &plain)?;
    page.live(row, column::PRESENT, &sum(calc::PRESENT), p.solved.present, &plain)?;
    page.live(row, column::POINTS, &sum(calc::POINTS), p.solved.points, &style.figure("#,##0.0"))?;

    let (below, present_below, points_below) =
        (own(column::BELOW), own(column::PRESENT), own(column::POINTS));
    let coverage = format!("IF({below}>0,{present_below}/{below},\"\")");
    page.live(
        row,
        column::COVERAGE,
        &coverage,
        p.solved.coverage,
        &style.figure(&style::share(p.engine.coverage_decimals)),
    )?;
    let (ranks, weights) = (down(first, count, calc::RANK), down(first, count, calc::WEIGHT));
    let worst = format!("SUMPRODUCT(MAX(({inside}={id})*({weights}>0)*{ranks}))");
    page.live(row, column::WORST, &worst, p.solved.worst, &style.figure("0"))?;
    let penalise = format!("{}=\"penalise\"", fixed_on(INPUTS, Settings::MISSING, Settings::VALUE));
    let penalty = fixed_on(INPUTS, Settings::PENALTY, Settings::VALUE);
    let mean = format!(
        "IF({penalise},IF({below}>0,({points_below}+({below}-{present_below})*{penalty})/{below},\"\"),\
         IF({present_below}>0,{points_below}/{present_below},\"\"))"
    );
    page.live(row, column::MEAN, &mean, p.solved.mean, &style.figure(SCORE))?;

    let share = own(column::COVERAGE);
    let least = fixed_on(INPUTS, Settings::MIN_COVERAGE, Settings::VALUE);
    let covered = format!("IF({present_below}>0,IF({},1,0),0)", reaches(&share, &least));
    page.live(row, column::COVERED, &covered, p.solved.covered, &style.figure("0"))?;
    let (mean, covered) = (own(column::MEAN), own(column::COVERED));
    let edge = |column: u16| fixed_on(INPUTS, p.inputs, column);
    let rank = format!(
        "IF({covered}=1,IF({},1,IF({},2,3)),0)",
        reaches(&mean, &edge(parent::ON_TARGET)),
        reaches(&mean, &edge(parent::WATCH)),
    );
    page.live(row, column::OWN_RANK, &rank, p.solved.rank, &style.figure("0"))?;
    let (rank, worst, policy) = (own(column::OWN_RANK), own(column::WORST), edge(parent::STATUS_FROM));
    let by_policy = format!(
        "IF({rank}=0,0,IF(AND({policy}=\"worst\",{worst}>0),{worst},\
         IF(AND({policy}=\"capped\",{worst}=3),MAX({rank},2),{rank})))"
    );
    page.live(row, column::RANK, &by_policy, p.solved.status.rank(), &style.figure("0"))?;

    let score = format!("IF({covered}=1,{mean},\"\")");
    let format = style.figure(&style::score(p.engine.score_decimals)).set_bold();
    page.live(row, calc::SCORE_OUT, &score, p.solved.score, &format)?;
    let rank = own(column::RANK);
    let status = format!("IF({rank}=0,\"No data\",CHOOSE({rank},\"On target\",\"Watch\",\"Off target\"))");
    page.live(row, calc::STATUS, &status, p.solved.status.word(), &style.beside())?;
    page.live(row, calc::RANK, &rank, p.solved.status.rank(), &style.figure("0"))?;
    // A weight counts where something below is judged.
    let weight = format!("IF({below}>0,{},0)", fixed_on(INPUTS, p.inputs, parent::WEIGHT));
    page.live(row, calc::WEIGHT, &weight, p.solved.share.weight, &plain)?;
    page.live(row, calc::PRESENT, &present(row), p.solved.share.present, &plain)?;
    page.live(row, calc::POINTS, &points(row), p.solved.share.points, &style.figure("#,##0.0"))?;
    let whole = style.figure(SHARE_FINE);
    match p.above {
        Some(above) => {
            page.live(row, calc::EFFECTIVE, &effective(row, above), p.solved.share.effective, &whole)
        }
        None => page.number(row, calc::EFFECTIVE, Some(1.0), &whole),
    }
}
