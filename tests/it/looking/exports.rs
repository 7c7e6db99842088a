//! Exports of schools, foundries, libraries, insurers and hotels: sums among rows, branches on sheets, months without a year, copies,
//! columns added later.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::field::{block, kind, looked, notes, of_text, summed};
use super::{day, rows};
use crate::safety::{put, run_in};

/// The draft of files, and what is said of it.
pub(super) fn drafted(folder: &Path, files: &[&str]) -> (String, String) {
    let _ = fs::remove_file(folder.join("scorecard.yaml"));
    let arguments = [&["init", "--from"], files].concat();
    let (code, words) = run_in(folder, &arguments);
    assert_eq!(code, Some(0), "{words}");
    (fs::read_to_string(folder.join("scorecard.yaml")).expect("a scorecard"), words)
}

#[test]
fn a_name_that_begins_like_a_total_is_none() {
    // Answers from 1 to 5: now and then one is the sum of those above.
    let text = rows("hotel,posted,overall", 900, &|n| {
        let hotel = ["Harbour Inn", "Grand Plaza", "Airport Lodge", "Sum Yung Inn"][n * 7 % 11 % 4];
        format!("{hotel},{},{}", day(n / 3), 1 + n * n % 5)
    });
    let (folder, found) = of_text("reviews.csv", &text);
    assert!(!block(&found).contains("where"), "{}", block(&found));
    assert!(
        notes(&found).contains("`hotel` says `Sum Yung Inn` 164 times: if those rows are sums of others"),
        "{found}"
    );
    assert!(!notes(&found).contains("Grand Plaza"), "{}", notes(&found));
    let (value, words) = summed(folder.path(), block(&found), "reviews", "overall");
    let all: usize = (0..900).map(|n| 1 + n * n % 5).sum();
    assert_eq!(value.as_f64(), Some(all as f64), "{words}");
}

#[test]
fn sums_are_found_by_the_end_of_their_names_and_however_many_names_there_are() {
    let mut text = "Shop;Day;Sales\n".to_owned();
    let mut all = 0;
    for shop in 0..30 {
        let own: Vec<usize> = (0..9).map(|n| 100 + 13 * shop + 7 * n).collect();
        for (n, sales) in own.iter().enumerate() {
            text.push_str(&format!("S{shop};{};{sales}\n", day(n)));
        }
        text.push_str(&format!("S{shop} Total;{};{}\n", day(9), own.iter().sum::<usize>()));
        all += own.iter().sum::<usize>();
    }
    let (folder, found) = of_text("pivot.csv", &text);
    let (value, words) = summed(folder.path(), block(&found), "pivot", "Sales");
    assert_eq!(value.as_f64(), Some(all as f64), "{words}\n{}", block(&found));
    // Where a name of sums stands among days, rows without a day are left out anyway, and that is said.
    let mut text = "Date,Sold\n".to_owned();
    for month in 1..=6_usize {
        for n in 1..=20 {
            text.push_str(&format!("2025-{month:02}-{n:02},{}\n", 10 * month + n));
        }
        text.push_str(&format!("Month {month} total,{}\n", 200 * month + 210));
    }
    text.push_str("2025-07-01,5\n");
    let (_, found) = of_text("flash.csv", &text);
    let told = notes(&found);
    assert!(
        told.contains("in rows that hold the sum of `Sold` of the rows above: a run leaves such"),
        "{told}"
    );
}

#[test]
fn rows_that_stand_there_again_count_once_where_a_number_tells_them_apart() {
    let text = rows("loan,day,fine", 1_000, &|n| {
        let n = if n % 125 == 124 { n - 1 } else { n };
        format!("{},{},{}", 1_000 + n, day(n / 4), n % 7)
    });
    let (folder, found) = of_text("loans.csv", &text);
    assert!(block(&found).contains("unique: [loan]"), "{}", block(&found));
    let told = notes(&found);
    assert!(told.contains("8 rows stand there again, cell by cell: by `loan` under `unique`"), "{told}");
    let own = |n: usize| if n % 125 == 124 { 0 } else { n % 7 };
    let expected: usize = (0..1_000).map(own).sum();
    let (value, words) = summed(folder.path(), block(&found), "loans", "fine");
    assert_eq!(value.as_f64(), Some(expected as f64), "{words}");
    // Twins that differ in a cell are asked about.
    let text = rows("loan,day,fine", 1_000, &|n| format!("{},{},{n}", 1_000 + n - n % 125 / 124, day(n / 4)));
    let (_, found) = of_text("loans.csv", &text);
    assert!(!block(&found).contains("unique"), "{}", block(&found));
}

