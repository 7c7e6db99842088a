//! Amounts in several currencies, which no sum adds up, and in one that nobody names.

use crate::measure::expression::{column_name, text_value};
use crate::profile::currency_column;

use super::candidate::{Facts, Key, flow};

/// What is said of amounts of money of which the files name no currency, or several.
pub(super) const NO_CURRENCY: &str = "; it is not known to be in the one currency of the report: where it is, write `currency` above, and `unit: currency` here";

/// The key by which money without a currency is a plain number.
pub(super) fn plain_number() -> Key {
    ("unit", "number".to_owned())
}

/// The commonest of the currencies of some rows.
pub(super) struct OneCurrency {
    /// The condition of its rows.
    pub(super) condition: String,
    code: String,
}

impl OneCurrency {
    /// The currency whose amounts are added up; `None` where there are not several.
    pub(super) fn commonest(facts: &Facts) -> Option<OneCurrency> {
        let column = currency_column(&facts.columns).filter(|column| column.different > 1)?;
        let code = column.values.first()?.value.clone();
        let condition = format!("{} = {}", column_name(&column.name), text_value(&code));
        Some(OneCurrency { condition, code })
    }

    /// The key that leaves the others out.
    pub(super) fn key(&self) -> Key {
        ("where", flow(&self.condition))
    }

    /// Why a measure is there, and what it leaves out where there is one of several currencies.
    pub(super) fn told(one: Option<&OneCurrency>, why: String) -> String {
        let Some(OneCurrency { code, .. }) = one else { return why };
        format!("{why}; there are amounts in other currencies than {code}, which are left out")
    }
}
