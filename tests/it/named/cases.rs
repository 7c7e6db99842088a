//! Lists of cases: which rows, in which order, and that they are the fact.

use calamine::{Data, Reader, Xlsx, open_workbook};
use mando::data::Silent;
use mando::engine::{CaseCell, Cases};
use mando::model::Scorecard;
use mando::run::{self, Computed, RunOptions};

use super::{card, folder, orders, text, written};
use crate::support::{Project, day};

fn looked(yaml: &str, orders: &str, of_all: bool) -> (Scorecard, Computed, Cases) {
    looked_on(None, yaml, orders, of_all)
}

fn looked_on(as_of: Option<&str>, yaml: &str, orders: &str, of_all: bool) -> (Scorecard, Computed, Cases) {
    looked_in(&Project::new(yaml, &[("orders.csv", orders)]), as_of, of_all)
}

fn looked_in(project: &Project, as_of: Option<&str>, of_all: bool) -> (Scorecard, Computed, Cases) {
    let draft = project.open();
    let drafted = draft.scorecards.first().expect("a scorecard");
    let scorecard = run::resolve(&draft, drafted).0.expect("a scorecard without errors");
    let (period, as_of) = (Some("2026-03".to_owned()), as_of.map(day));
    let wanted = RunOptions { period, as_of, yesterday: day("2026-12-31") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let computed = runtime.block_on(run::compute(&scorecard, drafted, &wanted, &Silent)).expect("figures");
    let cases = runtime.block_on(computed.cases(&scorecard, of_all)).expect("cases");
    (scorecard, computed, cases)
}

const DETAIL: &str = ", detail: [order, branch, shipped, amount, note]";

#[test]
fn the_cases_of_a_share_are_those_that_spoil_it_newest_first() {
    let (_, computed, cases) = looked(&card("", DETAIL), &orders(), false);
    assert_eq!(cases.whole.keys().collect::<Vec<_>>(), ["kept"], "no list without `detail`");
    let list = &cases.whole["kept"];
    let measures =
        computed.results.scorecard.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures);
    let kept = measures.filter(|m| m.id == "kept").find_map(|m| m.current()).expect("a period");
    let of = |name: &str| kept.components[name].expect("a count");
    assert_eq!((list.total as f64, list.total), (of("due") - of("kept"), 5));
    let days: Vec<_> = list.rows.iter().map(|row| row.day).collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
    let newest = &list.rows[0];
    assert_eq!(newest.day, day("2026-03-26"), "by the promise, as the measure places it");
    assert_eq!(
        newest.cells,
        [
            CaseCell::Number(10_324.0),
            CaseCell::Text("north".to_owned()),
            CaseCell::Day(day("2026-03-28")),
            CaseCell::Number(64.25),
            CaseCell::Text("=1+1".to_owned()),
        ]
    );
}

#[test]
fn what_has_not_happened_by_as_of_is_no_cell_of_a_case() {
    let (_, _, cases) = looked_on(Some("2026-03-27"), &card("", DETAIL), &orders(), false);
    let newest = &cases.whole["kept"].rows[0];
    assert_eq!(newest.cells[0], CaseCell::Number(10_324.0), "late, for it has not come");
    assert_eq!(newest.cells[2], CaseCell::Absent, "it came the day after");
}

#[test]
fn all_cases_of_all_measures_add_up_to_their_facts() {
    let (_, computed, cases) = looked(&card("", ""), &orders(), true);
    assert_eq!(cases.whole.len(), 3);
    let revenue = &cases.whole["revenue"];
    let all =
        computed.results.scorecard.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures);
    let value =
        |id: &str| all.clone().filter(|m| m.id == id).find_map(|m| m.current()?.value).expect("a value");
    assert_eq!(revenue.amount, Some(value("revenue")));
    assert_eq!(revenue.rows.iter().filter_map(|row| row.amount).sum::<f64>(), value("revenue"));
    assert_eq!(cases.whole["orders"].total as f64, value("orders"));
    // Without `detail` they are told by key and time.
    assert_eq!(revenue.rows[0].cells, [CaseCell::Number(10_324.0), CaseCell::Day(day("2026-03-25"))]);
}

#[test]
fn cases_of_durations_stand_in_the_unit_of_their_measure() {
    let yaml = "scorecard: s\ntitle: S\nentity: S\nas_of: 2026-03-31\nsources:\n  rows: { path: orders.csv, time: opened, columns: { id: text, opened: datetime, \
                closed: datetime } }\nperspectives: { p: { objectives: { o: {} } } }\nmeasures:\n  hours: { title: Hours, objective: o, source: rows, \
                kind: { sum: closed - opened }, unit: hours, direction: maximise, target: 1, detail: [id] }\n  \
                mean: { title: Mean, objective: o, source: rows, kind: { ratio: { numerator: sum(closed - opened), denominator: count(*) } }, unit: hours, \
                direction: maximise, target: 1, detail: [id] }\n";
    let rows = "id,opened,closed\na,2026-03-02 08:00,2026-03-02 08:30\nb,2026-03-03 08:00,2026-03-03 09:15\n";
    let project = Project::new(yaml, &[("orders.csv", rows)]);
    let (_, _, cases) = looked_in(&project, None, false);
    let list = &cases.whole["hours"];
    assert_eq!(list.rows.iter().map(|row| row.amount).collect::<Vec<_>>(), [Some(1.25), Some(0.5)]);
    assert_eq!(list.amount, Some(1.75));
    let of_ratio = &cases.whole["mean"];
    assert_eq!(of_ratio.rows.iter().map(|row| row.amount).collect::<Vec<_>>(), [Some(1.25), Some(0.5)]);
    let folder = folder(yaml, rows);
    written(&folder, &["--formats", "html,xlsx"]);
    assert!(text(&folder, "operational.html").contains("Together 1.75"));
    let book: Xlsx<_> = open_workbook(folder.path().join("out/scorecard.xlsx")).expect("a workbook");
    let detail = { book }.worksheet_range("Detail").expect("cases");
    // Listed, in all, the fact, and what they differ by.
    let tied = detail.rows().find(|row| row.contains(&Data::Float(1.75))).expect("a row of the list");
    assert_eq!(tied.iter().filter(|cell| **cell == Data::Float(1.75)).count(), 2, "{tied:?}");
}

