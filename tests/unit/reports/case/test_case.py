"""What the business case proposes: from the data alone, with a blank wherever a person must write, no word as code."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.domain.appraisal import (
    FIVE_FACTORS,
    Objective,
    OptimismBias,
    Parameters,
    RegisterEntry,
    ScoreCard,
)
from planner.domain.money import format_pence
from planner.reports.case import Case, blocks_of, filled_in, unknown_figures
from planner.reports.paper import Bullets, Heading, PaperTable, Paragraph, Picture, blanks_in
from tests.golden.solved import EXAMPLES, solved
from tests.unit.reports.case.facts import changed, facts_of


@pytest.fixture(scope="module")
def case() -> Case:
    return Case(facts_of("small-grant"), "full")


def told(case: Case, key: str) -> str:
    return case.written({})[key].printed


def blocks(case: Case) -> list[object]:
    return list(case.paper({}, reference="x").blocks)


def tables(case: Case) -> dict[str, PaperTable]:
    return {block.caption: block for block in blocks(case) if isinstance(block, PaperTable)}


def card(**scores: int) -> ScoreCard:
    keys = [factor.id for factor in FIVE_FACTORS]
    return ScoreCard(
        scores={key.replace("_", "-"): dict.fromkeys(keys, score) for key, score in scores.items()}
    )


def test_the_five_cases_stand_in_their_order_in_the_full_form(case: Case) -> None:
    assert [chapter.title for chapter in case.chapters] == [
        "Summary",
        "Strategic case",
        "Economic case",
        "Commercial case",
        "Financial case",
        "Management case",
        "Decision",
        "Appendix: what the figures rest on",
        "Appendix: the options in full",
    ]


def test_the_short_form_has_fewer_of_the_same_parts(case: Case) -> None:
    short = Case(case.facts, "short")
    assert set(short.written({})) < set(case.written({}))
    assert {each.key: each.proposed for each in short.passages}.items() <= {
        each.key: each.proposed for each in case.passages
    }.items()
    assert len(blocks(short)) < len(blocks(case)) / 1.3


def test_levels_of_headings_follow_each_other_without_a_gap(case: Case) -> None:
    level = 0
    for block in blocks(case):
        if isinstance(block, Heading):
            assert block.level <= level + 1
            level = block.level


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_figure_that_is_proposed_is_known_and_every_blank_says_what_to_write(example: str) -> None:
    made = Case(facts_of(example), "full")
    for each in made.passages:
        assert unknown_figures(each.proposed, made.figures) == (), each.key
        assert "{" not in told(made, each.key)
        assert all(words.strip() for words in blanks_in(each.proposed))
    total = format_pence(solved(example)[1].total_pence)
    assert made.figures["total"] == total
    assert f"It costs {total} of new money" in told(made, "financial.affordable")


def test_without_scores_the_reason_is_a_blank_and_with_them_it_is_told() -> None:
    assert "no scores have been agreed yet" in told(
        Case(facts_of("small-grant"), "full"), "summary.recommended"
    )
    first = facts_of("small-grant", card=card(preferred=8, do_minimum=4, engagement_only=3, bid=2))
    assert "It comes first by the scores agreed." in told(Case(first, "full"), "summary.recommended")
    second = facts_of("small-grant", card=card(preferred=4, do_minimum=8, engagement_only=3, bid=2))
    words = told(Case(second, "full"), "summary.recommended")
    assert "although “Do minimum” comes first" in words
    assert "[Write: why “Preferred way forward” all the same]" in words


def test_objectives_and_the_register_stand_where_they_were_entered() -> None:
    aim = Objective(id="a", title="Repairs within a week", measure="Days", baseline="21", wanted="7")
    risk = RegisterEntry(
        id="r", kind="risk", title="Nobody comes", likelihood="high", size="low", response="Ask again"
    )
    worth = RegisterEntry(
        id="b", kind="benefit", title="Fewer visits", money_pence=500_00, evidence="Council study of 2025"
    )
    made = Case(facts_of("small-grant", objectives=(aim,), benefits_and_risks=(risk, worth)), "full")
    found = tables(made)
    assert found["What it is to achieve"].rows[0].cells == (
        "Repairs within a week",
        "Days",
        "21",
        "7",
        "Not said",
    )
    assert found["Risks"].rows[0].cells == ("Nobody comes", "High", "Low", "Ask again", "Not said")
    assert found["Benefits"].rows[0].cells[-1] == "£500.00 (Council study of 2025)"
    assert "strategic.objectives" not in made.written({})


def test_what_is_switched_off_is_not_in_it_and_optimism_bias_never_in_the_budget(case: Case) -> None:
    assert "The economic case of each option" not in tables(case)
    on = Parameters(has_optimism_bias=True, optimism_bias=(OptimismBias(percent=Decimal(10)),))
    made = Case(facts_of("small-grant", parameters=on), "full")
    assert "The economic case of each option" in tables(made)
    by_year = tables(made)["New money by section and financial year"]
    total = next(row for row in by_year.rows if row.is_total)
    assert total.cells[-1] == format_pence(solved("small-grant")[1].total_pence)


def test_what_is_missed_and_left_out_is_said_in_the_summary() -> None:
    made = Case(facts_of("county-wide"), "full")
    _, plan = solved("county-wide")
    words = told(made, "summary.missed")
    for target in plan.targets:
        assert (target.title in words) == (not target.met)
    assert len([line for line in words.splitlines() if "left out" in line]) == len(plan.left_out)


def test_a_plan_over_its_budget_asks_where_the_rest_comes_from(case: Case) -> None:
    programme = case.facts.programme
    poor = programme.model_copy(update={"budget": programme.budget.model_copy(update={"total_pence": 1})})
    words = told(Case(changed(case.facts, programme=poor), "full"), "financial.affordable")
    assert "[Write: where the rest comes from, or what is left out]" in words


def test_braces_and_brackets_of_the_data_are_no_figures_and_no_blanks(case: Case) -> None:
    programme = case.facts.programme
    odd = programme.model_copy(update={"purpose": "See {total} and [Write: x] {nothing}"})
    words = told(Case(changed(case.facts, programme=odd), "full"), "strategic.need")
    assert "See (total) and (Write: x] (nothing)." in words
    assert len(blanks_in(words)) == 1


def test_pictures_have_words_and_names_of_their_own(case: Case) -> None:
    pictures = [block for block in blocks(case) if isinstance(block, Picture)]
    assert [picture.name for picture in pictures] == ["options", "costs", "timeline"]
    assert all(picture.chart.alt and picture.caption for picture in pictures)


def test_many_options_go_on_in_a_second_table() -> None:
    one = facts_of("county-wide")
    more = Case(one, "full")
    assert "What each costs" in tables(more)
    assert len(tables(more)["What each costs"].headings) == len(one.comparison.options) + 1
    assert tables(more)["What each costs"].headings[1] == one.chosen.title


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("One.\ntwo.\n\nThree.", [Paragraph, Paragraph]),
        ("- a\n- b\n\nAfter.", [Bullets, Paragraph]),
        ("Before:\n- a\n  more of a", [Paragraph, Bullets]),
        ("", []),
        (" \n\n \n", []),
        ("-not a list", [Paragraph]),
        ("- ", [Paragraph]),
    ],
)
def test_words_become_paragraphs_and_lists(words: str, wanted: list[type]) -> None:
    assert [type(block) for block in blocks_of(words)] == wanted


def test_figures_are_filled_in_by_name_and_unknown_ones_become_blanks() -> None:
    assert (
        filled_in("{a}, { a } and {b}", {"a": "£1"})
        == "£1, £1 and [Write: the figure “b” is no longer there]"
    )
    assert unknown_figures("{a} {b} {b} {c}", {"a": "£1"}) == ("b", "c")
    assert filled_in("{} {{a}}", {"a": "1"}) == "{} {1}"


def test_the_longest_title_of_an_option_can_be_named() -> None:
    name = f"total of {'x' * 200}"
    assert filled_in("{" + name + "}", {name: "£1"}) == "£1"
    assert unknown_figures("{" + name + "}", {}) == (name,)
