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
        self._parts = {
            part: ([name for name, _ in drawn], list(accumulate(weight for _, weight in drawn)))
            for part, drawn in parts.items()
        }

    def person(self, sex: str) -> str:
        """A full name for "male" or "female"."""
        return " ".join(self._draw(part) for part in ("surname", f"middle_{sex}", f"given_{sex}"))

    def identity_number(self, sex: str, birth_year: int) -> str:
        """Twelve digits shaped as an identity number, of a century in which nobody alive was born (2200s, 2300s)."""
        century = {"male": 6, "female": 7}[sex] + self._random.choice((0, 2))
        return f"019{century}{birth_year % 100:02d}{self._random.randrange(10**6):06d}"

    def _draw(self, part: str) -> str:
        names, weights = self._parts[part]
        return names[bisect(weights, self._random.random() * weights[-1], 0, len(names) - 1)]
