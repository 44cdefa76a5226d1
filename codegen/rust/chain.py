"""What a body asks of its L1 transaction and of the block that merges it."""

from __future__ import annotations

from vprog.codegen.rust import expressions, numbers
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.environment import Environment
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import TxPart
from vprog.dsl.program.types import U32, U64


def drawn(x: e.Random, env: Environment) -> rs.Expr:
    """`random(nonce)`, `random(nonce, below)`"""
    u64 = numbers.of_integer(U64)
    nonce = numbers.number(x.nonce, u64, env)
    if x.below is None:
        return rs.Method(rs.Path(env.context()), "random", (nonce,))
    return rs.Method(rs.Path(env.context()), "random_below", (nonce, numbers.number(x.below, u64, env)))


def is_after(x: e.After, env: Environment) -> rs.Expr:
    """`after(score)`"""
    score = numbers.number(x.score, numbers.of_integer(U64), env)
    return rs.Method(rs.Path(env.context()), "is_after", (score,))


def asked(x: e.TxField, env: Environment) -> rs.Expr:
    """`tx.id`, `tx.outputs ...`"""
    cx = rs.Path(env.context())
    if x.part is TxPart.ID:
        return rs.Method(cx, "tx_id")
    if x.part is TxPart.OUTPUT_COUNT:
        return rs.Method(cx, "output_count")
    index = numbers.number(x.arguments[0], numbers.of_integer(U32), env)
    if x.part is TxPart.OUTPUT_VALUE:
        return rs.Try(rs.Method(cx, "output_value", (index,)))
    return rs.Try(rs.Method(cx, "output_pays", (index, expressions.value(x.arguments[1], env))))
