import csv
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.terms import Basis, Category
from planner.reports.csv import BYTE_ORDER_MARK, costs_csv, neutral, schedule_csv, targets_csv
from planner.reports.tables import cost_tree, schedule_table, targets_table
from tests.unit.reports.files.plans import PLANS, hostile, small
from tests.unit.reports.plan_for_tests import line

WRITERS = (schedule_csv, costs_csv, targets_csv)


def rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def pence(cell):
    return int(Decimal(cell) * 100)


@pytest.mark.parametrize("sees", [True, False])
@pytest.mark.parametrize("name", PLANS)
def test_new_money_and_value_add_up_to_the_plan_to_the_penny(name, sees):
    programme, plan = PLANS[name]()
    lines = rows(costs_csv(programme, plan, may_see_small_numbers=sees))
    assert sum(pence(line["New money (£)"]) for line in lines) == plan.total_pence
    assert sum(pence(line["Value (£)"]) for line in lines) == sum(line.value_pence for line in plan.lines)
    by_basis = {line["Who bears it"]: 0 for line in lines}
    for each in lines:
        by_basis[each["Who bears it"]] += pence(each["Value (£)"])
    assert by_basis.get("in kind", 0) == plan.in_kind_pence
    assert by_basis.get("already funded", 0) == plan.funded_pence


@pytest.mark.parametrize("name", PLANS)
def test_quantity_times_rate_is_the_value_of_every_line_that_has_a_rate(name):
    programme, plan = PLANS[name]()
    lines = rows(costs_csv(programme, plan, may_see_small_numbers=True))
    assert all(each["Quantity"] and each["Rate (£)"] for each in lines)
    for each in lines:
        worked_out = Decimal(each["Quantity"]) * Decimal(each["Rate (£)"])
        assert abs(worked_out - Decimal(each["Value (£)"])) <= Decimal("0.00500001"), each


@pytest.mark.parametrize("sees", [True, False])
@pytest.mark.parametrize("name", PLANS)
def test_every_line_has_a_key_of_its_own_and_none_names_a_group(name, sees):
    programme, plan = PLANS[name]()
    lines = rows(costs_csv(programme, plan, may_see_small_numbers=sees))
    keys = [each["Key"] for each in lines]
    assert len(set(keys)) == len(keys)
    groups = {group.id for group in programme.groups}
    assert not any(groups & {*key.split(":")} for key in keys)


@pytest.mark.parametrize("write", WRITERS)
def test_a_file_starts_with_its_mark_ends_lines_as_spreadsheets_do_and_names_its_columns(write):
    text = write(*small())
    assert text.startswith(BYTE_ORDER_MARK)
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    headings = next(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))
    assert len(set(headings)) == len(headings)
    assert all(headings)


def test_amounts_are_plain_numbers_with_two_decimals_and_dates_and_times_can_be_sorted():
    room = next(each for each in rows(costs_csv(*small())) if each["Kind of cost"] == "Room hire")
    assert (room["Rate (£)"], room["New money (£)"], room["Quantity"]) == ("1200.00", "1200.00", "1")
    assert (room["Price date"], room["Paid by"]) == ("2026-09-01", "Council £1,200.00")
    first = rows(schedule_csv(*small()))[0]
    assert (first["Date"], first["Starts"], first["Ends"], first["Length (minutes)"]) == (
        "2026-11-05", "14:00", "16:30", "150",
    )  # fmt: skip


def test_merged_payments_keep_a_row_for_each_rate():
    lines = rows(costs_csv(*small(), may_see_small_numbers=True))
    paid = [each for each in lines if each["Kind of cost"] == "Payments for taking part"]
    assert [(each["Quantity"], each["Rate (£)"], each["New money (£)"]) for each in paid] == [
        ("8", "55.00", "440.00"),
        ("3", "60.00", "180.00"),
    ]
    assert [each["Paid by"] for each in paid] == ["Council £440.00", "Council £180.00"]


def test_hours_are_decimals_of_an_hour():
    lines = rows(costs_csv(*small(), may_see_small_numbers=True))
    (team,) = (each for each in lines if each["Kind of cost"] == "Facilitation")
    assert (team["Quantity"], team["Unit"], team["New money (£)"], team["Value (£)"]) == (
        "13.3333333333", "hour", "0.00", "400.00",
    )  # fmt: skip


