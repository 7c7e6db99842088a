//! Where everything of a strategy map stands.

use super::super::svg::text_width;
use super::ordering::Layers;
use super::spacing::placed;
use super::wrapping::wrapped;
use crate::report::view::{MapLink, MapView};

/// Width and height of a page's room, in points.
const PAGE: (f64, f64) = (774.0, 425.0);
/// Room for the heads of perspectives.
pub(super) const GUTTER: f64 = 96.0;
/// Room at the right of the boxes.
const MARGIN: f64 = 8.0;
/// Between two boxes of a row.
const GAP: f64 = 12.0;
/// Width of the place where an arrow passes a row.
const PASSAGE: f64 = 4.0;
/// Narrowest and widest box.
const WIDTHS: (f64, f64) = (68.0, 164.0);
/// Lowest and highest box.
const HEIGHTS: (f64, f64) = (27.0, 44.0);
/// Size of a box's heading and of the line beneath it.
pub(super) const TITLE: f64 = 7.5;
pub(super) const SMALL: f64 = 6.5;
/// The same in a box that is wide enough, and from which width on one is.
pub(super) const LARGE: (f64, f64) = (8.6, 7.2);
pub(super) const WIDE: f64 = 120.0;
/// Room between a box's edge and its texts.
pub(super) const INSET: f64 = 5.0;
/// Most lines of a heading in a box.
const LINES: usize = 6;
/// Least and most from one row to the next.
const PITCHES: (f64, f64) = (44.0, 96.0);
/// Share of the space between rows that is kept between bands.
const BETWEEN: f64 = 4.0;
/// Rounds in which rows move towards their neighbours.
const ROUNDS: usize = 16;
/// Farthest two arrows stand apart at a box.
const PORT: f64 = 14.0;
/// Height of a label, and size of its text.
const LABEL: (f64, f64) = (8.0, 6.0);

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rectangle {
    /// Whether two share more than an edge.
    pub fn overlaps(&self, other: &Rectangle) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Whether a point lies within, edges not included.
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.x < x && x < self.x + self.width && self.y < y && y < self.y + self.height
    }
}

/// An arrow: from each point to the next it leaves and arrives upright.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its points, from what drives to what is driven.
    pub points: Vec<(f64, f64)>,
    /// How far it rises between two points of one row; of others nothing.
    pub arc: f64,
    /// 1 where its end points down, −1 where it points up.
    pub heading: f64,
}

impl Curve {
    /// Points of control between two of its points.
    pub fn controls(&self, from: (f64, f64), to: (f64, f64)) -> [(f64, f64); 2] {
        match self.arc > 0.0 {
            true => [(from.0, from.1 - self.arc), (to.0, to.1 - self.arc)],
            false => {
                let middle = f64::midpoint(from.1, to.1);
                [(from.0, middle), (to.0, middle)]
            }
        }
    }

    /// Where it is at a share of the way between two of its points.
    pub fn at(&self, from: (f64, f64), to: (f64, f64), t: f64) -> (f64, f64) {
        let [a, b] = self.controls(from, to);
        let s = 1.0 - t;
        let mix = |p: f64, q: f64, r: f64, u: f64| {
            s * s * s * p + 3.0 * s * s * t * q + 3.0 * s * t * t * r + t * t * t * u
        };
        (mix(from.0, a.0, b.0, to.0), mix(from.1, a.1, b.1, to.1))
    }
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Grounds of perspectives.
    pub bands: Vec<Rectangle>,
    /// Boxes of objectives.
    pub boxes: Vec<Rectangle>,
    /// Arrows, one for each link.
    pub curves: Vec<Curve>,
    /// What stands beside arrows, with its ground.
    pub labels: Vec<Option<(String, Rectangle)>>,
    /// How many pairs of arrows cross.
    pub crossings: usize,
}

