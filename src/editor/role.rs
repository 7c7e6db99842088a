//! What a scalar is for, by the way to it: where ids are defined, and where they are named.

use crate::definition::Holds;
use crate::definition::tree::Step;
use Role::{Defines, Mentions, Names};

/// What ids are given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A source.
    Source,
    /// A perspective.
    Perspective,
    /// An objective.
    Objective,
    /// A measure.
    Measure,
    /// An initiative.
    Initiative,
    /// A report.
    Report,
    /// A lexicon.
    Lexicon,
}

impl Sort {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Source => "source",
            Sort::Perspective => "perspective",
            Sort::Objective => "objective",
            Sort::Measure => "measure",
            Sort::Initiative => "initiative",
            Sort::Report => "report",
            Sort::Lexicon => "lexicon",
        }
    }
}

/// What a scalar has to do with ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It gives one to something.
    Defines(Sort),
    /// It is the id of one of these.
    Names(&'static [Sort]),
    /// It is a text whose words may be such ids.
    Mentions(Sort),
}

const EFFECTS: &[Sort] = &[Sort::Measure, Sort::Objective];

/// A way in words; `[]` is any item of a list.
pub(super) fn words(path: &[Step]) -> Vec<&str> {
    path.iter().map(word).collect()
}

fn word(step: &Step) -> &str {
    match step {
        Step::Key(key) => key,
        Step::Item(_) => "[]",
    }
}

/// The way within a measure, if a way leads into one.
pub(super) fn in_measure<'w, 's>(words: &'w [&'s str]) -> Option<&'w [&'s str]> {
    match words {
        ["measures", _, rest @ ..] => Some(rest),
        ["perspectives", _, "objectives", _, "measures", _, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// What a key is for.
pub(super) fn of_key(holds: Holds, words: &[&str]) -> Option<Role> {
    if holds == Holds::Notes {
        return None;
    }
    if in_measure(words) == Some(&[]) {
        return Some(Defines(Sort::Measure));
    }
    Some(match words {
        ["sources", _] => Defines(Sort::Source),
        ["perspectives", _] => Defines(Sort::Perspective),
        ["perspectives", _, "objectives", _] => Defines(Sort::Objective),
        ["initiatives", _] => Defines(Sort::Initiative),
        ["reports", _] => Defines(Sort::Report),
        ["lexicons", _] => Defines(Sort::Lexicon),
        ["initiatives", _, "moves", _] | ["comments", _, _] => Names(&[Sort::Measure]),
        _ => return None,
    })
}

/// What a value is for.
pub(super) fn of_value(holds: Holds, words: &[&str]) -> Option<Role> {
    if holds == Holds::Notes {
        return Some(match words {
            ["comments" | "values", "[]", "measure"] => Names(&[Sort::Measure]),
            ["progress", "[]", "initiative"] => Names(&[Sort::Initiative]),
            ["approvals", "[]", "report"] => Names(&[Sort::Report]),
            _ => return None,
        });
    }
    if let Some(inside) = in_measure(words) {
        return of_measure(inside);
    }
    Some(match words {
        ["defaults", "source"] | ["perspectives", _, "objectives", _, "defaults", "source"] => {
            Names(&[Sort::Source])
        }
        ["sources", _, "join" | "from"] | ["sources", _, "with", "[]", "source"] | ["entity", "in"] => {
            Names(&[Sort::Source])
        }
        ["sources", _, "sql"] => Mentions(Sort::Source),
        ["perspectives", _, "objectives", _, "drives", "[]"]
        | ["perspectives", _, "objectives", _, "drives", "[]", "to"]
        | ["initiatives", _, "supports", "[]"] => Names(&[Sort::Objective]),
        ["reports", _, "measures", "[]"] => Names(&[Sort::Measure]),
        _ => return None,
    })
}

fn of_measure(words: &[&str]) -> Option<Role> {
    Some(match words {
        ["source"] | ["kind", .., "source"] => Names(&[Sort::Source]),
        ["objective"] | ["also_in", "[]"] => Names(&[Sort::Objective]),
        ["drives", "[]"] | ["drives", "[]", "to"] => Names(EFFECTS),
        ["kind", "share", "over", "measure"] => Names(&[Sort::Measure]),
        ["kind", "sentiment", "lexicon"] => Names(&[Sort::Lexicon]),
        ["kind", "formula"] | ["kind", "formula", "value"] => Mentions(Sort::Measure),
        ["kind", "lifetime_value", "margin" | "retention"] => Mentions(Sort::Measure),
        _ => return None,
    })
}
