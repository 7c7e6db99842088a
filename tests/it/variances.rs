//! The actual value against plan and previous year, parted: price, volume and mix, rate and mix, segments.

use mando::evaluate::results::{Against, Split, VarianceResult};
use mando::render::excel::render;
use mando::report::workings;

use crate::support::{Project, Ran, close, words};
use crate::workbook::{unchanged, untouched};

/// Two products in March of two years: tea 10 at 5 and then 12 at 6, jam 20 at 2 and then 10 at 2.50; and what was late.
const SALES: &str = "day,product,quantity,amount,late
2025-03-05,tea,4,20,1
2025-03-06,tea,6,30,0
2025-03-07,jam,20,40,0
2026-02-07,jam,1,2,0
2026-03-05,tea,12,72,1
2026-03-06,jam,4,10,1
2026-03-07,jam,6,15,0
";

fn project(measures: &str) -> Project {
    let yaml = format!(
        "scorecard: s
title: S
entity: E
as_of: 2026-03-31
defaults: {{ source: sales, min_n: 1 }}
sources:
  sales: {{ path: sales.csv, time: day, history_starts: 2025-01-01, columns: {{ day: date, quantity: number, amount: number, late: integer }} }}
perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}
measures:
{measures}"
    );
    Project::new(&yaml, &[("sales.csv", SALES)])
}

fn ran(measures: &str) -> Ran {
    project(measures).results("2026-03")
}

fn of(ran: &Ran, measure: &str, against: Against) -> VarianceResult {
    let found = ran.measure(measure).variances.iter().find(|variance| variance.against == against);
    found.unwrap_or_else(|| panic!("{measure} is not parted against {against:?}")).clone()
}

/// Price, volume and mix of a product.
fn parts(variance: &VarianceResult, label: &str) -> [Option<f64>; 3] {
    let row = variance.rows.iter().find(|row| row.label.as_deref() == Some(label)).expect("a row");
    [row.rate, row.volume, row.mix]
}

const PRICED: &str = "  revenue: { title: Revenue, objective: o, kind: { sum: amount }, direction: maximise, target: 100, bridge: { quantity: \
                      sum(quantity), by: product } }\n";

#[test]
fn a_change_of_money_is_price_volume_and_mix() {
    let ran = ran(PRICED);
    let year = of(&ran, "revenue", Against::PreviousYear);
    assert_eq!(year.split, Split::Price);
    assert_eq!((year.before, year.after), (90.0, 97.0));
    // q̄·Δp, p̄·s̄·ΔQ, p̄·Q̄·Δs with 30 and 22 sold.
    let expected = [
        (
            "tea",
            [11.0 * 1.0, 5.5 * (1.0 / 3.0 + 6.0 / 11.0) / 2.0 * -8.0, 5.5 * 26.0 * (6.0 / 11.0 - 1.0 / 3.0)],
        ),
        (
            "jam",
            [
                15.0 * 0.5,
                2.25 * (2.0 / 3.0 + 5.0 / 11.0) / 2.0 * -8.0,
                2.25 * 26.0 * (5.0 / 11.0 - 2.0 / 3.0),
            ],
        ),
    ];
    for (product, expected) in expected {
        for (found, expected) in parts(&year, product).into_iter().zip(expected) {
            close(found, expected);
        }
    }
    close(Some(year.rows.iter().map(|row| row.change).sum()), 7.0);
    // One plan for the whole says nothing of products.
    assert!(
        ran.measure("revenue").variances.iter().all(|variance| variance.against == Against::PreviousYear)
    );
    let book = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&book);
    unchanged(&book);
}

