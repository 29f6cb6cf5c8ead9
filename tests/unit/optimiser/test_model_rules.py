"""The model obeys each rule: a tiny programme in which the rule decides, and what the plan must then be."""

import pytest

from planner.domain.terms import Role, Strategy
from planner.optimiser.check import CHECKS
from planner.optimiser.register import LABELS, RULE_NAMES, RULES, TARGET_KINDS, five_lines, table, with_table
from tests.builders import (
    group,
    price,
    professionals,
    room,
    session,
    staff,
    supplier,
    target,
    tiny_programme,
    tool,
    venue,
)
from tests.unit.optimiser.solved import by_id, draft_for, drafted, fits_nothing, stage

TWO_A_DAY = {
    "starts_on": "2027-01-11",
    "ends_on": "2027-01-17",
    "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}, {"weekday": "tuesday", "at": "14:00"}],
}
ONE_START = {
    "starts_on": "2027-01-11",
    "ends_on": "2027-01-17",
    "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}],
}
TWO_SESSIONS = [session("one", ["residents"]), session("other", ["residents"])]


def test_required_sittings_run_and_optional_ones_only_after_those_before() -> None:
    some = session("design", ["residents"], repeats={"count": 3, "required_count": 1, "least_days_apart": 2})
    held = by_id(drafted(Strategy.CHEAPEST, sessions=[some]))
    assert list(held) == ["design-1"]
    pinned = [{"sitting": "design-3", "reason": "Promised.", "runs": True}]
    assert set(by_id(drafted(Strategy.CHEAPEST, sessions=[some], pins=pinned))) == {
        "design-1",
        "design-2",
        "design-3",
    }


def test_two_sittings_are_not_in_one_room_at_once() -> None:
    assert fits_nothing(sessions=TWO_SESSIONS, calendar=ONE_START)
    rooms = [venue("hall", [room("main"), room("side")])]
    two = drafted(
        sessions=TWO_SESSIONS, calendar=ONE_START, venues=rooms, staff=[staff("first"), staff("second")]
    )
    assert {each.place for each in two.plan.sittings} == {"hall/main", "hall/side"}


def test_set_up_and_clearing_away_keep_sittings_apart() -> None:
    close = {
        **ONE_START,
        "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}, {"weekday": "tuesday", "at": "12:30"}],
    }
    assert fits_nothing(sessions=TWO_SESSIONS, calendar=close)
    bare = [venue("hall", [room("main", set_up_minutes=15, clear_down_minutes=15)])]
    assert len(by_id(drafted(sessions=TWO_SESSIONS, calendar=close, venues=bare))) == 2


def test_nobody_of_the_team_is_in_two_places() -> None:
    rooms = [venue("hall", [room("main"), room("side")])]
    alone = [staff("first")]
    assert fits_nothing(sessions=TWO_SESSIONS, calendar=ONE_START, venues=rooms, staff=alone)
    assert len(by_id(drafted(sessions=TWO_SESSIONS, calendar=TWO_A_DAY, venues=rooms, staff=alone))) == 2


def test_the_journey_between_areas_lies_between_sittings_of_one_person() -> None:
    apart = [venue("hall", [room("main")]), venue("barn", [room("loft")], area="south")]
    sessions = [
        session("one", ["residents"], venues=["hall"]),
        session("other", ["residents"], venues=["barn"]),
    ]
    near = {
        **ONE_START,
        "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}, {"weekday": "tuesday", "at": "13:00"}],
    }
    alone = [staff("first")]
    assert fits_nothing(sessions=sessions, venues=apart, calendar=near, staff=alone)
    assert len(by_id(drafted(sessions=sessions, venues=apart, calendar=TWO_A_DAY, staff=alone))) == 2


@pytest.mark.parametrize("limit", ["minutes_per_day", "minutes_per_week"])
def test_hours_of_the_team_hold(limit: str) -> None:
    assert fits_nothing(sessions=TWO_SESSIONS, calendar=TWO_A_DAY, staff=[staff("first", **{limit: 230})])
    assert drafted(sessions=TWO_SESSIONS, calendar=TWO_A_DAY, staff=[staff("first", **{limit: 420})])


def test_sittings_come_in_order_and_within_their_days() -> None:
    later = session("after", ["residents"], follows=[{"session": "one", "least_days": 3, "most_days": 8}])
    held = by_id(drafted(sessions=[session("one", ["residents"]), later]))
    assert 3 <= (held["after-1"].start.date() - held["one-1"].start.date()).days <= 8
    never = session("after", ["residents"], follows=[{"session": "one", "least_days": 30}])
    assert fits_nothing(sessions=[session("one", ["residents"]), never])


