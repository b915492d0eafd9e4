"""Files made to do harm: to fill the memory, to keep the processor busy, to read what they should not."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from .make import FONT, SPACES, cell, docx, p, packed, pdf, pdf_of_pages, shown, stream, table

MILLION = 1_000_000
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
HAS_FONT = b"/Font << /F1 5 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def laughs() -> bytes:
    """A billion laughs: ten entities, each ten times the one before."""
    entities = '<!ENTITY a0 "ha ha ha ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return docx(p("&a9;"), prolog=f"<!DOCTYPE w:document [{entities}]>")


def quadratic() -> bytes:
    """One long entity, named often."""
    return docx(p("&a;" * 50_000), prolog=f'<!DOCTYPE w:document [<!ENTITY a "{"x" * 50_000}">]>')


def reads_a_file() -> bytes:
    return docx(p("&a;"), prolog='<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>')


def asks_the_net() -> bytes:
    outside = '<!ENTITY % d SYSTEM "http://127.0.0.1:9/d.dtd">%d;'
    return docx(p("a"), prolog=f"<!DOCTYPE w:document [{outside}]>")


def swelling_document() -> bytes:
    """A part that is a thousand times larger than its packed form."""
    return docx(p("x") + " " * (80 * MILLION))


def swelling_tree() -> bytes:
    """A part within the bound, whose tree is many times larger."""
    return docx("<w:p/>" * (7 * MILLION))


def swelling_text() -> bytes:
    return docx(p("chữ " * 1000) * 2000)


def many_parts() -> bytes:
    """A table of contents with three hundred thousand entries, all of one and the same part."""
    name = b"a.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0) + name
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0
    ) + name  # fmt: skip
    contents = entry * 300_000
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(contents), len(local), 0)
    return local + contents + end


def deep_document() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 100_000 + p("a") + "</w:sdtContent></w:sdt>" * 100_000)


def deep_tables() -> bytes:
    """As deep as the library of markup lets pass."""
    inner = p("a")
    for _ in range(80):
        inner = table(cell(inner))
    return docx(inner)


def styles_in_a_circle() -> bytes:
    styles = "".join(
        f'<w:style w:styleId="{a}" w:type="paragraph"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "bc", "ca")
    )
    return docx(p("Chữ", '<w:pStyle w:val="a"/>'), styles=styles)


def wide_cells() -> bytes:
    return docx(table(*[cell("a", properties='<w:gridSpan w:val="999999999"/>') * 5] * 100))


def pages_in_a_circle() -> bytes:
    return pdf(
        CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>", b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>"
    )


def pages_without_end() -> bytes:
    """A tree of pages five thousand deep."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(3, 5_000)]
    return pdf(CATALOG, ONE_PAGE, *nodes, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


def a_thousand_times_one_page() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count 1000 >>" % (b"3 0 R " * 1000)
    return pdf(CATALOG, tree, page, stream(b"BT (a) Tj ET " * 20_000))


def tables_of_objects_in_a_circle() -> bytes:
    """Each table of objects names itself as the one before."""
    data = pdf(CATALOG, ONE_PAGE, b"<< /Type /Page /Parent 2 0 R >>")
    place = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


def objects_in_themselves() -> bytes:
    """A stream of objects that is said to stand in itself, and extends itself."""
    inside = stream(b"3 0 << /Type /Page >>", b"/Type /ObjStm /N 1 /First 4 /Extends 4 0 R")
    return pdf(CATALOG, b"<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>", b"4 0 R", inside, b"5 0 R")


def _page_with(contents: bytes, *others: bytes, resources: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << %s >> >>" % resources
    return pdf(CATALOG, ONE_PAGE, page, contents, *others)


def swelling_stream() -> bytes:
    """Packed twice: three hundred megabytes of blanks in a few kilobytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * MILLION) for _ in range(300)) + packer.flush()
    return _page_with(stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"), FONT, resources=HAS_FONT)


def swelling_instructions() -> bytes:
    """Fifty megabytes of instructions in fifty kilobytes."""
    content = zlib.compress(b"BT /F1 9 Tf (a) Tj ET " * 2_300_000, 9)
    return _page_with(stream(content, b"/Filter /FlateDecode"), FONT, resources=HAS_FONT)


def many_filters() -> bytes:
    content = b" " * 100_000
    for _ in range(40):
        content = zlib.compress(content)
    return _page_with(stream(content, b"/Filter [%s]" % (b"/FlateDecode " * 40)), FONT, resources=HAS_FONT)


def deep_arrays() -> bytes:
    return _page_with(stream(b"[" * 200_000 + b"]" * 200_000 + b" TJ"), FONT, resources=HAS_FONT)


def form_in_itself() -> bytes:
    form = stream(b"/F Do " * 50, b"/Type /XObject /Subtype /Form /Resources << /XObject << /F 5 0 R >> >>")
    return _page_with(stream(b"/F Do"), form, resources=b"/XObject << /F 5 0 R >>")


def letters_without_end() -> bytes:
    """A font whose table of letters names four billion of them."""
    ranges = b"1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange\n" * 50
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >>"
    return _page_with(stream(b"BT /F1 9 Tf (a) Tj ET"), font, stream(ranges), resources=HAS_FONT)


def wide_predictor() -> bytes:
    more = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 >>"
    return _page_with(stream(zlib.compress(b"\x02" * 10_000), more), FONT, resources=HAS_FONT)


def repeated_letters() -> bytes:
    """A long document by its pages, each of a few letters that cost much to find."""
    return pdf_of_pages(*[b"q " * 60_000 + b"Q " * 60_000 + shown("a")] * 60)


def lines_without_end() -> bytes:
    """Four hundred thousand lines in a few kilobytes, as if they were the lines of tables."""
    grid = b"".join(b"0 %d m 500 %d l S %d 0 m %d 500 l S " % (n, n, n, n) for n in range(0, 500, 5))
    content = zlib.compress(grid * 2_000 + b"BT /F1 9 Tf (a) Tj ET", 9)
    return _page_with(stream(content, b"/Filter /FlateDecode"), FONT, resources=HAS_FONT)


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * MILLION + b"a"


def open_tables() -> bytes:
    return b"<html><body>" + b"<table><tr><td>a" * 200_000


def long_attribute() -> bytes:
    return b"<html><p title='" + b"a" * (19 * MILLION) + b"'>a</p>"


def many_comments() -> bytes:
    return b"<html>" + b"<!-- " * (3 * MILLION)


def page_of_elements() -> bytes:
    return b"<html>" + b"<b>a<i>b</b>" * (1_600_000)


def text_of_a_hundred_megabytes() -> bytes:
    return b"Thuc hien\n" * (10 * MILLION)


def one_line() -> bytes:
    return b"a" * (2 * MILLION)


def unknown_letters() -> bytes:
    return bytes(range(128, 256)) * 15_000


def swelling_relations() -> bytes:
    return packed(
        {"_rels/.rels": b"<a " + b" " * (80 * MILLION) + b"/>", "word/document.xml": f"<w:document {SPACES}/>"}
    )


# What becomes of each: the code of its refusal, or None where it is read.
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    make.__name__: (make, code)
    for make, code in (
        (laughs, "damaged"), (quadratic, "damaged"), (reads_a_file, "damaged"), (asks_the_net, "damaged"),
        (swelling_document, "bomb"), (swelling_tree, "bomb"), (swelling_text, "too_long"), (many_parts, "bomb"),
        (deep_document, "damaged"), (deep_tables, None), (styles_in_a_circle, None), (wide_cells, None),
        (swelling_relations, "bomb"),
        (pages_in_a_circle, "damaged"), (pages_without_end, "bomb"), (a_thousand_times_one_page, "bomb"),
        (tables_of_objects_in_a_circle, "scan"), (objects_in_themselves, "damaged"), (swelling_stream, "bomb"),
        (swelling_instructions, "bomb"), (many_filters, "bomb"), (deep_arrays, "scan"), (form_in_itself, "bomb"),
        (letters_without_end, "scan"), (wide_predictor, "bomb"), (repeated_letters, None), (lines_without_end, None),
        (deep_page, "bomb"), (open_tables, "bomb"), (long_attribute, None), (many_comments, "empty"),
        (page_of_elements, "bomb"),
        (text_of_a_hundred_megabytes, "too_large"), (one_line, None), (unknown_letters, "encoding"),
    )
}  # fmt: skip
