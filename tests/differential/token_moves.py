"""Moves of the token example: honest ones, and wrong ones that its own rules are about."""

from __future__ import annotations

from random import Random

from attrs import evolve

from differential.moves import Move, View, amount_between, random_lock
from vprog.dsl.layout.codec import Value
from vprog.wire.ids import derived_resource_id
from vprog.wire.locks import lock_id

MINT_KIND, HOLDING_KIND = 0, 1
SYMBOLS = (b"KASTEST1", b"KASTEST2")


def next_move(rng: Random, view: View, outputs: int) -> Move:
    """A move that succeeds on its own."""
    mints = view.live("Mint")
    if len(mints) < 2 or (len(mints) < 5 and rng.random() < 0.1):
        return _create_mint(rng, view)
    holders = [(address, fields) for address, fields in view.live("Holding") if fields["balance"] != 0]
    if not holders or rng.random() < 0.25:
        return _mint(rng, view)
    source = rng.choice(holders)
    return rng.choice([_transfer, _transfer, _transfer, _burn, _rotate])(rng, view, *source)


def wrong_moves(rng: Random, view: View, outputs: int) -> list[Move]:
    """A transaction that the token refuses, by a rule that bending an honest one at random seldom meets."""
    mints, holders = view.live("Mint"), view.live("Holding")
    if len(mints) < 2 or not holders:
        return [founding := _create_mint(rng, view), founding]
    mint, founding = _mint(rng, view), _create_mint(rng, view)
    source, fields = rng.choice(holders)
    other, _ = rng.choice([found for found in mints if found[0] != fields["mint"]])
    strangers = [address for address, theirs in holders if theirs["mint"] != fields["mint"]] or [source]
    fresh = derived_resource_id(HOLDING_KIND, other, lock_id(random_lock(rng)))
    return rng.choice(
        [
            [founding, founding],
            [evolve(mint, arguments={**mint.arguments, "amount": 0})],
            [evolve(mint, arguments={**mint.arguments, "amount": (1 << 64) - 1})],
            [Move("burn", {"amount": 1}, {"source": source, "token": other})],
            [Move("transfer", {"amount": 1, "owner_lock": None}, {"source": source, "target": rng.choice(strangers)})],
            [Move("transfer", {"amount": 0, "owner_lock": None}, {"source": source, "target": fresh})],
            [Move("transfer", {"amount": 1, "owner_lock": None}, {"source": source, "target": fresh})],
            [Move("transfer", {"amount": 1 << 63, "owner_lock": None}, {"source": source, "target": fresh})],
        ]
    )


def _create_mint(rng: Random, view: View) -> Move:
    free = [
        (lock, symbol)
        for lock in view.pool
        for symbol in SYMBOLS
        if derived_resource_id(MINT_KIND, lock_id(lock), symbol) not in view.state
    ]
    lock, symbol = rng.choice(free)
    address = derived_resource_id(MINT_KIND, lock_id(lock), symbol)
    return Move("create_mint", {"symbol": symbol, "lock": lock.encode()}, {"mint": address})


def _mint(rng: Random, view: View) -> Move:
    token, _ = rng.choice(view.live("Mint"))
    lock = rng.choice(view.pool)
    arguments: dict[str, Value] = {"amount": amount_between(rng, 1, 10**6), "owner_lock": lock.encode()}
    return Move("mint", arguments, {"token": token, "target": derived_resource_id(HOLDING_KIND, token, lock_id(lock))})


def _transfer(rng: Random, view: View, source: bytes, fields: dict[str, Value]) -> Move:
    token, balance = fields["mint"], fields["balance"]
    assert isinstance(token, bytes) and isinstance(balance, int)
    at = {derived_resource_id(HOLDING_KIND, token, lock_id(lock)): lock for lock in view.pool}
    target = rng.choice([address for address in at if address != source])
    given = at[target].encode() if target not in view.state or rng.random() < 0.3 else None
    arguments: dict[str, Value] = {"amount": amount_between(rng, 1, balance), "owner_lock": given}
    return Move("transfer", arguments, {"source": source, "target": target})


def _burn(rng: Random, view: View, source: bytes, fields: dict[str, Value]) -> Move:
    token, balance = fields["mint"], fields["balance"]
    assert isinstance(token, bytes) and isinstance(balance, int)
    return Move("burn", {"amount": amount_between(rng, 1, balance)}, {"source": source, "token": token})


def _rotate(rng: Random, view: View, source: bytes, fields: dict[str, Value]) -> Move:
    return Move("rotate", {"lock": random_lock(rng).encode()}, {"source": source})
