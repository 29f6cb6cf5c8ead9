"""What people have fixed stays: pins, and sittings announced or held.

Source: `docs/formulation.md` §1 and the words of `Pin`.
"""

from collections.abc import Iterator

from planner.domain.clocks import clock_words
from planner.domain.money import format_pence
from planner.domain.programme.base import minutes_of
from planner.domain.programme.sessions import Pin
from planner.optimiser.check.case import Broken, Case, Held, day_words
from planner.optimiser.check.ground import is_cancelled, is_fixed, minute_of


def as_pinned(case: Case) -> Iterator[Broken]:
    """Sitting, place, date, time, team, places, support and amounts that a person has fixed are so in the plan."""
    rule, names = "as_pinned", case.ground.names
    for key, (session, number) in case.ground.sitting_ids.items():
        state, held = case.ground.state_of(session, number), case.by_id.get(key)
        if is_fixed(state) and state is not None:
            if held is None:
                yield Broken(rule, key, f"It is {state.status.value} but the plan leaves it out.")
            elif state.place and held.spot.text != state.place:
                yield Broken(
                    rule,
                    key,
                    f"It is {state.status.value} at {names.place(state.place)} but the plan moves it.",
                )
            elif state.start is not None and held.start != state.start:
                yield Broken(
                    rule,
                    key,
                    f"It is {state.status.value} for {clock_words(state.start)} on {day_words(state.start)} "
                    "but the plan moves it.",
                )
    for pin in case.programme.pins:
        known = case.ground.sitting_ids.get(pin.sitting)
        if known is None:
            continue
        state = case.ground.state_of(*known)
        held = case.by_id.get(pin.sitting)
        if pin.runs and held is None and not is_cancelled(state):
            yield Broken(rule, pin.sitting, "It is pinned to run but the plan leaves it out.")
        if pin.runs is False and held is not None:
            yield Broken(rule, pin.sitting, "It is pinned not to run but the plan holds it.")
        for words in _differences(case, held, pin) if held is not None else ():
            yield Broken(rule, pin.sitting, words)
    yield from _amounts(case, rule)


def _differences(case: Case, held: Held, pin: Pin) -> Iterator[str]:
    state = case.ground.state_of(held.session, held.number)
    has_place = state is not None and is_fixed(state) and bool(state.place)
    has_start = state is not None and is_fixed(state) and state.start is not None
    if pin.place and held.spot.text != pin.place and not has_place:
        yield f"It is pinned to {case.ground.names.place(pin.place)}."
    if pin.on is not None and held.on != pin.on and not has_start:
        yield f"It is pinned to {day_words(pin.on)}."
    if pin.at is not None and minute_of(held.start) != minutes_of(pin.at) and not has_start:
        yield f"It is pinned to {clock_words(pin.at)}."
    yield from _different_people(case, held, pin)


def _different_people(case: Case, held: Held, pin: Pin) -> Iterator[str]:
    team, names = {(each.staff, each.role) for each in held.planned.team}, case.ground.names
    for member in pin.team:
        if (member.staff, member.role) not in team:
            yield f"{names.staff(member.staff)} is pinned as {member.role.value.replace('_', ' ')}."
    for fixed in pin.places:
        group = case.ground.groups.get(fixed.group)
        given = (held.room_places(group), held.online_places(group)) if group is not None else (0, 0)
        if given != (fixed.room_count, fixed.online_count):
            name = names.group(fixed.group)
            yield f"{name}: {fixed.room_count} places in the room and {fixed.online_count} online are pinned."
    booked = {each.supplier: each.workers for each in held.planned.support}
    for support in pin.support:
        if booked.get(support.supplier, 0) < support.units:
            yield f"At least {support.units} of {names.supplier(support.supplier)} are pinned."


def _amounts(case: Case, rule: str) -> Iterator[Broken]:
    """Once a plan is priced, a pinned amount is the one line of its category at its sitting."""
    for pin in case.programme.amount_pins if case.plan.lines else ():
        if pin.sitting not in case.by_id:
            continue
        alone = [
            line
            for line in case.plan.lines
            if line.category is pin.category and line.sittings == (pin.sitting,)
        ]
        if [line.amount_pence for line in alone] != [pin.amount_pence]:
            words = (
                f"Its {pin.category.value.replace('_', ' ')} is pinned at {format_pence(pin.amount_pence)}."
            )
            yield Broken(rule, pin.sitting, words)
