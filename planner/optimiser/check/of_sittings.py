"""Targets about sittings: familiar, spread, travel, choice of mode, facilitator ratio, wanted size, money, process.

Source: `docs/formulation.md` §9. Each takes the level to measure at, so that a floor is measured by the same words.
"""

from collections import Counter
from fractions import Fraction

from planner.domain.programme.targets import (
    ChoiceOfMode,
    FacilitatorRatio,
    Familiar,
    MoneyReachingPeople,
    Process,
    SpreadOfPlaces,
    TravelWithin,
    WantedSize,
)
from planner.domain.terms import Category, Mode
from planner.optimiser.check.case import Case
from planner.optimiser.check.ground import is_alternatives
from planner.optimiser.check.measure import (
    ZERO,
    Measure,
    above,
    invited_groups,
    measured,
    percent,
    reference_places,
    share,
    sitting_count,
    worst,
)
from planner.optimiser.check.process import items_met

IN_A_ROOM = (Mode.IN_PERSON, Mode.HYBRID)
ONLINE = (Mode.ONLINE, Mode.HYBRID)
PAID_TO_PEOPLE = (Category.INVOLVEMENT_PAYMENT, Category.RECOGNITION)
NOT_COUNTED_AS_SPEND = (
    Category.ACCESS_SUPPORT,
    Category.DIGITAL_ACCESS,
    Category.CARE,
    Category.TRAVEL,
    Category.CONTINGENCY,
)


def familiar(case: Case, target: Familiar, level: Fraction) -> Measure:
    """Sittings of a series keep one weekday, time and place."""
    missing, reference, shares = ZERO, ZERO, []
    for session in case.programme.sessions:
        if is_alternatives(session) or session.repeats.count < 2:
            continue
        running = case.of_session(session)
        reference += level * session.repeats.count
        settings = Counter((held.start.weekday(), held.start.time(), held.spot.text) for held in running)
        matched = max(settings.values(), default=0)
        missing += above(level * len(running) - matched)
        if running:
            shares.append((share(matched, len(running)), session.title))
    lowest, title = min(shares, default=(Fraction(1), ""))
    return measured(
        missing, reference, lowest, f"{percent(lowest)} of {title} keep one weekday, time and place."
    )


def spread_of_places(case: Case, target: SpreadOfPlaces, level: Fraction) -> Measure:
    """Share of in-person and hybrid sittings held in an area."""
    in_rooms = [held for held in case.held if held.mode in IN_A_ROOM]
    there = sum(held.spot.area == target.area for held in in_rooms)
    might = sum(
        session.repeats.count
        for session in case.programme.sessions
        if any(mode in IN_A_ROOM for mode in session.modes)
    )
    reached = share(there, len(in_rooms), 1)
    words = f"{there} of {len(in_rooms)} sessions in a room are held there."
    return measured(above(level * len(in_rooms) - there), level * might, reached, words)


def travel_within(case: Case, target: TravelWithin, level: Fraction) -> Measure:
    """Largest average one-way travel of any group, in minutes a place in the room."""
    longest = max((link.minutes for link in case.programme.travel), default=0)
    pairs, averages = [], []
    for group in invited_groups(case):
        places, minutes = 0, 0
        for held in case.held:
            if held.spot.area and group in held.groups:
                way = case.ground.minutes_between(group.home_area, held.spot.area) or 0
                places += held.room_places(group)
                minutes += held.room_places(group) * way
        invited = sum(
            session.repeats.count for session in case.programme.sessions if group.id in session.invited
        )
        missing = above(minutes - level * places)
        pairs.append((missing, share(missing, longest * group.size * invited)))
        averages.append((share(minutes, places), group.name))
    missing, shortfall = worst(pairs)
    largest, name = max(averages, default=(ZERO, ""))
    return Measure(
        missing,
        shortfall,
        largest,
        f"{name} travels {float(largest):.0f} minutes on average." if missing else "",
    )


def choice_of_mode(case: Case, target: ChoiceOfMode, level: Fraction) -> Measure:
    """Share of sittings that can be joined in person, or online."""
    ways = IN_A_ROOM if target.way == "in_person" else ONLINE
    joinable, running = sum(held.mode in ways for held in case.held), len(case.held)
    words = f"{joinable} of {running} sessions can be joined {target.way.replace('_', ' ')}."
    return measured(
        above(level * running - joinable), level * sitting_count(case), share(joinable, running, 1), words
    )


def facilitator_ratio(case: Case, target: FacilitatorRatio, level: Fraction) -> Measure:
    """People a facilitator, in the room and online each for itself."""
    missing, largest, where = ZERO, ZERO, ""
    for held in case.held:
        sides = (
            (held.all_room_places(), held.room_facilitators()),
            (held.all_online_places(), held.online_facilitators()),
        )
        for people, facilitators in sides:
            missing += above(people - level * facilitators)
            ratio = share(people, max(facilitators, 1))
            if ratio > largest:
                largest, where = ratio, held.id
    words = f"At {case.ground.names.sitting(where)} there are {float(largest):.1f} people a facilitator."
    return measured(missing, reference_places(case), largest, words)


def wanted_size(case: Case, target: WantedSize, level: Fraction) -> Measure:
    """Sizes near the wanted size, above and below alike."""
    missing, lowest, where = ZERO, Fraction(1), ""
    for held in case.held:
        wanted = held.session.wanted_people
        off = abs(held.people - wanted)
        missing += above(off - (1 - level) * wanted)
        near = above(1 - Fraction(off, wanted))
        if near < lowest:
            lowest, where = (
                near,
                f"{case.ground.names.sitting(held.id)} has {held.people} people where {wanted} are wanted.",
            )
    return measured(missing, reference_places(case), lowest, where)


def money_reaching_people(case: Case, target: MoneyReachingPeople, level: Fraction) -> Measure:
    """Share of spend, but for access, care, travel and contingency, that people get for taking part."""
    lines = case.plan.lines
    paid = sum(line.amount_pence for line in lines if line.category in PAID_TO_PEOPLE)
    spend = sum(line.amount_pence for line in lines if line.category not in NOT_COUNTED_AS_SPEND)
    reached = share(paid, spend, 1)
    words = f"{percent(reached)} of the money reaches people for taking part."
    return measured(above(level * spend - paid), level * case.programme.budget.total_pence, reached, words)


def process(case: Case, target: Process, level: Fraction) -> Measure:
    """Shared decisions, feedback after them, paid preparation, breaks, a share in delivery or evaluation."""
    items = tuple(dict.fromkeys(target.items))
    met = items_met(case)
    lacking = [item for item in items if not met[item]]
    words = f"Missing: {', '.join(item.replace('_', ' ') for item in lacking)}."
    return measured(
        Fraction(len(lacking)), len(items), share(len(items) - len(lacking), len(items), 1), words
    )
