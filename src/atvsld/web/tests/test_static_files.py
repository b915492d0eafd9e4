"""Vendored files are what was vendored, icons exist, colours can be read, and the page of a telephone is light."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[1]
STATIC, TEMPLATES = WEB / "static", WEB / "templates"
SUMS = sorted(STATIC.glob("vendor/*/*/SHA256SUMS"))
BUDGET = 100_000
PAGE_AND_HEADERS = 45_000


@pytest.mark.parametrize("sums", SUMS, ids=lambda p: p.parent.parent.name)
def test_vendored_files_are_unchanged_and_licensed(sums: Path) -> None:
    listed = dict(reversed(line.split()) for line in sums.read_text("utf-8").splitlines())
    assert set(listed) == {p.name for p in sums.parent.iterdir()} - {"SHA256SUMS"}
    assert "LICENSE" in listed
    for name, digest in listed.items():
        assert hashlib.sha256((sums.parent / name).read_bytes()).hexdigest() == digest, name


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = next(STATIC.glob("vendor/tabler-icons/*/icons.svg")).read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    for path in TEMPLATES.rglob("*.html"):
        named = set(re.findall(r'icon\.html" with name="([\w-]+)"', path.read_text("utf-8")))
        assert named <= drawn, f"{path.name}: {named - drawn}"


def test_no_template_carries_inline_style_or_script() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=\"|<style|\son(?:click|change|submit|load|input)=", text), path.name
        scripts = re.findall(r"<script[^>]*>", text)
        assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts), path.name


def test_what_a_telephone_loads_leaves_room_for_the_page() -> None:
    sheets = [p for p in STATIC.glob("css/*.css") if p.name not in ("fonts.css", "charts.css")]
    files = [*sheets, *STATIC.glob("js/*.js"), *STATIC.glob("brand/*"), *STATIC.glob("vendor/*/*/icons.svg")]
    assert len(files) > 15
    assert sum(len(gzip.compress(p.read_bytes())) for p in files) < BUDGET - PAGE_AND_HEADERS


def _colours() -> dict[str, dict[str, str]]:
    text = (STATIC / "css" / "tokens.css").read_text("utf-8")
    blocks = re.findall(r"color-scheme: (\w+);(.*?)\}", text, re.DOTALL)
    found = [(scheme, dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))) for scheme, body in blocks]
    (_, light), (_, asked), (_, chosen) = found
    assert asked == chosen
    return {"light": light, "dark": light | chosen}


def _ratio(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


GROUNDS = ["ground", "paper", "sunk", "wash"]
TEXTS = [(text, ground) for text in ["ink", "ink-soft", "link", "danger", "warn"] for ground in GROUNDS] + [
    *(("ink", f"{tone}-wash") for tone in ["danger", "warn", "good"]),
    *((tone, f"{tone}-wash") for tone in ["danger", "warn", "good"]),
    *((f"{kind}-ink", kind) for kind in ["bar", "primary", "fatal", "severe", "minor"]),
    ("bar-soft", "bar"),
    ("primary-ink", "primary-hover"),
]
EDGES = [
    ("line-strong", "paper"),
    ("line-strong", "ground"),
    *(("focus", ground) for ground in GROUNDS),
    ("bar-line", "bar"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    colours = _colours()[scheme]
    faint = [(a, b) for a, b in TEXTS if _ratio(colours[a], colours[b]) < 4.5]
    faint += [(a, b) for a, b in EDGES if _ratio(colours[a], colours[b]) < 3]
    assert faint == []
