"""Statements with blocks that run or do not: `if`, `match`, and checks that a condition makes needless."""

from __future__ import annotations

from generated.author import Author
from generated.values import condition
from generated.wording import block, indented
from vprog.dsl.program import types as t
from vprog.dsl.program.types import integer_of

Lines = list[str]


def branch(author: Author) -> Lines:
    lines = [f"if {condition(author)} {{", *block(author)]
    if author.chance(0.3):
        lines += [f"}} else if {condition(author)} {{", *block(author)]
    if author.chance(0.5):
        lines += ["} else {", *block(author)]
    return [*lines, "}"]


def early(author: Author) -> Lines:
    """An early end; what follows knows that the condition does not hold."""
    if author.depth > author.returns:
        return []
    inner = author.inside()
    return [f"if {condition(author)} {{", *indented([*author.write(inner, 1), "return"]), "}"]


def guarded(author: Author) -> Lines:
    """`if b <= a { p = a - b }`, `if i < xs.len { let x = xs[i] }`: the check behind it is proved away."""
    changing = {place.text for place in author.places if not place.role}
    lists = [a for a in author.atoms if isinstance(a.type, t.ListType) and a.text not in changing]
    if lists and author.chance(0.5):
        atom, name = author.choose(lists), author.fresh("v")
        assert isinstance(atom.type, t.ListType)
        at, inner = author.parameter(author.choose([t.U8, t.U64]), own=True), author.inside()
        inner.bind(name, atom.type.element)
        first = [f"let {name} = {atom.text}[{at.text}]"]
        return [f"if {at.text} < {atom.text}.len {{", *indented(first + author.write(inner, 1)), "}"]
    places = [p for p in author.places if p.text.count(".") <= 1 and _unsigned(p.type)]
    if not places:
        return []
    place = author.choose(places)
    a, b = author.parameter(place.type, own=True), author.parameter(place.type, own=True)
    how = author.choose([(a, "<=", b, f"{b.text} - {a.text}"), (a, ">=", b, f"{a.text} - {b.text}")])
    return [
        f"if {how[0].text} {how[1]} {how[2].text} {{",
        *indented([f"{place.text} = {how[3]}", *author.write(author.inside(), 1)]),
        "}",
    ]


def _unsigned(type_: t.Type) -> bool:
    integer = integer_of(type_)
    return integer is not None and not integer.signed and not isinstance(type_, t.OutputIndexType)


def match_value(author: Author) -> Lines:
    atoms = [a for a in author.atoms if isinstance(a.type, t.OptionType | t.EnumType)]
    if not atoms:
        wanted = [author.choose(author.declared.enums), t.OptionType(author.choose([t.U64, t.HASH]))]
        atoms = [author.parameter(author.choose(wanted))]
    atom = author.choose(atoms)
    lines = [f"match {atom.text} {{"]
    if isinstance(atom.type, t.OptionType):
        name, inner = author.fresh("m"), author.inside()
        inner.bind(name, atom.type.inner)
        some = [f"some({name}) => {{", *indented(author.write(inner, 2)), "}"]
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
        lines += indented([f"{pattern} => {{", *indented(author.write(inner, author.rng.randint(1, 2))), "}"])
    return [*lines, "}"]
