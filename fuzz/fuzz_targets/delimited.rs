//! Any bytes as a text file, by a format that the first bytes choose.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let [encoding, signs, rows @ ..] = data else { return };
    let encodings = ["utf-8", "utf-16le", "windows-1252", "windows-1253", "iso-8859-2"];
    let encoding = encodings[usize::from(*encoding) % encodings.len()];
    let [separator, decimal, thousands] = match signs % 4 {
        0 => [",", ".", ""],
        1 => [";", ",", "."],
        2 => ["|", ".", "'"],
        _ => ["\\t", ",", " "],
    };
    let thousands = if thousands.is_empty() { String::new() } else { format!(", thousands: \"{thousands}\"") };
    let skip = match signs / 4 % 4 {
        0 | 1 => "",
        2 => ", skip: { rows: 1, footer: 1 }",
        _ => ", skip: { until_blank: true }",
    };
    let format = format!(
        "    format: {{ encoding: {encoding}, separator: \"{separator}\", decimal: \"{decimal}\"{thousands}{skip} }}"
    );
    let fixed = "    format: { type: fixed, columns: { day: [1, 10], customer: [11, 14], amount: [15, 24], score: [25, 27] } }";
    let format = if signs / 16 % 4 == 3 { fixed } else { &format };
    let sound = if format == fixed { b"2026-03-01a   1.5       2  \n".to_vec() } else { sound(encoding, separator, signs) };
    mando_fuzz::ready::rows("a.csv", format, &sound, rows);
});

/// A sound file, with a title above it if the format skips such.
fn sound(encoding: &str, separator: &str, signs: &u8) -> Vec<u8> {
    let separator = if separator == "\\t" { "\t" } else { separator };
    let title = match signs / 4 % 4 {
        0 | 1 => "",
        2 => "Report\n",
        _ => "Report\n\n",
    };
    let text =
        format!("{title}day,customer,amount,score\n2026-03-01,a,1,2\nTotal,,,\n").replace(",", separator);
    match encoding {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.into_bytes(),
    }
}
