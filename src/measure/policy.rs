//! The policies that decided a number: values, which the room of words turns into text.

mod subject;

use super::title::Titles;
use crate::calendar::{Duration, DurationUnit, Grain};
use crate::sentiment::Language;

pub use subject::Subject;

/// A policy that decided a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Policy {
    /// Abandoned in less than …: left out.
    ShortCallsLeftOut {
        /// What stands for `$within`.
        within: Duration,
    },
    /// Counted.
    ShortCallsCounted,
    /// A customer with a qualifying row within …, up to and including the last day.
    ActiveWithin {
        /// What stands for `$window`.
        window: Duration,
    },
    /// A customer with a qualifying row within one period, up to and including the last day.
    ActiveInPeriod,
    /// Opened by then, `…` null or later.
    OpenUntil {
        /// What stands for `$closed`.
        closed: String,
    },
    /// The week of a customer's first row since the history starts.
    CohortOf {
        /// What stands for `$grain`.
        grain: Grain,
    },
    /// With a row in the week … after the first.
    KeptOnPeriod {
        /// What stands for `$grain`.
        grain: Grain,
        /// What stands for `$after`.
        after: Duration,
    },
    /// With a row in the week … after the first or later, until the as-of day.
    KeptRolling {
        /// What stands for `$grain`.
        grain: Grain,
        /// What stands for `$after`.
        after: Duration,
    },
    /// Per … of the exposure.
    RatePer {
        /// What stands for `$per`.
        per: f64,
    },
    /// Net, without tickets where ….
    RateNet {
        /// What stands for `$condition`.
        condition: String,
    },
    /// Gross, of all tickets.
    RateGross,
    /// By the day it is due; renewed by then or within …, early renewals count.
    RenewedWithin {
        /// What stands for `$grace`.
        grace: Duration,
    },
    /// With a contract that has begun by the close of the day and ends after it, or never.
    ContractInForce,
    /// Customers with a row of the period, gone where ….
    SnapshotLeft {
        /// What stands for `$condition`.
        condition: String,
    },
    /// The day of the first row of each ….
    PlacedByFirstRow {
        /// What stands for `$entity`.
        entity: String,
    },
    /// The day of the first row that begins of each ….
    PlacedByFirstBeginning {
        /// What stands for `$entity`.
        entity: String,
    },
    /// A row on a later day, within …; who still has time is not counted yet.
    GoalLaterRow {
        /// What stands for `$within`.
        within: Duration,
    },
    /// A row at a later time, within …; who still has time is not counted yet.
    GoalLaterTime {
        /// What stands for `$within`.
        within: Duration,
    },
    /// A row that reaches the goal, at the same time or later, within …; who still has time is not counted yet.
    GoalTime {
        /// What stands for `$within`.
        within: Duration,
    },
    /// A row that reaches the goal, the same day or later, within …; who still has time is not counted yet.
    GoalRow {
        /// What stands for `$within`.
        within: Duration,
    },
    /// … to …; other answers are left out and counted.
    ScaleOfAnswers {
        /// What stands for `$low`.
        low: f64,
        /// What stands for `$high`.
        high: f64,
    },
    /// … to 10; other answers are left out and counted; one between two counts as the lower.
    ScaleToTen {
        /// What stands for `$low`.
        low: f64,
    },
    /// 0 to …, as judged.
    ScaleJudged {
        /// What stands for `$best`.
        best: f64,
    },
    /// A ticket of the same customer within …; it is no ticket of its own.
    RepeatOfCustomer {
        /// What stands for `$within`.
        within: Duration,
    },
    /// A ticket of the same customer and `…` within …; it is no ticket of its own.
    RepeatOfTopic {
        /// What stands for `$within`.
        within: Duration,
        /// What stands for `$topic`.
        topic: String,
    },
    /// The newest week of the period that has rows; an account without a row in it is gone.
    BalanceOfSnapshot {
        /// What stands for `$grain`.
        grain: Grain,
    },
    /// The last row of each account by the period's end; of several at one time the greatest.
    BalanceLastRow,
    /// Hours around the clock.
    TimeHours,
    /// Minutes around the clock.
    TimeMinutes,
    /// Seconds around the clock.
    TimeSeconds,
    /// Calendar days.
    TimeDays,
    /// Business days after the start, through the end.
    TimeBusinessDays,
    /// Cases without an end, and cases that end before they begin.
    LeftOutUnended,
    /// Cases resolved before they were opened.
    LeftOutResolvedEarly,
    /// Sales that came back before they were sold.
    LeftOutReturnedEarly,
    /// Type 7 (linear between order statistics).
    PercentileType,
    /// Now, and it counts.
    PaidNow,
    /// Just paid, and does not count.
    PaidBefore,
    /// At the end of the first period.
    PaidAtEnd,
    /// Payments up to … periods from now.
    HorizonPeriods {
        /// What stands for `$periods`.
        periods: u32,
    },
    /// A day on which a customer's rows add to more than 0; time in days since the first.
    PurchaseDay {
        /// What stands for `$step`.
        step: DurationUnit,
    },
    /// BG/NBD of purchases and Gamma-Gamma of their values, by maximum likelihood at the period's end, from … customers who bought again.
    ModelsFitted {
        /// What stands for `$fewest`.
        fewest: usize,
    },
    /// … days, discounted by … % a day.
    AheadSteps {
        /// What stands for `$step`.
        step: DurationUnit,
        /// What stands for `$steps`.
        steps: u32,
        /// What stands for `$percent`.
        percent: f64,
    },
    /// Of the models' parameters; customers themselves vary more.
    ChanceOfModels,
    /// The sum of its periods.
    LongerSum,
    /// The plain mean of its periods.
    LongerMean,
    /// The last of its periods.
    LongerLast,
    /// None: the value stands at the period entered.
    LongerNone,
    /// Their sum.
    RowsSummed,
    /// Their plain mean.
    RowsAveraged,
    /// Their mean by weight.
    RowsWeighted,
    /// Not seen since the history starts, at least … before.
    NewAfter {
        /// What stands for `$after`.
        after: Duration,
    },
    /// Not delivered, cancelled by the supplier, or delivered after the promised day.
    LateWhen,
    /// Not delivered, cancelled by the supplier, or delivered after the promised time.
    LateByTheClock,
    /// How late is still in time.
    GraceOf {
        /// What stands for `$grace`.
        grace: Duration,
    },
    /// None.
    GraceNone,
    /// Fully refunded orders stay in the count.
    RefundedStay,
    /// Orders; all lines must be kept, the day is that of the latest promise.
    CountedOrders,
    /// Order lines.
    CountedLines,
    /// Units ordered; more than ordered does not count.
    CountedUnits,
    /// By the promised day, at most … before it.
    OnTimeFrom {
        /// What stands for `$early`.
        early: Duration,
    },
    /// By the promised day, however early.
    OnTimeHoweverEarly,
    /// Also what is due and not delivered, or cancelled by the supplier.
    MissedToo,
    /// The quantity ordered or more.
    InFullOrMore,
    /// Within … % of the quantity ordered.
    InFullWithin {
        /// What stands for `$percent`.
        percent: f64,
    },
    /// Revenue less ….
    ProfitLess {
        /// What stands for `$costs`.
        costs: Titles,
    },
    /// With a qualifying row in the period.
    CustomersQualifying,
    /// Which costs are added up.
    CostOf {
        /// What stands for `$costs`.
        costs: Titles,
    },
    /// Not active at the opening, last seen at most … before it.
    LapsedUpTo {
        /// What stands for `$up_to`.
        up_to: Duration,
    },
    /// Not active at the opening, seen at any time before.
    LapsedEver,
    /// Count with the time they have been open (Kaplan–Meier).
    OpenCasesCount,
    /// Count with the time they have been open (Kaplan–Meier); the mean counts no time beyond the longest seen.
    OpenCasesCountInMean,
    /// Sent and not bounced.
    InvitedNotBounced,
    /// All sent.
    InvitedAll,
    /// By the period of the sale, returns within ….
    ReturnsOfSale {
        /// What stands for `$within`.
        within: Duration,
    },
    /// By the period of the return.
    ReturnsOfReturn,
    /// Customers with a qualifying row in the period.
    BaseQualifying,
    /// Mean of the opening and the closing number.
    BaseMean,
    /// Customers active in the last period.
    BaseLast,
    /// Customers who opened at 0 or less are left out and counted.
    OpeningLeftOut,
    /// By customer; what opens at 0 or less counts 0.
    NettedByCustomer,
    /// By customer and …; what opens at 0 or less counts 0.
    NettedByColumns {
        /// What stands for `$columns`.
        columns: String,
    },
    /// … positive, … negative, any other neutral, none unscored.
    LabelsOpen {
        /// What stands for `$positive`.
        positive: String,
        /// What stands for `$negative`.
        negative: String,
    },
    /// … positive, … negative, … neutral, any other and none unscored.
    LabelsClosed {
        /// What stands for `$positive`.
        positive: String,
        /// What stands for `$negative`.
        negative: String,
        /// What stands for `$neutral`.
        neutral: String,
    },
    /// The one language of all texts.
    LanguageOf {
        /// What stands for `$language`.
        language: Language,
    },
    /// By column `…`.
    LanguageByColumn {
        /// What stands for `$column`.
        column: String,
    },
    /// `…` of the project for …, else the one shipped.
    LexiconOwn {
        /// What stands for `$id`.
        id: String,
        /// What stands for `$language`.
        language: Language,
    },
    /// Shipped.
    LexiconShipped,
    /// Score 0.05 or more positive, −0.05 or less negative; blank text and other languages unscored.
    CutPointsAt,
    /// Counted beside, never neutral.
    UnscoredBeside,
    /// Sensitivity …, specificity …, brought between 0 and 1.
    CorrectedBy {
        /// What stands for `$sensitivity`.
        sensitivity: f64,
        /// What stands for `$specificity`.
        specificity: f64,
    },
    /// Answered within ….
    InTimeWithin {
        /// What stands for `$within`.
        within: Duration,
    },
    /// Within the time they leave the count, later they are misses.
    AbandonedExcluded,
    /// All are misses.
    AbandonedMissed,
    /// Within the time they are met, later they are misses.
    AbandonedMet,
    /// Of `…` by …; what is not stated is no segment.
    SegmentsOfMeasure {
        /// What stands for `$measure`.
        measure: String,
        /// What stands for `$by`.
        by: String,
    },
    /// …; an answer without counts 1; intervals by Kish's effective sample.
    WeightedBy {
        /// What stands for `$column`.
        column: String,
    },
    /// … asked; the interval of the total shrinks by √((N − n) ÷ (N − 1)).
    PopulationAsked {
        /// What stands for `$size`.
        size: f64,
    },
    /// The last of each … within the period; without one none.
    AnswersLastOf {
        /// What stands for `$whose`.
        whose: String,
    },
    /// Rows without a value in … too, below the line alone.
    UnansweredBelow {
        /// What stands for `$columns`.
        columns: String,
    },
    /// Per day, where last year's period had a week more or a week less.
    LastYearPerDay,
    /// As of the end of each week.
    StatesAtEnd {
        /// What stands for `$grain`.
        grain: Grain,
    },
    /// …: rows of all entities, shown in each.
    CompanyWideRows {
        /// What stands for `$entity`.
        entity: String,
    },
}
