"""The interpreter as a transaction program: the same blob in, the same outputs and journal out, as the guest."""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.interpret.action import run_action
from vprog.dsl.interpret.failure import Failure, predeclared
from vprog.dsl.interpret.frame import Event, TransactionContext
from vprog.dsl.interpret.instruction_stream import decode_stream
from vprog.dsl.interpret.slots import lock_reader
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program
from vprog.wire.authority import SignerError, SignerFault, SigningContext, resolve_signers
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

    def __init__(self, program: Program) -> None:
        self.program = program
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
            events.extend(self._run(transaction, resources, exits, deposit))

        processed = process_transaction(blob, handler)
        error = processed.error
        failure = error if isinstance(error, Failure) or error is None else _framework_failure(error)
        return Execution(processed.outputs, processed.journal, failure, tuple(events))

    def _run(
        self, transaction: Transaction, resources: list[Resource], exits: ExitSink, deposit: DepositSink
    ) -> list[Event]:
        payload = transaction.payload
        stream = decode_stream(self.layout, payload.ix_data, len(resources))
        signed = payload.raw[: payload.ix_offset + stream.end]
        signing = SigningContext(
            payload.raw,
            transaction.rest_preimage,
            signature_message(transaction.rest_preimage, signed),
            [resource.data for resource in resources],
            self._lock_of,
            self._genesis_key,
        )
        try:
            authority = resolve_signers(stream.signers, signing)
        except SignerError as error:
            bad_signature = error.fault is SignerFault.BAD_SIGNATURE
            raise predeclared("BadSignature" if bad_signature else "BadSigner") from None
        context = TransactionContext(self.layout, resources, transaction.rest_preimage, authority, exits, deposit)
        for action in stream.actions:
            run_action(self.program, action, context)
        return context.events


def _framework_failure(error: Exception) -> Failure:
    """The framework's own error (version, access list) under a name."""
    code = getattr(error, "code", 0)
    return predeclared("MalformedPayload") if code == 16 else Failure("VersionIncompatible", code)
