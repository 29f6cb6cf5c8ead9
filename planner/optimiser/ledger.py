"""New money as sums of variables, by category and financial year: what the money rows, the stages and the targets read."""

from collections.abc import Iterable
from fractions import Fraction

from planner.costing.charges import Charge
from planner.domain.terms import Category
from planner.optimiser.linear import Number, Sum, Var

ANY_YEAR = ""
"""The one year kept where no funding asks for years."""


class Ledger:
    """Pence of new money; other bases cost the budget nothing and are left to the costing."""

    def __init__(self, is_year_needed: bool) -> None:
        """Start with no cost; `is_year_needed` keeps financial years apart."""
        self._is_year_needed = is_year_needed
        self._spent: dict[tuple[Category, str], Sum] = {}

    def charge(self, charges: Iterable[Charge], times: "Var | Sum | Number") -> None:
        """Book charges so many times: once for a variable that is one, or a number of places."""
        for each in charges:
            if each.new_pence:
                self.add(each.category, each.financial_year, each.new_pence, times)

    def add(self, category: Category, year: str, pence: Number, times: "Var | Sum | Number") -> None:
        """Book an amount in a category and year."""
        spent = self._spent.setdefault((category, year if self._is_year_needed else ANY_YEAR), Sum())
        if isinstance(times, (int, Fraction)):
            spent.plus(pence * times)
        else:
            spent.add(pence, times)

    def entries(self) -> dict[tuple[Category, str], Sum]:
        """What is spent by category and year, in a fixed order."""
        return dict(sorted(self._spent.items()))

    def spent(self, categories: Iterable[Category]) -> Sum:
        """What is spent in some categories, all years together."""
        wanted = frozenset(categories)
        made = Sum()
        for (category, _), spent in self.entries().items():
            if category in wanted:
                made.add(1, spent)
        return made

    def subtotal(self) -> Sum:
        """Everything but contingency."""
        return self.spent(category for category in Category if category is not Category.CONTINGENCY)
