"""What does not exist, by what it is asked of: calls that get a signature would check it by hand, whatever they are
called; members of nothing would say who the sender is (rule 8)."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.names.scope import Scope
from vprog.dsl.names.symbols import Symbols
from vprog.dsl.program.types import SIGNATURE, StructType, Type, contained
from vprog.dsl.replay.names import names_sender
from vprog.dsl.syntax import tree as syn


def gets_signature(symbols: Symbols, scope: Scope, call: syn.Call) -> bool:
    """Whether a signature is among the arguments of a call, or what a method is called of."""
    values = list(call.arguments)
    if isinstance(call.callee, syn.Member):
        values.append(call.callee.target)
    return any(SIGNATURE in contained(type_) for value in values for type_ in _types(symbols, scope, value))


def asks_sender(symbols: Symbols, scope: Scope, member: syn.Member) -> bool:
    """Whether something that does not exist, such as `ctx` or `env`, is asked who the sender is. Where that already
    has such a name, as `msg` has, it is reported itself."""
    root = member.target
    while isinstance(root, syn.Member):
        root = root.target
    if not isinstance(root, syn.NameRef) or names_sender(root.name) or not names_sender(member.name.text):
        return False
    return scope.find(root.name) is None and symbols.sort_of(root.name) is None


def _types(symbols: Symbols, scope: Scope, value: syn.Expression) -> Iterator[Type]:
    """The types of names, and of fields of what they name; nothing is reported."""
    match value:
        case syn.Parenthesised():
            yield from _types(symbols, scope, value.inner)
        case syn.ListLiteral():
            for item in value.items:
                yield from _types(symbols, scope, item)
        case syn.Index():
            yield from _types(symbols, scope, value.target)
        case syn.NameRef():
            binding = scope.find(value.name)
            if binding is not None and binding.type is not None:
                yield binding.type
        case syn.Member():
            yield from _fields(symbols, scope, value)
        case _:
            return


def _fields(symbols: Symbols, scope: Scope, member: syn.Member) -> Iterator[Type]:
    for owner in _types(symbols, scope, member.target):
        if isinstance(owner, StructType):
            yield from (type_ for name, type_ in owner.fields if name == member.name.text)
    if isinstance(member.target, syn.NameRef):
        binding = scope.find(member.target.name)
        resource = symbols.resources.get(binding.resource or "") if binding is not None else None
        if resource is not None:
            yield from (field.type for field in resource.fields if field.name == member.name.text)
