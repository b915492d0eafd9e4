"""Agencies picked one by one: those ticked, those found by some letters of their name; with a script or without.

Without a script the button beside the words brings the page again with what was found, to be ticked; everything else
that was typed stays. With one, suggestions come while typing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models.functions import Length
from django.http import HttpRequest, JsonResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.errors import Refused
from ...base.scope import Scope
from ...base.search import folded_words
from ...directives.tasks.acting import givers
from ...directives.tasks.authority import chargeable
from ...org.agencies.find import matching_agencies
from ...org.agencies.models import Agency, AgencyQuerySet
from ...org.agencies.naming import agency_label, agency_named, spelt_out
from ..scope import scope

MOST_PICKED, MOST_FOUND = 200, 12


class PickWidget(forms.Widget):
    """The keys that were ticked, and the words beside that were never looked up."""

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        keys = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [*keys, data.get(f"{name}_words", "")]


class PickField(forms.Field):
    """Agencies in force, each once. Words that were typed and not ticked count where only one agency can be meant."""

    widget = PickWidget

    def clean(self, value: Any) -> list[Agency]:
        *keys, words = value or [""]
        if len(keys) > MOST_PICKED:
            message = _("Tối đa {most} cơ quan một lần. Hãy chia thành nhiều lần giao.")
            raise forms.ValidationError(str(message).format(most=MOST_PICKED), "agency.too_many")
        found = rows_of(keys)
        if len(found) != len(set(keys)):
            raise forms.ValidationError(
                _("Có cơ quan không còn trong danh bạ. Hãy bỏ chọn rồi tìm lại."), "agency.gone"
            )
        if words.strip():
            try:
                found.append(agency_named(words.strip()[:200], ""))
            except Refused as refused:
                raise forms.ValidationError(refused.violations[0].message, refused.codes[0]) from None
        return list({row.pk: row for row in found}.values())


def rows_of(keys: Iterable[Any]) -> list[Agency]:
    """The agencies in force of these keys, in the order in which they were picked."""
    ids = [int(key) for key in map(str, keys) if key.isdecimal() and len(key) < 18]
    found = Agency.objects.in_force().select_related("place__province").in_bulk(ids)
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


@dataclass(frozen=True)
class Picker:
    """One field as the page shows it: what is ticked, what was typed, what was found by it."""

    field: forms.BoundField
    picked: list[tuple[int, str]]
    typed: str
    found: list[tuple[int, str]] | None

    @staticmethod
    def of(field: forms.BoundField, asked: str, giver: Agency | None) -> Picker:
        """`asked` names the field whose button was pressed."""
        *keys, words = field.value() or [""]
        picked = [(row.pk, agency_label(row)) for row in rows_of(keys)]
        found = None
        if asked == field.name:
            known = {pk for pk, _label in picked}
            found = [(pk, label) for pk, label in suggested(giver, field.name, words) if pk not in known]
        return Picker(field, picked, words, found)


def suggested(giver: Agency | None, part: str, typed: str) -> list[tuple[int, str]]:
    """Short names first. Leads are those whom the giver may charge; anybody may take part, the own province first."""
    if giver is None or not folded_words(typed):
        return []
    rows = matching_agencies(spelt_out(typed[:100])).select_related("place__province")
    if part == "agencies":
        return _labels(rows.filter(pk__in=chargeable(giver).values("pk")))
    own = rows if giver.place is None else rows.filter(place__province=giver.place.province_id or giver.place_id)
    first = _labels(own)
    return [*first, *(one for one in _labels(rows) if one not in first)][:MOST_FOUND]


def _labels(rows: AgencyQuerySet) -> list[tuple[int, str]]:
    return [(row.pk, agency_label(row)) for row in rows.order_by(Length("sort_key"), "sort_key", "pk")[:MOST_FOUND]]


def giver_asked(held: Scope, text: str) -> Agency | None:
    """The agency in whose name is handed out; None for one that the person does not hand out for."""
    rows = givers(held).select_related("place")
    return rows.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 18 else None


@never_cache
@require_GET
def suggest_agencies(request: HttpRequest, part: str) -> JsonResponse:
    """[{"id", "label"}] for whoever hands out in the name of that giver; nothing for anybody else."""
    giver = giver_asked(scope(request), request.GET.get("giver", ""))
    found = suggested(giver, "coordinating" if part == "phoi-hop" else "agencies", request.GET.get("q", "")[:100])
    return JsonResponse([{"id": pk, "label": label} for pk, label in found], safe=False)
