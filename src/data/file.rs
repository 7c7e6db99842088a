//! A file's bytes: found, hashed, decoded, without what stands before the header.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::ipc::reader::{FileReader, StreamReader};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::object_store::PutPayload;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::errors::ParquetError;
use encoding_rs::Encoding;
use sha2::{Digest, Sha256};

use super::hashes::Hashes;
use super::loose::{Loose, LooseColumn};
use super::{InputFile, OpenError, json, remote, workbook};
use crate::model::{FeedFile, FileFormat, FileKind, Location};
use crate::problem::near;

/// As much of a file as a header may take.
const HEAD: u64 = 1 << 20;

/// As much of a file as is hashed at a time.
const PIECE: usize = 1 << 20;

/// A file ready to be read.
pub(super) struct Opened {
    pub(super) content: Content,
    pub(super) input: InputFile,
}

/// The footer of Parquet, and the size of its file.
pub(super) struct Footer {
    pub(super) metadata: ArrowReaderMetadata,
    pub(super) size: u64,
}

/// What a file holds.
pub(super) enum Content {
    /// UTF-8 that begins with its header, and the physical line of that.
    Text(Vec<u8>, u64),
    Parquet(PutPayload),
    /// Parquet that is read where it stands.
    Place(PathBuf),
    Arrow(SchemaRef, Vec<RecordBatch>),
    Loose(Loose),
}

impl Opened {
    /// The footer of Parquet.
    pub(super) fn footer(&self) -> Option<Footer> {
        let options = ArrowReaderOptions::default();
        let metadata = match &self.content {
            Content::Place(path) => ArrowReaderMetadata::load(&File::open(path).ok()?, options),
            Content::Parquet(bytes) => ArrowReaderMetadata::load(bytes.as_ref().first()?, options),
            Content::Text(..) | Content::Arrow(..) | Content::Loose(_) => return None,
        };
        Some(Footer { metadata: metadata.ok()?, size: self.input.bytes })
    }
}

/// Reads a whole file. This is the one way to a file's rows. Who waits for it can give up.
pub(super) async fn open(file: &FeedFile, hashes: &Hashes) -> Result<Opened, OpenError> {
    let (aside, known) = (file.clone(), hashes.known(file));
    let opened = tokio::task::spawn_blocking(move || read(&aside, known)).await;
    opened.unwrap_or_else(|_| Err(broke_off(file)))
}

/// What a library reads of a file: where it breaks off over the content, the file cannot be read.
pub(super) fn guarded<T>(
    file: &FeedFile,
    reading: impl FnOnce() -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(reading)).unwrap_or_else(|_| Err(broke_off(file)))
}

fn broke_off(file: &FeedFile) -> OpenError {
    OpenError::Unreadable { shown: file.shown.clone(), reason: "reading broke off".to_owned() }
}

fn read(file: &FeedFile, known: Option<InputFile>) -> Result<Opened, OpenError> {
    if let (Location::Local(path), FileKind::Parquet) = (&file.location, file.format.kind) {
        let input = match known {
            Some(input) => input,
            None => {
                let (sha256, bytes) = hashed(file, path)?;
                InputFile { shown: file.shown.clone(), sha256, bytes }
            }
        };
        return Ok(Opened { content: Content::Place(path.clone()), input });
    }
    let bytes = bytes(file)?;
    let input = known.unwrap_or_else(|| {
        let sha256 = shown(&Sha256::digest(&bytes));
        InputFile { shown: file.shown.clone(), sha256, bytes: bytes.len() as u64 }
    });
    let content = match file.format.kind {
        FileKind::Text => Content::Text(text(bytes, file)?, file.format.header_row.max(1) as u64),
        FileKind::Parquet => Content::Parquet(PutPayload::from(bytes)),
        FileKind::Arrow => {
            let (schema, batches) = arrow(&bytes, file)?;
            let batches = batches.collect::<Result<_, _>>().map_err(|error| not_arrow(file, &error))?;
            Content::Arrow(schema, batches)
        }
        FileKind::Json => Content::Loose(json::read(&bytes, file)?),
        FileKind::Workbook => Content::Loose(workbook::read(&bytes, file)?),
    };
    Ok(Opened { content, input })
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

fn shown(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Fields of a Parquet or Arrow file.
pub(super) fn schema(file: &FeedFile) -> Result<SchemaRef, OpenError> {
    let metadata =
        |error: ParquetError| OpenError::Unreadable { shown: file.shown.clone(), reason: error.to_string() };
    let options = ArrowReaderOptions::default();
    match (&file.location, file.format.kind) {
        (Location::Local(path), FileKind::Parquet) => {
            let metadata = ArrowReaderMetadata::load(&local(file, path)?, options).map_err(metadata)?;
            Ok(Arc::clone(metadata.schema()))
        }
        (Location::Remote(_), FileKind::Parquet) => {
            let bytes = PutPayload::from(bytes(file)?);
            let bytes = bytes.as_ref().first().ok_or_else(|| empty(file))?;
            let metadata = ArrowReaderMetadata::load(bytes, options).map_err(metadata)?;
            Ok(Arc::clone(metadata.schema()))
        }
        _ => Ok(arrow(&bytes(file)?, file)?.0),
    }
}

/// The columns of a file of which each cell brings its type: all of it is read.
pub(super) fn loose_columns(file: &FeedFile) -> Result<Vec<LooseColumn>, OpenError> {
    let bytes = bytes(file)?;
    let loose = match file.format.kind {
        FileKind::Workbook => workbook::read(&bytes, file)?,
        _ => json::read(&bytes, file)?,
    };
    Ok(loose.columns)
}

type Batches<'b> = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + 'b>;

/// The fields of an Arrow file or stream, and its rows.
fn arrow<'b>(bytes: &'b [u8], file: &FeedFile) -> Result<(SchemaRef, Batches<'b>), OpenError> {
    let bad = |error| not_arrow(file, &error);
    if bytes.starts_with(b"ARROW1") {
        let reader = FileReader::try_new(Cursor::new(bytes), None).map_err(bad)?;
        return Ok((reader.schema(), Box::new(reader)));
    }
    let reader = StreamReader::try_new(Cursor::new(bytes), None).map_err(bad)?;
    Ok((reader.schema(), Box::new(reader)))
}

fn not_arrow(file: &FeedFile, error: &ArrowError) -> OpenError {
    OpenError::Unreadable { shown: file.shown.clone(), reason: error.to_string() }
}

fn bytes(file: &FeedFile) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    match &file.location {
        Location::Local(path) => {
            local(file, path)?.read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
        }
        Location::Remote(address) => bytes = remote::whole(address.whole(), &file.shown)?,
    }
    Ok(bytes)
}

