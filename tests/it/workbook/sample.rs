//! Workings with every way of scoring and every kind of absence, small enough to check by hand.

use mando::measure::formula::Function;
use mando::measure::{Direction, Formula, Level, Unit};
use mando::model::{Edges, Judgement, Missing, ParentStatus, Rollup, Scoring};
use mando::report::view::Head;
use mando::report::workings::{
    ComponentWorking, MeasureWorking, ObjectiveWorking, ParentWorking, PeriodWorking, PerspectiveWorking,
    SourceWorking, Workings,
};

const PERIODS: usize = 13;
const MEASURE: Edges = Edges { on_target: 100.0, watch: 90.0 };
const PARENT: Edges = Edges { on_target: 90.0, watch: 75.0 };

/// A scorecard of two perspectives, four objectives and fourteen measures.
pub(super) fn sample() -> Workings {
    let periods = months();
    Workings {
        head: head(),
        currency: Some("USD".to_owned()),
        period_ids: periods.clone(),
        periods,
        rollup: Rollup {
            missing: Missing::Renormalise,
            min_coverage: 0.6,
            edges: PARENT,
            parent_status: ParentStatus::Score,
        },
        perspectives: vec![
            perspective(
                "customer",
                "Customer",
                2.0,
                Some(80.0),
                "watch",
                0.75,
                vec![
                    objective(
                        "loyalty",
                        "Keep the customers we win",
                        3.0,
                        Some(80.0),
                        "watch",
                        0.75,
                        ParentStatus::Score,
                    ),
                    objective(
                        "speed",
                        "Deliver when promised",
                        1.0,
                        None,
                        "no_data",
                        0.5,
                        ParentStatus::Score,
                    ),
                ],
            ),
            perspective(
                "financial",
                "Financial",
                1.0,
                Some((220.0 / 3.0 + 65.0) / 2.0),
                "off_target",
                1.0,
                vec![
                    objective(
                        "growth",
                        "Grow",
                        1.0,
                        Some(220.0 / 3.0),
                        "off_target",
                        1.0,
                        ParentStatus::Capped,
                    ),
                    objective("quality", "Run well", 1.0, Some(65.0), "off_target", 1.0, ParentStatus::Worst),
                ],
            ),
        ],
        measures: measures(),
        total: ParentWorking {
            edges: PARENT,
            parent_status: ParentStatus::Capped,
            score: Some((160.0 + (220.0 / 3.0 + 65.0) / 2.0) / 3.0),
            status: "watch".to_owned(),
            coverage: 1.0,
            score_decimals: 1,
            coverage_decimals: 0,
        },
        log: vec![
            ("Run".to_owned(), "7f3a91c2".to_owned()),
            ("Engine".to_owned(), "mando 0.1.0".to_owned()),
            ("orders.csv".to_owned(), "sha256 9c1e…".to_owned()),
            ("-rows".to_owned(), "830 rows".to_owned()),
        ],
        sources: vec![SourceWorking {
            id: "orders".to_owned(),
            read: 830,
            repeated: 2,
            filtered: 20,
            rejected: 8,
            after_as_of: 0,
            used: 800,
        }],
    }
}

fn months() -> Vec<String> {
    let months = [
        "Apr 97", "May 97", "Jun 97", "Jul 97", "Aug 97", "Sep 97", "Oct 97", "Nov 97", "Dec 97", "Jan 98",
        "Feb 98", "Mar 98", "Apr 98",
    ];
    months.map(str::to_owned).to_vec()
}

