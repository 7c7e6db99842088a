//! Where and within which bounds rows are computed: never a different figure.

mod batches;
mod exactly;
mod folds;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use crate::binary::{Written, called, different, ended, example, mando, run};
use crate::statistics::lifetime::Chance;
use crate::support::Project;
use mando::data::{self, Data, Sessions, Silent};
use mando::engine::{self, Backend};
use mando::model::Tree;

const LINES: &str = "day,who,paid\n2025-01-01,ann,10\n2025-01-20,bob,20\n2025-02-03,ann,30\n";

fn tiny(engine: &str) -> String {
    format!(
        "scorecard: tiny
title: Tiny scorecard
entity: Nobody
as_of: 2025-02-28
{engine}
defaults: {{ source: orders }}
sources:
  orders: {{ path: orders.csv, time: day, customer: who, columns: {{ day: date, paid: number }} }}
perspectives:
  money: {{ title: Money, objectives: {{ growth: {{ title: Grow }} }} }}
measures:
  revenue: {{ title: Revenue, objective: growth, kind: {{ sum: paid }}, direction: maximise, target: 40 }}
"
    )
}

fn project(engine: &str) -> Project {
    Project::new(&tiny(engine), &[("orders.csv", LINES)])
}

#[test]
fn threads_and_memory_change_no_byte() {
    for name in ["gift-wholesaler", "telco"] {
        let usual = run(mando().arg("run").arg(example(name)));
        for bounds in [&["--threads", "1"][..], &["--threads", "7", "--memory", "64MB"]] {
            let bound = run(mando().arg("run").arg(example(name)).args(bounds));
            assert_eq!(different(&usual, &bound), Vec::<&str>::new(), "{name} {bounds:?}");
        }
    }
}

#[test]
fn one_scan_answers_as_a_query_for_each_question_does() {
    for name in ["northwind", "airport", "telco", "gift-wholesaler"] {
        let draft = mando::definition::open(&example(name));
        let card = mando::run::resolve(&draft, &draft.scorecards[0]).0.expect("a scorecard");
        let as_of = card.as_of.expect("the examples say it");
        let sessions = Sessions::new(&card.engine).expect("sessions");
        let needs = mando::engine::needs(&card);
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        // Streamed where that can be and only what is needed; and held, with all columns.
        let found = [(Backend::Scan, Some(&needs)), (Backend::Queries, None)].map(|(way, needs)| {
            let facts = runtime.block_on(async {
                let (sources, calendar) = (&card.sources, &card.calendar);
                let data =
                    data::open(Data::default(), sources, needs, calendar, Some(as_of), &sessions, &Silent)
                        .await;
                let mut data = data.expect("data");
                let tree = Tree::default();
                engine::compute(&card, &mut data, &sessions, &tree, as_of, way, None).await.expect("facts")
            });
            let newest = card.sources.iter().filter_map(|source| facts.history(&source.id)?.newest).max();
            let period = newest.and_then(|day| card.calendar.period_of(card.grain, day)).expect("a period");
            serde_json::to_value(mando::evaluate::evaluate(&card, &facts, &period)).expect("JSON")
        });
        assert_eq!(found[0], found[1], "{name}");
    }
}

/// Kinds that add, count different keys, list values, follow customers and look at the last of a day.
const ASKED: [(&str, &str); 11] = [
    ("rows", "kind: count"),
    ("paid", "kind: { sum: paid }"),
    ("mean", "kind: { average: paid }"),
    ("customers", "kind: active_customers"),
    ("orders", "kind: { distinct: number }"),
    ("typical", "kind: { median: paid }"),
    ("each", "kind: { revenue_per_customer: { revenue: paid } }"),
    ("often", "kind: { purchase_frequency: { order: number } }"),
    ("stayed", "kind: { retention: { active_within: 2 months } }"),
    ("worth", "kind: { revenue_retention: { revenue: paid } }"),
    ("balance", "kind: { last: { value: paid, per: customer } }"),
];

