//! The design of surveys: weights, the population asked, the number of answers that withholds.

use crate::support::{Project, Ran, close};
use mando::evaluate::results::Absence;
use mando::statistics::interval::{self, Interval};

/// Answers of one month as score, weight (empty without) and number of times, alternating between two regions.
fn survey(measures: &[(&str, &str)], answers: &[(u8, &str, usize)]) -> Project {
    let measures: String = measures
        .iter()
        .map(|(id, keys)| format!("  {id}: {{ title: {id}, objective: voice, {keys} }}\n"))
        .collect();
    let yaml = format!(
        "scorecard: survey
title: Survey
entity: Somebody
as_of: 2026-03-31
defaults: {{ source: answers }}
sources:
  answers:
    path: answers.csv
    time: day
    history_starts: 2020-01-01
    columns: {{ day: date, score: integer, weight: {{ type: number, range: [0, 1000] }} }}
perspectives: {{ customer: {{ objectives: {{ voice: {{}} }} }} }}
measures:
{measures}"
    );
    let rows = answers.iter().flat_map(|(score, weight, times)| {
        (0..*times).map(move |i| {
            format!("2026-03-10,{score},{weight},{}\n", if i % 2 == 0 { "north" } else { "south" })
        })
    });
    let file = "day,score,weight,region\n".to_owned() + &rows.collect::<String>();
    Project::new(&yaml, &[("answers.csv", &file)])
}

fn run(measures: &[(&str, &str)], answers: &[(u8, &str, usize)]) -> Ran {
    survey(measures, answers).results("2026-03")
}

#[track_caller]
fn limits(ran: &Ran, id: &str, expected: Option<Interval>) {
    let (found, expected) = (ran.current(id).interval, expected.expect("an interval"));
    close(found.map(|i| i.low), expected.low);
    close(found.map(|i| i.high), expected.high);
}

const NPS: &str = "kind: { nps: { score: score, weight: weight } }";

#[test]
fn weighted_answers_have_the_interval_of_kishs_effective_sample() {
    let top = "kind: { csat: { score: score, scale: [1, 10], weight: weight } }";
    let mean = "kind: { csat: { score: score, scale: [1, 10], counting: mean, weight: weight } }";
    // 80 answers of weight 1 (60 of them 10), 20 of weight 2.5 (all of them 3): Σw 130, Σw² 205.
    let ran =
        run(&[("nps", NPS), ("top", top), ("mean", mean)], &[(10, "1", 60), (3, "1", 20), (3, "2.5", 20)]);
    let scale = 130.0 / 205.0;
    // SRV-KISH of the vectors.
    close(Some(130.0 * scale), 82.4390243902439);
    close(ran.value("nps"), 100.0 * (60.0 - 70.0) / 130.0);
    close(ran.value("top"), 60.0 / 130.0);
    close(ran.value("mean"), (60.0 * 10.0 + 70.0 * 3.0) / 130.0);
    assert_eq!(ran.current("nps").n, Some(100.0));
    let nps = interval::adjusted_wald_nps(60.0 * scale, 70.0 * scale, 130.0 * scale);
    limits(&ran, "nps", nps.map(|e| e.interval));
    limits(&ran, "top", interval::wilson(60.0 * scale, 130.0 * scale));
    let (sum, squares) = (810.0 * scale, (60.0 * 100.0 + 70.0 * 9.0) * scale);
    limits(&ran, "mean", interval::mean_t(130.0 * scale, sum, squares).map(|e| e.interval));
}

#[test]
fn equal_weights_change_nothing_and_an_answer_without_weight_counts_one() {
    for weight in ["1", "4", ""] {
        let ran = run(
            &[("weighted", NPS), ("plain", "kind: { nps: score }")],
            &[(10, weight, 30), (8, weight, 12), (4, weight, 11)],
        );
        close(ran.value("weighted"), 100.0 * 19.0 / 53.0);
        limits(&ran, "weighted", ran.current("plain").interval);
    }
    let ran = run(&[("nps", NPS)], &[(10, "", 30), (0, "2", 30)]);
    close(ran.value("nps"), 100.0 * (30.0 - 60.0) / 90.0);
}

#[test]
fn when_all_promote_or_detract_weights_leave_an_interval() {
    let ran = run(&[("nps", NPS)], &[(10, "0.7", 33), (0, "0.3", 14)]);
    let (low, high) = ran.current("nps").interval.map(|i| (i.low, i.high)).expect("an interval");
    assert!(low < high, "{low} to {high}");
}

