//! What an Arrow file says of the length of its parts, held against the file itself: room is made for them before they are
//! read.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};

use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::ipc::convert::fb_to_schema;
use datafusion::arrow::ipc::{
    Block, CompressionType, MessageHeader, RecordBatch, root_as_footer, root_as_message,
};

/// What stands before the length of a message, if anything does.
const CONTINUES: [u8; 4] = [0xff; 4];

/// What an Arrow file begins with, and a stream does not.
const MAGIC: &[u8] = b"ARROW1";

/// Bytes that a column of one batch may take when it is unpacked.
const MOST: u64 = 1 << 30;

/// Bytes that all columns of a batch may take.
const TOGETHER: u64 = 1 << 31;

/// Rows that a batch may have, whose columns may be empty and take no bytes.
const ROWS: u64 = 1 << 24;

/// Bytes of a footer, or of a message without its body.
const HEAD: u64 = 32 << 20;

/// Bytes in a place of a file.
pub(super) trait Places: Read + Seek + Send {}

impl<R: Read + Seek + Send> Places for R {}

/// What the parts of a file or stream take, unpacked.
#[derive(Debug, Clone, Default)]
pub(super) struct ArrowParts {
    /// Whether it is a file, whose parts its footer names.
    pub(super) is_file: bool,
    /// Columns, where a footer says them.
    pub(super) schema: Option<Schema>,
    /// Bytes of the values that columns name by numbers, as many as are held at once.
    pub(super) dictionaries: u64,
    /// Bytes of each batch of rows.
    pub(super) batches: Vec<u64>,
    /// Rows of all of them.
    pub(super) rows: u64,
}

type ArrowFormat<T> = Result<T, &'static str>;

const BEYOND: &str = "a part of it says that it is longer than the file";
const LARGE: &str = "a batch of it says that it unpacks to more than 2 GB";
const COLUMN: &str = "a column of it says that it unpacks to more than 1 GB";
const LIES: &str = "a column of it unpacks to more than it says";
const HEADS: &str = "what it says of its parts takes more than 32 MB";

/// Whether a file is refused for what it takes, and not because it is none.
pub(super) fn is_size(reason: &str) -> bool {
    [LARGE, COLUMN, HEADS].contains(&reason)
}

/// The parts of a file or stream, unless one cannot be as long as it says.
pub(super) fn parts(input: &mut dyn Places) -> ArrowFormat<ArrowParts> {
    let length = input.seek(SeekFrom::End(0)).map_err(|_| BEYOND)?;
    let (parts, dictionaries) = (ArrowParts::default(), BTreeMap::new());
    let mut file = PartReader { input, length, parts, dictionaries, together: 0 };
    let is_file = file.piece(0, MAGIC.len() as u64).is_ok_and(|begin| begin == MAGIC);
    file.parts.is_file = is_file;
    if is_file {
        file.by_footer()?
    } else {
        file.by_messages()?
    }
    let parts = std::mem::take(&mut file.parts);
    file.input.seek(SeekFrom::Start(0)).map_err(|_| BEYOND)?;
    Ok(parts)
}

struct PartReader<'f> {
    input: &'f mut dyn Places,
    length: u64,
    parts: ArrowParts,
    /// Bytes of each dictionary, by its id: one that comes again takes the place of the one before it.
    dictionaries: BTreeMap<i64, u64>,
    /// Of all of them.
    together: u64,
}

