"""Finding a unit from what a person types: accents, tone placement, đ/d, case, apostrophes and the kind forgiven."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from atvsld.base.search import fold
from atvsld.base.sortkey import vietnamese_sort_key
from atvsld.org.places.lineage import same_unit_ids
from atvsld.org.places.models import Place, PlaceQuerySet

_SHORT_FORMS = {"tp": "thanh pho", "tphcm": "thanh pho ho chi minh", "hcm": "ho chi minh", "tx": "thi xa"}
_KIND_WORDS = tuple(sorted((fold(label) for label in Place.Kind.labels), key=len, reverse=True))
_LEVEL_ORDER: dict[str, int] = {Place.Level.PROVINCE: 0, Place.Level.DISTRICT: 1, Place.Level.COMMUNE: 2}

_EXACT, _PREFIX, _IN_NAME, _WITH_PROVINCE = range(4)


def search_places(
    text: str,
    *,
    level: str | None = None,
    province: Place | None = None,
    on: date | None = None,
    limit: int = 20,
) -> list[Place]:
    """The units in force on the day (today without one) whose name and province hold the typed words, best first.

    Each typed word must begin a word of the name, in the typed order: "xa tan cuong thai ng" finds Xã Tân Cương of
    Thái Nguyên. A whole name comes before a beginning, a beginning before a name that only contains the words,
    provinces before communes, then Vietnamese order. When nothing has the words, the kinds typed (tỉnh, xã, …) are
    left out, for kinds change.
    """
    units = Place.objects.in_force(on)
    if level is not None:
        units = units.filter(level=level)
    if province is not None:
        units = units.filter(province_id__in=same_unit_ids(province))
    typed = expand_short_forms(fold(text))
    if not typed:
        return []
    accents = {vietnamese_sort_key(word) for word in text.split() if not word.isascii()}
    return _best(units, typed, accents, limit) or _best(units, without_kinds(typed), accents, limit)


def expand_short_forms(folded: str) -> str:
    """Usual abbreviations written out: "tp hue" → "thanh pho hue"."""
    return " ".join(_SHORT_FORMS.get(word, word) for word in folded.split())


def without_kinds(folded: str) -> str:
    """The folded text without words that name a kind: "xa tan cuong tinh thai nguyen" → "tan cuong thai nguyen"."""
    padded = f" {folded} "
    for words in _KIND_WORDS:
        padded = padded.replace(f" {words} ", " ")
    return " ".join(padded.split())


def without_leading_kind(folded: str) -> str:
    """The folded full name without its kind: "xa tan cuong" → "tan cuong"."""
    for words in _KIND_WORDS:
        if folded.startswith(f"{words} "):
            return folded[len(words) + 1 :]
    return folded


def _best(units: PlaceQuerySet, typed: str, accents: set[str], limit: int) -> list[Place]:
    words = typed.split()
    if not words:
        return []
    candidates = units.filter(*(_has_word(word) for word in words)).values_list(
        "pk", "level", "full_name", "province__name_vi", "search_text", "sort_key"
    )
    ranked = []
    for pk, level, full_name, province_name, search_text, sort_key in candidates:
        if _begin_in_order(words, search_text.split()):
            rank = _rank(typed, words, fold(full_name), search_text)
            missed = _missed(accents, f"{full_name} {province_name}")
            ranked.append((rank, missed, _LEVEL_ORDER[level], sort_key, pk))
    best = [pk for *_, pk in sorted(ranked)[:limit]]
    found = Place.objects.select_related("province", "parent").in_bulk(best)
    return [found[pk] for pk in best]


def _has_word(word: str) -> Q:
    return Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")


def _begin_in_order(typed: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(beginning) for word in rest) for beginning in typed)


def _missed(accents: set[str], label: str) -> int:
    """How many of the words typed with accents are not so in the label: Lộc Thành is not Lộc Thạnh."""
    return len(accents - {vietnamese_sort_key(word) for word in label.split()}) if accents else 0


def _rank(typed: str, words: Sequence[str], full_name: str, search_text: str) -> int:
    name = without_leading_kind(full_name)
    if typed in (name, full_name, search_text):
        return _EXACT
    if any(text.startswith(typed) for text in (name, full_name, search_text)):
        return _PREFIX
    return _IN_NAME if _begin_in_order(words, full_name.split()) else _WITH_PROVINCE
