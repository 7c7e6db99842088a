//! Headings, labels of columns and of facts.

use super::phrase::phrases;
use crate::calendar::Grain;
use crate::measure::Level;

phrases! {
    /// A heading or a label.
    pub enum Label {
        /// Heading of a column of measures.
        Measure => "label-measure",
        /// Beneath it: their unit.
        Unit => "label-unit",
        /// Actual, in short.
        Actual => "label-actual",
        /// Plan, in short.
        Plan => "label-plan",
        /// Previous year, in short.
        PreviousYear => "label-previous-year",
        /// Actual less plan.
        Delta => "label-delta",
        /// The same as a share of the plan.
        DeltaRelative => "label-delta-relative",
        /// The same as a bar.
        Variance => "label-variance",
        /// Actual and plan as a bullet.
        Bullet => "label-bullet",
        /// The last periods.
        Trend => "label-trend",
        /// Status.
        Status => "label-status",
        /// Score.
        Score => "label-score",
        /// Weight.
        Weight => "label-weight",
        /// Number of cases.
        Cases => "label-cases",
        /// Interval of chance variation, on one line.
        Interval => "label-interval",
        /// The same in a narrow column: its first line.
        IntervalFirst => "label-interval-first",
        /// The same in a narrow column: its second line.
        IntervalSecond => "label-interval-second",
        /// Fiscal year to the period's end.
        YearToDate => "label-year-to-date",
        /// The same over a narrow column.
        YearToDateShort => "label-year-to-date-short",
        /// Outlook for the year's end, over a narrow column.
        YearEndShort => "label-year-end-short",
        /// Change since the period before.
        Change => "label-change",
        /// Period.
        Period => "label-period",
        /// What happened, of an exception.
        WhatHappened => "label-what-happened",
        /// Comment.
        Comment => "label-comment",
        /// Accountable person.
        Owner => "label-owner",
        /// Initiatives.
        Initiatives => "label-initiatives",
        /// Source of data.
        Source => "label-source",
        /// Files of a source.
        Files => "label-files",
        /// Rows of a source.
        Rows => "label-rows",
        /// First and last day of a source.
        Days => "label-days",
        /// What is to be said of a source.
        Remarks => "label-remarks",
        /// What it drives.
        Drives => "label-drives",
        /// What drives it.
        DrivenBy => "label-driven-by",
        /// Formula in words.
        Formula => "label-formula",
        /// What happened in the periods shown.
        Events => "label-events",
        /// What somebody noted.
        Note => "label-note",
        /// Kind of a measure.
        Kind => "label-kind",
        /// The date that places rows.
        DatedBy => "label-dated-by",
        /// How chance variation is estimated.
        IntervalMethod => "label-interval-method",
        /// How a change is told from chance.
        ChangeMethod => "label-change-method",
        /// The stretch of days a value looks at.
        Window => "label-window",
        /// How periods pool.
        OverTime => "label-over-time",
        /// Smallest sample for a score.
        SmallestSample => "label-smallest-sample",
        /// A figure printed beside the value.
        Beside => "label-beside",
        /// Rules that tell signals.
        Signals => "label-signals",
        /// How the year is foretold.
        Outlook => "label-outlook",
        /// Heading of the page of exceptions.
        Exceptions => "heading-exceptions",
        /// Heading of what changed since the period before.
        WhatChanged => "heading-what-changed",
        /// Heading of what needs attention, on the first page.
        Attention => "heading-attention",
        /// Beneath the heading of its measures: who answers for them and what is under way.
        AttentionOf => "label-attention-of",
        /// Heading of how the year may end, on the first page.
        YearEnds => "heading-year-ends",
        /// Heading of statuses that are others than before.
        StatusesMoved => "heading-statuses-moved",
        /// Heading of values that chance does not explain.
        SignalsNow => "heading-signals-now",
        /// Column of points of the score.
        Points => "label-points",
        /// Column of the period before.
        Before => "label-before",
        /// Column of the reported period.
        Now => "label-now",
        /// Column of the chance of meeting the year's target.
        Chance => "label-chance",
        /// Column of a segment's part in the change of the whole, because its own ratio moved.
        RateEffect => "label-rate-effect",
        /// The same, because its share moved.
        MixEffect => "label-mix-effect",
        /// Heading of the contents.
        Contents => "heading-contents",
        /// Heading of measures that another report lists.
        OtherMeasures => "heading-other-measures",
        /// Heading of the definitions.
        Definitions => "heading-definitions",
        /// Heading of the page on data.
        DataQuality => "heading-data-quality",
        /// Of a source of which nothing was left out.
        NothingLeftOut => "nothing-left-out",
        /// Row of a segment table: all segments together.
        Total => "segment-total",
        /// Row of a segment table: the segments without a row of their own.
        OtherSegments => "segment-other",
        /// Row of a segment table: the rows whose key is empty.
        NotStated => "segment-not-stated",
        /// Heading of a column of cohorts.
        Cohort => "cohort-first-row",
        /// Row of all cohorts.
        CohortAverage => "cohort-average",
        /// Of a measure without a part in the score.
        NotScored => "not-scored",
        /// What signs and colours of the first page mean.
        Key => "key",
        /// What its columns of the year mean, where it has both.
        KeyYear => "key-year",
        /// What its column of the year to date means, where it has no other of the year.
        KeyToDate => "key-to-date",
        /// What its column of the outlook means, where it has no other of the year.
        KeyYearEnd => "key-year-end",
        /// What the table of the first page holds, for those who do not see it.
        ScorecardSummary => "scorecard-summary",
    }
    /// A label with a figure.
    pub enum Tag {
        /// How much of the weight could be scored.
        Coverage { share: String } => "tag-coverage",
        /// Share of the whole scorecard.
        Weight { share: String } => "tag-weight",
        /// So many measures of a level.
        OfLevel { measures: u64, level: Level } => "tag-of-level",
        /// Measures that count and are listed elsewhere: all there are, or some more.
        ListedElsewhere { measures: String, also: bool } => "tag-listed-elsewhere",
        /// A length in periods, beneath the heading of the trends.
        Periods { count: usize, grain: Option<Grain> } => "tag-periods",
        /// A measure whose rows belong to no entity, in the report of one.
        CompanyWide { title: String } => "tag-company-wide",
        /// Heading of a table of cohorts.
        CohortTitle { grain: Grain } => "cohort-title",
        /// The same with the unit of its values.
        CohortTitleIn { grain: Grain, unit: String } => "cohort-title-unit",
        /// Beneath a table of cohorts.
        CohortNote => "cohort-note",
        /// Beneath one that shows the newest cohorts alone.
        CohortNoteNewest { shown: usize, all: usize } => "cohort-note-newest",
    }
}
