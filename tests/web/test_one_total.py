"""One total: a plan's new money is the same to the penny wherever it is told, for every example and every option of it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from planner import create_app
from planner.domain.money import format_pence
from planner.extensions import db
from planner.reports.charts import costs_chart
from planner.reports.tables import cost_tree, headline, years_table
from tests.conftest import settings
from tests.golden.solved import EXAMPLES, cases, solved
from tests.unit.reports.files.workbooks import Read, recalculated
from tests.web import people
from tests.web.casing import BID, keep_with_options
from tests.web.conftest import Pages

CASES = cases()
NEW_MONEY = "New money in all"


@dataclass(frozen=True)
class World:
    """An application with every example and all of their options."""

    app: Flask
    client: FlaskClient

    def get(self, path: str) -> bytes:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return answer.data

    def draft(self, example: str, option: str, name: str) -> bytes:
        return self.get(f"/projects/{example}/case/draft/{name}?option={option}")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("one-total")
    shutil.copy(empty_database, folder / "planner.sqlite")
    app = create_app(settings(folder, SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'planner.sqlite'}"))
    with app.app_context():
        for example in EXAMPLES:
            keep_with_options(example)
        db.session.commit()
    yield World(app, people.lead_of_everything(app))
    with app.app_context():
        db.engine.dispose()


def pence(words: str) -> int:
    return int(Decimal(words.replace("£", "").replace(",", "")) * 100)


def total_of(example: str, option: str) -> int:
    return solved(example, option)[1].total_pence


def test_every_example_that_has_a_plan_is_here_with_four_options() -> None:
    assert {example for example, _ in CASES} == set(EXAMPLES)
    assert all(len([1 for name, _ in CASES if name == example]) >= 3 for example in EXAMPLES)


@pytest.mark.parametrize(("example", "option"), CASES)
def test_lines_tables_and_pictures_come_to_it(example: str, option: str) -> None:
    programme, plan = solved(example, option)
    total = plan.total_pence
    assert sum(line.amount_pence for line in plan.lines) == total
    for sees in (True, False):
        tree = cost_tree(programme, plan, may_see_small_numbers=sees)
        assert tree.amounts.new_pence == sum(section.amounts.new_pence for section in tree.sections) == total
        shown = sum(
            line.amount_pence for section in tree.sections for item in section.items for line in item.lines
        )
        assert shown == total
    years = years_table(plan)
    assert (
        years.total.pence[-1]
        == sum(row.pence[-1] for row in years.rows)
        == sum(years.total.pence[:-1])
        == total
    )
    assert headline(programme, plan).total_pence == total
    drawn = re.findall(r"£[\d,]+\.\d\d(?= new money)", costs_chart(programme, plan).alt)
    assert sum(map(pence, drawn)) == total


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_comparison_tells_it_for_every_option(world: World, example: str) -> None:
    wanted = {key: total_of(name, key) for name, key in CASES if name == example}
    wanted["business-as-usual"] = BID.table.total_pence if BID.table else 0
    told = json.loads(world.get(f"/projects/{example}/compare/comparison.json"))
    order = [each["key"] for each in told["options"]]
    assert {each["key"]: each["total_pence"] for each in told["options"]} == wanted
    row = next(each for each in told["rows"] if each["key"] == "total")
    assert [cell["value"] for cell in row["cells"]] == [wanted[key] for key in order]
    lines = list(
        csv.reader(io.StringIO(world.get(f"/projects/{example}/compare/comparison.csv").decode("utf-8-sig")))
    )
    written = next(line for line in lines if line[0] == NEW_MONEY)
    titles = {each["key"]: each["title"] for each in told["options"]}
    for key, total in wanted.items():
        assert pence(written[lines[0].index(titles[key])]) == total
    page = Pages(world.client).get(f"/projects/{example}/compare")
    alt = next(image.get("alt", "") for image in page.all("img"))
    for key, total in wanted.items():
        assert f"{titles[key]}: {format_pence(total)}" in alt
        assert format_pence(total) in page.text


@cache
def docx_text(content: bytes) -> tuple[str, list[list[list[str]]]]:
    read: Any = Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    return "\n".join(each.text for each in read.paragraphs), tables


@pytest.mark.parametrize(("example", "option"), CASES)
def test_the_case_tells_it_on_its_page_and_in_its_documents(world: World, example: str, option: str) -> None:
    total = total_of(example, option)
    words = format_pence(total)
    assert words in world.get(f"/projects/{example}/case?option={option}").decode()
    text, tables = docx_text(world.draft(example, option, "business-case.docx"))
    assert f"It costs {words} of new money" in text
    by_year = next(each for each in tables if each[0][-1] == "In all")
    at = next(number for number, row in enumerate(by_year) if row[0] == NEW_MONEY)
    assert pence(by_year[at][-1]) == total
    for column in range(1, len(by_year[0])):
        assert sum(pence(row[column]) for row in by_year[1:at]) == pence(by_year[at][column])
    printed = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(io.BytesIO(world.draft(example, option, "business-case.pdf"))).pages
    )
    assert f"It costs {words} of new money" in printed
    assert re.search(f"{NEW_MONEY}( £[\\d,.]+)* {re.escape(words)}", printed)
    sheet, _ = docx_text(world.draft(example, option, "finance.docx"))
    assert f"New money {words} of a budget" in sheet


@pytest.mark.parametrize(("example", "option"), CASES)
def test_the_tables_as_files_come_to_it(world: World, example: str, option: str) -> None:
    text = world.draft(example, option, "costs.csv").decode("utf-8-sig")
    assert sum(pence(row["New money (£)"]) for row in csv.DictReader(io.StringIO(text))) == total_of(
        example, option
    )
    told = json.loads(world.draft(example, option, "comparison.json"))
    assert {each["key"]: each["total_pence"] for each in told["options"]}[option] == total_of(example, option)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("example", "option"), CASES)
def test_the_finance_workbook_comes_to_it_as_stored_and_as_recalculated(
    world: World, example: str, option: str, tmp_path: Path
) -> None:
    total = total_of(example, option)
    content = world.draft(example, option, "finance-workbook.xlsx")
    book = Read(content)
    assert book.named("total").pence == book.named("paid").pence == total
    totals = [book.named(name).pence for name in book.names if name.startswith("option_")]
    wanted = [total_of(name, key) for name, key in CASES if name == example]
    assert sorted(totals) == sorted([*wanted, 12_345_67])
    sheets = recalculated(content, tmp_path)
    assert "77777.77" not in str(sheets), "no formula was left as it was stored"
    summary = next(row for row in sheets["Summary"] if row[0] == NEW_MONEY)
    assert pence(summary[1]) == total
    costs = next(row for row in sheets["Costs"] if row[0] == NEW_MONEY)
    assert pence(costs[6]) == total
    payers = next(row for row in sheets["Years and funding"] if row[0] == NEW_MONEY)
    assert pence(payers[3]) == total
    assert (
        pence(next(row for row in sheets["Years and funding"] if row[0] == "Difference from the costs")[3])
        == 0
    )
    options = next(row for row in sheets["Options"] if row[0] == NEW_MONEY)
    assert sorted(pence(cell) for cell in options[1:] if cell) == sorted([*wanted, 12_345_67])
