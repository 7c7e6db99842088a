//! From files to the model: what a project's files may say of calendar, sources and joins, and what `check` answers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mando::calendar::Grain;
use mando::data;
use mando::definition::{Draft, open_with, resolve, schema};
use mando::model::{Origin, Scorecard, Take};
use mando::problem::{Problems, Severity};
use tempfile::TempDir;

const ORDERS: &str = "order_id,order_date,customer_id,ship_via,amount\n1,2026-01-05,c1,2,10.50\n";
const HEAD: &str = "scorecard: shop\ntitle: Shop\nentity: Shop\ncurrency: EUR\n";
const PARTS: &str = "perspectives: { customer: { objectives: { reach: {} } } }\n\
    measures: { orders: { title: Orders, objective: reach, source: orders, kind: count, target: 5, direction: maximise } }\n";
const SOURCE: &str = "sources:\n  orders:\n    path: data/orders.csv\n    time: order_date\n    columns: { order_date: date, amount: money }\n";

struct Project(TempDir);

impl Project {
    fn new(files: &[(&str, &str)]) -> Project {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("a file");
        }
        Project(folder)
    }

    /// A single scorecard beside its data.
    fn with_scorecard(scorecard: &str) -> Project {
        Project::new(&[("scorecard.yaml", scorecard), ("data/orders.csv", ORDERS)])
    }

    fn open(&self, path: &str, variables: &[(&str, &str)]) -> Draft {
        let variables: BTreeMap<&str, &str> = variables.iter().copied().collect();
        open_with(&self.0.path().join(path), &|name| variables.get(name).map(|value| (*value).to_owned()))
    }

    fn check(&self) -> Checked {
        Checked::resolve(&self.open("", &[]), 0)
    }
}

struct Checked {
    scorecard: Option<Scorecard>,
    /// `code line:column text`, or the message where there is no place.
    found: Vec<String>,
    problems: Problems,
}

impl Checked {
    fn resolve(draft: &Draft, index: usize) -> Checked {
        let (scorecard, problems) = match draft.scorecards.get(index) {
            Some(sheet) => resolve(draft, sheet, &data::columns(&sheet.feeds)),
            None => (None, draft.problems.clone()),
        };
        let place = |problem: &mando::problem::Problem| match problem.span {
            Some(span) => {
                let (line, column) = draft.files.line_column(span);
                format!("{} {line}:{column} {}", problem.code, draft.files.slice(span))
            }
            None => format!("{} {}", problem.code, problem.message),
        };
        Checked { scorecard, found: problems.iter().map(place).collect(), problems }
    }

    fn message(&self, code: &str) -> &str {
        let found = self.problems.iter().find(|problem| problem.code.as_str() == code);
        &found.unwrap_or_else(|| panic!("no {code} among {:?}", self.found)).message
    }

    fn help(&self, code: &str) -> &str {
        let found = self.problems.iter().find(|problem| problem.code.as_str() == code);
        found
            .and_then(|problem| problem.help.as_deref())
            .unwrap_or_else(|| panic!("no {code} among {:?}", self.found))
    }

    fn errors(&self) -> Vec<&str> {
        let all = self.problems.iter().zip(&self.found);
        all.filter(|(problem, _)| problem.severity() == Severity::Error)
            .map(|(_, found)| found.as_str())
            .collect()
    }
}

#[test]
fn a_small_scorecard_becomes_a_model_without_a_word() {
    let checked = Project::with_scorecard(&format!("{HEAD}{SOURCE}{PARTS}")).check();
    assert_eq!(checked.found, Vec::<String>::new());
    let scorecard = checked.scorecard.expect("a scorecard");
    assert_eq!((scorecard.id.as_str(), scorecard.grain), ("shop", Grain::Month));
    let source = scorecard.source("orders").expect("the source");
    assert_eq!(source.time.as_deref(), Some("order_date"));
    assert!(source.day.is_some());
    assert!(matches!(&source.origin, Origin::Files(feed) if feed.files[0].shown == "data/orders.csv"));
}

