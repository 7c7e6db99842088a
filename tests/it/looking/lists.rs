//! Measures listed, results compared, runs that fail on findings, and what shells are told.

use std::fs;

use insta::assert_snapshot;

use crate::binary::{called, ended, example, json, said};
use crate::support::Project;

fn northwind() -> String {
    example("northwind").to_str().expect("a path").to_owned()
}

fn list(selectors: &[&str]) -> String {
    let path = northwind();
    let arguments = ["list"].iter().chain(selectors).copied().chain(["--path", path.as_str(), "--no-cache"]);
    said(&called(arguments)).to_owned()
}

/// Ids of what is listed.
fn ids(selectors: &[&str]) -> Vec<String> {
    list(selectors).lines().skip(1).filter_map(|line| line.split(' ').next().map(str::to_owned)).collect()
}

#[test]
fn selectors_narrow_the_list() {
    assert_snapshot!("list_northwind", list(&[]));
    assert_eq!(ids(&["level:strategic"]), ["revenue", "revenue_per_customer", "retention"]);
    assert_eq!(ids(&["objective:promise", "owner:logistics"]), ["on_time", "lead_time", "waiting"]);
    assert_eq!(ids(&["+retention"]), ["retention", "on_time", "lead_time"]);
    assert_eq!(ids(&["order_value+"]), ["revenue_per_customer", "order_value"]);
    assert_eq!(ids(&["kind:backlog"]), ["waiting"]);
    let off = ids(&["status:off"]);
    assert!(!off.is_empty() && off.iter().all(|id| !ids(&["status:on"]).contains(id)), "{off:?}");
}

#[test]
fn a_selector_of_nothing_is_told() {
    let path = northwind();
    let (code, words) = ended(&called(["list", "levle:strategic", "--path", &path]));
    assert_eq!(code, Some(2));
    assert!(words.contains("`levle:` selects nothing") && words.contains("`level:`"), "{words}");
    let (code, words) = ended(&called(["list", "+retentoin", "--path", &path]));
    assert_eq!(code, Some(2));
    assert!(words.contains("did you mean `retention`?"), "{words}");
    let (code, words) = ended(&called(["list", "objective:promse", "--path", &path]));
    assert_eq!(code, Some(2));
    assert!(words.contains("did you mean `objective:promise`?"), "{words}");
    let (code, words) = ended(&called(["list", "kind:nps", "status:red", "--path", &path]));
    assert_eq!(code, Some(2));
    assert!(words.contains("`kind:nps` matches nothing") && words.contains("there are `kind:"), "{words}");
    assert!(words.contains("`status:red` matches nothing"), "{words}");
    // Words that are known, and no measure that meets them all.
    let none = called(["list", "level:strategic", "kind:backlog", "--path", &path, "--format", "json"]);
    assert_eq!(said(&none), "[]\n");
    assert_eq!(ended(&none).1, "note: no measure meets `level:strategic` with `kind:backlog`\n");
}

#[test]
fn results_are_compared_and_runs_fail_on_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, out) =
        (northwind(), |name: &str| folder.path().join(name).to_str().expect("a path").to_owned());
    for period in ["1998-03", "1998-04"] {
        let to = out(period);
        let ran = called(["run", &path, "--period", period, "--formats", "json", "--no-cache", "--out", &to]);
        assert!(ran.status.success(), "{:?}", ended(&ran));
    }
    let (a, b) = (out("1998-03"), out("1998-04"));
    assert_snapshot!("diff_text", said(&called(["diff", &a, &b])));
    assert_snapshot!("diff_markdown", said(&called(["diff", &a, &b, "--format", "markdown"])));
    let found = json(&called(["diff", &a, &b, "--format", "json"]).stdout);
    assert_eq!(found["schema"], "mando-diff/2");
    let moved = called(["diff", &a, &b, "--exit-code", "--quiet"]);
    assert_eq!(ended(&moved).0, Some(1));
    assert_eq!(said(&called(["diff", &a, &a])), "nothing moved\n");
    fs::write(folder.path().join("other.json"), "{}").expect("a file");
    let (code, words) = ended(&called(["diff", &a, &out("other.json")]));
    assert_eq!(code, Some(3));
    assert!(words.contains("it is no results.json of mando"), "{words}");

    let to = out("failing");
    let run = |on: &str| {
        ended(&called([
            "run",
            &path,
            "--formats",
            "json",
            "--no-cache",
            "--out",
            &to,
            "--fail-on",
            on,
            "--quiet",
        ]))
    };
    let (code, words) = run("off_target");
    assert_eq!(code, Some(1), "{words}");
    assert!(
        words.lines().all(|line| line.starts_with("finding: ") && line.ends_with(": off target")),
        "{words}"
    );
    assert!(folder.path().join("failing/results.json").exists(), "the files are written all the same");
    assert_eq!(run("stale").0, Some(0));
}