def test_feedback_comes_after_its_decision_and_soon() -> None:
    decide = session("decide", ["residents"], decision={"what": "Opening hours"})
    tell = session("tell", ["residents"], feeds_back_on="decide", feedback_within_days=2)
    held = by_id(drafted(sessions=[tell, decide]))
    assert 0 <= (held["tell-1"].start - held["decide-1"].start).days <= 2


def test_standing_groups_come_whole_and_to_one_of_the_alternatives() -> None:
    choice = session(
        "choice", ["residents"], repeats={"kind": "alternatives", "count": 2, "least_days_apart": 0}
    )
    held = by_id(drafted(sessions=[choice]))
    assert sum(each.places["residents"] for each in held.values()) == 6


def test_open_groups_share_a_small_room_by_size() -> None:
    groups = [group("large", 20, membership="open"), group("small", 10, membership="open")]
    tight = [venue("hall", [room("main", capacity=14)])]
    sitting = session("event", ["large", "small"], wanted_people=30)
    helpers = [staff("first"), staff("second")]
    places = by_id(drafted(sessions=[sitting], groups=groups, venues=tight, staff=helpers))["event-1"].places
    assert sum(places.values()) == 12
    assert abs(places["large"] / 20 - places["small"] / 10) <= 2 / 10


def test_nine_people_need_no_second_facilitator_and_ten_do() -> None:
    def roles(size: int) -> list[Role]:
        plan = drafted(
            Strategy.CHEAPEST, sessions=[session("one", ["residents"])], groups=[group("residents", size)]
        )
        return [member.role for member in plan.plan.sittings[0].team]

    assert roles(9) == [Role.LEAD]
    assert roles(10) == [Role.LEAD, Role.ROOM_FACILITATOR]


def test_training_is_bought_where_nobody_can_lead() -> None:
    course = [{"gives": "lead", "price": price(9000)}]
    learner = staff("learner", can_lead=False, training=course)
    assert fits_nothing(staff=[staff("learner", can_lead=False)])
    plan = drafted(staff=[learner]).plan
    assert [(each.staff, each.gives) for each in plan.bought.training] == [("learner", "lead")]


def test_young_people_need_two_checked_adults() -> None:
    young = {"count": 3, "guardian_consent": "yes", "travel_home_price": price(0)}
    groups = [group("residents", 6, young_people=young)]
    one = [session("one", ["residents"])]
    checked = [staff("first", is_checked_adult=True), staff("second", is_checked_adult=True)]
    assert fits_nothing(groups=groups, sessions=one, staff=[checked[0], staff("second")])
    assert len(drafted(groups=groups, sessions=one, staff=checked).plan.sittings[0].team) == 2


def test_load_keeps_sittings_of_a_group_in_different_weeks() -> None:
    both = [session("one", ["residents"]), session("other", ["residents"])]
    limited = [group("residents", 6, limits={"minutes_per_week": 150})]
    held = by_id(drafted(sessions=both, groups=limited))
    assert len({each.start.isocalendar()[1] for each in held.values()}) == 2
    assert fits_nothing(sessions=both, groups=limited, calendar=TWO_A_DAY)


