"""An option's programme: the base with what the option says differently, and nothing that refers to what is gone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.domain.options import (
    Differences,
    GroupDifference,
    Provision,
    SessionDifference,
    TargetDifference,
    offered_options,
    resolve,
)
from planner.domain.programme.draft import Draft, digest_of, problems_of_draft, read_draft
from planner.domain.terms import Mode, Strategy, Strength
from planner.examples import example_names, example_text


@pytest.fixture
def base() -> Draft:
    return read_draft(example_text("county-wide"))


def test_an_option_that_says_nothing_is_the_base_itself(base: Draft) -> None:
    assert digest_of(resolve(base, Differences()).draft) == digest_of(base)


def test_the_base_is_never_changed(base: Draft) -> None:
    before = digest_of(base)
    for option in offered_options(base).values():
        resolve(base, option.differences)
    assert digest_of(base) == before


@pytest.mark.parametrize("name", [name for name in example_names() if name != "cannot-be-met"])
def test_every_option_offered_for_an_example_can_be_planned(name: str) -> None:
    base = read_draft(example_text(name))
    offered = offered_options(base)
    assert list(offered) == [
        "business-as-usual",
        "do-minimum",
        "preferred",
        "reach-further",
        "engagement-only",
    ]
    for key, option in offered.items():
        resolved = resolve(base, option.differences)
        assert not resolved.stale, key
        assert not problems_of_draft(resolved.draft), key


def test_money_strategy_and_targets_differ_where_the_option_says_so(base: Draft) -> None:
    target = next(each["id"] for each in base["targets"] if "level" in each)
    draft = resolve(
        base,
        Differences(
            budget_pence=60_000_00,
            strategy=Strategy.MOST,
            targets=(TargetDifference(target=target, strength=Strength.MUST, level=Decimal("0.25")),),
        ),
    ).draft
    assert draft["budget"]["total_pence"] == 60_000_00
    assert draft["strategy"] == "most"
    changed = next(each for each in draft["targets"] if each["id"] == target)
    assert (changed["strength"], changed["level"]) == ("must", 0.25)
    assert not problems_of_draft(draft)


def test_a_session_that_is_out_leaves_no_trace(base: Draft) -> None:
    for session in base["sessions"]:
        key = session["id"]
        draft = resolve(base, Differences(sessions=(SessionDifference(session=key, is_out=True),))).draft
        assert key not in [each["id"] for each in draft["sessions"]]
        assert not problems_of_draft(draft), key


def test_a_session_held_another_number_of_times_or_in_another_way(base: Draft) -> None:
    key = base["sessions"][0]["id"]
    change = SessionDifference(session=key, count=1, required_count=1, modes=(Mode.IN_PERSON,))
    session = resolve(base, Differences(sessions=(change,))).draft["sessions"][0]
    assert session["repeats"]["count"] == 1
    assert session["modes"] == ["in_person"]


def test_a_session_that_decides_nothing_takes_the_feedback_on_it_along(base: Draft) -> None:
    key = next(each["id"] for each in base["sessions"] if each["decision"])
    told = [each["id"] for each in base["sessions"] if each["feeds_back_on"] == key]
    assert told, "the example has a feedback session"
    draft = resolve(base, Differences(sessions=(SessionDifference(session=key, has_decision=False),))).draft
    by_id = {each["id"]: each for each in draft["sessions"]}
    assert by_id[key]["decision"] is None
    assert all(by_id[each]["feeds_back_on"] is None for each in told)
    assert not problems_of_draft(draft)


def test_a_group_that_is_out_is_invited_nowhere_and_sessions_for_it_alone_fall_away(base: Draft) -> None:
    for group in base["groups"]:
        key = group["id"]
        draft = resolve(base, Differences(groups=(GroupDifference(group=key),))).draft
        assert key not in [each["id"] for each in draft["groups"]]
        assert all(key not in each["invited"] and each["invited"] for each in draft["sessions"])


def test_provision_that_is_out_is_chosen_nowhere(base: Draft) -> None:
    venue = base["venues"][0]["id"]
    provision = Provision(pays_preparation=False, has_catering=False, venues_out=(venue,))
    draft = resolve(base, Differences(provision=provision)).draft
    assert draft["rate_card"]["pays_preparation"] is False
    assert venue not in [each["id"] for each in draft["venues"]]
    assert all(venue not in each["venues"] and not each["has_catering"] for each in draft["sessions"])


def test_what_the_base_no_longer_has_is_said_and_changes_nothing(base: Draft) -> None:
    resolved = resolve(
        base,
        Differences(
            sessions=(SessionDifference(session="gone", is_out=True),),
            targets=(TargetDifference(target="gone-too", is_out=True),),
            provision=Provision(tools_out=("no-tool",)),
        ),
    )
    assert [(each.path, each.id) for each in resolved.stale] == [
        ("sessions[0]", "gone"),
        ("targets[0]", "gone-too"),
        ("provision.tools_out[0]", "no-tool"),
    ]
    assert digest_of(resolved.draft) == digest_of(base)


def test_a_change_of_the_base_flows_through(base: Draft) -> None:
    option = offered_options(base)["do-minimum"]
    before = digest_of(resolve(base, option.differences).draft)
    base["rate_card"]["rates"][0]["further_hour_pence"] += 1
    assert digest_of(resolve(base, option.differences).draft) != before
