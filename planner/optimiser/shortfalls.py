"""Musts, floors and aims in the model: what may never be missing, and how far each aim falls short.

A shortfall is counted in hundred-thousandths of its share, so that what the solver takes for equal (about a ten-millionth) is
far below what stages keep apart. Source: `docs/formulation.md` §9.
"""

from dataclasses import dataclass
from fractions import Fraction

from planner.domain.programme.targets import Target
from planner.domain.terms import Strategy, Strength
from planner.optimiser.aims.parts import Part
from planner.optimiser.linear import Sum, Values, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.register import AIMS

SHORTFALL_KINDS = ("shortfall", "worse", "worst_shortfall")
"""Kinds of variables that say what is missing."""
SHARE_SCALE = 10**5
"""Units of the model in a share of one."""
LARGEST_FACTOR = 10**7
"""Larger coefficients are left out of the solver's rows: beyond about a thousand million it misbehaves."""


@dataclass(frozen=True)
class Aim:
    """An aim in the model: its target, its parts, and the variable that is at least its shortfall (times the scale)."""

    target: Target
    parts: tuple[Part, ...]
    shortfall: Var

    def reached(self, values: Values) -> float:
        """The shortfall that the parts come to, as a share."""
        return max(
            (
                max(part.missing.value(values), 0.0) / float(part.reference)
                for part in self.parts
                if part.reference
            ),
            default=0.0,
        )


def target_keys(number: int, what: str) -> tuple[object, ...]:
    """Keys of a target's rows: its number, and whether as an aim, a must or a floor."""
    return number, what


def level_of(target: Target) -> Fraction:
    """The level a target is measured at: its own, or what its kind calls it."""
    match target.kind:
        case "continuity":
            return Fraction(target.times)
        case "travel_within":
            return Fraction(target.minutes)
        case "facilitator_ratio":
            return Fraction(target.people_per_facilitator)
        case "nobody_is_the_only_one":
            return Fraction(2)
        case "process":
            return Fraction(1)
        case _:
            return Fraction(target.level)


def add_targets(model: PlanModel, strategy: Strategy) -> list[Aim]:
    """Make musts (and floors) rows, and give every other aim its shortfall."""
    aims: list[Aim] = []
    for number, target in enumerate(model.programme.targets):
        if target.strength is Strength.MUST or strategy is Strategy.CHEAPEST:
            _must(model, number, target, "must", level_of(target))
            continue
        floor = Fraction(getattr(target, "floor", 0))
        if floor:
            _must(model, number, target, "floor", floor)
        aims.append(_aim(model, number, target))
    return aims


def _must(model: PlanModel, number: int, target: Target, what: str, level: Fraction) -> None:
    for index, part in enumerate(AIMS[target.kind](model, target, target_keys(number, what), level)):
        model.rows.at_most(target.kind, (number, what, "holds", index), part.missing, 0, about=target.id)


def _aim(model: PlanModel, number: int, target: Target) -> Aim:
    parts: tuple[Part, ...] = tuple(
        AIMS[target.kind](model, target, target_keys(number, "aim"), level_of(target))
    )
    worst = max(
        (part.missing.largest() / float(part.reference) for part in parts if part.reference), default=0.0
    )
    shortfall = model.rows.share("shortfall", number, up=max(worst, 0.0) * SHARE_SCALE)
    for index, part in enumerate(parts):
        if part.reference:
            keys = (number, "aim", "missing", index)
            model.rows.at_most(target.kind, keys, _less_than(part, shortfall), 0)
    return Aim(target, parts, shortfall)


def _less_than(part: Part, shortfall: Var) -> Sum:
    """Missing less reference × shortfall, so scaled that the shortfall's coefficient is one unless others grow too large."""
    factor = Fraction(SHARE_SCALE) / Fraction(part.reference)
    largest = max((abs(Fraction(each)) for each in part.missing.terms.values()), default=Fraction(0))
    if largest * factor > LARGEST_FACTOR:
        factor = Fraction(LARGEST_FACTOR) / largest
    return part.missing.times(factor).add(-factor * Fraction(part.reference) / SHARE_SCALE, shortfall)


def all_shortfalls(model: PlanModel) -> Sum:
    """The shortfalls of all targets: least where nothing is missing that need not be."""
    return Sum.of(
        variable for variable in model.rows.variables if variable.name.partition("__")[0] in SHORTFALL_KINDS
    )
