"""Texts that must not be longer than their place."""

from __future__ import annotations

from ...base.language import Words


def shortened(words: Words, letters: int) -> str:
    """The text in so many letters at most, cut between words where it can be, with «…» where something is gone."""
    text = " ".join(str(words).split())
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    whole = cut.rpartition(" ")[0]
    # A word without end is cut within.
    return (whole if len(whole) > letters / 2 else cut).rstrip(" ,;:.–") + "…"
