//! The parts of an Excel file, which is a ZIP of XML.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read, Seek};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

/// A part as it is read.
pub(super) type Part<'p, 'b> = Reader<BufReader<Bounded<ZipFile<'p, Cursor<&'b [u8]>>>>>;

/// The parts of a file by their names, in small letters.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    parts: BTreeMap<String, usize>,
}

impl<'b> Package<'b> {
    /// `None` where the bytes are no ZIP.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Package<'b>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = zip.file_names().enumerate();
        let parts = names.filter_map(|(at, name)| Some((normal(&name.ok()?), at))).collect();
        Some(Package { zip, parts })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&normal(path))
    }

    /// A part, if it is there.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Part<'_, 'b>>, String> {
        /// What every part may hold.
        const GRACE: u64 = 64 << 20;
        /// How many times its packed size a part may hold: sheets pack to a tenth, and what packs to a hundredth is
        /// made to fill a disk.
        const MOST: u64 = 100;
        let Some(at) = self.parts.get(&normal(path)) else { return Ok(None) };
        let part = self.zip.by_index(*at).map_err(|error| error.to_string())?;
        let left = part.compressed_size().saturating_mul(MOST).max(GRACE);
        let mut reader = Reader::from_reader(BufReader::new(Bounded { inner: part, left }));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Ok(Some(reader))
    }
}

/// Bytes of all parts when they are unpacked, as the package says.
pub(super) fn unpacked(package: impl Read + Seek) -> Option<u64> {
    let mut zip = ZipArchive::new(BufReader::new(package)).ok()?;
    let sizes = (0..zip.len()).map(|at| zip.by_index_raw(at).map_or(0, |part| part.size()));
    Some(sizes.fold(0, u64::saturating_add))
}

/// A name as it is looked up: names differ in case and strokes between writers.
fn normal(path: &str) -> String {
    path.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Bytes that end with an error beyond a bound, whatever size they are said to have.
pub(super) struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other("a part of it is far larger than it is packed"))?;
        Ok(read)
    }
}

/// Names and values of attributes as they are written.
pub(super) fn attributes<'e>(element: &'e BytesStart<'_>) -> impl Iterator<Item = (&'e str, &'e str)> {
    let mut rest = element.attributes_raw();
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let (value, others) = after[1..].split_once(quote)?;
        rest = others;
        Some((name.trim(), value))
    })
}

/// The value of an attribute, whatever prefix it has.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let is_it = |known: &str| known.rsplit_once(':').map_or(known, |(_, local)| local) == name;
    let (_, raw) = attributes(element).find(|(known, _)| is_it(known))?;
    Some(unescape(raw).unwrap_or(Cow::Borrowed(raw)))
}

/// Whether an attribute says yes.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on"))
}

/// The next event of a part.
pub(super) fn next<'e>(part: &mut Part<'_, '_>, buffer: &'e mut Vec<u8>) -> Result<Event<'e>, String> {
    buffer.clear();
    part.read_event_into(buffer).map_err(|error| error.to_string())
}

/// The text until the element ends that was begun, elements within left out.
pub(super) fn text(part: &mut Part<'_, '_>, buffer: &mut Vec<u8>, into: &mut String) -> Result<(), String> {
    let mut depth = 0;
    loop {
        match next(part, buffer)? {
            Event::Text(text) if depth == 0 => into.push_str(&text.xml10_content()),
            Event::CData(text) if depth == 0 => into.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if depth == 0 => push_reference(&reference, into),
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(()),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err("it ends within an element".to_owned()),
            _ => {}
        }
    }
}

/// Passes over an element that was begun.
pub(super) fn skip_element(part: &mut Part<'_, '_>, buffer: &mut Vec<u8>) -> Result<(), String> {
    text(part, buffer, &mut String::new())
}

/// Adds the sign that a reference such as `&amp;` stands for.
pub(super) fn push_reference(reference: &BytesRef<'_>, into: &mut String) {
    let name: &str = reference;
    match (resolve_xml_entity(name), reference.resolve_char_ref()) {
        (Some(text), _) => into.push_str(text),
        (None, Ok(Some(sign))) => into.push(sign),
        _ => {
            into.push('&');
            into.push_str(name);
            into.push(';');
        }
    }
}
