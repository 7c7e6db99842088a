//! Net promoter score, satisfaction, effort and sample sizes.

use super::{answer, answers, count_where, list, low_high, number, numbers, rows, run, tally, tally_sums};
use mando::statistics::{interval, quotient};
use serde_json::{Value, json};

struct Wave {
    promoters: f64,
    passives: f64,
    detractors: f64,
}

impl Wave {
    fn from_inputs(inputs: &Value) -> Wave {
        let count = |group: &str| number(&inputs[group]);
        Wave { promoters: count("promoters"), passives: count("passives"), detractors: count("detractors") }
    }

    fn n(&self) -> f64 {
        self.promoters + self.passives + self.detractors
    }

    fn score(&self) -> Option<f64> {
        self.wald().map(|wald| wald.centre)
    }

    fn wald(&self) -> Option<interval::Estimate> {
        interval::wald_nps(self.promoters, self.detractors, self.n())
    }
}

fn nps_of_counts(inputs: &Value) -> Value {
    let wave = Wave::from_inputs(inputs);
    let n = wave.n();
    let wald = wave.wald();
    let adjusted = interval::adjusted_wald_nps(wave.promoters, wave.detractors, n);
    let [wald_low, wald_high] = low_high(wald.map(|wald| wald.interval));
    let [adjusted_low, adjusted_high] = low_high(adjusted.map(|adjusted| adjusted.interval));
    let error = wald.map(|wald| wald.standard_error);
    json!({
        "n": n,
        "promoters": wave.promoters,
        "passives": wave.passives,
        "detractors": wave.detractors,
        "nps": answer(wave.score()),
        "variance": answer(error.map(|error| (error / 100.0).powi(2) * n)),
        "se": answer(error),
        "wald_low": answer(wald_low),
        "wald_high": answer(wald_high),
        "adjwald_centre": answer(adjusted.map(|adjusted| adjusted.centre)),
        "adjwald_se": answer(adjusted.map(|adjusted| adjusted.standard_error)),
        "adjwald_low": answer(adjusted_low),
        "adjwald_high": answer(adjusted_high),
    })
}

fn nps_of_shares(inputs: &Value) -> Value {
    let (p, d) = (number(&inputs["p"]), number(&inputs["d"]));
    let one = interval::wald_nps(p, d, 1.0);
    json!({
        "nps": answer(one.map(|one| one.centre)),
        "variance": answer(one.map(|one| (one.standard_error / 100.0).powi(2))),
    })
}

fn nps_change(inputs: &Value) -> Value {
    let before = Wave::from_inputs(&inputs["wave1"]).wald().expect("answers in wave 1");
    let after = Wave::from_inputs(&inputs["wave2"]).wald().expect("answers in wave 2");
    let limits = interval::square_and_add(
        (before.centre, before.normal_limits()),
        (after.centre, after.normal_limits()),
    );
    json!({
        "change": answer(after.centre - before.centre),
        "low": answer(limits.low),
        "high": answer(limits.high),
    })
}

fn nps_pooled(inputs: &Value) -> Value {
    let waves: Vec<Wave> = list(&inputs["months"]).iter().map(Wave::from_inputs).collect();
    let total = |part: fn(&Wave) -> f64| waves.iter().map(part).sum::<f64>();
    let scores: Vec<f64> = waves.iter().filter_map(Wave::score).collect();
    let pooled = Wave {
        promoters: total(|wave| wave.promoters),
        passives: total(|wave| wave.passives),
        detractors: total(|wave| wave.detractors),
    };
    json!({
        "pooled": answer(pooled.score()),
        "mean_of_months": answer(quotient(scores.iter().sum(), scores.len() as f64)),
    })
}

fn stratified(inputs: &Value) -> Value {
    rows::stratified(list(&inputs["segments"]))
}

