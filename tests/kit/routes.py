"""Every route of the house, found in the address map, and how to call it for the home rows of the small country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.kit.world import World


@dataclass(frozen=True)
class Route:
    """One route by its name, with the path as it stands in the map: names of the API are told apart by it."""

    name: str
    path: str


def routes() -> list[Route]:
    """All routes, those of included maps too; one line for each address."""
    return list(dict.fromkeys(_walk(get_resolver(), "", "")))


def _walk(resolver: URLResolver, path: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        whole = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            assert entry.name, f"{whole} has no name"
            yield Route(namespace + entry.name, whole)
        else:
            yield from _walk(entry, whole, f"{entry.namespace}:" if entry.namespace else namespace)


def address(route: Route, world: World) -> str:
    """The address of a route for the home rows; LookupError when nobody said what its parts are."""
    accident, factory = world.home["accidents"], world.home["establishments"]
    parts: dict[str, dict[str, Any]] = {
        "accident-move": {"pk": accident.pk, "step": "complete"},
        "place-case": {"pk": accident.pk}, "place": {"pk": accident.event_province_id},
        "confirm-period": {"pk": factory.pk},
        "victim-reveal": {"pk": world.home["victims"].pk},
        "work-kind": {"kind": "khai-du"},
        "suggest-code": {"code_list": "vsic"},
        "suggest": {"target": "province"},
        "figures-form": {"form": "pl-xii"}, "figures-cell": {"form": "pl-xii"}, "figures-excel": {"form": "pl-xii"},
        "programme": {"programme": "thai-nguyen-2025"}, "indicator-groups": {"indicator": "accident_rate"},
        "indicator-groups-excel": {"indicator": "accident_rate"},
        "published-notice": {"period": "2022"}, "published-void": {"period": "2022"},
        "programme-base-year": {"programme": "thai-nguyen-2025"}, "programme-excel": {"programme": "thai-nguyen-2025"},
        # Of the home province, for which its labour officer publishes; the ministry does for the nation alone.
        "release": {"code": "19", "year": 2025}, "public-unit": {"code": "19"},
        "public-file": {"code": "19", "year": 2025, "version": 1, "kind": "json"},
        "list": {"name": "accident_causes"},
        "api-error": {"code": "row.changed"},
        # A session of nobody's: whose one is, is said by the tests of sessions.
        **{f"import-{page}": {"token": UUID(int=1)} for page in ("session", "progress", "rejected")},
        # The same for documents and drafts of them.
        "document": {"pk": 10**6},
        **{f"document-{page}": {"pk": 10**6} for page in ("cascade", "link", "plans", "void")},
        "document-comparison": {"pk": 10**6, "parent": 10**6},
        **{f"document-{page}": {"token": UUID(int=1)} for page in ("draft", "progress")},
        "user": {"pk": world.users["labour"].pk},
        # A task of the home commune, given by the department of its province.
        "task": {"pk": world.home["tasks"].pk}, "task-verb": {"pk": world.home["tasks"].pk, "verb": "accept"},
        # Links that nobody was given: what good ones do is told by their own tests.
        "reminder-calendar": {"secret": "x" * 43}, "reminder-mail-confirm": {"token": "x"},
        "reminder-mail-off": {"token": "x"},
        "reminder-list": {"audience": "lead", "bucket": "overdue"},
        "task-withdraw": {"pk": world.home["tasks"].charge_id}, "task-agencies": {"part": "chu-tri"},
        "task-evidence": {"pk": world.home["evidence"].pk},
        # A report of the home commune, sent to the department of its province.
        **{f"report-{page}": {"pk": world.home["reports"].pk} for page in (
            "save", "gather", "send", "decide", "tasks", "excel", "children", "word")},
        "report": {"pk": world.home["reports"].pk},
        **{f"report-{page}": {"pk": world.home["reports"].pk, "number": 1} for page in ("version", "file")},
        "managed-person": {"pk": world.users["employer"].pk},
        "mfa_remove_webauthn": {"pk": 1}, "mfa_edit_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "co-quan"}, "openid_connect_callback": {"provider_id": "co-quan"},
    }  # fmt: skip
    if route.name.startswith("api:"):
        register = route.path.split("/")[2]
        row = world.home.get(register, world.home["establishments"].province)
        said = {
            "<int:pk>": str(row.pk),
            "<int:unit>": str(row.pk),
            "<step>": "complete",
            "<str:name>": "accident_causes",
            "<str:period>": "2022",
            "<str:programme>": "thai-nguyen-2025",
            "<str:indicator>": "fatal_accident_rate",
        }
        return "/" + re.sub("<[^>]+>", lambda part: said[part[0]], route.path)
    if "<" not in route.path:
        return reverse(route.name)
    register, _, page = route.name.rpartition("-")
    if page in ("detail", "edit", "void") and register in world.home:
        return reverse(route.name, args=[world.home[register].pk])
    if route.name not in parts:
        raise LookupError(f"tests/kit/routes.py does not say how to call {route.name} ({route.path})")
    return reverse(route.name, kwargs=parts[route.name]) + _question(route.name, factory.tax_code)


def _question(name: str, tax_code: str) -> str:
    where = f"?unit={tax_code}&year=2026&half=0"
    return {
        "figures-form": where, "figures-excel": where, "figures-cell": f"{where}&table=I&row=3&column=6",
    }.get(name, "")  # fmt: skip
