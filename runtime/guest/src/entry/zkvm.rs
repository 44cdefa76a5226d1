//! In the zkVM: one transaction, then halt. A bad host input aborts, so that no journal exists for it.

use alloc::vec;

use risc0_zkvm::guest::{abort, env};

use crate::{process, Program};

/// Runs one transaction.
pub fn main<P: Program>() {
    let mut len = [0; 4];
    env::read_slice(&mut len);
    let Ok(len) = usize::try_from(u32::from_le_bytes(len)) else {
        abort("input too long")
    };
    let mut input = vec![0; len];
    env::read_slice(&mut input);
    match process::<P>(&input) {
        Ok(outcome) => {
            env::write_slice(&outcome.outputs);
            env::commit_slice(&outcome.journal);
        }
        Err(_) => abort("malformed host input"),
    }
}
