"""The screen on one sheet of paper: the same words and numbers, as a briefing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext

from ...base.demonstration import MARK, is_demonstration
from ...base.language import Words
from ..briefing import Block, Briefing, Item, Shown, TargetLine
from ..briefing.values import Tone
from .lines import Lines
from .screen import BASIS, Screen
from .targets import TargetCard

_TONES: dict[str, Tone] = {"done": "good", "overdue": "bad", "waiting": "unsure"}


def briefing_of(screen: Screen, as_of: datetime) -> Briefing:
    pictures = [Shown(screen.months, screen.sentence)] if screen.months else []
    pictures += [Shown(screen.map)] if screen.map else []
    *figures, reporting = screen.tiles
    said = [f"{tile.label}: {tile.value}{f' ({tile.note})' if tile.note else ''}." for tile in figures]
    return Briefing(
        title=gettext("Tổng quan an toàn, vệ sinh lao động"), unit=screen.unit, year=screen.year, as_of=as_of,
        sentences=(*said, *([] if screen.months else [screen.sentence])), targets=tuple(_targets(screen)),
        pictures=tuple(pictures),
        blocks=tuple(_block(lines) for lines in (*screen.units, screen.overdue, screen.missing)),
        coverage=f"{reporting.label}: {reporting.value} ({reporting.note}).", footnotes=(gettext(BASIS),),
        demonstration=gettext(MARK) if is_demonstration() else "",
    )  # fmt: skip


def _targets(screen: Screen) -> Iterator[TargetLine]:
    for programme in screen.programmes:
        yield from (_target(card, screen.year) for card in programme.cards)
        year = next((card.year for card in programme.cards if card.year != screen.year), None)
        for label, register in programme.waiting:
            yield TargetLine(label, "", "–", "–", gettext("chưa có dữ liệu"), "none", _waits(register), year=year)
    yield from (_target(card, screen.year) for card in screen.watched)


def _waits(register: Words) -> str:
    return gettext("chờ {registers}").format(registers=register) if register else ""


def _target(card: TargetCard, year: int) -> TargetLine:
    return TargetLine(
        card.label, card.wanted, card.value, card.change, card.status or gettext("theo dõi"),
        _TONES.get(card.badge, "none"), _said(card), card.small,
        None if card.year == year else card.year,
    )  # fmt: skip


def _said(card: TargetCard) -> str:
    return f"{card.sentence} {card.now}." if card.now else card.sentence


def _block(lines: Lines) -> Block:
    items = tuple(Item(line.text, line.value, line.note) for line in lines.lines)
    return Block(lines.title, items, lines.note or lines.empty, max(lines.total, len(items)))
