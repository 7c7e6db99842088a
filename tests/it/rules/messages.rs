//! The message line: one conclusion for each state a scorecard can be in.

use super::{line, orders, shop};
use mando::evaluate::score::Status;
use mando::locale::Locale;
use mando::report::headline::Headline;
use mando::report::message::{Candidate, sentences};
use mando::report::strategic;
use mando::statistics::assurance::Assurance;
use mando::words::{Signal, Words};

fn candidate(title: &str, status: Status, score: f64, distance: &str) -> Candidate {
    Candidate {
        title: title.to_owned(),
        status,
        score,
        weight: 0.25,
        distance: distance.to_owned(),
        favourable: status == Status::OnTarget,
        running: 1,
        worse_throughout: status != Status::OnTarget,
        is_longer: false,
        signal: String::new(),
        by_chance: false,
        assurance: Assurance::TooFew,
    }
}

fn off(title: &str, score: f64, distance: &str) -> Candidate {
    candidate(title, Status::OffTarget, score, distance)
}

fn watch(title: &str, score: f64, distance: &str) -> Candidate {
    candidate(title, Status::Watch, score, distance)
}

fn on(title: &str, distance: &str) -> Candidate {
    candidate(title, Status::OnTarget, 100.0, distance)
}

fn said(candidates: &[Candidate]) -> String {
    let sentences = sentences(candidates, "March 2026", &crate::support::words());
    Headline { sentences, ..Headline::default() }.line(None)
}

#[test]
fn nothing_scored_is_said_with_its_period() {
    assert_eq!(said(&[]), "No measure could be scored for March 2026.");
}

#[test]
fn what_costs_most_is_named_first_and_counted_with_the_others() {
    let one = said(&[off("Returns", 60.0, "3 points")]);
    assert_eq!(one, "Returns is 3 points worse than plan.");
    // 0.25·40 against 0.5·30: the heavier one costs more though its score is better.
    let heavy = Candidate { weight: 0.5, ..off("Delivery", 70.0, "2 days") };
    let two = said(&[off("Returns", 60.0, "3 points"), heavy, watch("Calls", 95.0, "1")]);
    assert!(two.starts_with("Delivery is 2 days worse than plan; 2 of 3"), "{two}");
}

#[test]
fn the_best_news_follows_the_worst() {
    let text = said(&[on("Sales", "5 points"), off("Returns", 60.0, "3 points")]);
    assert_eq!(text, "Returns is 3 points worse than plan. Sales is 5 points better than plan.");
    // News without a distance is none.
    assert_eq!(
        said(&[on("Sales", ""), off("Returns", 60.0, "3 points")]),
        "Returns is 3 points worse than plan."
    );
}

#[test]
fn what_makes_the_line_too_long_is_left_out_and_small_names_begin_it_large() {
    let long = "share of all orders that reached the door of the customer by the day promised";
    let text = said(&[on(long, "5 points"), off("days to shipment", 60.0, "0.7 days")]);
    assert_eq!(
        text,
        "Days to shipment is 0.7 days worse than plan. \
         Share of all orders that reached the door of the customer by the day promised is 5 points better than plan."
    );
    let longer = format!("{long}, of those that were shipped");
    let text = said(&[on(&longer, "5 points"), off("days to shipment", 60.0, "0.7 days")]);
    assert_eq!(text, "Days to shipment is 0.7 days worse than plan.");
}

