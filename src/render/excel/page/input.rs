//! Cells that a person may change.

/// A cell that a person may change, with what the report was written with.
#[derive(Debug, Clone)]
pub(in crate::render::excel) struct Input {
    pub(in crate::render::excel) label: String,
    pub(in crate::render::excel) cell: String,
    pub(in crate::render::excel) original: Original,
    pub(in crate::render::excel) format: String,
}

/// What an input was written with.
#[derive(Debug, Clone)]
pub(in crate::render::excel) enum Original {
    Number(Option<f64>),
    Word(String),
}
