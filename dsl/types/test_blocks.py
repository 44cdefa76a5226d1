"""Lowers `test` blocks."""

from __future__ import annotations

from vprog.dsl.effects.infer import leaves
from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.declarations import Access, AuthKey, Field, LabelAddress, LockAddress, Resource, Role
from vprog.dsl.program.expressions import Convert, Expression, FieldRef, LockIdOf
from vprog.dsl.program.tests import (
    Expect,
    LetResource,
    LetValue,
    Property,
    Run,
    Test,
    TestKey,
    TestOutput,
    TestStatement,
)
from vprog.dsl.program.types import BOOL, COVENANT_ID, LOCK_ID, ExactType, HeldType, Type, integer_of
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.calls import arity
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert, mismatch
from vprog.dsl.types.declared_types import is_declared
from vprog.dsl.types.error_uses import field_values
from vprog.dsl.types.expressions import infer, misplaced, no_such
from vprog.dsl.types.header import Header
from vprog.dsl.types.resolve import resolve
from vprog.dsl.types.test_values import signing_key
from vprog.dsl.types.transaction import score_of
from vprog.dsl.types.values import value_type

_Bindings = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, tuple[str, ...]], ...]]


def lower_test(ctx: Context, node: syn.Test, headers: dict[str, Header | None]) -> Test:
    """The test; a statement with a mistake is reported and left out."""
    statements = _statements(ctx, Scope(in_test=True), node, headers)
    return Test(node.span, node.name.value, statements)


def lower_property(ctx: Context, node: syn.Property, headers: dict[str, Header | None]) -> Property:
    """The property: a test over parameters, which stand for all values of their types."""
    scope = Scope(in_test=True)
    parameters: list[tuple[str, Type]] = []
    for parameter in node.parameters:
        type_, name = resolve(ctx, parameter.type), parameter.name
        integer = integer_of(type_) if type_ is not None else None
        shown = value_type(type_) if type_ is not None else None
        bits = integer.bits if integer else 0
        bind(ctx, scope, Binding(NameKind.PARAMETER, name.text, name.span, shown, bits=bits))
        if type_ is not None:
            parameters.append((name.text, type_))
    condition = convert(ctx, scope, infer(ctx, scope, node.condition), BOOL) if node.condition is not None else None
    statements = _statements(ctx, scope, node, headers)
    return Property(node.span, node.name.value, tuple(parameters), condition, statements)


def _statements(
    ctx: Context, scope: Scope, node: syn.Test | syn.Property, headers: dict[str, Header | None]
) -> tuple[TestStatement, ...]:
    statements: list[TestStatement] = []
    for statement in node.statements:
        match statement:
            case syn.TestLet():
                lowered = _let(ctx, scope, statement)
            case syn.Run():
                lowered = _run(ctx, scope, statement, headers)
            case syn.Expect():
                condition = convert(ctx, scope, infer(ctx, scope, statement.condition), BOOL)
                lowered = Expect(statement.span, condition) if condition is not None else None
        if lowered is None:
            ctx.fail()
        else:
            statements.append(lowered)
    if not any(isinstance(statement, syn.Run | syn.Expect) for statement in node.statements):
        from vprog.dsl.rules.vp1106_test_without_run import report

        report(ctx.bag, node.name.span, node.name.value)
    return tuple(statements)


def _let(ctx: Context, scope: Scope, node: syn.TestLet) -> TestStatement | None:
    value = node.value
    while isinstance(value, syn.Parenthesised):
        value = value.inner
    if node.type is not None:
        return _typed_let(ctx, scope, node, node.type)
    if not isinstance(value, syn.Record) or value.qualifier is not None or is_declared(ctx, value.name.text):
        found = infer(ctx, scope, value)
        type_ = found.type if found is not None else None
        bound = bind(ctx, scope, Binding(NameKind.LET, node.name.text, node.name.span, type_))
        return LetValue(node.span, node.name.text, found) if bound and found is not None else None
    name, resources = value.name, ctx.symbols.resources
    resource = resources.get(name.text)
    kept = resource.name if resource else None
    lowered = _resource(ctx, scope, node, value, resource) if resource is not None else None
    bound = bind(ctx, scope, Binding(NameKind.TEST_RESOURCE, node.name.text, node.name.span, None, resource=kept))
    if name.text not in resources:
        return no_such(ctx, name.span, "resource", name.text, list(resources))
    return lowered if bound else None


