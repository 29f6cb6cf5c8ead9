"""Rules of access and safety: every requirement met, support for everyone who may need it, young people safe.

Source: `docs/formulation.md` §3 and §6.
"""

from collections.abc import Iterator

from planner.domain.programme.base import minutes_of
from planner.domain.programme.groups import Requirement
from planner.domain.programme.team import Supplier
from planner.domain.terms import Known, Mode
from planner.optimiser.check.case import Broken, Case, Held
from planner.optimiser.check.ground import Spot, minute_of

NOT_MET = None


def access_requirements_are_met(case: Case) -> Iterator[Broken]:
    """The place or booked support meets every requirement of everyone who may come, in the way they come."""
    rule, names = "access_requirements_are_met", case.ground.names
    for held in case.held:
        people, gaps = _needs(case, held)
        for title, items in gaps:
            words = f"‘{title}’ is not met at {names.place(held.spot.text)}: {_in_words(items)} is not there."
            yield Broken(rule, held.id, words)
        booked = {each.supplier: each.workers for each in held.planned.support}
        if len(booked) < len(held.planned.support):
            yield Broken(rule, held.id, "A supplier is booked more than once.")
        for key, workers in booked.items():
            if key not in case.ground.suppliers:
                yield Broken(rule, held.id, f"There is no supplier {names.supplier(key)}.")
            elif workers and not _can_supply(case.ground.suppliers[key], held):
                yield Broken(
                    rule, held.id, f"{names.supplier(key)} does not work in this mode, area or length."
                )
        for kind, count in people.items():
            able = [
                each
                for each in case.ground.suppliers.values()
                if each.support == kind and _can_supply(each, held)
            ]
            if not any(booked.get(each.id, 0) >= workers_needed(each, count, held) for each in able):
                words = f"{count} people need {kind.replace('_', ' ')}, and nobody who can give it is booked with enough workers."
                yield Broken(rule, held.id, words)


def _in_words(items: list[str]) -> str:
    return " or ".join(item.partition(":")[2].replace("_", " ") for item in items)


def _needs(case: Case, held: Held) -> tuple[dict[str, int], list[tuple[str, list[str]]]]:
    """People who need each kind of support, and the titles and items of requirements that nothing meets."""
    people: dict[str, int] = {}
    gaps: list[tuple[str, list[str]]] = []
    for group in held.groups:
        room, online = case.may_come(held, group)
        for requirement in (each for each in group.requirements if each.count):
            in_room, not_there = _met_by(case, held, requirement, "venue:") if room else (set(), [])
            on_screen, not_online = _met_by(case, held, requirement, "tool:") if online else (set(), [])
            gaps += [(requirement.title, items) for items in (*not_there, *not_online)]
            for kind in in_room | on_screen:
                served = (room if kind in in_room else 0) + (online if kind in on_screen else 0)
                people[kind] = people.get(kind, 0) + min(requirement.count, served)
    return people, gaps


def _met_by(case: Case, held: Held, requirement: Requirement, own: str) -> tuple[set[str], list[list[str]]]:
    """In the room ("venue:") or online ("tool:"): the kinds of support that meet a requirement, and lists that nothing meets."""
    kinds: set[str] = set()
    not_met: list[list[str]] = []
    for any_of in requirement.all_of:
        items = [item for item in any_of if item.startswith((own, "support:"))]
        answer = _what_meets(case, held, items) if items else ""
        if answer is NOT_MET:
            not_met.append(items)
        elif answer:
            kinds.add(answer)
    return kinds, not_met


def _what_meets(case: Case, held: Held, items: list[str]) -> str | None:
    """The kind of support that meets one of the items, an empty text for a feature, None if nothing does."""
    features = [_recorded(held.spot, item) for item in items if not item.startswith("support:")]
    if Known.YES in features:
        return ""
    for item in items:
        kind = item.partition(":")[2]
        is_support = item.startswith("support:")
        if is_support and any(
            each.support == kind and _can_supply(each, held) for each in case.programme.suppliers
        ):
            return kind
    return "" if case.ground.is_estimate and Known.UNKNOWN in features else NOT_MET


def _recorded(spot: Spot, item: str) -> Known:
    """What is recorded of a feature; the room's own record goes before its venue's, and no record is unknown."""
    part, _, key = item.partition(":")
    if part == "tool":
        records = spot.tool.features if spot.tool is not None else ()
    else:
        records = (*(spot.room.features if spot.room else ()), *(spot.venue.features if spot.venue else ()))
    return next((record.is_there for record in records if record.key == key), Known.UNKNOWN)


def _can_supply(supplier: Supplier, held: Held) -> bool:
    """Whether a supplier works in the sitting's mode and area and prices its length."""
    if held.mode not in supplier.modes:
        return False
    if held.mode is not Mode.ONLINE and supplier.areas and held.spot.area not in supplier.areas:
        return False
    is_banded = any(band.up_to_minutes >= held.session.minutes for band in supplier.bands)
    return is_banded or (bool(supplier.bands) and supplier.further_pence is not None)


def workers_needed(supplier: Supplier, people: int, held: Held) -> int:
    """Workers a supplier sends for so many people: its units, doubled where the session is over its threshold."""
    units = {"sitting": 1, "people": -(-people // supplier.people_per_unit), "person": people}[
        supplier.serves
    ]
    room, online = supplier.two_over_room_minutes, supplier.two_over_online_minutes
    given = {Mode.IN_PERSON: (room,), Mode.ONLINE: (online,), Mode.HYBRID: (room, online)}[held.mode]
    is_long = any(threshold is not None and held.session.minutes > threshold for threshold in given)
    return units * 2 if is_long else units


def young_people_are_safe(case: Case) -> Iterator[Broken]:
    """Where under-18s may come: enough checked adults, an early enough end, guardians' consent, the way home priced."""
    rule, safe = "young_people_are_safe", case.programme.safeguarding
    for held in case.held:
        young = 0
        for group in held.groups:
            coming = min(group.young_people.count, sum(case.may_come(held, group)))
            young += coming
            consent = group.young_people.guardian_consent
            is_open = consent is Known.UNKNOWN and case.ground.is_estimate
            if coming and consent is not Known.YES and not is_open:
                yield Broken(rule, held.id, f"{group.name}: guardians' consent is {consent.value}.")
            if coming and group.young_people.travel_home_price is None:
                yield Broken(rule, held.id, f"{group.name}: the journey home has no price.")
        if not young:
            continue
        team = {member.staff for member in held.planned.team}
        adults = sum(case.ground.staff[key].is_checked_adult for key in team if key in case.ground.staff)
        due = max(safe.least_adults, -(-young // safe.children_per_adult))
        if adults < due:
            yield Broken(rule, held.id, f"{adults} checked adults where {due} are needed.")
        if minute_of(held.start) + held.session.minutes > minutes_of(safe.latest_end):
            yield Broken(rule, held.id, f"It ends after {safe.latest_end}, too late for young people.")