#[test]
fn a_plan_is_parted_where_every_segment_has_one_and_the_rest_stands_apart() {
    let plans = "target: { values: { 2026-03: 100 }, segments: { product: { tea: { values: { 2026-03: 60 }, weight: { 2026-03: 12 } }, jam: { \
                 values: { 2026-03: 45 }, weight: { 2026-03: 15 } } } } }";
    let measure = PRICED.replace("target: 100", plans).replace(" } }\n", " }, segments: [product] }\n");
    let ran = ran(&measure);
    let plan = of(&ran, "revenue", Against::Plan);
    assert_eq!(plan.split, Split::Price);
    // Tea as planned 12 at 5, and sold at 6; jam 15 at 3, and 10 at 2.50.
    close(parts(&plan, "tea")[0], 12.0);
    close(parts(&plan, "jam")[0], 12.5 * -0.5);
    close(Some(plan.rows.iter().map(|row| row.change).sum()), 97.0 - 105.0);
    close(Some(plan.remainder), 5.0);
    let book = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&book);
    unchanged(&book);

    let without = measure.replace(", weight: { 2026-03: 15 }", "");
    let plan = of(&self::ran(&without), "revenue", Against::Plan);
    assert_eq!(plan.split, Split::Amount, "without all quantities there is no price");
    let without = measure.replace("jam: { values: { 2026-03: 45 }, weight: { 2026-03: 15 } }", "");
    let ran = self::ran(&without.replace(" }, ,", " },").replace("}, }", "} }"));
    assert!(ran.measure("revenue").variances.iter().all(|variance| variance.against != Against::Plan));
}

#[test]
fn a_ratio_is_parted_into_rate_and_mix() {
    let ran = ran(
        "  late: { title: Late, objective: o, kind: { share: late = 1 }, direction: minimise, segments: [product], target: { value: 30%, segments: { \
         product: { tea: 20%, jam: 40% } } } }\n",
    );
    let year = of(&ran, "late", Against::PreviousYear);
    assert_eq!(year.split, Split::Rate);
    // One of three, and two of three: tea ½ of ⅔, then 1 of ⅓; jam 0 of ⅓, then ½ of ⅔.
    close(Some(year.before), 1.0 / 3.0);
    close(Some(year.after), 2.0 / 3.0);
    close(parts(&year, "tea")[0], 0.5 * 0.5);
    close(parts(&year, "tea")[2], (0.75 - 0.5) * (1.0 / 3.0 - 2.0 / 3.0));
    close(parts(&year, "jam")[0], 0.5 * 0.5);
    close(parts(&year, "jam")[2], (0.25 - 0.5) * (2.0 / 3.0 - 1.0 / 3.0));
    let plan = of(&ran, "late", Against::Plan);
    // Of what was actually sent: a third at 100 % for 20 %, two thirds at 50 % for 40 %.
    close(parts(&plan, "tea")[0], 0.8 / 3.0);
    close(parts(&plan, "jam")[0], 0.1 * 2.0 / 3.0);
    close(Some(plan.remainder), (0.2 + 2.0 * 0.4) / 3.0 - 0.3);
    let book = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&book);
    unchanged(&book);
}

#[test]
fn nothing_is_parted_where_small_groups_are_withheld() {
    let project = project(PRICED);
    let path = project.folder().join("scorecard.yaml");
    let yaml = std::fs::read_to_string(&path).expect("the scorecard");
    std::fs::write(&path, yaml.replace("entity: E", "entity: E\nprivacy: { smallest: 2 }")).expect("written");
    assert!(project.results("2026-03").measure("revenue").variances.is_empty());
}

/// A survey withholds what comes of too few answers; parts would tell it, by itself or by the others.
#[test]
fn nothing_is_parted_where_a_segment_has_too_few_answers() {
    let of = |least: u32| {
        format!(
            "  voice: {{ title: Voice, objective: o, kind: {{ csat: {{ score: late, scale: [0, 1], counting: mean }} }}, \
             min_n: {least}, segments: [product] }}\n"
        )
    };
    assert_eq!(ran(&of(1)).measure("voice").variances.len(), 1);
    let few = ran(&of(2));
    let voice = few.measure("voice");
    assert!(voice.current().expect("a period").value.is_some(), "three answers are shown");
    assert!(voice.segments[0].rows.iter().any(|row| row.current.value.is_none()), "one answer is not");
    assert_eq!(voice.variances, []);
    // Nor where the year before had too few.
    assert_eq!(ran(&of(2)).measure("voice").variances, []);
}

