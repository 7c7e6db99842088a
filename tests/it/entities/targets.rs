//! Targets of entities: in the measure, in files, inherited from above (R22, R23).

use mando::evaluate::results::{PeriodResult, TargetAt};

use super::{LIST, Ran, TREE, VISITS, burst, orders, scorecard};
use crate::support::{Project, close};

const HEAD: &str = "measure,entity,segment,period,target,baseline,note\n";

fn measures(revenue: &str, late: &str) -> String {
    format!(
        "  revenue: {{ title: Revenue, objective: o, source: orders, kind: {{ sum: amount }}, unit: currency, direction: maximise{revenue} }}\n  \
         late: {{ title: Late, objective: o, source: orders, kind: {{ share: late }}, direction: minimise, min_n: 1, segments: [kind]{late} }}\n"
    )
}

fn with(measures: &str, more: &str, targets: &str) -> Project {
    let visits = "  visits: { title: Visits, objective: o, source: visits, kind: count }\n";
    let yaml = scorecard(TREE, &format!("{measures}{visits}"), more);
    let files = [("orders.csv", &*orders()), ("visits.csv", VISITS), ("branches.csv", LIST)];
    Project::new(&yaml, &[&files[..], &[("targets.csv", targets)]].concat())
}

fn in_file(rows: &str) -> Project {
    with(&measures("", ""), "targets: targets.csv\n", &format!("{HEAD}{rows}"))
}

fn current(results: &mando::evaluate::Results, id: &str) -> PeriodResult {
    let measures = &results.scorecard.perspectives[0].objectives[0].measures;
    measures.iter().find(|m| m.id == id).and_then(|m| m.current()).expect("a period").clone()
}

fn plan(ran: &Ran, entity: &str, id: &str) -> Option<f64> {
    let results = match entity {
        "" => ran.burst.whole.results.clone(),
        entity => ran.of(entity).results,
    };
    current(&results, id).target.map(|target| target.plan(None))
}

#[test]
fn a_rate_of_the_whole_holds_for_each_entity_and_an_amount_does_not() {
    let ran = burst(&with(&measures(", target: 1000", ", target: 20%"), "", ""));
    assert_eq!((plan(&ran, "", "late"), plan(&ran, "north", "late")), (Some(0.2), Some(0.2)));
    assert_eq!((plan(&ran, "", "revenue"), plan(&ran, "north", "revenue")), (Some(1000.0), None));
    let card = ran.of("north").results.scorecard;
    assert_eq!(card.parent.coverage, 1.0, "what no entity aims at is informational");
}

#[test]
fn the_nearest_entity_above_with_a_rate_lends_it() {
    let late = ", target: { value: 20%, entities: { city: 10%, north: 5%, es: 15% } }";
    let ran = burst(&with(&measures("", late), "", ""));
    let of = |entity| plan(&ran, entity, "late");
    assert_eq!(
        [of(""), of("es"), of("city"), of("north"), of("south"), of("port")],
        [0.2, 0.15, 0.1, 0.05, 0.1, 0.15].map(Some)
    );
}

#[test]
fn an_amount_that_some_have_and_one_lacks_is_missing_there() {
    let ran = burst(&with(&measures(", target: { entities: { north: 300 } }", ", target: 20%"), "", ""));
    assert_eq!((plan(&ran, "north", "revenue"), plan(&ran, "south", "revenue")), (Some(300.0), None));
    let coverage =
        |entity: &str| ran.of(entity).results.scorecard.perspectives[0].objectives[0].parent.coverage;
    assert_eq!(coverage("north"), 1.0);
    assert_eq!(coverage("south"), 0.5);
    assert_eq!(plan(&ran, "", "revenue"), None);
}

#[test]
fn a_file_gives_targets_by_measure_entity_and_period() {
    let ran = burst(&in_file(
        "revenue,,,2026-01,900,,\nrevenue,,,2026-03,1200,,\nrevenue,north,,2026-03,300,,\nlate,,,,20%,,all periods\nlate,port,,2026-03,7.5 %,,\n",
    ));
    assert_eq!([plan(&ran, "", "revenue"), plan(&ran, "north", "revenue")], [Some(1200.0), Some(300.0)]);
    assert_eq!([plan(&ran, "", "late"), plan(&ran, "south", "late")], [Some(0.2), Some(0.2)]);
    assert_eq!(plan(&ran, "port", "late"), Some(0.075));
}