#[test]
fn a_file_a_folder_of_scorecards_and_a_project_file_are_all_found() {
    let card = format!("{HEAD}{SOURCE}{PARTS}");
    let project = Project::new(&[
        ("scorecards/b.yaml", &card),
        ("scorecards/a.yaml", &card),
        ("data/orders.csv", ORDERS),
    ]);
    let names = |draft: &Draft| -> Vec<String> {
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        draft.scorecards.iter().filter_map(|sheet| name(&sheet.path)).collect()
    };
    assert_eq!(names(&project.open("", &[])), ["a.yaml", "b.yaml"]);
    let one = project.open("scorecards/b.yaml", &[]);
    assert_eq!(names(&one), ["b.yaml"]);
    assert!(Checked::resolve(&one, 0).scorecard.is_some(), "the parent of `scorecards` is the project");
    assert_eq!(Checked::resolve(&project.open("nothing.yaml", &[]), 0).found.len(), 1);
    let several = Project::new(&[("a.yaml", &card), ("b.yaml", &card)]).check();
    assert!(several.message("missing-file").starts_with("several YAML files"));
}

#[test]
fn a_project_file_lends_what_a_scorecard_lacks_key_by_key() {
    let shared = format!(
        "mando: 1\nlocale: en-US\ncalendar: {{ fiscal_year_starts: april, fiscal_year_named: end, week_starts: sunday }}\n{SOURCE}"
    );
    let card = format!("{HEAD}calendar: {{ week_starts: saturday }}\n{PARTS}sources: {{}}\n");
    let project =
        Project::new(&[("mando.yaml", &shared), ("scorecards/a.yaml", &card), ("data/orders.csv", ORDERS)]);
    let checked = project.check();
    assert_eq!(checked.found, Vec::<String>::new());
    let scorecard = checked.scorecard.expect("a scorecard");
    assert_eq!(scorecard.locale.code(), "en-US");
    assert_eq!(scorecard.calendar.week_starts, chrono::Weekday::Sat);
    assert_eq!(scorecard.calendar.fiscal_year_starts.month(), 4);
}

#[test]
fn what_a_project_file_may_not_say_is_told_once() {
    let shared = format!("mando: 7\nbrand: {{ colour: red }}\ndelivery: []\n{SOURCE}");
    let card = format!("{HEAD}{SOURCE}{PARTS}");
    let project =
        Project::new(&[("mando.yaml", &shared), ("scorecards/a.yaml", &card), ("data/orders.csv", ORDERS)]);
    let found = project.check().found;
    assert_eq!(
        found,
        [
            "language-version 1:8 7",
            "wrong-type 2:18 red",
            "reserved-key 3:1 delivery",
            "duplicate-id 6:3 orders"
        ]
    );
}

#[test]
fn variables_are_asked_for_only_where_they_are_used_and_never_shown() {
    let source = SOURCE.replace("data/orders.csv", "${FOLDER}/orders.csv");
    let unused = "  other: { path: \"${NOT_SET}/x.csv\" }\n";
    let project = Project::with_scorecard(&format!("{HEAD}{source}{unused}{PARTS}"));
    let set = Checked::resolve(&project.open("", &[("FOLDER", "data")]), 0);
    assert_eq!(set.found, ["unused 10:3 other"]);
    let wrong = Checked::resolve(&project.open("", &[("FOLDER", "secret")]), 0);
    assert_eq!(wrong.message("missing-file"), "no file `${FOLDER}/orders.csv`");
    assert!(!format!("{:?}", wrong.problems).contains("secret"));
    let unset = Checked::resolve(&project.open("", &[]), 0);
    assert_eq!(unset.message("variable-unset"), "environment variable `FOLDER` is not set");
    for begun in ["${FOLDER:-${OTHER}}", "x${", "${FOLDER", "${1}"] {
        let begun = Project::with_scorecard(&format!("{HEAD}{}{PARTS}", source.replace("${FOLDER}", begun)));
        let told = Checked::resolve(&begun.open("", &[("OTHER", "data")]), 0);
        assert_eq!(told.message("variable-unset"), "`${` begins no variable here");
    }
    let held = Checked::resolve(&project.open("", &[("FOLDER", "a${b")]), 0);
    assert_eq!(held.message("variable-unset"), "`${` begins no variable here");
    let source = source.replace("${FOLDER}", "${FOLDER:-data}");
    assert_eq!(
        Project::with_scorecard(&format!("{HEAD}{source}{PARTS}")).check().found,
        Vec::<String>::new()
    );
}

