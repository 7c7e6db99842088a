//! Cells of text and JSON: what they mean, and that nothing is lost between writing and reading.

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::{counting, counts, table, told, values};
use crate::support::Project;

/// A source of one file whose cells may all be unreadable.
fn project(path: &str, text: &str, format: &str, columns: &str) -> Project {
    let keys = format!(
        "  t:\n    path: {path}\n    rejects: {{ at_most: 100% }}\n    format: {{ {format} }}\n    columns: {{ {columns} }}"
    );
    Project::new(&counting(&keys), &[(path, text)])
}

fn quoted(cells: &[String]) -> String {
    let line = |cell: &String| format!("1\t\"{}\"\n", cell.replace('"', "\"\""));
    format!("n\tv\n{}", cells.iter().map(line).collect::<String>())
}

#[test]
fn cells_of_nuls_are_unreadable_whatever_their_column() {
    for kind in ["text", "number", "date", "bool"] {
        let table = table(&project("a.csv", "n,v\n1,\0\n2,\0\0\n3,a\0b\n4,\n", "", &format!("v: {kind}")));
        let counts = counts(&table, "v");
        assert_eq!((counts.unreadable, counts.empty, counts.judged), (3, 1, 3), "{kind}");
    }
}

#[test]
fn what_cannot_be_added_exactly_is_no_amount() {
    for kind in ["number", "money", "duration"] {
        let text = "n,v\n1,1e28\n2,-1e28\n3,9.9e27\n4,1e400\n5,10000000000000000000000000000\n";
        let table = table(&project("a.csv", text, "", &format!("v: {kind}")));
        assert_eq!(values(&table, "v"), ["-", "-", "9.9e27", "-", "-"], "{kind}");
        assert_eq!(told(&table, "v")[0], "a.csv:2 `1e28`");
    }
    let weeks = table(&project("a.csv", "n,v\n1,9e307 weeks\n", "", "v: duration"));
    assert_eq!(counts(&weeks, "v").unreadable, 1);
}

#[test]
fn lists_and_numbers_beyond_floats_in_json_are_unreadable() {
    let lines = "{\"v\": 1.5}\n{\"v\": [1]}\n{\"v\": {\"a\": 1}}\n{\"v\": 1e400}\n{\"v\": \"NaN\"}\n{\"v\": \"72%\"}\n{\"v\": null}\n{\"v\": \"\\u0000\"}\n";
    let table = table(&project("a.jsonl", lines, "", "v: number"));
    assert_eq!(values(&table, "v"), ["1.5", "-", "-", "-", "-", "0.72", "-", "-"]);
    let counts = counts(&table, "v");
    assert_eq!((counts.judged, counts.unreadable, counts.empty), (7, 5, 1));
}

