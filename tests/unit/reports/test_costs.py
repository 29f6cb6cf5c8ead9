from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.money import format_pence, parse_pence
from planner.domain.terms import Basis, Category, Section
from planner.reports.tables import PriceSource, cost_tree, funding_table
from tests.unit.reports.plan_for_tests import line, lines, people_line, plan, programme


def items(tree):
    return {
        category: item for section in tree.sections for item in section.items for category in item.categories
    }


def with_lines(*some):
    return plan().model_copy(update={"lines": tuple(some)})


@pytest.mark.parametrize("sees", [True, False])
def test_lines_items_and_sections_add_up_to_the_plan_to_the_penny(sees):
    tree = cost_tree(programme(), plan(), may_see_small_numbers=sees)
    assert tree.amounts.new_pence == plan().total_pence
    assert tree.amounts.funded_pence == plan().funded_pence
    assert tree.amounts.in_kind_pence == plan().in_kind_pence
    for section in tree.sections:
        assert section.amounts.new_pence == sum(item.amounts.new_pence for item in section.items)
        for item in section.items:
            assert item.amounts.new_pence == sum(each.amount_pence for each in item.lines)
            assert item.amounts.value_pence == sum(each.value_pence for each in item.lines)
    assert tree.amounts.new_pence == sum(section.amounts.new_pence for section in tree.sections)
    assert tree.amounts.new == format_pence(plan().total_pence)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Category)), st.sampled_from(list(Basis)), st.integers(0, 10**7)),
        max_size=30,
    )
)
def test_any_lines_add_up_and_shares_add_up_to_a_hundred(parts):
    some = [
        line("rule", category, pence, basis=basis, key=f"rule:{n}")
        for n, (category, basis, pence) in enumerate(parts)
    ]
    tree = cost_tree(programme(), with_lines(*some))
    assert tree.amounts.new_pence == sum(each.amount_pence for each in some)
    assert tree.amounts.value_pence == sum(each.value_pence for each in some)
    assert sum(parse_pence(section.amounts.new) for section in tree.sections) == tree.amounts.new_pence
    whole = 100 if tree.amounts.new_pence else 0
    assert sum(section.amounts.share_percent for section in tree.sections) == whole
    for section in tree.sections:
        assert sum(item.amounts.share_percent for item in section.items) == section.amounts.share_percent


def test_all_five_sections_and_every_standard_item_are_always_there():
    empty = cost_tree(programme(), with_lines())
    assert [section.section for section in empty.sections] == list(Section)
    assert set(items(empty)) == set(Category)
    assert empty.amounts.new == "£0.00"
    assert all(section.words for section in empty.sections)


def test_an_item_without_an_amount_says_why():
    tree = items(cost_tree(programme(), plan()))
    assert tree[Category.TRAINING].words == "Not needed because the team has led such groups before."
    assert tree[Category.RECOGNITION].words == "Don't know yet: the group has not been asked."
    assert tree[Category.CATERING].words == "Nothing said yet."
    assert tree[Category.VENUE].words == ""


def test_a_section_without_amounts_says_how_it_stands():
    other = with_lines(*(each for each in lines() if each.section is not Section.OTHER))
    by_section = {section.section: section for section in cost_tree(programme(), other).sections}
    assert by_section[Section.OTHER].words == "Nothing said yet."  # contingency has no answer
    assert by_section[Section.ACTIVITY].words == ""
    none = {section.section: section for section in cost_tree(programme(), with_lines()).sections}
    assert none[Section.PAYMENTS].words == "Don't know yet."


def test_payments_merge_across_groups_within_a_session_and_each_rate_is_kept():
    (payment,) = items(cost_tree(programme(), plan(), may_see_small_numbers=True))[
        Category.INVOLVEMENT_PAYMENT
    ].lines
    assert payment.title == "place_payment: Design, 1 of 3"
    assert payment.calculation == "8 people × £55.00 + 3 people × £60.00"
    assert payment.amount_pence == 8 * 55_00 + 3 * 60_00
    assert not any(name in str(payment) for name in ("residents", "young-carers", "Young carers"))


def declining(residents, carers):
    counts = {"residents": residents, "young-carers": carers}
    whole = programme()
    groups = [
        part.model_copy(
            update={"payment": part.payment.model_copy(update={"declined_count": counts.get(part.id, 0)})}
        )
        for part in whole.groups
    ]
    return whole.model_copy(update={"groups": tuple(groups)})


