//! Any bytes as an Arrow file, and a sound one with bytes changed.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let file = if part % 2 == 0 { rest.to_vec() } else { mando_fuzz::files::arrow_changed(rest) };
    mando_fuzz::ready::rows("a.arrow", "", &mando_fuzz::files::arrow_changed(&[]), &file);
});
