//! Forms of sources: which row of several holds (R60), parts of a source (R61), joins whose rows find no partner.

use mando::report::workings::LogLine;

use super::line;
use crate::support::{Project, Ran, close};

/// A scorecard over the sources given, with one objective.
fn card(head: &str, sources: &str, measures: &str) -> String {
    format!(
        "scorecard: desk\ntitle: Desk\nentity: Desk\ncurrency: EUR\nas_of: 2026-03-31\n{head}\
         perspectives: {{ customer: {{ objectives: {{ reach: {{}} }} }} }}\nsources:\n{sources}measures:\n{measures}"
    )
}

/// Codes of the errors that checking finds.
fn errors(project: &Project) -> Vec<String> {
    let found = project.resolve().1;
    found.iter().filter(|p| p.code.severity().is_error()).map(|p| p.code.to_string()).collect()
}

const STATES: &str = "ticket,at,state,minutes\n\
    1,2026-03-02,open,0\n\
    2,2026-03-05,closed,9\n\
    1,2026-03-04,closed,7\n\
    2,2026-03-03,open,0\n\
    3,2026-03-06,open,1\n\
    3,2026-03-06,closed,5\n\
    3,2026-03-06,closed,5\n\
    4,2026-03-07,open,2\n\
    4,2026-04-02,closed,8\n";

fn states(keep: &str, path: &str) -> String {
    card(
        "",
        &format!(
            "  tickets:\n    path: {path}\n    time: at\n    history_starts: 2026-01-01\n    stale_after: 1 year\n    \
             columns: {{ ticket: integer, at: date, minutes: number }}\n    unique: {{ key: [ticket], keep: {keep} }}\n"
        ),
        &(line("minutes", "source: tickets, kind: { sum: minutes }")
            + &line("tickets", "source: tickets, kind: count")
            + &line("closed", "source: tickets, kind: { count: state = 'closed' }")),
    )
}

fn told(ran: &Ran) -> (Option<f64>, Option<f64>, Option<f64>) {
    (ran.value("minutes"), ran.value("tickets"), ran.value("closed"))
}

#[test]
fn r60_the_last_row_of_a_key_holds_by_time_and_of_equal_times_the_one_read_last() {
    let project = Project::new(&states("last", "states.csv"), &[("states.csv", STATES)]);
    let ran = project.results("2026-03");
    // 7 of ticket 1, 9 of 2 although it is read first, 5 of 3; 4 is not closed by the end of March.
    assert_eq!(told(&ran), (Some(23.0), Some(4.0), Some(3.0)));
    let source = &ran.results.run.sources[0];
    assert_eq!((source.read, source.repeated, source.superseded), (9, 4, 3));
}

#[test]
fn r60_the_first_row_of_a_key_holds_by_time_and_of_equal_times_the_one_read_first() {
    let project = Project::new(&states("first", "states.csv"), &[("states.csv", STATES)]);
    let ran = project.results("2026-03");
    assert_eq!(told(&ran), (Some(3.0), Some(4.0), Some(0.0)));
}

