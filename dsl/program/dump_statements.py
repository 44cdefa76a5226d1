"""Statements of a typed program as lines of text, two spaces for each level of blocks."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program import statements as s
from vprog.dsl.program.dump_expressions import dump_error, dump_expression


def dump_block(block: s.Block, level: int) -> Iterator[str]:
    """The lines of a block."""
    for statement in block.statements:
        yield from _statement(statement, level)


def _statement(node: s.Statement, level: int) -> Iterator[str]:
    indent = "  " * level
    match node:
        case s.If():
            yield f"{indent}if {dump_expression(node.condition)}"
            yield from dump_block(node.then, level + 1)
            if node.otherwise is not None:
                yield f"{indent}else"
                yield from dump_block(node.otherwise, level + 1)
        case s.MatchRole():
            yield f"{indent}match role {node.role}"
            yield from _arm("new", node.new, level + 1)
            yield from _arm("live", node.live, level + 1)
        case s.MatchOption():
            yield f"{indent}match option {dump_expression(node.option)}"
            yield from _arm("none", node.none, level + 1)
            yield from _arm(f"some({node.binding})", node.some, level + 1)
        case s.MatchEnum():
            yield f"{indent}match enum {dump_expression(node.subject)}"
            for variants, block in node.arms:
                yield from _arm(" | ".join(variants), block, level + 1)
        case s.For():
            yield f"{indent}for {node.name} in {node.low}..{node.high}"
            yield from dump_block(node.body, level + 1)
        case s.MatchVariant():
            yield f"{indent}match variant {dump_expression(node.subject)}"
            for arm in node.arms:
                bindings = f"({', '.join(arm.bindings)})" if arm.bindings else ""
                yield from _arm(" | ".join(arm.variants) + bindings, arm.body, level + 1)
        case s.ForEach():
            yield f"{indent}for {node.name} in {dump_expression(node.subject)} at most {node.bound}"
            yield from dump_block(node.body, level + 1)
        case s.ForRoles():
            yield f"{indent}for {node.name} in roles {node.role} at most {node.bound}"
            yield from dump_block(node.body, level + 1)
        case s.Inline():
            yield f"{indent}{f'{node.name} = ' if node.name is not None else ''}call {node.function}"
            yield from dump_block(node.body, level + 1)
        case _:
            yield indent + _line(node)


def _arm(pattern: str, block: s.Block, level: int) -> Iterator[str]:
    yield f"{'  ' * level}{pattern} =>"
    yield from dump_block(block, level + 1)


def _line(node: s.Statement) -> str:
    match node:
        case s.Let():
            return f"{'var' if node.mutable else 'let'} {node.name} = {dump_expression(node.value)}"
        case s.AssignLocal():
            return f"{node.name} = {dump_expression(node.value)}"
        case s.AssignField():
            return f"{node.role}.{node.field} = {dump_expression(node.value)}"
        case s.Require():
            return f"require {dump_expression(node.condition)} else {dump_error(node.error)}"
        case s.Put():
            return f"put({node.role}.{node.field}, {dump_expression(node.coins)}; {dump_error(node.error)})"
        case s.Create():
            return f"create {node.role} {_fields(node.fields)}"
        case s.Delete():
            into = ", ".join(f"{field} to {role}.{target}" for field, role, target in node.into)
            return f"delete {node.role}{f' into {into}' if into else ''}"
        case s.Exit():
            return f"exit({dump_expression(node.coins)}, {dump_expression(node.script)})"
        case s.Burn():
            return f"burn({dump_expression(node.coins)})"
        case s.Emit():
            return f"emit {node.event} {_fields(node.fields)}"
        case s.Return():
            return "return"
        case s.Unpack():
            return f"let {{ {', '.join(node.names)} }} = {dump_expression(node.value)}"
        case s.Yield():
            return "yield" if node.value is None else f"yield {dump_expression(node.value)}"
        case s.Migrate():
            return f"migrate {node.role} to {node.resource} {_fields(node.fields)}"
        case _:  # several lines each: see _statement
            return ""


def _fields(fields: tuple[tuple[str, s.Expression], ...]) -> str:
    return f"{{ {', '.join(f'{name}: {dump_expression(value)}' for name, value in fields)} }}"
