//! The cursor over instruction data and stored resources.

use crate::Wire;

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
}
