//! What an entity amounts to is what its rows alone amount to.

use std::collections::BTreeSet;

use mando::data::{self, Sessions, Silent};
use mando::engine::{self, Backend};
use serde_json::Value;

use super::{LIST, MEASURES, TREE, VISITS, burst, orders, project, scorecard, try_burst};
use crate::support::Project;

/// The measures of results, without what tells an entity from a scorecard of its own.
fn figures(results: &mando::evaluate::Results) -> Value {
    let mut value = serde_json::to_value(&results.scorecard).expect("json");
    for key in ["entity", "entity_id"] {
        value.as_object_mut().expect("a map").remove(key);
    }
    value
}

/// A run of the rows of some branches alone, with the history of all.
fn filtered(branches: &BTreeSet<&str>) -> Value {
    let rows = orders();
    let kept = rows
        .lines()
        .enumerate()
        .filter(|(i, line)| *i == 0 || branches.contains(line.split(',').nth(1).expect("a branch")));
    let kept: Vec<&str> = kept.map(|(_, line)| line).collect();
    let yaml = scorecard("Shop", MEASURES, "")
        .replace("customer: customer,", "customer: customer, history_starts: 2026-01-01,")
        // What holds for the whole alone, or for no entity, does not count here either.
        .replace("direction: maximise, target: 1000", "direction: maximise")
        .replace(
            "kind: count, direction: maximise, target: 10",
            "kind: count, direction: maximise, target: 10, weight: 0",
        )
        .replace("title: Visits", "title: \"Visits, company-wide\"");
    let project = Project::new(&yaml, &[("orders.csv", &kept.join("\n")), ("visits.csv", VISITS)]);
    figures(&project.run(Some("2026-03"), None).results)
}

#[test]
fn an_entity_is_what_its_rows_alone_are() {
    let ran = burst(&project(TREE));
    for branch in ["north", "south", "port", "hill"] {
        let own = figures(&ran.of(branch).results);
        assert_eq!(own, filtered(&BTreeSet::from([branch])), "{branch}");
    }
}

#[test]
fn an_entity_above_is_what_the_rows_of_all_below_it_are() {
    let ran = burst(&project(TREE));
    assert_eq!(figures(&ran.of("city").results), filtered(&BTreeSet::from(["north", "south"])));
    let all = BTreeSet::from(["north", "south", "port", "hill"]);
    assert_eq!(figures(&ran.of("es").results), filtered(&all));
}

#[test]
fn the_whole_is_the_same_with_and_without_entities() {
    let (with, without) = (burst(&project(TREE)), project("Shop").run(Some("2026-03"), None));
    assert_eq!(figures(&with.burst.whole.results), figures(&without.results));
    let plain = project(TREE).run(Some("2026-03"), None);
    assert_eq!(figures(&plain.results), figures(&without.results));
}

#[test]
fn results_say_whom_they_are_about() {
    let ran = burst(&project(TREE));
    let whole = &ran.burst.whole.results.scorecard;
    assert_eq!((whole.entity.as_str(), whole.entity_id.as_deref()), ("Shop", None));
    let north = ran.of("north").results.scorecard;
    assert_eq!((north.entity.as_str(), north.entity_id.as_deref()), ("Shop, North Street", Some("north")));
    assert_eq!(ran.of("coast").results.scorecard.entity, "Shop, coast");
}

#[test]
fn rows_of_nobody_count_in_the_whole_alone() {
    let ran = burst(&project(TREE));
    assert_eq!(ran.burst.unassigned, 2);
    let revenue = |results: &mando::evaluate::Results| {
        let measures = &results.scorecard.perspectives[0].objectives[0].measures;
        measures.iter().find(|m| m.id == "revenue").and_then(|m| m.current()?.value).expect("revenue")
    };
    let branches = ["north", "south", "port", "hill"].map(|branch| revenue(&ran.of(branch).results));
    let sum: f64 = branches.iter().sum();
    assert!((revenue(&ran.burst.whole.results) - sum - 16.0).abs() < 1e-9);
}

