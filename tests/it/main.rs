//! The one integration test binary: a module per feature.

mod calendar;
mod charts;
mod definition;
mod gallery;
mod kinds;
mod locale;
mod reader;
mod rules;
mod sources;
mod statistics;
mod support;
mod vectors;
mod workbook;
