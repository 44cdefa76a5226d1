"""Instructions by chance: what a header announces, and a body that does it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import evolve

from generated.author import Author, RoleName
from generated.coins import coins_statement
from generated.declared import COIN, Declared
from generated.functions import Names, Parameters, author_for
from generated.statements import body
from generated.values import condition, value
from generated.wording import error, indented
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type

ASKS = ("random", "after", "tx", "exit", "mint")
Shape = Callable[[Random, Declared, Names], list[str]]


def _start(rng: Random, declared: Declared, fresh: Names) -> tuple[Author, Parameters]:
    some: list[Type] = [t.U64, rng.choice([t.U8, t.IntType(True, 64), t.U256, COIN])]
    fields = [type_ for r in declared.resources for _, type_ in r.fields if not isinstance(type_, t.HeldType)]
    author, parameters = author_for(rng, declared, fresh, (*some, rng.choice(fields)))
    author.asks = {ask for ask in ASKS if rng.random() < 0.35}
    return author, parameters


def _text(fresh: Names, parameters: Parameters, clauses: list[str], lines: list[str]) -> list[str]:
    """The instruction; what its body asks of the world stands in the header too."""
    inner = "\n".join(lines)
    if "random(" in inner:
        clauses = [*clauses, "random"]
    if " after(" in inner or "(after(" in inner:
        clauses = [*clauses, "after"]
    if "exit(" in inner:
        clauses = [*clauses, "exits Coin"]
    head = [f"instruction {fresh('do')}({parameters.text})", *indented(clauses)]
    return [*head, "{", *indented(lines), "}"]


def edit(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """One resource at a label, changed by its owner, or by who has the program's key."""
    author, parameters = _start(rng, declared, fresh)
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
        clauses.append(
            "after(LIMIT)" if rng.random() < 0.5 else f"after({author.parameter(t.UnitType('Score', t.U64)).text})"
        )
        author.asks.discard("after")
    if rng.random() < 0.2:
        clauses.append("limits(cycles: 9_000_000_000, gas: 9_000_000_000)")
    return _text(fresh, parameters, clauses, [*_ticket(author), *body(author, rng.randint(2, 5))])


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
    author, parameters = _start(rng, declared, fresh)
    clauses = ["writes one: Item", "writes two: Item", "auth all of (one.lock, two.lock)"]
    author.see_role(RoleName("one", "Item", writes=True))
    author.see_role(RoleName("two", "Item", writes=True))
    if rng.random() < 0.4:
        clauses.append("may_alias(one, two)")
    if rng.random() < 0.4:
        author.asks, asked = set(), author.asks
        clauses.append(f"where {condition(author)}")
        author.asks = asked
    return _text(fresh, parameters, clauses, [*coins_statement(author), *body(author, rng.randint(1, 4))])


