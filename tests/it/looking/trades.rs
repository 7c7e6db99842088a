//! Small files as ten trades keep them, each with the faults such files have. The figures are drawn by a generator that
//! always gives the same.

use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A file of a trade.
pub(super) struct Trade {
    pub(super) name: &'static str,
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
}

/// Numbers that look drawn and are the same every time.
struct Drawn(u64);

impl Drawn {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn of<'t>(&mut self, some: &[&'t str]) -> &'t str {
        some[self.next(some.len() as u64) as usize]
    }
}

fn day(first: NaiveDate, after: u64) -> NaiveDate {
    first.checked_add_days(Days::new(after)).expect("a day")
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day")
}

/// A working day on or after a day.
fn working(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => self::day(day, 2),
        Weekday::Sun => self::day(day, 1),
        _ => day,
    }
}

pub(super) fn all() -> Vec<Trade> {
    vec![
        wholesale(),
        helpdesk(),
        hospital(),
        hotel(),
        haulage(),
        bank(),
        telephone(),
        software(),
        calls(),
        training(),
    ]
}

/// Orders, their lines and the carriers: three files that belong together.
fn wholesale() -> Trade {
    let mut drawn = Drawn(1);
    let mut orders =
        "order_id,customer_id,order_date,required_date,shipped_date,ship_via,country,freight_eur\n"
            .to_owned();
    let mut lines = "order_id,product_id,unit_price,quantity,discount\n".to_owned();
    for n in 0..420_u64 {
        let ordered = working(day(first(), n * 600 / 420));
        let shipped = day(ordered, 3 + drawn.next(14));
        let shipped = if n > 410 { String::new() } else { shipped.to_string() };
        let _ = writeln!(
            orders,
            "{},C{:03},{ordered},{},{shipped},{},{},{}.{:02}",
            10_000 + n,
            drawn.next(60),
            day(ordered, 14),
            1 + drawn.next(3),
            drawn.of(&["Austria", "Poland", "Spain", "Greece"]),
            5 + drawn.next(90),
            drawn.next(100)
        );
        for product in 0..1 + drawn.next(3) {
            let _ = writeln!(
                lines,
                "{},{},{}.5,{},{}",
                10_000 + n,
                product * 7 + drawn.next(7),
                4 + drawn.next(40),
                1 + drawn.next(30),
                drawn.of(&["0", "0", "0.05", "0.1"])
            );
        }
    }
    let carriers = "shipper_id,company_name\n1,Swift Post\n2,Blue Van\n3,Harbour Freight\n".to_owned();
    Trade {
        name: "wholesale",
        files: vec![
            ("orders.csv", orders.into_bytes()),
            ("order_lines.csv", lines.into_bytes()),
            ("shippers.csv", carriers.into_bytes()),
        ],
    }
}

/// Tickets with semicolons, days first, and words for no answer.
fn helpdesk() -> Trade {
    let mut drawn = Drawn(2);
    let mut text = "Ticket No;Opened;Resolved;Priority;Team;Status;CSAT\n".to_owned();
    for n in 0..380_u64 {
        let opened = day(first(), n * 430 / 380);
        let hours = 8 + drawn.next(9);
        let is_open = n > 360;
        let resolved = match is_open {
            true => String::new(),
            false => format!(
                "{} {:02}:{:02}",
                day(opened, 1 + drawn.next(5)).format("%d/%m/%Y"),
                8 + drawn.next(9),
                drawn.next(60)
            ),
        };
        let _ = writeln!(
            text,
            "T-{:05};{} {hours:02}:{:02};{resolved};{};{};{};{}",
            n + 1,
            opened.format("%d/%m/%Y"),
            drawn.next(60),
            drawn.of(&["low", "normal", "high"]),
            drawn.of(&["North", "South"]),
            if is_open { "open" } else { drawn.of(&["resolved", "resolved", "resolved", "reopened"]) },
            if is_open { "N/A" } else { drawn.of(&["5", "4", "4", "3", "2", "N/A", "1"]) }
        );
    }
    Trade { name: "helpdesk", files: vec![("tickets.csv", text.into_bytes())] }
}

