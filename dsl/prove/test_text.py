"""A counterexample as the text of a `test` block, ready to be pasted below the program."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.interpret.literals import literal
from vprog.dsl.program import expressions as e
from vprog.dsl.program.tests import (
    Expect,
    LetResource,
    Run,
    Test,
    TestKey,
    TestLock,
    TestScript,
    TestStatement,
    TestValue,
)
from vprog.dsl.program.types import TextType, show
from vprog.dsl.prove.counterexample import PROGRAM_KEY


def write_test(test: Test) -> str:
    """The block, with notes where the language has no way to write a value."""
    lines = [f'test "{test.name}" {{']
    lines += [f"    // {note}" for note in _notes(test)]
    lines += [f"    {_statement(statement)}" for statement in test.statements]
    return "\n".join([*lines, "}"]) + "\n"


def _notes(test: Test) -> Iterator[str]:
    for run in (statement for statement in test.statements if isinstance(statement, Run)):
        if any(key.name == PROGRAM_KEY for key in run.signed):
            yield f"put the public key of {PROGRAM_KEY} into the constant: nobody here knows the secret of yours"


def _statement(node: TestStatement) -> str:
    match node:
        case LetResource():
            fields = ", ".join(f"{name}: {_value(value)}" for name, value in node.fields)
            return f"let {node.name} = {node.resource} {{ {fields} }}"
        case Run():
            return _run(node)
        case Expect():
            return f"expect {_value(node.condition)}"
        case _:
            return f"let {node.name} = {_value(node.value)}"


def _run(node: Run) -> str:
    parts = [f"run {node.instruction}({', '.join(_value(value) for value in node.arguments)})"]
    bindings = [f"{role}: {name}" for role, name in node.roles]
    bindings += [f"{role}: [{', '.join(names)}]" for role, names in node.lists]
    if bindings:
        parts.append(f"with {', '.join(bindings)}")
    if node.signed:
        parts.append(f"signed {', '.join(key.name for key in node.signed)}")
    if node.outputs:
        paid = (f"deposit({_value(output.covenant)}, {_value(output.amount)})" for output in node.outputs)
        parts.append(f"paying {', '.join(paid)}")
    if node.after is not None:
        parts.append(f"after {_value(node.after)}")
    if node.fails is not None:
        parts.append(f"fails {node.fails}")
    return " ".join(parts)


def _value(node: TestValue) -> str:
    match node:
        case e.IntLiteral():
            return str(node.value)
        case e.BoolLiteral():
            return "true" if node.value else "false"
        case e.BytesLiteral():
            return literal(node.type, node.value.decode() if isinstance(node.type, TextType) else node.value)
        case e.EnumLiteral():
            return f"{show(node.type)}.{node.variant}"
        case e.OptionNone():
            return "none"
        case e.OptionSome():
            return _value(node.value)
        case TestLock():
            keys = ", ".join(key.name for key in node.keys)
            return f"multisig({node.threshold}, {keys})" if node.kind == "multisig" else f"{node.kind}({keys})"
        case TestScript():
            return f"p2pk({node.key.name})"
        case TestKey() | e.ConstRef():
            return node.name
        case e.LockIdOf():
            return f"id({_value(node.lock)})"
        case e.RoleId():
            return f"{node.role}.id"
        case e.FieldRef():
            return f"{node.role}.{node.field}"
        case e.Convert():
            return _value(node.value)
        case e.CollectionLiteral():
            return f"[{', '.join(map(_value, node.items))}]"
        case e.StructLiteral():
            return f"{node.type.name} {_fields(node.type.fields, node.fields)}"
        case e.VariantLiteral() if not node.fields:
            return f"{node.type.name}.{node.variant}"
        case e.VariantLiteral():
            return f"{node.type.name}.{node.variant} {_fields(node.type.payload(node.variant), node.fields)}"
        case e.FieldOf():
            return f"{_value(node.value)}.{node.field}"
        case _:
            return _operation(node)


def _fields(declared: tuple[tuple[str, object], ...], values: tuple[e.Expression, ...]) -> str:
    pairs = zip(declared, values, strict=True)
    return f"{{ {', '.join(f'{name}: {_value(value)}' for (name, _), value in pairs)} }}"


def _operation(node: TestValue) -> str:
    match node:
        case e.Binary():
            return f"{_operand(node.left, node)} {node.op.value} {_operand(node.right, node)}"
        case e.Not():
            return f"not {_operand(node.operand, node)}"
        case e.Divide():
            left, right, rounding = node.left, node.right, node.rounding.value
            if isinstance(left, e.Binary) and left.op is e.BinaryOp.MULTIPLY:
                return f"mul_div({_value(left.left)}, {_value(left.right)}, {_value(right)}, {rounding})"
            return f"div_{rounding}({_value(left)}, {_value(right)})"
        case e.Remainder():
            return f"{_operand(node.left, node)} % {_operand(node.right, node)}"
        case e.Shift():
            return f"{_operand(node.value, node)} {'<<' if node.left else '>>'} {_operand(node.amount, node)}"
        case e.MinMax():
            return f"{'max' if node.largest else 'min'}({_value(node.left)}, {_value(node.right)})"
        case e.CollectionCall() if node.op is e.CollectionOp.INDEX:
            return f"{_value(node.subject)}[{_value(node.arguments[0])}]"
        case e.CollectionCall() if node.op is e.CollectionOp.LENGTH:
            return f"{_value(node.subject)}.len"
        case e.CollectionCall():
            return f"{_value(node.subject)}.{node.op.value}({', '.join(map(_value, node.arguments))})"
        case _:
            raise ValueError(f"not a value of a counterexample: {type(node).__name__}")


def _operand(node: TestValue, around: TestValue) -> str:
    """In parentheses, except where a sum goes on."""
    text = _value(node)
    if not isinstance(node, e.Binary | e.Not | e.Remainder | e.Shift):
        return text
    if isinstance(node, e.Binary) and isinstance(around, e.Binary) and node is around.left:
        sums = (e.BinaryOp.ADD, e.BinaryOp.AND, e.BinaryOp.OR, e.BinaryOp.MULTIPLY)
        if node.op is around.op and node.op in sums:
            return text
    return f"({text})"
