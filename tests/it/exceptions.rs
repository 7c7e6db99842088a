//! What the page of exceptions says: comments that are missing or repeated, what is done, decided and approved.

use mando::report::document::{Block, Cell};
use mando::report::view::{ExceptionView, Report};
use mando::report::{self, pages};

use super::support::{Project, Ran, words};

const CARD: &str = "scorecard: s
title: T
entity: E
currency: EUR
as_of: 2026-03-31
sources:
  s: { path: a.csv, time: day, columns: { day: date, amount: number } }
perspectives:
  p:
    title: P
    objectives:
      o: { title: Grow }
      q: { title: Serve }
measures:
  sales: { title: Sales, objective: o, source: s, kind: { sum: amount }, direction: maximise, target: 100, owner: Ann }
  calls: { title: Calls, objective: q, source: s, kind: count, direction: maximise, target: 50 }
";
const ACTION: &str = "initiatives:
  push: { title: Push, starts: 2026-01-01, due: 2026-04-11, progress: 40%, budget: 1000, spent: 250, supports: [o], milestones: [{ title: Offer, due: 2026-02-01, done: 2026-02-03 }, { title: Contract, due: 2026-03-15 }] }
";
const ROWS: &str = "day,amount\n2026-02-01,5\n2026-03-01,6\n";

fn ran(more: &str, notes: &[(&str, &str)]) -> Ran {
    let project = Project::new(&format!("{CARD}{more}"), &[("a.csv", ROWS)]);
    notes
        .iter()
        .fold(project, |project, (name, text)| project.with_file(name, text))
        .run(Some("2026-03"), None)
}

fn composed(ran: &Ran) -> Report {
    report::strategic(&ran.scorecard, &ran.results, &words())
}

fn of<'r>(report: &'r Report, id: &str) -> &'r ExceptionView {
    report.exceptions.iter().find(|view| view.id == id).expect("an exception")
}

#[test]
fn a_missing_comment_and_one_of_last_month_are_said() {
    let said = |text: &str| format!("comments: [{{ measure: sales, text: {text}, by: Ann }}]\n");
    let nothing = composed(&ran("", &[]));
    assert_eq!(of(&nothing, "sales").comment_remark, "No comment yet.");
    let (before, same, new) = (said("Slow"), said("\" Slow \""), said("Faster"));
    let repeated = composed(&ran("", &[("notes/2026-02.yaml", &before), ("notes/2026-03.yaml", &same)]));
    let sales = of(&repeated, "sales");
    assert_eq!(
        (sales.comment.as_str(), sales.comment_remark.as_str()),
        ("Slow", "The same words as for February 2026.")
    );
    let fresh = composed(&ran("", &[("notes/2026-02.yaml", &before), ("notes/2026-03.yaml", &new)]));
    assert_eq!(
        (of(&fresh, "sales").comment.as_str(), of(&fresh, "sales").comment_remark.as_str()),
        ("Faster", "")
    );
}

#[test]
fn an_initiative_is_told_with_its_pace_its_money_and_its_next_step() {
    let report = composed(&ran(ACTION, &[]));
    // 89 of 100 days are gone, 40% is done.
    assert_eq!(
        of(&report, "sales").actions,
        [
            "Push, due 11 April 2026, 40% done",
            "89% of its time has passed: behind",
            "250 of 1,000 EUR spent",
            "Next: Contract, was due 15 March 2026"
        ]
    );
    assert_eq!(of(&report, "calls").actions, ["No initiative supports this objective."]);
}

#[test]
fn an_owner_is_named_once_beside_an_initiative() {
    let action = |owner: &str| ACTION.replace("title: Push,", &format!("title: Push, owner: {owner},"));
    let told = |owner: &str| of(&composed(&ran(&action(owner), &[])), "sales").actions[0].clone();
    assert_eq!(told("Ann"), "Push, due 11 April 2026, 40% done");
    assert_eq!(told("Bob"), "Push, due 11 April 2026, 40% done (Bob)");
}