#[test]
fn a_path_that_finds_nothing_too_much_or_what_it_may_not_is_refused() {
    let with = |path: &str| format!("{HEAD}{}{PARTS}", SOURCE.replace("data/orders.csv", path));
    assert_eq!(
        Project::with_scorecard(&with("data/order.csv")).check().help("missing-file"),
        "did you mean `data/orders.csv`?"
    );
    assert_eq!(
        Project::with_scorecard(&with("data/x*.csv")).check().errors(),
        ["glob-empty 7:11 data/x*.csv"]
    );
    assert_eq!(
        Project::with_scorecard(&with("../orders.csv")).check().errors(),
        ["path-outside 7:11 ../orders.csv"]
    );
    assert_eq!(
        Project::with_scorecard(&with("data/orders.dat")).check().errors(),
        ["unknown-format 7:11 data/orders.dat"]
    );
    assert_eq!(
        Project::with_scorecard(&with("data/orders.xlsx")).check().errors(),
        ["missing-file 7:11 data/orders.xlsx"]
    );
    let nobody = Project::with_scorecard(&with("http://127.0.0.1:1/a.csv")).check();
    let said = nobody.message("source-unreachable");
    assert!(said.starts_with("cannot open `http://127.0.0.1:1/a.csv`: "), "{said}");
    let card = with("data/orders.csv");
    let files = [
        ("scorecards/a.yaml", card.as_str()),
        ("data/orders.csv", ORDERS),
        ("scorecards/data/orders.csv", ORDERS),
    ];
    assert_eq!(Project::new(&files).check().errors(), ["path-twice 7:11 data/orders.csv"]);
}

#[test]
fn a_pattern_stands_for_its_files_by_name_and_absent_columns_are_noted() {
    let card = format!("{HEAD}{}{PARTS}", SOURCE.replace("orders.csv", "orders_*.csv"));
    let files = [
        ("scorecard.yaml", card.as_str()),
        ("data/orders_b.csv", "order_id,order_date\n2,2026-02-01\n"),
        ("data/orders_a.csv", ORDERS),
        ("data/other.csv", "x\n"),
    ];
    let checked = Project::new(&files).check();
    assert_eq!(checked.found, ["column-absent-in-file 9:34 amount"]);
    assert_eq!(checked.message("column-absent-in-file"), "`amount` is absent in 1 of 2 files");
    let scorecard = checked.scorecard.expect("a scorecard");
    let Origin::Files(feed) = &scorecard.sources[0].origin else { panic!("files") };
    let names: Vec<&str> = feed.files.iter().map(|file| file.shown.as_str()).collect();
    assert_eq!(names, ["data/orders_a.csv", "data/orders_b.csv"]);
}

#[test]
fn derived_columns_and_filters_use_one_another_in_any_order() {
    let derive = "    derive: { gross: net * 1.2, net: amount / 1.2 }\n    filters: { big: gross > 100, huge: big and net > 500 }\n    where: not huge\n";
    let measure = PARTS.replace("kind: count", "where: big, kind: { sum: gross }");
    let checked = Project::with_scorecard(&format!("{HEAD}{SOURCE}{derive}{measure}")).check();
    assert_eq!(checked.found, Vec::<String>::new());
    let scorecard = checked.scorecard.expect("a scorecard");
    let order: Vec<&str> = scorecard.sources[0].derive.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(order, ["net", "gross"]);
}

