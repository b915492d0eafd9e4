"""The verbs that any register has, for registers that need no verbs of their own."""

from __future__ import annotations

from typing import Any

from . import writing, writing_many
from .lists import register
from .register import Services


def standard_services(name: str) -> Services:
    """Create, change, void and write many through the one way to write, for the register of that name."""

    def verb(function: Any) -> Any:
        def call(*args: Any, **kept: Any) -> Any:
            return function(register(name), *args, **kept)

        return call

    return Services(
        create=verb(writing.create),
        update=verb(writing.update),
        void=verb(writing.void),
        create_many=verb(writing.create_many),
        update_many=verb(writing_many.update_many),
    )
