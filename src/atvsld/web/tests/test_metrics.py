"""Who may read the metrics, what they say and what never; readiness."""

from __future__ import annotations

import pytest
from django.utils import timezone

from atvsld.base.jobs import periodic, workers
from atvsld.base.lists import jobs
from atvsld.testing import make_accident, make_user, make_victim
from atvsld.web.settings_env import read_environment

pytestmark = pytest.mark.django_db
TOKEN = "a-word-of-more-than-twenty"


@pytest.fixture
def allow(settings, tmp_path):
    def allow(**values: str) -> None:
        settings.ENVIRONMENT = read_environment(values, tmp_path)

    return allow


def test_off_unless_somebody_is_named(client):
    client.force_login(make_user("admin"))
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize(("given", "status"), [(f"Bearer {TOKEN}", 200), ("Bearer other", 404), ("", 404)])
def test_by_token(client, allow, given, status):
    allow(METRICS_TOKEN=TOKEN)
    assert client.get("/metrics", headers={"Authorization": given}).status_code == status


@pytest.mark.parametrize(
    ("proxies", "remote", "passed", "status"),
    [
        ("0", "10.1.2.3", "", 200),
        ("0", "10.2.0.1", "", 404),
        ("0", "192.168.0.9", "10.1.2.3", 404),
        ("1", "127.0.0.1", "10.1.2.3", 200),
        ("1", "127.0.0.1", "10.1.2.3, 192.168.0.9", 404),
        ("1", "10.1.2.3", "", 404),
    ],
)
def test_by_address_as_our_own_proxy_saw_it(client, allow, proxies, remote, passed, status):
    allow(METRICS_FROM="10.1.0.0/16", TRUSTED_PROXIES=proxies)
    headers = {"X-Forwarded-For": passed} if passed else {}
    assert client.get("/metrics", REMOTE_ADDR=remote, headers=headers).status_code == status


def test_they_say_how_it_goes_and_name_nobody(client, allow, tmp_path):
    allow(METRICS_FROM="127.0.0.1", BACKUP_DIR=str(tmp_path))
    (tmp_path / f"atvsld-{timezone.localtime():%Y%m%d-%H%M%S}.tar.zst").write_text("x")
    victim = make_victim(make_accident(), full_name="Trần Thị Bình", identity_number="001099012345")
    workers.beat("w1")
    periodic.make_rows(jobs())
    periodic.run_due([job for job in jobs() if job.name == "seal-audit"], "w1")
    make_accident()
    lines = dict(
        line.rsplit(" ", 1) for line in client.get("/metrics").content.decode().splitlines() if not line.startswith("#")
    )
    assert float(lines["atvsld_workers"]) == 1
    assert float(lines["atvsld_audit_unsealed_entries"]) == 1
    assert float(lines["atvsld_lake_waiting_changes"]) > 0
    assert float(lines["atvsld_database_bytes"]) > 100_000
    assert float(lines['atvsld_job_failures{job="seal-audit"}']) == 0
    assert float(lines['atvsld_tasks{state="failed"}']) == 0
    assert 0 <= float(lines["atvsld_backup_age_seconds"]) < 60
    text = client.get("/metrics").content.decode()
    for private in (victim.full_name, "001099012345", "Thái Nguyên", "Tân Cương"):
        assert private not in text


def test_readiness_names_what_is_missing(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "migrations": True, "worker": False})
    workers.beat("w1")
    assert client.get("/readyz").status_code == 200
