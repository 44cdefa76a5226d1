"""A world with a few people in it, and short ways to send transactions to it."""

from __future__ import annotations

from collections.abc import Iterable

from differential.moves import Move, access_of, act_of
from differential.packet import GENESIS, MULTISIG, SCHNORR, Entry, Packet, Sealed
from support.programs import compiled

from vprog.client.signing import LocalKey
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.interpret.slots import lock_reader
from vprog.dsl.interpret.world import CONTEXT_HASH, World
from vprog.dsl.layout.codec import Value, decode_resource, encode_resource
from vprog.wire.errors import PayloadError
from vprog.wire.ids import lock_resource_id, program_resource_id
from vprog.wire.l1 import TxOutput, deposit_script, tx_id_v1
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock, UnlockedLock, lock_id, multisig
from vprog.wire.payload import decode_payload
from vprog.wire.tx_input import Envelope, TxHeader, encode_input
from vprog.wire.versions import TX_VERSION

GENESIS_KEY, ALICE, BOB, CAROL, EVE = (LocalKey(secret.to_bytes(32, "big")) for secret in (3, 11, 12, 13, 14))
LOCK_A, LOCK_B, LOCK_C = (SchnorrLock(key.public_key) for key in (ALICE, BOB, CAROL))
TWO_OF_THREE = multisig(2, [key.public_key for key in (ALICE, BOB, CAROL)])
OPEN = UnlockedLock()
CONFIG = program_resource_id("config")
COVENANT = b"\x44" * 32
MIN_WITHDRAWAL = 100


class Desk:
    """`signed` everywhere is pairs of (address, key): the lock at the address says what kind of entry that is."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.layout = world.layout
        self.lock_of = lock_reader(world.layout)

    def put(self, resource: str, address: bytes, **values: Value) -> bytes:
        """Writes a resource into the state."""
        self.world.state[address] = encode_resource(self.layout.resources[resource], values)
        return address

    def get(self, resource: str, address: bytes) -> dict[str, Value]:
        return decode_resource(self.layout.resources[resource], self.world.state[address])

    def packet(self, *moves: Move, signed: Iterable[tuple[bytes, LocalKey]] = ()) -> Packet:
        access = access_of(self.layout, moves)
        index_of = {address: index for index, (address, _) in enumerate(access)}
        entries = [self.entry(index_of[address], address, key) for address, key in signed]
        outputs = [output for move in moves for output in move.outputs]
        return Packet(access, entries, [act_of(self.layout, move, index_of) for move in moves], outputs)

    def entry(self, index: int, address: bytes, key: LocalKey) -> Entry:
        match self.lock_of(self.world.state.get(address, b"")):
            case MultisigLock(keys=keys):
                return Entry(index, MULTISIG, key, keys.index(key.public_key))
            case SchnorrLock():
                return Entry(index, SCHNORR, key)
            case _:
                return Entry(index, GENESIS, key)

    def send(self, *moves: Move, signed: Iterable[tuple[bytes, LocalKey]] = ()) -> Execution:
        return self.run(self.packet(*moves, signed=signed))

    def run(self, sent: Packet | Sealed) -> Execution:
        """Executes, and applies what a success wrote; an access list may be malformed."""
        sealed = sent.seal() if isinstance(sent, Packet) else sent
        try:
            decode_payload(sealed.payload)
        except PayloadError:
            return self.world.interpreter.process(self.blob(sealed))
        return self.world.execute(sealed.payload, sealed.rest)

    def blob(self, sealed: Sealed) -> bytes:
        """The input blob of a payload that has no resources."""
        header = TxHeader(TX_VERSION, tx_id_v1(sealed.payload, sealed.rest), 0)
        return encode_input(header, Envelope(CONTEXT_HASH, sealed.payload, sealed.rest))


def verdict(execution: Execution) -> str:
    """The error's name, or "ok"."""
    return "ok" if execution.failure is None else execution.failure.name


def ledger(covenant: bytes = COVENANT) -> Desk:
    """Initialised; the settings belong to Carol."""
    desk = Desk(World(compiled("ledger")))
    desk.put("Config", CONFIG, min_withdrawal=MIN_WITHDRAWAL, covenant=covenant, lock=LOCK_C.encode())
    return desk


def user(desk: Desk, lock: Lock, balance: int, now: Lock | None = None) -> bytes:
    """An account opened with `lock`; `now` is its lock today."""
    values = {"initial_lock": lock_id(lock), "lock": (now or lock).encode()}
    return desk.put("User", lock_resource_id(lock), balance=balance, **values)


def transfer(source: bytes, target: bytes, amount: int, lock: Lock | None = None) -> Move:
    arguments: dict[str, Value] = {"amount": amount, "target_lock": lock.encode() if lock else None}
    return Move("transfer", arguments, {"source": source, "target": target})


def deposit(output: int, lock: Lock, *outputs: TxOutput) -> Move:
    roles = {"config": CONFIG, "user": lock_resource_id(lock)}
    return Move("deposit", {"output": output, "initial_lock": lock.encode()}, roles, outputs)


def withdraw(source: bytes, amount: int) -> Move:
    return Move("withdraw", {"amount": amount, "to": b"\x08" + b"\x05" * 32}, {"config": CONFIG, "user": source})


def rotate(address: bytes, lock: Lock) -> Move:
    return Move("rotate", {"lock": lock.encode()}, {"user": address})


def init(lock: Lock = LOCK_C, address: bytes = CONFIG) -> Move:
    arguments: dict[str, Value] = {"min_withdrawal": MIN_WITHDRAWAL, "covenant": COVENANT, "lock": lock.encode()}
    return Move("init", arguments, {"config": address})


def paid(value: int, covenant: bytes = COVENANT) -> TxOutput:
    """An L1 output to a covenant's deposit address."""
    return TxOutput(value, deposit_script(covenant))


def probe() -> Desk:
    """The program of `probe.vprog`, nothing in its state."""
    return Desk(World(compiled("probe")))


def box(desk: Desk, lock: Lock, value: int, now: Lock | None = None) -> bytes:
    values: dict[str, Value] = {"owner": lock_id(lock), "small": 0, "lock": (now or lock).encode()}
    return desk.put("Box", lock_resource_id(lock), value=value, **values)
