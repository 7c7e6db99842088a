//! Any bytes as an Arrow file, and a sound one with bytes changed.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let file = if part % 2 == 0 { rest.to_vec() } else { mando_fuzz::arrow_changed(rest) };
    let yaml = mando_fuzz::scorecard("a.arrow", "");
    mando_fuzz::project(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.arrow", &file)]);
});
