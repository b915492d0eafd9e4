"""A counter counts each call once, whoever else counts at the same moment, and lives as long as it was to live."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from atvsld.web.caches import SharedDatabaseCache, SharedFileCache

TABLE = "cache_of_the_test"
COUNTS = 200


@pytest.fixture(params=["file", pytest.param("database", marks=pytest.mark.django_db(transaction=True))])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "file":
        return SharedFileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 50}})
    if connection.vendor != "postgresql":
        pytest.skip("the table is for PostgreSQL")
    call_command("createcachetable", TABLE, verbosity=0)
    return SharedDatabaseCache(TABLE, {"OPTIONS": {"MAX_ENTRIES": 50}})


def test_nothing_is_counted_once_for_two(cache: Any) -> None:
    def count(_: int) -> int:
        try:
            return cache.incr("n")
        finally:
            connection.close()

    cache.set("n", 0, 60)
    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(count, range(COUNTS)))
    assert sorted(counted) == list(range(1, COUNTS + 1))


def test_only_one_of_many_begins_a_count(cache: Any) -> None:
    def begin(_: int) -> bool:
        try:
            return cache.add("first", 1, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(begin, range(40))) == 1


def test_a_count_lives_as_long_as_it_was_to_live(cache: Any) -> None:
    cache.add("short", 1, 2)
    assert cache.incr("short") == 2
    time.sleep(3)
    assert cache.get("short") is None
    with pytest.raises(ValueError, match="short"):
        cache.incr("short")
    assert cache.add("short", 1, 2)


def test_what_has_expired_makes_room_first(tmp_path: Path) -> None:
    cache = SharedFileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 20}})
    for number in range(19):
        cache.set(f"old{number}", 1, -1)
    cache.set("kept", 1, 60)
    cache.set("new", 1, 60)
    assert cache.get("kept") == cache.get("new") == 1