#[test]
fn answers_are_withheld_by_their_number_and_not_by_their_weight() {
    let ran = run(&[("nps", NPS)], &[(10, "100", 29)]);
    assert_eq!(ran.current("nps").absent, Some(Absence::Withheld { n: 29.0, min_n: 30 }));
    assert!(ran.current("nps").components.values().all(Option::is_none));
    assert_eq!(run(&[("nps", NPS)], &[(10, "0.1", 30)]).value("nps"), Some(100.0));
}

#[test]
fn the_interval_shrinks_with_the_share_of_the_population_that_answered() {
    let of = |population: &str| {
        let keys = format!(
            "segments: [region], min_n: 1, kind: {{ csat: {{ score: score, scale: [1, 5]{population} }} }}"
        );
        run(&[("csat", keys.as_str())], &[(5, "", 80), (1, "", 40)])
    };
    let (plain, part, census) = (of(""), of(", population: 200"), of(", population: 120, per: response"));
    let value = plain.value("csat").expect("a value");
    let wide = plain.current("csat").interval.expect("an interval");
    let factor = (80.0_f64 / 199.0).sqrt();
    limits(
        &part,
        "csat",
        Some(Interval {
            low: value - factor * (value - wide.low),
            high: value + factor * (wide.high - value),
        }),
    );
    limits(&census, "csat", Some(Interval { low: value, high: value }));
    // Nobody said how many people a segment has.
    let segment = |ran: &Ran| ran.segments("csat", "region")[0].1.current.interval;
    assert_eq!(segment(&part), segment(&plain));
    assert_eq!(of(", population: 119").current("csat").interval, None, "more answers than people");
}

/// Answers of March and February: day, person, score, weight.
fn people(kind: &str, rows: &str) -> Ran {
    let yaml = format!(
        "scorecard: survey
title: Survey
entity: Somebody
as_of: 2026-03-31
defaults: {{ source: answers, min_n: 1 }}
sources:
  answers:
    path: answers.csv
    time: at
    customer: who
    history_starts: 2020-01-01
    columns: {{ at: datetime, score: integer, weight: number }}
perspectives: {{ customer: {{ objectives: {{ voice: {{}} }} }} }}
measures:
  asked: {{ title: Asked, objective: voice, segments: [region], kind: {kind} }}
"
    );
    Project::new(&yaml, &[("answers.csv", &format!("at,who,mail,score,weight,region\n{rows}"))])
        .results("2026-03")
}

const TWICE: &str = "2026-02-20T09:00,ann,a@x,0,1,north
2026-03-01T08:00,ann,a@x,10,1,north
2026-03-01T09:00,bob,b@x,9,2,north
2026-03-02T10:00,ann,a@y,3,4,south
2026-03-02T09:00,ann,a@x,10,1,north
2026-03-03T09:00,bob,b@x,11,1,north
2026-03-04T09:00,,c@x,0,1,south
2026-03-05T09:00,dee,d@x,8,1,south
2026-03-05T09:00,dee,d@x,9,3,south
";

#[test]
fn only_the_last_answer_of_each_person_counts() {
    let ran = people("{ nps: { score: score, per: last_per_customer } }", TWICE);
    // Ann's 3 of 2 March 10:00, Bob's 9 (11 is no answer), Dee's better one of two at once; nobody's 0 is left out.
    assert_eq!(ran.component("asked", "responses"), Some(3.0));
    assert_eq!(ran.component("asked", "promoters"), Some(2.0));
    assert_eq!(ran.component("asked", "detractors"), Some(1.0));
    close(ran.value("asked"), 100.0 / 3.0);
    assert_eq!(ran.current("asked").n, Some(3.0));
    // February's answer was Ann's last one then.
    assert_eq!(ran.at("asked", "2026-02").value, Some(-100.0));
    // The year to date looks at the year's last answers, not at those of its months.
    let year = ran.measure("asked").to_date.as_ref().expect("a year to date");
    assert_eq!(year.components["responses"], Some(3.0));
    let regions = ran.segments("asked", "region");
    let of = |name: &str| regions.iter().find(|(label, _)| *label == name).map(|(_, r)| r.current.clone());
    assert_eq!(of("north").and_then(|r| r.value), Some(100.0), "Bob");
    assert_eq!(of("south").and_then(|r| r.value), Some(0.0), "Ann, where she answered last, and Dee");
}

