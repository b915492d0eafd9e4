"""Tables of occupational accidents. Vietnamese labels are the words of the forms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base.crypto import EncryptedListField, EncryptedTextField
from ..base.models import STANDING, RegisterRow
from ..base.reading import ScopeColumns
from .workflow import ACCIDENT_WORKFLOW, OPEN_STATES

# What every list of accidents asks of a row, in the order in which an index answers it.
LISTED = ("voided_at", "landing", "occurred_on", "severity")
# Whose a row is, but for the commune of the event; and what is told of a case that waits.
OWNERS = (
    "event_province", "establishment_province", "reporting_province", "establishment_commune", "establishment",
    "reporting_office", "zone",
)  # fmt: skip
PLACED = ("event_commune", "placed_commune")
WORKED_ON = ("received_at", "severity", "severe_count", "declared_by")
SEVERITIES = [("fatal", _("Chết người")), ("severe", _("Nặng")), ("minor", _("Nhẹ"))]


class Accident(RegisterRow):
    """One occurrence in which at least one person was injured or died (một vụ tai nạn).

    Three places are kept: of the event, of the establishment where the victims worked, and of the head office that
    reports. Phụ lục XII and XIV count by the last, lists and the map by the first. `placed_commune` is the commune of
    today in which an officer placed an event whose commune was divided or never known.
    """

    receipt_number = models.CharField(_("Số tiếp nhận"), max_length=40, unique=True, null=True)
    received_at = models.DateTimeField(_("Tiếp nhận lúc"), null=True)
    state = models.CharField(
        _("Trạng thái"), max_length=20, choices=ACCIDENT_WORKFLOW.states, default=ACCIDENT_WORKFLOW.initial
    )
    declared_by = models.CharField(_("Bên khai báo"), max_length=20)
    own_reference = models.CharField(_("Số hồ sơ của nơi gửi"), max_length=60, blank=True)
    occurred_at = models.DateTimeField(_("Thời điểm xảy ra"))
    occurred_on = models.DateField(_("Ngày xảy ra"))
    event_province = models.ForeignKey(
        "org.Place",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("Tỉnh nơi xảy ra"),
    )
    event_commune = models.ForeignKey(
        "org.Place",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("Xã nơi xảy ra"),
    )
    placed_commune = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã hiện nay (cán bộ xếp)")
    )
    event_address = models.CharField(_("Nơi xảy ra"), max_length=400, blank=True)
    is_abroad = models.BooleanField(_("Xảy ra ở nước ngoài"), default=False)
    establishment = models.ForeignKey(
        "org.Establishment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Cơ sở")
    )
    reporting_office = models.ForeignKey(
        "org.Establishment",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("Trụ sở chính báo cáo"),
    )
    establishment_province = models.ForeignKey("org.Place", models.PROTECT, null=True, db_index=False, related_name="+")
    establishment_commune = models.ForeignKey("org.Place", models.PROTECT, null=True, db_index=False, related_name="+")
    reporting_province = models.ForeignKey("org.Place", models.PROTECT, null=True, db_index=False, related_name="+")
    zone = models.ForeignKey("org.IndustrialZone", models.PROTECT, null=True, related_name="+")
    is_commuting = models.BooleanField(_("Trên đường đi và về"), default=False)
    summary = models.TextField(_("Diễn biến"), blank=True)
    cause_code = models.CharField(_("Nguyên nhân chính"), max_length=40, blank=True)
    injury_factor_code = models.CharField(_("Yếu tố gây chấn thương"), max_length=40, blank=True)
    property_damage_vnd = models.BigIntegerField(_("Thiệt hại tài sản (đồng)"), null=True, blank=True)
    declarant_name = models.CharField(_("Người khai báo"), max_length=150, blank=True)
    declarant_phone = models.CharField(_("Điện thoại người khai báo"), max_length=40, blank=True)
    severity = models.CharField(_("Loại tai nạn"), max_length=10, choices=SEVERITIES, blank=True)
    victim_count = models.PositiveIntegerField(_("Số người bị nạn"), default=0)
    death_count = models.PositiveIntegerField(_("Số người chết"), default=0)
    severe_count = models.PositiveIntegerField(_("Số người bị thương nặng"), default=0)

    # When it was last sent back to its author, until that is answered.
    returned_at = models.DateTimeField(_("Trả lại lúc"), null=True, editable=False)

    later_columns: ClassVar = ("own_reference", "placed_commune_id", "returned_at")
    scope_columns: ClassVar = ScopeColumns(
        register="accidents",
        places=(
            "event_commune_id", "event_province_id", "establishment_commune_id", "establishment_province_id",
            "reporting_province_id", "placed_commune_id",
        ),
        establishments=("establishment_id", "reporting_office_id"),
        zones=("zone_id",),
        case_register="accidents",
        levels=(
            ("event_province_id", "establishment_province_id", "reporting_province_id"),
            ("event_commune_id", "placed_commune_id", "establishment_commune_id"),
        ),
        placed=("event_commune_id", "placed_commune_id"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Vụ tai nạn lao động")
        indexes = [
            # What a list asks of every row stands in the index, so that counting reads nothing else (`base.listing`).
            # None begins with the severity: SQLite would follow it through the whole nation for one province.
            models.Index(fields=[*LISTED], name="accident_listed"),
            models.Index(fields=["event_province", *LISTED, "event_commune"], name="accident_of_province"),
            models.Index(fields=["event_commune", *LISTED, "event_province"], name="accident_of_commune"),
            models.Index(
                fields=["placed_commune", *LISTED, "event_province", "event_commune"], name="accident_placed_commune"
            ),
            # A piece of a list leaves out the rows of the pieces before it (`ScopeColumns.pieces`) and may be asked for
            # one unit: of the many rows of a place the few that are left are found and put in order without reading it.
            models.Index(
                fields=["establishment_province", *LISTED, "event_province", "event_commune", "occurred_at", "id"],
                name="accident_home_province",
            ),
            models.Index(
                fields=[
                    "reporting_province", *LISTED, "event_province", "event_commune", "establishment_province",
                    "occurred_at", "id",
                ],
                name="accident_reporting",
            ),
            models.Index(
                fields=[
                    "establishment_commune", *LISTED, "event_province", "event_commune", "placed_commune",
                    "occurred_at", "id",
                ],
                name="accident_home_commune",
            ),
            models.Index(fields=["reporting_office", "occurred_on"], name="accident_office"),
            models.Index(fields=["occurred_on"], name="accident_occurred"),
            # A program that asks what changed since yesterday reads that, not a million rows.
            models.Index(fields=["updated_at"], name="accident_updated"),
            models.Index(
                fields=["own_reference"], name="accident_own_reference", condition=~models.Q(own_reference="")
            ),
            # What waits is counted for the list of work on every start page; both hold all that a scope asks of a row.
            # One for each state: PostgreSQL reads nothing but the index only where the query says its whole condition.
            *(
                models.Index(
                    fields=["voided_at", "landing", "returned_at", *OWNERS, *PLACED, *WORKED_ON],
                    name=f"accident_{state}",
                    condition=models.Q(landing=None, state=state, voided_at=None),
                )
                for state in OPEN_STATES
            ),
            # The columns that are empty stand first: SQLite takes the index that answers most equalities.
            models.Index(
                fields=["event_commune", "placed_commune", "voided_at", "landing", *OWNERS, "received_at"],
                name="accident_of_no_commune",
                condition=models.Q(
                    event_commune=None, is_abroad=False, landing=None, placed_commune=None, voided_at=None
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.receipt_number or gettext("vụ {pk}").format(pk=self.pk)


class Victim(RegisterRow):
    """One person injured or killed in an accident (người bị nạn)."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="victims", verbose_name=_("Vụ tai nạn"))
    full_name = models.CharField(_("Họ và tên"), max_length=150)
    sex = models.CharField(_("Giới tính"), max_length=6, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("Năm sinh"), null=True, blank=True)
    identity_number = EncryptedTextField(_("Số định danh cá nhân"), blank=True)
    home_address = EncryptedTextField(_("Chỗ ở"), blank=True)
    occupation_code = models.CharField(_("Mã nghề nghiệp"), max_length=40, blank=True)
    occupation_text = models.CharField(_("Nghề nghiệp"), max_length=200, blank=True)
    skill_grade = models.CharField(_("Bậc thợ"), max_length=40, blank=True)
    years_in_trade = models.PositiveSmallIntegerField(_("Tuổi nghề (năm)"), null=True, blank=True)
    has_labour_contract = models.BooleanField(_("Có hợp đồng lao động"), default=True)
    is_under_management = models.BooleanField(_("Thuộc quyền quản lý của cơ sở"), default=True)
    worker_groups = models.JSONField(_("Nhóm lao động"), default=list, blank=True)
    reported_condition = models.CharField(_("Tình trạng khi khai báo"), max_length=10)
    died_on = models.DateField(_("Ngày chết"), null=True, blank=True)
    injury_codes = EncryptedListField(_("Mã chấn thương"), blank=True)
    injury_text = EncryptedTextField(_("Tình trạng thương tích"), blank=True)
    treated_at = EncryptedTextField(_("Nơi điều trị"), blank=True)
    lost_days = models.PositiveIntegerField(_("Số ngày nghỉ"), null=True, blank=True)
    medical_cost_vnd = models.BigIntegerField(_("Chi phí y tế (đồng)"), null=True, blank=True)
    wage_cost_vnd = models.BigIntegerField(_("Trả lương trong thời gian điều trị (đồng)"), null=True, blank=True)
    compensation_vnd = models.BigIntegerField(_("Bồi thường, trợ cấp (đồng)"), null=True, blank=True)
    other_cost_vnd = models.BigIntegerField(_("Chi phí khác (đồng)"), null=True, blank=True)
    severity = models.CharField(_("Mức độ"), max_length=10, choices=SEVERITIES, blank=True)
    severity_basis = models.CharField(_("Căn cứ xếp mức độ"), max_length=20, blank=True)

    later_columns: ClassVar = ("skill_grade",)
    scope_columns: ClassVar = ScopeColumns(
        register="victims",
        places=tuple(f"accident__{column}" for column in Accident.scope_columns.places),
        establishments=tuple(f"accident__{column}" for column in Accident.scope_columns.establishments),
        zones=("accident__zone_id",),
        case_register="accidents",
        case_column="accident_id",
        placed=("accident__event_commune_id", "accident__placed_commune_id"),
    )

    class Meta:
        verbose_name = _("Người bị nạn")
        indexes = [
            models.Index(fields=["updated_at"], name="victim_updated"),
        ]

    def __str__(self) -> str:
        """A name that may stand in headings and addresses: never the person's own."""
        return gettext("Người bị nạn số {pk}").format(pk=self.pk)


class NoAccidentPeriod(RegisterRow):
    """An establishment's word that in a period no accident happened (a return is due even then)."""

    establishment = models.ForeignKey("org.Establishment", models.PROTECT, related_name="+", verbose_name=_("Cơ sở"))
    year = models.PositiveSmallIntegerField(_("Năm"))
    half = models.PositiveSmallIntegerField(_("Kỳ"), default=0)
    confirmed_at = models.DateTimeField(_("Xác nhận lúc"), auto_now_add=True)

    scope_columns: ClassVar = ScopeColumns(
        register="no_accident_periods",
        places=("establishment__province_id", "establishment__commune_id"),
        establishments=("establishment_id",),
        zones=("establishment__zone_id",),
    )

    class Meta:
        verbose_name = _("Xác nhận không có tai nạn")
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "year", "half"], condition=STANDING, name="no_accident_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.establishment_id} {self.year}/{self.half}"
