//! Entities: one computation for the whole and for each, targets of their own, what a burst writes.

mod allocate;
mod command;
mod disclosed;
mod oracle;
mod privacy;
mod repeats;
mod targets;

use mando::data::Silent;
use mando::model::Scorecard;
use mando::problem::print;
use mando::run::{self, Burst, OfEntity, RunError, RunOptions};

use crate::support::{Project, day};

/// A scorecard of a shop's branches; `head` stands in place of its `entity`, `more` at its end.
pub(super) fn scorecard(entity: &str, measures: &str, more: &str) -> String {
    format!(
        "scorecard: shop\ntitle: Shop\nentity: {entity}\ncurrency: EUR\nas_of: 2026-03-31\n\
         sources:\n  orders: {{ path: orders.csv, time: day, customer: customer, columns: {{ day: date, amount: money, late: bool }} }}\n  \
         visits: {{ path: visits.csv, time: day, columns: {{ day: date }} }}\n\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n{measures}{more}"
    )
}

pub(super) const MEASURES: &str = "  revenue: { title: Revenue, objective: o, source: orders, kind: { sum: amount }, unit: currency, direction: maximise, target: 1000 }\n  \
    late: { title: Late, objective: o, source: orders, kind: { share: late }, direction: minimise, min_n: 1, target: 20% }\n  \
    customers: { title: Customers, objective: o, source: orders, kind: { distinct: customer } }\n  \
    retention: { title: Retention, objective: o, source: orders, kind: { retention: { active_within: 1 month } }, min_n: 1, target: 50% }\n  \
    punctual: { title: Punctual customers, objective: o, kind: { share: { of: 'value <= 20%', over: { measure: late, by: customer } } }, direction: maximise, min_n: 1, target: 50% }\n  \
    typical: { title: Typical order, objective: o, source: orders, kind: { median: amount }, unit: currency, min_n: 1, segments: [kind] }\n  \
    visits: { title: Visits, objective: o, source: visits, kind: count, direction: maximise, target: 10 }\n";

pub(super) const LIST: &str = "branch,name,zone,country\nnorth,North Street,city,es\nsouth,South Street,city,es\nport,Port,coast,es\nhill,Hill,coast,es\n";

/// Orders of four branches over three months, two of nobody; the branches differ in everything.
pub(super) fn orders() -> String {
    let mut text = "day,branch,customer,amount,late,kind\n".to_owned();
    let branches = ["north", "south", "port", "hill"];
    for i in 0..240_u32 {
        let (month, at) = (1 + i % 3, 1 + i % 27);
        let branch = branches[(i % 7 % 4) as usize];
        let customer = (i * i + 3 * i) % 31;
        let late = (i * 5) % 11 < 3;
        let kind = if i % 2 == 0 { "web" } else { "desk" };
        text.push_str(&format!(
            "2026-{month:02}-{at:02},{branch},c{customer},{}.{:02},{late},{kind}\n",
            5 + i % 50,
            i % 100
        ));
    }
    text.push_str("2026-03-02,,c1,7.00,false,web\n2026-03-03,\" \",c40,9.00,true,desk\n");
    text
}

pub(super) const VISITS: &str = "day\n2026-01-05\n2026-02-05\n2026-03-05\n2026-03-06\n";

pub(super) fn project(entity: &str) -> Project {
    Project::new(
        &scorecard(entity, MEASURES, ""),
        &[("orders.csv", &orders()), ("visits.csv", VISITS), ("branches.csv", LIST)],
    )
}

pub(super) const TREE: &str =
    "{ name: Shop, by: branch, in: branches.csv, titles: name, parent: [zone, country] }";

/// A burst with the scorecard it is of.
pub(crate) struct Ran {
    pub(crate) scorecard: Scorecard,
    pub(crate) burst: Burst,
}

impl Ran {
    #[track_caller]
    pub(crate) fn of(&self, entity: &str) -> OfEntity {
        self.burst.entity(&self.scorecard, entity).unwrap_or_else(|| panic!("no facts of {entity}"))
    }
}

pub(super) fn try_burst(project: &Project) -> Result<Ran, RunError> {
    let draft = project.open();
    let drafted = draft.scorecards.first().expect("a scorecard");
    let (scorecard, problems) = run::resolve(&draft, drafted);
    assert!(!problems.has_errors(), "{}", print::terminal(&problems, &draft.files, false));
    let scorecard = scorecard.expect("a scorecard without errors");
    let wanted = RunOptions { period: Some("2026-03".to_owned()), as_of: None, yesterday: day("2026-12-31") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let burst = runtime.block_on(run::burst(&scorecard, drafted, &wanted, &Silent))?;
    Ok(Ran { scorecard, burst })
}

pub(crate) fn burst(project: &Project) -> Ran {
    try_burst(project).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_list_in_which_everybody_stands_below_the_next_is_too_deep() {
    let list: String = (0..3000).map(|n| format!("b{n},b{}\n", n + 1)).collect();
    let yaml = scorecard("{ name: Shop, by: branch, in: branches.csv, parent: above }", MEASURES, "");
    let files = [
        ("orders.csv", orders()),
        ("visits.csv", VISITS.to_owned()),
        ("branches.csv", format!("branch,above\n{list}")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let checked = Project::new(&yaml, &files).check();
    assert!(
        checked.contains("error[too-large]: more than 50 entities stand above `b0` in `branches.csv`"),
        "{checked}"
    );
}
