"""Expressions of views (and of `after`) as Python: exact integers, and errors made only where a check fails."""

from __future__ import annotations

import keyword
from collections.abc import Callable

from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue, variant_owner
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, flat, prefixed
from vprog.codegen.python.precedence import (
    ADD,
    AND,
    ATOM,
    COMPARE,
    LEVELS,
    MULTIPLY,
    NOT,
    OR,
    SHIFT,
    UNARY,
    is_negation,
    level_of,
    negated,
    or_side,
)
from vprog.codegen.python.text import bytes_literal, string_literal
from vprog.dsl.frozen import record
from vprog.dsl.program import expressions as e
from vprog.dsl.program.types import (
    BoundedBytesType,
    EnumType,
    HeldType,
    ListType,
    MapType,
    OptionType,
    SetType,
    StructType,
    TextType,
    Type,
    integer_of,
)

_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_FIXED = e.IntLiteral | e.BoolLiteral | e.BytesLiteral | e.EnumLiteral | e.ConstRef


@record
class RoleNames:
    """How a role is called: the variables of its address and of what stands there, and its resource."""

    address: str
    now: str
    resource: str


@record
class Scope:
    """What an expression may name, each to a Python name (and the type of its value). `lists` are variables that hold
    a role list's members."""

    parameters: dict[str, tuple[str, Type]]
    roles: dict[str, RoleNames]
    lists: dict[str, str]
    locals: dict[str, tuple[str, Type]]
    read: set[str]
    """Roles whose fields were read."""


