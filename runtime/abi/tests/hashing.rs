//! Every case of `hashing.json` and of the L1's `keyed_hashes.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::Value;
use support::{cases, det, digest, hex, hex_array, load, number, text, to_hex};
use vprog_abi::hash::{blake2b, blake2b_keyed, blake3, keyed, keyed_bytes, sha256, sha256_parts};
use vprog_abi::l1;

fn data_parts(case: &Value) -> Vec<Vec<u8>> {
    match case.get("parts").unwrap_or(&case["data"]) {
        Value::Array(parts) => parts.iter().map(hex).collect(),
        data => vec![hex(data)],
    }
}

#[test]
fn core() {
    for case in cases(&load("hashing.json"), "core") {
        let parts = data_parts(case);
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        let out = match (text(&case["algo"]), case.get("domain").map(hex)) {
            ("sha256", None) => sha256(&parts.concat()),
            ("sha256", Some(domain)) => sha256_parts(&[&[domain.as_slice()], parts.as_slice()].concat()),
            ("blake3", None) => blake3(&parts.concat()),
            ("blake3", Some(domain)) => keyed_bytes(&domain, &parts),
            (algo, _) => panic!("unknown algorithm {algo}"),
        };
        assert_eq!(out, digest(&case["digest"]), "{case}");
    }
}

#[test]
fn l1_tx_ids() {
    for case in cases(&load("hashing.json"), "l1_tx_id") {
        let (payload, rest) = (hex(&case["payload"]), hex(&case["rest_preimage"]));
        let payload_digest = l1::payload_digest(&payload);
        assert_eq!(payload_digest, digest(&case["payload_digest"]), "{case}");
        assert_eq!(l1::tx_id_v1(&payload, &rest), digest(&case["tx_id"]), "{case}");
        assert_eq!(
            l1::tx_id_v1_from_digest(&payload_digest, &rest),
            digest(&case["tx_id"]),
            "{case}"
        );
    }
}

#[test]
fn seq_commit() {
    for case in cases(&load("hashing.json"), "seq_commit") {
        let d = |key: &str| digest(&case[key]);
        let n = |key: &str| number(&case[key]);
        let out = match text(&case["fn"]) {
            "lane_key" => l1::lane_key(&hex_array(&case["lane_id"])),
            "activity_leaf" => {
                let (version, merge_idx) = (u16::try_from(n("version")), u32::try_from(n("merge_idx")));
                l1::activity_leaf(&d("tx_id"), version.unwrap(), merge_idx.unwrap())
            }
            "mergeset_context_hash" => {
                l1::mergeset_context_hash(n("timestamp"), n("daa_score"), n("blue_score"))
            }
            "lane_tip_next" => l1::lane_tip(
                &d("parent_ref"),
                &d("lane_key"),
                &d("activity_digest"),
                &d("context_hash"),
            ),
            "smt_leaf_hash" => l1::lane_leaf(&d("lane_tip"), n("blue_score")),
            "activity_root_hash" => l1::activity_root(&d("inactivity_shortcut"), &d("lanes_root")),
            "seq_state_root" => l1::seq_state_root(&d("activity_root"), &d("payload_and_ctx_digest")),
            "payload_and_context_digest" => l1::seq_branch(&d("context_hash"), &d("payload_root")),
            "seq_commit" => l1::seq_commit(&d("parent_seq_commit"), &d("state_root")),
            name => panic!("unknown fn {name}"),
        };
        assert_eq!(out, d("out"), "{case}");
    }
}

#[test]
fn activity_digests() {
    for case in cases(&load("hashing.json"), "activity_digest") {
        assert_eq!(text(&case["leaf_rule"]), "det('act-leaf', i)");
        let leaves: Vec<_> = (0..number(&case["count"])).map(|i| det("act-leaf", i)).collect();
        assert_eq!(l1::activity_digest(&leaves), digest(&case["digest"]), "{case}");
    }
}

#[test]
fn runtime_domains() {
    for case in cases(&load("hashing.json"), "runtime") {
        let out = match text(&case["fn"]) {
            "derive_program_resource" | "config_resource_id" => sha256_parts(&[&[0], &hex(&case["label"])]),
            "derive_user_resource" => sha256_parts(&[&[1], &hex(&case["lock_hash"])]),
            name => panic!("unknown fn {name}"),
        };
        assert_eq!(out, digest(&case["out"]), "{case}");
    }
}

#[test]
fn scripts() {
    for case in cases(&load("hashing.json"), "misc") {
        match text(&case["fn"]) {
            "blake2b_script_hash" => assert_eq!(blake2b(&hex(&case["script"])), digest(&case["out"])),
            "delegate_entry" => {
                let id = digest(&case["covenant_id"]);
                assert_eq!(to_hex(&l1::delegate_script(&id)), text(&case["script"]));
                assert_eq!(l1::delegate_spk_hash(&id), digest(&case["spk_hash"]));
            }
            name => panic!("unknown fn {name}"),
        }
    }
}

#[test]
fn l1_keyed_hashes() {
    for hasher in cases(&load("keyed_hashes.json"), "vectors") {
        let (domain, kind) = (text(&hasher["domain"]), text(&hasher["kind"]));
        for case in cases(hasher, "vectors") {
            let data = hex(&case["input"]);
            let out = match kind.split(' ').next().unwrap() {
                "blake2b-256" => blake2b_keyed(domain.as_bytes(), &[&data]),
                "blake3" => keyed(domain, &[&data]),
                _ => sha256_parts(&[&sha256(domain.as_bytes()), &data]),
            };
            assert_eq!(out, digest(&case["hash"]), "{domain}");
        }
    }
}
