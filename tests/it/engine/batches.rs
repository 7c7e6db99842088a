//! Keys, conditions and amounts of random rows are numbered, counted and added up as a fold over them does, to the bit in
//! whatever form a file gives them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use datafusion::arrow::array::{ArrayRef, Date32Array, Float64Array, Int64Array, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use mando::engine::{Backend, Cut, Facts, SegmentKey, Window};
use mando::measure::expression::days_since_epoch;
use mando::model::Scorecard;
use proptest::prelude::*;

use super::folds::facts;
use crate::support::Project;

#[derive(Debug, Clone)]
struct Row {
    day: NaiveDate,
    /// How a name is written, and its number.
    customer: Option<(u8, i64)>,
    region: &'static str,
    score: Option<i64>,
    cents: Option<i64>,
    /// In ten-billionths.
    weight: Option<i64>,
}

const REGIONS: [&str; 5] = ["north", "south", " east", "", "where more than twelve letters stand"];

/// Names that begin alike, end in digits, say the same or nearly, and are short or long; or nothing but whole numbers.
fn name(is_whole: bool, (shape, number): (u8, i64)) -> String {
    match shape {
        _ if is_whole => whole((shape, number)).to_string(),
        0 => format!("C{number:07}"),
        1 => format!("{number}"),
        2 => format!("{number:03}"),
        3 => format!("D{number:07}"),
        4 => format!("{number:015}"),
        5 => format!("{number:011}x"),
        6 => format!("{number:040}"),
        _ => format!("k{}", 99_999_980 + number),
    }
}

/// Whole numbers of any size and sign.
fn whole((shape, number): (u8, i64)) -> i64 {
    (number - 7) * 100_i64.pow(u32::from(shape))
}

/// A number of ten-billionths as it is written.
fn decimal(units: i64) -> String {
    let sign = if units < 0 { "-" } else { "" };
    format!("{sign}{}.{:010}", units.unsigned_abs() / 10_000_000_000, units.unsigned_abs() % 10_000_000_000)
}

fn weights() -> impl Strategy<Value = i64> {
    prop_oneof![
        // Hundredths, whole numbers, and any.
        (-900_000_i64..900_000).prop_map(|cents| cents * 100_000_000),
        (0_i64..400_000).prop_map(|whole| whole * 10_000_000_000),
        -4_000_000_000_000_000_i64..4_000_000_000_000_000,
        -20_i64..20,
    ]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let cents = prop_oneof![9 => -90_000_i64..900_000, 1 => -9_000_000_000_000_i64..9_000_000_000_000];
    let score = prop::option::weighted(0.8, 0_i64..12);
    let customer = prop::option::weighted(0.9, (0_u8..8, 0_i64..40));
    let known = (prop::option::weighted(0.9, cents), prop::option::weighted(0.9, weights()));
    let row = (0_u64..59, customer, 0..REGIONS.len(), score, known);
    let row = row.prop_map(|(day, customer, region, score, (cents, weight))| Row {
        day: NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + Days::new(day),
        customer,
        region: REGIONS[region],
        score,
        cents,
        weight,
    });
    prop::collection::vec(row, 1..400)
}

/// A scorecard over the rows of a file.
fn scorecard(file: &str) -> String {
    // More conditions than are counted at once.
    let counts: String = (0..11)
        .map(|least| {
            format!("  at_{least}: {{ title: T, objective: all, kind: count, where: score >= {least} }}\n")
        })
        .collect();
    format!(
        "scorecard: any\ntitle: Any\nentity: Nobody\ncurrency: EUR\nas_of: 2025-02-28\n\
         defaults: {{ source: orders, segments: [region] }}\n\
         sources:\n  orders: {{ path: {file}, time: day, customer: customer, columns: {{ day: date, score: integer, \
         paid: money, weight: number }} }}\n\
         perspectives: {{ p: {{ title: P, objectives: {{ all: {{ title: All }} }} }} }}\nmeasures:\n{counts}\
         \x20 rows: {{ title: T, objective: all, kind: count }}\n\
         \x20 paid: {{ title: T, objective: all, kind: {{ sum: paid }} }}\n\
         \x20 weight: {{ title: T, objective: all, kind: {{ sum: weight }} }}\n\
         \x20 active: {{ title: T, objective: all, kind: active_customers }}\n"
    )
}

fn csv(rows: &[Row], is_whole: bool) -> Vec<u8> {
    let mut text = "day,customer,region,score,paid,weight\n".to_owned();
    for row in rows {
        let customer = row.customer.map(|customer| name(is_whole, customer)).unwrap_or_default();
        let score = row.score.map(|score| score.to_string()).unwrap_or_default();
        let paid = row.cents.map(|cents| format!("{:.2}", cents as f64 / 100.0)).unwrap_or_default();
        let weight = row.weight.map(decimal).unwrap_or_default();
        writeln!(text, "{},{customer},{},{score},{paid},{weight}", row.day, row.region).expect("a text");
    }
    text.into_bytes()
}

