//! The permission tree: what a settlement lets users withdraw, and the script that pays it out (framework
//! section 10.4).

mod script;
mod tree;

use core::fmt;

pub use script::redeem_script;
pub use tree::{leaf_hash, merkle_root, required_depth, PermissionTree, MAX_DEPTH};

/// Why exits cannot be committed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionError {
    /// More exits than a tree of the greatest depth holds.
    TooManyExits,
    /// No exit has the given index.
    NoSuchExit,
}

impl PermissionError {
    /// Stable slug.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooManyExits => "permission-too-many-exits",
            Self::NoSuchExit => "permission-no-such-exit",
        }
    }
}

impl fmt::Display for PermissionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyExits => f.write_str("more exits than a permission tree holds"),
            Self::NoSuchExit => f.write_str("no exit has this index"),
        }
    }
}

impl core::error::Error for PermissionError {}
