"""Amounts that would tell a small number of people by subtraction or by their name are told to the planning role only."""

import pytest

from planner.domain.terms import Category
from planner.reports.tables import cost_tree
from tests.unit.reports.plan_for_tests import line, people_line, plan, programme


def with_lines(*some):
    return plan().model_copy(update={"lines": some})


def test_what_access_comes_to_is_hidden_where_less_its_lines_it_would_tell_what_care_comes_to():
    tree = cost_tree(programme(), plan())
    assert (tree.access_pence, tree.access) == (None, "")
    large = with_lines(people_line("care", Category.CARE, "residents", 8, 25_00)).model_copy(
        update={"sittings": ()}
    )
    assert cost_tree(programme(), large).access_pence == 200_00, (
        "where nothing is small it is told to everybody"
    )


@pytest.mark.parametrize("sees", [True, False])
def test_who_pays_how_much_is_told_of_no_amount_that_hides_small_numbers(sees):
    def paid_by(source, pence):
        return {"funding": ({"source": source, "amount_pence": pence},)}

    tree = cost_tree(
        programme(),
        with_lines(
            people_line("travel", Category.TRAVEL, "residents", 8, 5_00, **paid_by("council", 40_00)),
            people_line("care", Category.CARE, "young-carers", 2, 25_00, **paid_by("trust", 50_00)),
            line("room_hire", Category.VENUE, 70_00, **paid_by("trust", 70_00)),
        ),
        may_see_small_numbers=sees,
    )
    told = [each.funding for section in tree.sections for item in section.items for each in item.lines]
    assert told == (
        ["Council £40.00", "Charity trust £50.00", "Charity trust £70.00"]
        if sees
        else ["Council and Charity trust", "Charity trust £70.00"]
    )


def test_an_expense_that_somebody_else_bears_is_not_named_by_its_kind_where_numbers_are_small():
    tree = cost_tree(
        programme(),
        with_lines(
            people_line("travel", Category.TRAVEL, "residents", 8, 5_00),
            people_line("care", Category.CARE, "young-carers", 2, 25_00, basis="in_kind"),
        ),
    )
    (item,) = (item for section in tree.sections for item in section.items if item.lines)
    assert [(each.title, each.basis) for each in item.lines] == [
        ("Travel, care, meals and getting online", "new money"),
        ("Travel, care, meals and getting online", "in kind"),
    ]
