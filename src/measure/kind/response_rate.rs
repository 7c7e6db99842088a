//! `response_rate`: who answers.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text, count_where};
use crate::measure::meaning::AnswerMeaning;
use crate::measure::{Direction, Meaning, Plan, Policy, Subject, Title, Unit};

/// Share of the invitations delivered that were answered; rows are invitations, placed by the day they were sent.
///
/// `response rate = |completed ∧ delivered| ÷ |delivered|`, delivered = sent and not bounced
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: nothing delivered → no data; fewer than `min_n` → withheld.
/// - Source: AAPOR, *Standard Definitions*, close to response rate 1; interval by Wilson (1927), which knows nothing of
///   those who do not answer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseRate {
    /// Invitations that were answered to the end.
    pub completed: Text,
    /// Invitations that never arrived; none when absent.
    #[serde(default)]
    pub bounced: Option<Text>,
}

impl ResponseRate {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let completed = context.condition(&self.completed);
        let bounced = if_written(self.bounced.as_ref(), |text| context.condition(text));
        let rows = context.rows_by_time()?;
        let (completed, bounced) = (completed?, bounced?);
        let arrived = bounced.map(|bounced| bounced.is_not_true());
        let delivered = count_where("delivered", Title::InvitationsDelivered, &rows, arrived);
        let completed =
            count_where("completed", Title::InvitationsAnswered, &delivered.rows, Some(completed));
        let plan = Plan::proportion("completed", "delivered", vec![completed, delivered], Unit::Percent);
        let invited = if self.bounced.is_some() { Policy::InvitedNotBounced } else { Policy::InvitedAll };
        Some(Plan {
            direction: Some(Direction::Maximise),
            min_n: 30,
            survey: true,
            policies: vec![invited],
            ..plan
        })
    }
}

impl KindDescription for ResponseRate {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("completed", &self.completed);
        keys.optional("bounced", self.bounced.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let invited = input.policy(Subject::Invitations)?;
        Some(AnswerMeaning::Responses { completed: self.completed.value.clone(), invited }.into())
    }
}
