//! The look of a project's reports, as `brand` of the project file says it.

use std::path::Path;
use std::sync::Arc;

use super::document::scorecard::BrandKeys;
use super::document::title::Title;
use super::picture;
use super::project::Folders;
use crate::disk;
use crate::measure::Text;
use crate::model::{Colour, Logo, LogoFormat};
use crate::problem::{Problem, Problems, causes};

/// Bytes of the largest picture.
const MOST: u64 = 2 << 20;

/// The look of reports before their language is known.
#[derive(Debug, Clone, Default)]
pub(super) struct WrittenBrand {
    pub(super) logo: Option<Arc<Logo>>,
    pub(super) colour: Option<Colour>,
    pub(super) footer: Option<Title>,
}

/// What `brand` says; what is wrong with it is left out, with its problem collected.
pub(super) fn brand(
    keys: &BrandKeys,
    folders: &Folders,
    beside: &Path,
    problems: &mut Problems,
) -> WrittenBrand {
    let mut kept = |found: Result<Arc<Logo>, Problem>| found.map_err(|problem| problems.push(problem)).ok();
    let logo = keys.logo.as_ref().and_then(|file| kept(logo(file, folders, beside)));
    let colour = keys.colour.as_ref().and_then(|text| colour(text, problems));
    WrittenBrand { logo, colour, footer: keys.footer.clone() }
}

fn logo(file: &Text, folders: &Folders, beside: &Path) -> Result<Arc<Logo>, Problem> {
    let paths = folders.find(&file.value, beside).map_err(|problem| problem.at(file.span))?;
    let [path] = paths.as_slice() else {
        let problem = Problem::new(SeveralLogos { file: file.to_string(), files: paths.len() });
        return Err(problem.at(file.span));
    };
    let bytes = disk::read(path, MOST).map_err(|error| {
        Problem::new(LogoUnreadable { file: file.to_string(), reason: error.to_string() }).at(file.span)
    })?;
    let format = LogoFormat::detect(&bytes)
        .ok_or_else(|| Problem::new(NoPicture { file: file.to_string() }).at(file.span))?;
    if let Some(reason) = picture::fault(format, &bytes) {
        return Err(Problem::new(PictureRefused { file: file.to_string(), reason }).at(file.span));
    }
    Ok(Arc::new(Logo { format, bytes }))
}

fn colour(text: &Text, problems: &mut Problems) -> Option<Colour> {
    let Some(colour) = Colour::parse(&text.value) else {
        problems.push(Problem::new(NoColour { text: text.to_string() }).at(text.span));
        return None;
    };
    let contrast = colour.contrast();
    if contrast < Colour::LEAST {
        // Rounded down: what is printed as enough is enough.
        let contrast = (contrast * 10.0).floor() / 10.0;
        let (colour, darker) = (colour.to_string(), colour.readable().to_string());
        problems
            .push(Problem::new(Contrast { colour, contrast, least: Colour::LEAST, darker }).at(text.span));
    }
    Some(colour)
}

causes! {
    /// A logo that several files answer to.
    SeveralLogos { file: String, files: usize } => WrongType,
        "`{file}` is {files} files",
        "a logo is one file";

    /// A logo that cannot be opened.
    LogoUnreadable { file: String, reason: String } => SourceUnreachable,
        "cannot open `{file}`: {reason}",
        "a logo is at most 2 MB";

    /// A logo in a format that no page shows.
    NoPicture { file: String } => WrongType,
        "`{file}` is no picture that a page can show",
        "save it as PNG or SVG";

    /// A logo that a page cannot show, or not in time.
    PictureRefused { file: String, reason: String } => WrongType,
        "`{file}` cannot be shown: {reason}",
        "save it as a PNG of its size on the page, or as an SVG of plain shapes";

    /// A text that names no colour.
    NoColour { text: String } => WrongType,
        "`{text}` is no colour",
        "write it as `'#0a4d8c'`";

    /// A colour too light for text on white.
    Contrast { colour: String, contrast: f64, least: f64, darker: String } => Contrast,
        "text in `{colour}` is {contrast:.1}:1 on white, {least} is needed",
        "the nearest darker colour is `'{darker}'`";
}
