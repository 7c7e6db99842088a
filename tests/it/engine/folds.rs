//! Facts of random rows in random windows are what a fold over the rows tells, to the bit on any number of threads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{Days, NaiveDate};
use mando::data::{self, Data, Sessions, Silent};
use mando::engine::{self, Backend, Cut, Facts, SegmentKey, Window};
use mando::model::{Axis, Scorecard, Tree};

use crate::statistics::lifetime::Chance;
use crate::support::Project;

/// One order of somebody, somewhere, of so many cents if that is known.
struct Row {
    day: NaiveDate,
    /// 0 where rows have days alone.
    hour: u32,
    customer: Option<u32>,
    region: &'static str,
    channel: &'static str,
    cents: Option<i64>,
}

impl Row {
    /// Its segment by the first column of the axis, or by both.
    fn segment(&self, columns: usize) -> SegmentKey {
        let parts = [self.region, self.channel].into_iter().take(columns);
        SegmentKey(parts.map(|part| (!part.is_empty()).then(|| part.to_owned())).collect())
    }
}

const AS_OF: &str = "2025-12-31";

/// The first day of which there are orders; some stand after as-of.
fn begin() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day")
}

const DAYS: f64 = 745.0;

fn up_to(chance: &mut Chance, most: f64) -> u32 {
    (chance.next() * most) as u32
}

/// How finely rows are placed.
#[derive(Clone, Copy, PartialEq)]
enum Placed {
    ByDay,
    ByHour,
}

fn rows(chance: &mut Chance, count: usize, is_sorted: bool, placed: Placed) -> Vec<Row> {
    let mut rows: Vec<Row> = (0..count)
        .map(|_| Row {
            day: begin() + Days::new(u64::from(up_to(chance, DAYS))),
            hour: if placed == Placed::ByHour { up_to(chance, 24.0) } else { 0 },
            customer: (up_to(chance, 12.0) > 0).then(|| up_to(chance, 90.0) * up_to(chance, 5.0)),
            region: ["north", "south", "", "east"][up_to(chance, 4.0) as usize],
            channel: ["web", "shop"][up_to(chance, 2.0) as usize],
            cents: (up_to(chance, 8.0) > 0).then(|| i64::from(up_to(chance, 90_000.0)) - 9_000),
        })
        .collect();
    if is_sorted {
        rows.sort_by_key(|row| row.day);
    }
    rows
}

fn project(rows: &[Row], placed: Placed) -> Project {
    let mut text = "day,customer,region,channel,paid\n".to_owned();
    for Row { day, hour, customer, region, channel, cents } in rows {
        // Some names are longer than what fits into the table of keys.
        let customer = customer.map(|number| match number % 3 {
            0 => format!("{number:036}"),
            _ => format!("c{number}"),
        });
        let paid = cents.map(|cents| format!("{:.2}", cents as f64 / 100.0));
        let (customer, paid) = (customer.unwrap_or_default(), paid.unwrap_or_default());
        let day = match placed {
            Placed::ByDay => day.to_string(),
            Placed::ByHour => format!("{day} {hour:02}:30"),
        };
        writeln!(text, "{day},{customer},{region},{channel},{paid}").expect("a text");
    }
    let kinds = [
        ("rows", "count"),
        ("paid", "{ sum: paid }"),
        ("active", "active_customers"),
        ("each", "{ revenue_per_customer: { revenue: paid } }"),
        ("often", "{ purchase_frequency: { order: channel } }"),
        ("stayed", "retention"),
        ("worth", "{ revenue_retention: { revenue: paid } }"),
        ("capped", "{ revenue_retention: { revenue: paid, form: gross } }"),
        ("new", "new_customers"),
        ("least", "{ minimum: paid }"),
        ("middle", "{ median: paid }"),
        ("most", "{ maximum: paid }"),
    ];
    let measure = |(id, kind): &(&str, &str)| {
        format!(
            "  {id}: {{ title: T, objective: all, kind: {kind}, segments: [region, [region, channel]] }}\n"
        )
    };
    let measures: String = kinds.iter().map(measure).collect();
    let kind = if placed == Placed::ByDay { "date" } else { "datetime" };
    let yaml = format!(
        "scorecard: any\ntitle: Any\nentity: Nobody\ncurrency: EUR\nas_of: {AS_OF}\ndefaults: {{ source: orders }}\n\
         sources:\n  orders: {{ path: orders.csv, time: day, customer: customer, columns: {{ day: {kind}, paid: money }} }}\n\
         perspectives: {{ p: {{ title: P, objectives: {{ all: {{ title: All }} }} }} }}\nmeasures:\n{measures}"
    );
    Project::new(&yaml, &[("orders.csv", &text)])
}

