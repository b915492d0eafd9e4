"""Every answer of a demonstration installation says what it is: pages, answers of the API, and names of files."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase

from ..base.demonstration import FILE_MARK, HEADER, HEADER_VALUE, is_demonstration

NAME = re.compile(r'(filename=")(?!' + FILE_MARK + ")")


class DemonstrationMarkMiddleware:
    """Sets the header on whatever is answered, and puts the mark before the name of a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _shows_demonstration():
            response[HEADER] = HEADER_VALUE
            if "Content-Disposition" in response:
                response["Content-Disposition"] = NAME.sub(rf"\g<1>{FILE_MARK}", response["Content-Disposition"])
        return response


def _shows_demonstration() -> bool:
    try:
        return is_demonstration()
    except DatabaseError:
        # Whether this can serve is asked while the database is silent; what it then answers holds no row.
        return False
