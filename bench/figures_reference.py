"""Phụ lục XIV by hand: what a person would ask DuckDB, over the same Parquet files and the same changed rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Found = dict[str, dict[str, tuple[Any, ...]]]
FACTS = ("victims", "establishments", "headcounts", "no_accident_periods")
# Breakdown of table II: its column, and which victims it is of.
BREAKDOWNS = {
    "whole": ("is_commuting", "true"),
    "type": ("establishment_type", "NOT is_commuting"),
    "sector": ("sector", "NOT is_commuting"),
    "1.1": ("cause", "NOT is_commuting"),
    "1.2": ("injury_factor", "NOT is_commuting"),
    "1.3": ("occupation_group", "NOT is_commuting"),
}
VICTIMS = """
WITH p AS (SELECT * FROM victims WHERE year = {year} AND has_labour_contract AND {where_victim}),
     k AS (SELECT accident_id, count(*) AS n, count(*) FILTER (severity = 'fatal') AS d FROM p GROUP BY 1),
     c AS (SELECT {by} AS value, accident_id, count(*) AS victims, count(*) FILTER (is_female) AS women,
                  count(*) FILTER (severity = 'fatal') AS died, count(*) FILTER (severity = 'severe') AS severe,
                  sum(lost_days) AS days, sum(medical_cost_vnd) AS medical, sum(wage_cost_vnd) AS wage,
                  sum(compensation_vnd) AS compensation, any_value(property_damage_vnd) AS damage
           FROM p WHERE {within} GROUP BY ALL)
SELECT value::VARCHAR, count(DISTINCT accident_id), count(DISTINCT accident_id) FILTER (d > 0),
       count(DISTINCT accident_id) FILTER (n > 1), sum(victims), sum(women), sum(died), sum(severe), sum(days),
       sum(medical + wage + compensation), sum(medical), sum(wage), sum(compensation), sum(damage)
FROM c JOIN k USING (accident_id) GROUP BY 1
"""
OFFICES = """
WITH o AS (SELECT * FROM establishments WHERE establishment_id = office_id AND {where_office}),
     said AS (SELECT establishment_id FROM no_accident_periods WHERE year = {year} GROUP BY 1
              HAVING bool_or(half = 0) OR (bool_or(half = 1) AND bool_or(half = 2))),
     r AS (SELECT reporting_office_id AS id FROM victims
           WHERE year = {year} AND has_labour_contract AND {where_victim} UNION SELECT establishment_id FROM said)
"""
UNITS = (
    OFFICES
    + """
SELECT establishment_type, count(*), count(*) FILTER (office_id IN (SELECT id FROM r)) FROM o GROUP BY 1
"""
)
WORKERS = (
    OFFICES
    + """
, h AS (SELECT * FROM headcounts WHERE year <= {year}
        QUALIFY row_number() OVER (PARTITION BY establishment_id ORDER BY year DESC) = 1)
SELECT establishment_type, sum(workers), sum(workers) FILTER (o.office_id IN (SELECT id FROM r)), sum(women)
FROM h JOIN o ON h.office_id = o.office_id GROUP BY 1
"""
)


@contextmanager
def by_hand(request: Any) -> Iterator[Callable[[], Found]]:
    """A function that asks everything once; the changed rows were handed over before."""
    from atvsld.base.lists import facts
    from atvsld.figures.lake.engine import cursor
    from atvsld.figures.lake.reading import read_facts
    from atvsld.org.places.lineage import lineage_ids

    opened = cursor()
    for name, reading in read_facts([facts()[name] for name in FACTS]).items():
        opened.register(f"changed_{name}", reading.rows)
        gone = ", ".join(map(str, sorted(reading.superseded))) or "NULL"
        opened.execute(
            f"CREATE TEMP TABLE gone_{name} AS SELECT unnest([{gone}]::BIGINT[]) AS gone; CREATE TEMP VIEW {name} AS "
            f"SELECT * FROM read_parquet({reading.files!r}, hive_partitioning = false) ANTI JOIN gone_{name} "
            f"ON {reading.fact.key} = gone UNION ALL SELECT * FROM changed_{name}"
        )
    ids = ", ".join(map(str, lineage_ids([request.place.pk]))) if request.place else ""
    words = {
        "year": request.period.year,
        "where_victim": f"reporting_province_id IN ({ids})" if ids else "true",
        "where_office": f"province_id IN ({ids})" if ids else "true",
    }
    queries = {name: VICTIMS.format(by=by, within=within, **words) for name, (by, within) in BREAKDOWNS.items()}
    queries |= {"units": UNITS.format(**words), "workers": WORKERS.format(**words)}

    def ask() -> Found:
        return {n: {str(v): rest for v, *rest in opened.execute(q).fetchall()} for n, q in queries.items()}

    yield ask
    opened.close()


def differences(filled: Any, request: Any, found: Found) -> list[tuple[Any, ...]]:
    """Cells of the form that are not what was asked by hand. Subtotals are of codes that a case has one of."""
    from atvsld.figures.forms.filling import layout_of

    general, losses = layout_of(request)
    wrong = []
    columns = [str(n) for n in range(3, 16)]
    divisors = {c.key: c.divisor for c in losses.columns}
    for block, breakdown in zip(losses.blocks, BREAKDOWNS, strict=True):
        for key in block.row_keys:
            sums = _summed(block, key, found[breakdown], len(columns))
            for column, theirs in zip(columns, sums, strict=True):
                ours = filled.table("II").value(key, column)
                if ours * divisors[column] != theirs:
                    wrong.append(("II", key, column, ours, theirs))
    of_types = general.blocks[0]
    for key in of_types.row_keys:
        parts = {("3", "4"): ("units", 2), ("5", "6", "7"): ("workers", 3)}
        for shown, (name, width) in parts.items():
            for column, theirs in zip(shown, _summed(of_types, key, found[name], width), strict=True):
                if (ours := filled.table("I").value(key, column)) != theirs:
                    wrong.append(("I", key, column, ours, theirs))
    return wrong


def _summed(block: Any, key: str, found: dict[str, Any], width: int) -> list[int]:
    rows = [numbers for value, numbers in found.items() if key in block.rows_of(value)]
    return [sum(row[n] or 0 for row in rows) for n in range(width)]
