//! What expressions and conditions would lose or take for granted without a word, and what is told of it.

use crate::support::{Project, Ran, close};

/// A scorecard over a source `t` of rows with a day; `keys` are further keys of the source, `measures` its measures.
fn card(keys: &str, measures: &[(&str, &str)]) -> String {
    let measures: String = measures
        .iter()
        .map(|(id, keys)| format!("  {id}: {{ title: {id}, objective: o, source: t, min_n: 1, {keys} }}\n"))
        .collect();
    format!(
        "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources:\n  \
         t: {{ path: t.csv, time: day, history_starts: 2026-01-01, {keys} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n{measures}"
    )
}

fn run(keys: &str, measures: &[(&str, &str)], rows: &str) -> Ran {
    Project::new(&card(keys, measures), &[("t.csv", rows)]).results("2026-03")
}

/// The messages of a code.
fn told(ran: &Ran, code: &str) -> Vec<String> {
    ran.problems.iter().filter(|p| p.code.as_str() == code).map(|p| p.message.clone()).collect()
}

const DAY: &str = "columns: { day: date }";
const AMOUNTS: &str =
    "day,amount,other\n2026-03-02,10,\n2026-03-03,12 EUR,\n2026-03-04,,x\n2026-03-05,x,1\n2026-04-02,y,\n";

#[test]
fn a_text_that_no_cast_reads_is_told_as_a_cell_of_that_type_is() {
    let ran = run(DAY, &[("sum", "kind: { sum: cast(amount as number) }, unit: number")], AMOUNTS);
    close(ran.value("sum"), 10.0);
    assert_eq!(
        told(&ran, "unreadable-cells"),
        ["2 of 4 cells of `t.amount` cannot be read: t.csv:3, t.csv:5"]
    );
    let amount = ran.results.run.sources[0].cells.iter().find(|cells| cells.column == "amount");
    assert_eq!(amount.map(|cells| cells.unreadable), Some(2));
    // What stands in place of a blank cell was never in it.
    let ran = run(
        DAY,
        &[("sum", "kind: { sum: \"cast(coalesce(amount, 'none') as number)\" }, unit: number")],
        AMOUNTS,
    );
    assert_eq!(
        told(&ran, "unreadable-cells"),
        ["2 of 4 cells of `t.amount` cannot be read: t.csv:3, t.csv:5"]
    );
    // Of several columns the one that is read may be blank in the other.
    let both = "kind: { sum: \"cast(coalesce(other, amount) as number)\" }, unit: number";
    let ran = run(DAY, &[("sum", both)], AMOUNTS);
    assert_eq!(told(&ran, "unreadable-cells").len(), 1);
    // A derived column is one of its own, whatever its type; days and truths are read as well.
    for (derived, kind) in [("number", "n"), ("integer", "n"), ("date", "n"), ("bool", "n")] {
        let keys = format!("{DAY}, derive: {{ n: cast(amount as {derived}) }}");
        let ran = run(&keys, &[("rows", &format!("kind: {{ count: {kind} is not null }}"))], AMOUNTS);
        let found = told(&ran, "unreadable-cells");
        assert!(found[0].contains("cells of `t.n` cannot be read"), "{derived}: {found:?}");
    }
}

#[test]
fn a_cast_that_is_asked_whether_it_reads_loses_nothing_in_silence() {
    for value in [
        "coalesce(cast(amount as number), 0)",
        "case when amount in ('10') then cast(amount as number) end",
        "case when cast(amount as number) is null then 0 else 1 end",
        "coalesce(cast(amount as number), cast(other as number))",
    ] {
        let ran = run(DAY, &[("sum", &format!("kind: {{ sum: \"{value}\" }}, unit: number"))], AMOUNTS);
        assert_eq!(told(&ran, "unreadable-cells"), Vec::<String>::new(), "{value}");
    }
    // Rows that the measure's condition or the source's leaves out are not asked.
    let sum = "kind: { sum: cast(amount as number) }, unit: number";
    let ran = run(DAY, &[("sum", &format!("where: amount = '10', {sum}"))], AMOUNTS);
    assert_eq!(told(&ran, "unreadable-cells"), Vec::<String>::new());
    let ran = run(&format!("{DAY}, where: amount = '10'"), &[("sum", sum)], AMOUNTS);
    assert_eq!(told(&ran, "unreadable-cells"), Vec::<String>::new());
    // A row that the condition itself cannot judge is.
    let ran = run(&format!("{DAY}, where: cast(amount as number) > 5"), &[("n", "kind: count")], AMOUNTS);
    close(ran.value("n"), 1.0);
    assert_eq!(told(&ran, "unreadable-cells").len(), 1);
}

