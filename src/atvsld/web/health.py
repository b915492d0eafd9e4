"""`GET /healthz`: whether this installation can serve; `GET /readyz`: whether everything it needs is there."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..base.jobs.workers import living

_known_good: set[str] = set()


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers, else 503; says nothing about the records."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, its tables are this program's and a worker lives; else 503, and which not."""
    state = {"database": False, "migrations": False, "worker": False}
    try:
        state["worker"] = bool(living())
        state["database"] = True
        state["migrations"] = _is_migrated()
    except DatabaseError:
        pass
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def _is_migrated() -> bool:
    """Tables do not go back under a running program, so a good answer is remembered."""
    if "migrations" not in _known_good:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _known_good.add("migrations")
    return True
