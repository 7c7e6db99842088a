//! What all reports of a run show together does not determine what they withhold.

use std::collections::{BTreeMap, BTreeSet};

use mando::evaluate::disclosure::{Figure, Sum, Withholding, withheld};
use mando::evaluate::results::Results;
use proptest::prelude::*;

use super::burst;
use crate::support::Project;

/// Cells of rows by branch, kind and size, each a number of orders.
const BRANCHES: [(&str, &str); 4] = [("b1", "r1"), ("b2", "r1"), ("b3", "r2"), ("b4", "r2")];
const KINDS: [&str; 3] = ["k1", "k2", "k3"];
const SIZES: [&str; 3] = ["s1", "s2", "s3"];
const SMALLEST: u32 = 5;

/// Some of the cells.
type Set = BTreeSet<usize>;

fn cells() -> impl Iterator<Item = (usize, [&'static str; 4])> {
    let sizes = |branch: (&'static str, &'static str), kind: &'static str| {
        SIZES.into_iter().map(move |size| [branch.0, branch.1, kind, size])
    };
    let kinds = move |branch| KINDS.into_iter().flat_map(move |kind| sizes(branch, kind));
    BRANCHES.into_iter().flat_map(kinds).enumerate()
}

fn project(counts: &[u32], segments: &str, entity: &str) -> Project {
    let mut rows = "day,branch,kind,size\n".to_owned();
    for (cell, [branch, _, kind, size]) in cells() {
        (0..counts[cell])
            .for_each(|n| rows.push_str(&format!("2026-03-{:02},{branch},{kind},{size}\n", 1 + n % 28)));
    }
    let mut list = "branch,region\n".to_owned();
    BRANCHES.iter().for_each(|(branch, region)| list.push_str(&format!("{branch},{region}\n")));
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: {entity}\nas_of: 2026-03-31\nprivacy: {{ smallest: {SMALLEST} }}\n\
         sources:\n  orders: {{ path: orders.csv, time: day, columns: {{ day: date }} }}\n\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n  \
         orders: {{ title: Orders, objective: o, source: orders, kind: count, segments: {segments} }}\n"
    );
    Project::new(&yaml, &[("orders.csv", &rows), ("branches.csv", &list)])
}

/// What a report shows, and what it withholds, each the cells that it is the sum of.
fn told(results: &Results, counts: &[u32], own: &Set, shown: &mut Vec<Set>, hidden: &mut Vec<Set>) {
    let measure = &results.scorecard.perspectives[0].objectives[0].measures[0];
    let mut tell = |is_shown: bool, set: Set| if is_shown { shown.push(set) } else { hidden.push(set) };
    tell(measure.current().is_some_and(|now| now.value.is_some()), own.clone());
    for table in &measure.segments {
        let place = |key: &str| ["branch", "region", "kind", "size"].iter().position(|own| *own == key);
        let places: Vec<usize> = table.by.split(" × ").filter_map(place).collect();
        let mut by_key: BTreeMap<Vec<String>, Set> = BTreeMap::new();
        for (cell, names) in cells().filter(|(cell, _)| own.contains(cell)) {
            by_key.entry(places.iter().map(|at| names[*at].to_owned()).collect()).or_default().insert(cell);
        }
        let mut pooled = None;
        for row in &table.rows {
            let key: Vec<String> = row.keys.iter().flatten().cloned().collect();
            match by_key.remove(&key) {
                Some(set) => {
                    let value = row.current.value;
                    let right: u32 = set.iter().map(|cell| counts[*cell]).sum();
                    assert!(value.is_none_or(|value| value == f64::from(right)), "{key:?}: {value:?}");
                    tell(value.is_some(), set);
                }
                None => pooled = pooled.or(key.is_empty().then_some(row.current.value.is_some())),
            }
        }
        // What is pooled stands nowhere by itself.
        if let Some(is_shown) = pooled {
            tell(is_shown, by_key.values().flatten().copied().collect());
            by_key.into_values().for_each(|set| tell(false, set));
        }
    }
}