/// One objective with one informational measure per formula over the components a = 3, b = 8, zero = 0 and one
/// that is absent; the engine's values come from the formulas themselves.
pub(super) fn with_formulas(formulas: Vec<Formula>) -> Workings {
    let mut workings = sample();
    let value = |name: &str| match name {
        "a" => Some(3.0),
        "b" => Some(8.0),
        "zero" => Some(0.0),
        _ => None,
    };
    let engine: Vec<Option<f64>> = formulas.iter().map(|f| f.evaluate(&value)).collect();
    workings.measures.truncate(7);
    for (i, (formula, engine)) in formulas.into_iter().zip(engine).enumerate() {
        let components = ["a", "b", "zero", "gone"].map(|name| component(name, name, |_| value(name)));
        let mut m = measure(&format!("f{i}"), &format!("Formula {i}"), "loyalty", formula, components.into());
        m.weight = 0.0;
        m.periods = (0..PERIODS).map(|_| period(engine, None, "none")).collect();
        workings.measures.push(m);
    }
    let none = |parent: &mut ParentWorking| {
        parent.score = None;
        parent.status = "no_data".to_owned();
        parent.coverage = 0.0;
    };
    for objective in &mut workings.perspectives[1].objectives {
        none(&mut objective.parent);
    }
    none(&mut workings.perspectives[1].parent);
    // A perspective without a measure weighs nothing.
    let whole = &mut workings.total;
    (whole.score, whole.coverage, whole.status) = (Some(80.0), 1.0, "watch".to_owned());
    workings
}

fn head() -> Head {
    let text = str::to_owned;
    Head {
        level: Level::Strategic,
        locale: text("en-GB"),
        title: text("Customer scorecard – Northwind & Sons, April 1998"),
        scorecard: text("Customer scorecard"),
        entity: text("Northwind & Sons"),
        period: text("April 1998"),
        period_short: text("Apr 1998"),
        trend_length: text("13 months"),
        message: text("The scorecard stands at 76; complaints and stock are off target."),
        mission: None,
        vision: None,
        notices: vec![text("First-contact resolution is provisional.")],
        as_of: text("Data as of 6 May 1998"),
        as_of_sentence: text("Data as of 6 May 1998."),
        page_number: text("Page {page} of {pages}"),
        run: text("Run 7f3a91c2"),
        sources: text("Sources: orders, tickets, survey"),
        date: text("1998-05-06"),
    }
}

