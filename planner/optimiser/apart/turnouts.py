"""As many sittings with each turnout as the rough look chose: that known, the rest without dates is soon solved.

Who comes how often decides shares and value. A solver that has to reach them to the last digit hardly comes upon any answer in
whole numbers; told how many sittings have which turnout, it does at once.
"""

from collections.abc import Callable
from fractions import Fraction

from planner.optimiser.apart.summed import Summed
from planner.optimiser.linear import Rows, Sum, Values, Var

KIND = "turnout"
ROW = "as_roughly"


class Turnouts:
    """Rows of the whole that keep the numbers of each class of turnouts of the rough look, or nothing."""

    def __init__(self, rough: Summed, rows: Rows, whole: Callable[[Var], Var]) -> None:
        """Take the rough look's sums, the rows of the whole, and what stands in them for a variable of the problem itself."""
        self._rows = rows
        self._totals: list[tuple[str, Sum]] = []
        for name, members in rough.members.items():
            if name.partition("__")[0] == KIND:
                variables = {variable.name: variable for variable in map(whole, members)}
                self._totals.append((name, Sum.of(variables.values())))

    def hold(self, values: Values) -> None:
        """Keep the numbers of an answer of the rough look."""
        for number, (name, total) in enumerate(self._totals):
            count = round(values[name])
            self._rows.set_limit(ROW, (number, "most"), total, count)
            self._rows.set_limit(ROW, (number, "least"), total.times(-1), -count)

    def let_go(self) -> None:
        """Keep nothing."""
        for number, (_, total) in enumerate(self._totals):
            self._rows.set_limit(ROW, (number, "most"), total, Fraction(total.largest()))
            self._rows.set_limit(ROW, (number, "least"), total.times(-1), 0)
