"""`python -m tools.messages`: collects the messages of the source into the English catalogue, says what is missing,
compiles. `--check` writes nothing and fails when a catalogue is not as it should be.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.files import ROOT
from tools.messages.extract import collected
from tools.messages.mo import mo_bytes
from tools.messages.po import Message, po_text, read_po

FOLDER = ROOT / "src/atvsld/web/locale/en/LC_MESSAGES"
DOMAINS = ("django", "djangojs")


def merged(domain: str, folder: Path = FOLDER) -> list[Message]:
    """The messages of the source with what the catalogue says of them; what is no longer said is left out."""
    known = read_po(folder / f"{domain}.po")
    messages = list(collected(domain).values())
    for message in messages:
        before = known.get(message.key)
        if before is not None and bool(before.plural) == bool(message.plural):
            message.said, message.is_fuzzy = before.said, before.is_fuzzy
    return messages


def main(arguments: list[str]) -> int:
    stale, missing = [], []
    for domain in DOMAINS:
        messages = merged(domain)
        missing += [m for m in messages if not m.is_complete]
        for path, content in (
            (FOLDER / f"{domain}.po", po_text(messages).encode()),
            (FOLDER / f"{domain}.mo", mo_bytes(messages)),
        ):
            if not path.exists() or path.read_bytes() != content:
                stale.append(path.name)
                if "--check" not in arguments:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
    for message in missing:
        print(f"no English: {message.text!r} ({', '.join(sorted(message.files))})")
    if "--check" in arguments and (stale or missing):
        print(f"stale: {', '.join(stale) or 'nothing'}; without English: {len(missing)}.")
        print("Run `python -m tools.messages`, write the missing msgstr in django.po or djangojs.po, run it again.")
        return 1
    print(f"messages: {len(missing)} without English; written: {', '.join(stale) or 'nothing'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
