//! Any bytes as Parquet, and any days and amounts in a sound file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let file = if part % 2 == 0 { rest.to_vec() } else { mando_fuzz::parquet(rest) };
    let yaml = mando_fuzz::scorecard("a.parquet", "");
    mando_fuzz::project(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.parquet", &file)]);
});
