//! States of customers.

use std::fmt;

use crate::calendar::Duration;

/// A customer's state at the end of a window, by activity within a look-back window W. Without W the window asked
/// for is W itself, and the opening window is the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Active in (t−W, t].
    Active(Option<Duration>),
    /// Active at the opening: in (t−2W, t−W].
    Opening(Option<Duration>),
    /// Active at the opening and at the end.
    Retained(Option<Duration>),
    /// Active at the opening, not at the end.
    Lost(Option<Duration>),
    /// First row ever falls into the window; the duration is how long history must reach back (R6).
    New(Duration),
    /// Active at the end, not at the opening, and seen before that; where `lapsed` is given, last seen no longer before
    /// the opening than it.
    Reactivated {
        /// W.
        within: Option<Duration>,
        /// How long ago a customer may have been seen last.
        lapsed: Option<Duration>,
    },
    /// Not active at the opening, and last seen no longer before it than this.
    Lapsed {
        /// W.
        within: Option<Duration>,
        /// How long ago a customer may have been seen last.
        up_to: Duration,
    },
}

impl State {
    /// W, where it is not the window asked for.
    pub(super) fn within(self) -> Option<Duration> {
        match self {
            State::Active(within)
            | State::Opening(within)
            | State::Retained(within)
            | State::Lost(within)
            | State::Reactivated { within, .. }
            | State::Lapsed { within, .. } => within,
            State::New(_) => None,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within = |d: &Option<Duration>| d.map_or("the period".to_owned(), |d| format!("{d} to its end"));
        match self {
            State::Active(d) => write!(f, "with a row in {}", within(d)),
            State::Opening(d) => write!(f, "with a row in {}, seen from the opening", within(d)),
            State::Retained(d) => write!(f, "with a row in {}, at the opening and at the end", within(d)),
            State::Lost(d) => write!(f, "with a row in {} at the opening, none at the end", within(d)),
            State::New(d) => {
                write!(f, "whose first row ever stands in the period ({d} of history before it)")
            }
            State::Reactivated { within: d, lapsed } => {
                write!(f, "with a row in {}, none in that before it, and one earlier", within(d))?;
                lapsed.map_or(Ok(()), |l| write!(f, ", at most {l} before the opening"))
            }
            State::Lapsed { within: d, up_to } => {
                write!(f, "with no row in {} at the opening, but one at most {up_to} before it", within(d))
            }
        }
    }
}