#[test]
fn an_expression_is_marked_where_it_is_wrong_in_quotes_too() {
    let errors = |derive: &str| -> Vec<String> {
        let checked =
            Project::with_scorecard(&format!("{HEAD}{SOURCE}    derive: {{ x: {derive} }}\n{PARTS}")).check();
        checked.errors().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(errors("amuont + 1"), ["unknown-column 10:18 amuont"]);
    assert_eq!(errors("\"coalesce(amuont, 0)\""), ["unknown-column 10:28 amuont"]);
    assert_eq!(errors("coalesce(amuont, 0)")[0], "expression-cut 10:18 coalesce(amuont, 0)");
}

#[test]
fn a_circle_is_reported_once_and_nothing_that_waits_for_it() {
    let derive = "    derive: { a: b + 1, b: c + 1, c: a + 1, d: a + 1, amount: a }\n    filters: { f: amount }\n    where: f and d > 1\n";
    let measure = PARTS.replace("kind: count", "where: f, kind: { sum: d }");
    let checked = Project::with_scorecard(&format!("{HEAD}{SOURCE}{derive}{measure}")).check();
    assert_eq!(
        checked.errors(),
        ["derive-cycle 10:18 b + 1", "shadowed-column 10:55 amount", "filter-not-condition 11:19 amount"]
    );
    assert_eq!(checked.message("derive-cycle"), "`a` needs `b` needs `c` needs `a`");
    assert_eq!(checked.message("filter-not-condition"), "filter `f` gives money");
}

#[test]
fn a_join_brings_columns_and_keeps_what_its_left_side_has() {
    let sources = "sources:\n  raw:\n    path: data/orders.csv\n    time: order_date\n    customer: customer_id\n    unique: [order_id]\n    columns: { order_date: date, amount: money }\n    filters: { big: amount > 100 }\n  shippers: { path: data/shippers.csv, unique: [shipper_id] }\n  lines: { path: data/lines.csv, columns: { quantity: integer } }\n  orders:\n    join: raw\n    with:\n      - { source: shippers, key: { ship_via: shipper_id }, match: one }\n      - { source: lines, key: order_id, match: many, take: { pieces: sum(quantity) } }\n    derive: { each: amount / pieces }\n";
    let measure = PARTS.replace("kind: count", "where: big, kind: { sum: each }, segments: [name]");
    let card = format!("{HEAD}{sources}{measure}");
    let files = [
        ("scorecard.yaml", card.as_str()),
        ("data/orders.csv", ORDERS),
        ("data/shippers.csv", "shipper_id,name\n2,Fast\n"),
        ("data/lines.csv", "order_id,quantity\n1,3\n"),
    ];
    let checked = Project::new(&files).check();
    assert_eq!(checked.found, Vec::<String>::new());
    let scorecard = checked.scorecard.expect("a scorecard");
    let ids: Vec<&str> = scorecard.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["raw", "shippers", "lines", "orders"]);
    let joined = scorecard.source("orders").expect("the join");
    assert_eq!(
        (joined.customer.as_deref(), joined.time.as_deref()),
        (Some("customer_id"), Some("order_date"))
    );
    let Origin::Join { with, .. } = &joined.origin else { panic!("a join") };
    assert!(
        matches!(&with[0].take[..], [(name, Take::Column(column))] if name == "name" && column == "name")
    );
    assert!(matches!(&with[1].take[..], [(name, Take::Aggregate(_))] if name == "pieces"));
}

