"""Who sees exact figures of a group, who sees blurred ones, and of which one unit.

Exact are the figures of a unit whose rows a person may read with personal data: sex and worker groups are such data.
Everybody else who sees figures sees blurred ones, of whole years on today's map, of one level alone: the own province,
or the nation. Two halves beside their year, communes beside their province or the old map beside the new could be
subtracted.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...base.language import Words
from ...base.scope import Scope, ScopePart
from ...org.establishments.models import Establishment
from ...org.places.areas import Area
from ...org.places.basis import NOW
from ...org.places.models import Place

PERSONAL = "victims.personal"
_ASK = _("Cán bộ được xem dữ liệu cá nhân của nơi này xem được đủ.")


def may_see_exactly(scope: Scope, place: Place | None, area: Area | None = None) -> bool:
    """By one membership that holds figures and personal data, and covers the whole unit."""
    owners = area.owners if area is not None and area.is_union else frozenset()
    for part in _personal(scope.parts_for("figures", "view")):
        if part.everywhere:
            return True
        if place is not None and (
            part.place_ids & {place.pk, place.province_id} or (owners and owners <= part.place_ids)
        ):
            return True
    return False


def may_see_establishment_exactly(scope: Scope, establishment: Establishment) -> bool:
    held = _personal(p for p in scope.parts if p.grants & {"figures.view", "figures.own"})
    narrowed = Scope(scope.user_id, scope.user_label, tuple(held))
    return Establishment.objects.visible_to(narrowed).filter(pk=establishment.pk).exists()


def require_blurred(scope: Scope, place: Place | None, *, is_half: bool = False, basis: str = NOW) -> None:
    """Whether blurred figures by group of the unit may be shown to the person. Raises Refused, which says why not."""
    if is_half:
        raise _refused(
            "half", _("Số theo nhóm của nửa năm chỉ người được xem dữ liệu cá nhân xem được; hãy chọn cả năm.")
        )
    if basis != NOW:
        raise _refused("basis", _("Số theo nhóm theo địa giới cũ chỉ người được xem dữ liệu cá nhân xem được."))
    parts = scope.parts_for("figures", "view")
    if place is None and any(part.everywhere for part in parts):
        return
    is_own = place is not None and place.level == Place.Level.PROVINCE and place.valid_to is None
    if is_own and any(place.pk in part.place_ids for part in parts if not part.everywhere):  # type: ignore[union-attr]
        return
    raise refused_here()


def refused_here() -> Refused:
    return _refused(
        "unit",
        _("Ở nơi này số theo nhóm quá nhỏ hoặc có thể trừ ra được, nên chỉ cho xem của cả tỉnh mình hoặc cả nước."),
    )


def _personal(parts: object) -> list[ScopePart]:
    return [part for part in parts if PERSONAL in part.grants]  # type: ignore[attr-defined]


def _refused(what: str, message: Words) -> Refused:
    return Refused([RuleViolation(f"figures.group_{what}", f"{message} {_ASK}", "group")])