/// Every rule with a long title, in every language: at most 160 characters, and the fault is still told.
#[test]
fn a_sentence_is_no_longer_than_a_line_in_any_language() {
    let title = "average time until a customer's first question about an order is answered in full";
    let signal =
        "above the upper limit of normal variation, eighth period on that side of the centre line".to_owned();
    for locale in Locale::codes() {
        let words = Words::new(Locale::parse(locale).expect("a locale"));
        for (status, running, is_longer, by_chance, assurance) in [
            (Status::OffTarget, 13, true, true, Assurance::HitOrMiss),
            (Status::OffTarget, 13, true, true, Assurance::WillMiss),
            (Status::OffTarget, 12, false, false, Assurance::TooFew),
            (Status::Watch, 2, false, false, Assurance::TooFew),
            (Status::OnTarget, 2, false, false, Assurance::TooFew),
        ] {
            for title in [title.to_owned(), format!("{title}, {title}"), "x".repeat(300)] {
                let one = candidate(&title, status, 60.0, "1.1 points");
                let one =
                    Candidate { running, is_longer, by_chance, assurance, signal: signal.clone(), ..one };
                let other = candidate("calls", status, 70.0, "2 points");
                for candidates in [vec![one.clone()], vec![one.clone(), other.clone(), other.clone()]] {
                    let first = sentences(&candidates, "March 2026", &words).remove(0);
                    assert!(first.chars().count() <= 160, "{locale}: {} {first}", first.chars().count());
                    assert!(
                        first.to_lowercase().contains(&title[..12]) || status == Status::OnTarget,
                        "{locale}: {first}"
                    );
                }
            }
        }
    }
    // What matters least goes first.
    let words = Words::new(Locale::EN_GB);
    let one = Candidate { running: 13, is_longer: true, signal, ..off(title, 60.0, "1.1 points") };
    let told = sentences(&[one, off("calls", 70.0, "2")], "", &words).remove(0);
    assert_eq!(
        told,
        "Average time until a customer's first question about an order is answered in full is 1.1 points worse than plan, for 13 periods or more."
    );
}

/// Where a sentence does not fit, it is said in fewer words and keeps its facts: how far, for how long, whether by chance, how many others, and
/// the best news.
#[test]
fn a_sentence_that_is_too_long_keeps_its_facts_in_fewer_words() {
    let line = |locale: &str, candidates: &[Candidate]| {
        let words = Words::new(Locale::parse(locale).expect("a locale"));
        let sentences = sentences(candidates, "March 2026", &words);
        Headline { sentences, ..Headline::default() }.line(None)
    };
    let fault = Candidate {
        running: 4,
        by_chance: true,
        assurance: Assurance::HitOrMiss,
        ..off("Παράδοση εντός της προθεσμίας που δόθηκε", 60.0, "1,9 μονάδες")
    };
    let calls = off("Κλήσεις", 91.0, "2");
    assert_eq!(
        line("el-GR", &[fault.clone(), on("Πωλήσεις", "")]),
        "«Παράδοση εντός της προθεσμίας που δόθηκε»: κατά 1,9 μονάδες χειρότερα από το πλάνο, επί 4 περιόδους· \
         επίτευξη άλλοτε ναι, άλλοτε όχι."
    );
    let by_chance =
        Candidate {
            running: 1, signal: "εντός της συνήθους διακύμανσης".to_owned(), ..fault.clone()
        };
    assert_eq!(
        line("el-GR", &[by_chance, calls, on("Πωλήσεις", "")]),
        "«Παράδοση εντός της προθεσμίας που δόθηκε»: κατά 1,9 μονάδες χειρότερα από το πλάνο, εντός της συνήθους διακύμανσης· \
         2 από τους 3 εκτός στόχου."
    );
    // Titles of usual length lose nothing in any language, whatever is said of them: the periods, the others and the praise are numbers, and all are told.
    let title = "Orders sent on the day promised";
    for locale in Locale::codes() {
        let words = Words::new(Locale::parse(locale).expect("a locale"));
        let signal = words.say(&Signal::Normal);
        for (running, by_chance) in [(1, true), (14, false), (14, true)] {
            for assurance in [Assurance::HitOrMiss, Assurance::WillMiss, Assurance::TooFew] {
                let fault = Candidate {
                    running,
                    by_chance,
                    assurance,
                    signal: if by_chance { signal.clone() } else { String::new() },
                    ..off(title, 60.0, "7.7 points")
                };
                let all = [fault, off("calls", 91.0, "2"), on("sales", "5.5 points")];
                let told = line(locale, &all);
                let steady = by_chance && running > 2 && assurance == Assurance::WillMiss;
                for (wanted, is_asked) in
                    [("7.7", true), ("14", running == 14 && !steady), ("2", true), ("3", true)]
                {
                    assert!(!is_asked || told.contains(wanted), "{locale} lacks {wanted}: {told}");
                }
                assert!(told.chars().count() <= 160, "{locale}: {told}");
            }
        }
        let praised =
            line(locale, &[off(title, 60.0, "7.7 points"), on("customers who stayed with us", "5.5 points")]);
        assert!(praised.contains("7.7") && praised.contains("5.5"), "{locale}: {praised}");
    }
}

