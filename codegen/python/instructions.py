"""Fills the model of the module `instructions`: one builder each, addresses filled in where they can be."""

from __future__ import annotations

from attrs import frozen
from vprog.codegen.derivation import created_address
from vprog.codegen.python.auth import auth_node, auth_text
from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.derive import Derivation, NotDerivable, Scope
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, lay_out, prefixed, sequence, tall_call
from vprog.codegen.python.model import InstructionModel, InstructionsModel
from vprog.codegen.python.names import VALUES, Names
from vprog.codegen.python.text import doc_lines, docstring, string_literal
from vprog.dsl.program.declarations import Access, Address, Instruction, Role
from vprog.dsl.program.expressions import ConstRef, Expression, FieldRef, ParamRef
from vprog.dsl.program.types import OptionType, Type

_ACCESS = {
    Access.READS: "is read",
    Access.CREDITS: "receives value",
    Access.WRITES: "is written",
    Access.CREATES: "is created",
    Access.DELETES: "is deleted",
}


def instructions_model(names: Catalogue) -> InstructionsModel:
    program, imports = names.program, Imports()
    imports.add("vprog.client.action", "Action")
    imports.add("vprog.client.payload", "Call", "RoleRef")
    found = tuple(_Builder(names, imports, instruction).model() for instruction in program.instructions)
    doc = docstring(
        [
            f"The instructions of the program `{program.name}`, one function each.",
            "",
            "They only build: nothing is read, signed or sent. Addresses that the program derives are filled in.",
        ]
    )
    return InstructionsModel(doc, imports.render(), found)


@frozen
class _Filled:
    """How a role gets its address: `node` computes it, always (`fixed`) or only when none is given."""

    node: Node
    fixed: bool


