"""A counterexample as the text of a `test` block, ready to be pasted below the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from vprog.dsl.interpret.literals import escaped, literal
from vprog.dsl.modules.spelling import spellings, spelt
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import Program
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
from vprog.dsl.program.types import TextType, Type, show

_USE = re.compile(r"^\s*(?:pub\s+)?use\s+(?:std::)?(\w+)", re.MULTILINE)


def write_test(program: Program, test: Test) -> str:
    """The block, with names as the program's author writes them, below notes on what has to be added first."""
    body = _Text(spellings(program)).block(test)
    return "".join(f"// {note}\n" for note in _notes(program, body)) + body


def _notes(program: Program, body: str) -> Iterator[str]:
    """The modules that the program uses only by way of others, and so cannot name yet."""
    used = set(_USE.findall(program.source))
    for name, path in program.modules:
        if name not in used and re.search(rf"\b{name}::", body):
            yield f"add `use {'std::' if path.startswith('<std>/') else ''}{name}` above"


@frozen
class _Text:
    """Writes statements and values. `names`: how what modules declare is written."""

    names: Mapping[str, str]

    def block(self, test: Test) -> str:
        title = escaped(spelt(test.name, self.names))
        lines = [f'test "{title}" {{', *(f"    {self.statement(statement)}" for statement in test.statements), "}"]
        return "\n".join(lines) + "\n"

    def name(self, merged: str) -> str:
        return self.names.get(merged, merged)

    def type(self, type_: Type) -> str:
        return spelt(show(type_), self.names)

    def statement(self, node: TestStatement) -> str:
        match node:
            case LetResource():
                fields = ", ".join(f"{name}: {self.value(value)}" for name, value in node.fields)
                return f"let {node.name} = {self.name(node.resource)} {{ {fields} }}"
            case Run():
                return self.run(node)
            case Expect():
                return f"expect {self.value(node.condition)}"
            case _:
                return f"let {node.name} = {self.value(node.value)}"

    def run(self, node: Run) -> str:
        parts = [f"run {self.name(node.instruction)}({', '.join(self.value(value) for value in node.arguments)})"]
        bindings = [f"{role}: {name}" for role, name in node.roles]
        bindings += [f"{role}: [{', '.join(names)}]" for role, names in node.lists]
        if bindings:
            parts.append(f"with {', '.join(bindings)}")
        if node.signed:
            parts.append(f"signed {', '.join(self.name(key.name) for key in node.signed)}")
        if node.outputs:
            paid = (f"deposit({self.value(output.covenant)}, {self.value(output.amount)})" for output in node.outputs)
            parts.append(f"paying {', '.join(paid)}")
        if node.after is not None:
            parts.append(f"after {self.value(node.after)}")
        if node.fails is not None:
            parts.append(f"fails {self.name(node.fails)}")
        return " ".join(parts)

    def value(self, node: TestValue) -> str:
        match node:
            case e.IntLiteral():
                return str(node.value)
            case e.BoolLiteral():
                return "true" if node.value else "false"
            case e.BytesLiteral():
                return literal(node.type, node.value.decode() if isinstance(node.type, TextType) else node.value)
            case e.EnumLiteral():
                return f"{self.type(node.type)}.{node.variant}"
            case e.OptionNone():
                return "none"
            case e.OptionSome():
                return self.value(node.value)
            case TestLock():
                keys = ", ".join(self.name(key.name) for key in node.keys)
                return f"multisig({node.threshold}, {keys})" if node.kind == "multisig" else f"{node.kind}({keys})"
            case TestScript():
                return f"p2pk({node.key.name})"
            case TestKey() | e.ConstRef():
                return self.name(node.name)
            case e.LockIdOf():
                return f"id({self.value(node.lock)})"
            case e.RoleId():
                return f"{node.role}.id"
            case e.FieldRef():
                return f"{node.role}.{node.field}"
            case e.Convert():
                return self.value(node.value)
            case e.CollectionLiteral():
                return f"[{', '.join(map(self.value, node.items))}]"
            case e.StructLiteral():
                return f"{self.type(node.type)} {self.fields(node.type.fields, node.fields)}"
            case e.VariantLiteral() if not node.fields:
                return f"{self.type(node.type)}.{node.variant}"
            case e.VariantLiteral():
                return (
                    f"{self.type(node.type)}.{node.variant} {self.fields(node.type.payload(node.variant), node.fields)}"
                )
            case e.FieldOf():
                return f"{self.value(node.value)}.{node.field}"
            case _:
                return self.operation(node)

    def fields(self, declared: tuple[tuple[str, object], ...], values: tuple[e.Expression, ...]) -> str:
        pairs = zip(declared, values, strict=True)
        return f"{{ {', '.join(f'{name}: {self.value(value)}' for (name, _), value in pairs)} }}"

    def operation(self, node: TestValue) -> str:
        match node:
            case e.Binary():
                return f"{self.operand(node.left, node)} {node.op.value} {self.operand(node.right, node)}"
            case e.Not():
                return f"not {self.operand(node.operand, node)}"
            case e.Divide():
                left, right, rounding = node.left, node.right, node.rounding.value
                if isinstance(left, e.Binary) and left.op is e.BinaryOp.MULTIPLY:
                    return (
                        f"mul_div({self.value(left.left)}, {self.value(left.right)}, {self.value(right)}, {rounding})"
                    )
                return f"div_{rounding}({self.value(left)}, {self.value(right)})"
            case e.Remainder():
                return f"{self.operand(node.left, node)} % {self.operand(node.right, node)}"
            case e.Shift():
                return (
                    f"{self.operand(node.value, node)} {'<<' if node.left else '>>'} {self.operand(node.amount, node)}"
                )
            case e.MinMax():
                return f"{'max' if node.largest else 'min'}({self.value(node.left)}, {self.value(node.right)})"
            case e.CollectionCall() if node.op is e.CollectionOp.INDEX:
                return f"{self.value(node.subject)}[{self.value(node.arguments[0])}]"
            case e.CollectionCall() if node.op is e.CollectionOp.LENGTH:
                return f"{self.value(node.subject)}.len"
            case e.CollectionCall():
                return f"{self.value(node.subject)}.{node.op.value}({', '.join(map(self.value, node.arguments))})"
            case _:
                raise ValueError(f"not a value of a counterexample: {type(node).__name__}")

    def operand(self, node: TestValue, around: TestValue) -> str:
        """In parentheses, except where a sum goes on."""
        text = self.value(node)
        if not isinstance(node, e.Binary | e.Not | e.Remainder | e.Shift):
            return text
        if isinstance(node, e.Binary) and isinstance(around, e.Binary) and node is around.left:
            sums = (e.BinaryOp.ADD, e.BinaryOp.AND, e.BinaryOp.OR, e.BinaryOp.MULTIPLY)
            if node.op is around.op and node.op in sums:
                return text
        return f"({text})"