@pytest.mark.parametrize(
    ("declined", "said"),
    [
        ((0, 0), ""),
        ((1, 0), "Up to 1 declined payment stays budgeted."),
        ((2, 1), "Up to 3 declined payments stay budgeted."),
        ((99, 0), "Up to 8 declined payments stay budgeted."),
    ],
)
def test_declined_payments_stay_budgeted_and_only_the_planning_role_is_told_how_many(declined, said):
    def note(sees):
        tree = items(cost_tree(declining(*declined), plan(), may_see_small_numbers=sees))
        return tree[Category.INVOLVEMENT_PAYMENT].lines[0].note

    assert note(True) == said
    assert note(False) == ("Declined payments stay budgeted." if said else "")


def test_a_number_of_declined_payments_is_hidden_even_where_no_other_number_is():
    payment = people_line(
        "place_payment", Category.INVOLVEMENT_PAYMENT, "residents", 8, 55_00, note="Topped up."
    )
    held = [
        part.model_copy(update={"places": {"residents": 8}, "online_places": {}}) for part in plan().sittings
    ]
    whole = plan().model_copy(update={"lines": (payment,), "sittings": tuple(held)})
    tree = cost_tree(declining(2, 0), whole)
    assert not tree.hides_small_numbers
    line_shown = items(tree)[Category.INVOLVEMENT_PAYMENT].lines[0]
    assert line_shown.note == "Topped up. Declined payments stay budgeted."


def test_lines_of_different_sessions_do_not_merge_for_the_planning_role():
    first = people_line("place_payment", Category.INVOLVEMENT_PAYMENT, "residents", 8, 55_00)
    second = first.model_copy(update={"key": "place_payment:design-2:residents", "sittings": ("design-2",)})
    item = items(cost_tree(programme(), with_lines(second, first), may_see_small_numbers=True))[
        Category.INVOLVEMENT_PAYMENT
    ]
    assert [each.title for each in item.lines] == [
        "place_payment: Design, 1 of 3",
        "place_payment: Design, 2 of 3",
    ]


def test_where_numbers_are_small_nothing_shows_a_number_of_people_or_a_rate_for_one():
    tree = cost_tree(programme(), plan())
    assert tree.hides_small_numbers
    by_category = items(tree)
    expenses = by_category[Category.CARE]
    assert expenses is by_category[Category.TRAVEL], "care alone would tell that two people need it"
    assert expenses.amounts.new_pence == 8 * 5_00 + 2 * 25_00
    for category in (Category.CARE, Category.INVOLVEMENT_PAYMENT, Category.PARTNER_TIME):
        (only,) = by_category[category].lines
        assert only.calculation == only.note == only.sessions == ""
        assert only.driver == "Shown as one amount, so that nobody can be picked out."


def test_where_no_number_is_small_everybody_sees_the_calculation():
    large = [people_line("place_payment", Category.INVOLVEMENT_PAYMENT, "residents", 8, 55_00)]
    held = [
        part.model_copy(update={"places": {"residents": 8}, "online_places": {}}) for part in plan().sittings
    ]
    whole = plan().model_copy(update={"lines": tuple(large), "sittings": tuple(held)})
    tree = cost_tree(programme(), whole)
    assert not tree.hides_small_numbers
    assert items(tree)[Category.INVOLVEMENT_PAYMENT].lines[0].calculation == "8 people × £55.00"


@pytest.mark.parametrize(("places", "online"), [({"residents": 4}, {}), ({"residents": 8}, {"residents": 5})])
def test_a_small_number_expected_anywhere_hides_however_large_the_lines_are(places, online):
    held = [part.model_copy(update={"places": places, "online_places": online}) for part in plan().sittings]
    payment = people_line("place_payment", Category.INVOLVEMENT_PAYMENT, "residents", 8, 55_00)
    whole = plan().model_copy(update={"lines": (payment,), "sittings": tuple(held)})
    assert cost_tree(programme(), whole).hides_small_numbers


@pytest.mark.parametrize("small", [1, 4])
def test_one_small_number_in_one_line_is_enough_to_hide(small):
    held = [
        part.model_copy(update={"places": {"residents": 8}, "online_places": {}}) for part in plan().sittings
    ]
    care = people_line("care", Category.CARE, "residents", small, 25_00)
    whole = plan().model_copy(update={"lines": (care,), "sittings": tuple(held)})
    assert cost_tree(programme(), whole).hides_small_numbers


def test_a_line_tells_source_date_evidence_funding_and_that_it_is_illustrative():
    tree = items(cost_tree(programme(), plan()))
    (room,) = tree[Category.VENUE].lines
    assert room.sources == (PriceSource("The hall", "https://example.org/hall", "1 September 2026", ""),)
    assert (room.funding, room.vat, room.evidence) == ("Council £1,200.00", "no VAT", "quote")
    assert room.is_illustrative, "the hall itself is marked as illustrative"
    assert tree[Category.ACCESS_SUPPORT].lines[0].is_illustrative, "its source says so"
    assert not tree[Category.FACILITATION].lines[0].is_illustrative
    assert tree[Category.CONTINGENCY].lines[0].evidence == "", (
        "contingency follows from other lines: it is no price"
    )


