//! Files, each read on a thread of its own, batch by batch: who waits for it can give up, and what breaks down in a
//! library breaks down there.

use bytes::Bytes;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use datafusion::parquet::file::metadata::RowGroupMetaData;
use datafusion::parquet::file::reader::ChunkReader;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinHandle, spawn_blocking};

use super::pieces::{LongText, MOST, all, in_pieces, spread};
use super::raw::{Lines, RawRows};
use super::text::Text;
use crate::data::arrow::Places;
use crate::data::pages::{LOOKED_AT, WatchedReader};
use crate::data::texts::{TextForm, footer_for, is_text};
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
    /// Whoever only looks at a file takes no more of it than is unpacked at once, and hears here where that is not all.
    pub(super) look: Option<Arc<AtomicBool>>,
}

impl Job {
    /// Gives up looking.
    fn cut(&self) -> bool {
        self.look.iter().for_each(|cut| cut.store(true, Ordering::Relaxed));
        self.look.is_some()
    }
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
            Location::Local(path) => {
                hashed_beside(job, || parquet(job, part, file::local(file, path)?, take))
            }
            Location::Remote(_) => {
                let bytes = file::bytes(file)?;
                let input = input(file, &bytes);
                parquet(job, part, Bytes::from(bytes), take).map(|()| input)
            }
        },
        FileKind::Arrow => match &file.location {
            Location::Local(_) => hashed_beside(job, || arrow(job, file::places(file)?, take)),
            Location::Remote(_) => {
                let bytes = file::bytes(file)?;
                let input = input(file, &bytes);
                arrow(job, Box::new(Cursor::new(bytes)), take).map(|()| input)
            }
        },
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

/// Reads rows of a local file, which is hashed beside it.
fn hashed_beside(job: &Job, rows: impl FnOnce() -> Result<(), OpenError>) -> Result<InputFile, OpenError> {
    let file = &job.file;
    thread::scope(|scope| {
        let hashed = match &job.known {
            Some(_) => None,
            None => Some(scope.spawn(|| file::identify(file))),
        };
        let rows = rows();
        let hashed = hashed.map(|hashed| hashed.join().unwrap_or_else(|_| Err(unread(file))));
        rows?;
        job.known.clone().map(Ok).or(hashed).unwrap_or_else(|| Err(unread(file)))
    })
}

/// What a file is, by its bytes.
fn input(file: &FeedFile, bytes: &[u8]) -> InputFile {
    let sha256 = file::hex(&Sha256::digest(bytes));
    InputFile { shown: file.shown.clone(), sha256, bytes: bytes.len() as u64 }
}

/// Rows of Arrow. Each batch is read on its own, and cut.
fn arrow(
    job: &Job,
    mut places: Box<dyn Places>,
    take: &mut dyn FnMut(RawRows) -> bool,
) -> Result<(), OpenError> {
    let file = &job.file;
    let wrong = |error| file::not_arrow(file, &error);
    let parts = file::arrow_parts(&mut *places, file)?;
    if parts.dictionaries > LOOKED_AT && job.cut() {
        return Ok(());
    }
    let (_, mut batches) = file::arrow(places, &parts, file, Some(job.wanted.clone()))?;
    let (mut first, mut number) = (1, 0);
    loop {
        if parts.batches.get(number).is_some_and(|bytes| *bytes > LOOKED_AT) && job.cut() {
            return Ok(());
        }
        number += 1;
        let Some(batch) = batches.next() else { return Ok(()) };
        let batch = batch.map_err(wrong)?;
        let (mut begin, mut broken) = (0, None);
        // Values that are named by numbers are written out piece by piece.
        let mut take = |raw: RawRows| match raw.columns.iter().map(spread).collect() {
            Ok(columns) => take(RawRows { columns, ..raw }),
            Err(error) => {
                broken = Some(error);
                false
            }
        };
        while begin < batch.num_rows() {
            let rows = job.rows.min(batch.num_rows() - begin);
            let columns: Vec<ArrayRef> =
                batch.columns().iter().map(|column| column.slice(begin, rows)).collect();
            let wanted = in_pieces(&columns, rows, first, &mut take);
            if !wanted.map_err(|long| too_long(job, &batch.schema(), &long))? {
                return broken.map_or(Ok(()), |error| Err(wrong(error)));
            }
            (begin, first) = (begin + rows, first + rows as u64);
        }
    }
}

/// That a text is longer than one may be.
fn too_long(job: &Job, schema: &Schema, long: &LongText) -> OpenError {
    let column = schema.field(long.column).name();
    let reason = format!("`{column}` holds a value of more than 16 MB in row {}", long.line);
    OpenError::TooLarge { shown: job.file.shown.clone(), reason }
}

