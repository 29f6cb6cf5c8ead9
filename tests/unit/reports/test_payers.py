"""What each source pays is told in all only where it picks nobody out: never where one pays for some of what is told as one."""

from __future__ import annotations

import pytest

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.money import FundingSource
from planner.domain.terms import Category
from planner.reports.compare import comparison
from planner.reports.compare.money import NOT_NAMED
from planner.reports.funding import MERGED, tells_payers
from planner.reports.xlsx.payers import ALL_PAYERS, TOGETHER, paid_by
from tests.golden.solved import solved
from tests.unit.reports.case.facts import option


def with_sources(*pays_for: tuple[Category, ...]) -> tuple[Programme, Plan]:
    programme, plan = solved("county-wide")
    sources = tuple(
        FundingSource(id=f"source-{number}", name=f"Source {number}", years=(), pays_for=some)
        for number, some in enumerate(pays_for)
    )
    budget = programme.budget.model_copy(update={"funding": sources})
    return programme.model_copy(update={"budget": budget}), plan


@pytest.mark.parametrize(
    ("pays_for", "is_told"),
    [
        (((),), True),
        (((Category.VENUE, Category.FACILITATION),), True),
        ((tuple(MERGED),), True),
        (((Category.CARE,),), False),
        (((), (Category.TRAVEL, Category.VENUE)), False),
    ],
)
def test_a_source_that_pays_for_some_of_what_is_told_as_one_hides_them_all(
    pays_for: tuple[tuple[Category, ...], ...], is_told: bool
) -> None:
    programme, plan = with_sources(*pays_for)
    assert tells_payers(programme, plan, may_see_small_numbers=False) is is_told
    assert tells_payers(programme, plan, may_see_small_numbers=True)


def test_the_comparison_tells_no_payer_where_one_option_hides_them() -> None:
    options = (option("county-wide", "preferred", 1), option("county-wide", "do-minimum", 2))
    assert not any(group.key == "funding" for group in comparison(options, "preferred").groups)
    seen = comparison(options, "preferred", may_see_small_numbers=True)
    assert any(group.key == "funding" for group in seen.groups)


def test_the_workbooks_rows_add_up_whatever_is_told() -> None:
    programme, plan = solved("county-wide")
    for tells_sections in (True, False):
        for names_payers in (True, False):
            rows = paid_by(programme, plan, tells_sections=tells_sections, names_payers=names_payers)
            assert sum(rows.values()) == plan.total_pence
            assert (TOGETHER in {section for _, section, _ in rows}) is not tells_sections
            assert ({payer for _, _, payer in rows} <= {ALL_PAYERS}) is not names_payers
    assert NOT_NAMED != ALL_PAYERS
