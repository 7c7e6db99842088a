//! What a measure amounts to in words: values, which the room of words turns into sentences.
//!
//! Each kind says its own ([`Kind::meaning`](super::Kind::meaning)). A sentence says what is divided by what, with the names of
//! the definition; it never says more than the kind's formula does.

use super::policy::Policy;
use super::title::{Title, Titles};
use crate::calendar::Duration;

/// One aggregate as the definition writes it, with the rows of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The text.
    pub text: String,
    /// Its own source, if it names one.
    pub source: Option<String>,
    /// Its own condition, if it has one.
    pub condition: Option<String>,
}

/// What is taken of several values.
#[derive(Debug, Clone, PartialEq)]
pub enum Statistic {
    /// The mean.
    Mean,
    /// The median.
    Median,
    /// A percentile.
    Percentile {
        /// Percent of the values at or below it.
        p: f64,
    },
}

/// Rows that begin or reach something.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The first row of all.
    FirstRow,
    /// Any row on a later day.
    LaterRow,
    /// The first row that meets a condition.
    FirstWhere {
        /// The condition.
        condition: String,
    },
    /// A row that meets a condition, the same day or later.
    Where {
        /// The condition.
        condition: String,
    },
}

/// What is done with deliveries that somebody cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancellations {
    /// Nobody says who cancelled.
    Unsaid,
    /// Those of customers leave the count.
    ByCustomer,
    /// Those of suppliers are late.
    BySupplier,
    /// Both.
    ByEither,
}

