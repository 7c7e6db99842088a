//! What a run keeps for the next: the same bytes, and nothing read that need not be.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use mando::engine::{ReadReason, Reuse};
use mando::evaluate::results::{Doubt, Provisional};
use sha2::Sha256;

use crate::binary::{Written, called, ended};
use crate::support::{Project, Ran};

const MONTHS: [&str; 3] = ["2025-01", "2025-02", "2025-03"];

const MEASURES: &str = "  orders: { title: Orders, objective: all, kind: count, segments: [region] }
  revenue: { title: Revenue, objective: all, kind: { sum: paid }, direction: maximise, target: 40, segments: [region] }
  typical: { title: Typical order, objective: all, kind: { median: paid } }
  customers: { title: Customers, objective: all, kind: { distinct: who } }
  kept: { title: Kept, objective: all, kind: { retention: { active_within: 1 month } }, min_n: 1 }
  worth: { title: Worth, objective: all, kind: { revenue_retention: { revenue: paid } }, min_n: 1 }
  balance: { title: Balance, objective: all, kind: { last: { value: paid, per: who } } }
";

fn scorecard(measures: &str, engine: &str) -> String {
    format!(
        "scorecard: shop
title: Shop
entity: Nobody
currency: EUR
as_of: 2025-03-31
{engine}
defaults: {{ source: orders, min_n: 1 }}
sources:
  orders: {{ path: \"orders-*.csv\", time: day, customer: who, columns: {{ day: date, paid: money, due: date }} }}
perspectives:
  p: {{ title: P, objectives: {{ all: {{ title: All }} }} }}
measures:
{measures}"
    )
}

/// Orders of a month by some of eleven customers, of whom some have long names.
fn orders(month: &str, seed: u32) -> String {
    let mut text = "day,who,paid,region,due\n".to_owned();
    for i in 0..40_u32 {
        let (day, who) = (1 + (i * 7 + seed) % 28, (i * i + seed * i) % 11);
        let region = ["north", "south", ""][(i % 3) as usize];
        let who = if who % 3 == 0 { format!("c{who}-whose-name-is-long") } else { format!("c{who}") };
        text.push_str(&format!("{month}-{day:02},{who},{}.5,{region},{month}-{day:02}\n", (i * seed) % 90));
    }
    text
}

fn monthly(measures: &str, engine: &str) -> Project {
    let project = Project::new(&scorecard(measures, engine), &[]);
    for (seed, month) in (3..).zip(MONTHS) {
        write(&project, &format!("orders-{month}.csv"), &orders(month, seed));
    }
    project
}

fn write(project: &Project, name: &str, text: &str) {
    fs::write(project.path().join(name), text).expect("a file");
}

/// What a run says of its one source.
#[track_caller]
fn of_orders(ran: &Ran) -> &Reuse {
    match ran.reuse.as_slice() {
        [reuse] => reuse,
        other => panic!("{other:?}"),
    }
}

/// Runs, and compares with a run that reads everything in a project of its own.
#[track_caller]
fn run(project: &Project) -> Ran {
    let ran = project.run(Some("2025-03"), None);
    let mut fresh = project.resolve().0.expect("a scorecard");
    fresh.engine.cache = None;
    let draft = project.open();
    let wanted = mando::run::RunOptions {
        period: Some("2025-03".to_owned()),
        as_of: None,
        yesterday: crate::support::day("2026-12-31"),
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let drafted = &draft.scorecards[0];
    let computed = mando::run::compute(&fresh, drafted, &wanted, &mando::data::Silent);
    let computed = runtime.block_on(computed).expect("a run");
    assert_eq!(computed.reuse, []);
    let json =
        |results: &mando::evaluate::results::Results| mando::render::json::render(results).expect("JSON");
    assert!(
        json(&ran.results) == json(&computed.results),
        "other results than without a cache: {:?}",
        ran.reuse
    );
    let codes =
        |problems: &mando::problem::Problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(codes(&ran.problems), codes(&computed.problems));
    ran
}

/// Files reused, and those read with the reason.
fn read(ran: &Ran) -> (usize, Vec<(&str, ReadReason)>) {
    let reuse = of_orders(ran);
    (reuse.reused, reuse.read.iter().map(|(file, why)| (file.as_str(), *why)).collect())
}

fn cache(project: &Project) -> PathBuf {
    project.path().join(".mando/cache")
}

/// Entries of a cache.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).expect("the cache").map(|entry| entry.expect("an entry").path());
    let is_entry = |path: &PathBuf| path.file_name().is_some_and(|name| name.len() == 64);
    names.filter(is_entry).collect()
}

#[test]
fn a_file_that_changed_is_read_and_the_others_are_not() {
    let project = monthly(MEASURES, "");
    let (reused, first) = {
        let ran = run(&project);
        let (n, f) = read(&ran);
        (n, f.len())
    };
    assert_eq!((reused, first), (0, 3));
    assert_eq!(read(&run(&project)), (3, vec![]));
    write(&project, "orders-2025-02.csv", &orders("2025-02", 9));
    let ran = run(&project);
    assert_eq!(read(&ran), (2, vec![("orders-2025-02.csv", ReadReason::Changed)]));
    assert_eq!(
        of_orders(&ran).to_string(),
        "orders: 2 of 3 files from the cache; orders-2025-02.csv was read: it changed"
    );
    assert_eq!(read(&run(&project)), (3, vec![]));
    fs::remove_file(project.path().join("orders-2025-01.csv")).expect("a file less");
    assert_eq!(read(&run(&project)), (2, vec![]));
    write(&project, "orders-2024-12.csv", &orders("2024-12", 5));
    assert_eq!(read(&run(&project)), (2, vec![("orders-2024-12.csv", ReadReason::New)]));
    // Days that two files share are told whether they are read or not.
    write(&project, "orders-2024-12b.csv", &orders("2024-12", 12));
    let ran = run(&project);
    assert_eq!(ran.codes(), ["files-overlap"]);
    assert_eq!(run(&project).codes(), ["files-overlap"]);
}

#[test]
fn the_days_of_rows_are_kept_with_what_was_asked_of_them() {
    let project = monthly("  late: { title: Late, objective: all, kind: count, time: due }\n", "");
    let march = orders("2025-03", 5);
    let early = march.lines().filter(|line| !line.starts_with("2025-03-1") && !line.starts_with("2025-03-2"));
    let rows: String = early.map(|line| format!("{line}\n")).collect();
    write(&project, "orders-2025-03.csv", &rows);
    let gap = |ran: &Ran| {
        let doubt = ran.current("late").doubt;
        assert!(matches!(doubt, Some(Doubt::Provisional(Provisional::GapAtEnd { .. }))), "{doubt:?}");
    };
    gap(&run(&project));
    let kept = run(&project);
    assert_eq!(read(&kept), (3, vec![]));
    gap(&kept);
}

#[test]
fn a_target_is_no_question_and_a_condition_is() {
    let project = monthly(MEASURES, "");
    run(&project);
    write(&project, "scorecard.yaml", &scorecard(&MEASURES.replace("target: 40", "target: 50"), ""));
    assert_eq!(read(&run(&project)), (3, vec![]));
    let other = MEASURES.replace("kind: { sum: paid }", "kind: { sum: paid }, where: paid > 3");
    write(&project, "scorecard.yaml", &scorecard(&other, ""));
    let ran = run(&project);
    assert_eq!(read(&ran).0, 0);
    assert!(
        of_orders(&ran).to_string().ends_with("3 files were read: what is asked of them changed")
            || of_orders(&ran).to_string().ends_with("were read: what is asked of them changed")
    );
    let typed = scorecard(&other, "").replace("paid: money", "paid: number");
    write(&project, "scorecard.yaml", &typed);
    assert_eq!(read(&run(&project)).0, 0, "a rule of a column");
    write(&project, "scorecard.yaml", &scorecard(MEASURES, ""));
    assert_eq!(read(&run(&project)), (3, vec![]), "what was kept first is there still");
}

#[test]
fn past_files_serve_any_later_day_and_files_after_it_their_own_day() {
    let project = monthly(MEASURES, "");
    let at = |as_of: &str| {
        write(&project, "scorecard.yaml", &scorecard(MEASURES, "").replace("2025-03-31", as_of));
        let period = &as_of[..7];
        let ran = project.run(Some(period), None);
        let fresh = monthly(MEASURES, "engine: { cache: false }");
        write(
            &fresh,
            "scorecard.yaml",
            &scorecard(MEASURES, "engine: { cache: false }").replace("2025-03-31", as_of),
        );
        let other = fresh.run(Some(period), None);
        let json = |ran: &Ran| serde_json::to_string(&ran.results.scorecard).expect("JSON");
        assert_eq!(json(&ran), json(&other));
        ran
    };
    assert_eq!(read(&at("2025-02-15")).0, 0);
    assert_eq!(
        read(&at("2025-02-28")),
        (
            1,
            vec![
                ("orders-2025-02.csv", ReadReason::AfterAsOf),
                ("orders-2025-03.csv", ReadReason::AfterAsOf)
            ]
        )
    );
    assert_eq!(read(&at("2025-03-31")), (2, vec![("orders-2025-03.csv", ReadReason::AfterAsOf)]));
    assert_eq!(read(&at("2025-04-30")), (3, vec![]));
    assert_eq!(read(&at("2025-02-15")), (3, vec![]), "a day that was asked for once");
    assert_eq!(read(&at("2025-02-16")).0, 1);
}

#[test]
fn a_day_that_an_expression_asks_for_is_part_of_the_question() {
    let measures = format!(
        "{MEASURES}  overdue: {{ title: Overdue, objective: all, kind: count, where: due < as_of() }}\n"
    );
    let project = monthly(&measures, "");
    run(&project);
    assert_eq!(read(&run(&project)), (3, vec![]));
    write(&project, "scorecard.yaml", &scorecard(&measures, "").replace("2025-03-31", "2025-04-01"));
    assert_eq!(read(&run(&project)).0, 0);
    assert_eq!(read(&run(&project)), (3, vec![]));
}

#[test]
fn what_is_damaged_is_read_again() {
    let project = monthly(MEASURES, "");
    run(&project);
    for (kind, path) in entries(&cache(&project)).into_iter().enumerate() {
        let mut bytes = fs::read(&path).expect("an entry");
        match kind {
            0 => bytes.truncate(bytes.len() / 2),
            1 => *bytes.last_mut().expect("a byte") ^= 1,
            _ => bytes = b"something else".to_vec(),
        }
        fs::write(path, bytes).expect("a damaged entry");
    }
    fs::write(cache(&project).join("index"), "no index").expect("a damaged index");
    let ran = run(&project);
    let damaged = |month: &str| (format!("orders-{month}.csv"), ReadReason::Damaged);
    assert_eq!(of_orders(&ran).read, MONTHS.map(damaged));
    assert_eq!(read(&run(&project)), (3, vec![]));
    // An entry under the name of another is none.
    let all = entries(&cache(&project));
    fs::copy(&all[0], &all[1]).expect("a copy");
    assert_eq!(read(&run(&project)).0, 2);
}

/// Seals of those who know everything but the secret, whatever they write.
#[test]
fn what_somebody_else_has_sealed_is_read_again() {
    const BEGINS: usize = 8;
    const SEAL: usize = 32;
    let project = monthly(MEASURES, "");
    let found = run(&project).results.scorecard.parent.score;
    for path in entries(&cache(&project)) {
        let bytes = fs::read(&path).expect("an entry");
        let (begins, rest) = bytes.split_at(BEGINS);
        let mut content = rest[..rest.len() - SEAL].to_vec();
        *content.last_mut().expect("a byte") ^= 1;
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut seal = Hmac::<Sha256>::new_from_slice(&[0; 32]).expect("a key");
        [begins, name.as_bytes(), &[0], &content].iter().for_each(|part| seal.update(part));
        fs::write(path, [begins, &content, &seal.finalize().into_bytes()].concat()).expect("a forged entry");
    }
    let ran = run(&project);
    assert_eq!(
        of_orders(&ran).read,
        MONTHS.map(|month| (format!("orders-{month}.csv"), ReadReason::Damaged))
    );
    assert_eq!(ran.results.scorecard.parent.score, found);
}

#[test]
fn nothing_is_written_where_nothing_shall_be_kept() {
    let project = monthly(MEASURES, "engine: { cache: false }");
    assert_eq!(project.run(Some("2025-03"), None).reuse, []);
    assert!(!project.path().join(".mando").exists());
    let folder = project.path().to_str().expect("a path");
    write(&project, "scorecard.yaml", &scorecard(MEASURES, ""));
    let out = project.path().join("out");
    let arguments = ["run", folder, "--no-cache", "--out", out.to_str().expect("a path")];
    let (code, words) = ended(&called(arguments));
    assert_eq!(code, Some(0), "{words}");
    assert!(!words.contains("cache") && !project.path().join(".mando").exists(), "{words}");
    called(["explain", "revenue", folder, "--no-cache"]);
    assert!(!project.path().join(".mando").exists());

    write(&project, "scorecard.yaml", &scorecard(MEASURES, "engine: { cache: kept/here }"));
    run(&project);
    assert_eq!(entries(&project.path().join("kept/here")).len(), 3);
    assert_eq!(fs::read_to_string(project.path().join("kept/here/.gitignore")).expect("a file"), "*\n");
    let tag = fs::read_to_string(project.path().join("kept/here/CACHEDIR.TAG")).expect("a file");
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    // A run that keeps nothing leaves what is kept alone.
    let before = fs::read(project.path().join("kept/here/index")).expect("the index");
    called(arguments);
    assert_eq!(fs::read(project.path().join("kept/here/index")).expect("the index"), before);
}

#[cfg(unix)]
#[test]
fn the_folder_is_its_owners_and_names_no_customer() {
    use std::os::unix::fs::PermissionsExt;
    let project = monthly(MEASURES, "");
    for month in MONTHS {
        let text = orders(month, 4).replace(",c", ",somebody-known-by-name-");
        write(&project, &format!("orders-{month}.csv"), &text);
    }
    run(&project);
    let mode = fs::metadata(cache(&project)).expect("the folder").permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    for path in entries(&cache(&project)) {
        let bytes = fs::read(path).expect("an entry");
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(holds("north") && !holds("known-by-name"));
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_a_remark() {
    let project = monthly(MEASURES, "");
    fs::write(project.path().join(".mando"), "in the way").expect("a file");
    let folder = project.path().to_str().expect("a path");
    let out = project.path().join("out");
    let output = called(["run", folder, "--out", out.to_str().expect("a path")]);
    let (code, words) = ended(&output);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("note: the cache cannot be written: "), "{words}");
    Written::read(&out);
}

#[test]
fn too_much_that_is_unreadable_is_judged_by_all_files() {
    let project = monthly(MEASURES, "");
    write(&project, "orders-2025-01.csv", &orders("2025-01", 3).replacen(".5,", ".x,", 1));
    let strict =
        scorecard(MEASURES, "").replace("customer: who,", "customer: who, rejects: { at_most: 2% },");
    write(&project, "scorecard.yaml", &strict);
    let first = run(&project);
    let unreadable = first.results.run.sources[0].cells.iter().map(|cells| cells.unreadable);
    assert_eq!(unreadable.sum::<u64>(), 1);
    assert_eq!(read(&run(&project)), (3, vec![]));
    write(&project, "orders-2025-02.csv", &orders("2025-02", 3).replace(".5,", ".x,"));
    for _ in 0..2 {
        let error = project.try_run(Some("2025-03"), None).expect_err("too many").to_string();
        assert!(error.contains("orders"), "{error}");
    }
    let loose = strict.replace("at_most: 2%", "at_most: 100%");
    write(&project, "scorecard.yaml", &loose);
    run(&project);
    assert_eq!(read(&run(&project)), (3, vec![]));
}

#[test]
fn what_no_run_used_for_long_goes() {
    let project = monthly(MEASURES, "");
    run(&project);
    write(&project, "orders-2025-02.csv", &orders("2025-02", 9));
    run(&project);
    assert_eq!(entries(&cache(&project)).len(), 4);
    for _ in 0..11 {
        assert_eq!(entries(&cache(&project)).len(), 4);
        project.run(Some("2025-03"), None);
    }
    assert_eq!(entries(&cache(&project)).len(), 3);
    assert_eq!(read(&run(&project)), (3, vec![]));
}

const LINES: &str = "number,day,who,paid\n1,2025-02-01,ann,10\n1,2025-02-01,ann,10\n2,2025-03-01,bob,20\n3,2025-03-02,ann,30\n";

fn joined() -> Project {
    let yaml = "scorecard: joins
title: Joins
entity: Nobody
currency: EUR
as_of: 2025-03-31
defaults: { source: wide, min_n: 1 }
sources:
  lines: { path: lines.csv, unique: [number], time: day, customer: who, columns: { day: date, paid: money } }
  people: { path: people.csv, unique: [who] }
  wide: { join: lines, with: [{ source: people, key: who, match: one, take: { town: town } }] }
perspectives:
  p: { title: P, objectives: { all: { title: All } } }
measures:
  revenue: { title: Revenue, objective: all, kind: { sum: paid }, segments: [town] }
  rows: { title: Rows, objective: all, kind: count, source: lines }
";
    Project::new(yaml, &[("lines.csv", LINES), ("people.csv", "who,town\nann,Aix\nbob,Bonn\n")])
}

#[test]
fn sources_that_are_held_are_kept_as_a_whole() {
    let project = joined();
    let said = |ran: &Ran| ran.reuse.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        said(&run(&project)),
        [
            "lines: read as a whole: it is new",
            "people: read as a whole: it is new",
            "wide: read as a whole: it is new"
        ]
    );
    assert_eq!(
        said(&run(&project)),
        [
            "lines: 1 of 1 file from the cache",
            "people: 1 of 1 file from the cache",
            "wide: 2 of 2 files from the cache"
        ]
    );
    write(&project, "people.csv", "who,town\nann,Aix\nbob,Basel\n");
    assert_eq!(
        said(&run(&project)),
        [
            "lines: read for `wide`",
            "people: read as a whole: people.csv changed",
            "wide: read as a whole: people.csv changed"
        ]
    );
    assert_eq!(run(&project).reuse.iter().map(|reuse| reuse.reused).collect::<Vec<_>>(), [1, 1, 2]);
}

#[test]
fn a_text_that_no_row_has_is_told_of_rows_from_the_cache_too() {
    let yaml = "\
scorecard: s
title: S
entity: E
as_of: 2025-03-31
sources:
  lines: { path: lines.csv, time: day, columns: { day: date } }
perspectives:
  p: { title: P, objectives: { all: { title: All } } }
measures:
  rows: { title: Rows, objective: all, kind: count, source: lines, where: who = 'nobody' }
";
    let project = Project::new(yaml, &[("lines.csv", "day,who\n2025-03-03,ann\n2025-03-04,bob\n")]);
    for place in ["0 of 1 file from the cache; lines.csv was read: it is new", "1 of 1 file from the cache"] {
        let ran = run(&project);
        assert_eq!(
            ran.reuse.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [format!("lines: {place}")]
        );
        let told = ran.problems.iter().find(|problem| problem.code.as_str() == "text-not-found");
        assert!(told.is_some_and(|problem| problem.message.contains("`who = 'nobody'`")), "{place}");
    }
}
