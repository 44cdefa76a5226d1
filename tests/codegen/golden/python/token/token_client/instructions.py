"""The instructions of the program `token`, one function each.

They only build: nothing is signed or sent. Addresses that the program derives are filled in; for one
that follows from what another resource holds, `state` is read.
"""

from vprog.client import values
from vprog.client.action import Action, LockOf
from vprog.client.payload import Call, RoleRef
from vprog.client.state import StateReader, stored
from vprog.client.types import Lock, id_of

from . import addresses
from .addresses import HoldingAddress, MintAddress
from .resources import Holding
from .types import Amount


# token.vprog:33
def create_mint(*, symbol: bytes, lock: Lock) -> Action:
    """Founds a token with no supply.

    Roles:
        mint: is created; filled in.
    """
    mint = addresses.mint(issuer=id_of(lock), symbol=symbol)
    return Action(
        instruction="create_mint",
        call=Call(
            tag=1,
            roles=(RoleRef(mint, writable=True),),
            parameters=b"".join(
                [
                    values.raw("symbol", symbol, 8),
                    lock.encode(),
                ]
            ),
        ),
        roles={"mint": mint},
    )


# token.vprog:40
def mint(*, token: MintAddress, amount: Amount, owner_lock: Lock) -> Action:
    """Issues new value to a holder; opens the holding when it is new.

    Roles:
        token: is written.
        target: receives value, or is created; filled in.

    Signed by the lock of `token`.
    """
    target = addresses.holding(mint=token, owner=id_of(owner_lock))
    return Action(
        instruction="mint",
        call=Call(
            tag=2,
            roles=(
                RoleRef(token, writable=True),
                RoleRef(target, writable=True),
            ),
            parameters=b"".join(
                [
                    values.unsigned("amount", amount, 64),
                    owner_lock.encode(),
                ]
            ),
        ),
        roles={"token": token, "target": target},
        auth=LockOf(token),
    )


# token.vprog:56
def transfer(
    *,
    source: HoldingAddress,
    target: HoldingAddress | None = None,
    amount: Amount,
    owner_lock: Lock | None = None,
    state: StateReader | None = None,
) -> Action:
    """Moves value between two holdings of one token; opens the target when a lock for it is given.

    Roles:
        source: is written.
        target: receives value, or is created; left out, it is derived from the arguments and the state.

    Signed by the lock of `source`.
    """
    if target is None:
        source_now = Holding.decode(stored(state, source, "target"))
        target = addresses.holding(mint=source_now.mint, owner=id_of(values.given("owner_lock", owner_lock, "target")))
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
                    values.option(owner_lock, lambda value: value.encode()),
                ]
            ),
        ),
        roles={"source": source, "target": target},
        auth=LockOf(source),
    )


# token.vprog:77
def burn(
    *, source: HoldingAddress, token: MintAddress | None = None, amount: Amount, state: StateReader | None = None
) -> Action:
    """Destroys value of a holding and lowers the supply.

    Roles:
        source: is written.
        token: is written; left out, it is derived from the arguments and the state.

    Signed by the lock of `source`.
    """
    if token is None:
        source_now = Holding.decode(stored(state, source, "token"))
        token = source_now.mint
    return Action(
        instruction="burn",
        call=Call(
            tag=4,
            roles=(
                RoleRef(source, writable=True),
                RoleRef(token, writable=True),
            ),
            parameters=values.unsigned("amount", amount, 64),
        ),
        roles={"source": source, "token": token},
        auth=LockOf(source),
    )


# token.vprog:91
def rotate(*, source: HoldingAddress, lock: Lock) -> Action:
    """Replaces a holding's lock; the address stays.

    Roles:
        source: is written.

    Signed by the lock of `source`.
    """
    return Action(
        instruction="rotate",
        call=Call(
            tag=5,
            roles=(RoleRef(source, writable=True),),
            parameters=lock.encode(),
        ),
        roles={"source": source},
        auth=LockOf(source),
    )
