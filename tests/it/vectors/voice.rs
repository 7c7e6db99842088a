//! Net sentiment, shares of comments, cut points, and the errors of a classifier.

use super::{answer, list, low_high, number, run};
use mando::sentiment::Mood;
use mando::statistics::classifier::rogan_gladen;
use mando::statistics::{interval, quotient};
use serde_json::{Value, json};

struct Comments {
    positive: f64,
    neutral: f64,
    negative: f64,
}

impl Comments {
    fn from_inputs(inputs: &Value) -> Comments {
        let count = |mood: &str| number(&inputs[mood]);
        Comments { positive: count("positive"), neutral: count("neutral"), negative: count("negative") }
    }

    fn scored(&self) -> f64 {
        self.positive + self.neutral + self.negative
    }

    fn net(&self) -> Option<f64> {
        net_of(self.positive, self.negative, self.scored())
    }
}

fn net_of(positive: f64, negative: f64, n: f64) -> Option<f64> {
    interval::wald_nps(positive, negative, n).map(|net| net.centre)
}

fn shares(inputs: &Value) -> Value {
    let comments = Comments::from_inputs(inputs);
    let (scored, polar) = (comments.scored(), comments.positive + comments.negative);
    json!({
        "positive_share": answer(quotient(comments.positive, scored)),
        "neutral_share": answer(quotient(comments.neutral, scored)),
        "negative_share": answer(quotient(comments.negative, scored)),
        "net": answer(comments.net()),
        "polar_net": answer(net_of(comments.positive, comments.negative, polar)),
        "positive_excluding_neutral": answer(quotient(comments.positive, polar)),
    })
}

fn limits(inputs: &Value) -> Value {
    let comments = Comments::from_inputs(inputs);
    let wald = interval::wald_nps(comments.positive, comments.negative, comments.scored());
    let adjusted = interval::adjusted_wald_nps(comments.positive, comments.negative, comments.scored());
    let [wald_low, wald_high] = low_high(wald.map(|wald| wald.interval));
    let [adjusted_low, adjusted_high] = low_high(adjusted.map(|adjusted| adjusted.interval));
    json!({
        "net": answer(comments.net()),
        "se": answer(wald.map(|wald| wald.standard_error)),
        "wald_low": answer(wald_low),
        "wald_high": answer(wald_high),
        "adjwald_low": answer(adjusted_low),
        "adjwald_high": answer(adjusted_high),
    })
}

fn cut_points(inputs: &Value) -> Value {
    let moods: Vec<Option<Mood>> =
        list(&inputs["compound"]).iter().map(|score| score.as_f64().and_then(Mood::from_compound)).collect();
    let count = |mood: Option<Mood>| moods.iter().filter(|found| **found == mood).count();
    let (positive, negative) = (count(Some(Mood::Positive)), count(Some(Mood::Negative)));
    let neutral = count(Some(Mood::Neutral));
    let label = |mood: &Option<Mood>| match mood {
        Some(Mood::Positive) => json!("positive"),
        Some(Mood::Neutral) => json!("neutral"),
        Some(Mood::Negative) => json!("negative"),
        None => Value::Null,
    };
    let net = net_of(positive as f64, negative as f64, (positive + neutral + negative) as f64);
    json!({
        "label": moods.iter().map(label).collect::<Value>(),
        "positive": positive,
        "neutral": neutral,
        "negative": negative,
        "unscored": count(None),
        "net": answer(net),
    })
}

fn corrected(inputs: &Value) -> Value {
    let cases = list(&inputs["cases"]).iter();
    let share = |case: &Value| {
        let part = |name: &str| number(&case[name]);
        answer(rogan_gladen(part("observed"), part("sensitivity"), part("specificity")))
    };
    json!({ "corrected": cases.map(share).collect::<Value>() })
}

#[test]
fn sentiment_agrees_with_the_vectors() {
    let table: &[(&str, super::Answer)] =
        &[("SENT-01", shares), ("SENT-02", limits), ("SENT-03", cut_points), ("SENT-04", corrected)];
    run("sentiment", table, &[]);
}
