"""A check of PDF/UA-1 by structure, independent of the program that makes the PDF: what it finds wrong, in words.

After ISO 14289-1 and the Matterhorn Protocol 1.1; the numbers are those of its checkpoints. Beside it stands the package `pdfua`.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Div",
        "Sect",
        "P",
        "H1",
        "H2",
        "H3",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "Caption",
        "Figure",
        "Span",
        "Link",
        "TOC",
        "TOCI",
        "Reference",
        "Note",
        "NonStruct",
        "Code",
        "Quote",
        "Form",
    ]
)
PAINTS = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"])
NOT_FOR_US = frozenset({"UA-14-001"})
"""The package's rule of empty headings stops at our kind of tree; levels and words of headings are checked here."""


def problems(content: bytes) -> list[str]:
    """Everything that keeps a PDF from being PDF/UA-1, as far as it can be seen from its structure."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        own = [*_of_the_file(pdf), *_of_the_tree(pdf), *_of_pages(pdf), *_of_fonts(pdf)]
    return [*own, *_of_the_package(content)]


def _of_the_package(content: bytes) -> Iterator[str]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(content)
        report = pdfua.validate(file.name)
    for outcome in report.outcomes:
        if outcome.skipped_reason and outcome.rule_id not in NOT_FOR_US:
            yield f"{outcome.rule_id} could not be looked at: {outcome.skipped_reason}"
        for finding in outcome.findings:
            yield f"{outcome.rule_id}: {finding.message}"


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    marks = root.get("/MarkInfo", {})
    if not marks.get("/Marked", False):
        yield "01: the file does not say that it is tagged"
    if marks.get("/Suspects", False):
        yield "01-007: the file has suspects"
    if not re.fullmatch(r"en-GB", str(root.get("/Lang", ""))):
        yield "11: the file does not say that it is in British English"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "07-002: the title is not shown"
    words = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    if "<pdfuaid:part>1</pdfuaid:part>" not in words:
        yield "06-001: the file does not say that it is PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", words, re.DOTALL):
        yield "06-003: the file has no title"
    if pdf.is_encrypted:
        yield "26: the file is encrypted"


def elements(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """The elements of the structure tree in reading order, with their standard types."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return []
    roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
    found: list[tuple[str, Any]] = []

    def walk(part: Any) -> None:
        if isinstance(part, pikepdf.Array):
            for each in part:
                walk(each)
        elif isinstance(part, pikepdf.Dictionary):
            if "/S" in part:
                kind = str(part.S)
                found.append((roles.get(kind, kind).removeprefix("/"), part))
            if "/K" in part:
                walk(part.K)

    walk(root.get("/K", pikepdf.Array()))
    return found


def kids(element: Any) -> list[Any]:
    held = element.get("/K", pikepdf.Array())
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _of_the_tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    found = elements(pdf)
    if not found or found[0][0] != "Document":
        yield "09: there is no structure"
    level = 0
    for kind, element in found:
        if kind not in STANDARD:
            yield f"02-001: {kind} is no standard type"
        if re.fullmatch(r"H[1-6]", kind):
            if int(kind[1]) > level + 1:
                yield f"14-003: a heading of level {kind[1]} follows one of level {level}"
            level = int(kind[1])
            if not kids(element):
                yield "14: a heading is empty"
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "13-004: a picture has no words for those who do not see it"
        if kind == "Table":
            yield from _of_table(pdf, element)
        if kind == "L" and any(child not in ("LI", "Caption", "L") for child in _types(element)):
            yield "09-006: a list holds what is no entry"


def _types(element: Any) -> list[str]:
    return [
        str(child.S).removeprefix("/")
        for child in kids(element)
        if isinstance(child, pikepdf.Dictionary) and "/S" in child
    ]


def _of_table(pdf: pikepdf.Pdf, table: Any) -> Iterator[str]:
    rows = []
    for part in kids(table):
        inner = kids(part) if str(part.get("/S", "")) in ("/THead", "/TBody", "/TFoot") else [part]
        rows += [
            row for row in inner if isinstance(row, pikepdf.Dictionary) and str(row.get("/S", "")) == "/TR"
        ]
    widths = {len(_types(row)) for row in rows}
    if len(widths) != 1:
        yield f"15: rows of a table have {sorted(widths)} cells"
    if not rows or set(_types(rows[0])) != {"TH"}:
        yield "15-003: a table has no row of headings"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    told = _told_by_tree(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        if str(page.get("/Tabs", "")) != "/S":
            yield f"28-004: the tab order of page {number} does not follow its structure"
        depth: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                marked = (
                    operands[1].get("/MCID")
                    if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
                    else None
                )
                is_artifact = str(operands[0]) == "/Artifact"
                depth.append(is_artifact or marked is not None)
                if marked is not None and (page.obj.objgen, int(marked)) not in told:
                    yield f"01: marked content {marked} of page {number} is in no element"
            elif name == "EMC":
                depth.pop()
            elif name in PAINTS and not any(depth):
                yield f"01-003: page {number} paints something that is neither content nor artifact"
                break
        for note in page.get("/Annots", pikepdf.Array()):
            if not str(note.get("/Contents", "")).strip():
                yield f"28: a link on page {number} has no description"


def _told_by_tree(pdf: pikepdf.Pdf) -> set[tuple[Any, int]]:
    """The pieces of content, as page and number, that elements of the tree hold."""
    told = set()
    for _, element in elements(pdf):
        for child in kids(element):
            if isinstance(child, pikepdf.Dictionary) and "/MCID" in child:
                page = child.get("/Pg", element.get("/Pg"))
                told.add((page.objgen, int(child.MCID)))
            elif not isinstance(child, pikepdf.Dictionary | pikepdf.Array) and "/Pg" in element:
                told.add((element.Pg.objgen, int(child)))
    return told


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary) or str(found.get("/Type", "")) != "/Font":
            continue
        if str(found.get("/Subtype", "")) == "/Type0" and "/ToUnicode" not in found:
            yield "10-001: letters of a typeface cannot be read out"
        described = found.get("/FontDescriptor")
        if described is not None and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            yield "31: a typeface is not in the file"
