//! Commands, as a person calls them: what they say, write and end with.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::{Written, called, ended, example, json, mando, said};

const FINE: Option<i32> = Some(0);
const DEFINITION: Option<i32> = Some(2);
const DATA: Option<i32> = Some(3);

const ORDERS: &str = "day,who,paid\n2025-01-01,ann,10\n2025-01-20,bob,20\n2025-02-03,ann,30\n";

fn yaml(more: &str) -> String {
    format!(
        "scorecard: tiny
title: Tiny scorecard
entity: Nobody
as_of: 2025-02-28
defaults: {{ source: orders }}
sources:
  orders: {{ path: orders.csv, time: day, customer: who, columns: {{ day: date, paid: number }} }}
perspectives:
  money: {{ title: Money, objectives: {{ growth: {{ title: Grow }} }} }}
measures:
  revenue: {{ title: Revenue, objective: growth, level: strategic, kind: {{ sum: paid }}, direction: maximise, target: 40, owner: Ann }}
{more}"
    )
}

/// A project of two files, and its folder as an argument.
fn project(yaml: &str, orders: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
    fs::write(folder.path().join("orders.csv"), orders).expect("its data");
    let path = path(folder.path());
    (folder, path)
}

fn path(path: &Path) -> String {
    path.to_str().expect("a path of text").to_owned()
}

fn help(arguments: &[&str]) -> String {
    let output = called(arguments.iter().chain(&["--help"]));
    said(&output).lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn init_writes_a_project_that_checks_and_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = path(&folder.path().join("my/scorecard"));
    let (code, words) = ended(&called(["init", &new]));
    assert_eq!(code, FINE, "{words}");
    let (code, words) = ended(&called(["check", &new]));
    assert_eq!((code, words), (FINE, format!("{new}/scorecard.yaml is in order\n")));

    let out = folder.path().join("out");
    let (code, words) = ended(&called(["run", &new, "--out", &path(&out)]));
    assert_eq!(code, FINE, "{words}");
    let own = Written::read(&out).results();
    assert_eq!(own["run"]["period"]["label"], "1998-04");
    assert!(own["scorecard"]["score"].is_number());

    let schema = json(&fs::read(PathBuf::from(&new).join("scorecard.schema.json")).expect("the schema"));
    assert_eq!(schema, json(said(&called(["schema"])).as_bytes()), "the schema the first line names");
    let first = fs::read_to_string(PathBuf::from(&new).join("scorecard.yaml")).expect("the scorecard");
    assert!(first.starts_with("# yaml-language-server: $schema=./scorecard.schema.json\n"));
}

#[test]
fn init_never_writes_over_anything() {
    let (folder, at) = project("mine", "mine too");
    let (code, words) = ended(&called(["init", &at]));
    assert_eq!(code, DEFINITION);
    assert_eq!(words, format!("error: `{at}` is not empty; name a new folder\n"));
    assert_eq!(fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a file"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn a_comma_that_may_group_or_be_decimal_is_answered_with_both() {
    for (written, help) in [
        ("1,600", "write `1600`, or `1.6` where the comma is decimal"),
        ("-12,500", "write `-12500`, or `-12.5` where the comma is decimal"),
        ("1,6", "write `1.6`"),
        ("0,600", "write `0.600`"),
        ("1600,000", "write `1600.000`"),
    ] {
        let (_folder, at) = project(&yaml("").replace("target: 40", &format!("target: {written}")), ORDERS);
        let (code, words) = ended(&called(["check", &at]));
        let line = format!("  = help: {help}\n").trim_start().to_owned();
        assert!(code == DEFINITION && words.contains(&line), "{written}: {words}");
    }
}

#[test]
fn a_definition_in_order_ends_with_0() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["check", &at]));
    assert_eq!((code, words), (FINE, format!("{at}/scorecard.yaml is in order\n")));
    let output = called(["check", &at, "--format", "json"]);
    assert_eq!(json(said(&output).as_bytes()), Value::Array(Vec::new()));
}

#[test]
fn faults_of_a_definition_end_with_2_and_are_listed_for_programs() {
    let broken =
        yaml("  speed: { title: Speed, objective: growht, kind: { sum: payed }, direction: maximise }\n");
    let (_folder, at) = project(&broken, ORDERS);
    let output = called(["check", &at, "--format", "json"]);
    let (code, words) = ended(&output);
    assert_eq!((code, words.as_str()), (DEFINITION, ""), "programs read standard output alone");
    let found = json(&output.stdout);
    let said: Vec<(&str, &str, u64, &str)> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| {
            let text = |key: &str| p[key].as_str().unwrap_or_default();
            (text("code"), text("severity"), p["line"].as_u64().unwrap_or_default(), text("help"))
        })
        .collect();
    assert_eq!(
        said,
        [
            ("unknown-id", "error", 12, "did you mean `growth`?"),
            ("unknown-column", "error", 12, "did you mean `paid`?"),
        ]
    );
    assert_eq!(ended(&called(["check", &at])).0, DEFINITION);
    assert_eq!(ended(&called(["run", &at])).0, DEFINITION);
    assert_eq!(ended(&called(["explain", "revenue", &at])).0, DEFINITION);
}