#[test]
fn what_cannot_be_parted_is_told_when_it_is_checked() {
    let codes = |text: &str| project(text).codes();
    assert_eq!(codes(PRICED), [""; 0]);
    assert_eq!(codes(&PRICED.replace("by: product", "by: produkt")), ["unknown-column"]);
    assert_eq!(codes(&PRICED.replace("sum(quantity)", "avg(quantity)")), ["wrong-type"]);
    assert_eq!(codes(&PRICED.replace("{ sum: amount }", "{ average: amount }")), ["wrong-type"]);
    let near = project(&PRICED.replace("bridge: { quantity:", "bridge: { quantty:")).check();
    assert!(near.contains("did you mean `quantity`?"), "{near}");
}

/// Fourteen segments with a plan of 10 each: ten brought 10 in February and March, three in January alone, and one nothing ever.
fn unsold(segments: &str, weight: &str, kind: &str) -> Ran {
    let brought = |month: &str, segment: char| format!("2026-{month}-05,{segment},10,1\n");
    let rows: String = ('A'..='J').map(|segment| brought("02", segment) + &brought("03", segment)).collect();
    let gone: String = ('K'..='M').map(|segment| brought("01", segment)).collect();
    let rows = format!("day,segment,amount,pieces\n{gone}{rows}");
    let plans: Vec<String> =
        ('A'..='N').map(|segment| format!("{segment}: {{ value: 10{weight} }}")).collect();
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\ndefaults: {{ source: sales, min_n: 1 }}\n\
         sources:\n  sales: {{ path: sales.csv, time: day, stale_after: 1 year, history_starts: 2025-01-01, columns: {{ day: date, amount: number, pieces: number }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n  \
         sales: {{ title: Sales, objective: o, direction: maximise, segments: [{segments}], kind: {kind}, target: {{ value: 140, segments: {{ segment: {{ {} }} }} }} }}\n",
        plans.join(", ")
    );
    Project::new(&yaml, &[("sales.csv", &rows)]).results("2026-03")
}

#[test]
fn plans_of_segments_that_brought_nothing_are_a_line_and_no_difference_of_plans() {
    let ran = unsold("segment", "", "{ sum: amount }");
    let plan = of(&ran, "sales", Against::Plan);
    let rest = plan.rows.iter().find(|row| row.label.is_none()).expect("the others");
    assert_eq!((rest.before, rest.after, rest.change), (40.0, 0.0, -40.0));
    assert_eq!((plan.before, plan.after, plan.remainder, plan.rows.len()), (140.0, 100.0, 0.0, 11));
    let book = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&book);
    unchanged(&book);
    // What is pooled for its size has the plans of all that are in it.
    let ran = unsold("{ by: segment, top: 4 }", "", "{ sum: amount }");
    let plan = of(&ran, "sales", Against::Plan);
    let rest = plan.rows.iter().find(|row| row.label.is_none()).expect("the others");
    assert_eq!((rest.before, rest.after, plan.remainder, plan.rows.len()), (100.0, 60.0, 0.0, 5));
    // Of a ratio, with what was planned to be divided by.
    let ratio = "{ ratio: { numerator: sum(amount), denominator: sum(pieces) } }";
    let ran = unsold("segment", ", weight: { 2026-03: 4 }", ratio);
    let plan = of(&ran, "sales", Against::Plan);
    let rest = plan.rows.iter().find(|row| row.label.is_none()).expect("the others");
    assert_eq!((rest.before, rest.base_before, rest.base_after), (160.0, Some(16.0), Some(0.0)));
    close(
        Some(plan.rows.iter().map(|row| row.change).sum::<f64>() + plan.remainder),
        plan.after - plan.before,
    );
}
