//! Results as JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::evaluate::Results;

/// The whole of a run's results as indented JSON with a final line break.
///
/// # Errors
/// The results cannot be written as JSON.
pub fn render(results: &Results) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::with_capacity(USUAL);
    results.serialize(&mut Serializer::with_formatter(&mut bytes, Indented::default()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The JSON Schema of the results.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Results).to_value()
}

/// Bytes that results with a few measures take.
const USUAL: usize = 1 << 17;

/// Indents as the formatter of `serde_json` does, the whole of a line at once: half of the bytes of results are spaces, and
/// writing them two by two takes longer than all else.
#[derive(Default)]
struct Indented {
    depth: usize,
    has_value: bool,
}

/// How deep lines are indented at once.
const SPACES: &str = concat!(",\n", "                                                                ");

impl Indented {
    /// Begins a line, behind a comma where something stands before it.
    fn line<W: ?Sized + Write>(&self, to: &mut W, is_first: bool) -> io::Result<()> {
        let (from, mut left) = (usize::from(is_first), 2 * self.depth);
        let room = SPACES.len() - ",\n".len();
        to.write_all(&SPACES.as_bytes()[from..",\n".len() + left.min(room)])?;
        while left > room {
            left -= room;
            to.write_all(&SPACES.as_bytes()[",\n".len()..",\n".len() + left.min(room)])?;
        }
        Ok(())
    }

    fn begin<W: ?Sized + Write>(&mut self, to: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        to.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, to: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.line(to, true)?;
        }
        to.write_all(bracket)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.begin(to, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, is_first: bool) -> io::Result<()> {
        self.line(to, is_first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.begin(to, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, is_first: bool) -> io::Result<()> {
        self.line(to, is_first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}
