import re

import pytest

from planner.reports.narrative import rung_words
from planner.reports.summary import summary
from planner.reports.tables import proof_words
from tests.unit.reports.plan_for_tests import plan, programme


def block(title, text):
    """The lines under a title of the summary."""
    (found,) = [part for part in text.split("\n\n") if part.startswith(f"{title}\n")]
    return [" ".join(line.split()) for line in found.splitlines()[1:]]


def test_the_schedule_is_told_in_titles_names_and_dates_as_people_say_them():
    assert block("Schedule", summary(programme(), plan(), may_see_small_numbers=True))[:3] == [
        "Thu 5 Nov 2026, 2pm Welcome 16 people Main room, Community hall",
        "Thu 3 Dec 2026, 2pm Design, 1 of 3 17 people Main room, Community hall",
        "Tue 8 Dec 2026, 6:30pm Design, 2 of 3 17 people Main room, Community hall, and Video meeting",
    ]


def test_small_numbers_are_hidden_unless_asked_for():
    assert block("Schedule", summary(programme(), plan()))[0] == (
        "Thu 5 Nov 2026, 2pm Welcome 13 or more people Main room, Community hall"
    )


def test_one_person_is_a_person():
    alone = plan().sittings[0].model_copy(update={"places": {"residents": 1}, "online_places": {}})
    text = summary(programme(), plan().model_copy(update={"sittings": (alone,)}), may_see_small_numbers=True)
    assert " 1 person " in block("Schedule", text)[0]


@pytest.mark.parametrize("sees", [True, False])
def test_no_id_and_no_word_of_the_code_is_shown(sees):
    text = summary(programme(), plan(), may_see_small_numbers=sees)
    assert re.findall(r"[a-z]+-[0-9]+|[a-z]+/[a-z]+|sitting|\bseats?\b|hybrid", text) == []


def test_the_sections_and_their_total_stand_in_pounds_and_pence():
    told = block("Costs", summary(programme(), plan()))
    assert len(told) == 6
    assert told[-1] == "Total (new money) £3,210.00"
    pence = [int(re.sub(r"[£,.]", "", line.rsplit(" ", 1)[1])) for line in told]
    assert sum(pence[:-1]) == pence[-1] == plan().total_pence


def test_what_is_left_out_and_what_to_mind_are_told_and_nothing_where_there_is_nothing():
    whole = plan().model_copy(update={"warnings": ("One price is old.",)})
    text = summary(programme(), whole)
    assert block("Left out", text) == ["Design, 3 of 3: It does not fit the budget."]
    assert block("Mind", text) == ["One price is old."]
    bare = summary(programme(), plan().model_copy(update={"left_out": ()}))
    assert "Left out" not in bare
    assert "Mind" not in bare


def test_it_ends_with_the_proof_and_what_the_plan_is():
    *_, proof, rung = summary(programme(), plan()).split("\n\n")
    assert proof == f"Proof\n  {proof_words(plan())}"
    assert rung == rung_words(plan())
    assert rung.startswith("To be co-production it lacks")


def test_a_plan_in_which_nothing_is_held_can_be_told():
    text = summary(programme(), plan().model_copy(update={"sittings": ()}))
    assert "No session is held in this plan." in text
    assert "\nSchedule" not in text
