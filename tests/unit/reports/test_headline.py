from decimal import Decimal

from planner.domain.plan import Proof, Rung
from planner.domain.terms import Category, Evidence
from planner.reports.headline import without_estimates
from planner.reports.narrative import narrative, rung_words
from planner.reports.tables import headline, left_out_rows, proof_rows, proof_words, to_find_rows
from tests.unit.reports.plan_for_tests import line, plan, programme


def changed(**fields):
    return plan().model_copy(update=fields)


def test_the_headline_says_money_estimates_old_prices_misses_and_what_is_left_out():
    assert headline(programme(), plan(), may_see_small_numbers=True).line == (
        "£3,210 of £6,000 · £50 rests on estimates · 1 price more than two years old · "
        "3 of 6 targets missed: ‘Evenings for unpaid carers’; ‘Short journeys’; ‘Good process’ · 1 session left out"
    )


def test_a_headline_is_as_short_as_the_plan_is_good():
    good = changed(lines=(), targets=(), to_find=(), left_out=(), total_pence=4_832_000)
    assert headline(programme(), good).line == "£48,320 of £6,000"


def test_only_prices_nobody_has_quoted_rest_on_estimates():
    some = (
        line("room_hire", Category.VENUE, 100_00, evidence=Evidence.OUR_ESTIMATE),
        line("room_hire", Category.VENUE, 10_00, evidence=Evidence.QUOTE),
        line(
            "staff_time",
            Category.FACILITATION,
            5_00,
            evidence=Evidence.OUR_ESTIMATE,
            basis="in_kind",
            amount_pence=0,
        ),
        line("contingency", Category.CONTINGENCY, 7_00, evidence=Evidence.OUR_ESTIMATE),
        line("top_up", Category.MATERIALS, 3_00, evidence=Evidence.OUR_ESTIMATE),
    )
    assert headline(programme(), changed(lines=some), may_see_small_numbers=True).estimated_pence == 100_00


def test_missed_targets_are_counted_and_their_titles_quoted():
    titles = ("Repeats keep day, time and place", "Short journeys")
    targets = tuple(
        each.model_copy(update={"title": title, "met": False})
        for each, title in zip(plan().targets, titles, strict=False)
    )
    said = headline(programme(), changed(targets=targets)).missed
    assert said == "2 of 2 targets missed: ‘Repeats keep day, time and place’; ‘Short journeys’"


def test_how_much_rests_on_estimates_is_told_to_nobody_who_may_not_see_small_numbers():
    seen, hidden = headline(programme(), plan(), may_see_small_numbers=True), headline(programme(), plan())
    assert hidden.line == seen.line.replace("£50 rests", "part of it rests")
    assert (hidden.estimated_pence, hidden.estimated) == (0, "")
    assert without_estimates(seen.line) == hidden.line
    assert without_estimates(hidden.line) == hidden.line
    assert "£50" not in narrative(programme(), plan()).cost
    assert "Part of it rests on estimates and has to be settled" in narrative(programme(), plan()).cost


def test_how_much_rests_on_estimates_is_told_to_everybody_where_no_number_is_small():
    large = changed(sittings=(), lines=(line("room_hire", Category.VENUE, 100_00, evidence="our_estimate"),))
    assert headline(programme(), large).rests_on == "£100 rests on estimates"


def test_the_quotes_to_get_add_up_to_what_rests_on_estimates():
    seen = headline(programme(), plan(), may_see_small_numbers=True)
    quotes = [
        row.amount_pence
        for row in to_find_rows(programme(), plan(), may_see_small_numbers=True)
        if row.what == "Get a quote"
    ]
    assert sum(quotes) == seen.estimated_pence == 5_000
    assert seen.estimated == "£50.00"


def test_a_session_left_out_for_want_of_money_says_how_much_is_missing():
    because = "Money: by itself it costs at least £1,961.61, and £1,032.13 of the budget is left."
    left = plan().left_out[0].model_copy(update={"because": because})
    (row,) = left_out_rows(programme(), changed(left_out=(left,)))
    assert row.because == ("Not enough money left: it would cost at least £1,961.61, and £1,032.13 is left.")


