//! Transactions as requests write them, and as the engine reads them.
//!
//! The JSON form is the one of the vectors: hashes and scripts in hex, 64-bit numbers as numbers or decimal strings.

use kaspa_consensus_core::mass::{ComputeBudget, SigopCount};
use kaspa_consensus_core::subnets::SubnetworkId;
use kaspa_consensus_core::tx::{
    CovenantBinding, ScriptPublicKey, Transaction, TransactionInput, TransactionOutpoint, TransactionOutput,
    UtxoEntry,
};
use serde::{Deserialize, Deserializer, Serialize};
use vprog_worker::{Bytes, Failure, Hash};

/// Highest transaction version there is: lanes, covenants and compute budgets.
const MAX_VERSION: u16 = 1;

/// A transaction.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tx {
    /// 0 or 1.
    pub version: u16,
    /// Spent outputs.
    pub inputs: Vec<Input>,
    /// Created outputs.
    pub outputs: Vec<Output>,
    /// Lock time.
    #[serde(default, deserialize_with = "number")]
    pub lock_time: u64,
    /// 20 bytes; zeros are the native lane.
    #[serde(default = "native")]
    pub subnetwork_id: Bytes,
    /// Gas, on user lanes.
    #[serde(default, deserialize_with = "number")]
    pub gas: u64,
    /// Payload.
    #[serde(default)]
    pub payload: Bytes,
}

/// An input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Input {
    /// Transaction that created the spent output.
    pub prev_tx_id: Hash,
    /// Its place there.
    pub prev_index: u32,
    /// Signature script.
    #[serde(default)]
    pub signature_script: Bytes,
    /// Sequence.
    #[serde(default, deserialize_with = "number")]
    pub sequence: u64,
    /// Version 1: how much the script may cost, in units of 10,000; absent means "as much as it takes".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compute_budget: Option<u16>,
    /// Version 0: how many signature checks the script makes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sig_op_count: Option<u8>,
}

/// An output.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Output {
    /// Sompi.
    #[serde(deserialize_with = "number")]
    pub value: u64,
    /// Version of the script language.
    #[serde(default)]
    pub spk_version: u16,
    /// Who may spend it.
    pub spk_script: Bytes,
    /// Covenant it belongs to.
    #[serde(default)]
    pub covenant: Option<Binding>,
}

/// An output's covenant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Binding {
    /// Input that lets the output join.
    pub authorizing_input: u16,
    /// The covenant.
    pub covenant_id: Hash,
}

/// An output that a transaction spends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Utxo {
    /// Sompi.
    #[serde(deserialize_with = "number")]
    pub value: u64,
    /// Version of the script language.
    #[serde(default)]
    pub spk_version: u16,
    /// Who may spend it.
    pub spk_script: Bytes,
    /// Covenant it belongs to.
    #[serde(default)]
    pub covenant_id: Option<Hash>,
    /// DAA score of the block that accepted it.
    #[serde(default, deserialize_with = "number")]
    pub daa_score: u64,
    /// Whether a coinbase created it.
    #[serde(default)]
    pub coinbase: bool,
}

impl Tx {
    /// The engine's form.
    ///
    /// # Errors
    /// `bad-request` for what no block could contain: another version, no inputs, an output of value zero, a subnetwork
    /// id that is not 20 bytes long.
    pub fn to_engine(&self) -> Result<Transaction, Failure> {
        if self.version > MAX_VERSION {
            return Err(Failure::new(
                "bad-request",
                format!("there is no transaction version {}", self.version),
            ));
        }
        if self.inputs.is_empty() || self.outputs.iter().any(|output| output.value == 0) {
            return Err(Failure::new(
                "bad-request",
                "a transaction has an input, and every output has a value",
            ));
        }
        let subnetwork = <[u8; 20]>::try_from(self.subnetwork_id.0.as_slice())
            .map_err(|_| Failure::new("bad-request", "`subnetwork_id` is 20 bytes long"))?;
        Ok(Transaction::new(
            self.version,
            self.inputs
                .iter()
                .map(|input| input.to_engine(self.version))
                .collect(),
            self.outputs.iter().map(Output::to_engine).collect(),
            self.lock_time,
            SubnetworkId::from(subnetwork),
            self.gas,
            self.payload.0.clone(),
        ))
    }
}

impl Tx {
    /// Each input's compute budget, where one is set.
    pub fn budgets(&self) -> Vec<Option<u16>> {
        self.inputs.iter().map(|input| input.compute_budget).collect()
    }
}

impl Input {
    fn to_engine(&self, version: u16) -> TransactionInput {
        let commit = if version == 0 {
            SigopCount(self.sig_op_count.unwrap_or_default()).into()
        } else {
            ComputeBudget(self.compute_budget.unwrap_or_default()).into()
        };
        let outpoint = TransactionOutpoint::new(self.prev_tx_id.0.into(), self.prev_index);
        TransactionInput::new_with_mass(outpoint, self.signature_script.0.clone(), self.sequence, commit)
    }
}

impl Output {
    fn to_engine(&self) -> TransactionOutput {
        let binding = self.covenant.as_ref();
        let covenant =
            binding.map(|own| CovenantBinding::new(own.authorizing_input, own.covenant_id.0.into()));
        let script = ScriptPublicKey::from_vec(self.spk_version, self.spk_script.0.clone());
        TransactionOutput::with_covenant(self.value, script, covenant)
    }
}

impl Utxo {
    /// A covenant's output.
    pub fn covenant(value: u64, spk_script: Vec<u8>, covenant_id: Hash) -> Self {
        let (spk_script, covenant_id) = (Bytes(spk_script), Some(covenant_id));
        Self {
            value,
            spk_version: 0,
            spk_script,
            covenant_id,
            daa_score: 0,
            coinbase: false,
        }
    }

    /// The engine's form.
    pub fn to_engine(&self) -> UtxoEntry {
        let script = ScriptPublicKey::from_vec(self.spk_version, self.spk_script.0.clone());
        UtxoEntry::new(
            self.value,
            script,
            self.daa_score,
            self.coinbase,
            self.covenant_id.map(|id| id.0.into()),
        )
    }
}

fn native() -> Bytes {
    Bytes(vec![0; 20])
}

/// A 64-bit number, or its decimal digits: JSON readers lose digits above 2^53.
pub(crate) fn number<'de, D: Deserializer<'de>>(source: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Plain(u64),
        Digits(String),
    }
    match Number::deserialize(source)? {
        Number::Plain(value) => Ok(value),
        Number::Digits(text) => text.parse().map_err(serde::de::Error::custom),
    }
}
