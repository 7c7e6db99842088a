use super::Policy;

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
            Policy::GoalLaterRow { .. }
            | Policy::GoalRow { .. }
            | Policy::GoalLaterTime { .. }
            | Policy::GoalTime { .. } => Subject::Goal,
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
            Policy::LateWhen | Policy::LateByTheClock => Subject::Late,
            Policy::GraceOf { .. } | Policy::GraceNone => Subject::Grace,
            Policy::RefundedStay => Subject::Refunds,
            Policy::CountedOrders
            | Policy::CountedLines
            | Policy::CountedUnits
            | Policy::UnansweredBelow { .. } => Subject::Counted,
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
