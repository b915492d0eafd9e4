"""Logs: one line an event on standard error, JSON for machines, plain for a person; without personal data."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import structlog

from atvsld.base.redaction import redact

# Field names that may hold a person's data; their values never reach a log.
PERSONAL_FIELDS = frozenset(
    {"name", "full_name", "username", "password", "email", "phone", "address", "identity_number", "date_of_birth"}
    | {"query", "query_string", "body", "post", "form", "cookies", "headers", "authorization"}
)
# Exceptions whose message speaks of the program or the machine. Any other may quote what somebody typed (ValueError:
# "invalid literal …", KeyError: the key), so that only its class and its place in the code are told.
SPEAKING = (AttributeError, ImportError, NameError, NotImplementedError, OSError, RecursionError, AssertionError)
# Django puts the address of the request into these; the request line tells the route.
WITH_ADDRESS = ("django.request", "django.security", "django.server")
# Made by ourselves; one of digits alone must not be taken for an identity number.
NUMBERED = ("timestamp", "request_id", "task_id")
Event = MutableMapping[str, Any]


def without_personal_data(logger: Any, method: str, event: Event) -> Event:
    """A structlog processor: strikes out personal fields and redacts every text."""
    for key, value in event.items():
        if key in PERSONAL_FIELDS:
            event[key] = "***"
        elif isinstance(value, str) and key not in NUMBERED:
            event[key] = redact(value)
    return event


def without_addresses(logger: Any, method: str, event: Event) -> Event:
    """A structlog processor: "Not Found: /tai-nan/…" becomes "Not Found"."""
    if str(event.get("logger", "")).startswith(WITH_ADDRESS):
        event["event"] = str(event["event"]).split(":", 1)[0]
    return event


def told_exception(logger: Any, method: str, event: Event) -> Event:
    """A structlog processor: the place and the class of an exception, never local values, its message only if safe."""
    raised = event.pop("exc_info", None)
    if raised is True or raised == 1:
        raised = sys.exc_info()
    if isinstance(raised, tuple):
        raised = raised[1]
    if isinstance(raised, BaseException):
        event["exception"] = "\n".join(_told(raised))
    return event


def _told(raised: BaseException) -> Iterator[str]:
    cause = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    if cause is not None:
        yield from _told(cause)
        yield "-> "
    yield "".join(traceback.format_tb(raised.__traceback__)).rstrip()
    kind = f"{type(raised).__module__}.{type(raised).__qualname__}".removeprefix("builtins.")
    # A file may be called by a person's name: of errors of the system only the reason is told.
    said = (
        (raised.strerror or "") if isinstance(raised, OSError) else str(raised) if isinstance(raised, SPEAKING) else ""
    )
    yield f"{kind}: {redact(said)}" if said else kind


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_addresses,
    told_exception,
]


def configure_logging(level: str, form: str = "json") -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING, so that both write the same lines.

    `form`: "json", "text", or "auto": text where a person looks on at a terminal.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    is_text = form == "text" or (form == "auto" and sys.stderr.isatty())
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if is_text
        else structlog.processors.JSONRenderer(ensure_ascii=False, default=repr)
    )
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [remove, without_personal_data, renderer],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
            # A page not found is an answer, not an event; our own request line tells it.
            "django.request": {"handlers": [], "propagate": True, "level": "ERROR"},
            # SQL with its values, at DEBUG.
            "django.db.backends": {"handlers": [], "propagate": True, "level": "INFO"},
        },
    }
