"""What can change between two versions of a program, and which changes break what."""

from __future__ import annotations

from vprog.dsl.frozen import record


@record
class ChangeClass:
    """One kind of change. `breaks` says what no longer works, or is empty for a change that may be made freely."""

    slug: str
    title: str
    breaks: str
    remedy: str

    @property
    def breaking(self) -> bool:
        return bool(self.breaks)


@record
class Change:
    """One change: of what, and how."""

    kind: ChangeClass
    item: str
    text: str


_STATE = "stored resources cannot be read any more, or are read as something else"
_PAYLOAD = "payloads that were valid are refused, or mean something else"
_MIGRATE = "Keep this resource as it was, add a new one, and `migrate New from Old`."

CLASSES: dict[str, ChangeClass] = {
    c.slug: c
    for c in (
        ChangeClass("kind", "the kind of a resource", _STATE, "Add new resources behind the others."),
        ChangeClass("resource", "a resource is gone", _STATE, "Keep it, even if no instruction uses it."),
        ChangeClass("field", "a field came or went", _STATE, _MIGRATE),
        ChangeClass("order", "the stored order of fields", _STATE, "Put the fields back in order."),
        ChangeClass("width", "the width of a number", _STATE, _MIGRATE),
        ChangeClass("type", "the type of a field", _STATE, _MIGRATE),
        ChangeClass("variants", "the variants of an enum", _STATE, "Add new variants behind the others."),
        ChangeClass(
            "derivation",
            "how an address is derived",
            "resources stand at other addresses than the program looks for",
            _MIGRATE,
        ),
        ChangeClass("tag", "the tag of an instruction", _PAYLOAD, "Add new instructions behind the others."),
        ChangeClass("instruction", "an instruction is gone", _PAYLOAD, "Keep it, and let it fail if it has to."),
        ChangeClass("parameters", "the parameters of an instruction", _PAYLOAD, "Add an instruction instead."),
        ChangeClass("roles", "the roles of an instruction", _PAYLOAD, "Add an instruction instead."),
        ChangeClass(
            "access",
            "an instruction touches more",
            "payloads that list the resource for less are refused, and fewer instructions run in parallel",
            "Add an instruction instead.",
        ),
        ChangeClass(
            "address",
            "which resources a role accepts",
            "a role accepts resources that it refused, or refuses some that it accepted",
            "Add an instruction instead.",
        ),
        ChangeClass("aliasing", "which roles may be one resource", _PAYLOAD, "Add an instruction instead."),
        ChangeClass(
            "authority",
            "who must agree is weaker",
            "someone can now do what they could not without another's signature",
            "Keep the old `auth` as one of `all of`.",
        ),
        ChangeClass(
            "condition",
            "a header condition is gone",
            "transactions that were refused are accepted",
            "Keep the `where`, or add an instruction.",
        ),
        ChangeClass(
            "value",
            "what an instruction takes in or pays out",
            "value crosses the border to L1 where it did not, or no longer does",
            "Add an instruction instead.",
        ),
        ChangeClass(
            "code",
            "the code of an error, or which one a condition gives",
            "clients and indexers report another error",
            "Add new errors at the end, and keep the `else` of a `where`.",
        ),
        ChangeClass("stronger", "more is asked than before", "", ""),
        ChangeClass("permissionless", "what the author says of open access", "", ""),
        ChangeClass("less", "an instruction touches less", "", ""),
        ChangeClass("renamed", "a name, with the same bytes", "", ""),
        ChangeClass("added", "something new", "", ""),
        ChangeClass("constant", "the value of a constant", "", ""),
        ChangeClass("bound", "how much fits", "", ""),
        ChangeClass("event", "what an event tells", "", ""),
        ChangeClass("view", "what a view asks for or answers", "", ""),
    )
}


class Changes:
    """Collects changes."""

    def __init__(self) -> None:
        self.found: list[Change] = []

    def add(self, slug: str, item: str, text: str) -> None:
        self.found.append(Change(CLASSES[slug], item, text))
