//! Whether a picture is one that a page can show in time: whoever sets it trusts it.
//!
//! A PNG of few bytes may hold very many dots, and a few words of an SVG ask for work without end. What a logo does not need is refused
//! by name, so that nothing has to be drawn to know it; the rest is read as pages read it, so that what is accepted is shown.

use std::borrow::Cow;
use std::io::Cursor;

use image::DynamicImage;
use image::codecs::png::PngDecoder;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::model::LogoFormat;

/// Dots of the largest picture on each side.
const SIDE: u32 = 4_096;
/// How deep elements of a drawing may stand in one another.
const DEEPEST: usize = 64;
/// How often a drawing may show a part again, or cut what cuts: parts that show parts grow with every step.
const USES: usize = 24;
/// Elements that take any amount of work, or lead elsewhere.
const REFUSED: [&str; 6] = ["filter", "image", "foreignObject", "script", "pattern", "animate"];
/// Elements that cut others, and how others name them.
const CUTTING: [(&str, &str); 2] = [("mask", "mask"), ("clipPath", "clip-path")];

/// Why a picture cannot be shown, if so.
pub(super) fn fault(format: LogoFormat, bytes: &[u8]) -> Option<String> {
    match format {
        LogoFormat::Png => png_fault(bytes).or_else(|| {
            // As pages decode it.
            let dots = PngDecoder::new(Cursor::new(bytes)).and_then(DynamicImage::from_decoder);
            dots.is_err().then(broken)
        }),
        LogoFormat::Svg => {
            let text = std::str::from_utf8(bytes).map_or(Some("it is no text".to_owned()), svg_fault);
            text.or_else(|| match usvg::Tree::from_data(bytes, &usvg::Options::default()) {
                Ok(_) => None,
                Err(error) => Some(format!("it is no drawing: {error}")),
            })
        }
    }
}

fn broken() -> String {
    "it is cut short, or damaged".to_owned()
}

/// A PNG: what its first part says of its size, and whether all parts are there.
fn png_fault(bytes: &[u8]) -> Option<String> {
    let broken = || Some(broken());
    let number = |at: usize| {
        let four = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
    };
    let sort = |at: usize| bytes.get(at + 4..at + 8);
    // Behind the mark of the format each part is its length, its sort, so many bytes and a checksum.
    let mut at = 8;
    if sort(at) != Some(b"IHDR") || number(at) != Some(13) {
        return broken();
    }
    let (Some(width), Some(height)) = (number(at + 8), number(at + 12)) else { return broken() };
    if width == 0 || height == 0 {
        return Some("it has no size".to_owned());
    }
    if width > SIDE || height > SIDE {
        return Some(format!("it has {width} × {height} dots, where {SIDE} on each side are the most"));
    }
    let mut has_dots = false;
    loop {
        let (Some(length), Some(sort)) = (number(at), sort(at)) else { return broken() };
        let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length)?.checked_add(12));
        let Some(end) = end.filter(|end| *end <= bytes.len()) else { return broken() };
        has_dots |= sort == b"IDAT";
        if sort == b"IEND" {
            return if has_dots { None } else { broken() };
        }
        at = end;
    }
}

/// What is known of an element that is open.
struct OpenElement {
    cuts_others: bool,
    is_style: bool,
}

/// Keys and values of an element's attributes; nothing where they cannot be read.
type Attributes<'e> = Vec<(&'e str, Cow<'e, str>)>;

/// An SVG: its elements by their names, and its size.
fn svg_fault(text: &str) -> Option<String> {
    let broken = || Some("it is not written to its end".to_owned());
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut is_first, mut uses) = (true, 0);
    let mut open: Vec<OpenElement> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let name = element.local_name().into_inner();
                let Some(attributes) = attributes_of(&element) else { return broken() };
                if let Some(refused) = REFUSED.into_iter().find(|refused| name.starts_with(refused)) {
                    return Some(format!("a logo takes no `{refused}`"));
                }
                if is_first && (name != "svg" || !has_size(&attributes)) {
                    return Some("it has no size".to_owned());
                }
                is_first = false;
                uses += usize::from(
                    name == "use" || is_cut(&attributes) && open.iter().any(|element| element.cuts_others),
                );
                if uses > USES {
                    return Some(format!(
                        "it shows parts again (`use`), or cuts what cuts, more than {USES} times"
                    ));
                }
                let cuts_others = CUTTING.iter().any(|(cutting, _)| *cutting == name);
                open.push(OpenElement { cuts_others, is_style: name == "style" });
                if open.len() > DEEPEST {
                    return Some(format!("its elements stand more than {DEEPEST} deep in one another"));
                }
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::DocType(declaration)) if declaration.contains('[') => {
                return Some("it declares entities".to_owned());
            }
            Ok(Event::Eof) if is_first || !open.is_empty() => return broken(),
            Ok(Event::Eof) => return None,
            Ok(event) if open.last().is_some_and(|element| element.is_style) && names_elements(&event) => {
                return Some("its `style` names other elements".to_owned());
            }
            Ok(_) => {}
            Err(_) => return broken(),
        }
    }
}

fn attributes_of<'e>(element: &'e BytesStart<'_>) -> Option<Attributes<'e>> {
    element
        .attributes()
        .map(|attribute| {
            let attribute = attribute.ok()?;
            Some((
                attribute.key.local_name().into_inner(),
                attribute.normalized_value(XmlVersion::Implicit1_0).ok()?,
            ))
        })
        .collect()
}

/// Whether others cut an element, as it says itself.
fn is_cut(attributes: &Attributes<'_>) -> bool {
    attributes.iter().any(|(key, value)| {
        CUTTING.iter().any(|(_, by)| key == by || *key == "style" && value.contains(by))
            || *key == "style" && value.contains('\\')
    })
}

/// Whether a piece of a style names elements, or could: what is escaped is not read.
fn names_elements(event: &Event<'_>) -> bool {
    let style: &str = match event {
        Event::Text(text) => text,
        Event::CData(text) => text,
        Event::GeneralRef(_) => return true,
        _ => return false,
    };
    ["filter", "mask", "clip-path", "url(", "\\"].iter().any(|word| style.contains(word))
}

/// Whether what a drawing says of its size is one.
fn has_size(attributes: &Attributes<'_>) -> bool {
    let is_length = |text: &str| {
        let number = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        number.trim().parse::<f64>().is_ok_and(|length| length.is_finite() && length > 0.0)
    };
    let is_box = |text: &str| {
        let numbers: Vec<&str> =
            text.split([' ', ',', '\t', '\r', '\n']).filter(|part| !part.is_empty()).collect();
        let is_number = |text: &&str| text.parse::<f64>().is_ok_and(f64::is_finite);
        numbers.len() == 4 && numbers.iter().all(is_number) && numbers[2..].iter().all(|text| is_length(text))
    };
    attributes.iter().all(|(key, value)| match *key {
        "width" | "height" => is_length(value),
        "viewBox" => is_box(value),
        _ => true,
    })
}
