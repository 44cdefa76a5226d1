//! The aggregator and the lane tree against `aggregator.json`, `pipeline.json` and `lane_smt.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::Value;
use support::{absent, cases, digest, hex, load, number, text, to_hex};
use vprog_abi::aggregate::{
    aggregate, aggregate_with, AggregateError, NoExits, StateTransition, JOURNAL_LEN,
};
use vprog_abi::batch::Transition;
use vprog_abi::hash::Digest;
use vprog_abi::l1::lane_leaf;
use vprog_abi::lane::tree::LaneTree;
use vprog_abi::lane::{empty_subtree, LaneProof};

fn accept_all(_image: &Digest, _journal: &[u8]) -> Result<(), ()> {
    Ok(())
}

fn check(name: &str, input: &[u8], result: &Value) -> Vec<u8> {
    let journal = aggregate(input, accept_all).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(to_hex(&journal), text(&result["journal"]), "{name}");
    assert_eq!(journal.len(), JOURNAL_LEN);
    let decoded = StateTransition::decode(&journal).unwrap();
    assert_eq!(decoded.encode(), journal, "{name}");
    assert_eq!(
        decoded.new_seq_commit,
        digest(&result["decoded"]["new_seq_commit"]),
        "{name}"
    );
    assert_eq!(
        decoded.permission_spk_hash,
        digest(&result["decoded"]["permission_spk_hash"]),
        "{name}"
    );
    journal
}

/// What each broken rule is called here; the reference only panics.
const REJECTIONS: [(&str, &str); 13] = [
    ("empty bundle", "aggregate-empty-bundle"),
    ("gap: second batch missing", "aggregate-blue-score-gap"),
    (
        "empty-batch journal in the middle (zero roots break the state chain)",
        "aggregate-state-gap",
    ),
    ("lane_key differs", "aggregate-lane-key"),
    ("covenant_id differs", "aggregate-covenant-id"),
    ("prev_state differs", "aggregate-state-gap"),
    ("prev_lane_tip differs", "aggregate-lane-tip-gap"),
    ("prev_lane_blue_score differs", "aggregate-blue-score-gap"),
    (
        "conflicting deposit hashes across batches",
        "aggregate-deposit-conflict",
    ),
    ("exit entry with bad tag", "aggregate-exit-malformed"),
    ("lane SMT proof truncated mid-sibling", "lane-proof-malformed"),
    ("lane SMT proof one sibling too many", "lane-proof-sibling-count"),
    (
        "trailing garbage after the last journal",
        "aggregate-journal-malformed",
    ),
];

#[test]
fn bundles() {
    for case in cases(&load("aggregator.json"), "cases") {
        let (name, input) = (text(&case["name"]), hex(&case["input"]));
        let without = aggregate_with(&input, accept_all, NoExits);
        if case["result"].get("panic").is_some() {
            let error = aggregate(&input, accept_all).unwrap_err();
            if let Some((_, code)) = REJECTIONS.iter().find(|(case, _)| *case == name) {
                assert_eq!(error.code(), *code, "{name}: {error}");
            }
            assert_eq!(without, Err(error), "{name}");
            continue;
        }
        check(name, &input, &case["result"]);
        let without = StateTransition::decode(&without.unwrap()).unwrap();
        let expected = digest(&case["result_with_no_exits_accumulator"]["permission_spk_hash"]);
        assert_eq!(without.permission_spk_hash, expected, "{name}");
        let unverified = aggregate(&input, |_, _| Err(()));
        assert_eq!(unverified, Err(AggregateError::Unverified), "{name}");
    }
}

#[test]
fn bundles_of_the_pipeline_run() {
    for case in cases(&load("pipeline.json"), "aggregated") {
        let journal = check(text(&case["name"]), &hex(&case["input"]), &case["result"]);
        let decoded = StateTransition::decode(&journal).unwrap();
        assert_eq!(decoded.new_seq_commit, digest(&case["expected_seq_commit"]));
    }
}

#[test]
fn batch_journal_encodings() {
    for case in cases(&load("aggregator.json"), "journal_encodings") {
        let (bytes, decoded) = (hex(&case["bytes"]), &case["decoded"]);
        if text(&case["type"]) == "StateTransition" {
            assert_eq!(StateTransition::decode(&bytes).unwrap().encode(), bytes);
            continue;
        }
        let transition = Transition::decode(&bytes).unwrap();
        assert_eq!(transition.encode(), bytes);
        assert_eq!(
            transition.prev_lane_blue_score,
            number(&decoded["prev_lane_blue_score"])
        );
        for (field, value) in [
            (transition.prev_state, "prev_state"),
            (transition.prev_lane_tip, "prev_lane_tip"),
            (transition.new_state, "new_state"),
            (transition.new_lane_tip, "new_lane_tip"),
            (transition.lane_key, "lane_key"),
            (transition.covenant_id, "covenant_id"),
            (transition.tx_image_id, "tx_image_id"),
            (transition.deposit_spk_hash, "deposit_spk_hash"),
        ] {
            assert_eq!(field, digest(&decoded[value]), "{value}");
        }
    }
}

#[test]
fn empty_lane_subtrees() {
    if absent("lane_smt.json") {
        return;
    }
    let vectors = load("lane_smt.json");
    for entry in cases(&vectors, "empty_hashes") {
        let (height, hash) = text(entry).split_once(':').unwrap();
        assert_eq!(to_hex(&empty_subtree(height.parse().unwrap())), hash);
    }
    assert_eq!(empty_subtree(256), digest(&vectors["empty_root"]));
}

#[test]
fn lane_trees_and_proofs() {
    if absent("lane_smt.json") {
        return;
    }
    let mut checked = 0;
    for case in cases(&load("lane_smt.json"), "trees") {
        let mut tree = LaneTree::default();
        for entry in case["entries"].as_array().unwrap() {
            let leaf = lane_leaf(&digest(&entry["lane_tip"]), number(&entry["blue_score"]));
            assert_eq!(leaf, digest(&entry["leaf_hash"]));
            tree.set(digest(&entry["lane_key"]), leaf);
        }
        let root = digest(&case["root"]);
        assert_eq!(tree.root(), root);
        for proof in case["proofs"].as_array().unwrap() {
            let key = digest(&proof["lane_key"]);
            let bytes = hex(&proof["proof"]);
            assert_eq!(to_hex(&tree.prove(&key)), text(&proof["proof"]));
            let decoded = LaneProof::decode(&bytes).unwrap();
            if proof["leaf_hash"].is_null() {
                assert_eq!(decoded.root_without(&key), Ok(root));
                assert_ne!(decoded.root_with(&key, &[1; 32]), Ok(root));
            } else {
                let leaf = digest(&proof["leaf_hash"]);
                assert_eq!(decoded.root_with(&key, &leaf), Ok(root));
                assert_ne!(decoded.root_with(&key, &[1; 32]), Ok(root));
                assert_ne!(decoded.root_without(&key), Ok(root));
            }
            checked += 1;
        }
    }
    assert!(checked > 0);
}
