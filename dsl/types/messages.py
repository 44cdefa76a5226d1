"""Checks the message of an error: `{field}` is a placeholder, `{{` and `}}` are braces."""

from __future__ import annotations

from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context


def check_message(ctx: Context, node: syn.ErrorDeclaration, fields: frozenset[str]) -> None:
    """Reports placeholders that name no field, and braces without a partner."""
    text, span, at = node.message.value, node.message.span, 0
    while at < len(text):
        if text[at : at + 2] in ("{{", "}}"):
            at += 2
        elif text[at] == "{":
            end = text.find("}", at)
            if end < 0:
                return _bad(ctx, node, "a `{` has no `}`")
            name = text[at + 1 : end]
            if name not in fields:
                from vprog.dsl.rules.vp0207_unknown_placeholder import report

                return report(ctx.bag, span, node.name.text, name)
            at = end + 1
        elif text[at] == "}":
            return _bad(ctx, node, "a `}` has no `{`")
        else:
            at += 1
    return None


def _bad(ctx: Context, node: syn.ErrorDeclaration, reason: str) -> None:
    from vprog.dsl.rules.vp0316_bad_message import report

    report(ctx.bag, node.message.span, reason)
