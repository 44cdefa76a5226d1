"""Testing a program from pytest: hypothesis strategies and a state machine, both made from the compiled program.

Needs hypothesis (`pip install vprog[test]`).

    program = compile_program("ledger.vprog")
    TestLedger = state_machine(program).TestCase

    @given(strategies_of(program).arguments("transfer"))
    def test_transfer(arguments): ...
"""

from vprog.dsl.testing.compiling import compile_program
from vprog.dsl.testing.machine import ProgramMachine, state_machine, with_test_keys
from vprog.dsl.testing.strategies import Strategies, strategies_of

__all__ = ["ProgramMachine", "Strategies", "compile_program", "state_machine", "strategies_of", "with_test_keys"]
