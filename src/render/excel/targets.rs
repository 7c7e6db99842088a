//! Targets: what the plan comes to in every period, live, and whether a period is judged.

use super::error::ExcelError;
use super::facts::table;
use super::page::{Draft, Page};
use super::plan::Points;
use super::reference::{cell, columns};
use super::sheet::Sheet;
use super::style;
use crate::report::workings::{MeasureWorking, Part, PathStep, PeriodWorking, PointKind, Span};
use crate::words::{Book, Phrase, PlanNumber};

mod column {
    pub(super) const KEY: u16 = 0;
    pub(super) const MEASURE: u16 = 1;
    pub(super) const TITLE: u16 = 2;
    pub(super) const PERIOD: u16 = 3;
    pub(super) const FIRST: u16 = 4;
    pub(super) const LAST: u16 = 5;
    pub(super) const JUDGED: u16 = 6;
    pub(super) const SCORED: u16 = 7;
    pub(super) const REASON: u16 = 8;
    pub(super) const FROM: u16 = 9;
    pub(super) const WAY: u16 = 11;
    pub(super) const TARGET: u16 = 13;
    pub(super) const GOAL_FROM: u16 = 14;
    pub(super) const GOAL_WAY: u16 = 16;
    pub(super) const GOAL: u16 = 18;
    pub(super) const START: u16 = 19;
    pub(super) const BASELINE: u16 = 20;
    pub(super) const WEIGHING: u16 = 21;
    pub(super) const WEIGHT: u16 = 22;
    pub(super) const WORD: u16 = 23;
}

const HEADS: [&dyn Phrase; 24] = [
    &Book::Key,
    &Book::Id,
    &Book::Measure,
    &Book::Period,
    &Book::FirstDay,
    &Book::LastDay,
    &Book::Judged,
    &Book::Scored,
    &Book::Reason,
    &Book::FromPoint,
    &Book::ToPoint,
    &Book::Way,
    &Book::Share,
    &Book::Target,
    &Book::GoalFromPoint,
    &Book::GoalToPoint,
    &Book::GoalWay,
    &Book::GoalShare,
    &Book::Goal,
    &Book::StartPoint,
    &PlanNumber::Baseline,
    &Book::WeightPoint,
    &PlanNumber::Weight,
    &Book::InPlaceOfStatus,
];

const NAMES: [(&str, u16); 9] = [
    ("tKey", column::KEY),
    ("tJudged", column::JUDGED),
    ("tScored", column::SCORED),
    ("tReason", column::REASON),
    ("tTarget", column::TARGET),
    ("tGoal", column::GOAL),
    ("tBaseline", column::BASELINE),
    ("tWeight", column::WEIGHT),
    ("tWord", column::WORD),
];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>, points: &Points) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Targets)?;
    let titles = draft.titles(40.0);
    page.widths(&[30.0, 22.0, titles, 16.0, 12.0, 12.0, 9.0, 9.0, 34.0])?;
    page.across(column::FROM, column::WORD, 13.0)?;
    for key in [
        column::FROM,
        column::FROM + 1,
        column::GOAL_FROM,
        column::GOAL_FROM + 1,
        column::START,
        column::WEIGHING,
    ] {
        page.across(key, key, 24.0)?;
    }
    let first = page.top + 1;
    let mut row = first;
    for (index, m) in draft.workings.measures.iter().enumerate() {
        for period in m.periods.iter().flatten() {
            TargetRow { row, index, m, points }.write(&mut page, period);
            row += 1;
        }
        for coming in &m.coming {
            if let Some(way) = &coming.way {
                TargetRow { row, index, m, points }.upcoming(&mut page, &coming.span, way);
                row += 1;
            }
        }
    }
    let last = row.saturating_sub(1).max(first);
    let numbers = [4, 5, 6, 7, 11, 12, 13, 16, 17, 18, 20, 22];
    table(&mut page, "tTargets", (first - 1, 0), (last, column::WORD), &HEADS, &numbers)?;
    for (name, column) in NAMES {
        page.name(name, (first, column), (last, column));
    }
    for column in [column::FIRST, column::JUDGED, column::SCORED, column::WAY, column::GOAL_WAY] {
        page.add_checksum(&draft.say(HEADS[usize::from(column)]), (first, column), (last, column));
    }
    page.sheet.set_freeze_panes(first, 2)?;
    page.sheet.set_repeat_rows(0, page.top)?;
    page.sheet.set_repeat_columns(column::TITLE, column::PERIOD)?;
    page.sheet.set_print_fit_to_pages(2, 0);
    page.sheet.set_print_area(0, 0, last, column::TARGET)?;
    Ok(page)
}