#[test]
fn r60_holds_for_rows_of_several_files_of_workbooks_and_of_a_query() {
    let (head, rows) = STATES.split_once('\n').expect("a header");
    let (first, second) = rows.split_at(rows.find("1,2026-03-04").expect("a row"));
    let files = [("a.csv", format!("{head}\n{first}")), ("b.csv", format!("{head}\n{second}"))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let ran = Project::new(&states("last", "\"*.csv\""), &files).results("2026-03");
    assert_eq!(told(&ran), (Some(23.0), Some(4.0), Some(3.0)));
    let query = states("last", "unused").replace("path: unused", "sql: \"select * from raw\"").replace(
        "sources:\n",
        "sources:\n  raw: { path: states.csv, columns: { ticket: integer, at: date, minutes: number } }\n",
    );
    let ran = Project::new(&query, &[("states.csv", STATES)]).results("2026-03");
    assert_eq!(told(&ran), (Some(23.0), Some(4.0), Some(3.0)));
}

#[test]
fn r60_times_of_one_day_are_told_apart() {
    let yaml = states("last", "states.csv").replace("at: date", "at: datetime");
    let rows = "ticket,at,state,minutes\n1,2026-03-02T11:00:00,closed,5\n1,2026-03-02T09:30:00,open,1\n";
    assert_eq!(Project::new(&yaml, &[("states.csv", rows)]).results("2026-03").value("minutes"), Some(5.0));
}

#[test]
fn r60_keep_excludes_recorded_and_needs_a_time() {
    let both = states("last", "states.csv").replace("time: at\n", "time: at\n    recorded: at\n");
    let checked = Project::new(&both, &[("states.csv", STATES)]);
    assert_eq!(errors(&checked), ["two-forms"]);
    let without = states("first", "states.csv").replace("    time: at\n", "");
    let without = without.replace("kind: count", "kind: count, time: at");
    let without = without.replace("kind: { sum: minutes }", "kind: { sum: minutes }, time: at");
    let without = without.replace("'closed' }", "'closed' }, time: at");
    let checked = Project::new(&without, &[("states.csv", STATES)]);
    assert_eq!(errors(&checked), ["no-time"]);
    assert!(checked.check().contains("which row is first and which last"), "{}", checked.check());
}

const ORDERS: &str = "id,day,who,country,state,amount\n\
    1,2026-01-05,a,es,paid,10\n\
    2,2026-01-20,b,pl,cancelled,4\n\
    3,2026-02-03,a,es,paid,20\n\
    4,2026-03-01,c,pl,paid,30\n\
    5,2026-03-09,a,es,cancelled,5\n\
    6,2026-03-20,b,pl,paid,8\n\
    7,2026-03-21,b,gr,cancelled,6\n";

const SOURCES: &str = "  orders: { path: orders.csv, time: day, customer: who, columns: { day: date, amount: number }, \
    derive: { size: \"case when amount >= 10 then 'large' else 'small' end\" }, filters: { abroad: country <> 'es' }, history_starts: 2026-01-01 }\n\
    \x20 cancelled: { from: orders, where: state = 'cancelled', derive: { lost: amount * 2, where_from: upper(country) } }\n\
    \x20 lost_abroad: { from: cancelled, where: abroad and lost > 8, filters: { greek: country = 'gr' } }\n";

fn parts(measures: &str) -> Project {
    Project::new(&card("", SOURCES, measures), &[("orders.csv", ORDERS)])
}

#[test]
fn r61_a_part_has_the_keys_of_its_source_and_is_read_with_it() {
    let measures = line("all", "source: orders, kind: count")
        + &line("gone", "source: cancelled, kind: count, segments: [where_from, size]")
        + &line("lost", "source: cancelled, kind: { sum: lost }")
        + &line("buyers", "source: cancelled, kind: active_customers")
        + &line("abroad", "source: lost_abroad, kind: { sum: amount }")
        + &line("greek", "source: lost_abroad, kind: { count: greek }")
        + &line(
            "share",
            "kind: { ratio: { numerator: { source: cancelled, value: count(*) }, denominator: count(*) } }, source: orders",
        );
    let ran = parts(&measures).results("2026-03");
    assert_eq!(ran.value("all"), Some(4.0));
    assert_eq!(ran.value("gone"), Some(2.0));
    assert_eq!(ran.value("lost"), Some(22.0));
    assert_eq!(ran.value("buyers"), Some(2.0));
    assert_eq!(ran.value("abroad"), Some(6.0));
    assert_eq!(ran.value("greek"), Some(1.0));
    close(ran.value("share"), 0.5);
    let by_country: Vec<(&str, Option<f64>)> = ran
        .segments("gone", "where_from")
        .into_iter()
        .map(|(label, row)| (label, row.current.value))
        .collect();
    assert_eq!(by_country, [("ES", Some(1.0)), ("GR", Some(1.0)), ("PL", Some(0.0))]);
    let read: Vec<&str> = ran.results.run.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(read, ["orders"]);
}

#[test]
fn r61_history_and_gaps_are_those_of_the_source() {
    let measures = line("gone", "source: lost_abroad, kind: count")
        + &line("all", "source: orders, kind: count")
        + &line("kept", "source: lost_abroad, kind: { retention: { active_within: 1 month } }");
    let ran = parts(&measures).results("2026-03");
    // February has orders and none of the part: a zero, and no lack of data.
    assert_eq!(ran.at("gone", "2026-02").value, Some(0.0));
    assert!(ran.at("gone", "2026-02").doubt.is_none());
    assert_eq!(ran.at("gone", "2026-01").value, Some(0.0));
    // January begins the history of the source, not the part's first row.
    assert!(ran.at("kept", "2026-02").absent.is_some_and(|absent| {
        !matches!(absent, mando::evaluate::results::Absence::InsufficientHistory { .. })
    }));
}

#[test]
fn r61_a_part_works_in_joins_queries_and_as_a_side_that_is_looked_up() {
    let sources = format!(
        "{SOURCES}  payers: {{ path: payers.csv, history_starts: 2026-01-01 }}\n  \
         named: {{ join: cancelled, with: [{{ source: payers, key: {{ who: code }}, match: one }}] }}\n  \
         worth: {{ join: payers, with: [{{ source: cancelled, key: {{ code: who }}, match: many, take: {{ lost: sum(lost), last: max(day) }} }}], time: last }}\n  \
         asked: {{ sql: \"select day, lost from cancelled\", time: day }}\n"
    );
    let measures = line("named", "source: named, kind: { count: \"name = 'Ada'\" }")
        + &line("lost", "source: named, kind: { sum: lost }")
        + &line("worth", "source: worth, kind: { sum: lost }")
        + &line("asked", "source: asked, kind: { sum: lost }")
        + &line("direct", "source: cancelled, kind: { sum: lost }");
    let files = [("orders.csv", ORDERS), ("payers.csv", "code,name\na,Ada\nb,Bo\n")];
    let ran = Project::new(&card("", &sources, &measures), &files).results("2026-03");
    assert_eq!(ran.value("named"), Some(1.0));
    assert_eq!(
        (ran.value("lost"), ran.value("asked"), ran.value("direct")),
        (Some(22.0), Some(22.0), Some(22.0))
    );
    // Of a and of b, whose last cancelled orders are of March: 10, and 8 + 12.
    assert_eq!(ran.value("worth"), Some(30.0));
    // The join begins where the source of its part does.
    assert_eq!(ran.at("lost", "2026-01").value, Some(8.0));
}

#[test]
fn r61_what_belongs_to_the_source_is_refused_on_a_part_and_circles_are_named() {
    let twice = SOURCES.replace("from: cancelled,", "from: cancelled, unique: [id],");
    let measures = line("m", "source: lost_abroad, kind: count");
    let checked = Project::new(&card("", &twice, &measures), &[("orders.csv", ORDERS)]);
    assert_eq!(errors(&checked), ["two-forms"]);
    assert!(checked.check().contains("it belongs to the source whose rows these are"), "{}", checked.check());
    let circle = SOURCES.replace("from: orders", "from: lost_abroad");
    let checked = Project::new(&card("", &circle, &measures), &[("orders.csv", ORDERS)]).check();
    assert!(checked.contains("derive-cycle"), "{checked}");
    let unknown = SOURCES.replace("from: orders", "from: order");
    let checked = Project::new(&card("", &unknown, &measures), &[("orders.csv", ORDERS)]).check();
    assert!(checked.contains("no source `order`") && checked.contains("did you mean `orders`?"), "{checked}");
}

#[test]
fn r61_entities_see_the_rows_of_a_part_that_are_theirs() {
    let head = "";
    let yaml = card(head, SOURCES, &line("gone", "source: cancelled, kind: count"));
    let yaml = yaml.replace("entity: Desk\n", "entity: { name: Desk, by: country }\n");
    let project = Project::new(&yaml, &[("orders.csv", ORDERS)]);
    let draft = project.open();
    let sheet = &draft.scorecards[0];
    let (card, problems) = mando::run::resolve(&draft, sheet);
    assert!(!problems.has_errors());
    let card = card.expect("a scorecard");
    let wanted = mando::run::RunOptions {
        period: Some("2026-03".to_owned()),
        as_of: None,
        yesterday: crate::support::day("2026-12-31"),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let burst = runtime.block_on(mando::run::burst(&card, sheet, &wanted, &mando::data::Silent));
    let burst = burst.expect("results");
    let of = |entity: &str| {
        let own = burst.entity(&card, entity).expect("rows");
        own.results.scorecard.perspectives[0].objectives[0].measures[0].current().and_then(|p| p.value)
    };
    assert_eq!((of("es"), of("gr"), of("pl")), (Some(1.0), Some(1.0), Some(0.0)));
}

const SIDES: &str = "  orders: { path: orders.csv, time: day, history_starts: 2026-01-01, columns: { day: date, amount: number } }\n  \
    people: { path: people.csv, history_starts: 2026-01-01 }\n";

fn sides(required: bool) -> Ran {
    let sources = format!(
        "{SIDES}  named: {{ join: orders, with: [{{ source: people, key: {{ who: code }}, match: one, required: {required} }}] }}\n  \
         again: {{ join: named, with: [{{ source: people, key: {{ country: code }}, match: one, take: {{ other: name }} }}] }}\n"
    );
    let measures = line("m", "source: again, kind: count");
    let files = [("orders.csv", ORDERS), ("people.csv", "code,name\na,Ada\nc,Cy\n")];
    Project::new(&card("", &sources, &measures), &files).results("2026-03")
}

#[test]
fn a_join_whose_keys_are_only_written_otherwise_says_in_what_and_how_to_mend_it() {
    let ran = |key: &str, other: &str, more: &str, derive: &str| {
        let sources = format!(
            "  o: {{ path: o.csv, time: day, columns: {{ day: date }}{derive} }}\n  \
               c: {{ path: c.csv{more}{derive} }}\n  \
               all: {{ join: o, with: [{{ source: c, key: {}, match: one, take: {{ region: region }} }}] }}\n",
            if derive.is_empty() { "id" } else { "meets" }
        );
        let measures = "  north: { title: North, objective: reach, kind: { share: \"region = 'N'\" }, source: all, direction: maximise, target: 50% }\n";
        let rows = format!("day,id\n2026-03-01,{key}\n2026-03-02,{key}\n");
        let others = format!("id,region\n{other},N\n");
        let ran = Project::new(&card("", &sources, measures), &[("o.csv", &rows), ("c.csv", &others)])
            .results("2026-03");
        let found =
            ran.problems.iter().find(|problem| problem.code == mando::problem::Code::JoinUnmatched).cloned();
        found.map(|problem| (problem.message, problem.help.unwrap_or_default()))
    };
    let (message, help) = ran("57", "000057", "", "").expect("no row meets");
    assert!(message.ends_with(": `57`; `57` would meet `000057` without the leading zeros"), "{message}");
    assert_eq!(help, "read it as a number there: `columns: { id: integer }` of `c`");
    assert_eq!(ran("57", "000057", ", columns: { id: integer }", ""), None);
    let (message, help) = ran("ab-1", "AB 1", "", "").expect("no row meets");
    assert!(
        message.ends_with("`ab-1` would meet `AB 1` in small letters, without blanks and signs"),
        "{message}"
    );
    let derive = ", derive: { meets: \"replace(replace(lower(id), ' ', ''), '-', '')\" }";
    assert!(help.contains(&derive[2..]), "{help}");
    assert_eq!(ran("ab-1", "AB 1", "", derive), None);
    let (message, _) = ran("Ab", "aB", "", "").expect("no row meets");
    assert!(message.ends_with("`Ab` would meet `aB` in small letters"), "{message}");
    let (message, _) = ran("x", "y", "", "").expect("no row meets");
    assert!(message.ends_with(": `x`"), "{message}");
}

#[test]
fn a_join_whose_rows_find_no_partner_says_so_with_the_first_keys() {
    let ran = sides(false);
    let messages: Vec<String> = ran.problems.iter().map(|problem| problem.message.clone()).collect();
    let said = |text: &str| messages.iter().any(|message| message == text);
    assert!(said("3 rows of `named` find no partner in `people`: `b`"), "{messages:?}");
    assert!(said("7 rows of `again` find no partner in `people`: `es`, `pl`, `gr`"), "{messages:?}");
    assert!(ran.codes().contains(&"join-unmatched".to_owned()));
    let report = mando::report::strategic(&ran.scorecard, &ran.results, &crate::support::words());
    let remarks: Vec<&str> =
        report.sources.iter().flat_map(|source| &source.remarks).map(String::as_str).collect();
    assert!(remarks.contains(&"3 rows have no partner in people (first: b)."), "{remarks:?}");
    let workings = mando::report::workings(&ran.scorecard, &ran.results, &crate::support::words());
    let logged =
        |line: &LogLine| line.of == "named" && line.text == "3 rows have no partner in people (first: b).";
    assert!(workings.log.iter().any(logged), "{:?}", workings.log);
}

#[test]
fn rows_that_a_required_join_leaves_out_are_told_as_well() {
    let ran = sides(true);
    let messages: Vec<String> = ran.problems.iter().map(|problem| problem.message.clone()).collect();
    let said = "3 rows of `named` find no partner in `people` and are left out: `b`";
    assert!(messages.iter().any(|message| message == said), "{messages:?}");
}

#[test]
fn rows_after_the_as_of_day_take_no_part_in_a_join() {
    let sources = format!(
        "{SIDES}  worth: {{ join: people, with: [{{ source: orders, key: {{ code: who }}, match: many, take: {{ sold: sum(amount), first: min(day) }} }}], time: first }}\n"
    );
    let measures = line("m", "source: worth, kind: { sum: sold }");
    let later = format!("{ORDERS}8,2026-04-02,a,es,paid,1000\n9,2026-04-02,z,es,paid,7\n");
    let files = [("orders.csv", later.as_str()), ("people.csv", "code,name\na,Ada\nc,Cy\n")];
    let ran = Project::new(&card("", &sources, &measures), &files).results("2026-03");
    // The first order of c is of March, that of a of January.
    assert_eq!((ran.value("m"), ran.at("m", "2026-01").value), (Some(30.0), Some(35.0)));
}

#[test]
fn the_earliest_and_latest_of_dates_stand_alone_in_a_take() {
    let take = |take: &str| {
        let sources = format!(
            "{SIDES}  worth: {{ join: people, with: [{{ source: orders, key: {{ code: who }}, match: many, take: {{ {take} }} }}], time: first, derive: {{ between: last - first }} }}\n"
        );
        let files = [("orders.csv", ORDERS), ("people.csv", "code,name\na,Ada\nb,Bo\nc,Cy\n")];
        let measures = line("m", "source: worth, kind: { sum: between }");
        Project::new(&card("", &sources, &measures), &files)
    };
    let paid = take("first: \"min(day) filter (where state = 'paid')\", last: max(day)");
    let ran = paid.results("2026-01");
    // Of a: from 5 January to 9 March.
    assert_eq!(ran.value("m"), Some(63.0));
    let mixed = take("first: min(day), last: \"max(day) - min(day)\"");
    let checked = mixed.check();
    assert!(checked.contains("it stands alone in `take`"), "{checked}");
    let measured = Project::new(
        &card(
            "",
            SIDES,
            &line("m", "source: orders, kind: { ratio: { numerator: max(day), denominator: count(*) } }"),
        ),
        &[("orders.csv", ORDERS), ("people.csv", "code,name\n")],
    );
    assert!(measured.check().contains("`max(day)` is a date"), "{}", measured.check());
}

#[test]
fn a_drive_is_followed_by_segments_that_both_its_ends_have() {
    let measures = |own: &str, other: &str| {
        line("calls", &format!("source: orders, kind: count, drives: [{{ to: sales, by: country }}]{own}"))
            + &line("sales", &format!("source: orders, kind: {{ sum: amount }}{other}"))
    };
    let project = |own: &str, other: &str| parts(&measures(own, other));
    let (both, one) = (", segments: [country]", "");
    let ran = project(both, both).results("2026-03");
    let report = mando::report::strategic(&ran.scorecard, &ran.results, &crate::support::words());
    let facts: Vec<&(String, String)> =
        report.pages.iter().flat_map(|page| &page.measures).flat_map(|section| &section.facts).collect();
    assert!(facts.iter().any(|(what, text)| what == "Drives" && text == "sales (by country)"), "{facts:?}");
    let refused = project(both, one);
    assert_eq!(errors(&refused), ["unknown-segment-column"]);
    assert!(refused.check().contains("no segments by `country` in `sales`"), "{}", refused.check());
}

#[test]
fn a_measure_that_looks_back_too_far_is_answered_with_the_line_to_add() {
    let measures = line("kept", "source: orders, kind: { retention: { active_within: 3 months } }");
    let sources = SOURCES.replace(", history_starts: 2026-01-01", "");
    let ran = Project::new(&card("", &sources, &measures), &[("orders.csv", ORDERS)]).results("2026-03");
    let found = ran.problems.iter().find(|problem| problem.code.to_string() == "insufficient-history");
    let help = found.and_then(|problem| problem.help.clone()).unwrap_or_default();
    assert!(help.contains("add `history_starts: 2025-10-01` to source `orders`"), "{help}");
}

#[test]
fn filters_that_use_each_other_twice_cost_no_more_than_they_are_long() {
    // Written out, the last would be longer than any memory.
    let filters = (1..60).map(|n| format!("f{n}: \"f{0} or (f{0} and country = 'es')\"", n - 1));
    let filters: Vec<String> = std::iter::once("f0: amount > 9".to_owned()).chain(filters).rev().collect();
    let sources = format!("{SIDES}\n").replace(
        "amount: number } }",
        &format!("amount: number }}, filters: {{ {} }} }}", filters.join(", ")),
    );
    let measures = line("m", "source: orders, kind: { count: f59 }")
        + &line("n", "source: orders, kind: count, where: not f59");
    let files = [("orders.csv", ORDERS), ("people.csv", "code,name\na,Ada\n")];
    let ran = Project::new(&card("", &sources, &measures), &files).results("2026-01");
    assert_eq!((ran.value("m"), ran.value("n")), (Some(1.0), Some(1.0)));
    let part = sources
        + "  some: { from: orders, where: f59, derive: { twice: \"case when f59 then amount * 2 else 0 end\" } }\n";
    let measures = line("m", "source: some, kind: { sum: twice }");
    let ran = Project::new(&card("", &part, &measures), &files).results("2026-01");
    assert_eq!(ran.value("m"), Some(20.0));
}

#[test]
fn derived_columns_written_the_wrong_way_round_are_put_in_order() {
    let derived: Vec<String> =
        (1..400).rev().map(|n| format!("d{n}: d{} + 1", n - 1)).chain(["d0: amount".to_owned()]).collect();
    let sources = SIDES.replace(
        "amount: number } }",
        &format!("amount: number }}, derive: {{ {} }} }}", derived.join(", ")),
    );
    let files = [("orders.csv", ORDERS), ("people.csv", "code,name\na,Ada\n")];
    let project =
        Project::new(&card("", &sources, &line("m", "source: orders, kind: { sum: d399 }")), &files);
    assert_eq!(project.results("2026-01").value("m"), Some(14.0 + 2.0 * 399.0));
}

#[test]
fn many_stars_in_a_path_are_matched_in_one_pass() {
    let name = format!("data/{}.csv", "a".repeat(120));
    let path = format!("data/{}b.csv", "a*".repeat(20));
    let measures = line("m", "source: orders, kind: count");
    let sources = |path: &str| {
        format!(
            "  orders: {{ path: \"{path}\", time: day, history_starts: 2026-01-01, columns: {{ day: date }} }}\n"
        )
    };
    let files = [(name.as_str(), ORDERS)];
    let none = Project::new(&card("", &sources(&path), &measures), &files);
    assert_eq!(errors(&none), ["glob-empty"]);
    let fits = path.replace("b.csv", ".csv");
    let ran = Project::new(&card("", &sources(&fits), &measures), &files).results("2026-01");
    assert_eq!(ran.value("m"), Some(2.0));
}

#[test]
fn two_scorecards_of_one_id_are_an_error_before_anything_is_written() {
    let yaml = card("", SIDES, &line("m", "source: orders, kind: count"));
    let project = Project::new(&yaml, &[("mando.yaml", "mando: 1\n")])
        .with_file("scorecards/a.yaml", &yaml)
        .with_file("scorecards/b.yaml", &yaml)
        .with_file("data/unused.csv", "a\n");
    let draft = project.open();
    let messages: Vec<&str> = draft.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(messages.contains(&"scorecard `desk` is already defined in scorecards/a.yaml:1"), "{messages:?}");
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_mando"))
        .args(["run", "."])
        .current_dir(project.folder())
        .output()
        .expect("the program runs");
    assert_eq!(program.status.code(), Some(2));
    assert!(!project.folder().join("out").exists());
}

#[test]
fn a_horizon_is_a_number_of_steps_or_a_duration() {
    let measure = |horizon: &str| {
        line(
            "worth",
            &format!(
                "kind: {{ lifetime_value: {{ method: margin, margin: 10, retention: 80%, discount: 10%, form: first_payment_excluded, horizon: {horizon} }} }}"
            ),
        ) + &line("m", "source: orders, kind: count")
    };
    let value = |horizon: &str| parts(&measure(horizon)).results("2026-03").value("worth");
    assert_eq!(value("12"), value("1 year"));
    assert_eq!(value("3"), value("1 quarter"));
    assert!(value("12") > value("3"));
    let refused = parts(&measure("45 days"));
    assert!(refused.check().contains("45 days is no whole number of months"), "{}", refused.check());
}

#[test]
fn what_stands_in_unreadable_cells_is_told_in_the_log_alone_and_only_when_asked() {
    let rows: String =
        (1..=200).map(|n| format!("{n},2026-03-05,{}\n", if n == 7 { "Jane Doe" } else { "4" })).collect();
    let sources = "  s: { path: s.csv, time: day, columns: { id: integer, day: date, amount: number } }\n";
    let project = Project::new(
        &card("", sources, &line("m", "source: s, kind: { sum: amount }")),
        &[("s.csv", &format!("id,day,amount\n{rows}"))],
    );
    let draft = project.open();
    let sheet = &draft.scorecards[0];
    let card = mando::run::resolve(&draft, sheet).0.expect("a scorecard");
    let wanted = mando::run::RunOptions {
        period: Some("2026-03".to_owned()),
        as_of: None,
        yesterday: crate::support::day("2026-12-31"),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let run =
        || runtime.block_on(mando::run::compute(&card, sheet, &wanted, &mando::data::Silent)).expect("a run");
    let mut computed = run();
    let logged = |computed: &mando::run::Computed| {
        let words = crate::support::words();
        let log = mando::report::workings(&card, &computed.results, &words).log;
        let line = |line: LogLine| format!("{} {} {}", words.say(&line.what), line.of, line.text);
        log.into_iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let json = |computed: &mando::run::Computed| serde_json::to_string(&computed.results).expect("json");
    assert!(json(&computed).contains("s.csv:8") && !json(&computed).contains("Jane"), "{}", json(&computed));
    assert!(!logged(&computed).contains("Jane"));
    let remarks =
        format!("{:?}", mando::report::strategic(&card, &computed.results, &crate::support::words()).sources);
    assert!(remarks.contains("s.csv:8") && !remarks.contains("Jane"), "{remarks}");
    computed.show_cells();
    assert!(logged(&computed).contains("Unreadable s.amount s.csv:8 `Jane Doe`"), "{}", logged(&computed));
    assert!(!json(&computed).contains("Jane"));
    // Nor in what is kept for the next run, which says the same but for the text.
    let kept = project.folder().join(".mando");
    let mut files = vec![kept];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()),
            );
        } else if path.is_file() {
            let bytes = std::fs::read(&path).expect("a file");
            assert!(!bytes.windows(8).any(|window| window == b"Jane Doe"), "{}", path.display());
        }
    }
    assert_eq!(json(&run()), json(&run()));
}

