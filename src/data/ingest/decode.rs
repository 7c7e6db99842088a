//! Bytes of a text file as UTF-8, piece by piece.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What turns bytes into UTF-8.
pub(super) enum Decoding {
    /// They are UTF-8; what is kept is the beginning of a character.
    Utf8(Vec<u8>),
    Other(Box<Decoder>),
}

/// Bytes that are no text in their encoding.
#[derive(Debug)]
pub(super) struct NoText;

/// The encoding that the first bytes say, and how many of them say it.
pub(super) fn mark(bytes: &[u8]) -> Option<(&'static str, usize)> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    Some((label(encoding), length))
}

fn label(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_16LE {
        "utf-16le"
    } else if encoding == UTF_16BE {
        "utf-16be"
    } else {
        "utf-8"
    }
}

/// The encoding that bytes look like: of two bytes for a character, one is nothing in most languages.
pub(super) fn likely(bytes: &[u8]) -> Option<&'static str> {
    let pairs = bytes.len().min(200) / 2;
    let nothing = |side: usize| (0..pairs).filter(|pair| bytes[2 * pair + side] == 0).count();
    let (even, odd) = (nothing(0), nothing(1));
    match (2 * even > pairs, 2 * odd > pairs) {
        (false, true) => Some("utf-16le"),
        (true, false) => Some("utf-16be"),
        _ => None,
    }
}

impl Decoding {
    pub(super) fn new(label: &str) -> Decoding {
        match Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8) {
            encoding if encoding == UTF_8 => Decoding::Utf8(Vec::new()),
            encoding => Decoding::Other(Box::new(encoding.new_decoder_without_bom_handling())),
        }
    }

    /// Adds a piece to a text; up to what cannot be read, if something cannot.
    pub(super) fn add(&mut self, piece: &[u8], is_last: bool, text: &mut Vec<u8>) -> Result<(), NoText> {
        match self {
            Decoding::Utf8(begun) => {
                let from = text.len();
                text.append(begun);
                text.extend_from_slice(piece);
                let Err(error) = std::str::from_utf8(&text[from..]) else { return Ok(()) };
                let valid = from + error.valid_up_to();
                if error.error_len().is_none() && !is_last {
                    begun.extend_from_slice(&text[valid..]);
                    text.truncate(valid);
                    return Ok(());
                }
                text.truncate(valid);
                Err(NoText)
            }
            Decoding::Other(decoder) => {
                let mut read = 0;
                loop {
                    let room = decoder.max_utf8_buffer_length_without_replacement(piece.len() - read);
                    let from = text.len();
                    text.resize(from + room.unwrap_or(3 * piece.len() + 16), 0);
                    let (result, more, written) = decoder.decode_to_utf8_without_replacement(
                        &piece[read..],
                        &mut text[from..],
                        is_last,
                    );
                    text.truncate(from + written);
                    read += more;
                    match result {
                        DecoderResult::InputEmpty => return Ok(()),
                        DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(..) => return Err(NoText),
                    }
                }
            }
        }
    }
}
