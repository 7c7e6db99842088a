//! A file's bytes: found, opened, hashed.

use std::fs::File;
use std::io::{BufReader, Cursor, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::ipc::reader::{FileReader, StreamReader};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::reader::ChunkReader;
use sha2::{Digest, Sha256};

use super::arrow::{ArrowParts, Places, is_size, parts};
use super::untyped::UntypedTable;
use super::{InputFile, OpenError, json, remote, workbook};
use crate::model::{FeedFile, FileKind, Location};
use crate::problem::near;

/// As much of a file from afar as its header and first rows may take.
const HEAD: u64 = 1 << 20;

/// As much of a file as is hashed at a time.
const PIECE: usize = 1 << 20;

/// What a library reads of a file: where it breaks off over the content, the file cannot be read.
pub(super) fn catch_panic<T>(
    file: &FeedFile,
    reading: impl FnOnce() -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    let broken = || OpenError::Content {
        shown: file.shown.clone(),
        reason: "its content breaks the program that reads it".to_owned(),
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(reading)).unwrap_or_else(|_| Err(broken()))
}

/// The hash of a file and its size, without holding it.
pub(super) fn hash_file(file: &FeedFile, path: &Path) -> Result<(String, u64), OpenError> {
    let mut opened = local(file, path)?;
    let (mut hasher, mut all, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = opened.read(&mut piece).map_err(|error| unreadable(file, &error))?;
        if read == 0 {
            return Ok((hex(&hasher.finalize()), all));
        }
        hasher.update(&piece[..read]);
        all += read as u64;
    }
}

/// What a local file is, by its bytes.
pub(super) fn identify(file: &FeedFile) -> Result<InputFile, OpenError> {
    let (sha256, bytes) = match &file.location {
        Location::Local(path) => hash_file(file, path)?,
        Location::Remote(_) => {
            let bytes = bytes(file)?;
            (hex(&Sha256::digest(&bytes)), bytes.len() as u64)
        }
    };
    Ok(InputFile { shown: file.shown.clone(), sha256, bytes })
}

/// Bytes of the footer of Parquet, which takes ten times as many in memory.
const FOOTER: u32 = 32 << 20;

/// The footer of local Parquet.
pub(super) fn footer(file: &FeedFile) -> Result<ArrowReaderMetadata, OpenError> {
    Ok(with_footer(file)?.1)
}

/// The same with its file.
pub(super) fn with_footer(file: &FeedFile) -> Result<(File, ArrowReaderMetadata), OpenError> {
    let Location::Local(path) = &file.location else {
        return Err(OpenError::Content {
            shown: file.shown.clone(),
            reason: "it stands elsewhere".to_owned(),
        });
    };
    let opened = local(file, path)?;
    let footer = footer_of(&opened, file)?;
    Ok((opened, footer))
}

/// The footer of Parquet that is opened. How long it is its last bytes say.
pub(super) fn footer_of(
    reader: &impl ChunkReader,
    file: &FeedFile,
) -> Result<ArrowReaderMetadata, OpenError> {
    let wrong =
        |error: ParquetError| OpenError::Content { shown: file.shown.clone(), reason: error.to_string() };
    if let Some(end) = reader.len().checked_sub(8) {
        let tail = reader.get_bytes(end, 4).map_err(wrong)?;
        let length = tail.first_chunk().map_or(0, |four| u32::from_le_bytes(*four));
        if length > FOOTER && u64::from(length) <= end {
            let reason =
                format!("its footer takes {} MB, at most {} MB are read", length >> 20, FOOTER >> 20);
            return Err(OpenError::TooLarge { shown: file.shown.clone(), reason });
        }
    }
    ArrowReaderMetadata::load(reader, ArrowReaderOptions::default()).map_err(wrong)
}

/// A hash in hexadecimal.
pub(super) fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Fields of a Parquet or Arrow file.
pub(super) fn schema(file: &FeedFile) -> Result<SchemaRef, OpenError> {
    match (&file.location, file.format.kind) {
        (Location::Local(_), FileKind::Parquet) => Ok(Arc::clone(footer(file)?.schema())),
        (Location::Remote(_), FileKind::Parquet) => {
            Ok(Arc::clone(footer_of(&Bytes::from(bytes(file)?), file)?.schema()))
        }
        _ => {
            let mut input = places(file)?;
            let parts = arrow_parts(&mut *input, file)?;
            match parts.schema {
                Some(schema) => Ok(Arc::new(schema)),
                None => Ok(arrow(input, &parts, file, None)?.0),
            }
        }
    }
}

/// The rows of a file of which each cell brings its type.
pub(super) fn untyped(bytes: &[u8], file: &FeedFile) -> Result<UntypedTable, OpenError> {
    match file.format.kind {
        FileKind::Workbook => workbook::read(bytes, file),
        _ => json::read(bytes, file),
    }
}

pub(super) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>;

/// The parts of an Arrow file or stream.
pub(super) fn arrow_parts(input: &mut dyn Places, file: &FeedFile) -> Result<ArrowParts, OpenError> {
    parts(input).map_err(|reason| {
        let (shown, reason) = (file.shown.clone(), reason.to_owned());
        if is_size(&reason) {
            OpenError::TooLarge { shown, reason }
        } else {
            OpenError::Content { shown, reason }
        }
    })
}

/// The fields of an Arrow file or stream, and its rows, of all fields or of some.
pub(super) fn arrow(
    input: Box<dyn Places>,
    parts: &ArrowParts,
    file: &FeedFile,
    wanted: Option<Vec<usize>>,
) -> Result<(SchemaRef, Batches), OpenError> {
    let bad = |error| not_arrow(file, &error);
    if parts.is_file {
        let reader = FileReader::try_new(input, wanted).map_err(bad)?;
        return Ok((reader.schema(), Box::new(reader)));
    }
    let reader = StreamReader::try_new(input, wanted).map_err(bad)?;
    Ok((reader.schema(), Box::new(reader)))
}

/// A file whose places can be looked up.
pub(super) fn places(file: &FeedFile) -> Result<Box<dyn Places>, OpenError> {
    Ok(match &file.location {
        Location::Local(path) => Box::new(BufReader::new(local(file, path)?)),
        Location::Remote(_) => Box::new(Cursor::new(bytes(file)?)),
    })
}

pub(super) fn not_arrow(file: &FeedFile, error: &ArrowError) -> OpenError {
    OpenError::Content { shown: file.shown.clone(), reason: error.to_string() }
}

/// All bytes of a file.
pub(super) fn bytes(file: &FeedFile) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    match &file.location {
        Location::Local(path) => {
            local(file, path)?.read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
        }
        Location::Remote(address) => bytes = remote::whole(address.whole(), &file.shown)?,
    }
    Ok(bytes)
}

