//! Tells the program what it is made of: what one build keeps in its cache is nothing to another.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for root in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={root}");
        add(Path::new(root), &mut hasher)?;
    }
    println!("cargo::rustc-env=MANDO_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Everything under a path, in the order of names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.hash(hasher);
    if !path.is_dir() {
        if path.exists() {
            fs::read(path)?.hash(hasher);
        }
        return Ok(());
    }
    let mut paths = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().try_for_each(|path| add(path, hasher))
}
