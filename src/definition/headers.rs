//! What is known of a source's files before a row is read.

pub use crate::data::{Column, OpenError};
