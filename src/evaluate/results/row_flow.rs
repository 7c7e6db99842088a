//! What leads from the rows of a source to a figure.

/// Rows of a source on their way to a component of a measure in the reported period: `used = undated + left_out + outside +
/// taken`.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFlowResult {
    /// The measure.
    pub measure: String,
    /// The component.
    pub component: String,
    /// The source of its rows.
    pub source: String,
    /// Rows of the source that count.
    pub used: u64,
    /// Of these, those without the day by which the component takes them.
    pub undated: u64,
    /// Those that its condition leaves out.
    pub left_out: u64,
    /// Those of other days than it looks at.
    pub outside: u64,
    /// Those in the figure.
    pub taken: u64,
    /// What rows add up to, where they do.
    pub amount: Option<RowFlowAmount>,
}

/// What those rows add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFlowAmount {
    /// Of rows of other days.
    pub outside: f64,
    /// In the figure.
    pub taken: f64,
}
