"""What `vprog check --fix` does to a file."""

from __future__ import annotations

import codecs

from vprog.dsl.cli.checking import write
from vprog.dsl.cli.failures import FileFailure
from vprog.dsl.cli.files import replace_file, step
from vprog.dsl.diagnostics.diagnostic import Diagnostic


def fix_file(path: str, *, quiet: bool = False) -> None:
    """Applies the fixes to a file and says which; `quiet` says it on the error stream, for the sake of programs that
    read the output. A file that cannot be read or is no text is left to `check_files`, which says so."""
    from vprog.dsl.compile import Compilation
    from vprog.dsl.diagnostics.fixes import fix_text

    try:
        with open(path, "rb") as file:
            before = file.read()
        source = before.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    fixed = fix_text(source, path, lambda text: Compilation(text, path).diagnostics)
    if fixed.text != source:
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        try:
            replace_file(path, mark + fixed.text.encode())
        except OSError as error:
            raise FileFailure(path, error) from None
    lines = [f"{_place(one)}: fixed {one.rule.code}: {one.fix.title}" for one in fixed.applied if one.fix is not None]
    if fixed.refused:
        lines.append(f"{path}: not applied, as other errors would follow: {_titles(fixed.refused)}")
    for line in lines:
        step(line) if quiet else write(f"{line}\n")


def _place(one: Diagnostic) -> str:
    return f"{one.primary.span.path}:{one.primary.span.line}:{one.primary.span.column}"


def _titles(found: tuple[Diagnostic, ...]) -> str:
    return "; ".join(one.fix.title for one in found if one.fix is not None)
