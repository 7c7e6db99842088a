//! What checking says of rows, and sources that are no files.

use mando::run;

use super::counting;
use crate::binary::{called, ended};
use crate::support::Project;

fn checked(project: &Project, is_offline: bool) -> (Vec<String>, Vec<String>) {
    let draft = project.open();
    let run::Checked { problems, unseen, .. } = run::check(&draft, &draft.scorecards[0], is_offline);
    let errors = problems.iter().filter(|problem| problem.severity().is_error());
    (errors.map(ToString::to_string).collect(), unseen)
}

#[test]
fn checking_says_what_the_first_rows_tell() {
    let yaml = counting("  t: { path: t.csv, columns: { n: number } }").replace("count", "{ sum: n }");
    let said = |text: &[u8]| checked(&Project::new(&yaml, &[]).with_bytes("t.csv", text), false).0.join("\n");
    assert_eq!(said(b"n\n1\n2\n"), "");
    assert!(said(b"n\n1\n\"2\n").contains("error[unclosed-quote]: cannot open `t`: a quote opens on line 3"));
    assert!(said(b"n\n1,5\n2,5\n").contains("error[ragged-row]: 2 of 2 rows of `t`"));
    assert!(said(b"n\nx\n2\n").contains("error[too-many-rejects]: 1 of 2 cells of `t.n`"));
    assert!(said(b"n\n1\n\xff\n").contains("error[unreadable-text]"));
    // Of a long file only what is clear from its first rows.
    let mut long = "n\n".to_owned();
    (0..5_000).for_each(|n| long.push_str(if n % 50 == 0 { "x\n" } else { "1\n" }));
    assert_eq!(said(long.as_bytes()), "");
    let (mut wrong, right) = ("n\n".to_owned(), "1\n".repeat(5_000));
    (0..900).for_each(|_| wrong.push_str("x\n"));
    assert!(said((wrong + &right).as_bytes()).contains("error[too-many-rejects]: 900 of 1000"));
}

#[test]
fn checking_offline_asks_nobody() {
    let far = "http://127.0.0.1:1/rates.csv";
    let project = Project::new(&counting(&format!("  t: {{ path: {far} }}")), &[]);
    let (problems, unseen) = checked(&project, true);
    assert_eq!((problems, unseen), (Vec::new(), vec!["t".to_owned()]));
    let (code, said) = ended(&called(["check".as_ref(), project.path().as_os_str(), "--offline".as_ref()]));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("`t` not looked at"), "{said}");
    assert_ne!(ended(&called(["check".as_ref(), project.path().as_os_str()])).0, Some(0));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let yaml = |path: &str| counting(&format!("  t: {{ path: {path}, format: {{ type: csv }} }}"));
    let project = Project::new(&yaml("pipe"), &[]);
    let made = std::process::Command::new("mkfifo").arg(project.path().join("pipe")).status();
    assert!(made.expect("mkfifo").success());
    let check = project.check();
    assert!(check.contains("`pipe` is no file but a pipe or a device"), "{check}");
    let project = Project::new(&yaml("folder"), &[("folder/a.csv", "a\n")]);
    assert!(project.check().contains("is no file but a folder") || !project.codes().is_empty());
    let (code, said) = ended(&called(["check", "/dev/zero"]));
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn ten_thousand_columns_cost_little() {
    let names: Vec<String> = (0..10_000).map(|n| format!("c{n}")).collect();
    let cells: Vec<String> = (0..10_000).map(|n| n.to_string()).collect();
    let text = format!("{}\n{}\n", names.join(","), cells.join(","));
    let yaml =
        counting("  t: { path: t.csv, columns: { c9999: integer } }").replace("count", "{ sum: c9999 }");
    let project = Project::new(&yaml, &[("t.csv", &text)]);
    assert_eq!(project.run(Some("2026-01"), None).value("m"), Some(9_999.0));
}
