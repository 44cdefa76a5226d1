//! The settlement covenant: the L1 script that holds a program's state and lets only proven changes through
//! (framework section 11).
//!
//! The redeem script is a 99-byte prefix with the current state, then a suffix that never changes and pins the
//! guests. Spending the covenant moves it to the script with the new prefix and the same suffix.

mod constants;
mod script;
mod spend;
mod tx;

use alloc::vec::Vec;
use core::fmt;

use crate::hash::Digest;

pub use spend::{bootstrap, recognise, settlement, Settlement, SettlementInfo, Witness};
pub use tx::{Covenant, Input, Output, Transaction};

/// Value of a permission output unless the covenant says otherwise, in sompi.
pub const DEFAULT_PERMISSION_OUTPUT_VALUE: u64 = 50_000_000;

/// Bytes of the redeem script that a settlement replaces.
pub const PREFIX_LEN: usize = 99;

/// How a covenant checks the proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not at all: everything but the proof, the journal and the lane's place in the sequencing commitment.
    Dev,
    /// RISC Zero succinct receipt.
    Succinct,
    /// RISC Zero receipt compressed to Groth16 over BN254.
    Groth16,
}

/// What a covenant fixes for its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pins {
    /// How the proof is checked.
    pub kind: Kind,
    /// Image of the aggregator guest.
    pub program_id: Digest,
    /// Image of the transaction guest.
    pub tx_image_id: Digest,
    /// Image of the batch guest.
    pub batch_image_id: Digest,
    /// The program's lane.
    pub lane_key: Digest,
    /// Value of a permission output, sompi.
    pub permission_output_value: u64,
}

/// What a settlement moves on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// State root.
    pub state: Digest,
    /// Lane tip.
    pub lane_tip: Digest,
}

impl State {
    /// Before the first transaction.
    pub const GENESIS: Self = Self {
        state: [0; 32],
        lane_tip: [0; 32],
    };
}

/// Why a covenant transaction cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CovenantError {
    /// The permission output's value does not fit a script number.
    PermissionValue,
    /// The covenant holds less than the permission output takes from it.
    ValueTooSmall,
    /// The witness is for another kind of covenant.
    WitnessKind,
}

impl CovenantError {
    /// Stable slug.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PermissionValue => "covenant-permission-value",
            Self::ValueTooSmall => "covenant-value-too-small",
            Self::WitnessKind => "covenant-witness-kind",
        }
    }
}

impl fmt::Display for CovenantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PermissionValue => "the permission output's value does not fit a script number",
            Self::ValueTooSmall => "the covenant holds less than the permission output takes",
            Self::WitnessKind => "the witness is for another kind of covenant",
        })
    }
}

impl core::error::Error for CovenantError {}

impl Pins {
    /// The script that holds `state`. Errors: `PermissionValue`.
    pub fn redeem_script(&self, state: &State) -> Result<Vec<u8>, CovenantError> {
        let value =
            i64::try_from(self.permission_output_value).map_err(|_| CovenantError::PermissionValue)?;
        Ok(script::redeem(self, state, value))
    }
}
