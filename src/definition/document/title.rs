//! Titles, and amounts that are read once their measure is known.

use crate::form::{Form, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// A text, or one for each locale.
pub type Title = Form<Text, Pairs<Text>>;

/// A key that this version of the program reads and refuses.
pub type ReservedKey = Spanned<serde_json::Value>;
