"""Who may see figures of a unit or of an establishment. Figures hold no personal data; the cases behind them keep their
own rules."""

from __future__ import annotations

from ..base.errors import OutOfScope
from ..base.scope import Scope
from ..org.establishments.models import Establishment
from ..org.places.areas import Area
from ..org.places.models import Place


def may_see_unit(scope: Scope, place: Place | None, area: Area | None = None) -> bool:
    """Figures of a commune or province, or (None) of the nation: granted by a membership that covers the unit.

    Of a unit that has ended (`area`) also by one that covers a commune which owns a part of its ground today.
    """
    owners = area.owners if area is not None and area.is_union else frozenset()
    for part in scope.parts_for("figures", "view"):
        if part.everywhere:
            return True
        if place is not None and part.place_ids & {place.pk, place.province_id, *owners}:
            return True
    return False


def may_see_establishment(scope: Scope, establishment: Establishment) -> bool:
    """Figures of an establishment: one and the same membership sees the establishment and holds a right to figures."""
    holding = tuple(p for p in scope.parts if p.grants & {"figures.view", "figures.own"})
    narrowed = Scope(scope.user_id, scope.user_label, holding)
    return Establishment.objects.visible_to(narrowed).filter(pk=establishment.pk).exists()


def require_unit(scope: Scope, place: Place | None, area: Area | None = None) -> None:
    """Raises OutOfScope."""
    if not may_see_unit(scope, place, area):
        raise OutOfScope()


def require_establishment(scope: Scope, establishment: Establishment) -> None:
    """Raises OutOfScope."""
    if not may_see_establishment(scope, establishment):
        raise OutOfScope()
