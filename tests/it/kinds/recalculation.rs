//! Every kind's formula as LibreOffice computes it: the workbook of a project that has all kinds.

use std::collections::BTreeMap;

use mando::report;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::rows::{World, file, many};
use super::{cases, first_word, scorecard};
use crate::support::Project;
use crate::workbook::office::recalculated;
use crate::workbook::{calc, unchanged, untouched};

/// Some hundred made-up rows, always the same.
pub(super) fn world() -> World {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    many().new_tree(&mut runner).expect("rows").current()
}

#[test]
fn recalculated_every_kind_is_what_the_engine_found() {
    let world = world();
    let project = Project::new(&scorecard(world.as_of), &[("rows.csv", &file(&world.rows))]);
    let ran = project.results("2024-03");
    let workings = report::workings(&ran.scorecard, &ran.results, &crate::support::words());
    let book = mando::render::excel::render(&workings).expect("a workbook");
    untouched(&book);
    unchanged(&book);

    let live = recalculated(&book);
    // The checks compare every period of every measure, and not only the last.
    untouched(&live);
    let mut wrong = Vec::new();
    let mut words = BTreeMap::new();
    for case in cases() {
        let title = case.id;
        let (cell, found) = (calc(&live, title).value, ran.current(title).value);
        let agree = match (cell, found) {
            (Some(cell), Some(found)) => (cell - found).abs() <= 1e-9 * found.abs().max(1.0),
            (cell, found) => cell == found,
        };
        if !agree {
            wrong.push(format!("{title}: the cell has {cell:?}, the engine {found:?}"));
        }
        *words.entry(first_word(case.kind)).or_insert(false) |=
            ran.measure(title).periods.iter().any(|period| period.value.is_some());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let without: Vec<&&str> =
        words.iter().filter(|(_, has_value)| !**has_value).map(|(word, _)| word).collect();
    assert!(without.is_empty(), "no value in this world, and so nothing compared, of {without:?}");
}
