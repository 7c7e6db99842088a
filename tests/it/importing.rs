//! Targets and entered values taken over from somebody's table.

use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::binary::{called, ended, json, said};
use crate::support::Project;

const CARD: &str = "scorecard: shop\ntitle: Shop\nentity: Shop\nas_of: 2026-03-31\ntargets: targets.csv\nsources:\n  \
    rows: { path: rows.csv, time: day, columns: { day: date, kept: bool, amount: number } }\n\
perspectives: { p: { objectives: { o: { title: O } } } }\n\
measures:\n  \
    kept: { title: Promises kept, objective: o, source: rows, kind: { share: kept }, direction: maximise }\n  \
    sold: { title: Sold, objective: o, source: rows, kind: { sum: amount }, direction: maximise }\n  \
    climate: { title: Climate, objective: o, kind: { manual: { over_time: last } }, direction: maximise }\n";
const ROWS: &str = "day,kept,amount\n2026-01-05,true,5\n2026-02-05,false,6\n2026-03-05,true,7\n";

fn project(more: &[(&str, &str)]) -> Project {
    let files: Vec<(&str, &str)> = [("rows.csv", ROWS)].into_iter().chain(more.iter().copied()).collect();
    Project::new(CARD, &files)
}

/// Takes a file of a project over.
fn import(project: &Project, file: &str, more: &[&str]) -> std::process::Output {
    let (table, card) = (project.path().join(file), card(project));
    let own = [table.to_str().expect("a path"), &card];
    called(["import"].iter().copied().chain(own).chain(more.iter().copied()))
}

fn card(project: &Project) -> String {
    project.path().join("scorecard.yaml").to_str().expect("a path").to_owned()
}

fn targets(project: &Project) -> String {
    fs::read_to_string(project.path().join("targets.csv")).unwrap_or_default()
}

/// A sheet with a title above its header, periods across as days, and a column of sums.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (day, percent) = (Format::new().set_num_format("mmm yy"), Format::new().set_num_format("0%"));
    sheet.write(0, 0, "Targets 2026").expect("a title");
    for (at, name) in ["Measure", "Note", "Total"].into_iter().enumerate() {
        let column = if at == 2 { 4 } else { at as u16 };
        sheet.write(2, column, name).expect("a name");
    }
    for (at, text) in ["2026-01-01", "2026-02-01"].into_iter().enumerate() {
        let date = ExcelDateTime::parse_from_str(text).expect("a day");
        sheet.write_with_format(2, 2 + at as u16, &date, &day).expect("a day");
    }
    sheet.write(3, 0, "Promises kept").expect("a title");
    sheet.write_with_format(3, 2, 0.95, &percent).expect("a share");
    sheet.write_with_format(3, 3, 0.96, &percent).expect("a share");
    sheet.write(4, 0, "sold").expect("an id").write(4, 1, "agreed").expect("a note");
    sheet.write(4, 2, 1000.5).expect("a number").write(4, 4, 1000.5).expect("a sum");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_sheet_with_months_across_becomes_rows_of_the_target_file() {
    let project = project(&[("targets.csv", "measure,period,target\nkept,2026-01,90%\nsold,,500\n")])
        .with_bytes("agreed.xlsx", &book());
    let refused = import(&project, "agreed.xlsx", &[]);
    let (code, words) = ended(&refused);
    assert_eq!(code, Some(2), "{words}");
    assert!(
        words.contains("Sheet1!E3: `Total` is no period") && words.contains("`--without \"Total\"`"),
        "{words}"
    );
    let shown = import(&project, "agreed.xlsx", &["--without", "Total"]);
    assert_eq!(
        said(&shown),
        "changed  kept 2026-01: 90% → 95%\nnew      kept 2026-02: 96%\nnew      sold 2026-01: 1000.5\n"
    );
    assert!(
        ended(&shown).1.contains("1 changed, 0 removed, 0 as before; nothing is written without --write")
    );
    assert!(targets(&project).ends_with("sold,,500\n"), "nothing is written");
    said(&import(&project, "agreed.xlsx", &["--without", "Total", "--write"]));
    assert_eq!(
        targets(&project),
        "measure,period,target,note\nkept,2026-01,95%,\nsold,,500,\nkept,2026-02,96%,\nsold,2026-01,1000.5,agreed\n"
    );
    let again = import(&project, "agreed.xlsx", &["--without", "Total", "--write"]);
    assert_eq!(said(&again), "");
    assert!(ended(&again).1.contains("nothing to import: all 3 figures stand there already"));
    let replaced = json(
        &import(&project, "agreed.xlsx", &["--without", "Total", "--replace", "--format", "json"]).stdout,
    );
    assert_eq!(replaced["schema"], "mando-import/1");
    assert_eq!(replaced["moved"][0]["change"], "removed");
    assert_eq!(
        (replaced["moved"][0]["measure"].as_str(), replaced["written"].as_bool()),
        (Some("sold"), Some(false))
    );
}

