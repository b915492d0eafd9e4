"""Logs: one JSON object a line on standard error, without personal data."""

from collections.abc import MutableMapping
from typing import Any

import structlog

from atvsld.base.redaction import redact

# Field names that may hold a person's data; their values never reach a log.
PERSONAL_FIELDS = frozenset(
    {"name", "full_name", "username", "password", "email", "phone", "address", "identity_number", "date_of_birth"}
    | {"query", "query_string", "body", "post", "form", "cookies", "headers", "authorization"}
)


def without_personal_data(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: strikes out personal fields and redacts every text."""
    for key, value in event.items():
        if key in PERSONAL_FIELDS:
            event[key] = "***"
        elif isinstance(value, str) and key != "timestamp":
            event[key] = redact(value)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure_logging(level: str) -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING, so that both write the same lines."""
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
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_personal_data,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=repr),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
            # A page not found is an answer, not an event; our own request line tells it.
            "django.request": {"handlers": [], "propagate": True, "level": "ERROR"},
        },
    }