#[test]
fn casts_of_rows_that_a_join_takes_are_told() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources:\n  \
        t: { path: t.csv, time: day, history_starts: 2026-01-01, columns: { day: date } }\n  \
        lines: { path: lines.csv }\n  \
        j: { join: t, with: [{ source: lines, key: id, match: many, take: { worth: sum(cast(worth as number)) } }] }\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\n\
        measures:\n  m: { title: M, objective: o, source: j, kind: { sum: worth } }\n  \
        n: { title: N, objective: o, source: j, kind: { sum: cast(size as number) } }\n";
    let files = [
        ("t.csv", "day,id,size\n2026-03-02,a,1\n2026-03-03,b,large\n"),
        ("lines.csv", "id,worth\na,1\na,two\nb,3\n"),
    ];
    let ran = Project::new(yaml, &files).results("2026-03");
    close(ran.value("m"), 4.0);
    let found = told(&ran, "unreadable-cells");
    assert_eq!(
        found,
        [
            "1 of 2 cells of `j.size` cannot be read",
            "1 of 3 cells of `lines.worth` cannot be read: lines.csv:3"
        ]
    );
}

#[test]
fn labels_that_no_row_has_are_told_whatever_their_capitals() {
    let rows = "day,mood\n2026-03-02,Good\n2026-03-03,BAD\n2026-03-04,so so\n";
    let kind = |positive: &str| {
        format!("kind: {{ sentiment: {{ label: mood, positive: [{positive}], negative: [bad] }} }}")
    };
    let ran = run(DAY, &[("mood", &kind("good"))], rows);
    close(ran.value("mood"), 0.0);
    assert_eq!(told(&ran, "text-not-found"), Vec::<String>::new());
    let ran = run(DAY, &[("mood", &kind("goood"))], rows);
    assert_eq!(told(&ran, "text-not-found"), ["no row of `t` has `mood = 'goood'`"]);
    // Words by which a truth is read are nobody's.
    let ran = run(
        DAY,
        &[("n", "kind: { count: cast(mood as bool) }")],
        "day,mood\n2026-03-02,yes\n2026-03-03,no\n",
    );
    close(ran.value("n"), 1.0);
    assert_eq!(told(&ran, "text-not-found"), Vec::<String>::new());
    // What is compared as it stands is told by its capitals all the same.
    let ran = run(DAY, &[("n", "kind: { count: \"mood = 'good' or lower(mood) = 'bad'\" }")], rows);
    assert_eq!(told(&ran, "text-not-found"), ["no row of `t` has `mood = 'good'`"]);
}

#[test]
fn weights_below_zero_count_nothing_and_are_told() {
    let columns = "columns: { day: date, score: integer, w: number }";
    let rows = "day,score,w\n2026-03-02,10,1\n2026-03-03,0,1\n2026-03-04,10,2\n2026-03-05,10,-3\n";
    let kinds = [
        ("nps", "kind: { nps: { score: score, weight: w } }"),
        ("top", "kind: { csat: { score: score, scale: [0, 10], weight: w } }"),
    ];
    let ran = run(columns, &kinds, rows);
    close(ran.value("nps"), 50.0);
    close(ran.value("top"), 0.75);
    assert_eq!(
        told(&ran, "weights-below-zero"),
        ["1 answer of `t` has a weight below 0, and `nps` counts them with none"]
    );
    // A row that is no answer of the measure is none.
    let part = [("nps", "where: score < 10, kind: { nps: { score: score, weight: w } }")];
    assert_eq!(told(&run(columns, &part, rows), "weights-below-zero"), Vec::<String>::new());
}

