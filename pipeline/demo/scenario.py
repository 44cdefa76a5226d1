"""What happens in the demo, block by block: 67 transactions of six users, fourteen of which must fail."""

from __future__ import annotations

from collections.abc import Callable

from vprog.client.carrier import deposit_output
from vprog.client.payload import Authorization, build_payload
from vprog.pipeline.demo.actors import Actors
from vprog.pipeline.demo.people import GENESIS, KAS, USERS, Impostor, key_of
from vprog.wire.access import AccessMetadata, AccessType, encode_access_list
from vprog.wire.exits import SpkKind, StandardSpk
from vprog.wire.ids import signature_message
from vprog.wire.l1 import TxOutput, p2pk_script
from vprog.wire.locks import multisig
from vprog.wire.payload import decode_payload, encode_payload

Block = Callable[[Actors], None]
MIN_WITHDRAWAL = 5_000


def settings(a: Actors) -> None:
    """The genesis key creates the settings; somebody else tried first."""
    sompi = a.ledger.types.Sompi
    action = a.ledger.instructions.init(
        min_withdrawal=sompi(MIN_WITHDRAWAL), covenant=a.net.covenant_id, lock=a.lock("admin")
    )
    forged = Authorization(action.roles["config"], None, (Impostor(GENESIS.public_key, key_of("frank")),))
    a.send_raw("frank", lambda rest: build_payload([action.call], [forged], rest), "BadSignature")
    a.send(GENESIS, action)


def deposits(a: Actors) -> None:
    """Everyone deposits; one claims a deposit twice, one paid somebody else."""
    for i, name in enumerate(USERS):
        output = deposit_output(a.net.covenant_id, (i + 1) * KAS)
        a.send(name, a.ledger.instructions.deposit(output=0, initial_lock=a.lock(name)), outputs=[output])
    twice = a.ledger.instructions.deposit(output=0, initial_lock=a.lock("alice"))
    a.send("alice", [twice, twice], outputs=[deposit_output(a.net.covenant_id, KAS)], fails="AlreadyClaimed")
    elsewhere = TxOutput(KAS, p2pk_script(key_of("bob").public_key))
    own = a.ledger.instructions.deposit(output=0, initial_lock=a.lock("bob"))
    a.send("bob", own, outputs=[elsewhere], fails="WrongDepositAddress")


def transfer(a: Actors, source: str, target: str, amount: int):
    return a.ledger.instructions.transfer(
        source=a.address(source), target=a.address(target), amount=a.ledger.types.Sompi(amount)
    )


