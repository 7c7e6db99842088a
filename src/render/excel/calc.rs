//! Calc: the selected period, from each measure's figures to the whole.

use super::columns::{Figures, ROLLUP_APART, of_measures as column};
use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::parents::{self, write_contribution};
use super::policy::Policies;
use super::reference::{cell, columns, rows};
use super::series::{Lines, SeriesBasis};
use super::sheet::Sheet;
use super::style::{self, COUNT, PLAIN};
use crate::measure::Unit;
use crate::model::Scoring;
use crate::report::workings::MeasureWorking;
use crate::words::{Book, ListWord, Phrase, PlanNumber, SeriesLine};

const HEADS: [&dyn Phrase; 34] = [
    &Book::Measure,
    &Book::Id,
    &Book::In,
    &Book::Unit,
    &Book::RowPolicy,
    &Book::Column,
    &Book::Period,
    &ListWord::BasisPeriod,
    &ListWord::BasisYear,
    &ListWord::BasisRolling,
    &Book::Target,
    &SeriesLine::TargetToDate,
    &Book::YearBefore,
    &Book::Actual,
    &Book::Compared,
    &Book::Difference,
    &Book::Relative,
    &Book::Favour,
    &Book::Material,
    &Book::Sample,
    &Book::Score,
    &Book::Status,
    &Book::Weight,
    &Book::WeightScored,
    &Book::Points,
    &Book::Effective,
    &Book::RankCounted,
    &Book::Reason,
    &Book::Formula,
    &Book::YearBeforeToDate,
    &Book::YearBeforeShown,
    &SeriesLine::Word,
    &PlanNumber::BandLow,
    &PlanNumber::BandHigh,
];

/// The first column of other versions of the plan: each has one for the period and one for the year to date.
const VERSIONS: u16 = column::HIGH + 1;

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    lines: &[Lines],
    policies: &Policies,
) -> Result<(Page<'d, 'a>, Figures), ExcelError> {
    let mut page = Page::new(draft, Sheet::Calc)?;
    page.widths(&[draft.titles(36.0), 18.0, 14.0, 11.0, 8.0, 8.0, 14.0])?;
    page.across(column::VALUE, column::COUNTED, 11.0)?;
    // Points of rates have their unit behind them.
    page.across(column::DIFFERENCE, column::DIFFERENCE, 16.0)?;
    page.across(column::REASON, column::READING, 60.0)?;
    page.across(column::YEAR_BEFORE_TO_DATE, column::HIGH, 14.0)?;
    let first = BODY + 2;
    page.text(BODY, 0, &draft.say(Book::Measures), &draft.style.section().set_shrink());
    page.heads(BODY + 1, 0, &HEADS, 5);
    for (i, title) in draft.versions().iter().enumerate() {
        let at = VERSIONS + columns(2 * i);
        page.text(BODY + 1, at, title, &draft.style.head_right());
        let year = format!("{title}, {}", draft.say(ListWord::BasisYear));
        page.text(BODY + 1, at + 1, &year, &draft.style.head_right());
        page.across(at, at + 1, 11.0)?;
    }
    page.sheet.set_freeze_panes(first, 1)?;
    let count = rows(draft.workings.measures.len());
    let parents_first = first + count.max(1) + ROLLUP_APART;
    let figures = parents::write(&mut page, policies, (first, count), parents_first)?;
    let workings = draft.workings;
    for (i, (m, l)) in workings.measures.iter().zip(lines).enumerate() {
        let objective = workings
            .perspectives
            .iter()
            .flat_map(|p| &p.objectives)
            .position(|o| o.id == m.objective)
            .ok_or_else(|| ExcelError::Objective { measure: m.id.clone(), objective: m.objective.clone() })?;
        let parent = figures.parents[1 + workings.perspectives.len() + objective];
        let number = style::value(m.unit, m.decimals);
        MeasureCells { row: first + rows(i), m, lines: l, number }.write(&mut page, parent);
    }
    let code = format!("${}", cell(first, column::STATUS));
    for rule in style::statuses(|status| format!("={code}={status}")) {
        let last = figures.parents.iter().copied().max().unwrap_or(first);
        page.sheet.add_conditional_format(first, column::STATUS, last, column::STATUS, &rule)?;
    }
    // Titles would be cut on the second of two pages side by side: the head of the page has them.
    page.sheet.set_repeat_rows(BODY + 1, BODY + 1)?;
    let last = figures.parents.iter().copied().max().unwrap_or(first);
    page.sheet.set_print_area(BODY, 0, last, column::COUNTED)?;
    page.set_print_parts(column::COUNTED + 1, 1, last)?;
    Ok((page, figures))
}

