//! L1 transactions as the covenant needs them: version 1, with covenant bindings (L1 section 2.1).

use alloc::vec::Vec;

use crate::hash::Digest;
use crate::l1::{rest, tx_id_v1};

/// A covenant binding of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covenant {
    /// The input that allows the binding.
    pub authorizing_input: u16,
    /// The covenant.
    pub covenant_id: Digest,
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Transaction whose output is spent.
    pub prev_tx_id: Digest,
    /// Position of the output there.
    pub prev_index: u32,
    /// Signature script.
    pub signature_script: Vec<u8>,
    /// Sequence number.
    pub sequence: u64,
}

/// An output with a version 0 script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Value in sompi.
    pub value: u64,
    /// Script.
    pub script: Vec<u8>,
    /// Covenant the output belongs to.
    pub covenant: Option<Covenant>,
}

/// A version 1 transaction of the native subnetwork, without lock time, gas or payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// Inputs.
    pub inputs: Vec<Input>,
    /// Outputs.
    pub outputs: Vec<Output>,
}

impl Transaction {
    /// The serialisation the id commits to besides the payload.
    pub fn rest_preimage(&self) -> Vec<u8> {
        let inputs = self.inputs.iter().map(|input| rest::Input {
            outpoint: rest::Outpoint {
                tx_id: &input.prev_tx_id,
                index: input.prev_index,
            },
            sequence: input.sequence,
        });
        let outputs = self.outputs.iter().map(|output| rest::Output {
            value: output.value,
            spk_version: 0,
            script: &output.script,
            covenant: output
                .covenant
                .as_ref()
                .map(|c| (c.authorizing_input, &c.covenant_id)),
        });
        let tail = rest::Tail {
            lock_time: 0,
            subnetwork_id: &[0; 20],
            gas: 0,
        };
        rest::encode(
            1,
            &inputs.collect::<Vec<_>>(),
            &outputs.collect::<Vec<_>>(),
            &tail,
        )
    }

    /// The transaction id.
    pub fn id(&self) -> Digest {
        tx_id_v1(&[], &self.rest_preimage())
    }
}
