//! What commands print for programs, against the schemas that `mando schema` prints.

use std::fs;

use crate::binary::{called, example, json, said};
use crate::examples::schema::check;

#[test]
fn what_is_printed_for_programs_is_what_its_schema_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let path = |name: &str| at.join(name).to_str().expect("a path").to_owned();
    let card = "scorecard: shop\ntitle: Shop\nentity: Shop\nas_of: 2026-03-31\ntargets: targets.csv\nsources:\n  \
        rows: { path: rows.csv, time: day, columns: { day: date, amount: number } }\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  \
        sold: { title: Sold, objective: o, source: rows, kind: { sum: amount }, direction: maximise }\n";
    for (name, text) in [
        ("scorecard.yaml", card),
        ("wrong.yaml", "scorecard: shop\nsorces: {}\n"),
        ("rows.csv", "day,amount\n2026-02-02,4\n2026-03-02,5\n"),
        ("targets.csv", "measure,period,target\nsold,,4\n"),
        ("new.csv", "measure,2026-03\nsold,5\n"),
        ("bad.csv", "measure,2026-03\nslod,5\n"),
    ] {
        fs::write(at.join(name), text).expect("a file");
    }
    let (card, wrong) = (path("scorecard.yaml"), path("wrong.yaml"));
    let northwind = example("northwind").to_str().expect("a path").to_owned();
    for period in ["2026-02", "2026-03"] {
        said(&called([
            "run",
            &card,
            "--period",
            period,
            "--formats",
            "json",
            "--out",
            &path(period),
            "--quiet",
        ]));
    }
    let printed: [(&str, Vec<String>); 10] = [
        ("check", vec!["check".to_owned(), wrong]),
        ("look", vec!["look".to_owned(), path("rows.csv")]),
        ("list", ["list", "--path", &northwind].map(str::to_owned).to_vec()),
        ("list", ["list", "status:on", "--no-cache", "--path", &northwind].map(str::to_owned).to_vec()),
        ("explain", ["explain", "retention", &northwind, "--no-cache"].map(str::to_owned).to_vec()),
        ("explain", ["explain", "on_time", &northwind, "--no-cache"].map(str::to_owned).to_vec()),
        ("diff", vec!["diff".to_owned(), path("2026-02"), path("2026-03")]),
        ("import", vec!["import".to_owned(), path("new.csv"), card.clone()]),
        ("import", vec!["import".to_owned(), path("bad.csv"), card.clone()]),
        ("doctor", vec!["doctor".to_owned(), card]),
    ];
    for (of, arguments) in printed {
        let schema = json(said(&called(["schema", of])).as_bytes());
        let found = called(arguments.iter().map(String::as_str).chain(["--format", "json"]));
        let mut faults = Vec::new();
        check(&json(&found.stdout), &schema, &schema, "", &mut faults);
        assert!(faults.is_empty(), "{arguments:?}: {faults:#?}");
        assert!(found.stdout.len() > 10, "{arguments:?}");
    }
}

#[test]
fn completions_know_the_ids_of_a_project() {
    let ids =
        crate::binary::mando().arg("ids").current_dir(example("northwind")).output().expect("the program");
    let ids: Vec<&str> = said(&ids).lines().collect();
    assert!(ids.contains(&"retention") && ids.contains(&"promise"), "{ids:?}");
    for (shell, line) in [
        ("bash", "complete -F _mando_with_ids"),
        ("fish", "-f -a \"(mando ids 2>/dev/null)\""),
        ("zsh", "':measure -- Id of the measure:_mando_measures'"),
    ] {
        let script = called(["completions", shell]);
        assert!(said(&script).contains(line), "{shell}");
        // What mando calls itself is nobody's command.
        assert!(!said(&script).contains("set-pages"), "{shell}");
    }
}

#[test]
fn bash_completes_what_can_stand_there() {
    let script = called(["completions", "bash"]);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("mando.bash"), said(&script)).expect("a script");
    let program = crate::binary::mando();
    let program = program.get_program().to_str().expect("a path").to_owned();
    let completed = |words: &[&str]| {
        let quoted = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
        let text = format!(
            "mando() {{ '{program}' \"$@\"; }}; source '{}'; COMP_WORDS=(mando {quoted}); COMP_CWORD={}; \
             _mando_with_ids mando \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[@]}}\"",
            folder.path().join("mando.bash").display(),
            words.len()
        );
        let output = std::process::Command::new("bash")
            .args(["--norc", "-c", &text])
            .current_dir(example("northwind"))
            .output();
        String::from_utf8(output.expect("bash").stdout).expect("words")
    };
    let has = |words: &[&str], word: &str| completed(words).split_whitespace().any(|own| own == word);
    assert!(has(&["ex"], "explain"));
    // Objectives can be listed and not explained.
    assert!(has(&["explain", "r"], "retention") && !has(&["explain", "p"], "promise"));
    assert!(has(&["list", "p"], "promise"));
    assert!(has(&["run", "--formats", ""], "xlsx"), "{}", completed(&["run", "--formats", ""]));
    assert!(has(&["run", "--locale", "p"], "pl-PL"));
    assert!(has(&["man", "d"], "doctor") && !has(&["man", ""], "ids"));
}

#[test]
fn the_encoding_of_a_text_is_known_by_its_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts: [(&str, &[u8]); 5] = [
        ("macintosh", b"don\xd5t know"),
        ("macintosh", b"Situaci\x97n f\x87cil"),
        ("windows-1252", b"Situaci\xf3n f\xe1cil"),
        ("windows-1250", b"ma\xb3a \xb3\xb9ka"),
        ("windows-1253", b"\xc1\xe8\xde\xed\xe1"),
    ];
    for (at, (encoding, text)) in texts.into_iter().enumerate() {
        let path = folder.path().join(format!("{at}.csv"));
        let row = [b"2026-01-05,".as_slice(), text, b"\n"].concat();
        fs::write(&path, [b"day,said\n".as_slice(), &row.repeat(5)].concat()).expect("a file");
        let output = called(["look", path.to_str().expect("a path")]);
        assert!(said(&output).contains(encoding), "{encoding}: {}", said(&output));
    }
}
