//! The aggregator guest: proves a bundle of consecutive batches as one state change, tied to the L1 block it ends with
//! (framework sections 10.2 and 10.3). Its journal is what the settlement covenant checks.
//!
//! Each batch journal must come with a receipt of the batch guest. Any broken rule stops the guest.
#![no_main]

use risc0_zkvm::guest::{abort, env};
use vprog_abi::aggregate::aggregate;
use vprog_guest_frame::read_blob;

risc0_zkvm::guest::entry!(main);

fn main() {
    match aggregate(&read_blob(), |image_id, journal| env::verify(*image_id, journal)) {
        Ok(journal) => env::commit_slice(&journal),
        Err(error) => abort(&format!("{}: {error}", error.code())),
    }
}
