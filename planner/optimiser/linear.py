"""Sums of variables with exact coefficients, and the PuLP problem that takes them as named rows.

PuLP is used for its model only: variables, rows, names. `planner.optimiser.highs` solves it.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import pulp

Number: TypeAlias = int | Fraction
Var: TypeAlias = pulp.LpVariable
Values: TypeAlias = Mapping[str, float]
"""What a solver gives its variables, by name."""

PLAIN_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]{0,199}$")
"""PuLP rewrites other characters, so that two names can become one."""


class Sum:
    """A linear expression: exact coefficients by variable, and an exact constant."""

    __slots__ = ("constant", "terms")

    def __init__(self, constant: Number = 0) -> None:
        """Start with a constant and no variable."""
        self.terms: dict[Var, Number] = {}
        self.constant: Number = constant

    @classmethod
    def of(cls, variables: Iterable[Var], factor: Number = 1) -> "Sum":
        """The sum of variables, each times the same factor."""
        made = cls()
        for variable in variables:
            made.add(factor, variable)
        return made

    def add(self, factor: Number, what: "Var | Sum") -> "Sum":
        """Add a factor times a variable or another sum, in place; gives itself."""
        if not factor:
            return self
        if isinstance(what, Sum):
            for variable, coefficient in what.terms.items():
                self.terms[variable] = self.terms.get(variable, 0) + factor * coefficient
            self.constant += factor * what.constant
        else:
            self.terms[what] = self.terms.get(what, 0) + factor
        return self

    def plus(self, constant: Number) -> "Sum":
        """Add a constant in place; gives itself."""
        self.constant += constant
        return self

    def times(self, factor: Number) -> "Sum":
        """A new sum, every coefficient times the factor."""
        return Sum().add(factor, self)

    def value(self, values: Values) -> float:
        """What it comes to for variable values by name."""
        return float(self.constant) + sum(float(c) * values[v.name] for v, c in self.terms.items())

    def largest(self) -> float:
        """The most it can come to within the bounds of its variables."""
        return float(self.constant) + sum(
            float(c) * float(v.upBound if c > 0 else v.lowBound) for v, c in self.terms.items()
        )


@dataclass(frozen=True)
class Slack:
    """How far a rule that was made soft is exceeded, in the rule's own unit; `about` says where (a sitting, a group)."""

    rule: str
    about: str
    variable: Var


def _name(kind: str, keys: tuple[object, ...]) -> str:
    return "__".join((kind, "_".join(map(str, keys)))) if keys else kind


class NameTaken(ValueError):
    """Two variables or rows would have had one name."""


class Rows:
    """The PuLP problem with names that stay what they are, and slacks on the rules made soft.

    `soft_rules` are names of rules whose rows get a named slack each: the diagnosis of a programme without a plan.
    """

    def __init__(self, soft_rules: frozenset[str] = frozenset()) -> None:
        """Start an empty problem."""
        self.problem = pulp.LpProblem("plan", pulp.LpMinimize)
        self.soft_rules = soft_rules
        self.slacks: list[Slack] = []
        self.variables: list[Var] = []
        self._columns: set[str] = set()
        self._rows: dict[str, pulp.LpConstraint] = {}

    def _named(self, kind: str, keys: tuple[object, ...], taken: Container[str]) -> str:
        name = _name(kind, keys)
        if not PLAIN_NAME.match(name):
            raise ValueError(f"the solver's file cannot hold the name {name!r}")
        if name in taken:
            raise NameTaken(name)
        return name

    def _variable(self, kind: str, keys: tuple[object, ...], low: float, up: float, category: str) -> Var:
        name = self._named(kind, keys, self._columns)
        self._columns.add(name)
        variable = self.problem.add_variable(name, low, up, category)
        self.variables.append(variable)
        return variable

    def binary(self, kind: str, *keys: object) -> Var:
        """A variable that is nought or one."""
        return self._variable(kind, keys, 0, 1, pulp.LpInteger)

    def whole(self, kind: str, *keys: object, up: int) -> Var:
        """A whole number from nought to `up`."""
        return self._variable(kind, keys, 0, up, pulp.LpInteger)

    def share(self, kind: str, *keys: object, up: float = 1) -> Var:
        """A number from nought to `up` (one)."""
        return self._variable(kind, keys, 0, up, pulp.LpContinuous)

    def at_most(
        self, rule: str, keys: tuple[object, ...], total: Sum, limit: Number = 0, *, about: str = ""
    ) -> None:
        """Add the row total ≤ limit."""
        self._row(rule, keys, total, pulp.LpConstraintLE, limit, about)

    def at_least(
        self, rule: str, keys: tuple[object, ...], total: Sum, limit: Number = 0, *, about: str = ""
    ) -> None:
        """Add the row total ≥ limit."""
        self._row(rule, keys, total, pulp.LpConstraintGE, limit, about)

    def equal(
        self, rule: str, keys: tuple[object, ...], total: Sum, amount: Number = 0, *, about: str = ""
    ) -> None:
        """Add the row total = amount."""
        self._row(rule, keys, total, pulp.LpConstraintEQ, amount, about)

    def _row(
        self, rule: str, keys: tuple[object, ...], total: Sum, sense: int, limit: Number, about: str
    ) -> None:
        name = self._named(rule, keys, self._rows)
        terms = {variable: float(factor) for variable, factor in total.terms.items() if factor}
        if rule in self.soft_rules:
            self._soften(rule, about or "_".join(map(str, keys)), name, terms, sense)
        expression = pulp.LpAffineExpression(terms)
        row = pulp.LpConstraint(expression, sense, name, float(limit - total.constant))
        self.problem.addConstraint(row, name)
        self._rows[name] = row

    def set_limit(self, rule: str, keys: tuple[object, ...], total: Sum, limit: Number) -> None:
        """Add the row total ≤ limit, or give the row of that name, added for the same total, this limit."""
        row = self._rows.get(_name(rule, keys))
        if row is None:
            self.at_most(rule, keys, total, limit)
        else:
            row.changeRHS(float(limit - total.constant))

    def _soften(self, rule: str, about: str, name: str, terms: dict[Var, float], sense: int) -> None:
        for sign in (-1, 1):
            if sense in (0, sign * pulp.LpConstraintGE):
                slack = self.share("slack", name, "more" if sign > 0 else "less", up=1e9)
                terms[slack] = float(sign)
                self.slacks.append(Slack(rule, about, slack))