class _Builder:
    """One instruction."""

    def __init__(self, names: Catalogue, imports: Imports, instruction: Instruction) -> None:
        self._names = names
        self._imports = imports
        self._instruction = instruction
        self._carriers = Carriers(names, imports)
        self._derivation = Derivation(names, imports)
        own = Names(VALUES)
        self._roles = {role.name: own.take(role.name) for role in instruction.roles}
        self._parameters = {p.name: own.take(p.name) for p in instruction.parameters}
        self._filled = self._fill()

    def model(self) -> InstructionModel:
        instruction = self._instruction
        function = self._names.instructions[instruction.name]
        keywords = [*self._role_keywords(), *self._parameter_keywords()]
        items: tuple[Node, ...] = ("*", *keywords) if keywords else ()
        return InstructionModel(
            self._names.line(instruction.span.line),
            lay_out(Group(f"def {function}(", items, ") -> Action:")),
            docstring(self._doc(), 4),
            tuple(self._prepare()),
            lay_out(prefixed("return ", self._action()), 4),
        )

    def _fill(self) -> dict[str, _Filled]:
        filled: dict[str, _Filled] = {}
        for role in self._instruction.roles:
            node = self._derived(role, role.address)
            if node is not None:
                filled[role.name] = _Filled(node, True)
            elif role.address is None and (role.or_creates or role.access is Access.CREATES):
                created = created_address(self._names.program, self._instruction, role)
                node = self._derived(role, created)
                if node is not None:
                    filled[role.name] = _Filled(node, False)
        return filled

    def _derived(self, role: Role, address: Address | None) -> Node | None:
        """Code for an address, None where a client cannot work it out without reading the state."""
        if address is None:
            return None
        resource = self._names.program.resource(role.resource)
        imports = Imports()
        scope = Scope({}, self._parameters, self._roles, self._type_of, role.name)
        try:
            Derivation(self._names, imports).located(resource, address, scope)
        except NotDerivable:
            return None
        return self._derivation.located(resource, address, scope)

    def _type_of(self, node: Expression) -> Type:
        program, instruction = self._names.program, self._instruction
        match node:
            case ParamRef():
                return next(p.type for p in instruction.parameters if p.name == node.name)
            case ConstRef():
                return program.constant(node.name).type
            case FieldRef():
                return program.resource(instruction.role(node.role).resource).field(node.field).type
            case _:
                return node.type

    def _role_keywords(self) -> list[Node]:
        found: list[Node] = []
        for role in self._instruction.roles:
            filled = self._filled.get(role.name)
            if filled is not None and filled.fixed:
                continue
            type_ = self._names.addresses[role.resource]
            self._imports.add(".addresses", type_)
            optional = f"{type_} | None = None" if filled is not None else type_
            found.append(f"{self._roles[role.name]}: {optional}")
        return found

    def _parameter_keywords(self) -> list[Node]:
        found: list[Node] = []
        for parameter in self._instruction.parameters:
            default = " = None" if isinstance(parameter.type, OptionType) else ""
            annotation = self._carriers.annotation(parameter.type)
            found.append(f"{self._parameters[parameter.name]}: {annotation}{default}")
        return found

    def _prepare(self) -> list[str]:
        lines: list[str] = []
        for role in self._instruction.roles:
            filled = self._filled.get(role.name)
            if filled is None:
                continue
            name = self._roles[role.name]
            if filled.fixed:
                lines.append(lay_out(prefixed(f"{name} = ", filled.node), 4))
            else:
                assignment = lay_out(prefixed(f"{name} = ", filled.node), 8)
                lines.append(f"if {name} is None:\n        {assignment}")
        return lines

    def _action(self) -> Node:
        instruction = self._instruction
        roles = [self._role_ref(role) for role in instruction.roles]
        keywords: list[Node] = [f"tag={instruction.tag}"]
        keywords.append(prefixed("roles=", Group("(", _tuple(roles), ")", tall=len(roles) > 1)))
        encoded = [self._carriers.encode(p.type, self._parameters[p.name], p.name) for p in instruction.parameters]
        if encoded:
            joined = encoded[0] if len(encoded) == 1 else call('b"".join', sequence(encoded))
            keywords.append(prefixed("parameters=", joined))
        addresses = [f"{string_literal(r.name)}: {self._roles[r.name]}" for r in instruction.roles]
        items: list[Node] = [
            f"instruction={string_literal(instruction.name)}",
            prefixed("call=", tall_call("Call", *keywords)),
            prefixed("roles=", Group("{", tuple(addresses), "}")),
        ]
        if instruction.auth is not None:
            auth = auth_node(self._names, self._imports, self._roles, instruction.auth)
            items.append(prefixed("auth=", auth))
        return tall_call("Action", *items)

    def _role_ref(self, role: Role) -> Node:
        flags = [f"writable={role.writable}"] + ([] if role.indexed else ["indexed=False"])
        return call("RoleRef", self._roles[role.name], *flags)

    def _doc(self) -> list[str]:
        instruction = self._instruction
        lines = list(doc_lines(instruction.doc, f"`{instruction.name}`."))
        if instruction.roles:
            lines += ["", "Roles:", *(self._role_doc(role) for role in instruction.roles)]
        documented = [p for p in instruction.parameters if p.doc.strip()]
        if documented:
            lines += ["", "Args:"]
            lines += [f"    {self._parameters[p.name]}: {' '.join(doc_lines(p.doc, ''))}" for p in documented]
        if instruction.auth is not None:
            lines += ["", *doc_lines(f"Signed by {auth_text(instruction.auth)}.", "")]
        elif instruction.permissionless is not None:
            lines += ["", *doc_lines(f"Anyone may: {instruction.permissionless}.", "")]
        return lines

    def _role_doc(self, role: Role) -> str:
        filled = self._filled.get(role.name)
        text = _ACCESS[role.access] + (", or is created" if role.or_creates else "")
        if filled is not None:
            text += "; filled in" if filled.fixed else "; left out, it is the one that the arguments derive"
        return f"    {self._roles[role.name]}: {text}."


def _tuple(items: list[Node]) -> tuple[Node, ...]:
    """One item needs its comma."""
    if len(items) == 1 and not isinstance(items[0], str):
        only = items[0]
        return (Group(only.head, only.items, only.close + ","),)
    return tuple(items)
