//! Charts: what is drawn where, without looking at the picture.

use mando::locale::Locale;
use mando::render::chart::{TrendSize, bullet, segment_bar, sparkline, trend, variance_bar};
use mando::report::view::{Bullet, EventMark, LimitLines, OutlookPoint, TrendChart, TrendPoint};
use proptest::prelude::*;

const SIZE: TrendSize = TrendSize { width: 480.0, height: 124.0 };

#[test]
fn a_gap_breaks_the_sparkline() {
    let whole = sparkline(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(2.0)]);
    let broken = sparkline(&[Some(1.0), Some(2.0), None, Some(4.0), Some(2.0)]);
    assert_eq!(whole.matches("<polyline").count(), 1);
    assert_eq!(broken.matches("<polyline").count(), 2);
}

#[test]
fn a_value_alone_between_gaps_is_a_dot() {
    let svg = sparkline(&[Some(1.0), Some(2.0), None, Some(4.0), None, Some(2.0), Some(3.0)]);
    assert_eq!(svg.matches(r#"r="0.8""#).count(), 1);
}

#[test]
fn the_end_dot_stands_at_the_last_present_value() {
    let svg = sparkline(&[Some(1.0), Some(2.0), Some(3.0), None, None]);
    let dot = attributes(&svg, "cx");
    assert_eq!(dot.len(), 1);
    let line: Vec<f64> = coordinates(&svg).into_iter().map(|(x, _)| x).collect();
    assert!(line.contains(&dot[0]));
    assert!(dot[0] < 84.0 * 0.6, "three of five periods end in the middle, not at the right edge");
}

#[test]
fn without_a_value_the_sparkline_is_empty() {
    for points in [vec![], vec![None, None], vec![Some(f64::NAN)]] {
        let svg = sparkline(&points);
        assert!(!svg.contains("<polyline") && !svg.contains("<circle"), "{svg}");
    }
}

#[test]
fn a_constant_run_stands_in_the_middle() {
    let svg = sparkline(&[Some(5.0); 4]);
    assert_eq!(attributes(&svg, "cy"), [8.0]);
}

#[test]
fn a_cost_above_plan_points_right_in_the_unfavourable_colour() {
    let svg = variance_bar(Some(0.5), Some(false));
    assert!(svg.contains("#D55E00"));
    assert_eq!(attributes(&svg, "x"), [38.0]);
    let svg = variance_bar(Some(-0.5), Some(true));
    assert!(svg.contains("#0072B2"));
    assert_eq!(attributes(&svg, "x")[0] + attributes(&svg, "width")[1], 38.0);
}

#[test]
fn a_difference_without_direction_is_grey_and_no_difference_is_no_bar() {
    assert!(variance_bar(Some(0.2), None).contains("#8C8C8C"));
    for none in [None, Some(0.0), Some(f64::NAN)] {
        assert!(!variance_bar(none, Some(true)).contains("<rect"));
    }
}

#[test]
fn a_small_difference_stays_visible() {
    assert_eq!(attributes(&variance_bar(Some(1e-9), Some(true)), "width")[1], 0.75);
}

#[test]
fn a_bullet_draws_a_bar_from_zero_or_a_dot_without_zero() {
    let graph = Bullet { bands: vec![0.5, 0.8, 1.0], actual: 0.7, zero: Some(0.2), target: 0.9 };
    let bar = bullet(&graph);
    assert_eq!(bar.matches("<rect").count(), 5, "three bands, the bar and the mark");
    assert!(bar.contains(r#"x="21.6" y="6.2" width="54""#), "{bar}");
    let dot = bullet(&Bullet { zero: None, ..graph });
    assert_eq!(dot.matches("<rect").count(), 4);
    assert_eq!(attributes(&dot, "cx"), [75.6]);
}

#[test]
fn a_segment_bar_is_a_share_of_its_width() {
    assert_eq!(attributes(&segment_bar(0.5, false), "width"), [84.0, 42.0]);
    assert_eq!(attributes(&segment_bar(7.0, true), "width"), [84.0, 84.0]);
}

#[test]
fn a_gap_breaks_the_trend_line_and_keeps_its_place() {
    let svg = trend(&chart(&[Some(1.0), Some(2.0), None, Some(4.0), Some(5.0)]), SIZE);
    assert_eq!(svg.matches("<polyline").count(), 2);
    let x = attributes(&svg, "cx");
    assert_eq!(x.len(), 4);
    let step = x[1] - x[0];
    assert!((x[2] - x[1] - 2.0 * step).abs() < 0.05, "{x:?}");
}

#[test]
fn a_provisional_value_is_hollow_and_reached_by_a_dashed_line() {
    let mut chart = chart(&[Some(1.0), Some(2.0), Some(3.0)]);
    chart.points[2].provisional = true;
    let svg = trend(&chart, SIZE);
    assert_eq!(svg.matches(r##"fill="#FFFFFF" stroke="##).count(), 1);
    assert_eq!(svg.matches("stroke-dasharray").count(), 1);
}

#[test]
fn the_target_steps_where_it_changes() {
    let mut chart = chart(&[Some(1.0), Some(2.0), Some(3.0)]);
    for (point, target) in chart.points.iter_mut().zip([2.0, 2.0, 4.0]) {
        point.target = Some(target);
        point.target_text = format!("{target:.1}");
    }
    chart.plan_label = "PL 4.0".to_owned();
    let svg = trend(&chart, SIZE);
    assert_eq!(svg.matches("stroke-dasharray").count(), 1);
    assert!(svg.contains("PL 4.0") && !svg.contains("PL 2.0"), "only the last target is written");
}

#[test]
fn the_last_value_and_the_last_target_do_not_cover_each_other() {
    let mut chart = chart(&[Some(90.0), Some(92.01)]);
    chart.points[1].target = Some(92.0);
    chart.points[1].target_text = "92.0".to_owned();
    chart.plan_label = "PL 92.0".to_owned();
    let svg = trend(&chart, SIZE);
    let height = |text: &str| {
        let element = svg.split("<text").find(|t| t.contains(&format!(">{text}<"))).unwrap_or_default();
        attributes(element, "y")[0]
    };
    assert!((height("92.01") - height("PL 92.0")).abs() >= 7.0);
}

#[test]
fn the_axis_keeps_to_the_natural_bounds_and_has_round_steps() {
    let mut chart = chart(&[Some(0.62), Some(0.97)]);
    chart.bounds = (Some(0.0), Some(1.0));
    chart.factor = 100.0;
    let svg = trend(&chart, SIZE);
    for tick in ["60", "70", "80", "90", "100"] {
        assert!(svg.contains(&format!(">{tick}</text>")), "{tick} in {svg}");
    }
    assert!(!svg.contains(">110</text>"));
}

#[test]
fn the_axis_groups_thousands_and_uses_a_true_minus() {
    let svg = trend(&chart(&[Some(-2_000_000.0), Some(2_000_000.0)]), SIZE);
    assert!(svg.contains(">−2,000,000</text>") && svg.contains(">0</text>"), "{svg}");
}

#[test]
fn texts_of_a_chart_are_escaped() {
    let mut chart = chart(&[Some(1.0)]);
    chart.alt = r#"Orders & <returns> "late""#.to_owned();
    chart.points[0].label = "<script>".to_owned();
    chart.points[0].text = "a & b\u{0}".to_owned();
    let svg = trend(&chart, SIZE);
    assert!(svg.contains("<title>Orders &amp; &lt;returns&gt; &quot;late&quot;</title>"));
    assert!(svg.contains("&lt;script&gt;") && svg.contains(">a &amp; b</text>"));
    assert!(!svg.contains("<script>") && !svg.contains('\u{0}'));
}

#[test]
fn a_chart_without_values_still_stands() {
    for svg in [trend(&chart(&[]), SIZE), trend(&chart(&[None, None]), SIZE)] {
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
        check(&svg, 480.0, 124.0);
    }
}

#[test]
fn numbers_have_two_decimals_at_most() {
    let svg = trend(&chart(&[Some(1.0 / 3.0), Some(2.0 / 3.0), Some(0.1)]), SIZE);
    for (x, y) in coordinates(&svg) {
        assert!(
            (x * 100.0 - (x * 100.0).round()).abs() < 1e-6 && (y * 100.0 - (y * 100.0).round()).abs() < 1e-6
        );
    }
}

proptest! {
    #[test]
    fn wild_values_stay_inside_every_view_box(
        values in prop::collection::vec(prop::option::of(any::<f64>()), 0..30),
        shares in prop::array::uniform4(any::<f64>()),
        bounds in (prop::option::of(any::<f64>()), prop::option::of(any::<f64>())),
        factor in prop::sample::select(vec![1.0, 100.0, 0.001, 0.0, 1e300]),
        decimals in 0_u8..12,
    ) {
        check(&sparkline(&values), 84.0, 16.0);
        check(&variance_bar(Some(shares[0]), None), 76.0, 16.0);
        check(&segment_bar(shares[1], false), 84.0, 9.0);
        let graph = Bullet {
            bands: shares.to_vec(),
            actual: shares[0],
            zero: values.first().copied().flatten(),
            target: shares[2],
        };
        check(&bullet(&graph), 108.0, 16.0);
        let mut chart = chart(&values);
        chart.bounds = bounds;
        chart.factor = factor;
        chart.decimals = decimals;
        for (point, target) in chart.points.iter_mut().zip(values.iter().rev()) {
            point.target = *target;
            (point.low, point.high) = (point.value.map(|v| v - 1.0), point.value.map(|v| v + shares[3]));
        }
        let wild = |i: usize| values.get(i).copied().flatten().unwrap_or(shares[i % 4]);
        let limits = LimitLines { from: 1, lower: wild(0), centre: wild(1), upper: wild(2), fired: vec![0, 2, 99] };
        chart.limits = Some(limits);
        chart.outlook = (0..values.len() % 5)
            .map(|i| OutlookPoint {
                label: format!("F{i}"),
                value: wild(i),
                low: wild(i + 1),
                high: wild(i + 2),
                text: wild(i).to_string(),
            })
            .collect();
        chart.events = vec![EventMark { index: 2, letter: "A".to_owned(), text: "A 2 March: moved".to_owned() }];
        check(&trend(&chart, SIZE), SIZE.width, SIZE.height);
    }
}

fn chart(values: &[Option<f64>]) -> TrendChart {
    let point = |(i, value): (usize, &Option<f64>)| TrendPoint {
        label: format!("P{i}"),
        value: *value,
        text: value.map_or("No data".to_owned(), |v| v.to_string()),
        target: None,
        target_text: String::new(),
        low: None,
        high: None,
        n: String::new(),
        provisional: false,
    };
    TrendChart {
        title: "Monthly".to_owned(),
        legend: String::new(),
        plan_label: String::new(),
        forecast_label: String::new(),
        alt: "Orders by month".to_owned(),
        points: values.iter().enumerate().map(point).collect(),
        unit: "%".to_owned(),
        decimals: 1,
        factor: 1.0,
        bounds: (None, None),
        limits: None,
        outlook: Vec::new(),
        events: Vec::new(),
        locale: Locale::EN_GB,
    }
}

/// Nothing undefined, nothing outside the view box.
fn check(svg: &str, width: f64, height: f64) {
    let drawn = svg.split("<title>").next().unwrap_or_default().to_owned()
        + svg.split("</title>").nth(1).unwrap_or(if svg.contains("<title>") { "" } else { svg });
    assert!(svg.contains(&format!(r#"viewBox="0 0 {width} {height}""#)), "{svg}");
    for (x, y) in coordinates(&drawn) {
        assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "({x}, {y}) in {svg}");
    }
}

/// Every point a drawing mentions, corners of rectangles included.
fn coordinates(svg: &str) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for element in svg.split('<').skip(2) {
        for (x, y) in [("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")] {
            points.extend(attributes(element, x).into_iter().zip(attributes(element, y)));
        }
        if element.starts_with("rect") {
            let (x, y) = (attributes(element, "x")[0], attributes(element, "y")[0]);
            let (width, height) = (attributes(element, "width")[0], attributes(element, "height")[0]);
            // Both ends are rounded to two decimals before they are added up.
            points.push(((x + width - 0.011).max(0.0), (y + height - 0.011).max(0.0)));
        }
        let shape =
            ["polyline points=\"", "polygon points=\""].iter().find_map(|head| element.strip_prefix(head));
        if let Some(list) = shape.and_then(|rest| rest.split('"').next()) {
            points.extend(list.split(' ').filter_map(|pair| {
                let (x, y) = pair.split_once(',')?;
                Some((x.parse().ok()?, y.parse().ok()?))
            }));
        }
    }
    points
}

fn attributes(svg: &str, name: &str) -> Vec<f64> {
    let key = format!(" {name}=\"");
    svg.split(&key)
        .skip(1)
        .map(|rest| rest.split('"').next().and_then(|v| v.parse().ok()).unwrap_or(f64::NAN))
        .collect()
}
