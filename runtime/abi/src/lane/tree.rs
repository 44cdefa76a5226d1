//! Building the tree of active lanes and proofs in it (L1 section 6.3). A host-side model of what nodes serve.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::codec::Bits;
use crate::hash::Digest;

use super::{collapsed, empty_subtree, node, DEPTH};

/// Lane key → leaf value, with the root L1 commits to.
#[derive(Clone, Debug, Default)]
pub struct LaneTree {
    leaves: BTreeMap<Digest, Digest>,
}

type Leaf = (Digest, Digest);

impl LaneTree {
    /// Sets the leaf value of a lane.
    pub fn set(&mut self, lane_key: Digest, leaf: Digest) {
        self.leaves.insert(lane_key, leaf);
    }

    /// Drops a lane, as L1 does when it was silent for longer than the finality depth.
    pub fn remove(&mut self, lane_key: &Digest) {
        self.leaves.remove(lane_key);
    }

    /// The lanes root.
    pub fn root(&self) -> Digest {
        subtree(&self.sorted(), 0)
    }

    /// Proof bytes that `lane_key` is, or is not, in the tree.
    pub fn prove(&self, lane_key: &Digest) -> Vec<u8> {
        let all = self.sorted();
        let mut here = all.as_slice();
        let mut bitmap = [0xff_u8; 32];
        let mut siblings = Vec::new();
        let mut depth = 0;
        while here.len() > 1 {
            let (left, right) = halves(here, depth);
            let (own, other) = if lane_key.get_msb(depth) {
                (right, left)
            } else {
                (left, right)
            };
            if !other.is_empty() {
                if let Some(byte) = bitmap.get_mut(depth / 8) {
                    *byte &= !(1 << (depth % 8));
                }
                siblings.extend_from_slice(&subtree(other, depth + 1));
            }
            here = own;
            depth += 1;
        }
        let mut proof = bitmap.to_vec();
        // Several leaves agree on at most 255 bits, so the depth of a lone leaf fits a byte unless it is 256.
        match (here.first(), u8::try_from(depth)) {
            (Some((key, _)), Ok(depth)) if key == lane_key => proof.extend_from_slice(&[1, depth]),
            (Some((key, leaf)), Ok(depth)) => {
                proof.extend_from_slice(&[2, depth]);
                proof.extend_from_slice(key);
                proof.extend_from_slice(leaf);
            }
            _ => proof.push(0),
        }
        proof.extend_from_slice(&siblings);
        proof
    }

    fn sorted(&self) -> Vec<Leaf> {
        self.leaves.iter().map(|(key, leaf)| (*key, *leaf)).collect()
    }
}

fn subtree(leaves: &[Leaf], depth: usize) -> Digest {
    match leaves {
        [] => empty_subtree(DEPTH - depth),
        [(key, leaf)] => collapsed(key, leaf),
        _ => {
            let (left, right) = halves(leaves, depth);
            node(&subtree(left, depth + 1), &subtree(right, depth + 1))
        }
    }
}

fn halves(leaves: &[Leaf], depth: usize) -> (&[Leaf], &[Leaf]) {
    let at = leaves.partition_point(|(key, _)| !key.get_msb(depth));
    leaves.split_at_checked(at).unwrap_or((leaves, &[]))
}
