//! What readers are told of a plan: what its components are, and the policies that decided its number. These are values; the
//! room of words turns them into text.

use crate::calendar::{Duration, DurationUnit, Grain};
use crate::sentiment::Language;

/// What a component is.
#[derive(Debug, Clone, PartialEq)]
pub enum Title {
    /// Rows.
    Rows,
    /// Rows with a value.
    RowsWithValue,
    /// Values.
    Values,
    /// Sum of ….
    SumOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// Sum of squares of ….
    SumOfSquaresOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// Sum of …².
    SumOfSquared {
        /// What stands for `$of`.
        of: String,
    },
    /// Sum of … × weight.
    SumOfWeighted {
        /// What stands for `$of`.
        of: String,
    },
    /// Sum of weights.
    SumOfWeights,
    /// Different values of ….
    DifferentValuesOf {
        /// What stands for `$of`.
        of: String,
    },
    /// Last … of each ….
    LastOfEach {
        /// What stands for `$value`.
        value: String,
        /// What stands for `$per`.
        per: String,
    },
    /// Median of ….
    MedianOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// Mean of ….
    MeanOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// Minimum of ….
    MinimumOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// Maximum of ….
    MaximumOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// P… of ….
    PercentileOf {
        /// What stands for `$p`.
        p: String,
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// … to ….
    FromTo {
        /// What stands for `$from`.
        from: String,
        /// What stands for `$to`.
        to: String,
    },
    /// ….
    Expression {
        /// What stands for `$text`.
        text: String,
        /// What stands for `$seconds`.
        seconds: bool,
        /// What stands for `$filtered`.
        filtered: bool,
        /// What stands for `$condition`.
        condition: String,
    },
    /// ….
    AsWritten {
        /// What stands for `$text`.
        text: String,
    },
    /// Rows of the denominator.
    DenominatorRows,
    /// Cases that end before they begin.
    Reversed,
    /// Number of clusters.
    ClusterCount,
    /// Σ numerator.
    ClusterSumNumerator,
    /// Σ denominator.
    ClusterSumDenominator,
    /// Σ numerator².
    ClusterSumNumeratorSquared,
    /// Σ numerator × denominator.
    ClusterSumProducts,
    /// Σ denominator².
    ClusterSumDenominatorSquared,
    /// Value entered.
    Entered,
    /// Open at the end.
    OpenAtEnd,
    /// Active customers.
    ActiveCustomers,
    /// New customers.
    NewCustomers,
    /// Customers at the opening.
    CustomersAtOpening,
    /// Customers who stayed.
    CustomersStayed,
    /// Customers who left.
    CustomersLeft,
    /// Customers who came back.
    CustomersBack,
    /// Customers who had lapsed at the opening.
    CustomersLapsed,
    /// Customers with a row.
    CustomersWithRow,
    /// Customers in the period before.
    CustomersBefore,
    /// Customers in the period.
    CustomersNow,
    /// Customers of the last period.
    CustomersLast,
    /// Customers of the snapshot.
    CustomersOfSnapshot,
    /// Customers still there after ….
    CohortKept {
        /// What stands for `$after`.
        after: Duration,
    },
    /// Customers of the cohorts.
    CohortSize,
    /// Contracts renewed.
    ContractsRenewed,
    /// Contracts due, grace over.
    ContractsDue,
    /// Contracts due, grace over or not.
    ContractsAll,
    /// Customers with a contract at the opening.
    ContractAtOpening,
    /// Of them with a contract at the end.
    ContractStayed,
    /// Of them without a contract at the end.
    ContractLeft,
    /// Reached the goal in time.
    GoalReached,
    /// Begun, time up.
    GoalJudged,
    /// Begun, time up or not.
    GoalAll,
    /// Settled by the first contact.
    TicketsSettled,
    /// Tickets, time up.
    TicketsJudged,
    /// Tickets, time up or not.
    TicketsAll,
    /// Cases opened.
    CasesOpened,
    /// Of them still open.
    CasesOpen,
    /// Calls offered.
    CallsOffered,
    /// Abandoned.
    CallsAbandoned,
    /// Calls that count.
    CallsCounted,
    /// Answered in time.
    CallsInTime,
    /// Answered or abandoned in time.
    CallsInTimeOrAbandoned,
    /// Responses.
    Responses,
    /// Answers … or more.
    AnswersFrom {
        /// What stands for `$least`.
        least: f64,
    },
    /// Answers … or less.
    AnswersUpTo {
        /// What stands for `$most`.
        most: f64,
    },
    /// Three easiest answers.
    EasiestThree,
    /// Three hardest answers.
    HardestThree,
    /// Promoters (9 or more).
    Promoters,
    /// Detractors (below 7).
    Detractors,
    /// Answers that are no whole numbers.
    AnswersBetween,
    /// Weight of ….
    WeightOf {
        /// What stands for `$of`.
        of: Box<Title>,
    },
    /// … × ….
    TimesWeight {
        /// What stands for `$of`.
        of: Box<Title>,
        /// What stands for `$weight`.
        weight: String,
    },
    /// Invitations delivered.
    InvitationsDelivered,
    /// Answered.
    InvitationsAnswered,
    /// Inspected.
    Inspected,
    /// Defective.
    Defective,
    /// Quantity inspected.
    QuantityInspected,
    /// Quantity defective.
    QuantityDefective,
    /// Promises due.
    PromisesDue,
    /// Kept on time.
    PromisesKept,
    /// Lines due.
    LinesDue,
    /// Lines on time and in full.
    LinesKept,
    /// Units on time.
    UnitsKept,
    /// Units ordered, due.
    UnitsDue,
    /// Orders on time and in full.
    OrdersKept,
    /// Orders of which the latest promise is due.
    OrdersDue,
    /// Orders.
    Orders,
    /// Orders of identified customers.
    OrdersIdentified,
    /// Revenue.
    Revenue,
    /// Revenue of identified customers.
    RevenueIdentified,
    /// Cost of what was sold.
    CostOfGoods,
    /// Cost of serving.
    CostOfService,
    /// Cost of winning.
    CostOfAcquisition,
    /// Median of the customers' profits.
    ProfitMedian,
    /// Customers with a profit below 0.
    ProfitNegative,
    /// Sum of the profits below 0.
    ProfitLoss,
    /// Refunds.
    CostRefunds,
    /// Logistics.
    CostLogistics,
    /// Write-off.
    CostWriteOff,
    /// Came back.
    CameBack,
    /// Sold, window closed.
    SoldClosed,
    /// Sold, window open or closed.
    SoldAll,
    /// Came back in the period.
    CameBackInPeriod,
    /// Sold in the period.
    SoldInPeriod,
    /// Revenue kept.
    RevenueKept,
    /// Revenue of them at the end.
    RevenueAtEnd,
    /// Revenue at the opening.
    RevenueAtOpening,
    /// Customers who opened at 0 or less.
    OpenedAtNothing,
    /// Positive comments.
    CommentsPositive,
    /// Negative comments.
    CommentsNegative,
    /// Scored comments.
    CommentsScored,
    /// Unscored comments.
    CommentsUnscored,
    /// All comments.
    CommentsAll,
    /// Neutral comments without a word of the lexicon.
    CommentsWordless,
    /// Rows in question.
    RowsInQuestion,
    /// Segments with ….
    SegmentsWith {
        /// What stands for `$condition`.
        condition: String,
    },
    /// Segments with a value.
    SegmentsWithValue,
    /// Of these with ….
    SegmentsMeeting {
        /// What stands for `$condition`.
        condition: String,
    },
    /// Mean spend expected of a customer, discounted.
    LifetimeSpend,
    /// Standard error of the spend.
    LifetimeError,
    /// Customers with a purchase.
    LifetimeCustomers,
    /// Customers who bought again.
    LifetimeRepeaters,
    /// R of BG/NBD.
    ModelR,
    /// Α of BG/NBD.
    ModelAlpha,
    /// A of BG/NBD.
    ModelA,
    /// B of BG/NBD.
    ModelB,
    /// P of Gamma-Gamma.
    ModelP,
    /// Q of Gamma-Gamma.
    ModelQ,
    /// Γ of Gamma-Gamma.
    ModelGamma,
    /// Log likelihood of the purchases.
    ModelLikelihood,
    /// Correlation of repeats and their value.
    ModelCorrelation,
}

impl Title {
    /// A statistic of values by the name of its component: `median`, `mean`, `minimum`, `maximum`, or `p90`.
    pub(super) fn statistic(name: &str, of: Title) -> Title {
        let of = Box::new(of);
        match name {
            "median" => Title::MedianOf { of },
            "mean" => Title::MeanOf { of },
            "minimum" => Title::MinimumOf { of },
            "maximum" => Title::MaximumOf { of },
            other => Title::PercentileOf { p: other.trim_start_matches('p').to_owned(), of },
        }
    }