/// The rows as Parquet in several row groups, with or without numbers of different texts.
fn parquet(rows: &[Row], is_whole: bool, is_numbered: bool) -> Vec<u8> {
    let number = |weight: i64| decimal(weight).parse::<f64>().expect("a number");
    let customers: ArrayRef = match is_whole {
        true => Arc::new(rows.iter().map(|row| row.customer.map(whole)).collect::<Int64Array>()),
        false => {
            let names = rows.iter().map(|row| row.customer.map(|customer| name(false, customer)));
            Arc::new(names.collect::<StringArray>())
        }
    };
    let columns: [(&str, ArrayRef); 6] = [
        ("day", Arc::new(rows.iter().map(|row| Some(days_since_epoch(row.day))).collect::<Date32Array>())),
        ("customer", customers),
        ("region", Arc::new(rows.iter().map(|row| Some(row.region)).collect::<StringArray>())),
        ("score", Arc::new(rows.iter().map(|row| row.score).collect::<Int64Array>())),
        ("paid", Arc::new(rows.iter().map(|row| Some(row.cents? as f64 / 100.0)).collect::<Float64Array>())),
        ("weight", Arc::new(rows.iter().map(|row| row.weight.map(number)).collect::<Float64Array>())),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let properties = WriterProperties::builder()
        .set_dictionary_enabled(is_numbered)
        .set_max_row_group_row_count(Some(150))
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("rows");
    writer.into_inner().expect("a file")
}

/// What a fold over some rows says of a measure; nothing where it says nothing.
fn folded(rows: &[&Row], is_whole: bool, measure: &str) -> Option<f64> {
    let together = |amounts: &mut dyn Iterator<Item = i64>| {
        let mut amounts = amounts.peekable();
        amounts.peek()?;
        Some(amounts.map(i128::from).sum::<i128>() as f64)
    };
    match measure {
        "rows" => Some(rows.len() as f64),
        "active" => {
            let names = rows.iter().filter_map(|row| row.customer.map(|customer| name(is_whole, customer)));
            Some(names.collect::<BTreeSet<String>>().len() as f64)
        }
        "paid" => Some(together(&mut rows.iter().filter_map(|row| row.cents))? / 100.0),
        "weight" => Some(together(&mut rows.iter().filter_map(|row| row.weight))? / 1e10),
        at => {
            let least: i64 = at.strip_prefix("at_")?.parse().ok()?;
            Some(rows.iter().filter(|row| row.score.is_some_and(|score| score >= least)).count() as f64)
        }
    }
}

/// What facts say of each measure, month and region, and of all regions.
fn told(card: &Scorecard, facts: &Facts) -> Vec<(String, u32, Option<SegmentKey>, Option<f64>)> {
    let mut told = Vec::new();
    for measure in &card.measures {
        let axis = &measure.segments[0];
        let segments = REGIONS.map(|region| SegmentKey(vec![stated(region)]));
        for month in 1..=2 {
            let first = NaiveDate::from_ymd_opt(2025, month, 1).expect("a day");
            let window =
                Window { first, last: first + Days::new(if month == 1 { 30 } else { 27 }), opening: None };
            for segment in std::iter::once(None).chain(segments.iter().cloned().map(Some)) {
                let keys: BTreeSet<SegmentKey> = segment.iter().cloned().collect();
                let cut = if segment.is_none() { Cut::Total } else { Cut::Segments(axis, &keys) };
                let found = facts.value(&measure.plan.components[0], cut, &window);
                told.push((measure.id.to_string(), month, segment, found));
            }
        }
    }
    told
}

/// The name of a region, if it has one.
fn stated(region: &str) -> Option<String> {
    Some(region.trim().to_owned()).filter(|region| !region.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn batches_amount_to_what_a_fold_says_in_any_form(rows in rows(), is_whole in any::<bool>()) {
        let forms = [
            ("orders.csv", csv(&rows, is_whole)),
            ("orders.parquet", parquet(&rows, is_whole, true)),
            ("orders.parquet", parquet(&rows, is_whole, false)),
        ];
        let mut first = None;
        for (file, bytes) in forms {
            let project = Project::new(&scorecard(file), &[]).with_bytes(file, &bytes);
            let (card, problems) = project.resolve();
            let card = card.unwrap_or_else(|| panic!("{problems:?}"));
            for threads in [1, 2] {
                let told = told(&card, &facts(&card, threads, Backend::Scan));
                let bits = told.iter().map(|(.., found)| found.map(f64::to_bits)).collect::<Vec<_>>();
                prop_assert_eq!(&bits, first.get_or_insert_with(|| bits.clone()), "{} {}", file, threads);
                for (measure, month, segment, found) in told {
                    let is_it = |row: &&Row| {
                        let region = SegmentKey(vec![stated(row.region)]);
                        row.day.month() == month && segment.as_ref().is_none_or(|segment| *segment == region)
                    };
                    let inside: Vec<&Row> = rows.iter().filter(is_it).collect();
                    let Some(wanted) = folded(&inside, is_whole, &measure) else { continue };
                    // Of a month without rows nothing is known.
                    let is_known = rows.iter().any(|row| row.day.month() == month);
                    let is_close = |found: f64| (found - wanted).abs() <= 1e-12 * wanted.abs().max(1e-3);
                    prop_assert!(
                        !is_known || found.is_some_and(is_close),
                        "{file} {measure} {month} {segment:?}: {found:?}, a fold says {wanted}"
                    );
                }
            }
        }
    }
}
