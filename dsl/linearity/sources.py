"""Where value may come from: coins are made by name, held fields change only by moving, L1 value is never minted and
never burned."""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.linearity.uses import sinks
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.expressions import Claim, Convert, Expression, FieldOf, IntLiteral, Mint, Take
from vprog.dsl.program.statements import AssignField, Block, Burn, Create, Let, Statement
from vprog.dsl.program.types import CoinsType, HeldType, is_linear, show
from vprog.dsl.program.walk import evaluated, statements
from vprog.dsl.source.span import Span


def check(program: Program, body: Block, roles: Mapping[str, str], bag: DiagnosticBag) -> None:
    """VP0905 to VP0909 and VP0912 in one body; `roles`: the resource of each."""
    minted = [node for statement in statements(body) for node in evaluated(statement) if isinstance(node, Mint)]
    burned = [statement for statement in statements(body) if isinstance(statement, Burn)]
    if minted or burned:
        backed = _l1_units(program)
        _minted(minted, backed, bag)
        _burned(burned, backed, bag)
    for statement in statements(body):
        _placed(statement, bag)
        _held(program, roles, statement, bag)


def _l1_units(program: Program) -> dict[str, Span]:
    """Units that some instruction claims from or pays out to L1, and which does so first."""
    found: dict[str, Span] = {}
    for instruction in program.instructions:
        for unit in (*instruction.claims, *instruction.exits):
            found.setdefault(unit.name, instruction.span)
    return found


def _minted(nodes: list[Mint], backed: dict[str, Span], bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0906_minting_l1_value

    for node in nodes:
        unit = node.type.unit.name
        if unit in backed:
            vp0906_minting_l1_value.report(bag, node.span, unit, backed[unit])


def _burned(nodes: list[Burn], backed: dict[str, Span], bag: DiagnosticBag) -> None:
    """The deposit would stay behind in the covenant: what is claimed leaves by `exit` alone."""
    for node in nodes:
        if isinstance(node.coins.type, CoinsType) and (unit := node.coins.type.unit.name) in backed:
            from vprog.dsl.rules import vp0912_burning_l1_value

            vp0912_burning_l1_value.report(bag, node.span, unit, backed[unit])


def _placed(statement: Statement, bag: DiagnosticBag) -> None:
    """`take`, `claim` and `mint` stand where their coins get a name or end; a name that can be assigned holds none."""
    from vprog.dsl.rules import vp0907_coins_misplaced, vp0908_coins_in_a_var, vp0911_part_of_value

    allowed = {id(value) for value in sinks(statement)}
    for node in evaluated(statement):
        if isinstance(node, Take | Claim | Mint) and id(node) not in allowed:
            vp0907_coins_misplaced.report(bag, node.span, f"`{type(node).__name__.lower()}`")
        if isinstance(node, FieldOf) and is_linear(node.type):
            vp0911_part_of_value.report(bag, node.span, show(node.value.type), node.field)
    if isinstance(statement, Let) and statement.mutable and is_linear(statement.value.type):
        vp0908_coins_in_a_var.report(bag, statement.span, statement.name)


def _held(program: Program, roles: Mapping[str, str], statement: Statement, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0905_held_field_assigned, vp0909_value_from_nothing

    match statement:
        case AssignField():
            resource = program.resource(roles[statement.role])
            if isinstance(resource.field(statement.field).type, HeldType):
                vp0905_held_field_assigned.report(bag, statement.span, statement.role, statement.field)
        case Create():
            resource = program.resource(roles[statement.role])
            for name, value in statement.fields:
                declared = resource.field(name).type
                if isinstance(declared, HeldType) and not _is_value(value):
                    vp0909_value_from_nothing.report(bag, value.span, show(declared))
        case _:
            pass


def _is_value(value: Expression) -> bool:
    """Coins, or the number 0."""
    if isinstance(value, Convert):
        return _is_value(value.value)
    return isinstance(value.type, CoinsType) or (isinstance(value, IntLiteral) and value.value == 0)
