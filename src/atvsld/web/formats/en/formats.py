"""English pages write numbers and dates as Vietnamese ones do: the same figure must look the same to both readers."""

from ..vi.formats import *  # noqa: F403
