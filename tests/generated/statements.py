"""Statements by chance: bindings, assignments, conditions, loops, matches."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from generated.author import Atom, Author, Place, number_atom
from generated.calls import call
from generated.coins import coins_statement
from generated.declared import COIN
from generated.numbers import number, stored
from generated.updates import assign, update
from generated.values import condition, value
from generated.wording import error, indented
from vprog.dsl.program import types as t
from vprog.dsl.program.types import integer_of, unit_of
from vprog.dsl.types.ranges import Range

Lines = list[str]
MAX_DEPTH = 3


def body(author: Author, count: int) -> Lines:
    """So many statements, in a block of their own."""
    lines: Lines = []
    for _ in range(count):
        lines += statement(author)
    return lines


def block(author: Author, most: int = 2) -> Lines:
    return indented(body(author.inside(), author.rng.randint(1, most)))


def statement(author: Author) -> Lines:
    simple: list[Callable[[Author], Lines]] = [
        _let,
        _let,
        _let,
        _var,
        assign,
        assign,
        assign,
        update,
        update,
        update,
        _require,
        _emit,
    ]
    simple += [_element, _unwrap, coins_statement, call]
    nested: list[Callable[[Author], Lines]] = [
        _if,
        _if,
        _match,
        _match,
        _match,
        _for_range,
        _for_each,
        _for_each,
        _for_roles,
    ]
    nested += [_guarded, _early]
    for _ in range(8):
        made = author.choose(nested if author.depth < MAX_DEPTH and author.chance(0.4) else simple)(author)
        if made:
            return made
    return []


def _let(author: Author) -> Lines:
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
    author.atoms = [_rounded(atom) if atom.text == name else atom for atom in author.atoms]
    return [line]


def _rounded(atom: Atom) -> Atom:
    return evolve(atom, rounded=True)


def _value_or_else(author: Author, type_: t.Type) -> str:
    if integer_of(type_) is None or isinstance(type_, t.OutputIndexType):
        return value(author, type_)
    text, needs = stored(author, type_)
    return f"{text} else {error(author)}" if needs else text


def _var(author: Author) -> Lines:
    name = author.fresh("w")
    type_ = author.choose([t.U64, t.U32, t.BOOL, *(place.type for place in author.places)])
    line = f"var {name}: {t.show(type_)} = {_value_or_else(author, type_)}"
    author.bind(name, type_)
    author.atoms = [_rounded(a) if a.text.split(".")[0] == name else a for a in author.atoms]
    author.places.append(Place(name, type_))
    return [line]


def _require(author: Author) -> Lines:
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
    return [f"require {condition(author)} else {error(author)}"]


def _emit(author: Author) -> Lines:
    name, fields = author.choose(author.declared.events)
    inner = ", ".join(f"{field}: {value(author, type_)}" for field, type_ in fields)
    return [f"emit {name} {{ {inner} }}" if fields else f"emit {name}"]


def _element(author: Author) -> Lines:
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


def _unwrap(author: Author) -> Lines:
    atoms = [a for a in author.atoms if isinstance(a.type, t.OptionType)]
    if not atoms:
        return []
    atom, name = author.choose(atoms), author.fresh("v")
    assert isinstance(atom.type, t.OptionType)
    line = f"let {name} = {atom.text} else {error(author)}"
    author.bind(name, atom.type.inner)
    return [line]


def _if(author: Author) -> Lines:
    lines = [f"if {condition(author)} {{", *block(author)]
    if author.chance(0.3):
        lines += [f"}} else if {condition(author)} {{", *block(author)]
    if author.chance(0.5):
        lines += ["} else {", *block(author)]
    return [*lines, "}"]


def _early(author: Author) -> Lines:
    """An early end; what follows knows that the condition does not hold."""
    if not author.returns:
        return []
    inner = author.inside()
    return [f"if {condition(author)} {{", *indented([*body(inner, 1), "return"]), "}"]


def _guarded(author: Author) -> Lines:
    """`if b <= a { p = a - b }`, `if i < xs.len { let x = xs[i] }`: the check behind it is proved away."""
    changing = {place.text for place in author.places if not place.role}
    lists = [a for a in author.atoms if isinstance(a.type, t.ListType) and a.text not in changing]
    if lists and author.chance(0.5):
        atom, name = author.choose(lists), author.fresh("v")
        assert isinstance(atom.type, t.ListType)
        at, inner = author.parameter(author.choose([t.U8, t.U64]), own=True), author.inside()
        inner.bind(name, atom.type.element)
        first = [f"let {name} = {atom.text}[{at.text}]"]
        return [f"if {at.text} < {atom.text}.len {{", *indented(first + body(inner, 1)), "}"]
    places = [p for p in author.places if p.text.count(".") <= 1 and _unsigned(p.type)]
    if not places:
        return []
    place = author.choose(places)
    a, b = author.parameter(place.type, own=True), author.parameter(place.type, own=True)
    how = author.choose([(a, "<=", b, f"{b.text} - {a.text}"), (a, ">=", b, f"{a.text} - {b.text}")])
    return [
        f"if {how[0].text} {how[1]} {how[2].text} {{",
        *indented([f"{place.text} = {how[3]}", *body(author.inside(), 1)]),
        "}",
    ]


def _unsigned(type_: t.Type) -> bool:
    integer = integer_of(type_)
    return integer is not None and not integer.signed and not isinstance(type_, t.OutputIndexType)


def _match(author: Author) -> Lines:
    atoms = [a for a in author.atoms if isinstance(a.type, t.OptionType | t.EnumType)]
    if not atoms:
        wanted = [author.choose(author.declared.enums), t.OptionType(author.choose([t.U64, t.HASH]))]
        atoms = [author.parameter(author.choose(wanted))]
    atom = author.choose(atoms)
    lines = [f"match {atom.text} {{"]
    if isinstance(atom.type, t.OptionType):
        name, inner = author.fresh("m"), author.inside()
        inner.bind(name, atom.type.inner)
        some = [f"some({name}) => {{", *indented(body(inner, 2)), "}"]
        return [*lines, *indented(["none => {", *block(author), "}", *some]), "}"]
    assert isinstance(atom.type, t.EnumType)
    left = list(atom.type.variants)
    author.rng.shuffle(left)
    while left:
        count = author.rng.randint(1, len(left)) if author.chance(0.3) else 1
        now, left = left[:count], left[count:]
        inner = author.inside()
        pattern = " | ".join(f"{atom.type.name}.{v}" if author.chance(0.4) else v for v in now)
        payload = atom.type.payload(now[0])
        if count == 1 and payload and author.chance(0.8):
            names = [author.fresh("m") for _ in payload]
            for name, (_, type_) in zip(names, payload, strict=True):
                inner.bind(name, type_)
            pattern += f"({', '.join(names)})"
        lines += indented([f"{pattern} => {{", *indented(body(inner, author.rng.randint(1, 2))), "}"])
    return [*lines, "}"]


def _loop(author: Author) -> Author:
    inner = author.inside()
    inner.loops, inner.returns, inner.calls = author.loops + 1, False, False
    return inner


def _for_range(author: Author) -> Lines:
    if author.loops > 1:
        return []
    name, low = author.fresh("i"), author.rng.randint(0, 2)
    high = low + author.rng.randint(1, 3)
    inner = _loop(author)
    room = Range(low, high - 1)
    inner.atoms.append(Atom(name, t.ExactType(*room), room, room, exact=True))
    return [f"for {name} in {low}..{high} {{", *indented(body(inner, author.rng.randint(1, 2))), "}"]


def _for_each(author: Author) -> Lines:
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
    return [f"for {name} in {atom.text} {{", *indented(body(inner, author.rng.randint(1, 2))), "}"]


def _for_roles(author: Author) -> Lines:
    if not author.lists or author.loops > 1:
        return []
    name, member = author.choose(author.lists)
    inner, one = _loop(author), author.fresh("r")
    inner.see_role(evolve(member, name=one))
    return [f"for {one} in {name} {{", *indented(body(inner, author.rng.randint(1, 3))), "}"]
