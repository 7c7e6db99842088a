//! What is guessed of files that mislead, and what is told rather than guessed.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{day, rows};
use crate::binary::json;
use crate::safety::{in_folder, put, run_in};

/// A file in a folder of its own.
fn folder(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), name, text);
    folder
}

/// What `look` finds in a file.
fn looked(folder: &Path, name: &str) -> Value {
    let output = in_folder(folder, &["look", name, "--format", "json"]).output().expect("the program starts");
    json(&output.stdout)
}

/// The first scorecard of a file, and what was told.
fn drafted(folder: &Path, names: &[&str]) -> (String, String) {
    let (code, words) = run_in(folder, &[&["init", "--from"], names].concat());
    assert_eq!(code, Some(0), "{words}");
    (fs::read_to_string(folder.join("scorecard.yaml")).expect("a draft"), words)
}

#[test]
fn a_row_is_told_apart_by_what_is_called_so_and_never_by_what_describes_it() {
    let text = rows("Zip,Phone,Invoice,Date,Net EUR", 300, &|n| {
        format!("{},+34 6226{n:05},{n:06},{},{}.50", 10_000 + 7 * n, day(n), 20 + n)
    });
    let folder = folder("bills.csv", &text);
    let found = looked(folder.path(), "bills.csv");
    let block = found["sources"].as_str().expect("a block");
    assert!(block.contains("unique: [Invoice]"), "{block}");
    let (draft, _) = drafted(folder.path(), &["bills.csv"]);
    assert!(draft.contains("unique: [Invoice]"), "{draft}");
    // The first column, where it may be one.
    let text = rows("RESPNUM,Day,CCGID", 50, &|n| format!("{},{},{}", n + 1, day(n), 900 + n));
    put(folder.path(), "survey.csv", &text);
    let block = looked(folder.path(), "survey.csv")["sources"].as_str().expect("a block").to_owned();
    assert!(block.contains("unique: [RESPNUM]"), "{block}");
}

#[test]
fn a_row_for_each_month_is_looked_at_until_the_month_is_over() {
    let text = rows("month,mrr_eur,new_mrr,customers,nps", 20, &|n| {
        let (year, month) = (2024 + n / 12, 1 + n % 12);
        format!(
            "{year}-{month:02}-01,{},{},{},{}",
            100_000 + 1_000 * n,
            4_000 + n,
            1_019 + 37 * n,
            30 + n % 7
        )
    });
    let folder = folder("sub.csv", &text);
    let (draft, _) = drafted(folder.path(), &["sub.csv"]);
    assert!(draft.contains("as_of: 2025-08-31 "), "{draft}");
    // How many customers there are is no customer.
    assert!(!draft.contains("customer:") && !draft.contains("revenue_per_customer"), "{draft}");
    let found = looked(folder.path(), "sub.csv");
    assert!(!found["files"][0]["notes"].to_string().contains("is a file missing"), "{found}");
}

#[test]
fn a_draft_meets_the_targets_that_its_own_figures_give() {
    // One period alone, whose figure is the target.
    let text = rows("id,opened,closed,cancelled", 613, &|n| {
        let is_off = if n % 3 == 0 && n % 7 != 0 { "yes" } else { "no" };
        format!("{n},{},{},{is_off}", day(n % 20), day(n % 20 + 3))
    });
    let folder = folder("jobs.csv", &text);
    let (draft, _) = drafted(folder.path(), &["jobs.csv"]);
    assert!(draft.contains("to be agreed"), "{draft}");
    let mut run = in_folder(folder.path(), &["run", "--formats", "json", "--format", "json", "--no-cache"]);
    let output = run.output().expect("the program starts");
    let answer = json(&output.stdout);
    assert_eq!(answer["schema"], "mando-run/1");
    let report = &answer["reports"][0];
    let results = folder.path().join(report["folder"].as_str().expect("a folder")).join("results.json");
    let results = json(&fs::read(results).expect("results"));
    for line in draft.lines().filter(|line| line.starts_with("  ") && line.ends_with(':')) {
        let id = line.trim().trim_end_matches(':');
        let found = measure(&results, id);
        let only = found.and_then(|m| {
            let values = m["periods"].as_array()?.iter().filter(|period| period["value"].is_number());
            (values.count() == 1).then_some(m)
        });
        if let Some(status) = only.and_then(|m| m["periods"].as_array()?.last()?["status"].as_str()) {
            assert_eq!(status, "on_target", "{id}: {draft}");
        }
    }
}

