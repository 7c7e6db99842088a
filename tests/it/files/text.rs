//! Text files: cells, quotes, encodings, headers that stand elsewhere, and what is no text.

use mando::problem::Code;
use proptest::prelude::*;

use super::{counting, table, told, values};
use crate::support::Project;

/// A project with one text file of these bytes, and a source for it with more keys.
fn project(bytes: &[u8], keys: &str) -> Project {
    Project::new(&counting(&format!("  t: {{ path: t.csv{keys} }}")), &[]).with_bytes("t.csv", bytes)
}

/// What a run says is wrong.
#[track_caller]
fn wrong(project: &Project) -> String {
    let error = project.try_run(None, None).expect_err("a fault");
    let problems = error.problems();
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Cells are those that the crate `csv` finds, whatever the text; blanks before quotes and stray quotes aside.
    #[test]
    fn cells_are_those_that_other_readers_find(text in "(a|b|,|\n|\r\n|\"\"|\"x\"|\"a,b\"|\"a\nb\"|\"a\"\"b\"|é){0,40}") {
        let text = format!("c1,c2,c3\n{text}");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        // A line of blanks and separators alone is no row.
        let is_row = |record: &csv::StringRecord| record.iter().any(|cell| !cell.trim().is_empty());
        let records: Vec<csv::StringRecord> =
            reader.records().map(|record| record.expect("text")).filter(is_row).collect();
        // A quoted cell of two lines before something else is taken for a stray quote.
        let source = project(text.as_bytes(), ", rejects: { at_most: 100% }");
        if source.try_run(None, None).is_err_and(|error| error.to_string().contains("a quote opens")) {
            return Ok(());
        }
        let read = table(&source);
        let fits = |record: &&csv::StringRecord| record.iter().skip(3).all(|cell| cell.trim().is_empty());
        let kept: Vec<&csv::StringRecord> = records.iter().skip(1).filter(fits).collect();
        for (at, name) in ["c1", "c2", "c3"].into_iter().enumerate() {
            let cell = |record: &&csv::StringRecord| match record.get(at).unwrap_or_default().trim() {
                "" => "-".to_owned(),
                cell => cell.to_owned(),
            };
            prop_assert_eq!(values(&read, name), kept.iter().map(cell).collect::<Vec<_>>(), "{}", name);
        }
        prop_assert_eq!(read.counts.read as usize, records.len() - 1);
    }

    /// Where a text is cut into pieces does not matter.
    #[test]
    fn rows_longer_than_a_piece_are_whole(length in 100_000..400_000_usize) {
        let long = "é".repeat(length);
        let text = format!("a,b\n1,\"{long}\n\"\n2,{long}\r\n3,x");
        let read = table(&project(text.as_bytes(), ""));
        prop_assert_eq!(values(&read, "a"), ["1", "2", "3"]);
        prop_assert_eq!(values(&read, "b"), [long.clone(), long, "x".to_owned()]);
    }
}

#[test]
fn a_quote_that_nothing_closes_is_told_by_the_line_on_which_it_opens() {
    let mut text = "a,b,c\n".to_owned();
    (0..500).for_each(|n| text.push_str(&format!("{n},x,{}\n", if n == 9 { "\"y" } else { "y" })));
    let said = wrong(&project(text.as_bytes(), ""));
    assert!(said.contains("error[unclosed-quote]"), "{said}");
    assert!(said.contains("a quote opens on line 11 of `t.csv` and none closes it"), "{said}");
}

#[test]
fn a_stray_quote_whose_partner_comes_hundreds_of_lines_later_swallows_no_rows() {
    // The partner closes a cell of its own, or stands in the middle of one.
    for partner in ["5\"", "\"z\"", "5\" pipe"] {
        let mut text = "a,b,c\n".to_owned();
        for n in 0..500 {
            let cell = if n == 9 {
                "\"y"
            } else if n == 400 {
                partner
            } else {
                "y"
            };
            text.push_str(&format!("{n},{cell},x\n"));
        }
        let said = wrong(&project(text.as_bytes(), ""));
        let place = "a quote opens on line 11 of `t.csv` and the next stands on line 402";
        assert!(said.contains(place), "{partner}: {said}");
    }
    // A cell may well have lines of its own, and as many separators on each as a row has.
    let text =
        format!("a,b,c\n{}", "1,\"one, two\nred, green, blue\ncyan, pink, grey\nend, of\",x\n".repeat(40));
    assert_eq!(table(&project(text.as_bytes(), "")).counts.read, 40);
    let text = format!("a,b,c\n1,\"list:, 0\n{}end, of\",x\n", "one, two, three\n".repeat(100));
    assert_eq!(table(&project(text.as_bytes(), "")).counts.read, 1);
    let text = "a,b,c\n1,\"Main St, 5\nSpringfield, IL\nUSA\",x\n2,\"one\n\ntwo, three\",y\n";
    assert_eq!(table(&project(text.as_bytes(), "")).counts.read, 2);
}