    /// What the definition says, as it says it.
    pub(super) fn written(text: &str) -> Title {
        Title::AsWritten { text: text.to_owned() }
    }
}

/// Titles that stand together in a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Titles {
    /// One after the other, as `a, b`.
    Listed(Vec<Title>),
    /// As a sum, as `a + b`.
    Added(Vec<Title>),
}

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
    /// ….
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
    /// ….
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
    /// ….
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

/// What a policy is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Short calls.
    ShortCalls,
    /// Active.
    Active,
    /// Open.
    Open,
    /// Cohort.
    Cohort,
    /// Kept.
    Kept,
    /// Rate.
    Rate,
    /// Renewal.
    Renewal,
    /// Contract.
    Contract,
    /// Snapshot.
    Snapshot,
    /// Placed by.
    PlacedBy,
    /// Goal.
    Goal,
    /// Scale.
    Scale,
    /// Repeat.
    Repeat,
    /// Balance.
    Balance,
    /// Time.
    Time,
    /// Left out.
    LeftOut,
    /// Percentile.
    Percentile,
    /// First payment.
    FirstPayment,
    /// Horizon.
    Horizon,
    /// Purchase.
    Purchase,
    /// Models.
    Models,
    /// Ahead.
    Ahead,
    /// Chance.
    Chance,
    /// Longer periods.
    LongerPeriods,
    /// Rows of a period.
    RowsOfPeriod,
    /// New.
    New,
    /// Late.
    Late,
    /// Grace.
    Grace,
    /// Refunds.
    Refunds,
    /// Counted.
    Counted,
    /// On time.
    OnTime,
    /// Missed.
    Missed,
    /// In full.
    InFull,
    /// Profit.
    Profit,
    /// Customers.
    Customers,
    /// Cost.
    Cost,
    /// Lapsed.
    Lapsed,
    /// Open cases.
    OpenCases,
    /// Invitations.
    Invitations,
    /// Returns.
    Returns,
    /// Base.
    Base,
    /// Opening.
    Opening,
    /// Netting.
    Netting,
    /// Labels.
    Labels,
    /// Language.
    Language,
    /// Lexicon.
    Lexicon,
    /// Cut points.
    CutPoints,
    /// Unscored.
    Unscored,
    /// Correction.
    Correction,
    /// In time.
    InTime,
    /// Abandoned calls.
    AbandonedCalls,
    /// Segments.
    Segments,
    /// Weights.
    Weights,
    /// Population.
    Population,
    /// Answers.
    Answers,
    /// Compared with last year.
    LastYear,
    /// States.
    States,
    /// Company-wide.
    CompanyWide,
}

