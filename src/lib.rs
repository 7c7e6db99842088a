//! mando: Balanced Scorecards written in YAML, evaluated against customer data, set as PDF, workbook and JSON.
//!
//! The pipeline, each step a plain function from one value to the next:
//!
//! | step | gives |
//! |---|---|
//! | [`definition::open`] | [`definition::Draft`]: the files of a project as read, with every problem found |
//! | [`run::resolve`] | [`model::Scorecard`]: ids resolved against the sources' columns ([`data::columns`]) |
//! | [`data::load`] | [`data::Data`]: one table per source, nothing dropped without being counted |
//! | [`engine::compute`] | [`engine::Facts`]: what every component amounts to in any window |
//! | [`evaluate::evaluate`] | [`evaluate::Results`]: values, targets, scores, statuses, roll-ups |
//! | [`report::strategic`], [`report::operational`], [`report::workings()`] | what is said, in the reader's [`words`] |
//! | [`report::pages::document`] | pages of blocks, the same for every format |
//! | [`render::render()`] | files, by the table of [`render::OUTPUTS`] |

pub mod calendar;
pub mod data;
pub mod definition;
pub mod disk;
pub mod editor;
pub mod engine;
pub mod evaluate;
pub mod form;
pub mod import;
pub mod locale;
pub mod measure;
pub mod model;
pub mod output;
pub mod problem;
pub mod profile;
pub mod render;
pub mod report;
pub mod run;
pub mod scaffold;
pub mod sentiment;
pub mod statistics;
pub mod words;
