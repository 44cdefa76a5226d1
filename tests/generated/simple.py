"""Statements without blocks: bindings, requirements, events, elements of collections."""

from __future__ import annotations

from generated.author import Atom, Author, Place
from generated.declared import COIN
from generated.fitting import stored
from generated.numbers import number
from generated.values import condition, value
from generated.wording import error
from vprog.dsl.program import types as t
from vprog.dsl.program.types import integer_of, unit_of

Lines = list[str]


def let(author: Author) -> Lines:
    name = author.fresh("v")
    if author.chance(0.3):  # exact: no type, no check
        unit = author.choose([None, None, COIN])
        made = number(author, unit, 2)
        exact = t.ExactType(*made.range, unit)
        author.atoms.append(Atom(name, exact, made.range, made.core, exact=True, rounded=True))
        return [f"let {name} = {made.text}"]
    type_ = author.choose(
        [place.type for place in author.places] + [a.type for a in author.atoms if not a.exact] or [t.U64]
    )
    if isinstance(type_, t.ExactType | t.CoinsType):
        type_ = t.U64
    line = f"let {name}: {t.show(type_)} = {_value_or_else(author, type_)}"
    author.bind(name, type_, free=author.chance(0.3))
    return [line]


def _value_or_else(author: Author, type_: t.Type) -> str:
    if integer_of(type_) is None or isinstance(type_, t.OutputIndexType):
        return value(author, type_)
    text, needs = stored(author, type_)
    return f"{text} else {error(author)}" if needs else text


def var(author: Author) -> Lines:
    name = author.fresh("w")
    type_ = author.choose([t.U64, t.U32, t.BOOL, *(place.type for place in author.places)])
    line = f"var {name}: {t.show(type_)} = {_value_or_else(author, type_)}"
    author.bind(name, type_)
    author.places.append(Place(name, type_))
    return [line]


def require(author: Author) -> Lines:
    free = [a for a in author.atoms if a.free and a.range.low == 0 and not unit_of(a.type)]
    if free and author.chance(0.3):  # what divides is proved not to be zero behind it
        atom = author.choose(free)
        lines = [f"require {atom.text} > 0 else {error(author)}"]
        for place in author.places:
            if place.type == atom.type and author.divides:
                top = number(author, None, 1)
                if top.core.low >= 0 and top.core.high < 100:
                    rounding = author.choose(["floor", "ceil"])
                    lines.append(f"{place.text} = div_{rounding}({top.text}, {atom.text}) else {error(author)}")
                break
        return lines
    often = f"({condition(author, 1)} or {condition(author, 1)} or {condition(author)})"  # so that bodies come far
    return [f"require {often if author.chance(0.6) else condition(author)} else {error(author)}"]


def emit(author: Author) -> Lines:
    name, fields = author.choose(author.declared.events)
    inner = ", ".join(f"{field}: {value(author, type_)}" for field, type_ in fields)
    return [f"emit {name} {{ {inner} }}" if fields else f"emit {name}"]


def take_element(author: Author) -> Lines:
    """`let x = xs[i] else Error`, `let x = m.get(k) else Error`."""
    atoms = [a for a in author.atoms if isinstance(a.type, t.ListType | t.ArrayType | t.MapType)]
    if not atoms:
        return []
    atom, name = author.choose(atoms), author.fresh("v")
    match atom.type:
        case t.MapType(key=key, value=inner) if not isinstance(inner, t.OptionType):
            line = f"let {name} = {atom.text}.get({value(author, key)}) else {error(author)}"
            author.bind(name, inner)
        case t.ListType(element=inner) | t.ArrayType(element=inner) if not isinstance(inner, t.OptionType):
            sure = isinstance(atom.type, t.ArrayType) and author.chance(0.5)
            at = "0" if sure else index(author)
            line = f"let {name} = {atom.text}[{at}]" + ("" if sure else f" else {error(author)}")
            author.bind(name, inner)
        case _:
            return []
    return [line]


def index(author: Author) -> str:
    """An index that may lie inside, whatever is known."""
    free = [a for a in author.atoms if a.free and not unit_of(a.type) and isinstance(a.type, t.IntType)]
    if free and author.chance(0.7):
        return author.choose(free).text
    return author.parameter(t.U8).text


def unwrap(author: Author) -> Lines:
    atoms = [a for a in author.atoms if isinstance(a.type, t.OptionType)]
    if not atoms:
        return []
    atom, name = author.choose(atoms), author.fresh("v")
    assert isinstance(atom.type, t.OptionType)
    line = f"let {name} = {atom.text} else {error(author)}"
    author.bind(name, atom.type.inner)
    return [line]
