//! Whatever a definition says, a run ends as it promises and stays where it is.

use proptest::prelude::*;

use super::{project, put, run_in, scorecard, tree};

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
    fn a_changed_definition_ends_as_promised(changes in prop::collection::vec((any::<usize>(), any::<u8>(), words()), 1..6)) {
        let folder = project(&mutated(&scorecard("engine: { memory: 64 MB }\n"), &changes));
        for arguments in [&["check", "."] as &[&str], &["run", ".", "--formats", "json"]] {
            let (code, words) = run_in(folder.path(), arguments);
            prop_assert!(matches!(code, Some(0 | 2 | 3)), "{code:?} {words}");
            prop_assert!(!words.contains("panicked") && !words.contains("error[unexpected]"), "{words}");
        }
    }
}