fn top_two(inputs: &Value) -> Value {
    let tally = tally(&inputs["counts"]);
    let (n, sum, squares) = tally_sums(&tally);
    let top = count_where(&tally, |score| score >= 4.0);
    let mean = interval::mean_t(n, sum, squares).expect("there are answers");
    let scale = numbers(&inputs["scale"]);
    json!({
        "n": n,
        "top2": top,
        "csat": answer(quotient(top, n)),
        "csat_pct_rounded": answer(quotient(100.0 * top, n).map(f64::round)),
        "wilson95": answers(low_high(interval::wilson(top, n))),
        "mean": answer(mean.centre),
        "sd": answer(interval::standard_deviation(n, sum, squares)),
        "mean_low": answer(mean.interval.low),
        "mean_high": answer(mean.interval.high),
        "mean_0_100": answer(quotient(100.0 * (mean.centre - scale[0]), scale[1] - scale[0])),
    })
}

fn mean_against_top_two(inputs: &Value) -> Value {
    let samples = [numbers(&inputs["a"]), numbers(&inputs["b"])];
    let n = |sample: &Vec<f64>| sample.len() as f64;
    json!({
        "mean": answers(samples.iter().map(|sample| quotient(sample.iter().sum(), n(sample)))),
        "top2": answers(samples.iter().map(|sample| {
            quotient(sample.iter().filter(|score| **score >= 4.0).count() as f64, n(sample))
        })),
    })
}

fn effort(inputs: &Value) -> Value {
    let tally = tally(&inputs["counts"]);
    let (n, sum, squares) = tally_sums(&tally);
    let (easy, hard) = (count_where(&tally, |score| score >= 5.0), count_where(&tally, |score| score <= 3.0));
    json!({
        "n": n,
        "mean": answer(interval::mean_t(n, sum, squares).map(|mean| mean.centre)),
        "agree_5_7": answer(quotient(easy, n)),
        "net_easy": answer(interval::wald_nps(easy, hard, n).map(|net| net.centre)),
        "wilson95_agree": answers(low_high(interval::wilson(easy, n))),
    })
}

fn finite_population(inputs: &Value) -> Value {
    let (p, population) = (number(&inputs["p"]), number(&inputs["N"]));
    let half_width =
        |n: &f64| interval::normal(p, (p * (1.0 - p) / n).sqrt()).map(|e| e.interval.half_width());
    let plain: Vec<Option<f64>> = numbers(&inputs["n"]).iter().map(half_width).collect();
    let factors = numbers(&inputs["n"]);
    let factors = factors.iter().map(|n| interval::finite_population_factor(*n, population));
    json!({
        "moe": answers(plain.iter().zip(factors).map(|(margin, factor)| Some(margin.as_ref()? * factor?))),
        "moe_no_fpc": answers(plain.iter().copied()),
    })
}

#[test]
fn nps_agrees_with_the_vectors() {
    run(
        "nps",
        &[
            ("NPS-50-30-20", nps_of_counts),
            ("NPS-12-5-3", nps_of_counts),
            ("NPS-10-0-0", nps_of_counts),
            ("NPS-0-1-0", nps_of_counts),
            ("NPS-180-140-80", nps_of_counts),
            ("NPS-EMPTY", nps_of_counts),
            ("NPS-POP", nps_of_shares),
            ("NPS-CHANGE", nps_change),
            ("NPS-POOL", nps_pooled),
            ("NPS-STRAT", stratified),
            ("NPS-RAW", rows::raw_answers),
            ("NPS-1TO10", rows::from_one),
        ],
        &[],
    );
}

#[test]
fn surveys_agree_with_the_vectors() {
    run(
        "survey",
        &[
            ("SRV-FPC", finite_population),
            ("SRV-RR", rows::response_rate),
            ("SRV-RR0", rows::response_rate),
            ("SRV-SUPPRESS", rows::suppressed),
        ],
        &["SRV-KISH"],
    );
}

#[test]
fn csat_agrees_with_the_vectors() {
    run("csat", &[("CSAT-01", top_two), ("CSAT-02", mean_against_top_two)], &[]);
}

#[test]
fn ces_agrees_with_the_vectors() {
    run("ces", &[("CES-01", effort)], &[]);
}
