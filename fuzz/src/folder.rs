//! Where the projects of inputs stand, one after another in one folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder, in memory where the system has such a one, with what was written into it.
pub struct Folder {
    place: TempDir,
    files: BTreeMap<String, Vec<u8>>,
}

thread_local! {
    static ONE: RefCell<Folder> = RefCell::new(Folder::new());
}

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Folder { place: place.expect("a folder"), files: BTreeMap::new() }
    }

    /// Does something in the one folder of all inputs, when it holds these files and no others.
    pub fn with(files: &[(&str, &[u8])], then: impl FnOnce(&Path)) {
        ONE.with_borrow_mut(|folder| then(folder.holding(files)));
    }

    /// Its place, when it holds these files and no others; what is there already is not written again.
    pub fn holding(&mut self, files: &[(&str, &[u8])]) -> &Path {
        let place = self.place.path();
        self.files.retain(|name, _| {
            let stays = files.iter().any(|(wanted, _)| wanted == name);
            if !stays {
                fs::remove_file(place.join(name)).expect("our own");
            }
            stays
        });
        for (name, bytes) in files {
            if self.files.get(*name).is_some_and(|there| there == bytes) {
                continue;
            }
            let path = place.join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, bytes).expect("a file");
            self.files.insert((*name).to_owned(), bytes.to_vec());
        }
        place
    }
}

impl Default for Folder {
    fn default() -> Folder {
        Folder::new()
    }
}
