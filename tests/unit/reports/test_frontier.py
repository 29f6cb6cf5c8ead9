"""The frontier: what is missing is weighed as the programme weighs it, points that others beat are told, steps in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from planner.domain.plan import Plan, TargetResult
from planner.domain.terms import Strength
from planner.reports.charts import frontier_chart
from planner.reports.compare.frontier import FrontierPoint, frontier, missing_share
from tests.builders import target, tiny_plan, tiny_programme


def point(
    title: str, pounds: int, missing: str, *, is_option: bool = False, is_settled: bool = True
) -> FrontierPoint:
    return FrontierPoint(title, pounds * 100, Fraction(missing), is_settled, is_option, 1)


def with_shortfalls(*shortfalls: str) -> Plan:
    results = tuple(
        TargetResult(
            id=f"t{number}",
            kind="process",
            title="T",
            strength=Strength.AIM,
            level=Decimal(1),
            achieved=Decimal(0),
            shortfall=Decimal(shortfall),
            met=False,
        )
        for number, shortfall in enumerate(shortfalls)
    )
    return tiny_plan().model_copy(update={"targets": results})


def test_what_is_missing_is_weighed_by_hand() -> None:
    """Weights 3 and 1, shortfalls 0.2 and 0.6: (0.6 + 0.6) / 4 = 0.3."""
    programme = tiny_programme(
        targets=[target("process", id="t0", weight=3), target("process", id="t1", weight=1)]
    )
    assert missing_share(programme, with_shortfalls("0.2", "0.6")) == Fraction(3, 10)
    assert missing_share(programme, tiny_plan()) == 0


def test_points_stand_in_order_of_cost_and_the_beaten_ones_are_told() -> None:
    found = frontier(
        [
            point("dear", 300, "0"),
            point("cheap", 100, "1/2"),
            point("worse", 200, "1/2"),
            point("middle", 200, "1/4"),
        ]
    )
    assert [each.title for each in found.points] == ["cheap", "middle", "worse", "dear"]
    assert [each.title for each in found.points if each.is_beaten] == ["worse"]


def test_two_points_that_are_equal_beat_neither() -> None:
    found = frontier([point("a", 100, "1/2"), point("b", 100, "1/2")])
    assert not any(each.is_beaten for each in found.points)


def test_each_step_is_told_in_pounds_and_in_what_is_missing() -> None:
    found = frontier(
        [point("a", 100, "1/2"), point("option", 150, "1/3", is_option=True), point("b", 250, "1/4")]
    )
    assert found.words == ("From £100.00, £150.00 more brings what is missing from 50% down to 25%.",)


def test_what_is_missing_is_never_rounded_to_nothing() -> None:
    assert point("a", 1, "1/100000").missing == "0.1%"


def test_the_picture_names_every_point_and_fits_one_alone() -> None:
    points = frontier(
        [
            point("a", 100, "1/2"),
            point("b", 250, "0", is_settled=False),
            point("o", 200, "1/3", is_option=True),
        ]
    )
    for is_narrow in (False, True):
        chart = frontier_chart(points.points, is_narrow=is_narrow)
        assert all(words in chart.alt for words in ("a: £100.00, 50% missing", "b: £250.00", "o: £200.00"))
        assert chart.svg.startswith(b"<?xml")
    frontier_chart((point("alone", 0, "0"),))