#[test]
fn r23_a_row_wins_over_what_is_written_for_its_period_alone() {
    let rows = format!("{HEAD}late,,,2026-02,30%,,\nrevenue,,,2026-03,1500,,\n");
    let revenue = ", target: { values: { 2026-01: 1000, 2026-03: 1100 } }";
    let project = with(&measures(revenue, ", target: 20%"), "targets: targets.csv\n", &rows);
    let at = |period: &str| project.run(Some(period), None);
    assert_eq!([at("2026-02").plan("late"), at("2026-03").plan("late")], [Some(0.3), Some(0.2)]);
    assert_eq!([at("2026-02").plan("revenue"), at("2026-03").plan("revenue")], [Some(1000.0), Some(1500.0)]);
}

#[test]
fn r23_an_entitys_row_leaves_it_those_of_the_whole_in_other_periods() {
    for late in [", target: 20%", ", target: { values: { 2026: 20% } }"] {
        let rows = format!("{HEAD}late,,,2026-02,30%,,\nlate,north,,2026-03,10%,,\n");
        let project = with(&measures("", late), "targets: targets.csv\n", &rows);
        let ran = burst(&project);
        let north = ran.of("north").results;
        let measures = &north.scorecard.perspectives[0].objectives[0].measures;
        let periods = measures.iter().find(|m| m.id == "late").expect("a measure").periods.iter();
        let plans: Vec<(&str, Option<f64>)> = periods
            .map(|p| (p.period.label.as_str(), p.target.map(|target| target.plan(None))))
            .filter(|(label, _)| label.starts_with("2026"))
            .collect();
        let own = |label: &str| match label {
            "2026-02" => 0.3,
            "2026-03" => 0.1,
            _ => 0.2,
        };
        assert!(plans.iter().any(|(label, _)| *label == "2026-02"));
        assert!(plans.iter().all(|(label, plan)| *plan == Some(own(label))), "{late}: {plans:?}");
    }
}

#[test]
fn a_measure_may_name_its_own_file_and_how_to_get_from_one_value_to_the_next() {
    let late = ", target: { file: targets.csv, path: linear, baseline: { 2026-01: 40% } }";
    let rows = format!("{HEAD}late,,,2026-03,20%,,\nrevenue,,,2026-03,1,,\n");
    let project = with(&measures("", late), "", &rows);
    assert_eq!(project.run(Some("2026-02"), None).plan("late").map(|p| (p * 1000.0).round()), Some(300.0));
    assert_eq!(project.run(Some("2026-03"), None).plan("revenue"), None, "another measure's row");
    let none = with(&measures("", ", target: { file: targets.csv }"), "", &format!("{HEAD}revenue,,,,1,,\n"));
    assert_eq!(none.codes(), ["missing-key"], "{}", none.check());
}

#[test]
fn a_baseline_of_a_file_begins_the_way() {
    let ran = in_file("late,,,2026-06,20%,50%,\n").run(Some("2026-03"), None);
    assert_eq!(ran.plan("late").map(|p| (p * 1000.0).round()), Some(350.0), "half the way of six months");
}

#[test]
fn every_baseline_of_a_file_stands_at_the_end_of_the_year_before_its_row() {
    let at = |rows: &str, period: &str| {
        in_file(rows).run(Some(period), None).plan("late").map(|plan| (plan * 1000.0).round())
    };
    // From 40 % at the end of 2025 a quarter of the way to 20 %, whatever the year before began at, or whether it did.
    for first in ["40%", "40.0001%", ""] {
        let rows = format!("late,,,2025-12,30%,{first},\nlate,,,2026-12,20%,40%,\n");
        assert_eq!(at(&rows, "2026-03"), Some(350.0), "{first}");
    }
    // What is asked before the line begins is asked of its own month.
    let before = "late,,,2026-02,30%,,\nlate,,,2027-12,20%,40%,\n";
    assert_eq!([at(before, "2026-02"), at(before, "2026-03")], [Some(300.0), None]);
    let codes = |rows: &str| in_file(rows).codes();
    assert_eq!(codes("late,,,2026-06,20%,40%,\nlate,,,2026-12,10%,20%,\n"), ["target-file-duplicate"]);
    assert_eq!(codes("late,,,2026-06,20%,40%,\nlate,,,2026-12,10%,40%,\n"), [""; 0]);
}

