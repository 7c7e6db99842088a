//! Results as JSON.

use crate::evaluate::Results;

/// The whole of a run's results as indented JSON with a final line break.
///
/// # Errors
/// The results cannot be written as JSON.
pub fn render(results: &Results) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(results)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The JSON Schema of the results.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Results).to_value()
}
