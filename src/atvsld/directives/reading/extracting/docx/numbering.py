"""The numbers and bullets that Word puts before paragraphs of lists; they stand in no text, only in declarations."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from ..figures import as_written
from .names import W, number, switch, value

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
# Signs that a document may begin a line with; anything else (letters of symbol fonts) is shown as a dot.
DASHES = {"\uf02d": "-", "\uf0be": "-", "–": "–", "—": "—", "-": "-", "+": "+", "*": "*", "\uf02b": "+", "\uf02a": "*"}
BULLET = "•"


@dataclass(frozen=True)
class Level:
    """How the paragraphs of one level of a list are numbered; `text` has "%1" for the number of the first level."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts_after: int | None = None
    is_plain: bool = False
    space: str = " "

    @classmethod
    def of(cls, said: Any) -> Level:
        start, suffix = number(said, "start"), value(said, "suff")
        return cls(
            value(said, "numFmt") or "decimal", value(said, "lvlText") or "", 0 if start is None else start,
            number(said, "lvlRestart"), bool(switch(said, "isLgl")), "" if suffix == "nothing" else " ",
        )  # fmt: skip


class Numbering:
    """Counts the lists of one document; `label` is asked once for each paragraph of a list, in their order."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, Any] = {}
        self._lists: dict[int, Any] = {}
        self._levels: dict[tuple[int, int], Level] = {}
        self._counted: dict[str, list[int | None]] = {}
        self._seen: set[int] = set()
        if root is not None:
            self._abstract = {a.get(W + "abstractNumId"): a for a in root.iterfind(W + "abstractNum")}
            for said in root.iterfind(W + "num"):
                found = said.get(W + "numId") or ""
                if found.isdigit():
                    self._lists[int(found)] = said

    def label(self, list_id: int, level: int) -> str:
        """What stands before this paragraph, with the blank after it: "II. ", "a) ", "- "; nothing when no list."""
        if list_id not in self._lists or not 0 <= level < LEVELS:
            return ""
        said = self._level(list_id, level)
        if said.form == "bullet":
            return _bullet(said.text) + " "
        counts = self._count(list_id, level)
        if said.form == "none" and not PLACE.sub("", said.text):
            return ""
        shown = PLACE.sub(lambda found: self._shown(list_id, int(found[1]) - 1, counts, said.is_plain), said.text)
        return shown + said.space if shown else ""

    def _count(self, list_id: int, level: int) -> list[int | None]:
        key = self._abstract_id(list_id)
        counts = self._counted.setdefault(key, [None] * LEVELS)
        if list_id not in self._seen:
            self._seen.add(list_id)
            for override in self._lists[list_id].iterfind(W + "lvlOverride"):
                place = override.get(W + "ilvl") or ""
                if number(override, "startOverride") is not None and place.isdigit() and int(place) < LEVELS:
                    counts[int(place)] = None
        counts[level] = self._level(list_id, level).start if counts[level] is None else (counts[level] or 0) + 1
        for deeper in range(level + 1, LEVELS):
            after = self._level(list_id, deeper).restarts_after
            if after is None or (after and level < after):
                counts[deeper] = None
        return counts

    def _shown(self, list_id: int, level: int, counts: list[int | None], is_plain: bool) -> str:
        said = self._level(list_id, level)
        count = said.start if counts[level] is None else counts[level] or 0
        return as_written(count, "decimal" if is_plain else said.form)

    def _abstract_id(self, list_id: int) -> str:
        """The declaration behind a list; one that only names a style of lists stands for the one of that style."""
        found = value(self._lists.get(list_id), "abstractNumId") or ""
        linked = value(self._abstract.get(found), "numStyleLink")
        if linked:
            for other, said in self._abstract.items():
                if value(said, "styleLink") == linked:
                    return other
        return found

    def _level(self, list_id: int, level: int) -> Level:
        key = (list_id, level)
        if key not in self._levels:
            self._levels[key] = self._read_level(list_id, level)
        return self._levels[key]

    def _read_level(self, list_id: int, level: int) -> Level:
        place = str(level)
        read = Level()
        abstract = self._abstract.get(self._abstract_id(list_id))
        for said in abstract.iterfind(W + "lvl") if abstract is not None else ():
            if said.get(W + "ilvl") == place:
                read = Level.of(said)
        for override in self._lists[list_id].iterfind(W + "lvlOverride"):
            if override.get(W + "ilvl") == place:
                own, start = override.find(W + "lvl"), number(override, "startOverride")
                read = read if own is None else Level.of(own)
                if start is not None:
                    read = replace(read, start=start)
        return read

    def level_of_style(self, list_id: int, style_id: str | None) -> int:
        """The level that a list gives to paragraphs of this style; the first where it names none."""
        abstract = self._abstract.get(self._abstract_id(list_id)) if style_id else None
        for said in abstract.iterfind(W + "lvl") if abstract is not None else ():
            place = said.get(W + "ilvl") or ""
            if value(said, "pStyle") == style_id and place.isdigit():
                return int(place)
        return 0


def _bullet(text: str) -> str:
    sign = text.strip()
    if sign in DASHES:
        return DASHES[sign]
    is_sign = len(sign) == 1 and unicodedata.category(sign)[0] in "PS"
    return sign if is_sign else BULLET
