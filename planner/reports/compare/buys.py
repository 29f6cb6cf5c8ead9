"""Rows of what the money buys: people, sessions, hours, and what each of them costs; never a price per group of people."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Category
from planner.reports.compare.figures import HIDDEN, Figure, RowPlan, hides_small, new_pence
from planner.reports.compare.model import NOT_KNOWN, Compared
from planner.reports.words import SMALL_UNDER, masked

CHOICES_NOTE = "A choice of times or places for the same session counts once"
STANDARD_NOTE = "Involve’s standard for deliberation is 30 hours, or 45 where possible"


def buys_group(
    options: Sequence[Compared], may_see_small_numbers: bool
) -> tuple[str, str, tuple[RowPlan, ...]]:
    """Rows of what the money buys."""
    people = _people(may_see_small_numbers)
    rows = (
        RowPlan("people", "People taking part", "count", people, "With lived experience, at least once"),
        RowPlan("sessions", "Sessions held", "count", _sessions),
        RowPlan("hours", "Hours of sessions", "hours", _hours, f"{CHOICES_NOTE}. {STANDARD_NOTE}"),
        RowPlan(
            "person-hours", "Hours of people’s time", "hours", _hidden(_person_hours, may_see_small_numbers)
        ),
        RowPlan("per-person", "Cost for each person taking part", "pence", _per(people)),
        RowPlan(
            "per-person-hour",
            "Cost for each hour of people’s time",
            "pence",
            _per(_hidden(_person_hours, may_see_small_numbers)),
        ),
        RowPlan("per-session", "Cost for each session", "pence", _per(_sessions)),
        RowPlan(
            "reaching-people",
            "Part of it paid to people for taking part",
            "share",
            _reaching,
            "Of new money before contingency",
        ),
    )
    return ("buys", "What it buys", rows)


def _lived(programme: Programme) -> list[Group]:
    return [group for group in programme.groups if group.is_lived_experience]


def _people(may_see_small_numbers: bool) -> Callable[[Compared], Figure]:
    def figure(option: Compared) -> Figure:
        if option.plan is None or option.programme is None:
            count = option.table.people_count if option.table else None
            return Figure(words=NOT_KNOWN) if count is None else Figure(Fraction(count))
        count = sum(most_present(option.plan, group.id) for group in _lived(option.programme))
        if not may_see_small_numbers and count < SMALL_UNDER:
            return Figure(words=masked(count))
        return Figure(Fraction(count))

    return figure


def most_present(plan: Plan, group: str) -> int:
    """How many of a group take part at least once: the k-th comes whenever k or more do."""
    return max((planned.places.get(group, 0) for planned in plan.sittings), default=0)


def _sessions(option: Compared) -> Figure:
    if option.plan is not None:
        return Figure(Fraction(len(option.plan.sittings)))
    count = option.table.session_count if option.table else None
    return Figure(words=NOT_KNOWN) if count is None else Figure(Fraction(count))


def _hours(option: Compared) -> Figure:
    if option.plan is None or option.programme is None:
        return Figure(words=NOT_KNOWN)
    minutes = sum(
        (session.minutes - session.break_minutes) * _times(session, option.plan.sittings)
        for session in option.programme.sessions
    )
    return Figure(Fraction(minutes, 60))


def _times(session: SessionPlan, sittings: Sequence[PlannedSitting]) -> int:
    held = sum(planned.session == session.id for planned in sittings)
    return min(held, 1) if session.repeats.kind == "alternatives" else held


def _person_hours(option: Compared) -> Figure:
    if option.plan is None or option.programme is None:
        minutes = option.table.person_minutes if option.table else None
        return Figure(words=NOT_KNOWN) if minutes is None else Figure(Fraction(minutes, 60))
    lengths = {session.id: session.minutes for session in option.programme.sessions}
    lived = {group.id for group in _lived(option.programme)}
    total = sum(
        count * lengths[planned.session]
        for planned in option.plan.sittings
        for group, count in planned.places.items()
        if group in lived
    )
    return Figure(Fraction(total, 60))


def _hidden(of: Callable[[Compared], Figure], may_see_small_numbers: bool) -> Callable[[Compared], Figure]:
    def figure(option: Compared) -> Figure:
        if not hides_small(option, may_see_small_numbers):
            return of(option)
        found = of(option)
        rounded = None if found.value is None else Fraction(round(found.value / 10) * 10)
        return found if rounded is None else Figure(rounded, f"about {int(rounded):,}")

    return figure


def _per(of: Callable[[Compared], Figure]) -> Callable[[Compared], Figure]:
    def figure(option: Compared) -> Figure:
        count = of(option).value
        if count is None:
            return Figure(words=of(option).words if of(option).words == HIDDEN else NOT_KNOWN)
        if count == 0:
            return Figure(words="None")
        return Figure(Fraction(round(Fraction(option.total_pence) / count)))

    return figure


def _reaching(option: Compared) -> Figure:
    spent = [line for line in option.money if line.category is not Category.CONTINGENCY]
    whole = new_pence(spent)
    if not whole:
        return Figure(words="None")
    paid = new_pence(
        line for line in spent if line.category in (Category.INVOLVEMENT_PAYMENT, Category.RECOGNITION)
    )
    if option.table is not None and not any(line.category is Category.INVOLVEMENT_PAYMENT for line in spent):
        return Figure(words="No line pays people")
    return Figure(paid / whole)
