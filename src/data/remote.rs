//! Files at addresses: keys of buckets, and pages of the web.

use std::borrow::Cow;
use std::future::Future;
use std::sync::Arc;

use futures::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::http::HttpBuilder;
use object_store::path::Path;
use object_store::{ClientConfigKey, ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};

use super::{OpenError, credentials};
use crate::model::{Feed, FeedFile, Link, Location, fits, folders, partition, shown_by_pattern};

/// A whole file.
pub(super) fn whole(address: &str, shown: &str) -> Result<Vec<u8>, OpenError> {
    let StoredFile { store, key } = StoredFile::new(address, shown)?;
    let bytes = block_on_own_thread(async move { store.get(&key).await?.bytes().await }, shown)?;
    Ok(bytes.into())
}

/// The beginning of a file.
pub(super) fn head(address: &str, shown: &str, most: u64) -> Result<Vec<u8>, OpenError> {
    let StoredFile { store, key } = StoredFile::new(address, shown)?;
    let begun = block_on_own_thread(async move { store.get_range(&key, 0..most).await }, shown);
    match begun {
        Ok(bytes) => Ok(bytes.into()),
        Err(error @ OpenError::MissingFile { .. }) => Err(error),
        // Nobody has to answer with a part, and an empty file has none.
        Err(_) => whole(address, shown),
    }
}

/// The feed with the files that patterns of keys stand for, in the order of names.
pub(super) fn expanded(feed: &Feed) -> Result<Cow<'_, Feed>, OpenError> {
    if !feed.files.iter().any(|file| file.location.is_pattern()) {
        return Ok(Cow::Borrowed(feed));
    }
    let mut files = Vec::new();
    for file in &feed.files {
        match &file.location {
            Location::Remote(address) if file.location.is_pattern() => {
                files.extend(matching_files(file, address.whole())?)
            }
            _ => files.push(file.clone()),
        }
    }
    Ok(Cow::Owned(Feed { files, ..feed.clone() }))
}

/// The files of a bucket whose keys fit, part by part.
fn matching_files(file: &FeedFile, address: &str) -> Result<Vec<FeedFile>, OpenError> {
    let (bucket, pattern) = bucket_and_key(address);
    let parts: Vec<&str> = pattern.split('/').collect();
    let plain: Vec<&str> = parts.iter().copied().take_while(|part| !part.contains('*')).collect();
    let StoredFile { store, .. } = StoredFile::new(address, &file.shown)?;
    let prefix = Path::from_iter(plain);
    let listed = block_on_own_thread(
        async move { store.list(Some(&prefix)).try_collect::<Vec<_>>().await },
        &file.shown,
    )?;
    let mut keys: Vec<String> = listed.into_iter().map(|object| object.location.to_string()).collect();
    keys.sort();
    let fits_whole = |key: &&String| {
        let of_key: Vec<&str> = key.split('/').collect();
        of_key.len() == parts.len() && parts.iter().zip(of_key).all(|(pattern, name)| fits(pattern, name))
    };
    let fitting: Vec<&String> = keys.iter().filter(fits_whole).collect();
    if fitting.is_empty() {
        let names = keys.iter().take(5).cloned().collect();
        return Err(OpenError::NothingFits { shown: file.shown.clone(), names });
    }
    let found = fitting.into_iter().map(|key| FeedFile {
        location: Location::Remote(Link::new(format!("s3://{bucket}/{key}"))),
        shown: match file.shown.contains("${") {
            true => shown_by_pattern(&file.shown, pattern, key.rsplit('/').next().unwrap_or(key)),
            false => format!("s3://{bucket}/{key}"),
        },
        partition: partition(folders(key)),
        ..file.clone()
    });
    Ok(found.collect())
}

/// A file in a store.
struct StoredFile {
    store: Arc<dyn ObjectStore>,
    key: Path,
}

impl StoredFile {
    fn new(address: &str, shown: &str) -> Result<StoredFile, OpenError> {
        let refused =
            |error: Error| OpenError::Unreachable { shown: shown.to_owned(), reason: reason(&error) };
        // A file may be large; only a silent host has to be given up.
        let options = || {
            ClientOptions::new()
                .with_config(ClientConfigKey::Timeout, "1 hour")
                .with_config(ClientConfigKey::ConnectTimeout, "10 seconds")
        };
        let retry = RetryConfig { max_retries: 2, ..RetryConfig::default() };
        if address.starts_with("s3://") {
            let (bucket, key) = bucket_and_key(address);
            let builder = AmazonS3Builder::new().with_client_options(options()).with_retry(retry);
            let builder = credentials::of_environment(builder).with_bucket_name(bucket);
            let store = builder.build().map_err(refused)?;
            // A pattern is no key; only its bucket is asked for.
            let key = if key.contains('*') { Ok(Path::default()) } else { Path::parse(key) };
            let key = key.map_err(|error| refused(error.into()))?;
            return Ok(StoredFile { store: Arc::new(store), key });
        }
        let options = options().with_allow_http(true);
        // The address is taken as it is, with its query.
        let store = HttpBuilder::new().with_url(address).with_client_options(options).with_retry(retry);
        Ok(StoredFile { store: Arc::new(store.build().map_err(refused)?), key: Path::default() })
    }
}

fn bucket_and_key(address: &str) -> (&str, &str) {
    let rest = address.strip_prefix("s3://").unwrap_or(address);
    rest.split_once('/').unwrap_or((rest, ""))
}

/// Waits for an answer, on a thread of its own, whoever waits for whatever here.
fn block_on_own_thread<T: Send>(
    answer: impl Future<Output = Result<T, Error>> + Send,
    shown: &str,
) -> Result<T, OpenError> {
    let unreachable = |reason: String| OpenError::Unreachable { shown: shown.to_owned(), reason };
    let waiting = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| unreachable(error.kind().to_string()))?;
        runtime.block_on(answer).map_err(|error| match error {
            Error::NotFound { .. } => OpenError::MissingFile { shown: shown.to_owned(), nearest: None },
            error => unreachable(reason(&error)),
        })
    };
    std::thread::scope(|scope| match scope.spawn(waiting).join() {
        Ok(answer) => answer,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// What went wrong, without addresses: those can hold secrets.
fn reason(error: &Error) -> String {
    match error {
        Error::PermissionDenied { .. } => return "access is denied".to_owned(),
        Error::Unauthenticated { .. } => return "the credentials are not accepted".to_owned(),
        _ => {}
    }
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let text = innermost.to_string();
    let line = text.lines().next().unwrap_or_default();
    let is_plain = !line.is_empty() && line.len() <= 120 && !line.contains("://");
    if is_plain { line.to_owned() } else { "the store does not answer as one should".to_owned() }
}
