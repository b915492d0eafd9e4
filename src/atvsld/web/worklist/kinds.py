"""The kinds of work there are, in the order of the page."""

from __future__ import annotations

from .cases import ACCEPT, COMPLETE, DIVIDED, NO_COMMUNE, RETURNED
from .establishments import IN_DIVIDED, UNREPORTED, WITHOUT_HEADCOUNT
from .kind import WorkKind
from .people import REQUESTS, WITHOUT_ROLE

KINDS: tuple[WorkKind, ...] = (
    ACCEPT, COMPLETE, RETURNED, UNREPORTED, NO_COMMUNE, DIVIDED, WITHOUT_HEADCOUNT, IN_DIVIDED, REQUESTS, WITHOUT_ROLE,
)  # fmt: skip
