import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.plan import TargetResult
from planner.domain.programme.groups import Characteristic
from planner.domain.terms import Strength
from planner.reports.equity import NOT_NAMED
from planner.reports.names import Names, characteristic_words
from planner.reports.tables import targets_table
from tests.unit.reports.plan_for_tests import plan, programme

ONLY_ONE = (
    "Somebody would be the only one of their group or characteristic; finding a second person would meet it."
)
FEWER_THAN_TWO = (
    "Fewer than two people of an invited group or characteristic would come; finding more would meet it."
)


def rows(whole=None, *, sees=True):
    table = targets_table(programme(), whole or plan(), may_see_small_numbers=sees)
    return {row.id: row for row in table.rows}


def with_result(**fields):
    given_fields = {"id": "x", "title": "X", "strength": Strength.AIM, "shortfall": Decimal(0), **fields}
    return rows(plan().model_copy(update={"targets": (TargetResult(**given_fields),)}))["x"]


def test_targets_stand_in_the_order_of_the_programme_and_are_counted():
    table = targets_table(programme(), plan())
    assert [row.id for row in table.rows] == [target.id for target in programme().targets]
    assert (table.caption, table.met_count) == ("3 of 6 targets met", 3)


def test_level_and_achieved_are_in_the_words_of_their_kind():
    said = {key: (row.strength, row.level, row.achieved, row.met) for key, row in rows().items()}
    assert said == {
        "footing": ("Must", "at least 50%", "64.7%", "Met"),
        "evenings": ("Aim", "at least 50%", "49.9%", "Not met"),
        "journeys": ("Aim", "at most 30 minutes", "42.5 minutes", "Not met"),
        "good-process": ("Aim", "all 5", "3 of 5", "Not met"),
        "regular": ("Aim", "at least 2 times", "5 times", "Met"),
        "not-all-old": ("Aim", "at most 40%", "25%", "Met"),
    }


def test_what_is_missing_says_how_much_then_who_and_why():
    missing = {key: row.missing for key, row in rows().items()}
    assert missing["evenings"] == (
        "0.1 percentage points short. Young carers could not come to one session: it is in school hours."
    )
    assert missing["journeys"] == "12.5 minutes over."
    assert missing["good-process"] == "2 not met. The group shares in no delivery."
    assert missing["footing"] == missing["regular"] == ""


def test_who_agreed_a_target_is_told():
    assert rows()["evenings"].agreed == (
        "Agreed with the carers' group on 24 September 2026; from the council's equality policy."
    )


@given(st.decimals("0.5", "0.9999", places=4), st.decimals("0.0001", "0.01", places=4))
def test_rounding_never_makes_a_missed_share_look_met(level, gap):
    row = with_result(kind="equal_footing", level=level, achieved=level - gap, met=False)
    level_percent, reached_percent = (
        Decimal(re.search(r"[\d.]+", words)[0]) for words in (row.level, row.achieved)
    )
    assert reached_percent <= level_percent
    assert reached_percent <= (level - gap) * 100
    assert row.missing.endswith("short.")
    assert not row.missing.startswith("0 ")


def test_rounding_never_brings_a_missed_most_down_to_its_level():
    row = with_result(kind="travel_within", level=Decimal(30), achieved=Decimal("30.04"), met=False)
    assert (row.level, row.achieved, row.missing) == (
        "at most 30 minutes",
        "30.1 minutes",
        "0.1 minutes over.",
    )


def test_sizes_are_told_as_distance_from_what_was_wanted():
    row = with_result(kind="wanted_size", level=Decimal("0.8"), achieved=Decimal("0.444"), met=False)
    assert (row.level, row.achieved) == ("within 20% of the wanted size", "up to 55.6% away")
    exact = with_result(kind="wanted_size", level=Decimal(1), achieved=Decimal(1), met=True)
    assert (exact.level, exact.achieved) == ("the wanted size", "the wanted size")


def only_one(words="", *, sees):
    result = TargetResult(
        id="x", kind="nobody_is_the_only_one", title="X", strength=Strength.AIM, level=Decimal(2), achieved=Decimal(1),
        shortfall=Decimal("0.1"), met=False, words=words,
    )  # fmt: skip
    return rows(plan().model_copy(update={"targets": (result,)}), sees=sees)["x"]


def test_a_small_number_of_people_is_only_met_or_not_to_those_outside_the_planning_role():
    seen, hidden = only_one(sees=True), only_one(sees=False)
    assert (seen.achieved, seen.missing, seen.achieved_value) == ("1 person", ONLY_ONE, 1)
    assert (hidden.achieved, hidden.missing, hidden.achieved_value) == ("not met", FEWER_THAN_TWO, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Deaf at design-1: 1; deaf at design-2: 1; blind at design-2: 1.",
         "At 2 sessions somebody would be the only one of their group or characteristic; "
         "finding a second person would meet it."),
        ("Deaf at design-1: 1; deaf at design-2: 0.",
         "At 2 sessions fewer than two people of an invited group or characteristic would come; "
         "finding more would meet it."),
    ],
)  # fmt: skip
def test_who_would_be_the_only_one_is_told_by_the_number_of_sessions_and_never_by_name(words, said):
    assert only_one(words, sees=True).missing.startswith(said)
    assert "‘Design, 2 of 3’" in only_one(words, sees=True).missing
    assert (
        only_one(words, sees=False).missing
        == f"At 2 sessions {FEWER_THAN_TWO[0].lower()}{FEWER_THAN_TWO[1:]}"
    )


