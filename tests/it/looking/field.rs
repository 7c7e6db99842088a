//! What files from the field hold that misleads silently: read rightly, or told under To know.

use std::fmt::Write;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use super::{day, rows};
use crate::binary::json;
use crate::safety::{in_folder, put, run_in};

/// What `look` finds in a file of a folder.
pub(super) fn looked(folder: &Path, arguments: &[&str]) -> Value {
    let arguments = [&["look"], arguments, &["--format", "json"]].concat();
    let output = in_folder(folder, &arguments).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    json(&output.stdout)
}

/// The same of a file with a text.
pub(super) fn of_text(name: &str, text: &str) -> (tempfile::TempDir, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), name, text);
    let found = looked(folder.path(), &[name]);
    (folder, found)
}

pub(super) fn notes(found: &Value) -> String {
    found["files"][0]["notes"].to_string()
}

pub(super) fn block(found: &Value) -> &str {
    found["sources"].as_str().expect("a block")
}

pub(super) fn kind<'v>(found: &'v Value, column: &str) -> &'v str {
    let columns = found["files"][0]["columns"].as_array().expect("columns");
    let own = columns.iter().find(|own| own["name"] == column).unwrap_or_else(|| panic!("{column}: {found}"));
    own["type"].as_str().expect("a type")
}

/// The newest value of a sum over a source as `look` writes it.
pub(super) fn summed(folder: &Path, block: &str, source: &str, value: &str) -> (Value, String) {
    let card = format!(
        "scorecard: t\ntitle: T\nentity: E\ncurrency: EUR\nas_of: 2025-12-31\ngrain: year\n{block}perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  m: {{ title: M, objective: o, source: {source}, kind: {{ sum: {value} }}, direction: maximise }}\n"
    );
    put(folder, "scorecard.yaml", &card);
    let arguments = ["run", "--formats", "json", "--format", "json", "--no-cache", "--period", "2025"];
    let output = in_folder(folder, &arguments).output().expect("the program starts");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let answer = json(&output.stdout);
    let folder_of =
        answer["reports"][0]["folder"].as_str().unwrap_or_else(|| panic!("{card}\n{words}{answer}"));
    let results = fs::read(folder.join(folder_of).join("results.json")).expect("results");
    let results = json(&results);
    let measure = &results["scorecard"]["perspectives"][0]["objectives"][0]["measures"][0];
    let last = measure["periods"].as_array().and_then(|all| all.last()).cloned().unwrap_or_default();
    (last["value"].clone(), words)
}

#[test]
fn percentages_with_and_without_their_sign_in_one_column_are_told() {
    let text = rows("day;sla", 200, &|n| {
        let sla = ["91%", "0,88", "85", "90%"][n % 4];
        format!("{};{sla}", day(n))
    });
    let (folder, found) = of_text("vendors.csv", &text);
    let told = notes(&found);
    assert!(
        told.contains("100 cells of `sla` bear a percent sign, and 50 are above 1 and bear none"),
        "{told}"
    );
    // An example is read as what it says.
    let says = told.split("bear none: `").nth(1).and_then(|rest| rest.split_once("` is read as "));
    let (example, rest) = says.unwrap_or_else(|| panic!("{told}"));
    assert!(rest.starts_with(&format!("{example} and not as a percentage")), "{told}");
    let own = block(&found);
    assert!(own.contains("range: [0, 1]") && own.contains("rejects: { at_most: "), "{own}");
    // A run warns of them where nothing counts them, and only there.
    let (_, words) = summed(folder.path(), own, "vendors", "sla");
    assert!(!words.contains("mixed-percent"), "{words}");
    let (_, words) = summed(folder.path(), &own.replace(", range: [0, 1]", ""), "vendors", "sla");
    assert!(words.contains("`sla` in `vendors` bears a percent sign in 100 cells"), "{words}");
}

#[test]
fn points_between_thousands_are_no_decimals() {
    let text = rows("Datum;Filiale;Umsatz;Kunden", 300, &|n| {
        let customers = if n % 3 == 0 { format!("1.{:03}", n) } else { (80 + n % 900).to_string() };
        format!(
            "{:02}.{:02}.2025;A;{}.{:03};{customers}",
            1 + n % 28,
            1 + n / 28 % 12,
            1 + n % 9,
            n * 7 % 1000
        )
    });
    let (folder, found) = of_text("dots.csv", &text);
    assert!(block(&found).contains("decimal: \",\", thousands: \".\""), "{}", block(&found));
    let expected: usize = (0..300).map(|n| 1000 * (1 + n % 9) + n * 7 % 1000).sum();
    let (value, words) = summed(folder.path(), block(&found), "dots", "Umsatz");
    assert_eq!(value.as_f64(), Some(expected as f64), "{words}");
    // Three decimals everywhere may be either, which is asked.
    let text = rows("day;kg", 60, &|n| format!("{};{}.{:03}", day(n), 1 + n % 9, n * 17 % 1000));
    let (_, found) = of_text("weights.csv", &text);
    assert!(notes(&found).contains("`kg` has three digits behind a point"), "{found}");
    assert!(!block(&found).contains("thousands"), "{found}");
}

