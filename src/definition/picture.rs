//! Whether a picture is one that a page can show in time: whoever sets it trusts it.
//!
//! A PNG of few bytes may hold very many dots, and a few words of an SVG ask for work without end. What a logo does not need is refused
//! by name, so that nothing has to be drawn to know it.

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
        LogoFormat::Png => of_dots(bytes),
        LogoFormat::Svg => std::str::from_utf8(bytes).map_or(Some("it is no text".to_owned()), of_lines),
    }
}

/// A PNG: what its first part says of its size, and whether all parts are there.
fn of_dots(bytes: &[u8]) -> Option<String> {
    let broken = || Some("it is cut short, or damaged".to_owned());
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

/// An SVG: its elements by their names, and its size.
fn of_lines(text: &str) -> Option<String> {
    let broken = || Some("it is not written to its end".to_owned());
    let (mut rest, mut uses, mut is_first) = (text, 0, true);
    // Of the elements that are open, whether each cuts others.
    let mut open: Vec<bool> = Vec::new();
    while let Some((_, after)) = rest.split_once('<') {
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
        if let Some((_, close)) = skipped.into_iter().find(|(open, _)| after.starts_with(open)) {
            let Some((_, behind)) = after.split_once(close) else { return broken() };
            rest = behind;
            continue;
        }
        if after.starts_with('!') {
            let is_plain =
                after.starts_with("!DOCTYPE") && !after.split('>').next().unwrap_or("").contains('[');
            if !is_plain {
                return Some("it declares entities".to_owned());
            }
        }
        let Some(end) = end_of_tag(after) else { return broken() };
        let tag = &after[..end];
        rest = &after[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        let name = tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or("");
        let name = name.rsplit(':').next().unwrap_or(name);
        if let Some(refused) = REFUSED.into_iter().find(|refused| name.starts_with(refused)) {
            return Some(format!("a logo takes no `{refused}`"));
        }
        if is_first && (name != "svg" || !has_size(tag)) {
            return Some("it has no size".to_owned());
        }
        is_first = false;
        let is_cut = CUTTING.iter().any(|(_, by)| tag.contains(by));
        uses += usize::from(name == "use" || is_cut && open.contains(&true));
        if name == "style" {
            let style = rest.split("</").next().unwrap_or("");
            if ["filter", "mask", "clip-path", "url("].iter().any(|word| style.contains(word)) {
                return Some("its `style` names other elements".to_owned());
            }
        }
        if !tag.ends_with('/') {
            open.push(CUTTING.iter().any(|(cutting, _)| *cutting == name));
        }
        if uses > USES {
            return Some(format!("it shows parts again (`use`), or cuts what cuts, more than {USES} times"));
        }
        if open.len() > DEEPEST {
            return Some(format!("its elements stand more than {DEEPEST} deep in one another"));
        }
    }
    if is_first || !open.is_empty() { broken() } else { None }
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(at, c)| match (quote, c) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), c) if open == c => {
            quote = None;
            None
        }
        _ => None,
    })
}

/// Whether what a drawing says of its size is one.
fn has_size(tag: &str) -> bool {
    let value = |name: &str| {
        let at = tag.match_indices(name).find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?.0;
        let behind = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        behind[1..].split(quote).next()
    };
    let is_length = |text: &str| {
        let number = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        number.trim().parse::<f64>().is_ok_and(|length| length.is_finite() && length > 0.0)
    };
    let is_sound = |name: &str| value(name).is_none_or(is_length);
    let is_box = value("viewBox").is_none_or(|text| {
        let numbers: Vec<&str> =
            text.split([' ', ',', '\t', '\r', '\n']).filter(|part| !part.is_empty()).collect();
        let is_number = |text: &&str| text.parse::<f64>().is_ok_and(f64::is_finite);
        numbers.len() == 4 && numbers.iter().all(is_number) && numbers[2..].iter().all(|text| is_length(text))
    });
    is_sound("width") && is_sound("height") && is_box
}
