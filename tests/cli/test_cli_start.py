"""Starting: what is loaded, how long it takes, how the commands introduce themselves."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from commands import LEDGER, modules_of, vprog

from vprog.dsl.cli.app import COMMANDS
from vprog.dsl.version import VERSION

OURS = [name for name, (module, _) in COMMANDS.items() if module.startswith("vprog.dsl.")]


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag):
    done = vprog(flag)
    assert (done.returncode, done.stdout) == (0, f"vprog {VERSION}\n")


def test_one_version():
    assert version("vprog") == VERSION


def test_version_loads_nothing():
    loaded = modules_of("--version")
    assert not {"click", "lark", "attr", "vprog.dsl.cli.app"} & loaded


def test_check_loads_only_what_it_uses():
    loaded = modules_of("check", LEDGER)
    assert not {"click", "lark", "jinja2", "coincurve", "blake3", "vprog.codegen", "vprog.pipeline"} & loaded
    assert not {name for name in loaded if name.startswith("vprog.dsl.rules.")}, "the program breaks no rule"


def test_help_lists_every_command_with_an_example():
    done = vprog("--help")
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", OURS)
def test_help_of_a_command(name):
    done = vprog(name, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout
    assert f"vprog {name}" in done.stdout


def test_unknown_command():
    done = vprog("chek")
    assert done.returncode == 2
    assert "did you mean `check`?" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "xml", LEDGER),
        ("run", LEDGER),
        ("new",),
        ("build", LEDGER),
        ("explain", "VP9999"),
    ],
)
def test_wrong_usage(arguments):
    assert vprog(*arguments).returncode == 2


def test_a_fault_of_ours_is_a_message(monkeypatch, capsys):
    from vprog.dsl.cli.faults import guarded

    def broken() -> int:
        raise RuntimeError("oops")

    monkeypatch.delenv("VPROG_DEBUG", raising=False)
    assert guarded(broken) == 70
    assert "fault of vprog itself" in capsys.readouterr().err
