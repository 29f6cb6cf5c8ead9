import itertools
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.money import round_half_up
from planner.domain.terms import Category
from planner.reports.tables import cost_tree, years_table
from planner.reports.xlsx import SHEETS, workbook
from planner.reports.xlsx.book import MOST_CHARACTERS
from planner.reports.xlsx.costs import AS_IN_THE_PLAN, as_a_sheet_rounds
from tests.unit.reports.files.plans import PLANS, hostile, small, solved
from tests.unit.reports.files.workbooks import MAIN, Read
from tests.unit.reports.plan_for_tests import line

MADE_ON = date(2026, 11, 25)
KNOWN_FORMULAS = re.compile(
    r"ROUND\((?:[A-Z]+\d+|subtotal)\*[A-Z]+\d+,2\)|IF\([A-Z]+\d+=\"new money\",[A-Z]+\d+,0\)|SUM\([A-Z]+\d+(?::[A-Z]+\d+)?\)"
    r"|SUMIFS?\([A-Za-z!$0-9:,\" ]+\)|[A-Z]+\d+(?:\+[A-Z]+\d+)*"
    r"|subtotal(?:\+contingency)?|contingency|total|budget|budget-total"
)


def read(programme, plan, **more):
    return Read(workbook(programme, plan, made_on=MADE_ON, **more))


@pytest.mark.parametrize("sees", [True, False])
@pytest.mark.parametrize("name", PLANS)
def test_the_stored_results_are_the_plans_own_amounts_to_the_penny(name, sees):
    programme, plan = PLANS[name]()
    book = read(programme, plan, may_see_small_numbers=sees)
    amounts = {key: book.named(key).pence for key in ("total", "subtotal", "contingency", "budget")}
    assert amounts == {
        "total": plan.total_pence,
        "subtotal": plan.total_pence - plan.contingency_pence,
        "contingency": plan.contingency_pence,
        "budget": programme.budget.total_pence,
    }
    for section in cost_tree(programme, plan, may_see_small_numbers=sees).sections:
        lines = [
            each
            for item in section.items
            for each in item.lines
            if item.categories != (Category.CONTINGENCY,)
        ]
        row = book.row_of("Costs", f"Subtotal: {section.title}")
        assert row["G"].pence == sum(each.amount_pence for each in lines)
        assert row["E"].pence == sum(each.value_pence for each in lines)
    years = years_table(plan)
    assert [book.row_of("Summary", years.total.title)["B"].pence] == [plan.total_pence]


@pytest.mark.parametrize("name", PLANS)
def test_the_summary_has_the_sections_by_year_as_the_page_has_them(name):
    programme, plan = PLANS[name]()
    book = read(programme, plan, may_see_small_numbers=True)
    rows = {}
    for key, cell in book.sheets["Summary"].items():
        if key[0] == "A":
            rows.setdefault(cell.value, []).append(key[1:])
    for row in years_table(plan).rows:
        at = rows[row.title][-1]
        letters = "BCDEFGH"[: len(row.pence)]
        assert [book.sheets["Summary"][letter + at].pence for letter in letters] == list(row.pence)


def test_every_line_with_a_rate_is_worked_out_by_a_formula():
    programme, plan = solved()
    book = read(programme, plan, may_see_small_numbers=True)
    costs = book.sheets["Costs"]
    rows = [key[1:] for key, cell in costs.items() if key[0] == "D" and cell.kind == "n"]
    assert len(rows) > 150
    for row in rows:
        assert costs[f"E{row}"].formula == f"ROUND(B{row}*D{row},2)"
        assert costs[f"G{row}"].formula == f'IF(F{row}="new money",E{row},0)'
    assert re.fullmatch(r"ROUND\(subtotal\*B\d+,2\)", book.row_of("Costs", "Contingency")["E"].formula)
    assert book.row_of("Costs", "Contingency")["B"].value == "0.05"


def test_what_no_formula_gives_is_a_number_and_said_to_be_one():
    programme, plan = small()
    odd = line(
        "room_hire",
        Category.VENUE,
        99_99,
        key="room_hire:odd",
        title="Odd",
        quantity=Decimal(3),
        rate_pence=50_00,
    )
    book = read(programme, plan.model_copy(update={"lines": (*plan.lines, odd)}))
    row = book.row_of("Costs", "Odd")
    assert (row["E"].formula, row["E"].pence) == ("", 99_99)
    assert AS_IN_THE_PLAN in row["R"].value
    contingency = book.row_of("Costs", "contingency")
    assert (contingency["E"].formula, contingency["E"].pence) == ("", 150_00), "it is not 5% of the subtotal"
    assert book.named("total").pence == 321_000 + 99_99


@given(st.integers(0, 60 * 5000), st.integers(0, 10**7))
def test_a_sheet_rounds_hours_times_a_rate_as_the_plan_does(minutes, rate_pence):
    hours = Fraction(minutes, 60)
    assert as_a_sheet_rounds(float(hours) * (rate_pence / 100)) == round_half_up(hours * rate_pence)


def test_the_same_plan_gives_the_same_bytes_and_another_day_another_file():
    programme, plan = small()
    first, second = (workbook(programme, plan, made_on=MADE_ON) for _ in range(2))
    assert first == second
    assert first != workbook(programme, plan, made_on=date(2026, 11, 26))


def test_the_file_says_what_it_is_in_which_language_and_when_it_was_made():
    book = read(*small())
    core, custom = (book.parts[f"docProps/{name}.xml"].decode() for name in ("core", "custom"))
    assert "<dc:title>Respite care together</dc:title>" in core
    assert core.count("2026-11-25T00:00:00Z") == 2
    assert "en-GB" in custom
    assert book.order == list(SHEETS)
    assert not any("vba" in name.lower() or "external" in name.lower() for name in book.parts)


