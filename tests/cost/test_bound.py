"""What the static bound counts, and how it grows."""

from __future__ import annotations

from vprog.dsl.compile import Compilation
from vprog.dsl.cost.bound import Bound, Cycles, bound
from vprog.dsl.cost.gas import gas, scope_gas
from vprog.dsl.cost.table import COSTS
from vprog.dsl.program.declarations import Program

SOURCE = """program board

unit Points: u64
STORM
resource Board at lock(owner) {
    count: u64
    notes: list<u64, max NOTES>
    owner: LockId
    lock:  Lock
}

instruction change(n: u64, m: u64)
    writes board: Board
    AUTH
{
    BODY
}
"""


def program(body: str = "board.count = n", auth: str = "auth board.lock", storm: str = "", notes: int = 4) -> Program:
    source = SOURCE.replace("BODY", body).replace("AUTH", auth).replace("STORM", storm).replace("NOTES", str(notes))
    compilation = Compilation(source, "board.vprog")
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return compilation.program


def of(made: Program) -> Bound:
    return bound(made, made.instructions[0])


def test_each_key_costs_a_signature() -> None:
    found = of(program())
    assert found.signatures == (1, 16)
    assert 15 * COSTS.signature < found.worst.total - found.single.total < 15.1 * COSTS.signature


def test_the_body_is_sequential_and_signatures_are_parallel() -> None:
    found = of(program()).single
    assert found.parallel > COSTS.signature > found.sequential > 0


def test_loops_cost_their_turns() -> None:
    one = of(program("for turn in 0..10 { board.count = n }"))
    ten = of(program("for turn in 0..100 { board.count = n }"))
    none = of(program())
    assert 5 * (one.single.total - none.single.total) < ten.single.total - none.single.total


def test_the_dearer_branch_counts() -> None:
    cheap, dear = "board.count = n", "for turn in 0..100 { board.count = n }"
    both = of(program(f"if n > 1 {{ {cheap} }} else {{ {dear} }}")).single.sequential
    assert both >= of(program(dear)).single.sequential


def test_division_costs_by_what_it_is_done_in() -> None:
    """A product of two u64 takes 128 bits; where it may be negative on the way, more."""
    plain = of(program("board.count = div_floor(n, 7)")).single.sequential
    double = of(program("board.count = mul_div(n, m, 7, floor) else Overflow")).single.sequential
    signed = of(
        program(
            "let d = n - m\n    require d > 0 else Overflow\n    board.count = mul_div(n, d, 7, floor) else Overflow"
        )
    ).single.sequential
    assert plain < double - 10_000 < double < signed - 20_000


def test_larger_collections_cost_more() -> None:
    small, large = of(program(notes=4)), of(program(notes=400))
    assert large.single.total - small.single.total > 396 * 8 * COSTS.resource_byte


def test_a_longer_l1_transaction_costs_its_hash() -> None:
    made = program()
    short, long = (bound(made, made.instructions[0], rest).single for rest in (512, 1024))
    assert long.sequential == short.sequential
    assert long.parallel - short.parallel >= 8 * COSTS.blake_block


def test_gas_weighs_and_scales() -> None:
    storm = "storm { gas_scale: 100, w_seq: 3, w_par: 2 }"
    made = program(storm=storm)
    assert made.storm is not None
    assert gas(Cycles(1_000, 501), made.storm) == 41
    scope = scope_gas(made)
    assert scope.of(3) == scope.base + 3 * scope.marginal
    assert scope.base > 0 < scope.marginal
