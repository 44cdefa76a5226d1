"""The bounds in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from vprog.dsl.cost.bound import REST_BYTES, Bound
from vprog.dsl.cost.gas import gas, scope_gas, storm_of
from vprog.dsl.program.declarations import Program

HEAD = ("instruction", "cycles", "worst", "C_seq", "C_par", "gas", "scope gas", "measured", "worst measured")
Measured = Mapping[str, tuple[int | None, int | None]]
"""By instruction: the most cycles seen with locks of one key, and with locks of 16; None: not measured."""


def rows(program: Program, bounds: Sequence[Bound], measured: Measured) -> list[dict[str, str | int | None]]:
    """One row for each instruction, by the names of `HEAD`."""
    storm, scope = storm_of(program), scope_gas(program)
    found: list[dict[str, str | int | None]] = []
    for bound in bounds:
        single, worst = measured.get(bound.instruction, (None, None))
        found.append(
            {
                "instruction": bound.instruction,
                "cycles": bound.single.total,
                "worst": bound.worst.total,
                "C_seq": bound.single.sequential,
                "C_par": bound.single.parallel,
                "gas": gas(bound.single, storm),
                "scope gas": scope.of(bound.scope),
                "measured": single,
                "worst measured": worst,
            }
        )
    return found


def render(program: Program, bounds: Sequence[Bound], measured: Measured, hint: str) -> str:
    """A table, then what it stands for. `hint`: how to measure, where nothing was."""
    table = [list(HEAD), *([_cell(row[name]) for name in HEAD] for row in rows(program, bounds, measured))]
    widths = [max(len(row[at]) for row in table) for at in range(len(HEAD))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in table
    ]
    storm, scope = storm_of(program), scope_gas(program)
    legend = [
        "",
        f"One action in a transaction with an L1 part of {REST_BYTES} bytes. cycles, C_seq, C_par and gas: one key for "
        "each lock that",
        "must agree; worst: 16 keys for each.",
        f"gas = ({storm.w_seq} * C_seq + {storm.w_par} * C_par) / {storm.gas_scale}; "
        f"scope gas = {scope.base} + {scope.marginal} * resources.",
        *([hint] if hint else []),
    ]
    return "\n".join([*lines, *legend]) + "\n"


def render_json(program: Program, bounds: Sequence[Bound], measured: Measured) -> str:
    """One object: the scales, and a list of instructions."""
    storm, scope = storm_of(program), scope_gas(program)
    instructions = [
        {name.replace(" ", "_"): value for name, value in row.items()} | {"scope": bound.scope}
        for row, bound in zip(rows(program, bounds, measured), bounds, strict=True)
    ]
    scales = {"w_seq": storm.w_seq, "w_par": storm.w_par, "gas_scale": storm.gas_scale}
    shown = {
        "rest_bytes": REST_BYTES,
        "storm": scales,
        "scope_gas": {"base": scope.base, "marginal": scope.marginal},
        "instructions": instructions,
    }
    return json.dumps(shown, indent=2) + "\n"


def _cell(value: str | int | None) -> str:
    return "-" if value is None else value if isinstance(value, str) else f"{value:,}"