@pytest.mark.parametrize("sees", [True, False])
def test_no_text_of_a_user_becomes_a_formula_a_link_or_a_number(sees):
    book = read(*hostile(), may_see_small_numbers=sees)
    assert len(book.formulas()) > 20
    for cell in book.formulas():
        assert KNOWN_FORMULAS.fullmatch(cell.formula), cell.formula
    assert not any("hyperlink" in book.sheet_xml(name) for name in SHEETS)
    assert {"0012", "https://example.org/", "=1+1", "-2+3"} <= {*book.texts()}
    formats = [part.attrib for part in book.xml("xl/styles.xml").find(f"{MAIN}cellXfs")]
    for cells in book.sheets.values():
        for cell in cells.values():
            if cell.kind == "s" and cell.value.lstrip()[:1] in [*"=+-@＝"]:
                assert formats[cell.style].get("quotePrefix") == "1", cell


def test_text_that_is_too_long_for_a_cell_is_cut():
    programme, plan = small()
    lines = [each.model_copy(update={"note": "x" * 40_000}) for each in plan.lines]
    book = read(programme, plan.model_copy(update={"lines": tuple(lines)}), may_see_small_numbers=True)
    longest = max(book.texts(), key=len)
    assert len(longest) == MOST_CHARACTERS
    assert longest.endswith("…")


def test_sessions_have_real_dates_and_times():
    book = read(*small())
    first = {key: cell for key, cell in book.sheets["Schedule"].items() if key in ("A4", "B4", "C4")}
    days = (datetime(2026, 11, 5) - datetime(1899, 12, 30)).days
    assert [float(cell.value) for cell in first.values()] == pytest.approx([days, 14 / 24, 16.5 / 24])
    assert {cell.kind for cell in first.values()} == {"n"}
    visit = book.row_of("To find out", "Visit")
    assert (visit["D"].kind, float(visit["D"].value)) == ("n", days)


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_one_page_wide_with_its_page_numbers(name):
    xml = read(*solved(), may_see_small_numbers=True).sheet_xml(name)
    assert 'fitToPage="1"' in xml
    assert 'fitToHeight="0"' in xml
    assert "Page &amp;P of &amp;N" in xml
    assert ('orientation="landscape"' in xml) is (name != "Summary")
    assert ('state="frozen"' in xml) is (name != "Summary")


def test_headings_come_again_on_every_page_and_print_areas_are_set():
    book = read(*solved(), may_see_small_numbers=True)
    text = book.parts["xl/workbook.xml"].decode()
    assert text.count("_xlnm.Print_Titles") == len(SHEETS) - 1
    assert text.count("_xlnm.Print_Area") == len(SHEETS)


def odd_amounts():
    """The small plan with amounts of travel and care that nothing else comes to by chance."""
    programme, plan = small()
    changed = {"care": 25_37, "travel": 5_13}
    lines = tuple(
        each.model_copy(update={
            "rate_pence": changed[each.rule],
            "value_pence": int(each.quantity) * changed[each.rule],
            "amount_pence": int(each.quantity) * changed[each.rule],
            "funding": (),
        }) if each.rule in changed else each
        for each in plan.lines
    )  # fmt: skip
    total = sum(each.amount_pence for each in lines)
    return programme, plan.model_copy(update={"lines": lines, "total_pence": total})


def pence_in(book):
    said = [int(pounds.replace(",", "")) * 100 + int(rest) for text in book.texts()
            for pounds, rest in re.findall(r"£([\d,]+)\.(\d\d)", text)]  # fmt: skip
    return {round(number * 100) for number in book.numbers()} | {*said}


@pytest.mark.parametrize("secret_pence", [2 * 25_37, 8 * 5_13, 25_37, 5_13])
def test_nothing_hidden_can_be_had_by_looking_or_by_subtracting(secret_pence):
    seen, hidden = (pence_in(read(*odd_amounts(), may_see_small_numbers=sees)) for sees in (True, False))
    assert secret_pence in seen
    assert secret_pence not in hidden
    assert secret_pence not in {abs(one - other) for one, other in itertools.combinations(hidden, 2)}


def test_no_small_number_of_people_is_told_to_others():
    programme, plan = small()
    book = read(programme, plan)
    people = [book.sheets["Schedule"].get(f"{letter}{row}") for letter in "HIJ" for row in range(4, 9)]
    assert {cell.value for cell in people if cell} == {"13 or more", "14 or more", "some", ""}
    said = " ".join(book.texts())
    assert not re.search(r"Young carers: [0-9]", said)
    assert "Numbers of people under 5 are hidden" in said
    for row in range(4, 60):
        unit = book.sheets["Costs"].get(f"C{row}")
        assert unit is None or not unit.value.startswith(("person", "place", "device"))
    assert "Young carers: 3" in " ".join(read(programme, plan, may_see_small_numbers=True).texts())


def test_what_to_mind_about_a_groups_payments_is_for_the_planning_role():
    programme, plan = small()
    warned = plan.model_copy(update={"warnings": ("In the week a person may be paid £120.00.",)})
    for sees in (True, False):
        texts = read(programme, warned, may_see_small_numbers=sees).texts()
        assert any("£120.00" in text for text in texts) is sees


def test_a_plan_without_a_line_or_a_session_makes_a_workbook_all_the_same():
    programme, plan = small()
    nothing = {"lines": (), "sittings": (), "targets": (), "to_find": (), "left_out": (), "total_pence": 0}
    book = read(programme, plan.model_copy(update=nothing))
    assert book.named("total").pence == 0
    assert "Nothing has to be found out before this plan can be signed." in book.texts()