/// The row of a measure in a period.
struct TargetRow<'r> {
    row: u32,
    /// The place of the measure among all.
    index: usize,
    m: &'r MeasureWorking,
    points: &'r Points,
}

impl TargetRow<'_> {
    /// Which measure and which period a row is of.
    fn head(&self, page: &mut Page<'_, '_>, span: &Span) {
        let (row, m) = (self.row, self.m);
        let style = &page.draft.style;
        let key = format!("{}&\"|\"&{}", cell(row, column::MEASURE), cell(row, column::LAST));
        page.live(row, column::KEY, &key, &style.note());
        page.text(row, column::MEASURE, &m.id, &style.text());
        page.text(row, column::TITLE, &m.title, &style.text());
        page.text(row, column::PERIOD, &span.label, &style.text());
        page.day(row, column::FIRST, Some(span.first), &style.figure(""));
        page.day(row, column::LAST, Some(span.last), &style.figure(""));
    }

    /// What the plan comes to in a period after the reported one, which is not judged.
    fn upcoming(&self, page: &mut Page<'_, '_>, span: &Span, way: &PathStep) {
        self.head(page, span);
        let style = &page.draft.style;
        page.number(self.row, column::JUDGED, Some(0.0), &style.figure("0"));
        page.number(self.row, column::SCORED, Some(0.0), &style.figure("0"));
        let value = style::value(self.m.unit, self.m.decimals);
        self.target(page, Some(way), (column::FROM, column::TARGET), &value);
    }

    fn write(&self, page: &mut Page<'_, '_>, period: &PeriodWorking) {
        self.head(page, &period.span);
        let row = self.row;
        let style = &page.draft.style;
        let flag = |flag: bool| Some(f64::from(u8::from(flag)));
        page.number(row, column::JUDGED, flag(period.judged), &style.figure("0"));
        page.number(row, column::SCORED, flag(period.scored), &style.figure("0"));
        page.text(row, column::REASON, &period.reason, &style.beside());
        page.text(row, column::WORD, &period.word, &style.beside());
        let value = style::value(self.m.unit, self.m.decimals);
        self.target(page, period.way.as_ref(), (column::FROM, column::TARGET), &value);
        self.target(page, period.goal.as_ref(), (column::GOAL_FROM, column::GOAL), &value);
        let single = [
            (period.baseline, column::START, column::BASELINE, value.as_str()),
            (period.weight, column::WEIGHING, column::WEIGHT, style::COUNT),
        ];
        for (point, key, result, format) in single {
            let style = &page.draft.style;
            match point {
                Some(point) => {
                    page.text(row, key, self.points.key(self.index, point), &style.note());
                    let found = format!("IFERROR(INDEX(pUsed,MATCH({},pKey,0)),\"\")", cell(row, key));
                    page.live(row, result, &found, &style.figure(format));
                }
                None => page.absent(row, result, &style.figure(format)),
            }
        }
    }

    /// `(from · (1 − way) + to · way) · share`, in four columns before the result.
    fn target(
        &self,
        page: &mut Page<'_, '_>,
        way: Option<&PathStep>,
        (first, result): (u16, u16),
        format: &str,
    ) {
        let (row, style) = (self.row, &page.draft.style);
        let Some(way) = way else {
            page.absent(row, result, &style.figure(format));
            return;
        };
        let key = |point: usize| self.points.key(self.index, point);
        let [from, to, part, share] = [0, 1, 2, 3].map(|i| cell(row, first + columns(i)));
        page.text(row, first, key(way.from), &style.note());
        page.text(row, first + 1, key(way.change.unwrap_or(way.to)), &style.note());
        page.number(row, first + 2, Some(way.way), &style.figure("0.0000"));
        match way.share {
            Part::Number(number) => page.number(row, first + 3, Some(number), &style.figure("0.0000")),
            Part::Point(point) => {
                let key = key(point).replace('"', "\"\"");
                let found = format!("IFERROR(INDEX(pUsed,MATCH(\"{key}\",pKey,0)),\"\")");
                page.live(row, first + 3, &found, &style.figure("0.0000"));
            }
        }
        let at = |key: &str| format!("INDEX(pUsed,MATCH({key},pKey,0))");
        let inner = match way.change.map(|change| self.m.plan.points[change].kind) {
            // A tenth more than a loss is a tenth of its size less of a loss.
            Some(PointKind::Relative) => format!("({0}+ABS({0})*{1})", at(&from), at(&to)),
            Some(_) => format!("({}+{})", at(&from), at(&to)),
            None => format!("({}*(1-{part})+{}*{part})", at(&from), at(&to)),
        };
        page.live(row, result, &format!("IFERROR({inner}*{share},\"\")"), &style.figure(format));
    }
}
