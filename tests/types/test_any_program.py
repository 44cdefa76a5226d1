"""Whatever the text, compiling ends without an exception, and no program without an error that says why."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from type_programs import compiled, with_body

EXAMPLES = Path(__file__).parents[2] / "examples"
BODY = """
    user.count = n + 1
    let q = opt else Bad
    match user.colour { Red => user.count = 1 Green | Blue => user.count = 2 }
    for i in 0..COUNT { user.count += i }
    user.count = mul_div(n, k, 100, floor) else Bad
    match opt { none => user.count = 1 some(z) => user.count = z }
    move amount from user.balance to user.balance else Bad
    require n > 4 and not (k == 3) else Short { have: amount }
    if n == q { return } else { emit Paid { from: user.id, amount } }
"""
TOKEN = re.compile(r'b?"[^"]*"|//.*|[a-zA-Z0-9_]+|[+\-=!<>]=|=>|\.\.|\s+|.')
SOURCES = [
    TOKEN.findall(text)
    for text in (
        *((EXAMPLES / name / f"{name}.vprog").read_text(encoding="utf-8") for name in ("ledger", "token")),
        with_body(BODY),
    )
]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_programs_with_some_words_exchanged(data: st.DataObject) -> None:
    tokens = list(data.draw(st.sampled_from(SOURCES)))
    words = [index for index, token in enumerate(tokens) if not token.isspace()]
    for _ in range(data.draw(st.integers(1, 4))):
        at, other = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))
        tokens[at] = data.draw(st.sampled_from([tokens[other], tokens[other].lower(), ""]))
    compilation = compiled("".join(tokens))
    errors = [finding for finding in compilation.diagnostics if finding.is_error]
    assert (compilation.program is None) == bool(errors)