#[test]
fn a_table_is_taken_over_wholly_or_not_at_all_and_every_fault_is_told_by_its_cell() {
    let table = "measure;period;target\nkept;2026-01;95\nkpet;2026-01;90%\nsold;Januar;5\nsold;2026-02;1.000,5\n\
        sold;2026-03;many\nkept;2026-02;96%\nkept;2026-02;97%\n";
    // All at once: names, periods and figures.
    let first = project(&[("t.csv", table)]);
    let (code, words) = ended(&import(&first, "t.csv", &["--write"]));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("t.csv:3 (measure): no measure `kpet`; did you mean `kept`?"), "{words}");
    assert!(words.contains("t.csv:4 (period): `Januar` is no period"), "{words}");
    assert!(words.contains("t.csv:2 (target): `95` for a rate is"), "{words}");
    assert!(words.contains("t.csv:6 (target): `many` is no value in number; write a number"), "{words}");
    assert!(words.contains("t.csv:8 (target): this stands twice in the table"), "{words}");
    assert!(words.contains("error: nothing is taken over: 5 cells are at fault"), "{words}");
    assert_eq!(targets(&first), "", "nothing is written");
    let named = table.replace("kpet;2026-01", "kept;2026-03").replace("Januar", "Jan 2026");
    let mended = named.replace(";95\n", ";95%\n").replace("many", "6").replace("kept;2026-02;97%\n", "");
    let third = project(&[("t.csv", &mended)]);
    said(&import(&third, "t.csv", &["--write"]));
    assert_eq!(
        targets(&third),
        "measure,period,target\nkept,2026-01,95%\nkept,2026-03,90%\nsold,2026-01,5\nsold,2026-02,1000.5\nsold,2026-03,6\n\
         kept,2026-02,96%\n"
    );
    let ran = third.run(Some("2026-03"), None);
    assert_eq!((ran.plan("kept"), ran.plan("sold")), (Some(0.9), Some(6.0)));
}

#[test]
fn an_unknown_name_hides_no_fault_of_the_cells_beside_it() {
    let table =
        "measure;Jan 2026;Feb 2026;Mar 2026\nkpet;95%;96;many\nkept;95%;95%;95%\nHeadcount;12;a lot;7\n";
    let first = project(&[("t.csv", table)]);
    let (code, words) = ended(&import(&first, "t.csv", &[]));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("t.csv:2 (measure): no measure `kpet`; did you mean `kept`?"), "{words}");
    // Judged as of the measure that was probably meant, but for what stands there under its own name.
    assert!(!words.contains("stands twice"), "{words}");
    assert!(words.contains("t.csv:2 (Mar 2026): `many` is no number"), "{words}");
    assert!(words.contains("t.csv:4 (measure): no measure `Headcount`"), "{words}");
    assert!(words.contains("t.csv:4 (Feb 2026): `a lot` is no number"), "{words}");
    let alone = project(&[("t.csv", &table.replace("kept;95%;95%;95%\n", ""))]);
    let (_, words) = ended(&import(&alone, "t.csv", &[]));
    assert!(words.contains("(Feb 2026): `96` for a rate is"), "{words}");
    assert!(words.contains("(Mar 2026): `many` is no value"), "{words}");
    let values = project(&[("v.csv", "measure;period;value\nclimate;;7\nclimate;2026-01;much\n")]);
    let (_, words) = ended(&import(&values, "v.csv", &["--as", "values"]));
    assert!(words.contains("v.csv:2 (value): this value has no period"), "{words}");
    assert!(words.contains("v.csv:3 (value)") && words.contains("much"), "{words}");
}

