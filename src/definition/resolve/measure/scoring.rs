//! How a score and a status are taken: as written, if the target has what that needs.

use super::super::literal::Difference;
use super::super::target::TargetContext;
use super::MeasureResolver;
use super::causes::{FloorForbidsOffTarget, ScoringNeeds, ToleranceNegative};
use crate::definition::document::measure::ScoringWord;
use crate::form::Form;
use crate::measure::expression::formulas;
use crate::measure::{Direction, Text, expression_problem};
use crate::model::{Baseline, Edges, Judgement, Scoring, Target, TargetPlan};
use crate::problem::{MissingKey, Problem, Span, Spanned};

impl MeasureResolver<'_> {
    /// How the score is taken: as written, else as the target's form and baseline say (R24 to R26).
    pub(super) fn scoring(&self, target: Option<&Target>, direction: Option<Direction>) -> Scoring {
        let own = match &self.keys.scoring {
            None => None,
            Some(Spanned { value: Form::Short(word), span }) => Some((*word, *span)),
            Some(Spanned { value: Form::Full(own), .. }) => return self.own(&own.formula, target),
        };
        let Some(target) = target else {
            if let Some((word, span)) = own.filter(|_| self.keys.target.is_none()) {
                self.needs(scoring_word(word), "target", span);
            }
            return Scoring::Attainment;
        };
        let usual = match &target.plan {
            TargetPlan::Band { .. } => Scoring::Band,
            TargetPlan::GoalRedFlag { .. } => Scoring::GoalRedFlag,
            plan => match &target.baseline {
                // A target that is met at its baseline is one to hold (R25).
                Some(Baseline::Written(values)) if is_met(values, plan) => Scoring::Attainment,
                Some(_) => Scoring::Distance,
                None => Scoring::Attainment,
            },
        };
        match own {
            None => usual,
            Some((word, span)) => self.chosen(word, span, &usual, target, direction).unwrap_or(usual),
        }
    }

    /// A score by a formula of its own, if the target has what it names.
    fn own(&self, text: &Text, target: Option<&Target>) -> Scoring {
        const KEY: &str = "{ formula }";
        let formula = match formulas::score(&text.value, &Scoring::NAMES) {
            Ok(formula) => formula,
            Err(error) => {
                self.r.report(expression_problem(text, error));
                return Scoring::Attainment;
            }
        };
        let scoring = Scoring::Formula(formula);
        let Some(target) = target else {
            if self.keys.target.is_none() {
                self.needs(KEY, "target", text.span);
            }
            return scoring;
        };
        match &target.plan {
            TargetPlan::Band { .. } => self.r.exclusive("band", "scoring: { formula }", text.span),
            TargetPlan::GoalRedFlag { .. } => self.r.exclusive("goal", "scoring: { formula }", text.span),
            _ if scoring.needs_baseline() && target.baseline.is_none() => {
                self.needs(KEY, "baseline", text.span);
            }
            _ => {}
        }
        scoring
    }

    /// A scoring that is written, if the target has what it needs.
    fn chosen(
        &self,
        word: ScoringWord,
        span: Span,
        usual: &Scoring,
        target: &Target,
        direction: Option<Direction>,
    ) -> Option<Scoring> {
        let form = match usual {
            Scoring::Band => Some("band"),
            Scoring::GoalRedFlag => Some("goal"),
            _ => None,
        };
        let refuse = |key: &str| {
            self.needs(scoring_word(word), key, span);
            None
        };
        match (word, form) {
            (ScoringWord::Band, Some("band")) => Some(Scoring::Band),
            (ScoringWord::GoalRedFlag, Some("goal")) => Some(Scoring::GoalRedFlag),
            (ScoringWord::Band, None) => refuse("band"),
            (ScoringWord::GoalRedFlag, None) => refuse("goal"),
            (_, Some(form)) => {
                self.r.exclusive(form, &format!("scoring: {}", scoring_word(word)), span);
                None
            }
            (ScoringWord::Distance, None) if target.baseline.is_none() => refuse("baseline"),
            (ScoringWord::Distance, None) => Some(Scoring::Distance),
            (ScoringWord::Attainment, None) => Some(Scoring::Attainment),
            (ScoringWord::AttainmentInverse, None) if direction == Some(Direction::Maximise) => {
                refuse("direction: minimise")
            }
            (ScoringWord::AttainmentInverse, None) => Some(Scoring::AttainmentInverse),
            (ScoringWord::Met, None) => Some(Scoring::Met),
        }
    }

    /// Tells of a floor under which no score falls to off target.
    pub(super) fn floor(&self, judgement: Judgement, target: Option<&Target>) {
        let (Some(floor), Some(target)) = (self.keys.floor, target) else { return };
        let watch = match (judgement, &target.plan) {
            (Judgement::Edges(edges), _) => edges.watch,
            // Their statuses come from the value and not from the score.
            (Judgement::Usual(_), TargetPlan::GoalRedFlag { .. }) => return,
            (Judgement::Usual(edges), _) => edges.watch,
            (Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_), _) => return,
        };
        if floor.value >= watch {
            let cause = FloorForbidsOffTarget { floor: floor.value, watch };
            self.r.report(Problem::new(cause).at(floor.span));
        }
    }

    fn needs(&self, word: &str, key: &str, span: Span) {
        let add = if key.contains(':') { format!("write `{key}`") } else { format!("add `{key}: …`") };
        self.r.report(
            Problem::new(ScoringNeeds { scoring: word.to_string(), key: key.to_string(), add }).at(span),
        );
    }

    pub(super) fn judgement(
        &self,
        scorecard: Edges,
        target: Option<&Target>,
        aim: Option<&TargetContext<'_>>,
    ) -> Judgement {
        let (keys, r) = (self.keys, self.r);
        let edges = match &keys.status {
            Some(written) => Judgement::Edges(r.edges(Some(written), scorecard)),
            None => Judgement::Usual(scorecard),
        };
        let Some(text) = &keys.tolerance else { return edges };
        if keys.status.is_some() {
            r.exclusive("status", "tolerance", text.span);
            return edges;
        }
        let form = target.and_then(|target| match target.plan {
            TargetPlan::Band { .. } => Some("band"),
            TargetPlan::GoalRedFlag { .. } => Some("goal"),
            _ => None,
        });
        if let Some(form) = form {
            r.exclusive(form, "tolerance", text.span);
            return edges;
        }
        if target.is_none() && keys.target.is_none() {
            let problem = Problem::new(MissingKey::new("tolerance", "target")).at(text.span);
            r.report(problem.help("add `target: …`, or take `tolerance` out"));
            return edges;
        }
        match aim.and_then(|aim| aim.ruler.tolerance(text)) {
            Some(Difference::Absolute(width)) if width >= 0.0 => Judgement::Tolerance(width),
            Some(Difference::Relative(share)) if share >= 0.0 => Judgement::ToleranceOfTarget(share),
            Some(_) => {
                self.r.report(Problem::new(ToleranceNegative { text: text.value.clone() }).at(text.span));
                edges
            }
            None => edges,
        }
    }
}

/// Whether the written baseline equals the value aimed at.
fn is_met(values: &[(Option<chrono::NaiveDate>, f64)], plan: &TargetPlan) -> bool {
    let aimed = match plan {
        TargetPlan::Constant(value) => Some(*value),
        TargetPlan::Dated { points, .. } => points.last().map(|(_, value)| *value),
        _ => None,
    };
    values.last().is_some_and(|(_, value)| Some(*value) == aimed)
}

fn scoring_word(word: ScoringWord) -> &'static str {
    match word {
        ScoringWord::Distance => "distance",
        ScoringWord::Attainment => "attainment",
        ScoringWord::AttainmentInverse => "attainment_inverse",
        ScoringWord::Met => "met",
        ScoringWord::Band => "band",
        ScoringWord::GoalRedFlag => "goal_red_flag",
    }
}
