"""Fills the model of the module `instructions`: one builder each, addresses filled in where they can be."""

from __future__ import annotations

from vprog.codegen.python.auth import auth_node, auth_text
from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.evaluation import Evaluation, RoleNames, Scope
from vprog.codegen.python.filling import Filling
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, lay_out, prefixed, sequence, tall_call
from vprog.codegen.python.model import InstructionModel, InstructionsModel
from vprog.codegen.python.names import CALLED, Names
from vprog.codegen.python.text import doc_lines, docstring, string_literal
from vprog.dsl.program.declarations import Access, Instruction, Role
from vprog.dsl.program.types import OptionType

_ACCESS = {
    Access.READS: "is read",
    Access.CREDITS: "receives value",
    Access.WRITES: "is written",
    Access.CREATES: "is created",
    Access.DELETES: "is deleted",
}


def instructions_model(names: Catalogue) -> InstructionsModel:
    program, imports = names.program, Imports()
    if program.instructions:
        imports.add("vprog.client.action", "Action")
        imports.add("vprog.client.payload", "Call")
    found = tuple(_Builder(names, imports, instruction).model() for instruction in program.instructions)
    doc = docstring(
        [
            f"The instructions of the program `{program.name}`, one function each.",
            "",
            "They only build: nothing is signed or sent. Addresses that the program derives are filled in; for one",
            "that follows from what another resource holds, `state` is read.",
        ]
    )
    return InstructionsModel(doc, imports.render(), found)


