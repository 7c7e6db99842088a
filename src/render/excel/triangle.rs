//! Cohorts by age, on Segments: how many of each cohort are kept, and the share that they are.

use super::page::Page;
use super::reference::{cell, columns, rows};
use super::style::{self, COUNT};
use crate::report::workings::TriangleWorking;
use crate::words::Book;

/// The column of sizes.
const SIZE: u16 = 2;
/// The column of the first age.
const FIRST: u16 = 3;

/// The triangles from a row on.
pub(super) fn write(page: &mut Page<'_, '_>, first: u32) {
    let draft = page.draft;
    let (mut row, mut off) = (first, Vec::new());
    for triangle in &draft.workings.triangles {
        row = block(page, row, triangle, &mut off) + 3;
    }
    let style = &draft.style;
    page.text(row, 0, &draft.say(Book::TrianglesOff), &style.text());
    page.live(row, SIZE, &off.join("+"), &style.figure("0"));
    page.name("Triangles", (row, SIZE), (row, SIZE));
}

/// A measure's cohorts; it gives the last row.
fn block(page: &mut Page<'_, '_>, first: u32, triangle: &TriangleWorking, off: &mut Vec<String>) -> u32 {
    let draft = page.draft;
    let style = &draft.style;
    let m = &draft.workings.measures[triangle.measure];
    let (count, ages) = (rows(triangle.cohorts.len()), columns(triangle.averages.len()));
    page.text(first, 0, &format!("{}: {}", m.title, triangle.title), &style.section());
    let shares = first + count + 4;
    for (top, head) in [(first + 1, Book::CohortKept), (shares, Book::CohortShare)] {
        page.heads(top, 0, &[head], 1);
        page.heads(top, 1, &[Book::Blank, Book::CohortSize], 1);
        for age in 0..ages {
            let head = style.head_right().set_num_format("0");
            page.number(top, FIRST + age, Some(f64::from(age)), &head);
        }
    }
    let value = style::value(m.unit, m.decimals);
    let (top, below) = (first + 2, shares + 1);
    for (i, cohort) in triangle.cohorts.iter().enumerate() {
        let (kept, share) = (top + rows(i), below + rows(i));
        page.text(kept, 0, &cohort.label, &style.text().set_indent(1));
        page.text(share, 0, &cohort.label, &style.text().set_indent(1));
        page.number(kept, SIZE, Some(cohort.size), &style.engine(COUNT).unset_italic());
        page.live(share, SIZE, &cell(kept, SIZE), &style.link(COUNT));
        for (age, number) in cohort.kept.iter().enumerate() {
            let column = FIRST + columns(age);
            if number.is_some() {
                page.number(kept, column, *number, &style.engine(COUNT).unset_italic());
                let (kept, size) = (cell(kept, column), cell(share, SIZE));
                let live = format!("IF(COUNT({kept},{size})<2,\"\",IF({size}=0,\"\",{kept}/{size}))");
                page.live(share, column, &live, &style.figure(&value));
            }
        }
    }
    let last = top + count.max(1) - 1;
    // The cohorts that have reached an age together: each weighs by its size.
    let (mean, engine, differs) = (below + count, below + count + 1, below + count + 2);
    for (row, key) in [(mean, Book::CohortMean), (engine, Book::Engine), (differs, Book::Differences)] {
        page.text(row, 0, &draft.say(key), &style.text().set_bold());
    }
    for (age, average) in triangle.averages.iter().enumerate() {
        let column = FIRST + columns(age);
        let down = |column: u16| format!("{}:{}", cell(top, column), cell(last, column));
        let (kept, sizes) = (down(column), down(SIZE));
        let size = format!("SUMIFS({sizes},{kept},\">=0\")");
        let live = format!("IF({size}=0,\"\",SUM({kept})/{size})");
        page.live(mean, column, &live, &style.figure(&value).set_bold());
        page.number(engine, column, *average, &style.engine(&value));
        let (a, b) = (cell(mean, column), cell(engine, column));
        let off = format!(
            "IF(ISNUMBER({a})<>ISNUMBER({b}),1,IF(ISNUMBER({a}),IF(ABS({a}-{b})<=Tolerance_Relative*ABS({b})+Tolerance_Absolute,0,1),0))"
        );
        page.live(differs, column, &off, &style.figure("0"));
    }
    let end = FIRST + ages.max(1) - 1;
    off.push(format!("SUM({}:{})", cell(differs, FIRST), cell(differs, end)));
    let label = format!("{}: {}", m.title, draft.say(Book::CohortKept));
    page.add_checksum(&label, (top, FIRST), (last, end));
    page.add_checksum(&format!("{}: {}", m.title, draft.say(Book::CohortSize)), (top, SIZE), (last, SIZE));
    differs
}
