"""Errors where they are raised: a path to a constant, and what an argument that can fail makes of it."""

from __future__ import annotations

from vprog.codegen.rust import expressions
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.environment import Environment
from vprog.codegen.rust.naming import predeclared
from vprog.codegen.rust.reach import fallible_arguments
from vprog.dsl.program.expressions import ErrorUse


def error_path(name: str, env: Environment) -> rs.Expr:
    """The constant of an error."""
    constant = predeclared(name)
    if constant is not None:
        return rs.Path(f"{env.scope.guest('Error')}::{constant}")
    return rs.Path(env.scope.sibling("errors", env.naming.errors[name]))


def failing(use: ErrorUse, env: Environment) -> tuple[rs.Stmt, ...]:
    """Statements that end with the error, or with that of an argument."""
    return (*_arguments(use, env), rs.ReturnError(error_path(use.error, env)))


def or_fail(fallible: rs.Expr, use: ErrorUse, env: Environment, *, option: bool) -> rs.Expr:
    """The value inside an option or result, or the error."""
    if _arguments(use, env):
        return rs.ElseReturn(fallible, "Some" if option else "Ok", "None" if option else "Err(_)", failing(use, env))
    error = error_path(use.error, env)
    if option:
        return rs.Try(rs.Method(fallible, "ok_or", (error,)))
    return rs.Try(rs.Method(fallible, "map_err", (rs.Path(f"|_| {_text(error)}"),)))


def _arguments(use: ErrorUse, env: Environment) -> tuple[rs.Stmt, ...]:
    return tuple(rs.Let("_", expressions.value(argument, env)) for argument in fallible_arguments(use))


def _text(error: rs.Expr) -> str:
    assert isinstance(error, rs.Path)
    return error.text