def transfers(a: Actors) -> None:
    """Value goes round; one to oneself, one beyond the balance, one that another signed."""
    for i, name in enumerate(USERS):
        for step in (1, 2):
            a.send(name, transfer(a, name, USERS[(i + step) % len(USERS)], 1_000 * (i + 1) * step))
    a.send("carol", transfer(a, "carol", "carol", 1), fails="Aliased")
    a.send("dave", transfer(a, "dave", "erin", 1_000 * KAS), fails="InsufficientBalance")
    pittance = a.ledger.instructions.transfer(
        source=a.address("erin"), amount=a.ledger.types.Sompi(999), target_lock=a.lock("grace")
    )
    a.send("erin", pittance, fails="BelowOpening")
    theft = transfer(a, "alice", "frank", KAS // 2)
    forged = Authorization(
        a.address("alice"), a.lock("alice"), (Impostor(key_of("alice").public_key, key_of("frank")),)
    )
    a.send_raw("frank", lambda rest: build_payload([theft.call], [forged], rest), "BadSignature")


def rotation(a: Actors) -> None:
    """Alice's account becomes a 2-of-3; strangers post what no client would build."""
    shared = multisig(2, [key_of(name).public_key for name in ("alice", "bob", "carol")])
    a.send("alice", a.ledger.instructions.rotate(user=a.address("alice"), lock=shared))
    for name in ("bob", "carol", "dave", "erin", "frank"):
        a.send(name, transfer(a, name, "alice", 2_500))
    a.send_raw("frank", lambda rest: b"\xff\xff\xff\xff no access list", "MalformedPayload")
    unknown = [AccessMetadata(a.address("bob"), AccessType.WRITE)]
    stream = (0).to_bytes(4, "little") + (1).to_bytes(4, "little") + b"\x63"
    a.send_raw("frank", lambda rest: encode_payload(unknown, stream), "UnknownInstruction")
    a.send_raw("dave", lambda rest: read_only(a, rest), "NotWritable")


def read_only(a: Actors, rest: bytes) -> bytes:
    """A transfer by Dave whose access list calls the written accounts Read. The list is signed, so he signs that."""
    action = transfer(a, "dave", "erin", 1)
    signed = [Authorization(a.address("dave"), a.lock("dave"), (key_of("dave"),))]
    payload = decode_payload(build_payload([action.call], signed, rest))
    listed = encode_access_list(AccessMetadata(entry.resource_id) for entry in payload.access)
    body = listed + payload.ix_data[:-64]
    return body + key_of("dave").sign(signature_message(rest, body))


def shared_account(a: Actors) -> None:
    """Two of three move Alice's value, one alone does not; a transfer opens Grace's account."""
    payment = transfer(a, "alice", "dave", 10_000)
    a.send("alice", payment, [key_of("alice"), key_of("carol")])
    a.send("alice", transfer(a, "alice", "erin", 11_000), [key_of("bob"), key_of("carol")])
    lock = a.client.lock_at(a.address("alice"))
    alone = [Authorization(a.address("alice"), lock, (key_of("bob"),))]
    a.send_raw("bob", lambda rest: build_payload([payment.call], alone, rest), "NotAuthorized")
    opening = a.ledger.instructions.transfer(
        source=a.address("bob"), amount=a.ledger.types.Sompi(5_000), target_lock=a.lock("grace")
    )
    a.send("bob", opening)
    for name in ("bob", "carol", "dave", "erin", "frank"):
        a.send(name, [transfer(a, name, "frank" if name != "frank" else "bob", 10), transfer(a, name, "alice", 20)])


def withdrawals(a: Actors) -> None:
    """Value leaves to three kinds of L1 scripts; one withdrawal is too small, one is not signed."""
    for name, kind in (("dave", SpkKind.PUB_KEY), ("erin", SpkKind.SCRIPT_HASH), ("frank", SpkKind.PUB_KEY)):
        a.send(name, withdraw(a, name, kind, 40_000))
    a.send("carol", withdraw(a, "carol", SpkKind.PUB_KEY_ECDSA, 60_000))
    a.send("bob", withdraw(a, "bob", SpkKind.PUB_KEY, MIN_WITHDRAWAL - 1), fails="BelowMinimum")
    a.send_unsigned("frank", withdraw(a, "bob", SpkKind.PUB_KEY, 50_000), "NotAuthorized")
    for name in ("bob", "carol", "dave"):
        a.send(name, transfer(a, name, "frank", 77))


def withdraw(a: Actors, name: str, kind: SpkKind, amount: int):
    key = key_of(name).public_key
    to = StandardSpk(kind, b"\x02" + key if kind is SpkKind.PUB_KEY_ECDSA else key)
    return a.ledger.instructions.withdraw(user=a.address(name), amount=a.ledger.types.Sompi(amount), to=to)


def aftermath(a: Actors) -> None:
    """A replayed payload fails, because it is bound to the inputs it was signed with; life goes on."""
    replayed = a.net.node.batches[2].batch.transactions[2].tx.payload
    a.send_raw("frank", lambda rest: replayed, "BadSignature")
    update = a.ledger.instructions.update(
        min_withdrawal=a.ledger.types.Sompi(MIN_WITHDRAWAL * 2), covenant=a.net.covenant_id, lock=a.lock("admin")
    )
    a.send("bob", update, [key_of("admin")])
    for name in ("bob", "grace"):
        output = deposit_output(a.net.covenant_id, 2 * KAS)
        a.send("bob", a.ledger.instructions.deposit(output=0, initial_lock=a.lock(name)), outputs=[output])
    for name in USERS[1:]:
        a.send(name, transfer(a, name, "grace", 123))
        a.send(name, transfer(a, name, "alice", 45))


BLOCKS: tuple[Block, ...] = (settings, deposits, transfers, rotation, shared_account, withdrawals, aftermath)
