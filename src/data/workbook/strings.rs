//! Texts of an Excel file.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::package::{Package, Part, next, skip_element, text};

/// The texts that cells share.
pub(super) fn shared(package: &mut Package<'_>, path: &str) -> Result<Vec<Box<str>>, String> {
    let (mut found, mut buffer) = (Vec::new(), Vec::new());
    let Some(mut part) = package.part(path)? else { return Ok(found) };
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == "si" => {
                found.push(rich(&mut part, &mut buffer)?.into_boxed_str());
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The text of an element of pieces that was begun; how it is pronounced is left out.
pub(super) fn rich(part: &mut Part<'_, '_>, buffer: &mut Vec<u8>) -> Result<String, String> {
    let (mut whole, mut piece, mut depth) = (String::new(), String::new(), 0);
    loop {
        let found = match next(part, buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "t" => Some(true),
                "rPh" => Some(false),
                _ => {
                    depth += 1;
                    None
                }
            },
            Event::End(_) if depth == 0 => return Ok(whole),
            Event::End(_) => {
                depth -= 1;
                None
            }
            Event::Eof => return Err("it ends within a text".to_owned()),
            _ => None,
        };
        match found {
            Some(true) => {
                piece.clear();
                text(part, buffer, &mut piece)?;
                whole.push_str(&unescaped(&piece));
            }
            Some(false) => skip_element(part, buffer)?,
            None => {}
        }
    }
}

/// A text in which Excel writes signs by their numbers: `_x000D_` is a carriage return.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = "_x0000_".len();
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let unit = |at: usize| {
        let digits = text.get(at..at + LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
        if digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            u16::from_str_radix(digits, 16).ok()
        } else {
            None
        }
    };
    let (mut plain, mut at, mut units) = (String::with_capacity(text.len()), 0, Vec::new());
    while at < text.len() {
        units.clear();
        while let Some(found) = unit(at) {
            units.push(found);
            at += LENGTH;
        }
        plain.extend(
            char::decode_utf16(units.drain(..)).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)),
        );
        if let Some(sign) = text[at..].chars().next() {
            plain.push(sign);
            at += sign.len_utf8();
        }
    }
    Cow::Owned(plain)
}