#[test]
fn r23_a_row_with_a_baseline_is_a_way_of_its_own_whatever_is_written_beside() {
    let rows = format!("{HEAD}late,,,2026-12,10%,30%,\nlate,north,,2026-12,10%,30%,\n");
    let written = [
        "20%",
        "{ values: { 2026-01: 20% } }",
        "{ previous_year: -1 pp }",
        "{ baseline: 50%, values: { 2026-06: 20% } }",
    ];
    for written in written {
        let project = with(&measures("", &format!(", target: {written}")), "targets: targets.csv\n", &rows);
        let ran = burst(&project);
        for entity in ["", "north"] {
            close(plan(&ran, entity, "late"), 0.25);
        }
        let at = current(&ran.burst.whole.results, "late").target;
        let Some(TargetAt::Value { span, baseline, .. }) = at else { panic!("a value to reach: {at:?}") };
        close(span, 0.2);
        close(baseline, 0.3);
    }
    // What is not in force any more is not to be renewed.
    let ended = |rows: &str| {
        let late = ", target: { values: { 2026-01: 20% } }";
        with(&measures("", late), "targets: targets.csv\n", &format!("{HEAD}{rows}")).codes()
    };
    assert_eq!(ended("late,,,2026-12,10%,30%,\n"), [""; 0]);
    assert_eq!(ended("late,,,2026-12,10%,,\n"), ["target-not-renewed"]);
    // A row for all periods and a way for all periods are two of them.
    let both = "late,,,,20%,,\nlate,,,2026-12,10%,30%,\n";
    assert_eq!(in_file(both).codes(), ["target-file-duplicate"]);
    let said = in_file(both).check();
    assert!(
        said.contains("row 2 stands for all periods, and so does the way from the baseline of row 3"),
        "{said}"
    );
}

#[test]
fn a_row_may_aim_at_a_segment() {
    let ran = in_file("late,,,,20%,,\nlate,,kind=web,2026-03,12%,,\n").run(Some("2026-03"), None);
    let plans: Vec<(&str, Option<f64>)> = ran
        .segments("late", "kind")
        .into_iter()
        .map(|(label, row)| (label, row.current.target.map(|target| target.plan(None))))
        .collect();
    assert!(plans.contains(&("web", Some(0.12))) && plans.contains(&("desk", None)), "{plans:?}");
}

#[test]
fn decimals_are_written_as_the_format_of_the_file_says() {
    let targets = "measure;period;target\nlate;2026-03;\"1,8 %\"\nrevenue;2026-03;1.234,5\n";
    let more = "targets: { file: targets.csv, format: { decimal: \",\", thousands: \".\" } }\n";
    let ran = with(&measures("", ""), more, targets).run(Some("2026-03"), None);
    close(ran.plan("late"), 0.018);
    close(ran.plan("revenue"), 1234.5);
}

#[test]
fn faults_of_a_file_point_into_it() {
    let said = in_file("late,northe,,2026-03,20%,,\n").check();
    assert!(said.contains("error[unknown-entity]: no entity `northe`"), "{said}");
    assert!(said.contains("--> targets.csv:2:6") && said.contains("did you mean `north`?"), "{said}");
    let codes = |rows: &str| in_file(rows).codes();
    assert_eq!(codes("lat,,,2026-03,20%,,\n"), ["target-file-unknown-measure"]);
    assert_eq!(codes("late,,,2026-03,20%,,\nlate,,,2026-03,21%,,\n"), ["target-file-duplicate"]);
    assert_eq!(codes("late,,,2026-13,20%,,\n"), ["target-file-period"]);
    assert_eq!(codes("late,,,2026-03,twenty,,\n"), ["target-file-number"]);
    assert_eq!(codes("late,,,2026-03,20,,\n"), ["bare-rate"]);
    assert_eq!(codes("late,,country=x,2026-03,20%,,\n"), ["unknown-segment-column"]);
    assert_eq!(codes("late,,,2026-06,50%,20%,\n"), ["baseline-contradicts"]);
    assert_eq!(codes("revenue,,,2026,3600,250,\n"), ["line-to-total"]);
    let stray = with(&measures("", ""), "targets: targets.csv\n", "measure,enity,target\nlate,,20%\n");
    assert_eq!(stray.codes(), ["unknown-column"]);
    let short = with(&measures("", ""), "targets: targets.csv\n", "measure,goal\nlate,20%\n");
    assert!(short.codes().contains(&"missing-column".to_owned()), "{}", short.check());
}

