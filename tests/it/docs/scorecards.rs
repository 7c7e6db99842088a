//! Complete scorecards over the orders of `scorecards/northwind`: blocks `yaml scorecard` and `yaml scorecard database`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{pages, root, texts};
use crate::databases::{northwind, sqlite};

/// The orders as objects, as a workbook, in partitioned folders, and counted in files by month.
fn other_formats(data: &Path) {
    let write = |name: &str, bytes: &[u8]| {
        let path = data.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    };
    let mut reader = csv::Reader::from_path(data.join("orders.csv")).expect("the orders");
    let names = reader.headers().expect("their header").clone();
    let at = |name: &str| names.iter().position(|known| known == name).expect("a column");
    let (mut objects, mut book) = (String::new(), rust_xlsxwriter::Workbook::new());
    let sheet = book.add_worksheet().set_name("Orders").expect("a name");
    sheet.write(0, 1, "All orders").expect("a cell");
    let mut months: BTreeMap<String, Vec<csv::StringRecord>> = BTreeMap::new();
    for (column, name) in (1..).zip(&names) {
        sheet.write(2, column, name).expect("a cell");
    }
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (row, record) in (3..).zip(reader.records()) {
        let record = record.expect("an order");
        let object: serde_json::Map<String, serde_json::Value> = (names.iter().zip(&record))
            .map(|(name, text)| (name.to_owned(), serde_json::from_str(text).unwrap_or_else(|_| text.into())))
            .collect();
        objects += &format!("{}\n", serde_json::Value::from(object));
        for (column, text) in (1..).zip(&record) {
            match (text.parse::<f64>(), rust_xlsxwriter::ExcelDateTime::parse_from_str(text)) {
                (Ok(number), _) => sheet.write(row, column, number).expect("a cell"),
                (_, Ok(date)) if text.len() == 10 => {
                    sheet.write_with_format(row, column, &date, &day).expect("a cell")
                }
                _ => sheet.write(row, column, text).expect("a cell"),
            };
        }
        months.entry(record[at("order_date")][..7].to_owned()).or_default().push(record);
    }
    write("orders.jsonl", objects.as_bytes());
    write("orders.xlsx", &book.save_to_buffer().expect("a workbook"));
    for (month, records) in months {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&names).expect("a header");
        records.iter().for_each(|record| writer.write_record(record).expect("an order"));
        let (year, number) = month.split_once('-').expect("a month");
        let folder = format!("orders/year={year}/month={number}");
        write(&format!("{folder}/orders.csv"), &writer.into_inner().expect("text"));
        write(&format!("shipped/shipped_{month}.csv"), format!("orders\n{}\n", records.len()).as_bytes());
    }
}

#[test]
fn every_complete_scorecard_in_the_docs_runs() {
    let mut count = 0;
    for page in pages() {
        let of_files = texts(&page, "yaml scorecard");
        let of_databases = texts(&page, "yaml scorecard database");
        for (i, yaml) in of_files.iter().chain(&of_databases).enumerate() {
            let folder = tempfile::tempdir().expect("a temporary folder");
            fs::create_dir(folder.path().join("data")).expect("a data folder");
            for file in ["orders.csv", "order_details.csv", "shippers.csv"] {
                fs::copy(
                    root().join("scorecards/northwind/data").join(file),
                    folder.path().join("data").join(file),
                )
                .expect("example data");
            }
            other_formats(&folder.path().join("data"));
            if of_databases.contains(yaml) {
                sqlite::filled(&folder.path().join("data/shop.db"), &northwind());
            }
            fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
            let run = Command::new(env!("CARGO_BIN_EXE_mando"))
                .args(["run", "scorecard.yaml", "--out", "out"])
                .current_dir(folder.path())
                .output()
                .expect("mando starts");
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{page}, scorecard {}:\n{said}", i + 1);
            assert!(folder.path().join("out/strategic.pdf").exists(), "{page}, scorecard {}:\n{said}", i + 1);
            count += 1;
        }
    }
    assert!(count >= 5, "only {count} scorecards found in the docs");
}
