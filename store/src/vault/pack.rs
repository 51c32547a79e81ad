//! Makes what is sealed smaller first. Most of what is kept is short JSON that says the same words over and over, so
//! packing starts from a list of those words.

use std::cell::RefCell;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// What is often written, most often last. Never change it: what was packed with it can be read with nothing else. A
/// better list is another version (`SEALED_PACKED_V2` in `data_key.rs`).
const WORDS: &[u8] = include_bytes!("words-1.txt");

/// More than anything packed unpacks to; something damaged cannot fill the memory.
const MOST_BYTES: usize = 64 << 20;

thread_local! {
    /// Making one anew costs more than packing.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), false));
}

/// The bytes in less room; `None` when they take no less.
pub(super) fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        packer.set_dictionary(WORDS).ok()?;
        // What does not fit takes no less room.
        let mut packed = Vec::with_capacity(bytes.len());
        match packer.compress_vec(bytes, &mut packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) if packed.len() < bytes.len() => Some(packed),
            _ => None,
        }
    })
}

/// The bytes as they were; `None` when these are not packed bytes.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut unpacker = Decompress::new(false);
    unpacker.set_dictionary(WORDS).ok()?;
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(8).clamp(1024, MOST_BYTES));
    loop {
        let taken = usize::try_from(unpacker.total_in()).ok()?;
        match unpacker.decompress_vec(packed.get(taken..)?, &mut bytes, FlushDecompress::Finish) {
            Ok(Status::StreamEnd) => return Some(bytes),
            Ok(_) if bytes.len() == bytes.capacity() && bytes.len() < MOST_BYTES => {
                bytes.reserve(bytes.len());
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_unpacks_to_the_same(text in ".{0,40}", times in 1usize..200) {
            let bytes = text.repeat(times).into_bytes();
            if let Some(packed) = pack(&bytes) {
                prop_assert!(packed.len() < bytes.len());
                prop_assert_eq!(unpack(&packed).unwrap(), bytes);
            }
        }

        #[test]
        fn nothing_kept_makes_unpacking_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = unpack(&bytes);
        }
    }

    #[test]
    fn an_event_takes_a_third_of_its_text_or_less() {
        let text = br#"{"kind":"hand_over_accepted","plan_item":"driver-record","reference":"TXN-0004711"}"#;
        let packed = pack(text).unwrap();
        assert!(packed.len() * 3 <= text.len(), "{} of {}", packed.len(), text.len());
        assert_eq!(unpack(&packed).unwrap(), text);
    }

    #[test]
    fn what_is_random_is_not_packed() {
        let bytes: Vec<u8> =
            (0_u32..64).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert!(pack(&bytes).is_none());
    }

    /// Packed by zlib itself with the first list of words: it must unpack for ever.
    #[test]
    fn what_was_packed_with_the_first_list_still_unpacks() {
        let packed = data_encoding::HEXLOWER.decode(FIRST.as_bytes()).unwrap();
        assert_eq!(
            unpack(&packed).unwrap(),
            br#"{"kind":"status_changed","status":"approved","outcome":"granted","reason":"All is well."}"#
        );
    }

    const FIRST: &str = "a362cc38024b0760ebaf3c35270758260000";
}
