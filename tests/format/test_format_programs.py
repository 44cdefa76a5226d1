"""Formatting every program of the repository."""

import pytest

from vprog.dsl.format import UnformattableError, format_source

from .sources import EXAMPLES, MALFORMED, WELL_FORMED, comment_words, tree


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_in_canonical_style(name: str) -> None:
    assert format_source(EXAMPLES[name]) == EXAMPLES[name]


@pytest.mark.parametrize("name", WELL_FORMED)
def test_keeps_tree_and_comments_and_is_idempotent(name: str) -> None:
    text = WELL_FORMED[name]
    formatted = format_source(text)
    assert tree(formatted) == tree(text)
    assert comment_words(formatted) == comment_words(text)
    assert format_source(formatted) == formatted
    assert all(line == line.rstrip() for line in formatted.splitlines())
    assert "\n\n\n" not in formatted
    assert formatted.endswith("\n") and not formatted.endswith("\n\n")


@pytest.mark.parametrize("name", WELL_FORMED)
def test_line_ends_do_not_matter(name: str) -> None:
    assert format_source(WELL_FORMED[name].replace("\n", "\r\n")) == format_source(WELL_FORMED[name])


@pytest.mark.parametrize("name", MALFORMED)
def test_a_text_with_syntax_errors_is_refused_with_the_findings(name: str) -> None:
    with pytest.raises(UnformattableError) as caught:
        format_source(MALFORMED[name])
    assert caught.value.diagnostics
