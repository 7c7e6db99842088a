//! The entities of a run side by side.

use super::entities::{Burst, in_parallel};
use crate::evaluate::overview::{EntityLine, Overview};
use crate::model::Scorecard;

impl Burst {
    /// The entities that rows belong to, side by side; `None` where no report compares them.
    pub fn overview(&self, scorecard: &Scorecard) -> Option<Overview> {
        if !scorecard.reports.iter().any(|report| report.compares) {
            return None;
        }
        let ids: Vec<&str> = self.tree.level(0).collect();
        let line = |_, id: &&str| {
            let own = self.entity(scorecard, id)?;
            let title = self.tree.title(id);
            own.is_reported().then(|| EntityLine::new(id, title, &own.results))
        };
        let lines = in_parallel(&ids, &line);
        let few = ids.iter().zip(&lines).filter(|(_, line)| line.is_none());
        let few = few.map(|(id, _)| self.tree.title(id).to_owned()).collect();
        Some(Overview::new(lines.into_iter().flatten().collect(), few))
    }
}
