//! What an Arrow file says of the length of its parts, held against the file itself: room is made for them before they are
//! read.

use datafusion::arrow::ipc::{Block, MessageHeader, RecordBatch, root_as_footer, root_as_message};

/// What stands before the length of a message, if anything does.
const CONTINUES: [u8; 4] = [0xff; 4];

/// Bytes that a column of one batch may take when it is unpacked.
const MOST: i64 = 1 << 30;

/// Rows that a batch may have, whose columns may be empty and take no bytes.
const ROWS: i64 = 1 << 24;

/// Why a file or stream cannot be as long as it says.
pub(super) fn overlong(bytes: &[u8]) -> Option<&'static str> {
    let found = match bytes.strip_prefix(b"ARROW1") {
        Some(_) => file(bytes),
        None => stream(bytes),
    };
    found.err()
}

type ArrowFormat<T> = Result<T, &'static str>;

const BEYOND: &str = "a part of it says that it is longer than the file";

fn file(bytes: &[u8]) -> ArrowFormat<()> {
    // What has no footer is refused by whoever reads it.
    let Some((rest, end)) = bytes.split_last_chunk::<10>() else { return Ok(()) };
    let [a, b, c, d, ..] = *end;
    let length = usize::try_from(i32::from_le_bytes([a, b, c, d])).map_err(|_| BEYOND)?;
    let footer = rest.len().checked_sub(length).and_then(|begin| rest.get(begin..)).ok_or(BEYOND)?;
    let Ok(footer) = root_as_footer(footer) else { return Ok(()) };
    for block in
        footer.dictionaries().into_iter().flatten().chain(footer.recordBatches().into_iter().flatten())
    {
        let (message, body) = parts(bytes, block).ok_or(BEYOND)?;
        looked_at(message, body)?;
    }
    Ok(())
}

/// The message and the body of a block.
fn parts<'b>(bytes: &'b [u8], block: &Block) -> Option<(&'b [u8], &'b [u8])> {
    let begin = usize::try_from(block.offset()).ok()?;
    let (head, body) = bytes.get(begin..)?.split_at_checked(usize::try_from(block.metaDataLength()).ok()?)?;
    let body = body.get(..usize::try_from(block.bodyLength()).ok()?)?;
    let head = head.strip_prefix(&CONTINUES).unwrap_or(head);
    Some((head.get(4..)?, body))
}

fn stream(mut rest: &[u8]) -> ArrowFormat<()> {
    loop {
        rest = rest.strip_prefix(&CONTINUES).unwrap_or(rest);
        let Some((length, after)) = rest.split_first_chunk::<4>() else { return Ok(()) };
        let length = i32::from_le_bytes(*length);
        if length == 0 {
            return Ok(());
        }
        let length = usize::try_from(length).map_err(|_| BEYOND)?;
        let (message, after) = after.split_at_checked(length).ok_or(BEYOND)?;
        let Ok(read) = root_as_message(message) else { return Ok(()) };
        let length = usize::try_from(read.bodyLength()).map_err(|_| BEYOND)?;
        let (body, after) = after.split_at_checked(length).ok_or(BEYOND)?;
        looked_at(message, body)?;
        rest = after;
    }
}

fn looked_at(message: &[u8], body: &[u8]) -> ArrowFormat<()> {
    let Ok(message) = root_as_message(message) else { return Ok(()) };
    let batch = match message.header_type() {
        MessageHeader::RecordBatch => message.header_as_record_batch(),
        MessageHeader::DictionaryBatch => message.header_as_dictionary_batch().and_then(|batch| batch.data()),
        _ => None,
    };
    batch.map_or(Ok(()), |batch| unpacked(batch, body))
}

fn unpacked(batch: RecordBatch<'_>, body: &[u8]) -> ArrowFormat<()> {
    let bytes = if batch.compression().is_some() { MOST } else { i64::try_from(body.len()).unwrap_or(MOST) };
    if batch.length() > ROWS.max(bytes.saturating_mul(8)) {
        return Err("it says that it has more rows than it can have");
    }
    for buffer in batch.buffers().into_iter().flatten().filter(|_| batch.compression().is_some()) {
        let begin = usize::try_from(buffer.offset()).ok();
        let length = begin.and_then(|begin| body.get(begin..)?.first_chunk::<8>());
        if length.is_some_and(|length| i64::from_le_bytes(*length) > MOST) {
            return Err("a column of it says that it unpacks to more than 1 GB");
        }
    }
    Ok(())
}
