//! The header of a page of Parquet: what it says of its size, read before the page is. It is written as Thrift writes compactly.
//!
//! The library that reads pages offers its own reading of headers to nobody else. So that both readings are the same, what is not
//! plainly what writers write is refused: fields that do not rise, or of another kind than theirs, and headers of two sorts in one.

use std::io::{self, Read};

/// Bytes of a header: a page may say its least and its greatest value in it.
const MOST: usize = 1 << 20;
/// How deep structs may stand in one another.
const DEEPEST: usize = 16;

/// Sorts of pages.
const DICTIONARY: i32 = 2;
/// The encoding of texts that begin as those before them do.
const DELTA_BYTE_ARRAY: i32 = 7;

/// What a page says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PageHeader {
    /// Bytes of it in the file.
    pub(super) packed: u64,
    /// Bytes of it in memory.
    pub(super) unpacked: u64,
    pub(super) values: u64,
    pub(super) is_dictionary: bool,
    encoding: i32,
    /// Bytes at its beginning that are never packed.
    pub(super) levels: usize,
    /// Whether nothing of it is packed, whatever its column is.
    pub(super) is_plain: bool,
}

impl PageHeader {
    /// Whether its texts begin as those before them do.
    pub(super) fn grows(&self) -> bool {
        self.encoding == DELTA_BYTE_ARRAY
    }
}

/// The header that begins here, and its bytes.
pub(super) fn header(input: &mut impl Read) -> io::Result<(Vec<u8>, PageHeader)> {
    let mut thrift = Thrift { input, bytes: Vec::with_capacity(64) };
    let (mut header, mut last, mut has_sort) = (PageHeader::default(), 0, false);
    while let Some((id, kind)) = thrift.field(&mut last)? {
        match (id, kind) {
            (1, Kind::Number) => header.is_dictionary = thrift.whole()? == DICTIONARY,
            (2, Kind::Number) => header.unpacked = size(thrift.whole()?)?,
            (3, Kind::Number) => header.packed = size(thrift.whole()?)?,
            (5 | 7 | 8, Kind::Struct) if !has_sort => {
                has_sort = true;
                of_sort(&mut thrift, id, &mut header)?;
            }
            (4, Kind::Number) | (6, Kind::Struct) => thrift.pass(kind, 0)?,
            (1..=8, _) => return Err(broken()),
            _ => thrift.pass(kind, 0)?,
        }
    }
    Ok((thrift.bytes, header))
}

/// The part of a header that pages of one sort have.
fn of_sort(thrift: &mut Thrift<'_, impl Read>, sort: i16, header: &mut PageHeader) -> io::Result<()> {
    let mut last = 0;
    while let Some((id, kind)) = thrift.field(&mut last)? {
        match (sort, id, kind) {
            (_, 1, Kind::Number) => header.values = size(thrift.whole()?)?,
            (5 | 7, 2, Kind::Number) | (8, 4, Kind::Number) => header.encoding = thrift.whole()?,
            (8, 5 | 6, Kind::Number) => {
                let bytes = usize::try_from(size(thrift.whole()?)?).map_err(|_| broken())?;
                header.levels = header.levels.saturating_add(bytes);
            }
            (8, 7, Kind::Truth(is_packed)) => header.is_plain = !is_packed,
            (5, 3 | 4, Kind::Number)
            | (8, 2 | 3, Kind::Number)
            | (7, 3, Kind::Truth(_))
            | (5, 5, Kind::Struct)
            | (8, 8, Kind::Struct) => thrift.pass(kind, 0)?,
            (5, 1..=5, _) | (7, 1..=3, _) | (8, 1..=8, _) => return Err(broken()),
            _ => thrift.pass(kind, 0)?,
        }
    }
    Ok(())
}

fn size(number: i32) -> io::Result<u64> {
    u64::try_from(number).map_err(|_| broken())
}

fn broken() -> io::Error {
    io::Error::other("the header of a page is none")
}

/// Sorts of values, as far as they differ in how they are passed over.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Truth(bool),
    Byte,
    Number,
    Double,
    Text,
    List,
    Map,
    Struct,
}

impl Kind {
    fn from_code(code: u8) -> io::Result<Kind> {
        Ok(match code {
            1 => Kind::Truth(true),
            2 => Kind::Truth(false),
            3 => Kind::Byte,
            4..=6 => Kind::Number,
            7 => Kind::Double,
            8 => Kind::Text,
            9 | 10 => Kind::List,
            11 => Kind::Map,
            12 => Kind::Struct,
            _ => return Err(broken()),
        })
    }
}

/// What is read, and kept.
struct Thrift<'r, R> {
    input: &'r mut R,
    bytes: Vec<u8>,
}

impl<R: Read> Thrift<'_, R> {
    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.bytes.push(byte[0]);
        if self.bytes.len() > MOST { Err(broken()) } else { Ok(byte[0]) }
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    /// A number with its sign; of a longer one the last bits, as whoever reads it takes them.
    fn whole(&mut self) -> io::Result<i32> {
        let number = self.varint()?;
        Ok(((number >> 1) as i64 ^ -((number & 1) as i64)) as i32)
    }

    /// The next field of a struct, unless it ends here. Fields come in the order of their numbers.
    fn field(&mut self, last: &mut i16) -> io::Result<Option<(i16, Kind)>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Ok(None);
        }
        let id = match i16::from(byte >> 4) {
            0 => i16::try_from(self.whole()?).map_err(|_| broken())?,
            more => last.checked_add(more).ok_or_else(broken)?,
        };
        if id <= *last {
            return Err(broken());
        }
        *last = id;
        Ok(Some((*last, Kind::from_code(byte & 0x0f)?)))
    }

    /// Passes over a value.
    fn pass(&mut self, kind: Kind, depth: usize) -> io::Result<()> {
        if depth > DEEPEST {
            return Err(broken());
        }
        match kind {
            Kind::Truth(_) => {}
            Kind::Byte => self.skip(1)?,
            Kind::Number => self.varint().map(|_| ())?,
            Kind::Double => self.skip(8)?,
            Kind::Text => {
                let length = self.varint()?;
                self.skip(length)?;
            }
            Kind::List => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                let kind = element(head & 0x0f)?;
                self.pass_each(count, &[kind], depth)?;
            }
            Kind::Map => {
                let count = self.varint()?;
                if count > 0 {
                    let kinds = self.byte()?;
                    self.pass_each(count, &[element(kinds >> 4)?, element(kinds & 0x0f)?], depth)?;
                }
            }
            Kind::Struct => {
                let mut last = 0;
                while let Some((_, kind)) = self.field(&mut last)? {
                    self.pass(kind, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn pass_each(&mut self, count: u64, kinds: &[Kind], depth: usize) -> io::Result<()> {
        // Each takes a byte at least.
        if count > MOST as u64 {
            return Err(broken());
        }
        (0..count).try_for_each(|_| kinds.iter().try_for_each(|kind| self.pass(*kind, depth + 1)))
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        if length > MOST as u64 {
            return Err(broken());
        }
        (0..length).try_for_each(|_| self.byte().map(|_| ()))
    }
}

/// The sort of what stands in a list, where truths take a byte.
fn element(code: u8) -> io::Result<Kind> {
    match Kind::from_code(code)? {
        Kind::Truth(_) => Ok(Kind::Byte),
        kind => Ok(kind),
    }
}
