"""What SARIF 2.1.0 asks of the objects that a log of ours holds (sections 3.13 to 3.58), closed against typos."""

from __future__ import annotations

from typing import Any


def _object(required: str, optional: str = "", **properties: Any) -> dict[str, Any]:
    assert set(properties) == set(required.split()) | set(optional.split())
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], least: int = 0, *, unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": unique}


TEXT = {"type": "string", "minLength": 1}
FROM_ZERO = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
MESSAGE = _object("text", text=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT = _object("uri", uri={"type": "string", "format": "uri-reference"})
REGION = _object(
    "startLine startColumn endLine endColumn charOffset charLength",
    startLine=FROM_ONE,
    startColumn=FROM_ONE,
    endLine=FROM_ONE,
    endColumn=FROM_ONE,
    charOffset=FROM_ZERO,
    charLength=FROM_ZERO,
)
PLACE = _object("artifactLocation", "region", artifactLocation=ARTIFACT, region=REGION)
LOCATION = _object("physicalLocation", "message id", physicalLocation=PLACE, message=MESSAGE, id=FROM_ZERO)
REPLACEMENT = _object(
    "deletedRegion insertedContent", deletedRegion=REGION, insertedContent=_object("text", text={"type": "string"})
)
CHANGE = _object("artifactLocation replacements", artifactLocation=ARTIFACT, replacements=_list(REPLACEMENT, least=1))
FIX = _object(
    "artifactChanges", "description", artifactChanges=_list(CHANGE, least=1, unique=True), description=MESSAGE
)
RULE = _object(
    "id name shortDescription help defaultConfiguration",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=_object("level", level=LEVEL),
)
RESULT = _object(
    "message ruleId ruleIndex level locations",
    "relatedLocations fixes",
    message=MESSAGE,
    ruleId=TEXT,
    ruleIndex=FROM_ZERO,
    level=LEVEL,
    locations=_list(LOCATION, least=1),
    relatedLocations=_list(LOCATION, unique=True),
    fixes=_list(FIX, unique=True),
)
DRIVER = _object("name version rules", name=TEXT, version=TEXT, rules=_list(RULE, unique=True))
RUN = _object(
    "tool columnKind artifacts results",
    tool=_object("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts=_list(_object("location", location=ARTIFACT), unique=True),
    results=_list(RESULT),
)
LOG: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": _list(RUN, least=1)},
    "required": ["version", "runs"],
    "additionalProperties": False,
}