#[test]
fn rows_of_several_to_one_that_nobody_asks_for_are_told() {
    let sources = "  orders: { path: orders.csv, time: day, history_starts: 2026-01-01, columns: { day: date, id: integer } }\n  \
        lines: { path: lines.csv, columns: { id: integer, amount: number } }\n  \
        sold: { join: orders, with: [{ source: lines, key: id, match: many, take: { worth: sum(amount) } }] }\n";
    let measures = line("m", "source: sold, kind: { sum: worth }, unit: number");
    let ran = |lines: &str| {
        let files = [("orders.csv", "day,id\n2026-03-01,1\n2026-03-02,2\n"), ("lines.csv", lines)];
        Project::new(&card("", sources, &measures), &files).results("2026-03")
    };
    let lost = ran("id,amount\n1,5\n2,6\n9,100\n9,1\n7,2\n");
    assert_eq!(lost.value("m"), Some(11.0));
    let said: Vec<&str> = lost.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(
        said.contains(&"2 keys of `lines` meet no row of `sold`, which counts nothing of them: `7`, `9`"),
        "{said:?}"
    );
    assert!(!ran("id,amount\n1,5\n2,6\n").codes().contains(&"join-unused".to_owned()));
}

#[test]
fn r37_sides_that_lack_unequal_numbers_of_values_are_told() {
    let rows = "day,cost,weight\n2026-03-01,5,\n2026-03-02,6,3\n2026-03-03,7,4\n";
    let source = "  rows: { path: rows.csv, time: day, history_starts: 2026-01-01, columns: { day: date, cost: number, weight: number } }\n";
    let ran = |keys: &str| {
        let kind = format!(
            "source: rows, kind: {{ ratio: {{ numerator: sum(cost), denominator: sum(weight){keys} }} }}"
        );
        Project::new(&card("", source, &line("m", &kind)), &[("rows.csv", rows)]).results("2026-03")
    };
    let independent = ran("");
    let said: Vec<&str> = independent.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(said.contains(&"`m`: numerator is absent on 0 of 3 rows, denominator on 1"), "{said:?}");
    crate::support::close(independent.value("m"), 18.0 / 7.0);
    let paired = ran(", paired: true");
    assert!(!paired.codes().contains(&"ratio-null-shares".to_owned()));
    crate::support::close(paired.value("m"), 13.0 / 7.0);
}
