//! The one integration test binary: a module per feature.

mod binary;
mod calendar;
mod changes;
mod charts;
mod commands;
mod definition;
mod docs;
mod examples;
mod gallery;
mod killed;
mod kinds;
mod locale;
mod outcomes;
mod pdf;
mod reader;
mod reference;
mod rooms;
mod rules;
mod sentiment;
mod series;
mod sources;
mod statistics;
mod support;
mod surveys;
mod vectors;
mod workbook;
