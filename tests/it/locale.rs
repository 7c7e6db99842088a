//! Numbers, dates and names of periods in a reader's language.

use chrono::NaiveDate;
use mando::calendar::{Calendar, FiscalName, Grain, Period, Wave, Weeks};
use mando::locale::{ABSENT, Grouping, Locale, Notation, Scale};
use proptest::prelude::*;

const GB: Locale = Locale::EN_GB;
const US: Locale = Locale::EN_US;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(calendar: &Calendar, grain: Grain, date: &str) -> Period {
    calendar.period_of(grain, day(date)).expect("a period")
}

#[test]
fn locales_are_found_by_their_code() {
    assert_eq!(Locale::parse("en-GB"), Some(GB));
    assert_eq!(Locale::parse("en-US").map(|locale| locale.language()), Some("en"));
    assert_eq!(Locale::parse("tlh"), None);
    assert!(Locale::codes().all(|code| Locale::parse(code).is_some()));
}

#[test]
fn numbers_round_once_half_away_from_zero() {
    assert_eq!(GB.number(0.285, 2), "0.29");
    assert_eq!(GB.number(2.675, 2), "2.68");
    assert_eq!(GB.number(-2.675, 2), "−2.68");
    assert_eq!(GB.number(0.5, 0), "1");
    assert_eq!(GB.number(2.5, 0), "3");
    assert_eq!(GB.number(0.49, 0), "0");
    assert_eq!(GB.number(999.95, 1), "1,000.0");
    assert_eq!(GB.number(0.0009, 3), "0.001");
    assert_eq!(GB.number(0.0004, 3), "0.000");
    assert_eq!(GB.number(1e21, 0), "1,000,000,000,000,000,000,000");
    assert_eq!(GB.number(89.999, 1), "90.0");
}

#[test]
fn thousands_are_set_apart_and_decimals_are_fixed() {
    assert_eq!(GB.number(1234567.0, 2), "1,234,567.00");
    assert_eq!(GB.number(999.0, 0), "999");
    assert_eq!(GB.integer(-1234), "−1,234");
    assert_eq!(GB.integer(i64::MIN), "−9,223,372,036,854,775,808");
}

#[test]
fn percent_moves_the_point_and_never_multiplies() {
    assert_eq!(GB.percent(0.682, 1), "68.2%");
    assert_eq!(GB.percent(0.285, 0), "29%");
    assert_eq!(GB.percent(1.0, 1), "100.0%");
    assert_eq!(GB.percent(0.0005, 1), "0.1%");
    assert_eq!(GB.signed_percent(-0.036, 1), "−3.6%");
    assert_eq!(GB.signed_points(0.008, 1), "+0.8");
}

#[test]
fn zero_has_no_sign() {
    assert_eq!(GB.signed(0.8, 1), "+0.8");
    assert_eq!(GB.signed(-3.6, 1), "−3.6");
    for zero in [0.0, -0.0, 0.04, -0.04] {
        assert_eq!(GB.signed(zero, 1), "0.0");
        assert_eq!(GB.number(zero, 1), "0.0");
    }
}

#[test]
fn scales_put_their_word_into_the_unit() {
    let millions = Notation { decimals: 2, scale: Scale::Million, ..Notation::default() };
    assert_eq!(GB.format(8_911_407.9, millions), "8.91");
    assert_eq!(
        GB.format(1_240_000.0, Notation { decimals: 0, scale: Scale::Thousand, ..Notation::default() }),
        "1,240"
    );
}

#[test]
fn what_is_no_number_is_absent() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(GB.percent(value, 1), ABSENT);
    }
}

#[test]
fn dates_follow_the_region() {
    assert_eq!(GB.date(day("1998-04-30")), "30 April 1998");
    assert_eq!(US.date(day("1998-04-30")), "April 30, 1998");
    assert_eq!(GB.date_short(day("1998-04-03")), "3 Apr 1998");
    assert_eq!(GB.month(day("1998-04-30")), "April 1998");
    assert_eq!(GB.month_short(day("1998-04-30")), "Apr 1998");
    assert_eq!(GB.days(day("1998-04-01"), day("1998-06-30")), "1 April 1998 to 30 June 1998");
    assert_eq!(GB.days(day("1998-04-01"), day("1998-04-01")), "1 April 1998");
}

