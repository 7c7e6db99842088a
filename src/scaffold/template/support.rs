//! A support desk.

use std::fmt::Write;

use super::pseudo_random::{DAYS, PseudoRandom, day};

pub(super) fn files() -> Vec<(&'static str, String)> {
    vec![
        ("scorecard.yaml", include_str!("support.yaml").to_owned()),
        ("data/tickets.csv", tickets()),
        ("data/calls.csv", calls()),
    ]
}

/// Tickets with the answer of whoever opened them.
fn tickets() -> String {
    let mut drawn = PseudoRandom(21);
    let mut text = "ticket,client,opened,resolved,promised,team,topic,reopened,score\n".to_owned();
    let mut number = 0_u64;
    for after in 0..DAYS {
        if after % 7 > 4 {
            continue;
        }
        for _ in 0..3 + drawn.below(4) {
            number += 1;
            let took = (1 + drawn.below(4)) * (1 + drawn.below(40)) / (1 + after / 500);
            let (hour, minute) = (8 + drawn.below(9), drawn.below(60));
            let ends = hour + took;
            let resolved = match after + ends / 24 {
                on if on < DAYS => format!("{} {:02}:{:02}", day(on), ends % 24, drawn.below(60).max(minute)),
                _ => String::new(),
            };
            let score =
                if resolved.is_empty() { "" } else { drawn.one_of(&["", "5", "4", "5", "3", "2", "1"]) };
            // Writing into a String cannot fail.
            let _ = writeln!(
                text,
                "T{number:05},C{:03},{} {hour:02}:{minute:02},{resolved},{},{},{},{},{score}",
                drawn.below(90),
                day(after),
                day(after + 2),
                drawn.one_of(&["first line", "network", "payroll"]),
                drawn.one_of(&["how to", "fault", "access", "wish"]),
                if drawn.happens(7) { "yes" } else { "no" },
            );
        }
    }
    text
}

/// Calls with the time they waited.
fn calls() -> String {
    let mut drawn = PseudoRandom(22);
    let mut text = "called,team,waited_seconds,answered\n".to_owned();
    for after in 0..DAYS {
        if after % 7 > 4 {
            continue;
        }
        for _ in 0..12 + drawn.below(8) {
            let waited = drawn.below(60) + drawn.below(60) * drawn.below(4);
            let answered = if waited > 90 && drawn.happens(40) { "no" } else { "yes" };
            let _ = writeln!(
                text,
                "{} {:02}:{:02}:{:02},{},{waited},{answered}",
                day(after),
                8 + drawn.below(9),
                drawn.below(60),
                drawn.below(60),
                drawn.one_of(&["first line", "network", "payroll"])
            );
        }
    }
    text
}
