//! LibreOffice as a second calculator, and a way to change numbers in a workbook without recomputing it.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::utility::row_col_to_cell;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Settings that make LibreOffice recalculate every formula on loading, instead of trusting cached results.
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The workbook as LibreOffice saves it after recalculating everything.
pub(crate) fn recalculated(bytes: &[u8]) -> Vec<u8> {
    converted(bytes, "xlsx")
}

/// The workbook as LibreOffice prints it, as PDF.
pub(crate) fn printed(bytes: &[u8]) -> Vec<u8> {
    converted(bytes, "pdf")
}

fn converted(bytes: &[u8], ending: &str) -> Vec<u8> {
    let room = tempfile::tempdir().expect("a temporary folder");
    let (profile, given, saved) =
        (room.path().join("profile"), room.path().join("book.xlsx"), room.path().join("saved"));
    fs::create_dir_all(profile.join("user")).expect("a profile folder");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS_RECALCULATE).expect("a profile");
    fs::write(&given, bytes).expect("the workbook on disk");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", ending, "--outdir"])
        .arg(&saved)
        .arg(&given)
        .output()
        .unwrap_or_else(|error| {
            panic!("`soffice` does not start ({error}): install LibreOffice Calc to run this test")
        });
    let file = saved.join(format!("book.{ending}"));
    assert!(
        run.status.success() && file.exists(),
        "`soffice` converts nothing, is LibreOffice Calc installed? {}",
        String::from_utf8_lossy(&run.stderr)
    );
    fs::read(file).expect("the converted workbook")
}

/// The number in a cell; a day is one.
pub(crate) fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::DateTime(day) => Some(day.as_f64()),
        Data::Float(n) => Some(*n),
        Data::Int(n) => Some(*n as f64),
        _ => None,
    }
}

/// The workbook with other contents in some cells of a sheet (row and column from 0), all formulas and cached results as
/// they were.
pub(crate) fn with_typed(bytes: &[u8], sheet: &str, changes: &[((u32, u32), Typed)]) -> Vec<u8> {
    with_cells(bytes, sheet, changes, false)
}

/// The same with contents written over formulas.
pub(crate) fn with_overwritten(bytes: &[u8], sheet: &str, changes: &[((u32, u32), Typed)]) -> Vec<u8> {
    with_cells(bytes, sheet, changes, true)
}

fn with_cells(bytes: &[u8], sheet: &str, changes: &[((u32, u32), Typed)], are_formulas: bool) -> Vec<u8> {
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let position = book.sheet_names().iter().position(|name| name == sheet).expect("a sheet of the workbook");
    let path = format!("xl/worksheets/sheet{}.xml", position + 1);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file of the archive");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        if name == path {
            let xml = String::from_utf8(content).expect("text");
            let retype =
                |xml: String, (cell, typed): &((u32, u32), Typed)| retyped(&xml, *cell, typed, are_formulas);
            content = changes.iter().fold(xml, retype).into_bytes();
        }
        changed.start_file(name, SimpleFileOptions::default()).expect("a file of the new archive");
        changed.write_all(&content).expect("its content");
    }
    changed.finish().expect("the new archive").into_inner()
}

/// What a person types into a cell.
#[derive(Debug, Clone)]
pub(crate) enum Typed {
    Number(f64),
    Word(String),
    Nothing,
}

fn retyped(xml: &str, (row, column): (u32, u32), typed: &Typed, is_formula: bool) -> String {
    let at = row_col_to_cell(row, u16::try_from(column).expect("a column"));
    let start = xml.find(&format!("<c r=\"{at}\"")).expect("the cell");
    let tag = start + xml[start..].find('>').expect("its tag") + 1;
    let is_empty = xml[..tag].ends_with("/>");
    let end = if is_empty { tag } else { start + xml[start..].find("</c>").expect("its end") + "</c>".len() };
    assert_eq!(xml[start..end].contains("<f>"), is_formula, "a formula, or an input: {at}");
    let style = xml[start..tag].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
    let head = format!("<c r=\"{at}\" s=\"{style}\"");
    let cell = match typed {
        Typed::Number(value) => format!("{head}><v>{value}</v></c>"),
        Typed::Word(word) => {
            let word = word.replace('&', "&amp;").replace('<', "&lt;");
            format!("{head} t=\"inlineStr\"><is><t>{word}</t></is></c>")
        }
        Typed::Nothing => format!("{head}/>"),
    };
    format!("{}{cell}{}", &xml[..start], &xml[end..])
}
