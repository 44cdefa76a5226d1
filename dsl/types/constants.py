"""Values that are known when the program is compiled."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.names.symbols import Symbols
from vprog.dsl.program.declarations import Constant
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BoolLiteral,
    BytesLiteral,
    CollectionLiteral,
    ConstRef,
    Convert,
    EnumLiteral,
    Expression,
    Not,
    OptionNone,
    OptionSome,
    StructLiteral,
    VariantLiteral,
)
from vprog.dsl.program.types import (
    BoolType,
    BytesType,
    EnumType,
    ExactType,
    IntType,
    OpaqueType,
    OutputIndexType,
    Type,
    UnitType,
)
from vprog.dsl.program.walk import operands
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.resolve import resolve

Value = int | bool | bytes | str


def constant_integer(ctx: Context, value: Expression | None, what: str) -> int | None:
    """The one integer that an expression can be; None when it is not known or no integer, which is reported."""
    if value is None:
        return None
    if isinstance(value.type, ExactType) and evaluate(ctx.symbols, value) is not None:
        return value.type.low
    from vprog.dsl.rules.vp0312_not_constant import report

    return report(ctx.bag, value.span, what)


def declare_constant(ctx: Context, node: syn.Const) -> Constant | None:
    """The constant with its value; a number is checked against its type, bytes against their length."""
    type_ = resolve(ctx, node.type)
    value = infer(ctx, Scope(), node.value)
    if type_ is None or value is None:
        return None
    converted = convert(ctx, Scope(), value, type_)
    if converted is None:
        return None
    if not _is_listed(type_):
        if is_constant(ctx.symbols, converted):
            ctx.symbols.literals[node.name.text] = converted
        else:
            from vprog.dsl.rules.vp0312_not_constant import report

            report(ctx.bag, node.value.span, f"the value of `{node.name.text}`")
        return None
    known = evaluate(ctx.symbols, converted)
    if known is None:
        from vprog.dsl.rules.vp0312_not_constant import report

        return report(ctx.bag, node.value.span, f"the value of `{node.name.text}`")
    return Constant(node.span, node.name.text, node.doc, type_, known)


def _is_listed(type_: Type) -> bool:
    """Whether constants of the type are listed in the program by name; any other is the literal that it stands for."""
    match type_:
        case BoolType() | IntType() | UnitType() | OutputIndexType() | OpaqueType() | BytesType():
            return True
        case EnumType():
            return not type_.payloads
        case _:
            return False


def is_constant(symbols: Symbols, value: Expression) -> bool:
    """Whether a value of several parts is made of constants alone."""
    match value:
        case StructLiteral() | VariantLiteral() | CollectionLiteral() | OptionSome():
            return all(is_constant(symbols, part) for part in operands(value))
        case OptionNone():
            return True
        case _:
            return evaluate(symbols, value) is not None


def evaluate(symbols: Symbols, value: Expression) -> Value | None:
    """The value of a constant expression: of a number its exact range says it already."""
    match value:
        case Convert():
            return evaluate(symbols, value.value)
        case ConstRef():
            constant = symbols.constants.get(value.name)
            return constant.value if constant else None
        case BytesLiteral() | BoolLiteral():
            return value.value
        case EnumLiteral():
            return value.variant
        case Not():
            inner = evaluate(symbols, value.operand)
            return None if inner is None else not inner
        case Binary() if not isinstance(value.type, ExactType):
            left, right = evaluate(symbols, value.left), evaluate(symbols, value.right)
            return None if left is None or right is None else _compare(value.op, left, right)
        case _:
            type_ = value.type
            return type_.low if isinstance(type_, ExactType) and type_.low == type_.high else None


def _compare(op: BinaryOp, left: Value, right: Value) -> bool | None:
    match op:
        case BinaryOp.AND:
            return bool(left) and bool(right)
        case BinaryOp.OR:
            return bool(left) or bool(right)
        case BinaryOp.EQUAL:
            return left == right
        case BinaryOp.NOT_EQUAL:
            return left != right
        case _ if not isinstance(left, int) or not isinstance(right, int):
            return None
        case BinaryOp.LESS:
            return left < right
        case BinaryOp.LESS_EQUAL:
            return left <= right
        case BinaryOp.GREATER:
            return left > right
        case BinaryOp.GREATER_EQUAL:
            return left >= right
        case _:
            return None
