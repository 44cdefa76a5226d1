"""The page on changes lists every class, as the code has it."""

from pathlib import Path

from vprog.dsl.evolution.changes import CLASSES

PAGE = (Path(__file__).parents[2] / "docs" / "evolution.md").read_text(encoding="utf-8")


def test_every_class_is_listed() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    breaking = [c for c in CLASSES.values() if c.breaking]
    assert rows == [f"| `{c.slug}` | {c.title} | {c.breaks} | {c.remedy} |" for c in breaking]
    fine = [f"`{c.slug}` ({c.title})" for c in CLASSES.values() if not c.breaking]
    assert f"only shown: {', '.join(fine)}." in PAGE
