//! The rules of meaning, each through the whole pipeline on rows few enough to count by hand.
//!
//! Every test chooses rows for which another reading of its rule gives another figure.

mod beginnings;
mod cases;
mod customers;
mod durations;
mod entered;
mod forms;
mod gaps;
mod loyalty;
mod messages;
mod named;
mod parents;
mod printed;
mod reports;
mod scores;
mod segments;
mod series;
mod snapshots;
mod sums;
mod targets;
mod time;
mod times;
mod told;
mod values;
mod weeks;
mod windows;

use crate::support::Project;

/// Orders of a shop: `orders` is a file with the columns `day`, `customer`, `amount` and others, its header included;
/// `measures` are lines of the map of measures. All is known since 2020, and no row is ever too old.
fn shop(measures: &str, orders: &str) -> Project {
    shop_with("", "", measures, orders)
}

/// The same, with other keys of the scorecard and of the source.
fn shop_with(head: &str, source: &str, measures: &str, orders: &str) -> Project {
    let objectives = "perspectives: { customer: { objectives: { reach: {} } } }\n";
    let objectives = if head.contains("perspectives:") { "" } else { objectives };
    let known = "    history_starts: 2020-01-01\n    stale_after: 10 years\n";
    let known =
        if source.contains("history_starts:") || source.contains("stale_after:") { "" } else { known };
    let columns = "    columns: { day: date, amount: money }\n";
    let columns = if source.contains("columns:") { "" } else { columns };
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\ncurrency: EUR\ndefaults: {{ source: orders }}\n{head}{objectives}\
         sources:\n  orders:\n    path: orders.csv\n    time: day\n    customer: customer\n\
         {known}{columns}{source}measures:\n{measures}"
    );
    Project::new(&yaml, &[("orders.csv", orders)])
}

/// A line for a measure of the objective `reach`.
fn line(id: &str, keys: &str) -> String {
    format!("  {id}: {{ title: {id}, objective: reach, {keys} }}\n")
}

/// A file of orders, one a row: day, customer, amount.
fn orders(rows: &[(&str, &str, f64)]) -> String {
    let rows = rows.iter().map(|(day, customer, amount)| format!("{day},{customer},{amount}\n"));
    "day,customer,amount\n".to_owned() + &rows.collect::<String>()
}

/// A file of orders of one customer, whose averages by month are the figures of a measure.
fn levels(rows: &[(&str, f64)]) -> String {
    let rows = rows.iter().map(|(month, amount)| format!("{month}-10,c,{amount}\n"));
    "day,customer,amount\n".to_owned() + &rows.collect::<String>()
}

/// A measure that is the average amount, judged from the first row on.
fn level(id: &str, keys: &str) -> String {
    line(id, &format!("kind: {{ average: amount }}, min_n: 1, {keys}"))
}