#[test]
fn sheets_of_branches_are_told_apart_and_those_of_years_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = |name: &str, sheets: &[(&str, i32)]| {
        let mut book = Workbook::new();
        let format = Format::new().set_num_format("yyyy-mm-dd");
        for (at, (sheet, first)) in (0_u32..).zip(sheets) {
            let page = book.add_worksheet().set_name(*sheet).expect("a name");
            for (column, head) in (0..).zip(["Date", "Rooms", "Sold", "Paid on"]) {
                page.write(0, column, head).expect("a cell");
            }
            for n in 0..300_u32 {
                let day = f64::from(*first) + f64::from(n);
                let day = ExcelDateTime::from_serial_datetime(day).expect("a day");
                page.write_with_format(1 + n, 0, &day, &format).expect("a cell");
                page.write(1 + n, 1, 80 + at)
                    .and_then(|page| page.write(1 + n, 2, 30 + n % 41 + at))
                    .expect("cells");
                match n % 9 {
                    0 => page.write(1 + n, 3, "—").map(|_| ()),
                    _ => page.write_with_format(1 + n, 3, &day, &format).map(|_| ()),
                }
                .expect("a cell");
            }
        }
        book.save(folder.path().join(name)).expect("a workbook");
    };
    book("hotels.xlsx", &[("Harbour Inn", 45_658), ("Grand Plaza", 45_660)]);
    book("years.xlsx", &[("2024", 45_292), ("2025", 45_658)]);
    let found = looked(folder.path(), &["hotels.xlsx"]);
    assert!(block(&found).contains("sheet: Grand Plaza, set: { sheet: Grand Plaza } }"), "{}", block(&found));
    // Words for no day among days are written down.
    assert!(block(&found).contains("Paid on: { type: date, absent: [\"—\"] }"), "{}", block(&found));
    assert!(!block(&found).contains("rejects"), "{}", block(&found));
    assert!(!block(&looked(folder.path(), &["years.xlsx"])).contains("set:"), "{found}");
    // Such a list has a row for each day and hotel: how many rows there are says nothing.
    let (yaml, _) = drafted(folder.path(), &["hotels.xlsx"]);
    assert!(yaml.contains("kind: { sum: Sold }") && yaml.contains("segments: [sheet]"), "{yaml}");
    assert!(!yaml.contains("kind: count"), "{yaml}");
    // Without the column the overlap is told by the sheets.
    let block = block(&found)
        .replace(", set: { sheet: Grand Plaza }", "")
        .replace(", set: { sheet: Harbour Inn }", "");
    let (_, words) = summed(folder.path(), &block, "hotels", "Sold");
    assert!(words.contains("`hotels.xlsx:Harbour Inn` and `hotels.xlsx:Grand Plaza` share"), "{words}");
}

