"""Refuses a version of a program that would break what its record promises."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.evolution.changes import Change
from vprog.dsl.evolution.compare import compare
from vprog.dsl.evolution.model import Lock
from vprog.dsl.evolution.record import record
from vprog.dsl.program.declarations import Program
from vprog.dsl.source.span import Span


def check(published: Lock, program: Program, bag: DiagnosticBag) -> None:
    """Reports every change that breaks something as VP1115, at the item that changed."""
    from vprog.dsl.rules.vp1115_incompatible_change import report

    for change in compare(published, record(program)):
        if change.kind.breaking:
            place = _place(program, change)
            report(bag, place, change.item, change.text, change.kind.breaks, change.kind.remedy)


def _place(program: Program, change: Change) -> Span:
    """The declaration that a change is about, or the program where that is gone."""
    name = change.item.removesuffix(" and more").split(".")[0]
    declared = (
        *program.resources,
        *program.instructions,
        *program.errors,
        *program.enums,
        *program.structs,
        *program.units,
    )
    found = next((item.span for item in declared if item.name == name), program.span)
    return found if found.path == program.path else program.span
