"""Transactions of the ledger example, as the input blobs that interpreter and guests take (framework section 5.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from vprog.client.payload import build_payload
from vprog.client.proofs import ProvingKey, SpentInput
from vprog.client.signing import LocalKey
from vprog.dsl.compile import compile_file
from vprog.dsl.interpret.calls import addresses, authorizations, make_call
from vprog.dsl.interpret.world import LANE, World
from vprog.dsl.layout.codec import Value
from vprog.dsl.program.declarations import Program
from vprog.wire.access import AccessMetadata, AccessType, encode_access_list
from vprog.wire.codec import Writer
from vprog.wire.ids import lock_resource_id
from vprog.wire.l1 import TxOutput, deposit_script, p2pk_script
from vprog.wire.locks import SchnorrLock
from vprog.wire.signers import encode_signers
from vprog.wire.transaction import L1Transaction, TxInput

PATH = Path(__file__).resolve().parents[1] / "examples" / "ledger" / "ledger.vprog"
COVENANT = b"\x44" * 32
GENESIS, ALICE, BOB = (LocalKey(secret.to_bytes(32, "big")) for secret in (3, 1, 2))
LOCKS = {key.public_key: SchnorrLock(key.public_key).encode() for key in (GENESIS, ALICE, BOB)}


def program() -> Program:
    found = compile_file(PATH).program
    assert found is not None, "the ledger example does not compile"
    return found


@frozen
class Sent:
    """What a sender makes: the payload, and the rest of its L1 transaction."""

    payload: bytes
    rest: bytes


class Ledger:
    """A ledger with two accounts; `new`: before it is initialised."""

    def __init__(self, *, new: bool = False) -> None:
        self.world = World(program())
        self.alice, self.bob = (lock_resource_id(SchnorrLock(key.public_key)) for key in (ALICE, BOB))
        for sent in () if new else (self.init(GENESIS), self.deposit(ALICE), self.deposit(BOB)):
            execution = self.world.execute(sent.payload, sent.rest)
            assert execution.failure is None, execution.failure

    def blob(self, sent: Sent) -> bytes:
        """The processor input over the present state."""
        return self.world.input_blob(sent.payload, sent.rest)

    def init(self, key: LocalKey | SpentInput) -> Sent:
        arguments: dict[str, Value] = {
            "min_withdrawal": 500,
            "covenant": COVENANT,
            "lock": LOCKS[GENESIS.public_key],
        }
        return self._send("init", arguments, {}, [key])

    def deposit(self, to: LocalKey) -> Sent:
        """One L1 output claimed; nobody signs."""
        arguments: dict[str, Value] = {"output": 0, "initial_lock": LOCKS[to.public_key]}
        return self._send("deposit", arguments, {}, [], [TxOutput(1_000_000, deposit_script(COVENANT))])

    def transfer(self, amount: int, key: LocalKey | SpentInput = ALICE) -> Sent:
        """From Alice to Bob, by her signature or by an L1 input of hers."""
        arguments: dict[str, Value] = {"amount": amount, "target_lock": None}
        return self._send("transfer", arguments, {"source": self.alice, "target": self.bob}, [key])

    def nothing(self) -> Sent:
        """A transaction that lists one account and asks for nothing."""
        rest = _transaction().rest_preimage()
        access = encode_access_list([AccessMetadata(self.alice, AccessType.READ)])
        return Sent(access + encode_signers([]) + Writer().many([]).finish(), rest)

    def _send(
        self,
        name: str,
        arguments: Mapping[str, Value],
        roles: Mapping[str, bytes],
        keys: Sequence[ProvingKey],
        outputs: Sequence[TxOutput] = (),
    ) -> Sent:
        layout, state = self.world.layout, self.world.state
        instruction = layout.program.instruction(name)
        found = addresses(layout, instruction, arguments, roles, state)
        call = make_call(layout, instruction, arguments, found)
        signers = authorizations(layout, instruction, found, state, keys)  # pyright: ignore[reportArgumentType]
        rest = _transaction([key for key in keys if isinstance(key, SpentInput)], outputs).rest_preimage()
        return Sent(build_payload([call], signers, rest), rest)


def spent_by(key: LocalKey) -> SpentInput:
    """An earlier output that pays the key, spent by the transaction's first input."""
    previous = L1Transaction(version=1, outputs=(TxOutput(1000, p2pk_script(key.public_key)),))
    return SpentInput(key.public_key, 0, previous)


def _transaction(spent: Sequence[SpentInput] = (), outputs: Sequence[TxOutput] = ()) -> L1Transaction:
    inputs = [TxInput(key.previous.id(), 0) for key in spent] or [TxInput(bytes(32), 0)]
    return L1Transaction(version=1, inputs=tuple(inputs), outputs=tuple(outputs), subnetwork_id=LANE)
