//! Requests about the settlement covenant, translated for `vprog_abi::covenant` and back.

use serde::Deserialize;
use vprog_abi::covenant::{
    CovenantError, Kind, Pins, Settlement, State, Transaction, Witness, DEFAULT_PERMISSION_OUTPUT_VALUE,
};
use vprog_worker::{Bytes, Failure, Hash};

use crate::transaction::{number, Binding, Input, Output, Tx};

/// What a covenant pins.
#[derive(Debug, Clone, Deserialize)]
pub struct PinFields {
    kind: KindField,
    program_id: Hash,
    tx_image_id: Hash,
    batch_image_id: Hash,
    lane_key: Hash,
    #[serde(default = "default_permission_value", deserialize_with = "number")]
    permission_value: u64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindField {
    Dev,
    Succinct,
    Groth16,
}

/// A state the covenant holds; zeros before the first transaction.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct StateFields {
    #[serde(default)]
    state: Hash,
    #[serde(default)]
    lane_tip: Hash,
}

/// A settlement to build.
#[derive(Debug, Clone, Deserialize)]
pub struct SettleFields {
    covenant_id: Hash,
    prev_tx_id: Hash,
    prev_index: u32,
    #[serde(deserialize_with = "number")]
    pub(crate) value: u64,
    pub(crate) prev: StateFields,
    pub(crate) next: StateFields,
    block_prove_to: Hash,
    #[serde(default)]
    permission_spk_hash: Hash,
    #[serde(default)]
    deposit_spk_hash: Hash,
    witness: WitnessFields,
}

/// The proof; its fields tell which kind it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum WitnessFields {
    Dev {
        claimed_seq_commit: Hash,
    },
    Succinct {
        claim: Hash,
        control_index: u32,
        control_digests: Bytes,
        seal: Bytes,
    },
    Groth16 {
        compressed_proof: Bytes,
    },
}

impl PinFields {
    pub(crate) fn pins(&self) -> Pins {
        Pins {
            kind: match self.kind {
                KindField::Dev => Kind::Dev,
                KindField::Succinct => Kind::Succinct,
                KindField::Groth16 => Kind::Groth16,
            },
            program_id: self.program_id.0,
            tx_image_id: self.tx_image_id.0,
            batch_image_id: self.batch_image_id.0,
            lane_key: self.lane_key.0,
            permission_output_value: self.permission_value,
        }
    }
}

impl StateFields {
    pub(crate) fn state(self) -> State {
        State {
            state: self.state.0,
            lane_tip: self.lane_tip.0,
        }
    }
}

impl SettleFields {
    pub(crate) fn covenant_id(&self) -> Hash {
        self.covenant_id
    }

    pub(crate) fn settlement(&self) -> Settlement {
        Settlement {
            covenant_id: self.covenant_id.0,
            prev_tx_id: self.prev_tx_id.0,
            prev_index: self.prev_index,
            value: self.value,
            prev: self.prev.state(),
            next: self.next.state(),
            block_prove_to: self.block_prove_to.0,
            permission_spk_hash: self.permission_spk_hash.0,
            deposit_spk_hash: self.deposit_spk_hash.0,
            witness: match self.witness.clone() {
                WitnessFields::Dev { claimed_seq_commit } => Witness::Dev {
                    claimed_seq_commit: claimed_seq_commit.0,
                },
                WitnessFields::Succinct {
                    claim,
                    control_index,
                    control_digests,
                    seal,
                } => {
                    let (control_digests, seal) = (control_digests.0, seal.0);
                    Witness::Succinct {
                        claim: claim.0,
                        control_index,
                        control_digests,
                        seal,
                    }
                }
                WitnessFields::Groth16 { compressed_proof } => Witness::Groth16 {
                    compressed_proof: compressed_proof.0,
                },
            },
        }
    }
}

/// A covenant transaction in the form of requests and replies.
pub(crate) fn reply_form(tx: &Transaction) -> Tx {
    let inputs = tx.inputs.iter().map(|input| Input {
        prev_tx_id: Hash(input.prev_tx_id),
        prev_index: input.prev_index,
        signature_script: Bytes(input.signature_script.clone()),
        sequence: input.sequence,
        compute_budget: None,
        sig_op_count: None,
    });
    let outputs = tx.outputs.iter().map(|output| Output {
        value: output.value,
        spk_version: 0,
        spk_script: Bytes(output.script.clone()),
        covenant: output.covenant.as_ref().map(|own| Binding {
            authorizing_input: own.authorizing_input,
            covenant_id: Hash(own.covenant_id),
        }),
    });
    Tx {
        version: 1,
        inputs: inputs.collect(),
        outputs: outputs.collect(),
        lock_time: 0,
        subnetwork_id: Bytes(vec![0; 20]),
        gas: 0,
        payload: Bytes::default(),
    }
}

/// A covenant error as a reply: `covenant-permission-value`, `covenant-value-too-small`, `covenant-witness-kind`.
pub(crate) fn failure(error: CovenantError) -> Failure {
    Failure::new(error.code(), error)
}

fn default_permission_value() -> u64 {
    DEFAULT_PERMISSION_OUTPUT_VALUE
}
