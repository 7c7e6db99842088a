//! Who asks a bucket: credentials of the environment, and of the file that it names. They are never printed.

use std::collections::BTreeMap;
use std::env::var;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};

/// The builder with what the environment says of region, endpoint and credentials; without any, nobody signs.
pub(super) fn of_environment(mut builder: AmazonS3Builder) -> AmazonS3Builder {
    let set = |name: &str| var(name).ok().filter(|value| !value.is_empty());
    if let Some(endpoint) = set("AWS_ENDPOINT_URL_S3").or_else(|| set("AWS_ENDPOINT_URL")) {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
    }
    if let Some(region) = set("AWS_REGION").or_else(|| set("AWS_DEFAULT_REGION")) {
        builder = builder.with_region(region);
    }
    if let Some(allowed) = set("AWS_ALLOW_HTTP") {
        builder = builder.with_allow_http(allowed.eq_ignore_ascii_case("true") || allowed == "1");
    }
    let own = [
        ("aws_access_key_id", set("AWS_ACCESS_KEY_ID")),
        ("aws_secret_access_key", set("AWS_SECRET_ACCESS_KEY")),
        ("aws_session_token", set("AWS_SESSION_TOKEN")),
    ];
    let mut known: BTreeMap<String, String> =
        own.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    if !known.contains_key("aws_access_key_id")
        && let Some(path) = set("AWS_SHARED_CREDENTIALS_FILE")
        && let Ok(text) = std::fs::read_to_string(path)
    {
        known = profile(&text, &set("AWS_PROFILE").unwrap_or_else(|| "default".to_owned()));
    }
    let keys = [
        ("aws_access_key_id", AmazonS3ConfigKey::AccessKeyId),
        ("aws_secret_access_key", AmazonS3ConfigKey::SecretAccessKey),
        ("aws_session_token", AmazonS3ConfigKey::Token),
    ];
    for (name, key) in keys {
        if let Some(value) = known.get(name) {
            builder = builder.with_config(key, value);
        }
    }
    builder.with_skip_signature(!known.contains_key("aws_access_key_id"))
}

/// What a file of credentials says under `[name]`.
fn profile(text: &str, name: &str) -> BTreeMap<String, String> {
    let mut within = false;
    let mut found = BTreeMap::new();
    for line in text.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            within = heading.trim() == name;
        } else if let Some((key, value)) = line.split_once('=').filter(|_| within) {
            found.insert(key.trim().to_owned(), value.trim().to_owned());
        }
    }
    found
}