#[test]
fn amounts_of_entities_that_do_not_add_to_the_whole_are_told() {
    let of = |port: &str| {
        in_file(&format!(
            "revenue,,,2026-03,1000,,\nrevenue,city,,2026-03,600,,\nrevenue,north,,2026-03,1,,\nrevenue,south,,2026-03,599,,\nrevenue,port,,2026-03,{port},,\n"
        ))
    };
    let said = of("300").check();
    assert!(said.contains("warning[targets-do-not-add]"), "{said}");
    assert!(said.contains("in 2026-03: entities add to 900 EUR, the whole says 1000 EUR"), "{said}");
    assert_eq!(of("400").codes(), [""; 0]);
    // A zone stands for its branches, though one of them alone has a target.
    let partly = in_file(
        "revenue,,,2026-03,1000,,\nrevenue,city,,2026-03,600,,\nrevenue,north,,2026-03,1,,\nrevenue,port,,2026-03,400,,\n",
    );
    assert_eq!(partly.codes(), [""; 0]);
    // One that says nothing of the period does not.
    let silent = in_file(
        "revenue,,,2026-03,1000,,\nrevenue,city,,2026,7000,,\nrevenue,north,,2026-03,600,,\nrevenue,port,,2026-03,300,,\n",
    );
    assert!(
        silent.check().contains("entities add to 900 EUR, the whole says 1000 EUR"),
        "{}",
        silent.check()
    );
}

#[test]
fn comments_actions_and_events_may_be_limited_to_entities() {
    let more = "initiatives:\n  a: { title: Of the coast, due: 2026-12-31, supports: [o], entities: [coast] }\n  \
        b: { title: Of all, due: 2026-12-31, supports: [o] }\n\
        events:\n  - { at: 2026-03-02, note: Flood, entities: [port] }\n";
    let project = with(&measures("", ", target: 20%"), more, "");
    let notes = "comments:\n  - { measure: late, entity: port, text: The flood. }\n  - { measure: late, text: For the whole. }\n";
    let project = project.with_file("notes/2026-03.yaml", notes);
    let ran = burst(&project);
    let of = |entity: &str| {
        let own = ran.of(entity).scorecard;
        let comments: Vec<String> = own.comments.into_iter().map(|comment| comment.text).collect();
        let actions: Vec<String> = own.initiatives.into_iter().map(|action| action.id).collect();
        (comments.join(" "), actions.join(" "), own.events.len())
    };
    assert_eq!(of("port"), ("The flood.".to_owned(), "a b".to_owned(), 1));
    assert_eq!(of("north"), (String::new(), "b".to_owned(), 0));
}

#[test]
fn people_asked_may_be_given_by_entity() {
    let keys = "  voice: { title: Voice, objective: o, source: orders, min_n: 1, kind: { csat: { score: amount, scale: [1, 60], population: { north: 40, south: 50, port: 60, hill: 70 } } } }\n";
    let ran = burst(&with(keys, "", ""));
    let asked = |card: &mando::model::Scorecard| card.measure("voice").expect("voice").plan.population;
    assert_eq!(asked(&ran.scorecard), Some(220.0));
    assert_eq!(asked(&ran.of("north").scorecard), Some(40.0));
    assert_eq!(asked(&ran.of("coast").scorecard), Some(130.0));
}

#[test]
fn values_entered_for_entities_make_the_wholes_as_the_measure_says() {
    let notes = "values:\n  - { measure: staff, entity: north, value: 4 }\n  - { measure: staff, entity: south, value: 6 }\n";
    let staff = |over: &str| {
        let keys = format!(
            "  staff: {{ title: Staff, objective: o, kind: {{ manual: {{ over_time: last{over} }} }} }}\n"
        );
        with(&format!("{keys}{}", measures("", "")), "", "").with_file("notes/2026-03.yaml", notes)
    };
    let value = |results: &mando::evaluate::Results| current(results, "staff").value;
    let ran = burst(&staff(", over_entities: sum"));
    assert_eq!(value(&ran.burst.whole.results), Some(10.0));
    assert_eq!(["north", "city", "port"].map(|e| value(&ran.of(e).results)), [Some(4.0), Some(10.0), None]);
    assert_eq!(value(&burst(&staff(", over_entities: average")).burst.whole.results), Some(5.0));
    assert!(staff("").codes().contains(&"missing-key".to_owned()), "{}", staff("").check());
    let both = format!("{notes}  - {{ measure: staff, value: 11 }}\n");
    let both = staff(", over_entities: sum").with_file("notes/2026-03.yaml", &both);
    assert!(both.codes().contains(&"duplicate-key".to_owned()), "{}", both.check());
}

