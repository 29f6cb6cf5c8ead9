"""The documents that go with a business case, as files: the case itself, the sheets, the finance workbook, the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from planner.reports import csv
from planner.reports.case import written
from planner.reports.case.years import years_of
from planner.reports.compare.files import comparison_csv
from planner.reports.ics import calendar
from planner.reports.paper import Paper, as_docx, as_pdf
from planner.reports.plain import MEMBERS_PASSAGES, plain_plan
from planner.reports.sheets import commissioners_sheet, finance_sheet, members_sheet
from planner.reports.xlsx.finance import finance_workbook
from planner.services import comparing
from planner.services.cases import CaseFound

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    "docx": DOCX,
    "pdf": "application/pdf",
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}
TITLES: Mapping[str, str] = {
    "business-case": "Business case",
    "commissioners": "Sheet for commissioners",
    "finance": "Sheet for finance",
    "members": "Sheet for the people who take part",
    "finance-workbook": "Finance workbook, with live formulas",
    "comparison": "The options side by side",
    "costs": "Lines of cost",
    "schedule": "Schedule",
    "calendar": "Calendar",
}
KIND_WORDS = {
    "docx": "Word",
    "pdf": "PDF",
    "xlsx": "Excel",
    "csv": "CSV",
    "json": "JSON",
    "ics": "Calendar file",
}


@dataclass(frozen=True)
class Told:
    """What every document of a case is made from: the case, a person's own words, the reference at the foot of each page, what
    changed since the last issue, when it is made, and the address that calendar entries lead to.
    """

    found: CaseFound
    own: Mapping[str, str]
    reference: str
    changes: tuple[str, ...]
    made_at: datetime
    address: str


def _case(told: Told) -> Paper:
    return told.found.case.paper(told.own, reference=told.reference)


def _commissioners(told: Told) -> Paper:
    case = told.found.case
    return commissioners_sheet(case.facts, case.written(told.own), reference=told.reference)


def _finance(told: Told) -> Paper:
    return finance_sheet(told.found.case.facts, changes=told.changes, reference=told.reference)


def _members(told: Told) -> Paper:
    case = told.found.case
    facts = case.facts
    passages = written(MEMBERS_PASSAGES, told.own, {})
    plain = plain_plan(facts.programme, facts.plan)
    return members_sheet(plain, passages, made_on=facts.made_on, reference=told.reference)


def _workbook(told: Told) -> bytes:
    facts = told.found.case.facts
    return finance_workbook(facts.programme, facts.plan, facts.comparison, facts.cases, made_on=facts.made_on)


PAPERS: Mapping[str, Callable[[Told], Paper]] = {
    "business-case": _case,
    "commissioners": _commissioners,
    "finance": _finance,
    "members": _members,
}
OTHERS: Mapping[str, Callable[[Told], bytes]] = {
    "finance-workbook.xlsx": _workbook,
    "comparison.csv": lambda told: comparison_csv(told.found.case.facts.comparison).encode(),
    "comparison.json": lambda told: comparing.as_json_text(told.found.case.facts.comparison).encode(),
    "costs.csv": lambda told: csv.costs_csv(
        told.found.case.facts.programme, told.found.case.facts.plan
    ).encode(),
    "schedule.csv": lambda told: csv.schedule_csv(
        told.found.case.facts.programme, told.found.case.facts.plan
    ).encode(),
    "calendar.ics": lambda told: _calendar(told),
}
NAMES: tuple[str, ...] = (*(f"{name}.{kind}" for name in PAPERS for kind in ("docx", "pdf")), *OTHERS)
"""Every file there is, in the order in which they are listed."""


def _calendar(told: Told) -> bytes:
    facts = told.found.case.facts
    edition = facts.chosen.plan_number or 0
    return calendar(facts.programme, facts.plan, sequence=edition, made_at=told.made_at, address=told.address)


def make_file(told: Told, name: str) -> bytes:
    """Make one of the files `NAMES`; small numbers of people are hidden in all of them."""
    stem, _, kind = name.rpartition(".")
    if stem in PAPERS:
        paper = PAPERS[stem](told)
        return as_docx(paper) if kind == "docx" else as_pdf(paper)
    return OTHERS[name](told)


def media_type(name: str) -> str:
    """Give the media type of a file by its name."""
    return MEDIA_TYPES[name.rpartition(".")[2]]


def facts_of(found: CaseFound) -> dict[str, object]:
    """Give what an issue is told by later, in pence: option, plan, total, sections, and the total of every option by its key.

    Sections are those that the case tells: where a small group could be picked out, payments and expenses are one.
    """
    facts = found.case.facts
    return {
        "option_key": found.option_key,
        "option": facts.chosen.title,
        "plan": facts.chosen.source,
        "total_pence": facts.plan.total_pence,
        "budget_pence": facts.programme.budget.total_pence,
        "sections": {row.title: row.pence[-1] for row in years_of(facts).rows},
        "options": {each.key: each.total_pence for each in facts.comparison.options},
        "comparison": json.loads(comparing.as_json_text(facts.comparison)),
    }