/// A row: day of the year, customer if it is known, region, cents if they are.
type Random = (u32, Option<String>, &'static str, Option<i64>);

fn random_rows(chance: &mut Chance, count: usize) -> Vec<Random> {
    let mut up_to = |most: u32| (chance.next() * f64::from(most)) as u32;
    let customer = |number: u32| match number % 3 {
        0 => format!("{number:032x}-a-name-of-more-than-fifteen-bytes"),
        1 => format!("c{number}"),
        // What digits say is near and far.
        _ => format!("k{:07}", number * 41),
    };
    (0..count)
        .map(|_| {
            let who = (up_to(20) > 0).then(|| customer(up_to(900) * up_to(4)));
            let cents = (up_to(15) > 0).then(|| i64::from(up_to(90_000)) - 4_000);
            (up_to(365), who, ["north", "south", "", "east"][up_to(4) as usize], cents)
        })
        .collect()
}

/// Random plans over random rows: however many threads accumulate, and whether rows are accumulated or asked for by queries, the
/// results are the same; and those that a fold over all rows tells are what it tells.
#[test]
fn threads_that_accumulate_apart_agree_with_each_other_and_with_a_fold_over_the_rows() {
    for seed in 1..=3 {
        let mut chance = Chance(seed);
        let rows = random_rows(&mut chance, 30_000);
        let is_asked = |name: &str, chance: f64| match name {
            "rows" | "paid" | "customers" => true,
            // Where the order of rows decides, one thread accumulates.
            "balance" => seed == 3,
            _ => chance < 0.5,
        };
        let asked = ASKED.iter().filter(|(name, _)| is_asked(name, chance.next()));
        let measures: String = asked
            .map(|(name, kind)| {
                format!("  {name}: {{ title: T, objective: all, {kind}, segments: [region] }}\n")
            })
            .collect();
        let mut text = "day,number,customer,region,paid\n".to_owned();
        for (at, (day, who, region, cents)) in rows.iter().enumerate() {
            let day = date(*day);
            let paid = cents.map(|cents| format!("{:.2}", cents as f64 / 100.0)).unwrap_or_default();
            text += &format!("{day},{},{},{region},{paid}\n", at / 2, who.as_deref().unwrap_or_default());
        }
        let results = |threads: usize, way: Backend| {
            let yaml = format!(
                "scorecard: any
title: Any
entity: Nobody
currency: EUR
as_of: 2025-12-31
engine: {{ threads: {threads} }}
defaults: {{ source: orders, min_n: 1 }}
sources:
  orders: {{ path: orders.csv, time: day, customer: customer, columns: {{ day: date, paid: money }} }}
perspectives: {{ p: {{ title: P, objectives: {{ all: {{ title: All }} }} }} }}
measures:
{measures}"
            );
            evaluated(&Project::new(&yaml, &[("orders.csv", &text)]), way)
        };
        let one = results(1, Backend::Scan);
        for (threads, way) in [(2, Backend::Scan), (5, Backend::Scan), (1, Backend::Queries)] {
            assert_eq!(results(threads, way), one, "{seed}, {threads} threads, {way:?}");
        }
        let december = |row: &&Random| date(row.0).month() == 12;
        let here: Vec<&Random> = rows.iter().filter(december).collect();
        let paid = here.iter().filter_map(|row| row.3).sum::<i64>() as f64 / 100.0;
        let customers: BTreeSet<&String> = here.iter().filter_map(|row| row.1.as_ref()).collect();
        for (name, folded) in
            [("rows", here.len() as f64), ("paid", paid), ("customers", customers.len() as f64)]
        {
            let found = current(&one, name).expect("a value");
            assert!((found - folded).abs() <= 1e-12 * folded.abs(), "{seed} {name}: {found}, want {folded}");
        }
    }
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_yo_opt(2025, day + 1).expect("a day of the year")
}

/// The value of a measure in the period reported.
fn current(results: &serde_json::Value, id: &str) -> Option<f64> {
    let objective = &results["perspectives"][0]["objectives"][0];
    let measure = objective["measures"].as_array()?.iter().find(|measure| measure["id"] == id)?;
    measure["periods"].as_array()?.last()?["value"].as_f64()
}

fn evaluated(project: &Project, way: Backend) -> serde_json::Value {
    let draft = project.open();
    let card = mando::run::resolve(&draft, &draft.scorecards[0]).0.expect("a scorecard");
    let as_of = card.as_of.expect("it says it");
    let sessions = Sessions::new(&card.engine).expect("sessions");
    let needs = mando::engine::needs(&card);
    let facts = tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let data = data::open(
            Data::default(),
            &card.sources,
            Some(&needs),
            &card.calendar,
            Some(as_of),
            &sessions,
            &Silent,
        );
        let mut data = data.await.expect("data");
        engine::compute(&card, &mut data, &sessions, &Tree::default(), as_of, way, None).await.expect("facts")
    });
    let period = card.calendar.period_of(card.grain, as_of).expect("a period");
    serde_json::to_value(mando::evaluate::evaluate(&card, &facts, &period)).expect("JSON")
}

