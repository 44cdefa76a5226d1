//! Deriving state roots from a proof.
//!
//! Stricter than the reference in one point: a one-sided step must not hold leaves of both sides, and leaves must
//! ascend by key. Without that rule a leaf without a value can be parked in an empty spot off its own path, and a
//! key that exists would pass as absent.

use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::codec::{Bits, Error, Result};
use crate::hash::{Digest, ZERO};

use super::proof::{Leaf, Member, Proof};
use super::{split, subtree, Entry, Kind, NodeHasher, Summary, DEPTH, MALFORMED};

/// A subtree before the batch and, if it changed, after it.
#[derive(Clone, Copy)]
struct Change {
    old: Summary,
    new: Option<Summary>,
}

impl Change {
    const EMPTY: Self = Self {
        old: Summary::EMPTY,
        new: None,
    };

    fn same(old: Summary) -> Self {
        Self { old, new: None }
    }

    fn after(&self) -> Summary {
        self.new.unwrap_or(self.old)
    }
}

struct Walk<'p, 'a, H> {
    proof: &'p Proof<'a>,
    next_sibling: usize,
    next_bit: usize,
    hasher: PhantomData<H>,
}

impl<'a> Proof<'a> {
    /// Root of the tree this proof speaks about; zeros for a proof without queries.
    ///
    /// Errors: `malformed proof`.
    pub fn root<H: NodeHasher>(&self) -> Result<Digest> {
        let leaves =
            self.leaf_changes(|_, leaf| Ok(Change::same(Summary::leaf::<H>(leaf.key, &leaf.value))))?;
        Ok(self.walk::<H>(&leaves)?.old.hash)
    }

    /// Roots before and after setting the queried keys to `new_values` (zeros delete).
    ///
    /// `new_values` holds one value hash per queried key, in the proof's order. Errors: `malformed proof`, and the
    /// errors of [`Proof::member`].
    pub fn compute_roots<H: NodeHasher>(&self, new_values: &[Digest]) -> Result<(Digest, Digest)> {
        if new_values.len() != self.queries() {
            return Err(Error::Decode("one value per queried key"));
        }
        let members = new_values.iter().enumerate();
        let mut members: Vec<(Member<'a>, Digest)> = members
            .map(|(index, value)| Ok((self.member(index)?, *value)))
            .collect::<Result<_>>()?;
        members.sort_by_key(|(member, _)| member.leaf);
        let mut rest = members.as_slice();
        let leaves = self.leaf_changes(|index, leaf| {
            let at = rest.partition_point(|(member, _)| member.leaf <= index);
            let (mine, later) = rest.split_at_checked(at).ok_or(MALFORMED)?;
            rest = later;
            leaf_change::<H>(leaf, mine)
        })?;
        let change = self.walk::<H>(&leaves)?;
        Ok((change.old.hash, change.after().hash))
    }

    fn leaf_changes(
        &self,
        mut change: impl FnMut(usize, &Leaf<'a>) -> Result<Change>,
    ) -> Result<Vec<(Leaf<'a>, Change)>> {
        let mut leaves = Vec::with_capacity(self.leaf_count());
        for index in 0..self.leaf_count() {
            let leaf = self.leaf(index).ok_or(MALFORMED)?;
            let change = change(index, &leaf)?;
            leaves.push((leaf, change));
        }
        Ok(leaves)
    }

    fn walk<H: NodeHasher>(&self, leaves: &[(Leaf<'a>, Change)]) -> Result<Change> {
        if !leaves.is_sorted_by(|(a, _), (b, _)| a.key < b.key) {
            return Err(MALFORMED);
        }
        let mut walk = Walk::<H> {
            proof: self,
            next_sibling: 0,
            next_bit: 0,
            hasher: PhantomData,
        };
        walk.node(leaves, 0)
    }
}

impl<'a, H: NodeHasher> Walk<'_, 'a, H> {
    fn node(&mut self, range: &[(Leaf<'a>, Change)], level: usize) -> Result<Change> {
        let (Some((first, change)), Some((last, _))) = (range.first(), range.last()) else {
            return Ok(Change::EMPTY);
        };
        if range.len() == 1 && level >= first.depth {
            return if level == first.depth {
                Ok(*change)
            } else {
                Err(MALFORMED)
            };
        }
        if level >= DEPTH {
            return Err(MALFORMED);
        }
        let both = self.proof.topology.get_lsb(self.next_bit);
        self.next_bit += 1;
        if both {
            let (left, right) = split(range, |(leaf, _)| leaf.key.get_msb(level));
            let left = self.node(left, level + 1)?;
            let right = self.node(right, level + 1)?;
            return Ok(combine::<H>(&left, &right));
        }
        let side = first.key.get_msb(level);
        if side != last.key.get_msb(level) {
            return Err(MALFORMED);
        }
        let sibling = Change::same(self.sibling()?);
        let child = self.node(range, level + 1)?;
        Ok(if side {
            combine::<H>(&sibling, &child)
        } else {
            combine::<H>(&child, &sibling)
        })
    }

    fn sibling(&mut self) -> Result<Summary> {
        let record = self.proof.siblings.get(self.next_sibling).ok_or(MALFORMED)?;
        self.next_sibling += 1;
        let (kind, hash) = record.split_first().ok_or(MALFORMED)?;
        Ok(Summary {
            kind: Kind(*kind),
            hash: *hash.first_chunk().ok_or(MALFORMED)?,
        })
    }
}

fn combine<H: NodeHasher>(left: &Change, right: &Change) -> Change {
    let old = Summary::combine::<H>(&left.old, &right.old);
    let changed = left.new.is_some() || right.new.is_some();
    let new = changed.then(|| Summary::combine::<H>(&left.after(), &right.after()));
    Change { old, new }
}

/// The leaf's spot before and after its members take their new values.
fn leaf_change<H: NodeHasher>(leaf: &Leaf<'_>, members: &[(Member<'_>, Digest)]) -> Result<Change> {
    let old = Summary::leaf::<H>(leaf.key, &leaf.value);
    if members.iter().all(|(member, value)| *value == member.value) {
        return Ok(Change::same(old));
    }
    let claimed = members.iter().find(|(member, _)| !member.absent);
    let own = claimed.map_or(leaf.value, |(_, value)| *value);
    let mut entries: Vec<Entry> = Vec::with_capacity(members.len() + 1);
    entries.push((*leaf.key, own));
    entries.extend(
        members
            .iter()
            .filter(|(member, _)| member.absent)
            .map(|(member, value)| (*member.key, *value)),
    );
    entries.retain(|(_, value)| *value != ZERO);
    entries.sort_unstable();
    Ok(Change {
        old,
        new: Some(subtree::<H>(&entries, leaf.depth)?),
    })
}
