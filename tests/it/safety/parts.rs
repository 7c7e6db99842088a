//! Parts of Arrow that say another length than they have.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, DictionaryArray, Float64Array, Int32Array, StringArray};
use datafusion::arrow::ipc::CompressionType;
use datafusion::arrow::ipc::writer::{IpcWriteOptions, StreamWriter};
use datafusion::arrow::record_batch::RecordBatch;

use super::packed::of_file;
use super::run_in;

/// What a part begins with that is packed as a frame of LZ4.
const LZ4: [u8; 4] = [0x04, 0x22, 0x4d, 0x18];
/// The same of older frames.
const LEGACY: [u8; 4] = [0x02, 0x21, 0x4c, 0x18];
/// The same of Zstandard.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A stream of the columns, packed.
fn stream(columns: Vec<(&str, ArrayRef)>, packing: CompressionType) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("columns");
    let options = IpcWriteOptions::default().try_with_compression(Some(packing)).expect("a packing");
    let mut writer =
        StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).expect("a writer");
    writer.write(&batch).expect("rows");
    writer.into_inner().expect("a stream")
}

/// Puts another length, and another beginning, in place of those of every part that unpacks to so many bytes.
fn replaced(bytes: &[u8], length: i64, begin: [u8; 4], said: i64, by: [u8; 4]) -> Vec<u8> {
    let (old, new) = ([&length.to_le_bytes()[..], &begin].concat(), [&said.to_le_bytes()[..], &by].concat());
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = (0..bytes.len() - 12).filter(|at| bytes[*at..*at + 12] == old).collect();
    assert!(!places.is_empty(), "no part is so long");
    for at in places {
        bytes[at..at + 12].copy_from_slice(&new);
    }
    bytes
}

fn checked(bytes: &[u8]) -> (Option<i32>, String) {
    let folder = of_file("a.arrow", bytes, "columns: { day: date }");
    run_in(folder.path(), &["check", "."])
}

const COLUMN: &str = "a column of it says that it unpacks to more than 1 GB";
const LARGE: &str = "a batch of it says that it unpacks to more than 2 GB";
const LIES: &str = "a column of it unpacks to more than it says";

#[test]
fn parts_that_say_too_much_are_refused() {
    // More than a block of LZ4 holds.
    const ROWS: usize = 1_200_000;
    let bytes = i64::try_from(ROWS * 8).expect("bytes");
    let columns = || -> Vec<(&str, ArrayRef)> {
        let numbers = Arc::new(Float64Array::from(vec![1.0; ROWS]));
        let day: DictionaryArray<_> = std::iter::repeat_n("2026-03-01", ROWS).collect();
        let day: DictionaryArray<datafusion::arrow::datatypes::Int32Type> = day;
        vec![("day", Arc::new(day)), ("amount", numbers.clone()), ("seg", numbers.clone()), ("c", numbers)]
    };
    for (packing, begin) in [(CompressionType::ZSTD, ZSTD), (CompressionType::LZ4_FRAME, LZ4)] {
        let whole = stream(columns(), packing);
        let (code, words) = checked(&whole);
        assert_eq!(code, Some(0), "{words}");
        for (said, told) in [((1 << 30) + 1, COLUMN), (1 << 30, LARGE)] {
            let (code, words) = checked(&replaced(&whole, bytes, begin, said, begin));
            assert_eq!(code, Some(2), "{words}");
            assert!(words.contains("error[unreadable-file]") && words.contains(told), "{words}");
        }
    }
    let whole = stream(columns(), CompressionType::LZ4_FRAME);
    // Older frames do not say how large their blocks are.
    for (said, begin) in [(1, LZ4), (bytes, LEGACY)] {
        let (code, words) = checked(&replaced(&whole, bytes, LZ4, said, begin));
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains(LIES), "{words}");
    }
}

/// Values that columns name by numbers are held from their beginning to the end, those of all columns.
#[test]
fn values_that_are_named_by_numbers_have_a_bound_together() {
    let column = |letter: &str| -> ArrayRef {
        let text = StringArray::from(vec![letter.repeat(98_765)]);
        Arc::new(DictionaryArray::new(Int32Array::from(vec![0; 3]), Arc::new(text)))
    };
    let day: DictionaryArray<datafusion::arrow::datatypes::Int32Type> =
        std::iter::repeat_n("2026-03-01", 3).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("day", Arc::new(day)),
        ("amount", Arc::new(Float64Array::from(vec![1.0; 3]))),
        ("seg", column("a")),
        ("b", column("b")),
        ("c", column("c")),
    ];
    let whole = stream(columns, CompressionType::ZSTD);
    let (code, words) = checked(&whole);
    assert_eq!(code, Some(0), "{words}");
    let (code, words) = checked(&replaced(&whole, 98_765, ZSTD, 1 << 30, ZSTD));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains(LARGE), "{words}");
}
