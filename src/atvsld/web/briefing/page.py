"""The page as it is printed at a density: texts in the reader's language, cut to their length, and pictures drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from ...base.language import Words
from ...base.numbers import vietnamese_integer
from ..charts import Chart, PlaceMap
from ..charts.drawing import draw
from ..charts.drawing.shapes import Drawing
from .density import Density
from .letterhead import Head, head_of
from .texts import shortened
from .values import Block, Briefing, Item, Shown, TargetLine

# Points between the margins of A4 (15 mm left and right, 11 mm above and below), and between two columns.
WIDTH, HEIGHT, GUTTER = 510.2, 779.5, 14.0
COLUMN = (WIDTH - GUTTER) / 2
# A verdict's mark differs by shape and by lightness.
MARKS = {"good": "●", "bad": "▲", "unsure": "○", "none": "–"}


@dataclass(frozen=True)
class TargetRow:
    label: str
    wanted: str
    value: str
    change: str
    status: str
    mark: str
    tone: str
    said: str


@dataclass(frozen=True)
class Listed:
    """A block: its lines as (text, value, note), and what says how many there are besides, or that there are none."""

    title: str
    items: tuple[tuple[str, str, str], ...]
    rest: str


@dataclass(frozen=True)
class Pictured:
    """A picture in its column, drawn when it is asked for: many densities are only measured."""

    picture: Chart | PlaceMap
    width: float
    height: float
    title: str
    sentence: str

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.picture, self.width, self.height)


@dataclass(frozen=True)
class Page:
    """All that is printed; the renderers add no word."""

    density: Density
    head: Head | None
    title: str
    unit: str
    as_of: str
    demonstration: str
    sentences: tuple[str, ...]
    heads: tuple[str, ...]
    targets: tuple[TargetRow, ...]
    more_targets: str
    pictures: tuple[Pictured, ...]
    blocks: tuple[Listed, ...]
    coverage: str
    footnotes: tuple[str, ...]


def page_of(briefing: Briefing, density: Density) -> Page:
    def short(words: Words) -> str:
        return shortened(words, density.letters)

    years = _judged(briefing)
    targets = [
        _target(line, density, (line.year or briefing.year) if len(years) > 1 else None)
        for line in briefing.targets[: density.targets]
    ]
    left_out = len(briefing.targets) - len(targets)
    at = timezone.localtime(briefing.as_of)
    said = gettext("Năm {year}. Số liệu đến {time} ngày {day}.")
    return Page(
        density, head_of(briefing), short(briefing.title), short(briefing.unit),
        said.format(year=briefing.year, time=f"{at:%H:%M}", day=f"{at:%d/%m/%Y}"), short(briefing.demonstration),
        tuple(short(s) for s in briefing.sentences[: density.sentences] if s),
        _heads(years), tuple(targets), more(left_out) if left_out else "",
        tuple(_picture(shown, len(briefing.pictures), density) for shown in briefing.pictures),
        tuple(_block(block, density) for block in briefing.blocks),
        short(briefing.coverage), tuple(short(f) for f in briefing.footnotes[: density.sentences] if f),
    )  # fmt: skip


def _judged(briefing: Briefing) -> set[int]:
    """The years that the targets speak of: mostly one, the last that is over."""
    return {line.year or briefing.year for line in briefing.targets}


def _heads(years: set[int]) -> tuple[str, ...]:
    target, wanted = pgettext("chương trình", "Chỉ tiêu"), pgettext("chỉ tiêu", "Yêu cầu")
    value = str(*years) if len(years) == 1 else pgettext("chỉ tiêu", "Kết quả")
    return target, wanted, value, pgettext("chỉ tiêu", "Thay đổi"), gettext("Kết luận")


def more(count: int) -> str:
    """How many lines the page leaves out."""
    return ngettext("và {n} mục nữa", "và {n} mục nữa", count).format(n=vietnamese_integer(count))


def _target(line: TargetLine, density: Density, year: int | None) -> TargetRow:
    """`year` is said with the value where the lines of the table speak of several."""
    told = (line.sentence, line.warning) if density.says else (line.warning,)
    said = " ".join(str(words) for words in told if words)
    cell = min(density.letters, 40)
    value = shortened(line.value, cell) if year is None else f"{shortened(line.value, cell)} ({year})"
    return TargetRow(
        shortened(line.label, density.letters), shortened(line.wanted, cell), value,
        shortened(line.change, cell), shortened(line.status, cell), MARKS[line.tone], line.tone,
        shortened(said, density.letters),
    )  # fmt: skip


def _block(block: Block, density: Density) -> Listed:
    items: Sequence[Item] = block.items[: density.items]
    left_out = block.count - len(items)
    rest = more(left_out) if left_out else "" if items else shortened(block.empty, density.letters)
    half = density.letters // 2
    told = [(shortened(i.text, half + 20), shortened(i.value, 30), shortened(i.note, half)) for i in items]
    return Listed(shortened(block.title, 80), tuple(told), rest)


def _picture(shown: Shown, many: int, density: Density) -> Pictured:
    picture = shown.picture
    title = f"{picture.title} ({picture.unit})" if picture.unit else str(picture.title)
    return Pictured(
        picture, COLUMN if many > 1 else WIDTH, density.picture, shortened(title, 110),
        shortened(" ".join(str(words) for words in (shown.sentence, picture.note) if words), density.letters),
    )  # fmt: skip
