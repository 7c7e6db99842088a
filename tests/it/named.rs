//! Reports by name, and what they tell beside figures: cases, an earlier run, tidy tables.

mod cases;
mod overview;
mod reports;
mod restatement;
mod tidy;

use std::fs;

use tempfile::TempDir;

use crate::binary::{ended, mando};

/// A scorecard of a warehouse; `head` stands among its own keys, `late` among those of the measure of late orders.
fn card(head: &str, late: &str) -> String {
    format!(
        "scorecard: store\ntitle: {{ en: Store, es: Almacén }}\nentity: {{ name: {{ en: Whole store, es: Todo el almacén }}, by: branch }}\n\
         currency: EUR\nas_of: 2026-03-31\n{head}\
         sources:\n  orders:\n    path: orders.csv\n    time: ordered\n    unique: [order]\n    \
         columns: {{ order: integer, ordered: date, promised: date, shipped: date, amount: money }}\n\
         perspectives:\n  customers:\n    title: {{ en: Customers, es: Clientes }}\n    objectives:\n      \
         speed: {{ title: {{ en: Speed, es: Rapidez }} }}\n      sales: {{ title: {{ en: Sales, es: Ventas }} }}\n\
         measures:\n  \
         kept: {{ title: {{ en: Kept promises, es: Promesas cumplidas }}, objective: speed, level: operational, source: orders, kind: {{ on_time: {{ promised: promised, delivered: shipped }} }}, min_n: 1, target: 95%{late} }}\n  \
         revenue: {{ title: {{ en: Revenue, es: Ingresos }}, objective: sales, source: orders, kind: {{ sum: amount }}, direction: maximise, target: 1000 }}\n  \
         orders: {{ title: {{ en: Orders, es: Pedidos }}, objective: sales, level: tactical, source: orders, kind: count, direction: maximise, target: 20, segments: [branch] }}\n"
    )
}

/// Orders of three months, thirty a month; each fifth is late, of two branches, one of which has a name that looks like a formula
/// in its note.
fn orders() -> String {
    let mut text = "order,branch,ordered,promised,shipped,amount,note\n".to_owned();
    for month in 1..=3 {
        for at in 0..25 {
            let number = 10_000 + month * 100 + at;
            let (day, late) = (1 + at, if at % 5 == 4 { 2 } else { 0 });
            let branch = if at % 2 == 0 { "north" } else { "south" };
            let note = if at == 24 { "=1+1" } else { "plain" };
            text.push_str(&format!(
                "{number},{branch},2026-{month:02}-{day:02},2026-{month:02}-{:02},2026-{month:02}-{:02},{}.25,{note}\n",
                day + 1,
                day + 1 + late,
                40 + at
            ));
        }
    }
    text
}

fn folder(card: &str, orders: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("scorecard.yaml"), card).expect("a file");
    fs::write(folder.path().join("orders.csv"), orders).expect("a file");
    folder
}

/// Exit code and words of a command in a folder.
fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = mando();
    command.args(arguments).current_dir(folder.path());
    ended(&command.output().expect("mando starts"))
}

/// The same of a run that writes into `out`.
#[track_caller]
fn written(folder: &TempDir, arguments: &[&str]) -> String {
    let all: Vec<&str> = ["run", "scorecard.yaml", "--out", "out"].iter().chain(arguments).copied().collect();
    let (code, words) = run(folder, &all);
    assert_eq!(code, Some(0), "{words}");
    words
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}
