"""The processor time that the reading process may use."""

from __future__ import annotations

import resource

from .bounds import LETTERS_A_SECOND, MAX_CPU_SECONDS, MOST_CPU_SECONDS


def allow_time(letters: int) -> None:
    """From now on the system ends this process beyond the time that so many letters, found so far, have bought."""
    seconds = min(MAX_CPU_SECONDS + letters // LETTERS_A_SECOND, MOST_CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, MOST_CPU_SECONDS))
