//! Policy: weights, edges, scoring, caps, and the margins and rates of formulas.

mod constants;

use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula};

use constants::Constants;

use super::error::ExcelError;
use super::page::{Draft, Page};
use super::reference::{cell, fixed, rows};
use super::sheet::Sheet;
use super::style::{COUNT, PLAIN, SHARE};
use crate::measure::{Direction, Unit};
use crate::model::{Edges, Judgement, Missing, ParentStatus, Scoring};
use crate::report::workings::{MeasureWorking, ParentWorking, Workings};
use crate::words::{Book, ListWord, Setting};

/// Columns of the measures' table.
mod measure {
    pub(super) const OBJECTIVE: u16 = 3;
    pub(super) const WEIGHT: u16 = 4;
    pub(super) const DIRECTION: u16 = 5;
    pub(super) const SCORING: u16 = 6;
    pub(super) const JUDGED_BY: u16 = 7;
    pub(super) const ON_TARGET: u16 = 8;
    pub(super) const WATCH: u16 = 9;
    pub(super) const TOLERANCE: u16 = 10;
    pub(super) const MIN_N: u16 = 11;
    pub(super) const FLOOR: u16 = 12;
    pub(super) const CAP: u16 = 13;
    pub(super) const DIRECTION_NUMBER: u16 = 14;
    pub(super) const SCORING_NUMBER: u16 = 15;
    pub(super) const JUDGED_NUMBER: u16 = 16;
    pub(super) const SOUND: u16 = 17;
}

/// Columns of the parents' table.
mod parent {
    pub(super) const WEIGHT: u16 = 4;
    pub(super) const ON_TARGET: u16 = 8;
    pub(super) const WATCH: u16 = 9;
    pub(super) const FROM: u16 = 10;
    pub(super) const FROM_NUMBER: u16 = 14;
    pub(super) const SOUND: u16 = 17;
}

/// Names of the columns of measures.
const NAMES: [(&str, u16); 11] = [
    ("polId", 1),
    ("polWeight", measure::WEIGHT),
    ("polOn", measure::ON_TARGET),
    ("polWatch", measure::WATCH),
    ("polTolerance", measure::TOLERANCE),
    ("polSample", measure::MIN_N),
    ("polFloor", measure::FLOOR),
    ("polCap", measure::CAP),
    ("polBetter", measure::DIRECTION_NUMBER),
    ("polScoring", measure::SCORING_NUMBER),
    ("polJudged", measure::JUDGED_NUMBER),
];

/// Words of two of its lists.
const SCORINGS: [ListWord; 7] = [
    ListWord::ScoringDistance,
    ListWord::ScoringAttainment,
    ListWord::ScoringInverse,
    ListWord::ScoringMet,
    ListWord::ScoringBand,
    ListWord::ScoringGoal,
    ListWord::ScoringFormula,
];
const JUDGEMENTS: [ListWord; 4] =
    [ListWord::JudgedEdges, ListWord::JudgedTolerance, ListWord::JudgedShare, ListWord::JudgedGoal];

const FROM: [ListWord; 3] = [ListWord::FromScore, ListWord::FromWorst, ListWord::FromCapped];

/// Score of a missing child where missing children are penalised.
const PENALTY: f64 = 0.0;
/// Scores at the goal and at the red flag.
const GOAL: Edges = Edges { on_target: 200.0 / 3.0, watch: 100.0 / 3.0 };

/// Where policies stand that formulas refer to.
#[derive(Default)]
pub(super) struct Policies {
    /// Cells of constants.
    pub(super) constants: Constants,
    /// Row of each parent: the whole, perspectives, objectives.
    pub(super) parents: Vec<u32>,
}

