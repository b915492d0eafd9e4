"""Names, birth years and numbers of people who do not exist."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random

from .seedfiles import rows


class Names:
    """Draws names as frequent as they are in Viet Nam."""

    def __init__(self, random: Random) -> None:
        self._random = random
        parts: dict[str, list[tuple[str, int]]] = {}
        for row in rows("names.csv"):
            parts.setdefault(row["part"], []).append((row["name"], int(row["weight"])))
        drawn = {part: _drawn(found) for part, found in parts.items()}
        self._people = {
            sex: (drawn["surname"], drawn[f"middle_{sex}"], drawn[f"given_{sex}"]) for sex in ("male", "female")
        }

    def person(self, sex: str) -> str:
        """A full name for "male" or "female"."""
        chance = self._random.random
        return " ".join([names[bisect(sums, chance() * sums[-1], 0, last)] for names, sums, last in self._people[sex]])

    def identity_number(self, sex: str, birth_year: int) -> str:
        """Twelve digits shaped as an identity number, of a century in which nobody alive was born (2200s, 2300s)."""
        century = {"male": 6, "female": 7}[sex] + self._random.choice((0, 2))
        return f"019{century}{birth_year % 100:02d}{self._random.randrange(10**6):06d}"


def _drawn(found: list[tuple[str, int]]) -> tuple[list[str], list[int], int]:
    """The names, their weights added up, and the place of the last: a million people are drawn."""
    return [name for name, _ in found], list(accumulate(weight for _, weight in found)), len(found) - 1
