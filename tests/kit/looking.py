"""What somebody sees: pages and files as one text that a test can search."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from atvsld.org.people.models import User


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def body(answer: HttpResponse) -> bytes:
    """All bytes of an answer; of a workbook those of all its parts, unpacked."""
    content = answer.getvalue() if answer.streaming or hasattr(answer, "getvalue") else answer.content
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def looks(name: str, row: Any) -> dict[str, str]:
    """The addresses at which a row of a register can be looked at."""
    return {
        "list": reverse(f"{name}-list"),
        "detail": reverse(f"{name}-detail", args=[row.pk]),
        "export": reverse(f"{name}-export"),
        "unmasked export": reverse(f"{name}-export") + "?day-du=1",
    }


def count_in(answer: HttpResponse) -> int:
    """How many rows the list says there are."""
    return answer.context["table"].page.paginator.count