/// The layout of a map. The same map gives the same one.
pub fn layout(map: &MapView) -> Layout {
    let layers = Layers::new(map);
    let count = map.nodes().count();
    let is_box = |item: &&usize| **item < count;
    // A map that needs more room than the page has is drawn larger, and set smaller.
    let least = |row: &Vec<usize>| {
        let boxes = row.iter().filter(is_box).count();
        let passages = row.len() - boxes;
        (boxes, passages as f64 * PASSAGE + row.len().saturating_sub(1) as f64 * GAP)
    };
    let rooms: Vec<(usize, f64)> = layers.rows.iter().map(least).collect();
    let needed = rooms.iter().map(|(boxes, rest)| *boxes as f64 * WIDTHS.0 + rest).fold(0.0, f64::max);
    let wide = (needed + GUTTER + MARGIN) / PAGE.0;
    let high = layers.rows.len() as f64 * PITCHES.0 / PAGE.1;
    let scale = wide.max(high).max(1.0);
    let width = PAGE.0 * scale;
    let room = (GUTTER, width - MARGIN);
    let fits = rooms.iter().filter(|(boxes, _)| *boxes > 0);
    let narrowest =
        fits.map(|(boxes, rest)| (room.1 - room.0 - rest) / *boxes as f64).fold(WIDTHS.1, f64::min);
    let rows = layers.rows.len().max(1) as f64;
    // Headings that need more lines get higher boxes, where the page has room.
    let (size, small) = if narrowest >= WIDE { LARGE } else { (TITLE, SMALL) };
    let lines =
        map.nodes().map(|node| wrapped(&node.title, (narrowest - 2.0 * INSET) * 0.93, size, LINES).len());
    let asked = lines.max().unwrap_or(1) as f64 * (size + 1.2) + small + 9.0;
    let more = (asked - HEIGHTS.1).max(0.0);
    let pitch = (PAGE.1 * scale / rows).min(PITCHES.1 + more);
    let share = if more > 0.0 { (asked / pitch).clamp(0.55, 0.66) } else { 0.55 };
    let tall = (pitch * share).clamp(HEIGHTS.0, HEIGHTS.1 + more);
    let widths: Vec<f64> =
        (0..layers.row_of.len()).map(|item| if item < count { narrowest } else { PASSAGE }).collect();
    let middles = middles(&layers, &widths, room);
    let top = |row: usize| row as f64 * pitch + (pitch - tall) / 2.0;
    let boxes: Vec<Rectangle> = (0..count)
        .map(|item| Rectangle {
            x: middles[item] - narrowest / 2.0,
            y: top(layers.row_of[item]),
            width: narrowest,
            height: tall,
        })
        .collect();
    let curves = curves(&layers, &middles, &boxes, (pitch, tall));
    let (_, below) = layers.neighbours();
    Layout {
        width,
        height: rows * pitch,
        bands: grounds(map, &layers, width, pitch),
        labels: labels(&map.links, &curves, &boxes, width),
        crossings: layers.crossings(&below),
        boxes,
        curves,
    }
}

/// Middles of all items: rows move towards the mean of their neighbours, down and up in turn.
fn middles(layers: &Layers, widths: &[f64], room: (f64, f64)) -> Vec<f64> {
    let (above, below) = layers.neighbours();
    let mut middles = vec![0.0; layers.row_of.len()];
    let set = |middles: &mut Vec<f64>, row: &[usize], wanted: &[f64]| {
        let wide: Vec<f64> = row.iter().map(|item| widths[*item]).collect();
        for (item, middle) in row.iter().zip(placed(wanted, &wide, GAP, room)) {
            middles[*item] = middle;
        }
    };
    for row in &layers.rows {
        let step = (room.1 - room.0) / row.len().max(1) as f64;
        let wanted: Vec<f64> = (0..row.len()).map(|i| room.0 + (i as f64 + 0.5) * step).collect();
        set(&mut middles, row, &wanted);
    }
    for round in 0..ROUNDS {
        for i in 0..layers.rows.len() {
            let r = if round % 2 == 0 { i } else { layers.rows.len() - 1 - i };
            let row = &layers.rows[r];
            let want = |item: &usize| {
                let beside = above[*item].iter().chain(&below[*item]);
                let (sum, count) = beside.fold((0.0, 0), |(sum, n), other| (sum + middles[*other], n + 1));
                if count == 0 { middles[*item] } else { sum / f64::from(count) }
            };
            let wanted: Vec<f64> = row.iter().map(want).collect();
            set(&mut middles, row, &wanted);
        }
    }
    middles
}

/// The grounds of perspectives, each over its rows.
fn grounds(map: &MapView, layers: &Layers, width: f64, pitch: f64) -> Vec<Rectangle> {
    let rows = |band: usize| layers.bands.iter().filter(move |of| **of == band).count();
    let mut first = 0;
    (0..map.bands.len())
        .map(|band| {
            let (y, high) = (first as f64 * pitch, rows(band) as f64 * pitch);
            first += rows(band);
            Rectangle { x: 0.0, y: y + BETWEEN / 2.0, width, height: high - BETWEEN }
        })
        .collect()
}