#[test]
fn rows_of_sums_among_others_are_left_out() {
    let mut text = "Date,Region,Shop,Sales\n".to_owned();
    let mut all = 0;
    for month in 1..=12 {
        for region in ["North", "South"] {
            let own: Vec<usize> = (0..3).map(|shop| 100 + 7 * month + 11 * shop).collect();
            for (shop, sales) in own.iter().enumerate() {
                let _ = writeln!(text, "2025-{month:02}-01,{region},Shop {shop},{sales}");
            }
            let sum: usize = own.iter().sum();
            let _ = writeln!(text, "2025-{month:02}-01,{region},Total {region},{sum}");
            all += sum;
        }
        let _ = writeln!(text, "2025-{month:02}-01,,Grand total,{}", 1);
    }
    let (folder, found) = of_text("sales.csv", &text);
    assert!(notes(&found).contains("in rows that hold the sum of `Sales` of the rows above"), "{found}");
    let (value, words) = summed(folder.path(), block(&found), "sales", "Sales");
    assert_eq!(value.as_f64(), Some(all as f64), "{words}\n{}", block(&found));
    // Of a column that is called as expressions call something else the condition is one as well.
    let text = rows("day,Group,amount", 90, &|n| {
        let (shop, amount) = [("North", 10), ("South", 5), ("Grand total", 15)][n % 3];
        format!("{},{shop},{amount}", day(n / 3))
    });
    let (folder, found) = of_text("sales.csv", &text);
    assert!(block(&found).contains("coalesce(\\\"Group\\\", '') not in ('Grand total')"), "{found}");
    let (value, words) = summed(folder.path(), block(&found), "sales", "amount");
    assert_eq!(value.as_f64(), Some(450.0), "{words}");
    // A name that only begins so is asked about, and stays.
    let text = rows("day,customer,amount", 60, &|n| {
        format!("{},{},{}", day(n), ["Total Energies", "Ann", "Bob"][n % 3], 10 + n)
    });
    let (_, found) = of_text("orders.csv", &text);
    assert!(notes(&found).contains("`customer` says `Total Energies` 20 times"), "{found}");
    assert!(!block(&found).contains("where:"), "{found}");
}

#[test]
fn a_minus_behind_the_digits_is_one() {
    let text = rows("Auftrag;Datum;Menge;Nettowert;Währg", 100, &|n| {
        let minus = if n % 10 == 0 { "-" } else { "" };
        format!("A{n};{:02}.03.2025;{}{minus};{},50{minus};EUR", 1 + n % 28, 1 + n % 7, 10 + n)
    });
    let (folder, found) = of_text("list.csv", &text);
    assert_eq!((kind(&found, "Menge"), kind(&found, "Nettowert")), ("money", "money"), "{found}");
    assert!(!block(&found).contains("rejects"), "{found}");
    let expected: f64 =
        (0..100).map(|n| (10 + n) as f64 + 0.5).map(|x| if (x - 10.5) % 10.0 == 0.0 { -x } else { x }).sum();
    let (value, words) = summed(folder.path(), block(&found), "list", "Nettowert");
    assert_eq!(value.as_f64(), Some(expected), "{words}");
}

#[test]
fn truths_of_several_languages_are_read_and_amounts_of_several_currencies_told() {
    let text = rows("day;paid;price", 60, &|n| {
        let paid = ["sí", "no", "yes", "ja", "Nein"][n % 5];
        format!("{};{paid};{},50 {}", day(n), 100 + n, if n % 3 == 0 { "$" } else { "€" })
    });
    let (_, found) = of_text("bills.csv", &text);
    assert_eq!((kind(&found, "paid"), kind(&found, "price")), ("bool", "text"), "{found}");
    assert!(
        notes(&found).contains("`price` has amounts in several currencies, `EUR` 40 times, `USD` 20 times"),
        "{found}"
    );
}

