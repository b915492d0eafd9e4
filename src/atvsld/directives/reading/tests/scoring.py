"""What the reader finds and misses in documents that a person has read: by kind of item, by field and by rule.

Beside a document `NAME.txt` stands `NAME.gold.json`. A list where the reader gives one value names all that are right;
"optional" items need not be found; "…_opt" names values that may be given or not.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atvsld.directives.reading import Source, read

OWN = Path(__file__).with_name("examples")
HEAD = ("doc_type", "number", "issued_on", "issued_month", "issuing_body")
FIELDS = {
    "targets": ("comparator", "unit", "period"),
    "tasks": ("section", "lead", "coordinating", "role", "deadline", "recurrence", "deliverable"),
    "reporting": ("deadline", "recurrence"),
}
Item = Mapping[str, Any]


@dataclass
class Score:
    """Right, superfluous and missing by kind; right and wrong by field; by rule how many items it found and how many of
    them are right; and what was missed."""

    right: Counter[str] = field(default_factory=Counter)
    superfluous: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[bool]] = field(default_factory=dict)
    rules: dict[str, Counter[bool]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        return self.right[kind] / max(1, self.right[kind] + self.superfluous[kind])

    def recall(self, kind: str) -> float:
        return self.right[kind] / max(1, self.right[kind] + self.missing[kind])

    def share(self, name: str) -> float:
        told = self.fields.get(name, Counter())
        return told[True] / max(1, told.total())

    def note(self, name: str, *, is_right: bool) -> None:
        self.fields.setdefault(name, Counter())[is_right] += 1


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.txt") if path.with_suffix("").with_suffix(".gold.json").exists())


def score(paths: Sequence[Path]) -> Score:
    total = Score()
    for path in paths:
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        found = read(Source.of_text(path.read_text(encoding="utf-8"))).as_json()
        _one(total, path.stem, gold, found)
    return total


def _one(total: Score, name: str, gold: Item, found: Item) -> None:
    for part in HEAD:
        if part in gold:
            total.note(part, is_right=_accepts(gold[part], found[part]))
    for part in ("name", "title", "on_behalf_of"):
        wanted, told = gold.get("signer"), found["signer"]
        if wanted:
            total.note(f"signer.{part}", is_right=told is not None and _accepts(wanted[part], told[part]))
    for kind in ("based_on", "cited", "recipients"):
        _values(total, kind, name, gold.get(kind, []), gold.get(f"{kind}_opt", []), found[kind])
    spare = [tuple(lines) for lines in gold.get("optional_lines", [])]
    for kind, same in (("targets", _same_target), ("tasks", _same_task), ("reporting", _same_duty)):
        _items(total, kind, name, gold.get(kind, []), found[kind], same, spare)


def _values(total: Score, kind: str, name: str, gold: list[str], spare: list[str], found: list[str]) -> None:
    wanted, allowed, told = ({_folded(v) for v in values} for values in (gold, spare, found))
    total.right[kind] += len(wanted & told)
    total.missing[kind] += len(wanted - told)
    total.superfluous[kind] += len(told - wanted - allowed)
    total.missed += [f"{name} · {kind} · {value}" for value in sorted(wanted - told)]


def _items(
    total: Score, kind: str, name: str, gold: list[Item], found: list[Item], same: Callable[[Item, Item], bool],
    spare: Sequence[tuple[int, int]],
) -> None:  # fmt: skip
    left = list(found)
    for wanted in gold:
        match = next((one for one in left if same(wanted, one)), None)
        if match is None:
            if not wanted.get("optional"):
                total.missing[kind] += 1
                total.missed.append(f"{name} · {kind} · {str(wanted.get('text') or wanted.get('what'))[:80]}")
            continue
        left.remove(match)
        total.right[kind] += 1
        total.rules.setdefault(match["rule"], Counter())[True] += 1
        for part in FIELDS[kind]:
            if part in wanted:
                _field(total, f"{kind}.{part}", wanted, part, match[part])
    for one in left:
        if any(first <= line[0] <= last for first, last in spare for line in one["lines"]):
            continue
        total.superfluous[kind] += 1
        total.rules.setdefault(one["rule"], Counter())[False] += 1


def _field(total: Score, name: str, wanted: Item, part: str, told: Any) -> None:
    if part in ("lead", "coordinating"):
        ways = [wanted[part], *wanted.get(f"{part}_alt", [])]
        total.note(name, is_right=any({_folded(v) for v in way} == {_folded(v) for v in told} for way in ways))
    else:
        total.note(name, is_right=_accepts(wanted[part], told))


def _accepts(gold: Any, told: Any) -> bool:
    return any(_folded(one) == _folded(told) for one in (gold if isinstance(gold, list) else [gold]))


def _folded(value: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", "" if value is None else str(value)).casefold().split()).strip(" .;,")


def _numbers(lines: Any) -> set[int]:
    return {number for first, last in lines or () for number in range(first, last + 1)}


def _same_task(gold: Item, found: Item) -> bool:
    heads = [gold["text"], *gold.get("alt", [])]
    return bool(_numbers(gold["lines"]) & _numbers(found["lines"])) and any(
        _folded(found["text"])[:40] == _folded(head)[:40] for head in heads
    )


def _same_target(gold: Item, found: Item) -> bool:
    near = _numbers(gold["lines"]).union(*(_numbers(lines) for lines in gold.get("lines_alt", [])))
    return bool(near & _numbers(found["lines"])) and _accepts(gold["value"], found["value"])


def _same_duty(gold: Item, found: Item) -> bool:
    """By the lines; where the person named none, by whom is told."""
    if gold.get("lines"):
        if not _numbers(gold["lines"]) & _numbers(found["lines"]):
            return False
    elif not any(_alike(one, found["by"]) for one in _ways(gold["by"])):
        return False
    return any(_alike(one, found["to"]) for one in _ways(gold["to"]))


def _ways(gold: Any) -> Iterator[Any]:
    yield from gold if isinstance(gold, list) else [gold]


def _alike(gold: Any, told: Any) -> bool:
    wanted, said = (_folded(value).split("(")[0].strip() for value in (gold, told))
    return bool(said) and (said in wanted or wanted in said)