#[test]
fn small_groups_keep_single_cases_from_sight() {
    let folder = folder(&card("privacy: { smallest: 3 }\n", DETAIL), &orders());
    written(&folder, &["--formats", "html,xlsx", "--detail"]);
    let page = text(&folder, "operational.html");
    assert!(page.contains("Single cases are not listed"), "{page}");
    assert!(!page.contains("10324"));
    let book: Xlsx<_> = open_workbook(folder.path().join("out/scorecard.xlsx")).expect("a workbook");
    assert!(!book.sheet_names().contains(&"Detail".to_owned()));
}

#[test]
fn an_entity_lists_its_own_cases() {
    let folder = folder(&card("", DETAIL), &orders());
    written(&folder, &["--entity", "south", "--formats", "html"]);
    let page = std::fs::read_to_string(folder.path().join("out/south/operational.html")).expect("a page");
    assert!(page.contains("<table class=\"cases\"") && page.contains("10319"), "{page}");
    assert!(!page.contains("10324"), "an order of the other branch");
}

#[test]
fn the_workbook_ties_lists_to_facts_and_keeps_texts_as_texts() {
    let folder = folder(&card("", DETAIL), &orders());
    written(&folder, &["--formats", "html,xlsx"]);
    let page = text(&folder, "operational.html");
    assert!(
        page.contains("Cases: promised for the period – without: delivered by the promised day")
            && page.contains("5 cases, newest first.")
    );
    let path = folder.path().join("out/scorecard.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let drafted = book.worksheet_range("Detail").expect("a drafted of cases");
    let row =
        drafted.rows().find(|row| row[0] == Data::String("Kept promises".to_owned())).expect("a summary");
    let figures: Vec<Option<f64>> = row.iter().map(calamine::DataType::get_float).collect();
    assert_eq!(figures[2..5], [Some(5.0), Some(0.0), Some(5.0)], "listed, not listed, together");
    assert_eq!(figures[7..9], [Some(5.0), Some(0.0)], "the fact, and no difference");
    let cells: Vec<&Data> = drafted.rows().flatten().collect();
    assert!(cells.contains(&&Data::String("=1+1".to_owned())), "a text stays a text");
    let formulas = book.worksheet_formula("Detail").expect("formulas");
    assert!(formulas.rows().flatten().all(|formula| formula != "1+1"));
    let checks = book.worksheet_range("Checks").expect("checks");
    let all = checks.rows().find(|row| row[0] == Data::String("All differences".to_owned()));
    assert_eq!(all.expect("a sum of differences")[2], Data::Float(0.0));
}

#[test]
fn a_list_says_how_many_it_leaves_out() {
    let mut many = orders();
    for at in 0..300 {
        many.push_str(&format!("{},north,2026-03-02,2026-03-03,2026-03-09,1.00,late\n", 20_000 + at));
    }
    let (_, _, cases) = looked(&card("", DETAIL), &many, false);
    let list = &cases.whole["kept"];
    assert_eq!((list.rows.len(), list.total), (run::LISTED, 305));
    let folder = folder(&card("", DETAIL), &many);
    written(&folder, &["--formats", "html"]);
    let page = text(&folder, "operational.html");
    assert!(page.contains("The newest 20 of 305 cases; 285 are not listed."), "{page}");
}

#[test]
fn a_side_of_another_source_is_listed_by_what_that_has() {
    let yaml = |detail: &str| {
        format!(
            "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources:\n  \
             orders: {{ path: orders.csv, time: day, unique: [id], columns: {{ day: date }} }}\n  \
             costs: {{ path: costs.csv, time: on, columns: {{ on: date, cost: number }} }}\n\
             perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n  \
             rate: {{ title: Rate, objective: o, source: orders, kind: {{ ratio: {{ numerator: {{ source: costs, value: sum(cost) }}, denominator: count(*) }} }}{detail} }}\n"
        )
    };
    let costs = "on,cost\n2026-03-02,5\n2026-03-09,7\n";
    let orders = "day,id\n2026-03-01,a\n2026-03-03,b\n2026-03-04,c\n";
    let listed = |detail: &str, of_all: bool| {
        let project = Project::new(&yaml(detail), &[("orders.csv", orders), ("costs.csv", costs)]);
        let mut cases = looked_in(&project, None, of_all).2;
        cases.whole.remove("rate").expect("a list")
    };
    // What is not written is told by the source whose rows they are.
    let all = listed("", true);
    assert_eq!((all.total, all.amount), (2, Some(12.0)));
    assert_eq!(all.rows[0].cells, [CaseCell::Day(day("2026-03-09"))]);
    // Columns that are written are those of the measure's source, and so are the rows.
    let own = listed(", detail: [id]", false);
    assert_eq!((own.total, own.rows[0].cells.clone()), (3, vec![CaseCell::Text("c".to_owned())]));
}