#[test]
fn broken_yaml_and_missing_files_end_with_2() {
    let (_folder, at) = project("scorecard: [a\n", ORDERS);
    let (code, words) = ended(&called(["check", &at]));
    assert_eq!(code, DEFINITION);
    assert!(words.starts_with("error[syntax]: ") && words.contains("scorecard.yaml:"), "{words}");

    let (folder, at) = project(&yaml(""), ORDERS);
    let nowhere = path(&folder.path().join("scorecards.yaml"));
    let (code, words) = ended(&called(["run", &nowhere]));
    assert_eq!(code, DEFINITION);
    assert!(words.starts_with("error[missing-file]: "), "{words}");

    fs::remove_file(folder.path().join("orders.csv")).expect("one file less");
    let (code, words) = ended(&called(["run", &at]));
    assert_eq!(code, DEFINITION);
    assert!(words.starts_with("error[missing-file]: ") && words.contains("orders.csv"), "{words}");
}

#[test]
fn what_no_command_knows_ends_with_2() {
    for arguments in
        [&["frobnicate"][..], &["run", ".", "--as-of", "soon"], &["check", ".", "--format", "xml"], &[]]
    {
        assert_eq!(ended(&called(arguments)).0, DEFINITION, "{arguments:?}");
    }
}

#[test]
fn an_unknown_measure_ends_with_2_and_names_the_nearest() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["explain", "revenues", &at]));
    assert_eq!(code, DEFINITION);
    assert!(words.contains("no measure `revenues`") && words.contains("did you mean `revenue`?"), "{words}");
}

#[test]
fn a_period_that_is_none_ends_with_2() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["run", &at, "--period", "2025-13"]));
    assert_eq!(code, DEFINITION);
    assert!(
        words.contains("error[selector-empty]") && words.contains("write a month such as `2025-02`"),
        "{words}"
    );
}

#[test]
fn data_that_cannot_be_used_end_with_3_and_leave_what_was_there() {
    let (folder, at) = project(&yaml(""), ORDERS);
    let out = folder.path().join("out");
    let run = || ended(&called(["run", &at, "--out", &path(&out)]));
    assert_eq!(run().0, FINE);
    let before = Written::read(&out);

    fs::write(folder.path().join("orders.csv"), "day,who,paid\n2025-01-05,ann,ten\n2025-02-03,bob,30\n")
        .expect("data");
    let (code, words) = run();
    assert_eq!(code, DATA);
    assert!(words.contains("error[too-many-rejects]") && words.contains("orders.csv:2 `ten`"), "{words}");
    assert!(Written::read(&out) == before, "a run that fails writes nothing");

    fs::write(folder.path().join("orders.csv"), "day,who,paid\n2025-01-05,ann,1,2\n").expect("data");
    let (code, words) = run();
    assert_eq!(code, DATA);
    assert!(words.contains("error[ragged-row]") && words.contains("orders.csv:2 `4 cells"), "{words}");
    assert!(Written::read(&out) == before, "a run that fails writes nothing");
}

#[test]
fn an_as_of_before_all_data_ends_with_3() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["run", &at, "--as-of", "2024-12-31"]));
    assert_eq!(code, DATA);
    assert!(words.contains("error[as-of-before-data]: no source has a row by 2024-12-31"), "{words}");
}

#[test]
fn a_folder_that_cannot_be_written_ends_with_3() {
    let (folder, at) = project(&yaml(""), ORDERS);
    let blocked = folder.path().join("orders.csv/out");
    let (code, words) = ended(&called(["run", &at, "--out", &path(&blocked)]));
    assert_eq!(code, DATA);
    assert!(words.starts_with("error: "), "{words}");
}

#[test]
fn outputs_go_to_a_folder_by_scorecard_and_period() {
    let (folder, at) = project(&yaml(""), ORDERS);
    let run = |period: &str| {
        let output = mando().args(["run", &at, "--period", period]).current_dir(folder.path()).output();
        assert_eq!(ended(&output.expect("the program starts")).0, FINE);
    };
    run("2025-01");
    run("2025-02");
    let of = |period: &str| Written::read(&folder.path().join("out/tiny").join(period)).results();
    let value = |results: &Value| {
        results.pointer("/scorecard/perspectives/0/objectives/0/measures/0/periods/12/value").cloned()
    };
    assert_eq!(
        (value(&of("2025-01")), value(&of("2025-02"))),
        (Some(Value::from(30.0)), Some(Value::from(30.0)))
    );
}

