//! Sound files of each format, and files in which the bytes of an input change something.

use std::io::{Cursor, Write};
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, TimestampMicrosecondArray};

/// A sound sheet: three rows under a header.
pub const SHEET: &[u8] = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row><row r="2"><c r="A2" s="1"><v>46082</v></c><c r="B2" t="s"><v>4</v></c><c r="C2"><v>12.5</v></c><c r="D2"><f>2+7</f><v>9</v></c></row><row r="3"><c r="A3" s="1"><v>46050.5</v></c><c r="B3" t="s"><v>4</v></c><c r="C3"><v>-1</v></c><c r="D3" t="e"><v>#DIV/0!</v></c></row></sheetData></worksheet>"#;

/// Its texts.
pub const STRINGS: &[u8] = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="5" uniqueCount="5"><si><t>day</t></si><si><t>customer</t></si><si><t>amount</t></si><si><t>score</t></si><si><t>a</t></si></sst>"#;

/// A workbook of one sheet.
pub fn book(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{MAIN}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MAIN}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{MAIN}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{MAIN}.sharedStrings+xml"/></Types>"#
    );
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let workbook = format!(
        r#"<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relations = format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    let styles = format!(
        r#"<styleSheet xmlns="{SHEETS}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
    );
    let parts: [(&str, &[u8]); 7] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ];
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        file.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        file.write_all(bytes).expect("its bytes");
    }
    file.finish().expect("a file").into_inner()
}

/// Rows of which days, amounts and scores are what the bytes say.
fn rows(bytes: &[u8]) -> RecordBatch {
    let cells: Vec<i64> = bytes
        .chunks(8)
        .map(|chunk| chunk.iter().rev().fold(0, |number, byte| (number << 8) | i64::from(*byte)))
        .collect();
    let at = |offset: usize| cells.iter().skip(offset).step_by(3).copied();
    let rows = cells.len() / 3;
    let days = Date32Array::from_iter_values(at(0).take(rows).map(|n| n as i32));
    let amounts = Float64Array::from_iter_values(at(1).take(rows).map(|n| f64::from_bits(n as u64)));
    let scores = TimestampMicrosecondArray::from_iter_values(at(2).take(rows));
    let customers = Int64Array::from_iter_values(at(1).take(rows).map(|n| n % 3));
    let columns: [(&str, ArrayRef); 4] = [
        ("day", Arc::new(days)),
        ("customer", Arc::new(customers)),
        ("amount", Arc::new(amounts)),
        ("score", Arc::new(scores)),
    ];
    RecordBatch::try_from_iter(columns).expect("columns of one length")
}

/// A sound Parquet file of such rows.
pub fn parquet(bytes: &[u8]) -> Vec<u8> {
    let rows = rows(bytes);
    let mut file = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut file, rows.schema(), None).expect("a writer");
    writer.write(&rows).expect("rows");
    writer.close().expect("a footer");
    file
}

/// A Parquet file of fixed rows with bytes changed.
pub fn parquet_changed(bytes: &[u8]) -> Vec<u8> {
    changed(parquet(&[7; 240]), bytes)
}

/// An Arrow file of fixed rows with bytes changed.
pub fn arrow_changed(bytes: &[u8]) -> Vec<u8> {
    let rows = rows(&[7; 240]);
    let mut writer = arrow::ipc::writer::FileWriter::try_new(Vec::new(), &rows.schema()).expect("a writer");
    writer.write(&rows).expect("rows");
    changed(writer.into_inner().expect("a file"), bytes)
}

/// A file in which the bytes of an input change others: two say where, one what.
pub fn changed(mut file: Vec<u8>, bytes: &[u8]) -> Vec<u8> {
    if file.is_empty() {
        return file;
    }
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % file.len();
        file[at] ^= change[2];
    }
    file
}

/// The number that up to eight bytes are; nothing where they are none that can be reckoned with.
pub fn number(bytes: &[u8]) -> Option<f64> {
    let mut eight = [0; 8];
    eight.iter_mut().zip(bytes).for_each(|(byte, own)| *byte = *own);
    Some(f64::from_le_bytes(eight)).filter(|number| number.is_finite())
}
