//! The project's own template of the message line.

use std::path::Path;
use std::sync::Arc;

use super::project::is_inside;
use crate::disk;
use crate::problem::{Problem, Problems, causes};

/// Where it stands in a project.
pub const HEADLINE: &str = "templates/headline.j2";

/// Bytes of the longest one.
const MOST: u64 = 64 << 10;

/// Its text, where a project has one.
pub(super) fn headline(root: &Path, problems: &mut Problems) -> Option<Arc<str>> {
    let path = root.join(HEADLINE);
    if !path.exists() {
        return None;
    }
    read(root, &path).map_err(|problem| problems.push(problem)).ok()
}

fn read(root: &Path, path: &Path) -> Result<Arc<str>, Problem> {
    if !is_inside(root, path) {
        return Err(Problem::new(HeadlineOutside { file: HEADLINE }));
    }
    let cannot =
        |reason: &str| Problem::new(HeadlineUnreadable { file: HEADLINE, reason: reason.to_owned() });
    let bytes = disk::read(path, MOST).map_err(|error| cannot(&error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot("it is no text").help("save it as utf-8"))?;
    Ok(text.into())
}

causes! {
    /// A template that stands elsewhere.
    HeadlineOutside { file: &'static str } => PathOutside,
        "`{file}` leads out of the project",
        "put the template itself there";

    /// A template that cannot be read.
    HeadlineUnreadable { file: &'static str, reason: String } => SourceUnreachable,
        "cannot open `{file}`: {reason}";
}