#[test]
fn whose_last_answer_counts_may_be_said_by_a_column() {
    let ran = people("{ nps: { score: score, per: { last_per: mail } } }", TWICE);
    // a@x 10, a@y 3, b@x 9, c@x 0, d@x 9.
    assert_eq!(ran.component("asked", "responses"), Some(5.0));
    close(ran.value("asked"), 20.0);
    let every = people("{ nps: { score: score, per: response } }", TWICE);
    assert_eq!(every.component("asked", "responses"), Some(7.0));
}

#[test]
fn last_answers_have_weights_and_means() {
    let ran = people("{ nps: { score: score, weight: weight, per: last_per_customer } }", TWICE);
    // Weights 4 (Ann, 3), 2 (Bob, 9), 3 (Dee, 9).
    close(ran.value("asked"), 100.0 * (5.0 - 4.0) / 9.0);
    assert_eq!(ran.component("asked", "weights_squared"), Some(29.0));
    assert_eq!(ran.current("asked").n, Some(3.0));
    let scale = 9.0 / 29.0;
    let nps = interval::adjusted_wald_nps(5.0 * scale, 4.0 * scale, 9.0 * scale);
    limits(&ran, "asked", nps.map(|e| e.interval));
    let ran =
        people("{ csat: { score: score, scale: [0, 10], counting: mean, per: last_per_customer } }", TWICE);
    close(ran.value("asked"), 7.0);
    limits(&ran, "asked", interval::mean_t(3.0, 21.0, 171.0).map(|e| e.interval));
}

#[test]
fn a_population_is_a_whole_number_or_one_for_each_entity() {
    let check = |population: &str| {
        let keys = format!("target: 40, kind: {{ nps: {{ score: score, population: {population} }} }}");
        survey(&[("nps", keys.as_str())], &[(5, "", 80)]).codes()
    };
    assert_eq!(check("5_000"), Vec::<String>::new());
    assert_eq!(check("0"), ["wrong-type"]);
    assert_eq!(check("12.5"), ["wrong-type"]);
    assert_eq!(check("many"), ["wrong-type"]);
    assert_eq!(check("{ north: 20, south: 30 }"), Vec::<String>::new());
    assert_eq!(check("{ north: few }"), ["wrong-type"]);
}

#[test]
fn whose_answers_count_is_one_of_three_forms() {
    let check = |per: &str| {
        let keys = format!("target: 40, kind: {{ nps: {{ score: score, per: {per} }} }}");
        survey(&[("nps", keys.as_str())], &[(5, "", 80)]).codes()
    };
    assert_eq!(check("response"), Vec::<String>::new());
    assert_eq!(check("{ last_per: region }"), Vec::<String>::new());
    assert_eq!(check("{ last_per: nobody }"), ["unknown-column"]);
    assert_eq!(check("last_per_customer"), ["customer-missing"]);
    assert_eq!(check("first"), ["wrong-type"]);
    assert_eq!(check("{ first_per: region }"), ["wrong-type"]);
}

#[test]
fn a_weight_is_a_column_of_numbers() {
    let check = |weight: &str| {
        let keys = format!("target: 40, kind: {{ nps: {{ score: score, weight: {weight} }} }}");
        survey(&[("nps", keys.as_str())], &[(5, "", 80)]).codes()
    };
    assert_eq!(check("wieght"), ["unknown-column"]);
    assert_eq!(check("region"), ["column-is-text"]);
}

#[test]
fn answers_outside_the_scale_are_counted_and_told() {
    let answers = [(1, "", 10), (5, "", 20), (7, "", 12), (12, "", 3)];
    let measures = [
        ("csat", "kind: { csat: { score: score, scale: [1, 5] } }, min_n: 1"),
        ("ces", "kind: { ces: { score: score, scale: [1, 7], higher_is_easier: true } }, min_n: 1"),
        ("nps", "kind: { nps: score }, min_n: 1"),
    ];
    let ran = run(&measures, &answers);
    let outside = [("csat", 15), ("ces", 3), ("nps", 3)];
    let told = &ran.results.run.sources[0].outside_scale;
    assert_eq!(told, &outside.map(|(id, answers)| (id.to_owned(), answers)));
    for (id, answers) in outside {
        close(ran.component(id, "outside"), answers as f64);
        let told = format!("`{id}` leaves out {answers} answers outside its scale");
        assert!(ran.problems.iter().any(|p| p.code.as_str() == "answers-outside-scale" && p.message == told));
    }
    assert!(run(&measures, &answers[..2]).results.run.sources[0].outside_scale.is_empty());
}
