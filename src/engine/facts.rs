//! Facts: what the components amount to in any window, in total or in a segment.

mod clusters;
mod histories;
mod memo;
mod places;
mod row_flow;
mod states;
mod store;
mod values;

pub use self::store::Facts;
