"""What a document may ask for while it is laid out: the letters of the house, by name. Nothing else is given."""

from __future__ import annotations

from .letters import FOLDER

SCHEME = "house:"


class Outside(ValueError):
    """A document asked for something that does not come with the product: another site, a file of the machine."""


def house_file(address: str) -> bytes:
    """The content of a file of the house by its address, «house:LiberationSerif-Bold.ttf». Raises Outside."""
    known = {f"{SCHEME}{path.name}": path for path in FOLDER.glob("*.ttf")}
    if address not in known:
        raise Outside(f"a document may not ask for {address[:200]!r}")
    return known[address].read_bytes()
