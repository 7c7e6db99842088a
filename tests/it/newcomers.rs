//! What somebody meets who tries mando on files of their own: other languages, other spellings, slips.

use crate::binary::{called, ended};
use crate::safety::{in_folder, put, run_in};
use crate::support::{Project, close};
use std::path::Path;

/// A scorecard of one source `s` over `a.csv` and one measure `m`, the columns and the measure's keys as given.
fn yaml(columns: &str, measure: &str) -> String {
    format!(
        "scorecard: t
title: T
entity: E
as_of: 2026-01-31
sources:
  s: {{ path: a.csv, time: day, columns: {{ day: date{columns} }} }}
perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}
measures:
  m: {{ title: M, objective: o, source: s, direction: maximise, {measure} }}
"
    )
}

/// A project whose rows all stand on one day.
fn rows(columns: &str, measure: &str, header: &str, rows: &[&str]) -> Project {
    let text: String = rows.iter().map(|row| format!("2026-01-05,{row}\n")).collect();
    Project::new(&yaml(columns, measure), &[("a.csv", &format!("day,{header}\n{text}"))])
}

/// How a command ended, and all that it printed.
fn printed_in(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = in_folder(folder, arguments).output().expect("the program starts");
    let printed = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    (output.status.code(), printed.concat())
}

const OK: &str = "kind: { share: ok }";

#[test]
fn yes_and_no_are_read_in_every_language() {
    for words in [["Si", "No"], ["Sí", "NO"], ["Ja", "Nein"], ["TAK", "nie"], ["Ναι", "Όχι"], ["ΝΑΙ", "ΟΧΙ"]]
    {
        let [yes, no] = words;
        let project = rows(", ok: bool", OK, "ok", &[yes, yes, yes, no]);
        close(project.results("2026-01").value("m"), 0.75);
    }
}

#[test]
fn a_column_names_words_of_its_own() {
    let project = rows(
        ", ok: { type: bool, true: [Closed, n], false: [Open, No] }",
        OK,
        "ok",
        &["closed", "N", "Open", "yes"],
    );
    assert!(!project.codes().contains(&"yaml-trap".to_owned()), "{}", project.check());
    close(project.results("2026-01").value("m"), 0.75);
    let twice = rows(", ok: { type: bool, true: [Open], false: [open] }", OK, "ok", &["open"]);
    assert!(twice.check().contains("`open` stands under `true` and under `false`"), "{}", twice.check());
    let text = rows(", ok: { type: text, true: [Open] }", "kind: count", "ok", &["open"]);
    assert!(text.check().contains("`true` belongs to columns of `type: bool`"), "{}", text.check());
}

#[test]
fn a_word_that_is_neither_yes_nor_no_is_answered_with_the_key_for_it() {
    let error = rows(", ok: bool", OK, "ok", &["Abierto", "yes"]).try_run(Some("2026-01"), None);
    let error = error.expect_err("half of the cells cannot be read");
    let told = error.problems().iter().map(|p| p.help.clone().unwrap_or_default()).collect::<String>();
    assert!(told.contains("{ type: bool, true: [\"Abierto\"] }"), "{told}");
    assert!(!told.contains("absent"), "{told}");
}

#[test]
fn months_are_named_in_every_language() {
    let days = [
        "5. Dez. 2025",
        "05. Dez 2025",
        "5. dic 2025",
        "5. diciembre 2025",
        "5. grudnia 2025",
        "5. Δεκ 2025",
        "5. ΔΕΚΕΜΒΡΙΟΥ 2025",
        "5. December 2025",
        "5. dec. 2025",
    ];
    let text: String = days.iter().map(|day| format!("{day}\n")).collect();
    let yaml = yaml("", "kind: count").replace("day: date", "day: { type: date, format: \"%d. %b %Y\" }");
    let project = Project::new(&yaml, &[("a.csv", &format!("day\n{text}"))]);
    close(project.results("2025-12").value("m"), days.len() as f64);
    let other = Project::new(&yaml, &[("a.csv", "day\n5. Dez. 2025\n5. Brumaire 2025\n")]);
    let error = other.try_run(Some("2025-12"), None).expect_err("half of the cells cannot be read");
    let told = format!("{:?}", error.problems().iter().map(|p| p.help.clone()).collect::<Vec<_>>());
    assert!(
        told.contains("names of months are read in English, Spanish, German, Polish and Greek"),
        "{told}"
    );
}