class Evaluation:
    """Renders expressions into one emitted module."""

    def __init__(self, names: Catalogue, imports: Imports, scope: Scope) -> None:
        self._names = names
        self._imports = imports
        self._carriers = Carriers(names, imports)
        self.scope = scope

    def value(self, node: e.Expression) -> Node:
        """The value of an expression. TypeError for one that no view can hold."""
        match node:
            case e.IntLiteral():
                return f"{node.value:_}"
            case e.BoolLiteral():
                return str(node.value)
            case e.OptionNone():
                return "None"
            case e.ParamRef():
                return self.scope.parameters[node.name][0]
            case e.LocalRef():
                return self.scope.locals[node.name][0]
            case e.RoleId():
                return self.scope.roles[node.role].address
            case e.RoleCount():
                return call("len", self.scope.lists[node.role])
            case e.Not():
                positive = negated(node.operand)
                if not isinstance(positive, e.Not):
                    return self.value(positive)
                return f"not {self.text(node.operand, NOT)}"
            case e.MinMax():
                return call("max" if node.largest else "min", self.value(node.left), self.value(node.right))
            case e.OptionSome():
                return self.value(node.value)
            case _:
                return self._composed(node)

    def _composed(self, node: e.Expression) -> Node:
        render = _RENDERERS.get(type(node))
        if render is None:
            raise TypeError(f"{type(node).__name__} in a query")
        return render(self, node)

    def text(self, node: e.Expression, level: int = 0) -> str:
        """On one line, in parentheses where it binds less than `level`."""
        found = flat(self.value(node))
        return f"({found})" if level_of(node) < level else found

    def error(self, use: e.ErrorUse) -> Node:
        """What makes the error: its class, or a function where it has arguments."""
        return self.class_of(use) if not use.arguments else prefixed("lambda: ", self.made(use))

    def made(self, use: e.ErrorUse) -> Node:
        """The error itself."""
        pairs = [(name, self.value(value)) for name, value in use.arguments]
        if any(keyword.iskeyword(name) for name, _ in pairs):
            items = tuple(prefixed(f"{string_literal(name)}: ", value) for name, value in pairs)
            return call(self.class_of(use), Group("**{", items, "}"))
        return call(self.class_of(use), *(prefixed(f"{name}=", value) for name, value in pairs))

    def class_of(self, use: e.ErrorUse) -> str:
        self._imports.add(".", "errors")
        return f"errors.{self._names.errors[use.error]}"

    def declared(self, node: e.Expression) -> Type:
        """The type that a value has in Python: a number reads as an exact range, so its declaration is asked."""
        match node:
            case e.ParamRef():
                return self.scope.parameters[node.name][1]
            case e.LocalRef():
                return self.scope.locals[node.name][1]
            case e.FieldRef():
                resource = self._names.program.resource(self.scope.roles[node.role].resource)
                found = resource.field(node.field).type
                return found.unit if isinstance(found, HeldType) else found
            case e.ConstRef():
                return self._names.program.constant(node.name).type
            case e.FieldOf() if isinstance(node.value.type, StructType):
                return node.value.type.field(node.field)
            case _:
                return node.type

    def evaluate(self, function: str, *arguments: Node) -> Node:
        """A call into `vprog.client.evaluate`."""
        self._imports.add("vprog.client", "evaluate")
        return call(f"evaluate.{function}", *arguments)

    def bytes_value(self, node: e.BytesLiteral) -> Node:
        if isinstance(node.type, TextType):
            return string_literal(node.value.decode())
        return self._wrapped(node.type, bytes_literal(node.value))

    def enum_value(self, node: e.EnumLiteral) -> Node:
        assert isinstance(node.type, EnumType)
        member = self._names.variants[(node.type.name, node.variant)]
        if node.type.payloads:
            self._imports.add(".structs", member)
            return call(member)
        return f"{self._carriers.annotation(node.type)}.{member}"

    def constant(self, node: e.ConstRef) -> Node:
        name = self._names.constants[node.name]
        self._imports.add(".types", name)
        return name

    def field(self, node: e.FieldRef) -> Node:
        role = self.scope.roles[node.role]
        self.scope.read.add(node.role)
        return f"{role.now}.{self._names.fields[(role.resource, node.field)]}"

    def binary(self, node: e.Binary) -> Node:
        op = node.op.value
        level = LEVELS.get(node.op)
        if is_negation(node):
            return f"-{self.text(node.right, UNARY)}"
        if level in (OR, AND):
            sides = (self.text(side, or_side(side) if level == OR else AND) for side in (node.left, node.right))
            return f" {op} ".join(sides)
        if level is not None:
            return f"{self.text(node.left, level)} {op} {self.text(node.right, level + 1)}"
        left, right = node.left, node.right
        if isinstance(left, _FIXED | e.OptionNone) and not isinstance(right, _FIXED | e.OptionNone):
            left, right, op = right, left, _MIRRORED[op]
        if isinstance(right, e.OptionNone | e.BoolLiteral):
            op = {"==": "is", "!=": "is not"}[op]
        return f"{self.text(left, COMPARE + 1)} {op} {self.text(right, COMPARE + 1)}"

    def divide(self, node: e.Divide) -> Node:
        if node.rounding is e.Rounding.CEIL:
            return self.evaluate("div_ceil", self.value(node.left), self._divisor(node.right, node.zero))
        return f"{self.text(node.left, MULTIPLY)} // {self._divisor_text(node.right, node.zero)}"

    def remainder(self, node: e.Remainder) -> Node:
        return f"{self.text(node.left, MULTIPLY)} % {self._divisor_text(node.right, node.zero)}"

    def convert(self, node: e.Convert) -> Node:
        integer = integer_of(node.type)
        if integer is None:
            return self.value(node.value)
        inner = self.value(node.value)
        if node.error is not None:
            function = "fit_signed" if integer.signed else "fit"
            inner = self.evaluate(function, inner, str(integer.bits), self.error(node.error))
        elif self.declared(node.value) == node.type:
            return inner
        return self._wrapped(node.type, inner)

    def lock_id(self, node: e.LockIdOf) -> Node:
        self._imports.add("vprog.client.types", "id_of")
        return call("id_of", self.value(node.lock))

    def struct(self, node: e.StructLiteral) -> Node:
        fields = [name for name, _ in node.type.fields]
        return self._built(self._carriers.annotation(node.type), node.type.name, fields, node.fields)

    def variant(self, node: e.VariantLiteral) -> Node:
        name = self._names.variants[(node.type.name, node.variant)]
        if not node.type.payloads:
            return f"{self._carriers.annotation(node.type)}.{name}"
        self._imports.add(".structs", name)
        fields = [name for name, _ in node.type.payload(node.variant)]
        return self._built(name, variant_owner(node.type.name, node.variant), fields, node.fields)

    def field_of(self, node: e.FieldOf) -> Node:
        assert isinstance(node.value.type, StructType)
        return f"{self.text(node.value, ATOM)}.{self._names.fields[(node.value.type.name, node.field)]}"

    def collection(self, node: e.CollectionLiteral) -> Node:
        items = tuple(self.value(item) for item in node.items)
        match node.type:
            case SetType():
                if not items:
                    return f"{self._carriers.annotation(node.type)}()"
                return call("frozenset", Group("[", items, "]"))
            case MapType():
                key, value = (self._carriers.annotation(part) for part in (node.type.key, node.type.value))
                return f"dict[{key}, {value}]()"
            case _:
                return Group("(", items, ",)" if len(items) == 1 else ")")

    def operation(self, node: e.CollectionCall) -> Node:
        return _OPERATIONS[node.op](self, node, self.value(node.subject), [self.value(a) for a in node.arguments])

    def random_access(self, node: e.CollectionCall, subject: Node, arguments: list[Node]) -> Node:
        if node.error is not None:
            return self.evaluate("item", subject, *arguments, self.error(node.error))
        return f"{self.text(node.subject, ATOM)}[{flat(arguments[0])}]"

    def length(self, node: e.CollectionCall, subject: Node, _: list[Node]) -> Node:
        is_text = isinstance(node.subject.type, TextType)
        return call("len", f"{self.text(node.subject, ATOM)}.encode()" if is_text else subject)

    def contains(self, node: e.CollectionCall, _: Node, __: list[Node]) -> Node:
        return f"{self.text(node.arguments[0], COMPARE + 1)} in {self.text(node.subject, COMPARE + 1)}"

    def lookup(self, node: e.CollectionCall, _: Node, arguments: list[Node]) -> Node:
        return call(f"{self.text(node.subject, ATOM)}.get", *arguments)

    def pop(self, node: e.CollectionCall, subject: Node, _: list[Node]) -> Node:
        if node.error is not None:
            return self.evaluate("popped", subject, self.error(node.error))
        return f"{self.text(node.subject, ATOM)}[:-1]"

    def grow(self, node: e.CollectionCall, subject: Node, arguments: list[Node]) -> Node:
        type_ = node.subject.type
        assert isinstance(type_, ListType | SetType | MapType)
        names = {ListType: "pushed", SetType: "inserted", MapType: "put"}
        return self.evaluate(names[type(type_)], subject, *arguments, str(type_.max), self._or_overflow(node))

    def replace(self, node: e.CollectionCall, subject: Node, arguments: list[Node]) -> Node:
        return self.evaluate("replaced", subject, *arguments, self._or_overflow(node))

    def remove(self, node: e.CollectionCall, subject: Node, arguments: list[Node]) -> Node:
        is_map = isinstance(node.subject.type, MapType)
        if node.error is not None:
            return self.evaluate("dropped" if is_map else "removed", subject, *arguments, self.error(node.error))
        if is_map:
            return self.evaluate("without", subject, *arguments)
        return f"{self.text(node.subject, ADD)} - {flat(Group('{', tuple(arguments), '}'))}"

    def unwrap(self, node: e.Unwrap) -> Node:
        return self.evaluate("some", self.value(node.option), self.error(node.error))

    def shift(self, node: e.Shift) -> Node:
        op = "<<" if node.left else ">>"
        return f"{self.text(node.value, SHIFT)} {op} {self.text(node.amount, SHIFT + 1)}"

    def _or_overflow(self, node: e.CollectionCall) -> Node:
        """The ranges may prove that nothing goes wrong; the check then never fails."""
        return self.error(node.error or e.ErrorUse(node.span, "OutOfRange"))

    def _divisor(self, node: e.Expression, zero: e.ErrorUse | None) -> Node:
        return self.value(node) if zero is None else self.evaluate("nonzero", self.value(node), self.error(zero))

    def _divisor_text(self, node: e.Expression, zero: e.ErrorUse | None) -> str:
        return self.text(node, UNARY) if zero is None else flat(self._divisor(node, zero))

    def _built(self, callee: str, owner: str, fields: list[str], values: tuple[e.Expression, ...]) -> Node:
        pairs = zip(fields, values, strict=True)
        return call(callee, *(prefixed(f"{self._names.fields[(owner, f)]}=", self.value(v)) for f, v in pairs))

    def _wrapped(self, type_: Type, value: Node) -> Node:
        name = None if isinstance(type_, BoundedBytesType | OptionType) else self._carriers.nominal(type_)
        return value if name is None else call(name, value)


