//! Credentials of addresses and values of variables stand in no output.

use std::fs;

use super::{in_folder, project, scorecard, tree};
use crate::binary::text;

const SECRET: &str = "S3cr3t-canary";

/// Everything that `check`, `run` and `explain` say and write, in one text, and their exit codes.
fn everything(yaml: &str, variables: &[(&str, &str)]) -> (String, Vec<Option<i32>>) {
    let folder = project(yaml);
    let mut all = String::new();
    let mut codes = Vec::new();
    for arguments in [
        &["check", "."] as &[&str],
        &["check", ".", "--format", "json"],
        &["run", "."],
        &["explain", "n", ".", "--format", "json", "--plan"],
    ] {
        let mut command = in_folder(folder.path(), arguments);
        command.envs(variables.iter().copied());
        command.env("AWS_ENDPOINT_URL", "http://127.0.0.1:1").env("AWS_ALLOW_HTTP", "1");
        let output = command.output().expect("the program starts");
        codes.push(output.status.code());
        all.push_str(&String::from_utf8_lossy(&output.stdout));
        all.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    for path in tree(folder.path()).iter().filter(|path| !path.ends_with("scorecard.yaml")) {
        let bytes = fs::read(folder.path().join(path)).expect("a file");
        all.push_str(&String::from_utf8_lossy(&bytes));
        if path.ends_with(".pdf") {
            all.push_str(&text(&bytes));
        }
    }
    (all, codes)
}

#[track_caller]
fn is_silent(yaml: &str, variables: &[(&str, &str)]) -> (String, Vec<Option<i32>>) {
    let (all, codes) = everything(yaml, variables);
    let at = all.find(SECRET).map(|at| &all[at.saturating_sub(200)..(at + 100).min(all.len())]);
    assert_eq!(at, None, "{yaml}");
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 2 | 3))), "{codes:?}");
    (all, codes)
}

#[test]
fn credentials_of_an_address_are_not_printed_with_its_line() {
    let addresses = [
        format!("http://alice:{SECRET}@127.0.0.1:1/x.csv"),
        format!("http://127.0.0.1:1/x.csv?sig={SECRET}"),
        format!("http://127.0.0.1:1/x.csv?a=b&X-Amz-Signature={SECRET}"),
        format!("HTTP://alice:{SECRET}@127.0.0.1:1/x.csv"),
        format!("http://alice:a/{SECRET}@127.0.0.1:1/x.csv"),
        format!("s3://alice:{SECRET}@127.0.0.1:1/x.csv"),
        // Mistyped, these are paths that are not there.
        format!("http:/alice:{SECRET}@127.0.0.1:1/x.csv"),
        format!("https:\\\\\\\\alice:{SECRET}@127.0.0.1:1/x.csv"),
        format!("ftp://alice:{SECRET}@127.0.0.1:1/x.csv"),
        format!("mysql://root:{SECRET}@127.0.0.1:1/shop"),
        format!("postgres://greta:{SECRET}@127.0.0.1:1/shop"),
        format!("postgres://127.0.0.1:1/shop?password={SECRET}"),
        format!("postgres:host=127.0.0.1 password={SECRET}"),
        format!("http://alice:\\x53{}@127.0.0.1:1/x.csv", &SECRET[1..]),
        format!("http:\\/\\/alice:{SECRET}@127.0.0.1:1/x.csv"),
        format!("http://alice:\n      {SECRET}@127.0.0.1:1/x.csv"),
    ];
    for address in &addresses {
        let path = format!("path: \"{address}\"");
        let table =
            if address.contains("sql") || address.starts_with("postgres") { ", table: t" } else { "" };
        is_silent(&scorecard("").replace("path: \"data/a.csv\"", &format!("{path}{table}")), &[]);
    }
    is_silent(&scorecard("").replace("entity: E", &format!("entity: E\ntargets: \"{}\"", addresses[0])), &[]);
}

