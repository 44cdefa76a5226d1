"""Types calls: the built-in functions, and the methods of held fields and units that give a value."""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.names.reserved import BUILTIN_FUNCTIONS
from vprog.dsl.names.scope import NameKind, Scope
from vprog.dsl.program.expressions import Claim, ErrorUse, Expression, FieldRef, LockIdOf, Mint, Rounding, Take
from vprog.dsl.program.types import COVENANT_ID, LOCK, LOCK_ID, OUTPUT_INDEX, CoinsType, HeldType, UnitType
from vprog.dsl.replay.calls import gets_signature
from vprog.dsl.replay.names import checks_signatures
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.collection_calls import QUESTIONS, UPDATES, question
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.expressions import about_tx, infer, misplaced, no_such
from vprog.dsl.types.number_calls import NUMBER_FUNCTIONS, number_call
from vprog.dsl.types.operators import divide, min_max, mul_div
from vprog.dsl.types.resolve import integer_type
from vprog.dsl.types.values import describe, value_type

_ARITY = {"id": 1, "min": 2, "max": 2, "div_floor": 2, "div_ceil": 2, "mul_div": 4, "claim": 2}
_STATEMENTS = {"exit": 2, "put": 1, "burn": 1}
_METHODS = ("take", "put", "mint", "burn")
_KNOWN = (*_METHODS, *_ARITY, "len")
_DIVISIONS = ("div", "divide", "idiv", "quotient", "checked_div")
"""What divisions are called elsewhere."""
_EXACT = "a value takes the type of the place that keeps it, with `else` where it may not fit"
_TEST_LOCKS = ("schnorr", "multisig")


def call(
    ctx: Context, scope: Scope, node: syn.Call, error: ErrorUse | None = None, *, alone: bool = False
) -> Expression | None:
    """A call that gives a value. `error` stands behind `else`; only `take` uses it, and needs it unless it is `alone`,
    the whole value of a statement, and takes what is there for certain."""
    callee = node.callee
    if isinstance(callee, syn.NameRef):
        return _function(ctx, scope, node, callee.name)
    if isinstance(callee, syn.Member):
        return _method(ctx, scope, node, callee, error, alone)
    return misplaced(ctx, callee.span, "only a named function can be called")


def arity(ctx: Context, span: Span, name: str, needed: int, found: int) -> bool:
    """Whether a call has as many arguments as it needs; reported when not."""
    if needed != found:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        report(ctx.bag, span, name, needed, found)
    return needed == found


def bare_division(ctx: Context, span: Span, name: str) -> None:
    """Reports a division by a name that does not say how it rounds."""
    from vprog.dsl.rules.vp0405_bare_division import report

    report(ctx.bag, span, name)


def is_take(node: syn.Expression) -> bool:
    return isinstance(node, syn.Call) and isinstance(node.callee, syn.Member) and node.callee.name.text == "take"


def _function(ctx: Context, scope: Scope, node: syn.Call, name: str) -> Expression | None:
    if name in ctx.symbols.functions:
        from vprog.dsl.types.function_calls import call_value

        return call_value(ctx, scope, node, name)
    if scope.in_test and name in _TEST_LOCKS:
        from vprog.dsl.types.test_values import test_lock

        return test_lock(ctx, node, name)
    if name in _STATEMENTS:
        return misplaced(ctx, node.span, f"`{name}` is a statement, it gives no value")
    special = _special(ctx, scope, node, name)
    if special is not None:
        return special()
    if name not in _ARITY:
        if name in _TEST_LOCKS:
            return misplaced(ctx, node.span, f"`{name}` makes locks for tests")
        if name in _DIVISIONS:
            return bare_division(ctx, node.span, name)
        if integer_type(name) is not None:
            return misplaced(ctx, node.span, f"there is no conversion `{name}(...)`: {_EXACT}")
        if gets_signature(ctx.symbols, scope, node):
            return by_hand(ctx, node.callee.span, name)
        return no_such(ctx, node.callee.span, "function", name, list(BUILTIN_FUNCTIONS))
    if name == "mul_div" and len(node.arguments) == 3:
        return bare_division(ctx, node.span, name)
    if not arity(ctx, node.span, name, _ARITY[name], len(node.arguments)):
        return None
    rounding = _rounding(ctx, node.arguments[3]) if name == "mul_div" else None
    values = [infer(ctx, scope, argument) for argument in node.arguments[: 3 if name == "mul_div" else None]]
    operands = [value for value in values if value is not None]
    if len(operands) != len(values):
        return None
    match name:
        case "id":
            lock = convert(ctx, scope, operands[0], LOCK)
            return LockIdOf(node.span, LOCK_ID, lock) if lock is not None else None
        case "min" | "max":
            return min_max(ctx, node.span, name, operands[0], operands[1])
        case "div_floor":
            return divide(ctx, node.span, Rounding.FLOOR, operands[0], operands[1])
        case "div_ceil":
            return divide(ctx, node.span, Rounding.CEIL, operands[0], operands[1])
        case "mul_div":
            return mul_div(ctx, node.span, rounding, operands[0], operands[1], operands[2]) if rounding else None
        case _:
            return _claim(ctx, scope, node.span, operands[0], operands[1])


