"""What a comparison is made of, and what it gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from planner.domain.money import format_pence
from planner.domain.options import CostTable, CostTableLine, OptionKind
from planner.domain.plan import Plan, PlanLine
from planner.domain.programme import Programme
from planner.domain.programme.targets import MoneyReachingPeople
from planner.domain.terms import Basis, Category, Section
from planner.reports.words import number_words

Unit = Literal["pence", "count", "hours", "share", "minutes", "times", "people", "words"]

NOT_KNOWN = "Not known"
REACHING = "reaching-people"
"""The row of what part of the money people are paid for taking part; a target for it has a row of its own instead."""


@dataclass(frozen=True)
class Money:
    """A line of cost, of a plan or of a typed table, as far as a comparison looks at it."""

    section: Section
    category: Category
    basis: Basis
    financial_year: str
    amount_pence: int
    value_pence: int
    funding: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Compared:
    """An option in a comparison: a plan with its programme, or a typed cost table, or neither yet (then it is left out).

    `common_programme` and `common_plan` are the same plan measured against the project's own targets, so that every option
    is held against one yardstick.
    """

    key: str
    title: str
    kind: OptionKind
    standing: str
    is_current: bool
    programme: Programme | None = None
    plan: Plan | None = None
    table: CostTable | None = None
    plan_id: int | None = None
    plan_number: int | None = None
    common_programme: Programme | None = None
    common_plan: Plan | None = None

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to compare."""
        return self.plan is not None or (self.table is not None and self.table.is_filled_in)

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """Its lines, whichever way its costs are known."""
        if self.plan is None:
            return tuple(_of_table(line) for line in (self.table.lines if self.table else ()))
        funding = self.programme.budget.funding if self.programme else ()
        names = {source.id: source.name for source in funding}
        return tuple(_of_plan(names, line) for line in self.plan.lines)

    @property
    def source(self) -> str:
        """Where its figures come from: "Plan 12", or that they were typed."""
        return "Typed" if self.plan is None else f"Plan {self.plan_number}"

    @property
    def total_pence(self) -> int:
        """New money in all; nought where there are no figures."""
        if self.plan is not None:
            return self.plan.total_pence
        return self.table.total_pence if self.table is not None else 0


@dataclass(frozen=True)
class Cell:
    """One figure of one option: the exact value (None where it is not known, hidden, or words alone), and its words.

    `difference` is the value less that of the option compared against, in words with its sign; "" for that option itself,
    where nothing differs ("the same" is said), or where either is not known.
    """

    words: str
    value: Fraction | None = None
    difference: str = ""
    gap: Fraction | None = None
    """The same as a number, in the value's own unit."""


@dataclass(frozen=True)
class Row:
    """One thing compared, a cell for each option in their order; `note` says what is counted."""

    key: str
    title: str
    unit: Unit
    cells: tuple[Cell, ...]
    note: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class RowGroup:
    """Rows that belong together, under a heading."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """Options in columns, things compared in rows; `against` is the key of the option that differences are from.

    Keys of rows, and titles of options, are each there once.
    """

    options: tuple[Compared, ...]
    against: str
    groups: tuple[RowGroup, ...]
    missing: tuple[Compared, ...] = ()
    """Options that have no figures yet, and so are not compared."""

    @property
    def chosen(self) -> Compared:
        """The option that the others are compared against."""
        return next(each for each in self.options if each.key == self.against)

    @property
    def reaching(self) -> tuple[str, ...]:
        """The keys of the rows that tell what part of the money people are paid: those of targets for it, else its own."""
        return tuple(f"target:{key}" for key in reaching_targets(self.options)) or (REACHING,)

    def row(self, key: str) -> Row:
        """The row of that key; raises `StopIteration` where there is none."""
        return next(row for group in self.groups for row in group.rows if row.key == key)


def reaching_targets(options: Iterable[Compared]) -> tuple[str, ...]:
    """The targets of the project for the part of the money that reaches people, by their ids."""
    return tuple(
        dict.fromkeys(
            target.id
            for each in options
            if each.common_programme is not None
            for target in each.common_programme.targets
            if isinstance(target, MoneyReachingPeople)
        )
    )


def _of_plan(names: dict[str, str], line: PlanLine) -> Money:
    funding = tuple((names.get(part.source, part.source), part.amount_pence) for part in line.funding)
    return Money(
        line.section,
        line.category,
        line.basis,
        line.financial_year,
        line.amount_pence,
        line.value_pence,
        funding,
    )


def _of_table(line: CostTableLine) -> Money:
    funding = ((line.funding, line.amount_pence),) if line.funding and line.amount_pence else ()
    return Money(
        line.section,
        line.category,
        line.basis,
        line.financial_year,
        line.amount_pence,
        line.value_pence,
        funding,
    )


def value_words(value: Fraction, unit: Unit) -> str:
    """A value as a table shows it: pounds and pence, a percentage with one decimal, hours with one, whole numbers."""
    if unit == "pence":
        return format_pence(int(value))
    if unit == "share":
        return f"{number_words(value * 100, 1)}%"
    return number_words(value, 1)


def difference_words(value: Fraction, chosen: Fraction, unit: Unit) -> str:
    """How far a value is from the chosen option's, with its sign: pounds and pence, percentage points, numbers."""
    gap = value - chosen
    if gap == 0:
        return "the same"
    sign = "+" if gap > 0 else "−"
    if unit == "share":
        points = number_words(abs(gap) * 100, 1)
        return f"{sign}{points} {'point' if points == '1' else 'points'}"
    return f"{sign}{value_words(abs(gap), unit)}"