#[test]
fn columns_of_one_name_are_left_out_and_told() {
    let text = rows("Fall,Aufnahme,Zeit,Entlassung,Zeit,Betrag EUR", 120, &|n| {
        format!("F{n:04},{},08:15,{},17:30,{}", day(n), day(n + 3), 100 + n)
    });
    let (folder, found) = of_text("faelle.csv", &text);
    assert!(notes(&found).contains("several columns are called `Zeit`"), "{found}");
    assert!(!block(&found).contains("Zeit"), "{found}");
    assert_eq!(found["files"][0]["doubled"], serde_json::json!(["Zeit"]));
    let (code, words) = run_in(folder.path(), &["init", "--from", "faelle.csv"]);
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn a_header_that_stands_again_among_the_rows_misleads_nobody_about_days() {
    let mut text = "Datum;Beleg;Konto;Betrag\n".to_owned();
    for n in 0..500 {
        if n % 50 == 49 {
            text.push_str("Datum;Beleg;Konto;Betrag\n");
        }
        let _ = writeln!(text, "{:02}.{:02}.2025;{n:06};8400;{},50", 1 + n % 28, 1 + n / 28 % 12, 100 + n);
    }
    let (folder, found) = of_text("pages.csv", &text);
    assert!(block(&found).contains("Datum: { type: date, format: \"%d.%m.%Y\" }"), "{found}");
    assert!(notes(&found).contains("the header stands 10 times more among the rows"), "{found}");
    let (code, words) = run_in(folder.path(), &["init", "--from", "pages.csv"]);
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn days_in_several_spellings_are_read_by_several_patterns() {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = rows("Date,Amount", 300, &|n| {
        let (month, day) = (n / 28 % 12, 1 + n % 28);
        let date = match n % 10 {
            0 => format!("2025-{:02}-{day:02}", month + 1),
            1 => format!("{day:02} {} 2025", months[month]),
            _ => format!("{day:02}/{:02}/2025", month + 1),
        };
        format!("{date},{}", 10 + n)
    });
    let (folder, found) = of_text("gifts.csv", &text);
    assert_eq!(kind(&found, "Date"), "date", "{found}");
    assert!(
        block(&found).contains("format: [\"%d/%m/%Y\", \"%Y-%m-%d\", \"%d %b %Y\"]"),
        "{}",
        block(&found)
    );
    let (value, words) = summed(folder.path(), block(&found), "gifts", "Amount");
    assert_eq!(value.as_f64(), Some((0..300).map(|n| 10.0 + n as f64).sum()), "{words}");
    // Day first and month first in one column contradict each other, which no order of patterns settles.
    let text = rows("Date,Amount", 300, &|n| match n % 2 {
        0 => format!("{:02}/{:02}/2025,1", 1 + n % 28, 1 + n / 28 % 12),
        _ => format!("{:02}/{:02}/2025,1", 1 + n / 28 % 12, 1 + n % 28),
    });
    let (_, found) = of_text("both.csv", &text);
    assert_eq!(kind(&found, "Date"), "text", "{found}");
}

#[test]
fn days_of_zeros_are_no_days() {
    let text = rows("order;ordered;shipped", 100, &|n| {
        let shipped = if n % 9 == 0 { "00.00.0000".to_owned() } else { format!("{:02}.05.2025", 1 + n % 28) };
        format!("A{n};{:02}.04.2025;{shipped}", 1 + n % 28)
    });
    let (_, found) = of_text("orders.csv", &text);
    assert!(
        block(&found).contains("shipped: { type: date, format: \"%d.%m.%Y\", absent: [\"00.00.0000\"] }"),
        "{found}"
    );
}

#[test]
fn milliseconds_since_1970_are_times() {
    let text = rows("ts,kwh", 100, &|n| format!("{},{}", 1_738_368_000_000_u64 + 3_600_000 * n as u64, n));
    let (folder, found) = of_text("readings.csv", &text);
    assert!(block(&found).contains("ts: { type: datetime, format: \"epoch_ms\" }"), "{found}");
    let (value, words) = summed(folder.path(), block(&found), "readings", "kwh");
    assert_eq!(value.as_f64(), Some(4950.0), "{words}");
    let text = rows("ts,kwh", 100, &|n| format!("{},{n}", 1_738_368_000_u64 + 3_600 * n as u64));
    let (_, found) = of_text("seconds.csv", &text);
    assert!(block(&found).contains("format: \"epoch_s\""), "{found}");
}

#[test]
fn the_list_within_an_object_of_json_holds_the_rows() {
    let item = |n: usize| {
        format!(
            "{{\"id\": {n}, \"at\": \"{}\", \"who\": {{\"id\": {}, \"org\": {{\"name\": \"x\"}}}}, \"price\": {n}}}",
            day(n),
            n % 7
        )
    };
    let items: Vec<String> = (0..60).map(item).collect();
    let text = format!("{{\"count\": 60, \"page\": {{\"tickets\": [{}]}}}}\n", items.join(",\n"));
    let (folder, found) = of_text("tickets.json", &text);
    assert!(notes(&found).contains("whose list `page.tickets` (60) holds the rows"), "{found}");
    assert!(block(&found).contains("format: { rows: page.tickets }"), "{found}");
    assert_eq!(kind(&found, "who.id"), "integer", "{found}");
    let (value, words) = summed(folder.path(), block(&found), "tickets", "'\"who.id\"'");
    assert_eq!(value.as_f64(), Some((0..60).map(|n| (n % 7) as f64).sum()), "{words}");
    // A key that holds no list is told with those that do.
    let own = block(&found).replace("page.tickets", "page.ticket");
    put(
        folder.path(),
        "scorecard.yaml",
        &format!(
            "scorecard: t\ntitle: T\nentity: E\n{own}perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n  m: {{ title: M, objective: o, source: tickets, kind: count, direction: maximise }}\n"
        ),
    );
    let (code, words) = run_in(folder.path(), &["check"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("no list stands under `ticket`, but under `tickets`"), "{words}");
}

#[test]
fn the_month_in_the_names_of_files_places_their_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    for month in 1..=12 {
        let text = rows("Linie;Stück", 5, &|n| format!("L{n};{}", 100 * month + n));
        put(folder.path(), &format!("Produktion_2025_{month:02}.csv"), &text);
    }
    let found = looked(folder.path(), &["Produktion_*.csv"]);
    assert!(
        block(&found).contains("time: { from_file_name: \"Produktion_%Y_%m.csv\", at: end }"),
        "{}",
        block(&found)
    );
    let names: Vec<String> = (1..=12).map(|month| format!("Produktion_2025_{month:02}.csv")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (code, words) = run_in(folder.path(), &[&["init", "--from"], names.as_slice()].concat());
    assert_eq!(code, Some(0), "{words}");
    let draft = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
    assert!(draft.contains("as_of: 2025-12-31"), "{draft}");
}

#[test]
fn months_side_by_side_come_with_a_query_that_makes_rows_of_them() {
    let text = rows("CUPS;Tarifa;ene-25;feb-25;mar-25;Total", 20, &|n| {
        format!("ES{n:03};3.0TD;{},50;{};{};{},50", 10 + n, 20 + n, 30 + n, 60 + 3 * n)
    });
    let (folder, found) = of_text("meters.csv", &text);
    assert!(notes(&found).contains("months stand side by side, from `ene-25` to `mar-25`"), "{found}");
    let (value, words) = summed(folder.path(), block(&found), "meters_by_month", "value");
    let expected: f64 = (0..20).map(|n| 60.5 + 3.0 * n as f64).sum();
    assert_eq!(value.as_f64(), Some(expected), "{words}\n{}", block(&found));
    let (code, words) = run_in(folder.path(), &["init", "new", "--from", "meters.csv"]);
    assert!(code == Some(0) || words.contains("months stand side by side in `meters.csv`"), "{words}");
}

#[test]
fn packed_files_and_ranges_of_cells_are_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "a.csv.gz", "x");
    let (_, words) = run_in(folder.path(), &["look", "a.csv.gz"]);
    assert!(words.contains("`a.csv.gz` is packed: unpack it"), "{words}");
    let mut book = Workbook::new();
    side_by_side(&mut book);
    book.save(folder.path().join("school.xlsx")).expect("a workbook");
    let found = looked(folder.path(), &["school.xlsx", "--sheet", "Term!E3:F"]);
    assert_eq!(found["files"][0]["columns"].as_array().map(Vec::len), Some(2), "{found}");
    assert!(block(&found).contains("sheet: \"Term!E3:F\""), "{found}");
    let (_, words) = run_in(folder.path(), &["look", "school.xlsx", "--sheet", "Term!3:1"]);
    assert!(words.contains("names no cells"), "{words}");
}

/// A title, and below it two tables side by side.
fn side_by_side(book: &mut Workbook) {
    let sheet = book.add_worksheet().set_name("Term").expect("a name");
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(0, 0, "St Mary's, weekly").expect("a cell");
    for (column, name) in [(0, "Week"), (1, "Class"), (2, "Present"), (4, "Week"), (5, "Roll")] {
        sheet.write(2, column, name).expect("a cell");
    }
    for n in 0..40_u32 {
        let day = ExcelDateTime::from_serial_datetime(45_658.0 + f64::from(7 * n)).expect("a day");
        sheet.write_with_format(3 + n, 0, &day, &format).expect("a cell");
        sheet.write(3 + n, 1, "1A").and_then(|sheet| sheet.write(3 + n, 2, 20 + n % 5)).expect("cells");
        if n < 20 {
            sheet.write_with_format(3 + n, 4, &day, &format).expect("a cell");
            sheet.write(3 + n, 5, 200 + n).expect("a cell");
        }
    }
}

#[test]
fn tables_below_titles_and_beside_others_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    side_by_side(&mut book);
    // A header of days, below a title.
    let plan = book.add_worksheet().set_name("Plan").expect("a name");
    let format = Format::new().set_num_format("mmm yy");
    plan.write(0, 0, "Budget").and_then(|sheet| sheet.write(3, 0, "Kostenstelle")).expect("cells");
    for month in 1..=6_u16 {
        let day = ExcelDateTime::from_ymd(2025, u8::try_from(month).expect("a month"), 1).expect("a day");
        plan.write_with_format(3, month, &day, &format).expect("a cell");
        for row in 4..9 {
            plan.write(row, month, f64::from(month) * 10.0).expect("a cell");
        }
    }
    for row in 4..9 {
        plan.write(row, 0, format!("K{row}")).expect("a cell");
    }
    book.save(folder.path().join("school.xlsx")).expect("a workbook");
    let found = looked(folder.path(), &["school.xlsx"]);
    assert!(block(&found).contains("sheet: \"Term!A3:C\""), "{found}");
    assert!(notes(&found).contains("`--sheet \\\"Term!E3:F\\\"` shows the next"), "{}", notes(&found));
    assert_eq!(kind(&found, "Present"), "integer", "{found}");
    let found = looked(folder.path(), &["school.xlsx", "--sheet", "Plan"]);
    assert_eq!(found["files"][0]["format"]["header_line"], 4, "{found}");
    assert_eq!(found["files"][0]["columns"].as_array().map(Vec::len), Some(7), "{found}");
    assert!(block(&found).contains("'2025-06-01' as month, \"2025-06-01\" as value"), "{}", block(&found));
}

