"""From codes of VSIC 2018 to VSIC 2025 (QĐ 36/2025/QĐ-TTg), as far as the mapping was read."""

from functools import cache

from atvsld.statutes.seedfile import seed_rows

UNMAPPED = "chưa chuyển đổi"
"""Label of a VSIC 2018 code without a known successor: it is never guessed, not even as itself."""


@cache
def _successors() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in seed_rows("data/codes/vsic/vsic_2018_2025.csv"):
        found.setdefault(row["code_2018"], []).append(row["code_2025"])
    return {old: tuple(new) for old, new in found.items()}


def vsic_2025_codes(code_2018: str) -> tuple[str, ...]:
    """The codes of VSIC 2025 that a code of VSIC 2018 became: none when unmapped, several when it was divided."""
    return _successors().get(code_2018, ())