#[test]
fn a_text_that_no_row_has_is_told_with_the_one_that_was_meant() {
    let countries = ["Germany,1", "Germany,2", "France,3", "Spain,4"];
    let told = |measure: &str| {
        let ran = rows(", n: number", measure, "country,n", &countries).results("2026-01");
        let of =
            |code: &str| ran.problems.iter().filter(|p| p.code.as_str() == code).cloned().collect::<Vec<_>>();
        of("text-not-found")
    };
    let typo = told("kind: { share: \"country = 'Germny'\" }");
    assert_eq!(typo.len(), 1);
    assert_eq!(typo[0].message, "no row of `s` has `country = 'Germny'`");
    assert_eq!(typo[0].help.as_deref(), Some("did you mean `Germany`?"));
    assert!(typo[0].span.is_some());
    let case = told("kind: count, where: \"country in ('germany', 'France')\"");
    assert_eq!(case.len(), 1);
    assert_eq!(case[0].help.as_deref(), Some("did you mean `Germany`?"));
    let none = told("kind: { sum: \"case when country <> 'Peru' then n end\" }");
    assert_eq!(none[0].help.as_deref(), Some("its rows say `France`, `Germany`, `Spain`"));
    assert!(told("kind: { share: \"country = 'Germany' or country = 'Spain'\" }").is_empty());
    assert!(told("kind: count").is_empty());
    // So is a segment with a target of its own.
    let of_segment = |segment: &str| {
        let target = format!("{{ value: 5, segments: {{ country: {{ {segment}: 2 }} }} }}");
        told(&format!("kind: count, segments: [country], target: {target}"))
    };
    let slip = of_segment("germany");
    assert_eq!((slip.len(), slip[0].help.as_deref()), (1, Some("did you mean `Germany`?")));
    assert!(of_segment("Spain").is_empty());
}

#[test]
fn a_text_is_looked_for_where_a_join_took_it_from() {
    let yaml = "scorecard: t
title: T
entity: E
as_of: 2026-01-31
sources:
  orders: { path: a.csv, time: day, columns: { day: date } }
  carriers: { path: c.csv }
  s:
    join: orders
    with: [{ source: carriers, key: { via: id }, match: one, take: { carrier: name } }]
perspectives: { p: { objectives: { o: { title: O } } } }
measures:
  m: { title: M, objective: o, source: s, direction: maximise, kind: { share: \"carrier = 'Speedy Expres'\" } }
";
    let files = [
        ("a.csv", "day,via\n2026-01-05,1\n2026-01-06,2\n"),
        ("c.csv", "id,name\n1,Speedy Express\n2,Federal\n"),
    ];
    let ran = Project::new(yaml, &files).results("2026-01");
    let found: Vec<_> = ran.problems.iter().filter(|p| p.code.as_str() == "text-not-found").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].help.as_deref(), Some("did you mean `Speedy Express`?"));
}

