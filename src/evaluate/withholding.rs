//! What is withheld of the scorecard reported on: its totals, where it is one of several entities, and rows of its segment tables.

use std::collections::BTreeSet;

use super::observer::{Observation, Observer};
use super::privacy::{WithheldCells, WithheldEntities, cases};
use super::results::Absence;
use crate::engine::{Cut, SegmentKey, Window};
use crate::model::{Axis, Measure};

impl Observer<'_> {
    /// Withholds an observation of too few cases.
    pub(super) fn withhold(&self, observation: &mut Observation) {
        let Some(privacy) = self.scorecard.privacy else { return };
        observation.hide();
        observation.doubt = None;
        observation.value = Err(Absence::Private { smallest: privacy.smallest });
    }

    /// Whether the entity reported on has too few cases of a measure, or is kept back for another.
    pub(super) fn is_withheld(&self, measure: &Measure, window: &Window) -> bool {
        let Some((entities, entity)) = self.entities.zip(self.scorecard.entity_id.as_ref()) else {
            return false;
        };
        let WithheldEntities { withheld, whole } = entities;
        !self.is_exempt(measure) && withheld.totals(self.scorecard, whole, measure, window).contains(entity)
    }

    /// Whether a measure is the same for all entities, or tells of no cases because people entered it.
    fn is_exempt(&self, measure: &Measure) -> bool {
        measure.entries.is_some() || self.scorecard.is_company_wide(measure)
    }

    /// Which rows of a segment table are withheld, each the rows of some segments.
    pub(crate) fn withheld(
        &self,
        measure: &Measure,
        axis: &Axis,
        window: &Window,
        rows: &[BTreeSet<SegmentKey>],
    ) -> Vec<bool> {
        let privacy = self.scorecard.privacy.filter(|_| measure.entries.is_none());
        let Some(privacy) = privacy else { return vec![false; rows.len()] };
        if self.is_withheld(measure, window) {
            return vec![true; rows.len()];
        }
        let alone = WithheldCells::of_whole(privacy.smallest);
        let own = WithheldEntities { withheld: &alone, whole: self.facts };
        let WithheldEntities { withheld, whole } = self.entities.unwrap_or(own);
        let cells = withheld.cells(self.scorecard, whole, measure, window);
        // What is the same for all entities is withheld as that of the whole.
        let entity = self.scorecard.entity_id.as_deref().filter(|_| !self.is_exempt(measure)).unwrap_or("");
        let hidden = cells.get(entity).and_then(|tables| tables.get(&axis.id));
        let is_withheld = |keys: &BTreeSet<SegmentKey>| {
            let inside = hidden.map_or(0, |hidden| hidden.intersection(keys).count());
            if keys.len() == 1 {
                return inside > 0;
            }
            // Rows pooled tell the sum of those withheld among them. Where these are all there are, the total tells it too.
            let is_told = inside == 0 || hidden.is_some_and(|hidden| hidden.len() == inside);
            let together = cases(self.scorecard, self.facts, measure, Cut::Segments(axis, keys), window);
            let is_small = |cases: f64| cases > 0.0 && cases < f64::from(privacy.smallest);
            !is_told || together.is_none_or(is_small)
        };
        rows.iter().map(is_withheld).collect()
    }
}
