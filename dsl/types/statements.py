"""Lowers the statements of a body, one after the other; one with a mistake is left out and the rest goes on."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.expressions import ErrorUse, Expression, LocalRef
from vprog.dsl.program.statements import (
    Block,
    Burn,
    Create,
    Emit,
    Exit,
    For,
    ForEach,
    ForRoles,
    If,
    Let,
    Put,
    Require,
    Return,
    Statement,
    Yield,
)
from vprog.dsl.program.types import BOOL, SCRIPT, CoinsType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.assignments import assign, delete, move, overflow, role_named
from vprog.dsl.types.bindings import let
from vprog.dsl.types.calls import arity, call, held_field, is_take, unit_named
from vprog.dsl.types.collection_calls import UPDATES
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert, not_coins
from vprog.dsl.types.error_uses import error_use, field_values
from vprog.dsl.types.expressions import infer, misplaced, no_such
from vprog.dsl.types.fallbacks import calls_function, infer_or
from vprog.dsl.types.updates import update
from vprog.dsl.types.written import will_write


def block(ctx: Context, scope: Scope, node: syn.Block) -> Block:
    """The statements of a block, in a scope of their own below `scope`."""
    statements: list[Statement] = []
    if ctx.enter_block(node.span):
        around = ctx.hoisted
        fallback, ctx.otherwise = ctx.otherwise, None
        for statement in node.statements:
            calls: list[Statement] = []
            ctx.hoisted = calls
            if calls_function(ctx, statement):
                facts.forget_fields(scope, None)
            elif isinstance(statement, syn.For):  # one turn of a loop finds what the last one wrote
                facts.forget_fields(scope, will_write(statement))
            made = _statement(ctx, scope, statement)
            _know(scope, made)
            facts.forget(scope, (*calls, *made))
            if calls:
                from vprog.dsl.types.function_calls import check_order

                check_order(ctx, calls, made)
                statements += calls
            statements += made
        ctx.hoisted, ctx.otherwise = around, fallback
    else:
        ctx.fail()
    ctx.leave_block()
    return Block(node.span, tuple(statements))


def _statement(ctx: Context, scope: Scope, node: syn.Statement) -> list[Statement]:
    match node:
        case syn.Let():
            return let(ctx, scope, node)
        case syn.Assign():
            return assign(ctx, scope, node)
        case syn.Move():
            return move(ctx, scope, node)
        case syn.Delete():
            return delete(ctx, scope, node)
        case _:
            if isinstance(node, syn.ExpressionStatement) and _function_call(ctx, scope, node):
                return []
            statement = _single(ctx, scope, node)
            if statement is None:
                ctx.fail()
                return []
            return [statement]


def _know(scope: Scope, made: list[Statement]) -> None:
    """What holds behind the statements: a condition that was required, or whose branch does not come back."""
    for statement in made:
        match statement:
            case Require():
                facts.assume(scope, statement.condition)
            case If() if statement.then.statements and isinstance(statement.then.statements[-1], Return | Yield):
                facts.assume(scope, statement.condition, False)
            case _:
                pass


def _function_call(ctx: Context, scope: Scope, node: syn.ExpressionStatement) -> bool:
    """Whether the statement is a call of a function; it is then hoisted as any other."""
    call = node.value
    if not isinstance(call, syn.Call) or not isinstance(call.callee, syn.NameRef):
        return False
    name = call.callee.name
    if name not in ctx.symbols.functions:
        return False
    from vprog.dsl.types.function_calls import call_statement

    call_statement(ctx, scope, call, name)
    if node.error is not None:
        misplaced(ctx, node.error.span, f"`{name}` says itself how it fails, so no `else` stands behind it")
        ctx.fail()
    return True


def _single(ctx: Context, scope: Scope, node: syn.Statement) -> Statement | None:
    match node:
        case syn.Require():
            error = error_use(ctx, scope, node.error)
            value, _ = infer_or(ctx, scope, node.condition, error)
            condition = convert(ctx, scope, value, BOOL)
            return Require(node.span, condition, error) if condition is not None and error is not None else None
        case syn.If():
            condition = convert(ctx, scope, infer(ctx, scope, node.condition), BOOL)
            inside, outside = Scope(scope), Scope(scope)
            if condition is not None:
                facts.assume(inside, condition, True)
                facts.assume(outside, condition, False)
            then = block(ctx, inside, node.then)
            otherwise = block(ctx, outside, node.otherwise) if node.otherwise else None
            return If(node.span, condition, then, otherwise) if condition is not None else None
        case syn.Match():
            from vprog.dsl.types.matches import match

            return match(ctx, scope, node)
        case syn.For():
            return _for(ctx, scope, node)
        case syn.Unpack():
            from vprog.dsl.types.unpacks import unpack

            return unpack(ctx, scope, node)
        case syn.Emit():
            return _emit(ctx, scope, node)
        case syn.Create():
            return _create(ctx, scope, node)
        case syn.Return():
            if ctx.function is not None:
                from vprog.dsl.types.function_returns import function_return

                return function_return(ctx, scope, node, ctx.function)
            if node.value is not None:
                return misplaced(ctx, node.value.span, "an instruction gives no value back")
            return Return(node.span)
        case syn.ExpressionStatement():
            return _call(ctx, scope, node)
        case syn.Let() | syn.Assign() | syn.Move() | syn.Delete():  # several statements each: see _statement
            return None


def _for(ctx: Context, scope: Scope, node: syn.For) -> For | ForEach | ForRoles | None:
    from vprog.dsl.types.loops import loop

    return loop(ctx, scope, node)


def _emit(ctx: Context, scope: Scope, node: syn.Emit) -> Emit | None:
    name, events = node.event.name, ctx.symbols.events
    if name.text not in events:
        return no_such(ctx, name.span, "event", name.text, list(events))
    event = events[name.text]
    if event is None:
        return None
    values = field_values(ctx, scope, node.event.span, f"`{event.name}`", event.name, event.fields, node.event.fields)
    return Emit(node.span, event.name, values) if values is not None else None


def _create(ctx: Context, scope: Scope, node: syn.Create) -> Create | None:
    role, name, resources = role_named(ctx, scope, node.role), node.value.name, ctx.symbols.resources
    if name.text not in resources:
        return no_such(ctx, name.span, "resource", name.text, list(resources))
    resource = resources[name.text]
    if role is None or resource is None or role.resource is None:
        return None
    if role.resource != resource.name:
        from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

        return report(ctx.bag, name.span, name.text, "a resource", f"`{role.resource}`, the resource of `{role.name}`,")
    values = field_values(
        ctx, scope, node.value.span, f"`{resource.name}`", resource.name, resource.fields, node.value.fields
    )
    return Create(node.span, role.name, values) if values is not None else None


def _call(ctx: Context, scope: Scope, node: syn.ExpressionStatement) -> Statement | None:
    value = node.value
    while isinstance(value, syn.Parenthesised):
        value = value.inner
    error = error_use(ctx, scope, node.error)
    if isinstance(value, syn.Call) and isinstance(value.callee, syn.Member):
        name = value.callee.name.text
        if name == "put":
            return _put(ctx, scope, value, value.callee, error)
        if name == "burn" and _no_else(ctx, error, name):
            return _burn(ctx, scope, value, value.callee)
        if name == "burn":
            return None
        if name in UPDATES:
            return update(ctx, scope, value, value.callee, error)
        if name in ("take", "mint"):
            return _unnamed_coins(ctx, value.span, name)
    if isinstance(value, syn.Call) and isinstance(value.callee, syn.NameRef) and value.callee.name == "exit":
        return _exit(ctx, scope, value) if _no_else(ctx, error, "exit") else None
    if isinstance(value, syn.Call) and isinstance(value.callee, syn.NameRef) and value.callee.name == "claim":
        return _unnamed_coins(ctx, value.span, "claim")
    found = infer(ctx, scope, value)
    if found is None:
        return None
    return misplaced(ctx, value.span, "this value is not used: give it a name with `let`")


def _unnamed_coins(ctx: Context, span: Span, name: str) -> None:
    from vprog.dsl.rules.vp0907_coins_misplaced import report

    report(ctx.bag, span, f"`{name}`")


def _no_else(ctx: Context, error: ErrorUse | None, name: str) -> bool:
    if error is not None:
        misplaced(ctx, error.span, f"`{name}` cannot fail, so no `else` stands behind it")
    return error is None


def _given(ctx: Context, scope: Scope, node: syn.Expression) -> Expression | None:
    """Coins where they end. All of a field, `r.f.take(r.f)`, gets a name of its own before the statement."""
    while isinstance(node, syn.Parenthesised):
        node = node.inner
    if ctx.hoisted is None or not isinstance(node, syn.Call) or not _takes_all(node):
        return infer(ctx, scope, node)
    value = call(ctx, scope, node, alone=True)
    if value is None:
        return None
    name = ctx.fresh("taken")
    scope.add(Binding(NameKind.LET, name, node.span, value.type))
    ctx.hoisted.append(Let(node.span, name, value))
    return LocalRef(node.span, value.type, name)


def _takes_all(node: syn.Call) -> bool:
    if not is_take(node) or len(node.arguments) != 1:
        return False
    assert isinstance(node.callee, syn.Member)
    match node.callee.target, node.arguments[0]:
        case syn.Member(target=syn.NameRef() as role) as held, syn.Member(target=syn.NameRef() as other) as amount:
            return (role.name, held.name.text) == (other.name, amount.name.text)
        case _:
            return False


def _coins(ctx: Context, scope: Scope, node: syn.Expression) -> Expression | None:
    value = _given(ctx, scope, node)
    if value is None or isinstance(value.type, CoinsType):
        return value
    return not_coins(ctx, value, "coins")


def _put(ctx: Context, scope: Scope, node: syn.Call, callee: syn.Member, error: ErrorUse | None) -> Statement | None:
    target = held_field(ctx, scope, callee.target)
    if not arity(ctx, node.span, "put", 1, len(node.arguments)):
        return None
    coins = _given(ctx, scope, node.arguments[0])
    if target is None or coins is None:
        return None
    role, field, unit = target
    if coins.type != CoinsType(unit):
        return not_coins(ctx, coins, f"{unit.name} coins")
    return Put(node.span, role, field, coins, error or overflow(node.span))


def _burn(ctx: Context, scope: Scope, node: syn.Call, callee: syn.Member) -> Statement | None:
    unit = unit_named(ctx, callee.target)
    if not arity(ctx, node.span, "burn", 1, len(node.arguments)):
        return None
    coins = _given(ctx, scope, node.arguments[0])
    if unit is None or coins is None:
        return None
    if coins.type != CoinsType(unit):
        return not_coins(ctx, coins, f"{unit.name} coins")
    return Burn(node.span, coins)


def _exit(ctx: Context, scope: Scope, node: syn.Call) -> Statement | None:
    if not arity(ctx, node.span, "exit", 2, len(node.arguments)):
        return None
    coins = _coins(ctx, scope, node.arguments[0])
    script = convert(ctx, scope, infer(ctx, scope, node.arguments[1]), SCRIPT)
    return Exit(node.span, coins, script) if coins is not None and script is not None else None
