"""What a measure of a target is, and the sums that several of them share.

Source: `docs/formulation.md` §9. Exact fractions throughout.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.optimiser.check.case import Case, Held

ZERO = Fraction(0)


@dataclass(frozen=True)
class Measure:
    """What is missing of a target at a level, its shortfall from 0 to 1, what was achieved, and who or what is missed."""

    missing: Fraction
    shortfall: Fraction
    achieved: Fraction
    words: str = ""


def above(amount: Fraction) -> Fraction:
    """The amount, or nought if it is below."""
    return max(amount, ZERO)


def share(part: Fraction | int, whole: Fraction | int, if_none: int = 0) -> Fraction:
    """Part over whole; `if_none` where there is no whole."""
    return Fraction(part) / Fraction(whole) if whole else Fraction(if_none)


def measured(missing: Fraction, reference: Fraction | int, achieved: Fraction, words: str = "") -> Measure:
    """A measure whose shortfall is missing over a reference that already has its level."""
    return Measure(missing, share(missing, reference), achieved, words if missing else "")


def lived_places(held: Held) -> int:
    """Places of people with lived experience at a sitting."""
    return sum(held.places(group) for group in held.groups if group.is_lived_experience)


def most_wanted(case: Case, session: SessionPlan) -> int:
    """N of a session: the wanted size, or the sizes of everyone invited if they are more."""
    return max(session.wanted_people, sum(group.size for group in case.ground.invited(session)))


def reference_places(case: Case) -> int:
    """N added up over all sittings, running or not."""
    return sum(session.repeats.count * most_wanted(case, session) for session in case.programme.sessions)


def sitting_count(case: Case) -> int:
    """All sittings, running or not."""
    return sum(session.repeats.count for session in case.programme.sessions)


def characteristic(group: Group, key: str) -> int:
    """How many of a group share a characteristic."""
    return sum(each.count for each in group.characteristics if each.key == key)


def invited_groups(case: Case) -> list[Group]:
    """Groups invited to any session, in document order."""
    keys = {key for session in case.programme.sessions for key in session.invited}
    return [group for group in case.programme.groups if group.id in keys]


def worst(measures: Iterable[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """Of pairs of missing and shortfall: all that is missing, and the largest shortfall."""
    pairs = list(measures)
    return sum((missing for missing, _ in pairs), ZERO), max(
        (shortfall for _, shortfall in pairs), default=ZERO
    )


def percent(value: Fraction) -> str:
    """A share as people read it."""
    return f"{float(value * 100):.0f} %"
