"""`vprog explain`"""

from __future__ import annotations

from textwrap import indent

import click

from vprog.dsl.diagnostics.diagnostic import Rule


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a diagnostic by its code, with a program that gives it and a corrected one; or list all codes.

    CODE is as in the message, `VP0201` or `names.unknown`.

    \b
    Example:
      vprog explain VP0201
    """
    from vprog.dsl.rules import all_rules

    if code is None:
        for rule in all_rules():
            click.echo(f"{rule.code}  {rule.severity.value:<7}  {rule.slug:<34}  {rule.title}")
        return
    rule = _find(code)
    if rule is None:
        raise click.UsageError(f"there is no diagnostic `{code}`; `vprog explain` lists all")
    from vprog.dsl.cli.checking import use_color

    click.echo(explanation(rule, color=use_color()), nl=False, color=True)


def explanation(rule: Rule, *, color: bool = False) -> str:
    """What a rule is about, with a program that breaks it, what `vprog check` says to it, and its corrected twin."""
    from vprog.dsl.compile import Compilation
    from vprog.dsl.diagnostics.text import render_text
    from vprog.dsl.rules.examples import find_example

    text = f"{rule.code} {rule.slug} ({rule.severity.value})\n\n{rule.title}.\n\n{rule.remedy}\n"
    example = find_example(rule.code)
    if example is None:
        return text
    found = Compilation(example.bad, "example.vprog").diagnostics
    said = render_text(found, {"example.vprog": example.bad}, color=color)
    parts = [("This program gives it", example.bad), ("`vprog check` says", said), ("This one is fine", example.good)]
    return text + "".join(f"\n{title}:\n\n{indent(body.rstrip(), '    ')}\n" for title, body in parts)


def _find(code: str) -> Rule | None:
    from vprog.dsl.rules import all_rules, find_rule

    plain = f"VP{code.zfill(4)}" if code.isdecimal() else code
    return find_rule(plain) or next((rule for rule in all_rules() if rule.slug == code), None)