#[test]
fn problems_go_to_other_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scorecard.yaml");
    fs::write(&path, "scorecard: broken\ntitle: Broken\nentity: Nobody\nsorces: {}\n").expect("a file");
    let path = path.to_str().expect("a path");
    let sarif = json(&called(["check", path, "--format", "sarif"]).stdout);
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let unknown = results.iter().find(|result| result["ruleId"] == "unknown-key").expect("the key");
    assert_eq!(unknown["level"], "error");
    assert_eq!(unknown["locations"][0]["physicalLocation"]["region"]["startLine"], 4);
    let output = called(["check", path, "--format", "github"]);
    let text = String::from_utf8(output.stdout.clone()).expect("text");
    assert_eq!(output.status.code(), Some(2));
    let line = text.lines().find(|line| line.contains("title=unknown-key")).expect("a line");
    assert!(
        line.starts_with("::error file=") && line.contains(",line=4,") && line.contains("sorces"),
        "{text}"
    );
}

#[test]
fn shells_and_readers_of_manuals_are_served() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = called(["completions", shell]);
        let script = said(&output);
        assert!(script.contains("mando") && script.contains("look"), "{shell}");
    }
    assert!(said(&called(["man"])).contains(".TH mando 1"));
    assert!(said(&called(["man", "run"])).contains("fail\\-on"));
    assert_eq!(ended(&called(["man", "nothing"])).0, Some(2));
    let output = called(["doctor", &northwind()]);
    let words = said(&output);
    assert!(words.contains("ok  source order_rows") && !words.contains("!!"), "{words}");
}

#[test]
fn the_doctor_sees_files_that_are_not_there_and_a_definition_that_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let card = "scorecard: t\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: { path: a.csv, time: day, columns: { day: date } }\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  \
        n: { title: N, objective: o, source: s, kind: count, direction: maximise }\n";
    let doctor = |card: &str| {
        std::fs::write(folder.path().join("scorecard.yaml"), card).expect("a card");
        ended(&called(["doctor", folder.path().to_str().expect("a path")]))
    };
    let said = |card: &str| {
        let path = folder.path().to_str().expect("a path").to_owned();
        std::fs::write(folder.path().join("scorecard.yaml"), card).expect("a card");
        String::from_utf8(called(["doctor", &path]).stdout).expect("text")
    };
    assert_eq!(doctor(card).0, Some(3));
    assert!(
        said(card).contains("!!  file") && said(card).contains("scorecard.yaml:6: no file `a.csv`"),
        "{}",
        said(card)
    );
    std::fs::write(folder.path().join("a.csv"), "day\n2026-03-02\n").expect("a file");
    assert_eq!(doctor(card).0, Some(0), "{}", said(card));
    let wrong = card.replace("kind: count", "kind: cuont");
    assert!(said(&wrong).contains("!!  definition") && said(&wrong).contains("1 error"), "{}", said(&wrong));
    assert_eq!(doctor(&wrong).0, Some(3));
    assert!(said("x: [\n").contains("scorecard.yaml:"), "{}", said("x: [\n"));
}

#[test]
fn explain_writes_a_page_for_a_browser() {
    let path = northwind();
    let output = called(["explain", "on_time", &path, "--format", "html", "--no-cache"]);
    let page = said(&output);
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
    assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count());
    let text = called(["explain", "on_time", &path, "--no-cache"]);
    let value = said(&text).lines().find_map(|line| line.strip_prefix("value ")).map(str::trim);
    let value = value.expect("a value");
    assert!(page.contains(&format!("<tr><th scope=\"row\">value</th><td>{value}</td></tr>")), "{page}");
    assert!(!page.contains("delivered <="), "signs of conditions are escaped: {page}");
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let (code, words) = ended(&called(["check", &northwind(), "--quiet"]));
    assert_eq!((code, words.as_str()), (Some(0), ""));
    let (code, words) = ended(&called(["check", "nowhere", "--quiet"]));
    assert_eq!(code, Some(2));
    assert!(words.starts_with("error[missing-file]"), "{words}");
}

/// A `results.json` of a whole, perspectives and objectives with these ids and scores.
fn results(whole: (&str, f64), perspective: (&str, f64), objective: (&str, f64)) -> String {
    let scored =
        |(id, score): (&str, f64)| format!("\"id\": \"{id}\", \"title\": \"{id}\", \"score\": {score}");
    format!(
        "{{\"schema\": \"mando-results/1\", \"run\": {{\"definition\": \"{}\"}}, \"scorecard\": {{{}, \"perspectives\": \
         [{{{}, \"objectives\": [{{{}, \"measures\": []}}]}}]}}}}",
        "0123456789abcdef".repeat(4),
        scored(whole),
        scored(perspective),
        scored(objective)
    )
}