/// A measure on its row.
struct MeasureCells<'r> {
    row: u32,
    m: &'r MeasureWorking,
    lines: &'r Lines,
    /// The format of its values.
    number: String,
}

impl MeasureCells<'_> {
    fn here(&self, column: u16) -> String {
        cell(self.row, column)
    }

    /// What a line says of the selected period; `none` without a line, or before the first period.
    fn selected(&self, draft: &Draft<'_>, line: Option<u32>, none: &str) -> String {
        let at = self.here(column::PLACE);
        match line {
            Some(line) => format!("IF({at}=0,{none},INDEX({},{at}))", Lines::range(draft, line)),
            None => none.to_owned(),
        }
    }

    fn write(&self, page: &mut Page<'_, '_>, parent: u32) {
        self.name_and_place(page);
        self.figures(page);
        let versions = self.versions(page);
        self.compared_values(page, &versions);
        self.variance(page);
        self.weight(page, parent);
        self.reason(page);
    }

    /// What the measure is called, and which of its own periods is over by the end of the selected one.
    fn name_and_place(&self, page: &mut Page<'_, '_>) {
        let (draft, row, m) = (page.draft, self.row, self.m);
        let style = &draft.style;
        page.text(row, 0, &m.title, &style.text());
        page.text(row, column::ID, &m.id, &style.note());
        page.text(row, column::IN, &m.objective, &style.note());
        page.text(row, column::UNIT, &m.unit_label, &style.note());
        let place = format!("MATCH({},polId,0)", self.here(column::ID));
        page.live(row, column::POLICY, &place, &style.figure("0"));
        // The last of its own periods that is over by the end of the selected one.
        let lacking = m.periods.iter().take_while(|p| p.is_none()).count();
        let days = Lines::range(draft, self.lines.last);
        let over = format!("COUNTIF({days},\"<=\"&Chosen_Day)");
        page.live(row, column::PLACE, &format!("IF({over}=0,0,{over}+{lacking})"), &style.figure("0"));
    }

    /// What its series say of the selected period.
    fn figures(&self, page: &mut Page<'_, '_>) {
        let (draft, lines, number) = (page.draft, self.lines, self.number.as_str());
        let score = style::score(self.m.score_decimals);
        let shown = [
            (column::PERIOD, Some(lines.head), style::PLAIN),
            (column::VALUE, lines.values.get(&SeriesBasis::Period).copied(), number),
            (column::YEAR, lines.values.get(&SeriesBasis::Year).copied(), number),
            (column::ROLLING, lines.values.get(&SeriesBasis::Rolling).copied(), number),
            (column::PLAN, lines.targets.get(&SeriesBasis::Period).copied(), number),
            (column::YEAR_PLAN, lines.targets.get(&SeriesBasis::Year).copied(), number),
            (column::YEAR_BEFORE, lines.year_before, number),
            (column::YEAR_BEFORE_TO_DATE, lines.year_before_to_date, number),
            (column::WORD, lines.word, style::PLAIN),
            (column::SAMPLE, lines.samples.get(&SeriesBasis::Period).copied(), COUNT),
            (column::SCORE, lines.score, score.as_str()),
        ];
        for (column, line, format) in shown {
            page.live(self.row, column, &self.selected(draft, line, "\"\""), &draft.style.link(format));
        }
    }

    /// Other versions of the plan stand behind, where Control may choose them.
    fn versions(&self, page: &mut Page<'_, '_>) -> VersionCells {
        let draft = page.draft;
        let mut cells = VersionCells::default();
        for (i, title) in draft.versions().iter().enumerate() {
            let own = self.m.versions.iter().position(|version| version.title == *title);
            let rows = own.and_then(|own| self.lines.versions.get(own).copied());
            let (period, year) = (VERSIONS + columns(2 * i), VERSIONS + columns(2 * i + 1));
            let values = [(period, rows.map(|rows| rows.0)), (year, rows.and_then(|rows| rows.1))];
            for (column, line) in values {
                let value = self.selected(draft, line, "\"\"");
                page.live(self.row, column, &value, &draft.style.link(&self.number));
            }
            cells.by_period += &format!(",{}", self.here(period));
            cells.by_year += &format!(",{}", self.here(year));
            cells.of_rolling += ",\"\"";
        }
        cells
    }

    /// Status, actual, and what it is compared with.
    fn compared_values(&self, page: &mut Page<'_, '_>, versions: &VersionCells) {
        let (draft, row, lines) = (page.draft, self.row, self.lines);
        let (here, figure) = (|column: u16| self.here(column), draft.style.figure(&self.number));
        let of = |line: Option<u32>, none: &str| self.selected(draft, line, none);
        page.live(row, column::STATUS, &of(lines.status, "0"), &draft.style.link("0"));
        let actual =
            format!("CHOOSE(Basis,{},{},{})", here(column::VALUE), here(column::YEAR), here(column::ROLLING));
        page.live(row, column::ACTUAL, &actual, &figure);
        let rolling_before = of(lines.rolling_year_before, "\"\"");
        let before = format!(
            "CHOOSE(Basis,{},{},{rolling_before})",
            here(column::YEAR_BEFORE),
            here(column::YEAR_BEFORE_TO_DATE)
        );
        page.live(row, column::BEFORE, &before, &figure);
        let edge = |over: SeriesBasis| lines.edges.get(&over).copied().unzip();
        let ((low, high), (year_low, year_high)) = (edge(SeriesBasis::Period), edge(SeriesBasis::Year));
        for (column, period, year) in [(column::LOW, low, year_low), (column::HIGH, high, year_high)] {
            if !lines.edges.is_empty() {
                let edges = format!("CHOOSE(Basis,{},{},\"\")", of(period, "\"\""), of(year, "\"\""));
                page.live(row, column, &format!("IF(Comparison=1,{edges},\"\")"), &figure);
            }
        }
        // Other versions of a plan do not roll.
        let rolling = of(lines.targets.get(&SeriesBasis::Rolling).copied(), "\"\"");
        let VersionCells { by_period, by_year, of_rolling } = versions;
        let compared = format!(
            "CHOOSE(Basis,CHOOSE(Comparison,{},{before}{by_period}),CHOOSE(Comparison,{},{before}{by_year}),CHOOSE(Comparison,{rolling},{before}{of_rolling}))",
            here(column::PLAN),
            here(column::YEAR_PLAN),
            before = here(column::BEFORE),
        );
        page.live(row, column::COMPARED, &compared, &figure);
    }

    /// The difference between both, and what it means.
    fn variance(&self, page: &mut Page<'_, '_>) {
        let (draft, row, m) = (page.draft, self.row, self.m);
        let style = &draft.style;
        // The difference of two rates is told in points.
        let (points, difference) = style::difference_in_points(m.unit, m.decimals, &draft.say(Book::Pp));
        let (actual, compared) = (self.here(column::ACTUAL), self.here(column::COMPARED));
        let gap = format!("IF(COUNT({actual},{compared})<2,\"\",({actual}-{compared}){points})");
        page.live(row, column::DIFFERENCE, &gap, &style.figure(&difference));
        let gap = self.here(column::DIFFERENCE);
        let is_rate = m.unit == Unit::Percent || m.unit == Unit::Points;
        let share = match is_rate {
            true => "\"\"".to_owned(),
            false => format!(
                "IF(ISNUMBER({gap}),IF(OR({compared}=0,{actual}*{compared}<0),\"\",{gap}/ABS({compared})),\"\")"
            ),
        };
        page.live(row, column::RELATIVE, &share, &style.figure(style::SHARE_CHANGE));
        let better = format!("INDEX(polBetter,{})", self.here(column::POLICY));
        let favour = match m.scoring {
            // Beyond either edge of a band is adverse; against what is no band nothing is.
            Scoring::Band => format!("IF(AND(ISNUMBER({gap}),Comparison=1),IF({gap}=0,2,1),0)"),
            _ => format!(
                "IF(ISNUMBER({gap}),IF({gap}=0,IF(Comparison=2,4,2),CHOOSE(1+{better},0,IF({gap}>0,3,1),IF({gap}>0,1,3))),0)"
            ),
        };
        page.live(row, column::FAVOUR, &favour, &style.figure("0"));
        page.live(row, column::MATERIAL, &is_material(m, &gap, &compared), &style.figure("0"));
    }

    /// What it counts for its parent.
    fn weight(&self, page: &mut Page<'_, '_>, parent: u32) {
        let (style, row) = (&page.draft.style, self.row);
        let weight = parents::number_or_absent(&format!("INDEX(polWeight,{})", self.here(column::POLICY)));
        let weight = format!("IF({}=0,0,{weight})", self.here(column::STATUS));
        page.live(row, column::WEIGHT, &weight, &style.figure(PLAIN));
        write_contribution(page, row, parent);
        let (weight, status) = (self.here(column::WEIGHT), self.here(column::STATUS));
        let counted = format!("IF(AND(ISNUMBER({weight}),{weight}>0,{status}<4),{status},0)");
        page.live(row, column::COUNTED, &counted, &style.figure("0"));
    }

    /// Why it has no value or no score, and how it is read.
    fn reason(&self, page: &mut Page<'_, '_>) {
        let (draft, row, at) = (page.draft, self.row, self.here(column::PLACE));
        let found = format!("INDEX({},{at})", Lines::range(draft, self.lines.reason));
        let told = format!("IF({at}=0,0,{found})");
        // What was said of a value that has a status is no longer so.
        let is_scored = format!("ABS({}-2)<=1", self.here(column::STATUS));
        let reason = format!("IF(OR({told}=0,{is_scored}),\"\",INDEX(tReason,{found})&\"\")");
        page.live(row, column::REASON, &reason, &draft.style.text());
        page.text(row, column::READING, &self.m.reading, &draft.style.note());
    }
}

/// Other versions of the plan, as arguments of a choice.
#[derive(Default)]
struct VersionCells {
    by_period: String,
    by_year: String,
    of_rolling: String,
}

/// Whether a difference is material: a rate by its points, an amount by its share.
fn is_material(m: &MeasureWorking, gap: &str, compared: &str) -> String {
    match m.unit {
        Unit::Percent => format!("IF(ISNUMBER({gap}),IF(ABS({gap})>=100*Material_Points,1,0),0)"),
        Unit::Points => {
            // Of a short scale, as that of ratings, it is the same share of the whole.
            let scale = match m.bounds {
                (Some(low), Some(high)) => (high - low).clamp(0.0, 100.0),
                _ => 100.0,
            };
            format!("IF(ISNUMBER({gap}),IF(ABS({gap})>={scale}*Material_Points,1,0),0)")
        }
        // What differs from nothing, or in its sign, has no share and is material.
        _ => {
            format!("IF(ISNUMBER({gap}),IF(AND({gap}<>0,ABS({gap})>=Material_Share*ABS({compared})),1,0),0)")
        }
    }
}
