"""Expressions of a typed program as text: `[x as u64 else Overflow]` is checked, `[x as u64]` proved."""

from __future__ import annotations

from vprog.dsl.program import expressions as e
from vprog.dsl.program.tests import TestKey, TestLock, TestScript, TestValue
from vprog.dsl.program.types import ExactType, Type, show


def dump_error(error: e.ErrorUse | None) -> str:
    """`Name`, `Name { field: value }`, or `never` for a check that is proved away."""
    if error is None:
        return "never"
    if not error.arguments:
        return error.error
    return f"{error.error} {{ {', '.join(f'{name}: {dump_expression(value)}' for name, value in error.arguments)} }}"


def dump_expression(node: TestValue) -> str:
    """One line, fully parenthesised, with the exact range of every operation."""
    match node:
        case e.IntLiteral():
            return str(node.value)
        case e.BoolLiteral():
            return "true" if node.value else "false"
        case e.BytesLiteral():
            return f"{show(node.type)} 0x{node.value.hex()}"
        case e.EnumLiteral():
            return f"{show(node.type)}.{node.variant}"
        case e.ConstRef() | e.ParamRef() | e.LocalRef() | TestKey():
            return node.name
        case TestScript():
            return f"p2pk({node.key.name})"
        case e.FieldRef():
            return f"{node.role}.{node.field}"
        case e.RoleId():
            return f"{node.role}.id"
        case e.CoinsValue():
            return f"{node.coins}.value"
        case e.Not():
            return f"not {dump_expression(node.operand)}"
        case e.Binary():
            left, right = dump_expression(node.left), dump_expression(node.right)
            return f"({left} {node.op.value} {right}){_range(node)}"
        case e.Divide() | e.Remainder() | e.MinMax():
            return _function(node)
        case e.Convert():
            check = f" else {dump_error(node.error)}" if node.error else ""
            return f"[{dump_expression(node.value)} as {show(node.type)}{check}]"
        case e.OptionNone():
            return f"none: {show(node.type)}"
        case e.StructLiteral() | e.VariantLiteral() | e.CollectionLiteral() | e.FieldOf() | e.CollectionCall():
            return _part(node)
        case e.Shift():
            sign = "<<" if node.left else ">>"
            return f"({dump_expression(node.value)} {sign} {dump_expression(node.amount)}){_range(node)}"
        case e.Random() | e.After() | e.TxField() | e.RoleCount() | e.Old():
            return _asked(node)
        case TestLock():
            keys = ", ".join(key.name for key in node.keys)
            return f"{node.kind}({node.threshold} of {keys})" if node.keys else node.kind
        case _:
            return _wrapped(node)


def _part(
    node: e.StructLiteral | e.VariantLiteral | e.CollectionLiteral | e.FieldOf | e.CollectionCall,
) -> str:
    """Values made of values, and what is read from them."""
    match node:
        case e.StructLiteral():
            return f"{node.type.name} {{ {_named(node.type.fields, node.fields)} }}"
        case e.VariantLiteral():
            fields = f" {{ {_named(node.type.payload(node.variant), node.fields)} }}" if node.fields else ""
            return f"{node.type.name}.{node.variant}{fields}"
        case e.CollectionLiteral():
            return f"[{', '.join(map(dump_expression, node.items))}]: {show(node.type)}"
        case e.FieldOf():
            return f"{dump_expression(node.value)}.{node.field}"
        case e.CollectionCall():
            subject, given = dump_expression(node.subject), ", ".join(map(dump_expression, node.arguments))
            if node.op is e.CollectionOp.LENGTH:
                return f"{subject}.len"
            check = f"; {dump_error(node.error)}" if node.error or node.op not in _TOTAL else ""
            if node.op is e.CollectionOp.INDEX:
                return f"{subject}[{given}{check}]"
            return f"{subject}.{node.op.value}({given}{check})"


_TOTAL = (e.CollectionOp.CONTAINS, e.CollectionOp.GET, e.CollectionOp.REMOVE)
"""Operations that may have no error because they never fail; any other is proved when it has none."""


def _named(fields: tuple[tuple[str, Type], ...], values: tuple[e.Expression, ...]) -> str:
    return ", ".join(f"{name}: {dump_expression(value)}" for (name, _), value in zip(fields, values, strict=True))


def _asked(node: e.Random | e.After | e.TxField | e.RoleCount | e.Old) -> str:
    """What the chain, the transaction and the past are asked."""
    match node:
        case e.Random():
            below = f", {dump_expression(node.below)}" if node.below is not None else ""
            return f"random({dump_expression(node.nonce)}{below})"
        case e.After():
            return f"after({dump_expression(node.score)})"
        case e.TxField():
            given = f"({', '.join(map(dump_expression, node.arguments))})" if node.arguments else ""
            return f"tx.{node.part.value}{given}"
        case e.RoleCount():
            return f"{node.role}.len"
        case e.Old():
            return f"old({dump_expression(node.value)})"


def _range(node: e.Binary | e.Divide | e.Remainder | e.MinMax | e.Shift) -> str:
    return f":{node.type.low}..={node.type.high}" if isinstance(node.type, ExactType) else ""


def _function(node: e.Divide | e.Remainder | e.MinMax) -> str:
    left, right = dump_expression(node.left), dump_expression(node.right)
    if isinstance(node, e.MinMax):
        return f"{'max' if node.largest else 'min'}({left}, {right}){_range(node)}"
    name = f"div_{node.rounding.value}" if isinstance(node, e.Divide) else "rem"
    return f"{name}({left}, {right}; {dump_error(node.zero)}){_range(node)}"


def _wrapped(
    node: e.LockIdOf | e.OptionSome | e.Unwrap | e.Take | e.Claim | e.Mint,
) -> str:
    match node:
        case e.LockIdOf():
            return f"id({dump_expression(node.lock)})"
        case e.OptionSome():
            return f"some({dump_expression(node.value)})"
        case e.Unwrap():
            return f"unwrap({dump_expression(node.option)}; {dump_error(node.error)})"
        case e.Take():
            return f"take({node.role}.{node.field}, {dump_expression(node.amount)}; {dump_error(node.error)})"
        case e.Claim():
            return f"claim({dump_expression(node.output)}, {dump_expression(node.covenant)}): {show(node.type)}"
        case e.Mint():
            return f"mint({dump_expression(node.amount)}): {show(node.type)}"
