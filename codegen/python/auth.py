"""Auth clauses as values of `vprog.client.action`, and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call
from vprog.dsl.program.declarations import Auth, AuthAll, AuthAny, AuthKey, AuthLock, AuthMany

_MODULE = "vprog.client.action"


def auth_node(names: Catalogue, imports: Imports, roles: Mapping[str, str], auth: Auth) -> Node:
    """The clause over the roles' addresses."""
    match auth:
        case AuthLock():
            imports.add(_MODULE, "LockOf")
            return call("LockOf", roles[auth.role])
        case AuthKey():
            imports.add(_MODULE, "SignedBy")
            key = names.constants[auth.key]
            imports.add(".types", key)
            return call("SignedBy", key, roles[auth.role])
        case AuthMany():
            imports.add(_MODULE, "AtLeast", "LockOf")
            members = roles[auth.role]
            # An empty list never agrees.
            threshold = f"max(len({members}), 1)" if auth.threshold is None else str(auth.threshold)
            return call("AtLeast", threshold, f"tuple(LockOf(member) for member in {members})")
        case _:
            parts = [auth_node(names, imports, roles, part) for part in auth.parts]
            if len(parts) == 1:
                return parts[0]
            together = Group("(", tuple(parts))
            if isinstance(auth, AuthAll):
                imports.add(_MODULE, "AllOf")
                return call("AllOf", together)
            imports.add(_MODULE, "AtLeast")
            return call("AtLeast", str(1 if isinstance(auth, AuthAny) else auth.threshold), together)


def auth_text(auth: Auth) -> str:
    """Who has to sign, for a docstring."""
    match auth:
        case AuthLock():
            return f"the lock of `{auth.role}`"
        case AuthKey():
            return f"the key `{auth.key}`"
        case AuthMany():
            return f"the locks of {auth.threshold or 'all'} of `{auth.role}`"
        case AuthAll():
            return _joined(auth.parts, "and")
        case AuthAny():
            return _joined(auth.parts, "or")
        case _:
            return f"{auth.threshold} of: " + ", ".join(auth_text(part) for part in auth.parts)


def _joined(parts: Sequence[Auth], word: str) -> str:
    texts = [f"({auth_text(part)})" if hasattr(part, "parts") else auth_text(part) for part in parts]
    return f" {word} ".join(texts)