#[test]
fn rows_of_an_entity_that_is_not_listed_are_told_and_belong_to_nobody() {
    let list = LIST.replace("hill,Hill,coast,es\n", "");
    let files = [("orders.csv", orders()), ("visits.csv", VISITS.to_owned()), ("branches.csv", list)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let ran = burst(&Project::new(&scorecard(TREE, MEASURES, ""), &files));
    let problems = &ran.burst.whole.problems;
    let unlisted: Vec<_> = problems.iter().filter(|p| p.code.as_str() == "entity-not-listed").collect();
    assert_eq!(unlisted.len(), 1, "{problems:?}");
    let hill = orders().lines().filter(|line| line.contains(",hill,")).count() as u64;
    assert_eq!(unlisted[0].message, format!("{hill} rows belong to `hill`, not in `branches.csv`"));
    assert_eq!(ran.burst.unassigned, hill + 2);
    assert!(ran.burst.entity(&ran.scorecard, "hill").is_none());
}

#[test]
fn without_a_list_the_entities_are_those_of_the_rows() {
    let ran = burst(&project("{ name: Shop, by: branch }"));
    let ids: Vec<&str> = ran.burst.tree.ids().collect();
    assert_eq!(ids, ["hill", "north", "port", "south"]);
}

#[test]
fn a_source_lists_entities_as_a_file_does() {
    let yaml = scorecard(TREE, MEASURES, "")
        .replace("in: branches.csv", "in: branches")
        .replace("sources:\n", "sources:\n  branches: { path: branches.csv }\n");
    let list = LIST.to_owned();
    let files = [("orders.csv", orders()), ("visits.csv", VISITS.to_owned()), ("branches.csv", list)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let of_source = burst(&Project::new(&yaml, &files));
    let of_file = burst(&project(TREE));
    assert_eq!(of_source.burst.tree, of_file.burst.tree);
    for entity in ["north", "coast", "es"] {
        assert_eq!(figures(&of_source.of(entity).results), figures(&of_file.of(entity).results));
    }
    let circle = LIST.replace("coast,es", "coast,city").replace("city,es", "city,coast");
    let files: Vec<(&str, &str)> = files
        .into_iter()
        .map(|(n, t)| if n == "branches.csv" { (n, circle.as_str()) } else { (n, t) })
        .collect();
    let error = try_burst(&Project::new(&yaml, &files)).err().expect("an error").problem();
    assert_eq!(error.code.as_str(), "entity-cycle", "{error:?}");
}

#[test]
fn a_source_may_call_its_entity_otherwise() {
    let yaml =
        scorecard(TREE, MEASURES, "").replace("time: day, customer", "time: day, entity: shop, customer");
    let rows = orders().replace("day,branch,", "day,shop,");
    let files = [("orders.csv", rows.as_str()), ("visits.csv", VISITS), ("branches.csv", LIST)];
    let ran = burst(&Project::new(&yaml, &files));
    assert_eq!(figures(&ran.of("port").results), figures(&burst(&project(TREE)).of("port").results));
}

#[test]
fn what_knows_no_entity_is_shown_in_each_and_scores_only_when_it_says_so() {
    let ran = burst(&project(TREE));
    let visits = |results: &mando::evaluate::Results| {
        let measures = &results.scorecard.perspectives[0].objectives[0].measures;
        let found = measures.iter().find(|m| m.id == "visits").expect("visits");
        (found.current().and_then(|c| c.value), found.weight)
    };
    assert_eq!(visits(&ran.of("north").results), (Some(2.0), 0.0));
    assert_eq!(visits(&ran.burst.whole.results), (Some(2.0), 1.0));
    let yaml = scorecard(TREE, MEASURES, "").replace("kind: count,", "kind: count, company_wide: score,");
    let files = [("orders.csv", &*orders()), ("visits.csv", VISITS), ("branches.csv", LIST)];
    let scoring = burst(&Project::new(&yaml, &files));
    assert_eq!(visits(&scoring.of("north").results), (Some(2.0), 1.0));
}

#[test]
fn an_entity_with_too_few_rows_has_no_report() {
    let entity = TREE.replace("by: branch", "by: branch, min_rows: 20");
    let ran = burst(&project(&entity));
    let rows = orders();
    let of = |branch: &str| {
        let own = |line: &&str| line.starts_with("2026-03") && line.contains(&format!(",{branch},"));
        rows.lines().filter(own).count() as u64
    };
    for branch in ["north", "south", "port", "hill"] {
        let own = ran.of(branch);
        assert_eq!((own.rows, own.is_reported()), (of(branch), of(branch) >= 20), "{branch}");
    }
    assert!(["north", "south", "port", "hill"].iter().any(|b| of(b) < 20), "none is small");
    assert!(ran.of("es").is_reported());
}

#[test]
fn asked_by_queries_entities_are_the_same_as_by_one_scan() {
    let project = project(TREE);
    let ran = burst(&project);
    let (card, tree) = (&ran.scorecard, &ran.burst.tree);
    let as_of = crate::support::day("2026-03-31");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let facts = runtime.block_on(async {
        let sessions = Sessions::new(&card.engine).expect("sessions");
        let data = data::load(&card.sources, &card.calendar, Some(as_of), &sessions, &Silent).await;
        let mut data = data.expect("data");
        engine::compute(card, &mut data, &sessions, tree, as_of, Backend::Queries, None).await.expect("facts")
    });
    let period = card.calendar.parse_period("2026-03", card.grain).expect("a period");
    for entity in ["north", "south", "port", "hill", "city", "coast", "es"] {
        let own = facts.for_entity(entity).expect("facts of it");
        let scanned = ran.of(entity);
        let asked = mando::evaluate::evaluate(&scanned.scorecard, &own, &period);
        let scanned = scanned.results.scorecard;
        let json = |card| serde_json::to_value(card).expect("json");
        assert_eq!(json(asked), json(scanned), "{entity}");
    }
}