/// What a measure is, as its kind says it.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A sum.
    Sum {
        /// What is added up.
        value: String,
        /// Of which rows.
        source: String,
    },
    /// A number of rows.
    Count {
        /// Of which source.
        source: String,
    },
    /// The same of those that meet a condition.
    CountWhere {
        /// Of which source.
        source: String,
        /// The condition.
        condition: String,
    },
    /// A number of different values.
    Distinct {
        /// Whose.
        value: String,
        /// In which rows.
        source: String,
    },
    /// Mean, median or percentile.
    Of {
        /// Which of them.
        statistic: Statistic,
        /// Of what.
        value: String,
        /// In which rows.
        source: String,
    },
    /// A mean by weight.
    WeightedMean {
        /// Of what.
        value: String,
        /// The weight.
        weight: String,
        /// In which rows.
        source: String,
    },
    /// The smallest value.
    Minimum {
        /// Of what.
        value: String,
        /// In which rows.
        source: String,
    },
    /// The largest value.
    Maximum {
        /// Of what.
        value: String,
        /// In which rows.
        source: String,
    },
    /// A balance.
    Balance {
        /// What is added up.
        value: String,
        /// Once for each of what.
        per: String,
        /// Which row of each counts.
        row: Policy,
    },
    /// Rows that meet a condition, over all.
    Share {
        /// Of which source.
        source: String,
        /// The condition.
        of: String,
    },
    /// The same, over those that meet another.
    ShareAmong {
        /// Of which source.
        source: String,
        /// The condition.
        of: String,
        /// The other.
        among: String,
    },
    /// Segments of another measure that meet a condition, over all that have a value.
    ShareOfSegments {
        /// The measure.
        measure: String,
        /// What tells its segments apart.
        by: String,
        /// The condition.
        of: String,
    },
    /// The same, over those that meet another.
    ShareAmongSegments {
        /// The measure.
        measure: String,
        /// What tells its segments apart.
        by: String,
        /// The condition.
        of: String,
        /// The other.
        among: String,
    },
    /// One aggregate over another.
    Ratio {
        /// What is divided.
        numerator: Aggregate,
        /// What it is divided by.
        denominator: Aggregate,
    },
    /// The same of rows that have both.
    RatioPaired {
        /// What is divided.
        numerator: Aggregate,
        /// What it is divided by.
        denominator: Aggregate,
    },
    /// So many times a rate.
    Per {
        /// How many.
        per: f64,
        /// The rate.
        rate: Box<Meaning>,
    },
    /// A formula over other measures.
    OfMeasures {
        /// The formula.
        reading: String,
    },
    /// A figure that people enter.
    Entered,
    /// The same, of several rows of a period.
    EnteredOf {
        /// What is taken of the rows of a period.
        rows: Policy,
    },
    /// A figure that people enter in a source.
    EnteredIn {
        /// The figure.
        value: String,
        /// The source.
        source: String,
    },
    /// The same, of several rows of a period.
    EnteredInOf {
        /// The figure.
        value: String,
        /// The source.
        source: String,
        /// What is taken of the rows of a period.
        rows: Policy,
    },
    /// A rating that people give.
    Judgement {
        /// The best.
        best: f64,
    },
    /// Those who reach a goal over those who began.
    Conversion {
        /// Who.
        entity: String,
        /// What begins.
        from: Step,
        /// What the goal is.
        to: Step,
        /// In what time.
        within: Duration,
    },
    /// Customers who stay.
    Retention {
        /// What active means.
        active: Policy,
    },
    /// Customers who leave.
    Churn {
        /// What active means.
        active: Policy,
    },
    /// Customers whose contracts go on.
    ContractsKept,
    /// Customers whose contracts end.
    ContractsEnded,
    /// Contracts renewed.
    Renewed {
        /// The time of grace.
        grace: Duration,
    },
    /// Contracts not renewed.
    NotRenewed {
        /// The time of grace.
        grace: Duration,
    },
    /// Customers of a snapshot who are not marked as gone.
    SnapshotKept {
        /// The mark.
        condition: String,
    },
    /// Customers of a snapshot who are.
    SnapshotLeft {
        /// The mark.
        condition: String,
    },
    /// A number of active customers.
    Active {
        /// What active means.
        active: Policy,
    },
    /// A number of new customers.
    New {
        /// What new means.
        new: Policy,
    },
    /// A number of customers who came back.
    Reactivated {
        /// What lapsed means.
        lapsed: Policy,
        /// What active means.
        active: Policy,
    },
    /// The share of those who had lapsed.
    Reactivation {
        /// What lapsed means.
        lapsed: Policy,
        /// What active means.
        active: Policy,
    },
    /// Customers of a cohort who are kept.
    Cohort {
        /// What makes a cohort.
        cohort: Policy,
        /// What keeps a customer.
        kept: Policy,
    },
    /// Revenue of the opening's customers, with what grew.
    RevenueNet {
        /// The revenue.
        revenue: String,
        /// What active means.
        active: Policy,
    },
    /// The same without what grew.
    RevenueGross {
        /// The revenue.
        revenue: String,
        /// What active means.
        active: Policy,
        /// Within what growth does not make up for loss.
        netting: Policy,
    },
    /// Revenue over customers.
    RevenuePerCustomer {
        /// The revenue.
        revenue: String,
        /// Which customers.
        base: Policy,
    },
    /// Revenue over orders.
    OrderValue {
        /// The revenue.
        revenue: String,
        /// What tells orders apart.
        order: String,
    },
    /// Orders over customers.
    PurchaseFrequency {
        /// What tells orders apart.
        order: String,
        /// Which customers.
        base: Policy,
    },
    /// What a customer leaves by a margin and a retention.
    LifetimeOfMargin {
        /// The margin of a period.
        margin: String,
        /// The share who stay.
        retention: String,
        /// Percent by which a later period counts less.
        discount: f64,
        /// Percent by which the margin grows.
        growth: f64,
        /// When the first payment comes.
        first: Policy,
    },
    /// The same of so many periods.
    LifetimeOfPeriods {
        /// The margin of a period.
        margin: String,
        /// The share who stay.
        retention: String,
        /// Percent by which a later period counts less.
        discount: f64,
        /// Percent by which the margin grows.
        growth: f64,
        /// When the first payment comes.
        first: Policy,
        /// Which payments count.
        horizon: Policy,
    },
    /// What a customer will spend, by models of purchases.
    LifetimeOfPurchases {
        /// The money.
        revenue: String,
        /// Percent of it that stays.
        margin: f64,
        /// How far ahead.
        ahead: Policy,
    },
    /// Mean or median of the customers' profits.
    Profit {
        /// Which of them.
        statistic: Statistic,
        /// What profit is.
        profit: Policy,
    },
    /// Customers who cost more than they bring.
    Unprofitable {
        /// What profit is.
        profit: Policy,
    },
    /// What those cost.
    Loss {
        /// What profit is.
        profit: Policy,
    },
    /// Promises kept over promises due.
    OnTime {
        /// Of which source.
        source: String,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// The same with a time of grace.
    OnTimeWithGrace {
        /// Of which source.
        source: String,
        /// How late is still in time.
        grace: Duration,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Orders on time and in full.
    OtifOrders {
        /// What on time means.
        on_time: Policy,
        /// What in full means.
        in_full: Policy,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Order lines on time and in full.
    OtifLines {
        /// What on time means.
        on_time: Policy,
        /// What in full means.
        in_full: Policy,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Units on time.
    OtifUnits {
        /// What on time means.
        on_time: Policy,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Time between two dates of cases that ended.
    LeadTime {
        /// What is taken of the times.
        statistic: Statistic,
        /// Where they begin.
        from: String,
        /// Where they end.
        to: String,
        /// How time is counted.
        clock: Policy,
    },
    /// The same with those still open.
    ResolutionTime {
        /// What is taken of the times.
        statistic: Statistic,
        /// Where they begin.
        from: String,
        /// Where they end.
        to: String,
        /// How time is counted.
        clock: Policy,
        /// How open cases count.
        open: Policy,
    },
    /// Tickets that one contact settled.
    FirstContact {
        /// How soon another is a repeat.
        within: Duration,
        /// Of which tickets.
        rate: Policy,
    },
    /// The same of those with a date of resolution within the time.
    FirstContactResolved {
        /// How soon another is a repeat, and how soon it is resolved.
        within: Duration,
        /// The date.
        resolved: String,
        /// Of which tickets.
        rate: Policy,
    },
    /// Cases open at the end.
    Backlog {
        /// When they opened.
        opened: String,
        /// When they closed.
        closed: String,
    },
    /// Returned of what was sold, by the sale.
    ReturnedOfSales {
        /// How long a sale can come back.
        within: Duration,
    },
    /// Returned in the period over sold in it.
    ReturnedInPeriod,
    /// A quantity of defects over rows.
    DefectsByRow {
        /// The quantity.
        defective: String,
        /// Of which source.
        source: String,
    },
    /// A quantity of defects over a quantity inspected.
    DefectsByQuantity {
        /// The quantity.
        defective: String,
        /// The other.
        inspected: String,
    },
    /// Costs of poor quality over orders.
    QualityCostPerOrder {
        /// Which costs.
        costs: Titles,
        /// The orders.
        base: Aggregate,
    },
    /// The same over net sales.
    QualityCostOfSales {
        /// Which costs.
        costs: Titles,
        /// The sales.
        base: Aggregate,
    },
    /// Complaints over what could be complained of.
    Complaints {
        /// The complaints.
        complaints: Aggregate,
        /// What could be complained of.
        exposure: Aggregate,
    },
    /// Calls given up.
    Abandoned {
        /// What becomes of short calls.
        short: Policy,
    },
    /// Calls answered in time.
    InTime {
        /// In what time.
        within: Duration,
        /// What becomes of abandoned calls.
        abandoned: Policy,
        /// What becomes of short calls.
        short: Policy,
    },
    /// The same with those abandoned in time.
    InTimeOrAbandoned {
        /// In what time.
        within: Duration,
        /// What becomes of abandoned calls.
        abandoned: Policy,
        /// What becomes of short calls.
        short: Policy,
    },
    /// Promoters less detractors.
    Nps {
        /// The answer.
        score: String,
        /// The lowest of the scale.
        low: f64,
    },
    /// Answers at the best end.
    Answers {
        /// The answer.
        score: String,
        /// Which.
        best: Title,
        /// The lowest of the scale.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// The mean answer.
    MeanAnswer {
        /// The answer.
        score: String,
        /// The lowest of the scale.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Easy answers less hard ones.
    NetEase {
        /// The answer.
        score: String,
        /// The lowest of the scale.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Answers counted by weight.
    Weighted {
        /// What is counted.
        counted: Box<Meaning>,
        /// The weight.
        weight: String,
    },
    /// Only the last answer of each person.
    LastOf {
        /// What is counted.
        counted: Box<Meaning>,
        /// Whose.
        whose: String,
    },
    /// Invitations answered.
    Responses {
        /// What answered means.
        completed: String,
        /// Which were delivered.
        invited: Policy,
    },
    /// Positive comments less negative ones.
    MoodNet,
    /// Positive comments.
    MoodPositive,
    /// Negative comments.
    MoodNegative,
    /// A share brought nearer to what it would be without a classifier's errors.
    Corrected {
        /// What is counted.
        counted: Box<Meaning>,
        /// How.
        by: Policy,
    },
}

impl Meaning {
    /// A rate, or so many times one.
    pub(super) fn per(per: f64, rate: Meaning) -> Meaning {
        if per == 1.0 { rate } else { Meaning::Per { per, rate: Box::new(rate) } }
    }

    /// The same with the titles of other measures in place of their ids.
    pub fn titled(self, title: &dyn Fn(&str) -> String) -> Meaning {
        match self {
            Meaning::ShareOfSegments { measure, by, of } => {
                Meaning::ShareOfSegments { measure: title(&measure), by, of }
            }
            Meaning::ShareAmongSegments { measure, by, of, among } => {
                Meaning::ShareAmongSegments { measure: title(&measure), by, of, among }
            }
            other => other,
        }
    }
}
