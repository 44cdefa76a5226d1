"""The instructions of the program `ledger`, one function each.

They only build: nothing is signed or sent. Addresses that the program derives are filled in; for one
that follows from what another resource holds, `state` is read.
"""

from vprog.client import values
from vprog.client.action import Action, LockOf, SignedBy
from vprog.client.payload import Call, RoleRef
from vprog.client.types import CovenantId, L1Script, Lock, id_of

from . import addresses
from .addresses import UserAddress
from .types import GENESIS, Sompi


# ledger.vprog:41
def update(*, min_withdrawal: Sompi, covenant: CovenantId, lock: Lock) -> Action:
    """Changes the minimum or the lock of the settings; the covenant stays.

    Roles:
        config: is written; filled in.

    Signed by the lock of `config`.
    """
    config = addresses.config()
    return Action(
        instruction="update",
        call=Call(
            tag=1,
            roles=(RoleRef(config, writable=True),),
            parameters=b"".join(
                [
                    values.unsigned("min_withdrawal", min_withdrawal, 64),
                    values.raw("covenant", covenant, 32),
                    lock.encode(),
                ]
            ),
        ),
        roles={"config": config},
        auth=LockOf(config),
    )


# ledger.vprog:51
def init(*, min_withdrawal: Sompi, covenant: CovenantId, lock: Lock) -> Action:
    """Creates the settings, once, by the genesis key.

    Roles:
        config: is created; filled in.

    Signed by the key `GENESIS`.
    """
    config = addresses.config()
    return Action(
        instruction="init",
        call=Call(
            tag=2,
            roles=(RoleRef(config, writable=True),),
            parameters=b"".join(
                [
                    values.unsigned("min_withdrawal", min_withdrawal, 64),
                    values.raw("covenant", covenant, 32),
                    lock.encode(),
                ]
            ),
        ),
        roles={"config": config},
        auth=SignedBy(GENESIS, config),
    )


# ledger.vprog:59
def transfer(
    *, source: UserAddress, target: UserAddress | None = None, amount: Sompi, target_lock: Lock | None = None
) -> Action:
    """Moves value between holders; opens the target's account when a lock for it is given.

    Roles:
        source: is written.
        target: receives value, or is created; left out, it is derived from the arguments.

    Signed by the lock of `source`.
    """
    if target is None:
        target = addresses.user(initial_lock=id_of(values.given("target_lock", target_lock, "target")))
    return Action(
        instruction="transfer",
        call=Call(
            tag=3,
            roles=(
                RoleRef(source, writable=True),
                RoleRef(target, writable=True),
            ),
            parameters=b"".join(
                [
                    values.unsigned("amount", amount, 64),
                    values.option(target_lock, lambda value: value.encode()),
                ]
            ),
        ),
        roles={"source": source, "target": target},
        auth=LockOf(source),
    )


# ledger.vprog:77
def rotate(*, user: UserAddress, lock: Lock) -> Action:
    """Replaces a holder's lock (key rotation, or a move to multisig); the address stays.

    Roles:
        user: is written.

    Signed by the lock of `user`.
    """
    return Action(
        instruction="rotate",
        call=Call(
            tag=4,
            roles=(RoleRef(user, writable=True),),
            parameters=lock.encode(),
        ),
        roles={"user": user},
        auth=LockOf(user),
    )


# ledger.vprog:85
def deposit(*, output: int, initial_lock: Lock) -> Action:
    """Credits what an L1 output of this transaction pays to the covenant's deposit address.

    Roles:
        config: is read; filled in.
        user: receives value, or is created; filled in.
    """
    config = addresses.config()
    user = addresses.user(initial_lock=id_of(initial_lock))
    return Action(
        instruction="deposit",
        call=Call(
            tag=5,
            roles=(
                RoleRef(config, writable=False, indexed=False),
                RoleRef(user, writable=True),
            ),
            parameters=b"".join(
                [
                    values.unsigned("output", output, 32),
                    initial_lock.encode(),
                ]
            ),
        ),
        roles={"config": config, "user": user},
    )


# ledger.vprog:102
def withdraw(*, user: UserAddress, amount: Sompi, to: L1Script) -> Action:
    """Pays value out to an L1 script.

    Roles:
        config: is read; filled in.
        user: is written.

    Signed by the lock of `user`.
    """
    config = addresses.config()
    return Action(
        instruction="withdraw",
        call=Call(
            tag=6,
            roles=(
                RoleRef(config, writable=False, indexed=False),
                RoleRef(user, writable=True),
            ),
            parameters=b"".join(
                [
                    values.unsigned("amount", amount, 64),
                    to.encode(),
                ]
            ),
        ),
        roles={"config": config, "user": user},
        auth=LockOf(user),
    )
