"""Agencies as a text names them: where a list of them ends, and how it is split.

Names are kept word for word. "các sở, ban, ngành" is one name, "Các Bộ: A; B" is "Bộ A" and "Bộ B".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .lexicon import BODIES, CHAINS, COMPLETE, NAMED_ORGANISATIONS, OPEN, PLURALS, TAIL, VERBS
from .words import capitalized, trimmed

_WORD = re.compile(r"[^\W_]+(?:[.&/][^\W_]+)*|[,;:()/]|[-–]|\S")
# No list of bodies is longer, in characters.
LONGEST_LIST = 2_000
Phrase = tuple[str, ...]


def _by_first(phrases: Iterable[tuple[Phrase, str]]) -> dict[str, list[tuple[Phrase, str]]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    for phrase, chain in sorted(phrases, key=lambda pair: len(pair[0]), reverse=True):
        found[phrase[0]].append((phrase, chain))
    return dict(found)


_BODIES = _by_first((tuple(body.split()), "body") for body in BODIES)
_KINDS = _by_first((tuple(kind.split()), chain) for chain, kinds in CHAINS.items() for kind in kinds)
_PLURALS = tuple(sorted((tuple(p.split()) for p in PLURALS), key=len, reverse=True))
_OPEN = tuple(tuple(o.split()) for o in OPEN)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_SHARED = re.compile(
    r"^(?:(?P<head>(?:Bộ trưởng|Thủ trưởng|Giám đốc|Chủ tịch|Lãnh "
    r"đạo)\s+)?(?P<plural>[Cc]ác)\s+(?P<kind>Bộ|bộ|Sở|sở|Ban|ban|Hội|Tập đoàn|tập đoàn|Phòng|phòng|"
    r"Cục|Vụ|Trường)"
    r"|(?P<of>(?:[Uu][ỷy] ban nhân dân|UBND|Công an|Đảng [ủu]y|Hội đồng nhân dân|HĐND)\s+(?:các\s+)?)"
    r"(?P<place>xã|phường|huyện|thị xã|thành phố|tỉnh|quận|đặc khu|thị trấn)(?:,\s*(?:xã|phường|thị trấn|đặc khu))*)"
    r"\s*:\s*(?P<names>.+)$"
)


# The words of charging somebody, before the name.
ASKED = re.compile(
    r"^(?:(?:Trân trọng|Kính)\s+)?(?:Đề nghị|Giao|Yêu cầu|Trách nhiệm của|Phân công)\s*:?\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Named:
    """Agencies read from a place in a text: their names, and where the list ends in it."""

    names: tuple[str, ...]
    end: int


@dataclass
class _Item:
    start: int
    end: int
    chain: str


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    low: str
    is_capital: bool


def _words(text: str, start: int) -> list[_Word]:
    return [
        _Word(word := found.group(), found.start(), found.end(), word.lower(), word[0].isupper() or word[0].isdigit())
        for found in _WORD.finditer(text, start, start + LONGEST_LIST)
    ]


def _first_of(phrases: Mapping[str, list[tuple[Phrase, str]]], words: list[_Word], at: int) -> tuple[int, str] | None:
    """(how many words, the chain) of the longest of the phrases that begins there."""
    if at < len(words):
        for phrase, chain in phrases.get(words[at].low, ()):
            if _are(words, at, phrase):
                return len(phrase), chain
    return None


def agencies_at(text: str, start: int = 0) -> Named | None:
    """The list of agencies that begins there; None where no agency stands there."""
    words = _words(text, start)
    items: list[_Item] = []
    at, parted = 0, ""
    while at < len(words):
        begun = _begun(words, at, items[-1] if items and parted == "," else None)
        if begun is None:
            break
        length, chain, joins = begun
        end = _name_end(words, at, length, chain)
        last = _chain_of_end(words, at + length, end) or (chain if end == at + length else "")
        if joins or (items and parted == "," and _is_firm_of(text[items[-1].start :], items[-1], chain, words, end)):
            items[-1].end, items[-1].chain = words[end - 1].end, last
        else:
            items.append(_Item(words[at].start, words[end - 1].end, last))
        end = _shared_end(words, end, last)
        items[-1].end = words[end - 1].end
        parted = words[end].text if end < len(words) else ""
        at = _after_separator(words, end)
        if at < 0:
            break
    if not items:
        return None
    items[-1].end = _to_colon(words, text, items[-1].end)
    names = [trimmed(text[i.start : i.end]) for i in items]
    return Named(tuple(part for name in names for part in _parts_of(name)), items[-1].end)


def _to_colon(words: list[_Word], text: str, end: int) -> int:
    """A name that a colon ends, though it has words that are in no other name: "Phòng Kế hoạch - Tổng hợp:"."""
    rest = [at for at, word in enumerate(words) if word.start >= end]
    for count, at in enumerate(rest):
        if words[at].text == ":":
            return words[at - 1].end if count else end
        if count > 6 or words[at].text in ",;.()" or _is_verb(words, at):
            break
    return end


def _is_firm_of(before: str, item: _Item, chain: str, words: list[_Word], end: int) -> bool:
    """ "người đứng đầu cơ quan, đơn vị, doanh nghiệp"; "các tổ chức, đơn vị, doanh nghiệp trên địa bàn": one name."""
    if chain != "firm" or item.chain != "unit":
        return False
    is_headed = any(before.lower().startswith(head) for head in CHAINS["head"])
    return is_headed or any(_are(words, at, ("trên", "địa", "bàn")) for at in range(max(0, end - 4), end))


def _parts_of(name: str) -> tuple[str, ...]:
    shared = _SHARED.match(name)
    return _shared(shared) if shared else (name,)


def _chain_of_end(words: list[_Word], start: int, end: int) -> str:
    """The chain of the word that a name ends with: "UBND các xã" goes on with ", phường"."""
    for at in range(max(start, end - 3), end):
        kind = _first_of(_KINDS, words, at)
        if kind and kind[0] == end - at and kind[1] in ("place", "branch", "unit"):
            is_kind = not words[at].is_capital or words[at - 1].low == "các"
            return kind[1] if is_kind else ""
    return ""


def _shared_end(words: list[_Word], end: int, chain: str) -> int:
    """Behind "UBND các phường: Yên Bái, Văn Phú": the names of places in capitals."""
    if chain not in ("place", "branch") or end + 1 >= len(words) or words[end].text != ":":
        return end
    here, last = end + 1, end
    while here < len(words) and not _is_verb(words, here):
        word = words[here]
        if not (word.is_capital or word.text in ",;-–" or word.low == "và" or _in_name(words, here)):
            break
        last = last if word.text in ",;-–" or word.low == "và" else here + 1
        here += 1
    return last


def _begun(words: list[_Word], at: int, before: _Item | None) -> tuple[int, str, bool] | None:
    """(how many words begin a name there, its chain, whether it goes on the name before it), None for no name."""
    skipped = 0
    for plural in _PLURALS:
        if _are(words, at, plural):
            skipped = len(plural)
            break
    kind = _first_of(_KINDS, words, at + skipped)
    if not skipped:
        body, _chain = _first_of(_BODIES, words, at) or (0, "")
        if body and words[at].is_capital and _goes_with(words, at, body):
            return body, "body", False
    if kind is None:
        if skipped and at + skipped < len(words) and words[at + skipped].is_capital:
            body, _chain = _first_of(_BODIES, words, at + skipped) or (0, "")
            return (skipped + body, "body", False) if body else None
        return None
    length, chain = kind
    if not skipped and length == 1 and not _is_plain_kind(words, at + 1, before):
        return None
    if chain == "unit" and words[at + skipped].low == "tổ" and not _is_organisation(words, at + skipped + length):
        return None
    joins = before is not None and not skipped and chain == before.chain and chain in _JOINED
    if chain == "place" and not joins and not skipped:
        return None
    return skipped + length, chain, joins


def _is_plain_kind(words: list[_Word], at: int, before: _Item | None) -> bool:
    """Whether one word for a kind is a name without "các": "Bộ, ngành liên quan", "ban" after "sở,"."""
    if before is not None:
        return True
    return at < len(words) and (words[at].text == "," or words[at].low in ("ngành", "liên", "có"))


_JOINED = ("branch", "unit", "place", "association")


def _goes_with(words: list[_Word], at: int, body: int) -> bool:
    """Whether the words are a name there: complete by themselves, or a word follows that names go on with."""
    following = words[at + body] if at + body < len(words) else None
    name = " ".join(word.low for word in words[at : at + body])
    if name in COMPLETE:
        return following is None or not (name == "thanh tra" and following.text == ",")
    if following is None:
        return at > 0
    return following.text not in ",;:" and (following.is_capital or following.low in _FOLLOWS)


_FOLLOWS = frozenset(
    "các tỉnh thành huyện xã phường cấp nhân quản chuyên liên đặc thị điều công cơ dự nông đầu tư nghề".split()
)


def _is_organisation(words: list[_Word], at: int) -> bool:
    return at >= len(words) or words[at].low in NAMED_ORGANISATIONS


def _name_end(words: list[_Word], at: int, length: int, chain: str) -> int:
    """The word after the name."""
    is_open = any(_are(words, at, o) for o in _OPEN)
    here = at + length
    while here < len(words):
        word = words[here]
        if word.text == "(":
            closed = next((n for n in range(here, len(words)) if words[n].text == ")"), -1)
            if closed < 0:
                break
            here = closed + 1
            continue
        if word.text in ",;:./)" or (word.text == "và" and not _is_within(words, here)):
            if word.text == "," and _is_within(words, here):
                here += 1
                continue
            break
        if _is_verb(words, here):
            break
        if not (word.is_capital or word.low in TAIL or word.text == "và" or is_open or _in_name(words, here)):
            break
        here += 1
    while here > at + length and words[here - 1].low in _NEVER_LAST and not _are(words, here - 2, ("trực", "thuộc")):
        here -= 1
    return _charged_by(words, here)


_NEVER_LAST = ("của", "có", "các", "trên", "ở", "-", "–", "thuộc", "và")
_CHARGED = re.compile(r"^do Đảng(?:,| và) [Nn]hà nước giao(?: nhiệm vụ)?")


def _charged_by(words: list[_Word], at: int) -> int:
    """Behind "do Đảng, Nhà nước giao nhiệm vụ", by which some associations are told from others."""
    if at >= len(words) or words[at].low != "do":
        return at
    found = _CHARGED.match(" ".join(word.text for word in words[at : at + 9]).replace(" ,", ","))
    return at + len(_WORD.findall(found.group())) if found else at


def _in_name(words: list[_Word], at: int) -> bool:
    """A small word between capitals: "Bộ Kế hoạch và Đầu tư" has some after a capital one."""
    return words[at - 1].is_capital and not words[at - 1].text.isupper() and words[at].text.isalpha()


def _is_within(words: list[_Word], at: int) -> bool:
    """Whether a comma or "và" stands within a name: what follows is in capitals and begins no other name."""
    if at + 1 >= len(words):
        return False
    following = words[at + 1]
    if not following.is_capital or not following.text[0].isalpha():
        return False
    return _begun(words, at + 1, None) is None


def _is_verb(words: list[_Word], at: int) -> bool:
    word = words[at]
    if word.is_capital:
        return False
    if words[at - 1].is_capital and f"{words[at - 1].low} {word.low}" in VERBS:
        return False  # "Sở Giáo dục và Đào tạo"
    pair = f"{word.low} {words[at + 1].low}" if at + 1 < len(words) else word.low
    if pair.startswith("tổ chức"):
        return not _is_organisation(words, at + 2)
    if pair in ("trên địa", "quản lý", "đầu tư", "chức năng", "sử dụng", "theo hợp"):
        return pair == "quản lý" and words[at - 1].low not in ("ban", "nhà")
    return pair in VERBS or word.low in VERBS


def _after_separator(words: list[_Word], at: int) -> int:
    """The word after a comma, a semicolon, "và", "cùng"; -1 where the list ends."""
    if at >= len(words):
        return -1
    if words[at].text in (",", ";") or words[at].low in ("và", "hoặc") or words[at].text == "/":
        following = at + 1
        if following < len(words) and words[following].low == "và":
            following += 1
        return following
    return -1


def _are(words: list[_Word], at: int, wanted: tuple[str, ...]) -> bool:
    return at + len(wanted) <= len(words) and all(words[at + n].low == w for n, w in enumerate(wanted))


def only_agencies(text: str) -> tuple[str, ...]:
    """The agencies of a heading or a cell that says nothing else; none where it says more."""
    bare = trimmed(_BRACKETED.sub("", text[:LONGEST_LIST]))
    if shared := _SHARED.match(bare):
        return _shared(shared)
    if ";" in bare:
        pieces = [only_agencies(piece) for piece in bare.split(";")]
        return tuple(name for names in pieces for name in names) if all(pieces) else ()
    found = agencies_at(bare)
    if found is None:
        return ()
    rest = bare[found.end :]
    if not trimmed(rest):
        return found.names
    words = _words(bare, 0)
    is_name = len(words) <= 16 and not any(_is_verb(words, at) for at in range(1, len(words))) and ":" not in bare
    return (*found.names[:-1], found.names[-1] + rest.rstrip(" .;,")) if is_name else ()


def listed(text: str) -> tuple[str, ...]:
    """The agencies of a cell of a table: split at semicolons and where one name ends; what is not known is kept."""
    bare = trimmed(text)
    if shared := _SHARED.match(bare):
        return _shared(shared)
    names: list[str] = []
    for piece in re.split(r"[;\n]|(?<=\w)\s*\+\s*|^-\s*|\n-\s*", bare):
        part = trimmed(piece)
        if not part:
            continue
        if shared := _SHARED.match(part):
            names += _shared(shared)
            continue
        found = agencies_at(part)
        rest = trimmed(part[found.end :]) if found else part
        if found and rest and (rest[0].islower() or part[found.end :].startswith(" ")):
            names += [*found.names[:-1], found.names[-1] + part[found.end :].rstrip(" .;,")]
        else:
            names += [*found.names, rest] if found and rest else (found.names if found else [part])
    return tuple(name for name in names if name)


def _shared(found: re.Match[str]) -> tuple[str, ...]:
    """ "Các Bộ: A; B" → Bộ A, Bộ B; "UBND các phường: A, B" → UBND phường A, UBND phường B."""
    names = found["names"]
    pieces = re.split(r"\s*;\s*", names) if ";" in names else re.split(r"\s*,\s*(?=[A-ZĐÂÁÀẢÃẠ])(?!Thể thao)", names)
    last = re.split(r"\s+và\s+(?=[A-ZĐ])", pieces[-1]) if found["of"] else [pieces[-1]]
    every = [trimmed(piece) for piece in (*pieces[:-1], *last) if trimmed(piece)]
    if found["of"]:
        before = re.sub(r"\s*các\s*$", "", found["of"]).strip() + " " + found["place"]
    else:
        before = (found["head"] or "") + capitalized(found["kind"])
    return tuple(
        name if (name.split()[0].lower() in ("ubnd", "ủy", "uỷ", "sở", "bộ", "ban", "các")) else f"{before} {name}"
        for name in every
    )