#[test]
fn months_without_a_year_have_it_from_a_column_or_the_sheet() {
    let months = ["Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"];
    let text = rows(&format!("Sucursal;Año;{};Total", months.join(";")), 9, &|n| {
        let own: Vec<usize> = (0..12).map(|month| 100 * (n % 3 + 1) + 10 * (n / 3) + month).collect();
        let all: Vec<String> = own.iter().map(ToString::to_string).collect();
        format!(
            "{};{};{};{}",
            ["Norte", "Sur", "Puerto"][n % 3],
            2023 + n / 3,
            all.join(";"),
            own.iter().sum::<usize>()
        )
    });
    let (folder, found) = of_text("visitas.csv", &text);
    assert!(block(&found).contains("make_date(\"Año\", 12, 1) as month"), "{}", block(&found));
    let (value, words) = summed(folder.path(), block(&found), "visitas_by_month", "value");
    let of = |n: usize| (0..12).map(move |month| 100 * (n % 3 + 1) + 10 * (n / 3) + month).sum::<usize>();
    assert_eq!(value.as_f64(), Some((6..9).map(of).sum::<usize>() as f64), "{words}");
    let (yaml, _) = drafted(folder.path(), &["visitas.csv"]);
    assert!(yaml.contains("kind: { sum: value }") && yaml.contains("segments: [Sucursal]"), "{yaml}");
    // A school year by the name of its sheet.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("2024-2025").expect("a name");
    sheet.write(0, 0, "Frekwencja").and_then(|sheet| sheet.write(2, 0, "Szkoła")).expect("cells");
    for (at, month) in (1_u16..).zip(["wrzesień", "październik", "listopad", "grudzień", "styczeń", "luty"])
    {
        sheet.write(2, at, month).expect("a cell");
        for row in 3..8 {
            sheet.write(row, at, 0.8 + f64::from(row) / 100.0).expect("a cell");
        }
    }
    for row in 3..8 {
        sheet.write(row, 0, format!("SP {row}")).expect("a cell");
    }
    book.save(folder.path().join("frekwencja.xlsx")).expect("a workbook");
    let found = looked(folder.path(), &["frekwencja.xlsx"]);
    let own = block(&found);
    assert!(own.contains("'2024-09-01' as month") && own.contains("'2025-02-01' as month"), "{own}");
    let (yaml, _) = drafted(folder.path(), &["frekwencja.xlsx"]);
    assert!(yaml.contains("kind: { average: value }") && yaml.contains("unit: percent"), "{yaml}");
}

#[test]
fn a_year_and_a_month_in_two_columns_are_a_day() {
    let names = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"];
    let text = rows("Año;Mes;Centro;Altas", 54, &|n| {
        format!("{};{};{};{}", 2023 + n / 18, names[n / 2 % 9], ["Madrid", "Vigo"][n % 2], 20 + n * 17 % 23)
    });
    let (folder, found) = of_text("altas.csv", &text);
    assert!(block(&found).contains("when 'febrero' then 2"), "{}", block(&found));
    let (value, words) = summed(folder.path(), block(&found), "altas_by_month", "Altas");
    let expected: usize = (36..54).map(|n| 20 + n * 17 % 23).sum();
    assert_eq!(value.as_f64(), Some(expected as f64), "{words}");
    let (yaml, _) = drafted(folder.path(), &["altas.csv"]);
    assert!(yaml.contains("source: altas_by_month") && yaml.contains("sum: Altas"), "{yaml}");
    let text = rows("year,month,kwh", 40, &|n| format!("{},{},{}", 2022 + n / 12, 1 + n % 12, 100 + n));
    let (folder, found) = of_text("power.csv", &text);
    let (value, words) = summed(folder.path(), block(&found), "power_by_month", "kwh");
    assert_eq!(value.as_f64(), Some((36..40).map(|n| 100 + n).sum::<usize>() as f64), "{words}");
    // Months and quarters in one cell; a price of four decimals is no month.
    let text = rows("Monat;Wert", 30, &|n| format!("{:02}.{};{n}", 1 + n % 12, 2023 + n / 12));
    assert_eq!(kind(&of_text("m.csv", &text).1, "Monat"), "date");
    let text = rows("Quartal;Wert", 12, &|n| format!("Q{}/{};{n}", 1 + n % 4, 2023 + n / 4));
    assert_eq!(kind(&of_text("q.csv", &text).1, "Quartal"), "date");
    let text = rows("day;rate", 60, &|n| format!("{};{}.{:04}", day(n), 10 + n % 2, 1_990 + n * 173 % 4_000));
    assert_eq!(kind(&of_text("rates.csv", &text).1, "rate"), "number");
}

