//! Nothing a prover or a host feeds in may panic: mutated inputs give a result or an error.
//! And proofs built by the tree agree with the tree, whatever is asked and written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use support::{cases, det, hex, load};
use vprog_abi::aggregate::aggregate;
use vprog_abi::batch::process_batch;
use vprog_abi::hash::{Digest, ZERO};
use vprog_abi::lane::LaneProof;
use vprog_abi::smt::tree::Tree;
use vprog_abi::smt::{Proof, Sha256};

/// A deterministic stream of numbers.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 += 1;
        let word = det("draw", self.0);
        usize::try_from(u64::from_le_bytes(word[..8].try_into().unwrap()) % bound as u64).unwrap()
    }
}

/// Cuts, flips, overwrites and grows `bytes` in `rounds` ways.
fn mutations(bytes: &[u8], rounds: u64, mut check: impl FnMut(&[u8])) {
    let mut draw = Draw(bytes.len() as u64);
    for _ in 0..rounds {
        let mut mutated = bytes.to_vec();
        for _ in 0..=draw.below(3) {
            let at = draw.below(mutated.len().max(1));
            match draw.below(5) {
                0 => mutated.truncate(at),
                1 => mutated.extend_from_slice(&[0xff; 7]),
                2 => mutated.iter_mut().skip(at).take(4).for_each(|byte| *byte = 0xff),
                _ => mutated
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|byte| *byte ^= 1 << (at % 8)),
            }
        }
        check(&mutated);
    }
}

#[test]
fn mutated_batches_and_bundles() {
    for case in cases(&load("batch_processor.json"), "cases") {
        mutations(&hex(&case["input"]), 300, |input| {
            let _ = process_batch(input, |_, _| Ok::<(), ()>(()));
        });
    }
    for case in cases(&load("aggregator.json"), "cases") {
        mutations(&hex(&case["input"]), 100, |input| {
            let _ = aggregate(input, |_, _| Ok::<(), ()>(()));
        });
    }
}

#[test]
fn mutated_proofs_never_show_another_value() {
    let mut tree = Tree::<Sha256>::default();
    for i in 0..40 {
        tree.set(det("key", i), det("value", i));
    }
    let root = tree.root();
    let mut keys: Vec<Digest> = (30..50).map(|i| det("key", i)).collect();
    keys.sort_unstable();
    let proof = tree.prove(&keys).unwrap();
    let mut accepted = 0;
    mutations(&proof, 4000, |bytes| {
        let Ok(proof) = Proof::decode(bytes) else { return };
        if proof.check_sorted_queried_keys().is_err() || proof.root::<Sha256>() != Ok(root) {
            return;
        }
        accepted += 1;
        for member in (0..proof.queries()).filter_map(|index| proof.member(index).ok()) {
            assert_eq!(member.value, tree.get(member.key));
        }
    });
    // Changes behind the used siblings, topology bits or sections do no harm.
    assert!(accepted > 0);
}

#[test]
fn mutated_lane_proofs() {
    for tree in cases(&load("lane_smt.json"), "trees") {
        for proof in tree["proofs"].as_array().unwrap() {
            mutations(&hex(&proof["proof"]), 50, |bytes| {
                let Ok(proof) = LaneProof::decode(bytes) else {
                    return;
                };
                let _ = proof.root_with(&[1; 32], &[2; 32]);
                let _ = proof.root_without(&[1; 32]);
            });
        }
    }
}

/// Keys that share long prefixes as well as keys that share none.
fn key(draw: &mut Draw) -> Digest {
    let mut key = det("near", draw.below(4) as u64);
    match draw.below(3) {
        0 => key[31] = u8::try_from(draw.below(8)).unwrap(),
        1 => key[draw.below(32)] ^= 1 << draw.below(8),
        _ => key = det("far", draw.below(60) as u64),
    }
    key
}

#[test]
fn proofs_agree_with_the_tree() {
    for round in 0..200 {
        let mut draw = Draw(1_000_000 * (round + 1));
        let mut tree = Tree::<Sha256>::default();
        for _ in 0..draw.below(40) {
            let value = det("value", draw.below(1000) as u64);
            tree.set(key(&mut draw), value);
        }
        let mut keys: Vec<Digest> = (0..=draw.below(20)).map(|_| key(&mut draw)).collect();
        keys.sort_unstable();
        keys.dedup();
        let bytes = tree.prove(&keys).unwrap();
        let proof = Proof::decode(&bytes).unwrap();
        proof.check_sorted_queried_keys().unwrap();
        let mut values = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(proof.member(index).unwrap().value, tree.get(key));
            values.push(match draw.below(3) {
                0 => ZERO,
                1 => tree.get(key),
                _ => det("new", draw.below(1000) as u64),
            });
        }
        let before = tree.root();
        for (key, value) in keys.iter().zip(&values) {
            tree.set(*key, *value);
        }
        assert_eq!(
            proof.compute_roots::<Sha256>(&values),
            Ok((before, tree.root())),
            "round {round}"
        );
    }
}
