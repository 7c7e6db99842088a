//! Measures: what each kind is made of, and nothing of how it is computed or where its rows come from.
//!
//! A kind is read from its keys ([`Kind`]), and [`Kind::plan`] turns it into a [`Plan`]: **components** (plain
//! aggregates over the rows of one source), a **formula** over them, an **interval** and how it **pools** over time.
//! Whatever knows plans (evaluation, live spreadsheet, definitions page, `explain`) knows every kind.

mod cases;
mod counted;
pub mod expression;
pub mod formula;
mod history;
mod interval;
mod kind;
pub mod meaning;
mod moment;
mod plan;
mod policy;
mod pooling;
mod rows;
mod secondary_figure;
mod state;
mod title;
mod unit;

pub use cases::CaseRule;
pub use counted::CountedRows;
pub use expression::{ColumnType, Columns, Typed, Vocabulary};
pub use formula::Formula;
pub use history::{
    Among, CaseSelection, CohortPart, ContractState, HistoryAggregate, LifetimePart, OverTime, REVERSED_ROW,
    Reduction, RevenuePart, TotalsStatistic,
};
pub use interval::{ChangeMethod, IntervalMethod, IntervalName};
pub(crate) use kind::NotADate;
pub use kind::{
    Cancelled, Context, Contract, ENTERED_DAY, ENTERED_VALUE, Entered, FullSide, Judgement, Kind, Manual,
    OverMeasureSegments, PartOf, Share, Side, SourceWords, Text, entered_source, expression_problem,
    unsupported_key,
};
pub use meaning::Meaning;
pub use moment::Moment;
pub(crate) use moment::{Moments, SmallMoments};
pub use plan::{Basis, Component, MOST_KEYS, Part, Plan, PlanIdentity, SegmentsOf};
pub use policy::{Policy, Subject};
pub use pooling::Pooling;
pub use rows::Rows;
pub use secondary_figure::{SecondaryFigure, SecondaryFigureName};
pub use state::State;
pub use title::{Title, Titles};
pub use unit::{Level, Unit};

pub use crate::statistics::direction::Direction;
