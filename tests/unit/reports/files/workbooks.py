"""Reading a workbook back with nothing but a zip and an XML reader, and having LibreOffice work it out anew."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
EVERY_SHEET_AS_NUMBERS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


@dataclass(frozen=True)
class Cell:
    kind: str
    """ "s" for text, "n" for a number."""
    value: str
    formula: str
    style: int

    @property
    def pence(self) -> int:
        return round(float(self.value) * 100)


class Read:
    """A workbook: `sheets` by name, each its cells by reference; `names` of cells; `xml` of any part."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        texts = [
            "".join(part.text or "" for part in item.iter(f"{MAIN}t"))
            for item in self.xml("xl/sharedStrings.xml").iter(f"{MAIN}si")
        ]
        book = self.xml("xl/workbook.xml")
        self.order = [sheet.attrib["name"] for sheet in book.iter(f"{MAIN}sheet")]
        self.names = {part.attrib["name"]: part.text or "" for part in book.iter(f"{MAIN}definedName")}
        self.sheets = {
            name: self._cells(f"xl/worksheets/sheet{number}.xml", texts)
            for number, name in enumerate(self.order, start=1)
        }

    def xml(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[part])

    def sheet_xml(self, name: str) -> str:
        return self.parts[f"xl/worksheets/sheet{self.order.index(name) + 1}.xml"].decode()

    def _cells(self, part: str, texts: list[str]) -> dict[str, Cell]:
        cells = {}
        for found in self.xml(part).iter(f"{MAIN}c"):
            kind, style = found.attrib.get("t", "n"), int(found.attrib.get("s", "0"))
            value = found.findtext(f"{MAIN}v")
            if value is not None:
                text = texts[int(value)] if kind == "s" else value
                cells[found.attrib["r"]] = Cell(kind, text, found.findtext(f"{MAIN}f") or "", style)
        return cells

    def named(self, name: str) -> Cell:
        sheet, _, reference = self.names[name].partition("!")
        return self.sheets[sheet.strip("'")][reference.replace("$", "")]

    def texts(self) -> list[str]:
        return [cell.value for cells in self.sheets.values() for cell in cells.values() if cell.kind == "s"]

    def numbers(self) -> list[float]:
        return [
            float(cell.value) for cells in self.sheets.values() for cell in cells.values() if cell.kind == "n"
        ]

    def formulas(self) -> list[Cell]:
        return [cell for cells in self.sheets.values() for cell in cells.values() if cell.formula]

    def row_of(self, sheet: str, first: str) -> dict[str, Cell]:
        """The cells, by the letter of their column, of the first row that starts with a text."""
        cells = self.sheets[sheet]
        row = next(
            key[1:]
            for key, cell in cells.items()
            if key[0] == "A" and not key[1].isalpha() and cell.value == first
        )
        return {
            key.rstrip("0123456789"): cell
            for key, cell in cells.items()
            if key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == row
        }


def with_spoilt_results(content: bytes) -> bytes:
    """The workbook with the stored result of every formula replaced by 77777.77."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>77777.77\g<2>", part)
            new.writestr(name, part)
    return out.getvalue()


def recalculated(content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet's rows as LibreOffice works them out, whatever results are stored; skips where it is absent."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice: soffice is not installed")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    (folder / "plan.xlsx").write_bytes(with_spoilt_results(content))
    done = subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", EVERY_SHEET_AS_NUMBERS,
         "--outdir", str(folder), str(folder / "plan.xlsx")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    sheets = {
        path.stem.removeprefix("plan-"): list(
            csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        )
        for path in folder.glob("plan-*.csv")
    }
    assert sheets, done.stdout + done.stderr
    return sheets
