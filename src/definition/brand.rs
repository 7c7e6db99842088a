//! The look of a project's reports, as `brand` of the project file says it.

use std::path::Path;
use std::sync::Arc;

use super::document::scorecard::BrandKeys;
use super::document::title::Title;
use super::project::Folders;
use crate::disk;
use crate::measure::Text;
use crate::model::{Colour, Logo, LogoFormat};
use crate::problem::{Code, Problem, Problems};

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
        let problem = Problem::new(Code::WrongType, format!("`{file}` is {} files", paths.len()));
        return Err(problem.at(file.span).help("a logo is one file"));
    };
    let bytes = disk::read(path, MOST).map_err(|error| {
        let message = format!("cannot open `{file}`: {error}");
        Problem::new(Code::SourceUnreachable, message).at(file.span).help("a logo is at most 2 MB")
    })?;
    let format = LogoFormat::of(&bytes).ok_or_else(|| {
        let message = format!("`{file}` is no picture that a page can show");
        Problem::new(Code::WrongType, message).at(file.span).help("save it as PNG or SVG")
    })?;
    Ok(Arc::new(Logo { format, bytes }))
}

fn colour(text: &Text, problems: &mut Problems) -> Option<Colour> {
    let Some(colour) = Colour::parse(&text.value) else {
        let message = format!("`{text}` is no colour");
        problems.push(Problem::new(Code::WrongType, message).at(text.span).help("write it as `'#0a4d8c'`"));
        return None;
    };
    let contrast = colour.contrast();
    if contrast < Colour::LEAST {
        // Rounded down: what is printed as enough is enough.
        let contrast = (contrast * 10.0).floor() / 10.0;
        let message = format!("text in `{colour}` is {contrast:.1}:1 on white, {} is needed", Colour::LEAST);
        let help = format!("the nearest darker colour is `'{}'`", colour.readable());
        problems.push(Problem::new(Code::Contrast, message).at(text.span).help(help));
    }
    Some(colour)
}