#[test]
fn check_tells_texts_that_no_row_has_as_a_run_does() {
    let project = rows("", "kind: { share: \"country = 'Germny'\" }", "country", &["Germany", "France"]);
    let (code, words) = run_in(project.folder(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("did you mean `Germany`?"), "{words}");
}

#[test]
fn a_word_for_nothing_is_no_customer_in_silence() {
    let measure = "kind: active_customers";
    let yaml = yaml("", measure).replace("time: day,", "time: day, customer: who,");
    let project = Project::new(
        &yaml,
        &[("a.csv", "day,who\n2026-01-05,Ann\n2026-01-05,--\n2026-01-06,--\n2026-01-06,Bob\n")],
    );
    let ran = project.results("2026-01");
    let told = ran.problems.iter().find(|p| p.code.as_str() == "code-as-key").expect("it is told");
    assert_eq!(told.message, "`s.who` says `--` in 2 cells, which counts as a customer");
    assert!(told.help.as_deref().is_some_and(|help| help.contains("absent: [\"--\"]")));
    let yaml = yaml.replace("day: date", "day: date, who: { type: text, absent: [\"--\"] }");
    let project = Project::new(&yaml, &[("a.csv", "day,who\n2026-01-05,Ann\n2026-01-05,--\n")]);
    assert!(!project.results("2026-01").codes().contains(&"code-as-key".to_owned()));
}

#[test]
fn a_price_times_pieces_is_money() {
    let yaml = yaml(", price: money, pieces: integer, other: money", "kind: { sum: price * pieces }");
    let yaml = yaml.replace("entity: E", "entity: E\ncurrency: USD");
    let unit = |kind: &str| {
        let text = yaml.replace("sum: price * pieces", kind);
        let project = Project::new(&text, &[("a.csv", "day,price,pieces,other\n2026-01-05,2.5,4,1\n")]);
        let ran = project.results("2026-01");
        (ran.measure("m").unit.word(), ran.value("m"))
    };
    assert_eq!(unit("sum: price * pieces"), ("currency", Some(10.0)));
    assert_eq!(unit("sum: price * pieces * (1 - 0.1) - other"), ("currency", Some(8.0)));
    assert_eq!(unit("sum: \"coalesce(price, 0)\""), ("currency", Some(2.5)));
    assert_eq!(unit("average: price / other"), ("number", Some(2.5)));
    assert_eq!(unit("average: \"-price\""), ("currency", Some(-2.5)));
}

#[test]
fn a_column_whose_name_holds_blanks_needs_no_quotes_where_it_stands_alone() {
    let project = rows(
        ", Betrag - netto: number",
        "kind: { sum: Betrag - netto }, segments: [Versandziel - Land]",
        "Betrag - netto,Versandziel - Land",
        &["3,DE", "4,FR"],
    );
    let ran = project.results("2026-01");
    close(ran.value("m"), 7.0);
    assert_eq!(ran.segments("m", "Versandziel - Land").len(), 2);
}

#[test]
fn slips_are_answered_with_what_was_meant() {
    let said = |columns: &str, measure: &str| rows(columns, measure, "x", &["1"]).check();
    let mean = said(", x: number", "kind: { mean: x }");
    assert!(mean.contains("did you mean `average`?"), "{mean}");
    let call = said(", x: number", "kind: sum(x)");
    assert!(call.contains("write `kind: { sum: x }`"), "{call}");
    let sign = said(", x: number", "kind: { sum: x }, target: \"$ 3,000\"");
    assert!(sign.contains("write `3000`"), "{sign}");
    let curly = said("", "kind: count, where: x = ‘a’");
    assert!(curly.contains("quotes are straight"), "{curly}");
    let date = said("", "kind: count, where: day >= '1998-01-01'");
    assert!(date.contains("write `date '1998-01-01'`"), "{date}");
    let colon = Project::new("scorecard: t\ntitle: Freight: per order\n", &[]).check();
    assert!(
        colon.contains("a text that holds a colon stands in quotes: `title: \"Freight: per order\"`"),
        "{colon}"
    );
    let (_, words) = ended(&called(["run", ".", "--as-of", "30.11.2025"]));
    assert!(words.contains("a day is written YYYY-MM-DD: 2025-11-30"), "{words}");
}

#[test]
fn a_row_of_totals_is_answered_with_how_it_is_left_out() {
    let yaml = yaml("", "kind: count").replace("time: day,", "time: day, rejects: { at_most: 50% },");
    let project = Project::new(&yaml, &[("a.csv", "day,x\n2026-01-05,1\n2026-01-06,1\nTOTAL,2\n")]);
    let ran = project.results("2026-01");
    let told: Vec<_> = ran.problems.iter().filter_map(|p| p.help.clone()).collect();
    assert!(told.iter().any(|help| help.contains("skip: { footer: 1 }")), "{told:?}");
}

#[test]
fn ids_keep_their_letters() {
    let said = |id: &str| {
        let text = yaml("", "kind: count").replace("  m:", &format!("  {id}:"));
        Project::new(&text, &[("a.csv", "day\n2026-01-05\n")]).check()
    };
    assert!(said("Encuesta de satisfacción").contains("write `encuesta_de_satisfaccion`"));
    assert!(said("Größe").contains("write `grosse`"));
    assert!(said("Łódź").contains("write `lodz`"));
    assert!(said("Πελάτες").contains("write `pelates`"));
}

#[test]
fn results_in_folders_below_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "out/weber/2025-12/results.json", "{}");
    let (code, words) = run_in(folder.path(), &["diff", "out", "out"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("name the folder of one: `out/weber/2025-12`"), "{words}");
}

#[test]
fn words_for_nothing_are_told_of_texts_too() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "a.csv", "day,who\n2026-01-05,Ann\n2026-01-06,--\n2026-01-07,--\n");
    let (_, words) = printed_in(folder.path(), &["look", "a.csv"]);
    assert!(words.contains("`who` says"), "{words}");
    assert!(words.contains("absent: [\"--\"]"), "{words}");
}

