"""Everything wrong with what a person places is found, named on its sitting, and priced all the same."""

from datetime import UTC, date, time

import pytest

from planner.domain.errors import CannotPrice
from planner.optimiser.by_hand import PlacedByHand, PlacesGiven, judged, place_by_hand, plan_by_hand
from planner.optimiser.by_hand.words import WHAT_TO_CHANGE, missing_price_in_words
from planner.optimiser.check import CHECKS
from tests.builders import (
    group,
    plan_of,
    rate_card,
    room,
    session,
    staff,
    target,
    tiny_programme,
    tiny_sittings,
    venue,
)
from tests.unit.by_hand.placing import (
    NEXT_TUESDAY,
    TEN,
    THURSDAY,
    TUESDAY,
    TWO,
    at,
    findings_of,
    member,
    mixed_placing,
    mixed_programme,
    rules_of,
    two_weeks,
)


def test_what_keeps_every_rule_has_no_finding() -> None:
    found = place_by_hand(tiny_programme(), two_weeks())
    assert found.keeps_every_rule
    assert found.is_priced
    assert found.set_aside == ()
    assert found.plan.total_pence > 0
    assert found.plan.proof is None
    assert found.plan.rung is not None


def test_two_sittings_in_one_room_at_once_are_found() -> None:
    sessions = [session("talk", ["residents"]), session("walk", ["officers"])]
    found = place_by_hand(tiny_programme(sessions=sessions), (at("talk-1"), at("walk-1")))
    (finding,) = [each for each in found.findings if each.rule == "one_sitting_in_a_room"]
    assert finding.sitting == "walk-1"
    assert finding.words == (
        "‘Main, Hall’ is needed for ‘Talk’ at the same time, set-up included. Choose another time or another place."
    )
    assert found.is_priced


def test_a_room_too_small_is_found() -> None:
    small = tiny_programme(venues=[venue("hall", [room("main", capacity=8)])])
    found = place_by_hand(small, two_weeks())
    assert rules_of(found, "design-1") == rules_of(found, "design-2") == {"everyone_fits"}
    assert found.plan.total_pence > 0


def test_the_wrong_order_is_found() -> None:
    found = place_by_hand(tiny_programme(), (at("design-1", NEXT_TUESDAY), at("design-2")))
    assert rules_of(found, "design-2") == {"in_order"}
    (finding,) = found.findings
    assert finding.words.startswith(
        "It is 7 days before ‘Design, 1 of 2’; it has to be 7 days after it or more."
    )


def test_a_blocked_date_is_found() -> None:
    document = tiny_programme().calendar.model_dump(mode="json")
    blocked = [{"starts_on": "2027-01-12", "ends_on": "2027-01-12", "reason": "Street fair"}]
    found = place_by_hand(tiny_programme(calendar={**document, "blocked": blocked}), two_weeks())
    assert {(each.rule, each.sitting) for each in found.findings} == {("starts_are_allowed", "design-1")}
    assert "12 January 2027 is blocked" in found.findings[0].words


def test_a_sitting_that_is_required_and_left_out_is_found() -> None:
    found = place_by_hand(tiny_programme(), (at("design-1"),))
    assert rules_of(found, "design-2") == {"held_once"}
    assert [each.sitting for each in found.plan.left_out] == ["design-2"]


def test_over_budget_is_found_for_the_plan_as_a_whole() -> None:
    found = place_by_hand(tiny_programme(budget={"total_pence": 1000}), two_weeks())
    assert [(each.rule, each.sitting) for each in found.findings] == [("within_budget", "")]
    assert "over the budget of £10.00" in found.findings[0].words
    assert found.plan.total_pence > 1000


def test_a_must_that_is_missed_is_found_under_its_kind() -> None:
    targets = [target("representation", strength="must", level=0.5, characteristic="women")]
    found = place_by_hand(tiny_programme(targets=targets), two_weeks())
    assert [each.rule for each in found.findings] == ["representation"]
    assert [each.met for each in found.plan.targets] == [False]