#[test]
fn days_that_two_formats_read_differently_are_counted_and_told() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-05-31\nsources:\n  t:\n    path: a.csv\n    time: day\n    \
                columns: { day: { type: date, format: [\"%d/%m/%Y\", \"%m/%d/%Y\"] }, at: { type: datetime, format: [\"%d/%m/%Y %H\", \"%m/%d/%Y %H\"] } }\n\
                perspectives: { p: { objectives: { o: { title: O } } } }\n\
                measures:\n  m: { title: M, objective: o, source: t, where: at is not null, kind: count, min_n: 1 }\n";
    let text = "day,at\n03/04/2026,03/04/2026 5\n13/04/2026,04/04/2026 5\n04/05/2026,14/04/2026 5\n";
    let ran = Project::new(yaml, &[("a.csv", text)]).run(None, None);
    assert!(ran.codes().contains(&"ambiguous-dates".to_owned()), "{:?}", ran.codes());
    let cells = &ran.results.run.sources[0].cells;
    let found: Vec<(&str, u64)> =
        cells.iter().map(|cells| (cells.column.as_str(), cells.ambiguous)).collect();
    assert_eq!(found, [("day", 2), ("at", 1)]);
}

#[test]
fn years_have_the_digits_that_their_pattern_says() {
    let read = |format: &str, cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let columns = format!("v: {{ type: date, format: \"{format}\" }}");
        values(&table(&project("a.tsv", &quoted(&cells), "", &columns)), "v")
    };
    assert_eq!(
        read("%d/%m/%Y", &["1/3/2026", "1/3/26", "1/3/+2026", "1/3/02026", "1/3/20266"]),
        ["2026-03-01", "-", "-", "-", "-"]
    );
    assert_eq!(
        read("%d/%m/%y", &["1/3/69", "1/3/70", "1/3/6", "1/3/2026"]),
        ["2069-03-01", "1970-03-01", "-", "-"]
    );
    assert_eq!(
        read("%d %B %Y", &["1 MARCH 2026", "1 mar 2026", "1 Mars 2026", "1 March 2026 AD"]),
        ["2026-03-01", "2026-03-01", "-", "-"]
    );
    assert_eq!(read("%Y-%m", &["2026-03", "2026-3", "26-03"]), ["2026-03-01", "2026-03-01", "-"]);
    assert_eq!(read("%Y%m%d", &["20260315", "202603"]), ["2026-03-15", "-"]);
    assert_eq!(read("%a %d.%m.%Y", &["Sun 15.03.2026", "Mon 15.03.2026"]), ["2026-03-15", "-"]);
}

#[test]
fn a_zone_by_its_name_is_refused() {
    let project = project("a.csv", "n,v\n1,x\n", "", "v: { type: datetime, format: \"%Y-%m-%d %H:%M %Z\" }");
    let said = project.check();
    assert!(said.contains("error[wrong-type]") && said.contains("`%Z`"), "{said}");
}

#[test]
fn every_currency_reads_its_code_and_its_signs() {
    for (code, cells) in [
        ("JPY", &["¥1", "1円", "JPY 1", "jpy1"][..]),
        ("CHF", &["Fr. 1", "CHF 1"]),
        ("SEK", &["1 kr", "1 kr."]),
        ("BRL", &["R$ 1", "R$1"]),
        ("KMF", &["KMF 1", "1KMF"]),
        ("INR", &["₹1", "Rs. 1", "+1", "₹+1"]),
        ("MXN", &["$1", "MX$ 1"]),
    ] {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let yaml = counting("  t: { path: a.tsv, columns: { v: money } }").replace("EUR", code);
        let found = values(&table(&Project::new(&yaml, &[("a.tsv", &quoted(&cells))])), "v");
        assert_eq!(found, vec!["1.0"; cells.len()], "{code}");
    }
}

#[test]
fn a_dash_behind_the_decimal_mark_stands_for_no_cents() {
    let read = |format: &str, cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        values(&table(&project("a.tsv", &quoted(&cells), format, "v: money")), "v")
    };
    let continental =
        ["25,-", "€ 25,-", "25,\u{2013} €", "25,--", "1.250,-", "-25,-", "(25,-)", "25-", "25,00-", "25.-"];
    assert_eq!(
        read("decimal: \",\", thousands: \".\"", &continental),
        ["25.0", "25.0", "25.0", "25.0", "1250.0", "-25.0", "-25.0", "-25.0", "-25.0", "-"]
    );
    assert_eq!(read("decimal: \".\"", &["25.-", "25.00-", "25.\u{2014}"]), ["25.0", "-25.0", "25.0"]);
}

/// Digits in groups of three.
fn grouped(digits: &str, sign: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(sign);
        }
        text.push(digit);
    }
    text
}

