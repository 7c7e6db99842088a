//! `results.csv`: a line for each measure and period, and the way back as entered values.

use std::fs;

use super::{card, folder, orders, text, written};
use crate::binary::names_in;
use crate::support::{Project, close};

#[test]
fn each_measure_and_period_has_a_line_with_all_digits() {
    let folder = folder(&card("", ""), &orders());
    written(&folder, &["--formats", "csv,json"]);
    assert_eq!(names_in(&folder.path().join("out")), ["results.csv", "results.json"]);
    let table = text(&folder, "results.csv");
    let mut lines = csv::Reader::from_reader(table.as_bytes());
    let heads = lines.headers().expect("heads").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let rows: Vec<csv::StringRecord> = lines.records().map(|line| line.expect("a line")).collect();
    assert_eq!(rows.len(), 3 * 13);
    let row = rows
        .iter()
        .find(|row| &row[at("measure")] == "kept" && &row[at("period")] == "2026-03")
        .expect("a row");
    assert_eq!((&row[at("value")], &row[at("cases")]), ("0.8", "25"));
    assert_eq!((&row[at("unit")], &row[at("status")], &row[at("target")]), ("percent", "off_target", "0.95"));
    let gone = rows
        .iter()
        .find(|row| &row[at("measure")] == "kept" && &row[at("period")] == "2025-06")
        .expect("a row");
    assert_eq!(
        (&gone[at("value")], gone[at("absent")].is_empty()),
        ("", false),
        "absence is no 0 and has a reason"
    );
}

#[test]
fn what_begins_as_a_formula_is_a_text() {
    let folder = folder(&card("", "").replace("{ en: Revenue, es: Ingresos }", "'=Revenue'"), &orders());
    written(&folder, &["--formats", "csv"]);
    assert!(text(&folder, "results.csv").contains(",'=Revenue,"));
}

#[test]
fn entered_values_of_the_table_are_the_same_figures() {
    let folder = folder(&card("", ""), &orders());
    written(&folder, &["--formats", "csv"]);
    let table = fs::read_to_string(folder.path().join("out/results.csv")).expect("a table");
    let first = Project::new(&card("", ""), &[("orders.csv", &orders())]).results("2026-03");
    let manual = |id: &str, unit: &str, keys: &str| {
        format!(
            "  {id}: {{ title: {id}, objective: o, source: results, kind: {{ manual: {{ value: value, where: \"measure = '{id}'\", over_time: last, over_entities: sum }} }}, unit: {unit}, direction: maximise, {keys} }}\n"
        )
    };
    let again = format!(
        "scorecard: again\ntitle: Again\nentity: Store\ncurrency: EUR\nas_of: 2026-03-31\n\
         sources:\n  results: {{ path: results.csv, time: first_day, columns: {{ first_day: date, value: number }} }}\n\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n{}{}{}",
        manual("kept", "percent", "target: 95%"),
        manual("revenue", "currency", "target: 1000"),
        manual("orders", "count", "target: 20")
    );
    let again = Project::new(&again, &[("results.csv", &table)]).results("2026-03");
    for id in ["kept", "revenue", "orders"] {
        for label in ["2026-01", "2026-02", "2026-03"] {
            close(again.at(id, label).value, first.at(id, label).value.expect("a value"));
        }
        assert_eq!(again.status(id), first.status(id), "{id}");
    }
}