#[test]
fn values_that_people_enter_come_into_the_notes_of_their_periods() {
    let notes = "comments:\n  - { measure: sold, text: Slow., by: Ann, date: 2026-03-02 }\nvalues:\n    \
        - { measure: climate, value: 70, by: HR, date: 2026-02-01 }   # the first\ndecisions: []\n";
    let table = "period,Climate\n2026-01,71\n2026-02,72.5\n";
    let project = project(&[
        ("targets.csv", "measure,period,target\nsold,,5\n"),
        ("notes/2026-02.yaml", notes),
        ("climate.csv", table),
    ]);
    let taken = import(&project, "climate.csv", &["--as", "values", "--by", "HR & Co", "--write"]);
    assert_eq!(said(&taken), "new      climate 2026-01: 71\nchanged  climate 2026-02: 70 → 72.5\n");
    let read = |name: &str| fs::read_to_string(project.path().join("notes").join(name)).expect("notes");
    let first = read("2026-01.yaml");
    assert!(
        first.starts_with("values:\n  - { measure: climate, value: 71, by: \"HR & Co\", date: 2"),
        "{first}"
    );
    let second = read("2026-02.yaml");
    let added = second.lines().nth(4).unwrap_or_default();
    assert!(added.starts_with("    - { measure: climate, value: 72.5, by: \"HR & Co\", date: "), "{second}");
    assert!(second.starts_with(&notes[..notes.find("decisions").expect("decisions")]), "{second}");
    assert!(second.ends_with("decisions: []\n"), "{second}");
    assert_eq!(project.run(Some("2026-02"), None).value("climate"), Some(72.5));
    let (code, words) = ended(&import(&project, "wrong.csv", &["--as", "values"]));
    assert_eq!(code, Some(3), "{words}");
    fs::write(
        project.path().join("wrong.csv"),
        "measure,period,value\nsold,2026-01,5\nclimate,2026-02,warm\n",
    )
    .expect("a file");
    let (code, words) = ended(&import(&project, "wrong.csv", &["--as", "values"]));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("wrong.csv:2 (measure): `sold` is computed"), "{words}");
    assert!(words.contains("wrong.csv:3 (value): `warm`"), "{words}");
}

#[cfg(unix)]
#[test]
fn a_new_target_file_is_not_made_through_a_link_that_leads_out_of_the_project() {
    let outside = tempfile::tempdir().expect("a folder");
    let yaml = CARD.replace("targets: targets.csv", "targets: elsewhere/targets.csv");
    let files = [("rows.csv", ROWS), ("agreed.csv", "measure,period,target\nkept,2026-01,90%\n")];
    let project = Project::new(&yaml, &files);
    std::os::unix::fs::symlink(outside.path(), project.path().join("elsewhere")).expect("a link");
    let (code, words) = ended(&import(&project, "agreed.csv", &["--write"]));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("`elsewhere/targets.csv` is a file outside of the project"), "{words}");
    assert!(!outside.path().join("targets.csv").exists());
    // A folder of the project's own is made.
    let project = Project::new(&yaml, &files);
    said(&import(&project, "agreed.csv", &["--write"]));
    assert!(project.path().join("elsewhere/targets.csv").exists());
}

#[test]
fn rows_of_sums_are_passed_over_and_measures_stand_below_other_words() {
    let table = "Kennzahl,2026-01,2026-02\nsold,4,5\nSum of all,4,5\n";
    let project = project(&[("targets.csv", "measure,period,target\n"), ("new.csv", table)]);
    let (code, words) = ended(&import(&project, "new.csv", &[]));
    assert_eq!(code, Some(2), "{words}");
    assert!(
        words.contains("no measure `Sum of all`") && words.contains("--without \"Sum of all\"`"),
        "{words}"
    );
    let (code, words) = ended(&import(&project, "new.csv", &["--without", "Sum of all"]));
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("2 new"), "{words}");
}

#[test]
fn the_currency_may_stand_beside_figures() {
    let card = CARD.replace("as_of:", "currency: EUR\nas_of:");
    let card = card.replace("{ sum: amount }", "{ sum: amount }, unit: currency");
    let table = "measure;2026-01;2026-02;2026-03\nsold;12.000,50 €;EUR 4,25;7\n";
    let files = [("rows.csv", ROWS), ("targets.csv", "measure,period,target\n"), ("new.csv", table)];
    let project = Project::new(&card, &files);
    said(&import(&project, "new.csv", &["--write"]));
    let written = targets(&project);
    assert!(written.contains("sold,2026-01,12000.50") && written.contains("sold,2026-02,4.25"), "{written}");
}

#[test]
fn a_table_is_another_file_than_the_one_it_is_written_into() {
    let table = "measure,Jan 2026\nsold,10\n";
    let project = project(&[("targets.csv", table)]);
    let (code, words) = ended(&import(&project, "targets.csv", &["--write"]));
    assert_eq!(code, Some(2), "{words}");
    assert!(
        words.contains("`targets.csv` is the target file of the scorecard itself; name another"),
        "{words}"
    );
    assert_eq!(targets(&project), table);
    // Where none is named, the name that is proposed is not the table's.
    let nameless = Project::new(
        &CARD.replace("targets: targets.csv\n", ""),
        &[("rows.csv", ROWS), ("targets.csv", table)],
    );
    let (code, words) = ended(&import(&nameless, "targets.csv", &[]));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("write `targets: agreed-targets.csv` into it"), "{words}");
}
