"""What a person leaves open is completed the way a plan needs."""

from planner.domain.plan import Bought, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest
from planner.domain.terms import Role
from planner.optimiser.by_hand import PlacedByHand, PlacesGiven, place_by_hand, plan_by_hand
from tests.builders import group, room, session, staff, tiny_programme, venue
from tests.unit.by_hand.placing import (
    NEXT_THURSDAY,
    NEXT_TUESDAY,
    TEN,
    TWO,
    at,
    member,
    mixed_placing,
    mixed_programme,
    two_weeks,
)


def planned(programme: Programme, *placed: PlacedByHand) -> dict[str, PlannedSitting]:
    return {each.id: each for each in plan_by_hand(programme, placed).sittings}


def test_a_plan_made_by_hand_says_so_and_for_which_inputs() -> None:
    programme = tiny_programme()
    plan = plan_by_hand(programme, two_weeks())
    assert (plan.status, plan.programme_digest) == ("by_hand", programme_digest(programme))
    assert plan.bought == Bought()
    assert not plan.bought.model_fields_set


def test_standing_groups_come_whole_and_the_cheapest_who_may_lead_leads() -> None:
    sittings = planned(tiny_programme(), *two_weeks())
    assert sittings["design-1"].places == {"residents": 6, "officers": 2}
    assert sittings["design-1"].team == (member("first"),)


def test_open_groups_share_in_proportion_up_to_the_wanted_size() -> None:
    groups = [group("public", 20, membership="open"), group("tenants", 10, membership="open")]
    programme = tiny_programme(
        groups=groups, sessions=[session("one", ["public", "tenants"], wanted_people=9)]
    )
    assert planned(programme, at("one-1"))["one-1"].places == {"public": 6, "tenants": 3}


def test_open_groups_get_no_more_places_than_the_room_has() -> None:
    groups = [group("residents", 4), group("public", 20, membership="open")]
    sessions = [session("one", ["residents", "public"], wanted_people=15)]
    small = tiny_programme(groups=groups, sessions=sessions, venues=[venue("hall", [room("main", 11)])])
    # Eleven places, one of them the lead's; nine people may have one facilitator, so nine come.
    one = planned(small, at("one-1"))["one-1"]
    assert one.places == {"residents": 4, "public": 5}
    assert place_by_hand(small, (at("one-1"),)).keeps_every_rule


def test_numbers_that_are_given_stay_and_the_others_follow() -> None:
    groups = [group("public", 20, membership="open"), group("tenants", 10, membership="open")]
    programme = tiny_programme(
        groups=groups, sessions=[session("one", ["public", "tenants"], wanted_people=9)]
    )
    given = at("one-1", places=(PlacesGiven("public", room_count=5),))
    assert planned(programme, given)["one-1"].places == {"public": 5, "tenants": 4}


def test_alternatives_are_spread_evenly_and_a_standing_group_comes_once() -> None:
    sittings = planned(mixed_programme(), at("choice-1"), at("choice-2", NEXT_THURSDAY, TWO))
    assert [sittings[key].places for key in ("choice-1", "choice-2")] == [
        {"residents": 3, "public": 5},
        {"residents": 3, "public": 5},
    ]


def test_a_lead_has_the_skill_asked_for_though_somebody_else_is_cheaper() -> None:
    pay = staff("x")["pay"]
    team = [staff("cheap"), staff("skilled", skills=["easy_read"], pay={**pay, "amount_pence": 9000})]
    sessions = [session("one", ["residents"], team={"skill": "easy_read"})]
    programme = tiny_programme(groups=[group("residents", 6)], sessions=sessions, staff=team)
    assert planned(programme, at("one-1"))["one-1"].team == (member("skilled"),)


def test_training_is_bought_where_it_is_the_only_way_to_a_skill() -> None:
    training = [{"gives": "easy_read", "price": {**staff("x")["pay"]["terms"], "amount_pence": 8000}}]
    team = [staff("first"), staff("second", can_lead=False, training=training)]
    sessions = [session("one", ["residents"], team={"skill": "easy_read"})]
    programme = tiny_programme(groups=[group("residents", 6)], sessions=sessions, staff=team)
    judged = place_by_hand(programme, (at("one-1"),))
    assert judged.keeps_every_rule
    assert judged.plan.sittings[0].team == (member("first"), member("second", Role.ROOM_FACILITATOR))
    assert [(each.staff, each.gives) for each in judged.plan.bought.training] == [("second", "easy_read")]


def test_a_team_given_in_part_is_filled_up() -> None:
    groups = [group("residents", 12)]
    programme = tiny_programme(groups=groups, sessions=[session("one", ["residents"])])
    one = planned(programme, at("one-1", team=(member("second", Role.ROOM_FACILITATOR),)))["one-1"]
    assert one.team == (member("first"), member("second", Role.ROOM_FACILITATOR))


def test_nobody_is_taken_for_two_sittings_at_once_where_there_is_another_way() -> None:
    """In order of time the cheap lead goes to the first, where both could lead; the second needs just that one."""
    pay = staff("x")["pay"]
    team = [staff("cheap"), staff("dear", pay={**pay, "amount_pence": 9000}, home_area="south")]
    skilled = {**team[0], "skills": ["easy_read"]}
    programme = tiny_programme(
        groups=[group("residents", 6), group("tenants", 5)],
        sessions=[session("a", ["residents"]), session("b", ["tenants"], team={"skill": "easy_read"})],
        venues=[venue("hall", [room("main"), room("side")])],
        staff=[skilled, team[1]],
    )
    sittings = planned(programme, at("a-1"), at("b-1", place="hall/side"))
    assert (sittings["a-1"].team, sittings["b-1"].team) == ((member("dear"),), (member("cheap"),))


def test_hosts_interpreters_and_checked_adults_are_there_where_they_are_needed() -> None:
    judged = place_by_hand(mixed_programme(), mixed_placing())
    assert judged.findings == ()
    sittings = {each.id: each for each in judged.plan.sittings}
    assert Role.ONLINE_HOST in [each.role for each in sittings["open-1"].team]
    assert [each.supplier for each in sittings["youth-1"].support] == ["hands"]
    assert {each.staff for each in sittings["youth-1"].team} >= {"first", "second"}
    assert [each.sitting for each in judged.plan.left_out] == ["youth-2"]


def test_what_is_pinned_is_taken_where_nothing_else_is_given() -> None:
    pins = [
        {"sitting": "design-1", "reason": "Agreed", "team": [{"staff": "second", "role": "room_facilitator"}]}
    ]
    sittings = planned(tiny_programme(pins=pins), *two_weeks())
    assert member("second", Role.ROOM_FACILITATOR) in sittings["design-1"].team
    assert member("second", Role.ROOM_FACILITATOR) not in sittings["design-2"].team


def test_a_sitting_that_does_not_run_is_left_out() -> None:
    placed = (
        at("design-1"),
        PlacedByHand("design-2", runs=False, place="hall/main", on=NEXT_TUESDAY, at=TEN),
    )
    assert list(planned(tiny_programme(), *placed)) == ["design-1"]
