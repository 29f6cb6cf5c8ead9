"""Targets about who takes part: equal footing, representation, continuity, times people can make, nobody alone.

Source: `docs/formulation.md` §9. Each takes the level to measure at, so that a floor is measured by the same words.
"""

from collections.abc import Iterator
from fractions import Fraction

from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.programme.targets import (
    Continuity,
    EqualFooting,
    NobodyIsTheOnlyOne,
    Representation,
    TimesPeopleCanMake,
)
from planner.optimiser.check.case import Case, Held
from planner.optimiser.check.measure import (
    ZERO,
    Measure,
    above,
    characteristic,
    invited_groups,
    lived_places,
    measured,
    most_wanted,
    percent,
    share,
    worst,
)


def equal_footing(case: Case, target: EqualFooting, level: Fraction) -> Measure:
    """Lived-experience share of those taking part, at every sitting in scope."""
    in_scope = {
        session.id
        for session in case.programme.sessions
        if target.scope == "every" or session.decision is not None
    }
    running = [held for held in case.held if held.session.id in in_scope]
    missing = sum(
        (held.session.minutes * above(level * held.people - lived_places(held)) for held in running), ZERO
    )
    reference = sum(
        session.minutes * session.repeats.count * most_wanted(case, session)
        for session in case.programme.sessions
        if session.id in in_scope
    )
    shares = [(share(lived_places(held), held.people), held.id) for held in running if held.people]
    lowest, where = min(shares, default=(Fraction(1), ""))
    return measured(
        missing,
        level * reference,
        lowest,
        f"At {case.ground.names.sitting(where)} {percent(lowest)} of those taking part have lived experience.",
    )


def representation(case: Case, target: Representation, level: Fraction) -> Measure:
    """Share of lived-experience place-hours held by people with a characteristic."""
    lived, held_by = ZERO, ZERO
    for held, group in case.with_groups():
        if group.is_lived_experience and group.size:
            places = held.session.minutes * Fraction(held.places(group))
            lived += places
            held_by += places * characteristic(group, target.characteristic) / group.size
    reference = Fraction(
        sum(
            session.minutes * session.repeats.count * group.size
            for session in case.programme.sessions
            for group in case.ground.invited(session)
            if group.is_lived_experience
        )
    )
    reached = share(held_by, lived)
    words = f"{percent(reached)} of lived-experience place-hours are {target.characteristic}."
    if target.direction == "at_most":
        return measured(above(held_by - level * lived), reference, reached, words)
    return measured(above(level * lived - held_by), level * reference, reached, words)


def continuity(case: Case, target: Continuity, level: Fraction) -> Measure:
    """Every invited group takes part so many times, and in every stage it is invited to."""
    missing, reference, least, words = ZERO, ZERO, None, []
    for group in invited_groups(case):
        units = case.ground.units_invited(group)
        attended = [session for session, ids in units if any(_comes(case, key, group) for key in ids)]
        stages = {session.stage for session, _ in units}
        lacking = above(level - len(attended)) + len(stages - {session.stage for session in attended})
        missing += lacking
        reference += level + len(stages)
        least = len(attended) if least is None else min(least, len(attended))
        if lacking:
            words.append(f"{group.name} takes part {len(attended)} times")
    return measured(missing, reference, Fraction(least or 0), "; ".join(words) + ".")


def _comes(case: Case, key: str, group: Group) -> bool:
    held = case.by_id.get(key)
    return held is not None and held.places(group) >= 1


def times_people_can_make(case: Case, target: TimesPeopleCanMake, level: Fraction) -> Measure:
    """The least share of any group able to come over the sittings that run."""
    pairs, shares = [], []
    for group in invited_groups(case):
        units = case.ground.units_invited(group)
        able, base = ZERO, 0
        for _, ids in units:
            running = [case.by_id[key] for key in ids if key in case.by_id]
            if running:
                base += group.size
                able += min(group.size, sum(case.able(held, group).total for held in running))
        missing = above(level * base - able)
        pairs.append((missing, share(missing, level * group.size * len(units))))
        if base:
            shares.append((able / base, group.name))
    missing, shortfall = worst(pairs)
    lowest, name = min(shares, default=(Fraction(1), ""))
    words = f"Of {name} {percent(lowest)} are able to come to the times and places chosen."
    return Measure(missing, shortfall, lowest, words if missing else "")


def nobody_is_the_only_one(case: Case, target: NobodyIsTheOnlyOne, level: Fraction) -> Measure:
    """No invited group and no marked characteristic is represented by fewer than two people at a sitting."""
    missing, least, words = ZERO, None, []
    for held in case.held:
        for name, count in _represented(case, held.session, held, target.characteristics):
            missing += above(level - count)
            least = count if least is None else min(least, count)
            if count < level:
                words.append(f"{name} at {case.ground.names.sitting(held.id)}: {count}")
    reference = sum(
        session.repeats.count * sum(1 for _ in _represented(case, session, None, target.characteristics))
        for session in case.programme.sessions
    )
    achieved = Fraction(2 if least is None else least)
    return measured(missing, level * reference, achieved, "; ".join(words) + ".")


def _represented(
    case: Case, session: SessionPlan, held: Held | None, marked: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    """Groups of somebody and marked characteristics of somebody invited, each with the people who come (0 if not held)."""
    groups = case.ground.invited(session)
    for group in groups:
        if group.size:
            yield group.name, held.places(group) if held is not None else 0
    for key in dict.fromkeys(marked):
        if any(characteristic(group, key) for group in groups):
            come = (
                (characteristic(group, key), held.places(group) if held is not None else 0)
                for group in groups
            )
            yield key, sum(min(count, places) for count, places in come)
