"""What a comparison says: targets on one yardstick, what is not set or not reached, gains and losses in whole sentences."""

from __future__ import annotations

from dataclasses import replace

from planner.optimiser.finish import measured
from planner.reports.compare import Compared, comparison, gains_and_losses
from tests.builders import group, plan_of, session, tiny_document, tiny_sittings
from tests.builders import programme_of as read
from tests.unit.reports.case.facts import option
from tests.unit.reports.compared import built, half, whole

WELL_SHARED = {"kind": "equal_footing", "id": "shared", "title": "Most have lived experience", "level": "0.5"}
OFTEN = {"kind": "continuity", "id": "often", "title": "Everybody comes twice", "times": 2}


def without_targets() -> tuple[Compared, Compared]:
    """An option with the project's two targets, and one session that sets neither and has no officers."""
    whole_programme = read(tiny_document(targets=[WELL_SHARED, OFTEN]))
    plan = plan_of(whole_programme, tiny_sittings())
    first = built("whole", whole_programme, measured(whole_programme, plan))
    programme = read(
        tiny_document(groups=[group("residents", 6)], sessions=[session("design", ["residents"])])
    )
    sittings = [{**each, "places": {"residents": 6}} for each in tiny_sittings()[:1]]
    own = plan_of(programme, sittings)
    common = programme.model_copy(update={"targets": whole_programme.targets})
    least = built("least", programme, measured(programme, own))
    return first, replace(least, common_programme=common, common_plan=measured(common, own))


def test_what_an_option_does_not_set_and_who_does_not_come_is_said_and_lost() -> None:
    found = comparison(without_targets(), "whole", may_see_small_numbers=True)
    assert found.row("met").cells[0].words == "2 of 2"
    assert found.row("met").cells[1].words == "1 of 2 (2 targets of the project are not set here)"
    assert "Not a target" not in found.row("target:often").cells[0].words
    assert found.row("target:often").cells[1].words == "Not met: 1 time. Not a target in this option."
    losses = gains_and_losses(found)[0].losses
    assert "This group no longer takes part: Officers." in losses
    assert "It misses “Everybody comes twice”: 1 time." in losses
    assert "It no longer sets 2 targets: “Most have lived experience” and “Everybody comes twice”." in losses
    gains = gains_and_losses(comparison(without_targets(), "least", may_see_small_numbers=True))[0].gains
    assert "This group takes part, too: Officers." in gains
    assert "It sets 2 targets: “Most have lived experience” and “Everybody comes twice”." in gains


def test_a_target_missed_although_its_number_is_reached_tells_what_is_missed() -> None:
    """The county's option of engagement only: every group comes twice, one is missing from a stage."""
    options = (option("county-wide", "preferred", 1), option("county-wide", "engagement-only", 2))
    found = comparison(options, "preferred")
    row = next(
        row for group in found.groups for row in group.rows if row.title.startswith("Every group comes")
    )
    assert row.cells[0].words == "Met: 2 times"
    assert row.cells[1].words.startswith("Not met: not in every stage")
    losses = gains_and_losses(found)[0].losses
    assert f"It misses “{row.title}”: not in every stage." in losses


def test_what_part_of_the_money_reaches_people_is_one_figure() -> None:
    found = comparison(
        (option("county-wide", "preferred", 1), option("county-wide", "do-minimum", 2)), "preferred"
    )
    keys = [row.key for group in found.groups for row in group.rows]
    assert "reaching-people" not in keys
    assert all(key in keys for key in found.reaching)
    assert comparison((whole(),), "whole").reaching == ("reaching-people",)


def test_what_still_has_to_be_confirmed_is_a_whole_sentence() -> None:
    found = comparison(
        (option("county-wide", "preferred", 1), option("respite-care", "preferred", 2)), "preferred"
    )
    assert [cell.words for cell in found.row("access-met").cells] == [
        "Every one is met, if 1 thing still to be confirmed turns out as stated",
        "Every one is met, if 2 things still to be confirmed turn out as stated",
    ]


def test_what_is_gained_and_lost_is_told_in_words() -> None:
    found = comparison((whole(), half()), "whole", may_see_small_numbers=True)
    told = gains_and_losses(found)[0]
    assert told.gains[0].startswith("It costs £")
    assert "1 fewer session is held." in told.losses
    assert any("fewer hours of sessions" in words for words in told.losses)
