"""`vprog run`"""

from __future__ import annotations

import json
import sys
from typing import Any, cast

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.failures import FileFailure
from vprog.dsl.cli.files import step, write_files
from vprog.dsl.cli.sources import load_program


@click.command("run")
@click.argument("file", type=click.Path(dir_okay=False))
@click.argument("instruction")
@click.option("--state", metavar="PATH", required=True, type=click.Path(dir_okay=False), help="The state, as JSON.")
@click.option("-a", "--arg", "arguments", metavar="NAME=VALUE", multiple=True, help="An argument; see below.")
@click.option("-r", "--role", "roles", metavar="NAME=ID", multiple=True, help="The resource in a role, by its id.")
@click.option("-k", "--key", "keys", metavar="KEY", multiple=True, help="A key that signs: a name, or a secret in hex.")
@click.option("--request", metavar="PATH", type=click.Path(dir_okay=False), help="More of the request, as JSON.")
@click.option("--dry-run", is_flag=True, help="Leave the state file as it is.")
def command(
    file: str,
    instruction: str,
    state: str,
    arguments: tuple[str, ...],
    roles: tuple[str, ...],
    keys: tuple[str, ...],
    request: str | None,
    dry_run: bool,
) -> None:
    """Run one instruction of a program on a state file, in the interpreter.

    The state file is read, or taken as empty when there is none, and written back when the instruction succeeds.
    Roles whose address follows from the arguments can be left out; the resources of a role list are separated by
    commas. What happened is printed as JSON; exit status 1 says that the instruction failed. The name of a view is
    answered from the state, which stays as it is.

    A VALUE is a number, a word, hex bytes, JSON, or `schnorr:ALICE` for the lock of a named key. Named keys (ALICE,
    BOB ...) are the ones that test blocks use: for trying things out only, anyone can compute them.

    \b
    Example:
      vprog run counter.vprog open --state state.json --arg lock=schnorr:ALICE
      vprog run counter.vprog add --state state.json --arg amount=5 --role counter=ID --key ALICE
    """
    program = load_program(file)
    from vprog.dsl.interpret.statefile import RequestError, run_instruction, run_view

    before = _read(state, missing={"program": program.name, "resources": {}})
    asked = _request(_read(request) if request else {})
    asked["instruction"] = instruction
    asked["arguments"].update((name, _value(value)) for name, value in map(_pair, arguments))
    asked["roles"].update(map(_pair, roles))
    asked["keys"].extend(map(_secret, keys))
    is_view = any(view.name == instruction for view in program.views)
    try:
        if is_view:
            answer = run_view(program, before, asked | {"view": instruction})
            click.echo(json.dumps(answer, indent=2))
            sys.exit(0 if answer["ok"] else exit_codes.REJECTED)
        reply = run_instruction(program, before, asked)
    except RequestError as error:
        raise click.UsageError(str(error)) from None
    after = reply.pop("state")
    click.echo(json.dumps(reply, indent=2))
    if not reply["ok"]:
        sys.exit(exit_codes.REJECTED)
    if not dry_run:
        write_files({state: json.dumps(after, indent=2) + "\n"})


def _request(given: dict[str, Any]) -> dict[str, Any]:
    """The parts that a request can have, each of the right shape."""
    for name, shape, what in (("arguments", dict, "object"), ("roles", dict, "object"), ("keys", list, "list")):
        if not isinstance(given.setdefault(name, shape()), shape):
            raise click.UsageError(f"`{name}` of the request should be a JSON {what}")
    outputs: Any = given.setdefault("outputs", [])
    if not isinstance(outputs, list) or not all(isinstance(output, dict) for output in cast("list[Any]", outputs)):
        raise click.UsageError("`outputs` of the request should be a JSON list of objects")
    return given


def _read(path: str, missing: dict[str, Any] | None = None) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            found: Any = json.load(file)
    except FileNotFoundError as error:
        if missing is None:
            raise FileFailure(path, error) from None
        step(f"{path} does not exist: starting with an empty state")
        return missing
    except OSError as error:
        raise FileFailure(path, error) from None
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{path} is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise click.UsageError(f"{path} should hold a JSON object")
    return cast("dict[str, Any]", found)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"`{text}` should be NAME=VALUE")
    return name.strip(), value.strip()


def _value(text: str) -> Any:
    if text.startswith("schnorr:"):
        from vprog.dsl.interpret.test_keys import test_key

        return {"schnorr": test_key(text.removeprefix("schnorr:")).public_key.hex()}
    if text == "none":
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _secret(text: str) -> str:
    """A secret in hex; a name in capitals stands for its test key."""
    if not (text.isidentifier() and text == text.upper()) or len(text) == 64:
        return text
    from vprog.dsl.interpret.test_keys import test_key

    return test_key(text).secret.hex()
