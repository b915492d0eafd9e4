"""What must not stand in the repository: paths of one machine, registry hosts, secrets, dotted paths to `web`."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.files import ROOT, written_text

# Written with a class of one letter, so that this file does not accuse itself.
EVERYWHERE = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/\w"),
    "a registry host": re.compile(
        r"(?i)(?:files\.pythonhoste[d]|pyp[i]\.org|registr[y]\.npmjs|--(?:extra-)?inde[x]-url[= ]+\S*:"
        r"|https?://[\w.-]*(?:artifactor[y]|nexu[s]|registr[y]|pyp[i]|mirro[r])[\w.-]*)"
    ),
    "a private key": re.compile(r"-----BEGI[N] [A-Z ]*PRIVATE KEY"),
    "a secret": re.compile(
        r"""(?i)\b(?:secret|token|password|passwd|api|audit|field|receipt)_?(?:key)?["']?\s*[:=]\s*"""
        r"""["'][A-Za-z0-9+/_=-]{32,}["']"""
    ),
    "a token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|AKI[A][A-Z0-9]{16}|xox[baprs]-[\w-]{10,})"),
    "a forbidden word": re.compile(
        r"(?i)\b(?:chat[g]pt|cl[a]ude|anthr[o]pic|cop[i]lot|language m[o]del|\bll[m]s?\b|a\.?i\.? ass[i]stant)\b"
    ),
}
WEB = re.compile(r"\batvsld\.web\b|from atvsld import web\b")
# The entry point of `python -m atvsld` is no layer.
WEB_ALLOWED = frozenset({Path("src/atvsld/__main__.py")})


def faults_of(path: Path, text: str) -> Iterator[str]:
    """Each fault as `file:line: what: the words`."""
    rules = dict(EVERYWHERE)
    if path.parts[:2] == ("src", "atvsld") and path.parts[2:3] != ("web",) and path not in WEB_ALLOWED:
        rules["a dotted path to web"] = WEB
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in rules.items():
            found = pattern.search(line)
            if found:
                yield f"{path}:{number}: {what}: {found.group()[:60]}"


def main() -> int:
    faults = [f for p in written_text() for f in faults_of(p, (ROOT / p).read_text("utf-8", errors="replace"))]
    print("\n".join(faults) or "repository: ok")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
