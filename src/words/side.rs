//! Entities side by side.

use super::phrase::phrases;

phrases! {
    /// What is said of entities side by side.
    pub enum SideBySide {
        /// Heading of the page, from that of its document.
        Title { title: String } => "side-title",
        /// How many have which status, and how many none.
        Sentence { entities: u64, on: u64, watch: u64, off: u64, without: u64 } => "side-sentence",
        /// Column of ranks.
        Rank => "side-rank",
        /// Column of entities.
        Entity => "side-entity",
        /// What the table holds, for those who do not see it.
        Summary => "side-summary",
        /// How ranks beside figures are meant.
        Ranks => "side-ranks",
        /// Who is left out for too few rows.
        Few { entities: String } => "side-few",
    }
}
