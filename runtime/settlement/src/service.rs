//! The settlement worker's operations.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{json, Value};
use vprog_worker::{arguments, unknown_op, Failure, Hash, Reply, Service};

use crate::chain::SeqCommits;
use crate::judge::judge;
use crate::transaction::{Tx, Utxo};

/// The service; it keeps nothing between requests.
pub struct Settlement;

#[derive(Deserialize)]
struct Run {
    tx: Tx,
    utxos: Vec<Utxo>,
    #[serde(default)]
    seq_commits: HashMap<Hash, Hash>,
    inputs: Option<Vec<usize>>,
}

impl Service for Settlement {
    fn handle(&mut self, op: &str, fields: Value) -> Reply {
        match op {
            "run" => run(arguments(fields)?),
            other => Err(unknown_op(other)),
        }
    }
}

/// Checks a transaction's scripts.
fn run(request: Run) -> Reply {
    if request.utxos.len() != request.tx.inputs.len() {
        return Err(Failure::new("bad-request", "`utxos` holds one entry for every input, in order"));
    }
    let tx = request.tx.to_engine()?;
    let utxos = request.utxos.iter().map(Utxo::to_engine).collect();
    let chain = SeqCommits::new(request.seq_commits);
    let budgets: Vec<_> = request.tx.inputs.iter().map(|input| input.compute_budget).collect();
    let (judgement, masses) = judge(&tx, utxos, &chain, &budgets, request.inputs.as_deref())?;
    Ok(json!({
        "tx_id": Hash(tx.id().as_bytes()),
        "script_units": judgement.script_units,
        "budgets": judgement.budgets,
        "masses": masses,
    }))
}
