"""The sheet for finance: money to £100 that adds up, who pays by year, and nothing that tells what a small group costs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from planner.domain.money import format_pence
from planner.reports.case import CaseFacts
from planner.reports.funding import PAYERS_NOT_TOLD
from planner.reports.headline import headline
from planner.reports.paper import PaperTable, Paragraph, pages_count
from planner.reports.sheets import finance_sheet
from planner.reports.sheets.rounding import STEP_PENCE, rounded_words
from tests.golden.solved import EXAMPLES
from tests.unit.reports.case.facts import facts_of, facts_with, option
from tests.unit.reports.test_sheets import pounds, table


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_sheet_for_finance_adds_up_and_says_how_sure_its_lines_are(example: str) -> None:
    facts = facts_of(example)
    sheet = finance_sheet(facts, changes=(), reference="x")
    lead = next(each for each in sheet.blocks if isinstance(each, Paragraph))
    assert format_pence(facts.plan.total_pence) in lead.words[0].words
    years = table(sheet.blocks, "New money by section")
    for row in years.rows:
        assert sum(map(pounds, row.cells[1:-1])) == pounds(row.cells[-1])
    lines = table(sheet.blocks, "The ten largest lines")
    assert len(lines.rows) <= 10
    assert all(row.cells[1] for row in lines.rows)
    assert pages_count(sheet) == 1
    payers = [each for each in sheet.blocks if isinstance(each, PaperTable) and "who pays" in each.caption]
    assert bool(payers) == bool(facts.programme.budget.funding) or PAYERS_NOT_TOLD in repr(sheet.blocks)
    for row in payers[0].rows if payers else ():
        assert sum(map(pounds, row.cells[1:-1])) == pounds(row.cells[-1])
    told = finance_sheet(facts, changes=("New money: £1,260.00 more.",), reference="x")
    assert any(
        isinstance(each, Paragraph) and each.words[0].words == "New money: £1,300 more."
        for each in told.blocks
    )
    rests = "".join(run.words for run in lead.words).partition("budget of")[2]
    assert not re.search(r"£[\d,]+\.\d\d", rests)
    assert len({row.cells[0] for row in lines.rows}) == len(lines.rows)


def test_what_rests_on_estimates_is_rounded_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = facts_of("respite-care")
    assert "Part of it rests on estimates." in repr(finance_sheet(facts, changes=(), reference="x").blocks[0])
    monkeypatch.setattr("planner.reports.headline.has_small_numbers", lambda plan: False)
    pence = headline(facts.programme, facts.plan).estimated_pence
    assert pence % STEP_PENCE
    lead = repr(finance_sheet(facts, changes=(), reference="x").blocks[0])
    assert f" {rounded_words(pence)} rests on estimates." in lead


def test_who_pays_is_a_blank_where_nobody_is_named() -> None:
    facts = facts_of("small-grant")
    budget = facts.programme.budget.model_copy(update={"funding": ()})
    facts = replace(facts, programme=facts.programme.model_copy(update={"budget": budget}))
    sheet = finance_sheet(facts, changes=(), reference="x")
    assert "who pays for this, from which budget" in repr(sheet.blocks)
    assert "is_blank=True" in repr(sheet.blocks)


def villages(size: int, *, are_in_both: bool) -> CaseFacts:
    """The county's case where so many come from the villages, beside an option that has as many or none of them."""
    found = []
    for number, key in enumerate(("preferred", "reach-further"), start=1):
        each = option("county-wide", key, number)
        assert each.programme is not None
        groups = tuple(
            group.model_copy(update={"size": size}) if group.id == "rural" else group
            for group in each.programme.groups
            if number == 1 or are_in_both or group.id != "rural"
        )
        found.append(replace(each, programme=each.programme.model_copy(update={"groups": groups})))
    return facts_with(found, "preferred")


def test_the_sheet_for_finance_tells_as_one_what_would_tell_what_a_small_group_costs() -> None:
    said = ("New money: £9,000.00 more.", "Expenses: £9,000.00 more.")
    apart = finance_sheet(villages(9, are_in_both=False), changes=said, reference="x")
    sections = [row.cells[0] for row in table(apart.blocks, "New money by section").rows]
    assert sections[:2] == ["Payments and rewards", "Expenses"]
    assert "Expenses: £9,000 more." in repr(apart.blocks)
    assert "Payments for taking part" in [
        row.cells[0] for row in table(apart.blocks, "The ten largest lines").rows
    ]
    facts = villages(4, are_in_both=False)
    one = finance_sheet(facts, changes=said, reference="x")
    years = table(one.blocks, "New money by section").rows
    assert years[0].cells[0] == "Payments and expenses"
    assert not {row.cells[0] for row in years} & {"Payments and rewards", "Expenses"}
    assert "shown as one amount, so that nobody can be picked out" in repr(one.blocks)
    lines = table(one.blocks, "The ten largest lines").rows
    assert lines[0].cells == ("Payments and expenses", "Several prices", years[0].cells[-1])
    assert len(lines) == 10
    assert not re.search("Payments for taking part|Travel, care", repr(lines))
    assert "Expenses: £9,000 more." not in repr(one.blocks)
    assert "New money: £9,000 more." in repr(one.blocks)


def test_who_pays_is_told_by_year_unless_any_option_must_hide_it() -> None:
    hides = option("county-wide", "preferred", 1)
    assert hides.programme is not None
    budget = hides.programme.budget
    sources = tuple(each.model_copy(update={"pays_for": ()}) for each in budget.funding)
    budget = budget.model_copy(update={"funding": sources})
    tells = replace(hides, key="tells", programme=hides.programme.model_copy(update={"budget": budget}))
    sheet = finance_sheet(facts_with([tells], "tells"), changes=(), reference="x")
    told, years = table(sheet.blocks, "New money by who pays"), table(sheet.blocks, "New money by section")
    assert [row.cells[0] for row in told.rows] == [*(each.name for each in sources), "Total"]
    assert told.headings[1:] == years.headings[1:]
    total = next(row for row in years.rows if row.is_total)
    assert (told.rows[-1].is_total, told.rows[-1].cells[1:]) == (True, total.cells[1:])
    for facts in (facts_with([tells, hides], "tells"), facts_with([tells, hides], "preferred")):
        sheet = finance_sheet(facts, changes=(), reference="x")
        assert PAYERS_NOT_TOLD in repr(sheet.blocks)
        assert not any(isinstance(each, PaperTable) and "who pays" in each.caption for each in sheet.blocks)
