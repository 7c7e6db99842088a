//! Addresses of files in the network, and what the folders of a path say.

use std::borrow::Cow;

use crate::model::{Location, folders, partition};

/// Whether a path is an address in the network.
pub(super) fn is_address(path: &str) -> bool {
    ["s3://", "https://", "http://"].iter().any(|start| path.starts_with(start))
}

/// An address without what may be secret: a user with a password, a query. A path is as it is.
pub(super) fn plain_address(path: &str) -> Cow<'_, str> {
    if !is_address(path) {
        return Cow::Borrowed(path);
    }
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    let start = path.find("://").map_or(0, |at| at + 3);
    let host = &path[start..path[start..].find('/').map_or(path.len(), |at| start + at)];
    match host.rsplit_once('@') {
        Some((user, _)) => Cow::Owned(format!("{}{}", &path[..start], &path[start + user.len() + 1..])),
        None => Cow::Borrowed(path),
    }
}

/// The columns that the folders of a path name, as far as they stand in the definition.
pub(super) fn partition_of(location: &Location, written: &str) -> Vec<(String, Option<String>)> {
    match location {
        Location::Remote(_) if location.is_pattern() => Vec::new(),
        Location::Remote(address) => partition(folders(&plain_address(address))),
        Location::Local(path) => {
            let path = path.to_string_lossy().replace('\\', "/");
            let depth = folders(written).count();
            let all: Vec<&str> = folders(&path).collect();
            partition(all[all.len().saturating_sub(depth)..].iter().copied())
        }
    }
}
