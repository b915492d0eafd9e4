"""The files of the repository that people write: tracked by git, not vendored, not generated."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = frozenset(
    [
        ".py",
        ".html",
        ".js",
        ".css",
        ".sh",
        ".md",
        ".toml",
        ".txt",
        ".csv",
        ".json",
        ".svg",
        ".yml",
        ".yaml",
        ".cfg",
        ".in",
    ]
)
CODE = frozenset({".py", ".html", ".js", ".css", ".sh"})


def tracked() -> list[Path]:
    """Every tracked file that is there, as paths from the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def is_vendored(path: Path) -> bool:
    """Whether others wrote it and we only keep it."""
    return "vendor" in path.parts


def written_text() -> list[Path]:
    """Texts of ours, with the files that have no suffix (Makefile, .ci/run)."""
    return [p for p in tracked() if (p.suffix in TEXT or not p.suffix) and not is_vendored(p)]


def written_code() -> list[Path]:
    """Code of ours; migrations are written by Django."""
    return [p for p in tracked() if p.suffix in CODE and not is_vendored(p) and "migrations" not in p.parts]
