//! The settlement covenant against `covenant.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::Value;
use support::{absent, cases, digest, hex, load, number, text, to_hex};
use vprog_abi::covenant::{
    bootstrap, recognise, settlement, CovenantError, Kind, Pins, Settlement, State, Transaction, Witness,
    DEFAULT_PERMISSION_OUTPUT_VALUE, PREFIX_LEN,
};
use vprog_abi::hash::blake2b;
use vprog_abi::l1::p2sh_script;
use vprog_abi::script::{number as script_number, p2sh};

fn kind(case: &Value) -> Kind {
    match text(&case["kind"]) {
        "dev" => Kind::Dev,
        "succinct" => Kind::Succinct,
        "groth16" => Kind::Groth16,
        other => panic!("kind {other}"),
    }
}

fn pins(case: &Value) -> Pins {
    let field = |name: &str| case.get(name).map_or([0; 32], digest);
    Pins {
        kind: kind(case),
        program_id: field("program_id"),
        tx_image_id: field("tx_image_id"),
        batch_image_id: field("batch_image_id"),
        lane_key: field("lane_key"),
        permission_output_value: number(&case["permission_output_value"]),
    }
}

/// Reads the pins back out of a redeem script with a proof check; the vectors do not list them for every script.
fn pins_of(kind: Kind, redeem: &[u8]) -> Pins {
    let after = |marker: &[u8]| {
        let at = redeem
            .windows(marker.len())
            .position(|window| window == marker)
            .expect("marker");
        &redeem[at + marker.len()..]
    };
    let digest_after = |marker: &[u8]| after(marker)[..32].try_into().unwrap();
    let images = after(&[0xcf, 0x7e, 0x20]);
    let value = after(&[0x00, 0xbe]);
    let permission_output_value = match value[0] {
        small @ 0x51..=0x60 => u64::from(small - 0x50),
        len => value[1..=usize::from(len)]
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
    };
    Pins {
        kind,
        program_id: digest_after(&[0x7e, 0xa8, 0x20]),
        tx_image_id: images[..32].try_into().unwrap(),
        batch_image_id: images[34..66].try_into().unwrap(),
        lane_key: redeem[PREFIX_LEN - 32..PREFIX_LEN].try_into().unwrap(),
        permission_output_value,
    }
}

fn check_tx(tx: &Transaction, expected: &Value) {
    for (output, expected) in tx.outputs.iter().zip(expected["outputs"].as_array().unwrap()) {
        assert_eq!(output.value, number(&expected["value"]));
        assert_eq!(to_hex(&output.script), text(&expected["spk_script"]));
    }
    for (input, expected) in tx.inputs.iter().zip(expected["inputs"].as_array().unwrap()) {
        assert_eq!(
            to_hex(&input.signature_script),
            text(&expected["signature_script"])
        );
    }
    assert_eq!(to_hex(&tx.rest_preimage()), text(&expected["rest_preimage"]));
    assert_eq!(tx.id(), digest(&expected["tx_id"]));
}

#[test]
fn redeem_scripts() {
    if absent("covenant.json") {
        return;
    }
    let vectors = load("covenant.json");
    let default = &cases(&vectors, "constants_list")[0]["default_permission_output_value"];
    assert_eq!(number(default), DEFAULT_PERMISSION_OUTPUT_VALUE);
    for case in cases(&vectors, "redeem_scripts") {
        let state = State {
            state: digest(&case["prev_state"]),
            lane_tip: digest(&case["prev_lane_tip"]),
        };
        let script = pins(case).redeem_script(&state).unwrap();
        assert_eq!(to_hex(&script), text(&case["redeem_script"]));
        assert_eq!(script.len() as u64, number(&case["redeem_len"]));
        assert_eq!(to_hex(&p2sh(&script)), text(&case["p2sh_script"]));
    }
}

#[test]
fn bootstraps() {
    let vectors = load("covenant.json");
    for case in cases(&vectors, "bootstrap") {
        let redeem = hex(&case["initial_redeem"]);
        let pins = pins_of(kind(case), &redeem);
        assert_eq!(pins.redeem_script(&State::GENESIS).unwrap(), redeem);
        let index = u32::try_from(number(&case["funding_index"])).unwrap();
        let (tx, id) = bootstrap(
            &pins,
            digest(&case["funding_txid"]),
            index,
            number(&case["value"]),
        )
        .unwrap();
        assert_eq!(id, digest(&case["covenant_id"]));
        check_tx(&tx, &case["tx"]);
    }
}

fn witness(case: &Value) -> Witness {
    let witness = &case["witness"];
    match kind(case) {
        Kind::Dev => Witness::Dev {
            claimed_seq_commit: digest(&case["claimed_seq_commit"]),
        },
        Kind::Succinct => Witness::Succinct {
            claim: digest(&witness["claim"]),
            control_index: u32::try_from(number(&witness["control_index"])).unwrap(),
            control_digests: hex(&witness["control_digests"]),
            seal: hex(&witness["seal"]),
        },
        Kind::Groth16 => Witness::Groth16 {
            compressed_proof: hex(&witness["compressed_proof"]),
        },
    }
}

