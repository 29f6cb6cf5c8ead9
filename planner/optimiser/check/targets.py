"""Targets measured at their level and floor: results for the plan, musts and floors that are broken.

Source: `docs/formulation.md` §9. A floor of nought is no floor.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from planner.domain.plan import TargetResult
from planner.domain.programme.targets import Target
from planner.domain.terms import Strategy, Strength
from planner.optimiser.check import of_people, of_sittings
from planner.optimiser.check.case import Broken, Case
from planner.optimiser.check.measure import Measure

MILLION = 10**6
"""Results carry six decimal places."""

MEASURES: Final[dict[str, Callable[[Case, Any, Fraction], Measure]]] = {
    "equal_footing": of_people.equal_footing,
    "representation": of_people.representation,
    "continuity": of_people.continuity,
    "times_people_can_make": of_people.times_people_can_make,
    "familiar": of_sittings.familiar,
    "spread_of_places": of_sittings.spread_of_places,
    "travel_within": of_sittings.travel_within,
    "choice_of_mode": of_sittings.choice_of_mode,
    "nobody_is_the_only_one": of_people.nobody_is_the_only_one,
    "facilitator_ratio": of_sittings.facilitator_ratio,
    "wanted_size": of_sittings.wanted_size,
    "money_reaching_people": of_sittings.money_reaching_people,
    "process": of_sittings.process,
}
"""How each kind of target is measured: from a case, the target and the level to measure at."""

_LEVEL_FIELDS = {
    "continuity": "times",
    "travel_within": "minutes",
    "facilitator_ratio": "people_per_facilitator",
}
_FIXED_LEVELS = {"nobody_is_the_only_one": Fraction(2), "process": Fraction(1)}


def level_of(target: Target) -> Fraction:
    """The level a target asks for: a share, times, minutes, people, or 2 people where nobody is to be alone."""
    if target.kind in _FIXED_LEVELS:
        return _FIXED_LEVELS[target.kind]
    return Fraction(getattr(target, _LEVEL_FIELDS.get(target.kind, "level")))


def measure(case: Case, target: Target) -> Measure:
    """A target measured at its own level."""
    return MEASURES[target.kind](case, target, level_of(target))


def result_of(case: Case, target: Target) -> TargetResult:
    """What a plan says of a target."""
    found = measure(case, target)
    return TargetResult(
        id=target.id,
        kind=target.kind,
        title=target.title,
        strength=target.strength,
        level=as_shown(level_of(target)),
        achieved=as_shown(found.achieved),
        shortfall=as_shown(found.shortfall),
        met=not found.missing,
        words=found.words,
    )


def as_shown(value: Fraction) -> Decimal:
    """A fraction to six decimal places, without trailing noughts."""
    sign, millionths = "-" if value < 0 else "", round(abs(value) * MILLION)
    decimals = f"{millionths % MILLION:06d}".rstrip("0")
    return Decimal(
        f"{sign}{millionths // MILLION}.{decimals}" if decimals else f"{sign}{millionths // MILLION}"
    )


def broken_target(case: Case, target: Target) -> Iterator[Broken]:
    """A must that falls short, or an aim under its floor; under the strategy *cheapest* every aim is a must."""
    is_must = target.strength is Strength.MUST or case.plan.strategy is Strategy.CHEAPEST
    level = level_of(target) if is_must else Fraction(getattr(target, "floor", 0))
    if not is_must and level == 0:
        return
    found = MEASURES[target.kind](case, target, level)
    if found.missing:
        word = "is a must" if is_must else "falls under its floor"
        yield Broken(target.kind, target.id, f"{target.title} {word}: {found.words}")
