//! One resource slot as a handler sees it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::access::{Access, AccessList, AccessType, ResourceId};
use crate::codec::{Reader, Result};

/// A declared resource with its current bytes. Absent and empty are the same thing.
///
/// Nothing here enforces the declared access: whoever writes a `Read` slot commits a change the host drops, and
/// later proofs no longer chain (hazard H2). Programs check [`Resource::access_type`] first.
#[derive(Clone, Debug)]
pub struct Resource<'a> {
    access: Access<'a>,
    index: u32,
    data: Cow<'a, [u8]>,
    is_new: bool,
    dirty: bool,
}

impl<'a> Resource<'a> {
    /// Reads one `index u32 ‖ data blob` record per access entry.
    pub(super) fn decode_all(access: AccessList<'a>, input: &mut &'a [u8]) -> Result<Vec<Self>> {
        // The list's own bytes bound its length, so reserving for all of it is safe.
        let mut slots = Vec::with_capacity(access.len());
        for entry in access.iter() {
            let index = input.le_u32("index")?;
            slots.push(Self::new(entry, index, input.blob("data")?));
        }
        Ok(slots)
    }

    /// A slot holding `data`, untouched.
    pub fn new(access: Access<'a>, index: u32, data: &'a [u8]) -> Self {
        Self {
            access,
            index,
            data: Cow::Borrowed(data),
            is_new: data.is_empty(),
            dirty: false,
        }
    }

    /// The resource's id.
    pub fn id(&self) -> &'a ResourceId {
        self.access.resource_id
    }

    /// How the transaction declared it.
    pub fn access_type(&self) -> AccessType {
        self.access.access
    }

    /// Position of the resource among all those the batch touches.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Whether the slot was empty when the transaction started.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether the slot was taken for writing, even if no byte changed.
    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// The current bytes.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The current bytes for writing. Marks the slot dirty.
    pub fn data_mut(&mut self) -> &mut [u8] {
        self.dirty = true;
        self.data.to_mut()
    }

    /// Changes the length: growth is zero-filled, the same length is no change at all.
    pub fn resize(&mut self, len: usize) {
        if len != self.data.len() {
            self.dirty = true;
            self.data.to_mut().resize(len, 0);
        }
    }

    /// Replaces the bytes. Marks the slot dirty.
    pub fn replace(&mut self, data: Vec<u8>) {
        self.dirty = true;
        self.data = Cow::Owned(data);
    }
}
