"""The API of the registers: the same fields, rules, scope, masks and audit as the pages, for programs."""

from .mount import api_urls

__all__ = ["api_urls"]