/// Stays in a hospital, with the line of a title above the header.
fn hospital() -> Trade {
    let mut drawn = Drawn(3);
    let mut text = "St. Brigid's, list of stays\nprinted on 2025-03-04\n\n".to_owned();
    text.push_str("stay_id,patient_id,admission_date,discharge_date,ward,readmitted\n");
    for n in 0..400_u64 {
        let admitted = day(first(), n * 425 / 400);
        let _ = writeln!(
            text,
            "{},P{:04},{admitted},{},{},{}",
            5_000 + n,
            drawn.next(250),
            day(admitted, 1 + drawn.next(12)),
            drawn.of(&["surgery", "medicine", "maternity"]),
            drawn.of(&["No", "No", "No", "No", "No", "Yes"])
        );
    }
    Trade { name: "hospital", files: vec![("stays.csv", text.into_bytes())] }
}

/// A guest survey with 99 for no answer.
fn hotel() -> Trade {
    let mut drawn = Drawn(4);
    let mut text = "response_id,response_date,hotel,recommend,room_rating,comment\n".to_owned();
    for n in 0..640_u64 {
        let _ = writeln!(
            text,
            "{},{},{},{},{},\"{}\"",
            n + 1,
            day(first(), n * 430 / 640),
            drawn.of(&["Harbour", "Old Town"]),
            drawn.of(&["10", "9", "9", "8", "7", "6", "4", "0", "99", "1", "2", "3", "5"]),
            drawn.of(&["5", "5", "4", "3", "2", "1"]),
            drawn.of(&["", "Kind people, good bed.", "Too loud"])
        );
    }
    Trade { name: "hotel", files: vec![("survey.csv", text.into_bytes())] }
}

/// Deliveries with the month first.
fn haulage() -> Trade {
    let mut drawn = Drawn(5);
    let mut text =
        "Consignment,Client Code,Planned Delivery,Actual Delivery,Region,Damaged,Cost USD\n".to_owned();
    for n in 0..360_u64 {
        let planned = working(day(first(), n * 420 / 360));
        let actual = day(planned, drawn.next(4).saturating_sub(1));
        let _ = writeln!(
            text,
            "A{:06},K{:02},{},{},{},{},{}.{:02}",
            n,
            drawn.next(40),
            planned.format("%m/%d/%Y"),
            actual.format("%m/%d/%Y"),
            drawn.of(&["East", "West"]),
            drawn.of(&["N", "N", "N", "N", "N", "N", "Y"]),
            40 + drawn.next(300),
            drawn.next(100)
        );
    }
    Trade { name: "haulage", files: vec![("deliveries.csv", text.into_bytes())] }
}

/// Complaints of a bank in the form of lines of JSON.
fn bank() -> Trade {
    let mut drawn = Drawn(6);
    let mut text = String::new();
    for n in 0..300_u64 {
        let received = day(first(), n * 430 / 300);
        let closed = day(received, 2 + drawn.next(40));
        let closed = if n > 285 { "null".to_owned() } else { format!("\"{closed}\"") };
        let _ = writeln!(
            text,
            "{{\"complaint_id\": {n}, \"received\": \"{received}\", \"closed\": {closed}, \"product\": \"{}\", \
             \"outcome\": \"{}\"}}",
            drawn.of(&["card", "loan", "account"]),
            drawn.of(&["rejected", "accepted", "accepted", "withdrawn"])
        );
    }
    Trade { name: "bank", files: vec![("complaints.jsonl", text.into_bytes())] }
}

