"""Instructions that make resources and end them."""

from __future__ import annotations

from random import Random

from generated.author import NOWHERE, Author, RoleName
from generated.declared import COIN, Declared
from generated.functions import Names
from generated.headers import start, text
from generated.statements import body
from generated.values import condition, value
from generated.wording import error, indented
from vprog.dsl.program import types as t


def opening(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A new resource, with what its fields say."""
    author, parameters = start(rng, declared, fresh)
    author.asks.discard("mint")
    author.returns = NOWHERE
    lock = author.parameter(t.LOCK).text
    lines = body(author, rng.randint(0, 2)) if not author.chance(0.5) else []
    if author.chance(0.3):
        first, second = (
            _create(author, "item", "Item", {"first": f"id({lock})", "lock": lock}),
            _create(author, "item", "Item", {"first": f"id({lock})", "lock": lock}),
        )
        lines += [f"if {condition(author)} {{", *indented([first]), "} else {", *indented([second]), "}"]
    else:
        lines.append(_create(author, "item", "Item", {"first": f"id({lock})", "lock": lock}))
    author.see_role(RoleName("item", "Item", writes=True))
    author.places = [place for place in author.places if place.text != "item.lock"]
    author.returns = NOWHERE
    lines += body(author, rng.randint(0, 2))
    return text(fresh, parameters, [f"creates item: Item at lock({lock})"], lines)


def _create(author: Author, role: str, resource: str, fixed: dict[str, str]) -> str:
    author.returns = NOWHERE
    fields: list[str] = []
    for name, type_ in author.declared.resource(resource).fields:
        made = "0" if isinstance(type_, t.HeldType) else fixed.get(name) or value(author, type_, 1)
        fields.append(f"{name}: {fixed.get(name, made) if isinstance(type_, t.HeldType) else made}")
    return f"create {role} = {resource} {{ {', '.join(fields)} }}"


def entering(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A deposit into a resource that is there, or is made."""
    author, parameters = start(rng, declared, fresh)
    author.asks.discard("mint")
    author.see_role(RoleName("board", "Board"))
    author.returns = NOWHERE
    author.asks.add("tx")
    lock, output = author.parameter(t.LOCK).text, author.parameter(t.OUTPUT_INDEX).text
    clauses = ["reads board: Board", f"credits item: Item at lock({lock}) or creates", "claims Coin"]
    lines = [f"let coins = claim({output}, board.covenant)"]
    if author.chance(0.5):
        bound = author.fresh("v")
        lines.append(f"let {bound}: Coin = coins.value")
        author.bind(bound, COIN, rounded=False)
    new = [_create(author, "item", "Item", {"first": f"id({lock})", "lock": lock, "has": "coins"})]
    live = ["item.has.put(coins)" + (f" else {error(author)}" if author.chance(0.5) else "")]
    lines += ["match item {", *indented(["new => {", *indented(new), "}", "live => {", *indented(live), "}"]), "}"]
    name, fields = author.choose(declared.events)
    lines += [f"emit {name} {{ {', '.join(f'{f}: {value(author, x)}' for f, x in fields)} }}"] if fields else []
    return text(fresh, parameters, clauses, lines)


def leaf(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A new resource at an address of two values."""
    author, parameters = start(rng, declared, fresh)
    author.divides = False
    author.see_role(RoleName("item", "Item", writes=True))
    number = author.parameter(dict(declared.resource("Leaf").fields)["number"]).text
    where = f" at (item.first, {number})" if rng.random() < 0.5 else ""
    clauses = ["writes item: Item", f"creates leaf: Leaf{where}", "auth item.lock"]
    fixed = {"owner": "item.first", "number": number}
    author.returns = NOWHERE
    lines = body(author, rng.randint(0, 1))
    if author.chance(0.5):
        coins = author.fresh("c")
        lines.append(f"let {coins} = item.has.take({rng.randint(0, 3)}) else {error(author)}")
        fixed["stock"] = coins
    return text(fresh, parameters, clauses, [*lines, _create(author, "leaf", "Leaf", fixed)])


def closing(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A resource that ends, and where its value goes."""
    author, parameters = start(rng, declared, fresh)
    author.divides = False
    author.see_role(RoleName("leaf", "Leaf"))
    author.see_role(RoleName("item", "Item", writes=True))
    clauses = ["deletes leaf: Leaf", "writes item: Item", "auth all of (leaf.lock, item.lock)"]
    lines = body(author, rng.randint(0, 2))
    author.forget_role("leaf")
    lines.append("delete leaf into item.has")
    author.roles = [r for r in author.roles if r.name != "leaf"]
    author.atoms = [a for a in author.atoms if not a.text.startswith("leaf.")]
    return text(fresh, parameters, clauses, [*lines, *body(author, rng.randint(0, 1))])