@pytest.mark.parametrize("write", WRITERS)
def test_no_text_of_a_user_is_a_live_formula(write):
    programme, plan = hostile()
    written = rows(write(programme, plan, may_see_small_numbers=True))
    cells = [cell for row in written for cell in row.values() if cell]
    assert any(cell.startswith("'") for cell in cells)
    for cell in cells:
        try:
            Decimal(cell)
        except ArithmeticError:
            assert cell.lstrip()[0] not in "=+-@＝", cell
            assert cell[0] not in "\t\r\n", cell


@given(
    st.text(min_size=1, max_size=20),
    st.sampled_from(["=", "+", "-", "@", "\t", "\r", " =", "\n", "＝", "＠"]),
)
def test_whatever_starts_like_a_formula_gets_an_apostrophe(text, start):
    assert neutral(f"{start}{text}x") == f"'{start}{text}x"


@pytest.mark.parametrize("text", ["-12.50", "12.50", "0", "Hall", "2 of 8", "", "'quoted", "a=b"])
def test_plain_numbers_and_plain_words_stay_as_they_are(text):
    assert neutral(text) == text


def test_a_negative_amount_stays_a_number():
    programme, plan = small()
    back = line("room_hire", Category.VENUE, -12_50, key="room_hire:back", title="Money back", unit="once")
    lines = rows(costs_csv(programme, plan.model_copy(update={"lines": (*plan.lines, back)})))
    (row,) = (each for each in lines if each["Line"] == "Money back")
    assert (row["New money (£)"], row["Rate (£)"]) == ("-12.50", "-12.50")


def test_the_files_hold_what_the_tables_of_the_page_hold():
    programme, plan = small()
    for sees in (True, False):
        allowed = {"may_see_small_numbers": sees}
        held = schedule_table(programme, plan, **allowed).rows
        written = rows(schedule_csv(programme, plan, **allowed))
        assert [(row.title, row.where, row.people.total, row.people.room) for row in held] == [
            (row["Session"], row["Where"], row["People expected"], row["Of them in the room"])
            for row in written
        ]
        wanted = targets_table(programme, plan, **allowed).rows
        assert [(row.title, row.level, row.achieved, row.met) for row in wanted] == [
            (row["Target"], row["Wanted"], row["Reached"], row["Met?"])
            for row in rows(targets_csv(programme, plan, **allowed))
        ]
        tree = cost_tree(programme, plan, **allowed)
        titles = [line.title for section in tree.sections for item in section.items for line in item.lines]
        assert [*dict.fromkeys(row["Line"] for row in rows(costs_csv(programme, plan, **allowed)))] == titles


def test_small_numbers_are_hidden_unless_the_reader_may_see_them():
    programme, plan = small()
    lines = rows(costs_csv(programme, plan))
    people = [each for each in lines if each["What drives it"].startswith("Shown as one amount")]
    assert {each["Kind of cost"] for each in people} == {
        "Payments for taking part", "Travel, care, meals and getting online", "Professionals' time",
    }  # fmt: skip
    assert {each["Quantity"] + each["Unit"] + each["Rate (£)"] + each["Session(s)"] for each in people} == {
        ""
    }
    amounts = {each["New money (£)"] for each in lines} | {each["Value (£)"] for each in lines}
    assert not amounts & {"50.00", "40.00", "440.00", "180.00"}, "what travel, care or a group costs alone"
    for row in rows(schedule_csv(programme, plan)):
        said = [row["People expected"], row["Of them in the room"], row["Of them online"], row["By group"]]
        assert not any(re.search(r"\b[1-4]\b", cell) for cell in said), said
        assert row["Could not come"] == ""
    seen = rows(schedule_csv(programme, plan, may_see_small_numbers=True))
    assert any("Young carers: 3" in row["By group"] for row in seen)


def test_what_others_bear_is_no_new_money():
    programme, plan = small()
    lines = rows(costs_csv(programme, plan, may_see_small_numbers=True))
    assert {each["New money (£)"] for each in lines if each["Who bears it"] != "new money"} == {"0.00"}
    assert Basis.IN_KIND.value not in {each["Who bears it"] for each in lines}
