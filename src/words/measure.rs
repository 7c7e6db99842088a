//! What is said of one measure in sentences.

use chrono::NaiveDate;

use super::phrase::{Code, phrases};
use crate::calendar::Duration;

phrases! {
    /// The figures of a measure's period.
    pub enum Sentence {
        /// Why there are none.
        Absent { reason: String, period: String } => "sentence-absent",
        /// The value, against its plan and the period before.
        ///
        /// `window` and `previous` are empty where `windowed` is no, and `before` is none. `against` is `none`, `on-plan`, `within` a band,
        /// `better` or `worse`; `before` is `none`, `known`, `within-chance` or `beyond-chance`.
        Value {
            value: String, period: String, windowed: bool, window: String,
            against: Code, gap: String, plan: String,
            before: Code, previous: String, previous_period: String, change: String,
        } => "sentence-value",
        /// It is judged by the year to date.
        JudgedToDate { value: String, plan: String } => "sentence-judged-to-date",
        /// Why it is not scored.
        NotScored { doubt: String } => "sentence-not-scored",
    }
    /// What people planned and wrote.
    pub enum Note {
        /// An initiative. `progressed` says whether `progress` is known, `owned` whether `owner` is.
        Initiative {
            title: String, due: NaiveDate, progressed: bool, progress: String, overdue: bool, owned: bool, owner: String,
        } => "note-initiative",
        /// A comment; `signed` is `none`, `by`, `date` or `both`.
        Comment { period: String, text: String, signed: Code, by: String, date: Option<NaiveDate> } => "note-comment",
        /// Who entered a value; `signed` as in a comment.
        Entered {
            period: String, signed: Code, by: String, date: Option<NaiveDate>, evident: bool, evidence: String,
        } => "note-entered",
        /// Where a measure lies furthest behind.
        Behind { segments: String, segment: String, value: String, n: String } => "note-behind",
        /// The segment whose part got worse by most.
        Moved { segments: String, segment: String, value: String, previous: String } => "note-moved",
        /// What is driven. `by` is what somebody wrote of it.
        Drives { title: String, remarks: String } => "note-drives",
        /// It rises when the other falls.
        Opposite => "note-opposite",
        /// So much later.
        Later { lag: Duration } => "note-later",
        /// In segments of these columns, as somebody wrote.
        By { by: String } => "note-by",
    }
    /// Under a segment table, each a sentence.
    pub enum SegmentNote {
        /// What its values look at.
        Window { window: String } => "segment-note-window",
        /// Too few cases to judge.
        Few { min_n: u32 } => "segment-note-few",
        /// Withheld for privacy.
        Withheld { smallest: u32 } => "segment-note-withheld",
        /// Customers who changed segment.
        Changed { customers: u64 } => "segment-note-changed",
    }
    /// Charts of periods.
    pub enum ChartText {
        /// Heading of a chart.
        Title { count: usize, grain: crate::calendar::Grain } => "chart-title",
        /// The same of values that look at more than their period.
        TitleWindow { count: usize, grain: crate::calendar::Grain, window: String } => "chart-title-window",
        /// Legend of the limits.
        LegendLimits => "chart-legend-limits",
        /// Legend of points where a rule fired.
        LegendSignals => "chart-legend-signals",
        /// Legend of the forecast.
        LegendForecast => "chart-legend-forecast",
        /// The plan's value at the end of its line.
        PlanLabel { value: String } => "chart-plan",
        /// The forecast's value at the end of its line.
        ForecastLabel { value: String } => "chart-forecast",
        /// For those who do not see it: nothing there.
        AltNone { title: String } => "chart-alt-none",
        /// For those who do not see it: from where to where, lowest and highest.
        Alt {
            title: String, first: String, first_period: String, last: String, last_period: String,
            low: String, low_period: String, high: String, high_period: String,
        } => "chart-alt",
        /// The plan at its end.
        AltPlan { plan: String } => "chart-alt-plan",
        /// Limits of normal variation.
        AltLimits { low: String, high: String } => "chart-alt-limits",
        /// The last forecast.
        AltForecast { period: String, value: String } => "chart-alt-forecast",
        /// An event: its letter, day and text.
        Event { letter: String, at: NaiveDate, note: String, restarts: bool } => "chart-event",
    }
}