def test_hours_are_told_in_hours_and_minutes_so_that_the_product_can_be_checked():
    (time,) = items(cost_tree(programme(), plan()))[Category.FACILITATION].lines
    assert time.calculation == "13 hours 20 minutes × £30.00 an hour"
    assert Fraction(Decimal("13.3333333333")).limit_denominator(60) * 30_00 == time.value_pence


def test_the_weakest_evidence_of_merged_lines_is_told():
    strong = people_line("travel", Category.TRAVEL, "residents", 8, 5_00, evidence="quote", source="A")
    weak = people_line("travel", Category.TRAVEL, "staff", 6, 5_00, evidence="our_estimate", source="B")
    (merged,) = items(cost_tree(programme(), with_lines(strong, weak), may_see_small_numbers=True))[
        Category.TRAVEL
    ].lines
    assert (merged.evidence, [source.title for source in merged.sources]) == ("our estimate", ["A", "B"])


def test_a_source_that_several_lines_share_is_listed_once_for_its_section():
    def room(key, **more):
        return line("room_hire", Category.VENUE, 100, key=key, source="The hall, 5 % off", **more)

    made = with_lines(room("a"), room("b"), room("c", price_base="2026-09-01", uplift="2% a year"))
    section = next(part for part in cost_tree(programme(), made).sections if part.section is Section.ACTIVITY)
    assert section.sources == (
        PriceSource("The hall, 5% off", "", "", ""),
        PriceSource("The hall, 5% off", "", "1 September 2026", "2% a year"),
    )
    used = [line.sources for item in section.items for line in item.lines]
    assert {source for some in used for source in some} == set(section.sources)


def test_what_drives_merged_lines_is_told_once_each_with_a_capital():
    first = people_line(
        "place_payment", Category.INVOLVEMENT_PAYMENT, "residents", 8, 100, driver="people; 2 hours"
    )
    other = people_line(
        "place_payment", Category.INVOLVEMENT_PAYMENT, "staff", 6, 100, driver="people online; 2 hours"
    )
    (merged,) = items(cost_tree(programme(), with_lines(first, other), may_see_small_numbers=True))[
        Category.INVOLVEMENT_PAYMENT
    ].lines
    assert merged.driver == "People; 2 hours; people online"


@pytest.mark.parametrize(
    ("recovery", "words", "on_line", "above"),
    [
        ("0", "VAT at 20%, 0% of it recovered", "VAT not recovered (20%)", "No VAT is recovered. A charity."),
        ("0.5", "VAT at 20%, 50% of it recovered", "VAT at 20%, 50% of it recovered", "50% of VAT is recovered. A charity."),
        ("0", "no VAT", "no VAT", ""),
    ],
)  # fmt: skip
def test_why_vat_is_not_recovered_is_told_once_above_the_lines(recovery, words, on_line, above):
    whole = programme()
    vat = whole.budget.vat.model_copy(update={"recovery_share": Decimal(recovery), "because": "a charity"})
    taxed = whole.model_copy(update={"budget": whole.budget.model_copy(update={"vat": vat})})
    tree = cost_tree(taxed, with_lines(line("room_hire", Category.VENUE, 100, vat=words)))
    assert (items(tree)[Category.VENUE].lines[0].vat, tree.vat) == (on_line, above)


def test_access_is_one_total():
    tree = cost_tree(programme(), plan(), may_see_small_numbers=True)
    assert tree.access_pence == 1_000_00 + 2 * 25_00
    assert tree.access == "£1,050.00"


def test_funding_adds_up_to_new_money_and_names_what_nobody_pays():
    table = funding_table(programme(), plan())
    assert table.years == ("2026-27", "2027-28")
    assert table.totals.total.paid_pence == plan().total_pence
    paid = {row.source: [cell.paid_pence for cell in row.cells] for row in table.rows}
    assert paid == {
        "Council": [306_000, 0],
        "Charity trust": [0, 0],
        "Not matched to a funding source": [0, 15_000],
    }
    council = table.rows[0].cells[0]
    assert (council.given, council.left) == ("£4,000.00", "£940.00")
    assert table.rows[0].cells[1].left_pence is None, "the council said nothing about that year"


def test_funding_split_over_two_payers_stands_with_each():
    halves = ({"source": "council", "amount_pence": 60}, {"source": "trust", "amount_pence": 40})
    table = funding_table(programme(), with_lines(line("rule", Category.VENUE, 100, funding=halves)))
    assert [row.total.paid_pence for row in table.rows] == [60, 40]
