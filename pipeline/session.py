"""A localnet driven by lines of JSON: one request, one reply. What `vprog localnet` runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

from vprog.client.carrier import Carrier
from vprog.client.errors import ClientError
from vprog.client.payload import build_payload, payload_size
from vprog.dsl.interpret.statefile import RequestError, prepare, show_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.predeclared import PREDECLARED
from vprog.pipeline.artifacts import build_program_guest, build_system_guests
from vprog.pipeline.l1.utxo import RejectedError
from vprog.pipeline.l1.wallet import Wallet
from vprog.pipeline.localnet import LANE, OPERATOR, Engines, Localnet
from vprog.pipeline.node.node import ExecutedTransaction
from vprog.pipeline.proofs.prove import ProofMode
from vprog.pipeline.proofs.provers import DevProver
from vprog.pipeline.workers import Executor, Settlement
from vprog.wire.errors import GuestError
from vprog.wire.outputs import decode_outputs

Write = Callable[[str], None]
Reply = dict[str, Any]


def run_session(program: Program, lines: Iterable[str], proofs: str, out: str, write: Write, progress: Write) -> None:
    """Builds, starts and answers until the lines end. Raises ToolchainError or WorkerError when it cannot start."""
    folder = Path(out)
    guest = build_program_guest(program, folder, progress)
    system = build_system_guests(folder, progress)
    with ExitStack() as stack:
        executor = stack.enter_context(Executor.start())
        settlement = stack.enter_context(Settlement.start())
        mode = ProofMode[proofs.upper()]
        engines = Engines(DevProver(executor) if mode is not ProofMode.OFF else None, settlement)
        net = Localnet(program, guest, system, engines, [], mode)
        stack.callback(net.close)
        covenant = net.start()
        write(json.dumps({"covenant": covenant.hex(), "image_id": guest.elf.image_id.hex()}))
        session = Session(program, net)
        for line in lines:
            if line.strip():
                write(json.dumps(session.answer(line)))


class Session:
    """Answers requests on a running localnet."""

    def __init__(self, program: Program, net: Localnet) -> None:
        self._layout = ProgramLayout(program)
        self._net = net

    def answer(self, line: str) -> Reply:
        """The reply to one request; `{"error": ...}` for one that cannot be carried out."""
        try:
            request: Any = json.loads(line)
            if not isinstance(request, dict):
                raise RequestError("a request is a JSON object")
            return self._do(cast("Reply", request))
        except (ValueError, RecursionError) as error:
            code = error.code if isinstance(error, ClientError | RejectedError) else "bad-request"
            return {"error": {"code": code, "message": str(error)}}

    def _do(self, request: Reply) -> Reply:
        match request.get("do"):
            case "submit":
                return self._submit(request)
            case "mine":
                return self._mine()
            case "state":
                state = self._net.node.state
                return {"state": {id_.hex(): show_resource(self._layout, state[id_]) for id_ in sorted(state)}}
            case "roots":
                l1 = self._net.l1_root()
                return {"node": self._net.node.root.hex(), "l1": l1.hex() if l1 else None}
            case _:
                raise RequestError('`do` is one of "submit", "mine", "state", "roots"')

    def _submit(self, request: Reply) -> Reply:
        prepared = prepare(self._layout, self._net.node.state, request)
        calls = [prepared.call]
        carrier = Carrier(Wallet(self._net.l1, OPERATOR), LANE)
        size = payload_size(calls, prepared.signers)
        outputs, lock_time = prepared.outputs, prepared.lock_time
        tx = carrier.carry(size, lambda rest: build_payload(calls, prepared.signers, rest), outputs, lock_time)
        roles = {name: address.hex() for name, address in prepared.addresses.items()}
        return {"tx_id": self._net.l1.submit(tx).hex(), "roles": roles}

    def _mine(self) -> Reply:
        report = self._net.mine()
        if report is None:
            return {"block": self._net.l1.tip.height, "transactions": []}
        executed = self._net.node.batches[-1].transactions
        return {
            "block": report.height,
            "transactions": [self._outcome(tx) for tx in executed],
            "cycles": report.cycles,
            "root": report.root.hex(),
            "proof": report.proof,
            "settled": report.settled.hex() if report.settled else None,
        }

    def _outcome(self, tx: ExecutedTransaction) -> Reply:
        result = decode_outputs(tx.executed.outputs, len(tx.scheduled.access))
        error = None
        if not isinstance(result, tuple):
            code = result.code if isinstance(result, GuestError) else 0
            names = {e.code: e.name for e in (*self._layout.program.errors, *PREDECLARED)}
            error = {"code": code, "name": names.get(code, "unknown")}
        return {"tx_id": tx.scheduled.tx_id.hex(), "error": error}