fn measures() -> Vec<MeasureWorking> {
    let n = Formula::name;
    let share = |a: &str, b: &str| n(a).over(n(b));
    let mut all = Vec::new();

    let parts =
        vec![rising("active", "Customers at the start", 200.0), rising("kept", "Customers kept", 139.0)];
    let mut m =
        percent(measure("retention", "Customer retention", "loyalty", share("kept", "active"), parts));
    (m.weight, m.scoring) = (2.0, Scoring::Distance);
    judge(&mut m, Some(0.70), Some(95.0), "watch");
    m.periods.iter_mut().for_each(|p| p.span = Some(0.10));
    m.periods[PERIODS - 1].previous_year = Some(0.66);
    all.push(m);

    let parts = vec![
        steady("promoters", "Promoters", 50.0),
        steady("detractors", "Detractors", 10.0),
        steady("responses", "Responses", 100.0),
    ];
    let formula = Formula::Number(100.0).times(n("promoters").minus(n("detractors"))).over(n("responses"));
    let mut m = measure("nps", "=Promoters & more", "loyalty", formula, parts);
    (m.unit, m.unit_label, m.scoring) = (Unit::Points, "points".to_owned(), Scoring::GoalRedFlag);
    (m.sample, m.min_n) = (Some(n("responses")), 30);
    judge(&mut m, None, Some(50.0), "off_target");
    m.periods.iter_mut().for_each(|p| p.goal_red_flag = Some([60.0, 20.0]));
    // A month without a survey.
    m.components.iter_mut().for_each(|c| c.values[5] = None);
    m.periods[5].value = None;
    all.push(m);

    let parts = vec![steady("pleased", "Pleased answers", 10.0), steady("answers", "Answers", 20.0)];
    let mut m = percent(measure("csat", "Satisfaction", "loyalty", share("pleased", "answers"), parts));
    (m.sample, m.min_n) = (Some(n("answers")), 30);
    judge(&mut m, Some(0.6), None, "no_data");
    m.periods[PERIODS - 1].reason = "Insufficient data".to_owned();
    all.push(m);

    let parts = vec![rising("on_time", "Orders on time", 376.0), rising("due", "Orders due", 400.0)];
    let mut m = percent(measure("on_time", "Shipped on time", "speed", share("on_time", "due"), parts));
    (m.sample, m.min_n, m.judgement) = (Some(n("due")), 10, Judgement::Tolerance(0.015));
    judge(&mut m, Some(0.95), Some(100.0 * 0.94 / 0.95), "watch");
    all.push(m);

    let parts = vec![steady("days", "Days from order to delivery", 900.0), steady("orders", "Orders", 200.0)];
    let mut m = measure("lead_time", "360", "speed", share("days", "orders"), parts);
    (m.unit, m.unit_label, m.direction) = (Unit::Days, "days".to_owned(), Some(Direction::Minimise));
    m.judgement = Judgement::ToleranceOfTarget(0.10);
    judge(&mut m, Some(5.0), Some(100.0), "on_target");
    all.push(m);

    let shipped = component("shipped", "Units shipped", |p| Some(if p + 1 < PERIODS { 50.0 } else { 0.0 }));
    let parts = vec![steady("returned", "Units returned", 3.0), shipped];
    let mut m = percent(measure("returns", "Returns", "speed", share("returned", "shipped"), parts));
    m.direction = Some(Direction::Minimise);
    judge(&mut m, Some(0.05), None, "no_data");
    m.periods[PERIODS - 1].reason = "Undefined".to_owned();
    all.push(m);

    let parts = vec![steady("first", "Solved at first contact", 80.0), steady("tickets", "Tickets", 100.0)];
    let mut m =
        percent(measure("fcr", "First-contact resolution", "speed", share("first", "tickets"), parts));
    judge(&mut m, Some(0.85), None, "no_data");
    (m.periods[PERIODS - 1].scored, m.periods[PERIODS - 1].reason) = (false, "Provisional".to_owned());
    all.push(m);

    let mut m =
        money(measure("revenue", "Revenue", "growth", n("sum"), vec![rising("sum", "Revenue", 120_000.0)]));
    m.cap = 120.0;
    judge(&mut m, Some(100_000.0), Some(120.0), "on_target");
    all.push(m);

    let mut m =
        money(measure("profit", "Profit", "growth", n("sum"), vec![rising("sum", "Profit", 30_000.0)]));
    m.weight = 0.0;
    judge(&mut m, None, None, "none");
    all.push(m);

    let mut m = percent(measure("margin", "Margin", "growth", share("profit", "revenue"), Vec::new()));
    m.scoring = Scoring::Distance;
    let own = |p: usize, m: &MeasureWorking| m.periods[p].value;
    for p in 0..PERIODS {
        let value = own(p, &all[8]).zip(own(p, &all[7])).map(|(profit, revenue)| profit / revenue);
        m.periods.push(period(value, None, "none"));
    }
    judge(&mut m, Some(0.24), Some(100.0), "on_target");
    all.push(m);

    let parts = vec![steady("profit", "Profit", -500.0), steady("customers", "Customers", 100.0)];
    let mut m = money(measure("loss", "Profit per customer", "growth", share("profit", "customers"), parts));
    judge(&mut m, Some(10.0), Some(0.0), "off_target");
    all.push(m);

    let parts = vec![steady("complaints", "Complaints received", 6.0), steady("orders", "Orders", 400.0)];
    let formula = Formula::Number(1000.0).times(n("complaints")).over(n("orders"));
    let mut m = measure("complaints", "Complaints", "quality", formula, parts);
    (m.unit_label, m.direction) = ("per 1,000 orders".to_owned(), Some(Direction::Minimise));
    m.scoring = Scoring::AttainmentInverse;
    judge(&mut m, Some(12.0), Some(80.0), "off_target");
    all.push(m);

    let parts = vec![steady("stock", "Stock", 5500.0), steady("daily", "Daily sales", 110.0)];
    let mut m = measure("stock_days", "Days of stock", "quality", share("stock", "daily"), parts);
    (m.unit, m.unit_label, m.direction) = (Unit::Days, "days".to_owned(), None);
    m.scoring = Scoring::Band;
    judge(&mut m, None, Some(50.0), "off_target");
    m.periods.iter_mut().for_each(|p| p.band = Some([20.0, 40.0, 10.0, 60.0]));
    all.push(m);

    let parts = vec![
        component("freight", "Freight", |p| (p < 6).then_some(4000.0)),
        steady("orders", "Orders", 400.0),
        component("gone", "Orders of a closed shop", |_| None),
    ];
    let formula = Formula::Call(Function::Coalesce, vec![n("freight"), Formula::Number(0.0)])
        .over(Formula::Call(Function::Greatest, vec![n("orders"), n("gone")]));
    let mut m = money(measure("freight", "Freight per order", "quality", formula, parts));
    judge(&mut m, None, None, "none");
    all.push(m);
    all
}