fn measure<'v>(results: &'v Value, id: &str) -> Option<&'v Value> {
    let perspectives = results["scorecard"]["perspectives"].as_array()?;
    let objectives = perspectives.iter().flat_map(|p| p["objectives"].as_array().into_iter().flatten());
    objectives.flat_map(|o| o["measures"].as_array().into_iter().flatten()).find(|m| m["id"] == id)
}

#[test]
fn days_are_read_as_other_countries_and_programs_write_them() {
    let months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
    for (name, kind, of) in [
        (
            "short",
            "date",
            &(|n: usize| format!("{} {} 24", 1 + n % 28, months[n / 28 % 12])) as &dyn Fn(usize) -> String,
        ),
        ("week", "date", &|n| format!("2025-W{:02}", 1 + n % 52)),
        ("dense", "datetime", &|n| format!("2025{:02}{:02}{:02}0000", 1 + n / 28 % 12, 1 + n % 28, n % 24)),
        ("ts", "datetime", &|n| (1_704_101_962 + 40_000 * n).to_string()),
    ] {
        let text = rows(&format!("{name};branch;amount EUR"), 200, &|n| {
            format!("{};b{};{},5", of(n), n % 3, 10 + n)
        });
        let folder = folder("a.csv", &text);
        let found = looked(folder.path(), "a.csv");
        assert_eq!(found["files"][0]["columns"][0]["type"], kind, "{name}: {found}");
        assert!(!found["files"][0]["notes"].to_string().contains("no column is read as a day"), "{found}");
        let (draft, words) = drafted(folder.path(), &["a.csv"]);
        assert!(
            draft.contains(&format!("time: {name}")) && !words.contains("read as a day"),
            "{draft}{words}"
        );
    }
}

