"""The unspent outputs of the embedded L1 and the checks a transaction must pass to be accepted."""

from __future__ import annotations

from collections.abc import Callable

from vprog.wire import schnorr
from vprog.wire.l1 import CovenantBinding, Outpoint, TxOutput, covenant_id, p2pk_key
from vprog.wire.sighash import ALL, Utxo, schnorr_sighash
from vprog.wire.transaction import L1Transaction

MAX_SOMPI = 29_000_000_000 * 100_000_000


class RejectedError(ValueError):
    """A transaction that the chain does not accept. `code` is a stable slug."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


ScriptCheck = Callable[[L1Transaction, int, "list[Utxo]"], None]
"""Runs the script of one input in a real engine; raises RejectedError. For every input that is no plain P2PK."""


class UtxoSet:
    """A map from outpoint to output. `apply` and `undo` are exact inverses, for reorganisations."""

    def __init__(self) -> None:
        self._unspent: dict[Outpoint, Utxo] = {}

    def get(self, outpoint: Outpoint) -> Utxo | None:
        return self._unspent.get(outpoint)

    def owned_by(self, script: bytes) -> list[tuple[Outpoint, Utxo]]:
        """The unspent outputs that pay exactly this script, in no particular order."""
        return [(o, u) for o, u in self._unspent.items() if u.script == script]

    def check(self, tx: L1Transaction, script_check: ScriptCheck) -> list[Utxo]:
        """The spent outputs. Raises RejectedError: missing or doubly spent input, value from nothing, bad covenant
        binding, script or signature that does not hold."""
        outpoints = [item.outpoint for item in tx.inputs]
        if len(set(outpoints)) != len(outpoints):
            raise RejectedError("double-spend", "an outpoint is spent twice in one transaction")
        spent: list[Utxo] = []
        for outpoint in outpoints:
            utxo = self._unspent.get(outpoint)
            if utxo is None:
                raise RejectedError("missing-outpoint", f"no unspent output {outpoint.tx_id.hex()}:{outpoint.index}")
            spent.append(utxo)
        paid = sum(output.value for output in tx.outputs)
        if paid > min(sum(utxo.amount for utxo in spent), MAX_SOMPI) or any(o.value == 0 for o in tx.outputs):
            raise RejectedError("bad-value", "outputs are empty or worth more than the inputs")
        check_bindings(tx, spent)
        for index, utxo in enumerate(spent):
            self._check_script(tx, index, utxo, spent, script_check)
        return spent

    def _check_script(
        self, tx: L1Transaction, index: int, utxo: Utxo, spent: list[Utxo], script_check: ScriptCheck
    ) -> None:
        key, script = p2pk_key(utxo.script), tx.inputs[index].signature_script
        if key is None:
            script_check(tx, index, spent)
            return
        plain = len(script) == 66 and script[0] == 0x41 and script[65] == ALL
        if not plain or not schnorr.verify(key, schnorr_sighash(tx, index, utxo), script[1:65]):
            raise RejectedError("bad-signature", f"input {index} is not signed by its owner")

    def apply(self, tx: L1Transaction, tx_id: bytes) -> None:
        """Spends the inputs and adds the outputs."""
        for item in tx.inputs:
            del self._unspent[item.outpoint]
        for index, output in enumerate(tx.outputs):
            binding = output.covenant.covenant_id if output.covenant else None
            self._unspent[Outpoint(tx_id, index)] = Utxo(output.value, output.script, output.spk_version, binding)

    def undo(self, tx: L1Transaction, tx_id: bytes, spent: list[Utxo]) -> None:
        """The inverse of `apply`."""
        for index in range(len(tx.outputs)):
            del self._unspent[Outpoint(tx_id, index)]
        for item, utxo in zip(tx.inputs, spent, strict=True):
            self._unspent[item.outpoint] = utxo


def check_bindings(tx: L1Transaction, spent: list[Utxo]) -> None:
    """KIP-20: every bound output continues its authorising input's covenant, or founds one by the right id."""
    founding: dict[CovenantBinding, list[tuple[int, TxOutput]]] = {}
    for index, output in enumerate(tx.outputs):
        binding = output.covenant
        if binding is None:
            continue
        if binding.authorizing_input >= len(spent):
            raise RejectedError("bad-covenant", f"output {index} names an input that does not exist")
        if spent[binding.authorizing_input].covenant_id != binding.covenant_id:
            founding.setdefault(binding, []).append((index, output))
    for binding, outputs in founding.items():
        if covenant_id(tx.inputs[binding.authorizing_input].outpoint, outputs) != binding.covenant_id:
            raise RejectedError("bad-covenant", "a covenant id is not the one its founding outputs give")
