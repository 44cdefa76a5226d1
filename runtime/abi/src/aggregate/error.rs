//! Why a bundle was rejected.

use core::fmt;

use crate::lane::LaneError;
use crate::permission::PermissionError;
use crate::{codec, error};

/// A bundle that cannot be proven. [`AggregateError::code`] is stable; the text is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AggregateError {
    /// The input blob is short.
    Input(codec::Error),
    /// The lane proof does not fit.
    LaneProof(LaneError),
    /// A batch journal is malformed, or bytes follow the last one.
    Journal(codec::Error),
    /// No proof backs a batch journal.
    Unverified,
    /// The bundle holds no batch.
    Empty,
    /// An exit entry is malformed.
    Exit(error::Error),
    /// The exits do not fit a permission tree.
    Permission(PermissionError),
    /// Two batches take deposits at different addresses.
    DepositConflict,
    /// Batches of different lanes.
    LaneKey,
    /// Batches of different covenants.
    CovenantId,
    /// Batches of different programs.
    TxImageId,
    /// A batch does not start from the state its predecessor left.
    State,
    /// A batch does not start from the lane tip its predecessor left.
    LaneTip,
    /// A batch does not start from the lane blue score its predecessor left.
    LaneBlueScore,
}

impl AggregateError {
    /// Stable slug.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Input(_) => "aggregate-input-malformed",
            Self::LaneProof(error) => error.code(),
            Self::Journal(_) => "aggregate-journal-malformed",
            Self::Unverified => "aggregate-journal-unverified",
            Self::Empty => "aggregate-empty-bundle",
            Self::Exit(_) => "aggregate-exit-malformed",
            Self::Permission(error) => error.code(),
            Self::DepositConflict => "aggregate-deposit-conflict",
            Self::LaneKey => "aggregate-lane-key",
            Self::CovenantId => "aggregate-covenant-id",
            Self::TxImageId => "aggregate-tx-image-id",
            Self::State => "aggregate-state-gap",
            Self::LaneTip => "aggregate-lane-tip-gap",
            Self::LaneBlueScore => "aggregate-blue-score-gap",
        }
    }
}

impl fmt::Display for AggregateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => write!(f, "aggregator input: {error}"),
            Self::LaneProof(error) => write!(f, "{error}"),
            Self::Journal(error) => write!(f, "batch journal: {error}"),
            Self::Unverified => f.write_str("a batch journal has no proof"),
            Self::Empty => f.write_str("empty bundle"),
            Self::Exit(error) => write!(f, "exit entry: {error}"),
            Self::Permission(error) => write!(f, "{error}"),
            Self::DepositConflict => f.write_str("two deposit addresses in one bundle"),
            Self::LaneKey => f.write_str("batches of different lanes"),
            Self::CovenantId => f.write_str("batches of different covenants"),
            Self::TxImageId => f.write_str("batches of different programs"),
            Self::State => f.write_str("a batch does not start from its predecessor's state"),
            Self::LaneTip => f.write_str("a batch does not start from its predecessor's lane tip"),
            Self::LaneBlueScore => {
                f.write_str("a batch does not start from its predecessor's lane blue score")
            }
        }
    }
}

impl core::error::Error for AggregateError {}