proptest! {
    #![proptest_config(Config::with_cases(12))]

    #[test]
    fn printed_numbers_and_money_are_read_as_they_were(
        amounts in prop::collection::vec((0_u64..10_000_000_000, 0_u32..100, 0_usize..6), 60),
        signs in prop::sample::select(vec![(".", ","), (",", "."), (",", " "), (".", "'"), (",", "\u{202f}")]),
    ) {
        let (decimal, thousands) = signs;
        let declared = if thousands == "\u{202f}" { " " } else { thousands };
        let format = format!("decimal: \"{decimal}\", thousands: \"{declared}\"");
        let unsigned = |whole: u64, cents: u32| format!("{}{decimal}{cents:02}", grouped(&whole.to_string(), thousands));
        let written: Vec<(String, f64)> = amounts.iter().map(|(whole, cents, way)| {
            let (text, x) = (unsigned(*whole, *cents), format!("{whole}.{cents:02}").parse::<f64>().expect("a number"));
            match way {
                0 => (text, x),
                1 => (format!("-{text} €"), -x),
                2 => (format!("({text})"), -x),
                3 => (format!("{text}-"), -x),
                4 => (format!("EUR\u{a0}{text}"), x),
                _ => (format!("€\u{2212}{text}"), -x),
            }
        }).collect();
        let cells: Vec<String> = written.iter().map(|(text, _)| text.clone()).collect();
        let found = values(&table(&project("a.tsv", &quoted(&cells), &format, "v: money")), "v");
        for ((text, x), found) in written.iter().zip(&found) {
            prop_assert_eq!(found.parse::<f64>().ok(), Some(x + 0.0), "{}", text);
        }
        let percents: Vec<String> = amounts.iter().map(|(whole, cents, _)| unsigned(*whole, *cents) + "%").collect();
        let found = values(&table(&project("a.tsv", &quoted(&percents), &format, "v: number")), "v");
        for ((whole, cents, _), found) in amounts.iter().zip(&found) {
            let fraction: f64 = format!("{whole}{cents:02}e-4").parse().expect("a number");
            prop_assert_eq!(found.parse::<f64>().ok(), Some(fraction));
        }
    }

    /// Short numbers take a way of their own.
    #[test]
    fn numbers_of_any_length_are_the_nearest_to_what_is_written(
        numbers in prop::collection::vec(("[-+]?", "[0-9]{1,20}", 0_usize..21), 80),
    ) {
        let written = |(sign, digits, place): &(String, String, usize)| {
            let (whole, decimals) = digits.split_at((*place).min(digits.len()));
            // Without a point where it would come last.
            let point = if decimals.is_empty() { "" } else { "." };
            format!("{sign}{whole}{point}{decimals}")
        };
        let cells: Vec<String> = numbers.iter().map(written).collect();
        let found = values(&table(&project("a.tsv", &quoted(&cells), "", "v: number")), "v");
        for (text, found) in cells.iter().zip(&found) {
            prop_assert_eq!(found.parse::<f64>().ok(), text.parse::<f64>().ok().map(|x| x + 0.0), "{}", text);
        }
    }

    #[test]
    fn printed_days_are_read_as_they_were(
        days in prop::collection::vec(-354_285_i64..2_932_896, 60),
        format in prop::sample::select(vec!["%d/%m/%Y", "%Y%m%d", "%e. %B %Y", "%b %d, %Y", "%A, %d.%m.%Y", "%G-W%V-%u", "%Y-%j"]),
    ) {
        let day = |n: &i64| chrono::NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day") + chrono::TimeDelta::days(*n);
        let days: Vec<chrono::NaiveDate> = days.iter().map(day).collect();
        let cells: Vec<String> = days.iter().map(|day| day.format(format).to_string()).collect();
        let columns = format!("v: {{ type: date, format: \"{format}\" }}");
        let found = values(&table(&project("a.tsv", &quoted(&cells), "", &columns)), "v");
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        prop_assert_eq!(found, days);
    }

    #[test]
    fn no_text_stops_the_reading_of_cells(cells in prop::collection::vec("\\PC{0,12}|[-+(0-9., €%eEPT:)]{0,12}", 80)) {
        let text = quoted(&cells);
        for kind in ["text", "integer", "number", "money", "bool", "duration", "date", "datetime", "{ type: date, format: [\"%d/%m/%y\", \"%s\", \"%b %e %Y\"] }"] {
            let table = table(&project("a.tsv", &text, "decimal: \",\", thousands: \".\"", &format!("v: {kind}")));
            let counts = counts(&table, "v");
            let found = values(&table, "v").iter().filter(|value| *value != "-").count() as u64;
            // A text may itself be a dash.
            let dashes = if kind == "text" { cells.iter().filter(|cell| cell.trim() == "-").count() as u64 } else { 0 };
            prop_assert_eq!(found + dashes + counts.unreadable + counts.empty, cells.len() as u64, "{}", kind);
        }
    }
}

/// Of what a column says again and again, each cell is counted.
#[test]
fn days_that_come_again_are_counted_again() {
    let days =
        ["03/04/2026", "31/31/2026", "03/04/2026", "31/31/2026", "13/04/2026", "03/04/2026", "13/04/2026"];
    let cells: Vec<String> = days.map(str::to_owned).to_vec();
    let keys = "rejects: { at_most: 100% }";
    let columns = "v: { type: date, format: [\"%d/%m/%Y\", \"%m/%d/%Y\"] }";
    let yaml = counting(&format!("  t: {{ path: a.tsv, {keys}, columns: {{ {columns} }} }}"));
    let table = table(&Project::new(&yaml, &[("a.tsv", &quoted(&cells))]));
    let (third, thirteenth) = ("2026-04-03", "2026-04-13");
    assert_eq!(values(&table, "v"), [third, "-", third, "-", thirteenth, third, thirteenth]);
    let counts = counts(&table, "v");
    assert_eq!((counts.unreadable, counts.ambiguous, counts.judged), (2, 3, 7));
}

/// Numbers keep sixteen digits: names of more would become one, without a word.
#[test]
fn whole_numbers_that_lose_their_last_digits_are_counted_and_told() {
    let text = "n,v\n1,9007199254740993\n2,9007199254740992\n3,-90071992547409931\n4,12345678901234.5678901\n5,1e20\n";
    let lost = |kind: &str| {
        let keys =
            format!("  t:\n    path: a.csv\n    rejects: {{ at_most: 100% }}\n    columns: {{ v: {kind} }}");
        let used = counting(&keys).replace("kind: count", "kind: { distinct: v }");
        let source = Project::new(&used, &[("a.csv", text)]);
        let rounded = counts(&table(&source), "v").rounded;
        let ran = source.run(None, None);
        let told = ran.problems.iter().filter(|p| p.code == mando::problem::Code::LostDigits);
        (rounded, told.map(ToString::to_string).collect::<Vec<_>>())
    };
    let (rounded, told) = lost("number");
    assert_eq!((rounded, told.len()), (2, 2), "{told:?}");
    assert!(told[0].contains("1 cell of `t.v`") && told[1].contains("2 of its cells"), "{told:?}");
    assert_eq!(lost("integer"), (0, Vec::new()));
    assert_eq!(lost("text"), (0, Vec::new()));
}
