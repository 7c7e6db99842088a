//! Pages of Parquet, held to a size before they are unpacked: a page of a few bytes may say that it unpacks to any number, and
//! may unpack to more than it says.

use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderMetadata;
use datafusion::parquet::basic::{Compression, Encoding};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::reader::{ChunkReader, Length};
use datafusion::parquet::schema::types::ColumnDescPtr;
use flate2::read::MultiGzDecoder;
use lz4_flex::frame::FrameDecoder;

use super::page_header::{PageHeader, header};

/// Bytes that one page takes when it is unpacked: those that write the largest write a hundred megabytes.
const PAGE: u64 = 128 << 20;
/// The same of a page whose texts begin as those before them do: each may be as long as all others together.
const GROWING: u64 = 4 << 20;
/// Bytes of the pages of one batch, of all columns together.
const TOGETHER: u64 = 1 << 30;
/// Bytes of a file that are unpacked at a time where it is only looked at.
pub(in crate::data) const LOOKED_AT: u64 = 128 << 20;
/// Bytes that are unpacked at a time to count them.
const PIECE: usize = 1 << 16;
/// How many times its bytes a page of Gzip may take, and one of LZ4: what takes no more than a batch may is not counted before it
/// is unpacked.
const GZIP: u64 = 1_032;
const LZ4: u64 = 255;

/// A column of a row group.
#[derive(Debug)]
struct Chunk {
    place: Range<u64>,
    leaf: usize,
    packing: Compression,
    /// Whether its texts may begin as those before them do.
    grows: bool,
    column: ColumnDescPtr,
}

/// What of a leaf is held unpacked.
#[derive(Debug, Clone, Copy, Default)]
struct Leaf {
    dictionary: u64,
    page: u64,
    header: PageHeader,
}

/// What is unpacked at a time.
#[derive(Debug, Default)]
struct Held {
    leaves: Vec<Leaf>,
    /// Bytes of all their pages.
    now: u64,
    /// Bytes of pages of the batch that others have followed.
    behind: u64,
    refused: Option<String>,
    is_beyond: bool,
}

/// What is known of the pages of a file.
#[derive(Debug)]
struct Watch {
    /// By their places.
    chunks: Vec<Chunk>,
    together: u64,
    held: Mutex<Held>,
}

/// A reader of Parquet that refuses pages that are too large.
#[derive(Debug)]
pub(in crate::data) struct WatchedReader<R> {
    inner: Arc<R>,
    watch: Arc<Watch>,
}

/// What of pages is refused.
#[derive(Debug)]
pub(in crate::data) struct Watched(Arc<Watch>);

impl<R> WatchedReader<R> {
    /// Watches the pages of some fields in some row groups; `None` where two of them stand in one place.
    pub(in crate::data) fn new(
        inner: R,
        footer: &ArrowReaderMetadata,
        groups: Range<usize>,
        fields: &[usize],
        is_look: bool,
    ) -> Option<(WatchedReader<R>, Watched)> {
        let parquet = footer.parquet_schema();
        let leaves: Vec<usize> = (0..parquet.num_columns())
            .filter(|leaf| fields.contains(&parquet.get_column_root_idx(*leaf)))
            .collect();
        let mut chunks = Vec::new();
        for group in footer.metadata().row_groups().get(groups)? {
            for leaf in &leaves {
                let column = group.column(*leaf);
                let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
                let (start, length) =
                    (u64::try_from(start).ok()?, u64::try_from(column.compressed_size()).ok()?);
                chunks.push(Chunk {
                    place: start..start.checked_add(length)?,
                    leaf: *leaf,
                    packing: column.compression(),
                    grows: grows(column.encodings()),
                    column: column.column_descr_ptr(),
                });
            }
        }
        chunks.retain(|chunk| !chunk.place.is_empty());
        chunks.sort_by_key(|chunk| chunk.place.start);
        if chunks.windows(2).any(|pair| pair[0].place.end > pair[1].place.start) {
            return None;
        }
        let together = if is_look { LOOKED_AT } else { TOGETHER };
        let leaves = vec![Leaf::default(); parquet.num_columns()];
        let held = Mutex::new(Held { leaves, ..Held::default() });
        let watch = Arc::new(Watch { chunks, together, held });
        Some((WatchedReader { inner: Arc::new(inner), watch: Arc::clone(&watch) }, Watched(watch)))
    }
}

/// Bytes that the first page of a column unpacks to, which holds the values that others name by their numbers.
pub(in crate::data) fn first_page(file: &impl ChunkReader, at: u64) -> Option<u64> {
    let (_, header) = header(&mut file.get_read(at).ok()?).ok()?;
    header.is_dictionary.then_some(header.unpacked)
}

/// Whether texts of a column may begin as those before them do.
fn grows(mut encodings: impl Iterator<Item = Encoding>) -> bool {
    encodings.any(|encoding| encoding == Encoding::DELTA_BYTE_ARRAY)
}

impl Watched {
    /// Whether texts of any column may begin as those before them do.
    pub(in crate::data) fn grows(&self) -> bool {
        self.0.chunks.iter().any(|chunk| chunk.grows)
    }

