//! The state tree on the host: key → value hash, with roots and multi-proofs (framework sections 8.1 and 8.4).
//!
//! The tree keeps no node history, so its root depends on nothing but its contents; deleting a key and writing
//! another cannot bring old nodes back (hazard H3 of the reference implementation).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::codec::{sort_unique, Bits, Result, Writer};
use crate::hash::{Digest, ZERO};

use super::{split, subtree, Entry, NodeHasher, Sha256, Summary};

/// A map from resource id to value hash with a Merkle root.
#[derive(Clone, Debug)]
pub struct Tree<H = Sha256> {
    entries: BTreeMap<Digest, Digest>,
    hasher: PhantomData<H>,
}

impl<H> Default for Tree<H> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            hasher: PhantomData,
        }
    }
}

impl<H: NodeHasher> Tree<H> {
    /// Sets the value hash of a key; zeros remove the key.
    pub fn set(&mut self, key: Digest, value_hash: Digest) {
        if value_hash == ZERO {
            self.entries.remove(&key);
        } else {
            self.entries.insert(key, value_hash);
        }
    }

    /// The value hash of a key, zeros if absent.
    pub fn get(&self, key: &Digest) -> Digest {
        self.entries.get(key).copied().unwrap_or(ZERO)
    }

    /// Contents in key order.
    pub fn entries(&self) -> impl Iterator<Item = (&Digest, &Digest)> {
        self.entries.iter()
    }

    /// Number of keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no key is set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The state root; zeros for an empty tree.
    pub fn root(&self) -> Digest {
        // Keys of a map are distinct, so the walk cannot run out of bits.
        subtree::<H>(&self.sorted(), 0).unwrap_or(Summary::EMPTY).hash
    }

    /// Proof bytes for `keys`, in their order. Errors: `Decode("duplicate keys")`.
    pub fn prove(&self, keys: &[Digest]) -> Result<Vec<u8>> {
        let (sorted, order) = sort_unique(keys)?;
        let queries: Vec<Query> = sorted.into_iter().copied().zip(order).collect();
        let mut builder = Builder::<H> {
            keys: keys.to_vec(),
            leaves: Vec::new(),
            siblings: Vec::new(),
            topology: Vec::new(),
            memberships: alloc::vec![[0; 5]; keys.len()],
            hasher: PhantomData,
        };
        builder.node(&self.sorted(), &queries, 0)?;
        Ok(builder.encode())
    }

    fn sorted(&self) -> Vec<Entry> {
        self.entries.iter().map(|(key, value)| (*key, *value)).collect()
    }
}

/// A queried key with its position in the caller's list.
type Query = (Digest, u32);

struct Builder<H> {
    keys: Vec<Digest>,
    leaves: Vec<[u8; 38]>,
    siblings: Vec<[u8; 33]>,
    topology: Vec<bool>,
    memberships: Vec<[u8; 5]>,
    hasher: PhantomData<H>,
}

impl<H: NodeHasher> Builder<H> {
    fn node(&mut self, entries: &[Entry], queries: &[Query], depth: usize) -> Result<()> {
        match (entries, queries) {
            (_, []) => return Ok(()),
            ([(key, value)], _) => return self.leaf(key, value, queries, depth),
            ([], [(key, _)]) => return self.leaf(key, &ZERO, queries, depth),
            _ => {}
        }
        let (left_entries, right_entries) = split(entries, |(key, _)| key.get_msb(depth));
        let (left, right) = split(queries, |(key, _)| key.get_msb(depth));
        self.topology.push(!left.is_empty() && !right.is_empty());
        if left.is_empty() {
            self.sibling(left_entries, depth + 1)?;
        } else if right.is_empty() {
            self.sibling(right_entries, depth + 1)?;
        }
        self.node(left_entries, left, depth + 1)?;
        self.node(right_entries, right, depth + 1)
    }

    fn sibling(&mut self, entries: &[Entry], depth: usize) -> Result<()> {
        let summary = subtree::<H>(entries, depth)?;
        let mut record = [summary.kind.0; 33];
        if let Some((_, hash)) = record.split_first_mut() {
            hash.copy_from_slice(&summary.hash);
        }
        self.siblings.push(record);
        Ok(())
    }

    /// Emits the leaf that witnesses every key routed here.
    fn leaf(&mut self, key: &Digest, value: &Digest, queries: &[Query], depth: usize) -> Result<()> {
        let own = queries
            .iter()
            .find(|(query, _)| query == key)
            .map(|(_, index)| *index);
        let key_index = own.unwrap_or_else(|| {
            self.keys.push(*key);
            index_u32(self.keys.len() - 1)
        });
        let position = index_u32(self.leaves.len());
        let mut record = Vec::with_capacity(38);
        record.write_u16(u16::try_from(depth).unwrap_or(u16::MAX));
        record.write_u32(key_index);
        record.write(value);
        self.leaves.extend(record.first_chunk().copied());
        for (query, index) in queries {
            let [a, b, c, d] = position.to_le_bytes();
            if let Some(slot) = usize::try_from(*index)
                .ok()
                .and_then(|index| self.memberships.get_mut(index))
            {
                *slot = [u8::from(query != key), a, b, c, d];
            }
        }
        Ok(())
    }

    fn encode(&self) -> Vec<u8> {
        let mut topology = alloc::vec![0u8; self.topology.len().div_ceil(8)];
        for (index, _) in self.topology.iter().enumerate().filter(|(_, split)| **split) {
            topology.set_lsb(index);
        }
        let mut out = Vec::new();
        out.write_slice(&self.keys);
        out.write_slice(&self.leaves);
        out.write_slice(&self.siblings);
        out.write_blob(&topology);
        out.write_slice(&self.memberships);
        out
    }
}

/// Positions fit u32: a proof of 2^32 records would not fit any input blob.
fn index_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
