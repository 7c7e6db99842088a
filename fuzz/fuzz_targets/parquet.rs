//! Any bytes as Parquet, and any days and amounts in a sound file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let file = match part % 3 {
        0 => rest.to_vec(),
        1 => mando_fuzz::files::parquet(rest),
        _ => mando_fuzz::files::parquet_changed(rest),
    };
    mando_fuzz::ready::rows("a.parquet", "", &mando_fuzz::files::parquet(&[7; 240]), &file);
});
