"""The paragraphs of a text as the tree that their numbers make, and what each section is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .agencies import only_agencies
from .fields import is_fields
from .paragraphs import Paragraph
from .words import folded

LEAF = 9
LONGEST_SAID = 8_000
# What a heading announces, on its words without marks. The first that fits counts.
_ZONES = (
    ("targets", "muc tieu|chi tieu"),
    ("organise", (
        "to chuc (?:trien khai )?thuc hien|phan cong|trach nhiem (?:cua|thuc hien|cac)|trach nhiem$"
        "|nhiem vu (?:cua|cu the cua) (?:cac|tung)"
    )),
    ("tasks", "nhiem vu|giai phap|noi dung|cong viec|hoat dong|nhung viec"),
    ("reporting", "che do (?:thong tin,? )?bao cao|thong tin,? bao cao|bao cao ket qua"),
    ("money", "^(?:du toan |nguon )?kinh phi|^nguon (?:von|luc) thuc hien"),
    ("background", (
        "muc dich|^yeu cau|khai quat|tinh hinh|^ket qua|danh gia|han che|ton tai|nguyen nhan|quan diem|can cu"
        "|su can thiet|boi canh|thuc trang|pham vi|doi tuong|giai thich|dac diem|uu diem|khuyet diem|bai hoc|du bao"
        "|hieu luc|dat van de"
    )),
)  # fmt: skip
_SHORT_NAMES = re.compile(
    "^(?:muc dich|yeu cau|muc tieu|muc tieu (?:chung|tong quat|cu the)|quan diem|ket qua(?: dat duoc)?|ton tai|han che"
    "|nguyen nhan|cac chi tieu.*|chi tieu.*|muc dich, yeu cau|nhiem vu.*|giai phap.*|to chuc thuc hien|kinh phi.*"
    "|pham vi.*|doi tuong.*)$"
)


@dataclass(eq=False)
class Node:
    """A paragraph in the tree; `prefix` is the section of the part it stands in ("PL" of an annex)."""

    paragraph: Paragraph | None
    depth: int
    parent: Node | None = None
    prefix: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.paragraph.text if self.paragraph else ""

    @property
    def said(self) -> str:
        """As much of the text as any sentence of a document has: what is looked into, were the text without end."""
        return self.text[:LONGEST_SAID]

    @property
    def label(self) -> str:
        marker = self.paragraph.marker if self.paragraph else None
        return marker.label if marker else ""

    @property
    def kind(self) -> str:
        marker = self.paragraph.marker if self.paragraph else None
        return marker.kind if marker else ""

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None and node.paragraph is not None:
            yield node
            node = node.parent

    @cached_property
    def section(self) -> str | None:
        """ "III.4.1" of the nearest numbers above and of its own."""
        labels: list[str] = []
        for node in (self, *self.ancestors()):
            if not node.label or node.kind == "part":
                continue
            label = f"Điều {node.label[1:]}" if node.kind == "article" else node.label
            below = labels[-1] if labels else ""
            if node.kind in ("number", "decimal") and (below == label or below.startswith(f"{label}.")):
                continue
            labels.append(label)
        path = [*([self._prefix()] if self._prefix() else []), *reversed(labels)]
        return ".".join(path) or None

    def _prefix(self) -> str:
        node: Node = self
        while node.parent is not None:
            node = node.parent
        return node.prefix

    @cached_property
    def zone(self) -> str:
        """What the nearest heading above that says so is about; "" where none does."""
        for node in self.ancestors():
            if found := node.own_zone:
                return found
        return ""

    @cached_property
    def own_zone(self) -> str:
        if self.paragraph is None or not self.is_heading:
            return ""
        words = folded(self.text).strip(" .:")
        is_great = self.depth <= 2 or (not self.kind and (self.paragraph.is_upper or self.paragraph.is_bold))
        if not is_great and not _SHORT_NAMES.match(words):
            return ""
        if "muc tieu" in words and "nhiem vu" in words and not words.startswith("muc tieu"):
            return "tasks"
        if words.startswith(("muc dich", "yeu cau", "quan diem")):
            return "background"
        return next((zone for zone, pattern in _ZONES if re.search(pattern, words)), "")

    @cached_property
    def is_heading(self) -> bool:
        """Whether the paragraph announces what stands below it, and is no statement of its own."""
        if self.paragraph is None or self.kind in ("dash", "plus"):
            text = self.text.rstrip()
            return bool(self.children) and (text.endswith(":") or bool(only_agencies(text)))
        text = self.text.rstrip()
        if text.endswith(":"):
            return bool(self.children)
        if self.depth <= 2 and self.kind != "article":
            return len(text) < 400
        if not self.children or all(is_fields(child.text) for child in self.children):
            return False
        if not self.paragraph.is_ended or self.paragraph.is_bold:
            return True
        is_short = len(text) <= 90 and not re.search(r"[.;:]\s", text[:-1])
        return is_short and any(child.kind for child in self.children)


def outline_of(paragraphs: Iterable[Paragraph], prefix: str = "") -> Node:
    """The root of the tree; its children are the great sections, or whatever stands outside of any."""
    root = Node(None, -1, prefix=prefix)
    last, every = root, list(paragraphs)
    has_sections = any(p.marker is not None and p.marker.kind == "roman" for p in every)
    for paragraph in every:
        depth = _depth(paragraph, has_sections)
        parent = last
        while parent.parent is not None and not _holds(parent, depth):
            parent = parent.parent
        node = Node(paragraph, depth, parent)
        parent.children.append(node)
        last = node
    return root


def _depth(paragraph: Paragraph, has_sections: bool) -> int:
    """A name in capitals without a number is a section, or stands below one where sections are numbered."""
    if paragraph.marker is not None:
        return paragraph.marker.depth
    is_name = len(paragraph.text) < 160 and not paragraph.is_ended
    if is_name and paragraph.is_upper and len(paragraph.text) > 8:
        return 5 if has_sections else 2
    return LEAF


def _holds(node: Node, depth: int) -> bool:
    """What stands without a number belongs to the last numbered paragraph, not to a bullet or to its like."""
    if depth == LEAF:
        return node.depth not in (7, 8, LEAF)
    return node.depth < depth


def walk(node: Node) -> Iterator[Node]:
    """Every paragraph below, in the order of the text."""
    for child in node.children:
        yield child
        yield from walk(child)
