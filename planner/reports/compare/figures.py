"""What a row needs before it is set side by side: one figure for each option."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.domain.money import round_half_up
from planner.reports.compare.model import Compared, Money, Unit
from planner.reports.costlines import has_small_numbers
from planner.reports.funding import tells_payers
from planner.reports.words import SMALL_UNDER

HIDDEN = "Not shown, so that nobody can be picked out"
ROUNDED_TO = 10
"""What numbers of people, and of their hours, are rounded to where the exact ones could tell how many a small group is."""


@dataclass(frozen=True)
class Figure:
    """A value, or words where there is none (or better ones than the value's own)."""

    value: Fraction | None = None
    words: str = ""
    is_rounded: bool = False
    """Whether it stands for a figure that is not told, so that no difference from another is to be told either."""


@dataclass(frozen=True)
class RowPlan:
    """A row to be: what it is called, its unit, and the figure of an option."""

    key: str
    title: str
    unit: Unit
    figure: Callable[[Compared], Figure]
    note: str = ""
    is_total: bool = False


def about(figure: Figure) -> Figure:
    """The figure to the nearest 10 ("about 60"); of one that would be nought then only that it is under 10."""
    if not figure.value:
        return figure
    near = round_half_up(figure.value / ROUNDED_TO) * ROUNDED_TO
    if not near:
        return Figure(words=f"under {ROUNDED_TO}")
    return Figure(Fraction(near), f"about {near:,}", is_rounded=True)


def new_pence(lines: Iterable[Money]) -> Fraction:
    """New money of lines, in pence."""
    return Fraction(sum(line.amount_pence for line in lines))


def hides_sections(options: Iterable[Compared], may_see_small_numbers: bool) -> bool:
    """Whether sections are to be told together: some options lack a small group that others have.

    One option's section less another's would tell what that group costs, and so how many it is.
    """
    if may_see_small_numbers:
        return False
    programmes = [each.programme for each in options if each.programme is not None]
    everybody = [{group.id for group in each.groups} for each in programmes]
    small = {
        group.id
        for each in programmes
        for group in each.groups
        if group.size is not None and group.size < SMALL_UNDER
    }
    return any(key not in some for key in small for some in everybody)


def hides_payers(options: Iterable[Compared], may_see_small_numbers: bool) -> bool:
    """Whether what each source pays is not told, because of some option it would tell a small number."""
    return any(
        option.plan is not None
        and option.programme is not None
        and not tells_payers(option.programme, option.plan, may_see_small_numbers=may_see_small_numbers)
        for option in options
    )


def hides_small(option: Compared, may_see_small_numbers: bool) -> bool:
    """Whether the plan of an option could give a number of people under 5 away."""
    return option.plan is not None and not may_see_small_numbers and has_small_numbers(option.plan)
