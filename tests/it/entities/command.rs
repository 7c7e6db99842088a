//! `mando run --each` and `--entity`: which folders appear, and what is said of the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{LIST, MEASURES, TREE, VISITS, orders, scorecard};
use crate::binary::{ended, mando, names_in};

fn folder(entity: &str, list: &str, orders: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("scorecard.yaml", scorecard(entity, MEASURES, "")),
        ("orders.csv", orders.to_owned()),
        ("visits.csv", VISITS.to_owned()),
        ("branches.csv", list.to_owned()),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// Exit code and words of a run in a folder.
fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = mando();
    command.args(["run", "scorecard.yaml"]).args(arguments).current_dir(folder.path());
    ended(&command.output().expect("mando starts"))
}

fn results(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("results")).expect("json")
}

#[test]
fn each_entity_of_a_level_has_a_folder_beside_the_whole() {
    let folder = folder(TREE, LIST, &orders());
    let (code, words) = run(&folder, &["--each", "branch", "--formats", "json", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    let out = folder.path().join("out");
    assert_eq!(names_in(&out), ["hill", "north", "port", "results.json", "south"]);
    assert_eq!(names_in(&out.join("hill")), ["results.json"]);
    assert_eq!(results(&out.join("hill/results.json"))["scorecard"]["entity_id"], "hill");
    assert!(words.contains("4 of 4 entities: out/ENTITY/"), "{words}");
    assert!(words.contains("2 rows belong to no entity"), "{words}");
    let (code, words) =
        run(&folder, &["--each", "zone", "--each", "country", "--formats", "json", "--out", "up"]);
    assert_eq!(code, Some(0), "{words}");
    assert_eq!(names_in(&folder.path().join("up")), ["city", "coast", "es", "results.json"]);
}

#[test]
fn one_entity_alone_gives_the_bytes_of_the_burst() {
    let folder = folder(TREE, LIST, &orders());
    assert_eq!(run(&folder, &["--each", "branch", "--out", "all"]).0, Some(0));
    assert_eq!(run(&folder, &["--entity", "port", "--out", "one"]).0, Some(0));
    assert_eq!(names_in(&folder.path().join("one")), ["port"]);
    let files = names_in(&folder.path().join("one/port"));
    assert_eq!(files, ["operational.pdf", "results.json", "scorecard.xlsx", "strategic.pdf"]);
    for file in files {
        let of = |run: &str| fs::read(folder.path().join(run).join("port").join(&file)).expect("a file");
        assert!(of("all") == of("one"), "{file} differs");
    }
    let strategic = fs::read(folder.path().join("one/port/strategic.pdf")).expect("a page");
    assert!(crate::binary::text(&strategic).contains("Shop, Port"), "its head does not name the entity");
}

#[test]
fn a_word_that_is_no_level_and_no_entity_is_answered_with_the_nearest() {
    let folder = folder(TREE, LIST, &orders());
    let (code, words) = run(&folder, &["--each", "brand"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("error[selector-empty]: `--each brand` matches nothing"), "{words}");
    assert!(words.contains("did you mean `branch`?"), "{words}");
    let (code, words) = run(&folder, &["--entity", "prot"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("`--entity prot` matches nothing") && words.contains("`port`"), "{words}");
    let plain = self::folder("Shop", LIST, &orders());
    let (code, words) = run(&plain, &["--each", "branch"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("the scorecard has no entities"), "{words}");
}

#[test]
fn entities_without_rows_enough_are_listed_with_their_counts() {
    let folder = folder(&TREE.replace("by: branch", "by: branch, min_rows: 20"), LIST, &orders());
    let (code, words) = run(&folder, &["--each", "branch", "--formats", "json", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("no report for too few rows in the period: Hill ("), "{words}");
    assert!(!folder.path().join("out/hill").exists());
}

#[test]
fn whatever_an_id_holds_its_folder_has_a_name() {
    let rows = "day,branch,customer,amount,late,kind\n2026-03-01,../up,c,1,false,web\n2026-03-02,A/B,c,1,false,web\n\
        2026-03-03,a?b,c,1,false,web\n2026-03-04,results.json,c,1,false,web\n2026-03-05,con,c,1,false,web\n";
    let folder = folder("{ name: Shop, by: branch }", LIST, rows);
    let (code, words) = run(&folder, &["--each", "branch", "--formats", "json", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    let out = folder.path().join("out");
    assert_eq!(names_in(&out), ["A-B", "a-b-2", "con-2", "results.json", "results.json-2", "up"]);
    assert_eq!(results(&out.join("up/results.json"))["scorecard"]["entity_id"], "../up");
    assert!(words.contains("`A/B` in A-B") && words.contains("`a?b` in a-b-2"), "{words}");
    assert!(!folder.path().join("up").exists());
}

#[test]
fn hundreds_of_entities_are_what_each_is_alone() {
    let mut rows = "day,branch,customer,amount,late,kind\n".to_owned();
    for i in 0..3000_u32 {
        let (month, at) = (1 + i % 3, 1 + i % 28);
        let line = format!(
            "2026-{month:02}-{at:02},b{:03},c{},{}.5,{},web\n",
            i * 7 % 500,
            i % 97,
            i % 40,
            i % 5 == 0
        );
        rows.push_str(&line);
    }
    let folder = folder("{ name: Shop, by: branch }", LIST, &rows);
    let (code, words) = run(&folder, &["--each", "branch", "--formats", "json", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("500 of 500 entities"), "{words}");
    let out = folder.path().join("out");
    let mut revenue: BTreeMap<String, f64> = BTreeMap::new();
    for line in rows.lines().skip(1).filter(|line| line.starts_with("2026-03")) {
        let cells: Vec<&str> = line.split(',').collect();
        *revenue.entry(cells[1].to_owned()).or_default() += cells[3].parse::<f64>().expect("an amount");
    }
    assert!(revenue.len() > 400);
    for (branch, sum) in revenue {
        let own = results(&out.join(&branch).join("results.json"));
        let measure = &own["scorecard"]["perspectives"][0]["objectives"][0]["measures"][0];
        let last = measure["periods"].as_array().and_then(|p| p.last()).expect("a period");
        assert_eq!(last["value"].as_f64(), Some(sum), "{branch}");
    }
}
