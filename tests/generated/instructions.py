"""Instructions by chance: what a header announces, and a body that does it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import evolve

from generated.author import NOWHERE, Author, RoleName
from generated.coins import coins_statement
from generated.declared import COIN, SCORE, Declared
from generated.functions import Names
from generated.headers import start, text
from generated.lifecycles import closing, entering, leaf, opening
from generated.statements import body
from generated.values import condition, value
from generated.wording import error, indented
from vprog.dsl.program import types as t

Shape = Callable[[Random, Declared, Names], list[str]]


def edit(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """One resource at a label, changed by its owner, or by who has the program's key."""
    author, parameters = start(rng, declared, fresh)
    author.see_role(RoleName("board", "Board", writes=True))
    auth = rng.choice(["board.lock", "board.lock", "any of (board.lock, key(GENESIS))"])
    clauses = ["writes board: Board", f"auth {auth}"]
    if "any" in auth:
        author.places = [place for place in author.places if place.text != "board.lock"]
    if rng.random() < 0.4:
        author.asks, asked = set(), author.asks
        clauses.append(f"where {condition(author)}" + (f" else ({error(author)})" if rng.random() < 0.5 else ""))
        author.asks = asked
    if rng.random() < 0.3:
        clauses.append("ensures board.n >= 0 and old(board.n) >= 0")
    if rng.random() < 0.3:
        clauses.append("after(LIMIT)" if rng.random() < 0.5 else f"after({author.parameter(SCORE).text})")
        author.asks.discard("after")
    if rng.random() < 0.2:
        clauses.append("limits(cycles: 9_000_000_000, gas: 9_000_000_000)")
    return text(fresh, parameters, clauses, [*_ticket(author), *body(author, rng.randint(2, 5))])


def _ticket(author: Author) -> list[str]:
    """A linear struct that is made and taken apart."""
    if not author.chance(0.3):
        return []
    name, amount, on = author.fresh("c"), author.fresh("v"), author.fresh("v")
    made = f'Ticket {{ amount: {value(author, COIN)}, note: "x", on: {value(author, t.U32)} }}'
    author.bind(amount, COIN)
    author.bind(on, t.U32)
    note = author.fresh("v")
    return [f"let {name} = {made}", f"let Ticket {{ note: {note}, amount: {amount}, on: {on} }} = {name}"]


def pair(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """Two resources whose owners agree."""
    author, parameters = start(rng, declared, fresh)
    clauses = ["writes giver: Item", "writes taker: Item", "auth all of (giver.lock, taker.lock)"]
    author.see_role(RoleName("giver", "Item", writes=True))
    author.see_role(RoleName("taker", "Item", writes=True))
    if rng.random() < 0.4:  # what was read of the one before the other was written is not stored there again (VP0524)
        clauses.append("may_alias(giver, taker)")
        author.places = [place for place in author.places if place.role != "giver"]
        author.calls = False
    if rng.random() < 0.4:
        author.asks, asked = set(), author.asks
        clauses.append(f"where {condition(author)}")
        author.asks = asked
    return text(fresh, parameters, clauses, [*coins_statement(author), *body(author, rng.randint(1, 4))])


def mixed(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A shared resource and somebody's own."""
    author, parameters = start(rng, declared, fresh)
    author.divides = False
    clauses = ["credits board: Board", "writes item: Item", "auth item.lock"]
    author.see_role(RoleName("item", "Item", writes=True))
    author.roles.append(RoleName("board", "Board", reads=False, credits=True))
    return text(fresh, parameters, clauses, [*coins_statement(author), *body(author, rng.randint(1, 3))])


def crowd(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A list of resources, whose owners agree: all, or some of them."""
    author, parameters = start(rng, declared, fresh)
    author.divides = False
    writes = rng.random() < 0.5
    role = RoleName("", "Item", writes=writes)
    author.see_role(RoleName("board", "Board", writes=True))
    author.lists.append(("many", role))
    how = "all" if writes else rng.choice(["all", "any", "2"])
    clauses = ["writes board: Board", f"{'writes' if writes else 'reads'} many: list<Item, max 4>"]
    clauses.append(f"auth all of (board.lock, {how} of many)")
    inner = evolve(author, atoms=list(author.atoms), places=list(author.places), roles=list(author.roles), loops=1)
    inner.depth, inner.returns, inner.calls = 1, NOWHERE, False
    inner.see_role(evolve(role, name="m0"))
    voters = f"let {fresh('v')} = many.len"
    known = [] if how == "all" else ["require board.members.contains(m0.id) else Plain"]
    loop = ["for m0 in many {", *indented([*known, *body(inner, rng.randint(1, 3))]), "}"]
    return text(fresh, parameters, clauses, [voters, *loop, *body(author, rng.randint(1, 2))])


def voting(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """Several who agree, and a resource that may decide nothing where its owner need not."""
    author, parameters = start(rng, declared, fresh)
    author.see_role(RoleName("board", "Board", writes=True))
    auth = rng.choice(
        [
            "all of (board.lock, item.lock)",
            "2 of (board.lock, item.lock)",
            "all of (board.lock, 1 of (item.lock, key(GENESIS)))",
            "any of (board.lock, all of (board.lock, item.lock))",
        ]
    )
    clauses = ["writes board: Board", "reads item: Item", f"auth {auth}"]
    if auth.endswith("(board.lock, item.lock)"):
        author.see_role(RoleName("item", "Item"))
    else:
        clauses.append("where item.id == item.id")
    return text(fresh, parameters, clauses, body(author, rng.randint(1, 4)))


def public(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """Anyone may do it."""
    author, parameters = start(rng, declared, fresh)
    author.asks.discard("mint")
    author.vouches = author.calls = False
    author.see_role(RoleName("board", "Board", writes=True))
    keyed = t.SetType | t.MapType  # what is in them may be what somebody proves who they are by
    author.places = [p for p in author.places if p.text != "board.lock" and not isinstance(p.type, keyed)]
    author.atoms = [atom for atom in author.atoms if not isinstance(atom.type, keyed)]
    clauses = ["writes board: Board", 'permissionless("it is a test")']
    return text(fresh, parameters, clauses, body(author, rng.randint(1, 4)))


SHAPES: tuple[Shape, ...] = (edit, edit, pair, mixed, opening, entering, leaf, closing, crowd, voting, public)
