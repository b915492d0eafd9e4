"""Health, headers, and what a stranger gets."""

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_healthz_answers_a_stranger(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_healthz_says_when_the_database_is_silent(client, monkeypatch):
    def silent():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", silent)
    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_every_answer_carries_the_security_headers(client):
    response = client.get("/dang-nhap/")
    policy = {d.strip() for d in response["Content-Security-Policy"].split(";")}
    assert {"default-src 'self'", "img-src 'self' data: blob:", "frame-ancestors 'none'"} <= policy
    assert not any("unsafe" in directive for directive in policy)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_sign_in_page_is_vietnamese(client):
    response = client.get("/dang-nhap/")
    assert response.status_code == 200
    assert 'lang="vi"' in response.content.decode()