#[test]
fn a_header_of_two_rows_gives_each_column_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    let hidden = book.add_worksheet().set_name("_lookup").expect("a name");
    hidden.set_hidden(true);
    hidden.write(0, 0, "Code").and_then(|sheet| sheet.write(0, 1, "Text")).expect("cells");
    hidden.write(1, 0, "A").and_then(|sheet| sheet.write(1, 1, "Absence")).expect("cells");
    let sheet = book.add_worksheet().set_name("Personal").expect("a name");
    sheet.write(0, 0, "Headcount").and_then(|sheet| sheet.write(3, 0, "Abteilung")).expect("cells");
    for (at, month) in ["Jan", "Feb", "Mar"].iter().enumerate() {
        let column = 1 + 2 * u16::try_from(at).expect("a column");
        sheet.write(3, column, *month).expect("a cell");
        sheet.write(4, column, "FTE").and_then(|sheet| sheet.write(4, column + 1, "Absence")).expect("cells");
        for row in 5..12 {
            sheet.write(row, column, 10 + row).and_then(|s| s.write(row, column + 1, 0.05)).expect("cells");
        }
    }
    for row in 5..12 {
        sheet.write(row, 0, format!("D{row}")).expect("a cell");
    }
    sheet.set_active(true);
    book.save(folder.path().join("hr.xlsx")).expect("a workbook");
    let found = looked(folder.path(), &["hr.xlsx"]);
    assert!(notes(&found).contains("the first sheet, `_lookup`, is hidden"), "{found}");
    assert!(block(&found).contains("format: { header_row: [4, 5] }"), "{}", block(&found));
    let names: Vec<&str> = found["files"][0]["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|column| column["name"].as_str())
        .collect();
    let expected =
        ["Abteilung", "Jan FTE", "Jan Absence", "Feb FTE", "Feb Absence", "Mar FTE", "Mar Absence"];
    assert_eq!(names, expected);
    // The same as text.
    let text = "Abteilung;Jan;;Feb;\n;FTE;Abs;FTE;Abs\nA;10;1;11;2\nB;12;3;13;4\n";
    put(folder.path(), "hr.csv", text);
    let found = looked(folder.path(), &["hr.csv"]);
    assert!(block(&found).contains("header_row: [1, 2]"), "{}", block(&found));
    assert_eq!(kind(&found, "Feb Abs"), "integer");
}

