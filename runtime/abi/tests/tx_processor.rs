//! Every case of `tx_processor.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{json, Value};
use support::{assert_error, cases, digest, hex, hex_array, load, number, test_vm, text, to_hex};
use vprog_abi::access::{AccessType, ResourceId};
use vprog_abi::codec::Error as CodecError;
use vprog_abi::error::Error;
use vprog_abi::exits::StandardSpk;
use vprog_abi::tx::{decode_outputs, encode_input, Header, HostError, Input, Journal, OutputCommitment};

#[test]
fn cases_give_the_recorded_bytes() {
    for case in cases(&load("tx_processor.json"), "cases") {
        let name = text(&case["name"]);
        let input = hex(&case["input"]);
        let frame = [
            &u32::try_from(input.len()).unwrap().to_le_bytes(),
            input.as_slice(),
        ]
        .concat();
        assert_eq!(frame, hex(&case["stdin_frame"]), "{name}");
        assert_eq!(encode(case), input, "{name}");

        let processed = test_vm::run(&input).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            to_hex(&processed.journal),
            text(&case["result"]["journal"]),
            "{name}"
        );
        assert_eq!(
            to_hex(&processed.outputs),
            text(&case["result"]["outputs"]),
            "{name}"
        );

        check_journal(&processed.journal, &case["result"]["decoded_journal"], name);
        let count = case["resources_in"].as_array().unwrap().len();
        check_outputs(
            &processed.outputs,
            count,
            &case["result"]["decoded_outputs"],
            name,
        );
    }
}

#[test]
fn negative_inputs_fail_as_recorded_or_commit_the_payload_error() {
    for case in cases(&load("tx_processor.json"), "negative_inputs") {
        let name = text(&case["name"]);
        let input = hex(&case["input"]);
        let outcome = test_vm::run(&input);
        if let Some(journal) = case["process"].get("journal") {
            let processed = outcome.unwrap();
            assert_eq!(to_hex(&processed.journal), text(journal), "{name}");
            assert_eq!(
                to_hex(&processed.outputs),
                text(&case["process"]["outputs"]),
                "{name}"
            );
        } else if name.starts_with("payload ") {
            let processed = outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_payload_error(&input, &processed.journal, name);
            assert_eq!(processed.outputs, [1, 0, 16, 0, 0, 0], "{name}");
        } else if name.starts_with("host tx_id") {
            assert!(Input::decode(&input).is_ok(), "{name}");
            assert_eq!(outcome, Err(HostError::TxIdMismatch), "{name}");
        } else {
            let Err(HostError::Input(CodecError::Decode(field))) = outcome else {
                panic!("{name}: {outcome:?}")
            };
            assert_eq!(field, text(&case["decode"]["err"]["msg"]), "{name}");
        }
    }
}

#[test]
fn outputs_decode_as_recorded() {
    for case in cases(&load("tx_processor.json"), "outputs_decode") {
        let count = usize::try_from(number(&case["count"])).unwrap();
        check_outputs(
            &hex(&case["outputs"]),
            count,
            &case["decoded"],
            text(&case["name"]),
        );
    }
}

#[test]
fn journals_decode_as_recorded() {
    for case in cases(&load("tx_processor.json"), "journal_decode") {
        check_journal(&hex(&case["journal"]), &case["decoded"], text(&case["name"]));
    }
}

/// Rebuilds the input blob from the case's parts.
fn encode(case: &Value) -> Vec<u8> {
    let tx = &case["l1_tx"];
    let tx_id = digest(&tx["tx_id"]);
    let header = Header {
        version: u16::try_from(number(&tx["version"])).unwrap(),
        tx_id: &tx_id,
        merge_idx: u32::try_from(number(&case["merge_idx"])).unwrap(),
    };
    let slots = case["resources_in"].as_array().unwrap();
    let data: Vec<_> = slots.iter().map(|slot| hex(&slot["data"])).collect();
    let resources: Vec<_> = slots
        .iter()
        .zip(&data)
        .map(|(slot, data)| (u32::try_from(number(&slot["index"])).unwrap(), data.as_slice()))
        .collect();
    let rest = tx["rest_preimage"]
        .as_str()
        .map(support::unhex)
        .unwrap_or_default();
    encode_input(
        &header,
        &digest(&case["context_hash"]),
        &hex(&tx["payload"]),
        &rest,
        &resources,
    )
}

fn assert_payload_error(input: &[u8], journal: &[u8], name: &str) {
    let decoded = Journal::decode(journal).unwrap();
    let header = Input::decode(input).unwrap();
    assert_eq!(decoded.header, header.header, "{name}");
    let context = decoded.context.unwrap();
    assert_eq!(
        context.context_hash,
        header.execution.unwrap().context_hash,
        "{name}"
    );
    assert!(context.is_empty(), "{name}");
    assert!(
        matches!(decoded.output, OutputCommitment::Error(Error::Guest(16))),
        "{name}"
    );
    assert_eq!(journal.len(), 38 + 32 + 4 + 6, "{name}");
}

