//! The Merkle tree over exits: dense, packed to the left, missing leaves hashed as empty.

use alloc::vec::Vec;

use crate::hash::{blake2b, Digest, ZERO};
use crate::smt::{NodeHasher, Sha256};

use super::{redeem_script, PermissionError};

/// Greatest depth of a tree.
pub const MAX_DEPTH: usize = 32;

const LEAF_DOMAIN: &[u8] = &[0];
const BRANCH_DOMAIN: &[u8] = &[1];
const EMPTY_DOMAIN: &[u8] = &[2];

/// Hash of an exit of `amount` sompi to an output script.
pub fn leaf_hash(script: &[u8], amount: u64) -> Digest {
    Sha256::hash(&[LEAF_DOMAIN, script, &amount.to_le_bytes()])
}

/// Depth of a tree over `count` leaves: at least 1. Errors: `TooManyExits` beyond [`MAX_DEPTH`].
pub fn required_depth(count: usize) -> Result<usize, PermissionError> {
    let depth = count
        .max(2)
        .checked_next_power_of_two()
        .ok_or(PermissionError::TooManyExits)?
        .ilog2();
    match usize::try_from(depth) {
        Ok(depth) if depth <= MAX_DEPTH => Ok(depth),
        _ => Err(PermissionError::TooManyExits),
    }
}

/// Root over leaf hashes at the required depth; the empty leaf for none. Errors: `TooManyExits`.
pub fn merkle_root<H: NodeHasher>(leaves: &[Digest]) -> Result<Digest, PermissionError> {
    let depth = required_depth(leaves.len())?;
    let mut empty = H::hash(&[EMPTY_DOMAIN]);
    if leaves.is_empty() {
        return Ok(empty);
    }
    let mut level = leaves.to_vec();
    for _ in 0..depth {
        level = parents::<H>(&level, &empty);
        empty = H::hash(&[BRANCH_DOMAIN, &empty, &empty]);
    }
    Ok(level.first().copied().unwrap_or(empty))
}

fn parents<H: NodeHasher>(level: &[Digest], empty: &Digest) -> Vec<Digest> {
    let pairs = level.chunks(2);
    pairs
        .map(|pair| {
            let left = pair.first().unwrap_or(empty);
            let right = pair.get(1).unwrap_or(empty);
            H::hash(&[BRANCH_DOMAIN, left, right])
        })
        .collect()
}

/// The exits of a bundle in order.
#[derive(Clone, Debug, Default)]
pub struct PermissionTree {
    leaves: Vec<Digest>,
}

impl PermissionTree {
    /// Appends an exit by its leaf hash, see [`leaf_hash`].
    pub fn push_leaf(&mut self, leaf: Digest) {
        self.leaves.push(leaf);
    }

    /// Number of exits.
    pub fn count(&self) -> usize {
        self.leaves.len()
    }

    /// Root over the exits.
    pub fn root(&self) -> Result<Digest, PermissionError> {
        merkle_root::<Sha256>(&self.leaves)
    }

    /// The script the permission output is locked with; `None` without exits.
    pub fn redeem_script(&self) -> Result<Option<Vec<u8>>, PermissionError> {
        if self.leaves.is_empty() {
            return Ok(None);
        }
        let depth = required_depth(self.leaves.len())?;
        let count = u64::try_from(self.leaves.len()).map_err(|_| PermissionError::TooManyExits)?;
        Ok(Some(redeem_script(&self.root()?, count, depth)))
    }

    /// Script hash of the permission output, zeros without exits.
    pub fn spk_hash(&self) -> Result<Digest, PermissionError> {
        Ok(self.redeem_script()?.map_or(ZERO, |script| blake2b(&script)))
    }

    /// Siblings of the exit at `index`, from the leaves up, each with whether the exit lies to its right.
    pub fn branch(&self, index: usize) -> Result<Vec<(Digest, bool)>, PermissionError> {
        if index >= self.leaves.len() {
            return Err(PermissionError::NoSuchExit);
        }
        let mut empty = Sha256::hash(&[EMPTY_DOMAIN]);
        let mut level = self.leaves.clone();
        let mut position = index;
        let mut branch = Vec::new();
        for _ in 0..required_depth(self.leaves.len())? {
            branch.push((
                level.get(position ^ 1).copied().unwrap_or(empty),
                position & 1 == 1,
            ));
            level = parents::<Sha256>(&level, &empty);
            empty = Sha256::hash(&[BRANCH_DOMAIN, &empty, &empty]);
            position /= 2;
        }
        Ok(branch)
    }
}
