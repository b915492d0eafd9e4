"""From the files of the seeds to rows of lists: one general reader, and what a few lists need besides."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from atvsld.statutes.deadlines import deadline_rules
from atvsld.statutes.investigation import CASE_LABELS_VI
from atvsld.statutes.seedfile import seed_rows
from atvsld.statutes.seedlist import UNCODED, UNCODED_CODE, SeedList, SeedRow
from atvsld.statutes.status import normalise_status

_PARENT_RULES: dict[str, Callable[[str], str]] = {
    "@dot": lambda code: code.rpartition(".")[0],
    "@pair": lambda code: code[:2] if len(code) > 2 else "",
    "@prefix": lambda code: code[:-1],
}

_OCCUPATION_GROUPS = "codes/occupation_major_groups_qd34_2020.csv"

_CODE_CORRECTIONS: dict[tuple[str, str, str], str] = {
    # The file writes the level-5 code of group 1330 with four signs; every only child of a level-4 group ends in 0.
    ("occupations", "5", "1330"): "13300",
}

_WORDING_CORRECTIONS = {"lâm nghệp": "lâm nghiệp"}


@cache
def read_rows(seed: SeedList) -> tuple[SeedRow, ...]:
    """The rows of one version of a list. ValueError when a code stands twice."""
    rows = tuple(_ADAPTERS.get(seed.name, _unchanged)(seed, _general(seed)))
    codes = [row.code for row in rows]
    if len(set(codes)) != len(codes):
        raise ValueError(f"Danh mục {seed.name}: mã trùng")
    return rows


def _general(seed: SeedList) -> list[SeedRow]:
    if not seed.file:
        return []
    rows = (_row(seed, source_row) for source_row in seed_rows(seed.file))
    return [row for row in rows if row.code]


def _row(seed: SeedList, row: Mapping[str, str]) -> SeedRow:
    columns = seed.code_column.split("+")
    joined = columns if len(columns) > 1 else []
    code = ".".join(_plain(row[column]) for column in columns)
    code = _CODE_CORRECTIONS.get((seed.name, row.get("level", ""), code), code)
    used = {seed.code_column, seed.name_column, seed.parent_column} - {*joined}
    rule = _PARENT_RULES.get(seed.parent_column)
    return SeedRow(
        code=code,
        name_vi=row[seed.name_column],
        parent=rule(code) if rule else row.get(seed.parent_column, ""),
        status=normalise_status(row[seed.status_column], seed.status) if seed.status_column else seed.status,
        source=(row[seed.source_column] if seed.source_column else "") or seed.source,
        attrs=_attrs({key: value for key, value in row.items() if key not in used}),
    )


def _plain(text: str) -> str:
    """A column as part of a code: without what stands in brackets, blanks as underscores."""
    return re.sub(r"\s+", "_", re.sub(r"\s*\(.*?\)", "", text))


def _attrs(values: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(values))


def _unchanged(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    return rows


def _accident_causes(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    """Labels are the decree's, numbers the portal's. The row art39_2 is no main cause but section 2 of the form."""
    for row in rows:
        attrs = {
            **row.attrs,
            "code_status": "provisional",
            "is_main_cause": str(row.attrs["group"] != "art39_2").lower(),
        }
        yield replace(row, status="verified", attrs=_attrs(attrs))


def _injury_factors(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    """The list known is incomplete, so it has a row for what it does not hold."""
    yield from rows
    yield SeedRow(UNCODED_CODE, UNCODED.capitalize(), "", "provisional", "hệ thống", _attrs({}))


def _occupations(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    """Level 1 carries the titles of the major-group file, and beside them the transcription's wording."""
    groups = {row["code"]: row for row in seed_rows(_OCCUPATION_GROUPS)}
    for row in rows:
        name_vi = row.name_vi
        for wrong, right in _WORDING_CORRECTIONS.items():
            name_vi = name_vi.replace(wrong, right)
        if row.attrs["level"] != "1":
            yield replace(row, name_vi=name_vi)
            continue
        group = groups[row.code]
        yield replace(
            row,
            name_vi=group["name_vi"],
            status=normalise_status(group["basis"], seed.status),
            attrs=_attrs({**row.attrs, "name_transcribed": name_vi}),
        )


def _high_risk(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    """Whether the sector also stands in Đ36.1 and Đ37.1 NĐ 39/2016 is told as true/false beside the file's words."""
    for row in rows:
        flags = {f"is_{name[3:8]}": str(value.startswith("yes")).lower() for name, value in row.attrs.items()}
        yield replace(row, attrs=_attrs({**row.attrs, **flags}))


def _investigation_limits(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    return (replace(row, name_vi=CASE_LABELS_VI[row.code]) for row in rows)


def _deadlines(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    """Code and name of the duty instead of the file's English working words."""
    for rule, source in zip(deadline_rules(), seed_rows(seed.file), strict=True):
        attrs = {**source, "obligation": rule.obligation, "article": rule.article}
        yield SeedRow(rule.code, rule.name_vi, "", rule.status, rule.source, _attrs(attrs))


def _esaw(seed: SeedList, rows: Iterable[SeedRow]) -> Iterable[SeedRow]:
    """Labels are Eurostat's English; a circumstance belongs to its category's list, not to a parent row."""
    return (replace(row, attrs=_attrs({**row.attrs, "language": "en"})) for row in rows)


_ESAW_LISTS = (
    "esaw_activities",
    "esaw_age",
    "esaw_circumstance_groups",
    "esaw_circumstances",
    "esaw_countries",
    "esaw_severity",
    "esaw_sex",
)

_ADAPTERS: dict[str, Callable[[SeedList, Iterable[SeedRow]], Iterable[SeedRow]]] = {
    "accident_causes": _accident_causes,
    "injury_factors": _injury_factors,
    "occupations": _occupations,
    "high_risk_sectors": _high_risk,
    "investigation_limits": _investigation_limits,
    "deadlines": _deadlines,
    **dict.fromkeys(_ESAW_LISTS, _esaw),
}
