//! The batch guest: proves what the transactions of one L1 block did to the state (framework section 9).
//!
//! Each transaction journal it folds in must come with a receipt of the transaction guest. Any broken rule stops the
//! guest: then there is no journal, and nothing to prove.
#![no_main]

use risc0_zkvm::guest::{abort, env};
use vprog_abi::batch::process_batch;
use vprog_guest_frame::read_blob;

risc0_zkvm::guest::entry!(main);

fn main() {
    match process_batch(&read_blob(), |image_id, journal| env::verify(*image_id, journal)) {
        Ok(journal) => env::commit_slice(&journal),
        Err(error) => abort(&format!("{}: {error}", error.code())),
    }
}
