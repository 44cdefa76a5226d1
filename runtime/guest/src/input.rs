//! The cursor over instruction data and stored resources.

use crate::{Positions, Wire};

/// Unread bytes, and how many resources the transaction declares. A failed read gives `None`.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    bytes: &'a [u8],
    resources: usize,
}

impl<'a> Input<'a> {
    /// Starts at the front of `bytes`; role indices must be below `resources`.
    pub fn new(bytes: &'a [u8], resources: usize) -> Self {
        Self { bytes, resources }
    }

    /// The bytes not yet read.
    pub fn remaining(&self) -> &'a [u8] {
        self.bytes
    }

    /// Takes `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (head, tail) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = tail;
        Some(head)
    }

    /// Takes `len` bytes.
    pub fn bytes(&mut self, len: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.bytes.split_at_checked(len)?;
        self.bytes = tail;
        Some(head)
    }

    /// Takes a u16 that may not be above `max`: a length or a count.
    pub fn count(&mut self, max: usize) -> Option<usize> {
        let count = usize::from(self.array().copied().map(u16::from_le_bytes)?);
        (count <= max).then_some(count)
    }

    /// Takes one byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|&[byte]| byte)
    }

    /// Takes a value of a wire type.
    pub fn value<T: Wire>(&mut self) -> Option<T> {
        T::decode(self)
    }

    /// Takes a role's position in the access list.
    pub fn role(&mut self) -> Option<usize> {
        let index = usize::from(self.byte()?);
        (index < self.resources).then_some(index)
    }

    /// Takes the positions of a role list: a count up to `max`, then each.
    pub fn roles(&mut self, max: usize) -> Option<Positions> {
        let count = usize::from(self.byte()?);
        if count > max {
            return None;
        }
        (0..count).map(|_| self.role()).collect()
    }
}
