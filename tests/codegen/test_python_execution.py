"""Payloads of the emitted clients, executed by the interpreter: every instruction of both examples, and what fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve
from client_packages import WorldState, client, program

from vprog.client.action import Action, lock_time
from vprog.client.carrier import Carrier, Coin, deposit_output
from vprog.client.errors import ClientError
from vprog.client.results import TransactionResult
from vprog.client.signing import LocalKey
from vprog.client.types import CovenantId, Lock, SchnorrLock, UnlockedLock, id_of, multisig
from vprog.dsl.interpret.world import LANE, World
from vprog.wire.exits import SpkKind, StandardSpk
from vprog.wire.l1 import Outpoint, TxOutput
from vprog.wire.transaction import L1Transaction, TxInput

GENESIS, ADMIN, ALICE, BOB, CAROL = (LocalKey(secret.to_bytes(32, "big")) for secret in (3, 1001, 1002, 1003, 1004))
COVENANT = CovenantId(b"\x44" * 32)


def lock(key: LocalKey) -> SchnorrLock:
    return SchnorrLock(key.public_key)


class Purse:
    """An L1 wallet with some coins."""

    def __init__(self, key: LocalKey, coins: list[Coin]) -> None:
        self.key = key
        self._coins = coins

    def coins(self) -> list[Coin]:
        return self._coins

    def send(self, transaction: L1Transaction) -> bytes:
        return transaction.id()


class Desk:
    """One program's client in front of the interpreter."""

    def __init__(self, name: str) -> None:
        self.package: Any = client(name)
        self.world = World(program(name))
        kind = getattr(self.package, f"{name.capitalize()}Client")
        self.client: Any = kind(WorldState(self.world))
        self.events: list[Any] = []

    def run(
        self, *actions: Action, keys: Sequence[LocalKey], outputs: Sequence[TxOutput] = ()
    ) -> TransactionResult[Any]:
        """Builds, executes, and reads the result back through the client."""
        source = TxInput(self.world.transactions.to_bytes(32, "big"), 0)
        carrier = L1Transaction(inputs=(source,), outputs=tuple(outputs), subnetwork_id=LANE)
        rest = evolve(carrier, lock_time=lock_time(actions)).rest_preimage()
        payload = self.client.payload(actions, keys, rest)
        assert len(payload) == self.client.payload_size(actions, keys)
        execution = self.world.execute(payload, rest)
        self.events = list(execution.events)
        return self.client.result(payload, execution.outputs, execution.journal)


@pytest.fixture
def ledger() -> Desk:
    """Initialised, with 5000 for Alice."""
    desk = Desk("ledger")
    package = desk.package
    init = package.instructions.init(min_withdrawal=package.types.Sompi(500), covenant=COVENANT, lock=lock(ADMIN))
    assert desk.run(init, keys=[GENESIS]).ok
    deposit = package.instructions.deposit(output=0, initial_lock=lock(ALICE))
    result = desk.run(deposit, keys=[], outputs=[deposit_output(COVENANT, 5000)])
    assert result.ok
    assert result.deposit_script_hash is not None
    return desk


def user(desk: Desk, first: Lock) -> Any:
    return desk.package.addresses.user(initial_lock=id_of(first))


def test_settings_change_hands(ledger: Desk) -> None:
    package, council = ledger.package, multisig(2, [ADMIN.public_key, BOB.public_key, CAROL.public_key])
    update = package.instructions.update(min_withdrawal=package.types.Sompi(10), covenant=COVENANT, lock=council)
    assert ledger.run(update, keys=[ADMIN]).ok
    assert ledger.client.config() == package.resources.Config(package.types.Sompi(10), COVENANT, council)
    back = package.instructions.update(min_withdrawal=package.types.Sompi(20), covenant=COVENANT, lock=lock(ADMIN))
    with pytest.raises(ClientError) as refused:
        ledger.run(back, keys=[ADMIN])
    assert refused.value.code == "not-authorized"
    assert ledger.run(back, keys=[CAROL, ADMIN, BOB]).ok


