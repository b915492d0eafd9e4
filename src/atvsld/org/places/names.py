"""How the names of administrative units are written."""

# Usage of official documents: the common noun before a place name is written small, but for this one.
_KEEPS_ITS_CAPITAL = {"Thành phố Hồ Chí Minh"}


def in_text(full_name: str, name_vi: str) -> str:
    """The full name as written inside a sentence: "Xã Tân Cương" → "xã Tân Cương"."""
    if full_name in _KEEPS_ITS_CAPITAL or full_name == name_vi:
        return full_name
    return full_name[:1].lower() + full_name[1:]
