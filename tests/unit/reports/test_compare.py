"""Options side by side: every figure is the plan's own, differences are exact, gaps are said, small numbers hidden."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.domain.terms import Basis, Category
from planner.optimiser.finish import measured
from planner.reports.compare import comparison, gains_and_losses
from planner.reports.compare.files import comparison_csv
from planner.reports.compare.money import amounts_by_year_pence
from tests.builders import (
    group,
    plan_of,
    planned,
    session,
    tiny_document,
    tiny_programme,
)
from tests.builders import programme_of as read
from tests.unit.reports.compared import built, half, line, typed, whole


def test_totals_are_the_plans_own_and_sections_years_and_payers_add_up_to_them() -> None:
    options = (
        whole(),
        half(),
        typed(line("room", Category.VENUE, 100_01), line("kind", Category.VENUE, 5_00, basis=Basis.IN_KIND)),
    )
    found = comparison(options, "whole", may_see_small_numbers=True)
    for index, option in enumerate(options):
        total = found.row("total").cells[index].value
        assert total == option.total_pence
        sections = [
            row for row in found.groups[0].rows if row.key not in ("total", "access", "funded", "in-kind")
        ]
        assert sum((row.cells[index].value for row in sections), Fraction(0)) == total
        for name in ("years", "funding"):
            rows = next(each.rows for each in found.groups if each.key == name)
            assert sum((row.cells[index].value for row in rows), Fraction(0)) == total
        assert sum(amounts_by_year_pence(option).values()) == total
    assert found.row("total").cells[2].words == "£100.01"


def test_differences_are_from_the_chosen_option_to_the_penny() -> None:
    first, second = whole(), half()
    found = comparison((first, second), "half", may_see_small_numbers=True)
    own, other = found.row("total").cells[1], found.row("total").cells[0]
    assert own.difference == ""
    assert other.gap == first.total_pence - second.total_pence
    assert other.difference.startswith("+£")
    assert found.row("sessions").cells[0].difference == "+1"


def test_what_it_buys_is_counted_by_hand() -> None:
    """Six residents for two hours, once or twice; officers are paid by their employer and are no participants."""
    found = comparison((whole(), half()), "whole", may_see_small_numbers=True)
    minutes = tiny_programme().sessions[0].minutes
    assert [cell.value for cell in found.row("people").cells] == [6, 6]
    assert [cell.value for cell in found.row("sessions").cells] == [2, 1]
    assert [cell.value for cell in found.row("person-hours").cells] == [
        Fraction(2 * 6 * minutes, 60),
        Fraction(6 * minutes, 60),
    ]
    total = whole().total_pence
    assert found.row("per-person").cells[0].value == round(Fraction(total, 6))
    assert found.row("per-session").cells[0].value == round(Fraction(total, 2))


def test_a_choice_of_times_counts_once_in_hours() -> None:
    sessions = [session("design", ["residents"], repeats={"count": 2, "kind": "alternatives"})]
    programme = read(tiny_document(sessions=sessions, groups=[group("residents", 6)]))
    places = [{"residents": 4}, {"residents": 2}]
    sittings = [
        planned(f"design-{number}", f"2027-01-{day}T10:00", "hall/main", some)
        for number, day, some in zip((1, 2), (12, 19), places, strict=True)
    ]
    option = built("choice", programme, measured(programme, plan_of(programme, sittings)))
    found = comparison((option,), "choice", may_see_small_numbers=True)
    held = programme.sessions[0]
    assert found.row("hours").cells[0].value == Fraction(held.minutes - held.break_minutes, 60)
    assert found.row("sessions").cells[0].value == 2


def test_a_typed_table_says_what_is_not_known_and_what_it_lacks() -> None:
    found = comparison(
        (whole(), typed(line("room", Category.VENUE, 100_00))), "whole", may_see_small_numbers=True
    )
    for key in ("people", "hours", "per-person", "missing", "met"):
        assert found.row(key).cells[1].value is None
        assert found.row(key).cells[1].words == "Not known"
    assert found.row("access").cells[1].words == "No line for it"
    assert found.row("reaching-people").cells[1].words == "No line pays people"
    losses = gains_and_losses(found)[0].losses
    assert "No line pays people for taking part." in losses


def test_what_is_known_of_a_typed_table_is_reckoned_with() -> None:
    bid = typed(line("room", Category.VENUE, 90_00), people_count=9, session_count=3, person_minutes=18 * 60)
    found = comparison((bid,), "bid")
    assert found.row("per-person").cells[0].words == "£10.00"
    assert found.row("per-person-hour").cells[0].words == "£5.00"
    assert found.row("per-session").cells[0].words == "£30.00"


def test_an_option_without_figures_is_left_out_and_none_at_all_is_an_error() -> None:
    empty = typed()
    assert [each.key for each in comparison((whole(), empty), "bid").options] == ["whole"]
    with pytest.raises(ValueError, match="no option"):
        comparison((empty,), "bid")


def test_nothing_done_and_nothing_spent_is_a_figure() -> None:
    found = comparison((whole(), typed(is_nothing=True)), "whole")
    assert found.row("total").cells[1].words == "£0.00"


def test_money_reaching_people_is_of_new_money_before_contingency() -> None:
    option = whole()
    assert option.plan is not None
    paid = sum(
        each.amount_pence for each in option.plan.lines if each.category is Category.INVOLVEMENT_PAYMENT
    )
    found = comparison((option,), "whole", may_see_small_numbers=True)
    assert found.row("reaching-people").cells[0].value == Fraction(paid, option.plan.subtotal_pence)


def test_options_of_one_title_are_told_apart() -> None:
    first, second = replace(whole(), title="Same"), replace(half(), title="Same", plan_number=4)
    bids = [replace(typed(is_nothing=True), key=key, title="Same") for key in ("one", "two")]
    found = comparison((first, second, *bids, typed(is_nothing=True)), "half")
    assert [each.title for each in found.options] == [
        "Same (Plan 3)",
        "Same (Plan 4)",
        "Same (one)",
        "Same (two)",
        "A bid",
    ]
    assert found.chosen.title == "Same (Plan 4)"


def test_options_without_figures_are_kept_apart() -> None:
    empty = typed()
    found = comparison((whole(), empty), "whole")
    assert [each.key for each in found.missing] == [empty.key]


def test_the_file_holds_the_same_totals_as_numbers() -> None:
    options = (whole(), half())
    text = comparison_csv(comparison(options, "whole", may_see_small_numbers=True))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["", "Unit", "Whole", "Half", "Half, against Whole"]
    total = next(row for row in rows if row[0] == "New money in all")
    assert Decimal(total[2]) * 100 == options[0].total_pence
    assert Decimal(total[3]) * 100 == options[1].total_pence
    assert Decimal(total[4]) * 100 == options[1].total_pence - options[0].total_pence