#[test]
fn files_to_which_a_column_was_added_are_one_list() {
    let folder = tempfile::tempdir().expect("a folder");
    for month in 1..=10_usize {
        let has_returns = month > 5;
        let head = if has_returns { "Day,Returns,Orders,Late" } else { "Day,Orders,Late" };
        let text = rows(head, 25, &|n| {
            let returns = if has_returns { format!("{},", n % 5) } else { String::new() };
            format!("2025-{month:02}-{:02},{returns}{},{}", n + 1, 50 + (n * month) % 37, n % 4)
        });
        put(folder.path(), &format!("o_2025{month:02}.csv"), &text);
    }
    let found = looked(folder.path(), &["o_*.csv"]);
    assert_eq!(found["files"][0]["rows"], 250, "{found}");
    assert!(notes(&found).contains("10 files are read as one"), "{found}");
    assert!(notes(&found).contains("`Returns` stands in 5 of 10 files"), "{found}");
    let (value, words) = summed(folder.path(), block(&found), "o", "Orders");
    let all: usize = (1..=10).flat_map(|month| (0..25).map(move |n| 50 + (n * month) % 37)).sum();
    assert_eq!(value.as_f64(), Some(all as f64), "{words}");
    let names: Vec<String> = (1..=10).map(|month| format!("o_2025{month:02}.csv")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (yaml, _) = drafted(folder.path(), &names);
    assert!(yaml.contains("path: \"o_*.csv\"") && !yaml.contains("grain"), "{yaml}");
}

#[test]
fn a_last_row_is_left_out_only_where_every_file_ends_with_a_total() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = 0;
    for month in 1..=6_usize {
        let mut text = rows("Account,Seats,Fee", 12, &|n| format!("A-{n:03},{},{}", 3 + n, 10 * (n + month)));
        let sum: usize = (0..12).map(|n| 10 * (n + month)).sum();
        all += sum;
        if month != 4 {
            text.push_str(&format!("Total,,{sum}\n"));
        }
        put(folder.path(), &format!("fees_2025-{month:02}.csv"), &text);
    }
    let found = looked(folder.path(), &["fees_*.csv"]);
    assert!(notes(&found).contains("5 files end with a total or a remark, and 1 without"), "{found}");
    assert!(!block(&found).contains("footer"), "{}", block(&found));
    // A month in the name of a file leaves open whether its rows are states.
    assert!(block(&found).contains("# snapshot: month"), "{}", block(&found));
    let (value, words) = summed(folder.path(), block(&found), "fees", "Fee");
    assert_eq!(value.as_f64(), Some(all as f64), "{words}\n{}", block(&found));
    // A balance of such files keeps who has left, unless they are called states.
    let card = |more: &str| {
        format!(
            "scorecard: f\ntitle: F\nentity: E\nas_of: 2025-06-30\nsources:\n  fees:\n    path: fees_*.csv\n    \
             time: {{ from_file_name: \"fees_%Y-%m.csv\", at: end }}\n{more}    columns: {{ Fee: integer }}\n\
             perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n  m: {{ title: M, objective: o, source: \
             fees, kind: {{ last: {{ value: Fee, per: Account }} }}, direction: maximise }}\n"
        )
    };
    put(folder.path(), "scorecard.yaml", &card(""));
    let (_, words) = run_in(folder.path(), &["check"]);
    assert!(words.contains("snapshot-unsaid") && words.contains("write `snapshot: month`"), "{words}");
    // What a name is tells the period, however the pattern writes it.
    put(folder.path(), "scorecard.yaml", &card("").replace("%Y-%m", "%Y-%-m"));
    let (_, words) = run_in(folder.path(), &["check"]);
    assert!(words.contains("write `snapshot: month`"), "{words}");
    put(folder.path(), "scorecard.yaml", &card("    snapshot: month\n"));
    let (_, words) = run_in(folder.path(), &["check"]);
    assert!(!words.contains("snapshot-unsaid"), "{words}");
}

#[test]
fn questions_are_a_header_and_answers_in_words_a_measure() {
    let words =
        ["Muy satisfecho/a", "Satisfecho/a", "Ni satisfecho/a ni insatisfecho/a", "Insatisfecho/a", "NS/NC"];
    let head = "\"Marca temporal\",\"Sucursal\",\"¿Qué grado de satisfacción tiene usted, en general, con la biblioteca y con todos los servicios que ofrece?\"";
    let text = rows(head, 400, &|n| {
        format!("\"{} 10:00:00\",\"{}\",\"{}\"", day(n / 2), ["Norte", "Sur"][n % 2], words[n * 7 % 5])
    });
    let (folder, found) = of_text("encuesta.csv", &text);
    assert!(!notes(&found).contains("no line looks like a header"), "{}", notes(&found));
    let (yaml, _) = drafted(folder.path(), &["encuesta.csv"]);
    assert!(yaml.contains("in (''Muy satisfecho/a'', ''Satisfecho/a'')"), "{yaml}");
    assert!(!yaml.contains("NS/NC"), "{yaml}");
}