#[test]
fn a_fault_beside_an_address_does_not_print_it() {
    let address = format!("http://alice:{SECRET}@127.0.0.1:1/x.csv?sig={SECRET}");
    let yaml = scorecard("").replace("\"data/a.csv\", time", &format!("'{address}', tiem"));
    let (all, codes) = is_silent(&yaml, &[]);
    assert!(all.contains("unknown-key") && all.contains("127.0.0.1:1/x.csv"), "{all}");
    assert_eq!(codes[0], Some(2));
    // In a comment as well.
    let yaml = scorecard("")
        .replace("time: day,", "tiem: day,")
        .replace("number } }", &format!("number }} }} # {address}"));
    is_silent(&yaml, &[]);
}

#[test]
fn variables_stand_in_sources_delivery_and_engine_alone() {
    let variables = [("CANARY", SECRET)];
    let refused = [
        scorecard("").replace("title: T\n", "title: \"${CANARY}\"\n"),
        scorecard("").replace("entity: E", "entity: \"x ${CANARY}\""),
        scorecard("").replace("title: Total", "title: \"${CANARY}\""),
        scorecard("").replace("target: 100", "target: \"${CANARY}\""),
        scorecard("").replace("as_of: 2026-03-31", "as_of: \"${CANARY:-2026-03-31}\""),
        scorecard("")
            .replace("path: \"data/a.csv\"", "files: [{ path: data/a.csv, set: { who: \"${CANARY}\" } }]"),
        scorecard("").replace("time: day", "time: day, derive: { who: \"'${CANARY}'\" }"),
        scorecard("").replace("data/a.csv", "data/seg=${CANARY}/a.csv"),
        scorecard("").replace("path: \"data/a.csv\"", "files: [{ path: \"data/seg=${CANARY}/a.csv\" }]"),
        scorecard("")
            .replace("path: \"data/a.csv\"", "path: \"sqlite:a.sqlite\", sql: \"select '${CANARY}' as seg\""),
    ];
    for yaml in refused {
        let (all, codes) = is_silent(&yaml, &variables);
        assert!(all.contains("variable-not-here"), "{yaml}\n{all}");
        assert_eq!(codes[0], Some(2));
    }
    let allowed = [
        scorecard("").replace("data/a.csv", "data/${CANARY}.csv"),
        scorecard("").replace("data/a.csv", "${CANARY}/a.csv"),
        scorecard("")
            .replace("path: \"data/a.csv\"", "files: [{ path: \"${CANARY}.csv\", set: { who: ann } }]"),
        scorecard("").replace("data/a.csv", "http://u:${CANARY}@127.0.0.1:1/a.csv"),
        scorecard("").replace("data/a.csv", "http://127.0.0.1:1/a.csv?key=${CANARY}"),
        scorecard("").replace("time: day", "time: \"${CANARY}\""),
        scorecard("").replace("time: day", "time: day, where: \"seg <> '${CANARY}'\""),
        scorecard("").replace("time: day", "time: day, format: { decimal: \"${CANARY}\" }"),
        scorecard("engine: { memory: \"${CANARY}\" }\n"),
        scorecard("engine: { timeout: \"${CANARY}\" }\n"),
        scorecard("engine: { spill: \"/proc/${CANARY}\" }\n"),
    ];
    for yaml in allowed {
        let (all, _) = is_silent(&yaml, &variables);
        assert!(!all.contains("variable-not-here"), "{yaml}\n{all}");
    }
}