def mixed(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A shared resource and somebody's own."""
    author, parameters = _start(rng, declared, fresh)
    author.divides = False
    clauses = ["credits board: Board", "writes item: Item", "auth item.lock"]
    author.see_role(RoleName("item", "Item", writes=True))
    author.roles.append(RoleName("board", "Board", reads=False, credits=True))
    return _text(fresh, parameters, clauses, [*coins_statement(author), *body(author, rng.randint(1, 3))])


def opening(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A new resource, with what its fields say."""
    author, parameters = _start(rng, declared, fresh)
    author.returns = False
    lock = author.parameter(t.LOCK).text
    lines = body(author, rng.randint(0, 2)) if not author.chance(0.5) else []
    if author.chance(0.3):
        first, second = (
            _create(author, "item", "Item", {"first": f"id({lock})"}),
            _create(author, "item", "Item", {"first": f"id({lock})"}),
        )
        lines += [f"if {condition(author)} {{", *indented([first]), "} else {", *indented([second]), "}"]
    else:
        lines.append(_create(author, "item", "Item", {"first": f"id({lock})"}))
    author.see_role(RoleName("item", "Item", writes=True))
    author.returns = False
    lines += body(author, rng.randint(0, 2))
    return _text(fresh, parameters, [f"creates item: Item at lock({lock})"], lines)


def _create(author: Author, role: str, resource: str, fixed: dict[str, str]) -> str:
    author.returns = False
    fields: list[str] = []
    for name, type_ in author.declared.resource(resource).fields:
        made = "0" if isinstance(type_, t.HeldType) else fixed.get(name) or value(author, type_, 1)
        fields.append(f"{name}: {fixed.get(name, made) if isinstance(type_, t.HeldType) else made}")
    return f"create {role} = {resource} {{ {', '.join(fields)} }}"


def entering(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A deposit into a resource that is there, or is made."""
    author, parameters = _start(rng, declared, fresh)
    author.see_role(RoleName("board", "Board"))
    author.returns = False
    author.asks.add("tx")
    lock, output = author.parameter(t.LOCK).text, author.parameter(t.OUTPUT_INDEX).text
    clauses = ["reads board: Board", f"credits item: Item at lock({lock}) or creates", "claims Coin"]
    lines = [f"let coins = claim({output}, board.covenant)"]
    if author.chance(0.5):
        bound = author.fresh("v")
        lines.append(f"let {bound}: Coin = coins.value")
        author.bind(bound, COIN)
    new = [_create(author, "item", "Item", {"first": f"id({lock})", "has": "coins"})]
    live = ["item.has.put(coins)" + (f" else {error(author)}" if author.chance(0.5) else "")]
    lines += ["match item {", *indented(["new => {", *indented(new), "}", "live => {", *indented(live), "}"]), "}"]
    name, fields = author.choose(declared.events)
    lines += [f"emit {name} {{ {', '.join(f'{f}: {value(author, x)}' for f, x in fields)} }}"] if fields else []
    return _text(fresh, parameters, clauses, lines)


def leaf(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A new resource at an address of two values."""
    author, parameters = _start(rng, declared, fresh)
    author.divides = False
    author.see_role(RoleName("item", "Item", writes=True))
    number = author.parameter(dict(declared.resource("Leaf").fields)["number"]).text
    where = f" at (item.first, {number})" if rng.random() < 0.5 else ""
    clauses = ["writes item: Item", f"creates leaf: Leaf{where}", "auth item.lock"]
    fixed = {"owner": "item.first", "number": number}
    author.returns = False
    lines = body(author, rng.randint(0, 1))
    if author.chance(0.5):
        coins = author.fresh("c")
        lines.append(f"let {coins} = item.has.take({rng.randint(0, 3)}) else {error(author)}")
        fixed["stock"] = coins
    return _text(fresh, parameters, clauses, [*lines, _create(author, "leaf", "Leaf", fixed)])


def closing(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A resource that ends, and where its value goes."""
    author, parameters = _start(rng, declared, fresh)
    author.divides = False
    author.see_role(RoleName("leaf", "Leaf"))
    author.see_role(RoleName("item", "Item", writes=True))
    clauses = ["deletes leaf: Leaf", "writes item: Item", "auth all of (leaf.lock, item.lock)"]
    lines = body(author, rng.randint(0, 2))
    author.forget_role("leaf")
    lines.append("delete leaf into item.has")
    author.roles = [r for r in author.roles if r.name != "leaf"]
    author.atoms = [a for a in author.atoms if not a.text.startswith("leaf.")]
    return _text(fresh, parameters, clauses, [*lines, *body(author, rng.randint(0, 1))])


def crowd(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A list of resources, whose owners agree: all, or some of them."""
    author, parameters = _start(rng, declared, fresh)
    author.divides = False
    writes = rng.random() < 0.5
    role = RoleName("", "Item", writes=writes)
    author.see_role(RoleName("board", "Board", writes=True))
    author.lists.append(("many", role))
    auth = "all of many" if writes else rng.choice(["all of many", "all of (all of many)"])
    clauses = ["writes board: Board", f"{'writes' if writes else 'reads'} many: list<Item, max 4>"]
    clauses.append(f"auth all of (board.lock, {auth})" if "(" not in auth else "auth all of (board.lock, all of many)")
    inner = evolve(author, atoms=list(author.atoms), places=list(author.places), roles=list(author.roles), loops=1)
    inner.depth, inner.returns, inner.calls = 1, False, False
    inner.see_role(evolve(role, name="m0"))
    voters = f"let {fresh('v')} = many.len"
    loop = ["for m0 in many {", *indented(body(inner, rng.randint(1, 3))), "}"]
    return _text(fresh, parameters, clauses, [voters, *loop, *body(author, rng.randint(1, 2))])


def voting(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """Some members of a list agree, whoever they are that the board's lock agrees to."""
    author, parameters = _start(rng, declared, fresh)
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
    return _text(fresh, parameters, clauses, body(author, rng.randint(1, 4)))


def public(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """Anyone may do it."""
    author, parameters = _start(rng, declared, fresh)
    author.see_role(RoleName("board", "Board", writes=True))
    author.places = [place for place in author.places if place.text != "board.lock"]
    clauses = ["writes board: Board", 'permissionless("it is a test")']
    return _text(fresh, parameters, clauses, body(author, rng.randint(1, 4)))


SHAPES: tuple[Shape, ...] = (edit, edit, pair, mixed, opening, entering, leaf, closing, crowd, voting, public)
