"""Fills the model of the module `views`: each view as a method over proven resources, its body as plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.evaluation import Evaluation, RoleNames, Scope
from vprog.codegen.python.filling import Filling
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, flat, lay_out, prefixed
from vprog.codegen.python.model import ViewModel, ViewsModel
from vprog.codegen.python.names import CALLED, Names
from vprog.codegen.python.statements import Body
from vprog.codegen.python.text import doc_lines, docstring, string_literal
from vprog.dsl.program.declarations import Instruction, Role, View
from vprog.dsl.program.types import OptionType


def views_model(names: Catalogue) -> ViewsModel:
    program, imports = names.program, Imports()
    imports.add("vprog.client.verified", "ProvenState")
    found = tuple(_Builder(names, imports, view).model() for view in program.views)
    doc = docstring([f"The views of the program `{program.name}`: questions about resources that a root commits to."])
    class_doc = docstring(
        [
            "Answers from proven resources alone: `vprog.client.verified.prove` checks bytes against a settled root.",
            "",
            "Every method raises a failure of the program (`errors`) where its body fails or a resource is not live,",
            "and ClientError for an address that the proof is not about.",
        ],
        4,
    )
    return ViewsModel(doc, imports.render(), names.view_class, class_doc, found)


class _Builder:
    """One view."""

    def __init__(self, names: Catalogue, imports: Imports, view: View) -> None:
        self._names = names
        self._imports = imports
        self._view = view
        self._carriers = Carriers(names, imports)
        self._own = Names(CALLED | {"state"})
        self._roles = {role.name: self._own.take(role.name) for role in view.roles}
        self._parameters = {p.name: self._own.take(p.name) for p in view.parameters}
        filling = Filling(names, imports, _as_instruction(view), self._roles, self._parameters, self._own)
        self._filled = filling.fill()
        self._now = filling.locals

    def model(self) -> ViewModel:
        view = self._view
        keywords = [*self._role_keywords(), *self._parameter_keywords()]
        items: tuple[Node, ...] = ("self", "*", *keywords) if keywords else ("self",)
        result = self._carriers.annotation(view.result)
        body = [*self._prepare(), *self._body()]
        return ViewModel(
            self._names.line(view.span.line),
            lay_out(Group(f"def {self._names.views[view.name]}(", items, f") -> {result}:"), 4),
            docstring(self._doc(), 8),
            tuple(body),
        )

    def _role_keywords(self) -> list[Node]:
        found: list[Node] = []
        for role in (r for r in self._view.roles if r.name not in self._filled):
            type_ = self._names.addresses[role.resource]
            self._imports.add(".addresses", type_)
            if role.many is not None:
                self._imports.add("collections.abc", "Sequence")
                type_ = f"Sequence[{type_}]"
            found.append(f"{self._roles[role.name]}: {type_}")
        return found

    def _parameter_keywords(self) -> list[Node]:
        found: list[Node] = []
        for parameter in self._view.parameters:
            default = " = None" if isinstance(parameter.type, OptionType) else ""
            annotation = self._carriers.annotation(parameter.type)
            found.append(f"{self._parameters[parameter.name]}: {annotation}{default}")
        return found

    def _prepare(self) -> list[str]:
        """Finds the roles, in header order."""
        lines: list[str] = []
        used = self._used()
        for role in self._view.roles:
            name, now = self._roles[role.name], self._now[role.name]
            filled = self._filled.get(role.name)
            if filled is not None:
                # Fields that the address follows from are those of roles before it, which stand in variables already.
                lines.append(lay_out(prefixed(f"{name} = ", filled.node), 8))
            if role.many is None:
                found = self._live(role, name)
                lines.append(lay_out(prefixed(f"{now} = ", found) if role.name in used else found, 8))
                continue
            members = call("values.members", string_literal(role.name), name, str(role.many))
            self._imports.add("vprog.client", "values")
            lines.append(lay_out(prefixed(f"{now} = ", self._live(role, members, "live_members")), 8))
        return lines

    def _live(self, role: Role, address: Node, function: str = "live") -> Node:
        kind = self._names.resources[role.resource]
        self._imports.add(".resources", kind)
        self._imports.add(".", "errors")
        self._imports.add("vprog.client", "evaluate")
        arguments = ("self._proven", address, f"{kind}.KIND", f"{kind}.decode", "errors.BY_CODE")
        return call(f"evaluate.{function}", *arguments)

    def _used(self) -> set[str]:
        """Roles of which a field is read, here or for another role's address."""
        reads = "\n".join(self._body())
        reads += "\n".join(flat(filled.node) for filled in self._filled.values())
        return {role.name for role in self._view.roles if f"{self._now[role.name]}." in reads}

    def _body(self) -> Sequence[str]:
        view = self._view
        scope = Scope(
            parameters={p.name: (self._parameters[p.name], p.type) for p in view.parameters},
            roles={
                r.name: RoleNames(self._roles[r.name], self._now[r.name], r.resource)
                for r in view.roles
                if r.many is None
            },
            lists={r.name: self._now[r.name] for r in view.roles if r.many is not None},
            locals={},
            read=set(),
        )
        taken = {*self._roles.values(), *self._parameters.values(), *self._now.values()}
        resources = {role.name: role.resource for role in view.roles}
        return Body(self._names, self._imports, Evaluation(self._names, self._imports, scope), taken, resources).lines(
            view.body
        )

    def _doc(self) -> list[str]:
        view = self._view
        lines = list(doc_lines(view.doc, f"`{view.name}`."))
        documented = [p for p in view.parameters if p.doc.strip()]
        if documented:
            lines += ["", "Args:"]
            lines += [f"    {self._parameters[p.name]}: {' '.join(doc_lines(p.doc, ''))}" for p in documented]
        return lines


def _as_instruction(view: View) -> Instruction:
    """The view's header, for what fills in the addresses of roles."""
    return Instruction(
        span=view.span,
        name=view.name,
        doc=view.doc,
        tag=0,
        parameters=view.parameters,
        roles=view.roles,
        may_alias=(),
        auth=None,
        permissionless=None,
        conditions=(),
        claims=(),
        exits=(),
        body=view.body,
    )
