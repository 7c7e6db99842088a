//! The page templates that ship, parsed once in the life of the process.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

/// What Typst begins with.
pub(super) const MAIN: &str = include_str!("../../../templates/main.typ");
/// All others, by their path.
pub(super) const BUILT_IN: [(&str, &str); 15] = [
    ("faces.typ", include_str!("../../../templates/faces.typ")),
    ("page.typ", include_str!("../../../templates/page.typ")),
    ("blocks.typ", include_str!("../../../templates/blocks.typ")),
    ("sections.typ", include_str!("../../../templates/sections.typ")),
    ("document.typ", include_str!("../../../templates/document.typ")),
    ("scorecard.typ", include_str!("../../../templates/scorecard.typ")),
    ("overview.typ", include_str!("../../../templates/overview.typ")),
    ("change.typ", include_str!("../../../templates/change.typ")),
    ("exceptions.typ", include_str!("../../../templates/exceptions.typ")),
    ("map.typ", include_str!("../../../templates/map.typ")),
    ("objectives.typ", include_str!("../../../templates/objectives.typ")),
    ("appendix.typ", include_str!("../../../templates/appendix.typ")),
    ("formula.typ", include_str!("../../../templates/formula.typ")),
    ("strategic.typ", include_str!("../../../templates/strategic.typ")),
    ("operational.typ", include_str!("../../../templates/operational.typ")),
];

/// Those that ship, as Typst reads them.
pub(super) static PARSED: LazyLock<BTreeMap<&str, Source>> = LazyLock::new(|| {
    let all = BUILT_IN.into_iter().chain([("main.typ", MAIN)]);
    all.filter_map(|(path, text)| Some((path, Source::new(file_id(path).ok()?, text.to_owned())))).collect()
});

/// A template as Typst reads it.
pub(super) fn source(path: &str, text: String) -> FileResult<Source> {
    match PARSED.get(path).filter(|known| known.text() == text) {
        Some(known) => Ok(known.clone()),
        None => Ok(Source::new(file_id(path)?, text)),
    }
}

/// What Typst calls a file.
pub(super) fn file_id(path: &str) -> FileResult<FileId> {
    let path = VirtualPath::new(path).map_err(|_| FileError::NotFound(path.into()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}
