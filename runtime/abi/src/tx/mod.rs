//! The transaction processor: one L1 transaction in, its outputs and its journal out (framework section 5).
//!
//! ```text
//! input     version u16 ‖ tx_id[32] ‖ merge_idx u32
//!           version 1: ‖ context_hash[32] ‖ u32 tx_size ‖ payload blob ‖ rest_preimage blob
//!                      ‖ per access entry: index u32 ‖ data blob
//! outputs   00 ‖ per resource: 00 unchanged | 01 ‖ data blob          01 ‖ error
//! journal   version u16 ‖ tx_id[32] ‖ merge_idx u32
//!           version 1: ‖ context_hash[32] ‖ u32 n ‖ n × (index u32 ‖ resource_id[32] ‖ hash before[32])
//!           ‖ 00 ‖ exits blob ‖ deposit_spk_hash[32] ‖ per resource: 00 | 01 ‖ hash after[32]
//!           | 01 ‖ error
//! ```
//!
//! A payload that no access list can be read from is the sender's fault and must not stop the lane: it commits
//! [`MALFORMED_PAYLOAD`] over zero resources. Anything else wrong with the input is the host's fault and
//! yields no journal.

mod input;
mod journal;
mod outputs;
mod process;
mod resource;

pub use input::{encode_input, ExecutionInput, Header, Input, Transaction};
pub use journal::{
    Context, InputResource, Journal, OutputCommitment, ResourceCommitments, RESOURCE_COMMITMENT_LEN,
};
pub use outputs::decode_outputs;
pub use process::{process_transaction, HostError, Processed};
pub use resource::Resource;

pub use crate::error::MALFORMED_PAYLOAD;

/// The only L1 transaction version that executes.
pub const VERSION: u16 = 1;
