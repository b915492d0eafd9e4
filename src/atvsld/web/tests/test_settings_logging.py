"""Logs hold no personal data."""

import json
import logging
import logging.config

import pytest

from atvsld.web.settings_logging import configure_logging, redact, without_personal_data


@pytest.mark.parametrize(
    "secret", ["001099012345", "0912345678", "+84912345678", "an.nguyen@example.vn", "Nguyễn Văn An"]
)
def test_what_a_database_quotes_is_struck_out(secret):
    message = f"duplicate key\nDETAIL:  Key (identity_number)=({secret}) already exists."
    assert secret not in redact(message)


@pytest.mark.parametrize("secret", ["001099012345", "0912345678", "an.nguyen@example.vn"])
def test_numbers_and_addresses_are_struck_out_anywhere(secret):
    assert secret not in redact(f"cannot read «{secret}» in row 4")


def test_what_an_engineer_needs_stays():
    line = "2026-11-22T07:00:00.123456789 request 12345 took 231 ms on 127.0.0.1:8000"
    assert redact(line) == line


def test_personal_fields_are_struck_out():
    event = without_personal_data(None, "info", {"full_name": "Nguyễn Văn An", "route": "accidents", "status": 200})
    assert event == {"full_name": "***", "route": "accidents", "status": 200}


def test_a_line_is_one_json_object_even_with_a_traceback(capsys):
    before = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(configure_logging("INFO"))
    try:
        try:
            raise ValueError("số 001099012345 sai")
        except ValueError:
            logging.getLogger("atvsld.test").exception("failed for %s", "an@example.vn")
    finally:
        logging.root.handlers[:], logging.root.level = before
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    entry = json.loads(lines[0])
    assert entry["level"] == "error"
    assert "ValueError" in entry["exception"]
    assert "001099012345" not in lines[0]
    assert "an@example.vn" not in lines[0]


def test_the_number_of_a_request_is_no_identity_number():
    assert without_personal_data(None, "info", {"request_id": "001099012345"}) == {"request_id": "001099012345"}