def test_what_is_to_be_found_comes_soonest_first_and_in_words():
    said = [
        (row.what, row.thing, row.where, row.by, row.amount)
        for row in to_find_rows(programme(), plan(), may_see_small_numbers=True)
    ]
    assert said == [
        ("Get an answer", "the group has not been asked", "Thanks and recognition", "by 2 November 2026", ""),
        ("Visit", "Quiet or sensory room", "Main room, Community hall", "by 5 November 2026", ""),
        ("Get a quote", "Care that lets people come", "", "by 3 December 2026", "£50.00"),
        ("Check an old price", "Room hire", "The hall", "", "£1,200.00"),
    ]


def test_what_is_left_out_has_its_title_and_reason():
    (row,) = left_out_rows(programme(), plan())
    assert (row.title, row.because) == ("Design, 3 of 3", "It does not fit the budget.")


def test_the_proof_stands_stage_by_stage():
    worst, money = proof_rows(plan())
    assert (worst.value, worst.bound, worst.closed) == ("0.4", "0.4", "Settled")
    assert (money.value, money.bound, money.closed, money.gap) == (
        "£3,060.00",
        "£3,039.50",
        "Could still be better",
        "0.7%",
    )


def test_the_proof_in_words_says_what_could_still_be_saved():
    assert proof_words(plan()) == (
        "We looked for the fairest plan within the budget, and it came as close as was asked for. "
        "Another plan could save at most £20.50, everything else held."
    )


def test_a_settled_proof_says_that_nothing_is_better_and_a_hand_made_plan_that_nobody_looked():
    settled = Proof(optimal=True, bound=Decimal(1), gap=Decimal(0), stopped_by="closed", seconds=Decimal(1))
    assert proof_words(changed(proof=settled)).endswith("No other plan does better.")
    for by_hand in (None, settled.model_copy(update={"stopped_by": "hand"})):
        assert "made by hand" in proof_words(changed(proof=by_hand))
    assert proof_rows(changed(proof=None)) == ()


def test_the_plan_tells_its_story_in_sentences():
    story = narrative(programme(), plan(), may_see_small_numbers=True)
    assert story.what == (
        "5 sessions between 5 November 2026 and 8 April 2027: 3 in person, 1 online and 1 that people can join in person "
        "or online. 1 session decides something. 1 session is left out."
    )
    assert story.cost == (
        "It costs £3,210 of a budget of £6,000 (£2,790 stays unspent). £150 of that is contingency. Beside it stands £400 "
        "already funded and £330 given in kind. £50 rests on estimates and has to be settled before it is signed."
    )
    assert (
        story.shortfalls[1]
        == "Short journeys: 42.5 minutes, where at most 30 minutes is aimed for. 12.5 minutes over."
    )
    assert len(story.shortfalls) == 3


def test_a_plan_dearer_than_its_budget_says_so():
    assert "£4,000 too much" in narrative(programme(), changed(total_pence=1_000_000)).cost


def test_a_plan_that_misses_nothing_says_that_all_is_met():
    met = tuple(each.model_copy(update={"met": True}) for each in plan().targets)
    assert narrative(programme(), changed(targets=met)).shortfalls == ("All 6 targets are met.",)


def test_what_is_missing_for_co_production_is_said_without_a_badge():
    assert (
        rung_words(plan())
        == "To be co-production it lacks: preparation is not paid; nobody shares in delivery."
    )
    for name in ("co-design", "engagement", "consultation", "tokenism"):
        lacking = changed(rung=Rung(name=name, is_co_production=False, missing=("feedback after decisions",)))
        assert name not in rung_words(lacking)
    assert rung_words(changed(rung=Rung(name="co-production", is_co_production=True))).startswith(
        "This is co-production"
    )
    assert rung_words(changed(rung=None)) == ""


def test_what_care_comes_to_is_not_told_by_what_there_is_to_quote():
    hidden = to_find_rows(programme(), plan())
    seen = to_find_rows(programme(), plan(), may_see_small_numbers=True)
    assert [(row.what, row.thing, row.by) for row in hidden] == [
        (row.what, row.thing, row.by) for row in seen
    ]
    assert {(row.amount, row.amount_pence) for row in hidden} == {("", 0)}
