"""New money by section and financial year, contingency apart, and the sums that stand beside it, as a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.domain.money import format_pence
from planner.domain.plan import Plan, PlanLine
from planner.domain.terms import ACCESS_CATEGORIES, SECTION_OF, Basis, Category, Section
from planner.reports.costlines import has_small_numbers
from planner.reports.words import CATEGORY_WORDS, SECTION_WORDS

OTHER_ALONE = "Other, without contingency"


@dataclass(frozen=True)
class YearRow:
    """Amounts in whole pence, one a year, and their sum last; the same in words."""

    title: str
    note: str
    """What the row holds, where its title does not say it all."""
    pence: tuple[int, ...]
    amounts: tuple[str, ...]


@dataclass(frozen=True)
class YearsTable:
    """Sections by financial year; `rows` add up to `total`, the plan's new money, to the penny. `beside` are other sums."""

    years: tuple[str, ...]
    rows: tuple[YearRow, ...]
    total: YearRow
    beside: tuple[YearRow, ...]


def years_table(plan: Plan, *, may_see_small_numbers: bool = False) -> YearsTable:
    """New money of a plan by section and financial year in whole pence, contingency in a row of its own.

    Beside it: what of the new money is for access, and the value already funded and given in kind. Where small numbers are
    hidden in `cost_tree`, what access comes to is left out, as it is there.
    """
    years = tuple(sorted({line.financial_year for line in plan.lines}))

    def row(title: str, lines: Iterable[PlanLine], of: Callable[[PlanLine], int], note: str = "") -> YearRow:
        own = list(lines)
        sums = [sum(of(line) for line in own if line.financial_year == year) for year in years]
        pence = (*sums, sum(sums))
        return YearRow(title, note, pence, tuple(format_pence(each) for each in pence))

    spent = [line for line in plan.lines if line.category is not Category.CONTINGENCY]
    reserve = [line for line in plan.lines if line.category is Category.CONTINGENCY]
    rows = [
        row(
            OTHER_ALONE if section is Section.OTHER and reserve else SECTION_WORDS[section],
            (line for line in spent if SECTION_OF[line.category] is section),
            _new_pence,
        )
        for section in Section
    ]
    if reserve:
        rows.append(row(CATEGORY_WORDS[Category.CONTINGENCY], reserve, _new_pence))
    tells_access = may_see_small_numbers or not has_small_numbers(plan)
    access = (line for line in plan.lines if line.category in ACCESS_CATEGORIES)
    note = "; ".join(CATEGORY_WORDS[category].lower() for category in ACCESS_CATEGORIES)
    beside = (
        *((row("Of it for access", access, _new_pence, f"This is: {note}."),) if tells_access else ()),
        row("Already funded, beside it", _borne(plan, Basis.ALREADY_FUNDED), _value_pence),
        row("In kind, beside it", _borne(plan, Basis.IN_KIND), _value_pence),
    )
    return YearsTable(years, tuple(rows), row("New money in all", plan.lines, _new_pence), beside)


def _new_pence(line: PlanLine) -> int:
    return line.amount_pence


def _value_pence(line: PlanLine) -> int:
    return line.value_pence


def _borne(plan: Plan, basis: Basis) -> list[PlanLine]:
    return [line for line in plan.lines if line.basis is basis]
