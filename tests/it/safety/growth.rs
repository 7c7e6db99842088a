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

#[test]
fn words_that_nest_without_end_are_refused_before_they_are_read() {
    let folder = project(&scorecard(""));
    let deep = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(5_000), close.repeat(5_000))
    };
    let calls = format!("{{ {} }}", deep("F(", "1", ")"));
    let quoted = deep("{ \"}\" ->\n *[a] ", "x", "\n }");
    for text in [deep("{ ", "\"a\"", " }"), calls, quoted] {
        super::put(folder.path(), "words/en.ftl", &format!("summary = {text}\n"));
        for arguments in [["check", "."], ["run", "."]] {
            let (code, words) = run_in(folder.path(), &arguments);
            assert_eq!(code, Some(2), "{words}");
            assert!(words.contains("error[words-fault]: `words/en.ftl`: on line "), "{words}");
        }
    }
}

/// How the program ended, what it said, the largest memory it was seen with, in megabytes, and the seconds it worked.
#[cfg(target_os = "linux")]
pub(super) fn cost_in(folder: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String, u64, u64) {
    use std::process::Stdio;
    use std::time::Duration;

    let mut command = super::in_folder(folder, arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let (status, stat) = (format!("/proc/{}/status", child.id()), format!("/proc/{}/stat", child.id()));
    let (mut peak, mut ticks) = (0, 0);
    while child.try_wait().expect("a child").is_none() {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let most = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = most.and_then(|most| most.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap_or(peak);
        let now = std::fs::read_to_string(&stat).unwrap_or_default();
        let numbers = now.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ').skip(11).take(2);
        ticks = numbers.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>().max(ticks);
        std::thread::sleep(Duration::from_millis(5));
    }
    let (code, words) = crate::binary::ended(&child.wait_with_output().expect("its end"));
    (code, words, peak / 1024, ticks / 100)
}

/// A source over `data/*`, whose files are given.
#[cfg(target_os = "linux")]
fn of_files(pattern: &str, files: impl Iterator<Item = (String, String)>) -> tempfile::TempDir {
    let folder = project(&scorecard("").replace("data/a.csv", pattern).replace(", segments: [seg]", ""));
    for (name, text) in files {
        super::put(folder.path(), &name, &text);
    }
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn many_small_files_of_a_source_take_no_more_each_the_more_they_are() {
    let files = (0..1_500).map(|n| (format!("data/f{n}.csv"), "day,amount\n2026-03-01,1\n".to_owned()));
    let folder = of_files("data/f*.csv", files);
    for _ in 0..2 {
        let (code, words, peak, _) = cost_in(folder.path(), &["run", ".", "--formats", "json"]);
        assert_eq!(code, Some(0), "{words}");
        assert!(peak < 400, "{peak} MB");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn columns_that_nobody_uses_take_nothing_of_files_that_lack_them() {
    let own = |n: usize| {
        let names: String = (0..200).map(|at| format!(",c{n}_{at}")).collect();
        format!("day,amount{names}\n2026-03-01,1{}\n", ",1".repeat(200))
    };
    let folder = of_files("data/f*.csv", (0..100).map(|n| (format!("data/f{n}.csv"), own(n))));
    let (code, words, peak, _) = cost_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
    assert!(peak < 400, "{peak} MB");
}

#[cfg(target_os = "linux")]
#[test]
fn keys_of_json_take_nothing_of_rows_that_lack_them() {
    let row = |n: usize| {
        let own: String = (0..200).map(|at| format!(",\"k{n}_{at}\":1")).collect();
        format!("{{\"day\":\"2026-03-01\",\"amount\":1{own}}}\n")
    };
    let text: String = (0..300).map(row).collect();
    let folder = of_files("data/a.jsonl", std::iter::once(("data/a.jsonl".to_owned(), text)));
    let (code, words, peak, _) = cost_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
    assert!(peak < 400, "{peak} MB");
}

#[cfg(target_os = "linux")]
#[test]
fn a_chain_of_formulas_is_worked_out_link_by_link() {
    let next =
        |n: usize| format!("  m{n}: {{ title: M, objective: o, kind: {{ formula: m{} + 1 }} }}\n", n - 1);
    let chain: String = (1..300).map(next).collect();
    let first = "  m0: { title: M, objective: o, source: s, kind: count }\n";
    let folder = project(&format!("{}{first}{chain}", scorecard("")));
    let (code, words, _, seconds) = cost_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
    assert!(seconds < 12, "{seconds} s");
}

#[cfg(target_os = "linux")]
#[test]
fn of_a_file_of_very_many_columns_the_first_are_looked_at() {
    let row = |n: usize| {
        let own: Vec<String> = (0..100).map(|at| format!("\"k{n}_{at}\":1")).collect();
        format!("{{{}}}\n", own.join(","))
    };
    let folder = tempfile::tempdir().expect("a folder");
    super::put(folder.path(), "a.jsonl", &(0..600).map(row).collect::<String>());
    let (code, words, peak, seconds) = cost_in(folder.path(), &["look", "a.jsonl"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(peak < 300 && seconds < 30, "{peak} MB, {seconds} s");
    let said = super::in_folder(folder.path(), &["look", "a.jsonl"]).output().expect("the program starts");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("2000 columns") && said.contains("58,000 columns more are not looked at"),
        "{said}"
    );
}

#[test]
fn a_line_before_the_header_has_an_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = std::fs::File::create(folder.path().join("a.csv")).expect("a file");
    // Of zeros alone, which take no room on the disk.
    file.set_len(1 << 32).expect("its length");
    let yaml = scorecard("").replace("data/a.csv\"", "a.csv\", format: { header_row: 3 }");
    super::put(folder.path(), "scorecard.yaml", &yaml);
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("line 1 is longer than a row can be"), "{words}");
}

#[test]
fn tables_of_targets_have_a_size() {
    let folder = project(&scorecard("").replace("title: T\n", "title: T\ntargets: t.csv\n"));
    let rows =
        |count: usize| -> String { (0..count).map(|n| format!("n,2026-{:02},{n}\n", n % 12 + 1)).collect() };
    super::put(folder.path(), "t.csv", &format!("measure,period,target\n{}", rows(200_001)));
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{words}");
    assert!(
        words.contains("error[too-large]: `t.csv` is too large") && words.contains("scorecard.yaml:3"),
        "{words}"
    );
    // Cells without anything are cells.
    super::put(folder.path(), "t.csv", &format!("measure,period,target\n{}\n", ",".repeat(2_000_001)));
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("error[too-large]"), "{words}");
}

#[cfg(target_os = "linux")]
#[test]
fn rows_of_many_segments_are_laid_over_a_target_at_once() {
    let yaml = scorecard("").replace("title: T\n", "title: T\ntargets: t.csv\n");
    let folder = project(&yaml.replace("target: 100, segments", "segments"));
    let rows: String = (0..60_000).map(|n| format!("total,seg = s{n},2026,{n}\n")).collect();
    super::put(folder.path(), "t.csv", &format!("measure,segment,period,target\ntotal,,2026,5\n{rows}"));
    let (code, words, peak, seconds) = cost_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
    assert!(peak < 400 && seconds < 8, "{peak} MB, {seconds} s");
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_query_makes_of_a_number_is_looked_at_before_it_is_made() {
    for (made, told) in [
        ("repeat('x', 1000000000)", "a text of more than 32767 bytes would be made"),
        ("repeat(seg, 100000)", "a text of more than 32767 bytes would be made"),
        ("lpad(seg, 1000000000, 'x')", "a text of more than 32767 bytes would be made"),
        ("array_to_string(range(0, 1000000000), ',')", "lists of more than 10,000,000 values would be made"),
        ("unnest(range(0, 1000000000))", "lists of more than 10,000,000 values would be made"),
        ("array_to_string(array_repeat('x', 1000000000), '')", "`array_repeat` may not be used here"),
    ] {
        let query =
            format!("sources:\n  q: {{ sql: \"select day, amount, {made} as seg from s\", time: day }}\n");
        let yaml = scorecard("")
            .replace("sources:\n", &query)
            .replace("source: s, kind: count", "source: q, kind: { distinct: seg }");
        let folder = project(&yaml);
        let (code, words, peak, seconds) =
            cost_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
        assert!(matches!(code, Some(2 | 3)) && words.contains(told), "{made}: {words}");
        assert!(peak < 400 && seconds < 10, "{made}: {peak} MB, {seconds} s");
    }
    let yaml = scorecard("").replace(
        "sources:\n",
        "sources:\n  q: { sql: \"select day, amount, lpad(seg, 8, '0') || repeat('-', 3) as part, unnest(generate_series(day, day + interval '2 days', interval '1 day')) as on_day from s\", time: day }\n",
    );
    let folder = project(&yaml.replace("source: s, kind: count", "source: q, kind: count"));
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
    assert_eq!(code, Some(0), "{words}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_sqlite_makes_of_a_number_has_a_bound() {
    for (made, told) in [
        ("zeroblob(1000000000)", "256 MB"),
        ("printf('%.*c', 900000000, 'x')", "256 MB"),
        ("printf('%.*c', 17000000, 'x')", "MB"),
    ] {
        let folder = project(&scorecard("").replace("\"data/a.csv\"", "\"sqlite:a.db\", table: t"));
        let database = rusqlite::Connection::open(folder.path().join("a.db")).expect("a database");
        let sql = format!(
            "CREATE TABLE b (day date, amount integer); INSERT INTO b VALUES ('2026-03-01', 1); \
             CREATE VIEW t AS SELECT day, amount, {made} AS seg FROM b;"
        );
        database.execute_batch(&sql).expect("a view");
        drop(database);
        for arguments in [["run", ".", "--no-cache"].as_slice(), &["look", "sqlite:a.db", "--table", "t"]] {
            let (code, words, peak, _) = cost_in(folder.path(), arguments);
            assert!(matches!(code, Some(2 | 3)) && words.contains(told), "{made} {arguments:?}: {words}");
            assert!(peak < 500, "{made} {arguments:?}: {peak} MB");
        }
    }
}

#[test]
fn a_file_of_too_many_columns_is_refused() {
    let folder = project(&scorecard(""));
    super::put(
        folder.path(),
        "data/a.csv",
        &format!("day,amount,seg{}\n2026-03-01,1,a\n", ",x".repeat(100_000)),
    );
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert!(
        code == Some(2) && words.contains("the header on line 1 has more than 100000 columns"),
        "{words}"
    );
    let keys: Vec<String> = (0..100_001).map(|n| format!("\"k{n}\":1")).collect();
    super::put(folder.path(), "a.json", &format!("[{{{}}},{{}}]", keys.join(",")));
    let (code, words) = run_in(folder.path(), &["look", "a.json"]);
    assert!(code == Some(3) && words.contains("more than 100000 keys"), "{words}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_text_that_a_workbook_repeats_has_a_bound() {
    let cell = |text: &str, more: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"{more}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let long = cell(&"x".repeat(10_000), " table:number-columns-repeated=\"1000\"");
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"S\"><table:table-row>{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1000\">{long}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        cell("day", ""),
        cell("amount", "")
    );
    let folder = project(&scorecard("").replace("data/a.csv", "data/a.ods"));
    let file = std::fs::File::create(folder.path().join("data/a.ods")).expect("a file");
    let mut book = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_str())]
    {
        book.start_file(name, options).expect("a part");
        std::io::Write::write_all(&mut book, text.as_bytes()).expect("its text");
    }
    book.finish().expect("a book");
    let (code, words, peak, _) = cost_in(folder.path(), &["check", "."]);
    assert!(code == Some(2) && words.contains("take more than 256 MB"), "{words}");
    assert!(peak < 500, "{peak} MB");
}
