//! A file's bytes: found, opened, hashed.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::ipc::reader::{FileReader, StreamReader};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::object_store::PutPayload;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::reader::ChunkReader;
use sha2::{Digest, Sha256};

use super::arrow::overlong;
use super::untyped::UntypedTable;
use super::{InputFile, OpenError, json, remote, workbook};
use crate::model::{FeedFile, FileKind, Location};
use crate::problem::near;

/// As much of a file from afar as its header and first rows may take.
const HEAD: u64 = 1 << 20;

/// As much of a file as is hashed at a time.
const PIECE: usize = 1 << 20;

/// What a library reads of a file: where it breaks off over the content, the file cannot be read.
pub(super) fn guarded<T>(
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
pub(super) fn hashed(file: &FeedFile, path: &Path) -> Result<(String, u64), OpenError> {
    let mut opened = local(file, path)?;
    let (mut hasher, mut all, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = opened.read(&mut piece).map_err(|error| unreadable(file, &error))?;
        if read == 0 {
            return Ok((shown(&hasher.finalize()), all));
        }
        hasher.update(&piece[..read]);
        all += read as u64;
    }
}

/// What a local file is, by its bytes.
pub(super) fn identified(file: &FeedFile) -> Result<InputFile, OpenError> {
    let (sha256, bytes) = match &file.location {
        Location::Local(path) => hashed(file, path)?,
        Location::Remote(_) => {
            let bytes = bytes(file)?;
            (shown(&Sha256::digest(&bytes)), bytes.len() as u64)
        }
    };
    Ok(InputFile { shown: file.shown.clone(), sha256, bytes })
}

/// The footer of local Parquet.
pub(super) fn footer(file: &FeedFile) -> Result<ArrowReaderMetadata, OpenError> {
    let Location::Local(path) = &file.location else {
        return Err(OpenError::Content {
            shown: file.shown.clone(),
            reason: "it stands elsewhere".to_owned(),
        });
    };
    let metadata = ArrowReaderMetadata::load(&local(file, path)?, ArrowReaderOptions::default());
    metadata.map_err(|error| OpenError::Content { shown: file.shown.clone(), reason: error.to_string() })
}

/// A hash in hexadecimal.
pub(super) fn shown(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Fields of a Parquet or Arrow file.
pub(super) fn schema(file: &FeedFile) -> Result<SchemaRef, OpenError> {
    let metadata =
        |error: ParquetError| OpenError::Content { shown: file.shown.clone(), reason: error.to_string() };
    let options = ArrowReaderOptions::default();
    match (&file.location, file.format.kind) {
        (Location::Local(path), FileKind::Parquet) => {
            let metadata = ArrowReaderMetadata::load(&local(file, path)?, options).map_err(metadata)?;
            Ok(Arc::clone(metadata.schema()))
        }
        (Location::Remote(_), FileKind::Parquet) => {
            let metadata = ArrowReaderMetadata::load(&payload(bytes(file)?), options).map_err(metadata)?;
            Ok(Arc::clone(metadata.schema()))
        }
        _ => Ok(arrow(&bytes(file)?, file)?.0),
    }
}

/// The rows of a file of which each cell brings its type.
pub(super) fn untyped(bytes: &[u8], file: &FeedFile) -> Result<UntypedTable, OpenError> {
    match file.format.kind {
        FileKind::Workbook => workbook::read(bytes, file),
        _ => json::read(bytes, file),
    }
}

pub(super) type Batches<'b> = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + 'b>;

/// The fields of an Arrow file or stream, and its rows.
pub(super) fn arrow<'b>(bytes: &'b [u8], file: &FeedFile) -> Result<(SchemaRef, Batches<'b>), OpenError> {
    let bad = |error| not_arrow(file, &error);
    if let Some(reason) = overlong(bytes) {
        return Err(OpenError::Content { shown: file.shown.clone(), reason: reason.to_owned() });
    }
    if bytes.starts_with(b"ARROW1") {
        let reader = FileReader::try_new(Cursor::new(bytes), None).map_err(bad)?;
        return Ok((reader.schema(), Box::new(reader)));
    }
    let reader = StreamReader::try_new(Cursor::new(bytes), None).map_err(bad)?;
    Ok((reader.schema(), Box::new(reader)))
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

/// Bytes that several may read at once.
pub(super) fn payload(bytes: Vec<u8>) -> impl ChunkReader + 'static {
    PutPayload::from(bytes).as_ref().first().cloned().unwrap_or_default()
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

/// Opens a file. What is none, such as a pipe that waits for somebody to write, is not opened at all.
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
    let folder = std::fs::read_dir(path.parent()?).ok()?;
    let mut names: Vec<String> =
        folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let near = near(name, names.iter().map(String::as_str))?;
    Some(Path::new(&file.shown).with_file_name(near).to_string_lossy().into_owned())
}
