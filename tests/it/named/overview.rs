//! `compare: entities`: all entities on one page.

use mando::evaluate::overview::{EntityFigure, EntityLine, Overview};
use mando::measure::Direction;
use mando::statistics::interval::Interval;

use super::{card, folder, orders, text, written};
use crate::binary::names_in;

#[test]
fn all_entities_stand_on_one_page() {
    let report =
        "reports:\n  compared: { compare: entities, measures: [kept, revenue], formats: [pdf, html] }\n";
    let folder = folder(&card(report, ""), &orders());
    written(&folder, &[]);
    assert_eq!(names_in(&folder.path().join("out")), ["compared.html", "compared.pdf"]);
    let page = text(&folder, "compared.html");
    assert_eq!(page.matches("<section class=").count(), 1);
    assert!(
        page.contains("2 entities: ") && page.contains("Kept promises") && page.contains("north"),
        "{page}"
    );
    assert_eq!(page.matches("<td class=\"number heat").count(), 4, "two entities, two measures");
    assert_eq!(page.matches("class=\"chart\"").count(), 2, "a dot for each");
    // With entities asked for, it is a page of the whole still, and none of an entity, which has the usual reports.
    written(&folder, &["--each", "branch", "--formats", "html,json"]);
    let north = names_in(&folder.path().join("out/north"));
    assert!(
        north.contains(&"results.json".to_owned()) && north.contains(&"strategic.html".to_owned()),
        "{north:?}"
    );
    assert!(!north.contains(&"compared.html".to_owned()), "{north:?}");
}

fn line(id: &str, value: Option<f64>, half: Option<f64>) -> EntityLine {
    let interval = value.zip(half).map(|(value, half)| Interval { low: value - half, high: value + half });
    let figure = EntityFigure { value, interval, status: None, absent: None };
    EntityLine {
        id: id.to_owned(),
        title: id.to_owned(),
        score: value.map(|value| 100.0 * value),
        status: None,
        measures: [("m".to_owned(), figure)].into(),
    }
}

#[test]
fn entities_that_chance_does_not_tell_apart_share_their_ranks() {
    // 0.90 and 0.84 differ by 0.06, and chance brings √(0.05² + 0.05²) = 0.071; 0.60 lies far below both.
    let lines = vec![
        line("a", Some(0.90), Some(0.05)),
        line("b", Some(0.84), Some(0.05)),
        line("c", Some(0.60), Some(0.05)),
        line("d", None, None),
    ];
    let overview = Overview::new(lines, Vec::new());
    assert_eq!(overview.ranks("m", Direction::Maximise), [Some((1, 2)), Some((1, 2)), Some((3, 3)), None]);
    assert_eq!(overview.ranks("m", Direction::Minimise), [Some((2, 3)), Some((2, 3)), Some((1, 1)), None]);
    // Without intervals any difference counts, and only equals share.
    let plain = vec![line("a", Some(3.0), None), line("b", Some(2.0), None), line("c", Some(2.0), None)];
    let overview = Overview::new(plain, Vec::new());
    assert_eq!(overview.ranks("m", Direction::Maximise), [Some((1, 1)), Some((2, 3)), Some((2, 3))]);
}

#[test]
fn entities_stand_in_the_order_of_their_scores() {
    let lines = vec![line("a", None, None), line("b", Some(0.5), None), line("c", Some(0.9), None)];
    let order: Vec<String> =
        Overview::new(lines, Vec::new()).entities.into_iter().map(|line| line.id).collect();
    assert_eq!(order, ["c", "b", "a"]);
}
