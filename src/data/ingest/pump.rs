//! Files, each read on a thread of its own, batch by batch: who waits for it can give up, and what breaks down in a
//! library breaks down there.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinHandle, spawn_blocking};

use super::raw::{Lines, RawRows};
use super::text::Text;
use crate::data::texts::{TextForm, footer_for};
use crate::data::untyped::Grid;
use crate::data::{InputFile, OpenError, file};
use crate::model::{FeedFile, FileKind, Location};

/// How many batches may wait.
const WAITING: usize = 2;
/// Rows of a batch.
pub(super) const ROWS: usize = 8_192;

/// Which fields of a file are read.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) file: FeedFile,
    /// Fields that a whole row has.
    pub(super) width: usize,
    /// Positions of those that are read, in order.
    pub(super) wanted: Vec<usize>,
    /// What is known of its bytes already.
    pub(super) known: Option<InputFile>,
    /// Rows of a batch.
    pub(super) rows: usize,
    /// Fields whose texts come otherwise, where the file is Parquet.
    pub(super) forms: BTreeMap<usize, TextForm>,
}

/// Some row groups of Parquet, the first of which begins with a row.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) footer: ArrowReaderMetadata,
    pub(super) groups: Range<usize>,
    pub(super) first_row: u64,
}

/// What comes from a file.
pub(super) struct Pump {
    raws: Receiver<RawRows>,
    ends: JoinHandle<Result<InputFile, OpenError>>,
    file: String,
    grid: Arc<Mutex<Option<Grid>>>,
}

impl Pump {
    /// Begins to read a file.
    pub(super) fn start(job: Job, part: Option<Part>) -> Pump {
        let (sender, raws) = channel(WAITING);
        let (file, grid) = (job.file.shown.clone(), Arc::<Mutex<Option<Grid>>>::default());
        let place = Arc::clone(&grid);
        let ends = spawn_blocking(move || {
            let mut take = |raw: RawRows| sender.blocking_send(raw).is_ok();
            let mut set = |found: Option<Grid>| *place.lock().unwrap_or_else(PoisonError::into_inner) = found;
            read(&job, part, &mut take, &mut set)
        });
        Pump { raws, ends, file, grid }
    }

    /// The next rows.
    pub(super) async fn next(&mut self) -> Option<RawRows> {
        self.raws.recv().await
    }