#[test]
fn the_mean_of_a_day_counts_as_often_as_there_were_calls() {
    let text = rows(
        "Ημερομηνία;Κλήσεις;Χαμένες;Μέσος χρόνος αναμονής",
        300,
        &|n| format!("{};{};{};00:0{}:{:02}", day(n), 40 + n * 31 % 97, n % 9, n % 3, n * 13 % 60),
    );
    let (folder, _) = of_text("tilefono.csv", &text);
    let (yaml, _) = drafted(folder.path(), &["tilefono.csv"]);
    assert!(yaml.contains("weight: '\"Κλήσεις\"' } }"), "{yaml}");
    assert!(yaml.contains("'sum(\"Χαμένες\")', denominator: 'sum(\"Κλήσεις\")'"), "{yaml}");
    assert!(!yaml.contains("kind: count"), "{yaml}");
}

#[test]
fn what_is_paid_for_damage_is_a_cost_and_its_date_an_end() {
    let text = rows("claim_no;Schadentyp;Meldung;Regulierung;Entschädigung €", 600, &|n| {
        format!(
            "{};{};{};{};{},50",
            7_000 + n,
            ["Kfz", "Haus"][n % 2],
            day(n / 2),
            day(n / 2 + 9 + n % 5),
            200 + n * 37 % 901
        )
    });
    let (folder, _) = of_text("schaeden.csv", &text);
    let (yaml, _) = drafted(folder.path(), &["schaeden.csv"]);
    assert!(!yaml.contains("title: Revenue"), "{yaml}");
    assert!(yaml.contains("resolution_time: { from: Meldung, to: Regulierung"), "{yaml}");
}

