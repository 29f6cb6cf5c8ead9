"""What the business case proposes: from the data alone, with a blank wherever a person must write, no word as code."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.domain.appraisal import (
    FIVE_FACTORS,
    Assurance,
    Objective,
    OptimismBias,
    Parameters,
    QuoteThreshold,
    RegisterEntry,
    ScoreCard,
)
from planner.domain.money import format_pence
from planner.reports.case import Case, CaseFacts, blocks_of, filled_in, unknown_figures
from planner.reports.case.appendix import ABOUT_PROOF, board_words
from planner.reports.case.financial import RULES_NOT_ENTERED, SUPPLIERS_NOT_TOLD
from planner.reports.paper import Bullets, Heading, PaperTable, Paragraph, Picture, blanks_in
from planner.reports.proof import proof_words
from tests.golden.solved import EXAMPLES, solved
from tests.unit.reports.case.facts import changed, facts_of, facts_with, option


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
    assert made.written({})["strategic.objectives"].blanks == ()
    mine = made.written({"strategic.objectives": "Mine."})["strategic.objectives"]
    assert mine.printed == "Mine."


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


def test_a_session_left_out_for_money_is_told_in_whole_sentences() -> None:
    words = told(Case(facts_of("respite-care"), "full"), "summary.missed")
    assert "Design workshop 4 is left out. Not enough money left: it would cost at least £1,793.01" in words
    assert "Money:" not in words


def test_what_is_told_of_other_parts_is_there(case: Case) -> None:
    assert "Optimism bias" not in told(case, "financial.affordable")
    on = Parameters(has_optimism_bias=True, optimism_bias=(OptimismBias(percent=Decimal(10)),))
    assert "Optimism bias" in told(
        Case(facts_of("small-grant", parameters=on), "full"), "financial.affordable"
    )
    assert "listed in the finance workbook" in told(Case(case.facts, "short"), "financial.sure")


def test_contingency_is_part_of_the_total_and_not_of_what_is_left(case: Case) -> None:
    plan = case.facts.plan
    total, contingency = format_pence(plan.total_pence), format_pence(plan.contingency_pence)
    assert f"The {total} includes {contingency} of contingency." in told(case, "financial.affordable")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_words_of_the_planner_stand_in_the_appendix_of_the_full_form_only(example: str) -> None:
    facts = facts_of(example)
    short, full = (Case(facts, form) for form in ("short", "full"))  # type: ignore[arg-type]
    assert "Stage by stage" not in tables(short)
    assert "Stage by stage" in tables(full)
    assert proof_words(facts.plan) not in repr(blocks(short))
    assert repr(blocks(full)).count(proof_words(facts.plan)) == 1
    row = next(
        row.cells for row in tables(short)["What the figures rest on"].rows if row.cells[0] == ABOUT_PROOF
    )
    assert row[1] == board_words(facts.plan)
    assert not set(row[1].lower().split()) & {"stage", "stages", "gap", "bound", "held."}


def test_with_whom_most_is_spent_says_what_it_does_not_tell() -> None:
    made = Case(facts_of("county-wide"), "full")
    found = tables(made)["Most is spent with"]
    assert found.headings == ("With", "New money")
    notes = [
        block.words[0].words
        for block in blocks(made)
        if isinstance(block, Paragraph) and block.look == "note"
    ]
    assert f"{RULES_NOT_ENTERED} {SUPPLIERS_NOT_TOLD}" in notes
    asks = QuoteThreshold(from_pence=1_000_00, asks_for="Three quotes")
    with_rules = tables(Case(facts_of("county-wide", assurance=Assurance(thresholds=(asks,))), "full"))
    assert with_rules["Most is spent with"].headings[-1] == "What rules of buying ask for"
    assert with_rules["Most is spent with"].rows[0].cells[-1] == "Three quotes"


def without_a_small_group() -> CaseFacts:
    """The county's case, where four come from the villages, beside an option that they are not in."""
    most, less = option("county-wide", "preferred", 1), option("county-wide", "reach-further", 2)
    assert most.programme is not None
    assert less.programme is not None
    small = [
        each.model_copy(update={"size": 4}) if each.id == "rural" else each for each in most.programme.groups
    ]
    others = [each for each in less.programme.groups if each.id != "rural"]
    most = replace(most, programme=most.programme.model_copy(update={"groups": tuple(small)}))
    less = replace(less, programme=less.programme.model_copy(update={"groups": tuple(others)}))
    return facts_with([most, less], "preferred")


def test_what_a_small_group_costs_cannot_be_had_from_the_financial_case() -> None:
    facts = without_a_small_group()
    made = Case(facts, "full")
    years = tables(made)["New money by section and financial year"]
    titles = [row.cells[0] for row in years.rows]
    assert titles[0] == "Payments and expenses"
    assert not set(titles) & {"Payments and rewards", "Expenses"}
    at = titles.index("New money in all")
    for column in range(1, len(years.headings)):
        assert sum(pence(row.cells[column]) for row in years.rows[:at]) == pence(years.rows[at].cells[column])
    assert pence(years.rows[at].cells[-1]) == facts.plan.total_pence
    assert "costs" not in [block.name for block in blocks(made) if isinstance(block, Picture)]
    lines = tables(made)["The ten largest lines of new money, and how sure each is"]
    assert [row.cells[0] for row in lines.rows].count("Payments and expenses") == 1
    assert not [row for row in lines.rows if "Payments for taking part" in row.cells[0]]


def pence(words: str) -> int:
    return int(Decimal(words.replace("£", "").replace(",", "")) * 100)


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
