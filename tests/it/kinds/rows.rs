//! Made-up rows, as values and as the file that mando reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// The first day on which a row may stand.
pub(super) const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2023, 12, 1).expect("a day");
/// Days on which rows may stand: December to March.
const DAYS: u64 = 122;

/// One row; most of its cells may be empty.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) day: NaiveDate,
    pub(super) customer: Option<u8>,
    pub(super) order: Option<u8>,
    pub(super) cents: Option<i64>,
    pub(super) quantity: Option<i64>,
    pub(super) weight: Option<i64>,
    pub(super) score: Option<i64>,
    pub(super) started: Option<NaiveDate>,
    pub(super) promised: Option<NaiveDate>,
    /// Delivered, closed or returned; never before the row's own day.
    pub(super) ended: Option<NaiveDate>,
    pub(super) cancelled: Option<&'static str>,
    pub(super) region: Option<&'static str>,
    /// What a person, or another program, called the comment.
    pub(super) label: Option<&'static str>,
    pub(super) comment: Option<Comment>,
}

/// A comment and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment {
    text: &'static str,
    language: &'static str,
    pub(super) says: Says,
}

/// What a comment says, as a reader of its language would tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Good,
    Bad,
    Neither,
    /// Nothing that a lexicon would know.
    NoWord,
    /// In a language without lexicon, or without words.
    Unread,
}

const COMMENTS: [(&str, &str, Says); 14] = [
    ("Excellent service and very friendly", "en", Says::Good),
    ("The worst delivery ever!", "en", Says::Bad),
    ("It was not good", "en-GB", Says::Bad),
    ("Good size; bad colour", "en", Says::Neither),
    ("The parcel came on Tuesday", "en", Says::NoWord),
    ("Un trato excelente :)", "es", Says::Good),
    ("MUY MALA ATENCION", "ES", Says::Bad),
    ("Άψογη εξυπηρέτηση", "el", Says::Good),
    ("Απαραδεκτη καθυστερηση", "el", Says::Bad),
    ("Bardzo miła obsługa", "pl", Says::Good),
    ("Nie polecam", "pl_PL", Says::Bad),
    ("Sehr gut", "de", Says::Unread),
    ("...", "en", Says::Unread),
    ("Great", "", Says::Unread),
];

impl Row {
    pub(super) fn amount(&self) -> Option<f64> {
        self.cents.map(|cents| cents as f64 / 100.0)
    }

    pub(super) fn quantity(&self) -> Option<f64> {
        self.quantity.map(|quantity| quantity as f64)
    }

    pub(super) fn sells(&self) -> bool {
        self.quantity.is_some_and(|quantity| quantity > 0)
    }

    pub(super) fn sends_back(&self) -> bool {
        self.quantity.is_some_and(|quantity| quantity < 0)
    }
}

/// Rows and the day at whose end they are looked at.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) rows: Vec<Row>,
    pub(super) as_of: NaiveDate,
}

/// A few rows, in no order, looked at when March is over or has eleven days to go.
pub(super) fn worlds() -> impl Strategy<Value = World> {
    let as_of = prop_oneof![Just("2024-03-31"), Just("2024-03-20")];
    (proptest::collection::vec(row(6), 1..48), as_of).prop_map(|(mut rows, as_of)| {
        settle(&mut rows);
        World { rows, as_of: as_of.parse().expect("a day") }
    })
}

/// Some hundred rows of many customers, so that some come, go and come back; looked at when March is over.
pub(super) fn many() -> impl Strategy<Value = World> {
    proptest::collection::vec(row(90), 300..301).prop_map(|mut rows| {
        settle(&mut rows);
        World { rows, as_of: "2024-03-31".parse().expect("a day") }
    })
}

/// A customer is in one region on one day: the rules do not say which of two would be the last.
fn settle(rows: &mut [Row]) {
    let mut homes = BTreeMap::new();
    for row in rows.iter_mut() {
        if let Some(customer) = row.customer {
            row.region = *homes.entry((customer, row.day)).or_insert(row.region);
        }
    }
}

fn maybe<T: std::fmt::Debug + Clone + 'static>(
    some: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Option<T>> {
    prop_oneof![1 => Just(None), 4 => some.prop_map(Some)]
}

fn row(customers: u8) -> impl Strategy<Value = Row> {
    let who = (0..DAYS, maybe(0..customers), maybe(0..9_u8));
    let figures = (
        maybe(prop_oneof![Just(0_i64), -5_000..20_000_i64]),
        maybe(-3..6_i64),
        maybe(0..4_i64),
        maybe(-1..12_i64),
    );
    let days = (maybe(-4..20_i64), maybe(0..40_u64), maybe(0..50_u64));
    let words = (
        prop_oneof![4 => Just(None), 1 => Just(Some("customer")), 1 => Just(Some("supplier"))],
        maybe(prop_oneof![Just("north"), Just("south")]),
        maybe(proptest::sample::select(vec!["positive", "Negative", "neutral", " delighted ", "error"])),
        maybe(proptest::sample::select(COMMENTS.to_vec())),
    );
    (who, figures, days, words).prop_map(|(who, figures, days, words)| {
        let day = FIRST + Days::new(who.0);
        Row {
            day,
            customer: who.1,
            order: who.2,
            cents: figures.0,
            quantity: figures.1,
            weight: figures.2,
            score: figures.3,
            started: days.0.map(|later| day + chrono::Duration::days(later)),
            promised: days.1.map(|later| day + Days::new(later)),
            ended: days.2.map(|later| day + Days::new(later)),
            cancelled: words.0,
            region: words.1,
            label: words.2,
            comment: words.3.map(|(text, language, says)| Comment { text, language, says }),
        }
    })
}

/// The rows as a text file.
pub(super) fn file(rows: &[Row]) -> String {
    let mut text =
        "day,customer,order_no,amount,quantity,weight,score,started,promised,ended,cancelled,region,label,comment,language\n"
            .to_owned();
    for row in rows {
        let name = |letter: char, number: Option<u8>| number.map(|number| format!("{letter}{number}"));
        let cells = [
            Some(row.day.to_string()),
            name('c', row.customer),
            name('o', row.order),
            row.amount().map(|amount| format!("{amount:.2}")),
            row.quantity.map(|quantity| quantity.to_string()),
            row.weight.map(|weight| weight.to_string()),
            row.score.map(|score| score.to_string()),
            row.started.map(|day| day.to_string()),
            row.promised.map(|day| day.to_string()),
            row.ended.map(|day| day.to_string()),
            row.cancelled.map(str::to_owned),
            row.region.map(str::to_owned),
            row.label.map(str::to_owned),
            row.comment.map(|comment| comment.text.to_owned()),
            row.comment.map(|comment| comment.language.to_owned()),
        ];
        writeln!(text, "{}", cells.map(Option::unwrap_or_default).join(",")).expect("writing to a text");
    }
    text
}