def test_an_unknown_place_is_found_and_the_rest_is_priced() -> None:
    found = place_by_hand(tiny_programme(), (at("design-1"), at("design-2", NEXT_TUESDAY, place="moon/base")))
    assert rules_of(found, "design-2") == {"rooms_are_open"}
    assert "there is no room ‘moon/base’" in findings_of(found, "design-2")[0].words
    assert found.set_aside == ("design-2",)
    assert found.is_priced
    assert [each.id for each in found.plan.sittings] == ["design-1"]
    assert {key for line in found.plan.lines for key in line.sittings} == {"design-1"}


def test_a_date_outside_the_period_is_found() -> None:
    found = place_by_hand(tiny_programme(), (at("design-1"), at("design-2", date(2028, 1, 18))))
    assert rules_of(found, "design-2") == {"starts_are_allowed"}
    (finding,) = findings_of(found, "design-2")
    assert "18 January 2028 is outside the programme’s period." in finding.words


def test_a_time_that_was_not_entered_is_told_as_people_say_it() -> None:
    found = place_by_hand(
        tiny_programme(), (at("design-1", clock=time(20, 30)), at("design-2", NEXT_TUESDAY))
    )
    told = [each.words for each in findings_of(found, "design-1") if each.rule == "starts_are_allowed"]
    assert told == [
        "Tuesday 8:30pm is not among the days and times you entered. Choose another date or time."
    ]


@pytest.mark.parametrize("year", [1, 1999, 2100, 9999])
def test_a_date_of_another_century_is_asked_for_again(year: int) -> None:
    found = place_by_hand(tiny_programme(), (at("design-1"), at("design-2", date(year, 1, 1))))
    assert [each.rule for each in findings_of(found, "design-2")] == ["starts_are_allowed"]
    assert findings_of(found, "design-2")[0].words.startswith("Enter a date of this century")


def test_what_is_missing_is_asked_for_and_not_told_twice() -> None:
    found = place_by_hand(tiny_programme(), (at("design-1"), PlacedByHand("design-2")))
    assert [each.words for each in found.findings] == [
        "Choose where the session is held.",
        "Enter the date of the session, for example 24 September 2026.",
        "Enter the time the session starts, for example 2pm.",
    ]


def test_an_unknown_sitting_and_one_entered_twice_are_named() -> None:
    found = place_by_hand(tiny_programme(), (*two_weeks(), at("party-1"), at("design-1")))
    assert [(each.rule, each.sitting) for each in found.findings] == [
        ("held_once", "party-1"),
        ("held_once", "design-1"),
    ]
    assert len(found.plan.sittings) == 2


@pytest.mark.parametrize("count", [-1, 100_001])
def test_what_is_no_number_of_people_is_asked_for_again(count: int) -> None:
    wrong = at("design-1", places=(PlacesGiven("residents", room_count=count),))
    found = place_by_hand(tiny_programme(), (wrong, two_weeks()[1]))
    assert [each.words for each in found.findings] == [
        "Residents: enter the number of people, for example 12."
    ]
    assert found.plan.sittings[0].places["residents"] == 6


def test_a_time_at_which_nobody_is_able_to_come_is_found() -> None:
    groups = [group("residents", 6, availability={"preset": "evenings"})]
    programme = tiny_programme(groups=groups, sessions=[session("one", ["residents"])])
    found = place_by_hand(programme, (at("one-1"),))
    assert [(each.rule, each.sitting) for each in found.findings] == [("least_size_is_reached", "one-1")]
    assert found.findings[0].words.startswith("0 people come; the session needs 1. Choose a time")


def test_a_team_that_cannot_be_is_found_with_what_there_is_of_it() -> None:
    sessions = [session("one", ["residents"], team={"least_facilitators": 3})]
    programme = tiny_programme(groups=[group("residents", 6)], sessions=sessions)
    found = place_by_hand(programme, (at("one-1"),))
    assert rules_of(found, "one-1") == {"enough_facilitators"}
    assert len(found.plan.sittings[0].team) == 2


def test_somebody_given_for_two_sittings_at_once_is_found() -> None:
    sessions = [session("talk", ["residents"]), session("walk", ["officers"])]
    halls = [venue("hall", [room("main"), room("side")])]
    placed = (at("talk-1", team=(member("first"),)), at("walk-1", place="hall/side", team=(member("first"),)))
    found = place_by_hand(tiny_programme(sessions=sessions, venues=halls), placed)
    assert [(each.rule, each.sitting) for each in found.findings] == [("no_one_is_in_two_places", "walk-1")]


