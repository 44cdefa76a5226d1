"""From names and values to calls: fills in addresses that are constant or derivable, encodes parameters, works out
who has to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vprog.client.payload import Authorization, Call, RoleList, RoleRef
from vprog.client.signing import KeySigner
from vprog.dsl.interpret.action import Action, run_action
from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.slots import Life, RoleState, lock_reader
from vprog.dsl.layout.codec import Value, decode_resource, encode
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Auth, AuthKey, AuthLock, AuthMany, Instruction, Role, View
from vprog.wire.access import AccessMetadata, AccessType
from vprog.wire.authority import Authority
from vprog.wire.codec import DecodeError
from vprog.wire.locks import Lock
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink

State = Mapping[bytes, bytes]
"""Resource id to bytes; absent is empty."""
Lists = Mapping[str, Sequence[bytes]]
"""The addresses in each role list, by the list's name."""
_UNKNOWN = bytes(32)


class _AnyAuthority(Authority):
    """Agrees to everything: only for working out which address an instruction would create."""

    def signed_by(self, index: int, key: bytes) -> bool:
        return True

    def unlocks(self, index: int, lock: Lock) -> bool:
        return True


class CallError(ValueError):
    """A call that names no such role, gives no address for one, or an argument of the wrong type."""


def addresses(
    layout: ProgramLayout,
    instruction: Instruction | View,
    arguments: Mapping[str, Value],
    given: Mapping[str, bytes],
    state: State,
    lists: Lists | None = None,
) -> dict[str, bytes]:
    """The address of every role that is no list. `given` wins; constant and derivable ones are filled in; an address
    that only the body derives (`create` of a role without `at`) is found by running the body with that role empty.
    Raises CallError for a role that has none of these."""
    frame = Frame(layout.program, _context(layout, [], b""), {}, dict(arguments))
    found: dict[str, bytes] = {}
    missing: list[Role] = []
    for role in (role for role in instruction.roles if role.many is None):
        if role.name in given:
            address = given[role.name]
        else:
            address = _derived(role, frame)
            if address is None:
                missing.append(role)
                address = _UNKNOWN
        found[role.name] = address
        frame.roles[role.name] = _role_state(layout, role, address, state)
    for role in missing:
        if not isinstance(instruction, Instruction):
            raise CallError(f"the address of role `{role.name}` must be given")
        found[role.name] = _created_address(layout, instruction, arguments, found, role, state, lists or {})
    return found


def _derived(role: Role, frame: Frame) -> bytes | None:
    """None where the header does not say, or says it by the fields of a role that is not live."""
    if role.address is None:
        return None
    try:
        return derive(role.address, frame)
    except (KeyError, Failure):
        return None


def _role_state(layout: ProgramLayout, role: Role, address: bytes, state: State) -> RoleState:
    access = AccessType.WRITE if role.writable else AccessType.READ
    resource = Resource(AccessMetadata(address, access), 0, state.get(address, b""))
    role_state = RoleState(layout.resources[role.resource], resource, 0)
    if role_state.life is Life.LIVE:
        try:
            role_state.values = decode_resource(role_state.layout, resource.data)
        except DecodeError:
            role_state.values = {}
    return role_state


def _context(layout: ProgramLayout, resources: list[Resource], rest: bytes) -> TransactionContext:
    return TransactionContext(layout, resources, rest, _AnyAuthority(), ExitSink(), DepositSink())


def _created_address(
    layout: ProgramLayout,
    instruction: Instruction,
    arguments: Mapping[str, Value],
    found: Mapping[str, bytes],
    role: Role,
    state: State,
    lists: Lists,
) -> bytes:
    places = [(name, address) for name, address in found.items()]
    indices = {name: index for index, (name, _) in enumerate(places)}
    members: dict[str, tuple[int, ...]] = {}
    for many in (r.name for r in instruction.roles if r.many is not None):
        members[many] = tuple(range(len(places), len(places) + len(lists.get(many, ()))))
        places += [(many, address) for address in lists.get(many, ())]
    resources = [_role_state(layout, instruction.role(name), address, state).resource for name, address in places]
    action = Action(instruction, indices, dict(arguments), members)
    try:
        run_action(layout.program, action, _context(layout, resources, b""))
    except Failure as failure:
        derived = failure.values.get("derived")
        if failure.values.get("role") == role.name and isinstance(derived, bytes):
            return derived
    raise CallError(f"the address of role `{role.name}` must be given: it cannot be derived from the arguments")


def make_call(
    layout: ProgramLayout,
    instruction: Instruction,
    arguments: Mapping[str, Value],
    found: Mapping[str, bytes],
    lists: Lists | None = None,
) -> Call:
    """The call with its parameters encoded; a role list that is not in `lists` is empty. Raises CallError for an
    argument that is no value of its type."""
    try:
        parameters = b"".join(encode(p.type, arguments[p.name]) for p in instruction.parameters)
    except (ValueError, OverflowError) as error:
        raise CallError(str(error)) from None
    roles = tuple(_role_ref(role, found, lists or {}) for role in instruction.roles)
    return Call(instruction.tag, roles, parameters)


def _role_ref(role: Role, found: Mapping[str, bytes], lists: Lists) -> RoleRef | RoleList:
    if role.many is None:
        return RoleRef(found[role.name], role.writable, role.indexed)
    members = tuple(lists.get(role.name, ()))
    if len(members) > 255:
        raise CallError(f"role list `{role.name}` has {len(members)} resources, and at most {role.many} fit")
    return RoleList(members, role.writable)


def authorizations(
    layout: ProgramLayout,
    instruction: Instruction,
    found: Mapping[str, bytes],
    state: State,
    keys: Sequence[KeySigner],
    lists: Lists | None = None,
) -> list[Authorization]:
    """What the auth clause asks for, signed by those of `keys` that fit the current locks."""
    lock_of = lock_reader(layout)
    wanted: list[Authorization] = []
    for auth in _leaves(instruction.auth):
        if isinstance(auth, AuthKey):
            genesis = layout.program.constant(auth.key).value
            able = tuple(key for key in keys if key.public_key == genesis)
            wanted.append(Authorization(found[auth.role], None, able))
            continue
        many = (lists or {}).get(auth.role, ()) if isinstance(auth, AuthMany) else (found[auth.role],)
        for address in many:
            lock = lock_of(state.get(address, b""))
            if lock is not None:
                wanted.append(Authorization(address, lock, tuple(keys)))
    return wanted


def _leaves(auth: Auth | None) -> list[AuthLock | AuthKey | AuthMany]:
    if auth is None:
        return []
    if isinstance(auth, AuthLock | AuthKey | AuthMany):
        return [auth]
    return [leaf for part in auth.parts for leaf in _leaves(part)]
