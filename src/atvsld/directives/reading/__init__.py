"""Reads a Vietnamese administrative document: head, targets, tasks, duties to report, recipients, signature.

Plain Python over the lines of the text; it knows the form that Decree 30/2020/NĐ-CP gives such documents, not their
matter. Every item names the rule that found it.
"""

from .reader import read
from .result import Reading
from .source import Source

__all__ = ["Reading", "Source", "read"]
