"""Facts of other rows, asked of the database once a file and not once a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """While this lasts, functions marked `once_a_file` give their first answer again; inside another, its answers."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_a_file(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """For a lookup by id whose answer must not be changed by the caller. Outside a file it is asked each time.

    `function.knows({ids: answer})` gives answers that were asked together, as long as the file lasts.
    """

    def knows(many: Mapping[tuple[Any, ...], Answer]) -> None:
        answers = _answers.get()
        if answers is not None:
            answers.update({(function, ids): answer for ids, answer in many.items()})

    @wraps(function)
    def asked(*ids: Any) -> Answer:
        answers = _answers.get()
        if answers is None:
            return function(*ids)
        key = (function, ids)
        if key not in answers:
            answers[key] = function(*ids)
        return answers[key]

    asked.knows = knows  # type: ignore[attr-defined]
    return asked
