"""The duty to declare: to whom and how fast, worked out from what is known of an accident (Law 84/2015 Điều 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base.language import Words
from ..statutes.recipients import Recipient, recipient


@dataclass(frozen=True)
class Duty:
    """One thing that somebody must do: who tells whom, how fast, on which form, by which article."""

    who: str
    recipient: Recipient
    how_fast: Words
    form: str
    article: str
    reason: str


@dataclass(frozen=True)
class Known:
    """What decides the duty: the day, deaths, severely injured, and whether the victims had labour contracts."""

    occurred_on: date
    deaths: int
    severe: int
    has_contract_victims: bool
    has_non_contract_victims: bool
    is_commuting: bool = False


# Law 84/2015 and Decree 39/2016; what an older accident had to be told by is not in the house.
IN_FORCE_ON = date(2016, 7, 1)
AT_ONCE = _("Ngay, bằng cách nhanh nhất (gặp trực tiếp, điện thoại, thư điện tử…)")


def duties(known: Known) -> tuple[Duty, ...]:
    """The duties in the order in which they press; empty for a minor accident or one severely injured person.

    Employers declare a death or two severely injured at once to the provincial labour authority, a death also to the
    police (Điều 34; NĐ 39/2016 Điều 10). For workers without contract a death or a severe injury is told to the
    commune, which passes a death or two severely injured on to the police and the provincial authority.
    """
    if known.is_commuting or known.occurred_on < IN_FORCE_ON:
        return ()
    grave = known.deaths > 0 or known.severe >= 2
    found: list[Duty] = []

    def add(who: str, role: str, form: str, article: str, reason: str) -> None:
        found.append(Duty(who, recipient(role, known.occurred_on), AT_ONCE, form, article, reason))

    reason = gettext("có người chết") if known.deaths else gettext("có từ 2 người bị thương nặng")
    if known.has_contract_victims and grave:
        article = gettext("Luật 84/2015/QH13 Điều 34; NĐ 39/2016/NĐ-CP Điều 10")
        add(gettext("Người sử dụng lao động"), "labour_province", gettext("Phụ lục III"), article, reason)
        if known.deaths:
            add(gettext("Người sử dụng lao động"), "police_local", gettext("Phụ lục III"), article, reason)
    if known.has_non_contract_victims and (known.deaths or known.severe):
        add(gettext("Gia đình hoặc người phát hiện"), "commune_committee", "", gettext("Luật 84/2015/QH13 Điều 34"),
            gettext("có người chết") if known.deaths else gettext("có người bị thương nặng"))  # fmt: skip
        if grave:
            article = gettext("Luật 84/2015/QH13 Điều 34; NĐ 39/2016/NĐ-CP Điều 10")
            add(gettext("Ủy ban nhân dân cấp xã"), "police_local", gettext("Phụ lục IV"), article, reason)
            add(gettext("Ủy ban nhân dân cấp xã"), "labour_province", gettext("Phụ lục IV"), article, reason)
    return tuple(found)
