//! Addresses of files in the network, and what the folders of a path say.

use crate::model::{Location, folders, partition};

/// Whether a path is an address in the network.
pub(super) fn is_address(path: &str) -> bool {
    ["s3://", "https://", "http://"].iter().any(|start| path.starts_with(start))
}

/// The scheme of an address that nothing here opens.
pub(super) fn unknown_scheme(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once("://")?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (is_scheme && !is_address(path)).then_some(scheme)
}

/// The columns that the folders of a path name, as far as they stand in the definition.
pub(super) fn partition_of(location: &Location, written: &str) -> Vec<(String, Option<String>)> {
    match location {
        Location::Remote(_) if location.is_pattern() => Vec::new(),
        Location::Remote(address) => partition(folders(&address.to_string())),
        Location::Local(path) => {
            let path = path.to_string_lossy().replace('\\', "/");
            let depth = folders(written).count();
            let all: Vec<&str> = folders(&path).collect();
            partition(all[all.len().saturating_sub(depth)..].iter().copied())
        }
    }
}
