//! What comments say.

use super::rows::{Row, Says};
use super::view::{Found, Rows, View, over};
use super::{Case, OverTime};

pub(super) const CASES: &[Case] = &[
    Case::new("sentiment", "{ sentiment: label }", OverTime::Pools, |view| {
        let labels = Labels::count(view, &["positive"], &["negative"], None);
        labels.found(view, labels.net())
    }),
    Case::new(
        "sentiment_negative",
        "{ sentiment: { label: label, positive: [Positive, delighted], negative: negative, neutral: [neutral], counting: negative } }",
        OverTime::Pools,
        |view| {
            let labels = Labels::count(view, &["positive", "delighted"], &["negative"], Some(&["neutral"]));
            labels.found(view, over(labels.negative, labels.scored))
        },
    ),
    Case::new(
        "sentiment_corrected",
        "{ sentiment: { label: label, counting: positive, sensitivity: 80%, specificity: 0.9 } }",
        OverTime::Pools,
        |view| {
            let labels = Labels::count(view, &["positive"], &["negative"], None);
            let observed = over(labels.positive, labels.scored);
            labels.found(view, observed.map(|share| ((share - 0.1) / 0.7).clamp(0.0, 1.0)))
        },
    ),
    Case::new(
        "sentiment_text",
        "{ sentiment: { text: comment, language: language } }",
        OverTime::Pools,
        |view| texts(view, Labels::net),
    ),
    Case::new(
        "sentiment_text_share",
        "{ sentiment: { text: comment, language: language, counting: positive } }",
        OverTime::Pools,
        |view| texts(view, |labels| over(labels.positive, labels.scored)),
    ),
    Case::new(
        "sentiment_of_sales",
        "{ sentiment: { text: comment, language: language } }",
        OverTime::Pools,
        |view| texts_of(view, view.rows().only(Row::sells), Labels::net),
    )
    .of_sales(),
];

struct Labels {
    positive: Option<f64>,
    negative: Option<f64>,
    scored: Option<f64>,
    unscored: Option<f64>,
    all: Option<f64>,
}

impl Labels {
    fn count(view: &View<'_>, positive: &[&str], negative: &[&str], neutral: Option<&[&str]>) -> Labels {
        let rows = view.rows();
        let is = |row: &Row, labels: &[&str]| {
            row.label.is_some_and(|label| labels.contains(&label.trim().to_lowercase().as_str()))
        };
        let scored = |row: &Row| match neutral {
            None => row.label.is_some(),
            Some(neutral) => is(row, positive) || is(row, negative) || is(row, neutral),
        };
        Labels {
            positive: rows.count(|row| is(row, positive)),
            negative: rows.count(|row| is(row, negative)),
            scored: rows.count(scored),
            unscored: rows.count(|row| !scored(row)),
            all: rows.count(|_| true),
        }
    }

    fn net(&self) -> Option<f64> {
        over(self.positive.zip(self.negative).map(|(good, bad)| 100.0 * (good - bad)), self.scored)
    }

    fn found(&self, view: &View<'_>, value: Option<f64>) -> Found {
        let Labels { positive, negative, scored, unscored, all } = *self;
        let parts = [
            ("positive", positive),
            ("negative", negative),
            ("scored", scored),
            ("unscored", unscored),
            ("all", all),
        ];
        view.found(value, scored, parts)
    }
}

fn texts(view: &View<'_>, value: fn(&Labels) -> Option<f64>) -> Found {
    texts_of(view, view.rows(), value)
}

fn texts_of(view: &View<'_>, rows: Rows<'_>, value: fn(&Labels) -> Option<f64>) -> Found {
    let says = |wanted: &'static [Says]| {
        rows.count(move |row| row.comment.is_some_and(|comment| wanted.contains(&comment.says)))
    };
    let unread = rows.count(|row| row.comment.is_none_or(|comment| comment.says == Says::Unread));
    let labels = Labels {
        positive: says(&[Says::Good]),
        negative: says(&[Says::Bad]),
        scored: says(&[Says::Good, Says::Bad, Says::Neither, Says::NoWord]),
        unscored: unread,
        all: rows.count(|_| true),
    };
    let mut found = labels.found(view, value(&labels));
    found.parts.insert("wordless", says(&[Says::NoWord]));
    found
}