def test_transfer_opens_an_account_and_credits_it(ledger: Desk) -> None:
    package = ledger.package
    source, target = user(ledger, lock(ALICE)), user(ledger, lock(BOB))
    opening = package.instructions.transfer(source=source, amount=package.types.Sompi(2000), target_lock=lock(BOB))
    result = ledger.run(opening, keys=[ALICE])
    assert result.changes[target] == package.resources.User(package.types.Sompi(2000), id_of(lock(BOB)), lock(BOB))
    again = package.instructions.transfer(source=source, target=target, amount=package.types.Sompi(1))
    assert ledger.run(again, keys=[ALICE]).ok
    assert ledger.client.user(target).balance == 2001
    assert [event.name for event in ledger.events] == ["Transferred"]


def test_rotated_lock_signs_and_the_address_stays(ledger: Desk) -> None:
    package, address = ledger.package, user(ledger, lock(ALICE))
    assert ledger.run(package.instructions.rotate(user=address, lock=lock(CAROL)), keys=[ALICE]).ok
    assert ledger.client.user(address).lock == lock(CAROL)
    assert ledger.run(package.instructions.rotate(user=address, lock=UnlockedLock()), keys=[CAROL]).ok
    assert ledger.run(package.instructions.rotate(user=address, lock=lock(BOB)), keys=[]).ok


def test_withdrawal_pays_out(ledger: Desk) -> None:
    package, to = ledger.package, StandardSpk(SpkKind.SCRIPT_HASH, b"\x07" * 32)
    withdraw = package.instructions.withdraw(user=user(ledger, lock(ALICE)), amount=package.types.Sompi(700), to=to)
    result = ledger.run(withdraw, keys=[ALICE]).unwrap()
    assert [(exit_.spk, exit_.amount) for exit_ in result.exits] == [(to, 700)]


def test_failures_come_back_as_the_programs_errors(ledger: Desk) -> None:
    package, source = ledger.package, user(ledger, lock(ALICE))
    transfer = package.instructions.transfer
    overdraft = transfer(source=source, amount=package.types.Sompi(9000), target_lock=lock(BOB))
    with pytest.raises(package.errors.InsufficientBalance) as failed:
        ledger.run(overdraft, keys=[ALICE]).unwrap()
    assert failed.value.code == program("ledger").error("InsufficientBalance").code
    alias = transfer(source=source, target=source, amount=package.types.Sompi(1))
    assert isinstance(ledger.run(alias, keys=[ALICE]).failure, package.errors.Aliased)
    unopened = transfer(source=source, target=user(ledger, lock(CAROL)), amount=package.types.Sompi(2000))
    assert isinstance(ledger.run(unopened, keys=[ALICE]).failure, package.errors.NoSuchAccount)
    early = package.instructions.withdraw(
        user=source, amount=package.types.Sompi(1), to=StandardSpk(SpkKind.PUB_KEY, bytes(32))
    )
    failure = ledger.run(early, keys=[ALICE]).failure
    assert isinstance(failure, package.errors.BelowMinimum)
    assert isinstance(failure, package.errors.LedgerError)
    assert ledger.client.user(source).balance == 5000


def test_a_missing_lock_is_noticed_before_anything_is_signed(ledger: Desk) -> None:
    package = ledger.package
    with pytest.raises(ClientError) as refused:
        package.instructions.transfer(source=user(ledger, lock(ALICE)), amount=package.types.Sompi(1))
    assert refused.value.code == "missing-argument"


def test_several_actions_are_one_transaction(ledger: Desk) -> None:
    package, alice, bob = ledger.package, user(ledger, lock(ALICE)), user(ledger, lock(BOB))
    actions = [
        package.instructions.transfer(source=alice, amount=package.types.Sompi(1500), target_lock=lock(BOB)),
        package.instructions.deposit(output=1, initial_lock=lock(BOB)),
        package.instructions.transfer(source=alice, target=bob, amount=package.types.Sompi(500)),
    ]
    outputs = [TxOutput(1, b""), deposit_output(COVENANT, 1000)]
    assert ledger.run(*actions, keys=[ALICE], outputs=outputs).ok
    assert (ledger.client.user(alice).balance, ledger.client.user(bob).balance) == (3000, 3000)