def _special(ctx: Context, scope: Scope, node: syn.Call, name: str) -> Callable[[], Expression | None] | None:
    """The functions that ask for the chain or the past, test scripts, and signatures that are checked by hand."""
    if name in ("random", "after"):
        from vprog.dsl.types import transaction

        asked = transaction.random if name == "random" else transaction.after
        return lambda: asked(ctx, scope, node)
    if name == "old":
        from vprog.dsl.types.promises import old

        return lambda: old(ctx, scope, node)
    if scope.in_test and name == "p2pk":
        from vprog.dsl.types.test_values import test_script

        return lambda: test_script(ctx, node)
    if name in NUMBER_FUNCTIONS or name in ctx.symbols.units:
        return lambda: number_call(ctx, scope, node, name)
    if name not in _ARITY and checks_signatures(name):
        return lambda: by_hand(ctx, node.callee.span, name)
    return None


def by_hand(ctx: Context, span: Span, name: str) -> None:
    """Reports a function that would check a signature: there is none, on purpose."""
    from vprog.dsl.rules.vp0620_homemade_signature import report

    report(ctx.bag, span, name)


def _rounding(ctx: Context, node: syn.Expression) -> Rounding | None:
    if isinstance(node, syn.NameRef) and node.name in ("floor", "ceil"):
        return Rounding(node.name)
    return misplaced(ctx, node.span, "the last argument of `mul_div` is `floor` or `ceil`")


def _claim(ctx: Context, scope: Scope, span: Span, output: Expression, covenant: Expression) -> Expression | None:
    index = convert(ctx, scope, output, OUTPUT_INDEX)
    covenant_id = convert(ctx, scope, covenant, COVENANT_ID)
    units = ctx.claimable or tuple(unit for unit in ctx.symbols.units.values() if unit)
    if len(units) > 1 and ctx.view:
        from vprog.dsl.types.views import claims

        return claims(ctx, span)
    if len(units) > 1 and ctx.function is not None:  # whose header it is, a function does not know
        result = ctx.function.result
        units = tuple(unit for unit in units if unit.name in ctx.symbols.at_l1)
        if isinstance(result, CoinsType) and len(units) != 1:
            units = (result.unit,)
        elif not units:
            ctx.unclaimed[ctx.function.name] = span
            return ctx.fail()
    elif len(units) > 1 and not ctx.claimable:
        from vprog.dsl.rules.vp0505_claim_not_declared import report as not_declared

        return not_declared(ctx.bag, span, ctx.instruction, None)
    if len(units) != 1:
        from vprog.dsl.rules.vp0308_needs_a_type import report

        return report(ctx.bag, span, "the unit of `claim` (declare exactly one with `claims`): it")
    if index is None or covenant_id is None:
        return None
    return Claim(span, CoinsType(units[0]), index, covenant_id)


