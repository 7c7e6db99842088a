//! The one integration test binary: a module per feature.

mod calendar;
mod charts;
mod definition;
mod gallery;
mod locale;
mod reader;
mod sources;
mod statistics;
mod vectors;
mod workbook;