#[test]
fn the_segment_that_a_total_lost_most_by_is_told_with_its_table() {
    let card = CARD
        .replace(
            "columns: { day: date, amount: number }",
            "columns: { day: date, amount: number, who: text }",
        )
        .replace("owner: Ann }", "owner: Ann, segments: [who] }")
        .replace(
            "kind: count, direction: maximise, target: 50",
            "kind: count, direction: maximise, target: 1, segments: [who]",
        );
    let causes = |march: (u32, u32)| {
        let rows = format!(
            "day,amount,who\n2026-02-01,50,ann\n2026-02-02,40,bob\n2026-03-01,{},ann\n2026-03-02,{},bob\n",
            march.0, march.1
        );
        let ran = Project::new(&card, &[("a.csv", &rows)]).run(Some("2026-03"), None);
        let report = composed(&ran);
        let tables = |id: &str| {
            let mut sections = report.pages.iter().flat_map(|page| &page.measures);
            sections.find(|section| section.row.id == id).expect("a section").segments.len()
        };
        (of(&report, "sales").furthest_behind.clone(), tables("sales"), tables("calls"))
    };
    assert_eq!(causes((30, 45)), ("Who: ann 30, after 50".to_owned(), 1, 0));
    assert_eq!(causes((60, 35)), (String::new(), 0, 0), "a total that rose was not lost by a segment");
}

#[test]
fn what_is_off_target_and_nobody_works_on_is_a_finding_where_initiatives_are_kept() {
    let code = "off-target-without-initiative";
    assert_eq!(ran(ACTION, &[]).codes().iter().filter(|found| *found == code).count(), 1);
    assert!(!ran("", &[]).codes().iter().any(|found| found == code));
}

/// The first two columns of the workbook's cover.
fn cover(ran: &Ran) -> Vec<(String, String)> {
    let workings = report::workings(&ran.scorecard, &ran.results, &words());
    let book = mando::render::excel::render(&workings).expect("a workbook");
    let sheet = crate::workbook::sheet(&book, "Cover");
    sheet.rows().map(|row| (row[0].to_string(), row[1].to_string())).collect()
}

#[test]
fn decisions_and_approvals_of_the_notes_are_printed() {
    let before = "decisions:\n  - { text: Hire two, by: HR, due: 2026-06-30 }\n  - { text: Paint the hall, due: 2026-02-20 }\n";
    let now = "decisions:\n  - { text: Open a line, by: Operations }\n\
               approvals:\n  - { role: approved, by: Board }\n  - { role: prepared, by: Control, date: 2026-04-05 }\n\
               comments:\n  - { measure: sales, text: Two shops closed., by: Ann }\n";
    let ran = ran("", &[("notes/2026-02.yaml", before), ("notes/2026-03.yaml", now)]);
    let report = composed(&ran);
    let told: Vec<&str> = report.decisions.iter().map(|decision| decision.text.as_str()).collect();
    assert_eq!(told, ["Open a line", "Hire two"], "one that was due before the period is past");
    assert_eq!(report.decisions[1].due, "30 June 2026");
    let approvals = [("Prepared", "Control, 5 April 2026"), ("Approved", "Board")];
    assert_eq!(report.approvals, approvals.map(|(role, by)| (role.to_owned(), by.to_owned())));
    // So they are on the cover of the workbook, with what was written of the period.
    let cover = cover(&ran);
    for (role, by) in approvals {
        assert!(cover.contains(&(role.to_owned(), by.to_owned())), "{cover:?}");
    }
    let comment = |(title, text): &(String, String)| title == "Sales" && text.contains("Two shops closed.");
    assert!(cover.iter().any(comment), "{cover:?}");
    let document = pages::document(&report, &words());
    let page = document.sections.iter().find(|section| section.page == "exceptions").expect("the page");
    let headings: Vec<&str> = page
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.title.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(headings, ["Exceptions", "Decisions", "Approvals"]);
    let runs = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    let charts = runs.flatten().flat_map(|row| &row.cells).filter(|cell| matches!(cell, Cell::Chart(_)));
    assert_eq!(charts.count(), report.exceptions.len(), "each has its run");
}

