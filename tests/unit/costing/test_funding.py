from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.costing.funding import flow, split_by_funding
from planner.domain.plan import PlanLine
from planner.domain.programme import Programme
from planner.domain.terms import SECTION_OF, Basis, Category
from tests.builders import planned, tiny_programme
from tests.unit.costing.occasions import priced

CATEGORIES = (Category.VENUE, Category.TRAVEL, Category.CARE)
YEARS = ("2026-27", "2027-28")


def source(key: str, pays_for: list[str], **years: int) -> dict[str, Any]:
    given_ = [
        {"financial_year": year.replace("y", "20").replace("_", "-"), "amount_pence": p}
        for year, p in years.items()
    ]
    return {"id": key, "name": key.title(), "pays_for": pays_for, "years": given_}


def funded_by(*sources: dict[str, Any]) -> Programme:
    return tiny_programme(budget={"total_pence": 10_000_000, "funding": list(sources)})


def line(number: int, category: Category, year: str, pence: int, basis: Basis = Basis.NEW_MONEY) -> PlanLine:
    return PlanLine(
        key=f"line:{number}",
        rule="line",
        section=SECTION_OF[category],
        category=category,
        title="Line",
        quantity=Decimal(1),
        unit="sum",
        rate_pence=pence,
        value_pence=pence,
        amount_pence=pence if basis is Basis.NEW_MONEY else 0,
        basis=basis,
        financial_year=year,
    )


def test_without_sources_lines_stay_as_they_are() -> None:
    lines = (line(1, Category.VENUE, "2026-27", 100),)
    assert split_by_funding(tiny_programme(), lines) == lines


def test_a_line_may_have_two_payers_by_largest_remainder() -> None:
    # the council pays 100 of travel only; the trust the rest. 101 + 50 of travel: the narrow source first, in proportion:
    # 100 × 101/151 = 66.89, 100 × 50/151 = 33.11 -> 67 and 33
    programme = funded_by(source("trust", [], y26_27=500), source("council", ["travel"], y26_27=100))
    lines = [line(1, Category.TRAVEL, "2026-27", 101), line(2, Category.TRAVEL, "2026-27", 50)]
    found = split_by_funding(programme, lines)
    assert found is not None
    assert [{part.source: part.amount_pence for part in each.funding} for each in found] == [
        {"council": 67, "trust": 34},
        {"council": 33, "trust": 17},
    ]


def test_money_of_one_year_does_not_pay_for_another() -> None:
    programme = funded_by(source("trust", [], y26_27=500, y27_28=10))
    assert split_by_funding(programme, [line(1, Category.TRAVEL, "2027-28", 11)]) is None
    assert split_by_funding(programme, [line(1, Category.TRAVEL, "2027-28", 10)]) is not None


def test_a_source_gives_way_where_only_it_can_pay_for_something_else() -> None:
    # travel is paid by a alone, so care, which a pays for first, has to move on to b
    programme = funded_by(
        source("a", ["care", "travel"], y26_27=100), source("b", ["care", "venue"], y26_27=100)
    )
    lines = [line(1, Category.CARE, "2026-27", 60), line(2, Category.TRAVEL, "2026-27", 100)]
    found = split_by_funding(programme, lines)
    assert found is not None
    assert [[(part.source, part.amount_pence) for part in each.funding] for each in found] == [
        [("b", 60)],
        [("a", 100)],
    ]


def test_money_already_there_and_in_kind_needs_no_source() -> None:
    programme = funded_by(source("trust", [], y26_27=0))
    found = split_by_funding(programme, [line(1, Category.VENUE, "2026-27", 100, Basis.IN_KIND)])
    assert found is not None
    assert found[0].funding == ()


def test_a_plan_whose_sources_cannot_pay_says_so_and_keeps_its_lines() -> None:
    sittings = [planned("design-1", "2027-01-12T10:00", "hall/main", {"residents": 6})]
    poor = {"total_pence": 10_000_000, "funding": [source("trust", [], y26_27=1000)]}
    plan = priced(sittings, budget=poor)
    assert not plan.is_funded
    assert plan.total_pence == sum(each.amount_pence for each in plan.lines)
    rich = {"total_pence": 10_000_000, "funding": [source("trust", [], y26_27=1_000_000)]}
    assert priced(sittings, budget=rich).is_funded


amounts = st.integers(0, 60)
programmes_and_lines = st.tuples(
    st.lists(
        st.tuples(st.lists(st.sampled_from(CATEGORIES), max_size=2, unique=True), amounts, amounts),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(YEARS), amounts), max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(programmes_and_lines)
def test_parts_add_up_and_none_exist_only_where_none_can(case: tuple[list[Any], list[Any]]) -> None:
    given_, wanted = case
    programme = funded_by(
        *(
            source(f"s{i}", [c.value for c in pays], y26_27=a, y27_28=b)
            for i, (pays, a, b) in enumerate(given_)
        )
    )
    lines = [line(number, *each) for number, each in enumerate(wanted)]
    found = split_by_funding(programme, lines)
    assert (found is not None) == can_be_paid(programme, lines)
    if found is None:
        return
    spent: dict[tuple[str, str], int] = {}
    for each in found:
        assert sum(part.amount_pence for part in each.funding) == each.amount_pence
        assert all(part.amount_pence > 0 for part in each.funding)
        for part in each.funding:
            payer = next(source for source in programme.budget.funding if source.id == part.source)
            assert not payer.pays_for or each.category in payer.pays_for
            spent[part.source, each.financial_year] = (
                spent.get((part.source, each.financial_year), 0) + part.amount_pence
            )
    for payer in programme.budget.funding:
        for year in payer.years:
            assert spent.get((payer.id, year.financial_year), 0) <= year.amount_pence


def can_be_paid(programme: Programme, lines: list[PlanLine]) -> bool:
    """Whether for each year and each set of categories those who pay for any of them give enough (Hall's condition)."""
    for year, chosen in product(YEARS, product((True, False), repeat=len(CATEGORIES))):
        wanted = {category for category, is_chosen in zip(CATEGORIES, chosen, strict=True) if is_chosen}
        needed = sum(
            each.amount_pence for each in lines if each.category in wanted and each.financial_year == year
        )
        able = sum(
            given_.amount_pence
            for payer in programme.budget.funding
            if not payer.pays_for or wanted & set(payer.pays_for)
            for given_ in payer.years
            if given_.financial_year == year
        )
        if needed > able:
            return False
    return True


def test_nothing_needed_is_paid_by_nobody() -> None:
    assert flow((), {}) == {}
