//! Wire formats and proving rules of verifiable programs, shared by guests and hosts.
//!
//! Everything here is a pure function over bytes: no input or output, no clock, no panic on bytes a stranger
//! chose. Integers are little-endian; `blob` is `u32 len ‖ bytes`, `vec` is `u32 count ‖ items`; trailing bytes of
//! a top-level message are ignored unless a module says otherwise. Section numbers are the framework's.
//!
//! ```text
//!  L1 transaction                        payload = access list ‖ ix_data            [access], [payload]   (3, 4)
//!       │                                rest_preimage = inputs and outputs         [l1]                  (4.3)
//!       ▼
//!  transaction guest                                                                [tx]                  (5)
//!    input    version u16 ‖ tx_id[32] ‖ merge_idx u32
//!             ‖ context_hash[32] ‖ u32 ‖ payload blob ‖ rest_preimage blob
//!             ‖ per access entry: index u32 ‖ data blob
//!    outputs  00 ‖ per resource: 00 | 01 ‖ data blob                or  01 ‖ error   [error]              (5.4, 5.5)
//!    journal  version u16 ‖ tx_id[32] ‖ merge_idx u32
//!             ‖ context_hash[32] ‖ vec (index u32 ‖ resource_id[32] ‖ hash before[32])
//!             ‖ 00 ‖ exits blob ‖ deposit_spk_hash[32] ‖ per resource: 00 | 01 ‖ hash after[32]
//!             | 01 ‖ error                                                          [exits]               (5.6, 10.1)
//!       │
//!       ▼  all transactions of one L1 block
//!  batch guest                           state proof and roots                      [smt], [batch]        (8, 9)
//!       │
//!       ▼  consecutive batches
//!  aggregator guest                      lane proof, withdrawals, 352-byte journal  [lane], [permission],
//!       │                                                                           [aggregate]           (10)
//!       ▼
//!  settlement on the L1
//! ```
//!
//! A transaction journal has its second line only for version 1; any other version commits the header and error 1.
//! [`codec`] and [`hash`] are the two rooms everything else is built from.
#![no_std]

extern crate alloc;
#[cfg(feature = "host")]
extern crate std;

pub mod access;
pub mod aggregate;
pub mod batch;
pub mod codec;
#[cfg(feature = "host")]
pub mod covenant;
pub mod error;
pub mod exits;
pub mod hash;
pub mod l1;
pub mod lane;
pub mod payload;
pub mod permission;
pub mod script;
pub mod smt;
pub mod tx;
