//! Texts in lines of a width.

use super::super::svg::text_width;

/// A text in as many lines as it takes, `most` at most; what is left ends with `…`. A word that is wider than a line is broken.
pub(super) fn wrapped(text: &str, width: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        for piece in pieces(word, width, size) {
            let joined = if line.is_empty() { piece.clone() } else { format!("{line} {piece}") };
            if text_width(&joined, size) <= width || line.is_empty() {
                line = joined;
            } else {
                lines.push(std::mem::replace(&mut line, piece));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && text_width(last, size) + size * 0.9 > width {
                last.pop();
            }
            *last = format!("{}…", last.trim_end());
        }
    }
    lines
}

/// A word in pieces that fit a line.
fn pieces(word: &str, width: f64, size: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0.0;
    for c in word.chars() {
        let more = text_width(c.encode_utf8(&mut [0; 4]), size);
        match pieces.last_mut() {
            Some(last) if last.is_empty() || taken + more <= width => {
                last.push(c);
                taken += more;
            }
            _ => {
                pieces.push(c.to_string());
                taken = more;
            }
        }
    }
    pieces
}