class _Builder:
    """One instruction."""

    def __init__(self, names: Catalogue, imports: Imports, instruction: Instruction) -> None:
        self._names = names
        self._imports = imports
        self._instruction = instruction
        self._carriers = Carriers(names, imports)
        own = Names(CALLED)
        self._roles = {role.name: own.take(role.name) for role in instruction.roles}
        self._parameters = {p.name: own.take(p.name) for p in instruction.parameters}
        self._lock_time = own.take("lock_time")
        filling = Filling(names, imports, instruction, self._roles, self._parameters, own)
        self._filled = filling.fill()
        self._now = filling.locals
        self._after = self._score() if instruction.after is not None else None

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

    def _score(self) -> tuple[Node, tuple[Node, ...]] | None:
        """What the header's `after` asks for, and the reads before it; None where only the run knows."""
        instruction = self._instruction
        roles = {
            r.name: RoleNames(self._roles[r.name], self._now[r.name], r.resource)
            for r in instruction.roles
            if r.many is None
        }
        parameters = {p.name: (self._parameters[p.name], p.type) for p in instruction.parameters}
        lists = {r.name: self._roles[r.name] for r in instruction.roles if r.many is not None}
        scope = Scope(parameters, roles, lists, {}, set())
        if instruction.after is None:
            return None
        value = Evaluation(self._names, self._imports, scope).value(instruction.after)
        return value, tuple(self._read(role) for role in roles if role in scope.read)

    def _read(self, role: str) -> Node:
        kind = self._names.resources[self._instruction.role(role).resource]
        self._imports.add("vprog.client.state", "stored")
        self._imports.add(".resources", kind)
        data = call("stored", "state", self._roles[role], string_literal(self._lock_time))
        return prefixed(f"{self._now[role]} = ", call(f"{kind}.decode", data))

    def _role_keywords(self) -> list[Node]:
        found: list[Node] = []
        for role in self._instruction.roles:
            filled = self._filled.get(role.name)
            if filled is not None and filled.fixed:
                continue
            type_ = self._names.addresses[role.resource]
            self._imports.add(".addresses", type_)
            if role.many is not None:
                self._imports.add("collections.abc", "Sequence")
                type_ = f"Sequence[{type_}]"
            optional = f"{type_} | None = None" if filled is not None else type_
            found.append(f"{self._roles[role.name]}: {optional}")
        return found

    def _parameter_keywords(self) -> list[Node]:
        found: list[Node] = []
        for parameter in self._instruction.parameters:
            default = " = None" if isinstance(parameter.type, OptionType) else ""
            annotation = self._carriers.annotation(parameter.type, given=True)
            found.append(f"{self._parameters[parameter.name]}: {annotation}{default}")
        if self._instruction.after_declared:
            found.append(f"{self._lock_time}: int | None = None")
        if any(filled.reads for filled in self._filled.values()) or (self._after is not None and self._after[1]):
            self._imports.add("vprog.client.state", "StateReader")
            found.append("state: StateReader | None = None")
        return found

    def _prepare(self) -> list[str]:
        lines: list[str] = []
        for role in self._instruction.roles:
            filled = self._filled.get(role.name)
            if filled is None:
                continue
            steps = [*filled.reads, prefixed(f"{self._roles[role.name]} = ", filled.node)]
            if filled.fixed:
                lines += [lay_out(step, 4) for step in steps]
            else:
                lines.append(f"if {self._roles[role.name]} is None:")
                lines += ["    " + lay_out(step, 8) for step in steps]
        for role in (r for r in self._instruction.roles if r.many is not None):
            name = self._roles[role.name]
            self._imports.add("vprog.client", "values")
            lines.append(f"{name} = values.members({string_literal(role.name)}, {name}, {role.many})")
        if self._after is not None:
            value, reads = self._after
            lines.append(f"if {self._lock_time} is None:")
            lines += ["    " + lay_out(step, 8) for step in (*reads, prefixed(f"{self._lock_time} = ", value))]
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
        addresses = [f"{string_literal(r.name)}: {self._roles[r.name]}" for r in instruction.roles if r.many is None]
        lists = [f"{string_literal(r.name)}: {self._roles[r.name]}" for r in instruction.roles if r.many is not None]
        items: list[Node] = [
            f"instruction={string_literal(instruction.name)}",
            prefixed("call=", tall_call("Call", *keywords)),
            prefixed("roles=", Group("{", tuple(addresses), "}")),
        ]
        if instruction.auth is not None:
            auth = auth_node(self._names, self._imports, self._roles, instruction.auth)
            items.append(prefixed("auth=", auth))
        if lists:
            items.append(prefixed("lists=", Group("{", tuple(lists), "}")))
        if instruction.after_declared:
            items.append(f"lock_time={self._lock_time}")
        return tall_call("Action", *items)

    def _role_ref(self, role: Role) -> Node:
        if role.many is not None:
            self._imports.add("vprog.client.payload", "RoleList")
            return call("RoleList", self._roles[role.name], f"writable={role.writable}")
        self._imports.add("vprog.client.payload", "RoleRef")
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
        if instruction.after is not None:
            text = (
                "the transaction's lock time; left out, what `after` asks for. L1 takes it only above that DAA score."
            )
            lines += ["", *doc_lines(f"`{self._lock_time}`: {text}", "")]
        elif instruction.after_declared:
            text = "the transaction's lock time, a DAA score that the instruction compares with."
            lines += ["", *doc_lines(f"`{self._lock_time}`: {text}", "")]
        if instruction.auth is not None:
            lines += ["", *doc_lines(f"Signed by {auth_text(instruction.auth)}.", "")]
        elif instruction.permissionless is not None:
            lines += ["", *doc_lines(f"Anyone may: {instruction.permissionless}.", "")]
        return lines

    def _role_doc(self, role: Role) -> str:
        filled = self._filled.get(role.name)
        text = _ACCESS[role.access] + (", or is created" if role.or_creates else "")
        if filled is not None:
            text += "; filled in" if filled.fixed else "; left out, it is derived from the arguments"
            text += " and the state" if filled.reads else ""
        if role.many is not None:
            text += f"; at most {role.many} of them"
        return f"    {self._roles[role.name]}: {text}."


def _tuple(items: list[Node]) -> tuple[Node, ...]:
    """One item needs its comma."""
    if len(items) == 1 and not isinstance(items[0], str):
        only = items[0]
        return (Group(only.head, only.items, only.close + ","),)
    return tuple(items)