/// Whether the sum of a set follows from the sums of others, all of their cells being unknown but those without a case.
fn follows(set: &Set, from: &[Set], counts: &[u32]) -> bool {
    let row = |set: &Set| -> Vec<i128> {
        (0..counts.len()).map(|cell| i128::from(counts[cell] > 0 && set.contains(&cell))).collect()
    };
    let mut rows: Vec<Vec<i128>> = from.iter().map(row).collect();
    let mut own = row(set);
    let reduce = |row: &mut Vec<i128>, by: &[i128], at: usize| {
        let (a, b) = (by[at], row[at]);
        row.iter_mut().zip(by).for_each(|(x, y)| *x = *x * a - y * b);
        let gcd = row.iter().fold(0_i128, |gcd, x| greatest(gcd, x.abs())).max(1);
        row.iter_mut().for_each(|x| *x /= gcd);
    };
    for column in 0..counts.len() {
        let Some(place) = rows.iter().position(|row| row[column] != 0) else { continue };
        let pivot = rows.swap_remove(place);
        let others = rows.iter_mut().chain(std::iter::once(&mut own)).filter(|row| row[column] != 0);
        others.for_each(|row| reduce(row, &pivot, column));
    }
    own.iter().all(|x| *x == 0)
}

fn greatest(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { greatest(b, a % b) }
}

/// Tries all that a run withholds, and gives how many figures it shows.
fn nothing_follows(counts: &[u32], segments: &str, entity: &str) -> usize {
    let ran = burst(&project(counts, segments, entity));
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    told(&ran.burst.whole.results, counts, &(0..counts.len()).collect(), &mut shown, &mut hidden);
    let ids: Vec<String> = ran.burst.tree.ids().map(str::to_owned).collect();
    for id in ids {
        let Some(of) = ran.burst.entity(&ran.scorecard, &id) else { continue };
        let own: Set =
            cells().filter(|(_, names)| names.contains(&id.as_str())).map(|(cell, _)| cell).collect();
        if own.iter().any(|cell| counts[*cell] > 0) {
            told(&of.results, counts, &own, &mut shown, &mut hidden);
        }
    }
    for set in &hidden {
        let cases: u32 = set.iter().map(|cell| counts[*cell]).sum();
        let is_small = cases > 0 && cases < SMALLEST;
        assert!(
            !is_small || !follows(set, &shown, counts),
            "{segments} {entity} {counts:?}: {set:?} is {cases}"
        );
    }
    for set in &shown {
        let cases: u32 = set.iter().map(|cell| counts[*cell]).sum();
        assert!(cases == 0 || cases >= SMALLEST || set.len() == counts.len(), "{cases} of {set:?} are shown");
    }
    shown.len()
}

const FLAT: &str = "{ name: Shop, by: branch }";
const TREE: &str = "{ name: Shop, by: branch, in: branches.csv, parent: region }";

const TABLES: [&str; 8] = [
    "[kind]",
    "[kind, size]",
    "[kind, size, [kind, size]]",
    "[kind, [kind, size]]",
    "[[{ by: kind, top: 4 }, size], size]",
    "[{ by: kind, top: 2 }, size, [{ by: kind, top: 5 }, size]]",
    "[branch, kind, [branch, kind]]",
    "[branch, [branch, kind, size], [kind, size]]",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_small_figure_follows_from_all_reports_of_a_run(
        counts in proptest::collection::vec(prop_oneof![3 => Just(0_u32), 3 => 1_u32..8, 2 => 8_u32..30], 36),
        tables in 0..TABLES.len(),
        is_tree in any::<bool>(),
    ) {
        nothing_follows(&counts, TABLES[tables], if is_tree { TREE } else { FLAT });
    }
}

/// Counts by branch, kind and size, of those that have any.
fn counts(filled: &[(&str, &str, &str, u32)]) -> Vec<u32> {
    let of = |[branch, _, kind, size]: [&str; 4]| {
        let own = filled.iter().filter(|(b, k, s, _)| (*b, *k, *s) == (branch, kind, size));
        own.map(|(.., count)| count).sum()
    };
    cells().map(|(_, names)| of(names)).collect()
}

#[test]
fn the_cell_of_a_crossed_table_that_is_all_of_a_withheld_segment_is_withheld() {
    // k2 has three cases and is withheld with k3, whose only cell is not small.
    let counts = counts(&[
        ("b1", "k1", "s1", 13),
        ("b1", "k1", "s2", 13),
        ("b1", "k2", "s1", 3),
        ("b1", "k3", "s2", 5),
    ]);
    nothing_follows(&counts, "[kind, [kind, size]]", FLAT);
}

