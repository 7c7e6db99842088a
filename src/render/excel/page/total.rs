//! Sums of figures and numbers of formulas.

/// Cells side by side and below one another: first and last.
pub(super) type Block = ((u32, u16), (u32, u16));

/// The sum of figures that the engine gave and no formula computes.
#[derive(Debug, Clone)]
pub(in super::super) struct Total {
    pub(in super::super) label: String,
    pub(in super::super) area: String,
    pub(in super::super) sum: f64,
    /// The sum of their sizes, of which the last digits are forgiven.
    pub(in super::super) size: f64,
}

/// The formulas of a sheet.
#[derive(Debug, Clone)]
pub(in super::super) struct Formulas {
    pub(in super::super) label: String,
    pub(in super::super) area: String,
    pub(in super::super) count: usize,
    pub(in super::super) filled: Option<Filled>,
}

/// The cells of a sheet that hold anything: what is typed into an empty one is one more.
#[derive(Debug, Clone)]
pub(in super::super) struct Filled {
    pub(in super::super) area: String,
    pub(in super::super) count: usize,
}
