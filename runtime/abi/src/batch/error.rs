//! Why a batch was rejected.

use core::fmt;

use crate::codec;

/// A batch that cannot be proven. [`BatchError::code`] is stable; the text is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchError {
    /// The input blob is short.
    Input(codec::Error),
    /// The state proof is malformed or speaks of the wrong keys.
    Proof(codec::Error),
    /// A transaction journal is malformed.
    Journal(codec::Error),
    /// No proof backs a transaction journal.
    Unverified,
    /// Journals are not in ascending merge order.
    MergeIndex,
    /// A transaction that did not run claims effects, or an error other than its version.
    MissingContext,
    /// A transaction ran under another block's context hash.
    ContextHash,
    /// A transaction names a resource the state proof does not hold.
    ResourceIndex,
    /// A resource index stands for another resource id.
    ResourceId,
    /// A transaction did not start from the bytes its predecessor left.
    ResourceHash,
    /// Input and output commitments differ in number.
    OutputCount,
    /// Two transactions take deposits at different addresses.
    DepositConflict,
    /// Deposits were taken at another address than the declared one.
    DepositPin,
}

impl BatchError {
    /// Stable slug.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Input(_) => "batch-input-malformed",
            Self::Proof(_) => "batch-proof-invalid",
            Self::Journal(_) => "batch-journal-malformed",
            Self::Unverified => "batch-journal-unverified",
            Self::MergeIndex => "batch-merge-index",
            Self::MissingContext => "batch-missing-context",
            Self::ContextHash => "batch-context-hash",
            Self::ResourceIndex => "batch-resource-index",
            Self::ResourceId => "batch-resource-id",
            Self::ResourceHash => "batch-resource-hash",
            Self::OutputCount => "batch-output-count",
            Self::DepositConflict => "batch-deposit-conflict",
            Self::DepositPin => "batch-deposit-pin",
        }
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => write!(f, "batch input: {error}"),
            Self::Proof(error) => write!(f, "state proof: {error}"),
            Self::Journal(error) => write!(f, "transaction journal: {error}"),
            Self::Unverified => f.write_str("a transaction journal has no proof"),
            Self::MergeIndex => f.write_str("merge_idx is not increasing"),
            Self::MissingContext => f.write_str("a transaction without execution context has effects"),
            Self::ContextHash => f.write_str("a transaction ran under another context hash"),
            Self::ResourceIndex => f.write_str("resource index out of range"),
            Self::ResourceId => f.write_str("resource id does not match the state proof"),
            Self::ResourceHash => f.write_str("resource hash mismatch"),
            Self::OutputCount => f.write_str("outputs do not match the declared resources"),
            Self::DepositConflict => f.write_str("two deposit addresses in one batch"),
            Self::DepositPin => f.write_str("deposit address is not the declared one"),
        }
    }
}

impl core::error::Error for BatchError {}
