"""A localnet in every proof mode, driven by lines as `vprog localnet` is; what a covenant refuses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from support.guests import guests
from support.programs import compiled

from vprog.pipeline.artifacts import REPOSITORY, ProgramGuest, SystemGuests, build_system_guests
from vprog.pipeline.localnet import LANE, Engines, Localnet
from vprog.pipeline.proofs.prove import ProofMode
from vprog.pipeline.proofs.provers import DevProver, ProofError, RealProver
from vprog.pipeline.proofs.receipts import DevReceipt, decode_dev_receipt
from vprog.pipeline.session import Session
from vprog.pipeline.settlement.settler import SettlementError
from vprog.pipeline.toolchain import BuiltGuest
from vprog.pipeline.workers import CovenantPins, CovenantState, Executor, Settlement, SettleRequest, WorkerError
from vprog.wire.codec import DecodeError
from vprog.wire.seq_commit import lane_key

COVENANT = "11" * 32
GENESIS = (3).to_bytes(32, "big").hex()
INIT = {
    "do": "submit",
    "instruction": "init",
    "arguments": {"min_withdrawal": 1000, "covenant": COVENANT, "lock": "unlocked"},
    "keys": [GENESIS],
}
MINE = {"do": "mine"}


@pytest.fixture(scope="module")
def system() -> SystemGuests:
    return build_system_guests(REPOSITORY / "build" / "tests" / "system")


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with Executor.start() as worker:
        yield worker


@pytest.fixture(scope="module")
def settlement() -> Iterator[Settlement]:
    with Settlement.start() as worker:
        yield worker


def localnet(system: SystemGuests, executor: Executor, settlement: Settlement, mode: ProofMode) -> Localnet:
    built = guests("ledger")
    elf = BuiltGuest(built.elf, executor.load(built.elf), "")
    guest = ProgramGuest(built.elf.parent, elf, built.native)
    prover = None if mode is ProofMode.OFF else DevProver(executor)
    net = Localnet(compiled("ledger"), guest, system, Engines(prover, settlement), [], mode)
    net.start()
    return net


def ask(session: Session, request: dict[str, Any]) -> dict[str, Any]:
    return session.answer(json.dumps(request))


@pytest.mark.parametrize("mode", list(ProofMode))
def test_every_mode_executes_and_only_full_settles(
    mode: ProofMode, system: SystemGuests, executor: Executor, settlement: Settlement
) -> None:
    net = localnet(system, executor, settlement, mode)
    session = Session(compiled("ledger"), net)
    assert "tx_id" in ask(session, INIT)
    mined = ask(session, MINE)
    assert mined["transactions"][0]["error"] is None
    assert mined["proof"] == ("none" if mode is ProofMode.OFF else "dev")
    assert (mined["cycles"] > 0) == (mode is not ProofMode.OFF)
    assert (mined["settled"] == mined["root"]) == (mode is ProofMode.FULL)
    roots = ask(session, {"do": "roots"})
    assert (roots["l1"] == roots["node"]) == (mode is ProofMode.FULL)
    net.close()


def test_requests_that_cannot_be_carried_out_are_answered(
    system: SystemGuests, executor: Executor, settlement: Settlement
) -> None:
    net = localnet(system, executor, settlement, ProofMode.OFF)
    session = Session(compiled("ledger"), net)
    for line in ("", "7", "[]", "{", '{"do": 7}', '{"do": "submit"}', "[" * 100_000, '{"do": "submit", "keys": [1]}'):
        assert session.answer(line)["error"]["code"] == "bad-request"
    unfunded = {**INIT, "outputs": [{"value": 10**18, "deposit": COVENANT}]}
    assert ask(session, unfunded)["error"]["code"] == "insufficient-funds"
    assert ask(session, MINE)["transactions"] == []
    net.close()


def test_several_batches_settle_as_one_bundle(system: SystemGuests, executor: Executor, settlement: Settlement) -> None:
    net = localnet(system, executor, settlement, ProofMode.FULL)
    session = Session(compiled("ledger"), net)
    ask(session, INIT)
    net.mine(settle=False)
    update = {**INIT, "instruction": "update", "keys": []}
    for minimum in (7, 8):
        ask(session, {**update, "arguments": {**INIT["arguments"], "min_withdrawal": minimum}})
        net.mine(settle=False)
    bundle = net.bundle()
    assert len(bundle.batches) == 3
    assert net.settle_bundle(bundle) == net.node.root
    with pytest.raises(SettlementError) as refused:
        net.settle_bundle(bundle)
    assert refused.value.code == "not-next"
    net.close()


def test_dev_receipts_say_so_and_a_real_prover_refuses_them() -> None:
    receipt = DevReceipt(b"\x01" * 32, b"journal", 5)
    raw = receipt.encode()
    assert raw.startswith(b"VPROG DEV RECEIPT - PROVES NOTHING")
    assert decode_dev_receipt(raw) == receipt
    with pytest.raises(DecodeError):
        decode_dev_receipt(raw + b"\0")
    prover = RealProver(None)  # type: ignore[arg-type] - refuses before it asks the worker
    with pytest.raises(ProofError) as refused:
        prover.verify(receipt, receipt.image_id)
    assert refused.value.code == "receipt-invalid"
    with pytest.raises(ProofError):
        prover.prove(b"\x01" * 32, b"", [receipt])


def test_a_covenant_that_checks_proofs_takes_nothing_less(settlement: Settlement) -> None:
    """The engine itself refuses: a witness that is no proof fails in OpZkPrecompile."""
    pins = CovenantPins("succinct", b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, lane_key(LANE))
    block = b"\x05" * 32
    request = SettleRequest(
        pins=pins,
        covenant_id=b"\x06" * 32,
        prev_tx_id=b"\x07" * 32,
        prev_index=0,
        value=10**9,
        prev=CovenantState(),
        next=CovenantState(b"\x08" * 32, b"\x09" * 32),
        block_prove_to=block,
        witness={"claim": "00" * 32, "control_index": 0, "control_digests": "", "seal": "00" * 64},
    )
    with pytest.raises(WorkerError) as refused:
        settlement.settle(request, {block: b"\x0a" * 32})
    assert refused.value.code == "script-rejected"
