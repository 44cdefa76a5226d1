"""Who is told to have no root of trust (VP0710 to VP0712): one finding for each cause."""

from __future__ import annotations

from collections.abc import Iterable

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Access, Instruction, Program
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Statement
from vprog.dsl.source.span import Span
from vprog.dsl.trust.influence import Influence
from vprog.dsl.trust.places import Places
from vprog.dsl.trust.roots import Roots


class Blame:
    """Reports the roles of one instruction, each once."""

    def __init__(self, program: Program, instruction: Instruction, roots: Roots, bag: DiagnosticBag) -> None:
        self._instruction = instruction
        self._roots = roots
        self._bag = bag
        self._lists = members(instruction.body)
        self._reported: set[str] = set()
        self.places = Places(program, instruction, roots)

    def known(self, roles: Iterable[str]) -> None:
        """These are the cause of another finding."""
        self._reported.update(self._lists.get(role, role) for role in roles)

    def untrusted(self, role: str, outcome: str, used: Span, at: Statement | None) -> None:
        """A role decides `outcome` by what is read at `used`, and the statement `at` does it."""
        role = self._lists.get(role, role)
        if role in self._reported or self.places.rooted(role, at):
            return
        name, used = self._cause(role, used, at) or ("", used)
        known = name in self._reported
        self._reported |= {role, name}
        if not name:
            self._circle(role, outcome, used, at)
        elif not known:
            self._loose(name, outcome, used)

    def covenant(self, value: Expression, decides: Influence, at: Statement) -> None:
        """Only a constant root will do: a signer can sign for a resource that names a covenant of their own."""
        from vprog.dsl.rules import vp0712_covenant_chosen_by_sender

        loose = [role for role in decides.roles if not self.places.constant(self._lists.get(role, role), at)]
        self.known(loose)
        if decides.parameters and not self.places.fixed(value, at):
            source = f"the parameter `{min(decides.parameters)}`"
        elif loose:
            new = self._instruction.role(loose[0]).access is Access.CREATES
            source = f"`{loose[0]}`, which {'is created here' if new else 'has no constant address'}"
        else:
            return
        vp0712_covenant_chosen_by_sender.report(self._bag, value.span, source)

    def _loose(self, role: str, outcome: str, used: Span) -> None:
        from vprog.dsl.rules import vp0710_no_root_of_trust

        passed = tuple((parameter.name, parameter.span) for parameter in self._roots.loose(role))
        place = self._instruction.role(role).span
        vp0710_no_root_of_trust.report(self._bag, place, role, outcome, used, passed)

    def _circle(self, role: str, outcome: str, used: Span, at: Statement | None) -> None:
        from vprog.dsl.rules import vp0711_roles_vouch_for_each_other

        place = self._instruction.role(role).span
        others = tuple(self.places.vouchers(role, at))
        vp0711_roles_vouch_for_each_other.report(self._bag, place, role, others, outcome, used)

    def _cause(self, role: str, used: Span, at: Statement | None) -> tuple[str, Span] | None:
        """The role behind an unrooted one for which nobody vouches, and where it speaks; None: they go in circles."""
        seen = {role}
        ahead = [(role, used)]
        while ahead:
            name, place = ahead.pop(0)
            behind = self.places.vouchers(name, at)
            if not behind:
                return name, place
            ahead += [(other, span) for other, span in behind.items() if other not in seen]
            seen |= behind.keys()
        return None
