"""One register as a table of its fields by the surfaces on which each appears."""

from __future__ import annotations

from typing import Any

from ..fields import CodeField, Field, Privacy, Reference
from ..language import in_vietnamese
from ..register import Register
from .words import how_written

SURFACES = ("form", "file", "template", "list", "export", "filter", "search", "key")


def matrix(register: Register) -> dict[str, Any]:
    """The register with its fields; `on` names the surfaces that hold the field."""
    return {
        "register": register.name,
        "title": in_vietnamese(register.title),
        "about": in_vietnamese(register.about),
        "key": list(register.key),
        "parent": register.parent,
        "filters": [{"name": f.name, "label": in_vietnamese(f.label), "kind": f.kind} for f in register.filters],
        "extra_columns": [{"name": c.name, "label": in_vietnamese(c.label)} for c in register.extra_columns],
        "fields": [_field(register, declared) for declared in register.fields],
    }


def _field(register: Register, declared: Field) -> dict[str, Any]:
    filtered = {column.removesuffix("_id") for f in register.filters for column in f.columns}
    holds = {
        "form": not declared.derived,
        "file": not declared.derived,
        "template": not declared.derived,
        "list": declared.name in register.columns,
        "export": True,
        "filter": declared.name in filtered,
        "search": declared.name in register.search_fields,
        "key": declared.name in register.key,
    }
    return {
        "name": declared.name,
        "label": in_vietnamese(declared.label),
        "help": in_vietnamese(declared.help),
        "kind": type(declared).__name__,
        "written": how_written(declared),
        "code_list": declared.code_list if isinstance(declared, CodeField) else "",
        "target": declared.target if isinstance(declared, Reference) else "",
        "is_required": declared.required,
        "is_derived": declared.derived,
        "is_masked": declared.privacy is not Privacy.OPEN,
        "privacy": str(declared.privacy),
        "aliases": list(declared.aliases),
        "on": [surface for surface in SURFACES if holds[surface]],
    }
