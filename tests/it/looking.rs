//! Files looked at, and first scorecards drafted from them.

mod arithmetic;
mod documented;
mod drafts;
mod field;
mod guesses;
mod lists;
mod pages;
mod revisions;
mod shapes;
mod trades;
