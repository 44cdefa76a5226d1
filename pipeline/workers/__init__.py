"""The runtime's worker programs: executor, prover and settlement, each a process that speaks JSON lines."""

from .base import Worker, WorkerError, find_binary, frame
from .executor import Assumption, Execution, Executor
from .prover import Proven, RealProver
from .settlement import (
    Bootstrapped,
    CovenantPins,
    CovenantScript,
    CovenantState,
    Judgement,
    Settled,
    Settlement,
    SettleRequest,
)

__all__ = [
    "Assumption",
    "Bootstrapped",
    "CovenantPins",
    "CovenantScript",
    "CovenantState",
    "Execution",
    "Executor",
    "Judgement",
    "Proven",
    "RealProver",
    "SettleRequest",
    "Settled",
    "Settlement",
    "Worker",
    "WorkerError",
    "find_binary",
    "frame",
]
