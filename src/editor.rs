//! What an editor asks of a project that is being written: what stands at a place, what can stand there, where a name is defined
//! and where it is used. Plain functions over a [`Draft`](crate::definition::Draft) and a place in one of its files.

mod choices;
mod columns;
mod complete;
mod cursor;
mod describe;
mod fix;
mod layout;
mod names;
mod place;
mod proposal;
mod role;
mod symbols;
mod title;

pub use columns::Headers;
pub use complete::complete;
pub use describe::{FigureLines, describe};
pub use fix::{TextReplacement, fix};
pub use layout::formatting_edits;
pub use names::{NamedItem, NotRenamed, defined, named_at, occurrences, renamed};
pub use proposal::{Proposal, ProposalKind};
pub use role::Sort;
pub use symbols::{Symbol, symbols};
