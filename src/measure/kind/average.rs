//! `average`: the mean.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text, count_where, number_expr, sum_of, when};
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::row::float;
use crate::measure::meaning::{RowsMeaning, Statistic};
use crate::measure::{
    Basis, Component, Formula, IntervalMethod, Meaning, Plan, Pooling, Rows, Title, Typed, Unit,
};

/// Mean of a column or expression over the rows where it is present.
///
/// `average = Σ value ÷ n`, weighted `Σ w·value ÷ Σ w`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: currency for a money column, else number.
/// - Absent: no value in the period → no data; fewer than `min_n` → insufficient data.
/// - Source: interval by Student's t; none when weighted.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct Average {
    /// Column or expression to average.
    pub value: Text,
    /// Column of weights.
    #[serde(default)]
    pub weight: Option<Text>,
}

impl Average {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let value = context.quantity_to_add(&self.value);
        let weight = if_written(self.weight.as_ref(), |text| context.number(text));
        let rows = context.rows_by_time()?;
        let ((value, length), weight) = (value?, weight?);
        let unit = context.unit_of(&value);
        Some(match weight {
            None => mean(&rows, (&value, length), Title::written(&self.value.value), unit),
            Some(weight) => weighted(&rows, (&value, length), &weight, &self.value.value, unit),
        })
    }
}

impl KindDescription for Average {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
        keys.optional("weight", self.weight.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (value, source) = (self.value.value.clone(), input.source()?);
        let meaning = match &self.weight {
            None => RowsMeaning::Of { statistic: Statistic::Mean, value, source },
            Some(weight) => RowsMeaning::WeightedMean { value, weight: weight.value.clone(), source },
        };
        Some(meaning.into())
    }
}

/// Mean with Student's interval over components `n sum squares`, of values that come to the measure's unit divided by a length.
pub(super) fn mean(rows: &Rows, (value, length): (&Typed, f64), title: Title, unit: Unit) -> Plan {
    let x = float(value.expr.clone());
    let square = number_expr(x.clone() * x);
    let components = vec![
        sum_of("sum", Title::SumOf { of: Box::new(title.clone()) }.in_seconds(length), rows, value),
        count_where("n", Title::Values, rows, Some(value.expr.clone().is_not_null())),
        Component {
            basis: Basis::Squares(exact(&square)),
            ..sum_of("squares", Title::SumOfSquaresOf { of: Box::new(title) }, rows, &square)
        },
    ];
    let interval = IntervalMethod::Mean {
        n: Formula::name("n"),
        sum: Formula::name("sum").in_units_of(length),
        squares: Formula::name("squares").in_units_of(length * length),
    };
    Plan {
        length,
        sample: Some(Formula::name("n")),
        pooling: Pooling::Pool,
        min_n: 10,
        ..Plan::new(
            Formula::name("sum").over(Formula::name("n")).in_units_of(length),
            components,
            unit,
            interval,
        )
    }
}

fn weighted(rows: &Rows, (value, length): (&Typed, f64), weight: &Typed, text: &str, unit: Unit) -> Plan {
    let product: Expr = float(value.expr.clone()) * float(weight.expr.clone());
    // A value without a weight is in no sum, and no case.
    let is_counted = value.expr.clone().is_not_null().and(weight.expr.clone().is_not_null());
    let weight = Typed {
        column: None,
        ..number_expr(when(value.expr.clone().is_not_null(), float(weight.expr.clone())))
    };
    let components: Vec<Component> = vec![
        sum_of(
            "weighted",
            Title::SumOfWeighted { of: text.to_owned() }.in_seconds(length),
            rows,
            &number_expr(product),
        ),
        sum_of("weights", Title::SumOfWeights, rows, &weight),
        count_where("n", Title::Values, rows, Some(is_counted)),
    ];
    Plan {
        length,
        sample: Some(Formula::name("n")),
        pooling: Pooling::Pool,
        min_n: 10,
        ..Plan::new(
            Formula::name("weighted").over(Formula::name("weights")).in_units_of(length),
            components,
            unit,
            IntervalMethod::None,
        )
    }
}