#[test]
fn nothing_but_the_answer_goes_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = called(["run", &path(&example("northwind")), "--no-cache", "--out", &path(folder.path())]);
    assert_eq!(said(&output), "");
    let (_folder, at) = project(&yaml(""), ORDERS);
    let output = called(["explain", "revenue", &at, "--format", "json"]);
    assert_eq!(ended(&output), (FINE, String::new()));
    assert_eq!(json(&output.stdout)["id"], "revenue");
}

// What each says at length is held by `docs/reference/options.md`.
#[test]
fn the_help_of_a_command_begins_with_what_the_list_of_commands_says_of_it() {
    let whole = help(&[]);
    let listed =
        whole.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let listed: Vec<(&str, &str)> = listed.filter_map(|line| line.trim().split_once("  ")).collect();
    assert!(listed.len() >= 10, "{whole}");
    for (command, about) in listed.into_iter().filter(|(command, _)| *command != "help") {
        assert!(help(&[command]).starts_with(about.trim()), "{command}: {about}");
    }
}

#[test]
fn the_program_says_its_version() {
    assert_eq!(said(&called(["--version"])), format!("mando {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_period_that_has_not_begun_is_refused_before_anything_is_written() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let at = example("northwind").display().to_string();
    let folder = out.path().join("out").display().to_string();
    let (code, words) = ended(&called(["run", &at, "--no-cache", "--period", "2099-01", "--out", &folder]));
    assert_eq!(code, DEFINITION, "{words}");
    assert!(words.contains("selector-empty") && words.contains("begins after 1998-05-06"), "{words}");
    assert!(!out.path().join("out").exists());
}

#[test]
fn check_tells_of_rows_what_would_end_a_run() {
    let twice = "day,who,paid\n2025-01-01,ann,10\n2025-01-20,bob,20\n2025-02-03,ann,30\n2025-02-04,ann,30\n";
    let unique = yaml("").replace("time: day, customer", "time: day, unique: [who], customer");
    let unreadable = "day,who,paid\n2025-01-01,ann,n/a\n2025-01-20,bob,-\n2025-02-03,ann,x\n";
    let early = yaml("").replace("as_of: 2025-02-28", "as_of: 2024-01-31");
    for (yaml, orders, code) in [
        (unique, twice, "duplicate-key-rows"),
        (yaml(""), unreadable, "too-many-rejects"),
        (early, ORDERS, "as-of-before-data"),
    ] {
        let (_folder, at) = project(&yaml, orders);
        let (run, words) = ended(&called(["run", &at, "--no-cache"]));
        assert!(run == DATA && words.contains(code), "{code}: {run:?} {words}");
        let (checked, words) = ended(&called(["check", &at]));
        assert!(checked != FINE && words.contains(code) && !words.contains("in order"), "{code}: {words}");
    }
}

#[test]
fn examples_have_nothing_to_warn_of() {
    let folder = tempfile::tempdir().expect("a folder");
    for template in ["northwind", "retail", "support"] {
        let at = path(&folder.path().join(template));
        let (code, words) = ended(&called(["init", &at, "--template", template]));
        assert_eq!(code, FINE, "{words}");
        let (code, words) = ended(&called(["check", &at]));
        assert_eq!((code, words), (FINE, format!("{at}/scorecard.yaml is in order\n")), "{template}");
    }
}

#[test]
fn measures_are_found_by_the_titles_that_pages_show() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let by_title = said(&called(["explain", "revenue", &at])).to_owned();
    assert_eq!(said(&called(["explain", "Revenue", &at])), by_title);
    assert!(by_title.lines().all(|line| line.trim_end() == line), "{by_title}");
    let listed = said(&called(["list", "Grow", "--path", &at])).to_owned();
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.starts_with("id ") && listed.contains("owner"), "{listed}");
    let (code, words) = ended(&called(["explain", "revenues", &at]));
    assert!(code == DEFINITION && words.contains("no measure `revenues`"), "{words}");
    let (_, words) = ended(&called(["list", "owner", "--path", &at]));
    assert!(words.contains("write `owner:` with a word"), "{words}");
}

#[test]
fn a_target_file_that_is_not_there_yet_is_made_by_an_import() {
    let (_folder, at) = project(&yaml("").replace("defaults:", "targets: t.csv\ndefaults:"), ORDERS);
    let (code, words) = ended(&called(["check", &at]));
    assert!(code != FINE && words.contains("`mando import TABLE --write` makes it"), "{words}");
}
