import pytest

from planner.reports.tables import schedule_table, weeks_table
from tests.unit.reports.plan_for_tests import plan, programme


def rows(*, sees):
    table = schedule_table(programme(), plan(), may_see_small_numbers=sees)
    return {row.sitting_id: row for row in table.rows}


def test_sessions_stand_in_order_of_time():
    table = schedule_table(programme(), plan())
    assert [row.sitting_id for row in table.rows] == [
        "welcome-1",
        "design-1",
        "design-2",
        "decide-1",
        "answer-1",
    ]
    assert table.caption == "Respite care together: 5 sessions"


def test_a_row_says_when_where_how_and_with_whom():
    row = rows(sees=True)["design-2"]
    assert (row.date, row.time) == ("Tuesday 8 December 2026", "6:30pm to 9pm")
    assert row.title == "Design, 2 of 3"
    assert (row.where, row.area) == ("Main room, Community hall, and Video meeting", "North")
    assert row.mode == "in person and online"
    assert row.team == ("Facilitator (lead)",)
    assert row.status == "Not announced yet"


def test_what_is_decided_and_what_is_not_open_stand_beside_the_session_and_feedback_names_it():
    held = rows(sees=True)
    assert held["decide-1"].decides == "Which offer goes to the board"
    assert held["decide-1"].is_not_open == "The total budget"
    assert held["answer-1"].feeds_back_on == "Choosing the offer"
    assert held["welcome-1"].decides == held["welcome-1"].feeds_back_on == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"chaired_by": "lived_experience", "agenda_set_by": "professionals"},
         "Chaired by people with lived experience; agenda set by professionals"),
        ({"chaired_by": "professionals"}, "Chaired by professionals; agenda set together"),
        ({}, ""),
    ],
)  # fmt: skip
def test_who_chairs_and_sets_the_agenda_is_told_where_it_is_not_shared(changes, said):
    whole = programme()
    sessions = [part.model_copy(update=changes) if part.id == "welcome" else part for part in whole.sessions]
    told = schedule_table(whole.model_copy(update={"sessions": tuple(sessions)}), plan()).rows
    assert {row.sitting_id: row.led_by for row in told}["welcome-1"] == said


def test_who_chairs_what_decides_is_always_told():
    assert rows(sees=False)["decide-1"].led_by == "Chaired together; agenda set together"


def test_support_that_is_booked_is_told_to_everybody():
    for sees in (True, False):
        assert rows(sees=sees)["design-1"].support == ("BSL interpreters: 2 people booked",)


def test_the_planning_role_sees_numbers_by_group_in_the_room_and_online_and_who_is_missed():
    people = rows(sees=True)["design-2"].people
    assert (people.total, people.room, people.online) == ("17", "12", "5")
    assert [(group.group, group.people, group.online) for group in people.groups] == [
        ("Disabled residents", "8", "5"), ("Young carers", "3", "0"), ("Council staff", "6", "0"),
    ]  # fmt: skip
    assert rows(sees=True)["welcome-1"].people.could_not_come == "Disabled residents: 1 of 8"


def test_small_numbers_are_hidden_unless_asked_for_and_so_is_what_would_give_them_away():
    for row in schedule_table(programme(), plan()).rows:
        people = row.people
        shown = {group.group: group.people for group in people.groups}
        assert shown["Young carers"] == "few"
        assert people.total.endswith(" or more")
        seen = sum(int(count) for count in shown.values() if count.isdigit())
        assert people.total == f"{seen} or more", "the total must not give away what is hidden"
        assert people.room in ("", "some")
        assert people.online in ("", "some")
        assert people.could_not_come == ""


def test_numbers_of_five_and_more_are_shown_to_everybody():
    whole = plan()
    large = [
        part.model_copy(update={"places": {"residents": 8, "staff": 6}})
        for part in whole.sittings
        if not part.online_places
    ]
    table = schedule_table(programme(), whole.model_copy(update={"sittings": tuple(large)}))
    assert {row.people.total for row in table.rows} == {"14"}


def test_few_in_the_room_are_hidden_even_where_the_group_is_large():
    whole = plan()
    hybrid = next(part for part in whole.sittings if part.online_places)
    split = hybrid.model_copy(update={"places": {"residents": 8}, "online_places": {"residents": 5}})
    people = schedule_table(programme(), whole.model_copy(update={"sittings": (split,)})).rows[0].people
    assert (people.total, people.room, people.online) == ("8", "some", "some")
    assert (people.groups[0].people, people.groups[0].online) == ("8", "some")


def test_an_id_the_programme_does_not_know_shows_as_it_stands():
    whole = plan()
    strange = whole.sittings[0].model_copy(
        update={"id": "gone-1", "session": "gone", "place": "nowhere/at-all"}
    )
    row = schedule_table(programme(), whole.model_copy(update={"sittings": (strange,)})).rows[0]
    assert (row.title, row.where, row.area) == ("gone-1", "at-all, nowhere", "")


def test_weeks_run_from_monday_and_add_up_their_time():
    weeks = weeks_table(programme(), plan())
    assert [week.week for week in weeks][:2] == ["Week of 2 November 2026", "Week of 30 November 2026"]
    assert weeks[0].sessions == ("Welcome (Thursday 2pm)",)
    moved = [part.model_copy(update={"start": part.start.replace(year=2026, month=12, day=1 + number)})
             for number, part in enumerate(plan().sittings)]  # fmt: skip
    one = weeks_table(programme(), plan().model_copy(update={"sittings": tuple(moved)}))
    assert [(week.week, week.session_time) for week in one] == [
        ("Week of 30 November 2026", "12 hours 30 minutes")
    ]


@pytest.mark.parametrize("sees", [True, False])
def test_no_word_of_the_code_reaches_the_screen(sees):
    table = schedule_table(programme(), plan(), may_see_small_numbers=sees)
    said = " ".join(
        " ".join((row.title, row.where, row.mode, row.status, row.stage, *row.team, *row.support))
        for row in table.rows
    )
    assert not any(word in said.lower() for word in ("sitting", "seat", "_", "hybrid"))
