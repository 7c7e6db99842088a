//! Calc, second half: objectives, perspectives and the whole, each from the rows of its children, in short steps.

use super::columns::{Figures, of_measures as calc, of_parents as column};
use super::error::ExcelError;
use super::page::Page;
use super::policy::{ParentEntry, Policies, all_parents};
use super::reference::{cell, fixed, rows};
use super::style::{self, PLAIN, SHARE_FINE};
use crate::words::Book;

const HEADS: [Book; 11] = [
    Book::WeightBelow,
    Book::WeightBelowScored,
    Book::PointsBelow,
    Book::Coverage,
    Book::Mean,
    Book::Covered,
    Book::ByScore,
    Book::ChildrenOff,
    Book::ChildrenWatch,
    Book::Worst,
    Book::ByPolicy,
];

/// Writes the roll-up below the measures, which stand from a row on.
pub(super) fn write(
    page: &mut Page<'_, '_>,
    policies: &Policies,
    (measures, count): (u32, u32),
    first: u32,
) -> Result<Figures, ExcelError> {
    let draft = page.draft;
    let workings = draft.workings;
    page.text(first - 2, 0, &draft.say(Book::Parents), &draft.style.section().set_shrink());
    page.heads(first - 1, 0, &[Book::Title, Book::Id, Book::In], 3);
    page.heads(first - 1, column::BELOW, &HEADS, 0);
    let outcome = [
        Book::Score,
        Book::Status,
        Book::Weight,
        Book::WeightScored,
        Book::Points,
        Book::Effective,
        Book::RankCounted,
    ];
    page.heads(first - 1, calc::SCORE, &outcome, 0);
    // Objectives first, for they stand on the measures above, then perspectives, then the whole.
    let all = all_parents(workings);
    let perspectives = workings.perspectives.len();
    let objectives = all.len() - 1 - perspectives;
    let row_of = |index: usize| match index {
        0 => first + rows(objectives + perspectives),
        i if i <= perspectives => first + rows(objectives + i - 1),
        i => first + rows(i - 1 - perspectives),
    };
    let rows_of: Vec<u32> = (0..all.len()).map(row_of).collect();
    let mut above = 0;
    let mut parents_above: Vec<usize> = vec![0; all.len()];
    for (i, objective) in all.iter().enumerate().skip(1 + perspectives) {
        above = all.iter().position(|parent| parent.id == objective.above).unwrap_or(above);
        parents_above[i] = above;
    }
    for (i, ParentEntry { title, id, above, computed: engine, .. }) in all.iter().enumerate() {
        let row = rows_of[i];
        let style = &draft.style;
        page.text(row, 0, title, &style.text());
        page.text(row, calc::ID, id, &style.note());
        page.text(row, calc::IN, above, &style.note());
        let children = match i {
            0 => (first + rows(objectives), rows(perspectives)),
            i if i <= perspectives => (first, rows(objectives)),
            _ => (measures, count),
        };
        let format = style::score(engine.score_decimals);
        let mut terms = policies.of_parent(draft, i);
        if i == 0 {
            // The whole is a part of nothing.
            terms[0] = "1".to_owned();
        }
        steps(page, row, children, &terms, &format);
        match i {
            0 => page.number(row, calc::EFFECTIVE, Some(1.0), &style.figure(SHARE_FINE)),
            _ => write_contribution(page, row, rows_of[parents_above[i]]),
        }
    }
    Ok(Figures { measures, parents: rows_of })
}