def _typed_let(ctx: Context, scope: Scope, node: syn.TestLet, written: syn.TypeNode) -> LetValue | None:
    """`let xs: list<u8, max 4> = [1, 2]`: a value of a type that it does not show."""
    declared, value = resolve(ctx, written), infer(ctx, scope, node.value)
    name = node.name
    if declared is None:
        bind(ctx, scope, Binding(NameKind.LET, name.text, name.span, None))
        return None
    integer = integer_of(declared)
    shown, bits = value_type(declared), integer.bits if integer else 0
    bound = bind(ctx, scope, Binding(NameKind.LET, name.text, name.span, shown, declared=declared, bits=bits))
    found = convert(ctx, scope, value, declared)
    return LetValue(node.span, name.text, found) if bound and found is not None else None


def _resource(
    ctx: Context, scope: Scope, node: syn.TestLet, value: syn.Record, resource: Resource
) -> LetResource | None:
    """A held field is given as a number of its unit; a lock id that the address is made of, as the lock itself."""
    fields = tuple(
        Field(f.span, f.name, f.doc, f.type.unit) if isinstance(f.type, HeldType) else f for f in resource.fields
    )
    source = resource.address.source if isinstance(resource.address, LockAddress) else None
    derived = source.field if isinstance(source, FieldRef) and resource.lock_field else None
    optional = frozenset((derived,)) if derived else frozenset[str]()
    values = field_values(ctx, scope, value.span, f"`{resource.name}`", resource.name, fields, value.fields, optional)
    if values is None:
        return None
    given = dict(values)
    if derived and derived not in given and resource.lock_field in given:
        lock: Expression = given[resource.lock_field]
        given[derived] = LockIdOf(lock.span, LOCK_ID, lock)
    ordered = tuple((f.name, given[f.name]) for f in resource.fields)
    return LetResource(node.span, node.name.text, resource.name, ordered)


def _run(ctx: Context, scope: Scope, node: syn.Run, headers: dict[str, Header | None]) -> Run | None:
    name = node.instruction.text
    if name not in headers:
        return no_such(ctx, node.instruction.span, "instruction", name, list(headers))
    header = headers[name]
    if header is None or not header.sound:
        _bind_all(scope, node, {})
        return None
    arguments = _arguments(ctx, scope, node, header)
    roles = _role_bindings(ctx, scope, node, header)
    own = _own_keys(headers) if node.signed else frozenset[str]()
    signed = [signing_key(ctx, key.span, key.text, own) for key in node.signed]
    outputs = [_output(ctx, scope, paying) for paying in node.paying]
    after = score_of(ctx, scope, node.after) if node.after is not None else None
    _bind_all(scope, node, {role.name: role for role in header.roles})
    fails = node.fails.text if node.fails else None
    if node.fails is not None and fails not in ctx.symbols.errors:
        return no_such(ctx, node.fails.span, "error", node.fails.text, list(ctx.symbols.errors))
    keys: tuple[TestKey, ...] = tuple(key for key in signed if key is not None)
    paid = tuple(output for output in outputs if output is not None)
    if arguments is None or roles is None or len(keys) != len(signed) or len(paid) != len(outputs):
        return None
    if after is None and node.after is not None:
        return None
    single, lists = roles
    if header.migrates is not None and fails is None:
        for _, bound in single:
            resource = scope.find(bound)
            if resource is not None:
                resource.resource = header.migrates
    return Run(node.span, name, arguments, single, keys, paid, fails, after, lists)


def _own_keys(headers: dict[str, Header | None]) -> frozenset[str]:
    """The constant that `auth key(...)` names (more than one is a mistake, reported elsewhere)."""
    found = (header.auth for header in headers.values() if header is not None)
    return frozenset(leaf.key for auth in found for leaf in leaves(auth) if isinstance(leaf, AuthKey))


