//! Whatever a definition says, a run ends as it promises and stays where it is.

use proptest::prelude::*;

use super::{in_folder, project, put, run_in, scorecard, tree};
use crate::binary::ended;

/// Texts that stand badly in names and on terminals.
fn odd() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "..",
        "/",
        "\\",
        "a",
        "é",
        "\u{202e}",
        "\u{1b}[31m",
        "con",
        ".",
        " ",
        "~",
        "$HOME",
        "%2e",
        "\u{2028}",
        "x",
        "-",
        "2026",
    ]);
    prop::collection::vec(pieces, 1..8).prop_map(|pieces| pieces.concat())
}

/// A change of a text: bytes cut out, words put in, lines repeated.
fn mutated(text: &str, changes: &[(usize, u8, String)]) -> String {
    let mut text = text.to_owned();
    for (at, sort, word) in changes {
        let at = text.floor_char_boundary(at % (text.len() + 1));
        let end = text.floor_char_boundary((at + 1 + usize::from(*sort)).min(text.len()));
        match sort % 4 {
            0 => text.replace_range(at..end, ""),
            1 => text.insert_str(at, word),
            2 => text.replace_range(at..end, word),
            _ => {
                let piece = text[at..end].to_owned();
                text.insert_str(at, &piece);
            }
        }
    }
    text
}

fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "\n",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!int ",
        "null",
        "~",
        "-1",
        "1e400",
        "9999-12-31",
        "0001-01-01",
        "${X}",
        "\u{0}",
        "\u{202e}",
        "%",
        "sum",
        "ratio",
        "where: ",
        "window: all",
        "path: /",
        "engine: ",
        "grain: wave",
        "\t",
        "#",
    ])
    .prop_map(str::to_owned)
}

const CANARY: &str = "S3cr3t-canary-of-a-path";

/// Kinds that take a cell in each way.
const KINDS: [&str; 14] = [
    "{ sum: amount * amount }",
    "{ average: amount / (amount - 1) }",
    "{ median: amount }",
    "{ percentile: { value: amount, p: 90 } }",
    "{ ratio: { numerator: sum(amount), denominator: sum(amount - 1) } }",
    "{ nps: amount }",
    "{ retention: { active_within: 1 month } }",
    "{ cohort_retention: { cohort: month, age: 1 month } }",
    "{ revenue_retention: { revenue: amount } }",
    "{ lead_time: { from: day, to: until } }",
    "{ resolution_time: { from: day, to: until } }",
    "{ average: until - until }",
    "{ last: { value: amount, per: seg } }",
    "{ revenue_per_customer: { revenue: amount } }",
];

/// Cells as nobody should write them, and some as they should be.
fn cell() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        " ",
        "0",
        "-0",
        "1",
        "-1.5",
        "10",
        "1e308",
        "-1e308",
        "8.6e27",
        "1e-300",
        "NaN",
        "inf",
        "null",
        "#DIV/0!",
        "99999999999999999999",
        "2026-03-01",
        "2026-02-30",
        "2026-03-29 02:30",
        "0001-01-01",
        "1000-01-01",
        "9999-12-31",
        "2026-03-31T23:59:59.999999999Z",
        "x",
        "\"a,b\"",
        "\"two\nlines\"",
        "=1+1",
        "\u{202e}x",
        "\u{feff}",
        "\u{1b}[31m",
        "é",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_written_path_is_inside(label in odd(), title in odd(), seg in odd()) {
        let quoted = |text: &str| serde_json::to_string(text).expect("a text");
        let yaml = scorecard("").replace("title: T\n", &format!("title: {}\n", quoted(&title))).replace(
            "as_of: 2026-03-31",
            &format!("as_of: 2026-03-31\ngrain: wave\ncalendar: {{ waves: {{ {}: 2026-03 }} }}", quoted(&label)),
        ).replace("entity: E", "entity: { by: seg, title: E }");
        let around = tempfile::tempdir().expect("a folder");
        let deep = around.path().join("a/b/c");
        put(&deep, "scorecard.yaml", &yaml);
        put(&deep, "data/a.csv", &format!("day,amount,seg\n2026-03-01,5,\"{}\"\n2026-03-02,5,b\n", seg.replace('"', "")));
        let (code, words) = run_in(&deep, &["run", ".", "--formats", "json", "--each", "seg"]);
        prop_assert!(matches!(code, Some(0 | 2 | 3)), "{code:?} {words}");
        for path in tree(around.path()) {
            let is_inside = ["out/", ".mando/", "data/a.csv", "scorecard.yaml"].iter().any(|own| path.starts_with(&format!("a/b/c/{own}")));
            prop_assert!(is_inside, "{path}");
        }
    }

    #[test]
    fn any_measures_over_any_rows_end_as_promised_and_tell_no_secret(
        kinds in prop::sample::subsequence(KINDS.to_vec(), 1..6),
        rows in prop::collection::vec((cell(), cell(), cell(), cell()), 0..12),
        ways in (prop::bool::ANY, prop::bool::ANY),
    ) {
        let mut yaml = scorecard("")
            .replace("data/a.csv", "data/${CANARY}.csv")
            .replace("day: date, amount: number }", "day: date, amount: number, until: datetime }, customer: seg, rejects: { at_most: 100% }");
        for (at, kind) in kinds.iter().enumerate() {
            let more = if ways.0 { ", segments: [seg, { by: amount > 1 }]" } else { ", window: 3 months" };
            yaml.push_str(&format!("  k{at}: {{ title: K, objective: o, source: s, min_n: 1, direction: minimise, target: 2, kind: {kind}{more} }}\n"));
        }
        let folder = project(&yaml);
        let mut text = "day,amount,seg,until\n2026-01-05,1,a,2026-01-06\n2026-03-05,1,a,2026-03-06\n".to_owned();
        for (day, amount, seg, until) in &rows {
            let day = if ways.1 { day } else { "2026-03-07" };
            text.push_str(&format!("{day},{amount},{seg},{until}\n"));
        }
        put(folder.path(), &format!("data/{CANARY}.csv"), &text);
        let run = in_folder(folder.path(), &["run", ".", "--formats", "xlsx,json"]).env("CANARY", CANARY).output();
        let (code, words) = ended(&run.expect("the program starts"));
        prop_assert!(matches!(code, Some(0 | 2 | 3)), "{code:?} {words}\n{yaml}{text}");
        prop_assert!(!words.contains("panicked") && !words.contains("error[unexpected]"), "{words}\n{yaml}{text}");
        prop_assert!(!words.contains(CANARY), "{words}");
        for path in tree(folder.path()).iter().filter(|path| path.ends_with(".json") || path.starts_with(".mando")) {
            let bytes = std::fs::read(folder.path().join(path)).expect("a file");
            prop_assert!(!path.contains(CANARY) && !String::from_utf8_lossy(&bytes).contains(CANARY), "{path}");
        }
    }

    #[test]
    fn a_changed_definition_ends_as_promised(changes in prop::collection::vec((any::<usize>(), any::<u8>(), words()), 1..6)) {
        let folder = project(&mutated(&scorecard("engine: { memory: 64 MB }\n"), &changes));
        for arguments in [&["check", "."] as &[&str], &["run", ".", "--formats", "json"]] {
            let (code, words) = run_in(folder.path(), arguments);
            prop_assert!(matches!(code, Some(0 | 2 | 3)), "{code:?} {words}");
            prop_assert!(!words.contains("panicked") && !words.contains("error[unexpected]"), "{words}");
        }
    }
}
