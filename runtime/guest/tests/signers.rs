//! One signature may stand behind many entries: it is verified once, and each entry still counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[allow(dead_code)] // the other tests use more of it
mod common;

use std::time::Instant;

use common::{code, stored, Boxes, Tx};
use k256::schnorr::SigningKey;
use vprog_abi::access::AccessType;
use vprog_abi::hash::sha256;
use vprog_abi::l1::rest::{self, Tail};
use vprog_abi::payload;
use vprog_guest::{process, Error};

const GENESIS_ACTION: u8 = 6;

fn entry(resource: u8, offset: u32) -> Vec<u8> {
    [&[resource, 5][..], &offset.to_le_bytes()].concat()
}

/// Runs the genesis action on each slot, with `entries` (slot, bytes behind the end of the signed part) signed once.
fn run(slots: u8, entries: &[(u8, u32)]) -> u32 {
    let mut tx = (0..slots).fold(Tx::default(), |tx, slot| {
        tx.slot([slot; 32], stored(1, &[3]))
            .action(&[GENESIS_ACTION, slot])
    });
    let access: Vec<_> = (0..slots).map(|slot| ([slot; 32], AccessType::Write)).collect();
    tx.signers = entries.iter().map(|(slot, _)| entry(*slot, 0)).collect();
    let end = u32::try_from(payload::encode(&access, &tx.instructions()).len()).unwrap();
    tx.signers = entries
        .iter()
        .map(|(slot, behind)| entry(*slot, end + behind))
        .collect();
    let signed = payload::encode(&access, &tx.instructions());
    let tail = Tail {
        lock_time: 0,
        subnetwork_id: &[0; 20],
        gas: 0,
    };
    let rest = rest::encode(1, &[], &[], &tail);
    let blob = |bytes: &[u8]| [&u32::try_from(bytes.len()).unwrap().to_le_bytes()[..], bytes].concat();
    let message = sha256(&[&[2][..], &blob(&rest), &blob(&signed)].concat());
    let mut secret = [0; 32];
    secret[31] = 3;
    let key = SigningKey::from_bytes(&secret).unwrap();
    let signature = key.sign_raw(&message, &[0; 32]).unwrap().to_bytes();
    let instructions = [&tx.instructions()[..], &signature[..], &[0; 64]].concat();
    code(&process::<Boxes>(&tx.input_over(&instructions)).unwrap())
}

#[test]
fn one_signature_counts_for_each_entry() {
    assert_eq!(run(2, &[(0, 0), (1, 0)]), 0);
    assert_eq!(run(1, &[(0, 0), (0, 0)]), Error::NOT_AUTHORIZED.code());
    assert_eq!(run(2, &[(0, 0), (1, 1)]), Error::BAD_SIGNATURE.code());
}

#[test]
fn thousands_of_entries_cost_one_verification() {
    let many = vec![(0, 0); 40_000];
    let once = Instant::now();
    assert_eq!(run(1, &[(0, 0)]), 0);
    let once = once.elapsed();
    let start = Instant::now();
    assert_eq!(run(1, &many), Error::NOT_AUTHORIZED.code());
    assert!(
        start.elapsed() < once * 4_000,
        "{:?} against {once:?}",
        start.elapsed()
    );
}
