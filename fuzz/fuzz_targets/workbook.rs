//! Any bytes as a workbook: as a whole, and as a sheet or the shared strings of a sound one.

#![no_main]

use libfuzzer_sys::fuzz_target;

use mando_fuzz::files::{SHEET, STRINGS, book};

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let changed = match part % 3 {
        0 => rest.to_vec(),
        1 => book(rest, STRINGS),
        _ => book(SHEET, rest),
    };
    mando_fuzz::ready::rows("a.xlsx", "", &book(SHEET, STRINGS), &changed);
});
