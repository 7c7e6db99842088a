//! What stands around the sheets of an Excel file: their names, how days are counted, how numbers are shown, the texts.

use quick_xml::events::Event;

use super::cell::BookSettings;
use super::number_format::{DisplayedAs, displayed_as};
use super::package::{Package, attribute, is_set, next};
use super::strings;
use crate::data::serial::DateSystem;

/// An Excel file without its sheets.
pub(super) struct Book {
    /// Name and part of each.
    pub(super) sheets: Vec<(String, String)>,
    /// The names of those that nobody sees.
    pub(super) hidden: Vec<String>,
    pub(super) habits: BookSettings,
    /// How a number is shown, by the style of its cell.
    pub(super) styles: Vec<DisplayedAs>,
    /// Texts that cells share.
    pub(super) strings: Vec<Box<str>>,
}

/// A part that another names.
struct Relation {
    id: String,
    kind: String,
    path: String,
}

impl Book {
    /// `None` where the package is another kind of workbook.
    pub(super) fn open(package: &mut Package<'_>) -> Result<Option<Book>, String> {
        const USUAL: &str = "xl/workbook.xml";
        let root = relations(package, "_rels/.rels", "")?;
        let named = root.into_iter().find(|r| r.kind.ends_with("/officeDocument")).map(|r| r.path);
        let path = named.unwrap_or_else(|| USUAL.to_owned());
        if !path.to_lowercase().ends_with(".xml") || !package.has(&path) {
            return Ok(None);
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let relations = relations(package, &format!("{folder}/_rels/{name}.rels"), folder)?;
        let ((sheets, hidden), habits) = sheets(package, &path, &relations)?;
        let part = |kind: &str| relations.iter().find(|r| r.kind.ends_with(kind)).map(|r| r.path.as_str());
        let styles = match part("/styles") {
            Some(path) => styles(package, path)?,
            None => Vec::new(),
        };
        let strings = match part("/sharedStrings") {
            Some(path) => strings::shared(package, path)?,
            None => Vec::new(),
        };
        Ok(Some(Book { sheets, hidden, habits, styles, strings }))
    }
}

/// The parts that a part names; none where it has no such list.
fn relations(package: &mut Package<'_>, path: &str, folder: &str) -> Result<Vec<Relation>, String> {
    let Some(mut part) = package.part(path)? else { return Ok(Vec::new()) };
    let (mut found, mut buffer) = (Vec::new(), Vec::new());
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&e, name).map(|text| text.into_owned()).unwrap_or_default();
                found.push(Relation {
                    id: text("Id"),
                    kind: text("Type"),
                    path: joined(folder, &text("Target")),
                });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A path as the parts of a package have it: `/xl/a.xml` as it is, `a.xml` and `../a.xml` from a folder.
fn joined(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Name and part of each sheet, and the names of those that are hidden.
type Sheets = (Vec<(String, String)>, Vec<String>);

fn sheets(
    package: &mut Package<'_>,
    path: &str,
    relations: &[Relation],
) -> Result<(Sheets, BookSettings), String> {
    let (mut sheets, mut habits, mut buffer) = (Sheets::default(), BookSettings::default(), Vec::new());
    let Some(mut part) = package.part(path)? else { return Ok((sheets, habits)) };
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "workbookPr" if is_set(&e, "date1904") => habits.system = DateSystem::From1904,
                "calcPr" => habits.recalculates = is_set(&e, "fullCalcOnLoad"),
                "sheet" => {
                    let id = attribute(&e, "id").unwrap_or_default();
                    let relation = relations.iter().find(|r| r.id == id && r.kind.ends_with("/worksheet"));
                    if let (Some(name), Some(relation)) = (attribute(&e, "name"), relation) {
                        // `hidden` or `veryHidden`.
                        if attribute(&e, "state").is_some_and(|state| state.ends_with("idden")) {
                            sheets.1.push(name.clone().into_owned());
                        }
                        sheets.0.push((name.into_owned(), relation.path.clone()));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, habits)),
            _ => {}
        }
    }
}

/// How numbers are shown, style by style.
fn styles(package: &mut Package<'_>, path: &str) -> Result<Vec<DisplayedAs>, String> {
    let (mut own, mut styles, mut is_cell, mut buffer) = (Vec::new(), Vec::new(), false, Vec::new());
    let Some(mut part) = package.part(path)? else { return Ok(styles) };
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "numFmt" => {
                    let id: Option<u32> = attribute(&e, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&e, "formatCode")) {
                        own.push((id, code.into_owned()));
                    }
                }
                "cellXfs" => is_cell = true,
                "xf" if is_cell => {
                    let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let code = own.iter().find(|(known, _)| *known == id).map(|(_, code)| code.as_str());
                    styles.push(displayed_as(id, code));
                }
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "cellXfs" => is_cell = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
