"""The settings of this installation as they are in effect, secrets hidden; and the page of the reference about them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import groupby

from atvsld.web.settings_declared import SETTINGS, Setting

HIDDEN = "(bí mật)"
HEAD = """# Biến môi trường

Đặt trong môi trường của tiến trình (`/etc/atvsld/env`, xem `deploy/env.example`). Bỏ trống hoặc không đặt là dùng giá
trị mặc định. Giá trị sai, hoặc một biến `ATVSLD_…` không có ở đây, làm chương trình dừng ngay và nêu tên biến.
`atvsld settings` in các giá trị đang có hiệu lực và che các giá trị bí mật. (Environment variables; a wrong value or an
unknown `ATVSLD_…` variable stops the program at once.)
"""


@dataclass(frozen=True)
class Effective:
    """A setting, what holds now, and whether somebody set it."""

    name: str
    value: str
    is_set: bool
    is_secret: bool
    about: str

    def as_json(self) -> dict[str, str | bool]:
        return asdict(self)


def effective(values: Mapping[str, str]) -> list[Effective]:
    return [_effective(setting, values.get(setting.name, "").strip()) for setting in SETTINGS]


def _effective(setting: Setting, given: str) -> Effective:
    value = given or setting.default or setting.otherwise.replace("`", "")
    is_told = bool(given) or bool(setting.default)
    shown = HIDDEN if setting.is_secret and is_told else value
    return Effective(setting.name, shown, bool(given), setting.is_secret, setting.about)


def settings_page() -> str:
    """The page of the reference, in Markdown."""
    lines = [HEAD]
    for group, settings in groupby(SETTINGS, key=lambda setting: setting.group):
        lines += [
            f"## {group}",
            "",
            "| biến | ý nghĩa | mặc định | ví dụ | bí mật |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_row(setting) for setting in settings]
        lines.append("")
    return "\n".join(lines)


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else setting.otherwise
    example = f"`{setting.example}`" if setting.example else ""
    cells = [f"`{setting.name}`", setting.about, default, example, "có" if setting.is_secret else ""]
    return f"| {' | '.join(cells)} |"
