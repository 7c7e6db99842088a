//! The strategy map: where its boxes and arrows stand, and what is said of them.

use mando::render::chart::map::{Layout, layout, map};
use mando::report::view::{MapBand, MapLink, MapNode, MapView, StatusCode, StatusView};
use mando::report::{self, pages};
use mando::words::Words;
use proptest::prelude::*;

use super::pdf::example;

fn status() -> StatusView {
    StatusView { code: StatusCode::Watch, word: "Watch".to_owned() }
}

/// A map of so many objectives by perspective, and of links between them by their places.
fn view(sizes: &[usize], links: &[(usize, usize)], title: &str) -> MapView {
    let node = |i: usize| MapNode {
        id: format!("o{i}"),
        title: format!("{title} {i}"),
        score: "87".to_owned(),
        status: status(),
    };
    let mut first = 0;
    let bands = sizes.iter().map(|size| {
        let nodes = (first..first + size).map(node).collect();
        first += size;
        MapBand { title: title.to_owned(), score: "90".to_owned(), status: status(), nodes }
    });
    let link = |(i, (from, to)): (usize, &(usize, usize))| MapLink {
        from: *from,
        to: *to,
        lag: if i % 2 == 0 { "3 months".to_owned() } else { String::new() },
        opposite: i % 3 == 0,
        by_measures: i % 5 == 0,
    };
    let bands = bands.collect();
    MapView { bands, links: links.iter().enumerate().map(link).collect(), alt: "Chains.".to_owned() }
}

/// Boxes stand apart and within the page, arrows touch none but at its edge, and labels cover none.
fn assert_tidy(map: &MapView) -> Layout {
    let found = layout(map);
    assert_eq!(found, layout(map), "the same map gives another layout");
    let within = |x: f64, y: f64| (0.0..=found.width).contains(&x) && (0.0..=found.height).contains(&y);
    assert_eq!(found.boxes.len(), map.nodes().count());
    for (i, place) in found.boxes.iter().enumerate() {
        assert!(place.width > 20.0 && place.height > 20.0, "{place:?}");
        assert!(
            within(place.x, place.y) && within(place.x + place.width, place.y + place.height),
            "{place:?}"
        );
        assert!(found.boxes[..i].iter().all(|other| !other.overlaps(place)), "{place:?} overlaps");
        assert!(
            found.bands.iter().any(|band| band.y < place.y && place.y + place.height < band.y + band.height)
        );
    }
    for curve in &found.curves {
        for pair in curve.points.windows(2) {
            for step in 0..=20 {
                let at = curve.at(pair[0], pair[1], f64::from(step) / 20.0);
                assert!(within(at.0, at.1), "an arrow leaves the page at {at:?}");
                let inner = |place: &mando::render::chart::map::Rectangle| {
                    let (x, y) = (place.x + 0.01, place.y + 0.01);
                    let (width, height) = (place.width - 0.02, place.height - 0.02);
                    mando::render::chart::map::Rectangle { x, y, width, height }.holds(at)
                };
                assert!(!found.boxes.iter().any(inner), "an arrow runs through a box at {at:?}");
            }
        }
    }
    for (_, place) in found.labels.iter().flatten() {
        assert!(within(place.x, place.y) && within(place.x + place.width, place.y + place.height));
        assert!(!found.boxes.iter().any(|other| other.overlaps(place)), "a label covers a box");
    }
    assert!(
        found.height <= found.width * 0.6,
        "it is higher than a page: {} × {}",
        found.width,
        found.height
    );
    found
}

