"""What one person may see and do: a plain value, made from memberships, handed down to every read and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import OutOfScope

PART_VERBS = frozenset({"view", "export"})


@dataclass(frozen=True)
class ScopePart:
    """The rights of one membership: what may be done (`grants`, as "register.verb") and where.

    Rights of two memberships are never mixed: a leader of a province who is also safety officer of a factory edits
    the factory's rows, not the province's.

    `part_place_ids` are units of which only a part went to the membership's own: their rows are seen (`PART_VERBS`)
    and nothing of them is opened or changed, for they may be another unit's. `agency_ids` is the agency that the
    membership names as its own, with the bodies that it succeeds.
    """

    role: str
    grants: frozenset[str]
    everywhere: bool = False
    place_ids: frozenset[int] = frozenset()
    part_place_ids: frozenset[int] = frozenset()
    establishment_ids: frozenset[int] = frozenset()
    zone_ids: frozenset[int] = frozenset()
    agency_ids: frozenset[int] = frozenset()
    case_ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    unit_label: str = ""


@dataclass(frozen=True)
class Scope:
    """One person's rights today: the union of the parts, each kept whole. A stranger has no parts."""

    user_id: int | None = None
    user_label: str = ""
    parts: tuple[ScopePart, ...] = ()

    def parts_for(self, register: str, verb: str) -> tuple[ScopePart, ...]:
        wanted = f"{register}.{verb}"
        return tuple(p for p in self.parts if wanted in p.grants)

    def may(self, register: str, verb: str) -> bool:
        return bool(self.parts_for(register, verb))

    def require(self, register: str, verb: str) -> None:
        """Raises OutOfScope when no membership of the person grants the verb on the register."""
        if not self.may(register, verb):
            raise OutOfScope()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(p.role for p in self.parts)


STRANGER = Scope()


def system_scope(label: str, *grants: str) -> Scope:
    """The program acting for itself (loading the demonstration, deriving severity): named in the audit as such."""
    return Scope(None, label, (ScopePart("system", frozenset(grants), everywhere=True),))
