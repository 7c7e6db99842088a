//! Lengths of time, and what a value looks at.

use chrono::Datelike;

use super::phrase::{Month, phrases};
use crate::calendar::{Duration, DurationUnit};
use crate::evaluate::results::ValueWindow;

phrases! {
    impl Duration {
        Duration { count, unit: DurationUnit::Second } => "duration-seconds" { count: *count },
        Duration { count, unit: DurationUnit::Minute } => "duration-minutes" { count: *count },
        Duration { count, unit: DurationUnit::Hour } => "duration-hours" { count: *count },
        Duration { count, unit: DurationUnit::Day } => "duration-days" { count: *count },
        Duration { count, unit: DurationUnit::BusinessDay } => "duration-business-days" { count: *count },
        Duration { count, unit: DurationUnit::Week } => "duration-weeks" { count: *count },
        Duration { count, unit: DurationUnit::Month } => "duration-months" { count: *count },
        Duration { count, unit: DurationUnit::Quarter } => "duration-quarters" { count: *count },
        Duration { count, unit: DurationUnit::Year } => "duration-years" { count: *count },
    }
    /// What a value looks at, where that is not its period alone; beside the value, in parentheses or after a comma.
    impl ValueWindow {
        ValueWindow::Rolling { count, unit } => "window-rolling" {
            length: Duration { count: *count, unit: *unit },
            count: *count,
            unit: *unit,
        },
        // Where a month begins the data, its name is enough.
        ValueWindow::Since { first } if first.day() == 1 => "window-since-month" { month: Month(*first) },
        ValueWindow::Since { first } => "window-since" { first: *first },
        ValueWindow::Days { first, last } if first == last => "window-day" { day: *first },
        ValueWindow::Days { first, last } => "window-days" { first: *first, last: *last },
        ValueWindow::Mixed => "window-mixed",
    }
}