/// A file as it is read from its beginning; of one from afar perhaps no more than its head.
pub(super) fn stream(file: &FeedFile, is_head: bool) -> Result<Box<dyn Read + Send>, OpenError> {
    Ok(match &file.location {
        Location::Local(path) => Box::new(local(file, path)?),
        Location::Remote(address) if is_head => {
            Box::new(Cursor::new(remote::head(address.whole(), &file.shown, HEAD)?))
        }
        Location::Remote(_) => Box::new(Cursor::new(bytes(file)?)),
    })
}

/// Whether a head may break off in the middle of a row.
pub(super) fn is_from_afar(file: &FeedFile) -> bool {
    matches!(file.location, Location::Remote(_))
}

/// Size of a file, where it is known without asking anybody.
pub(crate) fn size(file: &FeedFile) -> Option<u64> {
    match &file.location {
        Location::Local(path) => std::fs::metadata(path).ok().map(|data| data.len()),
        Location::Remote(_) => None,
    }
}

/// Bytes that the rows of a file would take as text, at least, where that is known without reading them: what is packed may hold any
/// number of rows in a few bytes.
pub(crate) fn weight(file: &FeedFile) -> Option<u64> {
    /// Bytes of a short row.
    const ROW: u64 = 24;
    /// How many times as long a sheet is with its marks.
    const MARKS: u64 = 5;
    let own = size(file)?;
    let unpacked = match file.format.kind {
        FileKind::Text | FileKind::Fixed | FileKind::Json => 0,
        FileKind::Parquet => {
            let footer = catch_panic(file, || footer(file)).ok()?;
            let known = |number: i64| u64::try_from(number).unwrap_or(u64::MAX);
            let groups = footer.metadata().row_groups().iter();
            let bytes = groups.fold(0_u64, |all, group| all.saturating_add(known(group.total_byte_size())));
            known(footer.metadata().file_metadata().num_rows()).saturating_mul(ROW).max(bytes)
        }
        FileKind::Arrow => {
            let parts = catch_panic(file, || arrow_parts(&mut *places(file)?, file)).ok()?;
            let bytes =
                parts.batches.iter().fold(parts.dictionaries, |all, batch| all.saturating_add(*batch));
            parts.rows.saturating_mul(ROW).max(bytes)
        }
        FileKind::Workbook => {
            let Location::Local(path) = &file.location else { return None };
            workbook::unpacked(local(file, path).ok()?).unwrap_or_default() / MARKS
        }
    };
    Some(own.max(unpacked))
}

/// Opens a regular file; refuses pipes and devices, which could block.
pub(super) fn local(file: &FeedFile, path: &Path) -> Result<File, OpenError> {
    let missing = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => {
            OpenError::MissingFile { shown: file.shown.clone(), nearest: nearest(file, path) }
        }
        _ => unreadable(file, &error),
    };
    let kind = std::fs::metadata(path).map_err(missing)?.file_type();
    if !kind.is_file() {
        let what = if kind.is_dir() { "a folder" } else { "a pipe or a device" };
        return Err(OpenError::NoFile { shown: file.shown.clone(), what });
    }
    File::open(path).map_err(missing)
}

pub(super) fn unreadable(file: &FeedFile, error: &std::io::Error) -> OpenError {
    OpenError::Unreadable { shown: file.shown.clone(), reason: error.kind().to_string() }
}

/// The file of the same folder whose name is nearest, shown the same way.
fn nearest(file: &FeedFile, path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    // A name alone is one of the current folder.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> =
        folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let near = near(name, names.iter().map(String::as_str))?;
    Some(Path::new(&file.shown).with_file_name(near).to_string_lossy().into_owned())
}