#[test]
fn periods_have_names_for_readers_and_for_axes() {
    let plain = Calendar::default();
    let names = |calendar: &Calendar, grain, date| {
        let period = period(calendar, grain, date);
        [GB.period(calendar, &period), GB.period_axis(calendar, &period)]
    };
    assert_eq!(names(&plain, Grain::Month, "1998-04-30"), ["April 1998", "Apr 98"]);
    assert_eq!(names(&plain, Grain::Quarter, "1998-04-30"), ["Q2 1998", "Q2 98"]);
    assert_eq!(names(&plain, Grain::Week, "1998-04-30"), ["Week 18, 1998", "W18 98"]);
    assert_eq!(names(&plain, Grain::Year, "1998-04-30"), ["1998", "1998"]);
    let december = Calendar {
        fiscal_year_starts: "december".parse().expect("a month"),
        fiscal_year_named: FiscalName::End,
        ..Calendar::default()
    };
    assert_eq!(names(&december, Grain::Year, "2010-12-01"), ["FY2010/11", "FY11"]);
    assert_eq!(names(&december, Grain::Quarter, "2010-12-01"), ["Q1 FY2011", "Q1 FY11"]);
    let ends = "last saturday of january".parse().expect("an end");
    let shops = Calendar { weeks: Weeks::Retail { pattern: [4, 4, 5], ends }, ..Calendar::default() };
    assert_eq!(names(&shops, Grain::Year, "2026-04-10"), ["FY2026/27", "FY27"]);
    assert_eq!(names(&shops, Grain::Month, "2026-04-10"), ["Period 3, FY2027", "P3 FY27"]);
    let wave = Wave { label: "Spring".to_owned(), first: day("2016-05-01"), last: day("2016-05-31") };
    let surveys = Calendar { waves: vec![wave], ..Calendar::default() };
    assert_eq!(names(&surveys, Grain::Wave, "2016-05-05"), ["Spring", "Spring"]);
}

const OTHERS: [Locale; 4] = [Locale::ES_ES, Locale::ES_MX, Locale::EL_GR, Locale::PL_PL];

#[test]
fn a_language_alone_is_its_first_locale() {
    let found = ["en", "es", "el", "pl"].map(|code| Locale::parse(code).map(|locale| locale.code()));
    assert_eq!(found, [Some("en-GB"), Some("es-ES"), Some("el-GR"), Some("pl-PL")]);
}

#[test]
fn each_locale_has_signs_of_its_own() {
    let said = |text: fn(Locale) -> String| OTHERS.map(text);
    assert_eq!(said(|l| l.number(12_345.6, 1)), ["12.345,6", "12,345.6", "12.345,6", "12\u{a0}345,6"]);
    assert_eq!(said(|l| l.number(1234.0, 0)), ["1234", "1,234", "1.234", "1234"]);
    // Beside numbers of five digits those of four are set apart too.
    let column = |l: Locale| {
        let notation = Notation { grouping: Grouping::beside(12_345.0), ..Notation::default() };
        l.format(1234.0, notation)
    };
    assert_eq!(said(column), ["1.234", "1,234", "1.234", "1\u{a0}234"]);
    assert_eq!(Grouping::beside(9_999.0), Grouping::Usual);
    assert_eq!(said(|l| l.percent(0.843, 1)), ["84,3\u{a0}%", "84.3%", "84,3%", "84,3%"]);
    assert_eq!(said(|l| l.signed(-0.75, 2)), ["−0,75", "−0.75", "−0,75", "−0,75"]);
    assert_eq!(said(|l| l.written(-1234.5)), ["−1234,5", "−1234.5", "−1234,5", "−1234,5"]);
}

#[test]
fn dates_follow_the_language() {
    assert_eq!(
        OTHERS.map(|l| l.date(day("2026-04-09"))),
        ["9 de abril de 2026", "9 de abril de 2026", "9 Απριλίου 2026", "9 kwietnia 2026 r."]
    );
    assert_eq!(
        OTHERS.map(|l| l.month(day("2026-09-09"))),
        ["septiembre de 2026", "septiembre de 2026", "Σεπτέμβριος 2026", "wrzesień 2026"]
    );
    assert_eq!(
        OTHERS.map(|l| l.month_short(day("2026-09-09"))),
        ["sept 2026", "sep 2026", "Σεπ 2026", "wrz 2026"]
    );
}

#[test]
fn quarters_are_counted_as_each_language_does() {
    let plain = Calendar::default();
    let named = |l: Locale, date| l.period(&plain, &period(&plain, Grain::Quarter, date));
    assert_eq!(
        OTHERS.map(|l| named(l, "2026-02-01")),
        ["1.er trimestre de 2026", "1T26", "Α΄ τρίμηνο 2026", "I kwartał 2026 r."]
    );
    assert_eq!(
        OTHERS.map(|l| named(l, "2026-11-01")),
        ["4.º trimestre de 2026", "4T26", "Δ΄ τρίμηνο 2026", "IV kwartał 2026 r."]
    );
    let december = Calendar {
        fiscal_year_starts: "december".parse().expect("a month"),
        fiscal_year_named: FiscalName::End,
        ..Calendar::default()
    };
    let second = period(&december, Grain::Quarter, "2026-03-01");
    assert_eq!(
        OTHERS.map(|l| l.period(&december, &second)),
        ["2T ej. 2026", "2T ej. 2026", "Β΄ τρίμ. χρήσης 2026", "II kw. r. obr. 2026"]
    );
}

