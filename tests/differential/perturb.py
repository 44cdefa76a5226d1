"""Moves that mean something else than they should: signed correctly, refused by the program's own checks."""

from __future__ import annotations

from random import Random

from attrs import evolve

from differential import ledger_moves
from differential.moves import Move, View, random_lock
from vprog.dsl.layout.codec import Value
from vprog.dsl.program.declarations import LabelAddress
from vprog.dsl.program.types import LockType, OptionType, OutputIndexType, Type, integer_of
from vprog.wire.l1 import TxOutput, deposit_script

HIGHEST = (1 << 64) - 1


def perturb(rng: Random, view: View, move: Move) -> Move:
    """One argument, role or output replaced."""
    choices = [_argument, _argument, _role, _role]
    if move.outputs:
        choices += [_output, _output]
    return rng.choice(choices)(rng, view, move)


def _argument(rng: Random, view: View, move: Move) -> Move:
    parameters = view.layout.instructions[move.instruction].parameters
    chosen = rng.choice(parameters)
    value = _other(rng, view, chosen.type, move.arguments[chosen.name])
    return evolve(move, arguments={**move.arguments, chosen.name: value})


def _other(rng: Random, view: View, type_: Type, value: Value) -> Value:
    """Another value of the type, likely one that a check is about."""
    if isinstance(type_, OptionType):
        return _other(rng, view, type_.inner, None) if value is None or rng.random() < 0.3 else None
    if isinstance(type_, OutputIndexType):
        assert isinstance(value, int)
        return rng.choice([0, value + 1, max(value - 1, 0), 1000, (1 << 32) - 1])
    if isinstance(type_, LockType):
        return rng.choice([random_lock(rng), rng.choice(view.pool)]).encode()
    if integer_of(type_) is not None:
        assert isinstance(value, int)
        return rng.choice(
            [0, 0, 1, 999, max(value - 1, 0), min(value + 1, HIGHEST), min(value * 1000, HIGHEST), HIGHEST]
        )
    assert isinstance(value, bytes)
    return rng.randbytes(len(value)) if value[:1] == b"\x44" or len(value) == 8 else value


def _role(rng: Random, view: View, move: Move) -> Move:
    """Another address for a role, or two of them swapped."""
    roles = view.layout.instructions[move.instruction].instruction.roles
    names = [role.name for role in roles if not (isinstance(role.address, LabelAddress) and not role.indexed)]
    name = rng.choice(names)
    if len(names) > 1 and rng.random() < 0.3:
        other = rng.choice([n for n in names if n != name])
        roles_now = {**move.roles, name: move.roles[other]}
        if rng.random() < 0.5:
            roles_now[other] = move.roles[name]
        return evolve(move, roles=roles_now)
    address = rng.choice([rng.randbytes(32), *sorted(view.state), *sorted(view.state)])
    return evolve(move, roles={**move.roles, name: address})


def _output(rng: Random, view: View, move: Move) -> Move:
    """The L1 output that a deposit claims is another."""
    last = move.outputs[-1]
    script = deposit_script(ledger_moves.COVENANT)
    replaced = rng.choice(
        [
            TxOutput(last.value, deposit_script(ledger_moves.OTHER_COVENANT)),
            TxOutput(last.value, script, spk_version=1),
            TxOutput(last.value, script[:-1]),
            TxOutput(last.value, script + b"\x00"),
            TxOutput(last.value, b""),
            TxOutput(HIGHEST, script),
            TxOutput(rng.randrange(ledger_moves.MIN_OPENING), script),
            None,
        ]
    )
    return evolve(move, outputs=(*move.outputs[:-1], *([] if replaced is None else [replaced])))
