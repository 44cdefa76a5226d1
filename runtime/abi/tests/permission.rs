//! The permission tree and script against `exits.json`; the destinations themselves are tested with the exits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::Value;
use support::{cases, det, digest, hex, load, number, text, to_hex};
use vprog_abi::exits::StandardSpk;
use vprog_abi::hash::{sha256_parts, Digest};
use vprog_abi::permission::{leaf_hash, merkle_root, required_depth, PermissionError, PermissionTree};
use vprog_abi::smt::{Blake3, NodeHasher, Sha256};

#[test]
fn leaf_hashes() {
    for case in cases(&load("exits.json"), "standard_spk") {
        let leaf = leaf_hash(&hex(&case["script"]), 12345);
        assert_eq!(leaf, digest(&case["leaf_hash_amount_12345"]));
    }
}

/// The vectors' rule: kinds take turns, keys are deterministic, amounts grow by 1000.
fn exit(i: u64) -> (StandardSpk, u64) {
    let key = det("dest", i);
    let spk = match i % 3 {
        0 => StandardSpk::PubKey(key),
        1 => {
            let mut compressed = [2; 33];
            compressed[1..].copy_from_slice(&key);
            StandardSpk::PubKeyEcdsa(compressed)
        }
        _ => StandardSpk::ScriptHash(key),
    };
    (spk, 1000 * (i + 1))
}

fn tree(count: u64) -> PermissionTree {
    let mut tree = PermissionTree::default();
    for (spk, amount) in (0..count).map(exit) {
        tree.push_leaf(leaf_hash(&spk.script(), amount));
    }
    tree
}

#[test]
fn trees_and_scripts() {
    for case in cases(&load("exits.json"), "permission_trees") {
        let count = number(&case["count"]);
        let tree = tree(count);
        let depth = required_depth(tree.count()).unwrap();
        assert_eq!(depth as u64, number(&case["depth"]));
        assert_eq!(
            tree.spk_hash().unwrap(),
            digest(&case["permission_spk_hash"]),
            "{count}"
        );
        let Some(script) = tree.redeem_script().unwrap() else {
            assert_eq!(count, 0);
            continue;
        };
        assert_eq!(tree.root().unwrap(), digest(&case["root"]), "{count}");
        assert_eq!(script.len(), 445 + 22 * depth);
        assert_eq!(script.len() as u64, number(&case["redeem_script_len"]));
        if let Value::String(expected) = &case["redeem_script"] {
            assert_eq!(to_hex(&script), *expected, "{count}");
        }
    }
}

#[test]
fn empty_subtrees() {
    let vectors = load("exits.json");
    let mut empty = sha256_parts(&[&[2]]);
    for expected in cases(&vectors, "permission_empty_hashes") {
        assert_eq!(to_hex(&empty), text(expected));
        empty = sha256_parts(&[&[1], &empty, &empty]);
    }
    assert_eq!(merkle_root::<Sha256>(&[]).unwrap(), sha256_parts(&[&[2]]));
}

#[test]
fn the_merkle_tree_with_another_hash() {
    for case in cases(&load("exits.json"), "generic_merkle_tree") {
        let leaves: Vec<Digest> = (0..number(&case["count"]))
            .map(|i| Blake3::hash(&[&[0], &det("ml", i)]))
            .collect();
        assert_eq!(
            required_depth(leaves.len()).unwrap() as u64,
            number(&case["required_depth"])
        );
        assert_eq!(merkle_root::<Blake3>(&leaves).unwrap(), digest(&case["root"]));
    }
}

#[test]
fn branches_lead_to_the_root() {
    for count in [1, 2, 3, 6, 9] {
        let tree = tree(count);
        for index in 0..count {
            let (spk, amount) = exit(index);
            let mut node = leaf_hash(&spk.script(), amount);
            for (sibling, right) in tree.branch(usize::try_from(index).unwrap()).unwrap() {
                let (a, b) = if right { (sibling, node) } else { (node, sibling) };
                node = sha256_parts(&[&[1], &a, &b]);
            }
            assert_eq!(node, tree.root().unwrap());
        }
        assert_eq!(tree.branch(tree.count()), Err(PermissionError::NoSuchExit));
    }
}
