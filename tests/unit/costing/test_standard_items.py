from planner.costing.standard_items import ItemState, standard_items
from planner.domain.terms import Category, Section
from tests.builders import planned, tiny_programme
from tests.unit.costing.occasions import priced

ANSWERS = [
    {"category": "care", "answer": "not_needed", "because": "Nobody cares for somebody else."},
    {"category": "evaluation", "answer": "not_known", "because": "The university will say in May."},
    {"category": "venue", "answer": "not_needed", "because": "We use our own."},
]


def test_every_item_of_the_five_sections_has_an_answer() -> None:
    programme = tiny_programme(item_answers=ANSWERS)
    plan = priced(
        [planned("design-1", "2027-01-12T10:00", "hall/main", {"officers": 2})], item_answers=ANSWERS
    )
    items = {item.category: item for item in standard_items(programme, plan.lines)}
    assert set(items) == set(Category)
    assert list(dict.fromkeys(item.section for item in items.values())) == list(Section)
    assert (items[Category.CARE].state, items[Category.CARE].because) == (
        ItemState.NOT_NEEDED,
        "Nobody cares for somebody else.",
    )
    assert items[Category.EVALUATION].state is ItemState.NOT_KNOWN
    assert items[Category.TRAVEL].state is ItemState.NOTHING_SAID
    # an amount goes before an answer
    assert (items[Category.VENUE].state, items[Category.VENUE].amount_pence) == (ItemState.AMOUNT, 3000)
    partner = items[Category.PARTNER_TIME]
    assert (partner.state, partner.amount_pence, partner.value_pence) == (ItemState.AMOUNT, 0, 12000)


def test_amounts_of_the_items_sum_to_the_total() -> None:
    plan = priced([planned("design-1", "2027-01-12T10:00", "hall/main", {"residents": 6})])
    assert sum(item.amount_pence for item in standard_items(tiny_programme(), plan.lines)) == plan.total_pence
