//! How a value is judged, and why it is not: statuses, verdicts, absences, doubts.

use chrono::NaiveDate;

use super::Words;
use super::phrase::{Number, phrases};
use crate::evaluate::results::{Absence, Doubt, Provisional};
use crate::evaluate::score::{Status, Verdict};

phrases! {
    impl Status {
        Status::OnTarget => "status-on-target",
        Status::Watch => "status-watch",
        Status::OffTarget => "status-off-target",
    }
    /// What stands in place of a status, beside absences and doubts.
    pub enum NoStatus {
        /// Of a parent too little of which could be scored.
        NoScore => "status-no-score",
        /// Of a measure that has a value and no target.
        NoTarget => "status-no-target",
    }
    /// What an interval says about the plan, as a sentence.
    impl Verdict {
        Verdict::Met => "verdict-met",
        Verdict::Missed => "verdict-missed",
        Verdict::Uncertain => "verdict-uncertain",
    }
    /// Why there is no value, in a word or two.
    impl Absence {
        Absence::NoData => "absence-no-data",
        Absence::InsufficientHistory { .. } => "absence-insufficient-history",
        Absence::NotYetDue => "absence-not-yet-due",
        Absence::Withheld { .. } => "absence-withheld",
        Absence::Undefined => "absence-undefined",
        Absence::NotReached { .. } => "absence-not-reached",
        Absence::Private { .. } => "absence-private",
    }
    /// Why a value is not scored, in a word or two.
    impl Doubt {
        Doubt::Provisional(_) => "doubt-provisional",
        Doubt::InsufficientData { .. } => "doubt-insufficient-data",
    }
    /// Why a value may still change, as a clause: what the word alone does not say.
    pub enum Reason {
        /// The source begins within the period.
        DataBegin { on: NaiveDate } => "provisional-data-begin",
        /// The newest row is older than it may be.
        Stale { last: NaiveDate } => "provisional-stale",
        /// No row up to the end, for longer than before.
        Gap { last: NaiveDate, longest: u64 } => "provisional-gap",
        /// No row up to the end, where it is not known how long there was none before.
        GapAlone { last: NaiveDate } => "provisional-gap-alone",
        /// Cases whose time is not up.
        Immature => "provisional-immature",
    }
    /// An absence or a doubt with its reason.
    enum Reasoned {
        /// Provisional, and why.
        Provisional { reason: Reason } => "doubt-provisional-reason",
        /// Too few cases to judge.
        InsufficientData { n: Number, min_n: u32 } => "doubt-insufficient-data-n",
        /// A survey with too few answers.
        Withheld { n: Number, min_n: u32 } => "absence-withheld-n",
        /// Too many cases still open.
        NotReached { open: Number, of: Number } => "absence-not-reached-n",
    }
}

impl Reason {
    /// The reason of a doubt, where there is more to say than the word.
    pub fn from_doubt(doubt: &Doubt) -> Option<Reason> {
        match *doubt {
            Doubt::Provisional(Provisional::DataBegin { on }) => Some(Reason::DataBegin { on }),
            Doubt::Provisional(Provisional::Stale { last }) => Some(Reason::Stale { last }),
            Doubt::Provisional(Provisional::GapAtEnd { last, longest: Some(longest) }) => {
                Some(Reason::Gap { last, longest: longest.unsigned_abs() })
            }
            Doubt::Provisional(Provisional::GapAtEnd { last, longest: None }) => {
                Some(Reason::GapAlone { last })
            }
            Doubt::Provisional(Provisional::Immature) => Some(Reason::Immature),
            Doubt::Provisional(Provisional::NotOver) | Doubt::InsufficientData { .. } => None,
        }
    }
}

impl Words {
    /// Why a value is not scored, with its reason where there is more to say than the word.
    pub fn doubt_reasoned(&self, doubt: &Doubt) -> Option<String> {
        let reasoned = match doubt {
            Doubt::Provisional(_) => Reasoned::Provisional { reason: Reason::from_doubt(doubt)? },
            Doubt::InsufficientData { n, min_n } => {
                Reasoned::InsufficientData { n: Number::cases(self.locale(), *n), min_n: *min_n }
            }
        };
        Some(self.say(&reasoned))
    }

    /// Why there is no value, with its reason where there is more to say than the word.
    pub fn absence_reasoned(&self, absence: &Absence) -> Option<String> {
        let cases = |n: f64| Number::cases(self.locale(), n);
        let reasoned = match *absence {
            Absence::Withheld { n, min_n } => Reasoned::Withheld { n: cases(n), min_n },
            Absence::NotReached { open, of } => Reasoned::NotReached { open: cases(open), of: cases(of) },
            _ => return None,
        };
        Some(self.say(&reasoned))
    }
}
