"""VP0713: roles are used together that may have nothing to do with each other."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.program.declarations import Role
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0713",
    "trust.unrelated_roles",
    Severity.ERROR,
    "Roles are used together that may have nothing to do with each other",
    "Say in a `where` what ties them to each other, such as `where holding.mint == mint.id`.",
)


def report(bag: DiagnosticBag, roles: tuple[Role, Role], place: Span, what: str, note: str) -> None:
    """Reports it at the first role: at `place` nothing says `what`; `note` says how to."""
    bag.report(
        RULE,
        roles[0].span,
        f"nothing says that {what}",
        "could be of another one",
        secondary=(Label(roles[1].span, "used together with this role"), Label(place, "not on every path to here")),
        notes=(note,),
    )


def leak(bag: DiagnosticBag, roles: tuple[Role, Role], place: Span, unit: str, issuer: str) -> None:
    """The first role holds value of any issuer, and value of one issuer moves between the two."""
    role, other = roles
    bag.report(
        RULE,
        role.span,
        f"nothing says whose `{unit}` `{role.name}` holds: each `{issuer}` issues its own",
        f"could hold that of another `{issuer}`",
        secondary=(Label(other.span, "used together with this role"), Label(place, "moved here")),
        notes=(f"give `{role.resource}` an `Address<{issuer}>` that is a part of its address, or is never assigned",),
    )


def stray(bag: DiagnosticBag, role: Role, place: Span, field: str, parameter: str) -> None:
    """The role keeps a script in `field`, and without anybody's agreement it pays to the one that the sender passes."""
    bag.report(
        RULE,
        role.span,
        f"nothing says that `{parameter}` is the script of `{role.name}`",
        "pays to any script that the sender passes",
        secondary=(Label(place, "paid out here"),),
        notes=(f"pay to `{role.name}.{field}`, which says to whom",),
    )
