"""What a browser says of itself, in words that its owner recognises."""

from __future__ import annotations

from django.utils.translation import gettext as _

SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip
# The order matters: Edge and Cốc Cốc also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = (("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Zalo", "Zalo"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip


def device_words(agent: str) -> str:
    """ "Chrome, Windows"; what is not recognised reads "thiết bị khác"."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system))) or _("thiết bị khác")