#[test]
fn scores_are_compared_on_their_own_level_and_the_whole_whatever_it_is_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let a = write("a.json", results(("first", 80.0), ("promise", 50.0), ("promise", 64.0)));
    assert_eq!(said(&called(["diff", &a, &a])), "nothing moved\n");
    let b = write(
        "b.json",
        results(("desk", 70.0), ("promise", 50.0), ("promise", 100.0))
            .replace("0123456789ab", "ba9876543210"),
    );
    assert_eq!(
        said(&called(["diff", &a, &b])),
        "scorecard: first → desk\ndefinition: 0123456789ab → ba9876543210\ndesk (desk): title first → desk\ndesk (desk): score 80 → 70\npromise \
         (promise): score 64 → 100\n"
    );
    let with = |title: &str| {
        let measure =
            format!("\"measures\": [{{\"id\": \"late\", \"title\": \"{title}\", \"periods\": []}}]");
        results(("first", 80.0), ("promise", 50.0), ("promise", 64.0)).replace("\"measures\": []", &measure)
    };
    let (c, d) = (write("c.json", with("Late_orders")), write("d.json", with("Late orders")));
    assert_eq!(said(&called(["diff", &a, &c])), "Late_orders (late): new\n");
    assert_eq!(said(&called(["diff", &c, &a])), "Late_orders (late): gone\n");
    assert_eq!(said(&called(["diff", &c, &d])), "Late orders (late): title Late_orders → Late orders\n");
    let (_, words) = ended(&called(["diff", &a, "HEAD"]));
    assert!(words.contains("there is no such file or folder") && words.contains("HEAD~1..HEAD"), "{words}");
}

#[test]
fn explain_tells_a_value_from_a_target_that_it_misses_by_little() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\ncurrency: EUR\nas_of: 2026-03-31\nsources:\n  t: { path: t.csv, time: day, columns: { day: date, v: number } }\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  \
        share: { title: Share, objective: o, source: t, kind: { average: v }, unit: percent, min_n: 1, direction: maximise, target: 95% }\n  \
        mark: { title: Mark, objective: o, source: t, kind: { average: v * 100 }, min_n: 1, direction: maximise, target: 95 }\n";
    let project = Project::new(yaml, &[("t.csv", "day,v\n2026-03-01,0.94999999\n")]);
    let path = project.path().to_str().expect("a path");
    for (id, value, target) in [("share", "94.999999%", "95.000000%"), ("mark", "94.999999", "95")] {
        let text = said(&called(["explain", id, path, "--no-cache"])).to_owned();
        let of = |label: &str| text.lines().find_map(|line| line.strip_prefix(label)).map(str::trim);
        assert_eq!((of("value "), of("target ")), (Some(value), Some(target)), "{text}");
        assert_eq!(of("status "), Some("watch"), "{text}");
        assert!(of("score ").is_some_and(|score| score.starts_with("99.999")), "{text}");
        assert!(text.contains(&format!("100 × {value} ÷ {target} = 99.999")), "{text}");
    }
}

#[test]
fn the_owner_of_an_objective_answers_for_its_measures() {
    let folder = tempfile::tempdir().expect("a folder");
    let card = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources: { rows: { path: rows.csv, time: day, columns: { day: date } } }\n\
        perspectives: { p: { objectives: { o: { title: O, owner: Ann }, q: { title: Q } } } }\n\
        measures:\n  a: { title: A, objective: o, source: rows, kind: count, direction: maximise }\n  \
        b: { title: B, objective: o, source: rows, kind: count, direction: maximise, owner: Bo }\n  \
        c: { title: C, objective: q, source: rows, kind: count, direction: maximise }\n";
    std::fs::write(folder.path().join("scorecard.yaml"), card).expect("a file");
    std::fs::write(folder.path().join("rows.csv"), "day\n2026-03-02\n").expect("a file");
    let path = folder.path().display().to_string();
    let ids = |selector: &str| -> Vec<String> {
        let listed = called(["list", selector, "--path", &path]);
        let told = said(&listed);
        told.lines().skip(1).filter_map(|line| line.split(' ').next().map(str::to_owned)).collect()
    };
    assert_eq!(ids("owner:ann"), ["a"]);
    assert_eq!(ids("owner:bo"), ["b"]);
    assert_eq!(ids("owner:"), ["c"]);
}
