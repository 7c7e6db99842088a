//! How rows belong to entities (R40).

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use datafusion::prelude::Expr;

use super::requests::{AggregateRequests, nothing};
use crate::data::{LEFT_ROW, SHARE};
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::row::{column, float};
use crate::measure::expression::{columns_of, names};
use crate::measure::{ColumnType, Reduction, Typed};
use crate::model::{Scorecard, Tree, varying_columns};

/// What is asked of a source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceQuestions<'a> {
    pub(crate) requests: &'a AggregateRequests,
    /// The levels of entities for which all of it is asked as well.
    pub(crate) entities: &'a EntityLevels,
    /// The day at whose end it is asked.
    pub(crate) as_of: NaiveDate,
}

/// How the rows of a source belong to entities.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntityLevels {
    /// The entity of a row on each level, the rows' own first; none where the source knows no entity.
    pub(crate) levels: Vec<Expr>,
    /// How rows are repeated, where they are.
    pub(crate) repeats: Option<Repeats>,
}

/// How a source's rows are repeated by joins.
#[derive(Debug, Clone)]
pub(crate) struct Repeats {
    /// Which row of the left side a row comes from.
    pub(crate) row: Expr,
    /// Columns that may differ between the repeats of a row.
    varying: BTreeSet<String>,
    /// What part of a row's amounts each of its repeats brings to its entity; `None` where it brings them whole.
    share: Option<Expr>,
}

impl Repeats {
    /// What is asked for entities: the same, but of what counts once each repeat brings its part, where amounts are split.
    pub(crate) fn split(&self, requests: &AggregateRequests) -> AggregateRequests {
        let Some(share) = &self.share else { return requests.clone() };
        let exactly = |expr| exact(&Typed::computed(expr, ColumnType::Number));
        let part = |value: &Expr| exactly(float(value.clone()) * share.clone());
        let mut split = requests.clone();
        for column in split.additive.iter_mut().flat_map(|(_, columns)| columns) {
            column.value = match column.value.take() {
                None => Some(exactly(share.clone())),
                Some(value) if self.add_once(Some(&value)) => Some(part(&value)),
                // What differs between repeats is each one's own already.
                own => own,
            };
        }
        for kept in split.gathered.iter_mut().flat_map(|gathered| &mut gathered.kept) {
            if let Reduction::Sum(value) = kept
                && *value != nothing()
                && self.add_once(Some(value))
            {
                *value = part(value);
            }
        }
        split
    }

    /// Whether an amount, or where there is none the row itself, counts once however often the row is repeated.
    pub(crate) fn add_once(&self, value: Option<&Expr>) -> bool {
        value.is_none_or(|value| !columns_of(value).iter().any(|name| self.varying.contains(name)))
    }

    /// Whether what is kept of rows by their keys is a sum that takes each row once.
    pub(crate) fn counts_once(&self, kept: &[Reduction]) -> bool {
        kept.iter().any(|kept| match kept {
            Reduction::Sum(value) => *value != nothing() && self.add_once(Some(value)),
            Reduction::Last { .. } => false,
        })
    }
}

/// The entity of a source's rows on each height of the tree; none where the source knows no entity.
pub(super) fn levels(scorecard: &Scorecard, id: &str, tree: &Tree) -> EntityLevels {
    let source = scorecard.source(id);
    let varying =
        source.map(|source| varying_columns(source, &|id| scorecard.source(id))).unwrap_or_default();
    let share = source.and_then(|source| source.allocate.as_ref()).map(|_| column(SHARE));
    let repeats = (!varying.is_empty()).then(|| Repeats {
        row: column(LEFT_ROW),
        varying: varying.into_iter().chain(share.as_ref().map(|_| SHARE.to_owned())).collect(),
        share,
    });
    let Some(entity) = source.and_then(|source| source.entity.as_ref()) else {
        return EntityLevels { levels: Vec::new(), repeats };
    };
    let own = column(entity);
    if tree.is_of_rows() {
        return EntityLevels { levels: vec![own], repeats };
    }
    let level = |(height, names)| {
        let function = EntityAt { height, names: Arc::new(names), signature: signature() };
        ScalarUDF::from(function).call(vec![own.clone()])
    };
    EntityLevels { levels: tree.by_height().into_iter().enumerate().map(level).collect(), repeats }
}

fn signature() -> Signature {
    Signature::any(1, Volatility::Immutable)
}

/// The entity of one height that a row's own belongs to.
#[derive(Debug)]
struct EntityAt {
    height: usize,
    names: Arc<BTreeMap<String, String>>,
    signature: Signature,
}

/// The same height of the same tree: a run has one.
impl PartialEq for EntityAt {
    fn eq(&self, other: &EntityAt) -> bool {
        self.height == other.height
    }
}

impl Eq for EntityAt {}

impl Hash for EntityAt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.height.hash(state);
    }
}

impl ScalarUDFImpl for EntityAt {
    fn name(&self) -> &str {
        "entity_at"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let [own] = args.args.as_slice() else {
            return Err(DataFusionError::Internal("an entity has one column".to_owned()));
        };
        let own = names(&own.to_array(args.number_rows)?)?;
        let own = own.as_string::<i32>();
        let of = |row| {
            let name = own.is_valid(row).then(|| own.value(row).trim())?;
            self.names.get(name).map(String::as_str)
        };
        let found: ArrayRef = Arc::new((0..own.len()).map(of).collect::<StringArray>());
        Ok(ColumnarValue::Array(found))
    }
}
