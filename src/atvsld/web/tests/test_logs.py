"""Personal data is sent through every door, and no line of any log holds it, at any level."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from atvsld.accidents.models import Victim
from atvsld.base.import_sessions.models import ImportSession
from atvsld.base.jobs import periodic
from atvsld.base.jobs.job import Job
from atvsld.testing import COMMUNE, make_accident, make_establishment, make_user, make_victim
from atvsld.web import health
from atvsld.web.settings_logging import SHARED, configure_logging

pytestmark = pytest.mark.django_db
NAME, NUMBER, PHONE = "Trần Thị Bình Minh", "001099012345", "0912345678"
PRIVATE = (NAME, "Bình Minh", NUMBER, PHONE, "binh.minh@example.vn")


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Everything that would be logged at DEBUG, as an installation writes it."""
    stream, told = io.StringIO(), configure_logging("DEBUG")["formatters"]["lines"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(told.pop("()")(**{k: v for k, v in told.items() if k in ("foreign_pre_chain", "processors")}))
    root, before = logging.getLogger(), logging.getLogger().level
    levels = {name: logging.getLogger(name).level for name in ("django", "django.request", "atvsld")}
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines_of(stream: io.StringIO) -> list[dict]:
    text = stream.getvalue()
    assert not [secret for secret in PRIVATE if secret in text]
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def officer() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user("labour", username="can-bo-so", place="Thái Nguyên"))
    return client


def test_pages_searches_forms_files_and_calls(officer, said):
    victim = make_victim(make_accident(), full_name=NAME, identity_number=NUMBER)
    row = {"full_name": NAME, "identity_number": NUMBER + "9", "phone": PHONE}
    officer.get("/nguoi-bi-nan/", {"q": NAME})
    officer.get(f"/nguoi-bi-nan/{victim.pk}/")
    officer.get(f"/khong-co/{NAME}/", {"so": NUMBER})
    officer.post("/khai-bao/", row | {"event_address": f"nhà {NAME}"})
    officer.post("/dang-nhap/", {"login": "binh.minh@example.vn", "password": NUMBER})
    officer.post("/api/v1/victims", row, content_type="application/json")
    officer.post("/api/v1/victims", f'{{"full_name": "{NAME}', content_type="application/json")
    upload = SimpleUploadedFile(f"{NAME}.xlsx", f"{NAME},{NUMBER}".encode())
    officer.post("/nguoi-bi-nan/nhap-excel/", {"file": upload})
    officer.get("/nguoi-bi-nan/xuat-excel/", {"q": NUMBER})
    routes = [line["route"] for line in lines_of(said) if line["event"] == "request"]
    assert len(routes) == 9
    assert {"victims-list", "victims-detail", "declare", "account_login"} <= set(routes)


def test_a_file_of_people_is_sent_checked_and_written_and_no_line_tells_of_them(officer, said):
    make_establishment(tax_code="0100109106")
    head = "Ai khai;Mã số thuế;Thời điểm xảy ra;Xã xảy ra;Họ và tên;Số định danh cá nhân;Tình trạng khi khai báo"
    good = f"cơ sở;0100109106;10/03/2026 09:30;{COMMUNE};{NAME};{NUMBER};nhẹ;"
    bad = f"cơ sở;0100109106;11/03/2026 09:30;{COMMUNE};{NAME};{NUMBER}9;chết;{PHONE}"
    upload = SimpleUploadedFile(f"{NAME}.csv", "\n".join([head, good, bad]).encode())
    url = officer.post("/tai-nan/nhap-excel/", {"file": upload})["Location"]
    session = ImportSession.objects.get(token=url.split("/")[2])
    columns = {f"column-{i}": name for i, name in session.mapping.items()} | {"column-0": "declared_by"}
    officer.post(url, {"do": "columns", **columns})
    assert NAME in officer.get(url).content.decode()
    officer.post(url, {"do": "confirm-valid"})
    officer.get(url + "bi-tu-choi/")
    assert Victim.objects.get().full_name == NAME
    routes = {line.get("route") for line in lines_of(said)}
    assert {"accidents-import", "import-session", "import-rejected"} <= routes


def test_a_fault_is_told_with_its_place_and_number_but_without_what_it_quotes(officer, said, monkeypatch):
    def stumble() -> set[str]:
        name = NAME
        raise ValueError(f"cannot read {name} {NUMBER} {PHONE}")

    monkeypatch.setattr(health, "living", stumble)
    answer = officer.get("/readyz", {"q": NAME})
    number = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert number in answer.content.decode()
    assert NAME not in answer.content.decode()
    fault = next(line for line in lines_of(said) if line["level"] == "error")
    assert (fault["request_id"], fault["event"]) == (number, "Internal Server Error")
    assert fault["exception"].endswith("ValueError")
    assert "in stumble" in fault["exception"]


def test_every_request_has_a_number_a_person_by_id_and_a_time(officer, said):
    answer = officer.get("/tai-nan/")
    (line,) = [line for line in lines_of(said) if line["event"] == "request"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert isinstance(line["user_id"], int)
    assert (line["method"], line["route"], line["status"], line["milliseconds"] >= 0) == (
        "GET",
        "accidents-list",
        200,
        True,
    )


def test_a_failing_job_and_what_caused_it(said):
    def fail() -> int:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise RuntimeError(f"{NAME} {NUMBER}") from error

    from datetime import timedelta

    job = Job("try", "Thử", fail, every=timedelta(1))
    periodic.make_rows([job])
    periodic.run_due([job], "w1")
    (line,) = [line for line in lines_of(said) if line["level"] == "error"]
    assert (line["event"], line["job"]) == ("job failed", "try")
    assert "KeyError" in line["exception"]
    assert line["exception"].endswith("RuntimeError")


def test_a_person_at_a_terminal_reads_lines_of_words():
    told = configure_logging("INFO", "text")["formatters"]["lines"]
    record = logging.LogRecord("atvsld", logging.INFO, "", 1, "started", (), None)
    formatter = told["()"](foreign_pre_chain=SHARED, processors=told["processors"])
    assert "started" in formatter.format(record)
    assert not formatter.format(record).startswith("{")
