//! L1 transactions, covenant ids and sequencing commitments, and the exit destinations paid to on the L1.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::Value;
use support::{assert_error, cases, digest, hex, hex_array, load, number, text, to_hex};
use vprog_abi::access::AccessType;
use vprog_abi::codec::Error;
use vprog_abi::exits::StandardSpk;
use vprog_abi::hash::{blake2b_keyed, Digest};
use vprog_abi::l1::rest::{self, Input, Outpoint, Output, Tail};
use vprog_abi::l1::{self, GenesisOutput};
use vprog_abi::payload::{self, Payload};

/// Value, script version, script, and authorizing input with covenant id.
type OwnedOutput = (u64, u16, Vec<u8>, Option<(u16, Digest)>);

/// An L1 transaction as either vector set writes it.
struct Tx {
    version: u16,
    inputs: Vec<(Digest, u32, u64)>,
    outputs: Vec<OwnedOutput>,
    lock_time: u64,
    subnetwork_id: [u8; 20],
    gas: u64,
    payload: Vec<u8>,
}

impl Tx {
    fn parse(json: &Value) -> Self {
        let u16_of = |value: &Value| u16::try_from(number(value)).unwrap();
        let input = |input: &Value| {
            let tx_id = input.get("prev_tx_id").unwrap_or(&input["txid"]);
            let index = input.get("prev_index").unwrap_or(&input["index"]);
            (
                digest(tx_id),
                u32::try_from(number(index)).unwrap(),
                number(&input["sequence"]),
            )
        };
        let output = |output: &Value| {
            let covenant = output["covenant"].as_object();
            let covenant = covenant.map(|c| (u16_of(&c["authorizing_input"]), digest(&c["covenant_id"])));
            (
                number(&output["value"]),
                u16_of(&output["spk_version"]),
                hex(&output["spk_script"]),
                covenant,
            )
        };
        Self {
            version: u16_of(&json["version"]),
            inputs: json["inputs"].as_array().unwrap().iter().map(input).collect(),
            outputs: json["outputs"].as_array().unwrap().iter().map(output).collect(),
            lock_time: number(&json["lock_time"]),
            subnetwork_id: hex_array(&json["subnetwork_id"]),
            gas: number(&json["gas"]),
            payload: hex(&json["payload"]),
        }
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        self.inputs
            .iter()
            .map(|(tx_id, index, sequence)| Input {
                outpoint: Outpoint { tx_id, index: *index },
                sequence: *sequence,
            })
            .collect()
    }

    fn outputs(&self) -> Vec<Output<'_>> {
        self.outputs
            .iter()
            .map(|(value, spk_version, script, covenant)| Output {
                value: *value,
                spk_version: *spk_version,
                script,
                covenant: covenant.as_ref().map(|(input, id)| (*input, id)),
            })
            .collect()
    }

    fn tail(&self) -> Tail<'_> {
        Tail {
            lock_time: self.lock_time,
            subnetwork_id: &self.subnetwork_id,
            gas: self.gas,
        }
    }

    fn rest(&self) -> Vec<u8> {
        rest::encode(self.version, &self.inputs(), &self.outputs(), &self.tail())
    }

    /// The id of a version 0 transaction: another hash, no covenant flags, payload included.
    fn id_v0(&self) -> Digest {
        let mut bytes = rest::encode(0, &self.inputs(), &[], &self.tail());
        bytes.truncate(bytes.len() - 8 - 8 - 20 - 8 - 8);
        bytes.extend((self.outputs.len() as u64).to_le_bytes());
        for (value, spk_version, script, _) in &self.outputs {
            bytes.extend(value.to_le_bytes());
            bytes.extend(spk_version.to_le_bytes());
            bytes.extend((script.len() as u64).to_le_bytes());
            bytes.extend(script);
        }
        bytes.extend(self.lock_time.to_le_bytes());
        bytes.extend(self.subnetwork_id);
        bytes.extend(self.gas.to_le_bytes());
        bytes.extend((self.payload.len() as u64).to_le_bytes());
        bytes.extend(&self.payload);
        blake2b_keyed(b"TransactionID", &[&bytes])
    }

    /// Encodes, hashes and reads back the transaction.
    fn check(&self, rest_preimage: &Value, tx_id: &Value) {
        if self.version == 0 {
            assert_eq!(self.id_v0(), digest(tx_id));
            return;
        }
        let rest = self.rest();
        assert_eq!(to_hex(&rest), text(rest_preimage));
        assert_eq!(l1::tx_id_v1(&self.payload, &rest), digest(tx_id));

        assert_eq!(rest::version(&rest), Ok(self.version));
        assert_eq!(rest::input_count(&rest), Ok(self.inputs.len() as u64));
        assert_eq!(rest::output_count(&rest), Ok(self.outputs.len() as u64));
        for (input, index) in self.inputs().into_iter().zip(0..) {
            assert_eq!(rest::input(&rest, index), Ok(input));
        }
        for (output, index) in self.outputs().into_iter().zip(0..) {
            assert_eq!(rest::output(&rest, index), Ok(output));
        }
        let past = |n: usize| u32::try_from(n).unwrap();
        let (inputs, outputs) = (past(self.inputs.len()), past(self.outputs.len()));
        assert_eq!(rest::input(&rest, inputs), Err(Error::Decode("rest_input_index")));
        assert_eq!(
            rest::output(&rest, outputs),
            Err(Error::Decode("rest_output_index"))
        );
        assert_eq!(rest::tail(&rest), Ok(self.tail()));
        for end in 0..rest.len() {
            assert!(rest::tail(&rest[..end]).is_err());
        }
    }
}

