//! Stored resources: `kind u8 ‖ fields`, or the tombstone of a deleted one.

use alloc::vec::Vec;

use crate::{Address, Error, Input, Result};

/// Kind byte, and only byte, of a deleted resource. An emptied slot would be indistinguishable from a new one.
pub const TOMBSTONE: u8 = 0xff;

/// A kind of resource a program declares.
pub trait Resource: Sized {
    /// The leading byte of the stored form.
    const KIND: u8;

    /// Takes the fields: those of fixed size first, then the others.
    fn read(input: &mut Input<'_>) -> Option<Self>;

    /// Appends the fields in the same order.
    fn write(&self, out: &mut Vec<u8>);

    /// Where a resource with these fields stands.
    fn address(&self) -> Address;

    /// Reads a stored resource, which nothing may follow. Errors: `WrongKind`, `CorruptResource`.
    fn decode(data: &[u8]) -> Result<Self> {
        let (&kind, fields) = data.split_first().ok_or(Error::NOT_LIVE)?;
        if kind != Self::KIND {
            return Err(Error::WRONG_KIND);
        }
        let mut input = Input::new(fields, 0);
        match Self::read(&mut input) {
            Some(resource) if input.remaining().is_empty() => Ok(resource),
            _ => Err(Error::CORRUPT_RESOURCE),
        }
    }

    /// The stored form.
    fn encode(&self) -> Vec<u8> {
        let mut data = Vec::new();
        data.push(Self::KIND);
        self.write(&mut data);
        data
    }
}
