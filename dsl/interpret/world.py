"""A small world to run transactions in: a state, an L1 transaction around each payload, the interpreter.

Used by `vprog test`, `vprog run`, the generated tests and the independent replay of a settled chain.
"""

from __future__ import annotations

from collections.abc import Sequence

from vprog.client.payload import Authorization, Call, build_payload
from vprog.dsl.interpret.machine import Execution, Interpreter
from vprog.dsl.interpret.observe import Observer
from vprog.dsl.program.declarations import Program
from vprog.wire.l1 import TxOutput
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import decode_payload
from vprog.wire.transaction import L1Transaction, TxInput, user_lane
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, encode_input
from vprog.wire.versions import TX_VERSION

LANE = user_lane(b"vprg")
CONTEXT_HASH = bytes(32)


class World:
    """State is a map from resource id (32 bytes) to bytes; a failed transaction leaves it as it was."""

    def __init__(
        self, program: Program, state: dict[bytes, bytes] | None = None, observer: Observer | None = None
    ) -> None:
        self.interpreter = Interpreter(program, observer)
        self.layout = self.interpreter.layout
        self.state: dict[bytes, bytes] = dict(state or {})
        self.transactions = 0

    def submit(
        self,
        calls: Sequence[Call],
        signers: Sequence[Authorization],
        outputs: Sequence[TxOutput] = (),
        lock_time: int = 0,
    ) -> Execution:
        """Builds, signs and executes one transaction. `lock_time` is a DAA score (0: none); its input lets it bind."""
        source = self.transactions.to_bytes(32, "big")
        unsigned = L1Transaction(
            version=TX_VERSION,
            inputs=(TxInput(source, 0),),
            outputs=tuple(outputs),
            lock_time=lock_time,
            subnetwork_id=LANE,
        )
        rest = unsigned.rest_preimage()
        return self.execute(build_payload(calls, signers, rest), rest)

    def execute(self, payload: bytes, rest_preimage: bytes) -> Execution:
        """Executes a payload whose access list decodes, and applies what it writes."""
        execution = self.interpreter.process(self.input_blob(payload, rest_preimage))
        self.transactions += 1
        self.apply(payload, execution)
        return execution

    def input_blob(self, payload: bytes, rest_preimage: bytes, merge_idx: int = 0) -> bytes:
        """The processor input for a payload over the current state (framework section 5.2)."""
        from vprog.wire.l1 import tx_id_v1

        header = TxHeader(TX_VERSION, tx_id_v1(payload, rest_preimage), merge_idx)
        records = [
            ResourceRecord(index, self.state.get(entry.resource_id, b""))
            for index, entry in enumerate(decode_payload(payload).access)
        ]
        return encode_input(header, Envelope(CONTEXT_HASH, payload, rest_preimage), records)

    def apply(self, payload: bytes, execution: Execution) -> None:
        """Stores the writes of a successful execution."""
        if execution.failure is not None:
            return
        access = decode_payload(payload).access
        changes = decode_outputs(execution.outputs, len(access))
        if isinstance(changes, tuple):
            for entry, data in zip(access, changes, strict=True):
                if data is not None:
                    self.state[entry.resource_id] = data
