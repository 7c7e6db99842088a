//! A file of which a scorecard is drafted.

use crate::profile::Profile;

/// A file that rows come from, as the scorecard will find it.
#[derive(Debug, Clone)]
pub struct File {
    /// What is in it.
    pub profile: Profile,
    /// Its path from the scorecard's folder.
    pub path: String,
}
