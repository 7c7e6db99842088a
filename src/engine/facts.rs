//! Facts: what the components amount to in any window, in total or in a segment.

mod clusters;
mod histories;
mod memo;
mod row_flow;
mod states;
mod store;
mod store_index;
mod values;

pub use self::store::Facts;
