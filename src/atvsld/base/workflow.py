"""States and the one table of transitions of a register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from .errors import Refused, RuleViolation
from .language import Words


@dataclass(frozen=True)
class Transition:
    """From which states to which, by what verb, and what the button says."""

    name: str
    label: Words
    sources: tuple[str, ...]
    target: str
    verb: str


@dataclass(frozen=True)
class Workflow:
    """The states of a case in order, with their words, and what may follow what."""

    states: tuple[tuple[str, Words], ...]
    transitions: tuple[Transition, ...]

    @property
    def initial(self) -> str:
        return self.states[0][0]

    def label(self, state: str) -> str:
        return str(dict(self.states)[state])

    def open_from(self, state: str) -> Iterable[Transition]:
        return (t for t in self.transitions if state in t.sources)

    def named(self, name: str) -> Transition:
        return next(t for t in self.transitions if t.name == name)

    def take(self, name: str, state: str) -> Transition:
        """The transition of that name; raises Refused with workflow.state when it cannot be taken now."""
        transition = self.named(name)
        if state not in transition.sources:
            message = gettext("Không thể «{step}» khi hồ sơ ở trạng thái «{state}».").format(
                step=transition.label, state=self.label(state)
            )
            raise Refused([RuleViolation("workflow.state", message)])
        return transition
