"""A catalogue of messages in gettext's own text form (.po): read and written, sorted, without dates."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

HEAD = (
    "Project-Id-Version: ATVSLĐ\nLanguage: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)
Key = tuple[str, str]


@dataclass
class Message:
    """One sentence of the source (`text`; `plural` where it counts something) and what it is in the other language.

    `context` tells apart sentences that are alike in Vietnamese and not in the other language; `files` hold it.
    """

    text: str
    context: str = ""
    plural: str = ""
    said: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    is_fuzzy: bool = False

    @property
    def key(self) -> Key:
        return self.context, self.text

    @property
    def is_complete(self) -> bool:
        return len(self.said) == (2 if self.plural else 1) and all(self.said) and not self.is_fuzzy


def read_po(path: Path) -> dict[Key, Message]:
    """Messages by (context, text), without the head. Raises ValueError with the line that cannot be read."""
    found: dict[Key, Message] = {}
    for block in path.read_text("utf-8").split("\n\n") if path.exists() else []:
        message = _message(block)
        if message is not None and message.text:
            found[message.key] = message
    return found


def _message(block: str) -> Message | None:
    parts: dict[str, str] = {}
    name, is_fuzzy, files = "", False, set()
    for line in block.splitlines():
        if line.startswith("#"):
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            files |= {line[3:]} if line.startswith("#: ") else set()
            continue
        if not line.startswith('"'):
            name, _, line = line.partition(" ")
        if not line.startswith('"'):
            raise ValueError(line)
        parts[name] = parts.get(name, "") + ast.literal_eval(line)
    if "msgid" not in parts:
        return None
    said = [text for name, text in parts.items() if name.startswith("msgstr")]
    return Message(parts["msgid"], parts.get("msgctxt", ""), parts.get("msgid_plural", ""), said, files, is_fuzzy)


def po_text(messages: Iterable[Message], language: str = "en") -> str:
    """The whole file. One line a text: a change is seen as one line."""
    head = "\n".join(_quoted(f"{line}\n") for line in HEAD.format(language=language).splitlines())
    blocks = [f'msgid ""\nmsgstr ""\n{head}']
    for message in sorted(messages, key=lambda m: (sorted(m.files)[:1], m.text, m.context)):
        lines = [f"#: {file}" for file in sorted(message.files)]
        lines += ["#, fuzzy"] if message.is_fuzzy else []
        lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            said = [*message.said, "", ""][:2]
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(said)]
        else:
            lines.append(f"msgstr {_quoted((message.said or [''])[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
