//! R44: signals and the year's outlook, from rows through the whole pipeline.

use super::{level, levels, line, shop, shop_with};
use crate::support::{Project, Ran, close};
use mando::evaluate::results::NoOutlook;
use mando::report::strategic;
use mando::statistics::forecast::Method;
use mando::statistics::rules::{Rule, Side};

#[track_caller]
fn near(found: f64, expected: f64) {
    close(Some(found), expected);
}

/// One value a month from January 2024 on; a gap is a month without rows.
fn monthly(values: &[Option<f64>]) -> String {
    let months = values
        .iter()
        .enumerate()
        .filter_map(|(i, value)| Some((format!("{}-{:02}", 2024 + i / 12, i % 12 + 1), (*value)?)));
    let months: Vec<(String, f64)> = months.collect();
    levels(&months.iter().map(|(month, value)| (month.as_str(), *value)).collect::<Vec<_>>())
}

fn all(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

const TWELVE: [f64; 12] = [39.0, 41.0, 41.0, 41.0, 43.0, 44.0, 41.0, 42.0, 40.0, 41.0, 44.0, 40.0];

fn run_of(keys: &str, values: &[Option<f64>], period: &str) -> Ran {
    shop(&level("m", keys), &monthly(values)).run(Some(period), Some("2026-12-31"))
}

#[test]
fn r44_limits_need_six_complete_periods() {
    let five = run_of("", &all(&TWELVE[..5]), "2024-05");
    assert!(five.measure("m").signals.is_none());
    let six = run_of("", &all(&TWELVE[..6]), "2024-06");
    let limits = six.measure("m").signals.clone().expect("limits of six");
    // Mean 41.5; distances 2, 0, 0, 2, 1.
    near(limits.centre, 41.5);
    near(limits.moving_range, 1.0);
    near(limits.upper, 41.5 + 2.66);
    near(limits.lower, 41.5 - 2.66);
    near(limits.range_limit, 3.267);
    assert_eq!((limits.points, limits.started, limits.frozen), (6, false, false));
    assert_eq!(limits.from.label, "2024-01");
}

#[test]
fn r44_a_gap_breaks_a_range_and_a_run() {
    let mut values = all(&[10.0, 12.0, 11.0, 15.0, 13.0, 12.0, 14.0]);
    values.insert(2, None);
    let limits = run_of("", &values, "2024-08").measure("m").signals.clone().expect("limits");
    // Without the way from 12 to 11: 2, 4, 2, 1, 2.
    near(limits.moving_range, 11.0 / 5.0);
    // Eight above the centre, but never eight in a row.
    let mut high = all(&[1.0, 9.0, 1.0, 9.0, 1.0, 9.0, 1.0]);
    high.extend(all(&[8.0, 8.1, 8.0, 8.1]));
    let whole = [high.clone(), all(&[8.0, 8.1, 8.0, 8.1])].concat();
    let broken = [high, vec![None], all(&[8.0, 8.1, 8.0, 8.1])].concat();
    let fires = |values: &[Option<f64>], period: &str| {
        let ran = run_of("signals: { rules: [run_of_8] }", values, period);
        ran.measure("m").signals.as_ref().is_some_and(|s| s.fired(period).next().is_some())
    };
    assert!(fires(&whole, "2025-03"));
    assert!(!fires(&broken, "2025-04"));
}

#[test]
fn r44_a_provisional_or_small_period_is_a_gap() {
    let project = shop(&level("m", ""), &monthly(&all(&TWELVE)));
    let midway = project.run(Some("2024-12"), Some("2024-12-20"));
    let limits = midway.measure("m").signals.clone().expect("limits of eleven");
    assert_eq!(limits.points, 11);
    // Two cases a month, but in June one: below `min_n` and no point.
    let rows =
        monthly(&all(&TWELVE)).lines().skip(1).fold("day,customer,amount\n".to_owned(), |text, row| {
            let twice = if row.starts_with("2024-06") { "" } else { row };
            format!("{text}{row}\n{twice}\n")
        });
    let rows = rows.replace("\n\n", "\n");
    let measures = line("m", "kind: { average: amount }, min_n: 2");
    let ran = shop(&measures, &rows).run(Some("2024-12"), Some("2026-12-31"));
    assert_eq!(ran.measure("m").signals.as_ref().map(|s| s.points), Some(11));
}

#[test]
fn r44_a_point_beyond_a_limit_is_said_wherever_the_measure_stands() {
    let mut values = all(&TWELVE);
    values.push(Some(60.0));
    let ran = run_of("direction: minimise, target: 42", &values, "2025-01");
    let signals = ran.measure("m").signals.clone().expect("limits");
    assert_eq!(signals.fired("2025-01").collect::<Vec<_>>(), [(Rule::BeyondLimits, Some(Side::Above))]);
    assert_eq!(signals.fired("2024-12").count(), 0);
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    assert!(report.head.message.contains("a signal: above the upper limit"), "{}", report.head.message);
    let section = &report.pages[0].measures[0];
    assert!(section.row.remark.contains("a signal: above the upper limit"), "{}", section.row.remark);
    assert!(
        section.sentence.contains("Signal: above the upper limit (normal variation is"),
        "{}",
        section.sentence
    );
    assert_eq!(section.trend.limits.as_ref().expect("lines").fired, [12]);
    // A month earlier the same measure is as it always is.
    let calm = run_of("direction: minimise, target: 38", &all(&TWELVE), "2024-12");
    let report = strategic(&calm.scorecard, &calm.results, &crate::support::words());
    assert!(report.head.message.contains("within normal variation"), "{}", report.head.message);
    assert!(
        report.exceptions[0].sentence.contains("Within normal variation, 36.8"),
        "{:?}",
        report.exceptions
    );
    assert_eq!(report.pages[0].measures[0].row.remark, "");
}

#[test]
fn r44_limits_keep_to_natural_bounds() {
    let day = |month: usize, day: usize, amount: i32| format!("2024-{month:02}-{day:02},c,{amount}\n");
    let rows: String = (1..=8).flat_map(|m| (1..=10).map(move |d| day(m, d, i32::from(d > m % 3)))).collect();
    let measures = line("m", "kind: { share: amount > 0 }");
    let ran =
        shop(&measures, &format!("day,customer,amount\n{rows}")).run(Some("2024-08"), Some("2026-12-31"));
    let signals = ran.measure("m").signals.clone().expect("limits");
    assert!(signals.centre + 2.66 * signals.moving_range > 1.0);
    near(signals.upper, 1.0);
}

/// What cannot be less than 0 has no limit and no outlook below it: what people enter as a number of things or as a time, and what
/// is made of counts. What falls below all the same is what it is.
#[test]
fn r44_what_is_counted_ends_at_zero() {
    let months = |values: &[i32]| -> String {
        let months = values.iter().enumerate().map(|(i, value)| format!("2024-{:02}: {value}", i + 1));
        months.collect::<Vec<_>>().join(", ")
    };
    let entered = |unit: &str, values: &[i32]| {
        let keys = format!(
            "unit: {unit}, direction: minimise, target: 2, kind: {{ manual: {{ over_time: last, values: {{ {} }} }} }}",
            months(values)
        );
        shop(&line("m", &keys), &monthly(&[Some(1.0)])).run(Some("2024-08"), Some("2024-08-31"))
    };
    let few = [3, 0, 5, 1, 4, 0, 2, 6];
    for unit in ["count", "days", "hours"] {
        let ran = entered(unit, &few);
        let signals = ran.measure("m").signals.clone().expect("limits");
        assert!(signals.centre - 2.66 * signals.moving_range < 0.0);
        assert_eq!(signals.lower.to_bits(), 0.0_f64.to_bits(), "{unit}");
        let outlook = ran.measure("m").outlook.clone().expect("an outlook");
        assert!(
            outlook.interval.low >= 0.0 && outlook.periods.iter().all(|p| p.interval.low >= 0.0),
            "{unit}"
        );
        let page = &strategic(&ran.scorecard, &ran.results, &crate::support::words()).pages[0].measures[0];
        assert_eq!(page.trend.bounds, (Some(0.0), None));
        assert!(page.sentence.contains("normal variation, 0"), "{}", page.sentence);
    }
    // Of a plain number nothing is known, and what was negative can be so again.
    for ran in [entered("number", &few), entered("count", &[3, 0, 5, -1, 4, 0, 2, 6])] {
        assert!(ran.measure("m").signals.clone().expect("limits").lower < 0.0);
    }
    let rows = |month: usize, few: usize| -> String {
        let day = |d: usize| format!("2024-{month:02}-{d:02},c{d},{}\n", if d <= few { 1 } else { 0 });
        (1..=5).map(day).collect()
    };
    let rows: String = (1..=8).map(|month| rows(month, [0, 3, 0, 4, 1, 3, 0, 1][month - 1])).collect();
    let measures = line(
        "r",
        "direction: minimise, target: 1, kind: { ratio: { numerator: { value: count(*), where: amount > 0 }, denominator: count(distinct customer) } }",
    ) + &line("rare", "direction: minimise, target: 2, kind: count, where: amount > 0")
        + &line("visits", "direction: maximise, target: 2, kind: count")
        + &line("f", "direction: minimise, target: 1, kind: { formula: rare / visits }")
        + &line("net", "direction: maximise, target: 1, kind: { formula: rare - visits }");
    let ran =
        shop(&measures, &format!("day,customer,amount\n{rows}")).run(Some("2024-08"), Some("2024-08-31"));
    for id in ["r", "rare", "f"] {
        let result = ran.measure(id);
        let signals = result.signals.clone().expect("limits");
        assert!(signals.centre - 2.66 * signals.moving_range < 0.0, "{id}");
        assert_eq!(signals.lower.to_bits(), 0.0_f64.to_bits(), "{id}");
    }
    assert!(ran.measure("net").signals.clone().expect("limits").lower < 0.0);
}

#[test]
fn no_rule_means_no_signal_and_no_lines() {
    let mut values = all(&TWELVE);
    values.push(Some(60.0));
    let ran = run_of("signals: { rules: [] }", &values, "2025-01");
    let section = &strategic(&ran.scorecard, &ran.results, &crate::support::words()).pages[0].measures[0];
    assert!(!section.sentence.contains("ormal variation"), "{}", section.sentence);
    assert!(section.trend.limits.is_none());
}

/// 36 months: a year around 40, then two around 50.
fn shifted() -> Vec<Option<f64>> {
    let year = |by: f64| TWELVE.iter().map(move |v| Some(v + by));
    year(0.0).chain(year(10.0)).chain(year(10.0)).collect()
}

#[test]
fn limits_start_anew_where_an_event_explains_the_shift() {
    let head = "events:\n  - { at: 2025-01-15, note: New carrier, restart_limits: [m] }\n";
    let measures = level("m", "") + &level("other", "");
    let project = shop_with(head, "", &measures, &monthly(&shifted()));
    let ran = project.run(Some("2026-12"), Some("2026-12-31"));
    let anew = ran.measure("m").signals.clone().expect("limits");
    assert_eq!((anew.from.label.as_str(), anew.started, anew.points), ("2025-01", true, 24));
    near(anew.centre, TWELVE.iter().sum::<f64>() / 12.0 + 10.0);
    let whole = ran.measure("other").signals.clone().expect("limits");
    assert_eq!((whole.from.label.as_str(), whole.started, whole.points), ("2024-01", false, 36));
    assert!(ran.problems.is_empty(), "{:?}", ran.problems);
    // Before the day nothing has begun anew.
    let before = project.run(Some("2024-12"), Some("2026-12-31"));
    assert_eq!(before.measure("m").signals.as_ref().map(|s| s.started), Some(false));
    // Within a year of it the event is marked, by its letter.
    let year = project.run(Some("2025-12"), Some("2026-12-31"));
    let section = &strategic(&year.scorecard, &year.results, &crate::support::words()).pages[0].measures[0];
    let events: Vec<&String> =
        section.facts.iter().filter(|(label, _)| label == "Events").map(|(_, text)| text).collect();
    assert_eq!(events, ["A 15 January 2025: New carrier, limits start anew"]);
    assert_eq!(section.trend.events[0].index, 1);
}

#[test]
fn limits_from_a_day_are_frozen_after_24_values() {
    let mut values = shifted();
    values.truncate(24);
    let later = [values.clone(), all(&[80.0; 6])].concat();
    let of = |values: &[Option<f64>], period: &str| {
        let ran = run_of("signals: { limits_from: 2024-01-01 }", values, period);
        ran.measure("m").signals.clone().expect("limits")
    };
    let (at, after) = (of(&values, "2025-12"), of(&later, "2026-06"));
    assert_eq!((at.points, at.frozen, after.points, after.frozen), (24, false, 24, true));
    near(after.centre, at.centre);
    near(after.upper, at.upper);
    assert_eq!(after.fired("2026-06").next(), Some((Rule::BeyondLimits, Some(Side::Above))));
}

#[test]
fn an_event_that_nothing_shows_is_warned_of() {
    let head = |events: &str| format!("events: [{events}]\n");
    let warned = |events: &str| {
        let project = shop_with(&head(events), "", &level("m", ""), &monthly(&all(&TWELVE)));
        project.run(Some("2024-12"), Some("2026-12-31")).codes()
    };
    assert!(warned("{ at: 2024-03-04, note: Strike }").is_empty());
    assert!(warned("{ at: 2024-03-04, note: Strike, measures: [m] }").is_empty());
    assert_eq!(warned("{ at: 2019-03-04, note: Strike }"), ["event-without-effect"]);
    assert_eq!(warned("{ at: 2025-03-04, note: Strike }"), ["event-without-effect"]);
    let project = shop_with(
        &head("{ at: 2024-03-04, note: Strike, measures: [n] }"),
        "",
        &level("m", ""),
        &monthly(&all(&TWELVE)),
    );
    assert!(project.codes().contains(&"unknown-id".to_owned()), "{}", project.check());
}

#[test]
fn a_trend_is_tested_from_eight_values_on() {
    let rising: Vec<f64> = (0..8).map(|i| 10.0 + 2.0 * f64::from(i)).collect();
    let seven = run_of("", &all(&rising[..7]), "2024-07");
    assert!(seven.measure("m").signals.as_ref().is_some_and(|s| s.trend.is_none()));
    let eight = run_of("", &all(&rising), "2024-08");
    let trend = eight.measure("m").signals.as_ref().and_then(|s| s.trend).expect("a trend");
    near(trend.slope, 2.0);
    // S = 28 of 28, variance 8·7·21 ÷ 18.
    near(trend.p, mando::statistics::normal::two_sided_p(27.0 / (8.0 * 7.0 * 21.0 / 18.0_f64).sqrt()));
    let section = &strategic(&eight.scorecard, &eight.results, &crate::support::words()).pages[0].measures[0];
    assert!(
        section.outlook.starts_with("Rising by 2.0") && section.outlook.contains("over 8 months"),
        "{}",
        section.outlook
    );
}

const LAST_YEAR: [f64; 12] =
    [100.0, 95.0, 110.0, 120.0, 125.0, 130.0, 115.0, 105.0, 118.0, 122.0, 140.0, 170.0];
const THIS_YEAR: [f64; 8] = [104.0, 99.0, 118.0, 123.0, 133.0, 135.0, 121.0, 107.0];

fn sales(keys: &str) -> Project {
    let values = all(&[LAST_YEAR.as_slice(), &THIS_YEAR].concat());
    shop(&line("m", &format!("kind: {{ sum: amount }}, {keys}")), &monthly(&values))
}

#[test]
fn a_flows_year_is_what_came_and_what_remains() {
    let keys = "direction: maximise, target: 125, forecast: seasonal_naive";
    let ran = sales(keys).run(Some("2025-08"), Some("2025-08-31"));
    let outlook = ran.measure("m").outlook.clone().expect("an outlook");
    assert_eq!(
        (outlook.method, outlook.points, outlook.year.label.as_str()),
        (Method::SeasonalNaive, 20, "2025")
    );
    let values: Vec<f64> = outlook.periods.iter().map(|p| p.value).collect();
    assert_eq!(values, [118.0, 122.0, 140.0, 170.0]);
    assert_eq!(outlook.periods[0].period.label, "2025-09");
    // Vector FC-01.
    assert_eq!(outlook.to_date, Some(940.0));
    near(outlook.year_end, 1490.0);
    near(outlook.interval.low, 1468.7997480670344);
    near(outlook.interval.high, 1511.2002519329656);
    // Twelve times 125 are 1500, ten above: 10 ÷ 10.8167 standard deviations.
    let sd = 10.816653826391969;
    near(outlook.chance.expect("a chance"), mando::statistics::normal::cumulative(-10.0 / sd));
    assert_eq!(outlook.required, Some(140.0));
    let section = &strategic(&ran.scorecard, &ran.results, &crate::support::words()).pages[0].measures[0];
    assert!(
        section.outlook.contains(
            "Outlook for 2025: 1,490.0 EUR (1,468.8 to 1,511.2), plan 1,500.0 EUR; chance of meeting it 18%"
        ),
        "{}",
        section.outlook
    );
    assert_eq!(section.trend.outlook.len(), 4);
}

#[test]
fn a_levels_year_ends_with_its_last_period() {
    let values = all(&[50.0, 52.0, 51.0, 55.0, 56.0, 58.0]);
    let ran = run_of("direction: minimise, target: 66, forecast: drift", &values, "2024-06");
    let outlook = ran.measure("m").outlook.clone().expect("an outlook");
    // Vector FC-04, six steps ahead.
    near(outlook.year_end, 67.6);
    near(outlook.interval.half_width(), 6.6 * mando::statistics::normal::Z95);
    near(outlook.chance.expect("a chance"), mando::statistics::normal::cumulative((66.0 - 67.6) / 6.6));
    assert_eq!((outlook.to_date, outlook.required), (None, None));
    assert_eq!(outlook.periods.last().map(|p| p.period.label.as_str()), Some("2024-12"));
}

#[test]
fn a_provisional_month_is_foretold_with_the_rest() {
    let ran = sales("forecast: seasonal_naive").run(Some("2025-08"), Some("2025-08-20"));
    let outlook = ran.measure("m").outlook.clone().expect("an outlook");
    assert_eq!((outlook.after.label.as_str(), outlook.periods.len()), ("2025-07", 5));
    near(outlook.year_end, 940.0 - 107.0 + 105.0 + 118.0 + 122.0 + 140.0 + 170.0);
    let chart = &strategic(&ran.scorecard, &ran.results, &crate::support::words()).pages[0].measures[0].trend;
    assert_eq!((chart.points.len(), chart.outlook.len()), (13, 4));
}

#[test]
fn what_has_no_outlook_says_why() {
    let why = |keys: &str, values: &[Option<f64>], period: &str| {
        run_of(keys, values, period).measure("m").no_outlook
    };
    let six = all(&TWELVE[..6]);
    assert_eq!(why("", &six, "2024-06"), None);
    assert_eq!(why("forecast: none", &six, "2024-06"), Some(NoOutlook::NotWanted));
    assert_eq!(why("", &six[..5], "2024-05"), Some(NoOutlook::TooShort { needs: 6, has: 5 }));
    assert_eq!(
        why("forecast: seasonal_naive", &six, "2024-06"),
        Some(NoOutlook::TooShort { needs: 16, has: 6 })
    );
    assert_eq!(why("", &all(&TWELVE), "2024-12"), Some(NoOutlook::NothingRemains));
    assert_eq!(why("", &six, "2024-08"), Some(NoOutlook::Interrupted));
    assert_eq!(why("grain: year", &all(&TWELVE), "2024-12"), Some(NoOutlook::NothingRemains));
    // A gap ends what a forecast may use.
    let broken = [all(&TWELVE[..3]), vec![None], all(&TWELVE[3..8])].concat();
    assert_eq!(why("", &broken, "2024-09"), Some(NoOutlook::TooShort { needs: 6, has: 5 }));
}

#[test]
fn a_series_too_short_is_noted_only_where_a_forecast_was_asked_for() {
    let codes = |keys: &str| run_of(keys, &all(&TWELVE[..5]), "2024-05").codes();
    assert!(codes("").is_empty());
    assert_eq!(codes("forecast: auto"), ["forecast-too-short"]);
    let head = "perspectives: { customer: { objectives: { reach: { defaults: { forecast: drift } } } } }\n";
    let project = shop_with(head, "", &level("m", ""), &monthly(&all(&TWELVE[..5])));
    assert_eq!(project.run(Some("2024-05"), Some("2026-12-31")).codes(), ["forecast-too-short"]);
}

#[test]
fn a_season_of_weeks_is_foretold_from_two_years_of_them() {
    let start = chrono::NaiveDate::from_ymd_opt(2022, 1, 3).expect("a Monday");
    let weeks = (0..218).map(|week| (start + chrono::Days::new(7 * week), 100.0 + (week % 52) as f64));
    let rows: String = weeks.map(|(day, amount)| format!("{day},c,{amount}\n")).collect();
    let project = shop_with(
        "grain: week\n",
        "",
        &level("m", "forecast: seasonal_naive"),
        &("day,customer,amount\n".to_owned() + &rows),
    );
    let ran = project.run(Some("2026-W10"), Some("2026-03-15"));
    let measure = ran.measure("m");
    let outlook = measure.outlook.as_ref().unwrap_or_else(|| panic!("none: {:?}", measure.no_outlook));
    assert_eq!((outlook.method, outlook.points), (Method::SeasonalNaive, 104));
    // 2026-W11 as the week 52 before it, the 167th of the run.
    near(outlook.periods[0].value, 100.0 + f64::from(166 % 52));
}
