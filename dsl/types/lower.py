"""From the syntax tree of a file to its typed program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.names.collect import collect
from vprog.dsl.names.scope import Scope
from vprog.dsl.names.symbols import Symbols
from vprog.dsl.program.declarations import (
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthThreshold,
    Instruction,
    Migration,
    Program,
)
from vprog.dsl.program.tests import Test
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import duplicate
from vprog.dsl.types.context import Context
from vprog.dsl.types.facts import assume
from vprog.dsl.types.header import Header
from vprog.dsl.types.headers import lower_header
from vprog.dsl.types.shared import Shared, declare
from vprog.dsl.types.statements import block

if TYPE_CHECKING:
    from collections.abc import Callable

    from vprog.dsl.incremental.memo import Memo
    from vprog.dsl.modules.merge import Merged

T = TypeVar("T")

LAST_TAG = 255
"""Of the first `migrate`; the next has the one before. Instructions count up from 1, so 256 in all meet (VP1003)."""


def lower(file: syn.File, source: str, path: str, bag: DiagnosticBag, memo: Memo | None = None) -> Program:
    """The typed program. Where errors were reported, it holds only the declarations that have none, each of them
    whole: later analyses can look at those, and the program as a whole is not one to build."""
    return Lowering(file, source, path, bag, memo).run()


def lower_merged(merged: Merged, source: str, path: str, bag: DiagnosticBag) -> Program:
    """As `lower`, of a program together with its modules."""
    from vprog.dsl.modules.owners import owned

    lowering = Lowering(merged.tree, source, path, bag)
    lowering.ctx.source = "\n".join(merged.sources.values())
    lowering.ctx.modules = merged.modules
    return owned(lowering.run(), merged.modules)


class Lowering:
    """One run over one file, in the order in which declarations may depend on each other."""

    def __init__(self, file: syn.File, source: str, path: str, bag: DiagnosticBag, memo: Memo | None = None) -> None:
        self.file = file
        self.source = source
        self.path = path
        self.memo = memo
        self.items = collect(file, bag)
        self.header_texts: list[str] = []
        """What tests depend on."""
        self.ctx = Context(bag, Symbols(), source)
        self.ctx.symbols.taken = self.items.taken

    def run(self) -> Program:
        shared = self._shared()
        instructions, headers = self._instructions(shared)
        tests = self._tests(headers)
        rest = self._rest(headers)
        if self.ctx.unclaimed and not self.ctx.bag.has_errors:  # nobody calls it
            from vprog.dsl.rules.vp0308_needs_a_type import report

            report(
                self.ctx.bag, next(iter(self.ctx.unclaimed.values())), "the unit of `claim`, which no header claims,"
            )
        if not self.ctx.bag.has_errors and (len(instructions), len(tests)) != (
            len(self.items.instructions) + len(shared.migrations),
            len(self.items.tests),
        ):
            raise AssertionError("a part of the program was left out, and nothing says why")
        return Program(
            span=self.file.span,
            name=self.file.name.text,
            doc=self.file.doc,
            source=self.source,
            path=self.path,
            constants=shared.constants,
            units=shared.units,
            enums=shared.enums,
            structs=shared.structs,
            errors=shared.errors,
            events=shared.events,
            resources=shared.resources,
            instructions=instructions,
            tests=tests,
            **rest,
            functions=shared.functions,
            migrations=_migrations(shared),
            genesis_key=next((key for i in instructions if i.auth for key in _keys(i.auth)), None),
        )

    def _shared(self) -> Shared:
        """Made again when anything changed but items that nothing depends on, or when a name is taken twice."""
        at_l1, ctx = self._at_l1(), self.ctx
        make = partial(declare, ctx, self.items, at_l1)
        if self.memo is None:
            return make()
        self.memo.begin((tuple(item for item in self.file.items if not isinstance(item, _ALONE)), at_l1))
        if ctx.bag.items:
            return make()
        shared = self._kept("shared", (), make)
        ctx.symbols, ctx.unclaimed = shared.symbols, dict(shared.unclaimed)
        ctx.symbols.taken = self.items.taken
        return shared

    def _instructions(self, shared: Shared) -> tuple[tuple[Instruction, ...], dict[str, Header | None]]:
        headers: dict[str, Header | None] = {}
        found: list[Instruction] = []
        self.ctx.begin_instructions(shared.fresh)
        for tag, node in enumerate(self.items.instructions, 1):
            text, header, instruction = self._kept("instruction", (node, tag), partial(self._instruction, node, tag))
            headers[node.name.text] = header
            self.header_texts.append(text)
            if instruction is not None:
                found.append(instruction)
        for index, migrate in enumerate(shared.migrations):
            # From the other end: neither an instruction nor a migration put behind the others moves the tag of any.
            instruction = self._migration(migrate, headers, LAST_TAG - index)
            if instruction is not None:
                found.append(instruction)
        return tuple(found), headers

    def _instruction(self, node: syn.Instruction, tag: int) -> tuple[str, Header, Instruction | None]:
        """With the text of the header."""
        self.ctx.begin_instruction()
        header = lower_header(self.ctx, node)
        return self.source[node.span.start : node.body.span.start], header, self._body(node, header, tag)

    def _at_l1(self) -> frozenset[str]:
        """The names of the units that some header claims or pays out."""
        clauses = [clause for node in self.items.instructions for clause in node.clauses]
        moved = [clause for clause in clauses if isinstance(clause, syn.ClaimsClause | syn.ExitsClause)]
        return frozenset(unit.text for clause in moved for unit in clause.units)

    def _kept(self, sort: str, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """`make()`, or what it gave before for the same nodes. Where something was found it is made again each time:
        a finding may speak of names that other items declare."""
        if self.memo is None:
            return make()
        before = len(self.ctx.bag.items)
        made = self.memo.keep(sort, key, self.ctx.bag, make)
        if len(self.ctx.bag.items) != before:
            self.memo.forget(sort, key)
        return made

    def _migration(self, node: syn.Migrate, headers: dict[str, Header | None], tag: int) -> Instruction | None:
        from vprog.dsl.types.migrations import as_instruction

        old = self.ctx.symbols.resources.get(node.old.text)
        made = as_instruction(node, old.lock_field if old is not None else None)
        if made.name.text in self.items.taken:
            duplicate(self.ctx, node.old.span, made.name.text, self.items.taken[made.name.text][1])
        if old is not None and old.lock_field is None and not node.clauses:
            from vprog.dsl.rules.vp0829_migration_without_auth import report

            headers[made.name.text] = None
            return report(self.ctx.bag, node.old.span, old.name, old.span)
        header = headers[made.name.text] = lower_header(self.ctx, made)
        header.migrates = node.new.text
        return self._body(made, header, tag, node)

    def _body(
        self, node: syn.Instruction, header: Header, tag: int, migrate: syn.Migrate | None = None
    ) -> Instruction | None:
        ctx = self.ctx
        before, ctx.failed, ctx.claimable, ctx.expanded = ctx.errors(), False, header.claims, 0
        ctx.members, ctx.instruction = {}, node.name.text
        scope = Scope(header.scope)
        scope.same = header.same()
        for where in header.conditions:
            assume(scope, where.condition)
        if migrate is None:
            body = block(ctx, scope, node.body)
        else:
            from vprog.dsl.types.migrations import migrate_body

            body = migrate_body(ctx, header.scope, migrate)
        if body is None or not header.sound or ctx.failed or ctx.errors() != before:
            return None
        return Instruction(
            span=node.span,
            name=node.name.text,
            doc=node.doc,
            tag=tag,
            parameters=header.parameters,
            roles=header.roles,
            may_alias=header.aliases,
            auth=header.auth,
            permissionless=header.permissionless,
            conditions=header.conditions,
            claims=header.claims,
            exits=header.exits,
            body=body,
            random=header.random,
            after=header.after,
            after_declared=header.after_declared,
            limits=header.limits,
            ensures=header.ensures,
            migrates=migrate.new.text if migrate is not None else None,
        )

    def _rest(self, headers: dict[str, Header | None]) -> dict[str, Any]:
        """Views, invariants, properties and `storm`, by the name of their place in a Program."""
        items, ctx = self.items, self.ctx
        found: dict[str, Any] = {}
        if items.views:
            from vprog.dsl.types.views import lower_view

            found["views"] = tuple(view for node in items.views if (view := lower_view(ctx, node)) is not None)
        if items.invariants:
            from vprog.dsl.types.invariants import lower_invariant

            lowered = (lower_invariant(ctx, node, headers) for node in items.invariants)
            found["invariants"] = tuple(invariant for invariant in lowered if invariant is not None)
        if items.properties:
            from vprog.dsl.types.test_blocks import lower_property

            found["properties"] = tuple(lower_property(ctx, node, headers) for node in items.properties)
        if items.storms:
            from vprog.dsl.types.storm import lower_storm

            found["storm"] = lower_storm(ctx, items.storms)
        return found

    def _tests(self, headers: dict[str, Header | None]) -> tuple[Test, ...]:
        if not self.items.tests:
            return ()
        texts = self.memo.token(tuple(self.header_texts)) if self.memo is not None else 0
        found: list[Test] = []
        for node in self.items.tests:
            test = self._kept("test", (node, texts), partial(self._test, node, headers))
            if test is not None:
                found.append(test)
        return tuple(found)

    def _test(self, node: syn.Test, headers: dict[str, Header | None]) -> Test | None:
        from vprog.dsl.types.test_blocks import lower_test

        before, self.ctx.failed = self.ctx.errors(), False
        test = lower_test(self.ctx, node, headers)
        return test if not self.ctx.failed and self.ctx.errors() == before else None


_ALONE = (syn.Instruction, syn.Test, syn.Property, syn.Invariant, syn.View, syn.Storm)
"""Items on which no instruction depends."""


def _migrations(shared: Shared) -> tuple[Migration, ...]:
    """With those that are reported: two kinds that one makes of the other are not also two kinds by chance."""
    if not shared.related:
        return ()
    from vprog.dsl.types.migrations import migration

    return tuple(map(migration, shared.related))


def _keys(auth: Auth) -> list[str]:
    match auth:
        case AuthKey():
            return [auth.key]
        case AuthAll() | AuthAny() | AuthThreshold():
            return [key for part in auth.parts for key in _keys(part)]
        case _:
            return []
