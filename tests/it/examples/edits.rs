//! Policy changed in the definition and in the workbook's input cells: both give the same scores and statuses.

use mando::model::{Edges, Judgement, Missing, ParentStatus, Scoring};
use mando::render::excel;
use mando::report::workings::Workings;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::workings::figures_agree;
use crate::support::{Project, Ran};
use crate::workbook::office::{Typed, recalculated, with_typed};
use crate::workbook::{lamps, sheet};

/// What may be changed of a measure.
#[derive(Debug, Clone)]
struct OfMeasure {
    weight: u32,
    min_n: u32,
    floor: i32,
    cap: u32,
    scoring: Option<&'static str>,
    judged: Judged,
}

#[derive(Debug, Clone, Copy)]
enum Judged {
    Usual,
    Edges(u32, u32),
    Tolerance(u32),
    Share(u32),
}

#[derive(Debug, Clone)]
struct Policy {
    measures: Vec<OfMeasure>,
    objectives: Vec<(u32, u32, u32)>,
    perspectives: Vec<(u32, u32, u32)>,
    whole: (u32, u32),
    penalise: bool,
    min_coverage: u32,
    status: &'static str,
}

/// A measure: its id, objective, fixed keys, and the words its `scoring` may have.
struct Fixed {
    id: &'static str,
    objective: &'static str,
    keys: &'static str,
    scorings: &'static [&'static str],
    /// Whether it takes a tolerance: bands and goals do not.
    plain: bool,
}

const fn fixed(
    id: &'static str,
    objective: &'static str,
    keys: &'static str,
    scorings: &'static [&'static str],
    plain: bool,
) -> Fixed {
    Fixed { id, objective, keys, scorings, plain }
}

const MEASURES: &[Fixed] = &[
    fixed(
        "revenue",
        "sales",
        "kind: { sum: paid }, direction: maximise, target: 900",
        &["attainment", "met"],
        true,
    ),
    fixed(
        "losses",
        "sales",
        "kind: { sum: lost }, direction: minimise, target: 0",
        &["attainment", "attainment_inverse", "met"],
        true,
    ),
    fixed(
        "mean",
        "sales",
        "kind: { average: paid }, direction: maximise, target: { value: 100, baseline: 40 }",
        &["distance", "attainment", "met"],
        true,
    ),
    fixed(
        "per_order",
        "sales",
        "kind: { formula: revenue / orders }, unit: number, direction: maximise, target: 90",
        &["attainment", "met"],
        true,
    ),
    fixed("orders", "promise", "kind: count, target: { band: [4, 6], zero_at: [0, 20] }", &["band"], false),
    fixed(
        "goal",
        "promise",
        "kind: { average: paid }, direction: maximise, target: { goal: 70, red_flag: 20 }",
        &["goal_red_flag"],
        false,
    ),
    fixed(
        "late",
        "promise",
        "kind: { share: late = 1 }, direction: minimise, target: 40%",
        &["attainment", "attainment_inverse", "met"],
        true,
    ),
    fixed(
        "own",
        "promise",
        "kind: { average: cost }, direction: minimise, target: { value: 30, baseline: 60 }, scoring: { formula: '100 * (baseline - actual) / (baseline - target)' }",
        &[],
        true,
    ),
    fixed(
        "pleased",
        "heard",
        "source: answers, kind: { csat: { score: score, scale: [1, 5] } }, target: 80%",
        &["attainment", "met"],
        true,
    ),
    fixed(
        "of_pleased",
        "heard",
        "kind: { formula: 100 * pleased + per_order / 100 }, unit: number, direction: maximise, target: 75",
        &["attainment", "met"],
        true,
    ),
    fixed(
        "nothing",
        "heard",
        "kind: { average: paid }, where: paid > 1000000, direction: maximise, target: 5",
        &["attainment"],
        true,
    ),
    fixed("informational", "watched", "kind: { sum: cost }", &[], false),
    fixed(
        "begins_later",
        "watched",
        "kind: { sum: cost }, direction: minimise, target: { values: { 2027-01: 9 }, path: step }",
        &["attainment"],
        true,
    ),
    fixed(
        "quarterly",
        "kept",
        "grain: quarter, kind: { sum: paid }, direction: maximise, target: 2000",
        &["attainment", "met"],
        true,
    ),
    fixed(
        "so_far",
        "kept",
        "judged: to_date, kind: { sum: paid }, direction: maximise, target: 700",
        &["attainment", "met"],
        true,
    ),
    fixed(
        "stayed",
        "kept",
        "kind: { retention: { active_within: 2 months } }, target: { baseline: { 2024-12: 20% }, values: { 2025-12: 90% }, path: linear }",
        &["distance", "attainment"],
        true,
    ),
];