    /// Why a page was refused.
    pub(in crate::data) fn refused(&self) -> Option<String> {
        self.0.held().refused.clone()
    }

    /// Whether it was because all pages together take too much.
    pub(in crate::data) fn is_beyond(&self) -> bool {
        self.0.held().is_beyond
    }

    /// A batch is handed on: nothing holds the pages before those that are open.
    pub(in crate::data) fn ends_batch(&self) {
        self.0.held().behind = 0;
    }
}

impl Watch {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The column that stands at a place.
    fn chunk(&self, at: u64) -> Option<&Chunk> {
        let after = self.chunks.partition_point(|chunk| chunk.place.start <= at);
        self.chunks.get(after.checked_sub(1)?).filter(|chunk| chunk.place.contains(&at))
    }

    fn refuse<T>(&self, reason: String) -> io::Result<T> {
        self.held().refused = Some(reason.clone());
        Err(io::Error::other(reason))
    }

    /// Whether the page may be read whose header stands at a place.
    fn admit(&self, at: u64, header: PageHeader) -> io::Result<()> {
        let Some(chunk) = self.chunk(at) else {
            return self.refuse("a page of it stands where no column is".to_owned());
        };
        let (name, unpacked) = (chunk.column.name(), header.unpacked.max(header.packed));
        if header.grows() && !chunk.grows {
            return self.refuse(format!("a page of `{name}` is written otherwise than its footer says"));
        }
        let most = if header.grows() { GROWING } else { PAGE };
        if unpacked > most {
            let (takes, most) = (unpacked >> 20, most >> 20);
            return self
                .refuse(format!("a page of `{name}` takes {takes} MB, at most {most} MB are unpacked"));
        }
        if header.is_dictionary && header.values > unpacked {
            return self.refuse(format!("a page of `{name}` says that it has more values than bytes"));
        }
        let mut held = self.held();
        let Some(leaf) = held.leaves.get_mut(chunk.leaf) else { return Ok(()) };
        leaf.header = header;
        let place = if header.is_dictionary { &mut leaf.dictionary } else { &mut leaf.page };
        let before = std::mem::replace(place, unpacked);
        held.now = held.now - before + unpacked;
        held.behind = held.behind.saturating_add(before);
        if held.now.saturating_add(held.behind) > self.together {
            held.is_beyond = true;
            let most = self.together >> 20;
            held.refused = Some(format!("the pages of a few rows take more than {most} MB together"));
            return Err(io::Error::other("too much together"));
        }
        Ok(())
    }

    /// Whether a page unpacks to no more than it says.
    fn holds(&self, at: u64, page: &[u8]) -> io::Result<()> {
        let Some(chunk) = self.chunk(at) else { return Ok(()) };
        let header = self.held().leaves.get(chunk.leaf).map(|leaf| leaf.header).unwrap_or_default();
        let (Some(packed), false) = (page.get(header.levels..), header.is_plain) else { return Ok(()) };
        let length = packed.len() as u64;
        let most = header.unpacked.saturating_sub(header.levels as u64);
        let count = |unpacking: &mut dyn Read| io::copy(&mut unpacking.take(most + 1), &mut io::sink());
        // What is wrong with it otherwise is told by whoever reads it.
        let unpacked = match chunk.packing {
            Compression::GZIP(_) if length.saturating_mul(GZIP) > self.together => {
                count(&mut MultiGzDecoder::new(packed))
            }
            Compression::BROTLI(_) => count(&mut brotli::Decompressor::new(packed, PIECE)),
            // A frame does not keep to what the page says; what is none ends at once.
            Compression::LZ4 if length.saturating_mul(LZ4) > self.together => {
                count(&mut FrameDecoder::new(packed))
            }
            _ => Ok(0),
        };
        if unpacked.is_ok_and(|unpacked| unpacked > most) {
            return self
                .refuse(format!("a page of `{}` may unpack to more than it says", chunk.column.name()));
        }
        Ok(())
    }
}

impl<R: ChunkReader> Length for WatchedReader<R> {
    fn len(&self) -> u64 {
        self.inner.len()
    }
}

impl<R: ChunkReader> ChunkReader for WatchedReader<R> {
    type T = HeaderReader<R::T>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        let (watch, at) = (Arc::clone(&self.watch), start);
        Ok(HeaderReader { inner: self.inner.get_read(start)?, watch, at, header: None })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let bytes = self.inner.get_bytes(start, length)?;
        self.watch.holds(start, &bytes)?;
        Ok(bytes)
    }
}

/// Reads the header of a page, and looks at it before it is handed on.
pub(in crate::data) struct HeaderReader<T> {
    inner: T,
    watch: Arc<Watch>,
    at: u64,
    header: Option<Cursor<Vec<u8>>>,
}

impl<T: Read> Read for HeaderReader<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.header {
            Some(header) => header,
            None => {
                let (bytes, header) = header(&mut self.inner)?;
                self.watch.admit(self.at, header)?;
                self.header.insert(Cursor::new(bytes))
            }
        };
        match read.read(buffer)? {
            0 => self.inner.read(buffer),
            some => Ok(some),
        }
    }
}