fn steps(
    page: &mut Page<'_, '_>,
    row: u32,
    (first, count): (u32, u32),
    [weight, on, watch, from]: &[String; 4],
    format: &str,
) {
    let style = &page.draft.style;
    let here = |column: u16| cell(row, column);
    let last = first + count.max(1) - 1;
    let down = |column: u16| format!("{}:{}", fixed(first, column), fixed(last, column));
    let (inside, id) = (down(calc::IN), here(calc::ID));
    let sum = |column: u16| format!("SUMIFS({},{inside},{id})", down(column));
    let mut put = |column: u16, formula: String, format: &str| {
        page.live(row, column, &formula, &style.figure(format));
    };
    put(column::BELOW, sum(calc::WEIGHT), PLAIN);
    put(column::PRESENT, sum(calc::PRESENT), PLAIN);
    put(column::POINTS, sum(calc::POINTS), "#,##0.0");
    let (below, present, points) = (here(column::BELOW), here(column::PRESENT), here(column::POINTS));
    put(column::COVERAGE, format!("IF({below}>0,{present}/{below},\"\")"), SHARE_FINE);
    put(
        column::MEAN,
        format!(
            "IF(Missing=2,IF(AND({below}>0,ISNUMBER(Penalty)),({points}+({below}-{present})*Penalty)/{below},\"\"),\
             IF({present}>0,{points}/{present},\"\"))"
        ),
        style::RAW,
    );
    let share = here(column::COVERAGE);
    put(
        column::COVERED,
        format!(
            "IF(AND({present}>0,ISNUMBER(Least_Coverage)),IF({share}>=Least_Coverage-Slack*MAX(Least_Coverage,ABS({share})),1,0),0)"
        ),
        "0",
    );
    let (mean, covered) = (here(column::MEAN), here(column::COVERED));
    let reaches = |edge: &str| format!("{mean}>={edge}-Slack*MAX(ABS({edge}),ABS({mean}))");
    let all = format!("AND({covered}=1,COUNT({mean},{on},{watch})=3)");
    put(column::BY_SCORE, format!("IF({all},IF({},1,IF({},2,3)),0)", reaches(on), reaches(watch)), "0");
    let ranked = |rank: u8| format!("COUNTIFS({inside},{id},{},{rank})", down(calc::COUNTED));
    put(column::OFF_TARGET, ranked(3), "0");
    put(column::WATCH, ranked(2), "0");
    let (off, watched) = (here(column::OFF_TARGET), here(column::WATCH));
    put(column::WORST, format!("IF({off}>0,3,IF({watched}>0,2,IF({present}>0,1,0)))"), "0");
    let (rank, worst) = (here(column::BY_SCORE), here(column::WORST));
    put(
        column::BY_POLICY,
        format!(
            "IF({rank}=0,0,CHOOSE({from},{rank},IF({worst}>0,{worst},{rank}),IF({worst}=3,MAX({rank},2),{rank})))"
        ),
        "0",
    );
    put(calc::SCORE, format!("IF({covered}=1,{mean},\"\")"), format);
    let rank = here(column::BY_POLICY);
    put(calc::STATUS, format!("IF({rank}=0,4,{rank})"), "0");
    // A weight counts where something below is judged.
    put(calc::WEIGHT, format!("IF({below}>0,{},0)", number_or_absent(weight)), PLAIN);
    let weight = here(calc::WEIGHT);
    put(calc::COUNTED, format!("IF(AND(ISNUMBER({weight}),{weight}>0),{rank},0)"), "0");
}

/// What a child brings to its parent: its weight where it has a score, that times the score, and its part of the whole.
pub(super) fn write_contribution(page: &mut Page<'_, '_>, row: u32, parent: u32) {
    let style = &page.draft.style;
    let (score, weight) = (cell(row, calc::SCORE), cell(row, calc::WEIGHT));
    let present = format!("IF(COUNT({score},{weight})=2,{weight},0)");
    page.live(row, calc::PRESENT, &present, &style.figure(PLAIN));
    let points = format!("IF(COUNT({score},{weight})=2,{weight}*{score},0)");
    page.live(row, calc::POINTS, &points, &style.figure("#,##0.0"));
    let (below, whole) = (fixed(parent, column::BELOW), fixed(parent, calc::EFFECTIVE));
    let effective = format!("IF(COUNT({weight},{whole})=2,IF({below}>0,{weight}/{below}*{whole},0),\"\")");
    page.live(row, calc::EFFECTIVE, &effective, &style.figure(SHARE_FINE));
}

/// A number of Policy, and nothing of what is no number.
pub(super) fn number_or_absent(at: &str) -> String {
    if at.parse::<f64>().is_ok() { at.to_owned() } else { format!("IF(ISNUMBER({at}),{at},\"\")") }
}
