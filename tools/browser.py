"""The machine's own chromium, as the tests and the bench start it."""

import os
import shutil

# Without these the browser asks its maker's servers for lists and models on every start.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
    "--lang=vi",
)
TELEPHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


def find_chromium() -> str | None:
    """The path of chromium: CHROMIUM where it is set, else the first on the path."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen if shutil.which(chosen) else None
    return next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