fn head(file: &FeedFile) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    match &file.location {
        Location::Local(path) => {
            let opened = local(file, path)?;
            opened.take(HEAD).read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
        }
        Location::Remote(address) => bytes = remote::head(address.whole(), &file.shown, HEAD)?,
    }
    Ok(bytes)
}

/// Size of a file, where it is known without asking anybody.
pub(crate) fn size(file: &FeedFile) -> Option<u64> {
    match &file.location {
        Location::Local(path) => std::fs::metadata(path).ok().map(|data| data.len()),
        Location::Remote(_) => None,
    }
}

/// The columns of a text file as its header names them, trailing blanks included.
pub(super) fn header(file: &FeedFile) -> Result<Vec<String>, OpenError> {
    let mut bytes = head(file)?;
    if bytes.len() as u64 == HEAD {
        let whole_lines = bytes.iter().rposition(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
        bytes.truncate(whole_lines);
    }
    let bytes = text(bytes, file)?;
    let mut record = csv::StringRecord::new();
    let mut reader = records(&bytes, &file.format);
    let found = reader
        .read_record(&mut record)
        .map_err(|error| OpenError::Unreadable { shown: file.shown.clone(), reason: error.to_string() })?;
    if !found {
        return Err(empty(file));
    }
    Ok(record.iter().map(str::to_owned).collect())
}

/// The records of a text, the header among them.
pub(super) fn records<'t>(bytes: &'t [u8], format: &FileFormat) -> csv::Reader<&'t [u8]> {
    csv::ReaderBuilder::new()
        .delimiter(format.separator)
        .quote(format.quote)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes)
}

fn local(file: &FeedFile, path: &Path) -> Result<File, OpenError> {
    let handle = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            OpenError::MissingFile { shown: file.shown.clone(), nearest: nearest(file, path) }
        }
        _ => unreadable(file, &error),
    })?;
    match handle.metadata() {
        Ok(data) if data.is_dir() => {
            Err(OpenError::Unreadable { shown: file.shown.clone(), reason: "it is a folder".to_owned() })
        }
        _ => Ok(handle),
    }
}

pub(super) fn unreadable(file: &FeedFile, error: &std::io::Error) -> OpenError {
    OpenError::Unreadable { shown: file.shown.clone(), reason: error.kind().to_string() }
}

fn empty(file: &FeedFile) -> OpenError {
    OpenError::EmptyFile { shown: file.shown.clone(), line: file.format.header_row.max(1) }
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

/// Decodes and cuts off a byte order mark and the lines before the header.
fn text(bytes: Vec<u8>, file: &FeedFile) -> Result<Vec<u8>, OpenError> {
    let mut bytes = decoded(bytes, file)?;
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..'\u{feff}'.len_utf8());
    }
    for _ in 1..file.format.header_row {
        let end = bytes.iter().position(|b| *b == b'\n').ok_or_else(|| empty(file))?;
        bytes.drain(..=end);
    }
    Ok(bytes)
}

fn decoded(bytes: Vec<u8>, file: &FeedFile) -> Result<Vec<u8>, OpenError> {
    let label = file.format.encoding.0;
    let wrong = |at: usize| {
        let line = 1 + newlines(&bytes[..at.min(bytes.len())]);
        OpenError::NotUtf8 { shown: file.shown.clone(), line, encoding: label }
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(wrong(0)); // UTF-16, whatever the definition says
    }
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    if encoding == encoding_rs::UTF_8 {
        return match std::str::from_utf8(&bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(wrong(error.valid_up_to())),
        };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => Ok(text.into_owned().into_bytes()),
        None => Err(wrong(undecodable(encoding, &bytes))),
    }
}

/// Position of the first byte that the encoding does not know; encodings here have one byte for a character.
fn undecodable(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let unknown =
        |byte: &u8| encoding.decode_without_bom_handling_and_without_replacement(&[*byte]).is_none();
    bytes.iter().position(unknown).unwrap_or(bytes.len())
}

/// Number of line breaks.
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b == b'\n').count() as u64
}
