"""An oracle that cannot find a fault proves nothing: a model that leaves a rule out is found by the comparison.

Random programmes on which that shows, and programmes made so that a plan without the rule would be better.
"""

from typing import Any

import pytest

from planner.domain.terms import Strategy
from planner.optimiser import build
from tests.builders import Document, group, programme_of, room, session, staff, tiny_document, venue
from tests.oracle.cases import Tiny, tiny_case
from tests.oracle.search import Search
from tests.oracle.test_equal_to_search import differences

BOTH = ["residents", "officers"]


def one_week(**changes: Any) -> Document:
    """The tiny document in one week with two starts, either of two members of staff able to lead."""
    document = tiny_document(staff=[staff("first"), staff("second")], **changes)
    document["calendar"]["ends_on"] = "2027-01-17"
    return document


def unevenly_cheap() -> Document:
    """A near group would be cheaper than a fair share of the far one."""
    groups = [group("near", 3, membership="open"), group("far", 3, membership="open", home_area="south")]
    return one_week(
        groups=groups, sessions=[session("design", ["near", "far"], wanted_people=3, most_people=4)]
    )


def busy_lead() -> Document:
    """Two sittings in the first week would come first, but the lead has hours for one."""
    document = tiny_document(staff=[staff("first", minutes_per_week=300)])
    document["sessions"][0]["repeats"]["least_days_apart"] = 1
    return document


def late_feedback() -> Document:
    """Each session has a start of its own that is wanted; within three days only one of them can have it."""
    tuesday, thursday = (
        {"weekday": day, "at": at} for day, at in (("tuesday", "10:00"), ("thursday", "14:00"))
    )
    sessions = [
        session("design", BOTH, decision={"what": "The plan"}, wanted_starts=[thursday]),
        session("review", BOTH, feeds_back_on="design", feedback_within_days=3, wanted_starts=[tuesday]),
    ]
    return tiny_document(sessions=sessions)


def too_soon() -> Document:
    """Each session has a start of its own that is wanted; six days apart only one of them can have it."""
    document = late_feedback()
    del document["sessions"][1]["feeds_back_on"], document["sessions"][1]["feedback_within_days"]
    document["sessions"][1]["follows"] = [{"session": "design", "least_days": 6}]
    document["calendar"]["ends_on"] = "2027-01-24"
    return document


def narrow_funding() -> Document:
    """The budget holds two sittings, the only source pays for one."""
    document = tiny_document()
    document["sessions"][0]["repeats"]["required_count"] = 1
    years = [{"financial_year": "2026-27", "amount_pence": 60_000}]
    document["budget"]["funding"] = [{"id": "trust", "name": "Trust", "years": years}]
    return document


def capped_rooms() -> Document:
    """The budget holds two sittings, the cap on rooms one hire of three hours."""
    document = tiny_document()
    document["sessions"][0]["repeats"]["required_count"] = 1
    cap = {"id": "rooms", "title": "Rooms", "categories": ["venue"], "most_pence": 3_000}
    return {**document, "budget": {"total_pence": 1_000_000, "caps": [cap]}}


def fenced_care() -> Document:
    """The budget holds two sittings, or one beside what is set aside for care."""
    document = tiny_document()
    document["sessions"][0]["repeats"]["required_count"] = 1
    fence = {"id": "care", "title": "Care", "category": "care", "least_pence": 12_300}
    return {**document, "budget": {"total_pence": 90_000, "ring_fences": [fence]}}


def one_room() -> Document:
    """Two sessions want the same start and there is one room."""
    wanted = [{"weekday": "tuesday", "at": "10:00"}]
    return one_week(sessions=[session(key, BOTH, wanted_starts=wanted) for key in ("design", "review")])


def one_lead() -> Document:
    """Two sessions want the same start, there are two rooms and one lead."""
    document = one_room()
    document["venues"] = [venue("hall", [room("main"), room("side")])]
    document["staff"][1]["can_lead"] = False
    return document


def too_few_paid() -> Document:
    """The budget pays for two people, and a sitting needs three."""
    document = one_week(groups=[group("public", 4, membership="open")], budget={"total_pence": 23_000})
    repeats = {"count": 1, "required_count": 0}
    document["sessions"] = [session("design", ["public"], least_people=3, repeats=repeats)]
    return document


def dear_lead() -> Document:
    """A dearer lead is pinned."""
    document = one_week(sessions=[session("design", BOTH)])
    document["staff"][1]["pay"]["amount_pence"] = 4_000
    pin = {
        "sitting": "design-1",
        "reason": "They know the group.",
        "team": [{"staff": "second", "role": "lead"}],
    }
    return {**document, "pins": [pin]}


MADE = {
    "shared_evenly": unevenly_cheap,
    "staff_hours_hold": busy_lead,
    "feedback_follows_its_decision": late_feedback,
    "within_funding": narrow_funding,
    "one_sitting_in_a_room": one_room,
    "no_one_is_in_two_places": one_lead,
    "least_size_is_reached": too_few_paid,
    "as_pinned": dear_lead,
    "in_order": too_soon,
    "within_caps": capped_rooms,
    "ring_fences_hold": fenced_care,
}
FOUND = {
    "load_holds": 29,
    "within_budget": 2,
    "things_bought_once_cover_the_need": 8,
    "everyone_fits": 78,
    "enough_facilitators": 0,
    "checked_adults_are_there": 16,
}
"""Rules with a seed whose random programme shows that the rule is left out."""


def made(document: Document) -> Tiny:
    """A programme made by hand with the search of its plans."""
    return Tiny(-1, document, Search(programme_of(document), Strategy.FAIREST))


def without(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a rule out of the model."""
    left = tuple(each for each in build.GENERATORS if each.__name__ != rule)
    assert len(left) == len(build.GENERATORS) - 1
    monkeypatch.setattr(build, "GENERATORS", left)


def is_found(tiny: Tiny) -> bool:
    """Whether the stages differ, or a witness refuses the plan."""
    try:
        return differences(tiny, Strategy.FAIREST) != []
    except AssertionError:
        return True


@pytest.mark.slow
@pytest.mark.parametrize("rule", MADE)
def test_on_a_programme_made_for_it_a_model_without_the_rule_is_found(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = made(MADE[rule]())
    assert tiny.search(Strategy.FAIREST).best() is not None
    assert differences(tiny, Strategy.FAIREST) == []
    without(rule, monkeypatch)
    assert is_found(tiny)


@pytest.mark.slow
@pytest.mark.parametrize("rule", FOUND)
def test_on_a_random_programme_a_model_without_the_rule_is_found(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = tiny_case(FOUND[rule])
    assert differences(tiny, Strategy.FAIREST) == []
    without(rule, monkeypatch)
    assert is_found(tiny)
