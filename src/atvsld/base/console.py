"""What our commands share: who is acting, one line for a refusal, JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from . import lists
from .errors import Refused, RuleViolation
from .register import Register
from .scope import Scope


def scope_of_user(name: str) -> Scope:
    """The scope of the account of that name; raises CommandError when there is none, or it is closed."""
    user = get_user_model()._default_manager.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(
            f"Không có tài khoản «{name}» đang mở. Xem các tài khoản: atvsld shell, hoặc trang Người dùng."
        )
    return lists.scope_of(user)


def register_of(name: str) -> Register:
    """The register of that name; raises CommandError that lists them."""
    try:
        return lists.register(name)
    except LookupError as error:
        raise CommandError(str(error.args[0])) from error


class ConsoleCommand(BaseCommand):
    """A command of the house: `--json` prints one JSON value, a refusal is one line and exit code 1.

    Subclasses write `work`; a Refused or RuleViolation that it raises goes into the JSON as "errors" too.
    """

    # The checks load every page; a file must be refused sooner than that.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_json = bool(options["json"])
        try:
            self.work(**options)
        except (Refused, RuleViolation) as error:
            violations = error.violations if isinstance(error, Refused) else (error,)
            if self.is_json:
                self.tell({"errors": [v.as_dict() for v in violations]}, ())
            raise CommandError(" ".join(v.message for v in violations)) from error

    def work(self, **options: Any) -> None:
        raise NotImplementedError

    def tell(self, data: Mapping[str, Any], lines: Iterable[str]) -> None:
        """The result: `data` for a machine, `lines` for a person."""
        if self.is_json:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str))
        else:
            for line in lines:
                self.stdout.write(line)


def acts_as(parser: CommandParser) -> None:
    parser.add_argument("--as", dest="user", required=True, metavar="USER", help="Tài khoản đứng tên và quyền của nó.")
