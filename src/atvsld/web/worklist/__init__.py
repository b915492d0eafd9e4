"""The list of work: everything that waits now for a person or in a unit, counted kind by kind."""

from .counting import WorkCount, counts

__all__ = ["WorkCount", "counts"]
