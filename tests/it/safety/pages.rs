//! Pages of Parquet that are written by hand: what they say of themselves, and what they hold.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use datafusion::arrow::array::{ArrayRef, Float64Array, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::metadata::ParquetMetaDataWriter;
use datafusion::parquet::file::properties::WriterProperties;
use flate2::write::GzEncoder;
use lz4_flex::frame::{BlockSize, FrameEncoder, FrameInfo};

use super::growth::cost_in;
use super::packed::{TYPED, of_file, parquet, rows};
use super::{project, run_in, scorecard};

/// A number of Thrift, with its sign.
fn number(number: usize) -> Vec<u8> {
    let (mut rest, mut bytes) = (number << 1, Vec::new());
    while rest > 0x7f {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

/// A field that follows one with a number so much less, and its number.
fn field(step: u8, value: usize) -> Vec<u8> {
    [vec![step << 4 | 5], number(value)].concat()
}

/// What the header of a page begins with: its sort, and its bytes in memory and in the file.
fn sizes(sort: usize, unpacked: usize, packed: usize) -> Vec<u8> {
    [field(1, sort), field(1, unpacked), field(1, packed)].concat()
}

/// The part of a header that says how many texts stand in the page, one behind the other.
fn plain(texts: usize) -> Vec<u8> {
    [vec![0x2c], field(1, texts), field(1, 0), field(1, 3), field(1, 3), vec![0]].concat()
}

/// The header of a page of texts.
fn data(texts: usize, unpacked: usize, packed: usize) -> Vec<u8> {
    [sizes(0, unpacked, packed), plain(texts), vec![0]].concat()
}

/// Texts as they stand in a page: their lengths before them.
fn body<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in texts {
        bytes.extend_from_slice(&u32::try_from(text.len()).expect("a short text").to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}

/// A file whose last column is a page that is given, with one of its values before it.
fn file(count: usize, packing: Compression, dictionary: &[u8], page: &[u8]) -> Vec<u8> {
    let texts = Arc::new(StringArray::from(vec!["a"; count]));
    let mut bytes = parquet(&rows(count, texts), |builder| builder.set_dictionary_enabled(false));
    let footer = ArrowReaderMetadata::load(&Bytes::from(bytes.clone()), ArrowReaderOptions::default());
    let metadata = footer.expect("a footer").metadata().as_ref().clone();
    let group = metadata.row_group(0);
    let start = group.column(2).data_page_offset();
    let length = |bytes: &[u8]| i64::try_from(bytes.len()).expect("a length");
    let column = group.column(2).clone().into_builder();
    let column = column
        .set_compression(packing)
        .set_total_compressed_size(length(dictionary) + length(page))
        .set_dictionary_page_offset((!dictionary.is_empty()).then_some(start))
        .set_data_page_offset(start + length(dictionary))
        .clear_statistics()
        .clear_page_encoding_stats()
        .set_column_index_offset(None)
        .set_column_index_length(None)
        .set_offset_index_offset(None)
        .set_offset_index_length(None);
    let mut columns = group.columns().to_vec();
    columns[2] = column.build().expect("a column");
    let group = group.clone().into_builder().set_column_metadata(columns).build().expect("a row group");
    let metadata = metadata.into_builder().set_row_groups(vec![group]);
    let metadata = metadata.set_column_index(None).set_offset_index(None).build();
    bytes.truncate(usize::try_from(start).expect("a place"));
    bytes.extend_from_slice(dictionary);
    bytes.extend_from_slice(page);
    ParquetMetaDataWriter::new(&mut bytes, &metadata).finish().expect("a footer");
    bytes
}

/// What `check` says of a file.
fn checked(bytes: &[u8]) -> (Option<i32>, String) {
    run_in(of_file("a.parquet", bytes, TYPED).path(), &["check", "."])
}

/// The library that reads pages goes by the numbers of fields alone, and by the last of several; both readings have to be one.
#[test]
fn a_header_that_can_be_read_in_two_ways_is_refused() {
    let body = body(["a", "b"]);
    let (sizes, plain) = (sizes(0, body.len(), body.len()), plain(2));
    let of = |header: &[Vec<u8>]| {
        let page = [header.concat(), vec![0], body.clone()].concat();
        file(2, Compression::UNCOMPRESSED, &[], &page)
    };
    let (code, words) = checked(&of(&[sizes.clone(), plain.clone()]));
    assert_eq!(code, Some(0), "{words}");
    // A field that nobody knows is passed over.
    let (code, words) = checked(&of(&[sizes.clone(), plain.clone(), vec![0x48, 2, b'x', b'y']]));
    assert_eq!(code, Some(0), "{words}");
    // The same size in eight bytes, as a decimal has them.
    let size = u8::try_from(body.len() * 2).expect("a byte");
    let decimal = vec![0x17, size | 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0];
    // Fields that say their number and not how much it is more.
    let again = [vec![0x05], number(2), number(body.len())].concat();
    let before =
        [vec![0x05], number(3), number(body.len()), vec![0x05], number(2), number(body.len())].concat();
    let numbers = [2, 0, 2, 0, 0, 0].map(|of| field(1, of)).concat();
    let second = [vec![0x3c], numbers, vec![0]].concat();
    let as_byte = [vec![0x2c], field(1, 2), vec![0x13, 0], field(1, 3), field(1, 3), vec![0]].concat();
    let count_again = [vec![0x2c], field(1, 2), vec![0x05], number(1), number(2)];
    let count_again = [count_again.concat(), field(1, 0), field(1, 3), field(1, 3), vec![0]].concat();
    for (what, header) in [
        ("a size of another kind", vec![field(1, 0), decimal, field(1, body.len()), plain.clone()]),
        ("a size that comes again", vec![sizes.clone(), again, vec![0x3c], plain[1..].to_vec()]),
        ("fields that fall", vec![field(1, 0), before, vec![0x3c], plain[1..].to_vec()]),
        ("two sorts", vec![sizes.clone(), plain.clone(), second]),
        ("an encoding of another kind", vec![sizes.clone(), as_byte]),
        ("a number of values that comes again", vec![sizes, count_again]),
    ] {
        let (code, words) = checked(&of(&header));
        assert_eq!(code, Some(2), "{what}: {words}");
        assert!(words.contains("the header of a page is none"), "{what}: {words}");
    }
}

#[test]
fn a_page_of_values_has_no_more_values_than_bytes() {
    let body = body(["a", "b"]);
    // Each row the first of the values.
    let page = [sizes(0, 3, 3), vec![0x2c], field(1, 2), field(1, 8), field(1, 3), field(1, 3), vec![0, 0]];
    let page = [page.concat(), vec![1, 4, 0]].concat();
    let of = |values: usize| {
        let head = [sizes(2, body.len(), body.len()), vec![0x4c], field(1, values), field(1, 0), vec![0, 0]];
        file(2, Compression::UNCOMPRESSED, &[head.concat(), body.clone()].concat(), &page)
    };
    let (code, words) = checked(&of(2));
    assert_eq!(code, Some(0), "{words}");
    let (code, words) = checked(&of(1 << 28));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("a page of `seg` says that it has more values than bytes"), "{words}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packing = GzEncoder::new(Vec::new(), flate2::Compression::best());
    packing.write_all(bytes).expect("bytes");
    packing.finish().expect("a page")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 3, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).expect("a page");
    packed
}

fn frame(bytes: &[u8]) -> Vec<u8> {
    let info = FrameInfo::new().block_size(BlockSize::Max64KB);
    let mut packing = FrameEncoder::with_frame_info(info, Vec::new());
    packing.write_all(bytes).expect("bytes");
    packing.finish().expect("a page")
}

/// An older frame, whose blocks have eight megabytes.
fn legacy(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x02, 0x21, 0x4c, 0x18];
    for block in bytes.chunks(8 << 20) {
        let block = lz4_flex::block::compress(block);
        packed.extend_from_slice(&u32::try_from(block.len()).expect("a short block").to_le_bytes());
        packed.extend_from_slice(&block);
    }
    packed
}

type Packer = fn(&[u8]) -> Vec<u8>;

/// Whoever unpacks these does not ask how long a page says that it is.
fn streams() -> [(&'static str, Compression, Packer); 4] {
    [
        ("Gzip", Compression::GZIP(Default::default()), gzip),
        ("Brotli", Compression::BROTLI(Default::default()), brotli),
        ("LZ4", Compression::LZ4, frame),
        ("older LZ4", Compression::LZ4, legacy),
    ]
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_that_unpacks_to_more_than_it_says_is_refused() {
    let long = body(std::iter::repeat_n("x".repeat(1 << 20).as_str(), 200));
    for (name, packing, pack) in streams() {
        let packed = pack(&long);
        let page = [data(200, 1, packed.len()), packed].concat();
        let folder = of_file("a.parquet", &file(200, packing, &[], &page), TYPED);
        let (code, words, megabytes, _) = cost_in(folder.path(), &["check", "."]);
        assert_eq!(code, Some(2), "{name}: {words}");
        assert!(words.contains("a page of `seg` may unpack to more than it says"), "{name}: {words}");
        assert!(megabytes < 300, "{name}: {megabytes} MB");
    }
}

/// Pages that say how long they are, however large: these would unpack to more than a page may if they were packed as well as can be.
#[test]
fn large_pages_that_say_how_long_they_are_are_read() {
    let mut state = 1_u64;
    let mut text = || -> String {
        let mut letter = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + (state >> 33) as u8 % 26)
        };
        (0..1_000).map(|_| letter()).collect()
    };
    let texts: Vec<String> = (0..3_000).map(|_| text()).collect();
    let whole = body(texts.iter().map(String::as_str));
    for (name, packing, pack) in streams() {
        let packed = pack(&whole);
        assert!(packed.len() > 1 << 20, "{name}: {}", packed.len());
        let page = [data(3_000, whole.len(), packed.len()), packed].concat();
        let folder = of_file("a.parquet", &file(3_000, packing, &[], &page), TYPED);
        for arguments in [&["check", "."][..], &["run", ".", "--no-cache", "--formats", "json"]] {
            let (code, words) = run_in(folder.path(), arguments);
            assert_eq!(code, Some(0), "{name}: {words}");
        }
    }
}

/// Whoever only looks stops where pages take too much together, and has seen the rows before them.
#[test]
fn rows_before_a_page_that_is_not_looked_at_are_looked_at() {
    let batch = |days: Vec<&str>, text: &str| {
        let texts: ArrayRef = Arc::new(StringArray::from(vec![text; days.len()]));
        let amounts = Float64Array::from(vec![1.0; days.len()]);
        let days = StringArray::from(days);
        let columns: [(&str, ArrayRef); 4] = [
            ("day", Arc::new(days)),
            ("amount", Arc::new(amounts)),
            ("seg", Arc::clone(&texts)),
            ("other", texts),
        ];
        RecordBatch::try_from_iter(columns).expect("columns")
    };
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(Default::default()))
        .set_dictionary_enabled(false)
        .set_data_page_size_limit(1 << 28);
    let short = batch(vec!["never"; 10], "a");
    let mut writer =
        ArrowWriter::try_new(Vec::new(), short.schema(), Some(properties.build())).expect("a writer");
    writer.write(&short).expect("rows");
    writer.flush().expect("a row group");
    writer.write(&batch(vec!["2026-03-01"; 8], &"x".repeat(15 << 20))).expect("rows");
    let yaml = scorecard("")
        .replace("data/a.csv", "data/a.parquet")
        .replace("columns: { day: date, amount: number }", TYPED)
        .replace("kind: count", "kind: { distinct: seg }")
        .replace("segments: [seg]", "segments: [other]");
    let folder = project(&yaml);
    std::fs::write(folder.path().join("data/a.parquet"), writer.into_inner().expect("a file"))
        .expect("a file");
    let (_, words) = run_in(folder.path(), &["check", "."]);
    assert!(words.contains("10 of 10 cells of `s.day` cannot be read"), "{words}");
}
