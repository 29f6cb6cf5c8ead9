"""Weighted scores and how far weights may move before another option comes first, against figures worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.costing.appraisal import holds, standings
from planner.costing.appraisal.scoring import score_of, shares_of
from planner.domain.appraisal import FIVE_FACTORS, Appraisal, Factor, RegisterEntry

WEIGHTS = {"fit": 60, "value": 40}
SCORES = {"a": {"fit": 8, "value": 4}, "b": {"fit": 5, "value": 7}}


def test_scores_are_weighted_by_hand() -> None:
    """a: 0.6 x 8 + 0.4 x 4 = 6.4; b: 0.6 x 5 + 0.4 x 7 = 5.8."""
    found = standings(SCORES, WEIGHTS, ["b", "a"])
    assert [(each.option, each.score, each.place) for each in found] == [
        ("a", Fraction(64, 10), 1),
        ("b", Fraction(58, 10), 2),
    ]


def test_a_tie_is_a_tie_and_the_next_place_is_left_out() -> None:
    scores = {**SCORES, "c": {"fit": 8, "value": 4}}
    found = standings(scores, WEIGHTS, ["a", "b", "c"])
    assert [(each.option, each.place) for each in found] == [("a", 1), ("c", 1), ("b", 3)]
    assert holds(scores, WEIGHTS, ["a", "b", "c"]) == ()


def test_an_option_not_scored_in_full_has_no_place() -> None:
    found = standings({"a": {"fit": 8}, "b": SCORES["b"]}, WEIGHTS, ["a", "b"])
    assert [(each.option, each.place, each.missing) for each in found] == [
        ("b", 1, ()),
        ("a", None, ("value",)),
    ]
    assert standings({"a": {"fit": 8}}, {"fit": 1, "value": 0}, ["a"])[0].place == 1, (
        "what weighs nothing may be left out"
    )


def test_where_every_weight_is_nought_all_count_the_same() -> None:
    assert shares_of({"fit": 0, "value": 0}) == {"fit": Fraction(1, 2), "value": Fraction(1, 2)}


def test_within_which_weights_the_winner_holds_by_hand() -> None:
    """a leads by 3 on fit and is behind by 3 on value: it is first while fit weighs half or more."""
    fit, value = holds(SCORES, WEIGHTS, ["a", "b"])
    assert (fit.least, fit.most, fit.below, fit.above) == (Fraction(1, 2), Fraction(1), ("b",), ())
    assert (value.least, value.most, value.below, value.above) == (Fraction(0), Fraction(1, 2), (), ("b",))
    assert fit.share == Fraction(3, 5)
    assert not fit.always


def test_an_option_that_leads_everywhere_holds_always() -> None:
    scores = {"a": {"fit": 9, "value": 9}, "b": {"fit": 5, "value": 7}}
    assert all(each.always for each in holds(scores, WEIGHTS, ["a", "b"]))


FACTORS = ("p", "q", "r")
CARDS = st.fixed_dictionaries({name: st.integers(0, 10) for name in FACTORS})
WEIGHING = st.fixed_dictionaries({name: st.integers(1, 100) for name in FACTORS})


@given(st.fixed_dictionaries({"a": CARDS, "b": CARDS, "c": CARDS}), WEIGHING)
def test_just_inside_its_bounds_the_winner_is_first_and_just_outside_it_is_not(
    scores: dict[str, dict[str, int]], weights: dict[str, int]
) -> None:
    options = ["a", "b", "c"]
    found = holds(scores, weights, options)
    winner = standings(scores, weights, options)[0].option
    for each in found:
        assert each.least <= each.share <= each.most
        rest = shares_of({name: weight for name, weight in weights.items() if name != each.factor})

        def leads(share: Fraction, factor: str = each.factor, rest: dict[str, Fraction] = rest) -> bool:
            shares = {name: (1 - share) * part for name, part in rest.items()} | {factor: share}
            return all(
                score_of(scores[winner], shares) >= score_of(scores[other], shares) for other in options
            )

        step = Fraction(1, 10**6)
        assert leads(each.least)
        assert leads(each.most)
        assert not each.below or not leads(each.least - step)
        assert not each.above or not leads(each.most + step)
        assert each.below or each.least == 0
        assert each.above or each.most == 1


def test_the_five_factors_cannot_be_left_out_and_three_more_may_be_added() -> None:
    own = tuple(Factor(id=f"own-{number}", title=f"Own {number}") for number in range(4))
    assert len(Appraisal(factors=(*FIVE_FACTORS, *own[:3])).factors) == 8
    with pytest.raises(ValidationError):
        Appraisal(factors=(*FIVE_FACTORS, *own))
    with pytest.raises(ValidationError, match="Keep the factor"):
        Appraisal(factors=FIVE_FACTORS[1:])


def test_money_stands_in_the_register_only_with_what_shows_it() -> None:
    with pytest.raises(ValidationError, match="Say what shows this amount"):
        RegisterEntry(id="less-respite", kind="benefit", title="Less emergency respite", money_pence=1)
    assert (
        RegisterEntry(id="x", kind="risk", title="X", money_pence=1, evidence="Our own figures").money_pence
        == 1
    )
