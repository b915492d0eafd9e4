"""Which form, of whom, for which period."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...base.language import Words
from ...org.establishments.models import Establishment
from ...org.places.basis import BASES, NOTES, NOW, THEN, ids_asked
from ...org.places.models import NATION, Place
from ...statutes.period import Period
from ..groups.declared import Dimension, Group, dimensions, find_group
from .lists import FormLists

GROUPS = "groups"


@dataclass(frozen=True)
class Form:
    """One statutory form. `basis` is the sentence that says whose cases it counts, printed on the form."""

    id: str
    number: Words
    title: Words
    instrument: Words
    basis: Words
    of: str
    is_provisional: bool = False


_BASIS_XII = _(
    "Đếm theo trụ sở chính phải báo cáo (NĐ 39/2016/NĐ-CP Điều 24): người bị nạn có hợp đồng lao động, "
    "ngày xảy ra trong kỳ, kể cả ở chi nhánh và ở nơi khác."
)
_BASIS_XIV = _(
    "Đếm theo tỉnh, thành phố của trụ sở chính phải báo cáo, không theo nơi xảy ra: người bị nạn có hợp đồng lao động, "
    "ngày xảy ra trong kỳ."
)
_BASIS_XV = _("Đếm theo nơi xảy ra: người bị nạn làm việc không theo hợp đồng lao động, ngày xảy ra trong kỳ.")

_BASIS_GROUPS = _(
    "Tai nạn lao động, không kể trên đường đi và về. Người có hợp đồng lao động đếm theo trụ sở chính phải báo cáo "
    "(như Phụ lục XIV), người không có hợp đồng đếm theo nơi xảy ra (như Phụ lục XV). Không phải mẫu theo quy định."
)

_DECREE = _("Nghị định 39/2016/NĐ-CP")
_COLUMNS_XIV = _("các cột của Phụ lục XIV, Nghị định 39/2016/NĐ-CP")
_AT_THE_END = _("Cơ sở và lao động được đếm ở tỉnh mà trụ sở chính thuộc vào ngày cuối kỳ.")

FORMS = {
    form.id: form
    for form in (
        Form("pl-xii", _("Phụ lục XII"),
             _("Báo cáo tổng hợp tình hình tai nạn lao động của người sử dụng lao động"), _DECREE, _BASIS_XII,
             "establishment"),
        Form("pl-xiv", _("Phụ lục XIV"), _("Báo cáo tổng hợp tình hình tai nạn lao động trên địa bàn"), _DECREE,
             _BASIS_XIV, "province"),
        Form("pl-xiv-provinces", _("Phụ lục XIV theo tỉnh"),
             _("Tình hình tai nạn lao động của cả nước theo tỉnh, thành phố"), _COLUMNS_XIV, _BASIS_XIV, "province"),
        Form("pl-xv", _("Phụ lục XV"),
             _("Tổng hợp tai nạn lao động của người làm việc không theo hợp đồng lao động"), _DECREE, _BASIS_XV,
             "unit", is_provisional=True),
        Form(GROUPS, _("Biểu theo nhóm lao động"),
             _("Tai nạn lao động theo giới tính, nhóm tuổi, hợp đồng và nhóm lao động đặc thù"), _COLUMNS_XIV,
             _BASIS_GROUPS, "unit"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class FormRequest:
    """A form, its period, and its unit (`place`, None for the nation) or its establishment.

    `basis` says by which boundaries: those of today ("now") or those of each case's day ("then"). Raises Refused with
    figures.form, figures.unit, figures.basis, figures.group or figures.establishment when these do not go together.
    `group` narrows the victims to one group of workers ("sex:female"); "" for the form itself.
    """

    form_id: str
    period: Period
    place: Place | None = None
    establishment: Establishment | None = None
    basis: str = NOW
    group: str = ""

    def __post_init__(self) -> None:
        if self.form_id not in FORMS:
            raise _refused(
                "form",
                gettext("Không có biểu «{form_id}»; có: {known}.").format(form_id=self.form_id, known=", ".join(FORMS)),
            )
        if self.basis not in BASES:
            raise _refused(
                "basis",
                gettext("Không có cách đếm «{basis}»; có: {known}.").format(basis=self.basis, known=", ".join(BASES)),
            )
        if self.group and self.narrowed_to is None:
            message = gettext("Không có nhóm lao động «{group}» vào cuối kỳ này.").format(group=self.group)
            raise _refused("group", message)
        if self.form.of == "establishment":
            self._check_establishment()
        elif self.establishment is not None:
            raise _refused(
                "unit", format_lazy(_("{number} lập cho địa bàn, không lập cho một cơ sở."), number=self.form.number)
            )
        elif self.form.of == "province" and self.place is not None and self.place.level != Place.Level.PROVINCE:
            raise _refused(
                "unit",
                format_lazy(
                    _("{number} lập cho tỉnh, thành phố hoặc cả nước, không lập cho {place}."),
                    number=self.form.number,
                    place=self.place,
                ),
            )
        elif self.place is not None and not self.place_ids:
            raise _refused(
                "basis",
                gettext(
                    "Nay không có một đơn vị duy nhất trên địa bàn của {label}. Hãy chọn đơn vị hiện nay, "
                    "hoặc đếm theo địa giới của ngày xảy ra."
                ).format(label=self.place.label),
            )

    def _check_establishment(self) -> None:
        if self.establishment is None:
            raise _refused(
                "establishment",
                format_lazy(_("{number} lập cho một cơ sở; hãy cho mã số thuế của cơ sở."), number=self.form.number),
            )
        if self.establishment.head_office is not None:
            raise _refused(
                "establishment",
                format_lazy(
                    _("«{establishment}» là chi nhánh; trụ sở chính «{head_office}» báo cáo thay."),
                    establishment=self.establishment,
                    head_office=self.establishment.head_office,
                ),
            )

    @cached_property
    def place_ids(self) -> frozenset[int]:
        """The rows of the asked unit on the maps that count (see `org.places.basis`)."""
        return ids_asked(self.place, self.basis) if self.place else frozenset()

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The groups of workers that figures of the period can be asked by."""
        return dimensions(FormLists(self.period).read("worker_groups"))

    @cached_property
    def narrowed_to(self) -> Group | None:
        return find_group(self.dimensions, self.group)

    @property
    def is_by_group(self) -> bool:
        """Tells of a group of workers apart from the others, in rows or in all of it."""
        return bool(self.group) or self.form_id == GROUPS

    @property
    def group_note(self) -> str:
        """That the form is an extract, and of whom; "" for the form itself."""
        if self.narrowed_to is None:
            return ""
        said = gettext("Trích theo nhóm lao động: {group}. Không phải mẫu theo quy định.")
        return said.format(group=self.narrowed_to.label)

    @property
    def form(self) -> Form:
        return FORMS[self.form_id]

    @property
    def places_note(self) -> str:
        """By which boundaries the form counts, as a sentence for its head; "" for an establishment."""
        if self.establishment is not None:
            return ""
        note = str(NOTES[self.basis])
        return f"{note} {_AT_THE_END}" if (self.form_id, self.basis) == ("pl-xiv-provinces", THEN) else note

    def subject(self) -> dict[str, str]:
        """Whom the form is of, for the head of the form."""
        if self.establishment is not None:
            return {"tax_code": self.establishment.tax_code, "name": self.establishment.name}
        if self.place is None:
            return {"code": NATION, "name": gettext("Cả nước")}
        return {"code": self.place.code, "name": self.place.label}


def _refused(what: str, message: Words) -> Refused:
    return Refused([RuleViolation(f"figures.{what}", message)])
