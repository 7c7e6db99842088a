//! Any bytes as a text file, by a format that the first bytes choose.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    let [encoding, signs, rows @ ..] = data else { return };
    let encodings = ["utf-8", "utf-16le", "windows-1252", "windows-1253", "iso-8859-2"];
    let encoding = encodings[*encoding as usize % encodings.len()];
    let [separator, decimal, thousands] = match signs % 4 {
        0 => [",", ".", ""],
        1 => [";", ",", "."],
        2 => ["|", ".", "'"],
        _ => ["\\t", ",", " "],
    };
    let thousands = if thousands.is_empty() { String::new() } else { format!(", thousands: \"{thousands}\"") };
    let format = format!("    format: {{ encoding: {encoding}, separator: \"{separator}\", decimal: \"{decimal}\"{thousands} }}");
    let yaml = mando_fuzz::scorecard("a.csv", &format);
    mando_fuzz::project(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.csv", rows)]);
});
