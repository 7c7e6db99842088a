//! Nothing is removed that mando did not make, and nothing is written outside the folders that it was given.

use std::fs;

use mando::disk;

use super::{ROWS, project, put, run_in, scorecard, tree};

#[test]
fn a_folder_with_other_files_is_no_cache() {
    let folder = project(&scorecard("engine: { cache: data }\n"));
    put(folder.path(), "data/precious.txt", "do not lose me");
    put(folder.path(), "data/.gitignore", "mine");
    for arguments in [["check", "."], ["run", "."]] {
        let (code, words) = run_in(folder.path(), &arguments);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains("error[cache-folder]: the folder `data` holds files"), "{words}");
    }
    assert_eq!(tree(folder.path()), ["data/.gitignore", "data/a.csv", "data/precious.txt", "scorecard.yaml"]);
    assert_eq!(fs::read_to_string(folder.path().join("data/.gitignore")).expect("a file"), "mine");
}

#[test]
fn a_tag_of_another_program_is_no_cache_of_mando() {
    let folder = project(&scorecard("engine: { cache: target }\n"));
    put(folder.path(), "target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# by cargo\n");
    let (code, words) = run_in(folder.path(), &["run", ".", "--formats", "json"]);
    assert_eq!(code, Some(2), "{words}");
}

#[test]
fn old_entries_go_and_what_else_stands_in_a_cache_stays() {
    let folder = project(&scorecard(""));
    let run = || {
        let (code, words) = run_in(folder.path(), &["run", ".", "--formats", "json"]);
        assert_eq!(code, Some(0), "{words}");
    };
    let cache = folder.path().join(".mando/cache");
    let entries = || {
        let names = tree(&cache).into_iter().filter(|name| name.len() == 64);
        names.filter(|name| name.bytes().all(|byte| byte.is_ascii_hexdigit())).count()
    };
    run();
    assert_eq!(entries(), 1);
    let named = "0".repeat(64);
    for name in ["notes.txt", "mando.part", named.as_str()] {
        put(&cache, name, "mine");
    }
    // Every run has other data, so that what the first kept is never used again.
    for n in 0..14 {
        put(folder.path(), "data/a.csv", &format!("{ROWS}2026-03-03,{n},c\n"));
        run();
    }
    assert_eq!(entries(), 12 + 1, "twelve runs and a file of somebody else");
    for name in ["notes.txt", "mando.part", named.as_str()] {
        assert_eq!(fs::read_to_string(cache.join(name)).expect("it is there"), "mine");
    }
}

#[test]
fn labels_of_waves_never_lead_out_of_the_output_folder() {
    let labels = ["../../../../pwned", "/tmp/mando-pwned", "..", "con", "a/b", "a b", "C:\\x", "nul.txt"];
    for label in labels {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("p/q/r");
        let yaml = scorecard("").replace(
            "as_of: 2026-03-31",
            &format!("as_of: 2026-03-31\ngrain: wave\ncalendar: {{ waves: {{ '{label}': 2026-02 }} }}"),
        );
        put(&deep, "data/a.csv", ROWS);
        put(&deep, "scorecard.yaml", &yaml);
        let (code, words) = run_in(&deep, &["run", ".", "--no-cache", "--formats", "json"]);
        assert_eq!(code, Some(0), "{label}: {words}");
        let found: Vec<String> =
            tree(folder.path()).into_iter().filter(|path| path.ends_with(".json")).collect();
        assert_eq!(found.len(), 1, "{label}: {found:?}");
        assert!(found[0].starts_with("p/q/r/out/t/"), "{label}: {found:?}");
    }
    assert!(!std::path::Path::new("/tmp/mando-pwned").exists());
}

#[test]
fn two_labels_that_look_the_same_have_a_folder_each() {
    let waves = "calendar: { waves: { 'a/b': 2026-02, 'a b': 2026-03 } }";
    let yaml =
        scorecard("").replace("as_of: 2026-03-31", &format!("as_of: 2026-04-30\ngrain: wave\n{waves}"));
    let folder = project(&yaml);
    for label in ["a/b", "a b"] {
        let arguments = ["run", ".", "--no-cache", "--formats", "json", "--period", label];
        let (code, words) = run_in(folder.path(), &arguments);
        assert_eq!(code, Some(0), "{words}");
    }
    assert_eq!(tree(&folder.path().join("out/t")), ["a-b-2/results.json", "a-b/results.json"]);
}