impl PartReader<'_> {
    /// Bytes of the file, which has to have them.
    fn piece(&mut self, at: u64, length: u64) -> ArrowFormat<Vec<u8>> {
        if at.checked_add(length).is_none_or(|end| end > self.length) {
            return Err(BEYOND);
        }
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| BEYOND)?];
        self.input.seek(SeekFrom::Start(at)).map_err(|_| BEYOND)?;
        self.input.read_exact(&mut bytes).map_err(|_| BEYOND)?;
        Ok(bytes)
    }

    fn number(&mut self, at: u64) -> ArrowFormat<i32> {
        let bytes = self.piece(at, 4)?;
        bytes.first_chunk().map(|four| i32::from_le_bytes(*four)).ok_or(BEYOND)
    }

    fn by_footer(&mut self) -> ArrowFormat<()> {
        // What has no footer is refused by whoever reads it.
        let Some(end) = self.length.checked_sub(10) else { return Ok(()) };
        let length = u64::try_from(self.number(end)?).map_err(|_| BEYOND)?;
        let begin = end.checked_sub(length).ok_or(BEYOND)?;
        if length > HEAD {
            return Err(HEADS);
        }
        let footer = self.piece(begin, length)?;
        let Ok(footer) = root_as_footer(&footer) else { return Ok(()) };
        self.parts.schema = footer.schema().map(fb_to_schema);
        let dictionaries = footer.dictionaries().into_iter().flatten();
        for block in dictionaries.chain(footer.recordBatches().into_iter().flatten()) {
            let (at, length, body) = of_block(block).ok_or(BEYOND)?;
            if length > HEAD {
                return Err(HEADS);
            }
            let head = self.piece(at, length)?;
            let message = head.strip_prefix(&CONTINUES).unwrap_or(&head).get(4..).ok_or(BEYOND)?;
            let begin = at + length;
            if begin.checked_add(body).is_none_or(|end| end > self.length) {
                return Err(BEYOND);
            }
            self.look(message, begin, body)?;
        }
        Ok(())
    }

    fn by_messages(&mut self) -> ArrowFormat<()> {
        let mut at = 0;
        loop {
            if self.piece(at, 4).is_ok_and(|begin| begin == CONTINUES) {
                at += 4;
            }
            let Ok(length) = self.number(at) else { return Ok(()) };
            if length == 0 {
                return Ok(());
            }
            let length = u64::try_from(length).map_err(|_| BEYOND)?;
            if length > HEAD {
                return Err(if length > self.length { BEYOND } else { HEADS });
            }
            let message = self.piece(at + 4, length)?;
            let Ok(read) = root_as_message(&message) else { return Ok(()) };
            let body = u64::try_from(read.bodyLength()).map_err(|_| BEYOND)?;
            let begin = at + 4 + length;
            at = begin.checked_add(body).filter(|end| *end <= self.length).ok_or(BEYOND)?;
            self.look(&message, begin, body)?;
        }
    }

    /// Looks at a message, whose body begins at a place.
    fn look(&mut self, message: &[u8], begin: u64, body: u64) -> ArrowFormat<()> {
        let Ok(message) = root_as_message(message) else { return Ok(()) };
        match message.header_type() {
            MessageHeader::RecordBatch => {
                let Some(batch) = message.header_as_record_batch() else { return Ok(()) };
                let bytes = self.unpacked(batch, begin, body)?;
                self.parts.batches.push(bytes);
                self.parts.rows =
                    self.parts.rows.saturating_add(u64::try_from(batch.length()).unwrap_or_default());
            }
            MessageHeader::DictionaryBatch => {
                let Some(dictionary) = message.header_as_dictionary_batch() else { return Ok(()) };
                let bytes = dictionary.data().map_or(Ok(0), |batch| self.unpacked(batch, begin, body))?;
                let held = self.dictionaries.entry(dictionary.id()).or_default();
                let now = if dictionary.isDelta() { held.saturating_add(bytes) } else { bytes };
                self.together = (self.together - *held).saturating_add(now);
                *held = now;
                if self.together > TOGETHER {
                    return Err(LARGE);
                }
                self.parts.dictionaries = self.parts.dictionaries.max(self.together);
            }
            _ => {}
        }
        Ok(())
    }

    /// Bytes of a batch when it is unpacked.
    fn unpacked(&mut self, batch: RecordBatch<'_>, begin: u64, body: u64) -> ArrowFormat<u64> {
        let packing = batch.compression().map(|packing| packing.codec());
        let bytes = if packing.is_some() { MOST } else { body };
        let rows = u64::try_from(batch.length()).map_err(|_| BEYOND)?;
        if rows > ROWS.max(bytes.saturating_mul(8)) {
            return Err("it says that it has more rows than it can have");
        }
        let Some(packing) = packing else { return Ok(body) };
        let mut all = 0_u64;
        for buffer in batch.buffers().into_iter().flatten() {
            let place = u64::try_from(buffer.offset()).ok().zip(u64::try_from(buffer.length()).ok());
            let Some((at, length)) = place.filter(|(_, length)| *length > 8) else { continue };
            let at = begin.checked_add(at).ok_or(BEYOND)?;
            let said = self.piece(at, 8)?;
            let said = said.first_chunk().map_or(0, |eight| i64::from_le_bytes(*eight));
            // What is not packed says so by a number below 0.
            let Ok(said) = u64::try_from(said) else {
                all = all.saturating_add(length);
                continue;
            };
            if said > MOST {
                return Err(COLUMN);
            }
            if said > 0 && packing == CompressionType::LZ4_FRAME && self.blocks(at + 8, length - 8)? > said {
                return Err(LIES);
            }
            all = all.saturating_add(said);
        }
        if all > TOGETHER { Err(LARGE) } else { Ok(all) }
    }

    /// Bytes that a frame of LZ4 unpacks to at least, by its blocks: all but the last are full. What is packed otherwise, as older
    /// frames are, does not say how large its blocks are.
    fn blocks(&mut self, begin: u64, length: u64) -> ArrowFormat<u64> {
        const FRAME: [u8; 4] = [0x04, 0x22, 0x4d, 0x18];
        let end = begin + length;
        let head = self.piece(begin, length.min(6))?;
        let [a, b, c, d, flags, size] = head[..] else { return Err(LIES) };
        if [a, b, c, d] != FRAME {
            return Err(LIES);
        }
        let has = |bit: u8| u64::from(flags >> bit & 1);
        let full = 1_u64 << (8 + 2 * u32::from((size >> 4 & 7).max(4)));
        let (mut at, mut blocks) = (begin + 7 + 8 * has(3) + 4 * has(0), 0_u64);
        while at + 4 <= end {
            let block = u64::from(self.number(at)? as u32 & 0x7fff_ffff);
            if block == 0 {
                break;
            }
            blocks += 1;
            at += 4 + block + 4 * has(4);
        }
        Ok(blocks.saturating_sub(1).saturating_mul(full))
    }
}

/// The place of a block, the length of its message and of its body.
fn of_block(block: &Block) -> Option<(u64, u64, u64)> {
    let (at, length) = (u64::try_from(block.offset()).ok()?, u64::try_from(block.metaDataLength()).ok()?);
    at.checked_add(length)?;
    Some((at, length, u64::try_from(block.bodyLength()).ok()?))
}