def share(kind, met, *, groups=None, planned=None, words="At design-2 50 % take part"):
    result = TargetResult(
        id="not-all-old" if kind == "representation" else "x", kind=kind, title="X", strength=Strength.AIM,
        level=Decimal("0.8"), achieved=Decimal("0.7777"), shortfall=Decimal(0), met=met, words=words,
    )  # fmt: skip
    whole = programme()
    if groups is not None:
        whole = whole.model_copy(update={"groups": groups})
    a_plan = plan().model_copy(update={"targets": (result,), "sittings": planned or ()})
    return targets_table(whole, a_plan).rows[0]


@pytest.mark.parametrize("kind", ["equal_footing", "times_people_can_make", "wanted_size"])
@pytest.mark.parametrize(
    ("met", "said"), [(True, "at least the wanted share"), (False, "below the wanted share")]
)
def test_a_share_that_could_tell_a_small_number_is_only_on_one_side_of_the_wanted_one(kind, met, said):
    row = share(kind, met)
    assert (row.achieved, row.achieved_value) == (said, None)
    assert row.missing == ("" if met else NOT_NAMED)


def test_a_share_of_which_someone_asks_for_a_most_is_on_the_other_side():
    assert [share("representation", met).achieved for met in (True, False)] == [
        "at most the wanted share",
        "above the wanted share",
    ]


def large(**more):
    return tuple(group.model_copy(update={"size": 100, **more}) for group in programme().groups)


def test_a_share_of_large_groups_is_told_unless_few_of_them_come_or_are_left():
    few = plan().sittings[:1]
    assert any(0 < count < 5 for count in few[0].places.values())
    rare, common = ((Characteristic(key="deaf", count=count),) for count in (4, 96))
    told = {
        "all large": share("equal_footing", met=False, groups=large()),
        "few come": share("equal_footing", met=False, groups=large(), planned=few),
        "few have it": share("equal_footing", met=False, groups=large(characteristics=rare)),
        "few have it not": share("equal_footing", met=False, groups=large(characteristics=common)),
    }
    assert told["all large"].achieved == "77.7%"
    assert {row.achieved for key, row in told.items() if key != "all large"} == {"below the wanted share"}


def test_a_missed_target_always_says_something_of_what_is_missing():
    result = TargetResult(
        id="x", kind="continuity", title="X", strength=Strength.AIM, level=Decimal(2), achieved=Decimal(2),
        shortfall=Decimal("0.1"), met=False, words="2 of 8 never come",
    )  # fmt: skip
    whole = plan().model_copy(update={"targets": (result,)})
    assert rows(whole, sees=False)["x"].missing == NOT_NAMED
    assert "2 of 8" in rows(whole)["x"].missing


def test_a_page_that_a_level_comes_from_is_a_link_and_no_words():
    targets = tuple(
        target.model_copy(update={"source": "https://www.example.org/levels", "agreed_with": "The forum"})
        if target.id == "evenings"
        else target
        for target in programme().targets
    )
    whole = programme().model_copy(update={"targets": targets})
    row = next(row for row in targets_table(whole, plan()).rows if row.id == "evenings")
    assert row.agreed == "Agreed with the forum on 24 September 2026."
    assert (row.source_url, row.source_site) == ("https://www.example.org/levels", "example.org")


@pytest.mark.parametrize(
    ("words", "is_hidden"),
    [
        ("1 of 12 could not come", True),
        ("Only three young carers could come", True),
        ("4 people were missed", True),
        ("12 of 20 could not come", False),
        ("It misses 3 sessions by 2 hours", False),
        ("It is at 4:30pm on 3 March 2027 and costs £2.50, for 4% of people", False),
        ("Young carers could not come: it is in school hours", False),
        ("Young carers could not come to design-2", False),
    ],
)
def test_words_that_name_a_small_number_of_people_are_left_out_outside_the_planning_role(words, is_hidden):
    shown = Names(programme()).on_screen(words)
    assert shown in only_one(words, sees=True).missing
    assert (shown not in only_one(words, sees=False).missing) is is_hidden


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("At design-2 50 % take part", "At ‘Design, 2 of 3’ 50% take part"),
        ("3 of 11 sittings; the Sitting", "3 of 11 sessions; the Session"),
        ("a sitting service comes to the sitting", "a sitting service comes to the session"),
        (
            "under-18 at unknown-7, co-design-1 on 2027-03-01",
            "under-18 at unknown-7, co-design-1 on 2027-03-01",
        ),
    ],
)
def test_words_of_the_check_are_shown_with_titles_and_as_sessions(words, said):
    assert Names(programme()).on_screen(words) == said


def test_a_long_list_of_cases_is_cut_and_counted():
    cases = "; ".join(f"Group at design-1: {number + 5}" for number in range(9))
    row = with_result(kind="continuity", level=Decimal(2), achieved=Decimal(1), met=False, words=cases)
    assert row.missing.endswith("Group at ‘Design, 1 of 3’: 8; and 5 more like these.")


def test_a_share_is_not_said_twice_in_two_roundings():
    fields = {
        "level": Decimal("0.5"),
        "achieved": Decimal("0.4996"),
        "met": False,
        "words": "50 % of places are theirs",
    }
    assert with_result(kind="representation", **fields).missing == "0.1 percentage points short."


def test_a_characteristic_reads_as_words():
    assert characteristic_words("over_65+disabled") == "over 65 and disabled"
