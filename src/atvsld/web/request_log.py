"""One log line a request: which route, what answer, how long; never what was typed or searched."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

logger = structlog.get_logger("atvsld.request")
QUIET_ROUTES = frozenset({"healthz", "readyz", "metrics"})


class RequestLogMiddleware:
    """Names the route, not the address: an address can hold a search word or a receipt number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = uuid.uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
        match = request.resolver_match
        route = match.view_name or match.route if match else ""
        response["X-Request-ID"] = request_id
        if route not in QUIET_ROUTES:
            logger.info(
                "request",
                request_id=request_id,
                method=request.method,
                route=route,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000),
                user_id=getattr(getattr(request, "user", None), "pk", None),
            )
        return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault: the number under which an administrator finds it in the log, and nothing of the fault."""
    number = structlog.contextvars.get_contextvars().get("request_id", "")
    return HttpResponseServerError(render_to_string("500.html", {"request_id": number}))
