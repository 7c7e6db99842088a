//! What a measure amounts to in words: values, which the room of words turns into sentences.
//!
//! Each kind says its own ([`Kind::meaning`](super::Kind::meaning)). A sentence says what is divided by what, with the names of
//! the definition; it never says more than the kind's formula does.

mod aggregate;
mod answers;
mod customers;
mod delivery;
mod entered;
mod money;
mod quality;
mod rows;
mod service;
mod share;
mod statistic;

use super::policy::Policy;

pub use aggregate::Aggregate;
pub use answers::AnswerMeaning;
pub use customers::{CustomerMeaning, Step};
pub use delivery::{Cancellations, DeliveryMeaning};
pub use entered::EnteredMeaning;
pub use money::MoneyMeaning;
pub use quality::QualityMeaning;
pub use rows::RowsMeaning;
pub use service::ServiceMeaning;
pub use share::ShareMeaning;
pub use statistic::Statistic;

/// What a measure is, as its kind says it.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// What becomes of the values of rows, or of their number.
    Rows(RowsMeaning),
    /// One thing over another.
    Share(ShareMeaning),
    /// A formula over measures, and what people enter.
    Entered(EnteredMeaning),
    /// Customers who come, stay, leave and come back.
    Customers(CustomerMeaning),
    /// What customers bring and cost.
    Money(MoneyMeaning),
    /// Promises of deliveries.
    Delivery(DeliveryMeaning),
    /// Cases, tickets and calls.
    Service(ServiceMeaning),
    /// What went wrong: returns, defects, their costs, complaints.
    Quality(QualityMeaning),
    /// What people answer, and how they write.
    Answers(AnswerMeaning),
    /// What is made of another meaning.
    Compound(CompoundMeaning),
}

/// What is made of another meaning.
#[derive(Debug, Clone, PartialEq)]
pub enum CompoundMeaning {
    /// So many times a rate.
    Per {
        /// How many.
        per: f64,
        /// The rate.
        rate: Box<Meaning>,
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
    pub(super) fn per(per: f64, rate: impl Into<Meaning>) -> Meaning {
        let rate = rate.into();
        if per == 1.0 { rate } else { CompoundMeaning::Per { per, rate: Box::new(rate) }.into() }
    }

    /// The same with the titles of other measures in place of their ids.
    pub fn titled(self, title: &dyn Fn(&str) -> String) -> Meaning {
        match self {
            Meaning::Share(share) => Meaning::Share(share.titled(title)),
            other => other,
        }
    }
}

/// A meaning of a family is a meaning.
macro_rules! families {
    ($( $family:ident($meaning:ident) ),* $(,)?) => {
        $( impl From<$meaning> for Meaning {
            fn from(meaning: $meaning) -> Meaning {
                Meaning::$family(meaning)
            }
        } )*
    };
}

families! {
    Rows(RowsMeaning),
    Share(ShareMeaning),
    Entered(EnteredMeaning),
    Customers(CustomerMeaning),
    Money(MoneyMeaning),
    Delivery(DeliveryMeaning),
    Service(ServiceMeaning),
    Quality(QualityMeaning),
    Answers(AnswerMeaning),
    Compound(CompoundMeaning),
}
