//! What reports tell beside the results of a run.

use crate::engine::CaseLists;
use crate::evaluate::overview::Overview;
use crate::evaluate::restatement::Restatement;

/// What a report tells beside the results.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportExtras<'a> {
    /// The cases behind figures, where they were looked for.
    pub cases: Option<&'a CaseLists>,
    /// What an earlier run said otherwise, where one is compared.
    pub restated: Option<&'a Restatement>,
    /// The entities side by side, where a report compares them.
    pub overview: Option<&'a Overview>,
}
