"""The environment: defaults, and mistakes named in both languages."""

from pathlib import Path

import pytest

from atvsld.web.settings_env import ConfigurationError, read_environment

VAR = Path("/srv/var")


def test_an_empty_environment_is_an_office_on_its_own_machine():
    environment = read_environment({}, VAR)
    assert environment.is_embedded
    assert (environment.host, environment.port, environment.processes) == ("127.0.0.1", 8000, 1)
    assert environment.has_demo
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_postgresql_gets_processes_and_no_demonstration():
    environment = read_environment({"DATABASE_URL": "postgres://a@b/c", "WEB_CONCURRENCY": "4"}, VAR)
    assert (environment.processes, environment.has_demo, environment.is_embedded) == (4, False, False)


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "８０００"),
        ("WEB_CONCURRENCY", "-1"),
        ("DEBUG", "maybe"),
        ("LOG_LEVEL", "LOUD"),
        ("TRUSTED_ORIGINS", "atld.example.vn"),
    ],
)
def test_a_wrong_value_names_its_variable_in_both_languages(variable, text):
    with pytest.raises(ConfigurationError) as caught:
        read_environment({variable: text}, VAR)
    message = str(caught.value)
    assert message.startswith(f"{variable}: ")
    assert "phải" in message
    assert "must" in message


def test_https_asks_for_host_names():
    with pytest.raises(ConfigurationError, match=r"^ALLOWED_HOSTS"):
        read_environment({"HTTPS": "1"}, VAR)
    assert read_environment({"HTTPS": "1", "ALLOWED_HOSTS": "a.vn, b.vn"}, VAR).allowed_hosts == ("a.vn", "b.vn")


MAIL = {"SMTP_HOST": "mail.a.vn", "SMTP_FROM": "atvsld@a.vn", "PUBLIC_URL": "https://a.vn/"}


def test_mail_is_off_until_a_server_is_named():
    assert read_environment({}, VAR).mail is None
    environment = read_environment(MAIL, VAR)
    assert (environment.mail.port, environment.mail.security) == (587, "starttls")
    assert environment.public_url == "https://a.vn"
    assert read_environment(MAIL | {"SMTP_SECURITY": "tls"}, VAR).mail.port == 465


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("SMTP_FROM", MAIL | {"SMTP_FROM": ""}), ("PUBLIC_URL", MAIL | {"PUBLIC_URL": ""}),
        ("SMTP_USER", MAIL | {"SMTP_PASSWORD": "x"}), ("SMTP_SECURITY", MAIL | {"SMTP_SECURITY": "ssl"}),
        ("SMTP_SECURITY", MAIL | {"SMTP_SECURITY": "none", "SMTP_USER": "a", "SMTP_PASSWORD": "x"}),
        ("SMTP_FROM", MAIL | {"SMTP_FROM": "a@b.vn\nBcc: c@d.vn"}), ("PUBLIC_URL", {"PUBLIC_URL": "https://a.vn/x?y"}),
    ],
)  # fmt: skip
def test_half_of_a_server_of_mail_is_refused(variable, given):
    with pytest.raises(ConfigurationError, match=rf"^{variable}"):
        read_environment(given, VAR)