def test_hours_of_staff_are_told_of_the_person_and_not_of_a_sitting() -> None:
    team = [staff("first", minutes_per_day=60)]
    found = place_by_hand(
        tiny_programme(staff=team),
        tuple(at(each.sitting, each.on, team=(member("first"),)) for each in two_weeks()),
    )
    assert {(each.rule, each.sitting) for each in found.findings} == {("staff_hours_hold", "")}
    assert found.findings[0].words.startswith("First: 120 minutes on 12 January 2027; the limit is 60.")


def test_an_unknown_member_of_the_team_is_found_and_the_rest_is_priced() -> None:
    found = place_by_hand(tiny_programme(), (at("design-1", team=(member("ghost"),)), two_weeks()[1]))
    assert "team_members_are_able" in rules_of(found, "design-1")
    assert found.is_priced
    assert found.set_aside == ()


def test_a_date_without_a_rate_of_pay_is_set_aside_with_the_reason() -> None:
    card = rate_card()
    card["rates"][0]["valid_from"] = "2027-01-15"
    found = place_by_hand(tiny_programme(rate_card=card), two_weeks())
    assert rules_of(found, "design-1") == {"fair_pay"}
    assert "the rate card has nothing for 2027-01-12" in findings_of(found, "design-1")[0].words
    assert found.set_aside == ("design-1",)
    assert found.is_priced


def test_a_programme_that_cannot_be_priced_at_all_says_why() -> None:
    coordination = {
        "staff": "first",
        "minutes_per_programme": 600,
        "minutes_per_person": 0,
        "minutes_per_sitting": 0,
    }
    programme = tiny_programme(coordination=coordination)
    nobody = programme.model_copy(update={"staff": ()})
    found = place_by_hand(nobody, two_weeks())
    assert not found.is_priced
    assert found.plan.lines == ()
    assert any(
        each.rule == "fair_pay" and "cannot be priced" in each.words for each in findings_of(found, "")
    )


def test_a_plan_that_came_from_elsewhere_is_judged_too() -> None:
    programme = tiny_programme()
    twice = plan_of(programme, [*tiny_sittings(), tiny_sittings()[0]])
    found = judged(programme, twice)
    assert rules_of(found, "design-1") == {"held_once"}
    assert found.is_priced


def test_a_plan_is_the_same_judged_in_one_go_or_two() -> None:
    programme, placed = mixed_programme(), mixed_placing()
    assert judged(programme, plan_by_hand(programme, placed), placed) == place_by_hand(programme, placed)


def test_the_clock_of_people_counts_and_not_its_zone() -> None:
    with_zone = time(10, tzinfo=UTC)
    found = place_by_hand(
        tiny_programme(), (at("design-1", TUESDAY, with_zone), at("design-2", NEXT_TUESDAY, TEN))
    )
    assert found.keeps_every_rule


def test_what_is_pinned_elsewhere_is_found() -> None:
    pins = [{"sitting": "design-1", "reason": "Agreed", "on": "2027-01-14", "at": "14:00"}]
    programme = tiny_programme(pins=pins)
    assert {"as_pinned", "starts_are_allowed"} == rules_of(place_by_hand(programme, two_weeks()), "design-1")
    assert place_by_hand(
        programme, (at("design-1", THURSDAY, TWO), at("design-2", date(2027, 1, 26)))
    ).keeps_every_rule


def test_every_rule_says_what_to_change() -> None:
    assert set(WHAT_TO_CHANGE) == set(CHECKS)
    assert all(words.endswith(".") for words in WHAT_TO_CHANGE.values())


def test_a_price_that_is_missing_is_asked_for_by_name() -> None:
    missing = CannotPrice("no_care_price", group="residents")
    words = missing_price_in_words(tiny_programme(), missing)
    assert words == "This cannot be priced. Enter what an hour of replacement care costs for ‘Residents’."
    strange = missing_price_in_words(tiny_programme(), CannotPrice("something_new"))
    assert strange == "This cannot be priced. Enter the price that is missing (something new)."