#[test]
fn days_and_amounts_that_stand_half_as_texts_in_a_workbook_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for (column, name) in ["Fecha", "Importe", "Kwota"].iter().enumerate() {
        sheet.write(0, u16::try_from(column).expect("a column"), *name).expect("a cell");
    }
    for n in 0..60_u32 {
        let day = ExcelDateTime::from_ymd(2025, 1 + (n / 28) as u8, 1 + (n % 28) as u8).expect("a day");
        if n % 2 == 0 {
            sheet.write_with_format(n + 1, 0, &day, &format).expect("a cell");
            sheet.write(n + 1, 1, f64::from(n) + 0.25).expect("a cell");
        } else {
            let written = format!("{:02}/{:02}/2025", 1 + n % 28, 1 + n / 28);
            sheet.write(n + 1, 0, written).expect("a cell");
            sheet.write(n + 1, 1, format!("1.{n:03},75")).expect("a cell");
        }
        sheet.write(n + 1, 2, format!("1 {n:03},50 zł")).expect("a cell");
    }
    sheet.write(61, 0, "Razem").and_then(|sheet| sheet.write(61, 1, 5)).expect("cells");
    book.save(folder.path().join("half.xlsx")).expect("a workbook");
    let found = looked(folder.path(), &["half.xlsx"]);
    assert_eq!((kind(&found, "Fecha"), kind(&found, "Importe")), ("date", "number"), "{found}");
    assert!(block(&found).contains("footer: 1"), "{}", block(&found));
    let (value, words) = summed(folder.path(), block(&found), "half", "Importe");
    let expected: f64 =
        (0..60).map(|n| if n % 2 == 0 { f64::from(n) + 0.25 } else { 1000.0 + f64::from(n) + 0.75 }).sum();
    assert_eq!(value.as_f64(), Some(expected), "{words}\n{}", block(&found));
}

