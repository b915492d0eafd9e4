"""Pictures of figures, each with the table of the same numbers: `Chart`, `PlaceMap`; shown by `{% chart picture %}`."""

from .maps import MapUnit, PlaceMap
from .values import Band, Break, Chart, Point, Series

__all__ = ["Band", "Break", "Chart", "MapUnit", "PlaceMap", "Point", "Series"]
