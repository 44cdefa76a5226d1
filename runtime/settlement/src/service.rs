//! The settlement worker's operations.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{json, Value};
use vprog_abi::covenant;
use vprog_abi::script::p2sh;
use vprog_worker::{arguments, unknown_op, Bytes, Failure, Hash, Reply, Service};

use crate::chain::SeqCommits;
use crate::covenant::{failure, reply_form, PinFields, SettleFields, StateFields};
use crate::judge::judge;
use crate::transaction::{number, Input, Output, Tx, Utxo};

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

#[derive(Deserialize)]
struct Covenant {
    #[serde(flatten)]
    pins: PinFields,
    #[serde(flatten)]
    state: StateFields,
}

#[derive(Deserialize)]
struct Bootstrap {
    #[serde(flatten)]
    pins: PinFields,
    funding_tx_id: Hash,
    funding_index: u32,
    #[serde(deserialize_with = "number")]
    value: u64,
}

#[derive(Deserialize)]
struct Settle {
    #[serde(flatten)]
    pins: PinFields,
    #[serde(flatten)]
    move_on: SettleFields,
    #[serde(default)]
    seq_commits: HashMap<Hash, Hash>,
    /// Who pays the fee: inputs behind the covenant's, with what they spend, and outputs behind the covenant's.
    #[serde(default)]
    fee_inputs: Vec<Input>,
    #[serde(default)]
    fee_utxos: Vec<Utxo>,
    #[serde(default)]
    fee_outputs: Vec<Output>,
}

impl Service for Settlement {
    fn handle(&mut self, op: &str, fields: Value) -> Reply {
        match op {
            "covenant" => covenant_script(&arguments(fields)?),
            "bootstrap" => bootstrap(&arguments(fields)?),
            "settle" => settle(arguments(fields)?),
            "run" => run(&arguments(fields)?),
            other => Err(unknown_op(other)),
        }
    }
}

/// The script that holds a state.
fn covenant_script(request: &Covenant) -> Reply {
    let redeem = request
        .pins
        .pins()
        .redeem_script(&request.state.state())
        .map_err(failure)?;
    Ok(json!({ "spk": Bytes(p2sh(&redeem).to_vec()), "redeem": Bytes(redeem) }))
}

/// The transaction that creates a covenant; its input is unsigned.
fn bootstrap(request: &Bootstrap) -> Reply {
    let pins = request.pins.pins();
    let (tx, covenant_id) = covenant::bootstrap(
        &pins,
        request.funding_tx_id.0,
        request.funding_index,
        request.value,
    )
    .map_err(failure)?;
    let redeem = pins.redeem_script(&covenant::State::GENESIS).map_err(failure)?;
    Ok(json!({
        "tx": reply_form(&tx),
        "tx_id": Hash(tx.id()),
        "covenant_id": Hash(covenant_id),
        "spk": Bytes(p2sh(&redeem).to_vec()),
        "redeem": Bytes(redeem),
    }))
}

/// A settlement transaction, accepted by the engine. Inputs that pay the fee are not checked: they are signed later.
fn settle(request: Settle) -> Reply {
    if request.fee_utxos.len() != request.fee_inputs.len() {
        return Err(Failure::new(
            "bad-request",
            "`fee_utxos` holds one entry for every fee input, in order",
        ));
    }
    let pins = request.pins.pins();
    let move_on = &request.move_on;
    let mut tx = reply_form(&covenant::settlement(&pins, &move_on.settlement()).map_err(failure)?);
    tx.inputs.extend(request.fee_inputs);
    tx.outputs.extend(request.fee_outputs);
    let held = pins.redeem_script(&move_on.prev.state()).map_err(failure)?;
    let spent = Utxo::covenant(move_on.value, p2sh(&held).to_vec(), move_on.covenant_id());
    let utxos: Vec<_> = std::iter::once(&spent)
        .chain(&request.fee_utxos)
        .map(Utxo::to_engine)
        .collect();
    let chain = SeqCommits::new(request.seq_commits);
    let (judgement, _) = judge(&tx.to_engine()?, utxos.clone(), &chain, &[], Some(&[0]))?;
    let (Some(units), Some(budget)) = (judgement.script_units.first(), judgement.budgets.first()) else {
        return Err(Failure::new("internal", "the covenant's input was not checked"));
    };
    // The id does not cover budgets, so the one that fits can still be filled in.
    if let Some(input) = tx.inputs.first_mut() {
        input.compute_budget =
            Some(u16::try_from(*budget).map_err(|error| Failure::new("script-rejected", error))?);
    }
    let engine_tx = tx.to_engine()?;
    let (_, masses) = judge(&engine_tx, utxos, &chain, &tx.budgets(), Some(&[0]))?;
    let redeem = pins.redeem_script(&move_on.next.state()).map_err(failure)?;
    Ok(json!({
        "tx": tx,
        "tx_id": Hash(engine_tx.id().as_bytes()),
        "script_units": units,
        "masses": masses,
        "new_spk": Bytes(p2sh(&redeem).to_vec()),
        "new_redeem": Bytes(redeem),
    }))
}

/// Checks a transaction's scripts.
fn run(request: &Run) -> Reply {
    if request.utxos.len() != request.tx.inputs.len() {
        return Err(Failure::new(
            "bad-request",
            "`utxos` holds one entry for every input, in order",
        ));
    }
    let tx = request.tx.to_engine()?;
    let utxos = request.utxos.iter().map(Utxo::to_engine).collect();
    let chain = SeqCommits::new(
        request
            .seq_commits
            .iter()
            .map(|(block, commit)| (*block, *commit)),
    );
    let (judgement, masses) = judge(
        &tx,
        utxos,
        &chain,
        &request.tx.budgets(),
        request.inputs.as_deref(),
    )?;
    Ok(json!({
        "tx_id": Hash(tx.id().as_bytes()),
        "script_units": judgement.script_units,
        "budgets": judgement.budgets,
        "masses": masses,
    }))
}
