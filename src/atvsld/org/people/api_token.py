"""The key that a program of somebody's shows at the API instead of a password."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Membership, User

# "atvsld_" lets a search of files and repositories find a key that was left in one.
FORM = re.compile(r"atvsld_([a-z0-9]{10})_([A-Za-z0-9_-]{43})")
ALPHABET = string.ascii_lowercase + string.digits
# A column written at each call would make every reading a write.
USE_NOTED_EVERY = timedelta(minutes=10)


class ApiToken(models.Model):
    """A key of one person, for some verbs on some registers, until a day. Its secret part is kept as a hash only.

    What it may do today is what the person may do today, and no more than `grants` ("accidents.view") of it; with a
    `membership`, of that one role alone; without `may_read_private`, personal and medical values stay masked.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens", verbose_name=_("Người dùng"))
    name = models.CharField(_("Tên"), max_length=60)
    prefix = models.CharField(_("Phần đầu"), max_length=10, unique=True)
    digest = models.CharField(max_length=64)
    grants = models.JSONField(_("Quyền"), default=list)
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Vai trò")
    )
    may_read_private = models.BooleanField(_("Được đọc dữ liệu cá nhân"), default=False)
    created_at = models.DateTimeField(_("Tạo lúc"), auto_now_add=True)
    expires_on = models.DateField(_("Dùng đến hết ngày"))
    last_used_at = models.DateTimeField(_("Dùng lần cuối"), null=True)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("Mã truy cập API")
        indexes = [models.Index(fields=["user", "-created_at"], name="api_token_user")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    @property
    def is_usable(self) -> bool:
        """Neither revoked nor expired; whether its person may still do anything is not asked here."""
        return self.revoked_at is None and self.expires_on >= timezone.localdate()


def new_secret() -> tuple[str, str, str]:
    """(prefix, the whole key, its hash): the key has 256 random bits, so that a plain hash cannot be guessed back."""
    prefix = "".join(secrets.choice(ALPHABET) for _ in range(10))
    whole = f"atvsld_{prefix}_{secrets.token_urlsafe(32)}"
    return prefix, whole, hashlib.sha256(whole.encode()).hexdigest()


def find_token(shown: str) -> ApiToken | None:
    """The usable token of an active person whose key this is; None tells nothing of why there is none."""
    match = FORM.fullmatch(shown)
    if match is None:
        return None
    token = ApiToken.objects.select_related("user", "membership").filter(prefix=match[1]).first()
    if token is None or not secrets.compare_digest(token.digest, hashlib.sha256(shown.encode()).hexdigest()):
        return None
    return token if token.is_usable and token.user.is_active else None
