"""Two documents of 300 tasks each held against one another."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from statistics import median

from atvsld.directives.cascade.comparing import compared
from atvsld.directives.reading.result import Reading, Task

from .row import RUNS, Row

TASKS, SENTENCES, WORDS_OF_SENTENCE = 300, 100, 45
NOTHING = dict.fromkeys(("section", "role", "deliverable", "deadline", "recurrence", "recurrence_raw"))
SYLLABLES = [
    f"{a}{b}{c}" for a in "bcdghklmnprstvx" for b in ("a", "e", "i", "o", "u", "ie", "uo") for c in ("", "n", "ng")
]


def rows() -> list[Row]:
    parent, child = _documents()
    ours = median(_seconds(lambda: compared(parent, child)) for _ in range(RUNS))
    # What the standard library takes for as many pairs: ten of them, times as many.
    few = [(a.text, b.text) for a, b in zip(parent.tasks[:10], child.tasks[:10], strict=True)]
    theirs = median(_seconds(lambda: [SequenceMatcher(None, a, b).quick_ratio() for a, b in few]) for _ in range(RUNS))
    what = f"comparison of {TASKS} tasks with {TASKS}"
    return [Row(what, ours, "s", theirs / 10 * TASKS**2, "difflib quick_ratio over all pairs", "<= 1 s")]


def _documents() -> tuple[Reading, Reading]:
    """Tasks of three sentences out of a hundred, as phrases come again in documents of one cascade: most pairs of tasks
    share some words, and many share a third."""
    chance = random.Random(31)
    sentences = [" ".join(chance.choices(SYLLABLES, k=WORDS_OF_SENTENCE)) + "." for _ in range(SENTENCES)]
    parent, child = ([" ".join(chance.choices(sentences, k=3)) for _ in range(TASKS)] for _ in range(2))
    return _reading(parent), _reading(child)


def _reading(texts: list[str]) -> Reading:
    return Reading(
        tasks=tuple(Task(text=text, lead=(), coordinating=(), lines=(), rule="", **NOTHING) for text in texts)
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
