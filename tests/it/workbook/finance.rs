//! What a controller asks of the books of the examples.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};

use super::live::{Live, Place};
use super::office::Typed;
use super::{at, row_of, sheet};
use crate::examples::RUNS;

fn book(name: &str) -> &'static [u8] {
    RUNS.iter().find(|(other, _)| *other == name).expect("an example").1.workbook()
}

/// The row of a sheet that has a text in a column.
#[track_caller]
fn row(live: &Live, sheet: &str, column: u32, text: &str) -> u32 {
    let found = (4..=live.end(sheet).0).find(|row| live.text(sheet, (*row, column)) == text);
    found.unwrap_or_else(|| panic!("no `{text}` on {sheet}"))
}

/// The figure of Calc below a head.
#[track_caller]
fn calc(live: &Live, id: &str, head: &str) -> f64 {
    let place = (row(live, "Calc", 1, id), live.column("Calc", 5, head));
    live.number("Calc", place).unwrap_or_else(|| panic!("{head} of {id}"))
}

fn shown(live: &Live, title: &str, head: u32) -> Place {
    (row(live, "Scorecard", 0, title), head)
}

fn select(live: &mut Live, name: &str, word: &str) {
    let area = live.named(name).clone();
    live.type_into(&area.sheet, area.first, &Typed::Word(word.to_owned()));
    live.recalculate();
}

/// A file inside a workbook.
fn inside(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a file").read_to_string(&mut text).expect("text");
    text
}

/// The file of a sheet.
fn xml(bytes: &[u8], name: &str) -> String {
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let position = book.sheet_names().iter().position(|other| other == name).expect("a sheet");
    inside(bytes, &format!("xl/worksheets/sheet{}.xml", position + 1))
}

/// The print area of a sheet: its last column and its last row.
fn printed(bytes: &[u8], name: &str) -> (String, u32) {
    let book = inside(bytes, "xl/workbook.xml");
    let area = book
        .split("<definedName ")
        .find(|part| part.starts_with("name=\"_xlnm.Print_Area\"") && part.contains(&format!(">{name}!")));
    let area = area.expect("a print area").split('<').next().expect("an area");
    let end = area.rsplit('$').collect::<Vec<_>>();
    (end[1].to_owned(), end[0].parse().expect("a row"))
}

/// Rows behind which a page ends.
fn breaks(xml: &str) -> Vec<u32> {
    let Some((_, part)) = xml.split_once("<rowBreaks") else { return Vec::new() };
    let part = part.split("</rowBreaks>").next().expect("breaks");
    let ids = part.split("<brk id=\"").skip(1).filter_map(|brk| brk.split('"').next());
    ids.map(|id| id.parse().expect("a row")).collect()
}

#[test]
fn an_edit_of_revenue_moves_everything_that_rests_on_it() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    let april = |live: &Live| -> Vec<u32> {
        let rows = 5..=live.end("Facts").0;
        let is_it = |row: &u32| {
            live.text("Facts", (*row, 0)).ends_with("|month|35915")
                && live.number("Facts", (*row, 8)).is_some_and(|n| (n - 123_798.682_5).abs() < 1e-6)
        };
        rows.filter(is_it).collect()
    };
    let rows = april(&live);
    assert_eq!(rows.len(), 1, "revenue of April stands once");
    let before = ["revenue", "revenue_per_customer", "order_value"].map(|id| calc(&live, id, "Actual"));
    live.type_into("Facts", (rows[0], 8), &Typed::Number(2.0 * 123_798.682_5));
    live.recalculate();
    let after = ["revenue", "revenue_per_customer", "order_value"].map(|id| calc(&live, id, "Actual"));
    for (before, after) in before.into_iter().zip(after) {
        super::close(Some(after), 2.0 * before);
    }
    assert_eq!(live.lamps().2, 1.0, "one cell was changed");
}

#[test]
fn the_difference_of_rates_is_told_in_points_everywhere() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    for (id, title) in [("on_time", "Shipped on time"), ("retention", "Customer retention, rolling 3 months")]
    {
        let points = 100.0 * (calc(&live, id, "Actual") - calc(&live, id, "Plan"));
        super::close(Some(calc(&live, id, "Δ")), points);
        super::close(live.number("Scorecard", shown(&live, title, 4)), points);
    }
}