pub(super) fn facts(card: &Scorecard, threads: usize, way: Backend) -> Facts {
    let mut settings = card.engine.clone();
    settings.threads = Some(threads);
    let sessions = Sessions::new(&settings).expect("sessions");
    let needs = engine::needs(card);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let (sources, calendar, as_of) = (&card.sources, &card.calendar, card.as_of.expect("it says it"));
        let data =
            data::open(Data::default(), sources, Some(&needs), calendar, Some(as_of), &sessions, &Silent);
        let mut data = data.await.expect("data");
        engine::compute(card, &mut data, &sessions, &Tree::default(), as_of, way, None).await.expect("facts")
    })
}

/// A stretch of days: some months, some weeks, or any.
fn stretch(chance: &mut Chance) -> (NaiveDate, NaiveDate) {
    let first = begin() + Days::new(u64::from(up_to(chance, 700.0)));
    match up_to(chance, 3.0) {
        0 => {
            let first = first.format("%Y-%m-01").to_string().parse().expect("a day");
            let months = chrono::Months::new(1 + up_to(chance, 4.0));
            (first, first.checked_add_months(months).and_then(|next| next.pred_opt()).expect("a day"))
        }
        1 => (first, first + Days::new(6 + 7 * u64::from(up_to(chance, 3.0)))),
        _ => (first, first + Days::new(u64::from(up_to(chance, 300.0)))),
    }
}

fn window(chance: &mut Chance) -> Window {
    let (first, last) = stretch(chance);
    let (from, _) = stretch(chance);
    let opens = from.min(first - Days::new(1));
    Window { first, last, opening: Some((opens, opens + Days::new(u64::from(up_to(chance, 60.0))))) }
}

