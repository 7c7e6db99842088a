//! First scorecards: each checks, runs, and says what a person would expect of such files.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use super::trades::{Trade, all};
use crate::binary::{called, ended, json, mando};

/// The files of a trade in a folder.
fn written(trade: &Trade) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |(name, bytes): &(&str, Vec<u8>)| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    let paths = trade.files.iter().map(write).collect();
    (folder, paths)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

#[test]
fn each_trade_has_a_first_scorecard_that_checks_and_runs() {
    let day = regex::Regex::new(r"\d{4}-\d\d-\d\d").expect("a pattern");
    let own = regex::Regex::new(r"scorecard: tmp\w+\ntitle: Tmp.* scorecard\n").expect("a pattern");
    for trade in all() {
        let (folder, paths) = written(&trade);
        let names: Vec<&str> = trade.files.iter().map(|(name, _)| *name).collect();
        let output = mando().arg("init").arg("--from").args(&names).current_dir(folder.path()).output();
        let (code, words) = ended(&output.expect("the program starts"));
        assert_eq!(code, Some(0), "{}: {words}", trade.name);
        assert_eq!(paths.len(), names.len());

        let (code, words) = ended(&called(["check", text(folder.path())]));
        assert_eq!(code, Some(0), "{}: {words}", trade.name);
        let out = folder.path().join("out");
        let (code, words) =
            ended(&called(["run", text(folder.path()), "--out", text(&out), "--formats", "json"]));
        assert_eq!(code, Some(0), "{}: {words}", trade.name);
        assert!(!words.contains("error"), "{}: {words}", trade.name);

        let results = json(&fs::read(out.join("results.json")).expect("results"));
        let objectives = results["scorecard"]["perspectives"].as_array().expect("perspectives").iter();
        let objectives = objectives.flat_map(|p| p["objectives"].as_array().expect("objectives"));
        let measures: Vec<_> = objectives.flat_map(|o| o["measures"].as_array().expect("measures")).collect();
        assert!((1..=8).contains(&measures.len()), "{}: {} measures", trade.name, measures.len());
        let with_value = |m: &&&serde_json::Value| {
            m["periods"].as_array().is_some_and(|periods| periods.iter().any(|p| p["value"].is_number()))
        };
        assert_eq!(measures.iter().filter(with_value).count(), measures.len(), "{}", trade.name);

        let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
        assert!(yaml.contains("# to be agreed: the median of the last year") || trade.name == "telephone");
        // The day on which a file without days was taken is yesterday's.
        let yaml = match trade.name {
            "telephone" => day.replace_all(&yaml, "DAY").into_owned(),
            _ => yaml,
        };
        // Of several files the folder gives the name, which is another one each time.
        let yaml = own.replace(&yaml, "scorecard: folder\ntitle: Folder scorecard\n").into_owned();
        assert_snapshot!(format!("first_{}", trade.name), yaml);
    }
}

/// The help desk's tickets, under the names that an export for people has.
#[test]
fn names_of_columns_may_hold_blanks() {
    let trades = all();
    let desk = trades.iter().find(|trade| trade.name == "helpdesk").expect("a help desk");
    let (name, bytes) = &desk.files[0];
    let (names, rows) = std::str::from_utf8(bytes).expect("text").split_once('\n').expect("a header");
    let blanks = names.replace('_', " ");
    let named = |name: &str| format!("{name} of ticket");
    let separator = if names.contains(';') { ";" } else { "," };
    let blanks = blanks.trim().split(separator).map(named).collect::<Vec<_>>().join(separator);
    let renamed = Trade { name: desk.name, files: vec![(name, format!("{blanks}\n{rows}").into_bytes())] };
    let draft = |trade: &Trade| {
        let (folder, paths) = written(trade);
        let (code, words) = ended(&called(["init", "--from", text(&paths[0])]));
        assert_eq!(code, Some(0), "{words}");
        let (code, words) = ended(&called(["check", text(folder.path())]));
        assert_eq!(code, Some(0), "{words}");
        fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard")
    };
    let kinds = |yaml: &str| yaml.lines().filter(|line| line.starts_with("    kind:")).count();
    let (plain, blank) = (draft(desk), draft(&renamed));
    assert_eq!(kinds(&plain), kinds(&blank), "{blank}");
}

