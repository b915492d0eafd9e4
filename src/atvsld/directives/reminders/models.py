"""What is kept of reminders: ladders with their days, who wants mail where, what was mailed, addresses of calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...base.crypto import EncryptedTextField


class LadderVersion(models.Model):
    """The ladder for what bodies of one province (none: of the nation) hand out, from a day on until the next one.

    Never changed or taken away, so that what was sent under which ladder stays known; `steps` as `Ladder.plain`.
    """

    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Tỉnh"))
    valid_from = models.DateField(_("Từ ngày"))
    steps = models.JSONField(_("Các bậc"))
    reason = models.CharField(_("Lý do"), max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_by_label = models.CharField(_("Người đặt"), max_length=200)
    set_at = models.DateTimeField(_("Đặt lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("Thang đôn đốc")
        constraints = [
            models.UniqueConstraint(fields=["province", "valid_from"], name="ladder_once"),
            models.UniqueConstraint(
                fields=["valid_from"], condition=Q(province__isnull=True), name="ladder_of_nation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from}"


class MailChoice(models.Model):
    """Where a person wants the daily digest. An address counts once its owner has opened the link sent to it.

    `covered_until` is the last day of which everything has been mailed: the next digest begins after it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = EncryptedTextField(_("Thư điện tử"), blank=True)
    confirmed_at = models.DateTimeField(null=True)
    is_on = models.BooleanField(_("Nhận thư"), default=True)
    covered_until = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    asked_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("Nhận thư đôn đốc")

    def __str__(self) -> str:
        return f"{self.user_id}"


class Digest(models.Model):
    """That a person's digest of a day was begun, and how it ended: one a person and day, whatever breaks off.

    It is written before the mail leaves: one that never learnt its end (`SENDING`) may have gone and is not
    sent again.
    """

    class State(models.TextChoices):
        SENDING = "sending", _("không rõ đã đến chưa")
        SENT = "sent", _("đã gửi")
        FAILED = "failed", _("chưa gửi được, sẽ gửi lại")
        REFUSED = "refused", _("địa chỉ không nhận")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField(_("Ngày"), db_index=True)
    state = models.CharField(_("Tình trạng"), max_length=8, choices=State, default=State.SENDING)
    count = models.PositiveIntegerField(_("Số việc"), default=0)
    tries = models.PositiveSmallIntegerField(_("Số lần thử"), default=1)
    at = models.DateTimeField(_("Lúc"), auto_now=True)

    class Meta:
        verbose_name = _("Thư đôn đốc")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


class CalendarAddress(models.Model):
    """The secret address under which a person's calendar is read by programs; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("Tạo lúc"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("Dùng lần cuối"), null=True)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("Địa chỉ lịch")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="one_calendar_address")
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
