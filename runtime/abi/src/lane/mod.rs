//! Proofs in L1's tree of active lanes (framework section 10.2, L1 section 6.3).
//!
//! ```text
//! proof = bitmap[32] ‖ tag u8 ‖ terminal ‖ siblings n×[32]
//! terminal: 0 full | 1 collapsed: depth u8 | 2 collapsed other: depth u8 ‖ lane_key[32] ‖ leaf[32]
//! ```

#[cfg(feature = "host")]
pub mod tree;

use core::fmt;

use crate::codec::{self, Bits, Reader};
use crate::hash::{keyed, Digest, ZERO};

/// Levels of the tree: one per bit of a lane key.
pub const DEPTH: usize = 256;

/// Root of the empty subtree of height 240, so that guests need not hash their way up from the bottom.
const EMPTY_240: Digest = [
    0x0c, 0xc3, 0x62, 0x8b, 0xbd, 0x82, 0x06, 0xe7, 0x21, 0x70, 0x32, 0x34, 0xd6, 0x63, 0x07, 0x9f, 0x6a,
    0x6f, 0x15, 0xa7, 0xf0, 0xec, 0x1e, 0xd1, 0x11, 0x94, 0xae, 0x8f, 0x51, 0x7e, 0x8f, 0xbd,
];
const EMPTY_240_HEIGHT: usize = 240;

/// Why a lane proof was rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaneError {
    /// Bytes are missing or left over.
    Decode(&'static str),
    /// The number of siblings is not the number of clear bits above the terminal.
    SiblingCount {
        /// Siblings the bitmap calls for.
        expected: usize,
        /// Siblings in the proof.
        actual: usize,
    },
    /// The terminal shows another lane where this lane's membership was to be shown, or this lane where its
    /// absence was.
    WrongTerminal,
}

impl LaneError {
    /// Stable slug.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Decode(_) => "lane-proof-malformed",
            Self::SiblingCount { .. } => "lane-proof-sibling-count",
            Self::WrongTerminal => "lane-proof-wrong-terminal",
        }
    }
}

impl fmt::Display for LaneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode(field) => write!(f, "lane proof: {field}"),
            Self::SiblingCount { expected, actual } => {
                write!(f, "lane proof: {expected} siblings expected, {actual} found")
            }
            Self::WrongTerminal => write!(f, "lane proof: terminal speaks of another lane"),
        }
    }
}

impl core::error::Error for LaneError {}

impl From<codec::Error> for LaneError {
    fn from(error: codec::Error) -> Self {
        match error {
            codec::Error::Decode(field) => Self::Decode(field),
            codec::Error::ZeroCopy(_) => Self::Decode("lane_proof"),
        }
    }
}

/// Where the path of a lane ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminal<'a> {
    /// At the bottom of the tree.
    Full,
    /// At a subtree of one leaf, this lane's.
    Collapsed {
        /// Level of the subtree.
        depth: u8,
    },
    /// At a subtree of one leaf, another lane's.
    CollapsedOther {
        /// Level of the subtree.
        depth: u8,
        /// The other lane.
        lane_key: &'a Digest,
        /// Its leaf value.
        leaf: &'a Digest,
    },
}

/// A decoded lane proof, borrowing its bytes.
#[derive(Clone, Copy, Debug)]
pub struct LaneProof<'a> {
    bitmap: &'a [u8; 32],
    /// Where the path ends.
    pub terminal: Terminal<'a>,
    siblings: &'a [Digest],
}

impl<'a> LaneProof<'a> {
    /// Decodes a proof; all bytes must be used. Errors: `Decode`.
    pub fn decode(mut bytes: &'a [u8]) -> Result<Self, LaneError> {
        let reader = &mut bytes;
        let bitmap = reader.array("lane_proof_bitmap")?;
        let terminal = match reader.byte("lane_proof_tag")? {
            0 => Terminal::Full,
            1 => Terminal::Collapsed {
                depth: reader.byte("lane_proof_depth")?,
            },
            2 => Terminal::CollapsedOther {
                depth: reader.byte("lane_proof_depth")?,
                lane_key: reader.array("lane_proof_other_key")?,
                leaf: reader.array("lane_proof_other_leaf")?,
            },
            _ => return Err(LaneError::Decode("lane_proof_tag")),
        };
        let (siblings, []) = bytes.as_chunks::<32>() else {
            return Err(LaneError::Decode("lane_proof_siblings"));
        };
        Ok(Self {
            bitmap,
            terminal,
            siblings,
        })
    }

    /// Root of a tree in which `lane_key` has the value `leaf`.
    pub fn root_with(&self, lane_key: &Digest, leaf: &Digest) -> Result<Digest, LaneError> {
        match self.terminal {
            Terminal::Full | Terminal::Collapsed { .. } => self.climb(lane_key, collapsed(lane_key, leaf)),
            Terminal::CollapsedOther { .. } => Err(LaneError::WrongTerminal),
        }
    }

    /// Root of a tree that does not hold `lane_key`.
    pub fn root_without(&self, lane_key: &Digest) -> Result<Digest, LaneError> {
        match self.terminal {
            Terminal::Full => self.climb(lane_key, ZERO),
            Terminal::CollapsedOther {
                depth,
                lane_key: other,
                leaf,
            } if other != lane_key && codec::shares_prefix(other, lane_key, usize::from(depth)) => {
                self.climb(lane_key, collapsed(other, leaf))
            }
            _ => Err(LaneError::WrongTerminal),
        }
    }

    fn climb(&self, lane_key: &Digest, start: Digest) -> Result<Digest, LaneError> {
        let depth = match self.terminal {
            Terminal::Full => DEPTH,
            Terminal::Collapsed { depth } | Terminal::CollapsedOther { depth, .. } => usize::from(depth),
        };
        let expected = (0..depth).filter(|level| !self.bitmap.get_lsb(*level)).count();
        let actual = self.siblings.len();
        if actual != expected {
            return Err(LaneError::SiblingCount { expected, actual });
        }
        let mut siblings = self.siblings.iter().rev();
        let mut empty = empty_subtree(DEPTH - depth);
        let mut current = start;
        for level in (0..depth).rev() {
            let sibling = if self.bitmap.get_lsb(level) {
                &empty
            } else {
                siblings
                    .next()
                    .ok_or(LaneError::SiblingCount { expected, actual })?
            };
            current = if lane_key.get_msb(level) {
                node(sibling, &current)
            } else {
                node(&current, sibling)
            };
            if level > 0 {
                empty = node(&empty, &empty);
            }
        }
        Ok(current)
    }
}

/// Hash of a node over two subtrees.
pub fn node(left: &Digest, right: &Digest) -> Digest {
    keyed("SeqCommitActiveNode", &[left, right])
}

/// Hash of a subtree that holds exactly one lane.
pub fn collapsed(lane_key: &Digest, leaf: &Digest) -> Digest {
    keyed("SeqCommitActiveCollapsedNode", &[lane_key, leaf])
}

/// Root of the empty subtree of the given height, 256 being the whole tree.
pub fn empty_subtree(height: usize) -> Digest {
    let (start, from) = if height >= EMPTY_240_HEIGHT {
        (EMPTY_240, EMPTY_240_HEIGHT)
    } else {
        (ZERO, 0)
    };
    (from..height).fold(start, |below, _| node(&below, &below))
}
