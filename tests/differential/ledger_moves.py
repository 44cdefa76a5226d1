"""Moves of the ledger example: honest ones, and wrong ones that its own rules are about."""

from __future__ import annotations

from random import Random

from attrs import evolve

from differential.moves import Move, View, amount_between, random_lock
from vprog.wire.exits import SpkKind, StandardSpk
from vprog.wire.ids import lock_resource_id, program_resource_id
from vprog.wire.l1 import TxOutput, deposit_script
from vprog.wire.locks import Lock

COVENANT = b"\x44" * 32
OTHER_COVENANT = b"\x45" * 32
CONFIG = program_resource_id("config")
MIN_OPENING = 1000
HIGHEST = (1 << 64) - 1


def next_move(rng: Random, view: View, outputs: int) -> Move:
    """A move that succeeds on its own; `outputs` are the L1 outputs that the transaction has already."""
    if CONFIG not in view.state:
        return _init(rng)
    if not view.live("User") or rng.random() < 0.25:
        return _deposit(rng, view, outputs)
    return rng.choice([_transfer, _transfer, _transfer, _withdraw, _withdraw, _rotate, _update])(rng, view)


def wrong_moves(rng: Random, view: View, outputs: int) -> list[Move]:
    """A transaction that the ledger refuses, by a rule that bending an honest one at random seldom meets."""
    users = view.live("User")
    if not users:
        return [_init(rng), _init(rng)]
    deposit = _deposit(rng, view, outputs)
    stranger = random_lock(rng)
    poor = amount_between(rng, 0, MIN_OPENING - 1)
    rich, fields = max(users, key=lambda found: str(found[1]["balance"]).zfill(20))
    balance, least = fields["balance"], view.live("Config")[0][1]["min_withdrawal"]
    assert isinstance(balance, int) and isinstance(least, int)
    opening = {"source": rich, "target": lock_resource_id(stranger)}
    given = stranger.encode()
    return rng.choice(
        [
            [_init(rng)],
            [evolve(update := _update(rng, view), arguments={**update.arguments, "covenant": OTHER_COVENANT})],
            [deposit, evolve(deposit, outputs=())],
            [_poor_deposit(deposit, stranger, poor)],
            [Move("transfer", {"amount": amount_between(rng, 0, MIN_OPENING - 1), "target_lock": given}, opening)],
            [Move("transfer", {"amount": 0, "target_lock": None}, opening)],
            [Move("transfer", {"amount": min(balance + 1, HIGHEST), "target_lock": given}, opening)],
            [Move("withdraw", {"amount": max(least - 1, 0), "to": bytes(33)}, {"config": CONFIG, "user": rich})],
        ]
    )  # fmt: skip


def _poor_deposit(deposit: Move, lock: Lock, value: int) -> Move:
    """Opens an account with too little."""
    return Move(
        "deposit",
        {**deposit.arguments, "initial_lock": lock.encode()},
        {"config": CONFIG, "user": lock_resource_id(lock)},
        (*deposit.outputs[:-1], evolve(deposit.outputs[-1], value=value)),
    )


def _init(rng: Random) -> Move:
    arguments = {"min_withdrawal": rng.randrange(500), "covenant": COVENANT, "lock": random_lock(rng).encode()}
    return Move("init", arguments, {"config": CONFIG})


def _update(rng: Random, view: View) -> Move:
    arguments = {"min_withdrawal": rng.randrange(500), "covenant": COVENANT, "lock": random_lock(rng).encode()}
    return Move("update", arguments, {"config": CONFIG})


def _rotate(rng: Random, view: View) -> Move:
    user, _ = rng.choice(view.live("User"))
    return Move("rotate", {"lock": random_lock(rng).encode()}, {"user": user})


def _deposit(rng: Random, view: View, outputs: int) -> Move:
    lock = rng.choice(view.pool)
    noise = tuple(
        TxOutput(rng.randrange(10**9), rng.randbytes(rng.choice([0, 34, 35]))) for _ in range(rng.randrange(3))
    )
    paid = TxOutput(amount_between(rng, MIN_OPENING, 10**6), deposit_script(COVENANT))
    arguments = {"output": outputs + len(noise), "initial_lock": lock.encode()}
    return Move("deposit", arguments, {"config": CONFIG, "user": lock_resource_id(lock)}, (*noise, paid))


def _transfer(rng: Random, view: View) -> Move:
    source, fields = rng.choice(view.live("User"))
    balance = fields["balance"]
    assert isinstance(balance, int)
    locks = [lock for lock in view.pool if lock_resource_id(lock) != source]
    lock: Lock = rng.choice(locks)
    target = lock_resource_id(lock)
    new = target not in view.state
    if new and balance < MIN_OPENING:
        return _rotate(rng, view)
    amount = amount_between(rng, MIN_OPENING if new else 0, balance)
    given = lock.encode() if new or rng.random() < 0.3 else None
    return Move("transfer", {"amount": amount, "target_lock": given}, {"source": source, "target": target})


def _withdraw(rng: Random, view: View) -> Move:
    user, fields = rng.choice(view.live("User"))
    (_, config) = view.live("Config")[0]
    balance, least = fields["balance"], config["min_withdrawal"]
    assert isinstance(balance, int) and isinstance(least, int)
    if balance < least:
        return _rotate(rng, view)
    kind = rng.choice(list(SpkKind))
    to = StandardSpk(kind, rng.randbytes(33 if kind is SpkKind.PUB_KEY_ECDSA else 32))
    return Move(
        "withdraw", {"amount": amount_between(rng, least, balance), "to": to.encode()}, {"config": CONFIG, "user": user}
    )
