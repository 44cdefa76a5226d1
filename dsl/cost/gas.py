"""Gas from cycles, by the program's `storm` scales (docs/cost.md)."""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.cost.bound import Bound, Cycles, base_cycles, resource_cycles
from vprog.dsl.program.declarations import Program, Storm


@frozen
class ScopeGas:
    """`base + marginal * |scope|`: what naming resources costs, whatever is done with them."""

    base: int
    marginal: int

    def of(self, scope: int) -> int:
        """The scope gas of a transaction that names so many resources."""
        return self.base + self.marginal * scope


def storm_of(program: Program) -> Storm:
    """What the program says, or the defaults."""
    return program.storm if program.storm is not None else Storm(program.span)


def gas(cycles: Cycles, storm: Storm) -> int:
    """`(w_seq * C_seq + w_par * C_par) / gas_scale`, rounded up."""
    return -(-(storm.w_seq * cycles.sequential + storm.w_par * cycles.parallel) // storm.gas_scale)


def scope_gas(program: Program) -> ScopeGas:
    """The program's two constants: a transaction of nothing, and one more resource of its largest kind."""
    storm = storm_of(program)
    base, marginal = Cycles(0, base_cycles()), Cycles(0, resource_cycles(program))
    return ScopeGas(gas(base, storm), gas(marginal, storm))


def limited(bound: Bound, storm: Storm) -> dict[str, int]:
    """What `limits(...)` and the `storm` speak of, by name, with locks of one key each."""
    return {"cycles": bound.single.total, "gas": gas(bound.single, storm)}