fn check_outputs(outputs: &[u8], count: usize, expected: &Value, name: &str) {
    match decode_outputs(outputs, count) {
        Ok(Ok(effects)) => {
            let ops: Vec<_> = effects.iter().map(|data| data.map(to_hex)).collect();
            assert_eq!(json!(ops), expected["storage_ops"], "{name}");
        }
        Ok(Err(error)) => assert_error(&error, &expected["err"], name),
        Err(error) => assert_error(&error.into(), &expected["err"], name),
    }
}

fn check_journal(bytes: &[u8], expected: &Value, name: &str) {
    let journal = match Journal::decode(bytes) {
        Ok(journal) => journal,
        Err(error) => return assert_error(&error.into(), &expected["err"], name),
    };
    assert_eq!(
        u64::from(journal.header.version),
        number(&expected["version"]),
        "{name}"
    );
    assert_eq!(*journal.header.tx_id, digest(&expected["tx_id"]), "{name}");
    assert_eq!(
        u64::from(journal.header.merge_idx),
        number(&expected["merge_idx"]),
        "{name}"
    );
    assert_eq!(
        json!(journal.context.map(|c| to_hex(c.context_hash))),
        expected["context_hash"],
        "{name}"
    );
    let resources = journal.context.map(|context| {
        let one = |r: vprog_abi::tx::InputResource<'_>| {
            json!({"resource_index": r.index, "resource_id": to_hex(r.resource_id), "hash": to_hex(r.hash)})
        };
        context.resources().map(one).collect::<Vec<_>>()
    });
    assert_eq!(json!(resources), expected["input_resources"], "{name}");
    check_commitment(journal.output, &expected["output"], name);
}

fn check_commitment(output: OutputCommitment<'_>, expected: &Value, name: &str) {
    match output {
        OutputCommitment::Error(error) => assert_error(&error, &expected["error"], name),
        OutputCommitment::Success {
            exits,
            deposit_spk_hash,
            resources,
        } => {
            assert_eq!(*deposit_spk_hash, digest(&expected["deposit_spk_hash"]), "{name}");
            let exits: Vec<_> = exits.collect();
            assert_eq!(exits.len(), expected["exits"].as_array().unwrap().len(), "{name}");
            for (exit, expected) in exits.iter().zip(expected["exits"].as_array().unwrap()) {
                match exit {
                    Ok(exit) => {
                        assert_eq!(exit.spk, destination(expected), "{name}");
                        assert_eq!(exit.amount, number(&expected["amount"]), "{name}");
                    }
                    Err(error) => assert_error(error, &expected["err"], name),
                }
            }
            let resources: Vec<_> = resources.collect();
            assert_eq!(
                resources.len(),
                expected["resources"].as_array().unwrap().len(),
                "{name}"
            );
            for (resource, expected) in resources
                .into_iter()
                .zip(expected["resources"].as_array().unwrap())
            {
                match resource {
                    Ok(None) => assert_eq!(*expected, json!("unchanged"), "{name}"),
                    Ok(Some(hash)) => assert_eq!(*expected, json!({"changed": to_hex(hash)}), "{name}"),
                    Err(error) => assert_error(&error.into(), &expected["err"], name),
                }
            }
        }
    }
}

fn destination(expected: &Value) -> StandardSpk {
    match text(&expected["kind"]) {
        "PubKey" => StandardSpk::PubKey(hex_array(&expected["payload"])),
        "PubKeyEcdsa" => StandardSpk::PubKeyEcdsa(hex_array(&expected["payload"])),
        "ScriptHash" => StandardSpk::ScriptHash(hex_array(&expected["payload"])),
        kind => panic!("unknown destination {kind}"),
    }
}

#[test]
fn slots_expose_the_declared_identity() {
    let (id, list): (ResourceId, _) = ([7; 32], [([7; 32], AccessType::Read)]);
    let payload = vprog_abi::payload::encode(&list, b"x");
    let tx_id = vprog_abi::l1::tx_id_v1(&payload, b"rest");
    let header = Header {
        version: 1,
        tx_id: &tx_id,
        merge_idx: 3,
    };
    let input = encode_input(&header, &[9; 32], &payload, b"rest", &[(5, b"data")]);
    vprog_abi::tx::process_transaction(&input, |tx, merge_idx, context_hash, slots, _, _| {
        assert_eq!((tx.tx_id, merge_idx, context_hash), (&tx_id, 3, &[9; 32]));
        assert_eq!(
            (tx.payload.bytes, tx.ix_data(), tx.rest_preimage),
            (payload.as_slice(), &b"x"[..], &b"rest"[..])
        );
        let slot = &mut slots[0];
        assert_eq!(
            (slot.id(), slot.access_type(), slot.index()),
            (&id, AccessType::Read, 5)
        );
        slot.resize(6);
        slot.resize(2);
        assert_eq!(
            (slot.data(), slot.is_dirty(), slot.is_new()),
            (&b"da"[..], true, false)
        );
        Ok(())
    })
    .unwrap();
}
