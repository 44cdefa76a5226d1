"""Values that say which resource, each under one name wherever it is written."""

from __future__ import annotations

from vprog.dsl.program.conditions import Known
from vprog.dsl.program.expressions import (
    BytesLiteral,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    LockIdOf,
    OptionSome,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.statements import ForEach, MatchVariant
from vprog.dsl.related.places import Places

Key = tuple[str, str]
"""A role and its field (and what is inside of it), or "id"; "" and a parameter; CONSTANT and a value."""
ID = "id"
CONSTANT = "="
_GIVES = (CollectionOp.INDEX, CollectionOp.GET)


class Keys:
    """Of a field that was written before, there is no key: it says what the instruction made it say."""

    def __init__(self, known: Known, places: Places) -> None:
        self._known = known
        self._places = places

    def key(self, value: Expression) -> Key | None:
        value = self._known.meaning(value)
        match value:
            case FieldRef():
                return (value.role, value.field) if self._places.is_original(value) else None
            case RoleId():
                return value.role, ID
            case ParamRef():
                return "", value.name
            case ConstRef():
                return CONSTANT, value.name
            case BytesLiteral() | IntLiteral():
                return CONSTANT, str(value.value)
            case OptionSome() | Convert():
                return self.key(value.value)
            case FieldOf():
                return _inside(self.key(value.value), value.field)
            case LockIdOf():
                return _inside(self.key(value.lock), "id()")
            case LocalRef():
                binder = self._known.bindings.binder(value)
                return self._payload(value.name, binder) if isinstance(binder, MatchVariant) else None
            case _:
                return None

    def collection(self, value: Expression) -> Key | None:
        """The collection that a value is one of."""
        value = self._known.meaning(value)
        if isinstance(value, CollectionCall) and value.op in _GIVES:
            return self.key(value.subject)
        if isinstance(value, LocalRef):
            binder = self._known.bindings.binder(value)
            return self.key(binder.subject) if isinstance(binder, ForEach) else None
        return None

    def _payload(self, name: str, binder: MatchVariant) -> Key | None:
        """What an arm takes out of a variant."""
        for arm in binder.arms:
            if name in arm.bindings:
                return _inside(self.key(binder.subject), f"{arm.variants[0]}.{arm.bindings.index(name)}")
        return None


def _inside(key: Key | None, field: str) -> Key | None:
    return None if key is None else (key[0], f"{key[1]}.{field}")
