//! A guest that does what its input says, so that executors and provers can be tested against each part of the
//! machine on its own. Input, framed as every guest's (`u32 len ‖ blob`): one command byte, then its argument.
#![no_main]

use risc0_zkvm::guest::{abort, env};
use risc0_zkvm::sha::{Impl, Sha256};
use vprog_guest_frame::read_blob;

risc0_zkvm::guest::entry!(main);

fn main() {
    let blob = read_blob();
    match blob.split_first() {
        // e: print the argument, commit its SHA-256
        Some((b'e', rest)) => {
            env::write_slice(rest);
            env::commit_slice(Impl::hash_bytes(rest).as_bytes());
        }
        // c: commit the argument, as a stand-in for any program whose journal is known
        Some((b'c', rest)) => env::commit_slice(rest),
        // v: image_id[32] ‖ journal: verify that another guest committed the journal, and commit the same
        Some((b'v', rest)) => match rest.split_first_chunk::<32>() {
            Some((image_id, journal)) => {
                let Ok(()) = env::verify(*image_id, journal);
                env::commit_slice(journal);
            }
            None => abort("a verify command needs an image id"),
        },
        // p: panic in the argument's words
        Some((b'p', rest)) => abort(&String::from_utf8_lossy(rest)),
        // x: halt with the exit code
        Some((b'x', [code, ..])) => env::exit(*code),
        // m: a standard hash map, which asks the host for random bytes
        Some((b'm', rest)) => {
            let seen: std::collections::HashSet<u8> = rest.iter().copied().collect();
            env::commit_slice(&(seen.len() as u32).to_le_bytes());
        }
        // l: log, then print
        Some((b'l', rest)) => {
            env::log("a line for people");
            env::write_slice(rest);
        }
        _ => abort("unknown command"),
    }
}
