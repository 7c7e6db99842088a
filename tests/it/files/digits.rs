//! Decimals with more digits than a number keeps: the nearest number from every format, and whoever lost digits is told.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Decimal128Array, Decimal256Array};
use datafusion::arrow::datatypes::i256;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;

use super::{counting, table, values};
use crate::support::Project;

/// A decimal: so many hundredths, thousandths, ….
type Decimal = (i128, usize);

/// Decimals of all lengths, drawn by a rule of their own.
fn decimals() -> Vec<Decimal> {
    let mut seed = 1_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut one = || {
        let whole = (0..1 + next(20)).fold(0_i128, |whole, _| whole * 10 + i128::from(next(10)));
        let sign = if next(4) == 0 { -1 } else { 1 };
        (sign * whole, usize::try_from(next(11)).expect("few"))
    };
    let known = [(9_876_543_210_987_653, 2), (123_456_789_012_345_678, 2), (12_345_678_901_234_567_891, 0)];
    (0..400).map(|_| one()).chain(known).collect()
}

/// As a file would write it.
fn written((whole, decimals): Decimal) -> String {
    let digits = format!("{:0>width$}", whole.abs(), width = decimals + 1);
    let (before, behind) = digits.split_at(digits.len() - decimals);
    let point = if behind.is_empty() { "" } else { "." };
    format!("{}{before}{point}{behind}", if whole < 0 { "-" } else { "" })
}

/// What a number is printed as, in ten-billionths.
fn in_parts(text: &str) -> i128 {
    let unsigned = text.trim_start_matches('-');
    let (whole, behind) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits: String = behind.chars().chain(std::iter::repeat('0')).take(11).collect();
    let up = i128::from(&digits[10..] >= "5");
    let parts = format!("{whole}{}", &digits[..10]).parse::<i128>().expect("digits") + up;
    if text.starts_with('-') { -parts } else { parts }
}

/// The digits of a number from the first to the last that is not 0.
fn significant(text: &str) -> String {
    let digits: String = text.chars().take_while(|c| *c != 'e').filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Whole numbers and others of which the number that is nearest is another. Texts may be those that programs write of numbers,
/// with seventeen digits.
fn lost(decimals: &[Decimal], are_texts: bool) -> (u64, u64) {
    let mut lost = (0, 0);
    for decimal in decimals {
        let text = written(*decimal);
        let number: f64 = text.parse().expect("a number");
        // A number beyond those that floats count in ones is added as the whole number that it is.
        let held = if number.fract() == 0.0 { format!("{number:.0}") } else { number.to_string() };
        let is_of_number = are_texts && significant(&text) == significant(&format!("{number:.16e}"));
        if in_parts(&text) != in_parts(&held) && !is_of_number {
            let is_whole = decimal.0 % 10_i128.pow(u32::try_from(decimal.1).expect("few")) == 0;
            if is_whole { lost.0 += 1 } else { lost.1 += 1 }
        }
    }
    lost
}

fn parquet(column: ArrayRef) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter([("v", column)]).expect("a batch");
    let mut parquet = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    parquet.write(&batch).expect("rows");
    parquet.into_inner().expect("a file")
}

/// What is read of a column, and what was lost of it.
fn read(project: &Project) -> (Vec<f64>, (u64, u64)) {
    let table = table(project);
    let cells = table.cells.iter().find(|cells| cells.column == "v").expect("the column");
    let numbers = values(&table, "v").iter().map(|text| text.parse().expect("a number")).collect();
    (numbers, (cells.rounded, cells.inexact))
}

#[test]
fn texts_of_every_kind_tell_which_digits_they_lose() {
    let decimals = decimals();
    let wanted: (Vec<f64>, _) =
        (decimals.iter().map(|d| written(*d).parse().expect("a number")).collect(), lost(&decimals, true));
    assert!(wanted.1.0 > 5 && wanted.1.1 > 30, "{:?}", wanted.1);
    let lines = |line: &dyn Fn(&str) -> String| -> String {
        decimals.iter().map(|decimal| line(&written(*decimal))).collect()
    };
    let plain = format!("v;w\n{}", lines(&|text| format!("{text};x\n")));
    let of = |kind: &str, format: &str, text: &str| {
        let keys = format!(
            "  t: {{ path: a.csv, columns: {{ v: {kind} }}, format: {{ separator: \";\"{format} }} }}"
        );
        read(&Project::new(&counting(&keys), &[("a.csv", text)]))
    };
    assert_eq!(of("number", "", &plain), wanted);
    assert_eq!(of("money", "", &plain), wanted);
    let signed = format!(
        "v;w\n{}",
        lines(&|text| match text.strip_prefix('-') {
            Some(text) => format!("(€ {text});x\n"),
            None => format!("{text} EUR;x\n"),
        })
    );
    assert_eq!(of("money", "", &signed), wanted);
    let german = ", decimal: \",\", thousands: \".\"";
    assert_eq!(of("number", german, &plain.replace('.', ",")), wanted);
    let json = lines(&|text| format!("{{\"v\": {text}}}\n"));
    let keys = "  t: { path: a.jsonl, columns: { v: number } }";
    assert_eq!(read(&Project::new(&counting(keys), &[("a.jsonl", &json)])), wanted);
}

#[test]
fn decimals_of_parquet_are_the_nearest_numbers_and_tell_which_digits_they_lose() {
    let all = decimals();
    for scale in 0..=10 {
        let decimals: Vec<Decimal> = all.iter().copied().filter(|decimal| decimal.1 == scale).collect();
        let wanted: (Vec<f64>, _) = (
            decimals.iter().map(|d| written(*d).parse().expect("a number")).collect(),
            lost(&decimals, false),
        );
        let wholes = || decimals.iter().map(|decimal| decimal.0);
        let scale = i8::try_from(scale).expect("few");
        let narrow = Decimal128Array::from_iter_values(wholes()).with_precision_and_scale(38, scale);
        let wide = Decimal256Array::from_iter_values(wholes().map(i256::from_i128));
        let wide = wide.with_precision_and_scale(60, scale);
        let columns: [ArrayRef; 2] = [Arc::new(narrow.expect("decimals")), Arc::new(wide.expect("decimals"))];
        for column in columns {
            let keys = "  t: { path: a.parquet, columns: { v: number } }";
            let project = Project::new(&counting(keys), &[]).with_bytes("a.parquet", &parquet(column));
            assert_eq!(read(&project), wanted, "{scale}");
        }
    }
}

#[test]
fn a_run_names_the_column_whose_sums_are_not_exact() {
    let sum = |cells: &str| {
        let keys = "  t: { path: a.csv, columns: { v: money } }";
        let yaml = counting(keys).replace("kind: count", "kind: { sum: v }");
        Project::new(&yaml, &[("a.csv", &format!("v\n{cells}"))]).run(Some("2026-01"), None)
    };
    let ran = sum("1234567890123456.78\n1234567890123456.79\n");
    let told: Vec<String> = ran.problems.iter().map(|problem| problem.message.clone()).collect();
    let wanted =
        "2 cells of `t.v` have more digits than a number keeps, so that what they add up to is not exact";
    assert!(told.iter().any(|told| told == wanted), "{told:?}");
    // Fifteen digits are always kept, and so are those that a program writes of a number, and what a division left behind.
    let ran = sum("1234567890123.78\n123456789012.35001\n0.33333333333333333333\n1333333.3333333333333333\n");
    assert!(!ran.codes().contains(&"lost-digits".to_owned()), "{:?}", ran.codes());
}
