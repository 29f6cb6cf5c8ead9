"""Present cost, real prices, optimism bias, weights and switching values, each against figures worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.costing.appraisal import (
    CannotAppraise,
    NotApplicable,
    PresentCost,
    distributional_weight,
    net_present_cost,
    optimism_bias_lines,
    real_prices,
    switching_values,
    weighted_amounts,
)
from planner.domain.appraisal import OptimismBias
from planner.domain.terms import Category

RATE = Decimal("3.5")


def present(amounts: dict[str, int], **more: object) -> PresentCost:
    found = net_present_cost(amounts, RATE, **more)  # type: ignore[arg-type]
    assert isinstance(found, PresentCost)
    return found


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        ("2026-27", "1.0000"),
        ("2027-28", "0.9662"),
        ("2028-29", "0.9335"),
        ("2029-30", "0.9019"),
        ("2031-32", "0.8420"),
        ("2036-37", "0.7089"),
    ],
)
def test_discount_factors_are_those_of_the_green_books_table(year: str, factor: str) -> None:
    """HM Treasury Green Book (2022), A6, table of discount factors at 3.5%."""
    found = present({"2026-27": 1, year: 1, "2040-41": 1}, base_year="2026-27")
    own = next(each.factor for each in found.years if each.financial_year == year)
    assert Decimal(own.numerator / own.denominator).quantize(Decimal("0.0001")) == Decimal(factor)


def test_a_net_present_cost_worked_by_hand() -> None:
    """£10,000 now, £10,000 in a year, £10,000 in two: 10,000 + 10,000 / 1.035 + 10,000 / 1.071225.

    10,000 / 1.035 = 9,661.8357..., to the penny 9,661.84. 10,000 / 1.071225 = 9,335.1070..., to the penny 9,335.11.
    In all 28,996.95.
    """
    found = present({"2026-27": 10_000_00, "2027-28": 10_000_00, "2028-29": 10_000_00})
    assert [year.present_pence for year in found.years] == [10_000_00, 9_661_84, 9_335_11]
    assert found.total_pence == 28_996_95


def test_years_are_counted_from_the_base_year_also_where_nothing_is_spent_in_it() -> None:
    """£1,035 in a year's time is £1,000 now, and £1,071.225 two years on too."""
    found = present({"2027-28": 1_035_00, "2028-29": 1_071_22}, base_year="2026-27")
    assert [year.years_on for year in found.years] == [1, 2]
    assert found.years[0].present_pence == 1_000_00
    assert found.years[1].present_pence == 1_000_00


@pytest.mark.parametrize("amounts", [{}, {"2026-27": 0}, {"2026-27": 5, "2027-28": 5}])
def test_what_ends_within_two_years_is_not_discounted(amounts: dict[str, int]) -> None:
    found = net_present_cost(amounts, RATE)
    assert isinstance(found, NotApplicable)
    assert found.because


def test_nothing_is_spent_before_the_base_year() -> None:
    with pytest.raises(CannotAppraise, match="spent_before_the_base_year"):
        net_present_cost({"2025-26": 1, "2029-30": 1}, RATE, "2026-27")


def test_real_prices_worked_by_hand() -> None:
    """Inflation 2% into 2027-28 and 2.5% into 2028-29: £1,020 of 2027-28 is £1,000; £1,045.50 of 2028-29 (1.02 x 1.025) too."""
    inflation = {"2027-28": Decimal("2"), "2028-29": Decimal("2.5")}
    found = real_prices({"2026-27": 1_000_00, "2027-28": 1_020_00, "2028-29": 1_045_50}, inflation)
    assert isinstance(found, PresentCost)
    assert [year.present_pence for year in found.years] == [1_000_00, 1_000_00, 1_000_00]


def test_a_year_without_inflation_is_named() -> None:
    with pytest.raises(CannotAppraise) as refusal:
        real_prices({"2026-27": 1, "2028-29": 1}, {"2028-29": Decimal(2)})
    assert refusal.value.parameters["year"] == "2027-28"


def test_optimism_bias_worked_by_hand() -> None:
    """10% of the £4,000 of facilitation is £400; 4% of everything else but contingency, £1,001.25, is £40.05."""
    amounts = {Category.FACILITATION: 4_000_00, Category.VENUE: 1_001_25, Category.CONTINGENCY: 500_00}
    biases = (
        OptimismBias(category=Category.FACILITATION, percent=Decimal(10), because="Three projects before"),
        OptimismBias(percent=Decimal(4)),
    )
    lines = optimism_bias_lines(amounts, biases)
    assert [(line.of_pence, line.amount_pence) for line in lines] == [(4_000_00, 400_00), (1_001_25, 40_05)]
    assert lines[0].because == "Three projects before"


def test_distributional_weights_worked_by_hand() -> None:
    """Green Book (2022), A3: income half the median: 2 ^ 1.3 = 2.4623 (1.3 x ln 2 = 0.901091...; e to that is 2.462289...).

    At the median 1; at twice the median 0.5 ^ 1.3 = 0.4061.
    """
    weight = Decimal("1.3")
    assert distributional_weight(30_000_00, 15_000_00, weight) == Decimal("2.4623")
    assert distributional_weight(30_000_00, 30_000_00, weight) == Decimal("1.0000")
    assert distributional_weight(30_000_00, 60_000_00, weight) == Decimal("0.4061")


def test_weighted_amounts_stand_beside_the_unweighted() -> None:
    found = weighted_amounts(
        {"carers": 1_000_00, "officers": 200_00},
        {"carers": 15_000_00, "officers": 30_000_00},
        30_000_00,
        Decimal("1.3"),
    )
    assert not isinstance(found, NotApplicable)
    assert [(each.amount_pence, each.weighted_pence) for each in found] == [
        (1_000_00, 2_462_30),
        (200_00, 200_00),
    ]


def test_without_incomes_there_are_no_weights_and_a_group_without_one_is_named() -> None:
    assert isinstance(weighted_amounts({"carers": 1}, {}, 30_000_00, Decimal("1.3")), NotApplicable)
    with pytest.raises(CannotAppraise) as refusal:
        weighted_amounts({"carers": 1, "officers": 1}, {"carers": 15_000_00}, 30_000_00, Decimal("1.3"))
    assert refusal.value.parameters["group"] == "officers"


def test_switching_values_worked_by_hand() -> None:
    """£60,000 against £45,000 (a quarter less) and £75,000 (a quarter more)."""
    found = switching_values(
        {"preferred": 60_000_00, "least": 45_000_00, "more": 75_000_00, "none": 0}, "preferred"
    )
    assert [(each.other, each.gap_pence, each.share) for each in found] == [
        ("least", -15_000_00, Fraction(-1, 4)),
        ("more", 15_000_00, Fraction(1, 4)),
        ("none", -60_000_00, Fraction(-1)),
    ]
    assert [each.is_cheaper for each in found] == [True, False, True]
    assert switching_values({"a": 0, "b": 5}, "a")[0].share is None


@given(
    st.dictionaries(
        st.integers(2026, 2060).map(lambda year: f"{year}-{(year + 1) % 100:02d}"), st.integers(0, 10**11)
    )
)
def test_discounting_never_adds_and_at_no_rate_changes_nothing(amounts: dict[str, int]) -> None:
    found = net_present_cost(amounts, RATE)
    plain = net_present_cost(amounts, Decimal(0))
    if isinstance(found, PresentCost) and isinstance(plain, PresentCost):
        assert found.total_pence <= plain.total_pence == sum(amounts.values())
