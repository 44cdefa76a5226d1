"""A role may have any name: none is taken by the interpreter for itself."""

from __future__ import annotations

from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.testing import run_tests

SOURCE = """program names
unit Gold: u64
resource User at lock(first) { gold: held Gold  visits: u64  first: LockId  lock: Lock }
instruction invite(lock: Lock)
    writes  self: User
    creates other: User at lock(lock)
    auth    self.lock
{
    create other = User { gold: 0, visits: 0, first: id(lock), lock }
    self.visits = self.visits + 1
}
test "both are stored" {
    let alice = User { gold: 10, visits: 0, lock: schnorr(ALICE) }
    run invite(schnorr(BOB)) with self: alice, other: bob signed ALICE
    expect alice.visits == 1
    expect bob.visits == 0
}
"""


def test_a_role_called_self_is_stored_beside_one_that_is_created() -> None:
    program = Compilation(SOURCE, "names.vprog").program
    assert program is not None
    assert [(result.name, result.passed) for result in run_tests(program)] == [("both are stored", True)]
