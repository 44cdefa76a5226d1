//! Bit access over byte slices in the two index conventions in use.

/// Bit reads and writes. Reading out of range is `false`, writing out of range does nothing.
pub trait Bits {
    /// Bit `index`, where bit 0 is 0x80 of byte 0.
    fn get_msb(&self, index: usize) -> bool;
    /// Sets bit `index`, where bit 0 is 0x80 of byte 0.
    fn set_msb(&mut self, index: usize);
    /// Bit `index`, where bit 0 is 0x01 of byte 0.
    fn get_lsb(&self, index: usize) -> bool;
    /// Sets bit `index`, where bit 0 is 0x01 of byte 0.
    fn set_lsb(&mut self, index: usize);
}

impl Bits for [u8] {
    fn get_msb(&self, index: usize) -> bool {
        self.get(index / 8)
            .is_some_and(|byte| byte & (0x80 >> (index % 8)) != 0)
    }

    fn set_msb(&mut self, index: usize) {
        if let Some(byte) = self.get_mut(index / 8) {
            *byte |= 0x80 >> (index % 8);
        }
    }

    fn get_lsb(&self, index: usize) -> bool {
        self.get(index / 8)
            .is_some_and(|byte| byte & (1 << (index % 8)) != 0)
    }

    fn set_lsb(&mut self, index: usize) {
        if let Some(byte) = self.get_mut(index / 8) {
            *byte |= 1 << (index % 8);
        }
    }
}

/// Whether the first `bits` bits (most significant first) agree; false if a slice is too short to hold them.
pub fn shares_prefix(a: &[u8], b: &[u8], bits: usize) -> bool {
    let (whole, rest) = (bits / 8, bits % 8);
    let size = bits.div_ceil(8);
    if a.len() < size || b.len() < size || a.get(..whole) != b.get(..whole) {
        return false;
    }
    if rest == 0 {
        return true;
    }
    let mask = 0xff_u8 << (8 - rest);
    match (a.get(whole), b.get(whole)) {
        (Some(x), Some(y)) => (x ^ y) & mask == 0,
        _ => false,
    }
}
