"""Money: parsing, formatting, rounding and splitting, with properties that hold for every amount."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.money import (
    MOST_PARSED_PENCE,
    MoneyError,
    format_pence,
    parse_pence,
    percent_of,
    round_half_up,
    split_by_largest_remainder,
)
from planner.domain.programme.base import MOST_PENCE

AMOUNTS = st.integers(-MOST_PARSED_PENCE, MOST_PARSED_PENCE)
WEIGHTS = st.lists(
    st.one_of(st.integers(0, 10**6), st.fractions(0, 10**4, max_denominator=997)), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12.50", 1250),
        ("0.05", 5),
        (" £1,234.50 ", 123450),
        ("£ 7", 700),
        ("1,234,567.89", 123456789),
        ("0", 0),
        ("100,000,000.00", MOST_PARSED_PENCE),
    ],
)
def test_a_well_formed_amount_is_read_in_pence(text: str, pence: int) -> None:
    assert parse_pence(text) == pence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "money_empty"),
        (" \t ", "money_empty"),
        ("NaN", "money_not_an_amount"),
        ("inf", "money_not_an_amount"),
        ("1e99", "money_not_an_amount"),
        ("1e1000000", "money_not_an_amount"),
        ("9" * 400, "money_not_an_amount"),
        ("9" * 10_000, "money_not_an_amount"),
        ("12.", "money_not_an_amount"),
        (".50", "money_not_an_amount"),
        ("1 234", "money_not_an_amount"),
        ("12 pounds", "money_not_an_amount"),
        ("=1+1", "money_not_an_amount"),
        ("+5", "money_not_an_amount"),
        ("--5", "money_not_an_amount"),
        ("1.2.3", "money_not_an_amount"),
        ("€5", "money_not_an_amount"),
        ("٣", "money_not_an_amount"),
        ("5\x00", "money_not_an_amount"),
        ("\u200f5", "money_not_an_amount"),
        ("1.234", "money_too_many_decimals"),
        ("1.000", "money_too_many_decimals"),
        ("1,2345", "money_commas"),
        ("12,34.00", "money_commas"),
        (",100", "money_commas"),
        ("1,,000", "money_commas"),
        ("1234,567", "money_commas"),
        ("-5", "money_negative"),
        ("-£5.00", "money_negative"),
        ("100,000,000.01", "money_too_large"),
    ],
)
def test_anything_else_is_refused_with_its_code_and_an_instruction(text: str, code: str) -> None:
    with pytest.raises(MoneyError) as refused:
        parse_pence(text)
    assert refused.value.code == code
    assert refused.value.instruction.startswith(("Enter", "Put"))
    assert len(str(refused.value.parameters["text"])) <= 40


def test_a_minus_is_read_only_where_it_is_allowed() -> None:
    assert parse_pence("-12.50", allow_negative=True) == -1250
    assert parse_pence("-£12.50", allow_negative=True) == -1250
    assert parse_pence("\u2212£0.05", allow_negative=True) == -5
    with pytest.raises(MoneyError):
        parse_pence("-12.50")


def test_the_parser_and_the_document_share_the_same_most() -> None:
    assert MOST_PARSED_PENCE == MOST_PENCE


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (0, "£0.00"),
        (5, "£0.05"),
        (123450, "£1,234.50"),
        (-5, "-£0.05"),
        (-123450, "-£1,234.50"),
        (10**9, "£10,000,000.00"),
    ],
)
def test_pence_are_shown_in_pounds(pence: int, text: str) -> None:
    assert format_pence(pence) == text


@given(AMOUNTS)
def test_what_is_formatted_is_read_back_to_the_penny(pence: int) -> None:
    assert parse_pence(format_pence(pence), allow_negative=True) == pence


@given(st.text(max_size=60))
def test_no_text_does_anything_but_give_pence_or_a_money_error(text: str) -> None:
    try:
        pence = parse_pence(text, allow_negative=True)
    except MoneyError:
        return
    assert abs(pence) <= MOST_PARSED_PENCE
    assert any(character in text for character in "0123456789")


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        (Decimal("2.5"), 3),
        (Decimal("-2.5"), -3),
        (Decimal("2.4999"), 2),
        (Decimal("-2.4999"), -2),
        (Fraction(7, 2), 4),
        (Fraction(1, 3), 0),
        (Fraction(2, 3), 1),
        (0, 0),
        (-7, -7),
    ],
)
def test_a_half_goes_away_from_nought(number: Decimal | Fraction | int, whole: int) -> None:
    assert round_half_up(number) == whole


@given(st.fractions(-(10**9), 10**9))
def test_rounding_moves_at_most_a_half_and_mirrors_at_nought(number: Fraction) -> None:
    assert abs(round_half_up(number) - number) <= Fraction(1, 2)
    assert round_half_up(-number) == -round_half_up(number)


@pytest.mark.parametrize("number", [0.1, True, "1"])
def test_an_inexact_number_is_refused(number: object) -> None:
    with pytest.raises(TypeError):
        round_half_up(number)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "number", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity"), Decimal("sNaN")]
)
def test_a_number_that_is_not_finite_is_refused(number: Decimal) -> None:
    with pytest.raises(ValueError, match="finite"):
        round_half_up(number)


def test_a_percentage_is_rounded_once_and_half_up() -> None:
    assert percent_of(1250, Decimal("17.5")) == 219  # 218.75
    assert percent_of(50, Decimal(1)) == 1  # 0.5
    assert percent_of(49, Decimal(1)) == 0
    assert percent_of(10_000, Fraction(100, 3)) == 3333
    assert percent_of(-50, 1) == -1


def test_an_amount_is_split_to_the_penny_by_largest_remainder() -> None:
    assert split_by_largest_remainder(100, [1, 1, 1], ["a", "b", "c"]) == [34, 33, 33]
    assert split_by_largest_remainder(100, [1, 1, 1], ["c", "b", "a"]) == [33, 33, 34]
    halves = [Fraction(1, 2), Fraction(3, 2)]  # 2.5 and 7.5: a tie
    assert split_by_largest_remainder(10, halves) == [2, 8]  # the larger weight
    assert split_by_largest_remainder(10, halves, ["a", "b"]) == [3, 7]  # the first key
    assert split_by_largest_remainder(-100, [1, 1, 1], ["a", "b", "c"]) == [-34, -33, -33]
    assert split_by_largest_remainder(0, [0, 0]) == [0, 0]
    assert split_by_largest_remainder(0, []) == []
    assert split_by_largest_remainder(7, [0, 5, 0]) == [0, 7, 0]


@pytest.mark.parametrize(
    ("total_pence", "weights", "keys"),
    [(1, [], None), (1, [0, 0], None), (1, [1, -1], None), (1, [1, 1], ["a"])],
)
def test_a_split_that_cannot_be_is_refused(
    total_pence: int, weights: list[int], keys: list[str] | None
) -> None:
    with pytest.raises(ValueError, match=r"weight"):
        split_by_largest_remainder(total_pence, weights, keys)


@given(AMOUNTS, WEIGHTS)
def test_parts_add_up_and_each_lies_within_a_penny_of_its_share(
    total_pence: int, weights: list[int | Fraction]
) -> None:
    whole = sum(Fraction(weight) for weight in weights)
    if whole == 0:
        return
    parts = split_by_largest_remainder(total_pence, weights)
    assert sum(parts) == total_pence
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total_pence * Fraction(weight) / whole) < 1
        assert weight or part == 0


@given(AMOUNTS, WEIGHTS.filter(any), st.randoms(use_true_random=False))
def test_a_split_is_the_same_whatever_the_order(
    total_pence: int, weights: list[int | Fraction], chance
) -> None:  # type: ignore[no-untyped-def]
    keys = [f"key {number:02d}" for number in range(len(weights))]
    parts = dict(zip(keys, split_by_largest_remainder(total_pence, weights, keys), strict=True))
    order = list(range(len(weights)))
    chance.shuffle(order)
    shuffled_keys = [keys[at] for at in order]
    shuffled = split_by_largest_remainder(total_pence, [weights[at] for at in order], shuffled_keys)
    assert dict(zip(shuffled_keys, shuffled, strict=True)) == parts
