//! Where and how rows are computed, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::measure::Text;
use crate::problem::Spanned;

/// Where rows are computed, and within which bounds; nothing here changes a figure.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "engine"))]
pub struct EngineKeys {
    /// Who computes; `embedded` when absent.
    #[serde(default)]
    pub kind: Option<Spanned<EngineWord>>,
    /// Address of the cluster's scheduler.
    #[serde(default)]
    #[schemars(extend("x-example" = "df://scheduler:50050"))]
    pub scheduler: Option<Text>,
    /// Folder shared with the cluster, for sources that it cannot read itself; `.mando` in the project when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "/shared/staging"))]
    pub staging: Option<Text>,
    /// How many threads compute; one for each core when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "4"))]
    pub threads: Option<Spanned<u32>>,
    /// Memory beyond which intermediate results go to disk; 70 % of the machine's when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "an amount of memory", "x-example" = "2 GB"))]
    pub memory: Option<Text>,
    /// Folder for what does not fit into memory; the system's temporary folder when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "/var/tmp"))]
    pub spill: Option<Text>,
    /// Folder in which what was computed of past periods is kept for the next run, `false` for none; `.mando/cache` in the
    /// project when absent.
    #[serde(default)]
    #[schemars(extend("type" = ["string", "boolean", "null"], "x-expected" = "`false`, or a folder", "x-example" = "false"))]
    pub cache: Option<Text>,
    /// How long one source may take to be read, and to be computed; no limit when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a duration", "x-example" = "10 minutes"))]
    pub timeout: Option<Text>,
    /// Approximate percentiles.
    #[serde(default)]
    pub approximate: Option<Spanned<bool>>,
}

/// Who computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EngineWord {
    /// This program.
    Embedded,
    /// An Apache DataFusion Ballista cluster.
    Cluster,
}