#[test]
fn a_scorecard_that_is_there_stays() {
    let trade = &all()[3];
    let (folder, paths) = written(trade);
    fs::write(folder.path().join("scorecard.yaml"), "mine").expect("a file");
    let (code, words) = ended(&called(["init", "--from", text(&paths[0])]));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("is there already; name a new folder"), "{words}");
    assert_eq!(fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a file"), "mine");
}

#[test]
fn files_may_stand_outside_the_folder() {
    let trade = &all()[3];
    let (folder, paths) = written(trade);
    let new = folder.path().join("cards/first");
    let (code, words) = ended(&called(["init", text(&new), "--from", text(&paths[0])]));
    assert_eq!(code, Some(0), "{words}");
    let project = fs::read_to_string(new.join("mando.yaml")).expect("the project");
    assert!(project.contains("data_folders: [../..]"), "{project}");
    let (code, words) = ended(&called(["check", text(&new)]));
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn a_file_without_measures_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("names.csv");
    fs::write(&path, "name,colour\nann,red\nbob,blue\ncy,red\n").expect("a file");
    let (code, words) = ended(&called(["init", "--from", text(&path)]));
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("no measure could be drafted") && words.contains("mando look"), "{words}");
    assert!(!folder.path().join("scorecard.yaml").exists());
}

#[test]
fn files_that_are_left_out_are_told_with_the_reason() {
    let trade = &all()[3];
    let (folder, paths) = written(trade);
    let names = folder.path().join("names.csv");
    fs::write(&names, "name,colour\nann,red\nbob,blue\ncy,red\n").expect("a file");
    let (code, words) = ended(&called(["init", "--from", text(&paths[0]), text(&names)]));
    assert_eq!(code, Some(0), "{words}");
    let told = words.lines().find(|line| line.contains("names.csv` is left out")).unwrap_or_default();
    assert!(told.contains("its columns call for no measure, and no column is read as a day"), "{words}");
    assert!(words.contains("from 1 file;"), "{words}");
    let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    assert!(!yaml.lines().any(|line| line.contains("path: names.csv")), "{yaml}");
    // Nothing that was tried is left beside it.
    let left = fs::read_dir(folder.path()).expect("the folder").filter_map(|entry| {
        entry
            .ok()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".part"))
    });
    assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn files_of_which_one_has_lines_above_its_header_are_read_each_in_its_own_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = |year: i32| -> String {
        let days = (1..=12).flat_map(|month| (1..=28).map(move |day| (month, day)));
        days.map(|(month, day)| format!("{year}-{month:02}-{day:02},C{},{}\n", day % 9, 10 + day)).collect()
    };
    let header = "order_date,customer_id,amount\n";
    fs::write(folder.path().join("sales_2024.csv"), format!("1,2,3\n{header}{}", rows(2024)))
        .expect("a file");
    fs::write(folder.path().join("sales_2025.csv"), format!("{header}{}", rows(2025))).expect("a file");
    let mut command = mando();
    command.args(["init", "--from", "sales_2024.csv", "sales_2025.csv"]).current_dir(folder.path());
    let (code, words) = ended(&command.output().expect("the program starts"));
    assert_eq!(code, Some(0), "{words}");
    let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    assert!(yaml.contains("sales_2025.csv") && !yaml.contains("sales_*"), "{words}\n{yaml}");
    let (code, words) = ended(&called(["check", text(folder.path())]));
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn columns_with_capitals_are_taken_over_by_a_join() {
    let folder = tempfile::tempdir().expect("a folder");
    let days = (1..=12).flat_map(|month| (1..=28).map(move |day| (month, day)));
    let row = |(month, day): (i32, i32)| {
        format!("2025-{month:02}-{day:02},{},{},{}\n", month * 100 + day, day % 4 + 1, 10 + day)
    };
    let sales: String = days.map(row).collect();
    fs::write(folder.path().join("sales.csv"), format!("OrderDate,OrderNumber,TerritoryKey,Amount\n{sales}"))
        .expect("a file");
    let list = "TerritoryKey,Region,Country\n1,North,Spain\n2,South,Spain\n3,East,France\n4,West,France\n";
    fs::write(folder.path().join("territories.csv"), list).expect("a file");
    let mut command = mando();
    command.args(["init", "--from", "sales.csv", "territories.csv"]).current_dir(folder.path());
    let (code, words) = ended(&command.output().expect("the program starts"));
    assert_eq!(code, Some(0), "{words}");
    let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    assert!(yaml.contains("region: Region") && yaml.contains("segments: [region]"), "{words}\n{yaml}");
    let (code, words) = ended(&called(["check", text(folder.path())]));
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn amounts_of_two_lists_of_one_name_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut orders, mut lines, mut fees) = (
        "order_id,order_date,customer_id\n".to_owned(),
        "order_id,amount\n".to_owned(),
        "order_id,amount\n".to_owned(),
    );
    for order in 0..336 {
        let (month, day) = (order / 28 + 1, order % 28 + 1);
        orders.push_str(&format!("{order},2025-{month:02}-{day:02},C{}\n", order % 9));
        (0..2).for_each(|line| lines.push_str(&format!("{order},{}.50\n", 10 + day + line)));
        (0..2).for_each(|fee| fees.push_str(&format!("{order},{}.25\n", 1 + fee)));
    }
    for (name, text) in [("orders.csv", orders), ("order_lines.csv", lines), ("order_fees.csv", fees)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let mut command = mando();
    command.args(["init", "--from", "orders.csv", "order_lines.csv", "order_fees.csv"]);
    let (code, words) = ended(&command.current_dir(folder.path()).output().expect("the program starts"));
    assert_eq!(code, Some(0), "{words}");
    let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    assert!(yaml.contains("{ amount: ") && yaml.contains("_amount: "), "{words}\n{yaml}");
}