    /// Where cells of a workbook stand, once there is a row.
    pub(super) fn grid(&self) -> Option<Grid> {
        self.grid.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the file was, after its last row.
    pub(super) async fn end(self) -> Result<InputFile, OpenError> {
        drop(self.raws);
        let reason = "its content breaks the program that reads it".to_owned();
        self.ends.await.unwrap_or(Err(OpenError::Content { shown: self.file, reason }))
    }
}

/// Reads a file here, as far as somebody takes its rows.
pub(super) fn read(
    job: &Job,
    part: Option<Part>,
    take: &mut dyn FnMut(RawRows) -> bool,
    set: &mut dyn FnMut(Option<Grid>),
) -> Result<InputFile, OpenError> {
    let file = &job.file;
    match file.format.kind {
        FileKind::Text | FileKind::Fixed => {
            let mut hashing = HashingReader::new(file::stream(file, false)?, job.known.is_none());
            let mut text = Text::new(file, &mut hashing);
            text.header()?;
            text.rows((job.width, job.rows), &job.wanted, take)?;
            drop(text);
            match &job.known {
                Some(known) => Ok(known.clone()),
                None => hashing.input(file),
            }
        }
        FileKind::Parquet => match &file.location {
            // The whole file is hashed while its rows are read.
            Location::Local(path) => thread::scope(|scope| {
                let hashed = match &job.known {
                    Some(_) => None,
                    None => Some(scope.spawn(|| file::identified(file))),
                };
                let rows = file::local(file, path).and_then(|bytes| parquet(job, part, bytes, take));
                let hashed = hashed.map(|hashed| hashed.join().unwrap_or_else(|_| Err(unread(file))));
                rows?;
                job.known.clone().map(Ok).or(hashed).unwrap_or_else(|| Err(unread(file)))
            }),
            Location::Remote(_) => {
                let bytes = file::bytes(file)?;
                let input = input(file, &bytes);
                parquet(job, part, file::payload(bytes), take).map(|()| input)
            }
        },
        FileKind::Arrow => {
            let bytes = file::bytes(file)?;
            let (_, batches) = file::arrow(&bytes, file)?;
            let mut first = 1;
            for batch in batches {
                let batch = batch.map_err(|error| file::not_arrow(file, &error))?;
                let lines = Lines::From(first);
                first += batch.num_rows() as u64;
                if !take(RawRows::plain(picked(&batch, &job.wanted), batch.num_rows(), lines)) {
                    break;
                }
            }
            Ok(job.known.clone().unwrap_or_else(|| input(file, &bytes)))
        }
        FileKind::Json | FileKind::Workbook => {
            let bytes = file::bytes(file)?;
            let untyped = file::untyped(&bytes, file)?;
            set(untyped.grid.clone());
            for (lines, columns) in untyped.rows(&job.wanted, job.rows) {
                let rows = lines.len();
                if !take(RawRows::plain(columns, rows, Lines::Each(lines))) {
                    break;
                }
            }
            Ok(job.known.clone().unwrap_or_else(|| input(file, &bytes)))
        }
    }
}

fn picked(batch: &RecordBatch, wanted: &[usize]) -> Vec<datafusion::arrow::array::ArrayRef> {
    wanted.iter().map(|at| Arc::clone(batch.column(*at))).collect()
}

/// What a file is, by its bytes.
fn input(file: &FeedFile, bytes: &[u8]) -> InputFile {
    let sha256 = file::shown(&Sha256::digest(bytes));
    InputFile { shown: file.shown.clone(), sha256, bytes: bytes.len() as u64 }
}

/// Rows of Parquet, or of a part of it.
fn parquet<R: datafusion::parquet::file::reader::ChunkReader + 'static>(
    job: &Job,
    part: Option<Part>,
    reader: R,
    take: &mut dyn FnMut(RawRows) -> bool,
) -> Result<(), OpenError> {
    let wrong = |reason: String| OpenError::Content { shown: job.file.shown.clone(), reason };
    let (builder, mut first) = match part {
        Some(Part { footer, groups, first_row }) => {
            let footer = footer_for(footer, &job.forms);
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(reader, footer);
            (builder.with_row_groups(groups.collect()), first_row + 1)
        }
        None => {
            let footer = ArrowReaderMetadata::load(&reader, ArrowReaderOptions::default());
            let footer = footer_for(footer.map_err(|error| wrong(error.to_string()))?, &job.forms);
            (ParquetRecordBatchReaderBuilder::new_with_metadata(reader, footer), 1)
        }
    };
    let mask = ProjectionMask::roots(builder.parquet_schema(), job.wanted.iter().copied());
    let rows = builder.with_projection(mask).with_batch_size(job.rows).build();
    for batch in rows.map_err(|error| wrong(error.to_string()))? {
        let batch = batch.map_err(|error| wrong(error.to_string()))?;
        let lines = Lines::From(first);
        first += batch.num_rows() as u64;
        if !take(RawRows::plain(batch.columns().to_vec(), batch.num_rows(), lines)) {
            break;
        }
    }
    Ok(())
}

/// Bytes that are hashed while they pass.
struct HashingReader {
    input: Box<dyn Read + Send>,
    hash: Sha256,
    /// Whether the hash is not known yet.
    is_wanted: bool,
    bytes: u64,
}

impl HashingReader {
    fn new(input: Box<dyn Read + Send>, is_wanted: bool) -> HashingReader {
        HashingReader { input, hash: Sha256::new(), is_wanted, bytes: 0 }
    }

    /// What the file is. Nobody may have wanted the rest of it.
    fn input(mut self, file: &FeedFile) -> Result<InputFile, OpenError> {
        std::io::copy(&mut self, &mut std::io::sink()).map_err(|error| file::unreadable(file, &error))?;
        let sha256 = file::shown(&self.hash.finalize());
        Ok(InputFile { shown: file.shown.clone(), sha256, bytes: self.bytes })
    }
}

impl Read for HashingReader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        if self.is_wanted {
            self.hash.update(&buffer[..read]);
        }
        self.bytes += read as u64;
        Ok(read)
    }
}

pub(super) fn unread(file: &FeedFile) -> OpenError {
    OpenError::Unreadable { shown: file.shown.clone(), reason: "reading broke off".to_owned() }
}