/// Subscribers without any day.
fn telephone() -> Trade {
    let mut drawn = Drawn(7);
    let mut text = "customer_id,contract,tenure,monthly_charges,total_charges,churn\n".to_owned();
    for n in 0..500_u64 {
        let (tenure, monthly) = (drawn.next(70), 20 + drawn.next(90));
        let total =
            if tenure == 0 { " ".to_owned() } else { format!("{}.{}", tenure * monthly, drawn.next(10)) };
        let _ = writeln!(
            text,
            "{:04}-X,{},{tenure},{monthly}.{:02},{total},{}",
            n,
            drawn.of(&["monthly", "one year", "two years"]),
            drawn.next(100),
            drawn.of(&["No", "No", "No", "Yes"])
        );
    }
    Trade { name: "telephone", files: vec![("subscribers.csv", text.into_bytes())] }
}

/// Invoices with euros, commas for decimals, in an old encoding, and a total below.
fn software() -> Trade {
    let mut drawn = Drawn(8);
    let mut text = "Rechnung;Kunde Nr;Datum;Plan;Betrag netto\r\n".to_owned();
    for n in 0..390_u64 {
        let _ = write!(
            text,
            "R{:05};K{:03};{};{};{}.{:03},{:02} €\r\n",
            n,
            drawn.next(90),
            day(first(), n * 430 / 390).format("%d.%m.%Y"),
            drawn.of(&["Basis", "Größe M", "Pro"]),
            1 + drawn.next(4),
            drawn.next(1000),
            drawn.next(100)
        );
    }
    text.push_str("Summe;;;;812.345,10 €\r\n");
    let bytes =
        text.chars().map(|c| if c == '€' { 0x80 } else { u8::try_from(u32::from(c)).expect("a letter") });
    Trade { name: "software", files: vec![("rechnungen.csv", bytes.collect())] }
}

/// Calls, parted by tabs.
fn calls() -> Trade {
    let mut drawn = Drawn(9);
    let mut text = "call_time\tteam\tanswered\twait_seconds\tfirst_contact\n".to_owned();
    for n in 0..700_u64 {
        let _ = writeln!(
            text,
            "{} {:02}:{:02}:{:02}\t{}\t{}\t{}\t{}",
            day(first(), n * 200 / 700),
            8 + drawn.next(10),
            drawn.next(60),
            drawn.next(60),
            drawn.of(&["A", "B", "C"]),
            drawn.of(&["yes", "yes", "yes", "no"]),
            drawn.next(240),
            drawn.of(&["1", "1", "0"])
        );
    }
    Trade { name: "calls", files: vec![("calls.tsv", text.into_bytes())] }
}

/// A workbook with a title above the header, and a second sheet.
fn training() -> Trade {
    let mut drawn = Drawn(10);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Courses").expect("a name");
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(0, 0, "Courses held").expect("a cell");
    for (column, name) in
        ["Course", "Student No", "Date", "Site", "Completed", "Rating", "Fee"].iter().enumerate()
    {
        sheet.write(2, column as u16, *name).expect("a cell");
    }
    for n in 0..260_u64 {
        let row = 3 + n as u32;
        let on = working(day(first(), n * 430 / 260));
        let on = rust_xlsxwriter::ExcelDateTime::from_ymd(on.year() as u16, on.month() as u8, on.day() as u8);
        sheet.write(row, 0, format!("K-{n:03}")).expect("a cell");
        sheet.write(row, 1, format!("S{:03}", drawn.next(120))).expect("a cell");
        sheet.write_with_format(row, 2, on.expect("a day"), &date).expect("a cell");
        sheet.write(row, 3, drawn.of(&["Kraków", "Sevilla"])).expect("a cell");
        sheet.write(row, 4, drawn.of(&["yes", "yes", "yes", "no"])).expect("a cell");
        sheet.write(row, 5, (1 + drawn.next(5)) as f64).expect("a cell");
        sheet.write(row, 6, (100 + drawn.next(400)) as f64).expect("a cell");
    }
    book.add_worksheet().set_name("Notes").expect("a name").write(0, 0, "by hand").expect("a cell");
    Trade { name: "training", files: vec![("courses.xlsx", book.save_to_buffer().expect("a workbook"))] }
}
