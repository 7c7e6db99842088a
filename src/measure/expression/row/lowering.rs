//! What lowering an expression works with.

use std::cell::Cell;

use crate::measure::expression::source::{ExpressionError, Source};
use crate::measure::expression::typed::Vocabulary;

pub(in crate::measure::expression) struct Lowering<'a> {
    pub(in crate::measure::expression) vocabulary: &'a Vocabulary,
    pub(in crate::measure::expression) source: &'a Source<'a>,
    pub(super) parts: Cell<usize>,
    pub(super) depth: Cell<usize>,
}

pub(super) type Result<T, E = ExpressionError> = std::result::Result<T, E>;
