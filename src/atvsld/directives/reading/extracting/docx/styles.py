"""What the styles of a Word file say of paragraphs and letters, as far as it changes the text that is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .names import W, number, switch, value


@dataclass(frozen=True)
class Looks:
    """Whether letters are shown as capitals and whether they are shown at all; None where nothing is said."""

    caps: bool | None = None
    hidden: bool | None = None

    def over(self, under: Looks) -> Looks:
        return Looks(
            under.caps if self.caps is None else self.caps, under.hidden if self.hidden is None else self.hidden
        )


@dataclass(frozen=True)
class ListPlace:
    """A list and the level in it; None where only the other is said."""

    list_id: int | None = None
    level: int | None = None


def looks_of(run_properties: Any) -> Looks:
    if run_properties is None:
        return Looks()
    return Looks(switch(run_properties, "caps"), switch(run_properties, "vanish"))


def list_place_of(paragraph_properties: Any) -> ListPlace:
    said = paragraph_properties.find(W + "numPr") if paragraph_properties is not None else None
    return ListPlace() if said is None else ListPlace(number(said, "numId"), number(said, "ilvl"))


class Styles:
    """The styles by id, with what each takes from the one that it is based on."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.iterfind(W + "style")
        self._by_id = {style.get(W + "styleId"): style for style in found}
        defaults = (s for s in self._by_id.values() if s.get(W + "default") == "1" and s.get(W + "type") == "paragraph")
        self._default = next((style.get(W + "styleId") for style in defaults), None)
        self._looks: dict[str | None, Looks] = {}
        self._places: dict[str | None, ListPlace] = {}

    def looks(self, style_id: str | None) -> Looks:
        if style_id not in self._looks:
            found = Looks()
            for style in self._chain(style_id):
                found = found.over(looks_of(style.find(W + "rPr")))
            self._looks[style_id] = found
        return self._looks[style_id]

    def list_place(self, style_id: str | None) -> ListPlace:
        if style_id not in self._places:
            list_id = level = None
            for style in self._chain(style_id):
                said = list_place_of(style.find(W + "pPr"))
                list_id = said.list_id if list_id is None else list_id
                level = said.level if level is None else level
            self._places[style_id] = ListPlace(list_id, level)
        return self._places[style_id]

    def _chain(self, style_id: str | None) -> list[Any]:
        """The style, then those that it is based on; a circle ends where it closes."""
        chain: list[Any] = []
        style = self._by_id.get(style_id if style_id is not None else self._default)
        while style is not None and style not in chain:
            chain.append(style)
            style = self._by_id.get(value(style, "basedOn"))
        return chain
