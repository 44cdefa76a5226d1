"""A key's coins on the embedded L1: picks inputs, adds change, signs."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from vprog.client.carrier import P2PK_BUDGET, Coin
from vprog.client.signing import KeySigner
from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.wire.l1 import Outpoint, TxOutput, p2pk_script
from vprog.wire.sighash import Utxo, p2pk_signature_script, schnorr_sighash
from vprog.wire.transaction import L1Transaction, TxInput


class InsufficientFundsError(Exception):
    """The key's unspent outputs are worth too little."""


class Wallet:
    """Pays from the P2PK outputs of one key."""

    def __init__(self, l1: EmbeddedL1, key: KeySigner) -> None:
        self.l1 = l1
        self.key = key
        self.script = p2pk_script(key.public_key)

    def coins(self) -> list[Coin]:
        """What can be spent now (`vprog.client.carrier.Wallet`)."""
        return [Coin(outpoint, utxo.amount) for outpoint, utxo in self.l1.utxos.owned_by(self.script)]

    def send(self, transaction: L1Transaction) -> bytes:
        """Submits a signed transaction; its id. Raises RejectedError."""
        return self.l1.submit(transaction)

    def balance(self) -> int:
        """Sompi."""
        return sum(utxo.amount for _, utxo in self.l1.utxos.owned_by(self.script))

    def select(self, amount: int) -> list[tuple[Outpoint, Utxo]]:
        """Unspent outputs worth at least `amount` sompi, largest first. Raises InsufficientFundsError."""
        chosen: list[tuple[Outpoint, Utxo]] = []
        owned = sorted(self.l1.utxos.owned_by(self.script), key=lambda item: (-item[1].amount, item[0]))
        for item in owned:
            chosen.append(item)
            if sum(utxo.amount for _, utxo in chosen) >= amount:
                return chosen
        raise InsufficientFundsError(f"{amount} sompi wanted, {sum(u.amount for _, u in owned)} there")

    def fund(self, tx: L1Transaction, first: Sequence[Utxo] = (), *, fee: int = 0) -> tuple[L1Transaction, list[Utxo]]:
        """The transaction with inputs of this key and a change output behind its own, unsigned, and all spent outputs.

        `first` are the outputs that the inputs already there spend."""
        missing = sum(o.value for o in tx.outputs) + fee - sum(utxo.amount for utxo in first)
        chosen = self.select(max(missing, 1))
        change = sum(utxo.amount for _, utxo in chosen) - missing
        inputs = tuple(TxInput(o.tx_id, o.index, compute_budget=P2PK_BUDGET) for o, _ in chosen)
        outputs = tx.outputs + ((TxOutput(change, self.script),) if change else ())
        spent = [*first, *(utxo for _, utxo in chosen)]
        return evolve(tx, inputs=tx.inputs + inputs, outputs=outputs), spent

    def sign(self, tx: L1Transaction, spent: Sequence[Utxo]) -> L1Transaction:
        """Signs every input that spends an output of this key."""
        for index, utxo in enumerate(spent):
            if utxo.script == self.script:
                signature = self.key.sign(schnorr_sighash(tx, index, utxo))
                tx = tx.with_signature_script(index, p2pk_signature_script(signature))
        return tx