const OBJECTIVES: [(&str, &str); 5] = [
    ("sales", "money"),
    ("promise", "money"),
    ("heard", "people"),
    ("watched", "people"),
    ("kept", "people"),
];
const PERSPECTIVES: [&str; 2] = ["money", "people"];

fn edges((on_target, watch): (u32, u32)) -> String {
    format!("{{ on_target: {on_target}, watch: {watch} }}")
}

impl Policy {
    /// What stands where nobody has changed anything.
    fn usual() -> Policy {
        let measure = |fixed: &Fixed| OfMeasure {
            weight: 1,
            min_n: 1,
            floor: 0,
            cap: 100,
            scoring: fixed.scorings.first().copied(),
            judged: Judged::Usual,
        };
        Policy {
            measures: MEASURES.iter().map(measure).collect(),
            objectives: vec![(1, 90, 75); OBJECTIVES.len()],
            perspectives: vec![(1, 90, 75); PERSPECTIVES.len()],
            whole: (90, 75),
            penalise: false,
            min_coverage: 60,
            status: "score",
        }
    }

    /// The definition that says so.
    fn yaml(&self) -> String {
        let missing = if self.penalise { "penalise" } else { "renormalise" };
        let mut text = format!(
            "scorecard: edits\ntitle: Edits\nentity: Nobody\nas_of: 2025-06-10\ndefaults: {{ source: orders }}\n\
             rollup: {{ missing: {missing}, min_coverage: {}%, parent_status: {}, status: {} }}\n\
             sources:\n  orders:\n    path: orders.csv\n    time: day\n    customer: who\n    history_starts: 2020-01-01\n    \
             columns: {{ day: date, paid: number, lost: number, cost: number, late: integer }}\n  \
             answers: {{ path: answers.csv, time: day, history_starts: 2020-01-01, columns: {{ day: date, score: integer }} }}\n\
             perspectives:\n",
            self.min_coverage,
            self.status,
            edges(self.whole)
        );
        for (id, (weight, on_target, watch)) in PERSPECTIVES.iter().zip(&self.perspectives) {
            let own = edges((*on_target, *watch));
            text += &format!("  {id}:\n    weight: {weight}\n    status: {own}\n    objectives:\n");
            let inside = OBJECTIVES.iter().zip(&self.objectives).filter(|((_, of), _)| of == id);
            for ((id, _), (weight, on_target, watch)) in inside {
                let own = edges((*on_target, *watch));
                text += &format!("      {id}: {{ weight: {weight}, status: {own} }}\n");
            }
        }
        text += "measures:\n";
        for (fixed, own) in MEASURES.iter().zip(&self.measures) {
            let Fixed { id, objective, keys, .. } = fixed;
            let OfMeasure { weight, min_n, floor, cap, .. } = own;
            let scoring = own.scoring.map_or(String::new(), |word| format!(", scoring: {word}"));
            let scoring = if keys.contains("target") { scoring } else { String::new() };
            let judged = match own.judged {
                Judged::Usual => String::new(),
                Judged::Edges(on_target, watch) => format!(", status: {}", edges((on_target, watch))),
                Judged::Tolerance(width) if is_rate(fixed) => format!(", tolerance: {width} pp"),
                Judged::Tolerance(width) => format!(", tolerance: {width}"),
                Judged::Share(share) => format!(", tolerance: {share}% of target"),
            };
            text += &format!(
                "  {id}: {{ title: {id}, objective: {objective}, {keys}, weight: {weight}, min_n: {min_n}, \
                 floor: {floor}, cap: {cap}{scoring}{judged} }}\n"
            );
        }
        text
    }

