//! Net promoter score, satisfaction, effort and sample sizes.

use super::{answer, answers, count_where, list, low_high, number, numbers, rows, run, tally, tally_sums};
use mando::evaluate::score;
use mando::evaluate::score::Sample;
use mando::statistics::interval::Stratum;
use mando::statistics::{interval, quotient};
use serde_json::{Value, json};

struct Wave {
    promoters: f64,
    passives: f64,
    detractors: f64,
}

impl Wave {
    fn of(inputs: &Value) -> Wave {
        let count = |group: &str| number(&inputs[group]);
        Wave { promoters: count("promoters"), passives: count("passives"), detractors: count("detractors") }
    }

    fn n(&self) -> f64 {
        self.promoters + self.passives + self.detractors
    }

    fn score(&self) -> Option<f64> {
        interval::nps(self.promoters, self.detractors, self.n())
    }

    fn wald(&self) -> Option<interval::Estimate> {
        interval::wald_nps(self.promoters, self.detractors, self.n())
    }
}

fn nps_of_counts(inputs: &Value) -> Value {
    let wave = Wave::of(inputs);
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
        "nps": answer(interval::nps(p, d, 1.0)),
        "variance": answer(one.map(|one| (one.standard_error / 100.0).powi(2))),
    })
}

fn nps_change(inputs: &Value) -> Value {
    let before = Wave::of(&inputs["wave1"]).wald().expect("answers in wave 1");
    let after = Wave::of(&inputs["wave2"]).wald().expect("answers in wave 2");
    let change = interval::independent_change(&before, &after).expect("both waves have answers");
    json!({
        "change": answer(change.change.centre),
        "se": answer(change.change.standard_error),
        "z": answer(change.z),
        "p_two_sided": answer(change.p_two_sided),
        "low": answer(change.change.interval.low),
        "high": answer(change.change.interval.high),
    })
}

fn nps_pooled(inputs: &Value) -> Value {
    let waves: Vec<Wave> = list(&inputs["months"]).iter().map(Wave::of).collect();
    let total = |part: fn(&Wave) -> f64| waves.iter().map(part).sum::<f64>();
    let scores: Vec<f64> = waves.iter().filter_map(Wave::score).collect();
    json!({
        "pooled": answer(interval::nps(total(|wave| wave.promoters), total(|wave| wave.detractors), total(Wave::n))),
        "mean_of_months": answer(quotient(scores.iter().sum(), scores.len() as f64)),
    })
}

fn stratified(inputs: &Value) -> Value {
    let parts = list(&inputs["segments"]);
    let strata: Vec<Stratum> = parts
        .iter()
        .map(|part| {
            let wave = Wave::of(part);
            let (promoters, detractors, n) = (wave.promoters, wave.detractors, wave.n());
            Stratum { population: number(&part["N"]), promoters, detractors, n }
        })
        .collect();
    let error = |finite: bool| interval::stratified_nps(&strata, finite).map(|e| e.standard_error);
    let centre = interval::stratified_nps(&strata, false).map(|e| e.centre);
    let found = rows::stratified(parts);
    let gap =
        centre.zip(found["weighted_nps"].as_f64()).map(|(by_strata, by_rows)| (by_strata - by_rows).abs());
    assert!(gap.is_some_and(|gap| gap < 1e-9), "{centre:?} by strata, {found} by weighted rows");
    json!({
        "weighted_nps": found["weighted_nps"],
        "unweighted_nps": found["unweighted_nps"],
        "se": answer(error(false)),
        "se_fpc": answer(error(true)),
    })
}

fn suppressed(inputs: &Value) -> Value {
    let wave = Wave::of(inputs);
    let sample = score::sample(wave.n(), number(&inputs["min_n"]));
    let status = match sample {
        Sample::Empty => "no_data",
        Sample::TooSmall => "insufficient_data",
        Sample::Enough => "ok",
    };
    let value = wave.score().filter(|_| sample == Sample::Enough);
    json!({ "n": wave.n(), "value": answer(value), "status": status })
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
        "net_easy": answer(interval::nps(easy, hard, n)),
        "wilson95_agree": answers(low_high(interval::wilson(easy, n))),
    })
}

fn effective_sample(inputs: &Value) -> Value {
    let weights = tally(&inputs["weights"]);
    let (n, sum, squares) = tally_sums(&weights);
    let effective = interval::kish(sum, squares);
    let effect = effective.and_then(|effective| quotient(n, effective));
    json!({ "n": n, "n_eff": answer(effective), "deff": answer(effect) })
}

fn minimum(_: &Value) -> Value {
    let (worst_share, worst_nps, usual_nps) = (0.25, 1.0, 0.5 + 0.2 - 0.3_f64.powi(2));
    json!({
        "proportion_5pts": answer(interval::minimum_n(worst_share, 0.05, None)),
        "proportion_5pts_N1000": answer(interval::minimum_n(worst_share, 0.05, Some(1000.0))),
        "nps_10pts_worst": answer(interval::minimum_n(worst_nps, 0.1, None)),
        "nps_5pts_worst": answer(interval::minimum_n(worst_nps, 0.05, None)),
        "nps_10pts_p50_d20": answer(interval::minimum_n(usual_nps, 0.1, None)),
        "nps_5pts_p50_d20": answer(interval::minimum_n(usual_nps, 0.05, None)),
    })
}

fn finite_population(inputs: &Value) -> Value {
    let (p, population) = (number(&inputs["p"]), number(&inputs["N"]));
    let plain: Vec<Option<f64>> =
        numbers(&inputs["n"]).iter().map(|n| interval::margin_of_error(p * (1.0 - p), *n)).collect();
    let factors = numbers(&inputs["n"]);
    let factors = factors.iter().map(|n| interval::finite_population_factor(*n, population));
    json!({
        "moe": answers(plain.iter().zip(factors).map(|(margin, factor)| Some(margin.as_ref()? * factor?))),
        "moe_no_fpc": answers(plain.iter().copied()),
    })
}

#[test]
fn nps() {
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
fn survey() {
    run(
        "survey",
        &[
            ("SRV-KISH", effective_sample),
            ("SRV-MINN", minimum),
            ("SRV-FPC", finite_population),
            ("SRV-RR", rows::response_rate),
            ("SRV-RR0", rows::response_rate),
            ("SRV-SUPPRESS", suppressed),
        ],
        &[],
    );
}

#[test]
fn csat() {
    run("csat", &[("CSAT-01", top_two), ("CSAT-02", mean_against_top_two)], &[]);
}

#[test]
fn ces() {
    run("ces", &[("CES-01", effort)], &[]);
}
