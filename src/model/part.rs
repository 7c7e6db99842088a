//! A scorecard as one of its entities sees it.

use super::{Change, Measure, Scorecard, Target, TargetPlan, Tree};
use crate::measure::Policy;

impl Scorecard {
    /// Whether a measure has rows that belong to no entity, and so is the same for all of them (R40).
    pub fn is_company_wide(&self, measure: &Measure) -> bool {
        let without = |id: &str| self.source(id).is_none_or(|source| source.entity.is_none());
        if measure.plan.components.is_empty() {
            let names = measure.plan.formula.names();
            return names.iter().filter_map(|id| self.measure(id)).any(|other| self.is_company_wide(other));
        }
        measure.plan.queried_components().iter().any(|component| without(&component.rows.source))
    }

    /// The scorecard as one entity sees it: its name, targets, weights, people asked, comments, actions and events.
    pub fn for_entity(&self, entity: &str, tree: &Tree) -> Scorecard {
        let is_own = |ids: &[String]| {
            let within = |id: &String| id == entity || tree.ancestors(entity).contains(id);
            ids.is_empty() || ids.iter().any(within)
        };
        let comments = self.comments.iter().filter(|comment| comment.entity.as_deref() == Some(entity));
        Scorecard {
            entity: format!("{}, {}", self.entity, tree.title(entity)),
            entity_id: Some(entity.to_owned()),
            measures: self.measures.iter().map(|measure| self.measure_of(measure, entity, tree)).collect(),
            comments: comments.cloned().collect(),
            // A ledger is the whole's, as notes say nothing but of the whole.
            controls: Vec::new(),
            decisions: Vec::new(),
            approvals: Vec::new(),
            initiatives: self.initiatives.iter().filter(|i| is_own(&i.entities)).cloned().collect(),
            events: self.events.iter().filter(|event| is_own(&event.entities)).cloned().collect(),
            ..self.clone()
        }
    }

    fn measure_of(&self, measure: &Measure, entity: &str, tree: &Tree) -> Measure {
        let mut own = measure.clone();
        if self.is_company_wide(measure) {
            own.plan.policies.push(Policy::CompanyWideRows { entity: self.entity.clone() });
            if !measure.company_wide_scores {
                own.weight = 0.0;
            }
            return own;
        }
        if let Some(entries) = &mut own.entries {
            let members = tree.members(entity);
            entries.retain(|entry| entry.entity.as_deref().is_some_and(|own| members.contains(own)));
        }
        if !own.plan.people.is_empty() {
            own.plan.people_of(&tree.members(entity));
        }
        let mut nearest = std::iter::once(entity).chain(tree.ancestors(entity).iter().map(String::as_str));
        if let Some(found) = nearest.find_map(|id| {
            let given = measure.entity_targets.get(id)?;
            // What is planned for a zone is not planned for each of its branches.
            (id == entity || self.holds_for_parts(measure, &given.target)).then_some(given)
        }) {
            own.target = Some(found.target.clone());
            (own.scoring, own.judgement) = (found.scoring.clone(), found.judgement);
            own.direction = found.direction;
        } else if !measure.target.as_ref().is_some_and(|target| self.holds_for_parts(measure, target)) {
            own.target = (!measure.entity_targets.is_empty()).then(Target::missing);
        }
        own
    }

    /// Whether a target of a whole is also one of its parts: a rate is, an amount is not, unless it says by how much
    /// last year's is to change.
    fn holds_for_parts(&self, measure: &Measure, target: &Target) -> bool {
        match &target.plan {
            TargetPlan::PreviousYear(Change::Relative(_)) => true,
            _ => self.size(measure) != Some(1),
        }
    }

    /// How a measure grows with the rows it is taken of: 1 of an amount and of what a formula makes of amounts alone, such as
    /// revenue less cost; 0 of a rate; none of what does neither.
    fn size(&self, measure: &Measure) -> Option<i32> {
        match measure.is_over_measures() {
            true => measure.plan.formula.degree(&|name| self.size(self.measure(name)?)),
            false => Some(i32::from(measure.plan.is_amount())),
        }
    }
}
