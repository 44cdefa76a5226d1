//! Reading cursors over byte slices.

use alloc::vec::Vec;

use super::{Error, Result};

/// A reading cursor. `&[u8]` implements it: each read shortens the slice from the front.
///
/// A failed single read leaves the cursor alone; multi-step reads (`blob`, `arrays`, `many`) leave it after
/// whatever succeeded.
pub trait Reader<'a> {
    /// Takes the next `n` bytes. Errors: `Decode(field)` if fewer remain.
    fn bytes(&mut self, n: usize, field: &'static str) -> Result<&'a [u8]>;

    /// Number of unread bytes.
    fn remaining(&self) -> usize;

    /// Drops the next `n` bytes.
    fn skip(&mut self, n: usize, field: &'static str) -> Result<()> {
        self.bytes(n, field).map(|_| ())
    }

    /// Takes `N` bytes as an array reference.
    fn array<const N: usize>(&mut self, field: &'static str) -> Result<&'a [u8; N]> {
        self.bytes(N, field)?
            .first_chunk::<N>()
            .ok_or(Error::Decode(field))
    }

    /// Takes one byte.
    fn byte(&mut self, field: &'static str) -> Result<u8> {
        self.array::<1>(field).map(|&[b]| b)
    }

    /// Takes one byte; any non-zero value is true.
    fn bool(&mut self, field: &'static str) -> Result<bool> {
        self.byte(field).map(|b| b != 0)
    }

    /// Takes a little-endian u16.
    fn le_u16(&mut self, field: &'static str) -> Result<u16> {
        self.array(field).map(|b| u16::from_le_bytes(*b))
    }

    /// Takes a big-endian u16.
    fn be_u16(&mut self, field: &'static str) -> Result<u16> {
        self.array(field).map(|b| u16::from_be_bytes(*b))
    }

    /// Takes a little-endian u32.
    fn le_u32(&mut self, field: &'static str) -> Result<u32> {
        self.array(field).map(|b| u32::from_le_bytes(*b))
    }

    /// Takes a big-endian u32.
    fn be_u32(&mut self, field: &'static str) -> Result<u32> {
        self.array(field).map(|b| u32::from_be_bytes(*b))
    }

    /// Takes a little-endian u64.
    fn le_u64(&mut self, field: &'static str) -> Result<u64> {
        self.array(field).map(|b| u64::from_le_bytes(*b))
    }

    /// Takes a big-endian u64.
    fn be_u64(&mut self, field: &'static str) -> Result<u64> {
        self.array(field).map(|b| u64::from_be_bytes(*b))
    }

    /// Takes `u32 count ‖ count × [N]` without copying.
    fn arrays<const N: usize>(&mut self, field: &'static str) -> Result<&'a [[u8; N]]> {
        let count = length(self.le_u32(field)?, field)?;
        let size = count.checked_mul(N).ok_or(Error::Decode(field))?;
        Ok(self.bytes(size, field)?.as_chunks::<N>().0)
    }

    /// Takes `u32 len ‖ len bytes`.
    fn blob(&mut self, field: &'static str) -> Result<&'a [u8]> {
        let len = length(self.le_u32(field)?, field)?;
        self.bytes(len, field)
    }

    /// Takes a blob that must be UTF-8.
    fn string(&mut self, field: &'static str) -> Result<&'a str> {
        core::str::from_utf8(self.blob(field)?).map_err(|_| Error::Decode(field))
    }

    /// Takes `u32 count` and then that many items; stops at the first item error.
    ///
    /// Room is reserved for at most one item per remaining byte, so a lying count costs nothing.
    fn many<T, F>(&mut self, field: &'static str, mut item: F) -> Result<Vec<T>>
    where
        F: FnMut(&mut Self) -> Result<T>,
        Self: Sized,
    {
        let count = length(self.le_u32(field)?, field)?;
        let mut items = Vec::with_capacity(count.min(self.remaining()));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }
}

impl<'a> Reader<'a> for &'a [u8] {
    fn bytes(&mut self, n: usize, field: &'static str) -> Result<&'a [u8]> {
        let (head, tail) = self.split_at_checked(n).ok_or(Error::Decode(field))?;
        *self = tail;
        Ok(head)
    }

    fn remaining(&self) -> usize {
        self.len()
    }
}

/// A reading cursor that hands out mutable slices. A failed read leaves it empty.
pub trait MutReader<'a> {
    /// Takes the next `n` bytes, mutable.
    fn bytes_mut(&mut self, n: usize, field: &'static str) -> Result<&'a mut [u8]>;

    /// Takes `u32 len ‖ len bytes`, mutable.
    fn blob_mut(&mut self, field: &'static str) -> Result<&'a mut [u8]> {
        let prefix = self.bytes_mut(4, field)?;
        let prefix = prefix.first_chunk::<4>().ok_or(Error::Decode(field))?;
        let len = length(u32::from_le_bytes(*prefix), field)?;
        self.bytes_mut(len, field)
    }
}

impl<'a> MutReader<'a> for &'a mut [u8] {
    fn bytes_mut(&mut self, n: usize, field: &'static str) -> Result<&'a mut [u8]> {
        let (head, tail) = core::mem::take(self)
            .split_at_mut_checked(n)
            .ok_or(Error::Decode(field))?;
        *self = tail;
        Ok(head)
    }
}

fn length(value: u32, field: &'static str) -> Result<usize> {
    usize::try_from(value).map_err(|_| Error::Decode(field))
}
