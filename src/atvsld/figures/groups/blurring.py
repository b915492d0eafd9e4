"""Counts of all groups of all dimensions, blurred dimension by dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from .declared import CONTRACT, FEMALE, SEX, WORKERS, Dimension, Group, others_of
from .protection import Counts, Told, told, told_beside_others

# Said by sex and by age already; a second number of the same people could be held against the first.
_TWICE = (f"{WORKERS}:women", f"{WORKERS}:underage")
# Women among the victims stand exactly in the statutory forms: all others together are then as well known.
NOT_FEMALE = Group(f"{SEX}:others", _("Nam và chưa rõ giới tính"), others_of("female"))


def told_dimensions(dimensions: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    """As those without the right see them. With and without contract are exact totals of forms of their own."""
    return tuple(replace(d, groups=tuple(_groups(d))) for d in dimensions if d.id != CONTRACT)


def _groups(dimension: Dimension) -> Iterator[Group]:
    if dimension.id == SEX:
        yield from (*(g for g in dimension.groups if g.id == FEMALE), NOT_FEMALE)
    else:
        yield from (g for g in dimension.groups if g.id not in _TWICE)


def told_of(dimension: Dimension, counts: Mapping[str, Counts], total: Counts) -> dict[str, Told]:
    """{group: what is shown of it} of a dimension of `told_dimensions`."""
    groups = [g.id for g in dimension.groups]
    if dimension.id == SEX:
        return dict(zip(groups, told_beside_others(counts[FEMALE], total), strict=True))
    if dimension.is_partition:
        return dict(zip(groups, told([counts[g] for g in groups], total), strict=True))
    return {group: told([counts[group]], total)[0] for group in groups}
