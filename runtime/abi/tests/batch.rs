//! The batch processor against `batch_processor.json` and the batches of `pipeline.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::Value;
use support::{cases, digest, hex, load, text, to_hex};
use vprog_abi::batch::{process_batch, BatchError, BatchInput, Transition};
use vprog_abi::exits::Exits;
use vprog_abi::hash::{data_hash, Digest};
use vprog_abi::smt::tree::Tree;

fn accept_all(_image: &Digest, _journal: &[u8]) -> Result<(), ()> {
    Ok(())
}

fn check(name: &str, input: &[u8], journal: &Value, decoded: &Value) {
    let actual = process_batch(input, accept_all).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(to_hex(&actual), text(journal), "{name}");
    check_transition(name, &actual, decoded);
}

fn check_transition(name: &str, journal: &[u8], decoded: &Value) {
    let transition = Transition::decode(journal).unwrap();
    assert_eq!(transition.encode(), journal, "{name}");
    assert_eq!(transition.prev_state, digest(&decoded["prev_state"]), "{name}");
    assert_eq!(transition.new_state, digest(&decoded["new_state"]), "{name}");
    assert_eq!(
        transition.new_lane_tip,
        digest(&decoded["new_lane_tip"]),
        "{name}"
    );
    assert_eq!(
        transition.new_lane_blue_score,
        support::number(&decoded["new_lane_blue_score"]),
        "{name}"
    );
    assert_eq!(
        u64::from(transition.lane_expired),
        decoded["lane_expired"].as_u64().unwrap(),
        "{name}"
    );
    assert_eq!(
        Exits::new(transition.exits).count(),
        decoded["exits"].as_array().unwrap().len(),
        "{name}"
    );
}

#[test]
fn cases_give_the_recorded_journals() {
    for case in cases(&load("batch_processor.json"), "cases") {
        let name = text(&case["name"]);
        let input = hex(&case["input"]);
        check(name, &input, &case["journal"], &case["decoded_journal"]);
        let decoded = BatchInput::decode(&input).unwrap();
        assert_eq!(decoded.encode(), input, "{name}");
        let touches_state = case["resource_ids"].as_array().is_some_and(|ids| !ids.is_empty());
        if touches_state {
            assert_eq!(
                case["decoded_journal"]["new_state"], case["state_root_after"],
                "{name}"
            );
        }
    }
}

/// What each broken rule is called here; the reference only panics.
const REJECTIONS: [(&str, &str); 15] = [
    ("truncated to 31", "batch-input-malformed"),
    ("truncated to 100", "batch-input-malformed"),
    ("truncated to 130", "batch-input-malformed"),
    ("truncated to 969", "batch-input-malformed"),
    ("same journal twice (merge_idx equal)", "batch-merge-index"),
    (
        "first journal missing: resource hash chain broken",
        "batch-resource-hash",
    ),
    (
        "context hash differs (prev_timestamp changed)",
        "batch-context-hash",
    ),
    ("journal truncated by one byte", "batch-journal-malformed"),
    ("journal with one extra output commitment", "batch-output-count"),
    ("resource_index out of range", "batch-resource-index"),
    ("input hash altered", "batch-resource-hash"),
    ("v0 journal with success output", "batch-missing-context"),
    ("v0 journal with decode error", "batch-missing-context"),
    (
        "two different deposit hashes in one batch",
        "batch-deposit-conflict",
    ),
    ("deposit hash with other pin", "batch-deposit-pin"),
];

#[test]
fn broken_batches_are_rejected() {
    for case in cases(&load("batch_processor.json"), "negative") {
        let (name, input, result) = (text(&case["name"]), hex(&case["input"]), &case["result"]);
        if result.get("journal").is_some() {
            check(name, &input, &result["journal"], &result["decoded"]);
            continue;
        }
        assert!(result["panic"].is_string(), "{name}");
        let error = process_batch(&input, accept_all).unwrap_err();
        if let Some((_, code)) = REJECTIONS.iter().find(|(case, _)| *case == name) {
            assert_eq!(error.code(), *code, "{name}: {error}");
        }
    }
}

#[test]
fn every_journal_must_be_verified() {
    for case in cases(&load("batch_processor.json"), "cases") {
        let input = hex(&case["input"]);
        let journals: Vec<Vec<u8>> = case
            .get("tx_journals")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(hex)
            .collect();
        let mut asked = Vec::new();
        let result = process_batch(&input, |image, journal| {
            assert_eq!(image.as_slice(), &input[..32]);
            asked.push(journal.to_vec());
            Ok::<(), ()>(())
        });
        assert!(result.is_ok());
        if !journals.is_empty() {
            assert_eq!(asked, journals);
        }
        if !asked.is_empty() {
            assert_eq!(process_batch(&input, |_, _| Err(())), Err(BatchError::Unverified));
        }
    }
}

/// The reference keeps its state root in the cases named DIVERGENCE although the journal says otherwise: twice
/// because a batch that touches nothing commits zero roots, once because a guest wrote a resource declared as read.
#[test]
fn the_pipeline_run_is_reproduced() {
    let vectors = load("pipeline.json");
    let mut tree = Tree::default();
    let mut saved = Vec::new();
    for step in cases(&vectors, "steps") {
        let name = text(&step["name"]);
        if let Some(target) = step.get("rollback_target_index") {
            let (_, restored): &(u64, Tree) = saved
                .iter()
                .rev()
                .find(|(index, _)| Some(*index) == target.as_u64())
                .unwrap();
            tree = restored.clone();
            assert_eq!(
                tree.root(),
                digest(&step[format!("state_root_at_{target}")]),
                "{name}"
            );
            continue;
        }
        let before = digest(&step["state_root_before"]);
        assert_eq!(tree.root(), before, "{name}");
        let ids: Vec<Digest> = step["resource_ids"]
            .as_array()
            .unwrap()
            .iter()
            .map(digest)
            .collect();
        assert_eq!(
            to_hex(&tree.prove(&ids).unwrap()),
            text(&step["smt_proof"]),
            "{name}"
        );
        check(
            name,
            &hex(&step["batch_input"]),
            &step["batch_journal"],
            &step["decoded_batch_journal"],
        );
        for resource in step["resource_data_after"].as_array().unwrap() {
            tree.set(
                digest(&resource["resource_id"]),
                data_hash(&hex(&resource["data"])),
            );
        }
        let after = digest(&step["state_root_after"]);
        assert_eq!(tree.root(), after, "{name}");
        let proven = &step["decoded_batch_journal"];
        let agrees = digest(&proven["prev_state"]) == before && digest(&proven["new_state"]) == after;
        assert_eq!(agrees, !name.starts_with("DIVERGENCE"), "{name}");
        saved.push((step["batch_index"].as_u64().unwrap(), tree.clone()));
    }
}
