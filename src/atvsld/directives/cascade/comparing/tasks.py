"""Tasks of two documents: which carries on which by what is to be done; then who, until when, how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ...reading.result import Task
from .changes import due_change, names_change, recurrence_change, words_change
from .linking import Link, Pairs, linked
from .rarity import Rarity
from .result import Change, Line, Match, Part
from .wording import pairs_of, phrases, without, words_of

MOST_SHOWN = 5
# Below, the child leaves out more of what the parent asks than words that join and repeat.
WHOLE = 0.9


def compared_tasks(parents: Sequence[Task], children: Sequence[Task]) -> Part[Task]:
    """Many to many: one of the parent may be split into several, several may be merged; the best match stands first."""
    ours, theirs = _in_own_order(parents), _in_own_order(children)
    mine, other = [_pairs(parents[p]) for p in ours], [_pairs(children[c]) for c in theirs]
    rarity = Rarity([*mine, *other])
    whole = list(_alike([parents[p] for p in ours], [children[c] for c in theirs], mine))
    of_parent: dict[int, list[Link]] = defaultdict(list)
    for link in (*whole, *linked(mine, other, rarity, whole)):
        of_parent[ours[link.parent]].append(Link(ours[link.parent], theirs[link.child], link.score, link.shared))
    pairs = dict(zip(ours, mine, strict=True))
    lines = tuple(
        _line(parent, number, of_parent[number], children, pairs[number], rarity)
        for number, parent in enumerate(parents)
    )
    taken = {link.child for links in of_parent.values() for link in links}
    return Part(lines, tuple((n, child) for n, child in enumerate(children) if n not in taken))


def _line(
    parent: Task, number: int, links: list[Link], children: Sequence[Task], pairs: Pairs, rarity: Rarity
) -> Line[Task]:
    matches = tuple(
        Match(
            children[link.child], link.child, round(link.score, 3),
            phrases(parent.text, link.shared, rarity.of, MOST_SHOWN),
            tuple(_changes(parent, children[link.child])),
        )
        for link in links
    )  # fmt: skip
    if not matches:
        return Line(parent, number, kept=0.0)
    asked = rarity.of(pairs)
    is_whole = any(words_of(parent.text) == words_of(match.child.text) for match in matches)
    kept = 1.0 if is_whole or not asked else rarity.of(set().union(*(link.shared for link in links))) / asked
    partly = (Change("text", 1.0, round(kept, 2)),) if kept < WHOLE else ()
    return Line(parent, number, matches, kept, (*matches[0].changes, *partly))


def _pairs(task: Task) -> Pairs:
    """Of what is to be done; whose names stand in it is compared apart."""
    return without(pairs_of(task.text), (*task.lead, *task.coordinating))


def _alike(parents: Sequence[Task], children: Sequence[Task], mine: Sequence[Pairs]) -> Iterator[Link]:
    """Tasks of equal wording, one to one: those first that are equal in every field."""
    free_parents, free_children = set(range(len(parents))), set(range(len(children)))
    for key in (_content, lambda task: words_of(task.text)):
        places = _places(parents, free_parents, key)
        for content, those in _places(children, free_children, key).items():
            for parent, child in zip(places.get(content, ()), those, strict=False):
                free_parents.discard(parent)
                free_children.discard(child)
                yield Link(parent, child, 1.0, mine[parent])


def _places(
    tasks: Sequence[Task], among: set[int], key: Callable[[Task], tuple[object, ...]]
) -> dict[tuple[object, ...], list[int]]:
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place in sorted(among):
        found[key(tasks[place])].append(place)
    return found


def _in_own_order(tasks: Sequence[Task]) -> list[int]:
    """Places in an order of content: which of two equal links is taken must not hang on the order of a document."""
    return sorted(range(len(tasks)), key=lambda place: _content(tasks[place]))


def _content(task: Task) -> tuple[object, ...]:
    names = tuple(tuple(sorted(map(words_of, part))) for part in (task.lead, task.coordinating))
    rest = (task.deadline or "", task.recurrence or "", words_of(task.deliverable or ""))
    return (words_of(task.text), *names, *rest)


def _changes(parent: Task, child: Task) -> Iterator[Change]:
    yield from names_change("lead", parent.lead, child.lead)
    yield from names_change("coordinating", parent.coordinating, child.coordinating)
    yield from words_change("deliverable", parent.deliverable, child.deliverable)
    yield from due_change(parent.deadline, child.deadline)
    yield from recurrence_change(parent.recurrence, child.recurrence)
