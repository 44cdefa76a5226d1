//! Running a transaction's scripts the way a validating node does.

use kaspa_consensus_core::hashing::sighash::SigHashReusedValuesUnsync;
use kaspa_consensus_core::mass::{MassCalculator, ScriptUnits};
use kaspa_consensus_core::tx::{PopulatedTransaction, Transaction, UtxoEntry, VerifiableTransaction};
use kaspa_txscript::caches::Cache;
use kaspa_txscript::covenants::CovenantsContext;
use kaspa_txscript::{EngineCtx, EngineFlags, TxScriptEngine};
use serde::Serialize;
use vprog_worker::Failure;

use crate::chain::SeqCommits;

/// Script units one unit of compute budget buys; an input has one less than that for free (L1 section 7).
const UNITS_PER_BUDGET: u64 = 10_000;

/// Mass parameters of every Kaspa network (L1 section 7): grams per byte and per script byte, and KIP-9's C.
const MASS_PER_BYTE: u64 = 1;
const MASS_PER_SCRIPT_BYTE: u64 = 10;
const STORAGE_MASS_PARAMETER: u64 = 1_000_000_000_000;

/// What the engine says about an accepted transaction.
#[derive(Debug, Clone, Serialize)]
pub struct Judgement {
    /// Script units each checked input took, in order of inputs.
    pub script_units: Vec<u64>,
    /// Least compute budget that covers each of them.
    pub budgets: Vec<u64>,
}

/// Mass of a transaction in grams, for limits and fees.
#[derive(Debug, Clone, Serialize)]
pub struct Masses {
    /// Size, scripts and compute budgets.
    pub compute: u64,
    /// Size alone.
    pub transient: u64,
    /// KIP-9; `None` if beyond any limit.
    pub storage: Option<u64>,
}

/// Runs the scripts of the inputs in `checked` (all of them for `None`). `budgets` limits each input's script units, as
/// its committed compute budget would; `None` for an input leaves it unlimited.
///
/// # Errors
/// `covenant-invalid` for a binding that breaks KIP-20, `script-rejected` with the engine's reason.
pub fn judge(
    tx: &Transaction,
    utxos: Vec<UtxoEntry>,
    chain: &SeqCommits,
    budgets: &[Option<u16>],
    checked: Option<&[usize]>,
) -> Result<(Judgement, Masses), Failure> {
    let populated = PopulatedTransaction::new(tx, utxos);
    let covenants =
        CovenantsContext::from_tx(&populated).map_err(|error| Failure::new("covenant-invalid", error))?;
    let signatures = Cache::new(64);
    let reused = SigHashReusedValuesUnsync::new();
    let context = EngineCtx::new(&signatures)
        .with_covenants_ctx(&covenants)
        .with_seq_commit_accessor(chain)
        .with_reused(&reused);
    let mut judgement = Judgement {
        script_units: Vec::new(),
        budgets: Vec::new(),
    };
    for (index, (input, utxo)) in populated.populated_inputs().enumerate() {
        if checked.is_some_and(|only| !only.contains(&index)) {
            continue;
        }
        let budget = budgets.get(index).copied().flatten();
        let limit = budget.map_or(u64::MAX, |units| {
            u64::from(units) * UNITS_PER_BUDGET + UNITS_PER_BUDGET - 1
        });
        let mut engine = TxScriptEngine::from_transaction_input_with_script_units_limit(
            &populated,
            input,
            index,
            utxo,
            context,
            EngineFlags::default(),
            ScriptUnits(limit),
        );
        engine
            .execute()
            .map_err(|error| Failure::new("script-rejected", format!("input {index}: {error}")))?;
        let units = engine.used_script_units().0;
        judgement.script_units.push(units);
        judgement.budgets.push(units / UNITS_PER_BUDGET);
    }
    Ok((judgement, masses(&populated)))
}

fn masses(populated: &PopulatedTransaction<'_>) -> Masses {
    let calculator = MassCalculator::new(MASS_PER_BYTE, MASS_PER_SCRIPT_BYTE, STORAGE_MASS_PARAMETER);
    let own = calculator.calc_non_contextual_masses(populated.tx());
    let storage = calculator
        .calc_contextual_masses(populated)
        .map(|mass| mass.storage_mass);
    Masses {
        compute: own.compute_mass,
        transient: own.transient_mass,
        storage,
    }
}
