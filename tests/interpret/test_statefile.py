"""`run_instruction`: a state and a request as JSON in, a reply out; what cannot be run is a RequestError."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.programs import compiled

from interpret.desk import ALICE, CONFIG, COVENANT, GENESIS_KEY, LOCK_A, LOCK_B, OPEN, probe
from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.statefile import RequestError, run_instruction, show_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.wire.ids import derived_resource_id, lock_resource_id
from vprog.wire.locks import lock_id

LEDGER = compiled("ledger")
EMPTY: dict[str, Any] = {"program": "ledger", "resources": {}}
INIT: dict[str, Any] = {
    "instruction": "init",
    "arguments": {"min_withdrawal": "100", "covenant": COVENANT.hex(), "lock": "unlocked"},
    "keys": [GENESIS_KEY.secret.hex()],
}
DEPOSIT: dict[str, Any] = {
    "instruction": "deposit",
    "arguments": {"output": 0, "initial_lock": {"schnorr": ALICE.public_key.hex()}},
    "outputs": [{"value": 5000, "deposit": COVENANT.hex()}],
}
ALICES = lock_resource_id(LOCK_A)
WITHDRAW: dict[str, Any] = {
    "instruction": "withdraw",
    "arguments": {"amount": 300, "to": "0x08" + "05" * 32},
    "roles": {"user": ALICES.hex()},
    "keys": [ALICE.secret.hex()],
}


def run(state: dict[str, Any], *requests: dict[str, Any]) -> dict[str, Any]:
    """The last reply; every state goes through text."""
    reply: dict[str, Any] = {}
    for request in requests:
        before = json.dumps(state)
        reply = json.loads(json.dumps(run_instruction(LEDGER, state, request)))
        assert json.dumps(state) == before
        state = reply["state"]
    return reply


def test_a_sequence() -> None:
    reply = run(EMPTY, INIT, DEPOSIT, WITHDRAW)
    assert reply["ok"] and reply["error"] is None
    assert reply["roles"] == {"config": CONFIG.hex(), "user": ALICES.hex()}
    assert reply["events"] == [{"event": "Withdrawn", "user": ALICES.hex(), "amount": 300}]
    assert reply["exits"] == [{"script": "aa20" + "05" * 32 + "87", "amount": 300}]
    assert list(reply["state"]["resources"]) == sorted([CONFIG.hex(), ALICES.hex()])
    shown = show_resource(ProgramLayout(LEDGER), bytes.fromhex(reply["state"]["resources"][ALICES.hex()]))
    assert (shown["resource"], shown["balance"], shown["lock"]) == ("User", 4700, LOCK_A.encode().hex())


def test_a_failure_is_a_reply() -> None:
    reply = run(EMPTY, INIT, DEPOSIT, {**WITHDRAW, "keys": []})
    assert not reply["ok"]
    assert reply["error"] == {
        "name": "NotAuthorized",
        "code": 30,
        "message": "the signers do not satisfy the instruction's auth clause",
    }
    assert reply["state"] == run(EMPTY, INIT, DEPOSIT)["state"]
    assert (reply["events"], reply["exits"]) == ([], [])


def test_own_error_with_its_values() -> None:
    low = {**WITHDRAW, "arguments": {**WITHDRAW["arguments"], "amount": 3}}
    assert run(EMPTY, INIT, DEPOSIT, low)["error"]["message"] == "withdrawals start at 100, got 3"


def test_address_that_only_the_body_derives() -> None:
    request = {"instruction": "note", "arguments": {"label": b"milk".hex(), "lock": "unlocked"}}
    reply = run_instruction(probe().layout.program, {}, request)
    address = derived_resource_id(1, lock_id(OPEN), b"milk").hex()
    assert reply["ok"] and list(reply["state"]["resources"]) == [address]


def test_address_to_open_is_given() -> None:
    opened = {
        "instruction": "transfer",
        "arguments": {"amount": "2000", "target_lock": LOCK_B.encode().hex()},
        "roles": {"source": ALICES.hex()},
        "keys": [ALICE.secret.hex()],
    }
    reply = run(EMPTY, INIT, DEPOSIT, opened)
    assert reply["ok"] and reply["roles"]["target"] == lock_resource_id(LOCK_B).hex()


def test_numbers_beyond_json_are_strings() -> None:
    values = {"balance": (1 << 64) - 1, "initial_lock": lock_id(OPEN), "lock": OPEN.encode()}
    from vprog.dsl.layout.codec import encode_resource

    layout = ProgramLayout(LEDGER)
    assert show_resource(layout, encode_resource(layout.resources["User"], values))["balance"] == str((1 << 64) - 1)
    assert show_resource(layout, b"\x09\x09") == {"raw": "0909"}
    assert show_resource(layout, b"\xff") == {"raw": "ff"}
    assert show_resource(layout, b"") == {"raw": ""}


def changed(request: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**request, **changes}


def argument(request: dict[str, Any], **arguments: Any) -> dict[str, Any]:
    return {**request, "arguments": {**request["arguments"], **arguments}}


BAD_REQUESTS: list[tuple[dict[str, Any], str]] = [
    ({}, "no instruction `None`"),
    (changed(INIT, instruction="nope"), "no instruction `nope`; the program has update, init"),
    (changed(INIT, arguments=[1]), "arguments: expected an object"),
    (changed(INIT, arguments={}), "min_withdrawal: expected an integer from 0"),
    (argument(INIT, min_withdrawal=-1), "min_withdrawal: expected an integer from 0"),
    (argument(INIT, min_withdrawal=True), "min_withdrawal: expected an integer"),
    (argument(INIT, min_withdrawal=1 << 64), "min_withdrawal: expected an integer"),
    (argument(INIT, min_withdrawal="9" * 100), "min_withdrawal: expected an integer"),
    (argument(INIT, covenant="zz"), "covenant: expected bytes as hex"),
    (argument(INIT, covenant="00"), "covenant: these bytes are no CovenantId"),
    (argument(INIT, lock="04"), "lock: no lock"),
    (argument(INIT, lock={"schnorr": "00"}), "lock: no lock"),
    (argument(INIT, lock={"multisig": {"threshold": 3, "keys": []}}), "lock: no lock"),
    (argument(INIT, lock={"multisig": {"threshold": 1, "keys": [7]}}), "lock: "),
    (argument(INIT, extra=1), "no argument `extra`; there are: min_withdrawal, covenant, lock"),
    (changed(INIT, keys=["00" * 32]), "keys: "),
    (changed(INIT, keys=["00"]), "keys: expected 32 bytes, got 1"),
    (changed(INIT, keys="00"), "keys: expected a list"),
    (changed(INIT, keys=7), "keys: expected a list"),
    (changed(INIT, roles={"nobody": "00" * 32}), "no role `nobody`; there are: config"),
    (changed(INIT, roles={"config": "00"}), "roles.config: expected 32 bytes, got 1"),
    (changed(INIT, roles=[]), "roles: expected an object"),
    (changed(DEPOSIT, outputs=7), "outputs: expected a list"),
    (changed(DEPOSIT, outputs=[7]), "outputs: expected objects"),
    (changed(DEPOSIT, outputs=[{"value": 1}]), "outputs.script: expected hex"),
    (changed(DEPOSIT, outputs=[{"value": 1, "deposit": "00"}]), "outputs.deposit: expected 32 bytes"),
    (changed(DEPOSIT, outputs=[{"value": -1, "script": ""}]), "outputs.value: expected an integer"),
    (changed(WITHDRAW, roles={}), "the address of role `user` must be given"),
    (argument(WITHDRAW, to="07" + "00" * 32), "to: these bytes are no L1Script"),
]


@pytest.mark.parametrize(("request_", "message"), BAD_REQUESTS, ids=[message for _, message in BAD_REQUESTS])
def test_bad_request(request_: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError) as caught:
        run_instruction(LEDGER, EMPTY, request_)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"program": "token"}, "the state is of program `token`, not `ledger`"),
        ({"resources": {"00": ""}}, "resources: expected 32 bytes"),
        ({"resources": {"00" * 32: "zz"}}, "expected hex"),
        ({"resources": [1]}, "resources: expected an object"),
    ],
)
def test_bad_state(state: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError) as caught:
        run_instruction(LEDGER, state, INIT)
    assert message in str(caught.value)


HEX = ["", "00", "ff" * 32, ALICES.hex()]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["", "00", "ff" * 32]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
PLACES = ("instruction", "arguments", "roles", "keys", "outputs")
NAMES = ("output", "initial_lock", "user", "config", "amount", "to", "value", "script", "deposit")


@given(
    st.sampled_from([INIT, DEPOSIT, WITHDRAW]),
    st.dictionaries(st.sampled_from(PLACES), JSON | st.dictionaries(st.sampled_from(NAMES), JSON), max_size=3),
    st.dictionaries(st.sampled_from(("program", "resources")), JSON, max_size=2),
)
def test_any_json_is_a_reply_or_a_request_error(
    request_: dict[str, Any], changes: dict[str, Any], state: dict[str, Any]
) -> None:
    try:
        reply = run_instruction(LEDGER, state, {**request_, **changes})
    except RequestError:
        return
    assert set(reply) == {"ok", "error", "state", "roles", "events", "exits"}


@given(st.dictionaries(st.sampled_from([CONFIG.hex(), ALICES.hex()]), st.binary(max_size=90).map(bytes.hex)))
def test_any_stored_bytes_are_a_reply_or_a_request_error(resources: dict[str, str]) -> None:
    for request in (INIT, DEPOSIT, WITHDRAW):
        try:
            reply = run_instruction(LEDGER, {"resources": resources}, request)
        except RequestError:
            continue
        assert reply["ok"] in (True, False)


NURSERY = """program nursery
unit Coin: u64
resource Parent at (owner) { owner: LockId lock: Lock }
resource Child at (up, owner) { up: Address<Parent> owner: LockId value: held Coin lock: Lock }
instruction grow(amount: Coin)
    reads parent: Parent
    credits child: Child at (parent.id, parent.owner) or creates
    auth parent.lock
{
    let coins = Coin.mint(amount)
    match child {
        new => create child = Child { up: parent.id, owner: parent.owner, value: coins, lock: parent.lock }
        live => child.value.put(coins)
    }
}
"""


@pytest.mark.parametrize("stored", [{}, {"00" * 32: "ff"}, {"00" * 32: "00"}, {"00" * 32: "01"}])
def test_address_derived_from_a_role_that_is_not_live(stored: dict[str, str]) -> None:
    program = Compilation(NURSERY, "nursery.vprog").program
    assert program is not None
    request = {"instruction": "grow", "arguments": {"amount": 1}}
    for roles, missing in (({}, "parent"), ({"parent": "00" * 32}, "child")):
        with pytest.raises(RequestError) as caught:
            run_instruction(program, {"resources": stored}, {**request, "roles": roles})
        assert f"the address of role `{missing}` must be given" in str(caught.value)
    both = {"parent": "00" * 32, "child": "11" * 32}
    assert not run_instruction(program, {"resources": stored}, {**request, "roles": both})["ok"]


def test_instruction_without_roles() -> None:
    """It cannot be sent: a transaction without resources is none that the framework settles."""
    source = 'program roleless error { Bad "bad" } instruction check(n: u8) { require n > 0 else Bad }'
    program = Compilation(source, "roleless.vprog").program
    assert program is not None
    with pytest.raises(RequestError, match="at least one resource"):
        run_instruction(program, {}, {"instruction": "check", "arguments": {"n": 1}})