#[test]
fn texts_of_cells_that_cannot_be_read_are_not_kept() {
    let folder = project(&scorecard("").replace("number } }", "number }, rejects: { at_most: 100% } }"));
    super::put(folder.path(), "data/a.csv", &format!("{}2026-03-03,{SECRET},a\n", super::ROWS));
    let (code, words) = super::run_in(folder.path(), &["run", ".", "--formats", "json"]);
    assert_eq!(code, Some(0), "{words}");
    let cache = folder.path().join(".mando/cache");
    assert!(tree(&cache).len() > 3, "something is kept");
    for path in tree(&folder.path().join(".mando")) {
        let bytes = fs::read(folder.path().join(".mando").join(&path)).expect("a file");
        assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn keys_are_kept_under_a_secret_of_the_project() {
    use std::os::unix::fs::PermissionsExt;
    let yaml = scorecard("  c: { title: C, objective: o, source: s, kind: { distinct: seg } }\n")
        .replace("data/a.csv", "data/*.csv");
    let kept = || {
        let folder = project(&yaml);
        super::put(folder.path(), "data/b.csv", "day,amount,seg\n2026-01-01,5,a customer\n");
        let run = || super::run_in(folder.path(), &["run", ".", "--formats", "json"]);
        assert_eq!(run().0, Some(0));
        let (code, words) = run();
        assert!(code == Some(0) && words.contains("2 of 2 files from the cache"), "{words}");
        let secret = folder.path().join(".mando/secret");
        assert_eq!(fs::metadata(&secret).expect("it is there").permissions().mode() & 0o777, 0o600);
        let names = tree(&folder.path().join(".mando/cache"));
        (fs::read(secret).expect("it can be read"), names, folder)
    };
    let ((one, of_one, folder), (other, of_other, _other)) = (kept(), kept());
    assert!(one != other && one.len() == 32);
    let entries =
        |names: &[String]| names.iter().filter(|name| name.len() == 64).cloned().collect::<Vec<_>>();
    assert_eq!(entries(&of_one).len(), 2);
    assert!(entries(&of_one) != entries(&of_other), "what one has kept is nothing to the other");
    // Without the secret nothing is known.
    fs::remove_file(folder.path().join(".mando/secret")).expect("it goes");
    let (code, words) = super::run_in(folder.path(), &["run", ".", "--formats", "json"]);
    assert!(code == Some(0) && words.contains("0 of 2 files from the cache"), "{words}");
}

#[test]
fn a_file_that_a_pattern_found_is_named_without_what_a_variable_holds() {
    let folder = project(&scorecard("").replace("data/a.csv", "data/${CANARY}*.csv"));
    super::put(folder.path(), &format!("data/{SECRET}-2026.csv"), super::ROWS);
    let mut command = in_folder(folder.path(), &["run", ".", "--formats", "json,csv,html,xlsx"]);
    let output = command.env("CANARY", SECRET).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let of_program = |path: &&String| !path.starts_with("data/") && !path.ends_with("scorecard.yaml");
    let mut is_named = false;
    for path in tree(folder.path()).iter().filter(of_program) {
        let bytes = fs::read(folder.path().join(path)).expect("a file");
        let said = String::from_utf8_lossy(&bytes);
        assert!(!said.contains(SECRET), "{path}");
        is_named |= said.contains("data/${CANARY}*.csv (…-2026…)");
    }
    assert!(is_named, "the file is named");
}

#[test]
fn what_lets_one_in_is_not_printed_of_an_argument() {
    let folder = project(&scorecard(""));
    let address = format!("http://alice:{SECRET}@127.0.0.1:1/x");
    let database = format!("sqlite:x.db?password={SECRET}");
    let calls: [&[&str]; 8] = [
        &["check", &address],
        &["explain", "n", &address],
        &["doctor", &address],
        &["diff", &address, &address],
        &["run", ".", "--engine", &address],
        &["look", &database],
        &["init", "--from", &database],
        &["import", &database],
    ];
    for call in calls {
        let output = in_folder(folder.path(), call).output().expect("the program starts");
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        assert!(!said.concat().contains(SECRET), "{call:?}: {said:?}");
    }
}

#[test]
fn words_of_an_address_that_was_typed_stay_in_what_is_printed() {
    let folder = project(&scorecard(""));
    let address = "http://amount@127.0.0.1:1/x?set=category";
    let output =
        in_folder(folder.path(), &["look", "data/a.csv", address]).output().expect("the program starts");
    let [said, told] = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    assert!(said.contains("amount") && !said.contains("***"), "{said}");
    assert!(
        told.contains("127.0.0.1:1/x") && !told.contains("amount@") && !told.contains("category"),
        "{told}"
    );
}

#[test]
fn a_folder_that_a_variable_names_is_not_told_when_it_cannot_be_written() {
    let yaml = scorecard("engine: { cache: \"/proc/${FOLDER}\" }\n");
    let (all, codes) = is_silent(&yaml, &[("FOLDER", SECRET)]);
    assert_eq!(codes[2], Some(0), "{all}");
    assert!(all.contains("the cache cannot be written: /proc/${FOLDER}"), "{all}");
}
