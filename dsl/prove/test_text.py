"""A counterexample as the text of a `test` block, ready to be pasted below the program."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program import expressions as e
from vprog.dsl.program.tests import Expect, LetResource, Run, Test, TestKey, TestLock, TestStatement, TestValue
from vprog.dsl.program.types import ScriptType, show
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
    if any(_is_script(value) for value in _values(test)):
        yield "a test cannot write an L1Script: the bytes stand for it"


def _is_script(value: TestValue) -> bool:
    return isinstance(value, e.BytesLiteral) and isinstance(value.type, ScriptType)


def _values(test: Test) -> Iterator[TestValue]:
    for statement in test.statements:
        if isinstance(statement, LetResource):
            yield from (value for _, value in statement.fields)
        elif isinstance(statement, Run):
            yield from statement.arguments


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
    if node.roles:
        parts.append(f"with {', '.join(f'{role}: {name}' for role, name in node.roles)}")
    if node.signed:
        parts.append(f"signed {', '.join(key.name for key in node.signed)}")
    if node.outputs:
        paid = (f"deposit({_value(output.covenant)}, {_value(output.amount)})" for output in node.outputs)
        parts.append(f"paying {', '.join(paid)}")
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
            return f"0x{node.value.hex()}"
        case e.EnumLiteral():
            return f"{show(node.type)}.{node.variant}"
        case e.OptionNone():
            return "none"
        case TestLock():
            return f"{node.kind}({', '.join(key.name for key in node.keys)})"
        case TestKey():
            return node.name
        case e.LockIdOf():
            return f"id({_value(node.lock)})"
        case e.RoleId():
            return f"{node.role}.id"
        case e.FieldRef():
            return f"{node.role}.{node.field}"
        case e.Binary():
            return f"{_value(node.left)} {node.op.value} {_value(node.right)}"
        case _:
            raise ValueError(f"not a value of a counterexample: {type(node).__name__}")