#[test]
fn a_file_of_which_no_day_is_known_is_told_to_be_a_state() {
    let text = rows("sold on,amount EUR", 200, &|n| format!("day {} of {},{}", n % 28, 1 + n / 28, 40 + n));
    let folder = folder("a.csv", &text);
    let notes = looked(folder.path(), "a.csv")["files"][0]["notes"].to_string();
    assert!(notes.contains("no column is read as a day"), "{notes}");
    assert!(notes.contains("`sold on` is not read as days: say by its `format`"), "{notes}");
    let (_, words) = drafted(folder.path(), &["a.csv"]);
    assert!(words.contains("note: no column of `a.csv` is read as a day"), "{words}");
    put(folder.path(), "new/empty.csv", "day,amount\n");
    put(folder.path(), "new/names.csv", "name,colour\nann,red\nbob,blue\ncy,red\n");
    let (code, words) = run_in(&folder.path().join("new"), &["init", "--from", "empty.csv", "names.csv"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("there is no row in `empty.csv`"), "{words}");
    assert!(words.contains("no column is read as a day in `names.csv`"), "{words}");
}

#[test]
fn scales_of_surveys_are_not_those_of_the_answers_so_far() {
    let text = rows("id,answered,recommend,satisfied", 400, &|n| {
        let satisfied = if n % 40 == 0 { 9 } else { 1 + n % 5 };
        format!("{n},{},{},{satisfied}", day(n), 1 + n % 10)
    });
    let folder = folder("survey.csv", &text);
    let (draft, _) = drafted(folder.path(), &["survey.csv"]);
    assert!(draft.contains("{ nps: recommend }") && !draft.contains("between 1 and 10"), "{draft}");
    assert!(draft.contains("scale: [1, 5]") && draft.contains("satisfied between 1 and 5"), "{draft}");
    let notes = looked(folder.path(), "survey.csv")["files"][0]["notes"].to_string();
    assert!(notes.contains("`satisfied` holds `9` 10 times"), "{notes}");
}

#[test]
fn amounts_in_two_currencies_are_told_and_not_added_up() {
    let text = rows("order_id,day,total_price,currency", 300, &|n| {
        format!("{n},{},{}.5,{}", day(n), 10 + n, if n % 9 == 0 { "USD" } else { "EUR" })
    });
    let folder = folder("orders.csv", &text);
    let notes = looked(folder.path(), "orders.csv")["files"][0]["notes"].to_string();
    assert!(
        notes.contains("`currency` says `EUR` 266 times, `USD` 34 times: a sum of amounts adds all"),
        "{notes}"
    );
    let (draft, _) = drafted(folder.path(), &["orders.csv"]);
    assert!(draft.contains("currency: EUR") && draft.contains("where: 'currency = ''EUR'''"), "{draft}");
    assert!(draft.contains("in other currencies than EUR, which are left out"), "{draft}");
}

#[test]
fn a_promise_to_the_hour_is_kept_to_the_hour() {
    let text = rows("ticket,opened,due,resolved", 300, &|n| {
        let day = day(n);
        format!("T{n},{day} 08:00,{day} 12:00,{day} {}:30", if n % 4 == 0 { 15 } else { 10 })
    });
    let folder = folder("tickets.csv", &text);
    let (draft, _) = drafted(folder.path(), &["tickets.csv"]);
    assert!(draft.contains("kind: { share: 'resolved <= due' }"), "{draft}");
    assert!(draft.contains("`on_time` would compare days alone"), "{draft}");
    let text = rows("order,ordered,due,shipped", 300, &|n| {
        format!("T{n},{d} 08:00,{d} 00:00,{d} 15:30", d = day(n))
    });
    put(folder.path(), "days/orders.csv", &text);
    let (draft, _) = drafted(&folder.path().join("days"), &["orders.csv"]);
    assert!(draft.contains("on_time: { promised: due, delivered: shipped }"), "{draft}");
}

#[test]
fn drafts_are_called_as_their_files_or_folders_and_told_to_programs() {
    let text = rows("id,day,amount EUR", 60, &|n| format!("{n},{},{}", day(n), 5 + n));
    let folder = folder("orders.csv", &text);
    let (draft, _) = drafted(folder.path(), &["orders.csv"]);
    assert!(draft.contains("scorecard: orders\ntitle: Orders scorecard\n"), "{draft}");
    let asked = ["init", "Second client", "--from", "orders.csv", "--format", "json"];
    let answer = json(&in_folder(folder.path(), &asked).output().expect("the program starts").stdout);
    assert_eq!(answer["schema"], "mando-init/1");
    assert!(answer["measures"].as_array().is_some_and(|all| !all.is_empty()), "{answer}");
    let draft = fs::read_to_string(folder.path().join("Second client/scorecard.yaml")).expect("a draft");
    assert!(draft.contains("scorecard: second_client\n"), "{draft}");
}

#[test]
fn programs_are_told_what_is_wrong_by_every_command() {
    let text = rows("id,day,amount EUR", 60, &|n| format!("{n},{},{}", day(n), 5 + n));
    let folder = folder("orders.csv", &text);
    drafted(folder.path(), &["orders.csv"]);
    for arguments in [
        &["list", "level:none"][..],
        &["explain", "nothing"],
        &["diff", "nowhere", "nothing"],
        &["import", "nothing.csv"],
        &["run", "--period", "2099-01"],
        &["init", "--from", "nothing.csv"],
    ] {
        let arguments = [arguments, &["--format", "json"]].concat();
        let output = in_folder(folder.path(), &arguments).output().expect("the program starts");
        let answer = json(&output.stdout);
        assert_eq!(answer["schema"], "mando-error/1", "{arguments:?}: {answer}");
        assert!(answer["errors"][0]["message"].is_string(), "{arguments:?}: {answer}");
    }
}
