"""A program that calls the API with a key of somebody's."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from atvsld.org.people.models import User
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.token_scope import grants_on_offer
from atvsld.org.people.token_services import create_token

ROOT = "/api/v1"


def secret_of(user: User, *grants: str, **kept: Any) -> str:
    """A new key of this person: these grants, or everything that the person may give."""
    wanted = grants or tuple(grants_on_offer(scope_of(user)))
    return create_token(user, "Chương trình thử", wanted, timezone.localdate() + timedelta(days=30), **kept)[1]


class Caller:
    """Calls with one key; bodies are JSON, headers are given by their own names."""

    def __init__(self, secret: str) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return self.client.get(ROOT + path, query, headers=headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, (str, bytes)) else json.dumps(body if body is not None else {})
        return self.client.generic(method, ROOT + path, content, content_type="application/json", headers=named)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)


def caller_of(user: User, *grants: str, **kept: Any) -> Caller:
    return Caller(secret_of(user, *grants, **kept))


def codes(answer: HttpResponse) -> list[tuple[str, str]]:
    """(field, code) of each reason of a problem."""
    assert answer["Content-Type"] == "application/problem+json", answer.content[:300]
    told = answer.json()  # type: ignore[attr-defined]
    assert (
        told["status"] == answer.status_code and told["title"] and told["detail"] and told["type"].startswith("/api/")
    )
    return sorted((e["field"], e["code"]) for e in told["errors"])