impl Policies {
    /// A parent's weight, edges of on target and watch, and where its status comes from.
    pub(super) fn of_parent(&self, draft: &Draft<'_>, index: usize) -> [String; 4] {
        [parent::WEIGHT, parent::ON_TARGET, parent::WATCH, parent::FROM_NUMBER]
            .map(|column| draft.fixed_cell_ref(Sheet::Policy, self.parents[index], column))
    }
}

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<(Page<'d, 'a>, Policies), ExcelError> {
    let mut page = Page::new(draft, Sheet::Policy)?;
    // The longest word of each list on one line.
    let longest = |words: &[ListWord]| {
        words.iter().map(|word| draft.say(word).chars().count()).max().unwrap_or(0).max(14) as f64 + 2.0
    };
    let (scoring, judged) = (longest(&SCORINGS), longest(&JUDGEMENTS));
    let missing = longest(&[ListWord::MissingRenormalise, ListWord::MissingPenalise]);
    page.widths(&[
        draft.titles(30.0),
        // The word of what is missing stands above the ids.
        draft.ids(14.0).min(30.0).max(missing),
        12.0,
        16.0,
        9.0,
        12.0,
        scoring,
        judged,
        10.0,
        10.0,
        12.0,
        10.0,
        9.0,
        9.0,
    ])?;
    page.across(measure::DIRECTION_NUMBER, measure::SOUND, 10.0)?;
    page.sheet.set_freeze_panes(3, 2)?;
    let mut policies = Policies::default();
    let mut row = settings(&mut page)?;
    row = parents(&mut page, &mut policies, row + 2)?;
    row = measures(&mut page, row + 2)?;
    let (last, constants) = constants::constants(&mut page, row + 2)?;
    policies.constants = constants;
    page.sheet.set_print_area(0, 0, last, measure::CAP)?;
    page.set_print_parts(measure::CAP + 1, 1, last)?;
    Ok((page, policies))
}

fn settings(page: &mut Page<'_, '_>) -> Result<u32, ExcelError> {
    let draft = page.draft;
    let (style, rollup) = (&draft.style, &draft.workings.rollup);
    page.text(page.top, 0, &draft.say(Book::Rollup), &style.section());
    page.heads(page.top + 1, 0, &[Book::Setting, Book::Value, Book::Number], 2);
    let first = page.top + 2;
    let missing = match rollup.missing {
        Missing::Renormalise => ListWord::MissingRenormalise,
        Missing::Penalise => ListWord::MissingPenalise,
    };
    let labels = [Book::Missing, Book::Penalty, Book::LeastCoverage].map(|key| draft.say(key));
    for (i, label) in labels.iter().enumerate() {
        page.text(first + rows(i), 0, label, &style.text());
    }
    page.choice(first, 1, &draft.say(missing), "=lMissing", &labels[0])?;
    page.live(first, 2, &format!("MATCH({},lMissing,0)", cell(first, 1)), &style.figure("0"));
    page.input(first + 1, 1, Some(PENALTY), PLAIN, &labels[1]);
    page.input(first + 2, 1, Some(rollup.min_coverage), SHARE, &labels[2]);
    let share = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
    page.add_validation(share, Setting::ShareRule, (first + 2, 1), (first + 2, 1))?;
    let penalty = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 100.0));
    page.add_validation(penalty, Setting::Between, (first + 1, 1), (first + 1, 1))?;
    page.name("Missing", (first, 2), (first, 2));
    page.name("Penalty", (first + 1, 1), (first + 1, 1));
    page.name("Least_Coverage", (first + 2, 1), (first + 2, 1));
    Ok(first + 2)
}

/// A parent of measures or of other parents.
pub(super) struct ParentEntry<'w> {
    pub(super) title: &'w str,
    pub(super) id: &'w str,
    /// The id of its own parent; blank for the whole.
    pub(super) above: &'w str,
    pub(super) weight: f64,
    pub(super) computed: &'w ParentWorking,
}

