"""Builds the payload of a transaction: access list, signers, actions, signatures (docs/program-abi.md, "Payload").

The payload's length does not depend on what is signed, so fees can be priced before the outputs are final.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from vprog.client.errors import ClientError
from vprog.client.proofs import Proof, ProvingKey
from vprog.wire.access import AccessMetadata, AccessType, encode_access_list
from vprog.wire.codec import Writer
from vprog.wire.ids import signature_message
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock
from vprog.wire.signers import Signer, encode_signers

MAX_RESOURCES = 256
"""A resource index is one byte."""


class PayloadBuildError(ClientError):
    """A call that no payload can carry. `code` is a stable slug."""


@frozen
class RoleRef:
    """The resource in a role: its address, whether the instruction writes it, whether its index is on the wire."""

    address: bytes
    writable: bool
    indexed: bool = True


@frozen
class RoleList:
    """The resources of a role list, in order: `count u8 || count * index u8` on the wire."""

    addresses: tuple[bytes, ...]
    writable: bool

    @property
    def refs(self) -> tuple[RoleRef, ...]:
        """Each of them as a role of its own."""
        return tuple(RoleRef(address, self.writable) for address in self.addresses)


@frozen
class Call:
    """One instruction to run: its tag, its roles in header order, its encoded parameters."""

    tag: int
    roles: tuple[RoleRef | RoleList, ...]
    parameters: bytes = b""


@frozen
class Authorization:
    """Keys that sign for the resource at an address. `lock` is its current lock; None: the program's genesis key."""

    address: bytes
    lock: Lock | None
    keys: tuple[ProvingKey, ...]


def access_list(calls: Sequence[Call]) -> tuple[AccessMetadata, ...]:
    """Every resource the calls name, once, ascending; Write where any call writes it."""
    modes: dict[bytes, AccessType] = {}
    for ref in (ref for call in calls for role in call.roles for ref in _refs(role)):
        wanted = AccessType.WRITE if ref.writable else AccessType.READ
        modes[ref.address] = max(wanted, modes.get(ref.address, AccessType.READ))
    if not modes:
        raise PayloadBuildError("no-resources", "a transaction must declare at least one resource (hazard H4)")
    if len(modes) > MAX_RESOURCES:
        raise PayloadBuildError("too-many-resources", f"at most {MAX_RESOURCES} resources, got {len(modes)}")
    return tuple(AccessMetadata(address, modes[address]) for address in sorted(modes))


def build_payload(calls: Sequence[Call], authorizations: Sequence[Authorization], rest_preimage: bytes) -> bytes:
    """The signed payload. Keys that do not belong to the lock are left out; more than a multisig needs too.

    Raises PayloadBuildError when the calls name no resource, too many, or one that is not in the access list."""
    draft = _draft(calls, authorizations)
    message = signature_message(rest_preimage, draft.signed_part)
    return draft.signed_part + b"".join(proof.tail(message) for proof in draft.proofs)


def payload_size(calls: Sequence[Call], authorizations: Sequence[Authorization]) -> int:
    """Bytes of the payload that `build_payload` makes of the same calls and authorizations, without signing."""
    draft = _draft(calls, authorizations)
    return len(draft.signed_part) + sum(proof.tail_size for proof in draft.proofs)


@frozen
class _Draft:
    signed_part: bytes
    proofs: tuple[Proof, ...]


def _draft(calls: Sequence[Call], authorizations: Sequence[Authorization]) -> _Draft:
    """Everything in front of the tail. A signer entry's size is its kind's, so offsets are known beforehand."""
    access = access_list(calls)
    index_of = {entry.resource_id: index for index, entry in enumerate(access)}
    proofs = _proofs(authorizations, index_of)
    head = encode_access_list(access)
    actions = Writer().many(_encode_call(call, index_of) for call in calls).finish()
    offset = len(head) + len(encode_signers([proof.at(0) for proof in proofs])) + len(actions)
    signers: list[Signer] = []
    for proof in proofs:
        signers.append(proof.at(offset))
        offset += proof.tail_size
    return _Draft(head + encode_signers(signers) + actions, tuple(proofs))


def _encode_call(call: Call, index_of: dict[bytes, int]) -> bytes:
    indices = b"".join(_encode_role(role, index_of) for role in call.roles)
    return bytes([call.tag]) + indices + call.parameters


def _refs(role: RoleRef | RoleList) -> tuple[RoleRef, ...]:
    return role.refs if isinstance(role, RoleList) else (role,)


def _encode_role(role: RoleRef | RoleList, index_of: dict[bytes, int]) -> bytes:
    if isinstance(role, RoleList):
        return bytes([len(role.addresses), *(index_of[address] for address in role.addresses)])
    return bytes([index_of[role.address]]) if role.indexed else b""


def _proofs(authorizations: Sequence[Authorization], index_of: dict[bytes, int]) -> list[Proof]:
    """One entry per signature: ascending by resource index, multisig keys ascending within, no resource twice."""
    found: dict[tuple[int, int | None, bool], Proof] = {}
    for authorization in authorizations:
        index = index_of.get(authorization.address)
        if index is None:
            raise PayloadBuildError("unknown-resource", "an authorization is for a resource that no call names")
        for proof in _proofs_for(authorization, index):
            found[(index, proof.position, proof.genesis)] = proof
    return sorted(found.values(), key=lambda proof: (proof.index, proof.position or 0))


def _proofs_for(authorization: Authorization, index: int) -> list[Proof]:
    by_key = {key.public_key: key for key in authorization.keys}
    match authorization.lock:
        case None:
            return [Proof(index, key, None, True) for key in authorization.keys[:1]]
        case SchnorrLock(key=key):
            return [Proof(index, by_key[key], None, False)] if key in by_key else []
        case MultisigLock(threshold=threshold, keys=keys):
            able = [(position, by_key[key]) for position, key in enumerate(keys) if key in by_key]
            return [Proof(index, key, position, False) for position, key in able[:threshold]]
        case _:
            return []
