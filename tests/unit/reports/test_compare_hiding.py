"""A comparison never tells a small number of people, nor lets it be had by subtracting one option from another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.reports.compare import comparison, gains_and_losses
from planner.reports.compare.buys import two_figures
from planner.reports.compare.figures import Figure, about
from planner.reports.compare.files import comparison_csv
from planner.reports.words import pounds_words
from tests.unit.reports.compared import half, typed, whole, with_carers


@pytest.mark.parametrize(("size", "is_told_together"), [(3, True), (8, False)])
def test_a_small_group_cannot_be_had_by_subtracting_one_option_from_another(
    size: int, is_told_together: bool
) -> None:
    found = comparison((with_carers(size), whole()), "whole", may_see_small_numbers=False)
    keys = [row.key for row in found.groups[0].rows]
    assert ("payments-and-expenses" in keys) is is_told_together
    assert ("payments_and_rewards" in keys) is not is_told_together
    with_all = comparison((with_carers(size), whole()), "whole", may_see_small_numbers=True)
    assert "payments_and_rewards" in [row.key for row in with_all.groups[0].rows]


def test_readers_get_rounded_hours_where_few_come() -> None:
    found = comparison((with_carers(3),), "carers", may_see_small_numbers=False)
    assert found.row("person-hours").cells[0].words.startswith("about ")


def test_where_sections_are_told_together_people_are_still_people_and_never_money() -> None:
    found = comparison((with_carers(3), whole()), "whole")
    assert found.row("people").unit == "count"
    assert found.row("payments-and-expenses").unit == "pence"
    told = repr(gains_and_losses(found))
    assert "people take part." not in told
    assert "person takes part." not in told


def test_how_many_a_small_group_is_cannot_be_had_by_subtracting_people() -> None:
    """Nine with three carers, six without: rounded both, no difference told, and what is divided by them follows."""
    options = (with_carers(3), whole())
    found = comparison(options, "whole")
    assert [cell.words for cell in found.row("people").cells] == ["about 10", "about 10"]
    for key in ("people", "person-hours", "per-person", "per-person-hour"):
        assert all(cell.value is None and not cell.difference for cell in found.row(key).cells)
    assert (
        found.row("per-person").cells[1].words
        == f"about {pounds_words(two_figures(round(whole().total_pence / 10)))}"
    )
    assert "about 10" in comparison_csv(found)
    seen = comparison(options, "whole", may_see_small_numbers=True)
    assert [cell.value for cell in seen.row("people").cells] == [9, 6]
    assert "3 more people take part." in gains_and_losses(seen)[0].gains


@pytest.mark.parametrize(("pence", "wanted"), [(1_739_14, 1_700_00), (96_62, 97_00), (8_44, 8_00), (49, 0)])
def test_what_a_rounded_count_divides_has_two_figures(pence: int, wanted: int) -> None:
    assert two_figures(pence) == wanted


@pytest.mark.parametrize(("value", "words"), [(4, "under 10"), (5, "about 10"), (57, "about 60"), (0, "")])
def test_rounded_figures_are_to_ten_and_never_nought(value: int, words: str) -> None:
    assert about(Figure(Fraction(value))).words == words


def test_keys_of_rows_are_each_there_once() -> None:
    for options in ((with_carers(3), whole()), (whole(), half()), (whole(), typed(is_nothing=True))):
        found = comparison(options, options[0].key)
        keys = [row.key for group in found.groups for row in group.rows]
        assert len(set(keys)) == len(keys)
