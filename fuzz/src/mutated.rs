//! Results as no run may ever have given them, yet of the right shape: texts, numbers and gaps that an input says.

use std::sync::LazyLock;

use mando::evaluate::results::{Absence, MeasureResult, PeriodResult, Results, SegmentResult};
use mando::model::Scorecard;

use crate::{Folder, each, files, finished, heading};

/// Measures of most sorts, so that their results have most parts: few in each scorecard, so that an input is soon done.
const MEASURES: [&str; 5] = [
    "  n: { title: N, objective: o, source: data, kind: count, direction: maximise }
  amount: { title: A, objective: o, source: data, kind: { sum: amount }, direction: maximise, target: 10 }
  both: { title: Both, objective: o, kind: { formula: amount / n }, direction: maximise, target: { previous_year: +8% } }
",
    "  mean: { title: M, objective: o, source: data, kind: { average: amount / score }, direction: minimise }
  middle: { title: D, objective: o, source: data, kind: { median: score }, direction: maximise, segments: [customer] }
",
    "  nps: { title: R, objective: o, source: data, kind: { nps: score }, min_n: 1 }
  active: { title: C, objective: o, source: data, kind: active_customers }
  said: { title: Said, objective: o, kind: { manual: { values: { 2026-02: 4, 2026-03: 5 }, over_time: last, over_entities: average } }, direction: maximise }
",
    "  kept: { title: Kept, objective: o, source: data, min_n: 1, kind: { retention: { active_within: 1 month } } }
  cohorts: { title: Cohorts, objective: o, source: data, min_n: 1, kind: { cohort_retention: { cohort: month, age: 1 month } } }
",
    "  rolling: { title: Rolling, objective: o, source: data, window: 3 months, kind: { sum: amount }, direction: maximise, target: { value: 50, baseline: 10 } }
  ratio: { title: Ratio, objective: o, source: data, kind: { ratio: { numerator: sum(amount), denominator: count(amount) } }, direction: minimise, target: { band: [1, 2], zero_at: [0, 9] }, segments: [customer] }
",
];

static BASES: LazyLock<Vec<(Scorecard, Results)>> = LazyLock::new(|| {
    let mut rows = String::from("day,customer,amount,score\n");
    for n in 0..90_u32 {
        let (year, month, day) = (2024 + n % 3, 1 + n % 12, 1 + n % 28);
        let month = if year == 2026 { 1 + month % 3 } else { month };
        rows.push_str(&format!("{year}-{month:02}-{day:02},c{},{}.5,{}\n", n % 7, n % 13, n % 11));
    }
    MEASURES.iter().map(|measures| base(&heading("a.csv", ""), measures, &rows)).collect()
});

fn base(heading: &str, measures: &str, rows: &str) -> (Scorecard, Results) {
    let yaml = format!("{heading}{measures}");
    let mut base = None;
    let wanted: [(&str, &[u8]); 2] = [("scorecard.yaml", yaml.as_bytes()), ("data/a.csv", rows.as_bytes())];
    let mut folder = Folder::new();
    each(folder.holding(&wanted), |card, sheet| {
        let results = finished(card.clone(), sheet);
        base = results.map(|results| (card, results));
    });
    base.expect("a scorecard that runs")
}

/// The scorecard and results that the bytes of an input make of sound ones; the first byte says which ones.
pub fn results(bytes: &[u8]) -> (Scorecard, Results) {
    let (which, mut rest) =
        bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest));
    let (mut card, mut results) = BASES[which % BASES.len()].clone();
    while let [what, at, length, more @ ..] = rest {
        let (own, more) = more.split_at(usize::from(*length).min(more.len()));
        change(&mut card, &mut results, *what, usize::from(*at), own);
        rest = more;
    }
    (card, results)
}

fn change(card: &mut Scorecard, results: &mut Results, what: u8, at: usize, own: &[u8]) {
    let (text, number) = (text(own), files::number(own));
    let perspectives = &mut results.scorecard.perspectives;
    let mut measures: Vec<&mut MeasureResult> =
        perspectives.iter_mut().flat_map(|p| &mut p.objectives).flat_map(|o| &mut o.measures).collect();
    let count = measures.len();
    let measure = &mut measures[at % count];
    match what % 12 {
        0 => results.scorecard.title = text,
        1 => results.scorecard.entity = text,
        2 => {
            card.measures
                .iter_mut()
                .filter(|own| own.id == measure.id)
                .for_each(|own| own.title.clone_from(&text));
            measure.title = text;
        }
        3 => results.run.period.label = text,
        4 => periods(measure, at, |result| result.value = number),
        5 => periods(measure, at, |result| result.n = number.map(f64::abs)),
        6 => periods(measure, at, |result| (result.value, result.absent) = (None, Some(Absence::NoData))),
        7 => periods(measure, at, |result| {
            result.components.values_mut().for_each(|component| *component = number);
        }),
        8 => periods(measure, at, |result| result.period.label.clone_from(&text)),
        9 => rows(measure, at, |row| row.label = Some(text.clone())),
        10 => rows(measure, at, |row| row.current.value = number),
        _ => {
            measure.periods.truncate(at % (measure.periods.len() + 1));
            measure.previous = number;
        }
    }
}

/// A text of an input, at times a very long one.
fn text(own: &[u8]) -> String {
    let text = String::from_utf8_lossy(own).into_owned();
    match own {
        [b'*', n, ..] => text.repeat(1 + usize::from(*n) * 8),
        _ => text,
    }
}

fn periods(measure: &mut MeasureResult, at: usize, mut change: impl FnMut(&mut PeriodResult)) {
    let all = measure.periods.iter_mut().chain(&mut measure.to_date).chain(&mut measure.weeks);
    all.skip(at % 8).take(3).for_each(&mut change);
}

fn rows(measure: &mut MeasureResult, at: usize, change: impl FnMut(&mut SegmentResult)) {
    measure.segments.iter_mut().flat_map(|table| &mut table.rows).skip(at % 4).take(2).for_each(change);
}