#[test]
fn words_for_no_value_among_numbers_are_written_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let day = |n: i32| format!("2025-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1);
    let row = |n: i32| match n % 5 {
        0 => format!("{},{},{n}\n", day(n), n % 200),
        1 => format!("{},web,{n}\n", day(n)),
        _ => format!("{},Anonymous,{n}\n", day(n)),
    };
    let rows: String = (0..900).map(row).collect();
    fs::write(folder.path().join("visits.csv"), format!("day,visitor,amount\n{rows}")).expect("a file");
    let mut command = mando();
    command.args(["init", "--from", "visits.csv"]).current_dir(folder.path());
    let (code, words) = ended(&command.output().expect("the program starts"));
    assert_eq!(code, Some(0), "{words}");
    let (code, words) = ended(&called(["check", text(folder.path())]));
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn the_sheet_with_days_is_taken_of_a_workbook_that_begins_with_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = rust_xlsxwriter::Workbook::new();
    let notes = book.add_worksheet().set_name("About").expect("a name");
    for (row, (name, what)) in
        [("Name", "What"), ("Source", "Somebody"), ("Day", "of a visit")].iter().enumerate()
    {
        let row = u32::try_from(row).expect("a row");
        notes.write(row, 0, *name).and_then(|sheet| sheet.write(row, 1, *what)).expect("cells");
    }
    let visits = book.add_worksheet().set_name("Visits").expect("a name");
    visits.write(0, 0, "day").and_then(|sheet| sheet.write(0, 1, "visits")).expect("a header");
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for n in 0..700_u32 {
        let at =
            rust_xlsxwriter::ExcelDateTime::from_serial_datetime(45_292.0 + f64::from(n)).expect("a day");
        visits
            .write_with_format(n + 1, 0, &at, &day)
            .and_then(|sheet| sheet.write(n + 1, 1, 50 + n % 7))
            .expect("cells");
    }
    book.save(folder.path().join("visits.xlsx")).expect("a workbook");
    let mut command = mando();
    command.args(["init", "--from", "visits.xlsx"]).current_dir(folder.path());
    let (code, words) = ended(&command.output().expect("the program starts"));
    assert_eq!(code, Some(0), "{words}");
    let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    assert!(yaml.contains("sheet: Visits") && yaml.contains("time: day"), "{yaml}");
}
