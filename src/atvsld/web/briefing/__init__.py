"""One page for a leader, on paper: what a unit's screen says, as a plain value to be printed.

`as_pdf` and `as_docx` make the file; what draws and lays out is brought in when they are first called.
"""

from .printed import as_pdf
from .values import Block, Briefing, Item, Shown, TargetLine
from .word import as_docx

__all__ = ["Block", "Briefing", "Item", "Shown", "TargetLine", "as_docx", "as_pdf"]
