"""Rows of money: in all, by section, by year, by who pays, and what is borne otherwise."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from planner.domain.terms import ACCESS_CATEGORIES, Basis, Category, Section
from planner.reports.compare.figures import (
    Figure,
    RowPlan,
    hides_payers,
    hides_sections,
    hides_small,
    new_pence,
)
from planner.reports.compare.model import Compared, Money
from planner.reports.words import SECTION_WORDS

Groups = tuple[tuple[str, str, tuple[RowPlan, ...]], ...]
NOT_NAMED = "No source named"
TOGETHER = (Section.PAYMENTS, Section.EXPENSES)
"""Sections that are told as one where they could tell what a small group costs."""
PAID_OUT = "Payments and expenses"
"""What they are called then."""


def money_groups(options: Sequence[Compared], may_see_small_numbers: bool) -> Groups:
    """Rows of money under their headings; the sections, the years and the payers each add up to the total."""
    is_told_together = hides_sections(options, may_see_small_numbers)
    return (
        ("money", "What it costs", (_total(), *_sections(is_told_together), *_beside(may_see_small_numbers))),
        (
            "years",
            "New money by financial year",
            _by(options, "year", lambda line: ((line.financial_year, line.amount_pence),)),
        ),
        (
            "funding",
            "New money by who pays",
            () if hides_payers(options, may_see_small_numbers) else _by(options, "source", _payers),
        ),
    )


def _total() -> RowPlan:
    return RowPlan(
        "total",
        "New money in all",
        "pence",
        lambda option: Figure(Fraction(option.total_pence)),
        is_total=True,
    )


def _sections(is_told_together: bool) -> list[RowPlan]:
    def row(key: str, title: str, wanted: Callable[[Money], bool]) -> RowPlan:
        return RowPlan(
            key,
            title,
            "pence",
            lambda option: Figure(new_pence(line for line in option.money if wanted(line))),
        )

    rows = []
    if is_told_together:
        rows.append(row("payments-and-expenses", PAID_OUT, lambda line: line.section in TOGETHER))
    for section in Section:
        if is_told_together and section in TOGETHER:
            continue
        title = SECTION_WORDS[section] + (", without contingency" if section is Section.OTHER else "")
        rows.append(row(section.value, title, partial(_is_spent, section)))
    return [*rows, row("contingency", "Contingency", _is_reserve)]


def _is_reserve(line: Money) -> bool:
    return line.category is Category.CONTINGENCY


def _is_spent(section: Section, line: Money) -> bool:
    return line.section is section and not _is_reserve(line)


def _beside(may_see_small_numbers: bool) -> list[RowPlan]:
    def borne(basis: Basis) -> Callable[[Compared], Figure]:
        return lambda option: Figure(
            Fraction(sum(line.value_pence for line in option.money if line.basis is basis))
        )

    def access(option: Compared) -> Figure:
        if hides_small(option, may_see_small_numbers):
            return Figure(words="Part of the sections above")
        if option.table is not None and not any(line.category in ACCESS_CATEGORIES for line in option.money):
            return Figure(words="No line for it")
        return Figure(new_pence(line for line in option.money if line.category in ACCESS_CATEGORIES))

    note = "Access support, care, and help to get online, as one total"
    return [
        RowPlan("access", "Of it for access", "pence", access, note),
        RowPlan("funded", "Already funded, beside it", "pence", borne(Basis.ALREADY_FUNDED)),
        RowPlan("in-kind", "In kind, beside it", "pence", borne(Basis.IN_KIND)),
    ]


def _by(
    options: Sequence[Compared], key: str, parts: Callable[[Money], Sequence[tuple[str, int]]]
) -> tuple[RowPlan, ...]:
    names = sorted({name for each in options for line in each.money for name, _ in parts(line)})
    names = [*(name for name in names if name != NOT_NAMED), *(name for name in names if name == NOT_NAMED)]

    def row(name: str) -> RowPlan:
        def figure(option: Compared) -> Figure:
            return Figure(
                Fraction(sum(pence for line in option.money for at, pence in parts(line) if at == name))
            )

        return RowPlan(f"{key}:{name}", name, "pence", figure)

    return tuple(row(name) for name in names)


def _payers(line: Money) -> Sequence[tuple[str, int]]:
    """Who pays what of a line; what nobody is named for stands by itself."""
    left = line.amount_pence - sum(pence for _, pence in line.funding)
    return (*line.funding, *(((NOT_NAMED, left),) if left else ()))


def amounts_by_year_pence(option: Compared) -> dict[str, int]:
    """New money of an option by financial year ("2026-27"), in whole pence; what an appraisal reckons with."""
    found: dict[str, int] = {}
    for line in option.money:
        found[line.financial_year] = found.get(line.financial_year, 0) + line.amount_pence
    return dict(sorted(found.items()))
