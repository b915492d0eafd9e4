"""What a child document carries on of its parent, what it changed, dropped and added. Plain Python over readings.

Words are compared folded, in pairs, weighed by how rare they are in the two documents; nothing is learnt elsewhere, so
that every match can be explained by the words it rests on.
"""

from .comparison import Comparison, compared

__all__ = ["Comparison", "compared"]
