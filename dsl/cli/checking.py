"""What `vprog check` does, without click: editors and hooks call it often, so the plain form loads nothing it can
do without."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from vprog.dsl.cli import exit_codes
from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Program
from vprog.dsl.source.read import read_source


@record
class Checked:
    """A file after checking. Without a program there is at least one error."""

    path: str
    source: str
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    """The text of every file that the diagnostics name, by path."""


def check_file(path: str) -> Checked:
    """Reads and checks a file. Raises OSError when it cannot be read."""
    bag = DiagnosticBag()
    source = read_source(path, bag)
    if bag.has_errors:
        return Checked(path, source, None, bag.sorted(), {path: source})
    compilation = Compilation(source, path)
    return Checked(path, source, compilation.program, compilation.diagnostics, compilation.sources)


def check_files(paths: tuple[str, ...], form: str, *, explain: bool = False) -> int:
    """Prints what is wrong with each file, `form` "text", "json", "sarif" or "github", and returns the exit status."""
    status = exit_codes.OK
    done: list[Checked] = []
    for path in paths:
        try:
            checked = check_file(path)
        except OSError as error:
            print(f"Error: {path}: {error.strerror or error}", file=sys.stderr)
            status = exit_codes.USAGE
            continue
        if checked.program is None and status == exit_codes.OK:
            status = exit_codes.REJECTED
        done.append(checked)
        if form == "json":
            from vprog.dsl.diagnostics.json import render_json

            write(render_json(checked.diagnostics, checked.sources))
        elif form == "github":
            from vprog.dsl.diagnostics.github import render_github

            write(render_github(checked.diagnostics, checked.sources))
        elif form == "text":
            write(f"{rendered(checked)}{_summary(checked)}\n")
            if explain and checked.program is not None:
                from vprog.dsl.cli.explaining import explained

                write(explained(checked.program))
    if form == "sarif":
        from vprog.dsl.diagnostics.sarif import render_sarif

        # One log holds the findings of all files.
        findings = [diagnostic for checked in done for diagnostic in checked.diagnostics]
        write(render_sarif(findings, {path: text for checked in done for path, text in checked.sources.items()}))
    return status


def rendered(checked: Checked, *, err: bool = False) -> str:
    """The diagnostics as text, in colour when the stream they are for is a terminal."""
    if not checked.diagnostics:
        return ""
    from vprog.dsl.diagnostics.text import render_text

    return render_text(checked.diagnostics, checked.sources, color=use_color(err=err))


def write(text: str) -> None:
    """Prints text; what the terminal's encoding lacks is shown as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def use_color(*, err: bool = False) -> bool:
    """Whether the stream is a terminal that wants colour (https://no-color.org)."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _summary(checked: Checked) -> str:
    errors = sum(d.is_error for d in checked.diagnostics)
    warnings = len(checked.diagnostics) - errors
    found = [count(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    return f"{checked.path}: {', '.join(found) or 'fine'}"
