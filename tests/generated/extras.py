"""Items that no instruction needs, and migrations, which are instructions of the compiler's own."""

from __future__ import annotations

from random import Random

from generated.author import NOWHERE
from generated.declared import COIN, Declared, ResourceModel
from generated.functions import Names, author_for
from generated.numbers import number
from generated.values import condition, value
from generated.wording import indented
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type

_STORM = "storm { throughput: 1_000_000, state_size = 1_000_000 scope_limit: 32, gas_scale: 1_000, w_seq: 2, w_par: 1 }"


def storm(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    return [_STORM]


def view(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A question about a resource."""
    author, parameters = author_for(rng, declared, fresh, (t.U64,))
    resource = rng.choice(["Board", "Item"])
    for name, type_ in declared.resource(resource).fields:
        author.see_field("it", name, type_)
    author.returns, author.calls = NOWHERE, False
    result: Type = rng.choice([t.U64, COIN, t.BOOL, declared.structs[0]])
    early = f"if {condition(author)} {{ return {value(author, result, 1)} }}"
    lines = [early, f"let {fresh('v')} = {number(author, None).text}", f"return {value(author, result)}"]
    head = [f"view {fresh('look')}({parameters.text})", f"    reads it: {resource}", f"    -> {t.show(result)}", "{"]
    return [*head, *indented(lines), "}"]


def invariants(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """Of a kind of resource, over its bare fields."""
    return [
        'invariant "counted, always" on Item: count >= 0 and (has <= has or gold == 0)',
        'invariant "kept" on Board: n >= 0 or kept > FEE',
    ]


def examples(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A test and a property, which say nothing about resources."""
    return [
        'test "a number is \\"one\\"" { let one = 1 expect one == 1 }',
        f'property "numbers" (a: u64, b: u8) where a > {rng.randrange(5)} {{ expect a + b >= a }}',
    ]


def token(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A module of the library, whose instructions are the program's too."""
    return ["pub use std::token { open, transfer, mint, burn }"]


def migration(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """A kind of resource that became another: without some fields that are new, and in another order."""
    new = declared.resource(rng.choice(["Board", "Item", "Leaf"]))
    author, _ = author_for(rng, declared, fresh)
    given: dict[str, str] = {}
    old: list[tuple[str, Type]] = []
    for name, type_ in new.fields:
        if name not in new.fixed and name != "lock" and rng.random() < 0.4 and _has_literal(type_):
            given[name] = "0" if t.integer_of(type_) is not None else value(author, type_, 1)
        else:
            given[name] = f"old.{name}"
            old.append((name, type_))
    rng.shuffle(old)
    before = ResourceModel(f"Old{new.name}", tuple(old), new.at)
    fields = ", ".join(f"{name}: {t.show(type_)}" for name, type_ in before.fields)
    taken = ", ".join(f"{name}: {text}" for name, text in given.items())
    auth = rng.choice(["", " auth old.lock"])
    return [
        f"resource {before.name} at {before.at} {{ {fields} }}",
        f"migrate {new.name} from {before.name}{auth} {{ {taken} }}",
    ]


def _has_literal(type_: Type) -> bool:
    """Whether a value of the type can be written without a parameter."""
    plain = t.BoolType | t.IntType | t.UnitType | t.HeldType | t.TextType | t.BytesType | t.BoundedBytesType
    return isinstance(type_, plain | t.OpaqueType | t.MapType | t.OutputIndexType) and type_ != t.LOCK_ID


EXTRAS = (storm, view, view, invariants, examples, token, migration, migration)