#[test]
fn greek_parts_its_clauses_by_a_raised_point() {
    let clauses = ["a", "b, c"];
    assert_eq!(OTHERS.map(|l| l.clauses(&clauses)), ["a; b, c", "a; b, c", "a· b, c", "a; b, c"]);
    assert_eq!(OTHERS.map(|l| l.list(&["a", "b"])), ["a y b", "a y b", "a και b", "a i b"]);
}

#[test]
fn lists_read_as_sentences() {
    assert_eq!(GB.list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(US.list(&["a", "b", "c"]), "a, b, and c");
    assert_eq!([GB.list(&["a", "b"]), GB.list(&["a"]), GB.list::<&str>(&[])], ["a and b", "a", ""]);
}

proptest! {
    #[test]
    fn a_decimal_prints_as_it_is_written(whole in 0u32..1_000_000, hundredths in 0u32..100) {
        let text = format!("{whole}.{hundredths:02}");
        let value: f64 = text.parse().expect("a number");
        prop_assert_eq!(GB.number(value, 2).replace(',', ""), text);
    }

    #[test]
    fn a_half_rounds_away_from_zero(whole in 0u32..1_000_000, tenths in 0u32..10) {
        let value: f64 = format!("{whole}.{tenths}5").parse().expect("a number");
        let up = whole * 10 + tenths + 1;
        prop_assert_eq!(GB.number(value, 1).replace(',', ""), format!("{}.{}", up / 10, up % 10));
    }

    #[test]
    fn any_number_can_be_printed(value in any::<f64>(), decimals in 0usize..8) {
        let text = GB.signed(value, decimals);
        prop_assert!(!text.is_empty());
        prop_assert!(text == ABSENT || text.chars().all(|letter| letter.is_ascii_digit() || "+−,.".contains(letter)));
    }
}

/// Every format that reports use, as controllers of each language write it: British, American, of Spain, of Mexico, Greek, Polish.
#[test]
fn formats_are_those_of_the_glossary() {
    let locales = [GB, US, Locale::ES_ES, Locale::ES_MX, Locale::EL_GR, Locale::PL_PL];
    let plain = Calendar::default();
    let fiscal = Calendar {
        fiscal_year_starts: "april".parse().expect("a month"),
        fiscal_year_named: FiscalName::Start,
        ..Calendar::default()
    };
    let at = |calendar: &Calendar, grain| period(calendar, grain, "2026-04-09");
    let quarter = |calendar: &Calendar| at(calendar, Grain::Quarter);
    let beside = Notation { grouping: Grouping::beside(12_345.0), ..Notation::default() };
    let said = |format: &dyn Fn(Locale) -> String| locales.map(format);
    let (q, week) = (quarter(&plain), at(&plain, Grain::Week));
    let (fq, fy) = (quarter(&fiscal), at(&fiscal, Grain::Year));
    let wanted: [(&str, [String; 6], [&str; 6]); 16] = [
        (
            "number",
            said(&|l| l.number(12_345.6, 1)),
            ["12,345.6", "12,345.6", "12.345,6", "12,345.6", "12.345,6", "12\u{a0}345,6"],
        ),
        ("four digits", said(&|l| l.number(1234.0, 0)), ["1,234", "1,234", "1234", "1,234", "1.234", "1234"]),
        (
            "four digits beside five",
            said(&|l| l.format(1234.0, beside)),
            ["1,234", "1,234", "1.234", "1,234", "1.234", "1\u{a0}234"],
        ),
        (
            "percent",
            said(&|l| l.percent(0.843, 1)),
            ["84.3%", "84.3%", "84,3\u{a0}%", "84.3%", "84,3%", "84,3%"],
        ),
        ("minus", said(&|l| l.signed(-0.8, 1)), ["−0.8", "−0.8", "−0,8", "−0.8", "−0,8", "−0,8"]),
        (
            "day",
            said(&|l| l.date(day("2026-04-09"))),
            [
                "9 April 2026",
                "April 9, 2026",
                "9 de abril de 2026",
                "9 de abril de 2026",
                "9 Απριλίου 2026",
                "9 kwietnia 2026 r.",
            ],
        ),
        (
            "day in a table",
            said(&|l| l.date_short(day("2026-04-09"))),
            ["9 Apr 2026", "Apr 9, 2026", "09/04/2026", "09/04/2026", "9/4/2026", "9.04.2026"],
        ),
        (
            "days of one month",
            said(&|l| l.days(day("2026-04-09"), day("2026-04-19"))),
            [
                "9–19 April 2026",
                "April 9–19, 2026",
                "del 9 al 19 de abril de 2026",
                "del 9 al 19 de abril de 2026",
                "9–19 Απριλίου 2026",
                "9–19 kwietnia 2026 r.",
            ],
        ),
        (
            "month",
            said(&|l| l.month(day("2026-04-09"))),
            ["April 2026", "April 2026", "abril de 2026", "abril de 2026", "Απρίλιος 2026", "kwiecień 2026"],
        ),
        (
            "month at an axis",
            said(&|l| l.period_axis(&plain, &at(&plain, Grain::Month))),
            ["Apr 26", "Apr 26", "abr 26", "abr 26", "Απρ 26", "kwi 26"],
        ),
        (
            "quarter",
            said(&|l| l.period(&plain, &q)),
            ["Q2 2026", "Q2 2026", "2.º trimestre de 2026", "2T26", "Β΄ τρίμηνο 2026", "II kwartał 2026 r."],
        ),
        (
            "quarter at an axis",
            said(&|l| l.period_axis(&plain, &q)),
            ["Q2 26", "Q2 26", "2T26", "2T26", "Β΄ τρίμ. 26", "II kw. 26"],
        ),
        (
            "fiscal year",
            said(&|l| l.period(&fiscal, &fy)),
            [
                "FY2026/27",
                "FY2026/27",
                "ejercicio 2026-27",
                "ejercicio 2026-27",
                "χρήση 2026/27",
                "rok obrotowy 2026/2027",
            ],
        ),
        (
            "fiscal quarter",
            said(&|l| l.period(&fiscal, &fq)),
            [
                "Q1 FY2026",
                "Q1 FY2026",
                "1T ej. 2026",
                "1T ej. 2026",
                "Α΄ τρίμ. χρήσης 2026",
                "I kw. r. obr. 2026",
            ],
        ),
        (
            "week",
            said(&|l| l.period(&plain, &week)),
            [
                "Week 15, 2026",
                "Week 15, 2026",
                "semana 15 de 2026",
                "semana 15 de 2026",
                "εβδομάδα 15/2026",
                "tydzień 15/2026",
            ],
        ),
        (
            "list",
            said(&|l| l.list(&["a", "b", "c"])),
            ["a, b and c", "a, b, and c", "a, b y c", "a, b y c", "a, b και c", "a, b i c"],
        ),
    ];
    for (format, found, expected) in wanted {
        assert_eq!(found, expected.map(str::to_owned), "{format}");
    }
}

#[test]
fn names_stand_as_the_language_has_them() {
    let sorted = |locale: Locale, mut names: Vec<&'static str>| {
        let collation = locale.collation();
        names.sort_by(|a, b| collation.compare(a, b));
        names
    };
    assert_eq!(
        sorted(Locale::PL_PL, vec!["Łódź", "Zamość", "Lublin", "Ćmielów", "Mława", "Cieszyn"]),
        ["Cieszyn", "Ćmielów", "Lublin", "Łódź", "Mława", "Zamość"]
    );
    assert_eq!(
        sorted(Locale::ES_ES, vec!["Ñuñoa", "Oviedo", "Ávila", "Burgos", "Nerja"]),
        ["Ávila", "Burgos", "Nerja", "Ñuñoa", "Oviedo"]
    );
    assert_eq!(
        sorted(Locale::EL_GR, vec!["Ωρωπός", "Άργος", "Βόλος", "Athens", "Αθήνα"]),
        ["Αθήνα", "Άργος", "Βόλος", "Ωρωπός", "Athens"]
    );
    assert_eq!(sorted(GB, vec!["zeta", "Alpha", "beta", "alpha"]), ["alpha", "Alpha", "beta", "zeta"]);
    // A language that does not ship has the order of letters for all languages.
    assert_eq!(sorted(GB, vec!["b", "á", "a"]), ["a", "á", "b"]);
}

proptest! {
    /// Any two names have one order, which does not hang on what stood first.
    #[test]
    fn an_order_of_names_is_total(one in ".{0,8}", other in ".{0,8}") {
        let collation = Locale::PL_PL.collation();
        let there = collation.compare(&one, &other);
        prop_assert_eq!(there, collation.compare(&other, &one).reverse());
        prop_assert_eq!(there == std::cmp::Ordering::Equal, one == other);
    }
}
