//! Facts: what the components amount to in any window, in total or in a segment.

mod clusters;
mod memo;
mod places;
mod reached;
mod states;
mod store;
mod told;
mod values;

pub use self::store::Facts;
