//! What compiled verifiable programs call. Everything of the program ABI (`docs/program-abi.md`) that does not
//! depend on the program is here; emitted code supplies the resources, the instructions and their bodies.
//!
//! Nothing here panics on bytes a stranger chose: a bad payload is an [`Error`] that the transaction commits to.
#![no_std]

extern crate alloc;
#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
extern crate std;

pub mod address;
mod bytes;
mod chain;
mod claims;
pub mod collections;
mod context;
pub mod entry;
mod error;
mod event;
mod input;
mod list;
mod lock;
pub mod math;
mod program;
mod resource;
mod role;
mod roles;
mod schnorr;
mod script;
mod set;
mod signer;
mod stream;
mod uint;
mod wide;
mod wire;

pub use address::{Address, CovenantId, Hash, LockId, PubKey, Signature};
pub use bytes::{Bytes, Text};
pub use context::Context;
pub use error::{at_least, require, Error, Result};
pub use event::Event;
pub use input::Input;
pub use list::List;
pub use lock::{Lock, LockView};
pub use program::{process, Outcome, Program};
pub use resource::{Resource, TOMBSTONE};
pub use role::{Entry, New, Role};
pub use roles::{Positions, Roles};
pub use schnorr::verify as verify_schnorr;
pub use script::L1Script;
pub use set::{Map, Set};
pub use uint::U256;
pub use wide::{TooWide, Wide};
pub use wire::Wire;

/// What the macros of this crate expand to; no part of the interface.
#[doc(hidden)]
#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
pub use risc0_zkvm;