def test_errors_by_code() -> None:
    errors = client("ledger").errors
    for declared in (*program("ledger").errors, program("ledger").error("Overflow")):
        found = errors.from_code(declared.code)
        assert (found.code, found.NAME, found.MESSAGE) == (declared.code, declared.name, declared.message)
    assert errors.from_code(1).NAME == "VersionIncompatible"
    assert errors.from_code(99_999).code == 99_999


def test_token_from_founding_to_burning() -> None:
    desk = Desk("token")
    package, amount = desk.package, desk.package.types.Amount
    instructions, addresses = package.instructions, package.addresses
    symbol = b"KASTEST1"
    assert desk.run(instructions.create_mint(symbol=symbol, lock=lock(ADMIN)), keys=[]).ok
    mint = addresses.mint(issuer=id_of(lock(ADMIN)), symbol=symbol)
    alice = addresses.holding(mint=mint, owner=id_of(lock(ALICE)))
    bob = addresses.holding(mint=mint, owner=id_of(lock(BOB)))

    issue = instructions.mint(token=mint, amount=amount(100), owner_lock=lock(ALICE))
    assert desk.run(issue, keys=[ADMIN]).ok
    assert desk.client.mint(mint).supply == 100
    pay = instructions.transfer(source=alice, target=bob, amount=amount(30), owner_lock=lock(BOB))
    assert desk.run(pay, keys=[ALICE]).ok
    assert desk.client.holding(bob) == package.resources.Holding(amount(30), mint, id_of(lock(BOB)), lock(BOB))
    assert desk.run(instructions.burn(source=bob, token=mint, amount=amount(10)), keys=[BOB]).ok
    assert (desk.client.mint(mint).supply, desk.client.holding(bob).balance) == (90, 20)
    assert desk.run(instructions.rotate(source=bob, lock=lock(CAROL)), keys=[BOB]).ok
    drained = instructions.transfer(source=bob, target=alice, amount=amount(21))
    assert isinstance(desk.run(drained, keys=[CAROL]).failure, package.errors.InsufficientBalance)
    with pytest.raises(ClientError) as refused:
        desk.client.holding(mint)
    assert refused.value.code == "wrong-kind"


def test_a_wallet_carries_a_deposit(ledger: Desk) -> None:
    """The transaction that goes to L1 is the one that the program executes: deposit and transfer in one."""
    package, purse = ledger.package, Purse(BOB, [Coin(Outpoint(bytes([n]) * 32, n), 60_000_000) for n in (1, 2)])
    actions = [
        package.instructions.deposit(output=0, initial_lock=lock(CAROL)),
        package.instructions.transfer(
            source=user(ledger, lock(ALICE)), target=user(ledger, lock(CAROL)), amount=package.types.Sompi(7)
        ),
    ]
    deposit = deposit_output(COVENANT, 20_000_000)
    transaction = ledger.client.transaction(actions, [ALICE], Carrier(purse, LANE), [deposit])
    assert transaction.outputs[0] == deposit
    execution = ledger.world.execute(transaction.payload, transaction.rest_preimage())
    result = ledger.client.result(transaction.payload, execution.outputs, execution.journal).unwrap()
    assert result.changes[user(ledger, lock(CAROL))].balance == 20_000_007
    assert ledger.client.journal(execution.journal).tx_id == transaction.id()


