"""Files of every kind that a person may send: read, or refused within seconds and in bounded memory."""

import io
import struct
import subprocess
import sys
import time
import zipfile
from datetime import date

import pytest
import xlsxwriter

from atvsld.base.errors import RuleViolation
from atvsld.base.excel.opening import open_table

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def workbook(*rows, sheet="Dữ liệu") -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                page.write(r, c, cell, *([day] if isinstance(cell, date) else []))
    return content.getvalue()


def with_sheet(xml: bytes, **parts: bytes) -> bytes:
    """A whole workbook whose sheet (or other part) is replaced."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["a"]))) as whole,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
    ):
        for name in whole.namelist():
            replaced = xml if name == "xl/worksheets/sheet1.xml" else parts.get(name)
            packed.writestr(name, whole.read(name) if replaced is None else replaced)
    return content.getvalue()


def far_corner() -> bytes:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_sheet(SHEET.format(cells).encode())


def repeated_text() -> bytes:
    space = SHEET.split(chr(34))[1]
    strings = f'<sst xmlns="{space}"><si><t>{"x" * 5_000_000}</t></si></sst>'
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 5000))
    return with_sheet(SHEET.format(cells).encode(), **{"xl/sharedStrings.xml": strings.encode()})


def entities() -> bytes:
    lines = ['<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">']
    lines += [f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)]
    body = SHEET.format('<row r="1"><c r="A1" t="inlineStr"><is><t>&m;</t></is></c></row>')
    return with_sheet(("".join(lines) + "]>" + body).encode())


def lying_bomb() -> bytes:
    """A part of 400 MB whose table of contents says that it has 1,000 bytes."""
    content = bytearray(with_sheet(b" " * 400_000_000))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", content, at + offset)[0] == 400_000_000:
                struct.pack_into("<I", content, at + offset, 1000)
            at = content.find(mark, at + 4)
    return bytes(content)


def packed(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr(name, "x")
    return content.getvalue()


def locked() -> bytes:
    """The first sectors of an Office file under a password: a compound file with the stream EncryptedPackage."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)


# Made by the test that needs it: some take seconds and hundreds of megabytes.
REFUSED = {
    "empty": (lambda: b"", "file.empty"),
    "only blanks": (lambda: b"\xef\xbb\xbf \n\n", "file.empty"),
    "an empty sheet": (workbook, "file.empty"),
    "cut off": (lambda: workbook(["a", "b"])[:-300], "file.damaged"),
    "a part is broken": (lambda: with_sheet(b"<worksheet><sheetData><row"), "file.damaged"),
    "pdf": (lambda: b"%PDF-1.7 ...", "file.kind"),
    "image": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "file.kind"),
    "web page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "file.kind"),
    "word": (lambda: packed("word/document.xml"), "file.kind"),
    "other packed file": (lambda: packed("readme.txt"), "file.kind"),
    "binary": (lambda: bytes(range(256)), "file.kind"),
    "old font": (lambda: "Tªn c¬ së\nC«ng ty".encode("latin-1"), "file.encoding"),
    "password": (locked, "file.encrypted"),
    "damaged xls": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 2000, "file.damaged"),
    "zip bomb": (lambda: with_sheet(b" " * 400_000_000), "file.bomb"),
    "zip bomb of middle size": (lambda: with_sheet(b"<a/>" * 20_000_000), "file.bomb"),
    "zip bomb that lies": (lying_bomb, None),
    "far corner": (far_corner, None),
    "text repeated": (repeated_text, "file.bomb"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_within_five_seconds(tmp_path, what):
    make, code = REFUSED[what]
    path = tmp_path / "tệp.xlsx"
    path.write_bytes(make())
    started = time.process_time()
    with pytest.raises(RuleViolation) as caught:
        open_table(path)
    assert time.process_time() - started < 5
    assert caught.value.code == code or (
        code is None and caught.value.code in ("file.bomb", "file.damaged", "file.too_large")
    )
    assert caught.value.message


def test_entities_do_not_grow(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(entities())
    try:
        assert len(str(open_table(path).rows)) < 10_000
    except RuleViolation as violation:
        assert violation.code in ("file.damaged", "file.bomb", "file.empty")


def test_memory_of_the_program_stays_small_whatever_the_file(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(far_corner())
    script = (
        "import sys; from pathlib import Path\n"
        "from atvsld.base.excel.opening import open_table\n"
        "try: open_table(Path(sys.argv[1]))\n"
        "except Exception: pass\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200_000, "kilobytes"


def test_too_large_and_missing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(RuleViolation, match="lớn hơn"):
        open_table(path, max_bytes=4)
    with pytest.raises(RuleViolation) as caught:
        open_table(tmp_path / "khong-co.csv")
    assert caught.value.code == "file.missing"


def test_a_workbook_by_any_name(tmp_path):
    path = tmp_path / "số liệu.csv"
    path.write_bytes(workbook(["Tên", "Ngày"], ["Cơ sở A", date(2026, 3, 1)], [], [12, True]))
    opened = open_table(path)
    assert opened.rows == [(1, ["Tên", "Ngày"]), (2, ["Cơ sở A", date(2026, 3, 1)]), (4, [12.0, True])]
    assert opened.sheet == "Dữ liệu"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_delimited_text(tmp_path, encoding, sign):
    text = f'Tên{sign}Số\r\n"Công ty\r\nĐức"{sign}1\r\n'
    if encoding == "cp1258":
        # Windows-1258 writes tones as signs of their own.
        text = text.replace("ê", "ê").replace("ứ", "ư\u0301").replace("ố", "ô\u0301")
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert open_table(path).rows == [(1, ["Tên", "Số"]), (2, ["Công ty\r\nĐức", "1"])]


def test_excel_names_its_own_sign(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na;b,c\n")
    assert open_table(path).rows == [(2, ["a", "b,c"])]
