//! `--against`: what an earlier run said otherwise.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::{card, folder, orders, run, text, written};
use crate::binary::json;

fn id(folder: &tempfile::TempDir, out: &str) -> String {
    let results = json(&fs::read(folder.path().join(out).join("results.json")).expect("results"));
    results["run"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn restated_values_and_moved_targets_are_told_by_cause() {
    let folder = folder(&card("", ""), &orders());
    let (code, words) = run(&folder, &["run", "scorecard.yaml", "--out", "before", "--formats", "json"]);
    assert_eq!(code, Some(0), "{words}");
    // Nothing changed: the same figures, and still another run.
    written(&folder, &["--against", "before", "--formats", "html,json"]);
    assert!(text(&folder, "strategic.html").contains("No figure differs from run"));
    assert_ne!(id(&folder, "out"), id(&folder, "before"));
    let results = json(text(&folder, "results.json").as_bytes());
    assert_eq!(results["run"]["against"].as_str().map(str::len), Some(64));
    // An order of February comes late, and a target is raised.
    let more = orders() + "99999,north,2026-02-03,2026-02-04,2026-02-04,500.00,plain\n";
    fs::write(folder.path().join("orders.csv"), more).expect("a file");
    fs::write(folder.path().join("scorecard.yaml"), card("", "").replace("target: 1000", "target: 100000"))
        .expect("a file");
    written(&folder, &["--against", "before/results.json", "--formats", "html,xlsx,json"]);
    let page = text(&folder, "strategic.html");
    assert!(
        page.contains("Since an earlier run")
            && page.contains("Between the two runs differ: data and definition."),
        "{page}"
    );
    // A plan that moved alike in every period is one line of the page, with its periods.
    let list = page.split("<table class=\"restated\"").nth(1).and_then(|rest| rest.split("</table>").next());
    let list = list.expect("a list of what is otherwise");
    let plans: Vec<&str> =
        list.split("<tr").filter(|row| row.contains("Revenue") && row.contains(">Plan<")).collect();
    assert_eq!(plans.len(), 1, "{list}");
    assert!(
        plans[0].contains(" to ") && plans[0].contains("1,000") && plans[0].contains("100,000"),
        "{}",
        plans[0]
    );
    let path = folder.path().join("out/scorecard.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let sheet = book.worksheet_range("Changes").expect("a sheet of changes");
    let lines: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let found = |id: &str, period: &str, what: &str| {
        lines.iter().find(|line| line[0] == id && line[2] == period && line[3] == what).cloned()
    };
    let value = found("revenue", "February 2026", "Actual").expect("a restated value");
    assert_eq!(value[6], "500", "{value:?}");
    assert_eq!(value[7], "data and definition");
    assert!(found("revenue", "January 2026", "Actual").is_none(), "what is the same is not told");
    let target = found("revenue", "January 2026", "Plan").expect("a moved target");
    assert_eq!(
        (target[4].as_str(), target[5].as_str(), target[7].as_str()),
        ("1000", "100000", "definition")
    );
    // What follows from these stands below, up to the whole.
    let scores: Vec<&str> =
        lines.iter().filter(|line| line[3] == "Score").map(|line| line[0].as_str()).collect();
    assert!(scores.contains(&"revenue") && scores.contains(&"store"), "{scores:?}");
    assert!(lines.iter().any(|line| line[0] == "revenue" && line[3] == "Year to date"), "{lines:#?}");
}

#[test]
fn what_is_withheld_now_is_not_told_by_what_it_was() {
    let folder = folder(&card("", ""), &orders());
    let before = ["run", "scorecard.yaml", "--out", "before", "--formats", "json", "--each", "branch"];
    assert_eq!(run(&folder, &before).0, Some(0));
    fs::write(folder.path().join("scorecard.yaml"), card("privacy: { smallest: 30 }\n", "")).expect("a file");
    written(&folder, &["--against", "before", "--each", "branch", "--formats", "html,json"]);
    let own = json(text(&folder, "north/results.json").as_bytes());
    let revenue = &own["scorecard"]["perspectives"][0]["objectives"][1]["measures"][0]["periods"][12];
    assert!(revenue["value"].is_null() && revenue["absent"]["private"].is_object(), "{revenue}");
    assert!(text(&folder, "north/strategic.html").contains("No figure differs from run"));
}

#[test]
fn no_two_sheets_have_one_name_in_any_language() {
    for code in mando::locale::Locale::codes() {
        let words = mando::words::Words::new(mando::locale::Locale::parse(code).expect("a locale"));
        let sheets = mando::words::declared().map(|declared| declared.id);
        let sheets = sheets.filter(|id| id.starts_with("book-sheet-") && !id.ends_with("-note"));
        let mut names: Vec<String> =
            sheets.map(|id| words.message(&mando::words::Message::plain(id)).to_lowercase()).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!((names.len(), all), (20, 20), "{code}: {names:?}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = folder(&card("", ""), &orders());
    let refused = |against: &str| {
        let (code, words) = run(&folder, &["run", "scorecard.yaml", "--out", "out", "--against", against]);
        assert_eq!(code, Some(2), "{words}");
        words
    };
    assert!(refused("nowhere.json").contains("cannot read `nowhere.json`"));
    fs::write(folder.path().join("other.json"), "{}").expect("a file");
    assert!(refused("other.json").contains("it is no results.json of mando"));
    let (code, words) =
        run(&folder, &["run", "scorecard.yaml", "--out", "mine", "--entity", "north", "--formats", "json"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(refused("mine/north").contains("it is of `store/north`, and this is `store`"));
}