def test_the_budget_holds_to_the_penny() -> None:
    least = round(stage(drafted(Strategy.CHEAPEST), "money"))
    contingency = -(-least * 5 // 100)
    exact = least + (2 * least * 5 + 100) // 200
    assert exact <= least + contingency
    assert drafted(Strategy.CHEAPEST, budget={"total_pence": exact})
    assert fits_nothing(budget={"total_pence": exact - 1})


def test_caps_and_funders_hold() -> None:
    cap = {"id": "pay", "title": "Pay", "categories": ["involvement_payment"], "most_pence": 100}
    assert fits_nothing(budget={"total_pence": 1_000_000, "caps": [cap]})
    trust = {
        "id": "trust",
        "name": "Trust",
        "years": [{"financial_year": "2026-27", "amount_pence": 1_000_000}],
    }
    assert drafted(budget={"total_pence": 1_000_000, "funding": [trust]})
    assert fits_nothing(budget={"total_pence": 1_000_000, "funding": [{**trust, "pays_for": ["venue"]}]})


def test_a_ring_fence_is_topped_up() -> None:
    plain = stage(drafted(Strategy.CHEAPEST), "money")
    fence = {"id": "care", "title": "Care", "category": "care", "least_pence": 12_300}
    fenced = drafted(Strategy.CHEAPEST, budget={"total_pence": 1_000_000, "ring_fences": [fence]})
    assert stage(fenced, "money") == plain + 12_300


def test_sittings_that_share_a_day_share_a_booking() -> None:
    deaf = group(
        "residents", 6, requirements=[{"id": "bsl", "title": "BSL", "count": 1, "all_of": [["support:bsl"]]}]
    )
    day_price = supplier("signs", "bsl", bands=[{"up_to_minutes": 480, "amount_pence": 20_000}])
    week = {"starts_on": "2027-01-11", "ends_on": "2027-01-24", "weekly_starts": TWO_A_DAY["weekly_starts"]}
    held = by_id(
        drafted(Strategy.CHEAPEST, groups=[deaf], suppliers=[day_price], sessions=TWO_SESSIONS, calendar=week)
    )
    assert len({each.start.date() for each in held.values()}) == 1


def test_a_place_without_what_people_need_is_left_out() -> None:
    needing = group(
        "residents",
        6,
        requirements=[{"id": "step", "title": "Step-free", "count": 1, "all_of": [["venue:step_free"]]}],
    )
    flat = room("flat", features=[{"key": "step_free", "is_there": "yes"}])
    stairs = room("stairs", features=[{"key": "step_free", "is_there": "no"}])
    plan = drafted(
        groups=[needing], sessions=[session("one", ["residents"])], venues=[venue("hall", [stairs, flat])]
    ).plan
    assert plan.sittings[0].place == "hall/flat"


def test_pins_stay() -> None:
    pin = {
        "sitting": "design-1",
        "reason": "Promised.",
        "on": "2027-01-14",
        "team": [{"staff": "second", "role": "lead"}],
    }
    held = by_id(drafted(staff=[staff("first"), staff("second")], pins=[pin]))
    assert held["design-1"].start.day == 14
    assert [member.staff for member in held["design-1"].team if member.role is Role.LEAD] == ["second"]


def test_a_fixed_amount_of_payments_is_no_less_than_what_is_due() -> None:
    pin = {"sitting": "design-1", "category": "involvement_payment", "reason": "Agreed."}
    assert fits_nothing(amount_pins=[{**pin, "amount_pence": 29_999}])
    assert drafted(amount_pins=[{**pin, "amount_pence": 30_000}])


def test_a_change_of_mind_changes_as_little_as_it_can() -> None:
    first = drafted(staff=[staff("first"), staff("second")])
    withdrawn_on = str(first.plan.sittings[1].start.date())
    closed = venue("hall", [room("main")], closures=[{"starts_on": withdrawn_on, "ends_on": withdrawn_on}])
    programme = tiny_programme(staff=[staff("first"), staff("second")], venues=[closed])
    again = draft_for(programme, Strategy.CHANGE, first.plan)
    assert stage(again, "changes") == 1
    assert again.plan.sittings[0] == first.plan.sittings[0]


def test_online_sittings_have_a_host_and_professionals_come_too() -> None:
    groups = [group("residents", 6, online_count=6), professionals("officers", 2, online_count=2)]
    online = session("one", ["residents", "officers"], modes=["online"])
    (held,) = drafted(Strategy.CHEAPEST, groups=groups, sessions=[online], tools=[tool("meet")]).plan.sittings
    assert {member.role for member in held.team} == {Role.LEAD, Role.ONLINE_HOST}
    assert held.online_places == {"residents": 6, "officers": 2}


def test_an_aim_falls_short_no_more_than_it_must() -> None:
    aim = target("wanted_size", level=1)
    assert stage(drafted(targets=[aim]), "worst") == 0
    large = session(
        "design", ["residents", "officers"], wanted_people=10, repeats={"count": 2, "least_days_apart": 7}
    )
    assert stage(drafted(targets=[aim], sessions=[large]), "worst") == pytest.approx(4 / 20)
    assert fits_nothing(targets=[{**aim, "strength": "must"}], sessions=[large])


def test_the_register_names_the_same_rules_as_the_check_and_each_has_its_five_lines() -> None:
    assert set(RULE_NAMES) == set(CHECKS)
    assert set(RULES) == {*RULE_NAMES, *TARGET_KINDS}
    for name in RULES:
        assert len(five_lines(name)) == 1 + len(LABELS)
        assert f"| `{name}` |" in table()
    assert with_table("a<!-- rules:begin -->old<!-- rules:end -->b").endswith("<!-- rules:end -->b")