#[test]
fn an_approval_stands_in_the_report_that_it_names() {
    let notes = "approvals:\n  - { role: prepared, by: Control }\n  - { role: approved, by: Board, report: strategic }\n  \
                 - { role: approved, by: Operations, date: 2026-04-02, report: operational }\n";
    let ran = ran("", &[("notes/2026-03.yaml", notes)]);
    let told =
        |report: &Report| -> Vec<String> { report.approvals.iter().map(|(_, by)| by.clone()).collect() };
    assert_eq!(told(&composed(&ran)), ["Control", "Board"]);
    let operational = report::operational(&ran.scorecard, &ran.results, &words());
    assert_eq!(told(&operational), ["Control", "Operations, 2 April 2026"]);
}

#[test]
fn an_approval_of_a_report_that_is_not_made_is_an_error() {
    let codes = |more: &str, report: &str| {
        let notes = format!("approvals: [{{ role: approved, by: Board, report: {report} }}]\n");
        Project::new(&format!("{CARD}{more}"), &[("a.csv", ROWS)])
            .with_file("notes/2026-03.yaml", &notes)
            .codes()
    };
    let unknown = "unknown-id".to_owned();
    assert!(codes("", "board").contains(&unknown));
    assert!(!codes("", "strategic").contains(&unknown));
    let named = "reports:\n  board: { level: strategic }\n";
    assert!(!codes(named, "board").contains(&unknown));
    assert!(codes(named, "strategic").contains(&unknown), "where reports are named, those alone are made");
}

#[test]
fn what_is_due_next_comes_first_and_what_is_done_last() {
    let one = |id: &str, due: &str, progress: u32| {
        format!("  {id}: {{ title: {id}, due: {due}, progress: {progress}%, supports: [o] }}\n")
    };
    let told = |lines: &[String]| {
        let report = composed(&ran(&format!("initiatives:\n{}", lines.concat()), &[]));
        let view = of(&report, "sales");
        (view.next.clone(), view.actions.clone())
    };
    let (done, late, early) =
        (one("done", "2026-01-31", 100), one("late", "2026-12-31", 5), one("early", "2026-02-28", 5));
    let (next, actions) = told(&[done.clone(), late, early]);
    assert_eq!(next, "early, due 28 February 2026, 5% done, overdue");
    let begins: Vec<&str> = actions.iter().filter_map(|line| line.split(',').next()).collect();
    assert_eq!(begins, ["early", "late", "done"]);
    assert_eq!(told(&[done]).0, "", "nothing is to be done any more");
}

#[test]
fn as_much_done_as_time_has_passed_is_not_behind_as_it_is_printed() {
    // 89 of 100 days are gone; 88.6% prints as 89%.
    let action = ACTION.replace("progress: 40%", "progress: 88.6%");
    assert_eq!(of(&composed(&ran(&action, &[])), "sales").actions[1], "89% of its time has passed");
}

#[test]
fn a_long_comment_ends_with_a_word() {
    let words = "comments ".repeat(100);
    let note = format!("comments: [{{ measure: sales, text: \"{words}\" }}]\n");
    let report = composed(&ran("", &[("notes/2026-03.yaml", &note)]));
    let comment = &of(&report, "sales").comment;
    assert!(comment.ends_with(" comments…") && comment.chars().count() <= 601, "{comment}");
    // What has no blank is cut where it has to be.
    let note = format!("comments: [{{ measure: sales, text: {} }}]\n", "x".repeat(900));
    let report = composed(&ran("", &[("notes/2026-03.yaml", &note)]));
    assert_eq!(of(&report, "sales").comment.chars().count(), 601);
}
