//! The sparse Merkle tree over resources (framework section 8): 256-bit keys, most significant bit first.
//!
//! The root is a pure function of the tree's contents. Node kinds are committed in their parents, so a verifier
//! can apply the promotion of lone leaves soundly.

mod proof;
#[cfg(feature = "host")]
pub mod tree;
mod walk;

use crate::codec::{Bits, Error, Result};
use crate::hash::{keyed_bytes, sha256_parts, Digest, ZERO};

pub use proof::{Member, Proof};

/// Depth of the tree: the number of bits in a key.
pub const DEPTH: usize = 256;

pub(crate) const MALFORMED: Error = Error::Decode("malformed proof");

const LEAF_DOMAIN: &[u8] = &[1];
const INTERNAL_DOMAIN: u8 = 2;

/// Domain-separated node hashing.
pub trait NodeHasher {
    /// Digest over `parts`, the first of which is the domain.
    fn hash(parts: &[&[u8]]) -> Digest;
}

/// SHA-256 with the domain prepended: what every proof in use is made with.
#[derive(Clone, Copy, Debug)]
pub enum Sha256 {}

impl NodeHasher for Sha256 {
    fn hash(parts: &[&[u8]]) -> Digest {
        sha256_parts(parts)
    }
}

/// BLAKE3 keyed with the domain, zero-padded to 32 bytes. Specified, but no deployed proof uses it.
#[derive(Clone, Copy, Debug)]
pub enum Blake3 {}

impl NodeHasher for Blake3 {
    fn hash(parts: &[&[u8]]) -> Digest {
        match parts.split_first() {
            Some((domain, rest)) => keyed_bytes(domain, rest),
            None => keyed_bytes(&[], &[]),
        }
    }
}

/// Kind of a node as committed by its parent.
///
/// Bytes beyond the three known kinds occur only in forged proofs; they hash to a root nobody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(pub u8);

impl Kind {
    /// No key below this node.
    pub const EMPTY: Self = Self(0);
    /// Exactly one key below this node.
    pub const LEAF: Self = Self(1);
    /// Two keys or more below this node.
    pub const INTERNAL: Self = Self(2);
}

/// What a parent commits to about a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Kind of the node.
    pub kind: Kind,
    /// Hash of the node; zeros for an empty one.
    pub hash: Digest,
}

impl Summary {
    /// The empty subtree, the same at every depth.
    pub const EMPTY: Self = Self {
        kind: Kind::EMPTY,
        hash: ZERO,
    };

    /// A leaf; a zero value hash means the key is absent, which is the empty summary.
    pub fn leaf<H: NodeHasher>(key: &Digest, value_hash: &Digest) -> Self {
        if *value_hash == ZERO {
            return Self::EMPTY;
        }
        Self {
            kind: Kind::LEAF,
            hash: H::hash(&[LEAF_DOMAIN, key, value_hash]),
        }
    }

    /// A node over two children, without promotion.
    pub fn internal<H: NodeHasher>(left: &Self, right: &Self) -> Self {
        if left.kind == Kind::EMPTY && right.kind == Kind::EMPTY {
            return Self::EMPTY;
        }
        let domain = [INTERNAL_DOMAIN, left.kind.0, right.kind.0];
        let hash = H::hash(&[&domain, &left.hash, &right.hash]);
        Self {
            kind: Kind::INTERNAL,
            hash,
        }
    }

    /// A node over two children, where a lone leaf moves up in place of its parent.
    pub fn combine<H: NodeHasher>(left: &Self, right: &Self) -> Self {
        match (left.kind, right.kind) {
            (Kind::LEAF, Kind::EMPTY) => *left,
            (Kind::EMPTY, Kind::LEAF) => *right,
            _ => Self::internal::<H>(left, right),
        }
    }
}

/// A key with its value hash.
pub type Entry = (Digest, Digest);

/// Summary of the subtree at `depth` over `entries`, which are sorted by key and agree on their first `depth` bits.
///
/// Errors: `malformed proof` if two entries share a key.
pub fn subtree<H: NodeHasher>(entries: &[Entry], depth: usize) -> Result<Summary> {
    match entries {
        [] => Ok(Summary::EMPTY),
        [(key, value_hash)] => Ok(Summary::leaf::<H>(key, value_hash)),
        _ if depth >= DEPTH => Err(MALFORMED),
        _ => {
            let (left, right) = split(entries, |(key, _)| key.get_msb(depth));
            Ok(Summary::combine::<H>(
                &subtree::<H>(left, depth + 1)?,
                &subtree::<H>(right, depth + 1)?,
            ))
        }
    }
}

/// Cuts a sorted slice where `bit` turns from false to true.
pub(crate) fn split<T>(items: &[T], bit: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    let at = items.partition_point(|item| !bit(item));
    items.split_at_checked(at).unwrap_or((items, &[]))
}