#[test]
fn a_run_does_not_write_over_what_it_reads() {
    let rows = "[{\"day\": \"2026-03-01\", \"amount\": 5, \"seg\": \"a\"}]";
    let folder = project(&scorecard("").replace("data/a.csv", "data/results.json"));
    put(folder.path(), "data/results.json", rows);
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--out", "data"]);
    assert!(code == Some(2) && words.contains("`data/results.json`, which the scorecard reads"), "{words}");
    assert_eq!(fs::read_to_string(folder.path().join("data/results.json")).expect("a file"), rows);
}

#[test]
fn names_are_safe_everywhere_and_each_stands_once() {
    let texts = [
        "../up",
        "/etc",
        "CON",
        "con",
        "con.txt",
        "LPT1",
        "com¹",
        "a\u{202e}b",
        "a\u{0}b",
        "A\nB",
        "",
        "...",
        "é",
        "e\u{301}",
        "\u{1100}\u{1161}",
        "x ",
        "x.",
        &"long".repeat(100),
    ]
    .map(str::to_owned);
    let names = disk::names(&texts, &["results.json"]);
    for (text, name) in texts.iter().zip(&names) {
        let name = name.as_str();
        let stem = name.split('.').next().unwrap_or_default().to_lowercase();
        let is_device = ["con", "prn", "aux", "nul", "lpt1", "com¹"].contains(&stem.as_str());
        assert!(!name.is_empty() && name.len() <= 110 && !is_device, "{text:?} is {name:?}");
        assert!(!name.starts_with('.') && !name.ends_with(['.', ' ']), "{text:?} is {name:?}");
        assert!(name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)), "{text:?} is {name:?}");
    }
    let mut all: Vec<String> = names.iter().map(|name| name.as_str().to_lowercase()).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), texts.len());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_folder_is_not_followed_out_of_it() {
    let folder = project(&scorecard(""));
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("out")).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("out/t")).expect("a link");
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("leads out of it"), "{words}");
    assert_eq!(tree(elsewhere.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_link_in_a_project_is_not_followed_out_of_it() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().expect("a folder");
    put(elsewhere.path(), "a.csv", ROWS);
    put(elsewhere.path(), "t.csv", "measure,period,target\nn,2026-03,3\n");
    put(elsewhere.path(), "h.csv", "date\n2026-03-03\n");
    put(elsewhere.path(), "n.yaml", "comments: []\n");
    put(elsewhere.path(), "l.typ", "= leak");
    let outside = |name: &str| elsewhere.path().join(name);
    let cases: [(&str, &str, &str, &str); 6] = [
        ("data/b.csv", "a.csv", "data/a.csv", "data/b.csv"),
        ("data/b.csv", "a.csv", "data/a.csv", "data/*.csv"),
        ("t.csv", "t.csv", "entity: E\n", "entity: E\ntargets: t.csv\n"),
        ("h.csv", "h.csv", "entity: E\n", "entity: E\ncalendar: { holidays: h.csv }\n"),
        ("notes/2026-03.yaml", "n.yaml", "entity: E\n", "entity: E\n"),
        ("templates/leak.typ", "l.typ", "entity: E\n", "entity: E\n"),
    ];
    for (link, to, from, with) in cases {
        let folder = project(&scorecard("").replace(from, with));
        fs::create_dir_all(folder.path().join(link).parent().expect("a folder")).expect("folders");
        symlink(outside(to), folder.path().join(link)).expect("a link");
        let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
        assert_eq!(code, Some(2), "{link}: {words}");
        assert!(
            words.contains("error[path-outside]") && words.contains("leads out of the project"),
            "{words}"
        );
        if !link.ends_with(".typ") && !link.ends_with(".yaml") {
            let yaml = format!("mando: 1\ndata_folders: [\"{}\"]\n", elsewhere.path().display());
            put(folder.path(), "mando.yaml", &yaml);
            let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
            assert_eq!(code, Some(0), "{link}: {words}");
        }
    }
    // A folder that is a link, and one that stays inside.
    let folder = project(&scorecard("").replace("data/a.csv", "more/a.csv"));
    symlink(elsewhere.path(), folder.path().join("more")).expect("a link");
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{words}");
    fs::remove_file(folder.path().join("more")).expect("the link");
    symlink(folder.path().join("data"), folder.path().join("more")).expect("a link");
    assert_eq!(run_in(folder.path(), &["check", "."]).0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_folder_of_mando_is_not_followed_out_of_the_project() {
    use std::os::unix::fs::symlink;
    let folder = project(&scorecard(""));
    let elsewhere = tempfile::tempdir().expect("a folder");
    symlink(elsewhere.path(), folder.path().join(".mando")).expect("a link");
    let (code, words) = run_in(folder.path(), &["run", ".", "--formats", "json"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("error[path-outside]: `.mando` leads out of the project"), "{words}");
    assert_eq!(tree(elsewhere.path()), Vec::<String>::new());
    fs::remove_file(folder.path().join(".mando")).expect("the link");
    fs::create_dir(folder.path().join("kept")).expect("a folder");
    symlink(folder.path().join("kept"), folder.path().join(".mando")).expect("a link");
    assert_eq!(run_in(folder.path(), &["run", ".", "--formats", "json"]).0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_cache_is_not_followed_out_of_the_project() {
    let folder = project(&scorecard(""));
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(".mando")).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(".mando/cache")).expect("a link");
    let (code, words) = run_in(folder.path(), &["run", ".", "--formats", "json"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("error[path-outside]: `.mando/cache` leads out of the project"), "{words}");
    assert_eq!(tree(elsewhere.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn what_stands_in_place_of_kept_files_and_is_no_file_is_not_read() {
    use std::os::unix::fs::symlink;
    let folder = project(&scorecard(""));
    let run = || run_in(folder.path(), &["run", ".", "--formats", "json"]);
    assert_eq!(run().0, Some(0));
    let cache = folder.path().join(".mando/cache");
    let kept = tree(&cache).into_iter().find(|name| name.len() == 64).expect("an entry");
    for own in
        [".mando/secret", ".mando/cache/index", ".mando/cache/CACHEDIR.TAG", &format!(".mando/cache/{kept}")]
    {
        let path = folder.path().join(own);
        let before = fs::read(&path).expect("a file");
        fs::remove_file(&path).expect("it goes");
        let made = std::process::Command::new("mkfifo").arg(&path).status().expect("a pipe");
        assert!(made.success());
        // Reading a pipe waits for ever.
        let (code, words) = run();
        assert!(matches!(code, Some(0 | 2)), "{own}: {words}");
        let _ = fs::remove_file(&path);
        symlink("/dev/zero", &path).expect("a link");
        let (code, words) = run();
        assert!(matches!(code, Some(0 | 2)), "{own}: {words}");
        let _ = fs::remove_file(&path);
        fs::write(&path, before).expect("it is back");
    }
    assert_eq!(run().0, Some(0));
}

#[cfg(unix)]
#[test]
fn what_a_pattern_finds_and_cannot_read_is_told_and_not_left_out() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let patterned = scorecard("").replace("data/a.csv", "data/*.csv");
    let told = |folder: &std::path::Path, name: &str| {
        let (code, words) = run_in(folder, &["check", "."]);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains(&format!("error[missing-file]: `data/{name}` cannot be opened")), "{words}");
    };
    for to in ["/nowhere/b.csv", "b.csv"] {
        let folder = project(&patterned);
        symlink(to, folder.path().join("data/b.csv")).expect("a link");
        told(folder.path(), "b.csv");
    }
    let folder = project(&patterned);
    let name = std::ffi::OsStr::from_bytes(b"data/\xff.csv");
    fs::write(folder.path().join(name), ROWS).expect("a file");
    told(folder.path(), "\u{fffd}.csv");
}

#[cfg(unix)]
#[test]
fn a_definition_that_is_no_regular_file_is_refused_at_once() {
    let (code, words) = run_in(std::path::Path::new("/"), &["check", "/dev/zero"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("it is no regular file"), "{words}");
}

#[cfg(unix)]
#[test]
fn values_are_not_imported_through_a_link_that_leads_out() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let manual =
        "  entered: { title: M, objective: o, kind: { manual: { over_time: sum, over_entities: sum } } }\n";
    let folder = project(&format!("{}{manual}", scorecard("")));
    put(folder.path(), "v.csv", "measure,period,value\nentered,2026-03,4\n");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("notes")).expect("a link");
    let (code, words) = run_in(folder.path(), &["import", "v.csv", "--as", "values", "--write"]);
    assert_eq!(code, Some(2), "{words}");
    assert_eq!(tree(elsewhere.path()), Vec::<String>::new());
}
