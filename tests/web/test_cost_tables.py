"""Typed costs as a file: out and in unchanged, what is wrong named by row and column, nothing stored until all of it holds."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from xlsxwriter import Workbook

from planner.domain.options import CostTable
from planner.services import cost_tables
from planner.services.cost_tables import TableRefused, as_csv, read_lines, with_lines
from tests.web.browser_like import Browser, sent_by
from tests.web.optioning import BID, OPTIONS, browser_with_options, kept

HEAD = "Kind of cost,What is paid for,Quantity,Unit,Price of one (£),Financial year,Who bears it,Note"


@pytest.fixture
def hand(app: Flask) -> Browser:
    return browser_with_options(app)


def test_costs_go_out_and_in_as_a_file_unchanged(app: Flask, hand: Browser) -> None:
    sent = (
        f"{HEAD}\r\nFacilitation,=cmd|' /C calc'!A0,10,day,\"1,550.25\",2026-27,new money,-12.50\r\n"
        "Room hire,A hall,2.5,day,160,2027-28,in kind,\r\n"
    )
    assert upload(hand, sent.encode()) == 303
    table = kept(app, "business-as-usual").table
    assert table is not None
    assert [line.value_pence for line in table.lines] == [15_502_50, 400_00]
    assert table.total_pence == 15_502_50
    out = as_csv(table)
    assert b"'=cmd" in out
    assert b",-12.50" in out, "a plain number stays one"
    assert with_lines(CostTable(), read_lines(out)) == with_lines(
        CostTable(), [{**line.model_dump(mode="json")} for line in table.lines]
    )


def upload(hand: Browser, content: bytes) -> int:
    page = hand.open(f"{BID}/upload")
    fields = dict(sent_by(page))
    data = {
        "csrf_token": fields["csrf_token"],
        "seen": fields["seen"],
        "file": (io.BytesIO(content), "costs"),
    }
    return hand.client.post(f"{BID}/upload", data=data, content_type="multipart/form-data").status_code


def workbook(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def test_a_spreadsheet_is_read_like_a_csv_file() -> None:
    rows = [HEAD.split(","), ["Room hire", "A hall", 2.5, "day", 160, "2026-27", "in kind", "=1+1"]]
    lines = read_lines(workbook(rows))
    assert lines == [
        {
            "category": "venue",
            "title": "A hall",
            "quantity": 2.5,
            "unit": "day",
            "rate_pence": 160_00,
            "financial_year": "2026-27",
            "basis": "in_kind",
            "note": "=1+1",
            "id": "a-hall",
        }
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Row 1: add the heading “Kind of cost”"),
        (b"\x00\x01", "neither"),
        (b"PK\x03\x04broken", "cannot be opened"),
        (f"{HEAD}\r\n".encode(), "Row 2: enter at least one cost"),
        (f"{HEAD}\r\nRooms,A hall,1,day,160,2026-27\r\n".encode(), "Row 2, Kind of cost: Choose"),
        (f"{HEAD}\r\nRoom hire,,1,day,160,2026-27\r\n".encode(), "Row 2, What is paid for: Enter something"),
        (f"{HEAD}\r\nRoom hire,Hall,NaN,day,160,2026-27\r\n".encode(), "Row 2, Quantity: Enter a number"),
        (f"{HEAD}\r\nRoom hire,Hall,1e99,day,160,2026-27\r\n".encode(), "Row 2, Quantity: Enter a number"),
        (
            f"{HEAD}\r\n\r\nRoom hire,Hall,1,day,1.234,2026-27\r\n".encode(),
            "Row 3, Price of one (£): Enter pounds",
        ),
        (f'{HEAD}\r\n"Room hire'.encode(), "quotation mark"),
    ],
)
def test_what_is_wrong_with_a_file_is_named_by_row_and_column(content: bytes, words: str) -> None:
    with pytest.raises(TableRefused) as refusal:
        read_lines(content)
    assert words in refusal.value.problems[0]


def test_a_year_that_is_none_is_named_too() -> None:
    lines = read_lines(f"{HEAD}\r\nRoom hire,Hall,1,day,160,next year\r\n".encode())
    with pytest.raises(TableRefused, match="Row 2, Financial year"):
        with_lines(CostTable(), lines)


def test_a_file_that_grows_when_it_is_opened_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (cost_tables.MOST_UNPACKED_BYTES + 1))
    monkeypatch.setattr(cost_tables, "CalamineWorkbook", None)
    with pytest.raises(TableRefused, match="too large"):
        read_lines(out.getvalue())


def test_a_refused_file_changes_nothing(app: Flask, hand: Browser) -> None:
    before = kept(app, "business-as-usual")
    assert upload(hand, b"nothing,of,the,kind") == 200
    assert kept(app, "business-as-usual") == before


def test_a_table_without_payment_or_access_says_so(hand: Browser) -> None:
    upload(hand, f"{HEAD}\r\nRoom hire,Hall,1,day,160,2026-27\r\n".encode())
    page = hand.open(OPTIONS)
    assert "No line pays people for taking part." in page
    assert "No line is for access" in page