fn measure(
    id: &str,
    title: &str,
    objective: &str,
    formula: Formula,
    components: Vec<ComponentWorking>,
) -> MeasureWorking {
    let values = (0..PERIODS).filter(|_| !components.is_empty());
    let periods = values
        .map(|p| {
            let value = formula.evaluate(&|name| components.iter().find(|c| c.name == name)?.values[p]);
            period(value, None, "none")
        })
        .collect();
    MeasureWorking {
        id: id.to_owned(),
        title: title.to_owned(),
        objective: objective.to_owned(),
        level: Level::Strategic,
        owner: Some("Head of Operations".to_owned()),
        unit: Unit::Number,
        unit_label: String::new(),
        decimals: 1,
        weight: 1.0,
        direction: Some(Direction::Maximise),
        reading: crate::support::words().formula(&formula, &str::to_owned),
        formula,
        sample: None,
        min_n: 1,
        withholds: false,
        components,
        scoring: Scoring::Attainment,
        judgement: Judgement::Edges(MEASURE),
        floor: 0.0,
        cap: 100.0,
        score_decimals: 1,
        labels: months(),
        periods,
    }
}

fn percent(mut measure: MeasureWorking) -> MeasureWorking {
    (measure.unit, measure.unit_label) = (Unit::Percent, "%".to_owned());
    measure
}

fn money(mut measure: MeasureWorking) -> MeasureWorking {
    (measure.unit, measure.unit_label, measure.decimals) = (Unit::Currency, "USD".to_owned(), 0);
    measure
}

/// Targets for all periods, score and status for the reported one.
fn judge(measure: &mut MeasureWorking, target: Option<f64>, score: Option<f64>, status: &str) {
    for period in &mut measure.periods {
        period.target = target;
        period.status = status.to_owned();
    }
    if let Some(last) = measure.periods.last_mut() {
        last.score = score;
    }
}

fn period(value: Option<f64>, target: Option<f64>, status: &str) -> PeriodWorking {
    PeriodWorking {
        value,
        reason: String::new(),
        scored: true,
        n: None,
        target,
        span: None,
        baseline: None,
        band: None,
        goal_red_flag: None,
        low: None,
        high: None,
        score: None,
        status: status.to_owned(),
        previous_year: None,
    }
}

fn component(name: &str, title: &str, value: impl Fn(usize) -> Option<f64>) -> ComponentWorking {
    ComponentWorking {
        name: name.to_owned(),
        title: title.to_owned(),
        values: (0..PERIODS).map(value).collect(),
    }
}

fn steady(name: &str, title: &str, value: f64) -> ComponentWorking {
    component(name, title, |_| Some(value))
}

/// A series that ends at `last` and was lower before, not quite evenly.
fn rising(name: &str, title: &str, last: f64) -> ComponentWorking {
    component(name, title, |p| {
        let back = (PERIODS - 1 - p) as f64;
        Some((last * (1.0 - 0.02 * back - if p % 3 == 0 && back > 0.0 { 0.01 } else { 0.0 })).round())
    })
}

fn parent(score: Option<f64>, status: &str, coverage: f64, rule: ParentStatus) -> ParentWorking {
    ParentWorking {
        edges: PARENT,
        parent_status: rule,
        score,
        status: status.to_owned(),
        coverage,
        score_decimals: 1,
        coverage_decimals: 0,
    }
}

fn perspective(
    id: &str,
    title: &str,
    weight: f64,
    score: Option<f64>,
    status: &str,
    coverage: f64,
    objectives: Vec<ObjectiveWorking>,
) -> PerspectiveWorking {
    let parent = parent(score, status, coverage, ParentStatus::Score);
    PerspectiveWorking { id: id.to_owned(), title: title.to_owned(), weight, parent, objectives }
}

fn objective(
    id: &str,
    title: &str,
    weight: f64,
    score: Option<f64>,
    status: &str,
    coverage: f64,
    rule: ParentStatus,
) -> ObjectiveWorking {
    let parent = parent(score, status, coverage, rule);
    ObjectiveWorking { id: id.to_owned(), title: title.to_owned(), weight, parent }
}
