//! The resources of a batch while its transactions are replayed over them.

use alloc::vec::Vec;

use crate::access::ResourceId;
use crate::codec;
use crate::hash::Digest;
use crate::smt::Proof;
use crate::tx::{InputResource, ResourceCommitments};

use super::BatchError;

/// Current value hash per resource index, starting from what the state proof shows.
pub(super) struct Slots<'p> {
    ids: Vec<&'p ResourceId>,
    hashes: Vec<Digest>,
}

impl<'p> Slots<'p> {
    /// Errors: those of [`Proof::member`].
    pub fn new(proof: &Proof<'p>) -> codec::Result<Self> {
        let mut slots = Self {
            ids: Vec::new(),
            hashes: Vec::new(),
        };
        for index in 0..proof.queries() {
            let member = proof.member(index)?;
            slots.ids.push(member.key);
            slots.hashes.push(member.value);
        }
        Ok(slots)
    }

    pub fn hashes(&self) -> &[Digest] {
        &self.hashes
    }

    /// Checks that a transaction saw the slot as it is now.
    pub fn check(&self, input: &InputResource<'_>) -> Result<(), BatchError> {
        let index = usize::try_from(input.index).map_err(|_| BatchError::ResourceIndex)?;
        let hash = self.hashes.get(index).ok_or(BatchError::ResourceIndex)?;
        let id = self.ids.get(index).ok_or(BatchError::ResourceIndex)?;
        if hash != input.hash {
            return Err(BatchError::ResourceHash);
        }
        if *id != input.resource_id {
            return Err(BatchError::ResourceId);
        }
        Ok(())
    }

    /// Replays a successful transaction: each input is checked, then takes its output.
    pub fn apply<'i>(
        &mut self,
        inputs: impl Iterator<Item = InputResource<'i>>,
        mut outputs: ResourceCommitments<'_>,
    ) -> Result<(), BatchError> {
        for input in inputs {
            self.check(&input)?;
            let output = outputs.next().ok_or(BatchError::OutputCount)?;
            let Some(hash) = output.map_err(BatchError::Journal)? else {
                continue;
            };
            let slot = usize::try_from(input.index)
                .ok()
                .and_then(|index| self.hashes.get_mut(index));
            *slot.ok_or(BatchError::ResourceIndex)? = *hash;
        }
        match outputs.next() {
            None => Ok(()),
            Some(_) => Err(BatchError::OutputCount),
        }
    }
}