#[test]
fn a_misspelt_file_is_no_folder() {
    let text = rows("id,day,overall", 90, &|n| format!("{n},{},{}", day(n), 1 + n % 5));
    let (folder, _) = of_text("reviews.csv", &text);
    let (code, words) = run_in(folder.path(), &["init", "--from", "reviews.csv", "revews"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("there is no `revews`; did you mean `reviews.csv`?"), "{words}");
    assert!(!folder.path().join("revews").exists());
    // A folder of other files is written into, which is said.
    fs::create_dir(folder.path().join("exports")).expect("a folder");
    put(folder.path(), "exports/more.csv", &text);
    let (code, words) = run_in(folder.path(), &["init", "--from", "reviews.csv", "exports"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("`exports` is taken for the folder to write into"), "{words}");
    let (code, words) = run_in(folder.path(), &["init", "--from", "reviews.csv", "reviews"]);
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn a_misspelt_file_is_answered_with_the_one_that_was_meant() {
    let text = rows("id,day,overall", 90, &|n| format!("{n},{},{}", day(n), 1 + n % 5));
    let (folder, _) = of_text("reviews.csv", &text);
    for (asked, meant) in [("revews.csv", "reviews.csv"), ("./revews.csv", "./reviews.csv")] {
        let (code, words) = run_in(folder.path(), &["look", asked]);
        assert_eq!(code, Some(3), "{words}");
        assert!(words.contains(&format!("no file `{asked}`; did you mean `{meant}`?")), "{words}");
    }
}

#[test]
fn months_in_the_american_way_are_no_days_of_january() {
    let text = rows("Month,Centre,Actual,Budget", 60, &|n| {
        let (month, year) = (1 + n / 3 % 12, 2024 + n / 36);
        format!(
            "{month:02}/01/{year},{},{},{}",
            ["IT", "HR", "Ops"][n % 3],
            19_000 + n * 37 % 2_000,
            20_000 + n
        )
    });
    let (folder, found) = of_text("budget.csv", &text);
    assert!(block(&found).contains("Month: { type: date, format: \"%m/%d/%Y\" }\n"), "{}", block(&found));
    assert!(!notes(&found).contains("no cell says whether"), "{}", notes(&found));
    let (yaml, _) = drafted(folder.path(), &["budget.csv"]);
    assert!(yaml.contains("numerator: \"sum(Actual)\", denominator: \"sum(Budget)\""), "{yaml}");
    assert!(!yaml.contains("average: Budget"), "{yaml}");
    // The same of the other way; days of one January stay a question.
    let text = rows("Monat,Ist", 20, &|n| format!("01/{:02}/{},{n}", 1 + n % 12, 2024 + n / 12));
    let (_, found) = of_text("ist.csv", &text);
    assert!(block(&found).contains("Monat: { type: date, format: \"%d/%m/%Y\" }\n"), "{}", block(&found));
    // What another column settles stands, however the first of each month would be read without it.
    let text = rows("Month,Posted,Amount", 60, &|n| {
        let (month, year) = (1 + n % 12, 2021 + n / 12);
        format!("{month:02}/01/{year},{month:02}/15/{year},{}", 100 + n)
    });
    let (_, found) = of_text("us.csv", &text);
    for name in ["Month", "Posted"] {
        let own = format!("{name}: {{ type: date, format: \"%m/%d/%Y\" }}\n");
        assert!(block(&found).contains(&own), "{}", block(&found));
    }
    let text = rows("Day,Sold", 12, &|n| format!("01/{:02}/2025,{n}", 1 + n));
    assert!(notes(&of_text("sold.csv", &text).1).contains("no cell says whether"));
}

#[test]
fn a_list_of_indicators_has_a_measure_for_each() {
    let names = ["Umsatz", "Beschwerden", "Durchlaufzeit", "Krankenquote"];
    let text = rows("Kennzahl;Einheit;Monat;Ist;Soll", 80, &|n| {
        let (month, year) = (1 + n / 4 % 12, 2024 + n / 48);
        format!("{};x;{month:02}/{year};{},5;{}", names[n % 4], 10 * (n % 4) + n / 4, 40 + n % 4)
    });
    let (folder, _) = of_text("kpi.csv", &text);
    let (yaml, _) = drafted(folder.path(), &["kpi.csv"]);
    for name in names {
        assert!(yaml.contains(&format!("where: 'Kennzahl = ''{name}'''")), "{name}: {yaml}");
    }
    assert!(!yaml.contains("kind: { ratio") && !yaml.contains("kind: count"), "{yaml}");
    let (code, words) = run_in(folder.path(), &["run", "--formats", "json", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    let results = fs::read_to_string(folder.path().join("out/results.json")).expect("results");
    assert!(results.contains("\"value\":19.5") || results.contains("\"value\": 19.5"), "the last of Umsatz");
}

#[test]
fn states_of_a_day_called_so_are_read_as_states() {
    let text = rows("snapshot_date,warehouse,sku,on_hand,value", 480, &|n| {
        let (month, year) = (1 + n / 24 % 12, 2024 + n / 288);
        format!("{year}-{month:02}-28,{},S{},{},{}", ["A", "B"][n % 2], n / 2 % 12, n * 31 % 97, n * 17 % 901)
    });
    let (folder, found) = of_text("stock.csv", &text);
    assert!(
        block(&found).contains("snapshot: month   # its day is called one of states"),
        "{}",
        block(&found)
    );
    let (yaml, _) = drafted(folder.path(), &["stock.csv"]);
    assert!(!yaml.contains("title: Revenue") && !yaml.contains("kind: count"), "{yaml}");
}

#[test]
fn a_name_above_its_rows_is_told() {
    let text = rows("Filiale;Tag;Umsatz", 60, &|n| {
        format!(
            "{};{};{}",
            if n % 20 == 0 { ["Nord", "Süd", "West"][n / 20] } else { "" },
            day(n % 20),
            10 + n
        )
    });
    let (_, found) = of_text("pivot.csv", &text);
    assert!(
        notes(&found).contains("each value of `Filiale` stands in one row, and 57 more are blank"),
        "{found}"
    );
}

#[test]
fn a_draft_in_a_folder_of_data_is_called_as_the_one_around_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = rows("id,day,overall", 90, &|n| format!("{n},{},{}", day(n), 1 + n % 5));
    for name in ["reviews", "ratings"] {
        put(folder.path(), &format!("bakery/data/{name}.csv"), &text);
    }
    let files = ["init", "--from", "bakery/data/reviews.csv", "bakery/data/ratings.csv"];
    let (code, words) = run_in(folder.path(), &files);
    assert_eq!(code, Some(0), "{words}");
    let yaml = fs::read_to_string(folder.path().join("bakery/data/scorecard.yaml")).expect("a scorecard");
    assert!(yaml.contains("scorecard: bakery\ntitle: Bakery scorecard"), "{yaml}");
}