    /// The same typed into the cells of a workbook that was written for another policy.
    fn typed_into(&self, workings: &mut Workings) {
        workings.rollup.missing = if self.penalise { Missing::Penalise } else { Missing::Renormalise };
        workings.rollup.min_coverage = f64::from(self.min_coverage) / 100.0;
        let status = match self.status {
            "worst" => ParentStatus::Worst,
            "capped" => ParentStatus::Capped,
            _ => ParentStatus::Score,
        };
        let numbers =
            |(on_target, watch): (u32, u32)| Edges { on_target: on_target.into(), watch: watch.into() };
        (workings.total.edges, workings.total.parent_status) = (numbers(self.whole), status);
        let mut objectives = self.objectives.iter();
        for (perspective, (weight, on_target, watch)) in
            workings.perspectives.iter_mut().zip(&self.perspectives)
        {
            perspective.weight = (*weight).into();
            perspective.parent.edges = numbers((*on_target, *watch));
            perspective.parent.parent_status = status;
            for objective in &mut perspective.objectives {
                let (weight, on_target, watch) = objectives.next().expect("an objective");
                objective.weight = (*weight).into();
                objective.parent.edges = numbers((*on_target, *watch));
                objective.parent.parent_status = status;
            }
        }
        for (fixed, own) in MEASURES.iter().zip(&self.measures) {
            let measure = workings.measures.iter_mut().find(|m| m.id == fixed.id).expect("a measure");
            measure.weight = own.weight.into();
            measure.min_n = own.min_n;
            (measure.floor, measure.cap) = (own.floor.into(), own.cap.into());
            match own.scoring {
                Some("distance") => measure.scoring = Scoring::Distance,
                Some("attainment") => measure.scoring = Scoring::Attainment,
                Some("attainment_inverse") => measure.scoring = Scoring::AttainmentInverse,
                Some("met") => measure.scoring = Scoring::Met,
                _ => {}
            }
            measure.judgement = match own.judged {
                Judged::Usual => Judgement::Usual(numbers((100, 90))),
                Judged::Edges(on_target, watch) => Judgement::Edges(numbers((on_target, watch))),
                Judged::Tolerance(width) if is_rate(fixed) => Judgement::Tolerance(f64::from(width) / 100.0),
                Judged::Tolerance(width) => Judgement::Tolerance(width.into()),
                Judged::Share(share) => Judgement::ToleranceOfTarget(f64::from(share) / 100.0),
            };
        }
    }

    fn run(&self) -> Ran {
        let mut orders = "day,who,paid,lost,cost,late\n".to_owned();
        for month in 1..=6 {
            for (i, who) in
                ["ann", "bob", "cid", "dee", "eve"].iter().enumerate().filter(|(i, _)| (i + month) % 4 > 0)
            {
                let (paid, lost, cost) = (30 * (i + 1) + 7 * month, (i * month) % 3, 25 + 5 * month + i);
                let late = (i + month) % 2;
                orders += &format!("2025-{month:02}-{:02},{who},{paid},{lost},{cost},{late}\n", i + 2);
            }
        }
        let mut answers = "day,score\n".to_owned();
        for month in 1..=6 {
            for i in 0..12 {
                answers += &format!("2025-{month:02}-{:02},{}\n", i + 1, 1 + (i * month + i) % 5);
            }
        }
        let files = [("orders.csv", orders.as_str()), ("answers.csv", answers.as_str())];
        Project::new(&self.yaml(), &files).results("2025-05")
    }
}

fn is_rate(fixed: &Fixed) -> bool {
    matches!(fixed.id, "late" | "pleased" | "stayed")
}

