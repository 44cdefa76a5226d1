"""One instruction of the emit model."""

from __future__ import annotations

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.header import header, roles_of
from vprog.codegen.rust.model import FieldModel, InstructionModel
from vprog.codegen.rust.names import identifier
from vprog.codegen.rust.naming import Naming
from vprog.codegen.rust.reach import changed_roles, last_uses, named_roles, used_names
from vprog.codegen.rust.scope import ModuleScope
from vprog.codegen.rust.statements import BODY, block, origin
from vprog.codegen.rust.text import doc_lines
from vprog.codegen.rust.types import rust_type
from vprog.dsl.effects.table import own_effects
from vprog.dsl.program.declarations import Instruction, LockAddress, Program, Role, TupleAddress
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import AssignLocal, Return
from vprog.dsl.program.walk import expressions, statements


def instruction_model(instruction: Instruction, program: Program, naming: Naming) -> InstructionModel:
    """Header and body as statements; everything the module imports."""
    env = Environment(program, naming, ModuleScope("instructions"), instruction)
    for role in instruction.roles:
        env.role_names[role.name] = env.names.take(identifier(role.name))
        env.role_types[role.name] = role.resource
    body = instruction.body
    env.members.update(members(body))
    for name, of in env.members.items():
        env.roles[name], env.role_types[name] = RoleForm.MEMBER, env.role_types[of]
    env.last_uses, env.used, env.changed = last_uses(body), used_names(body), changed_roles(body)
    env.assigned = frozenset(s.name for s in statements(body) if isinstance(s, AssignLocal))
    checked = header(instruction, named_roles(body) | _named_in_header(instruction), env)
    emitted = block(body, env)
    if any(isinstance(statement, Return) for statement in statements(body)):
        emitted = (rs.Labelled(BODY, emitted),)
    stores = tuple(
        (env.role_names[r.name], "store" if r.many is None else "store_list")
        for r in instruction.roles
        if r.writable and r.name in _stored(env)
    )
    name, module = naming.instructions[instruction.name], naming.modules[instruction.name]
    for imported in ("Context", "Input", "Result"):
        env.scope.guest(imported)
    inputs = _inputs(instruction, naming, env.scope)
    imports = env.scope.imports()
    return InstructionModel(
        name=name,
        module=module,
        variable=identifier(instruction.name),
        tag=instruction.tag,
        source_name=instruction.name,
        inputs=inputs,
        context="cx" if env.uses_context or stores else "_cx",
        header=checked,
        body=emitted,
        stores=stores,
        guest=imports.guest,
        modules=imports.siblings,
        doc=doc_lines(instruction.doc, f"Instruction `{instruction.name}`."),
        origin=origin(instruction.span, env),
    )


def _stored(env: Environment) -> frozenset[str]:
    followed = (other for role in env.changed for other in env.aliases(role))
    return env.changed | frozenset(followed)


def _named_in_header(instruction: Instruction) -> frozenset[str]:
    """Roles that the auth clause, a condition or another role's address reads."""
    parts: list[Expression] = [condition.condition for condition in instruction.conditions]
    if instruction.after is not None:
        parts.append(instruction.after)
    for role in instruction.roles:
        if isinstance(role.address, LockAddress):
            parts.append(role.address.source)
        elif isinstance(role.address, TupleAddress):
            parts += role.address.parts
    effects = (effect for part in parts for node in expressions(part) for effect in own_effects(node))
    return roles_of(instruction.auth) | frozenset(effect.role for effect in effects if effect.role)


def _inputs(instruction: Instruction, naming: Naming, scope: ModuleScope) -> tuple[tuple[FieldModel, str], ...]:
    roles = tuple(_role_input(r, naming, scope) for r in instruction.roles if r.indexed)
    parameters = tuple(
        (
            FieldModel(
                naming.field(p.name), rust_type(p.type, naming, scope), doc_lines(p.doc, f"Parameter `{p.name}`.")
            ),
            "value()",
        )
        for p in instruction.parameters
    )
    return (*roles, *parameters)


def _role_input(role: Role, naming: Naming, scope: ModuleScope) -> tuple[FieldModel, str]:
    name = naming.field(role.name)
    if role.many is None:
        return FieldModel(name, "usize", (f"Role `{role.name}`: a position in the access list.",)), "role()"
    doc = (f"Roles `{role.name}`: up to {role.many} positions in the access list.",)
    return FieldModel(name, scope.guest("Positions"), doc), f"roles({role.many})"
