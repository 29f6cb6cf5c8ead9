"""Rows of what the money buys: people, sessions, hours, and what each of them costs; never a price per group of people."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from planner.domain.money import round_half_up
from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Category
from planner.reports.compare.figures import (
    HIDDEN,
    Figure,
    RowPlan,
    about,
    hides_sections,
    hides_small,
    new_pence,
)
from planner.reports.compare.model import NOT_KNOWN, REACHING, Compared, reaching_targets
from planner.reports.words import SMALL_UNDER, masked, pounds_words

CHOICES_NOTE = "A choice of times or places for the same session counts once"
STANDARD_NOTE = "Involve’s standard for deliberation is 30 hours, or 45 where possible"
REACHING_TITLE = "Paid to people for taking part, of new money before contingency"


def buys_group(
    options: Sequence[Compared], may_see_small_numbers: bool
) -> tuple[str, str, tuple[RowPlan, ...]]:
    """Rows of what the money buys.

    Numbers of people and of their hours, and what is divided by them, are rounded where the exact ones could tell a small
    group's size: by themselves, or less those of an option that the group is not in. What part of the money people are paid is
    a row only where no target asks for it: a target counts another whole, and one idea has one figure.
    """
    is_apart = hides_sections(options, may_see_small_numbers)

    def rounded(of: Callable[[Compared], Figure]) -> Callable[[Compared], Figure]:
        def figure(option: Compared) -> Figure:
            is_hidden = option.plan is not None and (is_apart or hides_small(option, may_see_small_numbers))
            return about(of(option)) if is_hidden else of(option)

        return figure

    people, person_hours = rounded(_people(may_see_small_numbers)), rounded(_person_hours)
    rows = (
        RowPlan("people", "People taking part", "count", people, "With lived experience, at least once"),
        RowPlan("sessions", "Sessions held", "count", _sessions),
        RowPlan("hours", "Hours of sessions", "hours", _hours, f"{CHOICES_NOTE}. {STANDARD_NOTE}"),
        RowPlan("person-hours", "Hours of people’s time", "hours", person_hours),
        RowPlan("per-person", "Cost for each person taking part", "pence", _per(people)),
        RowPlan("per-person-hour", "Cost for each hour of people’s time", "pence", _per(person_hours)),
        RowPlan("per-session", "Cost for each session", "pence", _per(_sessions)),
        *(() if reaching_targets(options) else (RowPlan(REACHING, REACHING_TITLE, "share", _reaching),)),
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


def _per(of: Callable[[Compared], Figure]) -> Callable[[Compared], Figure]:
    def figure(option: Compared) -> Figure:
        found = of(option)
        if found.value is None:
            return Figure(words=NOT_KNOWN if found.words == NOT_KNOWN else HIDDEN)
        if found.value == 0:
            return Figure(words="None")
        pence = round(Fraction(option.total_pence) / found.value)
        if found.is_rounded:
            return Figure(Fraction(pence), f"about {pounds_words(two_figures(pence))}", is_rounded=True)
        return Figure(Fraction(pence))

    return figure


def two_figures(pence: int) -> int:
    """An amount with its first two figures, and no less than pounds: no surer than the count that it is divided by."""
    step = max(100, int("1" + "0" * (len(str(pence)) - 2)))
    return round_half_up(Fraction(pence, step)) * step


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