_OPERATIONS: dict[e.CollectionOp, Callable[..., Node]] = {
    e.CollectionOp.LENGTH: Evaluation.length,
    e.CollectionOp.INDEX: Evaluation.random_access,
    e.CollectionOp.CONTAINS: Evaluation.contains,
    e.CollectionOp.GET: Evaluation.lookup,
    e.CollectionOp.PUSH: Evaluation.grow,
    e.CollectionOp.POP: Evaluation.pop,
    e.CollectionOp.REPLACE: Evaluation.replace,
    e.CollectionOp.INSERT: Evaluation.grow,
    e.CollectionOp.REMOVE: Evaluation.remove,
}

_RENDERERS: dict[type[object], Callable[..., Node]] = {
    e.BytesLiteral: Evaluation.bytes_value,
    e.EnumLiteral: Evaluation.enum_value,
    e.ConstRef: Evaluation.constant,
    e.FieldRef: Evaluation.field,
    e.Binary: Evaluation.binary,
    e.Divide: Evaluation.divide,
    e.Remainder: Evaluation.remainder,
    e.Convert: Evaluation.convert,
    e.LockIdOf: Evaluation.lock_id,
    e.Unwrap: Evaluation.unwrap,
    e.StructLiteral: Evaluation.struct,
    e.FieldOf: Evaluation.field_of,
    e.VariantLiteral: Evaluation.variant,
    e.CollectionLiteral: Evaluation.collection,
    e.CollectionCall: Evaluation.operation,
    e.Shift: Evaluation.shift,
}