#[test]
fn a_time_of_utc_is_read_by_a_pattern_of_offsets() {
    let columns = "columns: { day: { type: datetime, format: \"%Y-%m-%d %H:%M:%S%z\" } }";
    let rows = "day\n2026-03-02 10:00:00Z\n2026-03-02 10:00:00+0100\n2026-03-02 10:00:00 +01:00\n";
    let ran = run(columns, &[("n", "kind: count")], rows);
    close(ran.value("n"), 3.0);
}

#[test]
fn a_formula_over_all_of_what_begins_apart_is_told() {
    let yaml = |starts: &str| {
        format!(
            "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources:\n  \
         a: {{ path: a.csv, time: day, columns: {{ day: date, x: number }} }}\n  \
         b: {{ path: b.csv, time: day, columns: {{ day: date, x: number }}{starts} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  a: {{ title: A, objective: o, source: a, kind: {{ sum: x }} }}\n  \
         b: {{ title: B, objective: o, source: b, kind: {{ sum: x }} }}\n  \
         f: {{ title: F, objective: o, kind: {{ formula: a / b }}, window: all }}\n"
        )
    };
    let files = [
        ("a.csv", "day,x\n2025-01-02,10\n2026-03-02,20\n"),
        ("b.csv", "day,x\n2026-02-03,5\n2026-03-02,5\n"),
    ];
    let ran = Project::new(&yaml(""), &files).results("2026-03");
    close(ran.value("f"), 3.0);
    assert_eq!(
        told(&ran, "mixed-windows"),
        [
            "`f` looks back over all of each measure, and they begin apart: `a` on 2025-01-02, `b` on 2026-02-03"
        ]
    );
    let ran = Project::new(&yaml(", history_starts: 2025-01-01"), &files).results("2026-03");
    assert_eq!(told(&ran, "mixed-windows"), Vec::<String>::new());
}

#[test]
fn a_year_to_date_whose_plan_begins_within_it_says_why_it_has_no_score() {
    let target = |values: &str| {
        format!("kind: count, direction: maximise, judged: to_date, target: {{ values: {{ {values} }} }}")
    };
    let rows = "day\n2026-01-05\n2026-02-05\n2026-03-05\n";
    let ran = run(DAY, &[("n", &target("2026-02: 1, 2026-03: 1"))], rows);
    assert_eq!(ran.score("n"), None);
    assert_eq!(told(&ran, "year-without-plan").len(), 1);
    let ran = run(DAY, &[("n", &target("2026-01: 1, 2026-03: 1"))], rows);
    assert_eq!(ran.score("n"), Some(100.0));
    assert_eq!(told(&ran, "year-without-plan"), Vec::<String>::new());
}

#[test]
fn merged_cells_of_an_old_workbook_are_told() {
    let yaml = card(DAY, &[("sum", "kind: { sum: amount }, segments: [branch]")]).replace("t.csv", "t.xls");
    let project = Project::new(&yaml, &[]).with_bytes("t.xls", include_bytes!("files/merged.xls"));
    let check = project.check();
    assert!(check.contains("merged-cells") && check.contains("t.xls:S!B2"), "{check}");
}

#[test]
fn digits_that_lost_their_zero_are_read() {
    let read = |format: &str, rows: &str| {
        let columns = format!(
            "columns: {{ day: {{ type: date, format: \"{format}\" }} }}, rejects: {{ at_most: 100% }}"
        );
        run(&columns, &[("n", "kind: count")], rows).value("n")
    };
    assert_eq!(read("%m%Y", "day\n32026\n032026\n132026\n3202\n"), Some(2.0));
    assert_eq!(read("%d%m%Y", "day\n1032026\n11032026\n103202\n"), Some(2.0));
    assert_eq!(read("%Y%m", "day\n202603\n02603\n"), Some(1.0));
}
