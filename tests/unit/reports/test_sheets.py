"""The sheets: about a dozen rows, money to £100 that still adds up, large print, nothing that picks anybody out."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document

from planner.domain.money import format_pence
from planner.domain.options import OptionKind
from planner.domain.terms import Known
from planner.reports.case import Case, CaseFacts, written
from planner.reports.paper import Heading, PaperTable, Paragraph, as_docx, pages_count
from planner.reports.plain import MEMBERS_PASSAGES, PlainPlace, plain_plan
from planner.reports.sheets import commissioners_sheet, finance_sheet, members_sheet
from planner.reports.sheets.rounding import STEP_PENCE, rounded_parts, rounded_words
from tests.golden.solved import EXAMPLES, cases, solved
from tests.unit.reports.case.facts import MADE_ON, bid, empty, every_option, facts_of, facts_with


def table(blocks: tuple[object, ...], caption: str) -> PaperTable:
    return next(each for each in blocks if isinstance(each, PaperTable) and each.caption.startswith(caption))


def pounds(words: str) -> int:
    return int(words.replace("£", "").replace(",", ""))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_sheet_for_commissioners_has_the_decision_and_about_twelve_rows(example: str) -> None:
    facts = facts_of(example)
    sheet = commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")
    options = table(sheet.blocks, "The options")
    assert 10 <= len(options.rows) <= 13
    assert options.headings[1] == facts.chosen.title
    assert len(options.headings) <= 5
    total = options.rows[0].cells[1]
    assert abs(pounds(total) * 100 - facts.plan.total_pence) <= STEP_PENCE // 2
    assert pages_count(sheet) == 1
    assert as_docx(sheet)


@pytest.mark.parametrize(("example", "option"), cases())
def test_the_sheet_for_commissioners_is_one_page_for_every_option(example: str, option: str) -> None:
    facts = facts_of(example, option)
    assert pages_count(commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")) == 1


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_pence_stand_on_the_sheet_for_commissioners(example: str) -> None:
    facts = facts_of(example)
    sheet = commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")
    assert re.findall(r"£[\d,]+\.\d\d", repr(sheet.blocks)) == []
    asked = next(
        each for each in sheet.blocks if isinstance(each, Paragraph) and "is asked to approve" in repr(each)
    )
    total, *years = map(pounds, re.findall(r"£[\d,]+", "".join(run.words for run in asked.words)))
    assert sum(years) == total
    assert abs(total * 100 - facts.plan.total_pence) <= STEP_PENCE // 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_sheet_tells_of_the_options_in_its_table_and_saves_what_the_table_says(example: str) -> None:
    facts = facts_of(example)
    sheet = commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")
    options = table(sheet.blocks, "The options")
    totals = dict(zip(options.headings[1:], map(pounds, options.rows[0].cells[1:]), strict=True))
    told = re.findall(r"“([^”]+)” instead (saves|costs) (£[\d,]+)", repr(sheet.blocks))
    assert [title for title, _, _ in told] == [title for title in facts_titles(facts) if title in totals][:-1]
    for title, way, words in told:
        gap = totals[title] - totals[facts.chosen.title]
        assert (gap < 0, abs(gap)) == (way == "saves", pounds(words))


def facts_titles(facts: CaseFacts) -> list[str]:
    """The titles of its options, the chosen one last."""
    titles = [each.title for each in facts.comparison.options]
    return sorted(titles, key=lambda title: title == facts.chosen.title)


def test_the_sheet_shows_business_as_usual_do_minimum_and_the_preferred_before_others() -> None:
    others = every_option("county-wide")
    usual = replace(bid(), key="usual", title="As usual", kind=OptionKind.BUSINESS_AS_USUAL)
    for chosen, wanted in (
        ("preferred", ["Preferred way forward", "As usual", "Do minimum", "Engagement only"]),
        ("reach-further", ["Reach further", "As usual", "Do minimum", "Preferred way forward"]),
    ):
        facts = facts_with([*others, usual], chosen)
        sheet = commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")
        assert list(table(sheet.blocks, "The options").headings[1:]) == wanted


def test_the_sheet_says_who_does_not_take_part_and_what_is_not_costed() -> None:
    missing = empty("usual", "Business as usual", OptionKind.BUSINESS_AS_USUAL)
    facts = facts_with([*every_option("county-wide"), missing], "preferred")
    sheet = commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")
    rows = {row.cells[0]: row.cells for row in table(sheet.blocks, "The options").rows}
    assert "People with learning disabilities" in rows["Groups that do not take part"][2]
    assert rows["Targets met"][2] == "8 of 15 (13 targets of the project are not set here)"
    assert "not costed, and so not compared." in repr(sheet.blocks)
    assert pages_count(sheet) == 1


def test_a_session_left_out_for_money_is_told_without_amounts_that_rounding_would_make_alike() -> None:
    facts = facts_of("respite-care")
    sheet = commissioners_sheet(facts, Case(facts, "full").written({}), reference="x")
    assert "Design workshop 4 is left out. Not enough money left." in repr(sheet.blocks)


def test_a_persons_own_words_keep_their_amounts_and_get_rounded_figures() -> None:
    facts = facts_of("small-grant")
    own = {"summary.asked": "{total}, of which a hall at £27.50 an hour."}
    sheet = commissioners_sheet(facts, Case(facts, "full").written(own), reference="x")
    assert "£4,900, of which a hall at £27.50 an hour." in repr(sheet.blocks)


@pytest.mark.parametrize(("example", "option"), cases())
def test_the_sheet_for_members_is_large_and_says_what_they_need(example: str, option: str) -> None:
    programme, plan = solved(example, option)
    figures = Case(facts_of(example, option), "short").figures
    told = plain_plan(programme, plan)
    sheet = members_sheet(told, written(MEMBERS_PASSAGES, {}, figures), made_on=MADE_ON, reference="x")
    titles = [each.words for each in sheet.blocks if isinstance(each, Heading)]
    wanted = [
        "When and where",
        "How to get there",
        "What is provided",
        "What you are paid, and when",
        "What you decide",
        "Who to ask",
    ]
    assert titles == wanted
    assert "when and how people are paid" in repr(sheet.blocks)
    assert sheet.is_large
    assert pages_count(sheet) <= 2
    assert told.purpose in repr(sheet.blocks) or len(told.dates) > 12
    everything = repr(sheet.blocks)
    shown = "|".join(row.cells[0] for row in table(sheet.blocks, "Sessions").rows)
    for each in told.dates:
        weekday, day, month, _ = each.date.split(" ")
        assert re.search(rf"{weekday}s? [^|]*?\b{day}\b[^|]*?{month}[^|]*?{each.time}", shown)
        assert each.time in everything
        assert each.joins == "in person and online" or each.where in everything
        assert each.joins != "online" or f"{each.where} (online)" in everything
    hybrid = [each for each in told.dates if each.joins == "in person and online"]
    for each in hybrid:
        assert f"{each.where.rpartition(', and ')[0]}, or online" in everything
    for place in told.places:
        assert all(words in everything for words in (*place.there, *place.unknown))
        assert not place.unknown or "Not checked yet" in everything


def test_rounded_parts_add_up_to_their_rounded_sum() -> None:
    assert rounded_parts([149_99, 149_99, 149_99]) == [200_00, 100_00, 100_00]
    assert rounded_parts([0, 0]) == [0, 0]
    assert rounded_parts([49_00, 0]) == [0, 0]
    assert rounded_parts([-120_00, 320_00]) == [-100_00, 300_00]


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (0, "£0"),
        (50_00, "£100"),
        (49_99, "under £100"),
        (34_039_51, "£34,000"),
        (-49_99, "-£49.99"),
        (-150_00, "-£200"),
    ],
)
def test_money_is_rounded_to_a_hundred_pounds_and_never_to_nothing(pence: int, words: str) -> None:
    assert rounded_words(pence) == words


def test_nobody_is_counted_and_no_need_is_told_in_plain_words() -> None:
    programme, plan = solved("county-wide")
    told = plain_plan(programme, plan)
    everything = repr(told)
    for group in programme.groups:
        assert f"{group.name}:" not in everything
    assert told.total == format_pence(plan.total_pence)
    assert len(told.dates) == len(plan.sittings)
    assert told.pay[:2] == ("Up to 30 minutes: £13.80", "Up to 1 hour: £27.50")
    assert {place.name for place in told.places} <= {
        each.name for each in (*programme.venues, *programme.tools)
    }
    assert all(place.there for place in told.places)


def test_a_sheet_as_docx_is_set_as_small_as_it_has_to_be_and_large_print_never_under_fourteen_points() -> (
    None
):
    facts = facts_of("county-wide")
    passages = Case(facts, "full").written({})
    told = plain_plan(facts.programme, facts.plan)
    members = members_sheet(told, written(MEMBERS_PASSAGES, {}, {}), made_on=MADE_ON, reference="x")
    sizes = {}
    for name, sheet in (("finance", finance_sheet(facts, changes=(), reference="x")), ("members", members),
                        ("commissioners", commissioners_sheet(facts, passages, reference="x"))):  # fmt: skip
        sizes[name] = Document(io.BytesIO(as_docx(sheet))).styles["Normal"].font.size.pt
    assert 8 <= sizes["commissioners"] < 10.5
    assert 8 <= sizes["finance"] < 10.5
    assert sizes["members"] == 14


def test_a_small_group_is_not_told_by_what_it_costs() -> None:
    programme, plan = solved("county-wide")
    assert min(group.size for group in programme.groups) < 5
    told = plain_plan(programme, plan)
    groups = tuple(each.model_copy(update={"size": 9}) for each in programme.groups)
    large = plain_plan(programme.model_copy(update={"groups": groups}), plan)
    assert [title for title, _ in large.money][:2] == ["Payments and rewards", "Expenses"]
    assert told.money[0][0] == "Payments and expenses"
    assert "Expenses" not in [title for title, _ in told.money]
    assert told.total == large.total
    pence = [round(float(amount.replace("£", "").replace(",", "")) * 100) for _, amount in told.money]
    assert sum(pence) == plan.total_pence


def test_dates_over_two_years_keep_their_year_and_each_of_two_tools_its_name() -> None:
    told = plain_plan(*solved("respite-care"))
    first = told.dates[0]
    tools = tuple(PlainPlace(name, True, (), ()) for name in ("Meeting tool", "Board tool"))
    dates = tuple(
        replace(first, date=date, series="Workshop", title=f"Workshop, {number} of 7",
                where="Hall, and Board tool", joins="in person and online")
        for number, date in enumerate(
            ("Friday 4 December 2026", "Friday 11 December 2026", "Friday 8 January 2027", "Friday 15 January 2027",
             "Friday 5 February 2027", "Friday 12 February 2027", "Friday 19 February 2027"), start=1)
    )  # fmt: skip
    sheet = members_sheet(
        replace(told, dates=dates, places=tools),
        written(MEMBERS_PASSAGES, {}, {}), made_on=MADE_ON, reference="x",
    )  # fmt: skip
    sessions = table(sheet.blocks, "Sessions")
    assert sessions.headings[0] == "When"
    assert [row.cells for row in sessions.rows] == [
        (
            "Fridays 4 and 11 December 2026, 8 and 15 January 2027, 5, 12 and 19 February 2027, "
            + first.time,
            "Workshop",
            "Hall, or online with Board tool",
        )
    ]


@pytest.mark.parametrize("answer", list(Known))
def test_of_a_venue_only_what_every_room_in_use_has_is_told(answer: Known) -> None:
    programme, plan = solved("respite-care")
    first, second = [at for at, each in enumerate(plan.sittings) if each.place.startswith("village")][:2]
    venue = next(each for each in programme.venues if plan.sittings[first].place.startswith(f"{each.id}/"))
    yes = next(each for each in venue.features if each.is_there is Known.YES)
    rooms = tuple(
        venue.rooms[0].model_copy(
            update={"id": key, "features": (yes.model_copy(update={"is_there": state}),)}
        )
        for key, state in (("one", answer), ("two", Known.YES))
    )
    changed = venue.model_copy(update={"rooms": rooms})
    venues = tuple(changed if each is venue else each for each in programme.venues)
    held = tuple(
        each.model_copy(update={"place": f"{venue.id}/{'one' if at == first else 'two'}"})
        if each.place.startswith(f"{venue.id}/")
        else each
        for at, each in enumerate(plan.sittings)
    )
    assert held[second].place.endswith("/two")
    told = plain_plan(
        programme.model_copy(update={"venues": venues}), plan.model_copy(update={"sittings": held})
    )
    found = next(each for each in told.places if each.name == venue.name)
    words = "Step-free from drop-off or stop to every room used"
    assert yes.key == "step_free_route"
    assert (words in found.there) == (answer is Known.YES)
    assert (words in found.unknown) == (answer is Known.UNKNOWN)
