//! The scorecards that ship: run as a person runs them, compared with what they must be.

mod edits;
mod recalculation;
pub(crate) mod schema;
mod workings;

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use calamine::{Reader, Xlsx};
use serde_json::Value;

use crate::binary::{Written, called, different, ended, example, json, mando, run, said, text};

pub(crate) const EXAMPLES: [&str; 4] = ["northwind", "gift-wholesaler", "airport", "telco"];

/// Each example, run once for all tests.
pub(crate) static RUNS: LazyLock<Vec<(&str, Written)>> =
    LazyLock::new(|| EXAMPLES.into_iter().map(|name| (name, run(&mut running(name)))).collect());

fn running(name: &str) -> Command {
    let mut command = mando();
    command.arg("run").arg(example(name));
    command
}

/// The measures of a run's results, each with its objective.
fn measures(results: &Value) -> Vec<(&Value, &Value)> {
    let list = |value: &'_ Value, key: &str| -> usize { value[key].as_array().map_or(0, Vec::len) };
    let mut found = Vec::new();
    let scorecard = &results["scorecard"];
    for p in 0..list(scorecard, "perspectives") {
        let perspective = &scorecard["perspectives"][p];
        for o in 0..list(perspective, "objectives") {
            let objective = &perspective["objectives"][o];
            found.extend((0..list(objective, "measures")).map(|m| (objective, &objective["measures"][m])));
        }
    }
    found
}

#[track_caller]
fn same(name: &str, expected: &Written, found: &Written) {
    assert!(expected == found, "{name}: {:?} differ", different(expected, found));
}

/// A second run does, however many threads and processors it has.
#[test]
fn one_thread_and_one_processor_give_the_same_bytes() {
    for (name, first) in &*RUNS {
        let mut threads = running(name);
        threads.env("RAYON_NUM_THREADS", "1").env("TOKIO_WORKER_THREADS", "1");
        same(name, first, &run(&mut threads));
        let mut processor = Command::new("taskset");
        processor.args(["-c", "0", env!("CARGO_BIN_EXE_mando"), "run"]).arg(example(name));
        same(name, first, &run(&mut processor));
    }
}

