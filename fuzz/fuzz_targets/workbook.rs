//! Any bytes as a workbook: as a whole, and as a sheet or the shared strings of a sound one.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let book = match part % 3 {
        0 => rest.to_vec(),
        1 => mando_fuzz::book(rest, mando_fuzz::STRINGS),
        _ => mando_fuzz::book(mando_fuzz::SHEET, rest),
    };
    let yaml = mando_fuzz::scorecard("a.xlsx", "");
    mando_fuzz::project(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.xlsx", &book)]);
});
