"""`vprog explain`"""

from __future__ import annotations

import click

from vprog.dsl.diagnostics.diagnostic import Rule


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a diagnostic by its code, or list all codes.

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
    click.echo(f"{rule.code} {rule.slug} ({rule.severity.value})\n\n{rule.title}.\n\n{rule.remedy}")


def _find(code: str) -> Rule | None:
    from vprog.dsl.rules import all_rules, find_rule

    plain = f"VP{code.zfill(4)}" if code.isdecimal() else code
    return find_rule(plain) or next((rule for rule in all_rules() if rule.slug == code), None)
