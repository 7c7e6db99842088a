//! What the components of a plan are, for readers: values, which the room of words turns into text.

use crate::calendar::Duration;

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
    /// Of durations: …, in seconds.
    InSeconds {
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
    /// Values of ….
    ValuesOf {
        /// What stands for `$of`.
        of: String,
    },
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
    /// An aggregate as the definition writes it, with its own condition where it has one.
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
    /// What the definition says, as it says it.
    AsWritten {
        /// What stands for `$text`.
        text: String,
    },
    /// Rows where ….
    RowsWhere {
        /// What stands for `$condition`.
        condition: String,
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
    /// Cases of those that are resolved.
    CasesResolved,
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
    /// Answers outside their scale.
    AnswersOutside,
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
    /// r of BG/NBD.
    ModelR,
    /// α of BG/NBD.
    ModelAlpha,
    /// a of BG/NBD.
    ModelA,
    /// b of BG/NBD.
    ModelB,
    /// p of Gamma-Gamma.
    ModelP,
    /// q of Gamma-Gamma.
    ModelQ,
    /// γ of Gamma-Gamma.
    ModelGamma,
    /// Log likelihood of the purchases.
    ModelLikelihood,
    /// Correlation of repeats and their value.
    ModelCorrelation,
}

impl Title {
    /// Whether it is of what an interval alone is made of.
    pub(super) fn is_moment(&self) -> bool {
        matches!(
            self,
            Title::ClusterCount
                | Title::ClusterSumNumerator
                | Title::ClusterSumDenominator
                | Title::ClusterSumNumeratorSquared
                | Title::ClusterSumProducts
                | Title::ClusterSumDenominatorSquared
        )
    }

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

    /// Whether it is of durations, which are added up in seconds.
    pub(crate) fn is_in_seconds(&self) -> bool {
        matches!(self, Title::InSeconds { .. } | Title::Expression { seconds: true, .. })
    }

    /// The same of what is added up in seconds, where a measure's unit is another length.
    pub(crate) fn in_seconds(self, length: f64) -> Title {
        if length == 1.0 { self } else { Title::InSeconds { of: Box::new(self) } }
    }

    /// The same whatever it is added up in.
    pub(crate) fn in_any_unit(&self) -> &Title {
        match self {
            Title::InSeconds { of } => of,
            other => other,
        }
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
