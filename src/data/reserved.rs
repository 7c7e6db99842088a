//! Names of the columns that reading adds; a column of a file or a database cannot be called so.

/// Name of the column that tells which row of the left side each row comes from, where a join by `rows` makes several of
/// one. They stand next to each other.
pub const LEFT_ROW: &str = "$left";

/// Name of the column with a row's share in the row that it is made of, where amounts are split among entities.
pub const SHARE: &str = "$share";

/// Name of the column that holds the local day of a row's `time`, null when the source has none.
pub const DAY: &str = "$day";

/// Column with the position of a row's file, while a source is being read.
pub(super) const FILE: &str = "$file";

/// Column with the line on which a row begins in its file.
pub(super) const LINE: &str = "$line";
