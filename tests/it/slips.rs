//! What somebody is told who writes a definition by hand: in words of what was written, with what to write instead.

use crate::support::Project;

const ROWS: &str = "day,branch,score,amount,Net (EUR),done,order_id\n2026-01-05,Market,3,10,1,2026-01-06,1\n2026-01-06,Station,5,20,2,,2\n";

/// A scorecard of one measure with these keys.
fn card(measure: &str) -> String {
    format!(
        "scorecard: t
title: T
entity: E
currency: EUR
as_of: 2026-01-31
sources:
  s:
    path: a.csv
    time: day
    columns: {{ day: date, done: date, score: integer, amount: number, Net (EUR): number }}
perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}
measures:
  m:
    title: M
    objective: o
    source: s
{measure}"
    )
}

/// What `check` says of a measure with these lines.
fn told(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    Project::new(&card(&lines), &[("a.csv", ROWS)]).check()
}

/// A measure of money with a target.
fn with_target(target: &str) -> String {
    told(&["kind: { sum: amount }", "unit: currency", "direction: maximise", target])
}

#[test]
fn three_digits_behind_a_point_are_asked_about_where_they_may_be_thousands() {
    for (target, grouped, decimal) in [
        ("target: 12.000 EUR", "12000 EUR", "12 EUR"),
        ("target: 1.500", "1500", "1.5"),
        ("target: 1.234", "1234", "1.2340"),
        ("target: { values: { 2026-01: -2.800 } }", "-2800", "-2.8"),
        ("target: { value: 3, baseline: 2.500 }", "2500", "2.5"),
    ] {
        let said = with_target(target);
        assert!(said.contains("may be read in two ways: three digits stand behind the point"), "{said}");
        let help = format!("write `{grouped}`, or `{decimal}` where the point is decimal");
        assert!(said.contains(&help), "{target}: {said}");
    }
    for target in ["target: 12.5", "target: 0.125", "target: 1.2340", "target: 12000", "target: 1234.500"] {
        let said = with_target(target);
        assert!(!said.contains("error"), "{target}: {said}");
    }
    // Rates and points are no thousands; of a plain number the last digit tells.
    let rate = |target| told(&["kind: { share: score > 3 }", "direction: maximise", target]);
    assert!(!rate("target: 97.125%").contains("error"));
    let plain = |target| told(&["kind: { average: amount }", "direction: maximise", target]);
    assert!(!plain("target: 1.234").contains("error"));
    assert!(plain("target: 1.500").contains("write `1500`, or `1.5`"), "{}", plain("target: 1.500"));
    let count = told(&["kind: count", "direction: maximise", "target: 1.234"]);
    assert!(count.contains("write `1234`, or `1.2340`"), "{count}");
}

