//! What `look` says of files.

use std::fs;

use insta::assert_snapshot;

use super::trades::all;
use crate::binary::{called, ended, json, mando, said};

/// What is said of files in a folder of their own.
fn page(files: &[(&str, &[u8])], arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let output =
        mando().arg("look").args(arguments).env("COLUMNS", "120").current_dir(folder.path()).output();
    let output = output.expect("the program starts");
    format!("{}{}", said(&output), ended(&output).1)
}

#[test]
fn each_trade_reads_as_its_files_say() {
    for trade in all() {
        let files: Vec<(&str, &[u8])> =
            trade.files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        assert_snapshot!(format!("look_{}", trade.name), page(&files, &names));
    }
}

#[test]
fn the_block_passes_check() {
    for trade in all() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in &trade.files {
            fs::write(folder.path().join(name), bytes).expect("a file");
        }
        let names = trade.files.iter().map(|(name, _)| *name);
        let output =
            mando().arg("look").args(names).args(["--format", "json"]).current_dir(folder.path()).output();
        let looked = json(&output.expect("the program starts").stdout);
        assert_eq!(looked["schema"], "mando/look/1");
        let files = looked["files"].as_array().expect("files");
        let mut yaml = "scorecard: pasted\ntitle: Pasted\nentity: Nobody\nas_of: 2025-03-01\n".to_owned();
        yaml += looked["sources"].as_str().expect("a block");
        yaml += "perspectives: { p: { objectives: { o: { title: Ours } } } }\nmeasures:\n";
        for file in files {
            let id = file["id"].as_str().expect("an id");
            yaml += &format!("  of_{id}: {{ title: Rows, objective: o, source: {id}, kind: count }}\n");
        }
        fs::write(folder.path().join("scorecard.yaml"), &yaml).expect("a scorecard");
        let path = folder.path().to_str().expect("a path");
        let (_, words) = ended(&called(["check", path]));
        // Without a day no row has a place in a period; everything else holds.
        let others: Vec<&str> = words
            .lines()
            .filter(|line| line.starts_with("error") && !line.starts_with("error[no-time]"))
            .collect();
        assert!(others.is_empty(), "{}: {words}\n{yaml}", trade.name);
    }
}

#[test]
fn twins_sentinels_and_ragged_rows_are_told() {
    let mut text = "id,day,score,paid\n".to_owned();
    for n in 0..60 {
        let id = if n == 40 { 7 } else { n };
        text += &format!(
            "K{id},2025-{:02}-{:02},{},{}\n",
            1 + n % 12,
            13 + n % 10,
            [1, 2, 3, 4, 5, 99][n % 6],
            n
        );
    }
    text += "K90,1900-01-01,3,12,extra\nK91,9999-12-31,4,abc\n";
    let page = page(&[("odd.csv", text.as_bytes())], &["odd.csv"]);
    assert_snapshot!("look_odd", page);
}

#[test]
fn fixed_width_databases_and_unknown_files() {
    let text = "CODE   DAY        AMOUNT\nA001   2025-01-02  12.50\nA002   2025-01-03   7.25\nA003   2025-02-01 120.00\nA004   2025-02-04   1.00\n";
    assert_snapshot!("look_fixed", page(&[("ledger.txt", text.as_bytes())], &["ledger.txt"]));
    let (code, words) = ended(&called(["look", "picture.png"]));
    assert_eq!(code, Some(3));
    assert!(words.contains("cannot tell the format of `picture.png`"), "{words}");
    let (code, words) = ended(&called(["look", "nowhere.csv"]));
    assert_eq!((code, words.as_str()), (Some(3), "error: no file `nowhere.csv`\n"));
}

#[test]
fn cells_cannot_move_the_cursor() {
    let page = page(&[("x.csv", b"name,n\n\x1b[2Jred,1\nblue,2\n")], &["x.csv"]);
    assert!(!page.contains('\x1b') && page.contains("\\u{1b}[2Jred"), "{page}");
}

#[test]
fn the_schema_says_what_json_holds() {
    let schema = json(said(&called(["schema", "look"])).as_bytes());
    assert_eq!(schema["title"], "ProfileList");
    assert!(schema["$defs"]["ColumnProfile"]["properties"]["twins"].is_object());
}