fn settlement_of(case: &Value) -> Settlement {
    let input = &case["tx"]["inputs"][0];
    Settlement {
        covenant_id: digest(&case["covenant_id"]),
        prev_tx_id: digest(&input["prev_tx_id"]),
        prev_index: u32::try_from(number(&input["prev_index"])).unwrap(),
        value: number(&case["value"]),
        prev: State {
            state: digest(&case["prev_state"]),
            lane_tip: digest(&case["prev_lane_tip"]),
        },
        next: State {
            state: digest(&case["new_state"]),
            lane_tip: digest(&case["new_lane_tip"]),
        },
        block_prove_to: digest(&case["block_prove_to"]),
        permission_spk_hash: digest(&case["permission_spk_hash"]),
        deposit_spk_hash: digest(&case["deposit_spk_hash"]),
        witness: witness(case),
    }
}

#[test]
fn settlements() {
    let vectors = load("covenant.json");
    for case in cases(&vectors, "settlements") {
        let prev_redeem = hex(&case["prev_redeem"]);
        let pins = match kind(case) {
            Kind::Dev => pins(case),
            kind => pins_of(kind, &prev_redeem),
        };
        let spec = settlement_of(case);
        assert_eq!(pins.redeem_script(&spec.prev).unwrap(), prev_redeem);
        assert_eq!(
            to_hex(&pins.redeem_script(&spec.next).unwrap()),
            text(&case["next_redeem"])
        );
        let tx = settlement(&pins, &spec).unwrap();
        assert_eq!(
            to_hex(&tx.inputs[0].signature_script),
            text(&case["signature_script"])
        );
        check_tx(&tx, &case["tx"]);

        let info = recognise(&tx, &spec.covenant_id).unwrap();
        assert_eq!(
            (info.new_state, info.new_lane_tip),
            (spec.next.state, spec.next.lane_tip)
        );
        assert_eq!(info.block_prove_to, spec.block_prove_to);
        if let Some(expected) = case.get("decoded_settlement_info") {
            assert_eq!(info.new_state, digest(&expected["new_state"]));
            assert_eq!(info.new_lane_tip, digest(&expected["new_lane_tip"]));
            assert_eq!(info.block_prove_to, digest(&expected["block_prove_to"]));
        }
        assert_eq!(recognise(&tx, &[0; 32]), None);
    }
}

#[test]
fn other_transactions_are_no_settlements() {
    if absent("covenant.json") {
        return;
    }
    let vectors = load("covenant.json");
    let case = &cases(&vectors, "settlements")[0];
    let spec = settlement_of(case);
    let pins = pins_of(kind(case), &hex(&case["prev_redeem"]));
    let tx = settlement(&pins, &spec).unwrap();
    let script = &tx.inputs[0].signature_script;
    // A script that computes, one cut short, one with too few pushes, none at all.
    for bad in [
        [script.as_slice(), &[0x76]].concat(),
        script[..script.len() - 1].to_vec(),
        vec![0x51; 3],
        vec![],
    ] {
        let mut other = tx.clone();
        other.inputs[0].signature_script = bad;
        assert_eq!(recognise(&other, &spec.covenant_id), None);
    }
    let mut unbound = tx.clone();
    unbound.outputs[0].covenant = None;
    assert_eq!(recognise(&unbound, &spec.covenant_id), None);
}

#[test]
fn impossible_settlements_are_errors() {
    if absent("covenant.json") {
        return;
    }
    let vectors = load("covenant.json");
    let case = &cases(&vectors, "settlements")[0];
    let pins = pins_of(kind(case), &hex(&case["prev_redeem"]));
    let mut spec = settlement_of(case);
    spec.permission_spk_hash = [1; 32];
    spec.value = pins.permission_output_value - 1;
    assert_eq!(settlement(&pins, &spec), Err(CovenantError::ValueTooSmall));
    spec.witness = Witness::Dev {
        claimed_seq_commit: [0; 32],
    };
    assert_eq!(spec.signature_script(&pins), Err(CovenantError::WitnessKind));
    let pins = Pins {
        permission_output_value: u64::MAX,
        ..pins
    };
    assert_eq!(
        pins.redeem_script(&State::GENESIS),
        Err(CovenantError::PermissionValue)
    );
}

#[test]
fn permission_outputs() {
    for case in cases(&load("covenant.json"), "permission_spk") {
        assert_eq!(
            to_hex(&p2sh_script(&digest(&case["hash"]))),
            text(&case["script"])
        );
    }
    assert_eq!(p2sh(b"x"), p2sh_script(&blake2b(b"x")));
}

#[test]
fn script_numbers() {
    for (value, bytes) in [
        (0, vec![]),
        (1, vec![1]),
        (-1, vec![0x81]),
        (127, vec![0x7f]),
        (128, vec![0x80, 0]),
        (-128, vec![0x80, 0x80]),
        (-468, vec![0xd4, 0x81]),
        (50_000_000, vec![0x80, 0xf0, 0xfa, 0x02]),
        (i64::MAX, vec![0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
    ] {
        assert_eq!(script_number(value), bytes);
    }
}
