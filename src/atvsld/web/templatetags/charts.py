"""`{% chart picture %}`: a picture with its caption, its legend and the table of the same numbers."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from ..charts import Chart, PlaceMap
from ..charts.legends import legend
from ..charts.payload import payload
from ..charts.summaries import summary
from ..charts.tables import table_of

register = template.Library()
# Where a request remembers that its page has the scripts already.
_LOADED = "_atvsld_charts_are_loaded"


@register.inclusion_tag("components/chart.html", takes_context=True)
def chart(context: Context, picture: Chart | PlaceMap, table: str = "beside") -> dict[str, Any]:
    """`table`: "beside" the picture where there is room (folded on a telephone), or "folded" everywhere.

    The first picture of a page brings the styles and scripts with it; a page without one loads neither.
    """
    if table not in ("beside", "folded"):
        raise template.TemplateSyntaxError(f"a table is beside or folded, not {table!r}")
    request = context.get("request")
    is_first = not getattr(request, _LOADED, False)
    if request is not None:
        setattr(request, _LOADED, True)
    rows = table_of(picture)
    kind = "map" if isinstance(picture, PlaceMap) else picture.kind
    data = payload(picture, rows)
    return {
        "picture": picture, "kind": kind, "table": rows, "is_folded": table == "folded", "is_first": is_first,
        "summary": summary(picture), "legend": legend(picture), "data": data, "data_id": f"{picture.id}-data",
        "is_tall": len(rows.rows) > 14,
    }  # fmt: skip