def _method(
    ctx: Context, scope: Scope, node: syn.Call, callee: syn.Member, error: ErrorUse | None, alone: bool
) -> Expression | None:
    name = callee.name.text
    if name in _STATEMENTS or name in UPDATES:
        return misplaced(ctx, node.span, f"`{name}` is a statement, it gives no value")
    if name in QUESTIONS:
        return question(ctx, scope, node, callee)
    if name == "pays" and isinstance(callee.target, syn.Index) and about_tx(scope, callee.target):
        from vprog.dsl.types.transaction import pays

        return pays(ctx, scope, node, callee.target)
    if checks_signatures(name) or (name not in _KNOWN and gets_signature(ctx.symbols, scope, node)):
        return by_hand(ctx, callee.name.span, name)
    if name == "mint":
        return _mint(ctx, scope, node, callee.target)
    if name in _DIVISIONS:
        return bare_division(ctx, node.span, name)
    if name == "len":
        return misplaced(ctx, callee.name.span, "`len` is no call: read it without `()`")
    if name in _ARITY:
        return misplaced(ctx, callee.name.span, f"`{name}` stands before all that it works on, as in `{name}(a, b)`")
    if name != "take":
        return no_such(ctx, callee.name.span, "function", name, list(_METHODS))
    held = held_field(ctx, scope, callee.target)
    if not arity(ctx, node.span, name, 1, len(node.arguments)):
        return None
    amount = infer(ctx, scope, node.arguments[0])
    if held is None or amount is None:
        return None
    role, field, unit = held
    return take(ctx, scope, node.span, role, field, unit, amount, error, alone=alone)


def take(
    ctx: Context,
    scope: Scope,
    span: Span,
    role: str,
    field: str,
    unit: UnitType,
    amount: Expression,
    error: ErrorUse | None,
    *,
    alone: bool = True,
) -> Expression | None:
    """`role.field.take(amount) else error`; the amount meets the unit of the field. What is known to be there, such as
    all of it, needs no `else` where the coins get a name."""
    held = FieldRef(span, value_type(unit), role, field)
    if error is None and alone and facts.exceeds(scope, held, amount, 0):
        error = ErrorUse(span, "Overflow")  # never given: the field holds the amount
    if error is None:
        from vprog.dsl.rules.vp0408_needs_else import report

        convert(ctx, scope, amount, unit)
        named = "" if alone else "give the coins a name: `let coins = ... else SomeError`"
        return report(ctx.bag, span, f"`take` from `{role}.{field}`", named)
    value = convert(ctx, scope, amount, unit)
    return Take(span, CoinsType(unit), role, field, value, error) if value is not None else None


def unit_named(ctx: Context, node: syn.Expression) -> UnitType | None:
    """The unit before `.mint` or `.burn`."""
    if not isinstance(node, syn.NameRef):
        return misplaced(ctx, node.span, "`mint` and `burn` belong to a unit: `Sompi.mint(amount)`")
    if node.name not in ctx.symbols.units:
        return no_such(ctx, node.span, "unit", node.name, list(ctx.symbols.units))
    unit = ctx.symbols.units[node.name]
    if unit is None or not unit.repr.signed:
        return unit
    from vprog.dsl.rules.vp0305_misplaced_held import report

    return report(ctx.bag, node.span, f"`{unit.name}` is stored signed, and value is never negative")


def held_field(ctx: Context, scope: Scope, node: syn.Expression) -> tuple[str, str, UnitType] | None:
    """The role, field and unit of `role.field`, which must be a held field."""
    if isinstance(node, syn.Member) and isinstance(node.target, syn.NameRef):
        binding = scope.find(node.target.name)
        if binding is not None and binding.kind is NameKind.ROLE:
            resource = ctx.symbols.resources.get(binding.resource or "")
            field = next((f for f in resource.fields if f.name == node.name.text), None) if resource else None
            if field is not None and isinstance(field.type, HeldType):
                return binding.name, field.name, field.type.unit
    value = infer(ctx, scope, node)
    if value is None:
        return None
    from vprog.dsl.rules.vp0301_type_mismatch import report

    return report(ctx.bag, node.span, describe(value), "a held field of a role")


def _mint(ctx: Context, scope: Scope, node: syn.Call, target: syn.Expression) -> Expression | None:
    unit = unit_named(ctx, target)
    if not arity(ctx, node.span, "mint", 1, len(node.arguments)):
        return None
    amount = infer(ctx, scope, node.arguments[0])
    if unit is None or amount is None:
        return None
    value = convert(ctx, scope, amount, unit)
    return Mint(node.span, CoinsType(unit), value) if value is not None else None
