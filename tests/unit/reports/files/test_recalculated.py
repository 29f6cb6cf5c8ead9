"""The workbook as LibreOffice works it out, with every stored result spoilt first. Skipped where it is absent."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.costing.lines import as_decimal
from planner.domain.money import round_half_up
from planner.domain.terms import Category
from planner.reports.tables import cost_tree, years_table
from planner.reports.xlsx import workbook
from tests.unit.reports.files.plans import PLANS, small
from tests.unit.reports.files.workbooks import recalculated
from tests.unit.reports.plan_for_tests import line

pytestmark = pytest.mark.libreoffice

VALUE, NEW = 4, 6
TIES = [
    (minutes, rate)
    for minutes in (10, 15, 30, 45, 50, 70, 150, 210)
    for rate in (3_33, 20_07, 27_19, 30_03, 1_01)
]


def pence(cell):
    return round_half_up(Decimal(cell) * 100)


def worked_out(programme, plan, folder, **more):
    return recalculated(workbook(programme, plan, made_on=date(2026, 11, 25), **more), folder)


def amount(rows, title, column):
    return pence(next(row for row in rows if row[0] == title)[column])


@pytest.mark.parametrize("sees", [True, False])
@pytest.mark.parametrize("name", PLANS)
def test_the_formulas_come_to_the_plan_to_the_penny(name, sees, tmp_path):
    programme, plan = PLANS[name]()
    sheets = worked_out(programme, plan, tmp_path, may_see_small_numbers=sees)
    costs, summary = sheets["Costs"], sheets["Summary"]
    assert amount(costs, "New money in all", NEW) == plan.total_pence
    assert amount(costs, "New money before contingency", NEW) == plan.total_pence - plan.contingency_pence
    assert amount(costs, "Contingency in all", NEW) == plan.contingency_pence
    assert amount(costs, "Left of the budget", NEW) == programme.budget.total_pence - plan.total_pence
    assert amount(costs, "Value in all, whoever bears it", VALUE) == sum(
        each.value_pence for each in plan.lines
    )
    for section in cost_tree(programme, plan).sections:
        lines = [
            each
            for each in plan.lines
            if each.section is section.section and each.category is not Category.CONTINGENCY
        ]
        assert amount(costs, f"Subtotal: {section.title}", NEW) == sum(each.amount_pence for each in lines)
        assert amount(costs, f"Subtotal: {section.title}", VALUE) == sum(each.value_pence for each in lines)
    assert amount(summary, "New money in all", 1) == plan.total_pence
    assert amount(summary, "Already funded, beside it", 1) == plan.funded_pence
    assert amount(summary, "In kind, beside it", 1) == plan.in_kind_pence
    for row in years_table(plan).rows:
        written = [each for each in summary if each[0] == row.title][-1]
        assert [pence(cell) for cell in written[1 : len(row.pence) + 1]] == list(row.pence)
    assert "77777.77" not in str(sheets), "no formula was left as it was stored"


def test_halves_of_a_penny_go_the_way_the_plan_rounds_them(tmp_path):
    programme, plan = small()
    lines = tuple(
        line(
            "staff_time", Category.FACILITATION, round_half_up(Fraction(minutes, 60) * rate), key=f"staff_time:{minutes}:{rate}",
            title=f"{minutes} minutes at {rate}", unit="hour", quantity=as_decimal(Fraction(minutes, 60)), rate_pence=rate,
        )
        for minutes, rate in TIES
    )  # fmt: skip
    assert any((Fraction(minutes, 60) * rate).denominator == 2 for minutes, rate in TIES), "some are ties"
    costs = worked_out(programme, plan.model_copy(update={"lines": lines}), tmp_path)["Costs"]
    for each in lines:
        assert amount(costs, each.title, NEW) == each.amount_pence