#[test]
fn files_of_one_shape_are_looked_at_and_drafted_as_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for month in 1..=6 {
        let rows: String =
            (1..=28).map(|day| format!("2025-{month:02}-{day:02},{day},{}.50\n", 10 * day)).collect();
        put(
            folder.path(),
            &format!("orders_2025-{month:02}.csv"),
            &format!("order date,order id,revenue EUR\n{rows}"),
        );
    }
    let (code, words) = printed_in(folder.path(), &["look", "orders_*.csv"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("6 files are read as one"), "{words}");
    assert!(words.contains("168 rows"), "{words}");
    assert!(words.contains("2025-01-01 to 2025-06-28"), "{words}");
    let names: Vec<String> = (1..=6).map(|month| format!("orders_2025-{month:02}.csv")).collect();
    let arguments: Vec<&str> =
        ["init", "--from"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let (code, words) = run_in(folder.path(), &arguments);
    assert_eq!(code, Some(0), "{words}");
    let draft = std::fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
    assert!(draft.contains("path: \"orders_*.csv\""), "{draft}");
    assert_eq!(draft.matches("path:").count(), 1, "{draft}");
}

#[test]
fn tickets_in_spanish_have_a_backlog_and_a_time_to_resolution() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..300)
        .map(|n| {
            let (month, day) = (1 + n / 28 % 12, 1 + n % 28);
            let solved = if n % 7 == 0 { String::new() } else { format!("2025-{month:02}-{day:02} 15:00") };
            format!("{n},2025-{month:02}-{day:02} 09:00,{solved},{}.25\n", 5 + n % 40)
        })
        .collect();
    let header = "ID,Fecha de apertura,Fecha de solución,Coste EUR\n";
    put(folder.path(), "tickets.csv", &format!("{header}{rows}"));
    let (code, words) = run_in(folder.path(), &["init", "--from", "tickets.csv"]);
    assert_eq!(code, Some(0), "{words}");
    let draft = std::fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
    assert!(draft.contains("resolution_time:"), "{draft}");
    assert!(draft.contains("backlog:"), "{draft}");
    assert!(!draft.contains("Revenue"), "{draft}");
    assert!(draft.contains("is taken for a cost"), "{draft}");
}

#[test]
fn a_table_is_found_behind_a_note() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let note = book.add_worksheet().set_name("Read me").expect("a name");
    note.write(1, 0, "Orders of the year, as exported").expect("a cell");
    note.write(3, 0, "Ask Ann").expect("a cell");
    let table = book.add_worksheet().set_name("Orders").expect("a name");
    for (column, name) in ["order", "country", "amount"].into_iter().enumerate() {
        table.write(0, column as u16, name).expect("a cell");
    }
    for row in 1..20_u32 {
        table.write(row, 0, row).expect("a cell");
        table.write(row, 1, ["Peru", "Chile"][row as usize % 2]).expect("a cell");
        table.write(row, 2, f64::from(row) * 1.5).expect("a cell");
    }
    let folder = tempfile::tempdir().expect("a folder");
    book.save(folder.path().join("orders.xlsx")).expect("a workbook");
    let (code, words) = printed_in(folder.path(), &["look", "orders.xlsx"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("sheet `Orders`") && words.contains("19 rows"), "{words}");
    assert!(words.contains("sheet: Orders"), "{words}");
}

#[test]
fn owners_and_comments_are_told_by_language() {
    let text = yaml("", "kind: count, owner: { en: The warehouse, es: El almacén }")
        .replace("entity: E", "entity: E\nlocale: es")
        + "comments: { 2026-01: { m: { en: As planned, es: Según lo previsto } } }\n";
    let ran = Project::new(&text, &[("a.csv", "day\n2026-01-05\n")]).results("2026-01");
    assert_eq!(ran.scorecard.measure("m").and_then(|m| m.owner.clone()).as_deref(), Some("El almacén"));
    assert_eq!(ran.scorecard.comments[0].text, "Según lo previsto");
}

#[test]
fn a_scorecard_of_entered_figures_needs_no_sources() {
    let card = "scorecard: t\ntitle: T\nentity: E\nas_of: 2026-01-31\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\n\
        measures:\n  m: { title: M, objective: o, kind: { manual: { over_time: last } }, direction: maximise }\n";
    let project = Project::new(card, &[]);
    // All that is left to say is that nothing has a target yet.
    assert_eq!(project.codes(), ["objective-unmeasured"], "{}", project.check());
}