#[test]
fn a_derived_column_that_nobody_uses_asks_for_nothing() {
    let lines = "id,day,paid,note\n1,2025-02-01,10,a\n1,2025-02-01,10,a\n2,2025-02-03,30,b\n";
    for key in ["", "unique: [id], "] {
        let yaml = tiny("").replace(
            "columns:",
            &format!("{key}derive: {{ loud: upper(note), twice: \"coalesce(paid, 0) * 2\" }}, columns:"),
        );
        let yaml = yaml.replace("customer: who, ", "").replace("sum: paid", "sum: twice");
        let ran = Project::new(&yaml, &[("orders.csv", lines)]).results("2025-02");
        assert_eq!(ran.value("revenue"), Some(if key.is_empty() { 100.0 } else { 80.0 }), "{key}");
    }
}

#[test]
fn the_key_changes_no_byte_either() {
    let plain = project("");
    let bound = project("engine: { threads: 2, memory: 64 MB, timeout: 1 hour }");
    let (plain, bound) = (plain.results("2025-02"), bound.results("2025-02"));
    assert_eq!(plain.results.run.id, bound.results.run.id, "where is not what");
    assert_eq!(plain.value("revenue"), bound.value("revenue"));
}

#[test]
fn a_project_says_it_for_all_its_scorecards() {
    let shared = "engine: { threads: 3, memory: 1.5 GiB, spill: aside }\n";
    let project = Project::new(&tiny(""), &[("orders.csv", LINES), ("mando.yaml", shared)]);
    let engine = project.resolve().0.expect("a scorecard").engine;
    assert_eq!((engine.threads, engine.memory), (Some(3), Some(1_610_612_736)));
    assert!(engine.spill.is_some_and(|folder| folder.ends_with("aside") && folder.is_absolute()));
    let own = Project::new(&tiny("engine: { threads: 5 }"), &[("orders.csv", LINES), ("mando.yaml", shared)]);
    let engine = own.resolve().0.expect("a scorecard").engine;
    assert_eq!((engine.threads, engine.memory), (Some(5), Some(1_610_612_736)), "key by key");
}

#[test]
fn what_cannot_be_is_said_with_what_to_write() {
    let said = |engine: &str| project(engine).check();
    for (engine, message, help) in [
        ("engine: { memory: lots }", "`lots` is no amount of memory", "write `2 GB`"),
        ("engine: { memory: 2 MB }", "`2 MB` of memory is too little", "write at least `16 MB`"),
        ("engine: { timeout: 3 }", "a duration needs a unit", "write `3 months` or `3 days`"),
        ("engine: { timeout: 2 months }", "`timeout` takes a time on the clock", "write `10 minutes`"),
        ("engine: { threads: 0 }", "`threads` takes 1 to 512", "leave it out"),
        ("engine: { kind: cluster }", "`engine` with `kind: cluster` lacks `scheduler`", "df://host:50050"),
        (
            "engine: { kind: cluster, scheduler: host }",
            "`host` is no address of a scheduler",
            "write `df://host:50050`",
        ),
        ("engine: { approximate: true }", "does not carry out `engine.approximate`", "take it out"),
        ("engine: { kind: embeded }", "embeded", "did you mean `embedded`?"),
        ("engine: { memroy: 2 GB }", "memroy", "did you mean `memory`?"),
    ] {
        let text = said(engine);
        assert!(text.contains(message) && text.contains(help), "{engine}:\n{text}");
    }
    assert_eq!(said("engine: { approximate: false, memory: 512MiB, timeout: 90 seconds }"), "");
}