fn policies() -> impl Strategy<Value = Policy> {
    let measure = |fixed: &'static Fixed| {
        let scorings: Vec<Option<&str>> = match fixed.scorings {
            [] => vec![None],
            words => words.iter().copied().map(Some).collect(),
        };
        let edges = (60_u32..110, 1_u32..40).prop_map(|(on, less)| Judged::Edges(on, on - less));
        let judged = match fixed.plain {
            true => prop_oneof![
                2 => Just(Judged::Usual),
                2 => edges,
                1 => (0_u32..60).prop_map(Judged::Tolerance),
                1 => (0_u32..40).prop_map(Judged::Share),
            ]
            .boxed(),
            false if fixed.id == "informational" => Just(Judged::Usual).boxed(),
            false => prop_oneof![Just(Judged::Usual), edges].boxed(),
        };
        (
            prop_oneof![Just(0_u32), 1_u32..4],
            prop_oneof![3 => Just(1_u32), 1 => 2_u32..20],
            prop_oneof![3 => Just(0_i32), 1 => -50_i32..60],
            prop_oneof![3 => Just(100_u32), 1 => 100_u32..160],
            prop::sample::select(scorings),
            judged,
        )
            .prop_map(|(weight, min_n, floor, cap, scoring, judged)| OfMeasure {
                weight,
                min_n,
                floor,
                cap,
                scoring,
                judged,
            })
    };
    let parent = || {
        (prop_oneof![1 => Just(0_u32), 4 => 1_u32..5], 50_u32..100, 1_u32..40)
            .prop_map(|(weight, on, less)| (weight, on, on - less))
    };
    (
        MEASURES.iter().map(measure).collect::<Vec<_>>(),
        prop::collection::vec(parent(), OBJECTIVES.len()),
        prop::collection::vec(parent(), PERSPECTIVES.len()),
        (50_u32..100, 1_u32..40).prop_map(|(on, less)| (on, on - less)),
        any::<bool>(),
        prop::sample::select(vec![0_u32, 40, 60, 80, 100]),
        prop::sample::select(vec!["score", "worst", "capped"]),
    )
        .prop_map(|(measures, objectives, perspectives, whole, penalise, min_coverage, status)| Policy {
            measures,
            objectives,
            perspectives,
            whole,
            penalise,
            min_coverage,
            status,
        })
}

/// So many policies, always the same.
fn drawn(count: usize) -> Vec<Policy> {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    (0..count).map(|_| policies().new_tree(&mut runner).expect("a policy").current()).collect()
}

#[test]
fn a_policy_changed_in_the_definition_is_the_same_as_one_typed_into_the_workbook() {
    let usual = Policy::usual().run();
    let written = mando::report::workings(&usual.scorecard, &usual.results, &crate::support::words());
    for policy in drawn(60) {
        let mut typed = written.clone();
        policy.typed_into(&mut typed);
        let book = excel::render(&typed).expect("a workbook");
        let engine = policy.run();
        let results = serde_json::to_value(&engine.results).expect("results");
        figures_agree(&format!("{policy:#?}"), &book, &results);
    }
}

#[test]
fn libreoffice_gives_a_changed_policy_the_same_scores() {
    let usual = Policy::usual().run();
    let written = mando::report::workings(&usual.scorecard, &usual.results, &crate::support::words());
    let before = excel::render(&written).expect("a workbook");
    for policy in drawn(3) {
        // Typed into the cells of the workbook that was written, and recalculated by another program.
        let mut typed = written.clone();
        policy.typed_into(&mut typed);
        let after = excel::render(&typed).expect("a workbook");
        let (old, new) = (sheet(&before, "Policy"), sheet(&after, "Policy"));
        let (last, _) = old.end().expect("cells");
        let mut changes = Vec::new();
        for row in 4..=last {
            // Behind them stand the numbers of what is chosen.
            for column in 1..14 {
                let content =
                    |sheet: &calamine::Range<calamine::Data>| crate::workbook::at(sheet, row, column);
                let (was, is) = (content(&old), content(&new));
                // A number beside its word follows by itself.
                if was != is && !(row == 6 && column == 2) {
                    changes.push((
                        (row, column),
                        match is {
                            calamine::Data::Float(number) => Typed::Number(number),
                            calamine::Data::Empty => Typed::Nothing,
                            other => Typed::Word(other.to_string()),
                        },
                    ));
                }
            }
        }
        assert!(changes.len() > 20, "a policy changes many cells");
        let book = recalculated(&with_typed(&before, "Policy", &changes));
        let (_, edited) = lamps(&book);
        assert_eq!(edited as usize, changes.len(), "each changed cell is told");
        let engine = policy.run();
        let results = serde_json::to_value(&engine.results).expect("results");
        figures_agree(&format!("recalculated {policy:#?}"), &book, &results);
    }
}