#[test]
fn amounts_are_told_in_thousands_and_money_a_case_is_not() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    let of = |live: &Live, title: &str| live.number("Scorecard", shown(live, title, 2)).expect("a value");
    let (revenue, freight) = (of(&live, "Revenue"), of(&live, "Freight per order"));
    select(&mut live, "Control_Scale", "thousand");
    super::close(Some(of(&live, "Revenue")), revenue / 1000.0);
    super::close(Some(of(&live, "Freight per order")), freight);
    let unit = |title: &str| live.text("Scorecard", shown(&live, title, 1));
    assert_eq!((unit("Revenue"), unit("Freight per order")), ("USD thousand".into(), "USD per order".into()));
}

#[test]
fn the_outlook_says_of_when() {
    assert_eq!(at(&sheet(book("northwind"), "Scorecard"), 4, 10).to_string(), "Outlook, Dec\u{a0}98");
}

#[test]
fn the_last_months_have_a_plan_and_a_year_before_together() {
    let mut live = Live::new(book("northwind"));
    select(&mut live, "Control_Basis", "Rolling");
    let series = |live: &Live, name: &str| {
        let (head, last) = (row(live, "Series", 1, "revenue"), live.column("Series", 4, "April 1998"));
        let of = |row: u32| -> Option<f64> {
            (last - 2..=last).map(|column| live.number("Series", (row, column))).sum()
        };
        let rows = (head..head + 60).filter(|row| live.text("Series", (*row, 0)) == name);
        // Last year's value stands there as a fact too, of the months that the book has no other of.
        rows.filter_map(of).next().expect("a line of three figures")
    };
    let compared = |live: &Live| live.number("Scorecard", shown(live, "Revenue", 3));
    super::close(compared(&live), series(&live, "Target"));
    select(&mut live, "Control_Comparison", "Previous year");
    super::close(compared(&live), series(&live, "Previous year"));
    let remark = |title: &str| live.text("Scorecard", shown(&live, title, 16));
    assert_eq!(remark("Average order value").trim(), "no value over several periods");
    assert_eq!(remark("Revenue"), "");
    // A rate has the mean of its targets, by what was promised.
    select(&mut live, "Control_Comparison", "Plan");
    super::close(live.number("Scorecard", shown(&live, "Shipped on time", 3)), 0.95);
}

#[test]
fn nothing_rolls_where_nothing_adds_up() {
    let live = Live::new(book("airport"));
    assert!(!live.has("Rolling"));
    let lists = live.named("lBasis").clone();
    let words: Vec<String> = lists.rows().map(|row| live.text(&lists.sheet, (row, lists.first.1))).collect();
    assert_eq!(words, ["Period", "Year to date"]);
}

#[test]
fn a_sheet_of_the_reported_period_says_so_where_another_is_selected() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    let told = |live: &Live| ["Bridge", "Segments", "Detail"].map(|sheet| live.text(sheet, (3, 1)));
    assert_eq!(told(&live), ["", "", ""]);
    select(&mut live, "Control_Period", "February 1998");
    assert!(told(&live).iter().all(|text| text.contains("April 1998")), "{:?}", told(&live));
}

#[test]
fn no_sql_and_no_foreign_word_is_a_label() {
    for (name, run) in &*RUNS {
        let mut opened: Xlsx<_> = Xlsx::new(Cursor::new(run.workbook().to_vec())).expect("a workbook");
        let sheets = opened.sheet_names();
        for sheet in &sheets {
            let cells = opened.worksheet_range(sheet).expect("a sheet");
            for (row, column, cell) in cells.used_cells() {
                let text = cell.to_string();
                let is_label = column < 4 && !text.contains('\n');
                let sql = ["sum(", "count(", "avg(", "median("].iter().any(|sql| text.starts_with(sql));
                assert!(!(is_label && sql), "{name}, {sheet} {row}:{column} {text}");
                assert!(
                    *name != "telco" || !text.ends_with(" entered"),
                    "{name}, {sheet} {row}:{column} {text}"
                );
            }
        }
    }
    let facts = sheet(book("northwind"), "Facts");
    assert!(facts.rows().any(|row| row[2] == *"sum of freight_usd"));
}

#[test]
fn tolerances_stand_in_cells_and_formulas_can_be_read() {
    for (name, run) in &*RUNS {
        let mut opened: Xlsx<_> = Xlsx::new(Cursor::new(run.workbook().to_vec())).expect("a workbook");
        for sheet in opened.sheet_names() {
            let formulas = opened.worksheet_formula(&sheet).expect("formulas");
            for (row, column, formula) in formulas.used_cells() {
                let here = format!("{name}, {sheet} {row}:{column} ={formula}");
                assert!(!formula.contains("0.0000"), "{here}");
                assert!(!formula.contains("Slack*") || !formula.contains("Slack*1"), "{here}");
                assert!(
                    formula.len() <= 400 || !["Checks", "Comprobaciones"].contains(&sheet.as_str()),
                    "{here}"
                );
            }
        }
    }
}