#[test]
fn the_machines_language_and_time_zone_change_no_byte() {
    for (name, first) in &*RUNS {
        let mut elsewhere = running(name);
        elsewhere.env("LC_ALL", "de_DE.UTF-8").env("LANG", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati");
        same(name, first, &run(&mut elsewhere));
    }
}

#[test]
fn paths_never_resolve_by_working_directory() {
    let inside = |at: &Path, argument: &Path| {
        let mut command = mando();
        command.arg("run").arg(argument).current_dir(at);
        run(&mut command)
    };
    for (name, first) in &*RUNS {
        same(name, first, &inside(Path::new("/"), &example(name)));
    }
    let (name, first) = &RUNS[0];
    let folder = example(name);
    same(name, first, &inside(folder.parent().expect("a parent"), Path::new(name)));
    same(name, first, &inside(&folder, Path::new("scorecard.yaml")));
    same(name, first, &inside(&folder, Path::new(".")));
    same(name, first, &inside(&folder.join("data"), Path::new("..")));
}

#[test]
fn every_output_carries_the_id_of_its_run() {
    let mut ids = Vec::new();
    for (name, written) in &*RUNS {
        let results = written.results();
        let id = results["run"]["id"].as_str().expect("an id");
        for pdf in [written.strategic(), written.operational()] {
            assert!(text(pdf).contains(id), "{name}");
        }
        let bytes = std::io::Cursor::new(written.workbook().to_vec());
        let mut book: Xlsx<_> = Xlsx::new(bytes).expect("a workbook");
        let cover = book.worksheet_range_at(0).expect("the sheet").expect("its cells");
        assert!(cover.rows().any(|row| row[1] == *id), "{name}");
        ids.push(id.to_owned());
    }
    ids.dedup();
    assert_eq!(ids.len(), EXAMPLES.len());
}

#[test]
fn another_as_of_is_another_run() {
    let mut earlier = running("northwind");
    earlier.args(["--as-of", "1998-04-30"]);
    let earlier = run(&mut earlier);
    let all = ["strategic.pdf", "operational.pdf", "scorecard.xlsx", "results.json"];
    assert_eq!(different(&RUNS[0].1, &earlier), all);
}

/// A figure as people read it, and what its last digit counts.
fn printed(text: &str) -> Option<(f64, f64)> {
    let figure = text.split(' ').next()?.replace(',', "").replace('\u{2212}', "-");
    let (figure, scale) = figure.strip_suffix('%').map_or((figure.as_str(), 1.0), |figure| (figure, 0.01));
    let decimals = figure.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Some((figure.parse::<f64>().ok()? * scale, scale / 10_f64.powi(decimals as i32)))
}

/// Both answers of `explain` hold the figures of the results, for every measure.
#[track_caller]
fn explains(index: usize) {
    let (name, written) = &RUNS[index];
    let folder = example(name);
    let folder = folder.to_str().expect("a path");
    let results = written.results();
    for (objective, measure) in measures(&results) {
        let id = measure["id"].as_str().expect("an id");
        let current = measure["periods"].as_array().and_then(|p| p.last()).expect("a period");

        let output = called(["explain", id, folder, "--no-cache", "--format", "json"]);
        let explained = json(said(&output).as_bytes());
        assert_eq!(explained["id"], id);
        assert_eq!(explained["current"], *current, "{name} {id}");
        assert_eq!(explained["signals"], measure["signals"], "{name} {id}");
        assert_eq!(explained["outlook"], measure["outlook"], "{name} {id}");
        for component in explained["components"].as_array().expect("components") {
            let key = component["name"].as_str().expect("a name");
            assert_eq!(component["value"], current["components"][key], "{name} {id} {key}");
        }

        let output = called(["explain", id, folder, "--no-cache"]);
        let words = said(&output);
        let line = |label: &str, text: &str| words.lines().any(|l| l == format!("{label:<15} {text}"));
        assert!(line(id, measure["title"].as_str().expect("a title")), "{words}");
        assert!(line("objective", objective["id"].as_str().expect("an id")), "{words}");
        let labelled = |label: &str| words.lines().any(|l| l.starts_with(&format!("{label:<15} ")));
        assert_eq!(labelled("limits"), !measure["signals"].is_null(), "{words}");
        assert_eq!(labelled("year end"), !measure["outlook"].is_null(), "{words}");
        for key in ["value", "score"] {
            let found = words
                .lines()
                .find_map(|l| l.strip_prefix(&format!("{key:<15} ")))
                .expect("a line of its own");
            let same = match (printed(found), current[key].as_f64()) {
                (Some((a, last)), Some(b)) => (a - b).abs() <= 0.5001 * last,
                (None, None) => found == "none",
                _ => false,
            };
            assert!(same, "{key} {}: {words}", current[key]);
        }
    }
}

#[test]
fn every_measure_of_northwind_explains_itself() {
    explains(0);
}

#[test]
fn every_measure_of_the_gift_wholesaler_explains_itself() {
    explains(1);
}

#[test]
fn every_measure_of_the_airport_explains_itself() {
    explains(2);
}

#[test]
fn a_plan_shows_the_scan_that_all_measures_share() {
    let folder = example("gift-wholesaler");
    let folder = folder.to_str().expect("a path");
    let output = called(["explain", "net_revenue", folder, "--no-cache", "--plan"]);
    let words = said(&output);
    let scan = words.lines().find(|line| line.starts_with("scan of lines: ")).expect("a scan");
    assert!(scan.ends_with("measures") && !scan.contains("once for 1 measures"), "{scan}");
    assert!(words.contains("DataSourceExec") || words.contains("StreamingTableExec"), "{words}");
}

#[test]
fn check_finds_nothing_wrong_with_the_examples() {
    for name in EXAMPLES {
        let output = called(["check", example(name).to_str().expect("a path")]);
        let (code, words) = ended(&output);
        assert_eq!(code, Some(0), "{words}");
        // That a target is far or near is for those to settle who agree on it.
        let warned =
            words.lines().filter(|line| line.starts_with("warning[") && !line.starts_with("warning[target-"));
        assert!(!words.contains("error") && warned.count() == 0, "{words}");
    }
}
