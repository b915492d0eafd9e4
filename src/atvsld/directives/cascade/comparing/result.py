"""What a comparison says: of each item of the parent what became of it, and what the child adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

UNCHANGED, CHANGED, DROPPED, ADDED = "unchanged", "changed", "dropped", "added"
WEAKER, STRONGER = "weaker", "stronger"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Change:
    """A field that the child words otherwise. `tends`: weaker where it asks for less or later, stronger for more or
    sooner, None where neither can be said."""

    field: str
    before: Any
    after: Any
    tends: str | None = None


@dataclass(frozen=True)
class Match(Generic[Item]):
    """An item of the child that carries on one of the parent: its place in the child, what differs, and why the two
    were matched: the score (0–1) and the words they share, the rarest first."""

    child: Item
    number: int
    score: float
    shared: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Line(Generic[Item]):
    """What became of one item of the parent. `matches`: best first, more than one where it was split; `kept`: the share
    of its words that they carry on together, weighed by rarity."""

    parent: Item
    number: int
    matches: tuple[Match[Item], ...] = ()
    kept: float = 1.0
    # What differs between the item and all its matches together.
    changes: tuple[Change, ...] = ()

    @property
    def best(self) -> Match[Item] | None:
        return self.matches[0] if self.matches else None

    @property
    def state(self) -> str:
        if not self.matches:
            return DROPPED
        return CHANGED if self.changes else UNCHANGED

    @property
    def is_weaker(self) -> bool:
        return any(change.tends == WEAKER for change in self.changes)

    @property
    def is_stronger(self) -> bool:
        return any(change.tends == STRONGER for change in self.changes)


@dataclass(frozen=True)
class Part(Generic[Item]):
    """One kind of item of two documents: a line for each of the parent, in its order, and what the child has beside."""

    lines: tuple[Line[Item], ...] = ()
    added: tuple[tuple[int, Item], ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many by state; `weaker` counts among the changed."""
        found = {state: sum(line.state == state for line in self.lines) for state in (UNCHANGED, CHANGED, DROPPED)}
        return found | {ADDED: len(self.added), WEAKER: sum(line.is_weaker for line in self.lines)}

    def of_child(self, number: int) -> tuple[int, ...]:
        """The items of the parent that an item of the child carries on: several where it merges them."""
        return tuple(line.number for line in self.lines if any(match.number == number for match in line.matches))


@dataclass(frozen=True)
class Comparison:
    """What a child carries on of a parent."""

    targets: Part[Any] = field(default_factory=Part)
    tasks: Part[Any] = field(default_factory=Part)
    duties: Part[Any] = field(default_factory=Part)