#[test]
fn everything_is_inside_what_is_printed() {
    for name in ["northwind", "airport", "gift-wholesaler"] {
        let bytes = book(name);
        let checks = sheet(bytes, "Checks");
        assert_eq!(printed(bytes, "Checks").1, checks.end().expect("cells").0 + 1, "{name}");
        // The charts are 965 pixels wide, and what they are drawn of stands beside no page.
        let (column, _) = printed(bytes, "Trend");
        assert_eq!(column.as_str(), "H", "{name}: Trend is printed up to {column}");
        // A page of Bridge ends between two blocks: what stands below a break is a title.
        let (bridge, breaks) = (sheet(bytes, "Bridge"), breaks(&xml(bytes, "Bridge")));
        assert!(!breaks.is_empty(), "{name}");
        for row in breaks {
            let (above, title, head) =
                (at(&bridge, row - 1, 0), at(&bridge, row, 0), at(&bridge, row + 1, 0));
            let is_head = ["Segment", "Measure"].contains(&head.to_string().as_str());
            let is_note = at(&bridge, row + 1, 0).to_string().len() > 40;
            assert!(above.to_string().is_empty() && !title.to_string().is_empty(), "{name}, row {row}");
            assert!(is_head || is_note, "{name}, row {row}: {title} {head}");
        }
    }
}

/// A sum sees no 0; the number of cells does.
#[test]
fn what_is_typed_into_an_empty_cell_is_seen() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    assert_eq!(live.lamps(), (0.0, 0.0, 0.0));
    let empty = |sheet: &str, live: &Live| -> Place {
        let (last, end) = live.end(sheet);
        let mut places = (6..=last).flat_map(|row| (2..=end).map(move |column| (row, column)));
        let is_empty = |place: &Place| live.text(sheet, *place).is_empty() && !live.is_formula(sheet, *place);
        places.find(is_empty).expect("an empty cell")
    };
    for sheet in ["Scorecard", "Bridge", "Segments", "Targets", "Series", "Data"] {
        let place = empty(sheet, &live);
        live.type_into(sheet, place, &Typed::Number(0.0));
        live.recalculate();
        assert!(live.lamps().0 > 0.0, "{sheet} {place:?}");
        live.put_back();
    }
}

/// A formula that is exchanged for another is counted as one; the figure that it gives is compared.
#[test]
fn a_formula_that_gives_another_figure_is_seen_on_the_page_and_on_calc() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    let revenue = row(&live, "Scorecard", 0, "Revenue");
    let whole = (5, 12);
    let page = [2, 3, 4, 5, 8, 9, 10, 12].map(|column| ("Scorecard", (revenue, column)));
    let calc = row(&live, "Calc", 1, "revenue");
    let calc = [7, 8, 10, 11, 12, 19, 20, 21].map(|column| ("Calc", (calc, column)));
    for (sheet, place) in page.into_iter().chain(calc).chain([("Scorecard", whole)]) {
        live.exchange(sheet, place, "=998+1");
        live.recalculate();
        assert!(live.lamps().0 > 0.0, "{sheet} {place:?}");
        live.put_back();
    }
}

#[test]
fn a_word_that_is_none_of_its_list_is_told_and_no_error() {
    let mut live = Live::new(book("northwind"));
    let ids = live.named("polId").clone();
    let measure =
        ids.rows().find(|row| live.text("Policy", (*row, ids.first.1)) == "on_time").expect("a measure");
    let [better, scoring, judged, edge] = [5, 6, 7, 8].map(|column| (measure, column));
    let wrong = [
        (better, Typed::Nothing),
        (scoring, Typed::Word("none".to_owned())),
        (judged, Typed::Nothing),
        (edge, Typed::Word("abc".to_owned())),
    ];
    for (place, typed) in wrong {
        live.type_into("Policy", place, &typed);
        live.recalculate();
        assert_eq!(live.of_name("Unsound"), 1.0, "{place:?}");
        let score = live.text("Scorecard", (5, 12));
        assert!(!score.starts_with('#'), "{place:?}: {score}");
        live.put_back();
    }
}

#[test]
fn a_word_for_a_tolerance_is_not_sound() {
    let mut live = Live::new(book("northwind"));
    for name in ["Material_Share", "Tolerance_Relative", "Rolling"] {
        // What counts stands beside what is typed.
        let area = live.named(name).clone();
        let place = (area.first.0, area.first.1 - 1);
        live.type_into(&area.sheet, place, &Typed::Word("abc".to_owned()));
        live.recalculate();
        assert_eq!(live.of_name("Unsound"), 1.0, "{name}");
        assert_eq!(errors(&live), Vec::<String>::new(), "{name}");
        live.put_back();
    }
}

