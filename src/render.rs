//! Reports to files: PDF, workbook, JSON.

pub mod chart;
pub mod excel;
pub mod json;
pub mod pdf;
