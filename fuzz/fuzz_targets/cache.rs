//! What another run kept, with bytes changed: never believed, and with the seal of a sound entry never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    mando_fuzz::input(|| mando_fuzz::kept::changed(data));
});
