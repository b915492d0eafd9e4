"""The packed file of Word: its parts, read within bounds, and their markup without anything from outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from ..bounds import MAX_PART_BYTES, MAX_PARTS
from ..refused import BOMB, DAMAGED, ENCRYPTED, OTHER_PACKED, Unreadable
from .names import STRICT

OFFICE_DOCUMENT = "/officeDocument"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError)


class Package:
    """The parts by name. Raises Unreadable: what is no Word file, damaged, under a password, or swells too much."""

    def __init__(self, data: bytes) -> None:
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._packed.infolist()}
        except FAULTS as error:
            raise Unreadable(DAMAGED) from error
        if len(self._packed.infolist()) > MAX_PARTS:
            raise Unreadable(BOMB)
        if any(part.flag_bits & 1 for part in self._parts.values()):
            raise Unreadable(ENCRYPTED)
        self._name = self._name_of_document()

    def document(self) -> Any:
        return self._root(self._name)

    def beside(self, kind: str) -> Any:
        """The part that the document names as its "styles" or "numbering"; None when it has none or it is damaged."""
        name = self._related(self._name, "/" + kind)
        try:
            return self._root(name) if name else None
        except Unreadable as unreadable:
            if unreadable.reason != DAMAGED:
                raise
            return None

    def _name_of_document(self) -> str:
        name = self._related("", OFFICE_DOCUMENT) or "word/document.xml"
        if name not in self._parts:
            is_word = "[Content_Types].xml" in self._parts and any(n.startswith("word/") for n in self._parts)
            raise Unreadable(DAMAGED if is_word else OTHER_PACKED)
        if not name.startswith("word/"):
            raise Unreadable(OTHER_PACKED)
        return name

    def _related(self, source: str, kind: str) -> str | None:
        folder, file = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", file + ".rels")
        if relations not in self._parts:
            return None
        for relation in self._root(relations).iter(RELATIONS):
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                return target.lstrip("/")
        return None

    def _root(self, name: str) -> Any:
        data = self._read(name)
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        # Entities stay what they are: nothing is expanded, nothing fetched, and depth is bounded by the library.
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            is_memory = error.code == etree.ErrorTypes.ERR_NO_MEMORY
            raise Unreadable(BOMB if is_memory else DAMAGED) from error
        except ValueError as error:
            raise Unreadable(DAMAGED) from error
        if root is None or root.getroottree().docinfo.doctype:
            # Word never writes a document type; who does means harm.
            raise Unreadable(DAMAGED)
        return root

    def _read(self, name: str) -> bytes:
        if name not in self._parts:
            raise Unreadable(DAMAGED)
        try:
            with self._packed.open(self._parts[name]) as part:
                data = part.read(MAX_PART_BYTES + 1)
        except (*FAULTS, RuntimeError) as error:
            raise Unreadable(DAMAGED) from error
        if len(data) > MAX_PART_BYTES:
            raise Unreadable(BOMB)
        return data
