"""The demo's hands: sends transactions through the generated client, honest ones and others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vprog.client.action import Action
from vprog.client.carrier import Carrier
from vprog.client.payload import build_payload
from vprog.client.signing import KeySigner
from vprog.pipeline.demo.people import key_of, lock_of
from vprog.pipeline.l1.wallet import Wallet
from vprog.pipeline.localnet import LANE, Localnet
from vprog.wire.l1 import TxOutput


class NodeState:
    """The generated client's view of the state: what the node has after the last block."""

    def __init__(self, net: Localnet) -> None:
        self._net = net

    def read(self, address: bytes) -> bytes:
        return self._net.node.state.get(address, b"")


class Actors:
    """Everyone's wallet and client. `ledger` is the generated package, imported after it was generated."""

    def __init__(self, net: Localnet, ledger: Any) -> None:
        self.net = net
        self.ledger = ledger
        self.client = ledger.LedgerClient(NodeState(net))
        self.expected: dict[bytes, str | None] = {}
        """Transaction id to the name of the error it must fail with; None: it must succeed."""

    def address(self, name: str) -> bytes:
        """A user's address."""
        return self.ledger.addresses.user(initial_lock=self.ledger.instructions.id_of(self.lock(name)))

    def lock(self, name: str) -> Any:
        """The single-key lock of a name."""
        return lock_of(name)

    def carrier(self, payer: KeySigner) -> Carrier:
        return Carrier(Wallet(self.net.l1, payer), LANE)

    def send(
        self,
        payer: str | KeySigner,
        actions: Action | Sequence[Action],
        keys: Sequence[KeySigner] = (),
        outputs: Sequence[TxOutput] = (),
        fails: str | None = None,
    ) -> bytes:
        """One transaction, signed by the client; returns its id."""
        key = key_of(payer) if isinstance(payer, str) else payer
        listed = [actions] if isinstance(actions, Action) else list(actions)
        tx = self.client.transaction(listed, keys or [key], self.carrier(key), outputs)
        return self._submit(tx, fails)

    def send_unsigned(self, payer: str, action: Action, fails: str) -> bytes:
        """The action without any signature."""
        return self.send_raw(payer, lambda rest: build_payload([action.call], [], rest), fails)

    def send_raw(self, payer: str, build: Callable[[bytes], bytes], fails: str | None) -> bytes:
        """Any payload at all, as a stranger could post it."""
        size = len(build(b""))
        return self._submit(self.carrier(key_of(payer)).carry(size, build), fails)

    def _submit(self, tx: Any, fails: str | None) -> bytes:
        tx_id = self.net.l1.submit(tx)
        self.expected[tx_id] = fails
        return tx_id
