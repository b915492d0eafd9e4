"""The seed code lists and their dated versions, as declared in ``seeds/lists.csv``."""

from datetime import date
from functools import cache

from atvsld.statutes.readers import read_rows
from atvsld.statutes.seedfile import covers, seed_date, seed_rows
from atvsld.statutes.seedlist import UNCODED, UNCODED_CODE, SeedList, SeedRow
from atvsld.statutes.status import normalise_status

__all__ = ["UNCODED", "UNCODED_CODE", "SeedList", "SeedRow", "read", "rows_on", "seed_list", "seed_lists"]


@cache
def seed_lists() -> tuple[SeedList, ...]:
    """All versions of all lists."""
    return tuple(
        SeedList(
            name=row["name"],
            title_vi=row["title_vi"],
            file=row["file"],
            instrument=row["instrument"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=seed_date(row["valid_to"]),
            status=normalise_status(row["status"], "provisional"),
            source=row["source"],
            code_column=row["code_column"],
            name_column=row["name_column"],
            parent_column=row["parent_column"],
            status_column=row["status_column"],
            source_column=row["source_column"],
        )
        for row in seed_rows("lists.csv")
    )


def seed_list(name: str, on: date) -> SeedList:
    """The version of a list valid on a day. LookupError when there is none."""
    for seed in seed_lists():
        if seed.name == name and covers(seed.valid_from, seed.valid_to, on):
            return seed
    raise LookupError(f"Không có danh mục {name!r} cho ngày {on:%d/%m/%Y}")


def read(seed: SeedList) -> tuple[SeedRow, ...]:
    """The rows of one version, in the order of its file; a row without code is no code and is left out."""
    return read_rows(seed)


def rows_on(name: str, on: date) -> tuple[SeedRow, ...]:
    """The rows of the version valid on a day. LookupError when there is none."""
    return read(seed_list(name, on))
