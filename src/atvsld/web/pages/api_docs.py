"""The API explained: a page made from its own OpenAPI document, and one for each code of a refusal."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..api.document import document
from ..refusals import all_sentences

METHODS = {"get": "GET", "post": "POST", "patch": "PATCH"}
SEVERAL = "request.refused"


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    whole = document()
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in whole["tags"]}
    for path, methods in whole["paths"].items():
        for method, operation in methods.items():
            groups[operation["tags"][0]].append(_told(whole, path, method, operation))
    context = {"groups": groups.items(), "root": f"{request.scheme}://{request.get_host()}"}
    return render(request, "pages/api_docs.html", context)


@require_safe
def error_page(request: HttpRequest, code: str) -> HttpResponse:
    """What a code of a refusal means; «type» of a problem leads here."""
    sentences = all_sentences().get(code)
    if sentences is None and code != SEVERAL:
        raise Http404
    return render(request, "pages/api_error.html", {"code": code, "sentences": sentences or []})


def _told(whole: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answer = next(a for s, a in operation["responses"].items() if s.startswith("2"))
    given = answer.get("content", {}).get("application/json", {}).get("schema")
    sent = _fields(whole, body) if body else []
    return {
        "id": operation["operationId"], "method": METHODS[method], "path": path, "summary": operation["summary"],
        "description": operation.get("description", ""), "sent": sent, "given": _fields(whole, given) if given else [],
        "parameters": [p | {"kind": _kind(p["schema"])} for p in operation["parameters"]],
        "example": json.dumps({f["name"]: f["example"] for f in sent if f["example"] is not None}, ensure_ascii=False),
        "statuses": [s for s in operation["responses"] if s >= "4"],
    }  # fmt: skip


def _fields(whole: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The named parts of a body; of a page of rows those of one row."""
    schema = _followed(whole, schema)
    schema = _followed(whole, schema.get("items", schema))
    parts = schema.get("properties", {})
    if "results" in parts:
        return _fields(whole, parts["results"])
    return [
        {
            "name": name, "kind": _kind(part), "title": part.get("title", ""), "words": part.get("description", ""),
            "example": (part.get("examples") or [None])[0],
        }
        for name, part in parts.items()
    ]  # fmt: skip


def _followed(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return whole["components"]["schemas"][name] if name else schema


def _kind(schema: dict[str, Any]) -> str:
    """The kind of a value in a few signs: "string | null", "array of VictimsSentNested"."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(part) for part in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"array of {_kind(schema['items'])}"
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    return str(schema.get("const", schema.get("format", schema.get("type", ""))))