/// The whole, then the perspectives, then the objectives.
pub(super) fn all_parents(workings: &Workings) -> Vec<ParentEntry<'_>> {
    let entry = |title, id, above, weight, computed| ParentEntry { title, id, above, weight, computed };
    let mut all = vec![entry(workings.head.scorecard.as_str(), WHOLE, "", 1.0, &workings.total)];
    let perspectives = workings.perspectives.iter();
    all.extend(perspectives.map(|p| entry(p.title.as_str(), p.id.as_str(), WHOLE, p.weight, &p.parent)));
    for p in &workings.perspectives {
        let objectives = p.objectives.iter();
        all.extend(
            objectives.map(|o| entry(o.title.as_str(), o.id.as_str(), p.id.as_str(), o.weight, &o.parent)),
        );
    }
    all
}

/// Id of the whole, which perspectives name as their parent. No id begins with a sign.
pub(super) const WHOLE: &str = "·";

fn parents(page: &mut Page<'_, '_>, policies: &mut Policies, first: u32) -> Result<u32, ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    page.text(first, 0, &draft.say(Book::Parents), &style.section());
    let heads = [
        Book::Title,
        Book::Id,
        Book::Blank,
        Book::In,
        Book::Weight,
        Book::Blank,
        Book::Blank,
        Book::Blank,
        Book::OnTargetFrom,
        Book::WatchFrom,
    ];
    page.heads(first + 1, 0, &heads, 4);
    page.heads(
        first + 1,
        parent::FROM,
        &[
            Book::StatusFrom,
            Book::Blank,
            Book::Blank,
            Book::Blank,
            Book::Number,
            Book::Blank,
            Book::Blank,
            Book::Sound,
        ],
        1,
    );
    let mut row = first + 1;
    for ParentEntry { title, id, above, weight, computed } in all_parents(draft.workings) {
        row += 1;
        // The whole is a part of nothing.
        let is_part = id != WHOLE;
        policies.parents.push(row);
        page.text(row, 0, title, &style.text());
        page.text(row, 1, id, &style.note());
        page.text(row, measure::OBJECTIVE, above, &style.note());
        let label = |key: Book| format!("{title}: {}", draft.say(key));
        if is_part {
            page.input(row, parent::WEIGHT, Some(weight), PLAIN, &label(Book::Weight));
        }
        page.input(row, parent::ON_TARGET, Some(computed.edges.on_target), PLAIN, &label(Book::OnTargetFrom));
        page.input(row, parent::WATCH, Some(computed.edges.watch), PLAIN, &label(Book::WatchFrom));
        let from = match computed.parent_status {
            ParentStatus::Score => ListWord::FromScore,
            ParentStatus::Worst => ListWord::FromWorst,
            ParentStatus::Capped => ListWord::FromCapped,
        };
        page.choice(row, parent::FROM, &draft.say(&from), "=lFrom", &label(Book::StatusFrom))?;
        let here = |column: u16| cell(row, column);
        let found = found(&here(parent::FROM), "lFrom", number_of(&from, &FROM));
        page.live(row, parent::FROM_NUMBER, &found, &style.figure("0"));
        let (weight, on, watch) = (here(parent::WEIGHT), here(parent::ON_TARGET), here(parent::WATCH));
        let is_word = format!("COUNTIF(lFrom,{})=1", here(parent::FROM));
        let sound = match is_part {
            true => format!(
                "IF(COUNT({weight},{on},{watch})<3,0,IF(AND({weight}>=0,{on}>={watch},{is_word}),1,0))"
            ),
            false => format!("IF(COUNT({on},{watch})<2,0,IF(AND({on}>={watch},{is_word}),1,0))"),
        };
        page.live(row, parent::SOUND, &sound, &style.figure("0"));
        check_edge_order(page, row)?;
    }
    weights(page, (first + 3, parent::WEIGHT), (row.max(first + 3), parent::WEIGHT))?;
    page.name("parSound", (first + 2, parent::SOUND), (row, parent::SOUND));
    Ok(row)
}

fn weights(page: &mut Page<'_, '_>, first: (u32, u16), last: (u32, u16)) -> Result<(), ExcelError> {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
    page.add_validation(rule, Setting::RelativeWeight, first, last)
}

