"""Carries a payload on L1: a version 1 transaction on the program's lane, paid from P2PK outputs of one key.

Inputs, outputs and change are fixed first, because the signers of the payload sign over them; then the payload is
built, then the inputs are signed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from attrs import evolve, frozen

from vprog.client.errors import ClientError
from vprog.client.signing import KeySigner
from vprog.wire.l1 import Outpoint, TxOutput, deposit_script, p2pk_script
from vprog.wire.mass import MAX_BLOCK_MASS, min_relay_fee, normalized_mass, storage_mass
from vprog.wire.sighash import Utxo, p2pk_signature_script, schnorr_sighash
from vprog.wire.transaction import L1Transaction, TxInput

P2PK_BUDGET: Final = 10
"""Compute budget of an input with one signature check: 100,000 units (L1 rules, section 7)."""
MIN_CHANGE: Final = 20_000_000
"""Change below this is left to the fee: an output of less costs more than 50,000 grams of storage mass."""
_SEQUENCE: Final = 0
"""Leaves the lock time on: only the greatest sequence, in every input, switches it off."""
_UNSIGNED: Final = p2pk_signature_script(bytes(64))


@frozen
class Coin:
    """An unspent P2PK output of the paying key: where it is, and its amount in sompi."""

    outpoint: Outpoint
    amount: int


class Wallet(Protocol):
    """An L1 wallet: says what can be spent, signs with one key, sends."""

    @property
    def key(self) -> KeySigner:
        """The key that the coins pay to."""
        ...

    def coins(self) -> Sequence[Coin]:
        """What can be spent now."""
        ...

    def send(self, transaction: L1Transaction) -> bytes:
        """Submits a signed transaction; its id."""
        ...


def deposit_output(covenant: bytes, amount: int) -> TxOutput:
    """An output that pays a covenant's deposit address (framework section 10.5)."""
    return TxOutput(amount, deposit_script(covenant))


@frozen
class Carrier:
    """Pays for transactions of one lane. `extra_fee` in sompi is added to the least fee that nodes relay."""

    wallet: Wallet
    lane: bytes
    """Subnetwork id, 20 bytes (`vprog.wire.transaction.user_lane`)."""
    extra_fee: int = 0
    min_change: int = MIN_CHANGE

    def carry(
        self,
        payload_size: int,
        build_payload: Callable[[bytes], bytes],
        outputs: Sequence[TxOutput] = (),
        lock_time: int = 0,
    ) -> L1Transaction:
        """The signed transaction. `build_payload` gets the final rest preimage and must give `payload_size` bytes.

        With a `lock_time`, a DAA score, L1 takes it only above that score; no input switches the lock time off.

        Raises ClientError: "insufficient-funds", "too-large", "payload-size".
        """
        chosen, draft = self._fund(payload_size, tuple(outputs), lock_time)
        payload = build_payload(draft.rest_preimage())
        if len(payload) != payload_size:
            raise ClientError("payload-size", f"announced a payload of {payload_size} bytes, got {len(payload)}")
        spent = [self._utxo(coin) for coin in chosen]
        whole = evolve(draft, payload=payload, storage_mass=storage_mass(draft, spent))
        if normalized_mass(whole, spent) > MAX_BLOCK_MASS:
            raise ClientError("too-large", f"the transaction takes more than a block's {MAX_BLOCK_MASS} grams")
        for index, utxo in enumerate(spent):
            signature = self.wallet.key.sign(schnorr_sighash(whole, index, utxo))
            whole = whole.with_signature_script(index, p2pk_signature_script(signature))
        return whole

    def _utxo(self, coin: Coin) -> Utxo:
        return Utxo(coin.amount, p2pk_script(self.wallet.key.public_key))

    def _fund(
        self, payload_size: int, outputs: tuple[TxOutput, ...], lock_time: int
    ) -> tuple[list[Coin], L1Transaction]:
        """Coins from the largest down until outputs, fee and a worthwhile change are paid; else without the change."""
        needed = sum(output.value for output in outputs)
        coins = sorted(self.wallet.coins(), key=lambda coin: (-coin.amount, coin.outpoint))
        without_change: tuple[list[Coin], L1Transaction] | None = None
        for count in range(1, len(coins) + 1):
            chosen = coins[:count]
            left = sum(coin.amount for coin in chosen) - needed
            draft = self._draft(chosen, (*outputs, TxOutput(0, p2pk_script(self.wallet.key.public_key))), lock_time)
            change = left - self._fee(draft, payload_size)
            if change >= self.min_change:
                last = evolve(draft.outputs[-1], value=change)
                return chosen, evolve(draft, outputs=(*outputs, last))
            bare = self._draft(chosen, outputs, lock_time)
            if without_change is None and left >= self._fee(bare, payload_size):
                without_change = chosen, bare
        if without_change is None:
            raise ClientError("insufficient-funds", f"the coins do not pay {needed} sompi and the fee")
        return without_change

    def _draft(self, coins: Sequence[Coin], outputs: tuple[TxOutput, ...], lock_time: int) -> L1Transaction:
        inputs = tuple(
            TxInput(
                c.outpoint.tx_id,
                c.outpoint.index,
                sequence=_SEQUENCE,
                signature_script=_UNSIGNED,
                compute_budget=P2PK_BUDGET,
            )
            for c in coins
        )
        return L1Transaction(version=1, inputs=inputs, outputs=outputs, lock_time=lock_time, subnetwork_id=self.lane)

    def _fee(self, draft: L1Transaction, payload_size: int) -> int:
        return min_relay_fee(evolve(draft, payload=bytes(payload_size))) + self.extra_fee
