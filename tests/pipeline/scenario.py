"""A small chain with the ledger on it, driven without any guest: the interpreter executes."""

from pathlib import Path

from vprog.client.payload import build_payload
from vprog.client.signing import LocalKey
from vprog.dsl.compile import compile_file
from vprog.dsl.interpret.calls import addresses, authorizations, make_call
from vprog.dsl.layout.codec import Value
from vprog.dsl.program.declarations import Program
from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.l1.wallet import Wallet
from vprog.pipeline.node.backends import InterpreterBackend
from vprog.pipeline.node.node import Node
from vprog.wire.hashes import sha256
from vprog.wire.l1 import TxOutput, deposit_script
from vprog.wire.locks import SchnorrLock
from vprog.wire.transaction import L1Transaction, user_lane

LEDGER = Path(__file__).resolve().parents[2] / "examples" / "ledger" / "ledger.vprog"
LANE = user_lane(b"vprg")
COVENANT = sha256(b"covenant")
GENESIS = LocalKey((3).to_bytes(32, "big"))
KAS = 100_000_000


def program(path: Path = LEDGER) -> Program:
    compiled = compile_file(path).program
    assert compiled is not None
    return compiled


class Chain:
    """An embedded L1 with a node on it. `send` waits in the mempool until `l1.mine()`."""

    def __init__(self) -> None:
        self.keys = [LocalKey(sha256(b"user", bytes([i]))) for i in range(4)]
        self.l1 = EmbeddedL1([(key.public_key, 1000 * KAS) for key in (*self.keys, GENESIS)])
        self.program = program()
        self.node = Node(LANE, InterpreterBackend(self.program))
        self.layout = self.node.backend._interpreter.layout  # type: ignore[attr-defined]
        self.l1.subscribe(self.node)

    def lock(self, user: int) -> bytes:
        return SchnorrLock(self.keys[user].public_key).encode()

    def send(
        self,
        key: LocalKey,
        name: str,
        arguments: dict[str, Value],
        roles: dict[str, bytes] | None = None,
        outputs: tuple[TxOutput, ...] = (),
    ) -> bytes:
        instruction = self.program.instruction(name)
        found = addresses(self.layout, instruction, arguments, roles or {}, self.node.state)
        call = make_call(self.layout, instruction, arguments, found)
        signers = authorizations(self.layout, instruction, found, self.node.state, [key])
        return self.carry(key, lambda rest: build_payload([call], signers, rest), outputs)

    def carry(self, key: LocalKey, payload_for, outputs: tuple[TxOutput, ...] = ()) -> bytes:
        from attrs import evolve

        wallet = Wallet(self.l1, key)
        draft, spent = wallet.fund(L1Transaction(outputs=outputs, subnetwork_id=LANE), fee=10_000)
        payload = payload_for(draft.rest_preimage())
        return self.l1.submit(wallet.sign(evolve(draft, payload=payload), spent))

    def init(self) -> None:
        arguments = {"min_withdrawal": 1000, "covenant": COVENANT, "lock": self.lock(0)}
        self.send(GENESIS, "init", arguments)

    def deposit(self, user: int, amount: int) -> None:
        arguments = {"output": 0, "initial_lock": self.lock(user)}
        self.send(self.keys[user], "deposit", arguments, outputs=(TxOutput(amount, deposit_script(COVENANT)),))