#[test]
fn payloads() {
    for case in cases(&load("l1_payload.json"), "payloads") {
        let access: Vec<_> = case["access"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                let access = if number(&entry["access"]) == 0 {
                    AccessType::Read
                } else {
                    AccessType::Write
                };
                (digest(&entry["resource_id"]), access)
            })
            .collect();
        let bytes = payload::encode(&access, &hex(&case["ix_data"]));
        assert_eq!(to_hex(&bytes), text(&case["payload"]));

        let decoded = Payload::decode(&bytes).unwrap();
        assert_eq!(
            (decoded.bytes, decoded.ix_data),
            (bytes.as_slice(), hex(&case["ix_data"]).as_slice())
        );
        let pairs: Vec<_> = decoded
            .access
            .iter()
            .map(|entry| (*entry.resource_id, entry.access))
            .collect();
        assert_eq!(pairs, access);

        let tx = Tx::parse(&case["l1_tx"]);
        assert_eq!(tx.payload, bytes);
        tx.check(&case["l1_tx"]["rest_preimage"], &case["l1_tx"]["tx_id"]);
        assert_eq!(l1::lane_key(&tx.subnetwork_id), digest(&case["lane_key"]));
    }
}

#[test]
fn transaction_ids() {
    for case in cases(&load("l1_payload.json"), "tx_ids") {
        Tx::parse(case).check(&case["rest_preimage"], &case["tx_id"]);
    }
    for case in cases(&load("transactions.json"), "vectors") {
        let tx = Tx::parse(&case["tx"]);
        tx.check(&case["rest_preimage"], &case["id"]);
        if tx.version > 0 {
            assert_eq!(l1::payload_digest(&tx.payload), digest(&case["payload_digest"]));
            assert_eq!(l1::rest_digest(&tx.rest()), digest(&case["rest_digest"]));
        }
    }
}

#[test]
fn covenant_ids() {
    for case in cases(&load("covenant_ids.json"), "vectors") {
        let listed = case["auth_outputs"].as_array().unwrap();
        let scripts: Vec<_> = listed
            .iter()
            .map(|entry| hex(&entry["output"]["spk_script"]))
            .collect();
        let outputs: Vec<_> = listed
            .iter()
            .zip(&scripts)
            .map(|(entry, script)| GenesisOutput {
                index: u32::try_from(number(&entry["index"])).unwrap(),
                value: number(&entry["output"]["value"]),
                spk_version: u16::try_from(number(&entry["output"]["spk_version"])).unwrap(),
                script,
            })
            .collect();
        let index = u32::try_from(number(&case["outpoint"]["index"])).unwrap();
        let id = l1::covenant_id(&digest(&case["outpoint"]["txid"]), index, &outputs);
        assert_eq!(id, digest(&case["covenant_id"]), "{case}");
    }
}

#[test]
fn sequencing_commitments() {
    for block in cases(&load("seq_commits.json"), "blocks") {
        let d = |key: &str| digest(&block[key]);
        let n = |key: &str| number(&block["context"][key]);
        let context_hash = l1::mergeset_context_hash(n("timestamp"), n("daa_score"), n("blue_score"));
        assert_eq!(context_hash, d("context_hash"));
        let txs = cases(block, "txs");
        for tx in txs {
            assert_eq!(leaf(tx), digest(&tx["activity_leaf"]));
        }
        for lane in cases(block, "lane_updates") {
            let leaves: Vec<_> = txs
                .iter()
                .filter(|tx| tx["lane_id"] == lane["lane_id"])
                .map(leaf)
                .collect();
            let activity = l1::activity_digest(&leaves);
            assert_eq!(activity, digest(&lane["activity_digest"]));
            let key = l1::lane_key(&hex_array(&lane["lane_id"]));
            assert_eq!(key, digest(&lane["lane_key"]));
            let tip = l1::lane_tip(&digest(&lane["parent_ref"]), &key, &activity, &context_hash);
            assert_eq!(tip, digest(&lane["new_tip"]));
            assert_eq!(l1::lane_leaf(&tip, n("blue_score")), digest(&lane["leaf_hash"]));
        }
        let root = l1::activity_root(&d("inactivity_shortcut"), &d("lanes_root"));
        assert_eq!(root, d("activity_root"));
        let payload_and_ctx = l1::seq_branch(&context_hash, &digest(&block["miner"]["root"]));
        assert_eq!(payload_and_ctx, d("payload_and_ctx_digest"));
        let state_root = l1::seq_state_root(&root, &payload_and_ctx);
        assert_eq!(state_root, d("state_root"));
        assert_eq!(
            l1::seq_commit(&d("parent_seq_commit"), &state_root),
            d("seq_commit")
        );
    }
}