#[test]
fn a_join_that_cannot_be_is_reported_where_it_is_wrong() {
    let sources = |with: &str| {
        format!(
            "{HEAD}sources:\n  raw: {{ path: data/orders.csv, time: order_date, columns: {{ order_date: date }} }}\n  orders:\n    join: raw\n    with: [{with}]\n{PARTS}"
        )
    };
    let errors = |with: &str| -> Vec<String> {
        Project::with_scorecard(&sources(with)).check().errors().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(errors("{ source: raw, key: order_id, match: many }"), ["join-multiplies 9:49 many"]);
    assert_eq!(errors("{ source: row, key: order_id, match: one }"), ["unknown-id 9:22 row"]);
    assert_eq!(errors("{ source: raw, key: order, match: one }"), ["unknown-column 9:32 order"]);
    assert_eq!(
        errors("{ source: raw, key: order_id, match: one, take: { x: amonut } }"),
        ["unknown-column 9:65 amonut"]
    );
    assert_eq!(errors("{ source: orders, key: order_id, match: one }"), ["derive-cycle 9:22 orders"]);
    let many = "{ source: raw, key: order_id, match: many, take: { n: sum(amount) } }";
    assert_eq!(errors(many), ["column-is-text 9:70 amount"]);
}

#[test]
fn a_source_says_one_of_path_files_and_join() {
    let card = |source: &str| format!("{HEAD}sources:\n  orders: {source}\n{PARTS}");
    let errors = |source: &str| -> Vec<String> {
        Project::with_scorecard(&card(source)).check().errors().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(errors("{ time: order_date }"), ["missing-key 6:3 orders"]);
    let both = "{ path: data/orders.csv, files: [{ path: data/orders.csv }], time: order_date, columns: { order_date: date } }";
    assert_eq!(errors(both)[0], "two-forms 6:52 data/orders.csv");
    let keys = "{ path: data/orders.csv, time: ship_via, recorded: order_date, columns: { order_date: date, amuont: money } }";
    assert_eq!(
        errors(keys),
        [
            "time-not-date 6:42 ship_via",
            "recorded-needs-unique 6:62 order_date",
            "unknown-column 6:103 amuont"
        ]
    );
    let signs = "{ path: data/orders.csv, format: { separator: \";\", decimal: \";\" }, time: order_date }";
    assert_eq!(errors(signs)[0], "decimal-equals-separator 6:71 \";\"");
}

#[test]
fn a_calendar_is_read_from_words() {
    let calendar = "calendar: { fiscal_year_starts: april, fiscal_year_named: end, week_starts: sunday, time_zone: Europe/Madrid, holidays: data/holidays.csv, working_days: [monday, tuesday] }\n";
    let card = format!("{HEAD}{calendar}{SOURCE}{PARTS}");
    let files = [
        ("scorecard.yaml", card.as_str()),
        ("data/orders.csv", ORDERS),
        ("data/holidays.csv", "name;date\nNew year;2026-01-01\n"),
    ];
    let checked = Project::new(&files).check();
    assert_eq!(checked.found, Vec::<String>::new());
    let calendar = checked.scorecard.expect("a scorecard").calendar;
    assert_eq!(calendar.holidays.len(), 1);
    assert_eq!(calendar.working_days.len(), 2);
    assert_eq!(calendar.time_zone.name(), "Europe/Madrid");
    assert_eq!(
        calendar.fiscal_year(chrono::NaiveDate::from_ymd_opt(2026, 5, 1).expect("a day")).last.to_string(),
        "2027-03-31"
    );
}

#[test]
fn every_wrong_word_of_a_calendar_is_reported() {
    let errors = |calendar: &str| -> Vec<String> {
        let checked =
            Project::with_scorecard(&format!("{HEAD}calendar: {{ {calendar} }}\n{SOURCE}{PARTS}")).check();
        checked.errors().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(
        errors("fiscal_year_starts: avril, time_zone: Europe/Lodnon, week_starts: mon"),
        ["unknown-month 5:33 avril", "unknown-time-zone 5:51 Europe/Lodnon", "wrong-type 5:79 mon"]
    );
    assert_eq!(errors("fiscal_year_starts: april"), ["fiscal-name-missing 5:33 april"]);
    assert_eq!(errors("weeks: 4-4-5"), ["retail-calendar-incomplete 5:20 4-4-5"]);
    assert_eq!(
        errors("waves: { \"1\": 2026-01, \"2\": [2026-01-15, 2026-02-01] }"),
        ["wave-overlap 5:36 \"2\""]
    );
    assert_eq!(errors("holidays: [2026-13-01]"), ["wrong-type 5:24 2026-13-01"]);
}

#[test]
fn words_of_the_head_are_looked_up() {
    let head = HEAD.replace("EUR", "EURO") + "locale: en-UK\nas_of: yesterday\n";
    let checked = Project::with_scorecard(&format!("{head}{SOURCE}{PARTS}")).check();
    assert_eq!(
        checked.errors(),
        ["unknown-currency 4:11 EURO", "unknown-locale 5:9 en-UK", "wrong-type 6:8 yesterday"]
    );
    let title = HEAD.replace("title: Shop", "title: { es: Tienda }");
    assert_eq!(
        Project::with_scorecard(&format!("{title}{SOURCE}{PARTS}")).check().errors(),
        ["missing-title-locale 2:10 es"]
    );
}

#[test]
fn a_reserved_key_is_told_and_does_nothing() {
    let keys = "delivery: []\n";
    let checked = Project::with_scorecard(&format!("{HEAD}{keys}{SOURCE}{PARTS}")).check();
    let codes: Vec<&str> = checked.found.iter().filter_map(|found| found.split(' ').next()).collect();
    assert_eq!(codes, ["reserved-key"]);
    assert!(checked.scorecard.is_some());
}

#[test]
fn notes_are_hashed_apart_from_the_definition() {
    let card = format!("{HEAD}{SOURCE}{PARTS}");
    let hashes = |name: &str, text: &str| {
        let files = [("scorecard.yaml", card.as_str()), ("data/orders.csv", ORDERS), (name, text)];
        let draft = Project::new(&files).open("", &[]);
        (draft.scorecards[0].definition_hash.clone(), draft.scorecards[0].notes_hash.clone())
    };
    let of_october = hashes("notes/2026-10.yaml", "decisions: [{ text: Go on. }]\n");
    let of_november = hashes("notes/2026-11.yaml", "decisions: [{ text: Go on. }]\n");
    let of_another = hashes("notes/2026-10.yaml", "decisions: [{ text: Stop. }]\n");
    assert_eq!(of_october.0, of_november.0);
    assert_eq!(of_october.0, of_another.0);
    assert_ne!(of_october.1, of_november.1);
    assert_ne!(of_october.1, of_another.1);
}

#[test]
fn what_nothing_uses_is_a_warning_and_is_not_opened() {
    let card = format!(
        "{HEAD}{SOURCE}    derive: {{ net: amount / 2, tax: amount - net }}\n    filters: {{ big: amount > 1 }}\n  other: {{ path: data/missing.csv }}\n{PARTS}"
    );
    let checked = Project::with_scorecard(&card).check();
    assert_eq!(checked.found, ["unused 10:32 tax", "unused 11:16 big", "unused 12:3 other"]);
    assert!(checked.scorecard.is_some());
}

#[test]
fn a_fault_of_a_source_is_told_once_however_often_it_is_used() {
    let side = "  rate: { title: Rate, objective: reach, source: orders, kind: { ratio: { numerator: sum(net), denominator: { source: gone, value: count(*) } } }, unit: number, direction: maximise, target: 1 }\n";
    let measures = "perspectives: { customer: { objectives: { reach: {} } } }\nmeasures:\n  net: { title: Net, objective: reach, source: orders, kind: { sum: net }, target: 5, direction: maximise }\n";
    let card = format!(
        "{HEAD}{SOURCE}    derive: {{ net: amuont * 2 }}\n  gone: {{ path: data/gone.csv, time: day }}\n{measures}{side}"
    );
    let checked = Project::with_scorecard(&card).check();
    assert_eq!(checked.errors(), ["unknown-column 10:20 amuont", "missing-file 11:17 data/gone.csv"]);
}

#[test]
fn the_definition_hash_ignores_order_and_comments_and_sees_every_value() {
    let hash = |text: &str| {
        let draft = Project::with_scorecard(text).open("", &[]);
        (draft.scorecards[0].definition_hash.clone(), draft.scorecards[0].notes_hash.clone())
    };
    let plain = hash(&format!("{HEAD}{SOURCE}{PARTS}"));
    assert_eq!(hash(&format!("# a remark\n{PARTS}{SOURCE}{HEAD}")), plain);
    assert_ne!(hash(&format!("{HEAD}{SOURCE}{}", PARTS.replace("target: 5", "target: 6"))).0, plain.0);
    let commented = hash(&format!("{HEAD}{SOURCE}{PARTS}comments: {{ 2026-01: {{ orders: Good. }} }}\n"));
    assert_eq!(commented.0, plain.0);
    assert_ne!(commented.1, plain.1);
}

#[test]
fn what_is_missing_at_the_top_does_not_hide_the_rest() {
    let card = format!(
        "{}grian: month\n{SOURCE}{}",
        HEAD.replace("title: Shop\n", ""),
        PARTS.replace("count", "cuont")
    );
    let checked = Project::with_scorecard(&card).check();
    let codes: Vec<&str> = checked.errors().iter().filter_map(|found| found.split(' ').next()).collect();
    assert_eq!(codes, ["missing-key", "unknown-key", "unknown-kind"]);
    let broken = Project::with_scorecard("scorecard: [").check();
    assert!(broken.found[0].starts_with("syntax"));
}

#[test]
fn the_editors_schema_takes_short_forms_and_plain_numbers() {
    let schema = schema();
    let text = schema.to_string();
    assert!(!text.contains("\"x-"), "extensions are for this program only");
    let kinds = schema["definitions"]["Kind"]["oneOf"].as_array().expect("kinds");
    assert!(kinds.iter().any(|kind| kind["const"] == "count"));
    assert!(kinds.iter().any(|kind| kind["properties"]["count"].is_object()));
    let target = schema["definitions"]["Target"]["anyOf"].as_array().expect("two forms of a target");
    assert_eq!(target.len(), 2);
    let kinds = schema["properties"]["as_of"]["type"].as_array().expect("types");
    assert!(kinds.iter().any(|kind| kind == "number"));
}
