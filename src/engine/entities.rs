//! How rows belong to entities (R40).

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility, cast,
};

use datafusion::prelude::lit;

use super::asks::EntityLevels;
use crate::data::{PART, Table};
use crate::measure::expression::row::column;
use crate::model::{Source, Tree};

/// The entity of a source's rows on each height of the tree; none where the source knows no entity. The whole takes a row
/// that stands once for each of its entities only once.
pub(super) fn levels(source: Option<&Source>, table: &Table, tree: &Tree) -> EntityLevels {
    let repeats = table.schema.column_with_name(PART).is_some();
    let once = repeats.then(|| column(PART).eq(lit(0_u32)));
    let Some(entity) = source.and_then(|source| source.entity.as_ref()) else {
        return EntityLevels { levels: Vec::new(), once };
    };
    let own = cast(column(entity), DataType::Utf8);
    let level = |(height, names)| {
        let function = EntityAt { height, names: Arc::new(names), signature: signature() };
        ScalarUDF::from(function).call(vec![own.clone()])
    };
    EntityLevels { levels: tree.by_height().into_iter().enumerate().map(level).collect(), once }
}

fn signature() -> Signature {
    Signature::exact(vec![DataType::Utf8], Volatility::Immutable)
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
        let own = own.to_array(args.number_rows)?;
        let own = own.as_string::<i32>();
        let of = |row| {
            let name = own.is_valid(row).then(|| own.value(row).trim())?;
            self.names.get(name).map(String::as_str)
        };
        let found: ArrayRef = Arc::new((0..own.len()).map(of).collect::<StringArray>());
        Ok(ColumnarValue::Array(found))
    }
}
