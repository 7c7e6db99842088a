//! Tables as files that another machine can read.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::dataframe::DataFrame;
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use futures::StreamExt;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::disk::{self, Name};

/// Why a table could not be written for another machine.
#[derive(Debug, Error)]
pub enum StageError {
    /// The folder cannot be written.
    #[error("cannot write into `{folder}`: {reason}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        reason: io::Error,
    },
    /// Rows cannot be computed or written.
    #[error(transparent)]
    Rows(#[from] DataFusionError),
}

/// Writes what a frame computes as a Parquet file named for its content; the same rows are the same file.
pub(crate) async fn stage(folder: &Path, id: &str, frame: DataFrame) -> Result<PathBuf, StageError> {
    let cannot = |reason| StageError::Folder { folder: folder.display().to_string(), reason };
    let (part, file) = disk::begin_file(folder).map_err(cannot)?;
    let file = HashingWriter { file, hash: Sha256::new() };
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let schema = Arc::clone(frame.schema().inner());
    let mut writer = ArrowWriter::try_new(file, schema, Some(properties)).map_err(parquet)?;
    let mut rows = frame.execute_stream().await?;
    while let Some(batch) = rows.next().await {
        writer.write(&batch?).map_err(parquet)?;
    }
    let written = writer.into_inner().map_err(parquet)?;
    written.file.sync_all().map_err(cannot)?;
    let digest = written.hash.finalize();
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    disk::name_file(&part, folder, &Name::from_text(&format!("{id}-{hash}.parquet"))).map_err(cannot)
}

fn parquet(error: datafusion::parquet::errors::ParquetError) -> StageError {
    StageError::Rows(error.into())
}

/// A file, and the hash of what went into it.
struct HashingWriter {
    file: File,
    hash: Sha256,
}

impl Write for HashingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