#[test]
fn what_is_off_for_long_by_chance_is_no_news() {
    let signal = "within normal variation".to_owned();
    let lasting = |running, assurance| {
        let off = off("days to shipment", 60.0, "0.7 days");
        said(&[Candidate { running, assurance, by_chance: true, signal: signal.clone(), ..off }])
    };
    assert_eq!(
        lasting(4, Assurance::WillMiss),
        "Days to shipment is steadily 0.7 days worse than plan: the process as it stands will not meet it."
    );
    assert_eq!(
        lasting(4, Assurance::HitOrMiss),
        "Days to shipment is 0.7 days worse than plan, for the fourth period running; as the process stands, it is hit or miss."
    );
    for assurance in [Assurance::WillMiss, Assurance::HitOrMiss, Assurance::WillMeet, Assurance::TooFew] {
        assert!(!lasting(3, assurance).contains("normal variation"), "a lasting fault is not called normal");
        assert!(lasting(2, assurance).ends_with("within normal variation."));
    }
}

#[test]
fn a_fault_that_lasts_is_counted_in_periods() {
    let lasting = |running| said(&[Candidate { running, ..off("Returns", 60.0, "3 points") }]);
    assert_eq!(lasting(1), "Returns is 3 points worse than plan.");
    assert_eq!(lasting(3), "Returns is 3 points worse than plan, for the third period running.");
    assert_eq!(lasting(13), "Returns is 3 points worse than plan, for 13 periods running.");
    assert_eq!(lasting(21), "Returns is 3 points worse than plan, for 21 periods running.");
}

#[test]
fn what_chance_has_to_do_with_it_follows_the_fault() {
    let signal = "within normal variation".to_owned();
    let off =
        Candidate { running: 2, signal: signal.clone(), by_chance: true, ..off("Returns", 60.0, "3 points") };
    let off = said(&[off]);
    assert_eq!(
        off,
        "Returns is 3 points worse than plan, for the second period running, within normal variation."
    );
    let watched = said(&[Candidate { signal, ..watch("Returns", 95.0, "1 point") }]);
    assert_eq!(
        watched,
        "Nothing is off target; watch Returns, 1 point worse than plan, within normal variation."
    );
}

#[test]
fn with_nothing_off_target_what_is_to_be_watched_is_named() {
    let text = said(&[watch("Returns", 95.0, "1 point"), watch("Calls", 91.0, "2"), on("Sales", "5 points")]);
    assert!(text.starts_with("Nothing is off target; watch Calls"), "{text}");
    assert!(text.contains("2 worse than plan") && text.contains("and 1 more"), "{text}");
}

#[test]
fn with_all_on_target_their_number_is_said() {
    assert_eq!(said(&[on("Sales", "5 points")]), "Sales is on target.");
    assert_eq!(said(&[on("Sales", ""), on("Calls", "")]), "Both scored measures are on target.");
    let three = said(&[on("Sales", ""), on("Calls", ""), on("Visits", "")]);
    assert_eq!(three, "All 3 scored measures are on target.");
    let best = said(&[on("Sales", "5 points"), on("Calls", "")]);
    assert_eq!(best, "Both scored measures are on target; Sales is 5 points better than plan.");
}

#[test]
fn with_all_off_target_none_are_left_to_be_counted() {
    let (returns, calls) = (off("Returns", 60.0, "3 points"), off("Calls", 91.0, "2"));
    assert_eq!(
        said(&[returns.clone(), calls.clone()]),
        "Returns is 3 points worse than plan; both scored measures are off target."
    );
    assert_eq!(
        said(&[returns.clone(), calls.clone(), off("Visits", 90.0, "1")]),
        "Returns is 3 points worse than plan; all 3 scored measures are off target."
    );
    let words = Words::new(Locale::parse("pl-PL").expect("a locale"));
    assert_eq!(
        sentences(&[returns, calls], "", &words),
        ["Returns: o 3 points gorzej niż plan; celu nie osiągnął żaden z 2 mierników."]
    );
}