fn leaf(tx: &Value) -> Digest {
    let (version, merge_idx) = (number(&tx["version"]), number(&tx["merge_idx"]));
    l1::activity_leaf(
        &digest(&tx["tx_id"]),
        u16::try_from(version).unwrap(),
        u32::try_from(merge_idx).unwrap(),
    )
}

#[test]
fn exit_destinations() {
    let vectors = load("exits.json");
    for case in cases(&vectors, "standard_spk") {
        let encoded = hex(&case["encoded"]);
        let spk = StandardSpk::decode(&mut encoded.as_slice()).unwrap();
        let mut again = Vec::new();
        spk.encode(&mut again);
        assert_eq!(again, encoded);
        assert_eq!(to_hex(&spk.script()), text(&case["script"]));
        assert_eq!(StandardSpk::from_script(0, &spk.script()), Ok(spk));
    }
    for case in cases(&vectors, "negative") {
        let outcome = match case.get("input") {
            Some(input) => StandardSpk::decode(&mut hex(input).as_slice()),
            None => StandardSpk::from_script(
                u16::try_from(number(&case["spk_version"])).unwrap(),
                &hex(&case["script"]),
            ),
        };
        assert_error(&outcome.unwrap_err(), &case["err"], text(&case["name"]));
    }
}

#[test]
fn a_witness_gives_the_key_behind_an_input() {
    let key = [5; 32];
    let p2pk = StandardSpk::PubKey(key).script();
    let tail = Tail {
        lock_time: 0,
        subnetwork_id: &[0; 20],
        gas: 0,
    };
    let out = |spk_version, script| Output {
        value: 1,
        spk_version,
        script,
        covenant: None,
    };
    let previous = rest::encode(1, &[], &[out(0, &[0x51]), out(3, &p2pk)], &tail);
    let payload_digest = l1::payload_digest(b"previous payload");
    let tx_id = l1::tx_id_v1_from_digest(&payload_digest, &previous);
    let spend = |tx_id: &Digest, index| {
        let other = Input {
            outpoint: Outpoint {
                tx_id: &[1; 32],
                index: 0,
            },
            sequence: 0,
        };
        let input = Input {
            outpoint: Outpoint { tx_id, index },
            sequence: 0,
        };
        rest::encode(1, &[other, input], &[], &tail)
    };
    let recover = |current: &[u8], idx, witness: &[u8], digest: &Digest| {
        l1::recover_p2pk_key(current, idx, witness, digest)
    };
    let err = |field| Err(Error::Decode(field));

    assert_eq!(recover(&spend(&tx_id, 1), 1, &previous, &payload_digest), Ok(key));
    assert_eq!(
        recover(&spend(&tx_id, 1), 0, &previous, &payload_digest),
        err("witness_tx_id")
    );
    assert_eq!(
        recover(&spend(&tx_id, 1), 2, &previous, &payload_digest),
        err("rest_input_index")
    );
    assert_eq!(
        recover(&spend(&tx_id, 1), 1, &previous, &[0; 32]),
        err("witness_tx_id")
    );
    assert_eq!(
        recover(&spend(&tx_id, 0), 1, &previous, &payload_digest),
        err("witness_p2pk")
    );
    assert_eq!(
        recover(&spend(&tx_id, 2), 1, &previous, &payload_digest),
        err("rest_output_index")
    );

    let old = rest::encode(0, &[], &[out(0, &p2pk)], &tail);
    let old_id = l1::tx_id_v1_from_digest(&payload_digest, &old);
    assert_eq!(
        recover(&spend(&old_id, 0), 1, &old, &payload_digest),
        err("witness_version")
    );
}

#[test]
fn a_deposit_output_pays_the_delegate_script() {
    let hash = l1::delegate_spk_hash(&[3; 32]);
    let script = l1::p2sh_script(&hash);
    let output = |spk_version| Output {
        value: 1,
        spk_version,
        script: &script,
        covenant: None,
    };
    assert!(output(0).pays_script_hash(&hash));
    assert!(!output(1).pays_script_hash(&hash));
    assert!(!output(0).pays_script_hash(&[0; 32]));
}
