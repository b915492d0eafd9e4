"""Files of changes for tests."""

from __future__ import annotations

from pathlib import Path

HEAD = (
    "Ngày hiệu lực,Mã cũ,Mã mới,Loại đơn vị mới,Tên đơn vị mới,Mã tỉnh,Phần chuyển sang,Tỷ lệ dân số,Văn bản,"
    "Mức độ chắc chắn"
)


def changes_file(folder: Path, *lines: str, name: str = "thay-doi.csv", head: str = HEAD) -> tuple[Path, str]:
    """A CSV file with these lines; cells that are left out at the end are empty."""
    path = folder / name
    commas = head.count(",")
    path.write_text("\n".join([head, *(line + "," * (commas - line.count(",")) for line in lines)]), encoding="utf-8")
    return path, name
