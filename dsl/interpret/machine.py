"""The interpreter as a transaction program: the same blob in, the same outputs and journal out, as the guest."""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.interpret.action import run_action
from vprog.dsl.interpret.failure import Failure, predeclared
from vprog.dsl.interpret.frame import Event, TransactionContext
from vprog.dsl.interpret.instruction_stream import decode_stream
from vprog.dsl.interpret.observe import Observer
from vprog.dsl.interpret.slots import lock_reader
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program
from vprog.wire.authority import Authority, SignerError, SignerFault, SigningContext, resolve_signers
from vprog.wire.ids import signature_message
from vprog.wire.processor import Transaction, process_transaction
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink


@frozen
class Execution:
    """What a transaction did. `failure` is None on success; `events` are empty on failure."""

    outputs: bytes
    journal: bytes
    failure: Failure | None
    events: tuple[Event, ...]


class Interpreter:
    """Executes transactions of one program. Holds no state between them."""

    def __init__(self, program: Program, observer: Observer | None = None) -> None:
        self.program = program
        self.observer = observer
        self.layout = ProgramLayout(program)
        self._lock_of = lock_reader(self.layout)
        key = program.constant(program.genesis_key).value if program.genesis_key else None
        self._genesis_key = key if isinstance(key, bytes) else None

    def process(self, blob: bytes) -> Execution:
        """Runs one transaction-processor input blob (framework section 5.2).

        Raises `vprog.wire.errors.HostInputError` for a blob that no honest host builds: nothing is committed."""
        events: list[Event] = []

        def handler(
            transaction: Transaction,
            merge_idx: int,
            context_hash: bytes,
            resources: list[Resource],
            exits: ExitSink,
            deposit: DepositSink,
        ) -> None:
            context = TransactionContext(self.layout, resources, transaction.rest_preimage, Authority(), exits, deposit)
            context.tx_id, context.merge_idx, context.context_hash = transaction.tx_id, merge_idx, context_hash
            context.observer = self.observer
            self._run(transaction, context)
            events.extend(context.events)

        processed = process_transaction(blob, handler)
        error = processed.error
        failure = error if isinstance(error, Failure) or error is None else _framework_failure(error)
        return Execution(processed.outputs, processed.journal, failure, tuple(events))

    def _run(self, transaction: Transaction, context: TransactionContext) -> None:
        payload = transaction.payload
        stream = decode_stream(self.layout, payload.ix_data, len(context.resources))
        signed = payload.raw[: payload.ix_offset + stream.end]
        signing = SigningContext(
            payload.raw,
            transaction.rest_preimage,
            signature_message(transaction.rest_preimage, signed),
            [resource.data for resource in context.resources],
            self._lock_of,
            self._genesis_key,
        )
        try:
            context.authority = resolve_signers(stream.signers, signing)
        except SignerError as error:
            bad_signature = error.fault is SignerFault.BAD_SIGNATURE
            raise predeclared("BadSignature" if bad_signature else "BadSigner") from None
        for action in stream.actions:
            run_action(self.program, action, context)


def _framework_failure(error: Exception) -> Failure:
    """The framework's own error (version, access list) under a name."""
    code = getattr(error, "code", 0)
    return predeclared("MalformedPayload") if code == 16 else Failure("VersionIncompatible", code)
