//! Writing: the mirror of the reader, infallible.

use alloc::vec::Vec;

/// A sink for encoded bytes. `Vec<u8>` implements it.
///
/// Length prefixes are u32; sizes beyond that cannot occur on any wire (an input blob itself is at most 4 GiB),
/// so they saturate instead of failing.
pub trait Writer {
    /// Appends raw bytes.
    fn write(&mut self, bytes: &[u8]);

    /// Appends one byte.
    fn write_byte(&mut self, value: u8) {
        self.write(&[value]);
    }

    /// Appends a little-endian u16.
    fn write_u16(&mut self, value: u16) {
        self.write(&value.to_le_bytes());
    }

    /// Appends a little-endian u32.
    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    /// Appends a little-endian u64.
    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    /// Appends a length or count prefix.
    fn write_len(&mut self, len: usize) {
        self.write_u32(u32::try_from(len).unwrap_or(u32::MAX));
    }

    /// Appends `u32 len ‖ bytes`.
    fn write_blob(&mut self, bytes: &[u8]) {
        self.write_len(bytes.len());
        self.write(bytes);
    }

    /// Appends `u32 count ‖ raw arrays`.
    fn write_slice<const N: usize>(&mut self, items: &[[u8; N]]) {
        self.write_len(items.len());
        self.write(items.as_flattened());
    }

    /// Appends `u32 count ‖ to_bytes(item)…`.
    fn write_many<T, B: AsRef<[u8]>>(&mut self, items: &[T], to_bytes: impl Fn(&T) -> B) {
        self.encode_many(items, |item, out| out.write(to_bytes(item).as_ref()));
    }

    /// Appends `u32 count`, then lets `encode` write each item.
    fn encode_many<T>(&mut self, items: &[T], mut encode: impl FnMut(&T, &mut Self)) {
        self.write_len(items.len());
        for item in items {
            encode(item, self);
        }
    }
}

impl Writer for Vec<u8> {
    fn write(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}