/// The word for how a measure is scored.
fn scoring(scoring: &Scoring) -> ListWord {
    match scoring {
        Scoring::Distance => ListWord::ScoringDistance,
        Scoring::Attainment => ListWord::ScoringAttainment,
        Scoring::AttainmentInverse => ListWord::ScoringInverse,
        Scoring::Met => ListWord::ScoringMet,
        Scoring::Band => ListWord::ScoringBand,
        Scoring::GoalRedFlag => ListWord::ScoringGoal,
        Scoring::Formula(_) => ListWord::ScoringFormula,
    }
}

/// First and last number of the scorings that a measure's target allows.
fn possible(scoring: &Scoring) -> (u16, u16) {
    match scoring {
        Scoring::Distance | Scoring::Attainment | Scoring::AttainmentInverse | Scoring::Met => (1, 4),
        Scoring::Band => (5, 5),
        Scoring::GoalRedFlag => (6, 6),
        Scoring::Formula(_) => (7, 7),
    }
}

fn measures(page: &mut Page<'_, '_>, first: u32) -> Result<u32, ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    page.text(first, 0, &draft.say(Book::Measures), &style.section());
    let heads = [
        Book::Title,
        Book::Id,
        Book::Unit,
        Book::Objective,
        Book::Weight,
        Book::Better,
        Book::Scoring,
        Book::JudgedBy,
        Book::OnTargetFrom,
        Book::WatchFrom,
        Book::Tolerance,
        Book::SmallestSample,
        Book::Floor,
        Book::Cap,
        Book::Number,
        Book::Number,
        Book::Number,
        Book::Sound,
    ];
    page.heads(first + 1, 0, &heads, 4);
    for words in [measure::DIRECTION, measure::SCORING, measure::JUDGED_BY] {
        page.heads(first + 1, words, &[heads[usize::from(words)]], 1);
    }
    let top = first + 2;
    for (i, m) in draft.workings.measures.iter().enumerate() {
        row(page, top + rows(i), m)?;
    }
    let last = top + rows(draft.workings.measures.len()).max(1) - 1;
    weights(page, (top, measure::WEIGHT), (last, measure::WEIGHT))?;
    for (name, column) in NAMES {
        page.name(name, (top, column), (last, column));
    }
    page.name("polSound", (top, measure::SOUND), (last, measure::SOUND));
    Ok(last)
}