#[test]
fn a_target_file_says_by_its_other_cells_which_sign_is_decimal() {
    let measure = "    kind: { sum: amount }\n    unit: currency\n    direction: maximise\n    target: { file: t.csv }\n";
    let check = |table: &str| Project::new(&card(measure), &[("a.csv", ROWS), ("t.csv", table)]).check();
    let said = check("measure,period,target\nm,2026-01,2.800\n");
    assert!(said.contains("write `2800`, or `2.8` where the point is decimal"), "{said}");
    let said = check("measure,period,target\nm,2026-01,2.800\nm,2026-02,30.5\n");
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn what_is_no_number_is_told_by_what_was_meant() {
    for (target, help) in [
        ("target: high", "write a number such as `12000 EUR`"),
        ("target: previous year + 5%", "write `{ previous_year: +5% }`"),
        ("target: 30-35", "write `{ band: [30, 35] }`"),
        ("target: '>= 95'", "write `95`; which way is better says `direction`"),
        ("target: '12,000'", "write `12000`, or `12` where the comma is decimal"),
    ] {
        let said = with_target(target);
        assert!(said.contains(help), "{target}: {said}");
    }
}

#[test]
fn conditions_in_the_words_of_other_languages_are_told_in_those_of_this_one() {
    for (condition, help) in [
        ("branch = 'Market' && score > 3", "write `and`"),
        ("score >= '3'", "write `3` without quotes"),
        ("done != ''", "write `done is not null`"),
        ("done = ''", "write `done is null`"),
        ("branch in ['Market', 'Station']", "write `branch in ('Market', 'Station')`"),
        ("branch is 'Market'", "write `branch = 'Market'`"),
        ("day >= 2026-01-05", "write `date '2026-01-05'`"),
        ("branch = \"Market\"", "a text is written `'Market'`"),
        ("Net (EUR) > 1", "write `\"Net (EUR)\" > 1`"),
    ] {
        let quoted = format!("where: {}", serde_json::Value::from(condition));
        let said = told(&["kind: count", "direction: maximise", &quoted]);
        assert!(said.contains(help), "{condition}: {said}");
    }
    let said = told(&[
        "kind: { ratio: { numerator: sum(Net (EUR)), denominator: order_id } }",
        "direction: maximise",
    ]);
    assert!(said.contains("write `sum(\"Net (EUR)\")`"), "{said}");
    assert!(said.contains("aggregate it: `count(distinct order_id)`"), "{said}");
}

#[test]
fn words_of_other_programs_are_told_by_their_sense() {
    for (line, meant) in [
        ("unit: euros", "did you mean `currency`?"),
        ("unit: '%'", "did you mean `percent`?"),
        ("threshold: 3", "did you mean `tolerance`?"),
        ("filter: score > 3", "did you mean `where`?"),
        ("target: { last_year: +5% }", "did you mean `previous_year`?"),
        ("segments: branch", "write `segments: [branch]`"),
        ("where: { branch: Market }", "write `where: branch = 'Market'`"),
    ] {
        let said = told(&["kind: { sum: amount }", "direction: maximise", line]);
        assert!(said.contains(meant), "{line}: {said}");
    }
    let said = told(&["kind: { sum: amount }", "direction: higher is better"]);
    assert!(said.contains("did you mean `maximise`?") && said.contains("1 error"), "{said}");
    let said = told(&["kind: { balance: amount }", "direction: maximise"]);
    assert!(said.contains("did you mean `last`?"), "{said}");
    let said = told(&["kind: { csat: score }"]);
    assert!(said.contains("{ csat: { score: score, scale: […] } }"), "{said}");
    let text =
        card("    kind: count\n    direction: maximise\n").replace("amount: number", "amount: decimal");
    let said = Project::new(&text, &[("a.csv", ROWS)]).check();
    assert!(said.contains("did you mean `number`?"), "{said}");
}

#[test]
fn a_fault_of_yaml_is_told_where_it_is_and_in_plain_words() {
    let base = card("    kind: count\n    direction: maximise\n");
    for (from, to, place, reason, help) in [
        (
            "    objective: o\n",
            "   objective: o\n",
            15,
            "indented by 3 blanks, the line above it by 4",
            "indent it by 4 blanks",
        ),
        (
            "    kind: count\n",
            "    kind:count\n",
            17,
            "a blank is missing behind `kind:`",
            "write `kind: count`",
        ),
        (
            "    title: M\n",
            "    title: \"M\n",
            14,
            "a quote opens here, and nothing closes it",
            "end the text with",
        ),
        (
            "    title: M\n",
            "    title: @m\n",
            14,
            "begins with `@` stands in quotes",
            "write `title: \"@m\"`",
        ),
        (
            "    title: M\n",
            "    title: 'M's'\n",
            14,
            "a quote inside the text ends it",
            "write `title: \"M's\"`",
        ),
        (
            "    direction: maximise\n",
            "    direction: maximise\n  - k:\n    title: K\n",
            19,
            "keys stand here, and no list",
            "write `k:` without the `-`",
        ),
        (
            "Net (EUR): number }",
            "Net (EUR): number",
            10,
            "`{` opens here, and nothing closes it",
            "close it with `}`",
        ),
        (
            "    direction: maximise\n",
            "    direction: maximise\nn:\n    title: N\n    objective: o\n    kind: count\n  k:\n    title: K\n",
            19,
            "line 19 is indented by 0 blanks, the keys beside it by 2",
            "indent it by 2 blanks",
        ),
    ] {
        let text = base.replace(from, to);
        let said = Project::new(&text, &[("a.csv", ROWS)]).check();
        assert!(said.contains("cannot read this as YAML") && said.contains(reason), "{to}: {said}");
        assert!(said.contains(help) && said.contains(&format!("scorecard.yaml:{place}:")), "{to}: {said}");
        assert!(!said.contains("did not find expected"), "{to}: {said}");
    }
}

#[test]
fn keys_that_are_written_as_a_list_are_told_to_be_keys() {
    let text = card("    kind: count\n").replace("  m:\n", "  - m:\n");
    let said = Project::new(&text, &[("a.csv", ROWS)]).check();
    assert!(said.contains("keys stand here, and no list: write `ID:` without the `-`"), "{said}");
}

#[test]
fn a_source_that_is_misspelt_is_not_told_to_be_unused_as_well() {
    let text = card("    kind: count\n    direction: maximise\n").replace("source: s\n", "source: ss\n");
    let said = Project::new(
        &text.replace("  s:\n", "  rows:\n").replace("source: ss", "source: rws"),
        &[("a.csv", ROWS)],
    )
    .check();
    assert!(said.contains("did you mean `rows`?") && !said.contains("never used"), "{said}");
}

#[test]
fn an_empty_definition_is_told_how_one_begins() {
    let said = Project::new("# nothing yet\n", &[("a.csv", ROWS)]).check();
    assert!(said.contains("let `mando init --from FILE` draft one"), "{said}");
}
