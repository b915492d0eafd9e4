"""An official document as the parts that Appendix I of Decree 30/2020/NĐ-CP on clerical work gives it.

Plain values in the words of the page: nothing here is worked out or guessed. What nobody knows yet, the number, the day
and the name of the signer, stays "" and is left open on the paper for the pen. `official_word` lays it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """The title of a part; `level` 1 is «I. …», 2 is «1. …», 3 is «a) …». The number stands in the text."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; of several lines, each is one."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Listing:
    """Items, each behind a dash."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A ruled table: its heads, rows of texts as long as these, the shares of the width, what stands below it.

    `aligns` says how each column stands, all left without it. The heads come again on each page.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float] = ()
    aligns: Sequence[Align] = ()
    title: str = ""
    note: str = ""


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True)
class Annex:
    """What is attached: «Phụ lục I», its title, its blocks; lying for wide tables. Its pages count from 1."""

    name: str
    title: str
    blocks: Sequence[Block]
    is_landscape: bool = True


@dataclass(frozen=True)
class Signature:
    """On whose behalf («TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH»), as what («PHÓ CHỦ TỊCH»), who ("": left for the pen)."""

    authority: Sequence[str] = ()
    title: str = ""
    name: str = ""


@dataclass(frozen=True)
class OfficialDocument:
    """One document of one body.

    `type_name` is «BÁO CÁO», "" for a letter (công văn), whose `summary` then stands below its number as «V/v …».
    `sign` is the part of the number behind the stroke, «BC-SNV»; `marks` stand framed above everything: that this is a
    demonstration, that the form is provisional.
    """

    body: str
    sign: str
    summary: str
    parent: str = ""
    number: str = ""
    place: str = ""
    day: date | None = None
    type_name: str = ""
    addressees: Sequence[str] = ()
    blocks: Sequence[Block] = ()
    recipients: Sequence[str] = ()
    signature: Signature = field(default_factory=Signature)
    annexes: Sequence[Annex] = ()
    marks: Sequence[str] = ()

    @property
    def number_line(self) -> str:
        """«Số: 05/BC-SNV»; a number below 10 has a zero before it, so that no figure is added."""
        number = self.number.zfill(2) if self.number.isdecimal() else self.number
        return f"Số: {number or '        '}/{self.sign}"

    @property
    def place_and_day(self) -> str:
        """«Thái Nguyên, ngày 05 tháng 02 năm 2026», what is not known left open."""
        if self.day is None:
            said = "ngày      tháng      năm        "
        else:
            month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
            said = f"ngày {self.day.day:02d} tháng {month} năm {self.day.year}"
        return f"{self.place}, {said}" if self.place else said

    @property
    def attached_to(self) -> str:
        """The line below the title of an annex that says what it is attached to."""
        kind = self.type_name.capitalize() or "Công văn"
        day = "ngày      /     /         " if self.day is None else f"ngày {self.day:%d/%m/%Y}"
        return f"(Kèm theo {kind} s{self.number_line[1:].replace(':', '')} {day} của {self.body})"