/// What a fold over the rows that exist by as-of says of each component it knows, by measure and name.
fn folded(
    rows: &[&Row],
    columns: usize,
    holds: &dyn Fn(&SegmentKey) -> bool,
    window: &Window,
) -> BTreeMap<(&'static str, &'static str), f64> {
    let inside = |row: &&&Row| (window.first..=window.last).contains(&row.day);
    let cut: Vec<&&Row> = rows.iter().filter(inside).filter(|row| holds(&row.segment(columns))).collect();
    let money = |cents: i64| cents as f64 / 100.0;
    let mut told = BTreeMap::from([(("rows", "count"), cut.len() as f64)]);
    let mut cents: Vec<i64> = cut.iter().filter_map(|row| row.cents).collect();
    cents.sort_unstable();
    if let (Some(least), Some(most)) = (cents.first(), cents.last()) {
        told.insert(("paid", "sum"), money(cents.iter().sum()));
        told.insert(("least", "minimum"), money(*least));
        told.insert(("most", "maximum"), money(*most));
        let middle = cents[(cents.len() - 1) / 2] + cents[cents.len() / 2];
        told.insert(("middle", "median"), money(middle) / 2.0);
    }
    let mut clusters: BTreeMap<u32, i64> = BTreeMap::new();
    for row in &cut {
        if let Some(customer) = row.customer {
            *clusters.entry(customer).or_default() += row.cents.unwrap_or(0);
        }
    }
    told.insert(("active", "active"), clusters.len() as f64);
    told.insert(("each", "customers"), clusters.len() as f64);
    if !clusters.is_empty() {
        told.insert(("each", "n"), clusters.len() as f64);
        told.insert(("each", "yy"), clusters.values().map(|cents| money(*cents).powi(2)).sum());
    }
    let (from, to) = window.opening.expect("windows here have one");
    // Where a customer belongs is decided by the last row up to a day.
    let homes = |day: NaiveDate| {
        let mut homes: BTreeMap<u32, (NaiveDate, u32, SegmentKey)> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.day <= day) {
            let Some(customer) = row.customer else { continue };
            let here = (row.day, row.hour, row.segment(columns));
            let home = homes.entry(customer).or_insert_with(|| here.clone());
            *home = here.max(home.clone());
        }
        homes
    };
    let (opening, end) = (homes(to), homes(window.last));
    // What each has at the opening and in the window: cents, and whether any are known.
    let sums = |first: NaiveDate, last: NaiveDate| {
        let mut sums: BTreeMap<u32, (i64, bool)> = BTreeMap::new();
        for row in rows.iter().filter(|row| (first..=last).contains(&row.day)) {
            if let Some(customer) = row.customer {
                let sum = sums.entry(customer).or_default();
                *sum = (sum.0 + row.cents.unwrap_or(0), sum.1 || row.cents.is_some());
            }
        }
        sums
    };
    let now = sums(window.first, window.last);
    let opened: Vec<(u32, (i64, bool))> =
        sums(from, to).into_iter().filter(|(customer, _)| holds(&opening[customer].2)).collect();
    let known: BTreeSet<u32> =
        rows.iter().filter(|row| row.day < window.first).filter_map(|row| row.customer).collect();
    let new = now.keys().filter(|customer| !known.contains(customer) && holds(&end[customer].2));
    told.insert(("new", "new"), new.count() as f64);
    told.insert(("stayed", "opening"), opened.len() as f64);
    let retained = opened.iter().filter(|(customer, _)| now.contains_key(customer)).count();
    told.insert(("stayed", "retained"), retained as f64);
    let worth: Vec<&(u32, (i64, bool))> = opened.iter().filter(|(_, (cents, _))| *cents > 0).collect();
    told.insert(("worth", "left_out"), (opened.len() - worth.len()) as f64);
    if opened.is_empty() || opened.iter().any(|(_, (_, is_known))| *is_known) {
        told.insert(("worth", "opening"), money(worth.iter().map(|(_, (cents, _))| cents).sum()));
    }
    let kept: Vec<(i64, bool)> =
        worth.iter().filter_map(|(customer, _)| now.get(customer).copied()).collect();
    if kept.is_empty() || kept.iter().any(|(_, is_known)| *is_known) {
        told.insert(("worth", "kept"), money(kept.iter().map(|(cents, _)| cents).sum()));
        let capped = worth.iter().filter_map(|(customer, (then, _))| {
            now.get(customer).map(|(cents, _)| (*cents).min(*then).max(0))
        });
        told.insert(("capped", "kept"), money(capped.sum()));
    }
    let both = worth
        .iter()
        .map(|(customer, (then, _))| money(*then) * money(now.get(customer).map_or(0, |(cents, _)| *cents)));
    told.insert(("worth", "xy"), both.sum());
    told
}