#[test]
fn a_command_line_that_cannot_be_ends_with_2() {
    for arguments in [["--memory", "lots"], ["--threads", "0"], ["--engine", "host:50050"]] {
        let (code, words) = ended(&called(["run", "."].into_iter().chain(arguments)));
        assert_eq!(code, Some(2), "{arguments:?}: {words}");
    }
}

/// A folder with 400,000 rows of different buyers, within bounds.
fn many(sources: &str, bounds: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("spill")).expect("a folder to spill into");
    let yaml = tiny(&format!("engine: {{ {bounds}, threads: 2, spill: spill }}"))
        .replace("perspectives:", sources)
        + "  buyers: { title: Buyers, objective: growth, kind: { distinct: who }, direction: maximise }\n";
    fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
    let line = |i| format!("2025-02-{:02},customer-of-some-length-{i},1\n", 1 + i % 28);
    let lines = "day,who,paid\n".to_owned() + &(0..400_000).map(line).collect::<String>();
    fs::write(folder.path().join("orders.csv"), lines).expect("many rows");
    folder
}

#[test]
fn what_does_not_fit_into_memory_goes_to_the_folder_said_and_is_gone_afterwards() {
    let query = "  each: { sql: \"SELECT who, min(day) AS day, sum(paid) AS paid FROM orders GROUP BY who\", time: day }
perspectives:";
    let folder = many(query, "memory: 64 MB");
    let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    let yaml = yaml.replace("kind: { distinct: who }", "source: each, kind: { distinct: who }");
    fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
    let written = run(mando().args(["run", text(folder.path())]));
    assert_eq!(value(&written, "buyers"), 400_000.0);
    assert_eq!(fs::read_dir(folder.path().join("spill")).expect("the folder").count(), 0, "nothing stays");
}

#[test]
fn what_must_be_held_and_does_not_fit_into_memory_ends_the_run() {
    for (held, bounds) in [("customer: who", "memory: 16 MB"), ("unique: [who]", "memory: 16 MB")] {
        let folder = many("perspectives:", bounds);
        let yaml = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
        fs::write(folder.path().join("scorecard.yaml"), yaml.replace("customer: who", held))
            .expect("a scorecard");
        let (code, words) = ended(&called(["run", text(folder.path())]));
        assert_eq!(code, Some(3), "{held}: {words}");
        assert!(words.contains("`orders` needs more memory than is allowed"), "{held}: {words}");
        assert!(words.contains("allow more by `memory` under `engine`"), "{held}: {words}");
    }
}

fn value(written: &Written, id: &str) -> f64 {
    let results = written.results();
    let measures = results["scorecard"]["perspectives"][0]["objectives"][0]["measures"].as_array().cloned();
    let measure = measures.into_iter().flatten().find(|m| m["id"] == id).expect("the measure");
    let periods = measure["periods"].as_array().expect("periods");
    periods.last().and_then(|p| p["value"].as_f64()).expect("a value")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

#[test]
fn progress_is_told_on_a_terminal_and_nowhere_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let example = example("northwind");
    let command =
        format!("{} run {} --no-cache --out {}", env!("CARGO_BIN_EXE_mando"), text(&example), text(&out));
    // `script` gives its command a terminal.
    let terminal = std::process::Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .output()
        .expect("`script` of util-linux");
    let seen = String::from_utf8_lossy(&terminal.stdout).into_owned();
    assert!(terminal.status.success(), "{seen}");
    for word in
        ["reading orders", "reading order_details", "rows", "computing", "evaluating", "setting pages"]
    {
        assert!(seen.contains(word), "no `{word}` in {seen}");
    }
    let (_, words) = ended(&called(["run", text(&example), "--no-cache", "--out", text(&out)]));
    assert!(!words.contains("reading") && !words.contains("computing"), "{words}");
}
