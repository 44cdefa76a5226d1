//! Reading a multi-proof (framework section 8.4). Nothing is copied; the proof borrows its bytes.

use alloc::string::String;

use crate::codec::{shares_prefix, Error, Reader, Result};
use crate::hash::{Digest, ZERO};

const PRESENT: u8 = 0;
const ABSENT: u8 = 1;

/// A proof over several keys: how the queried slots sit in the tree, and what surrounds them.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    /// Queried keys in the caller's order, then the keys of foreign leaves.
    pub keys: &'a [Digest],
    leaves: &'a [[u8; 38]],
    pub(super) siblings: &'a [[u8; 33]],
    /// Walk decisions, least significant bit first: 1 splits, 0 takes a sibling.
    pub(super) topology: &'a [u8],
    memberships: &'a [[u8; 5]],
}

/// A leaf record of the proof.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf<'a> {
    pub depth: usize,
    pub key: &'a Digest,
    pub value: Digest,
}

/// What the proof says about one queried key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The queried key.
    pub key: &'a Digest,
    /// Position of the leaf that witnesses the key.
    pub leaf: usize,
    /// True if another key's leaf occupies the path.
    pub absent: bool,
    /// Hash of the value; zeros if there is none.
    pub value: Digest,
}

impl<'a> Proof<'a> {
    /// Decodes the five sections; bytes after them are ignored.
    ///
    /// Errors: `Decode(section name)` if bytes are missing, `ZeroCopy` for an unknown membership tag.
    pub fn decode(mut bytes: &'a [u8]) -> Result<Self> {
        let reader = &mut bytes;
        let proof = Self {
            keys: reader.arrays("keys")?,
            leaves: reader.arrays("leaves")?,
            siblings: reader.arrays("siblings")?,
            topology: reader.blob("topology")?,
            memberships: reader.arrays("memberships")?,
        };
        if proof.memberships.iter().any(|&[tag, ..]| tag > ABSENT) {
            return Err(Error::ZeroCopy(String::from("membership tag")));
        }
        Ok(proof)
    }

    /// Number of queried keys.
    pub fn queries(&self) -> usize {
        self.memberships.len()
    }

    /// Number of leaf records.
    pub fn leaf_count(&self) -> usize {
        self.leaves.len()
    }

    /// Checks that there is a key per membership and that the queried keys strictly ascend.
    pub fn check_sorted_queried_keys(&self) -> Result<()> {
        let queried = self
            .keys
            .get(..self.queries())
            .ok_or(Error::Decode("membership without key"))?;
        if queried.is_sorted_by(|a, b| a < b) {
            Ok(())
        } else {
            Err(Error::Decode("queried keys not strictly ascending"))
        }
    }

    /// What the proof says about the queried key at `index`.
    ///
    /// Only meaningful together with the root: this checks that the leaf can witness the key, the walk checks that
    /// the leaf is where it claims to be.
    pub fn member(&self, index: usize) -> Result<Member<'a>> {
        let &[tag, a, b, c, d] = self
            .memberships
            .get(index)
            .ok_or(Error::Decode("membership out of range"))?;
        let key = self.keys.get(index).ok_or(Error::Decode("key out of range"))?;
        let position = usize::try_from(u32::from_le_bytes([a, b, c, d]));
        let position = position.map_err(|_| Error::Decode("leaf out of range"))?;
        let record = self
            .leaves
            .get(position)
            .ok_or(Error::Decode("leaf out of range"))?;
        let leaf = self.leaf_of(record).ok_or(Error::Decode("key out of range"))?;
        let absent = tag != PRESENT;
        match (absent, leaf.key == key) {
            (false, false) => Err(Error::Decode("leaf is absent")),
            (true, true) => Err(Error::Decode("leaf is present")),
            (true, false) if !shares_prefix(leaf.key, key, leaf.depth) => {
                Err(Error::Decode("absent leaf does not witness key"))
            }
            _ => Ok(Member {
                key,
                leaf: position,
                absent,
                value: if absent { ZERO } else { leaf.value },
            }),
        }
    }

    /// The leaf record at `index`; `None` if it does not exist or names a key the proof does not have.
    pub(super) fn leaf(&self, index: usize) -> Option<Leaf<'a>> {
        self.leaf_of(self.leaves.get(index)?)
    }

    fn leaf_of(&self, record: &'a [u8; 38]) -> Option<Leaf<'a>> {
        let (depth, rest) = record.split_first_chunk::<2>()?;
        let (key_index, value) = rest.split_first_chunk::<4>()?;
        let key_index = usize::try_from(u32::from_le_bytes(*key_index)).ok()?;
        Some(Leaf {
            depth: usize::from(u16::from_le_bytes(*depth)),
            key: self.keys.get(key_index)?,
            value: *value.first_chunk()?,
        })
    }
}