#[test]
fn a_byte_order_mark_decides_the_encoding_and_one_without_it_can_be_written() {
    let text = "Day,Café\n2026-03-01,Żółw\n";
    let pairs = |of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(of).collect::<Vec<u8>>();
    let (little, big) = (pairs(u16::to_le_bytes), pairs(u16::to_be_bytes));
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (bytes, keys) in [
        (marked(b"\xff\xfe", &little), ""),
        (marked(b"\xfe\xff", &big), ", format: { encoding: windows-1252 }"),
        (marked(b"\xef\xbb\xbf", text.as_bytes()), ", format: { encoding: windows-1252 }"),
        (little.clone(), ", format: { encoding: utf-16le }"),
        (big.clone(), ", format: { encoding: utf-16be }"),
    ] {
        assert_eq!(values(&table(&project(&bytes, keys)), "Café"), ["Żółw"], "{keys}");
    }
    let check = project(&little, "").check();
    assert!(check.contains("error[unreadable-text]: line 1 of `t.csv` is not utf-8"), "{check}");
    assert!(check.contains("write `format: { encoding: utf-16le }`"), "{check}");
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_line_in_any_encoding() {
    let said = project(b"a,b\n1,2\n3,\xe9\n", "").check();
    assert!(said.contains("error[unreadable-text]: line 3 of `t.csv` is not utf-8"), "{said}");
    let said = project(b"a\n\x80\n\xd2\n", ", format: { encoding: iso-8859-7 }").check();
    assert!(said.contains("line 3 of `t.csv` is not iso-8859-7"), "{said}");
    // Far below the header it is found by reading.
    let long = ["a,b\n".repeat(100_000).as_bytes(), b"\xe9,\n"].concat();
    let said = wrong(&project(&long, ""));
    assert!(said.contains("line 100001 of `t.csv` is not utf-8"), "{said}");
}

#[test]
fn a_cell_of_nuls_cannot_be_read_and_a_file_of_nuls_is_no_text() {
    let keys = ", columns: { n: number }, rejects: { at_most: 100% }";
    let read = table(&project(b"n,x\n1,a\n\0\0\0,b\n\0,c\n ,d\n", keys));
    let cells = read.cells.iter().find(|cells| cells.column == "n").expect("a column");
    assert_eq!((cells.unreadable, cells.empty, cells.values()), (2, 1, 1));
    assert_eq!(told(&read, "n").len(), 2);
    let check = project(&[0; 5_000], "").check();
    assert!(check.contains("error[unreadable-file]: cannot read `t.csv`: line 1"), "{check}");
}

#[test]
fn lines_around_the_table_are_skipped() {
    let text =
        "Report\nof May\n\nday,n\n2026-05-01,1\n2026-05-02,2\n2026-05-03,3\nTotal,6\nseen by,us,and,them\n";
    for skip in ["rows: 3, footer: 2", "until_blank: true, footer: 2"] {
        let keys = format!(", format: {{ skip: {{ {skip} }} }}, columns: {{ n: integer }}");
        let read = table(&project(text.as_bytes(), &keys));
        assert_eq!(values(&read, "n"), ["1", "2", "3"], "{skip}");
        assert_eq!((read.counts.read, read.counts.ragged, read.counts.short), (3, 0, 0), "{skip}");
    }
    let both = project(text.as_bytes(), ", format: { header_row: 4, skip: { rows: 3 } }").open();
    assert!(both.problems.iter().any(|problem| problem.code == Code::TwoForms));
}

#[test]
fn a_header_that_stands_elsewhere_is_looked_for() {
    let text = b"Sales of the shop\n\nday,amount\n2026-05-01,1\n";
    let check = project(text, "").check();
    assert!(check.contains("error[header-elsewhere]: line 1 of `t.csv` is no header"), "{check}");
    assert!(check.contains("is the header on line 3?"), "{check}");
    let text = b"x,y\n,\nday,amount\n2026-05-01,1\n";
    let check = project(text, ", columns: { day: date, amount: number }").check();
    assert!(check.contains("is the header on line 3?"), "{check}");
    let check = project(b"day;amount\n2026-05-01;1\n", ", columns: { day: date }").check();
    assert!(check.contains("write `format: { separator: \";\" }`"), "{check}");
}

#[test]
fn two_columns_of_one_name_matter_only_where_the_name_is_used() {
    let text = b" day ,n,n\n2026-05-01,1,2\n";
    let yaml =
        |kind: &str| counting("  t: { path: t.csv, columns: { n: integer } }").replace("kind: count", kind);
    let counted = Project::new(&yaml("kind: count"), &[]).with_bytes("t.csv", text);
    assert_eq!(counted.run(Some("2026-01"), None).value("m"), Some(1.0));
    let added = Project::new(&yaml("kind: { sum: n }"), &[]).with_bytes("t.csv", text);
    let said = wrong(&added);
    assert!(said.contains("error[duplicate-header]"), "{said}");
    assert!(said.contains("`t.csv` has two columns `n`"), "{said}");
    for arguments in [&["check"][..], &["run", "--no-cache"]] {
        let at = added.path().display().to_string();
        let (code, words) =
            crate::binary::ended(&crate::binary::called(arguments.iter().chain([&at.as_str()])));
        assert_eq!(code, Some(2), "{words}");
    }
}

#[test]
fn columns_that_nothing_uses_are_not_typed() {
    let yaml =
        counting("  t: { path: t.csv, columns: { n: integer, x: integer } }").replace("count", "{ sum: n }");
    let project = Project::new(&yaml, &[]).with_bytes("t.csv", b"n,x\n1,a\n2,b\n");
    let ran = project.run(Some("2026-01"), None);
    assert_eq!(ran.value("m"), Some(3.0));
    let columns: Vec<&str> =
        ran.results.run.sources[0].cells.iter().map(|cells| cells.column.as_str()).collect();
    assert_eq!(columns, ["n"]);
}

/// What spreadsheets write where decimals have a comma: such cells stand in quotes.
#[test]
fn a_comma_may_part_columns_and_decimals_where_cells_stand_in_quotes() {
    let source = project(
        b"day,v,n\n2026-01-01,\"12,5 %\",\"1,5\"\n2026-01-02,7%,2\n",
        ", format: { decimal: \",\" }, columns: { v: number, n: number }",
    );
    assert!(!source.check().contains("error["), "{}", source.check());
    let read = table(&source);
    assert_eq!(values(&read, "v"), ["0.125", "0.07"]);
    assert_eq!(values(&read, "n"), ["1.5", "2.0"]);
    // Without quotes the row has a cell too many, and is none.
    let bare = project(
        b"day,v,n\n2026-01-01,12,5,1\n2026-01-02,7,2\n",
        ", format: { decimal: \",\" }, columns: { v: number }",
    );
    assert!(wrong(&bare).contains("1 of 2 rows"), "{}", wrong(&bare));
}

#[test]
fn lines_of_a_header_follow_each_other_and_lists_within_are_those_of_json() {
    let said = |format: &str| project(b"a,b\n1,2\n", &format!(", format: {format}")).check();
    let gap = said("{ header_row: [1, 3] }");
    assert!(
        gap.contains("the lines of a header follow each other, at most 8 from 1 on, and 3 does not"),
        "{gap}"
    );
    assert!(gap.contains("write all of them: `header_row: [1, 2]`"), "{gap}");
    let rows = said("{ rows: tickets }");
    assert!(rows.contains("`rows` names a list within JSON, and `t.csv` is none"), "{rows}");
    assert!(said("{ header_row: 0 }").contains("header_row"), "{}", said("{ header_row: 0 }"));
}

#[test]
fn a_header_of_several_lines_joins_its_names() {
    let text = b"x,,Jan,,Feb,\n,who,FTE,Abs,FTE,Abs\n1,2,3,4,5,6\n";
    let project = project(text, ", format: { header_row: [1, 2] }");
    let names: Vec<String> = super::kinds(&project).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["x", "x who", "Jan FTE", "Jan Abs", "Feb FTE", "Feb Abs"]);
}

#[test]
fn rows_of_blanks_and_separators_alone_are_none() {
    let rows = "c1,c2\n1,a\n,\n  , \t\n\u{a0},\u{202f}\n\n2,\n,b\n,\n";
    let source = project(rows.as_bytes(), "");
    let table = table(&source);
    assert_eq!((values(&table, "c1"), table.counts.read), (["1", "2", "-"].map(str::to_owned).to_vec(), 3));
    // A footer is the last rows that are some.
    let footed = project(rows.as_bytes(), ", format: { skip: { footer: 1 } }");
    assert_eq!(values(&super::table(&footed), "c1"), ["1", "2"]);
    // Of one column a blank that is written is an empty cell.
    let single = project(b"c1\n1\n\"\"\n2\n", "");
    assert_eq!(values(&super::table(&single), "c1"), ["1", "-", "2"]);
}
