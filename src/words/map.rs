//! The strategy map.

use super::phrase::phrases;

phrases! {
    /// What is said of a strategy map.
    pub enum MapText {
        /// Heading of its page.
        Title => "map-title",
        /// Before the mission.
        Mission => "map-mission",
        /// Before the vision.
        Vision => "map-vision",
        /// How its arrows are read, where none is dashed and none thin.
        Key => "map-key",
        /// What a time on an arrow is.
        KeyLag => "map-key-lag",
        /// What a dashed arrow is.
        KeyOpposite => "map-key-opposite",
        /// What a thin arrow is.
        KeyMeasures => "map-key-measures",
        /// For those who do not see it: how many objectives there are.
        Alt { objectives: u64, perspectives: u64 } => "map-alt",
        /// A chain of objectives, each of which drives the next.
        AltChain { steps: String } => "map-alt-chain",
        /// Where a chain starts.
        AltStart { title: String, status: String, score: String } => "map-alt-start",
        /// What the one before drives.
        AltStep { title: String, status: String, score: String, opposite: bool, lagged: bool, lag: String } => "map-alt-step",
        /// An objective that neither drives another nor is driven.
        AltAlone { steps: String } => "map-alt-alone",
    }
}
