//! What was decided, and who answers for the report.

use crate::calendar::Period;
use crate::model::{Approval, Decision};
use crate::words::ExceptionText;

use super::Composer;
use super::sections::shortened;
use super::view::DecisionView;

/// Characters of a decision, and of a name, in a row that stays on one page.
const WRITTEN: usize = 600;
const NAMED: usize = 160;

impl Composer<'_> {
    /// What was decided in the reported period, and what was decided before and is not due earlier.
    pub(super) fn decisions(&self) -> Vec<DecisionView> {
        let period = &self.results.run.period;
        let is_open = |decision: &&Decision| {
            let is_past = decision.period.last <= period.last;
            let is_due = decision.due.is_some_and(|due| due >= period.first);
            self.is_reported(&decision.period) || (is_past && is_due)
        };
        let mut open: Vec<&Decision> = self.scorecard.decisions.iter().filter(is_open).collect();
        open.sort_by_key(|decision| std::cmp::Reverse(decision.period.last));
        let locale = self.words.locale();
        let view = |decision: &&Decision| DecisionView {
            text: shortened(&decision.text, WRITTEN),
            by: shortened(decision.by.as_deref().unwrap_or_default(), NAMED),
            due: decision.due.map_or(String::new(), |due| locale.date(due)),
            period: locale.period(&self.scorecard.calendar, &decision.period),
        };
        open.iter().map(view).collect()
    }

    /// Who prepared, reviewed and approved a report of the period, each as `label`, `text`: what names no report is said of all;
    /// of no report in particular, all that was said of the period.
    pub(super) fn approvals(&self, report: Option<&str>) -> Vec<(String, String)> {
        let is_of_it = |approval: &&Approval| {
            let own = approval.report.as_deref();
            own.zip(report).is_none_or(|(own, report)| own == report)
        };
        let of_period = self.scorecard.approvals.iter().filter(|a| self.is_reported(&a.period));
        let own = of_period.filter(is_of_it);
        let fact = |approval: &Approval| {
            let (by, dated) = (approval.by.clone(), approval.date.is_some());
            let text = ExceptionText::Approval { by, dated, date: approval.date };
            (self.say(&approval.role), self.say(&text))
        };
        own.map(fact).collect()
    }

    fn is_reported(&self, period: &Period) -> bool {
        let reported = &self.results.run.period;
        (period.first, period.last) == (reported.first, reported.last)
    }
}