fn row(page: &mut Page<'_, '_>, row: u32, m: &MeasureWorking) -> Result<(), ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    page.text(row, 0, &m.title, &style.text());
    page.text(row, 1, &m.id, &style.note());
    page.text(row, 2, &m.unit_label, &style.note());
    page.text(row, measure::OBJECTIVE, &m.objective, &style.note());
    let label = |key: Book| format!("{}: {}", m.title, draft.say(key));
    page.input(row, measure::WEIGHT, Some(m.weight), PLAIN, &label(Book::Weight));
    let here = |column: u16| cell(row, column);
    let better = match m.direction {
        Some(Direction::Maximise) => Some(ListWord::BetterHigher),
        Some(Direction::Minimise) => Some(ListWord::BetterLower),
        None => None,
    };
    if let Some(better) = &better {
        page.choice(row, measure::DIRECTION, &draft.say(better), "=lDirection", &label(Book::Better))?;
        let number = if *better == ListWord::BetterHigher { 1 } else { 2 };
        let found = found(&here(measure::DIRECTION), "lDirection", number);
        page.live(row, measure::DIRECTION_NUMBER, &found, &style.figure("0"));
    } else {
        page.number(row, measure::DIRECTION_NUMBER, Some(0.0), &style.figure("0"));
    }
    if m.sample.is_some() {
        let least = Some(f64::from(m.min_n));
        page.input(row, measure::MIN_N, least, COUNT, &label(Book::SmallestSample));
        let rule = DataValidation::new().allow_whole_number(DataValidationRule::Between(0, i32::MAX));
        page.add_validation(rule, Setting::SampleRule, (row, measure::MIN_N), (row, measure::MIN_N))?;
    }
    // What is not judged has no scoring that could be changed.
    if m.periods.iter().flatten().any(|p| p.judged) {
        let word = scoring(&m.scoring);
        let (from, to) = possible(&m.scoring);
        let list = lists(page, from, to);
        page.choice(row, measure::SCORING, &draft.say(&word), &list, &label(Book::Scoring))?;
        let found = found(&here(measure::SCORING), "lScoring", number_of(&word, &SCORINGS));
        page.live(row, measure::SCORING_NUMBER, &found, &style.figure("0"));
        write_judgement(page, row, m)?;
        page.input(row, measure::FLOOR, Some(m.floor), PLAIN, &label(Book::Floor));
        page.input(row, measure::CAP, Some(m.cap), PLAIN, &label(Book::Cap));
        check_clip_limits(page, row)?;
        let least = match m.sample {
            Some(_) => format!(",COUNT({0})=1,{0}>=0", here(measure::MIN_N)),
            None => String::new(),
        };
        // A width of a rate is one too: 2 would be two hundred points.
        let width = match m.unit {
            Unit::Percent => {
                format!("OR({}<2,{1}<=1)", here(measure::JUDGED_NUMBER), here(measure::TOLERANCE))
            }
            _ => format!("OR({}<>3,{1}<=1)", here(measure::JUDGED_NUMBER), here(measure::TOLERANCE)),
        };
        let mut words = vec![(measure::SCORING, "lScoring"), (measure::JUDGED_BY, "lJudged")];
        words.extend(m.direction.map(|_| (measure::DIRECTION, "lDirection")));
        let words: Vec<String> =
            words.iter().map(|(column, list)| format!("COUNTIF({list},{})", here(*column))).collect();
        let sound = format!(
            "IF(COUNT({w},{f},{c},{on},{watch})*{words}=0,0,IF(COUNT({w},{f},{c},{on},{watch})<5,0,IF(AND({w}>=0,{c}>=100,{f}<={c},OR({j}>1,AND({on}>={watch},{f}<={watch})),\
             OR({t}=\"\",ISNUMBER({t})),{t}>=0,{width}{least}),1,0)))",
            words = words.join("*"),
            t = here(measure::TOLERANCE),
            w = here(measure::WEIGHT),
            f = here(measure::FLOOR),
            c = here(measure::CAP),
            j = here(measure::JUDGED_NUMBER),
            on = here(measure::ON_TARGET),
            watch = here(measure::WATCH),
        );
        page.live(row, measure::SOUND, &sound, &style.figure("0"));
    } else {
        let weight = here(measure::WEIGHT);
        page.live(
            row,
            measure::SOUND,
            &format!("IF(ISNUMBER({weight}),IF({weight}>=0,1,0),0)"),
            &style.figure("0"),
        );
    }
    Ok(())
}

/// The number of a word in its list; of what is no word of it that of the definition, which Sound tells.
fn found(word: &str, list: &str, written: usize) -> String {
    format!("IFERROR(MATCH({word},{list},0),{written})")
}

/// The number of a word in a list.
fn number_of(word: &ListWord, words: &[ListWord]) -> usize {
    words.iter().position(|other| other == word).map_or(1, |at| at + 1)
}

/// The part of the list of scorings that a measure may have.
fn lists(page: &Page<'_, '_>, from: u16, to: u16) -> String {
    // The list of scorings is the third, below its head.
    let head = page.draft.top(Sheet::Lists);
    let first = (head + u32::from(from), 2);
    let last = (head + u32::from(to), 2);
    format!("={}", page.draft.area_ref(Sheet::Lists, first, last))
}