def test_addresses_that_follow_from_the_state_are_filled_in() -> None:
    """A transfer finds the holding to open through the mint of the source, a burn finds its mint."""
    desk = Desk("token")
    amount, instructions, addresses = desk.package.types.Amount, desk.package.instructions, desk.package.addresses
    assert desk.run(instructions.create_mint(symbol=b"KASTEST2", lock=lock(ADMIN)), keys=[]).ok
    mint = addresses.mint(issuer=id_of(lock(ADMIN)), symbol=b"KASTEST2")
    alice = addresses.holding(mint=mint, owner=id_of(lock(ALICE)))
    assert desk.run(instructions.mint(token=mint, amount=amount(9), owner_lock=lock(ALICE)), keys=[ADMIN]).ok
    opening = instructions.transfer(source=alice, amount=amount(4), owner_lock=lock(BOB), state=desk.client.state)
    assert opening.roles["target"] == addresses.holding(mint=mint, owner=id_of(lock(BOB)))
    assert desk.run(opening, keys=[ALICE]).ok
    burning = instructions.burn(source=alice, amount=amount(5), state=desk.client.state)
    assert desk.run(burning, keys=[ALICE]).ok
    assert desk.client.mint(mint).supply == 4
    for code, state in (("missing-argument", None), ("not-live", desk.client.state)):
        with pytest.raises(ClientError) as refused:
            instructions.burn(source=addresses.HoldingAddress(bytes(32)), amount=amount(1), state=state)
        assert refused.value.code == code


def test_events_are_read_as_nodes_report_them() -> None:
    events, addresses = client("ledger").events, client("ledger").addresses
    document = {"event": "Transferred", "source": "11" * 32, "target": "22" * 32, "amount": str(1 << 60)}
    found = events.read(document)
    assert found == events.Transferred(addresses.UserAddress(b"\x11" * 32), b"\x22" * 32, 1 << 60)
    for broken in ({**document, "amount": "x"}, {**document, "source": "11"}, {**document, "event": "Nothing"}):
        with pytest.raises(ClientError):
            events.read(broken)


def test_a_council_settles_after_its_window() -> None:
    """Role lists, `after`, structs and variants, from the builder to the interpreter and back."""
    desk = Desk("rich")
    package, types, structs = desk.package, desk.package.types, desk.package.structs
    build, voters = package.instructions, []
    for key in (ALICE, BOB, CAROL):
        seat = build.join(weight=2 * types.Shares.SHARE, lock=lock(key), blob=b"ab", pair=(-1, 1))
        assert desk.run(seat, keys=[key]).ok
        voters.append(package.addresses.member(first=id_of(lock(key))))
    window = structs.Window(opens=types.Score(1), closes=types.Score(5))
    found = build.found(
        title="Rat",
        window=window,
        motion=structs.MotionNothing(),
        weights=[3, 1],
        seen={b"\x02" * 32, b"\x01" * 32},
        notes={9: "nine", 2: "two"},
        total=1 << 200,
        members=set(voters),
        lock=lock(ADMIN),
    )
    assert desk.run(found, keys=[ADMIN]).ok
    council = desk.client.council()
    assert (council.window, council.notes, council.total) == (window, {2: "two", 9: "nine"}, 1 << 200)
    assert council.seen == {b"\x01" * 32, b"\x02" * 32}

    pay = structs.MotionPay(amount=types.Sompi(7), to=StandardSpk(SpkKind.PUB_KEY, b"\x05" * 32))
    mark = structs.Mark(term=window, by=voters[0], tags=(b"abcd", b"efgh"), depth=3)
    settle = build.settle(voters=voters, motion=pay, mark=mark, state=desk.client.state)
    assert settle.lock_time == 15
    early = build.settle(voters=voters, motion=pay, lock_time=14)
    keys = [ADMIN, CAROL, ALICE]
    assert isinstance(desk.run(early, keys=keys).failure, package.errors.BeforeScore)
    assert desk.run(settle, keys=keys).ok
    assert desk.client.council().motion == pay
    with pytest.raises(ClientError) as refused:
        desk.run(settle, keys=[ADMIN, ALICE])
    assert refused.value.code == "not-authorized"
    with pytest.raises(ClientError) as refused:
        build.settle(voters=voters * 2, motion=pay, lock_time=1)
    assert refused.value.code == "too-long"