#[test]
fn sheets_of_one_header_are_one_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    for (at, name) in ["Jan", "Feb", "Mar"].iter().enumerate() {
        let month = u8::try_from(at + 1).expect("a month");
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        sheet.write(0, 0, "Date").and_then(|sheet| sheet.write(0, 1, "Km")).expect("cells");
        for n in 0..20_u8 {
            let day = ExcelDateTime::from_ymd(2025, month, 1 + n).expect("a day");
            let row = u32::from(n) + 1;
            sheet.write_with_format(row, 0, &day, &format).and_then(|s| s.write(row, 1, 10)).expect("cells");
        }
    }
    book.save(folder.path().join("trips.xlsx")).expect("a workbook");
    let found = looked(folder.path(), &["trips.xlsx"]);
    assert_eq!(found["files"][0]["rows"], 60, "{found}");
    let (value, words) = summed(folder.path(), block(&found), "trips", "Km");
    assert_eq!(value.as_f64(), Some(600.0), "{words}\n{}", block(&found));
}

#[test]
fn two_columns_tell_rows_apart_where_no_column_does() {
    let text = rows("Date,Queue,Offered,Abandoned", 300, &|n| {
        format!("{},{},{},{}", day(n / 3), ["Sales", "Help", "Bills"][n % 3], 100 + n % 50, n % 17)
    });
    let (folder, found) = of_text("calls.csv", &text);
    assert!(block(&found).contains("unique: [Date, Queue]"), "{}", block(&found));
    let (code, words) = run_in(folder.path(), &["init", "--from", "calls.csv"]);
    assert_eq!(code, Some(0), "{words}");
    let draft = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
    assert!(draft.contains("{ sum: Offered }"), "{draft}");
    assert!(draft.contains("numerator: \"sum(Abandoned)\", denominator: \"sum(Offered)\""), "{draft}");
    assert!(!draft.contains("kind: count\n"), "{draft}");
    // Amounts that are all different are none.
    let text = rows("Date,Queue,Offered", 300, &|n| {
        format!("{},{},{}", day(n / 3), ["Sales", "Help", "Bills"][n % 3], 1_000 + 7 * n)
    });
    let (_, found) = of_text("calls.csv", &text);
    assert!(block(&found).contains("unique: [Date, Queue]"), "{}", block(&found));
    // A time of booking beside its day is no key.
    let text = rows("Post Date,Memo,Amount,Created", 100, &|n| {
        format!("{},x,{},{}T{:02}:{:02}:00", day(n / 5), n, day(n / 5), n % 24, n % 60)
    });
    let (_, found) = of_text("bookings.csv", &text);
    assert!(!block(&found).contains("unique"), "{}", block(&found));
}

#[test]
fn values_that_differ_by_capitals_alone_are_told() {
    let text = rows("id,received,channel", 90, &|n| {
        format!("{n},{},{}", day(n), ["Phone", "phone", "E-mail", "m", "M"][n % 5])
    });
    let (_, found) = of_text("complaints.csv", &text);
    let notes = found["files"][0]["notes"].to_string();
    assert!(notes.contains("`channel` says `Phone` 18 times and `phone` 18 times"), "{notes}");
    assert!(notes.contains("derive: { channel_lower: "), "{notes}");
    assert!(!notes.contains("`M`"), "{notes}");
}