fn write_judgement(page: &mut Page<'_, '_>, row: u32, m: &MeasureWorking) -> Result<(), ExcelError> {
    let draft = page.draft;
    let label = |key: Book| format!("{}: {}", m.title, draft.say(key));
    let (word, edges, tolerance) = match (m.judgement, &m.scoring) {
        (Judgement::Usual(_), Scoring::GoalRedFlag) => (ListWord::JudgedGoal, Some(GOAL), None),
        (Judgement::Edges(edges) | Judgement::Usual(edges), _) => (ListWord::JudgedEdges, Some(edges), None),
        (Judgement::Tolerance(tolerance), _) => (ListWord::JudgedTolerance, None, Some((tolerance, PLAIN))),
        (Judgement::ToleranceOfTarget(share), _) => (ListWord::JudgedShare, None, Some((share, "0.0%"))),
    };
    // By goal and red flag is the last of the list, and only where there are some.
    let most = if m.scoring == Scoring::GoalRedFlag { 4 } else { 3 };
    let head = draft.top(Sheet::Lists);
    let list = draft.area_ref(Sheet::Lists, (head + 1, 3), (head + most, 3));
    page.choice(row, measure::JUDGED_BY, &draft.say(&word), &format!("={list}"), &label(Book::JudgedBy))?;
    let found = found(&cell(row, measure::JUDGED_BY), "lJudged", number_of(&word, &JUDGEMENTS));
    page.live(row, measure::JUDGED_NUMBER, &found, &draft.style.figure("0"));
    let usual = edges.unwrap_or(Edges { on_target: 100.0, watch: 80.0 });
    page.input(row, measure::ON_TARGET, Some(usual.on_target), PLAIN, &label(Book::OnTargetFrom));
    page.input(row, measure::WATCH, Some(usual.watch), PLAIN, &label(Book::WatchFrom));
    check_edge_order(page, row)?;
    if matches!(m.scoring, Scoring::Band | Scoring::GoalRedFlag) {
        return Ok(());
    }
    let (width, format) = tolerance.unwrap_or((0.0, PLAIN));
    page.input(row, measure::TOLERANCE, Some(width), format, &label(Book::Tolerance));
    let is_share = match m.unit {
        Unit::Percent => "2",
        _ => "3",
    };
    let rule = DataValidation::new().allow_custom(Formula::new(format!(
        "=AND(ISNUMBER({t}),{t}>=0,OR({j}<{is_share},{t}<=1))",
        t = fixed(row, measure::TOLERANCE),
        j = fixed(row, measure::JUDGED_NUMBER)
    )));
    page.add_validation(rule, Setting::ToleranceRule, (row, measure::TOLERANCE), (row, measure::TOLERANCE))
}

/// Edges of on target and watch stay in their order.
fn check_edge_order(page: &mut Page<'_, '_>, row: u32) -> Result<(), ExcelError> {
    let (on, watch) = (fixed(row, measure::ON_TARGET), fixed(row, measure::WATCH));
    let rule = || {
        let rule = format!("=AND(ISNUMBER({on}),ISNUMBER({watch}),{on}>={watch})");
        DataValidation::new().allow_custom(Formula::new(rule))
    };
    page.add_validation(rule(), Setting::EdgesRule, (row, measure::ON_TARGET), (row, measure::WATCH))
}

/// No floor that no score falls below, no cap that forbids on target.
fn check_clip_limits(page: &mut Page<'_, '_>, row: u32) -> Result<(), ExcelError> {
    let at = |column: u16| fixed(row, column);
    let (floor, judged) = (at(measure::FLOOR), at(measure::JUDGED_NUMBER));
    let floor = format!(
        "=AND(ISNUMBER({floor}),{floor}<={},OR({judged}>1,{floor}<={}))",
        at(measure::CAP),
        at(measure::WATCH)
    );
    let floor = DataValidation::new().allow_custom(Formula::new(floor));
    page.add_validation(floor, Setting::FloorRule, (row, measure::FLOOR), (row, measure::FLOOR))?;
    let cap = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(100.0));
    page.add_validation(cap, Setting::CapRule, (row, measure::CAP), (row, measure::CAP))
}