/// Cells that show an error; Trend's lines break at one on purpose.
fn errors(live: &Live) -> Vec<String> {
    let mut found = Vec::new();
    for sheet in live.sheets().iter().filter(|sheet| *sheet != "Trend") {
        let (last, end) = live.end(sheet);
        for (row, column) in (0..=last).flat_map(|row| (0..=end).map(move |column| (row, column))) {
            let text = live.text(sheet, (row, column));
            if text.starts_with('#') && text.ends_with(['!', '?', 'A']) {
                found.push(format!("{sheet} {row}:{column} {text}"));
            }
        }
    }
    found
}

/// A word where a number belongs makes what rests on it absent, and nothing an error.
#[test]
fn a_word_for_a_number_of_the_policy_leaves_its_dependents_absent() {
    let mut live = Live::new(book("northwind"));
    let ids = live.named("polId").clone();
    let measure =
        ids.rows().find(|row| live.text("Policy", (*row, ids.first.1)) == "on_time").expect("a measure");
    let parents = live.named("parSound").clone().first.0;
    let share = live.named("Penalty").clone().first.0;
    let score = shown(&live, "Shipped on time", 12);
    for (place, is_absent) in [
        ((measure, 4), false),
        ((measure, 8), false),
        ((measure, 9), false),
        ((measure, 10), false),
        ((measure, 12), true),
        ((measure, 13), true),
        ((parents, 8), false),
        ((parents + 1, 4), false),
        ((share, 1), false),
        ((share + 1, 1), false),
    ] {
        live.type_into("Policy", place, &Typed::Word("abc".to_owned()));
        live.recalculate();
        assert_eq!(live.of_name("Unsound"), 1.0, "{place:?}");
        assert_eq!(errors(&live), Vec::<String>::new(), "{place:?}");
        assert_eq!(live.text("Scorecard", score).is_empty(), is_absent, "{place:?}");
        live.put_back();
    }
    // A status by a tolerance that is no number is none.
    live.type_into("Policy", (measure, 10), &Typed::Word("abc".to_owned()));
    live.recalculate();
    assert_eq!(calc(&live, "on_time", "Status"), 4.0);
}

/// The sign of a difference goes with its digits.
#[test]
fn what_is_printed_as_0_has_no_sign() {
    for (name, _) in RUNS.iter() {
        let styles = inside(book(name), "xl/styles.xml");
        let formats = styles.split("formatCode=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for format in formats.filter(|format| format.contains('−')) {
            let is_whole = format == "0;&quot;−&quot;0";
            assert!(is_whole || format.contains("[&lt;=-0."), "{name}: {format}");
        }
    }
}

/// The plan of the months to come is drawn, and nothing is an actual value there.
#[test]
fn the_plan_goes_on_after_the_last_actual_value() {
    let mut live = Live::new(book("northwind"));
    live.recalculate();
    let head = (20..live.end("Trend").0)
        .find(|row| live.text("Trend", (*row, 1)) == "revenue_per_customer")
        .expect("its lines");
    let last = live.column("Trend", head, "Apr 98");
    let december = live.column("Trend", head, "Dec 98");
    assert_eq!(december, last + 8);
    for column in last + 1..=december {
        assert!(live.number("Trend", (head + 2, column)).is_some(), "a plan");
        assert_eq!(live.text("Trend", (head + 1, column)), "#N/A", "no actual value");
    }
    // It follows the plan.
    let before = live.number("Trend", (head + 2, december)).expect("a plan");
    let plan = (5..live.end("Plan").0 + 1)
        .filter(|row| live.text("Plan", (*row, 1)) == "revenue_per_customer")
        .find(|row| live.number("Plan", (*row, 7)) == Some(before))
        .expect("the dated value");
    live.type_into("Plan", (plan, 7), &Typed::Number(2.0 * before));
    live.recalculate();
    super::close(live.number("Trend", (head + 2, december)), 2.0 * before);
}

#[test]
fn the_legend_has_what_the_measure_has() {
    let trend = sheet(book("northwind"), "Trend");
    let first = row_of(&trend, "Actual", 0);
    let names: Vec<String> = (first..first + 7).map(|row| at(&trend, row, 0).to_string()).collect();
    assert!(!names.contains(&"Band to".to_owned()), "{names:?}");
    let _ = row_of(&trend, "Band to", first + 7);
}
