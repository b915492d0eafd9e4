"""What the commands on figures share: who acts, which unit, which period; errors are one Vietnamese line."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from ..base.scope import Scope, system_scope
from ..org.establishments.models import Establishment
from ..org.people.models import User
from ..org.people.scoping import scope_of
from ..org.places.basis import BASES, NOW, unit_asked
from ..org.places.models import Place
from ..org.places.resolve import UnknownPlaceError, resolve_place
from ..org.references import find_establishment
from ..statutes.period import Period

CONSOLE = system_scope("người vận hành trên máy chủ", "figures.view", "establishments.view", "programmes.view")


def add_acting(parser: CommandParser) -> None:
    parser.add_argument(
        "--as", dest="acting", default="", help="Tên đăng nhập; không có thì là người vận hành máy chủ."
    )
    parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")


def acting_scope(username: str) -> Scope:
    """The scope of that user; without a name the operator of the machine. Raises CommandError."""
    if not username:
        return CONSOLE
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"Không có người dùng «{username}» đang hoạt động.")
    return scope_of(user)


def place_of(code: str) -> Place | None:
    """The unit; None for the nation or for no code. Raises CommandError."""
    if not code:
        return None
    try:
        return resolve_place(code)
    except UnknownPlaceError as error:
        raise CommandError(str(error)) from error


def add_basis(parser: CommandParser) -> None:
    parser.add_argument(
        "--basis", choices=list(BASES), default=NOW,
        help="now: theo địa giới hiện nay; then: theo địa giới của ngày xảy ra (63 tỉnh trước 01/07/2025).",
    )  # fmt: skip


def unit_of(text: str, basis: str, period: Period) -> Place | None:
    """The unit on the maps that count; None for the nation or for no text. Raises CommandError."""
    if not text:
        return None
    try:
        return unit_asked(text, basis, period.start_on, period.end_on)
    except UnknownPlaceError as error:
        raise CommandError(str(error)) from error


def establishment_of(tax_code: str, scope: Scope) -> Establishment | None:
    """The establishment, as far as the person may see it; None for no code. Raises CommandError."""
    if not tax_code:
        return None
    found = find_establishment(scope, tax_code)
    if found is None:
        raise CommandError(f"Không tìm thấy cơ sở có mã số thuế «{tax_code}» trong phạm vi được xem.")
    return Establishment.objects.select_related("head_office").get(pk=found)


def period_of(year: int, half: int | None) -> Period:
    """Raises CommandError."""
    try:
        return Period(year, half)
    except ValueError as error:
        raise CommandError(f"{error}.") from error
