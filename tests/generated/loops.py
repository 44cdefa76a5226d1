"""Loops: over numbers, collections and role lists."""

from __future__ import annotations

from attrs import evolve

from generated.author import NOWHERE, Atom, Author
from generated.wording import indented
from vprog.dsl.program import types as t
from vprog.dsl.types.ranges import Range

Lines = list[str]


def _loop(author: Author) -> Author:
    inner = author.inside()
    inner.loops, inner.returns, inner.calls = author.loops + 1, NOWHERE, False
    return inner


def for_range(author: Author) -> Lines:
    if author.loops > 1:
        return []
    name, low = author.fresh("i"), author.rng.randint(0, 2)
    high = low + author.rng.randint(1, 3)
    inner = _loop(author)
    room = Range(low, high - 1)
    inner.atoms.append(Atom(name, t.ExactType(*room), room, room, exact=True))
    return [f"for {name} in {low}..{high} {{", *indented(author.write(inner, author.rng.randint(1, 2))), "}"]


def for_each(author: Author) -> Lines:
    atoms = [a for a in author.atoms if isinstance(a.type, t.ListType | t.ArrayType | t.SetType | t.MapType)]
    if not atoms or author.loops > 1:
        return []
    atom, name, inner = author.choose(atoms), author.fresh("e"), _loop(author)
    match atom.type:
        case t.ListType(element=element) | t.ArrayType(element=element) | t.SetType(element=element):
            inner.bind(name, element)
        case t.MapType(key=key):
            inner.bind(name, key)
        case _:
            pass
    return [f"for {name} in {atom.text} {{", *indented(author.write(inner, author.rng.randint(1, 2))), "}"]


def for_roles(author: Author) -> Lines:
    if not author.lists or author.loops > 1:
        return []
    name, member = author.choose(author.lists)
    inner, one = _loop(author), author.fresh("r")
    inner.see_role(evolve(member, name=one))
    return [f"for {one} in {name} {{", *indented(author.write(inner, author.rng.randint(1, 3))), "}"]
