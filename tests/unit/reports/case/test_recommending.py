"""What is recommended: the winner by its key, ties as ties, what another option saves and loses, nothing left out in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.appraisal import FIVE_FACTORS, ScoreCard
from planner.domain.money import format_pence
from planner.domain.options import OptionKind
from planner.reports.case import Case, unknown_figures
from planner.reports.case.figures import figures_of
from planner.reports.compare import Compared
from planner.reports.compare.reach import not_set
from planner.reports.paper import PaperTable, blanks_in
from planner.services import papers
from planner.services.cases import CaseFound
from tests.golden.solved import EXAMPLES, solved
from tests.unit.reports.case.facts import bid, empty, every_option, facts_of, facts_with, option

FACTORS = [factor.id for factor in FIVE_FACTORS]


def card(**scores: int) -> ScoreCard:
    return ScoreCard(
        scores={key.replace("_", "-"): dict.fromkeys(FACTORS, score) for key, score in scores.items()}
    )


def told(case: Case, key: str) -> str:
    return case.written({})[key].printed


def same_title() -> list[Compared]:
    """Two options of one title, the chosen one the second."""
    return [
        replace(option("small-grant", "do-minimum", 1), title="Preferred way forward"),
        option("small-grant", "preferred", 2),
    ]


def test_the_winner_is_known_by_its_key_and_not_by_its_title() -> None:
    lost = Case(facts_with(same_title(), "preferred", card(preferred=4, do_minimum=8)), "full")
    words = told(lost, "summary.recommended")
    assert "although “Preferred way forward (Plan 1)” comes first by the scores agreed" in words
    assert "“Preferred way forward (Plan 2)” is recommended" in words
    won = Case(facts_with(same_title(), "preferred", card(preferred=8, do_minimum=4)), "full")
    assert "It comes first by the scores agreed." in told(won, "summary.recommended")


def test_a_total_that_is_named_is_that_of_one_option() -> None:
    figures = figures_of(facts_with(same_title(), "preferred"))
    assert "total of Preferred way forward" not in figures
    assert figures["total of Preferred way forward (Plan 1)"] == format_pence(
        solved("small-grant", "do-minimum")[1].total_pence
    )


def test_an_issue_keeps_every_option_by_its_key() -> None:
    found = CaseFound(Case(facts_with(same_title(), "preferred"), "full"), "preferred", {}, (), (), ())
    wanted = {key: solved("small-grant", key)[1].total_pence for key in ("do-minimum", "preferred")}
    assert papers.facts_of(found)["options"] == wanted


def test_a_tie_is_told_as_a_tie() -> None:
    made = Case(
        facts_of("small-grant", card=card(preferred=8, do_minimum=8, engagement_only=3, bid=2)), "full"
    )
    words = told(made, "summary.recommended")
    assert "It comes first together with “Do minimum” by the scores agreed." in words
    assert "although" not in words
    judgement = told(made, "economic.judgement")
    assert "“Do minimum” and “Preferred way forward” come first together." in judgement
    assert "stays first" not in judgement
    lost = Case(
        facts_of("small-grant", card=card(preferred=2, do_minimum=8, engagement_only=8, bid=2)), "full"
    )
    words = told(lost, "summary.recommended")
    assert "although “Do minimum” and “Engagement only” come first together by the scores agreed" in words


def test_while_no_option_is_scored_for_every_factor_none_comes_first() -> None:
    some = ScoreCard(scores={"preferred": {FACTORS[0]: 5}})
    made = Case(facts_of("small-grant", card=some), "full")
    assert "[Write: why, in two sentences: no option is scored for every factor yet]" in told(
        made, "summary.recommended"
    )
    assert "comes first" not in told(made, "economic.judgement")


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_another_option_saves_is_told_before_what_it_loses(example: str) -> None:
    facts = facts_of(example)
    words = told(Case(facts, "full"), "summary.recommended")
    lines = [line for line in words.splitlines() if line.startswith("- ")]
    others = [each for each in facts.comparison.options if each.key != "preferred"]
    assert len(lines) == len(others)
    for line, each in zip(lines, others, strict=True):
        gap = each.total_pence - facts.plan.total_pence
        money = f"saves {format_pence(-gap)}." if gap < 0 else f"costs {format_pence(gap)} more."
        assert line.startswith(f"- “{each.title}” instead {money}")


def test_more_options_than_are_told_are_counted() -> None:
    bids = [replace(bid(), key=f"bid-{number}", title=f"Bid {number}") for number in range(6)]
    words = told(
        Case(facts_with([option("small-grant", "preferred", 1), *bids], "preferred"), "full"),
        "summary.recommended",
    )
    assert "- 2 more options in the economic case." in words


def test_options_without_figures_are_marked_blanks() -> None:
    missing = (
        empty("business-as-usual", "Business as usual", OptionKind.BUSINESS_AS_USUAL),
        empty("grant", "Ask again", OptionKind.DO_MINIMUM),
        empty("at-80", "At 80%", OptionKind.FRONTIER_POINT),
    )
    facts = facts_with([*every_option("small-grant"), *missing], "preferred")
    for form in ("full", "short"):
        made = Case(facts, form)  # type: ignore[arg-type]
        words = told(made, "summary.not_costed")
        lines = words.splitlines()
        assert [line.split(":")[0] for line in lines] == ["- Business as usual", "- Ask again (do minimum)"]
        assert all(line.endswith("not costed, and so not compared.") for line in lines)
        assert len(blanks_in(words)) == 2
        tables = {
            each.caption: each
            for each in made.paper({}, reference="x").blocks
            if isinstance(each, PaperTable)
        }
        assert ("Business as usual", "Business as usual", "Not worked out", "Not costed") in [
            row.cells for row in tables["The short list"].rows
        ]
    assert (
        told(Case(facts_of("small-grant"), "full"), "summary.not_costed") == "Every option has been costed."
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_an_option_does_not_do_names_the_targets_that_it_does_not_set(example: str) -> None:
    facts = facts_of(example, "do-minimum")
    words = told(Case(facts, "full"), "summary.missed")
    unset = not_set(facts.chosen)
    assert unset
    assert f"It does not set {len(unset)} targets of the project" in words
    assert "It meets all" not in words
    assert unknown_figures(words, {}) == ()


def test_who_takes_part_are_those_who_come() -> None:
    words = told(Case(facts_of("county-wide", "do-minimum"), "full"), "strategic.together")
    assert words.count("With lived experience, about 40 people take part") == 1
    assert "Not in this plan: People with learning disabilities and People of the coast" in words