#[test]
fn a_cell_that_alone_joins_two_blocks_of_withheld_ones_is_withheld_with_another() {
    // Of b1 and b2 by k1 and k2, and of b3 and b4 by k3: what the first two rows have beyond the first two columns is one case.
    let filled = [
        ("b1", "k1", "s1", 3),
        ("b1", "k2", "s1", 3),
        ("b2", "k1", "s1", 3),
        ("b2", "k2", "s1", 3),
        ("b1", "k3", "s1", 1),
        ("b3", "k3", "s1", 4),
        ("b4", "k3", "s1", 3),
        ("b2", "k3", "s1", 20),
        ("b3", "k1", "s1", 20),
        ("b4", "k2", "s1", 20),
        ("b3", "k2", "s1", 20),
        ("b4", "k1", "s1", 20),
    ];
    assert!(nothing_follows(&counts(&filled), "[branch, kind, [branch, kind]]", "Shop") > 0);
}

#[test]
fn of_a_month_whose_few_cases_a_row_pools_nothing_is_shown_beside_the_next() {
    // In February what March pools had two cases, and whatever is listed had many.
    let rows = |month: u32, counts: [(&str, u32); 4]| {
        let of =
            |(kind, count): (&str, u32)| format!("2026-0{month}-03,b1,{kind},s1\n").repeat(count as usize);
        counts.map(of).concat()
    };
    let february = rows(2, [("k1", 20), ("k2", 30), ("k3", 1), ("k4", 1)]);
    let march = rows(3, [("k1", 20), ("k2", 30), ("k3", 9), ("k4", 9)]);
    let yaml = "scorecard: shop\ntitle: Shop\nentity: Shop\nas_of: 2026-03-31\nprivacy: { smallest: 5 }\n\
                sources:\n  orders: { path: orders.csv, time: day, columns: { day: date } }\n\
                perspectives: { p: { objectives: { o: {} } } }\nmeasures:\n  \
                orders: { title: Orders, objective: o, source: orders, kind: count, segments: [{ by: kind, top: 2 }] }\n";
    let file = format!("day,branch,kind,size\n{february}{march}");
    let ran = Project::new(yaml, &[("orders.csv", &file)]).run(Some("2026-03"), None);
    let rows = &ran.measure("orders").segments[0].rows;
    assert_eq!(rows.iter().map(|row| row.current.value).collect::<Vec<_>>(), [30.0, 20.0, 18.0].map(Some));
    assert!(rows.iter().all(|row| row.previous.is_none()), "{rows:?}");
}

#[test]
fn few_cases_that_a_row_pools_follow_from_no_other_figures() {
    let counts = [
        0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 8, 0, 0, 0, 5, 0, 1, 0, 2, 16, 7, 0, 1, 8, 0, 0, 1, 0, 9, 1,
        1, 9, 4,
    ];
    nothing_follows(&counts, "[[{ by: kind, top: 4 }, size], size]", FLAT);
}

#[test]
fn a_pooled_cell_is_no_secret_while_its_row_and_column_are_shown() {
    let mut filled = vec![("b4", "k1", "s1", 17), ("b4", "k2", "s1", 2), ("b4", "k3", "s1", 19)];
    for (at, branch) in ["b1", "b2", "b3"].into_iter().enumerate() {
        filled.extend(KINDS.map(|kind| (branch, kind, "s1", 18 + at as u32)));
    }
    nothing_follows(&counts(&filled), "[branch, kind, [{ by: branch, top: 11 }, kind]]", "Shop");
}

#[test]
fn what_values_of_two_tables_go_together_is_known_though_none_crosses_them() {
    // As cities lie in countries: s1 and s2 are all of k1, and s3 is k2. Alone s1 would be withheld with s3; now it is with s2, and
    // the total, k1, k2 and s3 are shown.
    let nested = [("b1", "k1", "s1", 3), ("b1", "k1", "s2", 22), ("b1", "k2", "s3", 8)];
    assert_eq!(nothing_follows(&counts(&nested), "[kind, size]", "Shop"), 4);
    // k1 and k2 have s1 and s2 alone, of which two have few.
    let parted =
        [("b1", "k1", "s1", 2), ("b1", "k2", "s1", 9), ("b1", "k1", "s2", 20), ("b1", "k3", "s3", 6)];
    nothing_follows(&counts(&parted), "[kind, size]", "Shop");
    // What k2 of b1 is all of in s3 tells what of k2 is of b2.
    let of_another =
        [("b1", "k2", "s3", 27), ("b1", "k3", "s1", 6), ("b2", "k2", "s2", 4), ("b2", "k1", "s1", 32)];
    nothing_follows(&counts(&of_another), "[kind, size]", FLAT);
}

#[test]
fn a_segment_that_is_all_of_an_entity_hides_none_of_another() {
    let filled =
        [("b1", "k1", "s1", 3), ("b1", "k2", "s1", 5), ("b2", "k1", "s1", 5), ("b3", "k2", "s1", 20)];
    nothing_follows(&counts(&filled), "[kind]", FLAT);
}