#[test]
fn what_is_received_and_closed_takes_time() {
    for (file, begun, done) in
        [("complaint.csv", "received", "closed"), ("outages.csv", "started", "restored")]
    {
        let text = rows(&format!("id,{begun},{done},place"), 300, &|n| {
            format!("{n},{},{},{}", day(n), day(n + n % 4), ["North", "South"][n % 2])
        });
        let (folder, _) = of_text(file, &text);
        let (code, words) = run_in(folder.path(), &["init", "--from", file]);
        assert_eq!(code, Some(0), "{words}");
        let draft = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
        let kind = format!("{{ resolution_time: {{ from: {begun}, to: {done}, unit: days }} }}");
        assert!(draft.contains(&kind), "{draft}");
    }
}

#[test]
fn revenue_is_of_what_was_sold() {
    let stage = |n: usize| ["Closed Won", "Closed Lost", "Open"][n % 3];
    let text =
        rows("id,created,stage,amount EUR", 400, &|n| format!("{n},{},{},{}", day(n), stage(n), 10 + n));
    let (folder, _) = of_text("deals.csv", &text);
    let (code, words) = run_in(folder.path(), &["init", "--from", "deals.csv"]);
    assert_eq!(code, Some(0), "{words}");
    let draft = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
    assert!(draft.contains("where: 'stage in (''Closed Won'')'"), "{draft}");
    // Of two ends one says all.
    let text = rows("order,day,status,total EUR", 400, &|n| {
        format!("{n},{},{},{}", day(n), if n % 5 == 0 { "cancelled" } else { "shipped" }, 10 + n)
    });
    put(folder.path(), "orders/orders.csv", &text);
    let (code, words) = run_in(&folder.path().join("orders"), &["init", "--from", "orders.csv"]);
    assert_eq!(code, Some(0), "{words}");
    let draft = fs::read_to_string(folder.path().join("orders/scorecard.yaml")).expect("a draft");
    assert!(draft.contains("orders_cancelled:") && !draft.contains("orders_shipped:"), "{draft}");
    assert!(draft.contains("not in (''cancelled'')"), "{draft}");
}

#[test]
fn what_is_settled_later_is_drafted_by_the_day_on_which_it_is() {
    let deals = |has_close: bool| {
        rows("id,created,closed_at,stage,amount EUR", 400, &|n| {
            let stage = ["Closed Won", "Closed Lost", "Open"][n % 3];
            let closed = if has_close && n % 3 < 2 { day((n + 20).min(399)) } else { String::new() };
            format!("{n},{},{closed},{stage},{}", day(n), 10 + n)
        })
    };
    let draft = |text: &str| {
        let (folder, _) = of_text("deals.csv", text);
        let (code, words) = run_in(folder.path(), &["init", "--from", "deals.csv"]);
        assert_eq!(code, Some(0), "{words}");
        fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft")
    };
    let dated = draft(&deals(true));
    let of = |id: &str| {
        let at = dated.find(&format!("  {id}:\n")).unwrap_or_else(|| panic!("{id}: {dated}"));
        dated[at..].split("\n\n").next().unwrap_or_default().to_owned()
    };
    assert!(of("deals_closed_won").contains("time: closed_at"), "{dated}");
    assert!(of("revenue").contains("time: closed_at"), "{dated}");
    assert!(dated.contains("since that comes out later than `created`"), "{dated}");
    let undated = draft(&deals(false));
    assert!(!undated.contains("time: closed_at"), "{undated}");
    assert!(undated.contains("rows that are still open count as none"), "{undated}");
}

#[test]
fn nobody_is_kept_of_those_who_come_once() {
    let draft = |who: &dyn Fn(usize) -> usize| {
        let text = rows("case,admitted,patient_id,stay", 900, &|n| {
            format!("C{n},{},P{},{}", day(n / 2), who(n), n % 9)
        });
        let (folder, _) = of_text("cases.csv", &text);
        let (code, words) = run_in(folder.path(), &["init", "--from", "cases.csv"]);
        assert_eq!(code, Some(0), "{words}");
        fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft")
    };
    // Some come often, most of them once.
    let once = draft(&|n| if n % 2 == 0 { n % 10 } else { n });
    assert!(!once.contains("retention"), "{once}");
    let often = draft(&|n| n % 100);
    assert!(often.contains("retention"), "{often}");
}

#[test]
fn numbers_that_lost_their_zeros_are_told_where_a_file_is_left_out() {
    let orders = rows("order_no,customer_id,order_date,total EUR", 300, &|n| {
        format!("{n:06},{:06},{},{}", 1 + n % 40, day(n), 10 + n)
    });
    let customers = rows("customer_id,segment", 40, &|n| format!("{},{}", n + 1, ["A", "B"][n % 2]));
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "orders.csv", &orders);
    put(folder.path(), "customers.csv", &customers);
    let (code, words) = run_in(folder.path(), &["init", "--from", "orders.csv", "customers.csv"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("its `customer_id` says `1` where `customer_id` of `orders.csv` says"), "{words}");
}

