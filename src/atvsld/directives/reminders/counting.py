"""What reaches a person: counted, grouped and listed by one condition, of the nation from its sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet, Sum

from ..tasks.occurrences import Occurrence, TaskTally
from .audiences import Reminded
from .clauses import falling_clause, standing_clause
from .ladder import ABOVE, AUDIENCES, BESIDE, GIVER, LEAD, TOP, UNIT, Ladder
from .standing import BACK, BUCKETS, WAITING
from .versions import InForce, ladders_on

# Of what others do, only how it stands with each of them is told.
GROUPED = (GIVER, UNIT, ABOVE, TOP)
OWN = (LEAD, BESIDE)


@dataclass(frozen=True)
class Group:
    """An agency, or of the nation a province (None: the nation's bodies): how many, the longest overdue since when."""

    pk: int | None
    count: int
    since: date | None


class Reminders:
    """The reminders of one person on one day."""

    def __init__(self, who: Reminded, ladders: list[InForce] | None = None) -> None:
        self.who = who
        self._ladders = ladders if ladders is not None else ladders_on(who.today)
        self._groups: dict[tuple[str, str], list[Group]] = {}

    @property
    def by(self) -> str:
        return "province" if self.who.is_nation else "agency"

    def sections(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Each audience to which the person belongs with the count of each bucket in which something stands."""
        for audience in AUDIENCES:
            if audience in self.who.clauses:
                found = {bucket: n for bucket in BUCKETS if (n := self.count(audience, bucket))}
                if found:
                    yield audience, found

    def rows(self, audience: str, bucket: str, *, since: date | None = None) -> QuerySet[Occurrence]:
        """The occurrences themselves, the most pressing first; `since`: of which a step was reached after that day."""
        column = "ended_on" if bucket == BACK else "opens_on" if bucket == WAITING else "due_now"
        return self._found(audience, bucket, since).order_by(column, "pk")

    def _found(self, audience: str, bucket: str, since: date | None = None) -> QuerySet[Occurrence]:
        whose = self.who.clauses.get(audience)
        clause = None if whose is None else self._clause(audience, bucket, since)
        if whose is None or clause is None:
            return Occurrence.objects.none()
        return Occurrence.objects.visible_to(self.who.scope).filter(whose, clause)

    def count(self, audience: str, bucket: str, *, since: date | None = None) -> int:
        if audience in GROUPED:
            return sum(group.count for group in self.groups(audience, bucket, since=since))
        return self._found(audience, bucket, since).count()

    def groups(self, audience: str, bucket: str, *, since: date | None = None) -> list[Group]:
        """By whom it is to be done, most first."""
        if since is not None:
            return self._grouped(audience, bucket, since)
        if (audience, bucket) not in self._groups:
            self._groups[audience, bucket] = self._grouped(audience, bucket, None)
        return self._groups[audience, bucket]

    def _grouped(self, audience: str, bucket: str, since: date | None) -> list[Group]:
        if audience not in self.who.clauses:
            return []
        if self.who.is_nation and audience in (GIVER, TOP) and bucket != BACK:
            found = self._from_sums(audience, bucket, since)
        else:
            found = self._from_rows(self._found(audience, bucket, since))
        return sorted((g for g in found if g.count), key=lambda g: (-g.count, g.since or date.max, g.pk or 0))

    def _from_rows(self, rows: QuerySet[Occurrence]) -> list[Group]:
        counted = rows.order_by().values_list(f"{self.by}_id").annotate(n=Count("pk"), since=Min("due_now"))
        return [Group(pk, n, since) for pk, n, since in counted]

    def _from_sums(self, audience: str, bucket: str, since: date | None) -> list[Group]:
        """The sums know provinces, not communes: what is not a commune's is taken off for who sees those alone."""
        clause = self._clause(audience, bucket, since, "charge__handed_on")
        if clause is None:
            return []
        sums = TaskTally.objects.filter(clause, n__gt=0)
        if audience == GIVER:
            sums = sums.filter(charge__giver__in=sorted(self.who.givers))
        counted = sums.order_by().values_list("province_id").annotate(total=Sum("n"), since=Min("due_now"))
        found = {pk or None: Group(pk or None, n, day) for pk, n, day in counted}
        if audience == TOP:
            found.pop(None, None)
            beside = Occurrence.objects.filter(self._clause(audience, bucket, since) or Q(), commune=None)
            for group in self._from_rows(beside.filter(province__isnull=False)):
                before = found[group.pk]
                found[group.pk] = Group(group.pk, before.count - group.count, before.since)
        return list(found.values())

    def _clause(self, audience: str, bucket: str, since: date | None, handed_on: str = "handed_on") -> Q | None:
        today = self.who.today

        def of(ladder: Ladder) -> Q | None:
            found = standing_clause(ladder, audience, bucket, today, handed_on)
            if found is None or since is None:
                return found
            return found & falling_clause(ladder, audience, bucket, since, today, handed_on)

        return over(self._ladders, of)


def over(ladders: list[InForce], of: Callable[[Ladder], Q | None]) -> Q | None:
    """The condition of each ladder on the charges under it, together; None where no ladder has any."""
    whole: Q | None = None
    for one in ladders:
        clause = of(one.ladder)
        if clause is not None:
            whole = one.clause() & clause if whole is None else whole | (one.clause() & clause)
    return whole
