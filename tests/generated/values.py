"""Values of any type by chance, and conditions."""

from __future__ import annotations

from generated.author import Atom, Author
from generated.declared import COIN, SCORE
from generated.fitting import fitting
from generated.numbers import Number, literal, number
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of, unit_of

TEXTS = ("", "a", "no", "abc", "ok {x}", "grün", 'a\\"b', "text")


def value(author: Author, type_: Type, depth: int = 2) -> str:
    """A value that needs no `else`, for a place of the type."""
    if isinstance(type_, t.OutputIndexType):
        known = author.of_type(type_)
        return author.choose(known).text if known and author.chance(0.6) else literal(author, 0, 3).text
    if integer_of(type_) is not None:
        return fitting(author, type_, depth - 1)
    known = author.of_type(type_)
    if known and (depth <= 0 or author.chance(0.5)):
        return author.choose(known).text
    return _made(author, type_, depth - 1)


def _made(author: Author, type_: Type, depth: int) -> str:
    rng = author.rng
    match type_:
        case t.BoolType():
            return condition(author, 1) if depth > 0 and author.chance(0.6) else author.choose(["true", "false"])
        case t.OpaqueType(name=name, size=size):
            return _opaque(author, name, size)
        case t.BytesType(size=size):
            return _hex(author, size)
        case t.BoundedBytesType(max=most):
            return author.choose([f'b"{"a" * rng.randint(0, most)}"', _hex(author, rng.randint(1, most))])
        case t.TextType(max=most):
            return f'"{author.choose([x for x in TEXTS if len(x.encode()) <= most])}"'
        case t.OptionType(inner=inner):
            return "none" if author.chance(0.4) else value(author, inner, depth)
        case t.EnumType():
            variant = author.choose(type_.variants)
            return f"{type_.name}.{variant}{_fields(author, type_.payload(variant), depth)}"
        case t.StructType():
            return f"{type_.name} {_fields(author, type_.fields, depth) or '{}'}"
        case t.ArrayType(element=element, size=size):
            return f"[{', '.join(value(author, element, depth) for _ in range(size))}]"
        case t.ListType(element=element, max=most) | t.SetType(element=element, max=most):
            return f"[{', '.join(value(author, element, depth) for _ in range(rng.randint(0, min(most, 3))))}]"
        case t.MapType():
            return "[]"
        case _:  # a lock, a script, an address: nothing makes one
            known = author.of_type(type_)
            return author.choose(known).text if known else author.parameter(type_).text


def _fields(author: Author, fields: tuple[tuple[str, Type], ...], depth: int) -> str:
    if not fields:
        return ""
    return " { " + ", ".join(f"{name}: {value(author, type_, depth)}" for name, type_ in fields) + " }"


def _opaque(author: Author, name: str, size: int) -> str:
    if name == "Hash" and "tx" in author.asks and author.chance(0.5):
        return "tx.id"
    if name == "Hash" and "random" in author.asks and author.chance(0.5):
        return f"random({fitting(author, t.U64, 1)})"
    if name == "LockId" and author.chance(0.7):
        return f"id({value(author, t.LOCK)})"
    return _hex(author, size)


def _hex(author: Author, size: int) -> str:
    return "0x" + f"{author.rng.randrange(3):02x}" * size


def condition(author: Author, depth: int = 2) -> str:
    """A condition that may be known behind it: names are compared with small numbers and with each other only."""
    if depth > 0 and author.chance(0.35):
        way = author.rng.randrange(3)
        if way == 0:
            return f"not ({condition(author, depth - 1)})"
        joined = author.choose(["and", "or"])
        return f"({condition(author, depth - 1)} {joined} {condition(author, depth - 1)})"
    options = [_compared, _compared, _names, _equal, _asked, _computed]
    for _ in range(6):
        made = author.choose(options)(author)
        if made is not None:
            return made
    return "true"


def comparable(atom: Atom) -> bool:
    return not atom.free and not atom.exact and integer_of(atom.type) is not None and unit_of(atom.type) != SCORE


def _compared(author: Author) -> str | None:
    """A name with a small number."""
    atoms = [a for a in author.atoms if comparable(a) and not isinstance(a.type, t.OutputIndexType)]
    if not atoms:
        return None
    atom, bound = author.choose(atoms), literal(author, 2, 12).text
    return f"{atom.text} {author.choose(['<', '<=', '>', '>=', '==', '!='])} {bound}"


def _names(author: Author) -> str | None:
    """Two names of one unit that are never negative."""
    atoms = [
        a for a in author.atoms if comparable(a) and a.range.low == 0 and not isinstance(a.type, t.OutputIndexType)
    ]
    if not atoms:
        return None
    a = author.choose(atoms)
    b = author.choose([b for b in atoms if unit_of(b.type) == unit_of(a.type)])
    return f"{a.text} {author.choose(['<', '<=', '>', '>=', '=='])} {b.text}" if a.text != b.text else None


def _computed(author: Author) -> str | None:
    """Two results of arithmetic, which have no names."""
    unit = author.choose([None, None, COIN])
    a, b = number(author, unit, 2), number(author, unit, 2)
    if any(isinstance(x, Number) and (x.simple or x.rounded) for x in (a, b)):
        return None
    return f"{a.operand} {author.choose(['<', '<=', '>', '>=', '==', '!='])} {b.operand}"


def _equal(author: Author) -> str | None:
    """Values that are no numbers."""
    atoms = [a for a in author.atoms if _has_equality(a.type) and (author.vouches or _proves_nothing(a.type))]
    if not atoms:
        return None
    atom = author.choose(atoms)
    if isinstance(atom.type, t.BoolType) and author.chance(0.5):
        return atom.text
    made = value(author, atom.type, 1)
    made = f"({made})" if made.endswith("}") else made
    return f"{atom.text} {author.choose(['==', '!='])} {made}"


def has_signature(type_: Type) -> bool:
    """Whether a signature is somewhere in values of the type."""
    return t.SIGNATURE in t.contained(type_)


def _proves_nothing(type_: Type) -> bool:
    return isinstance(type_, t.BoolType | t.EnumType | t.AddressType)


def _has_equality(type_: Type) -> bool:
    """Signatures are not compared: a signature proves nothing by being equal to another."""
    if isinstance(type_, t.OutputIndexType):
        return True
    if integer_of(type_) is not None or has_signature(type_):
        return False
    return not isinstance(type_, t.LockType | t.ScriptType | t.OptionType | t.CoinsType | t.ExactType)


def _asked(author: Author) -> str | None:
    """What a collection, the transaction or the time answers."""
    options: list[str] = []
    for atom in author.atoms:
        match atom.type:
            case t.ListType(element=inner) | t.SetType(element=inner) | t.ArrayType(element=inner):
                if (_has_equality(inner) and (author.vouches or _proves_nothing(inner))) or isinstance(
                    inner, t.IntType
                ):
                    options.append(f"{atom.text}.contains({value(author, inner, 1)})")
            case t.MapType(key=key) if not has_signature(key) and (author.vouches or _proves_nothing(key)):
                options.append(f"{atom.text}.contains({value(author, key, 1)})")
            case _:
                pass
    if "after" in author.asks:
        options.append(f"after({author.choose([0, 50, 101, 10_000])})")
    if "tx" in author.asks:
        options.append(f"tx.outputs[{author.rng.randrange(2)}].pays({value(author, t.SCRIPT)})")
    return author.choose(options) if options else None
