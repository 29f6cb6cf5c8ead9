"""Options: offered, changed, built one after another, typed, sent as a file, removed and put back."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse
from xlsxwriter import Workbook

from planner.domain.options import CostTable, Option
from planner.domain.programme.draft import draft_text
from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Project, Run
from planner.services import cost_tables
from planner.services.cost_tables import TableRefused, as_csv, read_lines, with_lines
from tests.web import people
from tests.web.browser_like import Browser, over, sent_by
from tests.web.forms.round_trip import browser_with, example
from tests.web.forms.test_bad_input import BAD, STORED

OPTIONS = "/projects/small-grant/options"
BID = f"{OPTIONS}/business-as-usual"
HEAD = "Kind of cost,What is paid for,Quantity,Unit,Price of one (£),Financial year,Who bears it,Note"


@pytest.fixture
def hand(app: Flask) -> Browser:
    made = browser_with(app, **{"small-grant": example("small-grant")})
    assert press(made, "/offer").status_code == 303
    return made


def press(hand: Browser, where: str) -> TestResponse:
    """Press a button of the list."""
    token = people.token_on(hand.open(OPTIONS))
    return hand.client.post(f"{OPTIONS}{where}", data={"csrf_token": token})


def kept(app: Flask, key: str) -> Option:
    with app.app_context():
        body = db.session.scalars(select(StoredOption.body).where(StoredOption.key == key)).one()
        return Option.model_validate_json(json.dumps(body), strict=True)


def runs(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(run.option_key, run.state) for run in db.session.scalars(select(Run).order_by(Run.id))]


def test_the_options_usually_compared_are_offered_once(app: Flask, hand: Browser) -> None:
    page = hand.open(OPTIONS)
    for title in ("Business as usual", "Do minimum", "Preferred way forward", "Engagement only"):
        assert title in page
    assert "not co-production" in page
    press(hand, "/offer")
    with app.app_context():
        assert len(db.session.scalars(select(StoredOption)).all()) == 5


def test_all_are_built_with_one_press_and_twice_is_as_once(app: Flask, hand: Browser) -> None:
    press(hand, "/build")
    press(hand, "/build")
    assert runs(app) == [
        ("do-minimum", "queued"),
        ("preferred", "queued"),
        ("reach-further", "queued"),
        ("engagement-only", "queued"),
    ]
    press(hand, "/stop")
    assert {state for _, state in runs(app)} == {"cancelled"}


def test_a_change_of_the_base_flows_into_what_is_built_next(app: Flask, hand: Browser) -> None:
    press(hand, "/preferred/build")
    press(hand, "/stop")
    hand.type("/projects/small-grant/inputs/budget", {"total_pence": "6,000"})
    press(hand, "/preferred/build")
    with app.app_context():
        first, second = db.session.scalars(select(Run).order_by(Run.id))
        assert json.loads(first.inputs_json)["budget"]["total_pence"] != 600_000
        assert json.loads(second.inputs_json)["budget"]["total_pence"] == 600_000


def test_an_option_is_changed_on_its_page_and_says_what_differs(app: Flask, hand: Browser) -> None:
    path = f"{OPTIONS}/preferred"
    answer = hand.type(path, {"differences-budget_pence": "4,500", "differences-strategy": "most"})
    assert answer.status_code == 303
    assert kept(app, "preferred").differences.budget_pence == 450_000
    assert "Budget £4,500.00 instead of" in hand.open(OPTIONS)
    assert hand.send_unchanged(path).status_code == 303
    assert kept(app, "preferred").differences.budget_pence == 450_000


@pytest.mark.parametrize(
    "key", ["do-minimum", "preferred", "reach-further", "engagement-only", "business-as-usual"]
)
def test_an_option_sent_back_unchanged_stays_as_it_is(app: Flask, hand: Browser, key: str) -> None:
    before = kept(app, key)
    assert hand.send_unchanged(f"{OPTIONS}/{key}").status_code == 303
    assert kept(app, key) == before


def test_what_the_project_no_longer_has_is_said(app: Flask, hand: Browser) -> None:
    with app.app_context():
        project = db.session.scalars(select(Project)).one()
        draft = json.loads(project.programme_json)
        gone = draft["targets"].pop()["id"]
        project.programme_json = draft_text(draft)
        db.session.commit()
    assert f"“{gone}” is no longer in the project" in hand.open(f"{OPTIONS}/do-minimum")


def test_a_removed_option_is_gone_until_it_is_put_back(app: Flask, hand: Browser) -> None:
    press(hand, "/preferred/remove")
    assert hand.client.get(f"{OPTIONS}/preferred").status_code == 404
    press(hand, "/build")
    assert "preferred" not in [key for key, _ in runs(app)]
    press(hand, "/preferred/put-back")
    hand.open(f"{OPTIONS}/preferred")


def test_the_same_new_option_sent_twice_is_added_once(app: Flask, hand: Browser) -> None:
    path = f"{OPTIONS}/_add/planned"
    pairs = over(sent_by(hand.open(path)), {"title": "Half the money", "differences-budget_pence": "2500"})
    pairs = [(name, value) for name, value in pairs if name != "kind"] + [("kind", "other")]
    assert hand.send(path, pairs).status_code == 303
    assert hand.send(path, pairs).status_code == 303
    with app.app_context():
        assert len(db.session.scalars(select(StoredOption)).all()) == 6


@pytest.mark.parametrize("way", ["planned", "typed"])
def test_nothing_typed_breaks_a_page_of_options(hand: Browser, way: str) -> None:
    path = f"{OPTIONS}/_add/{way}"
    for text in (*BAD.values(), *STORED.values()):
        pairs = [
            (name, text if name not in ("csrf_token", "seen", "form_key") else value)
            for name, value in sent_by(hand.open(path))
        ]
        answer = hand.send(path, pairs)
        assert answer.status_code in (200, 303)


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