fn maps() -> impl Strategy<Value = (Vec<usize>, Vec<(usize, usize)>)> {
    (prop::collection::vec(0..9_usize, 1..7), prop::collection::vec((any::<u32>(), any::<u32>()), 0..60))
        .prop_filter("an objective", |(sizes, _)| sizes.iter().sum::<usize>() > 1)
        .prop_map(|(sizes, pairs)| {
            let count = sizes.iter().sum::<usize>();
            // Any order without a circle: links lead from later to earlier places of a shuffled line.
            let line = |i: usize| (i * 7 + 3) % count.max(1);
            let mut links: Vec<(usize, usize)> = Vec::new();
            for (a, b) in pairs {
                let (a, b) = (a as usize % count, b as usize % count);
                let ordered = if (line(a), a) < (line(b), b) { (b, a) } else { (a, b) };
                if a != b && !links.contains(&ordered) {
                    links.push(ordered);
                }
            }
            (sizes, links)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_page((sizes, links) in maps()) {
        assert_tidy(&view(&sizes, &links, "Keep the customers"));
    }
}

#[test]
fn thirty_objectives_stand_on_a_page() {
    let links: Vec<(usize, usize)> =
        (8..30).flat_map(|i| [(i, (i * 5) % 8), (i, i - 8)]).filter(|(a, b)| a > b).collect();
    let found = assert_tidy(&view(&[7, 8, 8, 7], &links, "Win customers at home and abroad"));
    // Set no smaller than three quarters of its size.
    assert!(found.width < 774.0 / 0.75, "{}", found.width);
}

#[test]
fn arrows_that_need_not_cross_do_not() {
    // Written the other way round in each perspective.
    let straight: Vec<(usize, usize)> =
        (0..6).map(|i| (6 + i, 5 - i)).chain((0..6).map(|i| (12 + i, 11 - i))).collect();
    assert_eq!(layout(&view(&[6, 6, 6], &straight, "Grow")).crossings, 0);
    // A tree of three perspectives.
    let tree = [(1, 0), (2, 0), (3, 0), (4, 3), (5, 1), (6, 2), (7, 1), (8, 3), (9, 2)];
    assert_eq!(layout(&view(&[1, 3, 6], &tree, "Grow")).crossings, 0);
}

#[test]
fn an_objective_stands_below_what_it_drives_in_its_own_perspective() {
    let found = assert_tidy(&view(&[3], &[(2, 1), (1, 0)], "Ship"));
    assert!(found.boxes[2].y > found.boxes[1].y && found.boxes[1].y > found.boxes[0].y);
}

#[test]
fn long_words_stay_in_their_box() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitän";
    let svg = map(&view(&[2, 2], &[(2, 0), (3, 1)], long));
    assert!(!svg.contains("schaftskapitän<"), "the whole word stands on one line");
    assert!(svg.contains("Donau"));
}

#[test]
fn the_text_in_its_place_reads_every_chain() {
    let (scorecard, results) = example("gift-wholesaler");
    let words = crate::support::words();
    let report = report::strategic(&scorecard, &results, &words);
    let map = report.map.as_ref().expect("a map");
    for node in map.nodes() {
        assert!(map.alt.contains(&format!("{} ({}, {})", node.title, node.status.word, node.score)));
    }
    assert!(map.alt.contains("; drives Keep the customers we win"), "{}", map.alt);
    let links = map.links.len();
    assert_eq!(map.alt.matches("drives ").count(), links, "{}", map.alt);
    let document = pages::document(&report, &words);
    assert_eq!(document.sections.iter().filter(|section| section.page == "map").count(), 1);
    let operational = report::operational(&scorecard, &results, &words);
    assert!(operational.map.is_none());
}

#[test]
fn doing_better_is_what_an_arrow_between_measures_means() {
    // Fewer problems, better marks: the measures move against each other, doing well moves together.
    let (scorecard, results) = example("airport");
    let words = Words::new(mando::locale::Locale::EN_GB);
    let map = report::strategic(&scorecard, &results, &words).map.expect("a map");
    assert!(map.links.iter().all(|link| !link.opposite), "{:?}", map.links);
}

#[test]
fn a_heading_of_many_lines_is_read_whole_where_the_page_has_room() {
    let title = "Win back customers who left us in the last two years";
    let map_of = |sizes: &[usize]| map(&view(sizes, &[(0, sizes[0])], title));
    let drawn = map_of(&[8, 8, 8, 8]);
    assert!(!drawn.contains('…'), "{drawn}");
    let few = assert_tidy(&view(&[2, 2], &[(0, 2)], "Grow"));
    assert!(few.boxes.iter().all(|place| place.height <= 44.0), "what is short needs no higher box");
    assert_tidy(&view(&[8, 8, 8, 8], &[(0, 8), (9, 17), (17, 25)], title));
}