#[test]
fn waiting_is_drafted_without_its_codes() {
    let text = rows("Fall,Aufnahme,Wartezeit (min)", 400, &|n| {
        format!("F{n},{},{}", day(n), if n % 50 == 0 { 9999 } else { 10 + n % 90 })
    });
    let (folder, _) = of_text("faelle.csv", &text);
    let (code, words) = run_in(folder.path(), &["init", "--from", "faelle.csv"]);
    assert_eq!(code, Some(0), "{words}");
    let draft = fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a draft");
    assert!(
        draft.contains("{ average: '\"Wartezeit (min)\"' }") && draft.contains("not in (9999)"),
        "{draft}"
    );
}

#[test]
fn hidden_sheets_come_last_and_are_called_so_in_every_format_of_workbooks() {
    const SPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [&str; 2]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let sheet = |name: &str, style: &str, rows: [[&str; 2]; 3]| {
        let rows = rows.map(row).concat();
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
    };
    let style = |name: &str, is_shown: bool| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"table\"><style:table-properties table:display=\"{is_shown}\"/></style:style>"
        )
    };
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{SPACE}:office:1.0\" xmlns:style=\"{SPACE}:style:1.0\" \
         xmlns:table=\"{SPACE}:table:1.0\" xmlns:text=\"{SPACE}:text:1.0\"><office:automatic-styles>{}{}</office:automatic-styles>\
         <office:body><office:spreadsheet>{}{}{}</office:spreadsheet></office:body></office:document-content>",
        style("ta1", true),
        style("ta2", false),
        sheet("Lists", "ta2", [["Code", "Text"], ["A", "Absence"], ["B", "Both"]]),
        sheet("Orders", "ta1", [["day", "state"], ["2026-01-05", "done"], ["2026-01-06", "open"]]),
        sheet("Notes", "ta1", [["who", "what"], ["Ann", "looked"], ["Bob", "saw"]]),
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    archive.write_all(content.as_bytes()).expect("its text");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("book.ods"), archive.finish().expect("an archive").into_inner())
        .expect("a file");
    let found = looked(folder.path(), &["book.ods"]);
    assert!(notes(&found).contains("the first sheet, `Lists`, is hidden"), "{found}");
    let format = &found["files"][0]["format"];
    assert_eq!(format["sheet"], "Orders", "{found}");
    assert_eq!(format["other_sheets"], serde_json::json!(["Notes", "Lists"]));
    assert_eq!(format["hidden_sheets"], serde_json::json!(["Lists"]));
    let text = in_folder(folder.path(), &["look", "book.ods"]).output().expect("the program starts");
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.contains("`Notes`, `Lists` (hidden)"), "{text}");
}

#[test]
fn minutes_and_seconds_are_told_from_hours_and_minutes_and_have_a_way_to_be_read() {
    let mut text = String::from("day,Handle time,Waited,Worked\n");
    for row in 0..60 {
        let long = if row % 9 == 0 { "1:04:33".to_owned() } else { format!("{}:{:02}", row % 12, row % 60) };
        writeln!(text, "{},{}:{:02},{long},{}:30", day(row), row % 9 + 1, row % 60, row % 8).expect("a row");
    }
    let (folder, found) = of_text("calls.csv", &text);
    let block = block(&found);
    // By its name, and because hours are told apart.
    assert!(block.contains("Handle time: { type: duration, format: \"%M:%S\" }"), "{block}");
    assert!(block.contains("Waited: { type: duration, format: \"%M:%S\" }"), "{block}");
    assert!(block.contains("Worked: duration"), "{block}");
    let told = notes(&found);
    assert!(told.contains("`Handle time` is read as minutes and seconds"), "{told}");
    assert!(told.contains("`Worked` is read as hours and minutes"), "{told}");
    let card = format!(
        "scorecard: c\ntitle: C\nentity: E\nas_of: 2025-12-31\n{block}\nperspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  m: {{ title: M, objective: o, source: calls, kind: {{ maximum: Waited }}, unit: seconds, direction: minimise }}\n  \
         n: {{ title: N, objective: o, source: calls, kind: {{ maximum: '\"Handle time\"' }}, unit: seconds, direction: minimise }}\n"
    );
    let ran = crate::support::Project::new(&card, &[("calls.csv", &text)]).results("2025-01");
    assert_eq!((ran.value("m"), ran.value("n")), (Some(3_873.0), Some(566.0)));
    let wrong = card.replace("\"%M:%S\" }", "\"%d\" }");
    put(folder.path(), "scorecard.yaml", &wrong);
    let (_, words) = run_in(folder.path(), &["check"]);
    assert!(words.contains("durations are written `%H:%M`, `%M:%S` or `%H:%M:%S`"), "{words}");
}