#[test]
fn a_table_by_entity_tells_no_entity_that_is_withheld() {
    // b1 is withheld with b2, of the same region; among all branches b3 would be next.
    let filled =
        [("b1", "k1", "s1", 3), ("b2", "k1", "s1", 19), ("b3", "k1", "s1", 8), ("b4", "k1", "s1", 30)];
    nothing_follows(&counts(&filled), "[branch]", TREE);
}

#[test]
fn what_is_not_small_is_shown_where_it_tells_nothing() {
    let all = vec![6; 36];
    let tables = "[kind, size, [kind, size]]";
    // The whole, two regions and four branches, each with a total and three, three and nine cells.
    assert_eq!(nothing_follows(&all, tables, TREE), 7 * 16);
    let mut one_small = all;
    one_small[0] = 2;
    assert!(nothing_follows(&one_small, tables, TREE) > 7 * 16 - 24);
}

/// Figures of a table with its rows, columns and total, the cells first.
fn crossed(cells: &[u32], width: usize) -> (Vec<Figure>, Vec<Sum>) {
    let open = |cases: f64| Figure { cases: Some(cases), standing: Withholding::Open };
    let mut figures: Vec<Figure> = cells.iter().map(|cell| open(f64::from(*cell))).collect();
    let height = cells.len() / width;
    let rows = (0..height).map(|row| (row * width..(row + 1) * width).collect::<Vec<usize>>());
    let columns = (0..width).map(|column| (column..height * width).step_by(width).collect());
    let mut sums = Vec::new();
    let total = |figures: &[Figure], parts: &[usize]| {
        parts.iter().filter_map(|part| figures[*part].cases).sum::<f64>()
    };
    for lines in [rows.collect::<Vec<_>>(), columns.collect()] {
        let first = figures.len();
        for parts in lines {
            figures.push(open(total(&figures, &parts)));
            sums.push(Sum { whole: figures.len() - 1, parts });
        }
        sums.push(Sum { whole: usize::MAX, parts: (first..figures.len()).collect() });
    }
    let all: Vec<usize> = (0..height * width).collect();
    figures.push(Figure { cases: Some(total(&figures, &all)), standing: Withholding::Fixed });
    let last = figures.len() - 1;
    sums.iter_mut().filter(|sum| sum.whole == usize::MAX).for_each(|sum| sum.whole = last);
    (figures, sums)
}

proptest! {
    #[test]
    fn of_what_is_withheld_in_a_line_there_are_two_with_cases_enough(
        cells in proptest::collection::vec(prop_oneof![Just(0_u32), 1_u32..8, 5_u32..60], 12..60),
        width in 2_usize..7,
        smallest in 2_u32..12,
    ) {
        let cells = &cells[..cells.len() / width * width];
        let (figures, sums) = crossed(cells, width);
        let hidden = withheld(&figures, &sums, smallest);
        for (figure, hidden) in figures.iter().zip(&hidden).filter(|(figure, _)| figure.standing == Withholding::Open) {
            let cases = figure.cases.expect("a number");
            prop_assert!(cases == 0.0 || cases >= f64::from(smallest) || *hidden, "{cases} is shown");
            prop_assert!(cases > 0.0 || !hidden, "an empty figure is hidden");
        }
        for sum in sums.iter().filter(|sum| !hidden[sum.whole]) {
            let inside: Vec<f64> = sum.parts.iter().filter(|at| hidden[**at]).filter_map(|at| figures[*at].cases).collect();
            let shown = sum.parts.iter().any(|at| !hidden[*at] && figures[*at].cases != Some(0.0));
            let is_safe = inside.is_empty() || inside.len() > 1 && inside.iter().sum::<f64>() >= f64::from(smallest);
            prop_assert!(is_safe || !shown, "{inside:?} follow from their sum");
        }
    }
}

#[test]
fn thousands_of_entities_are_held_together_in_time() {
    // So many rows of so many columns; most of the cells are small.
    let cells: Vec<u32> = (0..3000 * 12).map(|at: u32| at.wrapping_mul(2_654_435_761) >> 16 & 15).collect();
    let (figures, sums) = crossed(&cells, 12);
    let hidden = withheld(&figures, &sums, 5);
    let shown = cells.iter().zip(&hidden).filter(|(cell, hidden)| **cell > 0 && !**hidden).count();
    assert!(shown > 9_000, "{shown} cells are shown");
}