def _arguments(ctx: Context, scope: Scope, node: syn.Run, header: Header) -> tuple[Expression, ...] | None:
    name = node.instruction.text
    if not arity(ctx, node.instruction.span, name, len(header.parameters), len(node.arguments)):
        return None
    values = [
        convert(ctx, scope, infer(ctx, scope, given), parameter.type)
        for given, parameter in zip(node.arguments, header.parameters, strict=True)
    ]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def _role_bindings(ctx: Context, scope: Scope, node: syn.Run, header: Header) -> _Bindings | None:
    """The bindings of single roles, and those of role lists; a list that is left out is empty."""
    roles = {role.name: role for role in header.roles}
    given: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    sound = True
    for entry in node.roles:
        name = entry.role.text
        if name not in roles:
            from vprog.dsl.rules.vp1101_unknown_test_role import report

            report(ctx.bag, entry.role.span, node.instruction.text, name, nearest(name, roles))
            sound = False
            continue
        if name in given or name in lists:
            from vprog.dsl.rules.vp0206_repeated_field import report as repeated

            repeated(ctx.bag, entry.role.span, name, entry.role.span)
            sound = False
        if roles[name].many is not None or entry.values is not None:
            found = _list_binding(ctx, scope, entry, roles[name], failing=node.fails is not None)
            lists[name] = found or ()
            sound = sound and found is not None
            continue
        given[name] = entry.value.text
        if not _fits(ctx, scope, entry.value, roles[name], failing=node.fails is not None):
            sound = False
    missing = [
        role.name
        for role in header.roles
        if role.name not in given and role.many is None and not isinstance(role.address, LabelAddress)
    ]
    if missing and all(entry.role.text in roles for entry in node.roles):
        from vprog.dsl.rules.vp1102_test_role_not_bound import report as not_bound

        not_bound(ctx.bag, node.instruction.span, node.instruction.text, missing)
        sound = False
    return (tuple(given.items()), tuple(lists.items())) if sound else None


def _list_binding(
    ctx: Context, scope: Scope, entry: syn.RoleBinding, role: Role, *, failing: bool
) -> tuple[str, ...] | None:
    """`voters: [alice, bob]`; more members than the list may have only where the run must fail."""
    if entry.values is None or role.many is None:
        from vprog.dsl.rules.vp1113_list_in_test import report

        return report(ctx.bag, entry.span, role.name, is_list=role.many is not None)
    if len(entry.values) > role.many and not failing:
        from vprog.dsl.rules.vp1114_too_many_members import report as too_many

        return too_many(ctx.bag, entry.span, role.name, role.many, len(entry.values))
    fitting = [_fits(ctx, scope, value, role, failing=failing) for value in entry.values]
    return tuple(value.text for value in entry.values) if all(fitting) else None


def _fits(ctx: Context, scope: Scope, entry: syn.Identifier, role: Role, *, failing: bool) -> bool:
    """A run that must fail may bind anything: that is how a test shows that a wrong resource is refused."""
    binding = scope.find(entry.text)
    if binding is not None and binding.kind is NameKind.TEST_RESOURCE:
        if failing or binding.resource in (role.resource, None):
            return True
        found = f"a {binding.resource}"
    elif binding is not None:
        found = binding.kind.value
    elif failing or role.or_creates or role.access is Access.CREATES:
        return True
    else:
        found = "a name that nothing was bound to"
    from vprog.dsl.rules.vp1103_test_role_resource import report

    report(ctx.bag, entry.span, role.name, role.resource, found)
    return False


def _bind_all(scope: Scope, node: syn.Run, roles: dict[str, Role]) -> None:
    """Fresh names of a run stand for the resources that it creates."""
    for entry in node.roles:
        role = roles.get(entry.role.text)
        resource = role.resource if role else None
        for value in (entry.value,) if entry.values is None else entry.values:
            scope.add(Binding(NameKind.TEST_RESOURCE, value.text, value.span, None, resource=resource))


def _output(ctx: Context, scope: Scope, node: syn.Expression) -> TestOutput | None:
    """`deposit(covenant, amount)`."""
    if not isinstance(node, syn.Call) or not isinstance(node.callee, syn.NameRef) or node.callee.name != "deposit":
        return misplaced(ctx, node.span, "`paying` lists L1 outputs, as `deposit(covenant, amount)`")
    if not arity(ctx, node.span, "deposit", 2, len(node.arguments)):
        return None
    covenant = convert(ctx, scope, infer(ctx, scope, node.arguments[0]), COVENANT_ID)
    amount = infer(ctx, scope, node.arguments[1])
    if covenant is None or amount is None:
        return None
    if not isinstance(amount.type, ExactType) or isinstance(amount, Convert):
        return mismatch(ctx, amount, "an amount of Sompi")
    return TestOutput(node.span, covenant, amount)
