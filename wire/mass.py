"""Transaction masses and fees, in grams (L1 rules, section 7)."""

from collections.abc import Sequence
from typing import Final

from .l1 import TxOutput
from .sighash import Utxo
from .transaction import L1Transaction

STORAGE_PARAMETER: Final = 10**12
MAX_BLOCK_MASS: Final = 500_000
MIN_RELAY_FEE_PER_KG: Final = 100_000


def estimated_size(tx: L1Transaction) -> int:
    """Serialised size the masses are based on, in bytes."""
    budget = 2 if tx.version >= 1 else 0
    inputs = sum(52 + budget + len(i.signature_script) for i in tx.inputs)
    outputs = sum(18 + len(o.script) + (34 if o.covenant else 0) for o in tx.outputs)
    return 10 + inputs + 8 + outputs + 8 + 20 + 8 + 32 + 8 + len(tx.payload)


def compute_mass(tx: L1Transaction) -> int:
    """Size, output scripts and script budgets."""
    if tx.version >= 1:
        script = 100 * sum(i.compute_budget for i in tx.inputs)
    else:
        script = 1000 * sum(i.sig_op_count for i in tx.inputs)
    return estimated_size(tx) + 10 * sum(2 + len(o.script) for o in tx.outputs) + script


def transient_mass(tx: L1Transaction) -> int:
    """Four grams a byte."""
    return 4 * estimated_size(tx)


def storage_mass(tx: L1Transaction, spent: Sequence[Utxo]) -> int:
    """KIP-9 storage mass from the outputs spent (one for each input, amounts and values non-zero)."""
    ins = [(_plurality(len(u.script), u.covenant_id is not None), u.amount) for u in spent]
    outs = [(_output_plurality(o), o.value) for o in tx.outputs]
    created = sum(STORAGE_PARAMETER * p * p // value for p, value in outs)
    p_in, p_out = sum(p for p, _ in ins), sum(p for p, _ in outs)
    if p_out == 1 or (len(ins) <= 2 and (p_in == 1 or (p_out == 2 and p_in == 2))):
        freed = sum(STORAGE_PARAMETER * p * p // amount for p, amount in ins)
    else:
        mean = sum(amount for _, amount in ins) // max(1, p_in)
        freed = p_in * (STORAGE_PARAMETER // max(1, mean))
    return max(0, created - freed)


def normalized_mass(tx: L1Transaction, spent: Sequence[Utxo]) -> int:
    """What a transaction takes of a block's 500,000 grams."""
    return max(compute_mass(tx), (transient_mass(tx) + 1) // 2, storage_mass(tx, spent))


def min_relay_fee(tx: L1Transaction) -> int:
    """Least fee in sompi for a node to relay it."""
    grams = max(compute_mass(tx), (transient_mass(tx) + 1) // 2)
    return -(-grams * MIN_RELAY_FEE_PER_KG // 1000)


def _plurality(script_len: int, covenant: bool) -> int:
    return -(-(63 + script_len + (32 if covenant else 0)) // 100)


def _output_plurality(output: TxOutput) -> int:
    return _plurality(len(output.script), output.covenant is not None)