#[test]
fn facts_in_any_window_are_those_of_a_fold_and_the_same_to_the_bit_on_any_number_of_threads() {
    for seed in 1..=4 {
        let mut chance = Chance(seed);
        // More than one batch, so that more than one thread has something to do.
        let placed = if seed > 2 { Placed::ByHour } else { Placed::ByDay };
        let all = rows(&mut chance, 20_000, seed % 2 == 0, placed);
        let project = project(&all, placed);
        let card = project.resolve().0.expect("a scorecard");
        let as_of = card.as_of.expect("it says it");
        let rows: Vec<&Row> = all.iter().filter(|row| row.day <= as_of).collect();
        let first = facts(&card, 1, Backend::Scan);
        let others = [(2, Backend::Scan), (3, Backend::Scan), (1, Backend::Queries)];
        let others = others.map(|(threads, way)| (threads, way, facts(&card, threads, way)));
        for _ in 0..10 {
            let window = window(&mut chance);
            let has_rows = |(first, last): (NaiveDate, NaiveDate)| {
                rows.iter().any(|row| (first..=last).contains(&row.day))
            };
            // Of a time without rows nothing is known.
            if !has_rows((window.first, window.last)) || !window.opening.is_some_and(has_rows) {
                continue;
            }
            for measure in &card.measures {
                for cut in cuts(&first, measure.segments.as_slice(), &measure.plan, &mut chance) {
                    let columns = cut.as_ref().map_or(1, |(axis, _)| axis.by.len());
                    let holds = |key: &SegmentKey| cut.as_ref().is_none_or(|(_, keys)| keys.contains(key));
                    let at = match &cut {
                        None => Cut::Total,
                        Some((axis, keys)) => Cut::Segments(axis, keys),
                    };
                    let wanted = folded(&rows, columns, &holds, &window);
                    for component in &measure.plan.components {
                        let found = first.value(component, at, &window);
                        for (threads, way, facts) in &others {
                            let other = facts.value(component, at, &window);
                            assert_eq!(
                                found.map(f64::to_bits),
                                other.map(f64::to_bits),
                                "{seed} {} {} {window:?} {cut:?} {threads} {way:?}: {found:?} and {other:?}",
                                measure.id,
                                component.name
                            );
                        }
                        let name = (measure.id.as_str(), component.name.as_str());
                        let Some((_, wanted)) = wanted.iter().find(|(known, _)| **known == name) else {
                            continue;
                        };
                        let is_it = |found: f64| (found - wanted).abs() <= 1e-9 * wanted.abs();
                        assert!(
                            found.is_some_and(is_it),
                            "{seed} {name:?} {window:?} {cut:?}: {found:?}, a fold says {wanted}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_windows_with_one_beginning_are_told_in_one_go_is_what_each_is_told_alone() {
    for seed in 1..=3 {
        let mut chance = Chance(seed);
        let all = rows(&mut chance, 2_000, seed % 2 == 0, Placed::ByDay);
        let project = project(&all, Placed::ByDay);
        let card = project.resolve().0.expect("a scorecard");
        let (first, _) = stretch(&mut chance);
        let mut lasts: Vec<NaiveDate> =
            (0..5).map(|_| first + Days::new(u64::from(up_to(&mut chance, 400.0)))).collect();
        lasts.sort();
        lasts.dedup();
        let together = facts(&card, 1, Backend::Scan);
        card.measures.iter().for_each(|measure| together.prefetch(&measure.plan, first, &lasts));
        for last in lasts {
            let window = Window { first, last, opening: None };
            let alone = facts(&card, 1, Backend::Scan);
            for measure in &card.measures {
                let bits = |facts: &Facts| -> Vec<Option<u64>> {
                    let values = facts.values(&measure.plan, Cut::Total, &window).into_iter();
                    values.map(|value| value.map(f64::to_bits)).collect()
                };
                assert_eq!(bits(&together), bits(&alone), "{seed} {} {window:?}", measure.id);
            }
        }
    }
}

/// All rows, one segment of each axis, and some segments together.
fn cuts<'a>(
    facts: &Facts,
    axes: &'a [Axis],
    plan: &mando::measure::Plan,
    chance: &mut Chance,
) -> Vec<Option<(&'a Axis, BTreeSet<SegmentKey>)>> {
    let mut cuts = vec![None];
    for axis in axes {
        let keys: Vec<SegmentKey> = facts.segments(plan, axis).into_iter().collect();
        let one = keys[up_to(chance, keys.len() as f64) as usize].clone();
        cuts.push(Some((axis, BTreeSet::from([one]))));
        cuts.push(Some((axis, keys.into_iter().filter(|_| chance.next() < 0.5).collect())));
    }
    cuts
}