#[test]
fn an_entity_that_entered_a_value_before_and_none_now_is_told() {
    let keys = "  staff: { title: Staff, objective: o, kind: { manual: { over_time: last, over_entities: sum } } }\n";
    let notes = |entities: &[&str]| {
        let value = |entity: &&str| format!("  - {{ measure: staff, entity: {entity}, value: 4 }}\n");
        format!("values:\n{}", entities.iter().map(value).collect::<String>())
    };
    let told = |february: &[&str], march: &[&str]| {
        let project = with(&format!("{keys}{}", measures("", "")), "", "");
        let project = project.with_file("notes/2026-02.yaml", &notes(february));
        let ran = burst(&project.with_file("notes/2026-03.yaml", &notes(march)));
        let problems = ran.burst.whole.problems.iter();
        problems
            .filter(|p| p.code.as_str() == "values-not-entered")
            .map(|p| p.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(&["north", "south", "port"], &["north", "port", "hill"]),
        ["`staff` has values of 3 of 4 entities for 2026-03: none of `south`"]
    );
    assert_eq!(told(&["north"], &["north", "port"]), [""; 0]);
}

const TWO_SOURCES: &str = "  a: { title: A, objective: o, source: orders, kind: { sum: amount }, unit: number }\n  \
    b: { title: B, objective: o, source: visits, kind: count }\n  \
    ratio: { title: R, objective: o, kind: { ratio: { numerator: { source: orders, value: sum(amount) }, denominator: { source: visits, value: count(*) } } }, unit: number }\n  \
    formula: { title: F, objective: o, kind: { formula: a / b }, direction: maximise, target: 9 }\n  \
    whole: { title: W, objective: o, company_wide: score, kind: { formula: formula + ratio }, direction: maximise, target: 9 }\n";

/// Thirty of the north and ten of the south, over four visits of nobody.
#[test]
fn r40_what_is_company_wide_is_the_same_for_all_entities() {
    let files = [
        (
            "orders.csv",
            "day,branch,customer,amount,late\n2026-03-01,south,c,10,no\n2026-03-02,north,c,30,no\n",
        ),
        ("visits.csv", "day\n2026-03-01\n2026-03-02\n2026-03-03\n2026-03-04\n"),
    ];
    for privacy in ["", "privacy: { smallest: 5 }\n"] {
        let events = "events: [{ at: 2026-03-01, note: Flood, entities: [south] }]\n";
        let yaml = scorecard("{ name: Shop, by: branch }", TWO_SOURCES, &format!("{privacy}{events}"));
        let ran = burst(&Project::new(&yaml, &files));
        for entity in ["north", "south"] {
            let of = ran.of(entity);
            let objective = &of.results.scorecard.perspectives[0].objectives[0];
            let value = |id: &str| {
                let result = objective.measures.iter().find(|m| m.id == id).expect("a measure");
                result.current().and_then(|current| current.value)
            };
            assert_eq!(
                ["ratio", "formula", "whole"].map(value),
                [Some(10.0), Some(10.0), Some(20.0)],
                "{entity}"
            );
            // What happened in the south is told there.
            let told = objective.measures.iter().filter(|m| !m.events.is_empty()).count();
            assert_eq!(told, if entity == "south" { objective.measures.len() } else { 0 }, "{entity}");
        }
    }
}

#[test]
fn an_entity_that_is_named_and_has_no_rows_is_told_with_the_one_that_was_meant() {
    let measures = "  late: { title: Late, objective: o, source: orders, kind: { share: late }, direction: minimise, min_n: 1, \
                    target: { value: 20%, entities: { nrth: 10%, south: 30% } } }\n";
    let more = "initiatives: { i: { title: I, due: 2026-12-31, supports: [o], entities: [nrth, Port] } }\n";
    let files = [("orders.csv", orders()), ("visits.csv", VISITS.to_owned())];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let ran = burst(&Project::new(&scorecard("{ name: Shop, by: branch }", measures, more), &files));
    let told = ran.burst.whole.problems.iter().filter(|p| p.code.as_str() == "entity-without-rows");
    let told: Vec<(String, Option<String>)> = told.map(|p| (p.message.clone(), p.help.clone())).collect();
    let told: Vec<(&str, &str)> =
        told.iter().map(|(m, h)| (m.as_str(), h.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        told,
        [
            ("there is no entity `Port`, which is named by initiative `i`", "did you mean `port`?"),
            (
                "there is no entity `nrth`, which is named by the target of `late`, initiative `i`",
                "did you mean `north`?"
            ),
        ]
    );
}
