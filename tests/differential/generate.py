"""Transactions of the two examples, from a seed: histories in which honest and hostile ones follow each other.

Every case is a whole input blob. The state moves on by what the reference interpreter makes of it, so later cases
stand on what earlier ones wrote; stored bytes that were spoiled on purpose never enter the state.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import define, field, frozen

from differential import ledger_moves, spoil, token_moves
from differential.bend import BENDS
from differential.moves import Move, View, packet_of, random_lock
from differential.packet import Packet, Sealed
from differential.perturb import perturb
from vprog.dsl.interpret.machine import Execution, Interpreter
from vprog.dsl.program.declarations import Program
from vprog.wire.errors import PayloadError
from vprog.wire.l1 import tx_id_v1
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import Payload, decode_payload
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, encode_input
from vprog.wire.versions import TX_VERSION

NextMove = Callable[[Random, View, int], Move]
WrongMoves = Callable[[Random, View, int], list[Move]]
MOVES: dict[str, NextMove] = {"ledger": ledger_moves.next_move, "token": token_moves.next_move}
WRONG: dict[str, WrongMoves] = {"ledger": ledger_moves.wrong_moves, "token": token_moves.wrong_moves}
POOL = 10
PROLOGUE = 6
FAMILIES = {
    "honest": 22, "several": 14, "perturbed": 16, "wrong": 8, "bent": 25, "spoiled": 5, "records": 6, "replayed": 3,
    "version": 1,
}  # fmt: skip
"""Weights."""


@frozen
class Case:
    """One input blob, how it came about, and what the interpreter says to it."""

    label: str
    blob: bytes
    expected: Execution


@define
class History:
    """A state, and the transactions that happen to it."""

    program: Program
    rng: Random
    view: View
    interpreter: Interpreter
    sealed: list[Sealed] = field(factory=list[Sealed])
    count: int = 0

    @classmethod
    def start(cls, program: Program, seed: int) -> History:
        rng = Random(f"{program.name} {seed}")
        interpreter = Interpreter(program)
        pool = tuple(random_lock(rng) for _ in range(POOL))
        return cls(program, rng, View(interpreter.layout, {}, tuple(dict.fromkeys(pool))), interpreter)

    def next(self) -> Case:
        """The next transaction; most histories open with honest ones, so that there is something to attack."""
        opening = self.count < PROLOGUE and self.rng.random() < 0.9
        family = "honest" if opening else self.rng.choices(list(FAMILIES), list(FAMILIES.values()))[0]
        self.count += 1
        return getattr(self, f"_{family}")()

    def _honest(self) -> Case:
        return self._send("honest", self._seal(self._packet(1)))

    def _several(self) -> Case:
        return self._send("several", self._seal(self._packet(self.rng.choice([2, 2, 3]))))

    def _perturbed(self) -> Case:
        moves = self._moves(self.rng.choice([1, 1, 1, 2]))
        for _ in range(self.rng.choice([1, 1, 2])):
            at = self.rng.randrange(len(moves))
            moves[at] = perturb(self.rng, self.view, moves[at])
        return self._send("perturbed", self._seal(packet_of(self.rng, self.view, moves, self.count)))

    def _wrong(self) -> Case:
        moves = WRONG[self.program.name](self.rng, self.view, 0)
        return self._send("wrong", self._seal(packet_of(self.rng, self.view, moves, self.count)))

    def _bent(self) -> Case:
        packet = self._packet(self.rng.choice([1, 1, 2]))
        bend = self.rng.choice(BENDS)
        bend(self.rng, self.view, packet)
        return self._send(f"bent: {bend.__name__}", self._seal(packet))

    def _spoiled(self) -> Case:
        sealed = self._packet(1).seal()
        return self._send("spoiled", sealed, payload=spoil.payload(self.rng, sealed))

    def _records(self) -> Case:
        sealed = self._packet(self.rng.choice([1, 1, 2])).seal()
        strangers = [data for _, data in sorted(self.view.state.items())]
        given = spoil.records(self.rng, self._current(decode_payload(sealed.payload)), strangers)
        return self._send("records", sealed, records=given)

    def _replayed(self) -> Case:
        """An old payload in its own or another transaction, or an old signature in a new one."""
        if not self.sealed:
            return self._honest()
        old = self.rng.choice(self.sealed)
        packet = self._packet(1)
        match self.rng.randrange(3):
            case 0:
                return self._send("replayed", old)
            case 1:
                fresh = packet.seal()
                return self._send("moved", Sealed(old.payload, fresh.rest, old.signed, fresh.message))
            case _:
                for entry in packet.entries:
                    entry.digest = old.message
                return self._send("signature of another transaction", packet.seal())

    def _version(self) -> Case:
        version = self.rng.choice([0, 2, 3, 255, 256, 0xFFFF])
        header = TxHeader(version, self.rng.randbytes(32), self.rng.randrange(1 << 32))
        blob = encode_input(header) + self.rng.randbytes(self.rng.choice([0, 0, 50]))
        return Case("version", blob, self.interpreter.process(blob))

    def _moves(self, count: int) -> list[Move]:
        moves: list[Move] = []
        for _ in range(count):
            outputs = sum(len(move.outputs) for move in moves)
            moves.append(MOVES[self.program.name](self.rng, self.view, outputs))
        return moves

    def _packet(self, count: int) -> Packet:
        return packet_of(self.rng, self.view, self._moves(count), self.count)

    def _seal(self, packet: Packet) -> Sealed:
        sealed = packet.seal()
        self.sealed.append(sealed)
        return sealed

    def _current(self, payload: Payload) -> list[ResourceRecord]:
        indices = self.rng.sample(range(1000), len(payload.access)) if len(payload.access) < 1000 else []
        return [
            ResourceRecord(index, self.view.state.get(entry.resource_id, b""))
            for index, entry in zip(indices, payload.access, strict=False)
        ]

    def _send(
        self, label: str, sealed: Sealed, *, payload: bytes | None = None, records: list[ResourceRecord] | None = None
    ) -> Case:
        raw = sealed.payload if payload is None else payload
        try:
            decoded = decode_payload(raw)
        except PayloadError:
            decoded = None
        given = records if records is not None else self._current(decoded) if decoded else []
        header = TxHeader(TX_VERSION, tx_id_v1(raw, sealed.rest), self.rng.randrange(1 << 32))
        blob = encode_input(header, Envelope(self.rng.randbytes(32), raw, sealed.rest), given)
        execution = self.interpreter.process(blob)
        if execution.failure is None and records is None and decoded is not None:
            self._apply(decoded, execution)
        return Case(label, blob, execution)

    def _apply(self, payload: Payload, execution: Execution) -> None:
        changes = decode_outputs(execution.outputs, len(payload.access))
        assert isinstance(changes, tuple)
        for entry, data in zip(payload.access, changes, strict=True):
            if data is not None:
                self.view.state[entry.resource_id] = data


def generate(program: Program, seed: int, count: int) -> list[Case]:
    """A history of `count` transactions. The same seed gives the same cases."""
    history = History.start(program, seed)
    return [history.next() for _ in range(count)]


def host_malformed(cases: list[Case], seed: int, count: int) -> list[bytes]:
    """Blobs that every guest must refuse, without a journal; made of version 1 cases."""
    rng = Random(f"host {seed}")
    good = [case.blob for case in cases if case.blob[:2] == b"\x01\x00"]
    return [spoil.host(rng, rng.choice(good)) for _ in range(count)]
