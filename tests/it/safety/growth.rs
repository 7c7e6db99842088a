//! Definitions of a few lines that ask for more than there is.

use super::{project, run_in, scorecard};

#[test]
fn formulas_that_name_formulas_twice_are_refused_at_once() {
    let twice = |n: usize| {
        format!("  m{n}: {{ title: M, objective: o, kind: {{ formula: m{} + m{} }} }}\n", n - 1, n - 2)
    };
    let many: String = (2..200).map(twice).collect();
    let first = "  m0: { title: M, objective: o, source: s, kind: count }\n  m1: { title: M, objective: o, source: s, kind: count }\n";
    let folder = project(&format!("{}{first}{many}", scorecard("")));
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("error[too-large]: `m16` is made of more than 2000 measures"), "{words}");
}

#[test]
fn the_target_of_a_formula_is_found_once_however_often_measures_are_named() {
    let twice = |n: usize| {
        let before = n - 1;
        format!(
            "  m{n}: {{ title: M, objective: o, kind: {{ formula: m{before} + m{before} }}, direction: maximise, target: 3 }}\n"
        )
    };
    let many: String = (1..100).map(twice).collect();
    let first = "  m0: { title: M, objective: o, source: s, kind: count }\n";
    let folder = project(&format!("{}{first}{many}", scorecard("")));
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn a_text_that_doubles_from_column_to_column_ends_where_a_cell_of_a_workbook_does() {
    for (double, first) in [
        ("D || D", "seg || seg"),
        ("concat(D, D)", "concat(seg, seg)"),
        ("replace(D, 'a', 'aaaa')", "replace(seg, 'a', 'aaaa')"),
    ] {
        let mut columns = vec![format!("d0: \"{first}\"")];
        columns.extend((1..40).map(|n| format!("d{n}: \"{}\"", double.replace('D', &format!("d{}", n - 1)))));
        let yaml =
            scorecard("").replace("time: day", &format!("time: day, derive: {{ {} }}", columns.join(", ")));
        let yaml = yaml.replace("kind: count", "kind: { distinct: d39 }");
        let (code, words) = run_in(project(&yaml).path(), &["run", ".", "--no-cache", "--formats", "json"]);
        assert!(matches!(code, Some(2 | 3)), "{double}: {words}");
        assert!(words.contains("32767 bytes") || words.contains("too-large"), "{double}: {words}");
    }
}

#[test]
fn a_pattern_is_known_to_be_one_before_rows_are_read() {
    for (pattern, told) in [
        ("'('", "`(` is no regular expression"),
        ("'((a{1,1000}){1,1000}){1,1000}'", "takes more memory than one may"),
        ("seg", "has to be a text in single quotes"),
    ] {
        let yaml = scorecard("")
            .replace("kind: count", &format!("kind: count, where: \"regexp_like(seg, {pattern})\""));
        let (code, words) = run_in(project(&yaml).path(), &["check", "."]);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains(told) && words.contains("scorecard.yaml:"), "{words}");
    }
}