/// The arrows: each leaves a box at its upper or lower edge and passes rows between their boxes.
fn curves(layers: &Layers, middles: &[f64], boxes: &[Rectangle], (pitch, tall): (f64, f64)) -> Vec<Curve> {
    let rises = |a: usize, b: usize| layers.row_of[a] >= layers.row_of[b];
    // Ends at each edge of a box, from the left by where their arrows lead.
    let mut ends: Vec<[Vec<(f64, usize, bool)>; 2]> = vec![[Vec::new(), Vec::new()]; boxes.len()];
    for (i, way) in layers.ways.iter().enumerate() {
        let (from, next) = (way[0], way[1]);
        let (last, to) = (way[way.len() - 2], way[way.len() - 1]);
        let is_arc = layers.row_of[from] == layers.row_of[to];
        ends[from][usize::from(!rises(from, to))].push((middles[next], i, false));
        ends[to][usize::from(rises(from, to) && !is_arc)].push((middles[last], i, true));
    }
    let mut ports = vec![[0.0; 2]; layers.ways.len()];
    for (place, edges) in boxes.iter().zip(&mut ends) {
        for edge in edges {
            edge.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let step = (place.width * 0.7 / edge.len().max(1) as f64).min(PORT);
            let first = place.x + place.width / 2.0 - step * (edge.len().saturating_sub(1)) as f64 / 2.0;
            for (i, (_, link, is_end)) in edge.iter().enumerate() {
                ports[*link][usize::from(*is_end)] = first + step * i as f64;
            }
        }
    }
    let edges = |item: usize| {
        let top = layers.row_of[item] as f64 * pitch + (pitch - tall) / 2.0;
        (top, top + tall)
    };
    let curve = |(way, [start, end]): (&Vec<usize>, &[f64; 2])| {
        let (from, to) = (way[0], way[way.len() - 1]);
        let up = rises(from, to);
        if layers.row_of[from] == layers.row_of[to] {
            let points = vec![(*start, edges(from).0), (*end, edges(to).0)];
            return Curve { points, arc: (pitch - tall) * 0.6, heading: 1.0 };
        }
        let leave = |item: usize| if up { edges(item).0 } else { edges(item).1 };
        let reach = |item: usize| if up { edges(item).1 } else { edges(item).0 };
        let mut points = vec![(*start, leave(from))];
        for item in &way[1..way.len() - 1] {
            points.extend([(middles[*item], reach(*item)), (middles[*item], leave(*item))]);
        }
        points.push((*end, reach(to)));
        Curve { points, arc: 0.0, heading: if up { -1.0 } else { 1.0 } }
    };
    layers.ways.iter().zip(&ports).map(curve).collect()
}

/// What stands beside an arrow.
fn label(link: &MapLink) -> String {
    match (link.opposite, link.lag.as_str()) {
        (true, "") => "−".to_owned(),
        (true, lag) => format!("− {lag}"),
        (false, lag) => lag.to_owned(),
    }
}

/// Labels on their arrows, off boxes and, where there is room, off one another.
fn labels(
    links: &[MapLink],
    curves: &[Curve],
    boxes: &[Rectangle],
    width: f64,
) -> Vec<Option<(String, Rectangle)>> {
    const SHARES: [f64; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];
    let mut taken: Vec<Rectangle> = Vec::new();
    let mut labels = Vec::new();
    for (link, curve) in links.iter().zip(curves) {
        let text = label(link);
        if text.is_empty() {
            labels.push(None);
            continue;
        }
        let wide = text_width(&text, LABEL.1) + 3.0;
        let around = |(x, y): (f64, f64)| Rectangle {
            x: (x - wide / 2.0).min(width - wide).max(0.0),
            y: y - LABEL.0 / 2.0,
            width: wide,
            height: LABEL.0,
        };
        let stretches: Vec<_> = curve.points.windows(2).step_by(2).collect();
        let places = SHARES.iter().flat_map(|t| {
            stretches.iter().map(|pair| around(curve.at(pair[0], pair[1], *t))).collect::<Vec<_>>()
        });
        let off_boxes: Vec<Rectangle> =
            places.filter(|place| !boxes.iter().any(|other| other.overlaps(place))).collect();
        let free = off_boxes.iter().find(|place| !taken.iter().any(|other| other.overlaps(place)));
        let place = free.or(off_boxes.first()).copied();
        taken.extend(place);
        labels.push(place.map(|place| (text, place)));
    }
    labels
}