/// Rows of Parquet, or of a part of it. Its texts come as views of its pages, of which none is copied before it stands in a piece of
/// a size.
fn parquet<R: ChunkReader + 'static>(
    job: &Job,
    part: Option<Part>,
    reader: R,
    take: &mut dyn FnMut(RawRows) -> bool,
) -> Result<(), OpenError> {
    let shown = || job.file.shown.clone();
    let wrong = |reason: String| OpenError::Content { shown: shown(), reason };
    let (footer, groups, mut first) = match part {
        Some(Part { footer, groups, first_row }) => (footer, groups, first_row + 1),
        None => {
            let footer = file::footer_of(&reader, &job.file)?;
            let groups = 0..footer.metadata().num_row_groups();
            (footer, groups, 1)
        }
    };
    let form = |at: &usize| (*at, job.forms.get(at).copied().unwrap_or(TextForm::Views));
    let footer = footer_for(footer, &job.wanted.iter().map(form).collect());
    let watched = WatchedReader::new(reader, &footer, groups.clone(), &job.wanted, job.look.is_some());
    let Some((reader, watched)) = watched else {
        return Err(wrong("two of its columns stand in one place".to_owned()));
    };
    let failed = |reason: String| match watched.refused() {
        Some(reason) => OpenError::TooLarge { shown: shown(), reason },
        None => wrong(reason),
    };
    let rows = rows_at_once(job, &footer, groups.clone(), watched.grows());
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(reader, footer);
    let mask = ProjectionMask::roots(builder.parquet_schema(), job.wanted.iter().copied());
    let builder = builder.with_row_groups(groups.collect()).with_projection(mask).with_batch_size(rows);
    let mut batches = builder.build().map_err(|error| failed(error.to_string()))?;
    // Short batches are put together, as long as their texts are not long.
    let (mut waiting, mut bytes) = (Vec::new(), 0);
    loop {
        let next = match batches.next().transpose() {
            // What came before is still handed on.
            Err(_) if watched.is_beyond() && job.cut() => None,
            next => next.map_err(|error| failed(error.to_string()))?,
        };
        let is_over = next.is_none();
        if let Some(batch) = next {
            bytes += batch.columns().iter().map(all).sum::<usize>();
            waiting.push(batch);
        }
        let found: usize = waiting.iter().map(RecordBatch::num_rows).sum();
        if !is_over && found < job.rows && bytes < MOST {
            continue;
        }
        let Some(schema) = waiting.first().map(RecordBatch::schema) else { return Ok(()) };
        let batch = concat_batches(&schema, &waiting).map_err(|error| failed(error.to_string()))?;
        let pieces = in_pieces(batch.columns(), found, first, take);
        let is_wanted = pieces.map_err(|long| too_long(job, &schema, &long))?;
        if is_over || !is_wanted {
            return Ok(());
        }
        first += found as u64;
        (bytes, waiting) = (0, Vec::new());
        watched.ends_batch();
    }
}

/// How many rows are read at once: fewer where rows are long, and few where a text may be as long as a page or is copied before it
/// is seen how long it is.
fn rows_at_once(job: &Job, footer: &ArrowReaderMetadata, groups: Range<usize>, grows: bool) -> usize {
    const BYTES: i64 = 1 << 25;
    const FEW: usize = 64;
    let copied = |at: &usize| {
        let kind = footer.schema().field(*at).data_type();
        let is_form = job.forms.get(at) == Some(&TextForm::Numbers) && *kind == TextForm::Numbers.kind();
        is_text(kind) && *kind != DataType::Utf8View && !is_form
    };
    if grows || job.wanted.iter().any(copied) {
        return FEW.min(job.rows);
    }
    let parquet = footer.parquet_schema();
    let is_wanted = |leaf: &usize| job.wanted.contains(&parquet.get_column_root_idx(*leaf));
    let leaves: Vec<usize> = (0..parquet.num_columns()).filter(is_wanted).collect();
    let of_group = |group: &RowGroupMetaData| {
        let bytes = leaves.iter().map(|leaf| group.column(*leaf).uncompressed_size());
        let bytes = bytes.fold(0, i64::saturating_add);
        let rows = BYTES.saturating_mul(group.num_rows()).checked_div(bytes).unwrap_or(i64::MAX);
        usize::try_from(rows).unwrap_or(FEW)
    };
    let groups = footer.metadata().row_groups().get(groups).unwrap_or_default();
    groups.iter().map(of_group).fold(job.rows, usize::min).max(1)
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
        let sha256 = file::hex(&self.hash.finalize());
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
