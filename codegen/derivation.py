"""Which address an instruction creates at, where only its body says so: `create target = User { ... }` gives the
fields, the resource's declaration makes the address of them.

The result is over parameters, constants, role ids and fields of other roles, so that a client can work it out before
it sends. None where the value depends on more than that, or differs from branch to branch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import Address, Instruction, LabelAddress, LockAddress, Program, Role
from vprog.dsl.program.expressions import (
    BoolLiteral,
    BytesLiteral,
    ConstRef,
    Convert,
    EnumLiteral,
    ErrorUse,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    LockIdOf,
    OptionSome,
    ParamRef,
    RoleId,
    StructLiteral,
    Take,
    Unwrap,
)
from vprog.dsl.program.statements import (
    AssignField,
    Block,
    Create,
    For,
    ForEach,
    Inline,
    Let,
    MatchOption,
    MatchVariant,
    Put,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.types import OptionType
from vprog.dsl.program.walk import blocks, evaluated, expressions, statements

Bindings = Mapping[str, Expression | None]
"""Local names to what they stand for; None for one that may change or is no simple value."""


def created_address(program: Program, instruction: Instruction, role: Role) -> Address | None:
    """The address at which the body creates the resource of `role`."""
    found = {_address(program, instruction, create, names) for create, names in _creates(instruction.body, role, {})}
    return found.pop() if len(found) == 1 else None


def _creates(block: Block, role: Role, names: Bindings) -> Iterator[tuple[Create, Bindings]]:
    inside = dict(names)
    for statement in block.statements:
        if isinstance(statement, Let):
            inside[statement.name] = None if statement.mutable else _resolve(statement.value, inside, {})
        elif isinstance(statement, Create) and statement.role == role.name:
            yield statement, dict(inside)
        for inner in blocks(statement):
            bound = dict(inside)
            bound |= dict.fromkeys(_unknown(statement, inner))
            if isinstance(statement, MatchOption) and inner is statement.some:
                bound[statement.binding] = _resolve(_inside(statement), inside, {})
            yield from _creates(inner, role, bound)
        if isinstance(statement, Inline) and statement.name is not None:
            inside[statement.name] = _yielded(statement.body, inside)
        elif isinstance(statement, Unpack):
            inside |= dict.fromkeys(statement.names)


def _unknown(statement: Statement, inner: Block) -> tuple[str, ...]:
    """Names that a statement binds in one of its blocks, to values that only the run knows."""
    match statement:
        case For() | ForEach():
            return (statement.name,)
        case MatchVariant():
            return next(arm.bindings for arm in statement.arms if arm.body is inner)
        case _:
            return ()


def _yielded(body: Block, names: Bindings) -> Expression | None:
    """The result of an inlined function, where its body is bindings and one result."""
    inside = dict(names)
    for statement in body.statements:
        match statement:
            case Let():
                inside[statement.name] = None if statement.mutable else _resolve(statement.value, inside, {})
            case Inline() if statement.name is not None:
                inside[statement.name] = _yielded(statement.body, inside)
            case Yield() if statement.value is not None:
                return _resolve(statement.value, inside, {})
            case _:
                if any(isinstance(node, Yield) for inner in blocks(statement) for node in statements(inner)):
                    return None
    return None


def _inside(match: MatchOption) -> Expression:
    option = match.option
    inner = option.type.inner if isinstance(option.type, OptionType) else option.type
    return Unwrap(option.span, inner, option, ErrorUse(option.span, "Unrelated"))


def _address(program: Program, instruction: Instruction, create: Create, names: Bindings) -> Address | None:
    fields = {name: _resolve(value, names, {}) for name, value in create.fields}
    declared = program.resource(instruction.role(create.role).resource).address
    match declared:
        case LabelAddress():
            return declared
        case LockAddress():
            source = _resolve(declared.source, {}, fields)
            return None if source is None or _changes(source, instruction) else LockAddress(source)
        case _:
            parts = tuple(_resolve(part, {}, fields) for part in declared.parts)
            if any(part is None or _changes(part, instruction) for part in parts):
                return None
            return replace(declared, parts=parts)


def _resolve(node: Expression, names: Bindings, own: Bindings) -> Expression | None:
    """The expression with locals and own fields replaced by what they stand for."""
    match node:
        case LocalRef():
            return names.get(node.name)
        case FieldRef() if node.role == "self":
            return own.get(node.field)
        case (
            ParamRef()
            | ConstRef()
            | RoleId()
            | FieldRef()
            | BytesLiteral()
            | IntLiteral()
            | BoolLiteral()
            | EnumLiteral()
        ):
            return node
        case LockIdOf():
            lock = _resolve(node.lock, names, own)
            return None if lock is None else replace(node, lock=lock)
        case StructLiteral():
            parts = tuple(_resolve(part, names, own) for part in node.fields)
            known = tuple(part for part in parts if part is not None)
            return replace(node, fields=known) if len(known) == len(parts) else None
        case FieldOf():
            value = _resolve(node.value, names, own)
            if isinstance(value, StructLiteral):
                return value.fields[[name for name, _ in value.type.fields].index(node.field)]
            return None if value is None else replace(node, value=value)
        case Unwrap():
            option = _resolve(node.option, names, own)
            return None if option is None else replace(node, option=option)
        case Convert() | OptionSome():
            value = _resolve(node.value, names, own)
            return None if value is None else replace(node, value=value)
        case _:
            return None


def _changes(node: Expression, instruction: Instruction) -> bool:
    """Whether the expression reads a field that the instruction itself may have changed before."""
    read = {(n.role, n.field) for n in expressions(node, errors=False) if isinstance(n, FieldRef)}
    for statement in statements(instruction.body):
        if isinstance(statement, AssignField | Put) and (statement.role, statement.field) in read:
            return True
        if isinstance(statement, Create) and any(role == statement.role for role, _ in read):
            return True
        if any(isinstance(n, Take) and (n.role, n.field) in read for n in evaluated(statement, errors=False)):
            return True
    return False