/// What every line of every language has to be, whatever a scorecard holds: it is one sentence or two, it praises nothing that is behind
/// and blames nothing that is ahead, and what it counts is more than one period and fewer than all measures.
#[test]
fn no_line_contradicts_what_it_is_said_of() {
    const OPPOSITES: [(&str, &str, &str); 4] = [
        ("en", " better ", " worse "),
        ("es", " mejor ", " peor "),
        ("el", " καλύτερ", " χειρότερ"),
        ("pl", " lepiej ", " gorzej "),
    ];
    // With it, most sentences are said in fewer words.
    const LONG: &str = "orders that reached the door of the customer by the day that was promised them all";
    let assurances = [
        Assurance::WillMeet,
        Assurance::WillMiss,
        Assurance::HitOrMiss,
        Assurance::TooFew,
        Assurance::NoTarget,
    ];
    for locale in Locale::codes() {
        let words = Words::new(Locale::parse(locale).expect("a locale"));
        let Some((_, better, worse)) = OPPOSITES.iter().find(|(code, ..)| locale.starts_with(code)) else {
            continue;
        };
        for status in [Status::OffTarget, Status::Watch] {
            for running in [1, 2, 3, 12, 13, 21, 60] {
                for (distance, favourable) in [("", true), ("3", true), ("3", false)] {
                    for assurance in assurances {
                        for by_chance in [false, true] {
                            for (others, title) in (0..6).map(|i| (i % 3, ["A", LONG][i / 3])) {
                                let one = Candidate {
                                    running,
                                    favourable,
                                    worse_throughout: !favourable,
                                    by_chance,
                                    assurance,
                                    is_longer: running == 60,
                                    ..candidate(title, status, 60.0, distance)
                                };
                                let mut all = vec![one; 1 + others % 2];
                                all.extend(vec![on("B", ""); others / 2]);
                                let line = sentences(&all, "March", &words).join(" ");
                                let is_clean = line.ends_with('.')
                                    && !line.contains("  ")
                                    && !line.contains(" ,")
                                    && !line.contains(" ;")
                                    && !line.contains(['{', '}', '$'])
                                    && !line.contains("..");
                                assert!(is_clean, "{locale}: {line}");
                                assert_eq!(
                                    line.contains(better),
                                    favourable && !distance.is_empty(),
                                    "{locale}: {line}"
                                );
                                assert_eq!(
                                    line.contains(worse),
                                    !favourable && !distance.is_empty(),
                                    "{locale}: {line}"
                                );
                                for silly in
                                    ["1th", "2th", "3th", "2 of 2", "2 z 2 ", "2 de los 2 ", "2 από τους 2 "]
                                {
                                    assert!(!line.contains(silly), "{locale}: {line}");
                                }
                                let steady = ["steadily", "sostenida", "σταθερά", "stale"];
                                let is_steady = steady.iter().any(|word| line.contains(word));
                                assert!(!is_steady || running >= 3 && by_chance, "{locale}: {line}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_distance_that_rounds_to_nothing_leaves_no_gap_in_the_sentence() {
    for text in [said(&[off("Returns", 60.0, "")]), said(&[watch("Returns", 95.0, "")])] {
        assert!(!text.contains("  ") && text.contains("at plan"), "{text}");
    }
}

#[test]
fn a_run_of_what_was_not_worse_than_plan_throughout_is_off_target_and_not_worse() {
    let fault = Candidate { running: 2, worse_throughout: false, ..off("Returns", 0.0, "10 points") };
    let better = Candidate { favourable: true, ..fault.clone() };
    assert_eq!(
        said(std::slice::from_ref(&better)),
        "Returns is 10 points better than plan, off target for the second period running."
    );
    let once = Candidate { running: 1, ..better };
    assert_eq!(said(&[once]), "Returns is 10 points better than plan, off target.");
    assert_eq!(
        said(&[fault]),
        "Returns is 10 points worse than plan, off target for the second period running."
    );
    // A value below 0 scores the least, whatever its plan (R26).
    let message = |values: &str| {
        let keys = format!(
            "direction: minimise, target: 3, kind: {{ manual: {{ values: {{ {values} }}, over_time: last }} }}"
        );
        let ran = shop(&line("costs", &keys), &orders(&[("2026-01-05", "a", 1.0)]))
            .run(Some("2026-03"), Some("2026-03-31"));
        strategic(&ran.scorecard, &ran.results, &crate::support::words()).head.message
    };
    assert_eq!(
        message("2026-02: 4, 2026-03: -7"),
        "Costs is 10 better than plan, off target for the second period running."
    );
    assert_eq!(
        message("2026-02: -7, 2026-03: 4"),
        "Costs is 1 worse than plan, off target for the second period running."
    );
    assert_eq!(
        message("2026-02: 4, 2026-03: 5"),
        "Costs is 2 worse than plan, for the second period running."
    );
}