impl Policy {
    /// The policy of a population of so many people.
    pub(crate) fn asked(size: f64) -> Policy {
        Policy::PopulationAsked { size }
    }

    /// What it is about.
    pub fn subject(&self) -> Subject {
        match self {
            Policy::ShortCallsLeftOut { .. } | Policy::ShortCallsCounted => Subject::ShortCalls,
            Policy::ActiveWithin { .. } | Policy::ActiveInPeriod => Subject::Active,
            Policy::OpenUntil { .. } => Subject::Open,
            Policy::CohortOf { .. } => Subject::Cohort,
            Policy::KeptOnPeriod { .. } | Policy::KeptRolling { .. } => Subject::Kept,
            Policy::RatePer { .. } | Policy::RateNet { .. } | Policy::RateGross => Subject::Rate,
            Policy::RenewedWithin { .. } => Subject::Renewal,
            Policy::ContractInForce => Subject::Contract,
            Policy::SnapshotLeft { .. } => Subject::Snapshot,
            Policy::PlacedByFirstRow { .. } | Policy::PlacedByFirstBeginning { .. } => Subject::PlacedBy,
            Policy::GoalLaterRow { .. } | Policy::GoalRow { .. } => Subject::Goal,
            Policy::ScaleOfAnswers { .. } | Policy::ScaleToTen { .. } | Policy::ScaleJudged { .. } => {
                Subject::Scale
            }
            Policy::RepeatOfCustomer { .. } | Policy::RepeatOfTopic { .. } => Subject::Repeat,
            Policy::BalanceOfSnapshot { .. } | Policy::BalanceLastRow => Subject::Balance,
            Policy::TimeHours
            | Policy::TimeMinutes
            | Policy::TimeSeconds
            | Policy::TimeDays
            | Policy::TimeBusinessDays => Subject::Time,
            Policy::LeftOutUnended | Policy::LeftOutResolvedEarly | Policy::LeftOutReturnedEarly => {
                Subject::LeftOut
            }
            Policy::PercentileType => Subject::Percentile,
            Policy::PaidNow | Policy::PaidBefore | Policy::PaidAtEnd => Subject::FirstPayment,
            Policy::HorizonPeriods { .. } => Subject::Horizon,
            Policy::PurchaseDay { .. } => Subject::Purchase,
            Policy::ModelsFitted { .. } => Subject::Models,
            Policy::AheadSteps { .. } => Subject::Ahead,
            Policy::ChanceOfModels => Subject::Chance,
            Policy::LongerSum | Policy::LongerMean | Policy::LongerLast | Policy::LongerNone => {
                Subject::LongerPeriods
            }
            Policy::RowsSummed | Policy::RowsAveraged | Policy::RowsWeighted => Subject::RowsOfPeriod,
            Policy::NewAfter { .. } => Subject::New,
            Policy::LateWhen => Subject::Late,
            Policy::GraceOf { .. } | Policy::GraceNone => Subject::Grace,
            Policy::RefundedStay => Subject::Refunds,
            Policy::CountedOrders | Policy::CountedLines | Policy::CountedUnits => Subject::Counted,
            Policy::OnTimeFrom { .. } | Policy::OnTimeHoweverEarly => Subject::OnTime,
            Policy::MissedToo => Subject::Missed,
            Policy::InFullOrMore | Policy::InFullWithin { .. } => Subject::InFull,
            Policy::ProfitLess { .. } => Subject::Profit,
            Policy::CustomersQualifying => Subject::Customers,
            Policy::CostOf { .. } => Subject::Cost,
            Policy::LapsedUpTo { .. } | Policy::LapsedEver => Subject::Lapsed,
            Policy::OpenCasesCount | Policy::OpenCasesCountInMean => Subject::OpenCases,
            Policy::InvitedNotBounced | Policy::InvitedAll => Subject::Invitations,
            Policy::ReturnsOfSale { .. } | Policy::ReturnsOfReturn => Subject::Returns,
            Policy::BaseQualifying | Policy::BaseMean | Policy::BaseLast => Subject::Base,
            Policy::OpeningLeftOut => Subject::Opening,
            Policy::NettedByCustomer | Policy::NettedByColumns { .. } => Subject::Netting,
            Policy::LabelsOpen { .. } | Policy::LabelsClosed { .. } => Subject::Labels,
            Policy::LanguageOf { .. } | Policy::LanguageByColumn { .. } => Subject::Language,
            Policy::LexiconOwn { .. } | Policy::LexiconShipped => Subject::Lexicon,
            Policy::CutPointsAt => Subject::CutPoints,
            Policy::UnscoredBeside => Subject::Unscored,
            Policy::CorrectedBy { .. } => Subject::Correction,
            Policy::InTimeWithin { .. } => Subject::InTime,
            Policy::AbandonedExcluded | Policy::AbandonedMissed | Policy::AbandonedMet => {
                Subject::AbandonedCalls
            }
            Policy::SegmentsOfMeasure { .. } => Subject::Segments,
            Policy::WeightedBy { .. } => Subject::Weights,
            Policy::PopulationAsked { .. } => Subject::Population,
            Policy::AnswersLastOf { .. } => Subject::Answers,
            Policy::LastYearPerDay => Subject::LastYear,
            Policy::StatesAtEnd { .. } => Subject::States,
            Policy::CompanyWideRows { .. } => Subject::CompanyWide,
        }
    }
}
